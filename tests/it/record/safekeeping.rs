//! Safekeeping: what nothing may change, and keys.

use super::*;

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
    // As editors on Windows save it, and as people paste it.
    let hex = key.to_hex();
    let wide: Vec<u8> = format!("\u{feff}{}\r\n", hex.as_str())
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [
        format!("\u{feff}{}\r\n", hex.as_str()).into_bytes(),
        format!("  {} {}\t\r\n\r\n", &hex[..32], &hex[32..]).into_bytes(),
        wide,
    ] {
        fs::write(&path, bytes).expect("written");
        assert_eq!(
            Key::read_file(&path).map(|key| key.to_hex()),
            Ok(key.to_hex())
        );
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
