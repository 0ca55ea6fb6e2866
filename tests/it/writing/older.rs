//! What older records hold as settled means the same now: their lists, their edits, and the words
//! they settled by rewriting how surely they were heard.

use dictation_desk::letter::history::Entry;
use dictation_desk::letter::settlement::Place;
use dictation_desk::letter::{Gap, Key, Letter, Manuscript, Note, Subject};
use dictation_desk::words::Span;

/// A letter as it was kept, with its body "no, sorry, 15" heard from 4 to 7 seconds.
const START: &str = r#"{"fields": {"salutation": "Dear Dr Example"}, "body": {"text": "no, sorry, 15", "kinds": ["paragraph"], "cues": [
    {"range": {"start": 0, "end": 3}, "span": {"start": 4.0, "end": 5.0}, "confidence": 0.9, "heard": null},
    {"range": {"start": 4, "end": 10}, "span": {"start": 5.0, "end": 6.0}, "confidence": 0.9, "heard": null},
    {"range": {"start": 11, "end": 13}, "span": {"start": 6.0, "end": 7.0}, "confidence": 0.25, "heard": null}]},
    "notes_done": [NOTES], "settled_gaps": [GAPS]}"#;

const NOTE: &str = r#"{"text": "Jane, please copy this", "span": {"start": 1.0, "end": 2.5}}"#;
const SECOND: &str = r#"{"text": "With “no, sorry” the author may be putting something right; listen, and leave only what is meant", "span": {"start": 4.0, "end": 5.0}}"#;
const MISSING: &str = r#"{"Missing": {"start": 1.6, "end": 3.9}}"#;
const UNSUPPORTED: &str = r#"{"Unsupported": {"start": 3.95, "end": 5.05}}"#;

fn start(notes: &str, gaps: &str) -> Letter {
    let stored = START.replace("NOTES", notes).replace("GAPS", gaps);
    serde_json::from_str(&stored).unwrap()
}

/// What the journal of those days says was done.
fn did(edit: &str) -> Entry {
    serde_json::from_str(&format!(r#"{{"Did": {{"edit": {edit}, "joins": false}}}}"#)).unwrap()
}

fn keys(letter: &Letter) -> [Key; 4] {
    let span = Span::new(1.0, 2.5);
    let text = "Jane, please copy this".to_owned();
    [
        Key::of_note(&Note { text, span }),
        Key::of_words(Subject::SecondThought, letter.body(), 0..9),
        Key::of_gap(Gap::Missing(Span::new(1.6, 3.9))),
        Key::of_gap(Gap::Unsupported(Span::new(3.95, 5.05))),
    ]
}

fn settled(letter: &Letter) -> [bool; 4] {
    keys(letter).map(|key| letter.is_settled(&key))
}

#[test]
fn a_letter_with_two_lists_has_them_in_its_ledger() {
    assert_eq!(settled(&start("", "")), [false; 4]);
    let notes = format!("{NOTE}, {SECOND}");
    let letter = start(&notes, &format!("{MISSING}, {UNSUPPORTED}"));
    assert_eq!(settled(&letter), [true; 4]);
    let nobody = |letter: &Letter| {
        let mut all = letter.settlements().iter();
        all.all(|it| it.by.is_empty() && it.at.is_none())
    };
    assert!(nobody(&letter));
    assert_eq!(letter.settlements().len(), 4);
    let stored = serde_json::to_string(&letter).unwrap();
    assert!(!stored.contains("notes_done") && stored.contains("\"settled\""));
    let again: Letter = serde_json::from_str(&stored).unwrap();
    assert_eq!(again, letter);
    assert_eq!(settled(&start(NOTE, "")), [true, false, false, false]);
}

#[test]
fn a_letter_of_before_there_were_such_lists_is_read_too() {
    for stored in [
        "{}",
        r#"{"fields": {}, "done_notes": [1], "settled_gaps": []}"#,
    ] {
        let letter: Letter = serde_json::from_str(stored).unwrap();
        assert_eq!(letter, Letter::default(), "{stored}");
    }
}

#[test]
fn older_edits_settle_are_undone_and_are_written_as_they_were() {
    let rows = [
        (
            format!(r#"{{"NoteDone":{{"note":{NOTE},"done":true}}}}"#),
            0,
        ),
        (
            format!(r#"{{"NoteDone":{{"note":{SECOND},"done":true}}}}"#),
            1,
        ),
        (format!(r#"{{"Gap":{{"gap":{MISSING},"done":true}}}}"#), 2),
        (
            format!(r#"{{"Gap":{{"gap":{UNSUPPORTED},"done":true}}}}"#),
            3,
        ),
    ];
    for (edit, which) in rows {
        let journal = [did(&edit)];
        let mut manuscript = Manuscript::replay(start("", ""), journal.clone()).unwrap();
        let mut expected = [false; 4];
        expected[which] = true;
        assert_eq!(settled(manuscript.letter()), expected, "{edit}");
        manuscript.undo().unwrap();
        assert_eq!(manuscript.letter(), &start("", ""));
        manuscript.redo().unwrap();
        assert_eq!(settled(manuscript.letter()), expected, "{edit}");

        let stored = serde_json::to_string(&journal[0]).unwrap();
        let as_value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(as_value(&stored)["Did"]["edit"], as_value(&edit));
        // And opened again, as the one who settled it could.
        let reopened = did(&edit.replace("true", "false"));
        let both = [journal[0].clone(), reopened];
        let open = Manuscript::replay(start("", ""), both).unwrap();
        assert_eq!(settled(open.letter()), [false; 4]);
    }
}

#[test]
fn a_note_ticked_off_by_its_number_settles_nothing_and_can_be_undone() {
    let journal = [did(r#"{"Note": {"index": 0, "done": true}}"#)];
    let mut manuscript = Manuscript::replay(start("", ""), journal).unwrap();
    assert_eq!(manuscript.letter().settlements(), []);
    assert!(manuscript.can_undo());
    manuscript.undo().unwrap();
    assert!(!manuscript.can_undo());
}

#[test]
fn a_second_thought_without_sound_is_found_by_what_was_said_before_it() {
    let typed = r#"{"at": 13, "removed": "", "inserted": ", or rather 50", "line": 0,
        "kinds_before": ["paragraph"], "kinds_after": ["paragraph"], "cue": 3, "cues_before": [], "cues_after": []}"#;
    let settled = SECOND
        .replace("no, sorry", "or rather")
        .replace(r#""start": 4.0, "end": 5.0"#, r#""start": 7.0, "end": 7.0"#);
    let done = format!(r#"{{"NoteDone": {{"note": {settled}, "done": true}}}}"#);
    let journal = [did(&format!(r#"{{"Body": {typed}}}"#)), did(&done)];
    let manuscript = Manuscript::replay(start("", ""), journal).unwrap();
    let letter = manuscript.letter();
    assert_eq!(letter.body().text(), "no, sorry, 15, or rather 50");
    let key = Key::of_words(Subject::SecondThought, letter.body(), 15..24);
    assert_eq!(key.place, Place::Occurrence(0));
    assert!(letter.is_settled(&key));
}

#[test]
fn a_word_settled_by_rewriting_how_surely_it_was_heard_is_not_in_doubt() {
    let cue = |sure: &str| {
        format!(
            r#"{{"range": {{"start": 11, "end": 13}}, "span": {{"start": 6.0, "end": 7.0}}, "confidence": {sure}, "heard": null}}"#
        )
    };
    let splice = format!(
        r#"{{"Body": {{"at": 11, "removed": "", "inserted": "", "line": 0, "kinds_before": [], "kinds_after": [],
            "cue": 2, "cues_before": [{}], "cues_after": [{}]}}}}"#,
        cue("0.25"),
        cue("1.0")
    );
    let in_doubt = |manuscript: &Manuscript| {
        let letter = manuscript.letter();
        let cues = letter.body().cues().iter();
        cues.filter(|cue| letter.is_in_doubt(cue)).count()
    };
    let mut manuscript = Manuscript::replay(start("", ""), [did(&splice)]).unwrap();
    assert_eq!(in_doubt(&manuscript), 0);
    manuscript.undo().unwrap();
    assert_eq!(in_doubt(&manuscript), 1);
}
