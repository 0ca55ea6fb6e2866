//! Backups: the whole record in one file and back again, with everything that is not as it was told.

use super::*;

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
fn a_backup_says_what_is_not_in_it_and_what_is_not_as_it_came_in() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    begun.sign(&mut store, 1, b"the document");
    for content in [&b"one more"[..], b"a third", b"a fourth"] {
        take_in(&mut store, content);
    }
    drop(store);
    let recordings = workspace.recordings();
    let store = workspace.open();
    let backup = |name: &str| {
        let file = workspace.folder.path().join(name);
        (store.backup(&file).expect("backed up"), file)
    };
    assert_eq!(backup("monday").0, [] as [&str; 0]);

    fs::remove_file(&recordings[1]).expect("lost");
    fs::copy(&recordings[0], &recordings[3]).expect("exchanged");
    fs::remove_file(&workspace.files("documents")[0]).expect("lost");
    let (told, file) = backup("tuesday");
    assert_eq!(
        told,
        [
            "1 recording is missing and is not in this backup: dictation 2",
            "1 document is missing and is not in this backup: letter 1 version 1",
            "1 recording is damaged or not the one that came in, and is in this backup as it is: \
             dictation 4",
        ]
    );
    fs::remove_file(&recordings[2]).expect("lost");
    let told = backup("wednesday").0;
    assert_eq!(
        told[0],
        "2 recordings are missing and are not in this backup: dictation 2, dictation 3"
    );

    let home = workspace.folder.path().join("new computer");
    let found = Store::restore(&file, &home, &workspace.key).expect("restored");
    assert_eq!(
        found.faults,
        [
            "Dictation 2: The recording is missing from this computer",
            "Dictation 4: The stored recording is not the one that came in",
            "Letter 1 version 1: The document is missing from this computer",
        ]
    );
}

/// A backup as the program of version 5 wrote it, of the workspace that it left.
fn of_version_5_backup(to: &Path) {
    let from = upkeep::of_version_5();
    let read = |name: &str| fs::read(from.path().join(name)).expect("read");
    let (database, recovery) = (read("record.db"), read("recovery.json"));
    let mut files = files_below(&from.path().join("audio"));
    files.sort();
    let audio: Vec<Vec<u8>> = files
        .iter()
        .map(|file| fs::read(file).expect("read"))
        .collect();
    let listed = files.iter().zip(&audio).map(|(file, bytes)| {
        let name = file.file_stem().expect("a name").to_string_lossy();
        serde_json::json!({ "name": name, "size": bytes.len() })
    });
    let contents = serde_json::json!({
        "recovery": String::from_utf8(recovery).expect("text"),
        "database": database.len(),
        "recordings": listed.collect::<Vec<_>>(),
    });
    let mut bytes = format!("Dictation Desk backup 1\n{contents}\n").into_bytes();
    bytes.extend(database);
    bytes.extend(audio.concat());
    let seal: [u8; 32] = Sha256::digest(&bytes).into();
    bytes.extend(seal);
    fs::write(to, bytes).expect("written");
}

#[test]
fn a_backup_of_an_earlier_version_brings_everything_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, home) = (folder.path().join("old.backup"), folder.path().join("home"));
    of_version_5_backup(&file);
    let key = Key::unseal_backup(&file, crate::room::PASSPHRASE).expect("the key");
    let found = Store::restore(&file, &home, &key).expect("restored");
    assert_eq!(found.faults, [] as [&str; 0]);
    let store = Store::open(&home, &key).expect("opens");
    assert_eq!(facts(&store), upkeep::manifest());
}
