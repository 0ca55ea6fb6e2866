//! Where speech and text do not agree, the letter waits for a person who has listened.

use std::path::Path;

use dictation_desk::audio::Motion;
use dictation_desk::clinical::checks::flags::FlagKind;
use dictation_desk::desk::Desk;
use dictation_desk::desk::command::Command;
use dictation_desk::desk::crew::Speaker;
use dictation_desk::desk::review::{Kind, Question};
use dictation_desk::problem::Outcome;
use dictation_desk::record::DictationId;
use dictation_desk::speech::{Cancel, Ledger, SpeechJob, Transcriber, Transcript};
use dictation_desk::words::{Span, Word};

use crate::clinic::{NOW, body, is_signed, problems, say, sign, told, type_on, waiting};
use crate::room::Room;

/// Hears half a second a word, leaves a gap after "well", and writes a sentence nobody said.
#[derive(Clone)]
struct Gappy {
    ledger: Ledger,
    /// When "well" is over, in seconds.
    well_until: f64,
}

impl Transcriber for Gappy {
    fn transcribe(
        &mut self,
        _: &SpeechJob,
        _: &Cancel,
        _: &mut dyn FnMut(f32),
    ) -> Outcome<Transcript> {
        let words = [
            ("She", 0.0),
            ("is", 0.5),
            ("well.", 1.0),
            ("Thank", 4.0),
            ("you.", 4.5),
            ("Goodbye.", 6.0),
        ];
        let word = |(text, start): (&str, f64)| Word::new(text, Span::new(start, start + 0.5), 1.0);
        let mut words = words.map(word);
        words[2].span.end = self.well_until;
        Ok(Transcript {
            words: words.to_vec(),
            ledger: self.ledger.clone(),
        })
    }

    fn describe(&self) -> String {
        "A listener with gaps".to_owned()
    }
}

fn gappy() -> Ledger {
    Ledger {
        missing: vec![Span::new(1.6, 3.9)],
        unsupported: vec![Span::new(3.95, 5.05)],
    }
}

fn desk_hearing(room: &Room, ledger: Ledger) -> Desk {
    desk_of(
        room,
        Gappy {
            ledger,
            well_until: 1.5,
        },
    )
}

fn desk_of(room: &Room, gappy: Gappy) -> Desk {
    room.desk_with(Speaker::new(move |_: &Path| {
        Ok(Box::new(gappy.clone()) as Box<dyn Transcriber>)
    }))
}

/// A desk with one drafted dictation on it.
pub fn at_work(room: &Room) -> (Desk, DictationId) {
    let id = waiting(room, 7.0);
    let mut desk = desk_hearing(room, gappy());
    say(&mut desk, Command::Open(id));
    assert_eq!(body(&desk), "She is well. Thank you. Goodbye.");
    (desk, id)
}

/// The same where a word seems to last through a sentence that was passed over.
pub fn at_work_with_an_omission(room: &Room) -> Desk {
    let id = waiting(room, 7.0);
    let stretched = Gappy {
        ledger: Ledger {
            missing: vec![Span::new(1.0, 3.9)],
            unsupported: vec![],
        },
        well_until: 3.9,
    };
    let mut desk = desk_of(room, stretched);
    say(&mut desk, Command::Open(id));
    desk
}

fn gaps(desk: &Desk) -> Vec<Question> {
    let questions = desk.piece().unwrap().review.questions().iter();
    questions
        .filter(|question| {
            matches!(
                question.kind,
                Kind::Flag(FlagKind::Missing | FlagKind::Unsupported)
            )
        })
        .cloned()
        .collect()
}

fn messages(desk: &Desk) -> Vec<String> {
    gaps(desk).into_iter().map(|gap| gap.message).collect()
}

fn settle(desk: &mut Desk, kind: FlagKind) {
    let questions = desk.piece().unwrap().review.questions();
    let at = questions.iter().position(|it| it.kind == Kind::Flag(kind));
    say(desk, Command::GoToQuestion(at.expect("it is asked")));
    say(desk, Command::SettleQuestion);
}

const MISSING: &str = "0:01 to 0:03: there is speech or another sound here and no text; listen and type what is missing";

#[test]
fn both_kinds_are_asked_played_and_hold_the_signature() {
    let room = Room::new();
    let (mut desk, _) = at_work(&room);
    let asked = gaps(&desk);
    assert!(asked.iter().all(|question| question.blocks));
    assert_eq!(messages(&desk)[0], MISSING);
    assert!(
        messages(&desk)[1].contains("“Thank you.”"),
        "{:?}",
        messages(&desk)
    );

    say(&mut desk, Command::NextQuestion);
    let piece = desk.piece().unwrap();
    assert_eq!(
        piece.selection.range,
        12..12,
        "after what was said before it"
    );
    assert_eq!(piece.transport.motion(), Motion::Playing);
    assert!((piece.transport.position() - 1.6).abs() < 0.2);
    say(&mut desk, Command::NextQuestion);
    assert_eq!(desk.piece().unwrap().selection.range, 13..23);

    sign(&mut desk, true, "Heard in clinic");
    assert!(!is_signed(&desk));
    assert!(
        problems(&desk)
            .concat()
            .contains("there is speech or another sound here and no text")
    );
}

#[test]
fn a_word_in_which_a_whole_sentence_was_passed_over_is_named_and_left_alone() {
    let room = Room::new();
    let mut desk = at_work_with_an_omission(&room);
    assert_eq!(
        messages(&desk),
        ["0:01 to 0:03: more is said here than “well.”; listen and type what is missing"]
    );
    say(&mut desk, Command::NextQuestion);
    let selected = desk.piece().unwrap().selection.range.clone();
    assert_eq!(selected, 12..12, "typing must not replace the word");
    let (range, text) = (selected, " He is too.".to_owned());
    desk.apply(Command::Type { range, text }, NOW);
    assert_eq!(body(&desk), "She is well. He is too. Thank you. Goodbye.");
}

#[test]
fn settled_gaps_stay_settled_and_undo_opens_them_again() {
    let room = Room::new();
    let (mut desk, id) = at_work(&room);
    settle(&mut desk, FlagKind::Missing);
    assert_eq!(gaps(&desk).len(), 1);
    say(&mut desk, Command::Undo);
    assert_eq!(gaps(&desk).len(), 2);
    say(&mut desk, Command::Redo);
    settle(&mut desk, FlagKind::Unsupported);
    assert_eq!(messages(&desk), [] as [&str; 0]);
    drop(desk);

    let mut desk = desk_hearing(&room, gappy());
    say(&mut desk, Command::Open(id));
    assert_eq!(messages(&desk), [] as [&str; 0]);
    say(&mut desk, Command::Undo);
    assert_eq!(gaps(&desk).len(), 1, "undo reaches back over a restart");
    say(&mut desk, Command::Redo);
    sign(&mut desk, true, "Heard in clinic");
    assert!(is_signed(&desk), "{:?}", told(&desk));
}

#[test]
fn text_that_nobody_said_is_no_longer_asked_about_once_it_is_deleted() {
    let room = Room::new();
    let (mut desk, _) = at_work(&room);
    let text = String::new();
    desk.apply(
        Command::Type {
            range: 13..24,
            text,
        },
        NOW,
    );
    assert_eq!(body(&desk), "She is well. Goodbye.");
    assert_eq!(messages(&desk), [MISSING]);
    say(&mut desk, Command::Undo);
    assert_eq!(gaps(&desk).len(), 2);
    // Words typed near it do not settle it.
    type_on(&mut desk, " Kind regards.");
    assert_eq!(gaps(&desk).len(), 2);
}

#[test]
fn a_letter_typed_by_ear_is_not_asked_about_its_drafts_gaps() {
    let room = Room::new();
    let (mut desk, _) = at_work(&room);
    say(&mut desk, Command::DiscardDraft);
    type_on(&mut desk, "She is well and at work. Goodbye.");
    assert_eq!(messages(&desk), [] as [&str; 0]);
}

#[test]
fn another_draft_asks_about_gaps_of_its_own() {
    let room = Room::new();
    let (mut desk, id) = at_work(&room);
    settle(&mut desk, FlagKind::Missing);
    settle(&mut desk, FlagKind::Unsupported);
    drop(desk);
    let ledger = Ledger {
        missing: vec![Span::new(1.5, 3.9)],
        unsupported: Vec::new(),
    };
    let mut desk = desk_hearing(&room, ledger);
    say(&mut desk, Command::Open(id));
    say(&mut desk, Command::DraftAgain);
    assert_eq!(messages(&desk), [MISSING]);
}

#[test]
fn what_a_draft_asked_about_text_that_stays_is_asked_after_another_draft() {
    let room = Room::new();
    let (mut desk, id) = at_work(&room);
    type_on(&mut desk, " Kind regards.");
    desk.settle(NOW);
    let asked = messages(&desk);
    assert_eq!(asked.len(), 2);
    drop(desk);
    // A draft that finds nothing to ask, on the desk and away from it.
    let mut desk = desk_hearing(&room, Ledger::default());
    say(&mut desk, Command::Open(id));
    desk.apply(Command::DraftAgain, NOW);
    say(&mut desk, Command::Close);
    say(&mut desk, Command::Open(id));
    assert_eq!(messages(&desk), asked);
    say(&mut desk, Command::DraftAgain);
    assert_eq!(messages(&desk), asked);
    assert_eq!(
        body(&desk),
        "She is well. Thank you. Goodbye. Kind regards."
    );
    drop(desk);
    // One that asks about nearly the same stretch asks once.
    let ledger = Ledger {
        missing: vec![Span::new(1.7, 3.8)],
        unsupported: Vec::new(),
    };
    let mut desk = desk_hearing(&room, ledger);
    say(&mut desk, Command::Open(id));
    say(&mut desk, Command::DraftAgain);
    assert_eq!(messages(&desk), asked);
}

#[test]
fn a_gap_of_another_draft_is_not_asked_about_where_the_letter_has_text() {
    let room = Room::new();
    let (desk, id) = at_work(&room);
    let asked = messages(&desk);
    drop(desk);
    let ledger = Ledger {
        missing: vec![Span::new(4.0, 5.0)],
        unsupported: Vec::new(),
    };
    let mut desk = desk_hearing(&room, ledger);
    say(&mut desk, Command::Open(id));
    say(&mut desk, Command::DraftAgain);
    assert_eq!(messages(&desk), asked);
    desk.apply(
        Command::Type {
            range: 13..24,
            text: String::new(),
        },
        NOW,
    );
    assert_eq!(messages(&desk).len(), 2, "now it is a gap in the letter");
}
