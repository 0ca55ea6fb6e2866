//! The audit trail: whoever tampers with it is told of, whether they alter it, cut it or put an older
//! one back.

use super::*;

/// A record with two dozen events in its trail, closed.
fn workspace() -> Workspace {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    for turn in 0..20 {
        store.open(&by(), begun.dictation).expect("opened");
        let row = seen(&store, begun.dictation);
        let link = Link::Patient(begun.patient);
        store.link(&by(), row, &link).expect("linked");
        assert!(turn < 20);
    }
    drop(store);
    assert_eq!(told(&workspace), ("None".to_owned(), Vec::new()));
    workspace
}

/// What is told on opening, and by a check.
fn told(workspace: &Workspace) -> (String, Vec<String>) {
    let store = workspace.open();
    let trouble = store.trouble().map(|problem| problem.what().to_owned());
    let faults = store.verify().expect("checked").faults;
    (trouble.unwrap_or_else(|| "None".to_owned()), faults)
}

const CUT: &str = "The audit trail has been cut, or an older database was put back";

#[test]
fn tampered_audit_row_fails_verification() {
    let follow = |events: std::ops::RangeInclusive<u32>| {
        let told = events.map(|id| {
            format!("Event {id} of the audit trail does not follow from the one before it")
        });
        told.collect::<Vec<_>>()
    };
    let untie = "DROP TRIGGER event_keeps; DROP TRIGGER event_holds; ";
    let swap = "UPDATE event SET id = -1 WHERE id = 6; UPDATE event SET id = 6 WHERE id = 7;
                UPDATE event SET id = 7 WHERE id = -1;";
    let rows: [(&str, Vec<String>); 7] = [
        (
            "UPDATE event SET who = 'Another' WHERE id = 4;",
            follow(4..=4),
        ),
        (
            "UPDATE event SET subject = 'letter 9' WHERE id = 4;",
            follow(4..=4),
        ),
        ("UPDATE event SET patient = 9 WHERE id = 4;", follow(4..=4)),
        ("UPDATE event SET person = 9 WHERE id = 4;", follow(4..=4)),
        ("UPDATE event SET format = 1 WHERE id = 4;", follow(4..=4)),
        (swap, follow(6..=8)),
        (
            "DELETE FROM event WHERE id BETWEEN 5 AND 14;",
            vec!["Events 5 to 14 of the audit trail are missing".to_owned()],
        ),
    ];
    let workspace = workspace();
    for (sql, expected) in rows {
        let altered = workspace.after_power_cut();
        altered.tamper(&format!("{untie}{sql}"));
        assert_eq!(told(&altered), ("None".to_owned(), expected), "{sql}");
    }
}

#[test]
fn a_trail_whose_end_was_cut_off_is_told_of_for_good() {
    let workspace = workspace();
    let yesterday = workspace.after_power_cut();
    let last = workspace.open().verify().expect("checked").events;
    workspace.tamper(&format!(
        "DROP TRIGGER event_holds; DELETE FROM event WHERE id > {};",
        last - 10
    ));
    let (trouble, faults) = told(&workspace);
    assert_eq!(trouble, format!("{CUT}: event {last} was missing"));
    let by_check = |id: usize, why: &str| {
        [format!(
            "The audit trail had been cut, or an older database put back, before event {id}: {why}"
        )]
    };
    let missing = format!("event {last} was missing");
    assert_eq!(faults, by_check(last - 9, &missing));
    // What is done afterwards does not cover it up.
    drop(begin_another(&workspace));
    assert_eq!(
        told(&workspace),
        ("None".to_owned(), by_check(last - 9, &missing).to_vec())
    );

    // Yesterday's database under today's head.
    let today = yesterday.after_power_cut();
    drop(begin_another(&today));
    fs::copy(
        yesterday.path().join("record.db"),
        today.path().join("record.db"),
    )
    .expect("put back");
    let now = last + 1;
    let (trouble, faults) = told(&today);
    assert_eq!(trouble, format!("{CUT}: event {now} was missing"));
    assert_eq!(faults, by_check(now, &format!("event {now} was missing")));
    // And one that has gone on another way since.
    let other = yesterday.after_power_cut();
    drop(begin_another(&other));
    drop(begin_another(&yesterday));
    fs::copy(
        other.path().join("record.db"),
        yesterday.path().join("record.db"),
    )
    .expect("put");
    assert_eq!(
        told(&yesterday).0,
        format!("{CUT}: event {now} was another")
    );
}

/// Does one thing more that is put down.
fn begin_another(workspace: &Workspace) -> Store {
    let mut store = workspace.open();
    store.open(&by(), DictationId(1)).expect("opened");
    store
}

#[test]
fn a_head_that_is_gone_or_of_another_record_is_told_of() {
    let workspace = workspace();
    let (_other, head) = {
        let (other, store) = Workspace::new();
        drop(store);
        let head = other.path().join("trail.head");
        (other, head)
    };
    let own = workspace.path().join("trail.head");
    let whole = fs::read(&own).expect("read");
    let mut scratched = whole.clone();
    (scratched[20], scratched[100]) = (!whole[20], !whole[100]);
    for bytes in [scratched, Vec::new(), fs::read(head).expect("read")] {
        let image = workspace.after_power_cut();
        fs::write(image.path().join("trail.head"), bytes).expect("written");
        let (trouble, faults) = told(&image);
        assert_eq!(trouble, format!("{CUT}: where it ended is not known"));
        assert_eq!(faults.len(), 1);
        assert_eq!(told(&image).0, "None", "it is kept anew");
    }
    // A power cut may take the last note of it: what goes on after it is no fault.
    let mut older = workspace.after_power_cut();
    drop(begin_another(&older));
    fs::write(older.path().join("trail.head"), &whole).expect("as it was before");
    assert_eq!(told(&older), ("None".to_owned(), Vec::new()));
    // Either half of it is enough.
    for half in [0..72, 72..144] {
        older = workspace.after_power_cut();
        let mut torn = whole.clone();
        torn[half].fill(0);
        fs::write(older.path().join("trail.head"), torn).expect("torn");
        assert_eq!(told(&older), ("None".to_owned(), Vec::new()));
    }
}

#[test]
fn every_event_says_about_whom_and_what_is_looked_at_is_put_down_once_an_opening() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let row = seen(&store, begun.dictation);
    store
        .link(&by(), row, &Link::Patient(begun.patient))
        .expect("linked");
    for _ in 0..2 {
        store.open(&by(), begun.dictation).expect("opened");
        let mut manuscript = reopened_manuscript(&store, begun.dictation);
        for turn in 1..=3 {
            let entry = typed(&mut manuscript, "Kept. ");
            store
                .journal(&by(), begun.letter.id, &[entry])
                .expect("journalled");
            let heard = [Span::new(
                0.0,
                f64::from(turn) + f64::from(manuscript_len(&manuscript)),
            )];
            let listening = listened(&heard, 1.0);
            store
                .note_listening(&by(), begun.dictation, &listening)
                .expect("noted");
        }
    }
    begun.sign(&mut store, 1, b"the document");
    store.note_copy(&by(), begun.letter.id, 1).expect("noted");
    store
        .import_patients(&by(), &[patient("Example", None)])
        .expect("taken in");
    drop(store);
    let events = workspace.rows(
        "SELECT action, subject, coalesce(patient, 0), coalesce(letter, 0), format FROM event",
    );
    let (nobody, her) = ((0, 0, 2), (1, 1, 2));
    let version = "letter 1 version 1";
    let expected = [
        ("taken in", "dictation 1", nobody),
        ("opened", "dictation 1", (0, 1, 2)),
        ("edited", version, (0, 1, 2)),
        ("linked", "dictation 1 to patient 1", her),
        ("opened", "dictation 1", her),
        ("edited", version, her),
        ("played", "dictation 1", her),
        ("opened", "dictation 1", her),
        ("edited", version, her),
        ("played", "dictation 1", her),
        ("signed", version, her),
        ("exported", version, her),
        ("patients taken in", "1 patients", nobody),
    ];
    let expected = expected.map(|(action, subject, (patient, letter, format))| {
        (
            action.to_owned(),
            subject.to_owned(),
            patient,
            letter,
            format,
        )
    });
    assert_eq!(events, expected);
}

fn reopened_manuscript(store: &Store, id: DictationId) -> Manuscript {
    let letter = store.letter_for(id).expect("read").expect("begun");
    Manuscript::replay(letter.start, letter.entries).expect("fits")
}

fn manuscript_len(manuscript: &Manuscript) -> u32 {
    u32::try_from(manuscript.letter().body().text().len()).expect("short")
}
