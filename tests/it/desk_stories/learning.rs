//! What signed letters teach, at the desk: proposed with every place, decided once, applied only
//! then, and only to the author's own drafts.

use dictation_desk::clinical::learning::Standing;
use dictation_desk::desk::command::{Command, Decision, Sheet};
use dictation_desk::desk::{Desk, people};
use dictation_desk::record::{AuthorId, CorrectionId, Dictation, DictationId, Status};
use dictation_desk::speech::Scripted;
use dictation_desk::store::{Record, Vocabulary};

use crate::clinic::{NOW, body, by, is_signed, known, letter, say, sign, staff, take_in, told};
use crate::room::Room;

/// A draft that names a place and a disease wrongly, and a person in a way that only sounds right.
const HEARD: &str = "she was seen in the zephirton clinic full stop there was mild vasculytis \
                     full stop I spoke to doctor zefirine there full stop";
const RIGHT: &str = "She was seen in the Zephyrton clinic. There was mild vasculitis. I spoke to \
                     doctor Zephyrine there.";

/// Three drafted dictations: two of one author, and the last of another.
pub struct Drafted {
    pub author: AuthorId,
    pub letters: [DictationId; 3],
}

pub fn desk(room: &Room) -> Desk {
    room.desk_hearing(Scripted::saying(HEARD, 0.2))
}

pub fn drafted(room: &Room) -> (Desk, Drafted) {
    drop(room.furnished(false));
    let mut record = room.record();
    let staff = staff(&mut record);
    let authors = include_str!("../../../assets/sample/authors.json");
    let other = people::read_authors(authors).unwrap().remove(1);
    let other = record.save_author(&by(), &other).unwrap().0;
    let mut take = |name: &str, author| {
        let waiting = Dictation {
            status: Status::Waiting,
            author: Some(author),
            ..known(staff)
        };
        take_in(room, &mut record, &waiting, name, 2.0)
    };
    let letters = [
        take("one.wav", staff.author),
        take("the-second.wav", staff.author),
        take("the-other-authors.wav", other),
    ];
    drop(record);
    let author = staff.author;
    (desk(room), Drafted { author, letters })
}

/// Opens a letter, writes it right, and signs it.
pub fn correct_and_sign(desk: &mut Desk, id: DictationId) {
    say(desk, Command::Open(id));
    for (wrong, right) in [
        ("zephirton", "Zephyrton"),
        ("vasculytis", "vasculitis"),
        ("zefirine", "Zephyrine"),
    ] {
        if let Some(at) = body(desk).find(wrong) {
            let (range, text) = (at..at + wrong.len(), right.to_owned());
            desk.apply(Command::Type { range, text }, NOW);
        }
    }
    assert_eq!(body(desk), RIGHT);
    sign(desk, true, "Heard in clinic");
    assert!(is_signed(desk), "{:?}", told(desk));
}

/// What is proposed, in the order shown: what was heard, and in how many places of past drafts.
fn proposed(desk: &mut Desk) -> Vec<(String, usize)> {
    say(desk, Command::Show(Sheet::Learnt));
    let proposals = desk.learnt().expect("looked up").proposals.iter();
    let shown = proposals.map(|it| (it.correction.lesson.heard.clone(), it.places.len()));
    let shown = shown.collect();
    say(desk, Command::Dismiss);
    shown
}

fn id_of(desk: &Desk, heard: &str) -> CorrectionId {
    let mut proposals = desk.learnt().unwrap().proposals.iter();
    let found = proposals.find(|it| it.correction.lesson.heard == heard);
    found.expect("it is proposed").correction.id
}

fn decide(desk: &mut Desk, heard: &str, decision: Decision) {
    say(desk, Command::Show(Sheet::Learnt));
    let id = id_of(desk, heard);
    say(desk, Command::Decide(id, decision));
    let left = desk.learnt().unwrap().proposals.iter();
    assert!(left.into_iter().all(|it| it.correction.id != id));
    say(desk, Command::Dismiss);
}

/// The letter's text as a new draft of it would have it.
fn drafted_again(desk: &mut Desk, id: DictationId) -> String {
    say(desk, Command::Open(id));
    say(desk, Command::DiscardDraft);
    say(desk, Command::DraftAgain);
    body(desk).to_owned()
}

fn pairs(rows: &[(&str, usize)]) -> Vec<(String, usize)> {
    rows.iter()
        .map(|(text, n)| ((*text).to_owned(), *n))
        .collect()
}

#[test]
fn nothing_is_applied_before_it_is_accepted() {
    let room = Room::new();
    let (mut desk, clinic) = drafted(&room);
    let [first, second, _] = clinic.letters;
    say(&mut desk, Command::Open(first));
    let as_heard = body(&desk).to_owned();
    correct_and_sign(&mut desk, first);
    assert!(told(&desk).contains(&"2 corrections to look at: Letter, Proposed corrections"));
    assert_eq!(drafted_again(&mut desk, second), as_heard);

    // Each is shown with its places in both of this author's drafts and none of the other's.
    assert_eq!(
        proposed(&mut desk),
        pairs(&[("vasculytis", 2), ("zephirton", 2)])
    );
    let proposal = &desk.learnt().unwrap().proposals[1];
    let place = &proposal.places[0];
    assert_eq!(place.here, "zephirton");
    assert_eq!(place.before, "she was seen in the");
    assert!(
        place.after.starts_with("clinic full stop"),
        "{}",
        place.after
    );
    assert_eq!(desk.dictionary().terms(Some(clinic.author)).count(), 0);
}

#[test]
fn an_accepted_rule_writes_the_authors_later_drafts_and_keeps_what_was_heard() {
    let room = Room::new();
    let (mut desk, clinic) = drafted(&room);
    let [first, second, of_other] = clinic.letters;
    correct_and_sign(&mut desk, first);
    proposed(&mut desk);
    decide(&mut desk, "vasculytis", Decision::Rule);
    assert_eq!(desk.learnt().unwrap().in_use.len(), 1);
    assert!(drafted_again(&mut desk, second).contains("mild vasculitis"));
    let text = body(&desk);
    let at = text.find("vasculitis").unwrap();
    let cue = letter(&desk)
        .body()
        .cues()
        .iter()
        .find(|cue| cue.range.contains(&at));
    assert_eq!(cue.unwrap().heard.as_deref(), Some("vasculytis"));
    assert!(drafted_again(&mut desk, of_other).contains("mild vasculytis"));

    // It outlives a restart, until somebody stops it.
    drop(desk);
    let mut desk = self::desk(&room);
    assert!(drafted_again(&mut desk, second).contains("mild vasculitis"));
    say(&mut desk, Command::Show(Sheet::Learnt));
    let id = desk.learnt().unwrap().in_use[0].id;
    say(&mut desk, Command::Decide(id, Decision::Decline));
    assert_eq!(desk.learnt().unwrap().in_use.len(), 0);
    assert!(drafted_again(&mut desk, second).contains("mild vasculytis"));
}

#[test]
fn an_accepted_name_becomes_a_term_of_the_author_or_of_everyone() {
    let room = Room::new();
    let (mut desk, clinic) = drafted(&room);
    let [first, second, of_other] = clinic.letters;
    correct_and_sign(&mut desk, first);
    decide(&mut desk, "zephirton", Decision::Term(Some(clinic.author)));
    let own: Vec<_> = desk.dictionary().terms(Some(clinic.author)).collect();
    assert_eq!(
        (own[0].term.text.as_str(), own[0].term.kind.name()),
        ("Zephyrton", "place")
    );
    assert!(drafted_again(&mut desk, second).contains("in the Zephyrton clinic"));
    assert!(drafted_again(&mut desk, of_other).contains("in the zephirton clinic"));
    drop(desk);

    // Everyone's, in another room.
    let room = Room::new();
    let (mut desk, clinic) = drafted(&room);
    correct_and_sign(&mut desk, clinic.letters[0]);
    decide(&mut desk, "zephirton", Decision::Term(None));
    assert_eq!(desk.dictionary().terms(None).count(), 1);
    assert!(drafted_again(&mut desk, clinic.letters[2]).contains("in the Zephyrton clinic"));
}

#[test]
fn a_declined_correction_does_not_come_back() {
    let room = Room::new();
    let (mut desk, clinic) = drafted(&room);
    let [first, second, _] = clinic.letters;
    correct_and_sign(&mut desk, first);
    decide(&mut desk, "vasculytis", Decision::Decline);
    correct_and_sign(&mut desk, second);
    // What only sounds alike is asked about now that it came in two letters.
    assert_eq!(
        proposed(&mut desk),
        pairs(&[("zefirine", 2), ("zephirton", 2)])
    );
    let standing = |store: &dictation_desk::store::Store| {
        let corrections = store.corrections().unwrap();
        let found = corrections
            .into_iter()
            .find(|it| it.lesson.heard == "vasculytis");
        found.map(|it| (it.standing, it.letters))
    };
    drop(desk);
    assert_eq!(standing(&room.record()), Some((Standing::Declined, 2)));
}

#[test]
fn an_amended_letter_counts_once() {
    let room = Room::new();
    let (mut desk, clinic) = drafted(&room);
    correct_and_sign(&mut desk, clinic.letters[0]);
    say(&mut desk, Command::Amend);
    sign(&mut desk, true, "Heard in clinic");
    assert!(is_signed(&desk));
    drop(desk);
    let corrections = room.record().corrections().unwrap();
    assert_eq!(corrections.len(), 3);
    assert!(corrections.iter().all(|it| it.letters == 1));
}

#[test]
fn what_the_author_has_signed_elsewhere_is_not_proposed() {
    let room = Room::new();
    let (mut desk, clinic) = drafted(&room);
    let [first, second, _] = clinic.letters;
    say(&mut desk, Command::Open(first));
    sign(&mut desk, true, "Heard in clinic");
    assert!(is_signed(&desk), "as it was heard");
    correct_and_sign(&mut desk, second);
    assert_eq!(proposed(&mut desk), []);
}
