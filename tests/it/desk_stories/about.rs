//! A patient's page: every letter in each version, papers from elsewhere, contacts, and all of it in
//! a folder for whoever asks for it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Print, Sheet};
use dictation_desk::record::{Addressee, Contact, ContactId, Delivery, RecipientKind};
use dictation_desk::store::Keeping;

use super::at_work;
use crate::clinic::{Staff, problems, say, sign, trail, type_on};
use crate::room::{Room, Screen};

fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

/// A letter that was signed, amended and signed again, with the page of its patient open.
fn twice_signed(room: &Room) -> (Desk, Staff) {
    let (mut desk, _, staff) = at_work(room);
    type_on(&mut desk, "She is well.");
    sign(&mut desk, true, "Heard in clinic");
    say(&mut desk, Command::Amend);
    type_on(&mut desk, " And cheerful.");
    sign(&mut desk, true, "Heard in clinic");
    say(&mut desk, Command::Show(Sheet::About));
    (desk, staff)
}

#[test]
fn every_version_can_be_read_again_and_saved_as_it_was_signed() {
    let room = Room::new();
    let (mut desk, staff) = twice_signed(&room);
    let about = desk.about().unwrap();
    assert_eq!(about.patient.id, staff.patient);
    let [letter] = &about.letters[..] else {
        panic!("one letter: {:?}", about.letters);
    };
    let versions: Vec<u32> = letter.signed.iter().map(|it| it.version).collect();
    assert_eq!(versions, [1, 2]);
    let id = letter.signed[0].letter;
    say(&mut desk, Command::ReadVersion(id, 1));
    let read = desk.reading().unwrap().text.clone();
    assert!(read.contains("She is well.") && !read.contains("cheerful"));
    let copy = room.workspace().with_file_name("copy.docx");
    say(
        &mut desk,
        Command::SaveCopy(id, 1, Print::AsSigned, copy.clone()),
    );
    assert_eq!(problems(&desk), [""; 0]);
    drop(desk);
    assert_eq!(
        room.record().document(id, 1).unwrap(),
        fs::read(copy).unwrap()
    );
    let done: Vec<String> = trail(&room).into_iter().map(|[_, what, _]| what).collect();
    assert_eq!(done.last().unwrap(), "exported", "{done:?}");
}

#[test]
fn all_of_one_patient_is_gathered_in_a_folder_with_an_index() {
    let room = Room::new();
    let (mut desk, _) = twice_signed(&room);
    let outside = room.workspace().with_file_name("outside");
    fs::create_dir(&outside).unwrap();
    let paper = outside.join("Old letter.PDF");
    fs::write(&paper, b"%PDF-1.7 an invented paper").unwrap();
    say(&mut desk, Command::Attach(vec![paper.clone(), paper]));
    let papers = &desk.about().unwrap().attachments;
    assert_eq!(papers.len(), 1, "it comes in once: {papers:?}");
    assert_eq!(
        (&*papers[0].title, &*papers[0].extension),
        ("Old letter", "pdf")
    );
    say(&mut desk, Command::ExportPatient(outside.clone()));
    assert_eq!(problems(&desk), [""; 0]);
    let folders: Vec<String> = names_in(&outside)
        .into_iter()
        .filter(|name| outside.join(name).is_dir())
        .collect();
    let [folder] = &folders[..] else {
        panic!("one folder: {folders:?}");
    };
    let surname = desk.about().unwrap().patient.family.to_lowercase();
    assert!(!folder.to_lowercase().contains(&surname));
    let folder = outside.join(folder);
    let names = names_in(&folder);
    let index = fs::read_to_string(folder.join("index.txt")).unwrap();
    assert_eq!(
        names.len(),
        5,
        "two versions, sound, paper, index: {names:?}"
    );
    for name in names.iter().filter(|name| *name != "index.txt") {
        assert!(index.contains(name.as_str()), "{name} in {index}");
        assert!(!name.to_lowercase().contains(&surname));
    }
    assert!(index.contains("version 2, signed on 5 March 2026"));
    assert_eq!(
        fs::read(folder.join("attachment-000001.pdf")).unwrap(),
        b"%PDF-1.7 an invented paper"
    );
    // What cannot be read is told, and keeps nothing else back.
    fs::remove_dir_all(room.workspace().join("audio")).unwrap();
    say(&mut desk, Command::ExportPatient(outside.clone()));
    assert!(
        problems(&desk)[0].contains("1 could not be read"),
        "{:?}",
        problems(&desk)
    );
}

#[test]
fn a_contact_is_kept_changed_and_removed_and_says_where_a_copy_goes() {
    let room = Room::new();
    let (mut desk, staff) = twice_signed(&room);
    let contact = |id, name: &str, revision| Contact {
        id: ContactId(id),
        patient: Some(staff.patient),
        to: Addressee {
            kind: RecipientKind::Colleague,
            name: name.to_owned(),
            address: vec!["4 Notional Way".to_owned()],
            delivery: Delivery::Email,
            ..Addressee::default()
        },
        revision,
    };
    say(
        &mut desk,
        Command::SaveContact(Box::new(contact(0, "Dr P Invented", 0))),
    );
    say(
        &mut desk,
        Command::SaveContact(Box::new(contact(1, "Dr Q Invented", 1))),
    );
    let kept = &desk.about().unwrap().contacts;
    assert_eq!(kept[..], [contact(1, "Dr Q Invented", 2)]);
    say(
        &mut desk,
        Command::SaveContact(Box::new(contact(1, "Dr R Invented", 1))),
    );
    assert!(problems(&desk)[0].contains("has been changed meanwhile"));
    let mut screen = Screen::new(desk);
    assert!(screen.shows("Dr Q Invented: "));
    screen.click("Remove");
    assert!(screen.shows("None yet."));
}
