//! Many rows at once: changed whole or left as they were, removed into a bin, brought back, emptied.

use dictation_desk::record::Priority;
use dictation_desk::store::{Listing, RowChange};
use jiff::civil::date;

use super::steps::send;
use super::*;

const NOW: &str = "2031-03-10T09:00:00Z";
const MUCH_LATER: &str = "2031-06-10T09:00:00Z";

fn seen_all(store: &Store, ids: &[DictationId]) -> Vec<Seen<DictationId>> {
    ids.iter().map(|id| seen(store, *id)).collect()
}

fn remove(store: &mut Store, id: DictationId) {
    let rows = seen_all(store, &[id]);
    let (batch, _) = store
        .remove_rows(&by(), &rows, "A voice message", moment(NOW))
        .expect("removed");
    assert_eq!((batch.done, batch.refused.len()), (1, 0));
}

fn is_in_worklist(store: &Store, id: DictationId) -> bool {
    let rows = store.worklist().expect("read").dictations;
    rows.iter().any(|row| row.id == id)
}

#[test]
fn one_bad_row_keeps_no_other_from_being_changed_and_is_named() {
    let mut store = Store::in_memory().expect("a record");
    let signed = begin(&mut store);
    signed.sign(&mut store, 1, b"a document");
    let (one, two) = (take_in(&mut store, b"one"), take_in(&mut store, b"two"));
    let mut rows = seen_all(&store, &[one, two, signed.dictation]);
    let moved = seen(&store, two);
    store
        .set_priority(&by(), moved, Priority::Routine)
        .expect("somebody else is at it");
    let changes = [
        RowChange::Author(signed.author),
        RowChange::Clinic("Pain clinic".to_owned()),
        RowChange::Priority(Priority::Cancer),
        RowChange::Assign(Some(PersonId(1))),
        RowChange::BringForward(Some(date(2031, 3, 17))),
    ];
    let (batch, changed) = store
        .change_rows(&by(), &rows, &changes, None)
        .expect("the rest is done");
    assert_eq!(batch.done, 1);
    let refused: Vec<(DictationId, &str)> = batch
        .refused
        .iter()
        .map(|(id, why)| (*id, why.what()))
        .collect();
    let why = [
        (two, "it has been changed meanwhile"),
        (signed.dictation, "it is signed"),
    ];
    assert_eq!(refused, why);
    let row = changed.dictation(one).expect("answered");
    assert_eq!(
        (row.author, row.clinic.as_str()),
        (Some(signed.author), "Pain clinic")
    );
    assert_eq!(
        (row.priority, row.assignee),
        (Priority::Cancer, Some(PersonId(1)))
    );
    assert_eq!(row.bring_forward, Some(date(2031, 3, 17)));
    assert_eq!(row.revision, 2, "one change of the row");
    assert_eq!(store.dictation(one).as_ref(), Ok(row));
    assert_eq!(
        store.dictation(two).expect("there").clinic,
        "Early arthritis clinic"
    );

    // Who is on a letter and when it is looked at again may be said of a signed one too.
    rows = seen_all(&store, &[signed.dictation]);
    let changes = [RowChange::Assign(None), RowChange::BringForward(None)];
    let (batch, _) = store
        .change_rows(&by(), &rows, &changes, None)
        .expect("changed");
    assert_eq!(batch.done, 1);
}

/// What follows from whose letter it is stands in it, though nobody has it on the desk.
#[test]
fn a_letter_is_filled_from_what_is_said_of_its_row() {
    let mut store = Store::in_memory().expect("a record");
    let begun = begin(&mut store);
    let rows = seen_all(&store, &[begun.dictation]);
    let changes = [RowChange::Clinic("Pain clinic".to_owned())];
    store
        .change_rows(&by(), &rows, &changes, None)
        .expect("changed");
    let letter = store
        .letter_for(begun.dictation)
        .expect("read")
        .expect("begun");
    let is = Manuscript::replay(letter.start, letter.entries).expect("fits");
    assert_eq!(is.letter().field(Field::Clinic), "Pain clinic");
    assert_eq!(is.letter().body(), begun.manuscript().letter().body());
}

#[test]
fn what_is_removed_is_brought_back_as_it_was_and_is_not_opened_meanwhile() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let before = store.letter_for(begun.dictation);
    remove(&mut store, begun.dictation);
    assert!(!is_in_worklist(&store, begun.dictation));
    let opened = store.open(&by(), begun.dictation);
    let why = opened.expect_err("it is in the bin");
    assert_eq!(why.what(), "This dictation was removed from the worklist");
    let bin = store.bin().expect("read");
    let removal = bin.dictations[0].removed.as_ref().expect("removed");
    assert_eq!(
        (removal.why.as_str(), removal.by),
        ("A voice message", Some(PersonId(1)))
    );
    let again = seen_all(&store, &[begun.dictation]);
    let again = store.remove_rows(&by(), &again, "Again", moment(NOW));
    assert_eq!(again.expect("answered").0.done, 0, "it is removed already");

    let rows = seen_all(&store, &[begun.dictation]);
    let (batch, _) = store.restore_rows(&by(), &rows).expect("brought back");
    assert_eq!(batch.done, 1);
    drop(store);
    let store = workspace.open();
    assert!(is_in_worklist(&store, begun.dictation));
    assert_eq!(store.letter_for(begun.dictation), before);
    assert!(store.bin().expect("read").dictations.is_empty());
}

#[test]
fn whatever_was_signed_is_never_removed_even_while_it_is_amended() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    begun.sign(&mut store, 1, b"a document");
    store.amend(&by(), begun.letter.id).expect("amended");
    let rows = seen_all(&store, &[begun.dictation]);
    let (batch, _) = store
        .remove_rows(&by(), &rows, "No longer wanted", moment(NOW))
        .expect("answered");
    assert_eq!(batch.done, 0);
    assert_eq!(batch.refused[0].1.what(), "it has been signed");
    assert!(is_in_worklist(&store, begun.dictation));
    drop(store);
    let marked = workspace
        .database()
        .execute_batch("UPDATE dictation SET emptied_at = '2031-03-10T09:00:00Z'");
    assert!(marked.is_err(), "nor by another program");
}

#[test]
fn the_bin_is_emptied_of_what_has_lain_there_long_enough() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let row = seen(&store, begun.dictation);
    store.hand_over(&by(), row, &typed_now()).expect("typed");
    let kept = take_in(&mut store, b"another recording");
    remove(&mut store, begun.dictation);
    let young = store.empty_bin(&by(), moment("2031-03-10T08:59:00Z"), moment(NOW));
    assert_eq!(young, Ok(0), "it was removed later than that");
    assert_eq!(workspace.files("audio").len(), 2);

    let emptied = store.empty_bin(&by(), moment(MUCH_LATER), moment(MUCH_LATER));
    assert_eq!(emptied, Ok(1));
    assert_eq!(workspace.files("audio").len(), 1, "its recording is gone");
    assert!(workspace.files("incoming").is_empty());
    assert!(store.audio(begun.dictation).is_err());
    assert!(store.audio(kept).is_ok());
    assert!(store.bin().expect("read").dictations.is_empty());
    let rows = seen_all(&store, &[begun.dictation]);
    let (batch, _) = store.restore_rows(&by(), &rows).expect("answered");
    assert_eq!(batch.refused[0].1.what(), "it is no longer kept");
    assert_eq!(store.verify().expect("checked").faults, [""; 0]);
    drop(store);

    let counted = "SELECT '', '', (SELECT count(*) FROM journal), (SELECT count(*) FROM snapshot),
         (SELECT count(*) FROM content)";
    let (.., journal, snapshots, contents) = workspace.rows(counted).remove(0);
    assert_eq!(
        (journal, snapshots, contents),
        (0, 0, 0),
        "what was written is gone"
    );
    let store = workspace.open();
    let row = store
        .dictation(begun.dictation)
        .expect("there is still a row");
    assert!(row.removed.expect("that says so").is_emptied);
}

#[test]
fn a_recording_of_which_another_letter_is_made_stays() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let row = seen(&store, begun.dictation);
    let (other, _) = store
        .another_letter(&by(), row, "Letter to patient")
        .expect("begun");
    remove(&mut store, begun.dictation);
    let emptied = store.empty_bin(&by(), moment(MUCH_LATER), moment(MUCH_LATER));
    assert_eq!(emptied, Ok(1));
    assert_eq!(workspace.files("audio").len(), 1);
    assert!(store.audio(other).is_ok(), "the other is typed from it");
    remove(&mut store, other);
    let emptied = store.empty_bin(&by(), moment(MUCH_LATER), moment(MUCH_LATER));
    assert_eq!(emptied, Ok(1));
    assert!(workspace.files("audio").is_empty());
}

#[test]
fn what_was_written_is_deleted_from_the_bin_only() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let row = seen(&store, begun.dictation);
    store.hand_over(&by(), row, &typed_now()).expect("typed");
    remove(&mut store, begun.dictation);
    drop(store);
    for table in ["journal", "snapshot", "content"] {
        let deleted = workspace
            .database()
            .execute(&format!("DELETE FROM {table}"), []);
        assert!(deleted.is_err(), "{table}");
    }
}

/// When each step of a letter was taken, and what of it is late.
#[test]
fn the_way_of_each_letter_is_told_by_the_period_it_was_dictated_in() {
    let mut store = Store::in_memory().expect("a record");
    let begun = begin(&mut store);
    let row = seen(&store, begun.dictation);
    store.hand_over(&by(), row, &typed_now()).expect("typed");
    let waiting = take_in(&mut store, b"waiting");
    let removed = take_in(&mut store, b"removed");
    remove(&mut store, removed);
    begun.sign(&mut store, 1, b"a document");
    let (from, to) = (
        moment("2031-03-01T00:00:00Z"),
        moment("2031-04-01T00:00:00Z"),
    );
    let told = store.passages(from, to).expect("read");
    let told: Vec<_> = told
        .iter()
        .map(|it| (it.dictation, it.typed_at, it.signed_at, it.sent_at))
        .collect();
    let signed = Some(moment("2031-03-05T10:00:00Z"));
    let (typed, none) = (Some(typed_now().at), None);
    let before = (begun.dictation, typed, signed, none);
    assert_eq!(told, [before, (waiting, none, none, none)]);

    send(&mut store, &begun, 1, &[1]);
    let told = store.passages(from, to).expect("read");
    assert!(told[0].sent_at.is_some(), "it has gone to all");
    store.amend(&by(), begun.letter.id).expect("amended");
    let amended = store.passages(from, to).expect("read");
    assert_eq!(amended, told, "what its first version took is what it took");
    let day = moment("2031-03-04T09:15:30.123456789Z");
    assert!(store.passages(from, day).expect("read").is_empty());
    let from_then = store.passages(day, to).expect("read");
    assert_eq!(from_then.len(), 2);

    let old = store.backlog(to).expect("read");
    let open: u32 = old.iter().map(|it| it.open).sum();
    assert_eq!(open, 2, "the amended and the waiting one");
}
