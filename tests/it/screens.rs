//! The whole way through the screens, by what people read, with no sleeping.

mod authors;
mod choosing;
mod everything;
mod gaps;
mod hands;
mod learnt;
mod minimised;
pub mod models;
mod own_words;
mod patients;
mod settings;
mod table;

use dictation_desk::record::Status;
use dictation_desk::store::{Keeping, Record};

use crate::room::{DICTATION, PASSPHRASE, Room, Screen, TYPIST};

/// From an empty computer to a filed letter: what a secretary does on the first morning.
#[test]
fn one_dictation_becomes_one_filed_letter() {
    let room = Room::new();
    let mut screen = Screen::new(room.desk());

    // The first-run page makes the workspace.
    assert!(screen.shows("Make your workspace"));
    screen.type_into("Your name", TYPIST);
    screen.type_into("Recovery passphrase", PASSPHRASE);
    screen.type_into("The same again", PASSPHRASE);
    screen.click("Make the workspace");
    assert!(
        screen.shows("3 to do"),
        "the sample clinic is in the worklist"
    );

    // A recording is dropped on the window, and is drafted without being asked.
    let seconds = DICTATION.split_whitespace().count() as f64 * 0.5;
    screen.drop_files(&[room.recording("clinic-04.wav", seconds)]);
    assert!(screen.shows("4 to do"));
    assert!(screen.shows("Patient not chosen"));

    // Opened, it has its draft, tidied.
    screen.click_containing("Patient not chosen, Author not named");
    assert!(screen.shows("No patient is chosen for this letter"));
    let body = body(&screen);
    assert!(
        body.contains(
            "Thank you for referring this lady. She takes methotrexate 15\u{a0}mg once a week."
        ),
        "{body}"
    );

    // It is played to the end under the keys.
    screen.press("F4");
    screen.wait(seconds + 2.0);
    assert!(screen.shows("stopped, 100 % heard"));

    // It is edited: the letter keeps what is typed.
    screen.press("Ctrl+End");
    screen.type_into("Letter text", " Kind regards to all.");
    assert!(self::body(&screen).ends_with("swollen. Kind regards to all."));

    // The patient and the author are chosen.
    screen.press("Ctrl+P");
    screen.click_containing("Mrs Margaret SAMPLE-TURNER\nBorn 14 March 1958");
    assert!(screen.shows("NHS 999 000 1006"));
    assert!(screen.shows("To Dr A Example"));
    screen.click("By");
    screen.click("Dr Jonathan Sample");

    // Every mark of doubt is settled; only then can it be signed.
    screen.press("Ctrl+Enter");
    screen.click("Sign and file");
    assert!(
        !screen.shows("Signed by"),
        "nothing is signed while questions are open"
    );
    screen.press("Escape");
    while screen.desk().piece().unwrap().review.blocking() > 0 {
        screen.press("F12");
    }
    screen.press("Ctrl+Enter");
    screen.click("Name, date of birth and NHS number agree with the referral");
    screen.click("Sign and file");
    assert!(screen.shows("Signed for its author by Ann Bell"));

    // The document is on the disk under a name that says nothing of the patient.
    let filed = screen.desk().filed_documents().to_vec();
    assert_eq!(filed.len(), 1);
    let name = filed[0]
        .file_name()
        .unwrap()
        .to_string_lossy()
        .to_lowercase();
    assert!(name.ends_with(".docx") && !name.contains("turner") && !name.contains("999"));
    let on_disk = std::fs::read(&filed[0]).unwrap();
    screen.close();

    // And in the record, linked to patient, author and dictation.
    let record = room.record();
    let patient = record.find_patients("Turner", 1).unwrap().remove(0);
    let versions = record.versions(patient.id).unwrap();
    assert_eq!(versions.len(), 1);
    assert_eq!(
        record
            .document(versions[0].letter, versions[0].version)
            .unwrap(),
        on_disk
    );
    assert_eq!(
        record.dictation(versions[0].dictation).unwrap().status,
        Status::Signed
    );
    assert_eq!(record.verify().unwrap().faults, Vec::<String>::new());
}

/// A workspace without the sample clinic begins with nobody in it: authors are added by hand.
#[test]
fn an_author_is_added_and_chosen() {
    let room = Room::new();
    let mut screen = Screen::new(room.furnished(false));
    screen.drop_files(&[room.recording("first.wav", 4.0)]);
    screen.click_containing("Patient not chosen, Author not named");
    screen.press("Ctrl+K");
    screen.type_into("What do you want to do?", "new author");
    screen.press("Enter");
    screen.type_into("Name", "Dr Test Invented");
    screen.click("Save the author");
    assert!(
        screen.desk().snapshot().authors.is_empty(),
        "initials are wanted too"
    );
    screen.type_into("Initials", "TI");
    screen.click("Save the author");
    screen.click("By");
    screen.click("Dr Test Invented");
    let author = screen.desk().piece().unwrap().dictation.author;
    assert_eq!(author, Some(screen.desk().snapshot().authors[0].id));
    // Nor does the sample hospital's name stand over their letters.
    assert_eq!(screen.desk().settings().letterhead.organisation, "");
}

fn body(screen: &Screen) -> String {
    screen
        .desk()
        .piece()
        .unwrap()
        .letter()
        .body()
        .text()
        .to_owned()
}
