//! Several letters in one recording: parted once, in one transaction, over one stored recording.

use dictation_desk::clinical::draft::{Heard, Writing};
use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::record::Changes;
use dictation_desk::store::Parted;

use super::*;

/// What is said of two patients, a word every half second.
const SAID: &str = "The knee is better. Next patient. The hip is worse.";

/// The draft of a recording in which this was said.
pub fn draft_of(said: &str) -> Draft {
    let words = said.split_whitespace().enumerate().map(|(at, word)| {
        let start = at as f64 * 0.5;
        Word::new(word, Span::new(start, start + 0.5), 0.9)
    });
    let heard = Heard {
        words: words.collect(),
        ..Heard::default()
    };
    let writing = Writing {
        rules: &Default::default(),
        lexicon: &Lexicon::built_in(),
        part: None,
    };
    writing.draft(heard).0
}

/// Begins a dictation of [`SAID`] into whose letter nothing has been written.
fn of_two(store: &mut Store) -> DictationId {
    let id = take_in(store, b"a recording");
    store.open(&by(), id).expect("opens");
    let draft = draft_of(SAID);
    assert_eq!(draft.starts.len(), 1, "{draft:?}");
    store
        .keep_draft(&by(), id, &draft, 8.0, false)
        .expect("kept");
    id
}

fn split(store: &mut Store, row: Seen<DictationId>) -> Result<(Parted, Changes), Problem> {
    store.split(&by(), row, &Lexicon::built_in())
}

#[test]
fn a_recording_is_parted_once_and_stored_once() {
    let (workspace, mut store) = Workspace::new();
    let id = of_two(&mut store);
    store
        .note_listening(&by(), id, &listened(&[Span::new(3.0, 4.5)], 4.0))
        .expect("kept");
    let before = seen(&store, id);
    let (parted, changes) = split(&mut store, before).expect("parted");
    assert_eq!(parted.further, 1);
    assert_eq!(Ok(&changes.dictations), store.dictations().as_ref());
    assert_eq!(
        what(split(&mut store, before)),
        "This dictation has been changed meanwhile"
    );
    let now = seen(&store, id);
    assert_eq!(
        what(split(&mut store, now)),
        "The draft of this recording holds one letter only"
    );
    let rows = store.dictations().expect("listed");
    let parts: Vec<(u32, u32)> = rows
        .iter()
        .filter_map(|row| row.part)
        .map(|part| (part.number, part.of))
        .collect();
    assert_eq!(parts, [(1, 2), (2, 2)]);
    assert!(rows[0].recording.is_some());
    assert_eq!(rows[0].recording, rows[1].recording);
    let (first, second) = (rows[0].id, rows[1].id);
    for (id, text) in [
        (first, "The knee is better."),
        (second, "The hip is worse."),
    ] {
        let letter = store.letter_for(id).expect("read").expect("a letter");
        assert_eq!(reopened(letter).body().text(), text);
        let mut audio = Vec::new();
        let recording = store.audio(id).expect("there");
        { recording }.read_to_end(&mut audio).expect("read");
        assert_eq!(audio, b"a recording");
        assert_eq!(store.heard(id), Ok(vec![Span::new(3.0, 4.5)]));
    }

    // Someone who does not know of the split changes nothing on the strength of what was there.
    let late = store.set_aside(&by(), before);
    assert_eq!(what(late), "This dictation has been changed meanwhile");
    assert_eq!(store.dictations(), Ok(rows));

    let known = store
        .take_in(
            &by(),
            &dictation(),
            &mut &b"a recording"[..],
            "wav",
            Timestamp::UNIX_EPOCH,
        )
        .expect("known");
    assert_eq!((known.id, known.already_here), (first, true));
    assert_eq!(files_below(&workspace.path().join("audio")).len(), 1);
    let verified = store.verify().expect("checked");
    assert_eq!((verified.recordings, verified.faults.len()), (1, 0));

    let backup = workspace.path().join("friday.backup");
    store.backup(&backup).expect("backed up");
    let elsewhere = workspace.path().join("elsewhere");
    Store::restore(&backup, &elsewhere, &workspace.key).expect("brought back");
    let restored = Store::open(&elsewhere, &workspace.key).expect("opens");
    assert_eq!(restored.dictations(), store.dictations());
    assert!(restored.audio(second).is_ok());
}

#[test]
fn a_signed_letter_is_not_parted() {
    let (_workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let draft = draft_of(SAID);
    store
        .keep_draft(&by(), begun.dictation, &draft, 8.0, false)
        .expect("kept");
    begun.sign(&mut store, 1, b"a document");
    let row = seen(&store, begun.dictation);
    assert!(what(split(&mut store, row)).contains("has been signed"));
    assert_eq!(store.dictations().expect("listed").len(), 1);
    assert_eq!(store.dictation(begun.dictation).expect("there").part, None);
}
