//! Safekeeping: checks, backups and keys.

use super::*;

#[test]
fn checking_finds_what_has_been_altered() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    take_in(&mut store, &[7; 100_000]);
    begun.sign(&mut store, 1, b"the document");
    let folder = tempfile::tempdir().expect("a folder");
    store.file_documents(&by(), folder.path()).expect("filed");
    store.amend(&by(), begun.letter.id).expect("amended");
    let found = store.verify().expect("checked");
    assert_eq!((found.events, found.documents, found.recordings), (3, 1, 2));
    assert_eq!(found.faults, [] as [&str; 0]);
    drop(store);

    let rows: [(&str, &str); 4] = [
        (
            "DROP TRIGGER document_keeps; UPDATE document SET bytes = x'00';",
            "The document of letter 1 version 1 is not the one that was signed",
        ),
        (
            "DROP TRIGGER event_keeps; UPDATE event SET who = 'Another' WHERE id = 2;",
            "Event 2 of the audit trail does not follow from the one before it",
        ),
        (
            "DROP TRIGGER event_holds; DELETE FROM event WHERE id = 2;",
            "Event 3 of the audit trail does not follow from the one before it",
        ),
        (
            "UPDATE recording SET name = 'other' WHERE id = 2;",
            "Dictation 2: The recording is missing from this computer",
        ),
    ];
    for (sql, fault) in rows {
        let altered = workspace.after_power_cut();
        altered.tamper(sql);
        let found = altered.open().verify().expect("checked");
        assert_eq!(found.faults, [fault], "after {sql}");
    }
    let files = files_below(&workspace.path().join("audio"));
    let [one, other] = &files[..] else {
        panic!("two recordings: {files:?}");
    };
    let (first, second) = (fs::read(one).expect("read"), fs::read(other).expect("read"));
    fs::write(one, &second).expect("exchanged");
    fs::write(other, &first).expect("exchanged");
    let found = workspace.open().verify().expect("checked");
    assert_eq!(
        found.faults,
        [1, 2]
            .map(|id| format!("Dictation {id}: The stored recording is not the one that came in"))
    );
    for (file, mut bytes) in [(one, first), (other, second)] {
        let middle = bytes.len() * 3 / 4;
        bytes[middle] ^= 1;
        fs::write(file, &bytes).expect("a bit flipped");
    }
    let damaged = [1, 2].map(|id| format!("Dictation {id}: The stored recording is damaged"));
    assert_eq!(workspace.open().verify().expect("checked").faults, damaged);
    for file in &files {
        let bytes = fs::read(file).expect("read");
        fs::write(file, &bytes[..bytes.len() - 1]).expect("cut short");
    }
    let found = workspace.open().verify().expect("checked");
    assert_eq!(found.faults, damaged);
}

#[test]
fn what_is_signed_or_journalled_resists_even_a_faulty_program() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let entry = typed(&mut begun.manuscript(), "Kept. ");
    store
        .journal(&by(), begun.letter.id, &[entry])
        .expect("journalled");
    begun.sign(&mut store, 1, b"the document");
    drop(store);
    let connection = rusqlite::Connection::open(workspace.path().join("record.db")).expect("file");
    let key = workspace.key.to_hex();
    connection
        .execute_batch(&format!("PRAGMA key = \"x'{}'\"", key.as_str()))
        .expect("opened");
    for sql in [
        "UPDATE document SET text = ''",
        "DELETE FROM document",
        "UPDATE journal SET entry = ''",
        "DELETE FROM journal",
        "INSERT INTO journal VALUES (1, 1, 9, '\"undid\"')",
        "UPDATE event SET who = ''",
        "DELETE FROM event",
    ] {
        assert!(connection.execute(sql, []).is_err(), "{sql} went through");
    }
}

#[test]
fn a_backup_brings_the_whole_record_back() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let entry = typed(&mut begun.manuscript(), "Kept. ");
    store
        .journal(&by(), begun.letter.id, &[entry])
        .expect("journalled");
    begun.sign(&mut store, 1, b"the document");
    workspace
        .key
        .seal(&workspace.path(), "correct horse battery")
        .expect("sealed");
    let file = workspace.folder.path().join("friday.backup");
    store.backup(&file).expect("backed up");
    assert_eq!(
        what(store.backup(&file)),
        "There is already a file of that name"
    );
    take_in(&mut store, b"after the backup");

    let home = workspace.folder.path().join("new computer");
    let other = Key::random().expect("a key");
    assert_eq!(
        what(Store::restore(&file, &home, &other)),
        "This key does not open the record"
    );
    assert!(!store::exists(&home));
    assert_eq!(
        what(Key::unseal_backup(&file, "wrong horse battery")),
        "That passphrase does not open the record"
    );
    let key = Key::unseal_backup(&file, "correct horse battery").expect("the key");
    Store::restore(&file, &home, &key).expect("restored");
    assert_eq!(
        what(Store::restore(&file, &home, &key)),
        "There is already a record in this folder, or what is left of one"
    );

    let restored = Store::open(&home, &key).expect("opens");
    assert_eq!(
        restored.letter_for(begun.dictation),
        store.letter_for(begun.dictation)
    );
    assert_eq!(restored.dictations().expect("listed").len(), 1);
    assert_eq!(
        restored.document(begun.letter.id, 1),
        Ok(b"the document".to_vec())
    );
    let mut audio = Vec::new();
    let mut recording = restored.audio(begun.dictation).expect("there");
    recording.read_to_end(&mut audio).expect("read");
    assert_eq!(audio, b"a recording");
    assert_eq!(restored.verify().expect("checked").faults, [] as [&str; 0]);
    Key::unseal(&home, "correct horse battery").expect("the recovery copy came along");
}

#[test]
fn a_backup_that_is_not_whole_restores_nothing() {
    let (workspace, mut store) = Workspace::new();
    begin(&mut store);
    let file = workspace.folder.path().join("friday.backup");
    store.backup(&file).expect("backed up");
    let whole = fs::read(&file).expect("read");
    let mut altered = whole.clone();
    altered[whole.len() / 2] ^= 1;
    let home = workspace.folder.path().join("new computer");
    for bytes in [&altered[..], &whole[..whole.len() - 1], &whole[..10], b""] {
        fs::write(&file, bytes).expect("written");
        assert_eq!(
            what(Store::restore(&file, &home, &workspace.key)),
            "This file is not a whole backup of Dictation Desk"
        );
        assert!(!home.exists());
    }
    assert_eq!(
        what(Key::unseal_backup(
            &workspace.folder.path().join("gone"),
            "correct horse"
        )),
        "The backup could not be read"
    );
    let in_memory = Store::in_memory().expect("a record");
    assert_eq!(
        what(in_memory.backup(&workspace.folder.path().join("memory.backup"))),
        "This record is only in memory and cannot be backed up"
    );
}

#[test]
fn a_key_is_kept_as_a_file_and_never_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("desk.key");
    let key = Key::random().expect("a key");
    assert_ne!(key.to_hex(), Key::random().expect("another").to_hex());
    assert_eq!(format!("{key:?}"), "Key(hidden)");
    key.write_file(&path).expect("written");
    assert_eq!(Key::read_file(&path).expect("read").to_hex(), key.to_hex());
    assert_eq!(
        what(Key::random().expect("another").write_file(&path)),
        "There is already a file of that name"
    );
    assert_eq!(Key::read_file(&path).expect("read").to_hex(), key.to_hex());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    for text in [
        "",
        "00ff",
        "not a key at all",
        &"zz".repeat(32),
        &"00".repeat(33),
    ] {
        fs::write(&path, text).expect("written");
        assert_eq!(what(Key::read_file(&path)), "That is not a key");
    }
    assert_eq!(
        what(Key::read_file(&folder.path().join("gone"))),
        "The key file could not be read"
    );
}

#[test]
fn a_passphrase_brings_a_lost_key_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let key = Key::random().expect("a key");
    let unseal = |passphrase| Key::unseal(folder.path(), passphrase).map(|key| key.to_hex());
    assert_eq!(
        what(unseal("correct horse")),
        "No recovery passphrase was set for this record"
    );
    assert_eq!(
        what(key.seal(folder.path(), "horse")),
        "That passphrase is too short to be safe"
    );
    key.seal(folder.path(), "correct horse").expect("sealed");
    assert_eq!(unseal("correct horse"), Ok(key.to_hex()));
    assert_eq!(
        what(unseal("Correct horse")),
        "That passphrase does not open the record"
    );
    key.seal(folder.path(), "battery staple").expect("changed");
    assert_eq!(unseal("battery staple"), Ok(key.to_hex()));
    assert!(unseal("correct horse").is_err());
    fs::write(folder.path().join("recovery.json"), b"{}").expect("written");
    assert_eq!(
        what(unseal("battery staple")),
        "The recovery copy of the key is damaged"
    );
}
