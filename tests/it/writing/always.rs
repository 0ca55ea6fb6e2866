//! What holds of a letter whatever a person does to it, in any order.

use dictation_desk::letter::history::Entry;
use dictation_desk::letter::{
    BlockKind, Body, Edit, Field, Gap, Key, Letter, Manuscript, Note, Settlement, Subject,
};
use dictation_desk::words::Span;
use proptest::prelude::*;

use super::{letter_of, spoken};

/// One thing a person may do; places are fractions of the text, so that they always exist.
#[derive(Clone, Debug)]
enum Deed {
    Type(f64, f64, String),
    Restyle(f64, f64, BlockKind),
    Settle(f64),
    Redraft(Vec<(BlockKind, String)>),
    SetField(Field, String),
    Undo,
    Redo,
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "Mg", " ", "\n", "\r\n", "é", "€", "𝄞", "n\u{301}", ".", "\u{a0}",
    ]);
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn any_kind() -> impl Strategy<Value = BlockKind> {
    prop::sample::select(BlockKind::ALL.to_vec())
}

fn any_lines() -> impl Strategy<Value = Vec<(BlockKind, String)>> {
    let line = prop::collection::vec(prop::sample::select(vec!["one", "zwölf", "€5", "x"]), 0..5);
    prop::collection::vec((any_kind(), line.prop_map(|words| words.join(" "))), 1..5)
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let place = || 0.0..=1.0f64;
    prop_oneof![
        6 => (place(), place(), any_text()).prop_map(|(a, b, text)| Deed::Type(a, b, text)),
        3 => (place(), any_text()).prop_map(|(at, text)| Deed::Type(at, at, text)),
        2 => (place(), place(), any_kind()).prop_map(|(a, b, kind)| Deed::Restyle(a, b, kind)),
        3 => place().prop_map(Deed::Settle),
        1 => any_lines().prop_map(Deed::Redraft),
        1 => (prop::sample::select(Field::ALL.to_vec()), any_text()).prop_map(|(field, text)| Deed::SetField(field, text)),
        3 => Just(Deed::Undo),
        2 => Just(Deed::Redo),
    ]
}

fn redraft(lines: &[(BlockKind, String)]) -> Body {
    let lines: Vec<_> = lines
        .iter()
        .map(|(kind, line)| (*kind, line.as_str()))
        .collect();
    spoken(&lines)
}

/// The byte a fraction of the way into the text, on a character's edge.
fn place(text: &str, fraction: f64) -> usize {
    let mut at = (text.len() as f64 * fraction) as usize;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A key of any kind, of those that a letter may be asked under.
fn some_key(body: &Body, which: f64) -> Key {
    let at = place(body.text(), which);
    let word = body.cues_in(&(at..at + 1)).first();
    let span = Span::new((which * 3.0).floor(), 2.5);
    let text = format!("Note {}", (which * 2.0) as usize);
    match ((which * 100.0) as usize % 5, word) {
        (0, Some(cue)) => Key::of_doubt(body, &cue.range),
        (1, Some(cue)) => Key::of_words(Subject::SecondThought, body, cue.range.clone()),
        (2, _) => Key::of_gap(Gap::Missing(span)),
        (3, _) => Key::of_gap(Gap::Unsupported(span)),
        _ => Key::of_note(&Note { text, span }),
    }
}

/// The edit that settles what a key asks, or opens it again.
fn settle(letter: &Letter, key: Key) -> Edit {
    let stands = letter.settlements().iter().find(|it| it.key == key);
    Edit::Settle {
        done: stands.is_none(),
        settlement: stands.cloned().unwrap_or(Settlement {
            key,
            by: "AB".to_owned(),
            at: "2026-03-05T09:00:00.123456789Z".parse().ok(),
        }),
    }
}

/// The edit a deed comes to; none for undo and redo.
fn edit_for(deed: &Deed, letter: &Letter) -> Option<Edit> {
    let body = letter.body();
    let range = |a: f64, b: f64| place(body.text(), a.min(b))..place(body.text(), a.max(b));
    let splice = match deed {
        Deed::Type(a, b, text) => body.splice(range(*a, *b), text).unwrap(),
        Deed::Restyle(a, b, kind) => body.restyle(range(*a, *b), *kind).unwrap(),
        Deed::Settle(which) => return Some(settle(letter, some_key(body, *which))),
        Deed::Redraft(lines) => body.replace_with(&redraft(lines)),
        Deed::SetField(field, text) => return Some(letter.set_field(*field, text.as_str())),
        Deed::Undo | Deed::Redo => return None,
    };
    Some(Edit::Body(splice))
}

fn assert_in_step(body: &Body) {
    assert_eq!(body.kinds().len(), body.text().split('\n').count());
    assert!(!body.text().contains('\r'));
    let mut end = 0;
    for cue in body.cues() {
        assert!(cue.range.start >= end, "cues overlap: {:?}", body.cues());
        assert!(!body.text()[cue.range.clone()].is_empty());
        assert!(cue.span.start <= cue.span.end);
        end = cue.range.end;
    }
}

fn as_stored<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

proptest! {
    #[test]
    fn whatever_is_done_can_be_undone_redone_and_replayed(
        lines in any_lines(),
        deeds in prop::collection::vec((any_deed(), 0.0..3.0f64), 1..25),
    ) {
        let start = letter_of(redraft(&lines));
        let mut manuscript = Manuscript::new(start.clone());
        let mut journal: Vec<Entry> = Vec::new();
        let mut now = 0.0;
        for (deed, pause) in &deeds {
            now += pause;
            let entry = match deed {
                Deed::Undo => manuscript.undo().unwrap(),
                Deed::Redo => manuscript.redo().unwrap(),
                _ => edit_for(deed, manuscript.letter()).map(|edit| manuscript.apply(edit, now).unwrap()),
            };
            assert_in_step(manuscript.letter().body());
            journal.extend(entry);
        }
        let reached = manuscript.letter().clone();
        prop_assert_eq!(&as_stored(&reached), &reached);

        let mut replayed = Manuscript::replay(start.clone(), as_stored(&journal)).unwrap();
        prop_assert_eq!(replayed.letter(), &reached);
        while manuscript.can_undo() {
            prop_assert!(replayed.can_undo());
            manuscript.undo().unwrap();
            replayed.undo().unwrap();
            prop_assert_eq!(manuscript.letter(), replayed.letter());
        }
        prop_assert!(!replayed.can_undo());
        prop_assert_eq!(manuscript.letter(), &start);
        while manuscript.can_redo() {
            manuscript.redo().unwrap();
        }
    }

    #[test]
    fn a_change_and_its_inverse_leave_no_trace(lines in any_lines(), deed in any_deed()) {
        let before = letter_of(redraft(&lines));
        if let Some(edit) = edit_for(&deed, &before) {
            let mut letter = before.clone();
            letter.apply(&edit).unwrap();
            letter.apply(&edit.inverse()).unwrap();
            prop_assert_eq!(letter, before);
        }
    }

    #[test]
    fn words_away_from_a_change_keep_all_they_had(
        lines in any_lines(), a in 0.0..=1.0f64, b in 0.0..=1.0f64, text in any_text(),
    ) {
        let body = redraft(&lines);
        let range = place(body.text(), a.min(b))..place(body.text(), a.max(b));
        let mut letter = letter_of(body.clone());
        letter.apply(&Edit::Body(body.splice(range.clone(), &text).unwrap())).unwrap();
        let after = letter.body();
        for cue in body.cues() {
            let away = cue.range.end < range.start || cue.range.start > range.end;
            let same = after.cues().iter().any(|kept| {
                (kept.span, kept.confidence) == (cue.span, cue.confidence)
                    && after.text()[kept.range.clone()] == body.text()[cue.range.clone()]
            });
            prop_assert!(!away || same, "{cue:?} was lost");
        }
    }

    #[test]
    fn every_spoken_word_leads_to_its_sound_and_back(lines in any_lines()) {
        let body = redraft(&lines);
        for cue in body.cues() {
            for at in cue.range.clone() {
                prop_assert_eq!(body.time_at(at), Some(cue.span.start));
            }
            let found = body.cue_at_time(cue.span.start + 0.5);
            prop_assert_eq!(found, Some(cue));
        }
    }
}
