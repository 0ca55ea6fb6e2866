//! Checking: whatever has been altered, exchanged, lost or added is named, and nobody waits for it.

use super::*;
use dictation_desk::store::Check;

/// A record with two recordings and two signed letters in it, closed.
fn checked() -> Workspace {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    take_in(&mut store, &[7; 100_000]);
    begun.sign(&mut store, 1, b"the document");
    let folder = tempfile::tempdir().expect("a folder");
    store.file_documents(&by(), folder.path()).expect("filed");
    store.amend(&by(), begun.letter.id).expect("amended");
    begun.sign(&mut store, 2, &b"the amended document ".repeat(5_000));
    let found = store.verify().expect("checked");
    assert_eq!((found.documents, found.recordings), (2, 2));
    assert!(found.events > 6 && found.pages > 30, "{found:?}");
    assert_eq!(found.faults, [] as [&str; 0]);
    drop(store);
    workspace
}

fn faults(workspace: &Workspace) -> Vec<String> {
    workspace.open().verify().expect("checked").faults
}

#[test]
fn a_recording_or_document_that_is_not_what_it_was_is_named() {
    let workspace = checked();
    for (folder, names, recording_or_document, as_it_was) in [
        (
            "audio",
            ["Dictation 1", "Dictation 2"],
            "recording",
            "the one that came in",
        ),
        (
            "documents",
            ["Letter 1 version 1", "Letter 1 version 2"],
            "document",
            "the one that was signed",
        ),
    ] {
        let mut files = workspace.files(folder);
        files.sort_by_key(|file| fs::metadata(file).expect("there").len());
        let whole: Vec<_> = files
            .iter()
            .map(|file| fs::read(file).expect("read"))
            .collect();
        for (at, file) in files.iter().enumerate() {
            let damaged = format!(
                "{}: The stored {recording_or_document} is damaged",
                names[at]
            );
            let length = whole[at].len();
            // In the head, at every stage of the body and in the seal at its end.
            for byte in [0, 40, 150, length / 2, length - 20, length - 1] {
                let mut flipped = whole[at].clone();
                flipped[byte] ^= 1;
                fs::write(file, flipped).expect("a bit flipped");
                assert_eq!(
                    faults(&workspace),
                    std::slice::from_ref(&damaged),
                    "byte {byte}"
                );
            }
            fs::write(file, &whole[at][..length - 1]).expect("cut short");
            assert_eq!(faults(&workspace), [damaged]);
            fs::remove_file(file).expect("lost");
            let missing = format!(
                "{}: The {recording_or_document} is missing from this computer",
                names[at]
            );
            assert_eq!(faults(&workspace), [missing]);
            fs::write(file, &whole[at]).expect("brought back");
        }
        fs::write(&files[0], &whole[1]).expect("exchanged");
        fs::write(&files[1], &whole[0]).expect("exchanged");
        let exchanged = names
            .map(|name| format!("{name}: The stored {recording_or_document} is not {as_it_was}"));
        assert_eq!(faults(&workspace), exchanged);
        for (file, bytes) in files.iter().zip(&whole) {
            fs::write(file, bytes).expect("brought back");
        }
    }
    assert_eq!(faults(&workspace), [] as [&str; 0]);
}

#[test]
fn a_file_that_does_not_belong_there_is_named_unless_its_name_may_be_a_persons() {
    let workspace = checked();
    let path = workspace.path();
    let stray = format!("{}.age", "ab".repeat(16));
    fs::create_dir_all(path.join("audio/ab")).expect("made");
    fs::write(path.join("audio/ab").join(&stray), b"sound").expect("written");
    fs::write(path.join("documents/Mrs Zephyrine.docx"), b"a letter").expect("written");
    assert_eq!(
        faults(&workspace),
        [
            format!("{stray} in audio/ab does not belong to the record"),
            "A file in documents does not belong to the record".to_owned(),
        ]
    );
}

#[test]
fn a_byte_flipped_in_any_page_of_the_database_is_named() {
    let workspace = checked();
    let file = workspace.path().join("record.db");
    let whole = fs::read(&file).expect("read");
    let pages = whole.len() / 4096;
    let (mut told, mut refused) = (0, 0);
    for page in 1..=pages {
        let mut flipped = whole.clone();
        flipped[page * 4096 - 1000 - page * 7 % 2000] ^= 0x10;
        fs::write(&file, flipped).expect("a bit flipped");
        // A page that opening needs is told by that; any other by the check.
        match Store::open(&workspace.path(), &workspace.key) {
            Err(problem) => {
                assert_eq!(problem.what(), "The record is damaged");
                refused += 1;
            }
            Ok(store) => {
                // Later stages may need the page; the first has looked at each.
                let mut check = Check::default();
                while store.check(&mut check).is_ok() && !check.is_done() {}
                let page = format!("Page {page} of the database is damaged or altered");
                assert!(check.found().faults.contains(&page), "{page}: {check:?}");
                told += 1;
            }
        }
    }
    assert!(told > 20 && told + refused == pages, "{told} of {pages}");
}

#[test]
fn a_check_goes_on_in_pieces_between_which_others_work() {
    let workspace = checked();
    let mut store = workspace.open();
    let (mut check, mut pieces, mut seen) = (Check::default(), 0, Vec::new());
    while !check.is_done() {
        store.check(&mut check).expect("checked");
        let progress = check.progress();
        assert!(progress.done <= progress.of, "{progress:?}");
        if seen.last() != Some(&progress.what) {
            seen.push(progress.what);
        }
        store
            .set_setting(&by(), "pedal", "left")
            .expect("kept meanwhile");
        pieces += 1;
    }
    assert!(pieces > 8, "{pieces}");
    assert!(seen.contains(&"Checking the signed documents"), "{seen:?}");
    assert_eq!(check.found().faults, [] as [&str; 0]);
}
