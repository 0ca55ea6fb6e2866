//! Settling at the desk: every question by the same key, in one step that can be taken back, with
//! who did it and when.

use dictation_desk::clinical::checks::flags::FlagKind;
use dictation_desk::desk::Desk;
use dictation_desk::desk::command::Command;
use dictation_desk::desk::review::{Kind, Question};
use dictation_desk::letter::history::Entry;
use dictation_desk::letter::{Edit, Key, Settlement};
use dictation_desk::record::DictationId;
use dictation_desk::speech::Scripted;
use dictation_desk::store::Record;
use dictation_desk::words::{Span, Word};

use crate::clinic::{by, letter, say, waiting};
use crate::room::Room;

/// Heard half a second a word, those marked `?` unsurely.
const SAID: &str = "Jane, please copy this to Dr Smith. The left? knee, no sorry, the right knee. She takes \
    fifteen? milligrams? of carbimazole? daily.";

fn script() -> Scripted {
    let words = SAID.split_whitespace().enumerate();
    let words = words.map(|(at, word)| {
        let start = at as f64 * 0.5;
        let sure = if word.contains('?') { 0.3 } else { 0.95 };
        Word::new(word.replace('?', ""), Span::new(start, start + 0.5), sure)
    });
    Scripted::new(words.collect())
}

fn drafted(room: &Room) -> (Desk, DictationId) {
    let id = waiting(room, 12.0);
    let mut desk = room.desk_hearing(script());
    say(&mut desk, Command::Open(id));
    (desk, id)
}

/// The questions that F12 settles by a person's word.
fn asked(desk: &Desk) -> Vec<Question> {
    let questions = desk.piece().unwrap().review.questions().iter();
    let by_word = questions.filter(|it| matches!(it.kind, Kind::Note | Kind::Flag(_)));
    by_word
        .filter(|it| it.kind != Kind::Flag(FlagKind::Blank))
        .cloned()
        .collect()
}

fn settle(desk: &mut Desk, key: &Key) {
    let questions = desk.piece().unwrap().review.questions();
    let at = questions.iter().position(|it| it.key == *key).unwrap();
    say(desk, Command::GoToQuestion(at));
    say(desk, Command::SettleQuestion);
}

#[test]
fn every_kind_is_settled_by_one_edit_and_asked_again_by_one_undo() {
    let room = Room::new();
    let (mut desk, _) = drafted(&room);
    let before = asked(&desk);
    let kinds: Vec<Kind> = before.iter().map(|it| it.kind).collect();
    for kind in [
        Kind::Note,
        Kind::Flag(FlagKind::Side),
        Kind::Flag(FlagKind::Dose),
        Kind::Flag(FlagKind::LookAlike),
        Kind::Flag(FlagKind::Note),
    ] {
        assert!(kinds.contains(&kind), "{kind:?} of {kinds:?}");
    }
    for question in &before {
        let whole = letter(&desk).clone();
        settle(&mut desk, &question.key);
        let left = asked(&desk);
        assert_eq!(left.len(), before.len() - 1, "{question:?}");
        assert!(!left.contains(question));
        let settled = letter(&desk).settlements();
        let (by, at) = ("Ann Bell".to_owned(), "2026-03-05T09:00:00Z".parse().ok());
        let key = question.key.clone();
        assert_eq!(settled, [Settlement { key, by, at }]);
        assert_eq!(letter(&desk).body(), whole.body(), "no word is touched");
        say(&mut desk, Command::Undo);
        assert_eq!(asked(&desk), before);
        assert_eq!(*letter(&desk), whole);
    }
}

#[test]
fn what_is_settled_stays_so_while_typing_goes_on_and_after_a_restart() {
    let room = Room::new();
    let (mut desk, id) = drafted(&room);
    while let Some(question) = asked(&desk).first() {
        settle(&mut desk, &question.key);
    }
    let settled = letter(&desk).settlements().to_vec();
    let (range, text) = (0..0, "Seen today. ".to_owned());
    say(&mut desk, Command::Type { range, text });
    assert_eq!(asked(&desk), []);
    drop(desk);
    let mut desk = room.desk_hearing(script());
    say(&mut desk, Command::Open(id));
    assert_eq!(asked(&desk), []);
    assert_eq!(letter(&desk).settlements(), settled);
    // The same model, asked once more, has nothing new to ask.
    say(&mut desk, Command::DraftAgain);
    say(&mut desk, Command::InsertDraft);
    assert_eq!(asked(&desk), []);
}

#[test]
fn who_settled_what_is_in_the_journal_even_when_it_is_taken_back() {
    let room = Room::new();
    let (mut desk, id) = drafted(&room);
    let key = asked(&desk)[0].key.clone();
    settle(&mut desk, &key);
    say(&mut desk, Command::Undo);
    drop(desk);
    let entries = room.record().letter_for(id).unwrap().unwrap().entries;
    let [.., Entry::Did(step), Entry::Undid] = &entries[..] else {
        panic!("{entries:?}")
    };
    let Edit::Settle { settlement, done } = &step.edit else {
        panic!("{step:?}")
    };
    assert_eq!(
        (&settlement.key, settlement.by.as_str()),
        (&key, "Ann Bell")
    );
    assert!(*done && settlement.at.is_some());
}

#[test]
fn two_questions_never_have_one_key() {
    let room = Room::new();
    let (desk, _) = drafted(&room);
    let questions = desk.piece().unwrap().review.questions();
    assert_eq!(questions.len(), 6);
    for (at, question) in questions.iter().enumerate() {
        let others = questions[at + 1..].iter();
        let alike: Vec<_> = others.filter(|it| it.key == question.key).collect();
        assert_eq!(alike, [] as [&Question; 0], "{question:?}");
    }
}

#[test]
fn what_an_older_workspace_has_settled_is_not_asked_again() {
    let room = Room::new();
    let (mut desk, id) = drafted(&room);
    let before = asked(&desk);
    let one = |kind| before.iter().find(|it| it.kind == kind).unwrap();
    let (note, second) = (one(Kind::Note), one(Kind::Flag(FlagKind::Note)));
    let (side, dose) = (
        one(Kind::Flag(FlagKind::Side)),
        one(Kind::Flag(FlagKind::Dose)),
    );
    let note_done = |asked: &Question| {
        let span = serde_json::to_value(asked.span.unwrap()).unwrap();
        let note = serde_json::json!({"text": asked.message, "span": span});
        serde_json::json!({"NoteDone": {"note": note, "done": true}})
    };
    // Words in doubt were settled by counting as surely heard.
    let cues = letter(&desk).body().cues();
    let sure = |asked: &Question| {
        let range = asked.range.clone().unwrap();
        let at = cues
            .iter()
            .position(|cue| cue.range.end > range.start)
            .unwrap();
        let cue = serde_json::to_value(&cues[at]).unwrap();
        let mut after = cue.clone();
        after["confidence"] = 1.0.into();
        serde_json::json!({"Body": {"at": range.start, "removed": "", "inserted": "", "line": 0,
            "kinds_before": [], "kinds_after": [], "cue": at, "cues_before": [cue], "cues_after": [after]}})
    };
    let edits = [note_done(note), note_done(second), sure(side), sure(dose)];
    let journal = edits.map(|edit| serde_json::json!({"Did": {"edit": edit, "joins": false}}));
    let journal: Vec<Entry> = serde_json::from_value(journal.to_vec().into()).unwrap();
    say(&mut desk, Command::Close);
    drop(desk);
    let mut record = room.record();
    let kept = record.letter_for(id).unwrap().unwrap();
    record.journal(&by(), kept.id, &journal).unwrap();
    drop(record);

    let mut desk = room.desk_hearing(script());
    say(&mut desk, Command::Open(id));
    let left = asked(&desk);
    for settled in [note, second, side, dose] {
        assert!(!left.contains(settled), "{settled:?}");
    }
    assert_eq!(left.len(), before.len() - 4);
    say(&mut desk, Command::Undo);
    assert!(asked(&desk).contains(dose), "undo reaches back over it");
}
