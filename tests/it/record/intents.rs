//! Intents: each whole or not at all, done by somebody, refused where the row is another meanwhile,
//! and answered with what changed.

use super::*;

const CHANGED: &str = "This dictation has been changed meanwhile";

/// What the audit trail says: who did what to what.
fn trail(workspace: &Workspace) -> Vec<(String, String, String)> {
    let path = workspace.path().join("record.db");
    let connection = rusqlite::Connection::open(path).expect("the file");
    let key = workspace.key.to_hex();
    connection
        .execute_batch(&format!("PRAGMA key = \"x'{}'\"", key.as_str()))
        .expect("opened");
    let mut events = connection
        .prepare("SELECT who, action, subject FROM event ORDER BY id")
        .expect("there");
    let events = events
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .expect("read");
    events.map(|event| event.expect("whole")).collect()
}

#[test]
fn a_change_asked_for_on_an_older_sight_of_a_row_is_refused() {
    let mut store = Store::in_memory().expect("a record");
    let begun = begin(&mut store);
    let id = begun.dictation;
    let old = seen(&store, id);
    let changes = store
        .set_priority(&by(), old, Priority::Routine)
        .expect("changed");
    let row = changes.dictation(id).expect("answered").clone();
    assert_eq!((row.priority, row.revision), (Priority::Routine, 2));
    assert_eq!(store.dictation(id), Ok(row.clone()));

    let link = Link::Patient(begun.patient);
    let lexicon = dictation_desk::clinical::lexicon::Lexicon::built_in();
    for refused in [
        what(store.set_priority(&by(), old, Priority::Urgent)),
        what(store.hand_over(&by(), old, &typed_now())),
        what(store.take_up(&by(), old)),
        what(store.set_aside(&by(), old)),
        what(store.link(&by(), old, &link)),
        what(store.split(&by(), old, &lexicon)),
        what(store.keep_as_one(&by(), old)),
    ] {
        assert_eq!(refused, CHANGED);
    }
    let mut version = begun.version(&store, 1, b"a document");
    version.dictation = old;
    assert_eq!(what(store.sign(&by(), &version)), CHANGED);
    assert_eq!(store.dictation(id), Ok(row), "nothing has been changed");

    // What the program notes by itself is no change that anybody could have missed.
    let now = seen(&store, id);
    store
        .note_listening(&by(), id, &listened(&[Span::new(0.0, 2.0)], 2.0))
        .expect("kept");
    let changes = store.set_aside(&by(), now).expect("changed");
    let row = changes.dictation(id).expect("answered");
    assert_eq!((row.position, row.revision), (2.0, 3));
}

#[test]
fn people_are_changed_as_they_were_seen() {
    let mut store = Store::in_memory().expect("a record");
    let (_, added) = store
        .save_patient(&by(), &patient("Zephyrine", None))
        .expect("saved");
    let old = added.patients[0].clone();
    let moved = Patient {
        address: vec!["2 Test Street".into()],
        ..old.clone()
    };
    let (_, changes) = store.save_patient(&by(), &moved).expect("saved");
    assert_eq!(changes.patients[0].revision, 2);
    let refused = what(store.save_patient(&by(), &old));
    assert_eq!(refused, "This patient has been changed meanwhile");
    assert_eq!(store.patient(old.id), Ok(changes.patients[0].clone()));

    let (_, added) = store.save_author(&by(), &author()).expect("saved");
    let old = added.authors[0].clone();
    store.save_author(&by(), &old).expect("saved");
    let refused = what(store.save_author(&by(), &old));
    assert_eq!(refused, "This author has been changed meanwhile");
    assert_eq!(store.authors().expect("listed")[0].revision, 2);
}

#[test]
fn an_answer_names_everyone_its_rows_name() {
    let mut store = Store::in_memory().expect("a record");
    let begun = begin(&mut store);
    for link in [Link::Patient(begun.patient), Link::Author(begun.author)] {
        let row = seen(&store, begun.dictation);
        let changes = store.link(&by(), row, &link).expect("linked");
        let row = changes.dictation(begun.dictation).expect("answered");
        assert_eq!(
            row.patient.into_iter().collect::<Vec<_>>(),
            changes.patients.iter().map(|it| it.id).collect::<Vec<_>>()
        );
        assert_eq!(
            row.author.into_iter().collect::<Vec<_>>(),
            changes.authors.iter().map(|it| it.id).collect::<Vec<_>>()
        );
    }
    let all = store.worklist().expect("read");
    assert_eq!(Ok(all.dictations), store.dictations());
    assert_eq!(all.patients, [store.patient(begun.patient).expect("there")]);
    assert_eq!(Ok(all.authors), store.authors());
}

#[test]
fn the_trail_says_who_linked_handed_over_changed_and_filed() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let id = begun.dictation;
    let link = |store: &mut Store, link| {
        let row = seen(store, id);
        store.link(&by(), row, &link).expect("linked");
    };
    link(&mut store, Link::Patient(begun.patient));
    link(&mut store, Link::Patient(begun.patient));
    link(&mut store, Link::Author(begun.author));
    link(&mut store, Link::WorkType("Medico-legal report".into()));
    let row = seen(&store, id);
    store.take_up(&by(), row).expect("taken up");
    let row = seen(&store, id);
    store.set_aside(&by(), row).expect("set aside");
    let row = seen(&store, id);
    store
        .hand_over(&by(), row, &typed_now())
        .expect("handed over");
    let known = store.patient(begun.patient).expect("there");
    store.save_patient(&by(), &known).expect("nothing changed");
    let mut known = store.patient(begun.patient).expect("there");
    known.given = "Adela".into();
    store.save_patient(&by(), &known).expect("changed");
    let version = begun.version(&store, 1, b"a document");
    let author = as_person(1, "Dr Jonathan Sample");
    store.sign(&author, &version).expect("signed");
    let folder = tempfile::tempdir().expect("a folder");
    let nobody = Actor::program();
    store.file_documents(&nobody, folder.path()).expect("filed");
    let row = seen(&store, id);
    let sent = Dispatched {
        letter: begun.letter.id,
        version: 1,
        to: vec![(1, Delivery::Post)],
        at: moment("2031-03-06T10:00:00Z"),
    };
    store.dispatch(&by(), row, &sent).expect("sent");
    assert_eq!(store.verify().expect("checked").faults, [] as [&str; 0]);
    drop(store);

    let trail = trail(&workspace);
    let told: Vec<_> = trail
        .iter()
        .map(|(who, action, subject)| [who.as_str(), action, subject])
        .collect();
    assert_eq!(
        told,
        [
            ["Ann Bell", "taken in", "dictation 1"],
            ["Ann Bell", "opened", "dictation 1"],
            ["Ann Bell", "edited", "letter 1 version 1"],
            ["Ann Bell", "linked", "dictation 1 to patient 1"],
            ["Ann Bell", "linked", "dictation 1 to author 1"],
            ["Ann Bell", "set aside with a query", "dictation 1"],
            ["Ann Bell", "handed over to sign", "dictation 1"],
            ["Ann Bell", "changed", "patient 1"],
            ["Dr Jonathan Sample", "signed", "letter 1 version 1"],
            ["Dictation Desk", "filed", "letter 1 version 1"],
            [
                "Ann Bell",
                "dispatched",
                "letter 1 version 1 to recipient 1"
            ],
            ["Ann Bell", "sent", "dictation 1"],
        ]
    );
}

#[test]
fn a_list_that_names_a_patient_twice_changes_nobody() {
    let mut store = Store::in_memory().expect("a record");
    let (_, added) = store
        .save_patient(&by(), &patient("Zephyrine", None))
        .expect("saved");
    let known = added.patients[0].clone();
    let other = Patient {
        given: "Adela".into(),
        ..known.clone()
    };
    let refused = store.import_patients(&by(), &[other, known.clone()]);
    assert_eq!(what(refused), "This patient has been changed meanwhile");
    assert_eq!(store.patient(known.id), Ok(known));
}
