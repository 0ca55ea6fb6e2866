//! Steps: what is fixed when a letter is made ready to sign, what takes it back, and where a signed
//! one has gone.

use dictation_desk::letter::sign::Follows;
use dictation_desk::letter::stages::Stage;

use super::*;

fn hand_over(store: &mut Store, begun: &Begun) {
    let row = seen(store, begun.dictation);
    let handed = store.hand_over(&by(), row, &typed_now());
    handed.expect("handed over");
}

fn status(store: &Store, begun: &Begun) -> Status {
    store.dictation(begun.dictation).expect("there").status
}

fn letter(store: &Store, begun: &Begun) -> OpenLetter {
    let letter = store.letter_for(begun.dictation).expect("read");
    letter.expect("begun")
}

#[test]
fn typed_is_the_day_it_was_made_ready_and_typing_on_takes_that_back() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    assert_eq!(letter(&store, &begun).typed, None);
    hand_over(&mut store, &begun);
    assert_eq!(letter(&store, &begun).typed, Some(typed_now()));
    assert_eq!(status(&store, &begun), Status::ToSign);
    drop(store);

    let mut store = workspace.open();
    assert_eq!(letter(&store, &begun).typed, Some(typed_now()));
    let entry = typed(&mut begun.manuscript(), "Moreover: ");
    let changes = store.journal(&by(), begun.letter.id, &[entry]);
    let changes = changes.expect("typed");
    let row = changes.dictation(begun.dictation).expect("told of");
    assert_eq!(row.status, Status::Typing);
    assert_eq!(letter(&store, &begun).typed, None);
    let stages = store.stages(begun.letter.id).expect("read");
    assert_eq!(stages.len(), 1, "it was ready once");
    assert_eq!(stages[0].letter, *begun.manuscript().letter());
    let quiet = typed(&mut Manuscript::new(stages[0].letter.clone()), "More: ");
    let quiet = store.journal(&by(), begun.letter.id, &[quiet]);
    assert!(quiet.expect("typed").is_empty(), "nothing to take back");
}

#[test]
fn a_letter_is_kept_as_it_was_at_each_stage() {
    let (_workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    hand_over(&mut store, &begun);
    begun.sign(&mut store, 1, b"a document");
    send(&mut store, &begun, 1, &[1]);
    let stages = store.stages(begun.letter.id).expect("read");
    let told: Vec<Stage> = stages.iter().map(|taken| taken.stage).collect();
    assert_eq!(told, [Stage::Typed, Stage::Approved, Stage::Sent]);
    for taken in &stages {
        assert_eq!(taken.letter, *begun.manuscript().letter());
    }
}

/// Marks a version as sent to these places.
pub fn send(store: &mut Store, begun: &Begun, version: u32, to: &[u32]) {
    let row = seen(store, begun.dictation);
    let dispatched = Dispatched {
        letter: begun.letter.id,
        version,
        to: to.iter().map(|place| (*place, Delivery::Post)).collect(),
        at: moment("2031-03-06T10:00:00Z"),
    };
    store.dispatch(&by(), row, &dispatched).expect("sent");
}

#[test]
fn a_letter_is_sent_once_it_has_gone_to_everyone() {
    let (_workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let row = seen(&store, begun.dictation);
    let early = Dispatched {
        letter: begun.letter.id,
        version: 1,
        to: Vec::new(),
        at: moment("2031-03-06T10:00:00Z"),
    };
    assert!(what(store.dispatch(&by(), row, &early)).contains("is not signed yet"));
    let mut version = begun.version(&store, 1, b"a document");
    version.recipients.push(Recipient {
        to: Addressee {
            kind: RecipientKind::Patient,
            name: "Mrs Zephyrine Sample".into(),
            large_print: true,
            ..practice().to
        },
        is_copy: true,
    });
    store.sign(&by(), &version).expect("signed");
    send(&mut store, &begun, 1, &[2]);
    assert_eq!(status(&store, &begun), Status::Signed);
    let recipients = store.recipients(begun.letter.id, 1).expect("read");
    let names: Vec<_> = recipients.iter().map(|to| &*to.recipient.to.name).collect();
    assert_eq!(names, ["Dr A Example", "Mrs Zephyrine Sample"]);
    assert!(recipients[0].sent.is_empty());
    let sent = &recipients[1].sent[0];
    assert_eq!((sent.how, &*sent.by), (Delivery::Post, by().name()));
    send(&mut store, &begun, 1, &[1]);
    assert_eq!(status(&store, &begun), Status::Sent);
}

#[test]
fn a_withdrawn_letter_stays_and_the_next_says_that_it_replaces_it() {
    let (_workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let row = seen(&store, begun.dictation);
    let why = "It was about the other Mrs Example";
    let early = store.withdraw(&by(), row, begun.letter.id, 1, why);
    assert_eq!(what(early), "Only a signed letter can be withdrawn");
    begun.sign(&mut store, 1, b"a document");
    send(&mut store, &begun, 1, &[1]);
    let row = seen(&store, begun.dictation);
    let withdrawn = store.withdraw(&by(), row, begun.letter.id, 1, why);
    withdrawn.expect("withdrawn");
    assert_eq!(status(&store, &begun), Status::Withdrawn);
    let row = seen(&store, begun.dictation);
    let twice = store.withdraw(&by(), row, begun.letter.id, 1, why);
    assert_eq!(what(twice), "This letter has been withdrawn already");
    let signed = letter(&store, &begun).signed.expect("still signed");
    assert_eq!(signed.withdrawn.as_deref(), Some(why));
    assert_eq!(
        store.document(begun.letter.id, 1),
        Ok(b"a document".to_vec())
    );

    let (amended, _) = store.amend(&by(), begun.letter.id).expect("amended");
    let day = "2031-03-05".parse().expect("a day");
    assert_eq!(amended.follows, Some(Follows::ReplacesWithdrawn(day)));
    assert_eq!((amended.typed, amended.approvals), (None, Vec::new()));
    let had = store.recipients(begun.letter.id, 1).expect("read");
    assert_eq!(had[0].sent.len(), 1, "who had it stays");
    assert_eq!(store.verify().expect("checked").faults, [] as [&str; 0]);
}

#[test]
fn an_amended_letter_replaces_and_an_addendum_adds() {
    let (_workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let now = moment("2031-03-07T09:00:00Z");
    let early = store.addendum(&by(), begun.letter.id, &dictation(), now);
    assert!(what(early).contains("nothing can be added to it"));
    begun.sign(&mut store, 1, b"a document");
    let added = store.addendum(&by(), begun.letter.id, &dictation(), now);
    let (id, changes) = added.expect("begun");
    assert_eq!(changes.dictation(id).expect("listed").recording, None);
    let addendum = store.letter_for(id).expect("read").expect("begun");
    let day = "2031-03-05".parse().expect("a day");
    assert_eq!(addendum.follows, Some(Follows::AddsTo(day)));
    let (amended, _) = store.amend(&by(), begun.letter.id).expect("amended");
    assert_eq!(amended.follows, Some(Follows::Replaces(day)));
}

#[test]
fn one_recording_gives_a_letter_to_the_practice_and_one_to_the_patient() {
    let (_workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let row = seen(&store, begun.dictation);
    let patient = Link::Patient(begun.patient);
    store.link(&by(), row, &patient).expect("linked");
    let row = seen(&store, begun.dictation);
    let again = store.another_letter(&by(), row, "Letter to patient");
    let (id, _) = again.expect("begun");
    let (first, second) = (store.dictation(begun.dictation), store.dictation(id));
    let (first, second) = (first.expect("there"), second.expect("there"));
    assert_ne!(first.id, second.id);
    assert_eq!(first.recording, second.recording);
    assert_eq!(second.patient, Some(begun.patient));
    assert_eq!(second.work_type, "Letter to patient");
    let written = store.letter_for(id).expect("read").expect("begun");
    assert_eq!(
        reopened(written).body().text(),
        begun.manuscript().letter().body().text()
    );
    let mut audio = Vec::new();
    let recording = store.audio(id).expect("there");
    { recording }.read_to_end(&mut audio).expect("read");
    assert_eq!(audio, b"a recording");
    let checked = store.verify().expect("checked");
    assert_eq!((checked.recordings, checked.faults.len()), (1, 0));
}

#[test]
fn a_letter_can_be_begun_without_a_recording() {
    let (_workspace, mut store) = Workspace::new();
    let now = moment("2031-03-07T09:00:00Z");
    let (id, _) = store.begin_letter(&by(), &dictation(), now).expect("begun");
    assert_eq!(store.dictation(id).expect("there").recording, None);
    assert!(store.letter_for(id).expect("read").is_some());
    let Err(none) = store.audio(id) else {
        panic!("there is no recording");
    };
    assert_eq!(none.what(), "There is no recording of this letter");
    assert_eq!(store.worklist().expect("read").dictations.len(), 1);
}

#[test]
fn the_worklist_shows_what_is_owed_and_what_was_done_last() {
    let (_workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    begun.sign(&mut store, 1, b"a document");
    send(&mut store, &begun, 1, &[1]);
    let (owed, _) = store
        .begin_letter(&by(), &dictation(), Timestamp::UNIX_EPOCH)
        .expect("begun");
    let rows = store.worklist().expect("read").dictations;
    let ids: Vec<DictationId> = rows.iter().map(|row| row.id).collect();
    assert_eq!(ids, [begun.dictation, owed]);
}

#[test]
fn whoever_signs_a_letter_has_not_typed_it() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    hand_over(&mut store, &begun);
    let version = begun.version(&store, 1, b"a document");
    store.sign(&Actor::program(), &version).expect("signed");
    drop(store);
    let typed_by: Option<i64> = workspace
        .database()
        .query_row("SELECT typed_by FROM letter_version", [], |row| row.get(0))
        .expect("one version");
    assert_eq!(typed_by, Some(1));
}
