//! `sample`: the whole job on the sample clinic, with the real model, end to end.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Ran, Room, ran, text};

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| match path.is_dir() {
            true => files_under(&path),
            false => vec![path],
        })
        .collect()
}

/// A run of the program, which opens no network socket: seen where the system can be watched.
fn offline(room: &Room, arguments: &[&str]) -> Ran {
    #[cfg(target_os = "linux")]
    {
        use crate::worker::limits::{assert_offline, watched};
        let log = room.path("sockets");
        let ran = ran(&mut watched(&room.command(arguments), &log), "");
        assert_offline(&log);
        ran
    }
    #[cfg(not(target_os = "linux"))]
    room.run(arguments)
}

#[test]
fn the_sample_keeps_to_the_key_file_it_is_given() {
    let room = Room::new();
    let dir = room.path("out");
    let key = room.put("mine.hex", "no key");
    let ran = room.run(&["sample", text(&dir), "--key-file", text(&key)]);
    assert!(ran.failed().contains("That is not a key"), "{}", ran.err);
    assert_eq!(fs::read(&key).expect("the file"), b"no key");
    assert!(!dir.join("key.hex").exists());
    assert!(!dir.join("workspace").join("record.db").exists());
}

#[test]
fn the_sample_clinic_goes_from_dictations_to_filed_letters() {
    let room = Room::new();
    let dir = room.path("out");
    let ran = offline(&room, &["sample", text(&dir)]);
    let told = ran.done();
    assert_eq!(ran.err, "");

    let letters: Vec<PathBuf> = told
        .lines()
        .filter_map(|line| line.strip_prefix("Letter: "))
        .map(PathBuf::from)
        .collect();
    assert_eq!(letters.len(), 3, "{told}");
    for letter in &letters {
        assert!(
            letter.starts_with(dir.join("letters")) && letter.extension() == Some("docx".as_ref())
        );
        let bytes = fs::read(letter).expect("the document");
        assert!(bytes.starts_with(b"PK\x03\x04"), "a DOCX is a zip");
    }

    let (workspace, key) = (dir.join("workspace"), dir.join("key.hex"));
    assert!(told.contains(&format!("Record: {}", workspace.display())));
    let place = ["--workspace", text(&workspace), "--key-file", text(&key)];
    let checked = room.run(&[&["verify"], &place[..]].concat());
    assert!(
        checked.done().contains("documents: 3, recordings: 3"),
        "{}",
        checked.out
    );
    assert!(
        told.contains("only because this is the sample job"),
        "{told}"
    );

    let people = include_str!("../../../assets/sample/patients.csv");
    for file in files_under(&dir) {
        let name = text(&file).to_lowercase();
        for row in people.lines().skip(1) {
            let mut cells = row.split(',').skip(1);
            let given = cells.next().expect("a given name").to_lowercase();
            let family = cells.next().expect("a family name").to_lowercase();
            let number = cells.nth(1).expect("an NHS number");
            for known in [given.as_str(), &family, number] {
                assert!(!name.contains(known), "{name} names nobody");
            }
        }
    }

    let before = files_under(&dir);
    let again = room.run(&["sample", text(&dir)]);
    assert!(again.failed().contains("already holds"));
    assert_eq!(files_under(&dir), before);
}
