//! On paper: who typed, approved, signed for another, let go unsigned, amended and withdrew, and on
//! which day, read from the Word documents that were filed.

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Signature};
use dictation_desk::letter::sign::Manner;
use dictation_desk::record::{Author, AuthorId, DatedBy, Dictation, DictationId, Role, Status};
use dictation_desk::store::{Keeping, Record};

use super::{PIN, Practice, QUICK, add, enter, find};
use crate::clinic::{self, is_signed, known, problems, say, told, type_on};
use crate::letters::word;
use crate::room::TYPIST;

const FRIDAY: &str = "2026-02-27T15:00:00Z";
const MONDAY: &str = "2026-03-02T09:00:00Z";
const WEDNESDAY: &str = "2026-03-04T10:30:00Z";
const THURSDAY: &str = "2026-03-05T11:00:00Z";

/// A letter that was dictated on Friday, as the recorder says.
fn dictated(practice: &Practice, name: &str) -> DictationId {
    let dictation = Dictation {
        dictated_at: FRIDAY.parse().unwrap(),
        dated_by: DatedBy::Recorder,
        ..known(practice.staff)
    };
    let mut record = practice.room.record();
    // Recordings of one length would be the same recording.
    let seconds = 1.0 + name.len() as f64 / 10.0;
    clinic::take_in(&practice.room, &mut record, &dictation, name, seconds)
}

/// Somebody at the desk at that moment, with the letter open.
fn at(practice: &Practice, moment: &'static str, who: &str, letter: DictationId) -> Desk {
    let mut desk = practice.room.desk_at(moment);
    desk.set_effort(QUICK);
    enter(&mut desk, who);
    say(&mut desk, Command::Open(letter));
    desk
}

fn sign(desk: &mut Desk, manner: Manner) {
    let signature = Signature {
        identity_checked: true,
        unheard_reason: "I was there".to_owned(),
        manner,
    };
    say(desk, Command::Sign(signature));
    assert!(is_signed(desk), "{:?}", told(desk));
}

/// What the last document that was filed says, a paragraph each.
fn paper(desk: &Desk) -> Vec<String> {
    let filed = desk.filed_documents().last().expect("it was filed");
    let document = word::part(&std::fs::read(filed).unwrap(), "word/document.xml");
    let paragraphs = word::paragraphs(&document).into_iter();
    paragraphs
        .map(|(_, text, _)| text.replace('\t', " "))
        .collect()
}

fn says(desk: &Desk, wanted: &[&str]) {
    let paper = paper(desk);
    for line in wanted {
        assert!(paper.iter().any(|it| it == line), "{line:?} in {paper:#?}");
    }
}

fn says_not(desk: &Desk, unwanted: &str) {
    let paper = paper(desk);
    let found = paper.iter().find(|line| line.contains(unwanted));
    assert_eq!(found, None);
}

#[test]
fn typed_on_monday_and_approved_on_wednesday() {
    let practice = Practice::new();
    let letter = dictated(&practice, "own.wav");
    let mut desk = at(&practice, MONDAY, "Tess Tapper", letter);
    type_on(&mut desk, "She is well.");
    say(&mut desk, Command::SendForSignature);
    assert_eq!(problems(&desk), [""; 0]);
    drop(desk);
    let mut desk = at(&practice, WEDNESDAY, "Jonathan Sample", letter);
    sign(&mut desk, Manner::Own);
    says(
        &desk,
        &[
            "Our ref: JS/TT",
            "Dictated: 27 February 2026",
            "Typed: 2 March 2026",
            "Dr Jonathan Sample",
            "Approved electronically by Dr Jonathan Sample on 4 March 2026 at 10:30",
        ],
    );
    says_not(&desk, "pp ");
    drop(desk);

    // On Thursday it is amended: that voids the approval, and the author is elsewhere.
    let mut desk = at(&practice, THURSDAY, "Tess Tapper", letter);
    say(&mut desk, Command::Amend);
    type_on(&mut desk, " And cheerful.");
    sign(&mut desk, Manner::For);
    says(
        &desk,
        &[
            "This letter replaces the letter of 4 March 2026.",
            "Typed: 5 March 2026",
            "pp Dr Jonathan Sample",
            "Signed for Dr Jonathan Sample by Tess Tapper on 5 March 2026 at 11:00",
        ],
    );
    says_not(&desk, "Approved");
}

#[test]
fn requirement_23_what_is_changed_after_it_was_ready_is_typed_again() {
    let practice = Practice::new();
    let letter = dictated(&practice, "again.wav");
    let mut desk = at(&practice, MONDAY, "Tess Tapper", letter);
    type_on(&mut desk, "She is well.");
    say(&mut desk, Command::SendForSignature);
    drop(desk);
    let mut desk = at(&practice, WEDNESDAY, "Tess Tapper", letter);
    assert_eq!(desk.piece().unwrap().dictation.status, Status::ToSign);
    type_on(&mut desk, " Not so.");
    desk.settle(clinic::NOW);
    assert_eq!(desk.piece().unwrap().dictation.status, Status::Typing);
    say(&mut desk, Command::SendForSignature);
    drop(desk);
    // Its author may put a word right in what is being signed.
    let mut desk = at(&practice, THURSDAY, "Jonathan Sample", letter);
    type_on(&mut desk, " She is.");
    desk.settle(clinic::NOW);
    assert_eq!(desk.piece().unwrap().dictation.status, Status::ToSign);
    sign(&mut desk, Manner::Own);
    says(&desk, &["Typed: 4 March 2026"]);
    drop(desk);
    // A new version is as unsigned as the first, and needs a reason to go so.
    let mut desk = at(&practice, THURSDAY, "Tess Tapper", letter);
    say(&mut desk, Command::Amend);
    let unsigned = Signature {
        identity_checked: true,
        unheard_reason: "I was there".to_owned(),
        manner: Manner::Unsigned {
            reason: String::new(),
        },
    };
    say(&mut desk, Command::Sign(unsigned));
    assert!(!is_signed(&desk));
    assert!(problems(&desk)[0].contains("why it cannot wait"));
}

#[test]
fn sent_unsigned_it_says_so_and_the_reason_stays_in_the_record() {
    let practice = Practice::new();
    let letter = dictated(&practice, "unsigned.wav");
    let mut desk = at(&practice, MONDAY, "Tess Tapper", letter);
    type_on(&mut desk, "She is well.");
    let reason = "He is away until the ninth".to_owned();
    sign(
        &mut desk,
        Manner::Unsigned {
            reason: reason.clone(),
        },
    );
    says(
        &desk,
        &[
            "Dictated but not signed by Dr Jonathan Sample, to avoid delay. Sent by Tess Tapper on \
           2 March 2026 at 09:00",
        ],
    );
    says_not(&desk, "Approved");
    says_not(&desk, "ninth");
    let signed = desk.piece().unwrap().signed().unwrap().clone();
    assert_eq!(signed.approval.manner, Manner::Unsigned { reason });
}

#[test]
fn a_withdrawn_letter_is_replaced_by_one_that_says_so_and_who_had_it_stays_known() {
    let practice = Practice::new();
    let letter = dictated(&practice, "withdrawn.wav");
    let mut desk = at(&practice, MONDAY, "Tess Tapper", letter);
    type_on(&mut desk, "She is well.");
    sign(&mut desk, Manner::For);
    say(&mut desk, Command::MarkSent(Vec::new()));
    assert_eq!(desk.piece().unwrap().dictation.status, Status::Sent);
    drop(desk);
    let mut desk = at(&practice, WEDNESDAY, "Sue Overton", letter);
    let why = "It was about the other Mrs Sample".to_owned();
    say(&mut desk, Command::Withdraw(why.clone()));
    assert_eq!(problems(&desk), [""; 0]);
    say(&mut desk, Command::MarkSent(Vec::new()));
    assert!(problems(&desk)[0].contains("has been withdrawn"));
    clinic::hush(&mut desk);
    assert_eq!(desk.piece().unwrap().dictation.status, Status::Withdrawn);
    say(&mut desk, Command::Amend);
    type_on(&mut desk, " Truly.");
    sign(&mut desk, Manner::For);
    says(
        &desk,
        &["This letter replaces the letter of 2 March 2026, which has been withdrawn."],
    );
    drop(desk);
    let record = practice.room.record();
    let about = record.letters_about(practice.staff.patient).unwrap();
    let about = about.iter().find(|it| it.dictation.id == letter).unwrap();
    assert_eq!(about.signed[0].withdrawn, Some(why));
    let had = record.recipients(about.signed[0].letter, 1).unwrap();
    assert!(!had.is_empty() && had.iter().all(|to| to.sent[0].by == "Tess Tapper"));
    // Both stay as they were signed.
    assert_eq!(about.signed.len(), 2);
}

#[test]
fn a_letter_of_two_signatories_is_signed_by_the_second() {
    let practice = Practice::new();
    second_author(&practice);
    let letter = dictated(&practice, "two.wav");
    let mut desk = at(&practice, MONDAY, "Tess Tapper", letter);
    say(
        &mut desk,
        Command::SetWorkType("Joint statement of experts".to_owned()),
    );
    let to = dictation_desk::letter::Field::Addressee;
    let court = "The Court\n1 Invented Square".to_owned();
    say(&mut desk, Command::SetField(to, court));
    type_on(&mut desk, "We agree.");
    say(&mut desk, Command::SendForSignature);
    drop(desk);
    let own = Signature {
        identity_checked: true,
        unheard_reason: "I was there".to_owned(),
        manner: Manner::Own,
    };
    let mut desk = at(&practice, WEDNESDAY, "Jonathan Sample", letter);
    say(&mut desk, Command::Sign(own.clone()));
    assert!(!is_signed(&desk), "one is not enough");
    assert_eq!(problems(&desk), [""; 0]);
    say(&mut desk, Command::Sign(own));
    assert!(problems(&desk)[0].contains("has approved it already"));
    drop(desk);
    let mut desk = at(&practice, THURSDAY, "Sue Overton", letter);
    say(&mut desk, Command::Sign(for_another()));
    assert!(!is_signed(&desk), "a second signature is nobody else's");
    drop(desk);
    let mut desk = at(&practice, THURSDAY, "Helen Example", letter);
    let manner = desk.usual_manner();
    sign(&mut desk, manner);
    says(
        &desk,
        &[
            "Approved electronically by Dr Jonathan Sample on 4 March 2026 at 10:30",
            "Approved electronically by Helen Example on 5 March 2026 at 11:00",
        ],
    );
}

fn for_another() -> Signature {
    Signature {
        identity_checked: true,
        unheard_reason: "I was there".to_owned(),
        manner: Manner::For,
    }
}

/// Another author, who works here too.
fn second_author(practice: &Practice) {
    let mut desk = practice.desk_of(TYPIST);
    add(&mut desk, "Helen Example", "HE", Role::Author, PIN);
    let person = find(&desk, "Helen Example").id;
    let author = Author {
        id: AuthorId(0),
        name: "Dr Helen Example".to_owned(),
        person: Some(person),
        revision: 0,
        ..desk.snapshot().authors[0].clone()
    };
    say(&mut desk, Command::SaveAuthor(Box::new(author)));
    assert_eq!(problems(&desk), [""; 0]);
}
