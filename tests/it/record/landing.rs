//! Landing: a finished draft goes into its letter, or beside it, in one transaction.

use dictation_desk::clinical::draft::Drafted;
use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::clinical::tidy;
use dictation_desk::record::Changes;
use dictation_desk::store::Landed;

use super::splitting::draft_of;
use super::*;

const ONE: &str = "The knee is better.";
const TWO: &str = "The knee is better. Next patient. The hip is worse.";

fn drafted(said: &str) -> Drafted {
    let draft = draft_of(said);
    Drafted {
        body: tidy(&draft.words, &Lexicon::built_in()).body,
        draft,
        length: 8.5,
        part: None,
    }
}

fn land(
    store: &mut Store,
    id: DictationId,
    drafted: Drafted,
) -> Result<(Landed, Changes), Problem> {
    store.land_draft(&by(), id, drafted, &Lexicon::built_in())
}

fn body(store: &Store, id: DictationId) -> String {
    let letter = store.letter_for(id).expect("reads").expect("begun");
    reopened(letter).body().text().to_owned()
}

#[test]
fn a_draft_lands_in_a_letter_that_nobody_has_begun() {
    let (workspace, mut store) = Workspace::new();
    let id = take_in(&mut store, b"a recording");
    let (landed, changes) = land(&mut store, id, drafted(ONE)).expect("lands");
    assert_eq!(landed, Landed::InLetter);
    let row = changes.dictation(id).expect("answered");
    assert_eq!(
        (row.status, row.length, row.revision),
        (Status::DraftReady, 8.5, 2)
    );
    let store = workspace.after_power_cut().open();
    assert_eq!(store.dictation(id).as_ref(), Ok(row));
    assert_eq!(store.draft(id), Ok(Some(draft_of(ONE))));
    assert_eq!(body(&store, id), ONE);
}

#[test]
fn a_draft_lies_beside_what_was_typed_and_its_forerunners_questions_stay() {
    let mut store = Store::in_memory().expect("a record");
    let begun = begin(&mut store);
    let id = begun.dictation;
    let note = |text: &str, start| Note {
        text: text.into(),
        span: Span::new(start, start + 1.0),
    };
    let mut earlier = draft_of(ONE);
    earlier.missing = vec![Span::new(1.0, 2.0), Span::new(5.0, 6.0)];
    earlier.notes = vec![note("Copy to the physiotherapist", 3.0)];
    store
        .keep_draft(&by(), id, &earlier, 8.0, true)
        .expect("kept");
    let mut newer = drafted(TWO);
    newer.draft.missing = vec![Span::new(1.1, 2.0)];
    newer.draft.notes = vec![
        note("Copy to the physiotherapist", 3.2),
        note("Book an X-ray", 1.0),
    ];
    let (landed, _) = land(&mut store, id, newer).expect("lands");
    assert_eq!(landed, Landed::BesideLetter);
    assert_eq!(body(&store, id), "Thank you");
    let kept = store.draft(id).expect("reads").expect("kept");
    assert_eq!(kept.missing, [Span::new(1.1, 2.0), Span::new(5.0, 6.0)]);
    let notes: Vec<_> = kept.notes.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(notes, ["Book an X-ray", "Copy to the physiotherapist"]);
    assert_eq!(store.dictations().expect("listed").len(), 1);
}

#[test]
fn a_draft_that_holds_several_letters_parts_them_as_it_lands() {
    let (workspace, mut store) = Workspace::new();
    let id = take_in(&mut store, b"a recording");
    let (landed, changes) = land(&mut store, id, drafted(TWO)).expect("lands");
    assert_eq!(landed, Landed::Parted { further: 1 });
    let rows = store.dictations().expect("listed");
    assert_eq!(changes.dictations, rows);
    let texts: Vec<_> = rows.iter().map(|row| body(&store, row.id)).collect();
    assert_eq!(texts, ["The knee is better.", "The hip is worse."]);
    assert!(rows.iter().all(|row| row.status == Status::DraftReady));

    // One of the whole recording that comes late is not used.
    let (landed, changes) = land(&mut store, id, drafted(ONE)).expect("answered");
    assert_eq!(landed, Landed::OfAnotherPart);
    assert!(changes.is_empty());
    // One of this letter is, and it is never parted by itself again.
    let mut of_part = drafted(TWO);
    of_part.part = rows[0].part;
    let (landed, _) = land(&mut store, id, of_part).expect("lands");
    assert_eq!(landed, Landed::BesideLetter);
    let image = workspace.after_power_cut();
    let store = image.open();
    assert_eq!(store.dictations().expect("listed").len(), 2);
    assert_eq!(store.verify().expect("checked").faults, [] as [&str; 0]);
}

#[test]
fn a_draft_that_finds_no_room_leaves_everything_as_it_was() {
    let (workspace, mut store) = Workspace::new();
    let id = take_in(&mut store, b"a recording");
    let before = store.dictations().expect("listed");
    store.cap_pages(50).expect("capped");
    let said = TWO.repeat(400);
    let refused = what(land(&mut store, id, drafted(&said)));
    assert_eq!(refused, "The disk is full, so that was not saved");
    for store in [store, workspace.after_power_cut().open()] {
        assert_eq!(store.dictations().as_ref(), Ok(&before));
        assert_eq!(store.letter_for(id), Ok(None));
        assert_eq!(store.draft(id), Ok(None));
    }
}

#[test]
fn a_draft_kept_as_one_letter_is_not_asked_about_again() {
    let mut store = Store::in_memory().expect("a record");
    let begun = begin(&mut store);
    let id = begun.dictation;
    store
        .keep_draft(&by(), id, &draft_of(TWO), 8.0, false)
        .expect("kept");
    let row = seen(&store, id);
    store.keep_as_one(&by(), row).expect("kept");
    let kept = store.draft(id).expect("reads").expect("there");
    assert_eq!(kept.starts, Vec::<f64>::new());
    assert_eq!(kept.words, draft_of(TWO).words);
}
