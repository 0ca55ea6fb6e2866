//! Letters: every keystroke journalled, signed once, amended beside, filed.

use dictation_desk::record::LetterId;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_journal_gives_back_every_keystroke(
        strokes in prop::collection::vec(("[a-z ]{0,6}|\n", any::<prop::sample::Index>(), 0..5_u8), 1..40),
        batch in 1..8_usize,
        times in prop::collection::vec((0.0..1e6_f64, 0.0..1e3_f64, 0.0..=1.0_f32), 1..4),
    ) {
        let cues = times.iter().enumerate().map(|(word, (start, length, confidence))| Cue {
            range: word * 4..word * 4 + 3,
            span: Span::new(*start, start + length),
            confidence: *confidence,
            heard: None,
        });
        let body = Body::new([(BlockKind::Paragraph, "one two six ten".into())], cues.collect());
        let (workspace, mut store) = Workspace::new();
        let dictation = take_in(&mut store, b"sound");
        let opened = write_into(&mut store, dictation, &body);
        let letter = opened.id;

        let mut manuscript = Manuscript::replay(opened.start, opened.entries).expect("fits");
        for strokes in strokes.chunks(batch) {
            let mut entries = Vec::new();
            for (text, place, kind) in strokes {
                entries.extend(stroke(&mut manuscript, text, place, *kind));
            }
            store.journal(&by(), letter, &entries).expect("journalled");
        }
        let opened = workspace.after_power_cut().open().letter_for(dictation);
        let opened = opened.expect("reads").expect("is there");
        let replayed = Manuscript::replay(opened.start, opened.entries).expect("fits");
        prop_assert_eq!(replayed.letter(), manuscript.letter());
        prop_assert_eq!(replayed.can_undo(), manuscript.can_undo());
        prop_assert_eq!(replayed.can_redo(), manuscript.can_redo());
    }
}

/// Does one thing to the manuscript, and gives its entry where there is one.
fn stroke(
    manuscript: &mut Manuscript,
    text: &str,
    place: &prop::sample::Index,
    kind: u8,
) -> Option<Entry> {
    let body = manuscript.letter().body();
    let at = place.index(body.text().len() + 1);
    let edit = match kind {
        0 => return manuscript.undo().expect("undoes"),
        1 => return manuscript.redo().expect("redoes"),
        2 => {
            let end = (at + text.len()).min(body.text().len());
            dictation_desk::letter::Edit::Body(body.splice(at..end, "").expect("fits"))
        }
        3 => manuscript.letter().set_field(Field::Clinic, text),
        _ => dictation_desk::letter::Edit::Body(body.splice(at..at, text).expect("fits")),
    };
    Some(manuscript.apply(edit, 0.0).expect("applies"))
}

#[test]
fn a_signed_letter_stays_as_it_was_and_is_amended_beside_it() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let letter = begun.letter.id;
    let mut manuscript = begun.manuscript();
    let entry = typed(&mut manuscript, "Hello. ");
    store.journal(&by(), letter, &[entry]).expect("journalled");
    begun.sign(&mut store, 1, b"first document");
    assert_eq!(
        store.dictation(begun.dictation).expect("there").status,
        Status::Signed
    );

    let late = typed(&mut manuscript.clone(), "Too late. ");
    assert_eq!(
        what(store.journal(&by(), letter, std::slice::from_ref(&late))),
        "This letter has been signed and can no longer be changed"
    );
    assert_eq!(
        what(store.sign(&by(), &begun.version(&store, 1, b"another"))),
        "This letter has been signed and can no longer be changed"
    );

    let (amended, _) = store.amend(&by(), letter).expect("a new version");
    assert_eq!((amended.version, amended.entries.len()), (2, 0));
    assert_eq!(&amended.start, manuscript.letter());
    assert_eq!(amended.signed, None);
    assert_eq!(
        store.dictation(begun.dictation).expect("there").status,
        Status::Typing
    );
    assert_eq!(
        what(store.amend(&by(), letter)),
        "This letter is not signed, so there is nothing to amend"
    );
    store
        .journal(&by(), letter, &[late])
        .expect("the new version is open");
    assert_eq!(
        what(store.sign(&by(), &begun.version(&store, 1, b"another"))),
        "This is not the version of the letter that is open"
    );
    begun.sign(&mut store, 2, b"second document");
    drop(store);

    let store = workspace.open();
    let versions = store.versions(begun.patient).expect("listed");
    let numbers: Vec<_> = versions.iter().map(|signed| signed.version).collect();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(versions[0].approval, begun.version(&store, 1, b"").approval);
    assert_eq!(store.document(letter, 1), Ok(b"first document".to_vec()));
    assert_eq!(store.document(letter, 2), Ok(b"second document".to_vec()));
    let open = store
        .letter_for(begun.dictation)
        .expect("reads")
        .expect("is there");
    assert_eq!(open.signed.as_ref(), versions.last());
    assert!(
        reopened(open)
            .body()
            .text()
            .starts_with("Too late. Hello. ")
    );
}

#[test]
fn a_signature_that_fails_signs_nothing() {
    let (_workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    let before = store.verify().expect("checked");
    let mut nobody = begun.version(&store, 1, b"document");
    nobody.patient = PatientId(99);
    assert_eq!(
        what(store.sign(&by(), &nobody)),
        "The record refused that change"
    );
    let mut other = begun.version(&store, 1, b"document");
    other.dictation.id = DictationId(99);
    assert_eq!(
        what(store.sign(&by(), &other)),
        "This is not the version of the letter that is open"
    );
    assert_eq!(
        store.dictation(begun.dictation).expect("there").status,
        Status::Waiting
    );
    assert_eq!(store.verify(), Ok(before));
    begun.sign(&mut store, 1, b"document");
}

#[test]
fn a_dictation_has_one_letter() {
    let mut store = Store::in_memory().expect("a record");
    let begun = begin(&mut store);
    let (again, _) = store.open(&by(), begun.dictation).expect("opens");
    assert_eq!(again.letter, begun.letter);
    assert_eq!(store.letter_for(begun.dictation), Ok(Some(begun.letter)));
    assert_eq!(store.letter_for(DictationId(99)), Ok(None));
    for outcome in [
        what(store.open(&by(), DictationId(99))),
        what(store.journal(&by(), LetterId(99), &[])),
        what(store.amend(&by(), LetterId(99))),
    ] {
        assert_eq!(outcome, "That is no longer in the record");
    }
}

#[test]
fn signed_documents_are_filed_once_under_names_that_name_nobody() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    begun.sign(&mut store, 1, b"the document");
    let unfiled = workspace.after_power_cut();
    let folder = tempfile::tempdir().expect("a folder");

    let filed = store.file_documents(&by(), folder.path()).expect("filed");
    let name = store
        .versions(begun.patient)
        .expect("listed")
        .remove(0)
        .file_name;
    assert_eq!(name, "letter-000001-v1-058ad513.docx");
    assert_eq!(filed, [folder.path().join(&name)]);
    assert_eq!(fs::read(&filed[0]).expect("there"), b"the document");
    assert_eq!(store.file_documents(&by(), folder.path()), Ok(Vec::new()));
    assert_eq!(files_below(folder.path()), filed);

    // The power went after the file was in place and before the record knew.
    fs::write(
        folder.path().join(&name).with_extension("docx.part"),
        b"the d",
    )
    .expect("written");
    let mut store = unfiled.open();
    assert_eq!(
        store.file_documents(&by(), folder.path()),
        Ok(filed.clone())
    );
    assert_eq!(store.file_documents(&by(), folder.path()), Ok(Vec::new()));
    assert_eq!(fs::read(&filed[0]).expect("there"), b"the document");
}

#[test]
fn a_document_that_cannot_be_filed_waits() {
    let (_workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    begun.sign(&mut store, 1, b"the document");
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("unplugged");
    assert_eq!(
        what(store.file_documents(&by(), &missing)),
        "The folder cannot be found"
    );
    // The system lets nobody, not even root, make files here.
    if cfg!(target_os = "linux") {
        let refused = what(store.file_documents(&by(), Path::new("/sys")));
        assert_eq!(refused, "This folder cannot be written to");
    }
    let name = store
        .versions(begun.patient)
        .expect("listed")
        .remove(0)
        .file_name;
    fs::write(folder.path().join(&name), b"changed by hand").expect("written");
    assert_eq!(
        what(store.file_documents(&by(), folder.path())),
        "A changed copy of a signed letter is already in the folder"
    );
    fs::remove_file(folder.path().join(&name)).expect("moved away");
    let filed = store
        .file_documents(&by(), folder.path())
        .expect("filed at last");
    assert_eq!(fs::read(&filed[0]).expect("there"), b"the document");
}

#[test]
fn a_letter_in_a_form_of_a_newer_program_is_left_alone() {
    let newer = "This letter was written by a newer version of Dictation Desk";
    for sql in [
        "UPDATE letter_version SET format = 9;",
        "DROP TRIGGER journal_keeps; UPDATE journal SET format = 9;",
    ] {
        let (workspace, mut store) = Workspace::new();
        let begun = begin(&mut store);
        drop(store);
        workspace.tamper(sql);
        let store = workspace.open();
        assert_eq!(
            what(store.letter_for(begun.dictation)),
            newer,
            "after {sql}"
        );
    }
}
