//! Opening: closed to everyone else, and whole after power cuts and full disks.

use super::*;

#[test]
fn nothing_in_the_workspace_can_be_read_without_the_key() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let recording = b"Zephyrine came to clinic".repeat(4000);
    take_in(&mut store, &recording);
    let mut manuscript = begun.manuscript();
    let entry = typed(&mut manuscript, "Mrs Zephyrine is well. ");
    store
        .journal(&by(), begun.letter.id, &[entry])
        .expect("journalled");
    begun.sign(&mut store, 1, b"Re: Mrs Zephyrine");
    workspace
        .key
        .seal(&workspace.path(), "correct horse battery")
        .expect("sealed");
    let backup = workspace.path().join("friday.backup");
    store.backup(&backup).expect("backed up");

    let readable = |when: &str| {
        let files = files_below(&workspace.path());
        assert!(
            files.len() >= 6,
            "{when} the workspace has its files: {files:?}"
        );
        let key = workspace.key.to_hex();
        for file in files {
            let bytes = fs::read(&file).expect("read");
            for secret in [
                "Zephyrine",
                "SQLite format 3",
                "AGE-SECRET-KEY",
                key.as_str(),
            ] {
                let found = bytes
                    .windows(secret.len())
                    .any(|part| part == secret.as_bytes());
                assert!(!found, "{when} {file:?} gives away {secret:?}");
            }
        }
    };
    readable("while open");
    drop(store);
    readable("once closed");
}

#[test]
fn what_was_journalled_outlives_a_power_cut_and_a_wrong_key() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let mut manuscript = begun.manuscript();
    let entry = typed(&mut manuscript, "Kept. ");
    store
        .journal(&by(), begun.letter.id, &[entry])
        .expect("journalled");
    let image = workspace.after_power_cut();
    let other = Key::random().expect("a key");
    assert_eq!(
        what(Store::open(&image.path(), &other)),
        "This key does not open the record"
    );
    let letter = image
        .open()
        .letter_for(begun.dictation)
        .expect("reads")
        .expect("there");
    assert_eq!(&reopened(letter), manuscript.letter());
}

#[test]
fn every_way_not_to_open_says_which_it_is() {
    let (workspace, store) = Workspace::new();
    let (path, key) = (workspace.path(), &workspace.key);
    assert_eq!(
        what(Store::open(&path, key)),
        "The record is already open in another copy of Dictation Desk"
    );
    assert_eq!(
        what(Store::create(&path, key)),
        "The record is already open in another copy of Dictation Desk"
    );
    drop(store);
    assert_eq!(
        what(Store::create(&path, key)),
        "There is already a record in this folder, or what is left of one"
    );
    let elsewhere = workspace.folder.path().join("elsewhere");
    assert!(store::exists(&path) && !store::exists(&elsewhere));
    assert_eq!(
        what(Store::open(&elsewhere, key)),
        "There is no record in this folder"
    );
    assert_eq!(
        what(Store::open(&path, &Key::random().expect("a key"))),
        "This key does not open the record"
    );
    let file = workspace.folder.path().join("a file");
    fs::write(&file, b"").expect("written");
    assert_eq!(
        what(Store::create(&file.join("workspace"), key)),
        "The folder cannot be found"
    );
    if cfg!(target_os = "linux") {
        assert_eq!(
            what(Store::create(Path::new("/sys/workspace"), key)),
            "This folder cannot be written to"
        );
    }
    let remains = workspace.folder.path().join("remains");
    fs::create_dir(&remains).expect("made");
    fs::write(remains.join("record.db-wal"), b"of a lost database").expect("written");
    assert_eq!(
        what(Store::create(&remains, key)),
        "There is already a record in this folder, or what is left of one"
    );
    drop(workspace.open());

    let whole = fs::read(path.join("record.db")).expect("read");
    let mut scratched = whole.clone();
    scratched[100..200].fill(0);
    let plain = [b"SQLite format 3\0", &scratched[16..]].concat();
    for damaged in [
        &scratched[..],
        &whole[..0],
        &whole[..1000],
        &whole[..5000],
        &plain[..],
    ] {
        fs::write(path.join("record.db"), damaged).expect("written");
        assert_eq!(what(Store::open(&path, key)), "The record is damaged");
        let after = fs::read(path.join("record.db")).expect("read");
        assert!(after == damaged, "it was changed");
    }

    fs::write(path.join("record.db"), whole).expect("written");
    workspace.tamper("PRAGMA user_version = 99;");
    assert_eq!(
        what(Store::open(&path, key)),
        "This record was made by a newer version of Dictation Desk"
    );
}

#[test]
fn a_full_disk_loses_nothing_that_was_kept() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    store.cap_pages(60).expect("capped");
    let mut manuscript = begun.manuscript();
    let refused = loop {
        let before = manuscript.clone();
        let entry = typed(&mut manuscript, &"Typing on and on. ".repeat(50));
        if let Err(problem) = store.journal(&by(), begun.letter.id, &[entry]) {
            manuscript = before;
            break problem;
        }
    };
    let full = "The disk is full, so that was not saved";
    assert_eq!(refused.what(), full);
    let large = vec![7; 400_000];
    let mut version = begun.version(&store, 1, &large);
    version.text = "Typing on and on. ".repeat(20_000);
    assert_eq!(what(store.sign(&by(), &version)), full);
    for folder in ["documents", "incoming"] {
        assert_eq!(workspace.files(folder), [] as [PathBuf; 0]);
    }
    assert_eq!(
        store.dictation(begun.dictation).expect("there").status,
        Status::Waiting
    );
    drop(store);

    let mut store = workspace.open();
    let letter = store
        .letter_for(begun.dictation)
        .expect("reads")
        .expect("there");
    assert!(!letter.entries.is_empty());
    assert_eq!(&reopened(letter), manuscript.letter());
    begun.sign(&mut store, 1, &large);
    assert_eq!(store.verify().expect("checked").faults, [] as [&str; 0]);
}

/// Set in the copy of this test that runs with a limit on the size of files.
#[cfg(unix)]
const SMALL_DRIVE: &str = "DICTATION_DESK_TEST_SMALL_DRIVE";

#[cfg(unix)]
#[test]
fn a_drive_with_no_room_refuses_in_one_sentence() {
    if std::env::var_os(SMALL_DRIVE).is_some() {
        return on_a_drive_with_no_room();
    }
    // The signal for too large a file would end the process, where a full drive only says no.
    let limited = "trap '' XFSZ; ulimit -f 2000; exec \"$0\" --exact \"$1\"";
    let name = "record::opening::a_drive_with_no_room_refuses_in_one_sentence";
    let child = std::process::Command::new("sh")
        .args(["-c", limited])
        .arg(std::env::current_exe().expect("this program"))
        .arg(name)
        .env(SMALL_DRIVE, "yes")
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(
        child.status.success() && said.contains("1 passed"),
        "{said}"
    );
}

#[cfg(unix)]
fn on_a_drive_with_no_room() {
    let (workspace, mut store) = Workspace::new();
    let full = "The disk is full, so that was not saved";
    let received = moment("2031-03-04T12:00:00Z");
    let refused = store.take_in(
        &by(),
        &dictation(),
        &mut &[7; 3_000_000][..],
        "wav",
        received,
    );
    assert_eq!(what(refused), full);
    assert_eq!(store.dictations(), Ok(Vec::new()));
    assert_eq!(
        [workspace.files("audio"), workspace.files("incoming")],
        [[], []] as [[PathBuf; 0]; 2]
    );

    for part in 0..3_u8 {
        take_in(&mut store, &vec![part; 500_000]);
    }
    let backup = workspace.folder.path().join("friday.backup");
    assert_eq!(what(store.backup(&backup)), full);
    let left: Vec<_> = fs::read_dir(workspace.folder.path())
        .expect("listed")
        .collect();
    assert_eq!(left.len(), 1, "only the workspace is left: {left:?}");

    let begun = begin(&mut store);
    let refused = store.sign(&by(), &begun.version(&store, 1, &[7; 3_000_000]));
    assert_eq!(what(refused), full);
    begun.sign(&mut store, 1, b"a small document");
    drop(store);
    assert_eq!(
        workspace.open().document(begun.letter.id, 1),
        Ok(b"a small document".to_vec())
    );
}
