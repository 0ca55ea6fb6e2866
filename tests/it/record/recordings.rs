//! Recordings: taken in once, whole or not at all, and read from any place.

use super::*;

#[test]
fn the_same_recording_comes_in_once() {
    let (workspace, mut store) = Workspace::new();
    let id = take_in(&mut store, b"a clinic");
    let again = |store: &mut Store| {
        let received = moment("2031-03-05T12:00:00Z");
        store.take_in(&by(), &dictation(), &mut &b"a clinic"[..], "wav", received)
    };
    let added = again(&mut store).expect("known");
    assert_eq!((added.id, added.already_here), (id, true));
    assert_eq!(files_below(&workspace.path().join("audio")).len(), 1);

    // Importing it again is also how a lost recording is brought back.
    let stored = files_below(&workspace.path().join("audio"));
    fs::remove_file(&stored[0]).expect("lost");
    assert_eq!(
        what(store.audio(id)),
        "The recording is missing from this computer"
    );
    assert_eq!(again(&mut store), Ok(added));
    let mut audio = Vec::new();
    store
        .audio(id)
        .expect("back")
        .read_to_end(&mut audio)
        .expect("read");
    assert_eq!(audio, b"a clinic");

    // Or one that is no longer what came in, though it can be read.
    take_in(&mut store, b"another clinic");
    let other = workspace.files("audio");
    let other = other.iter().find(|file| **file != stored[0]).expect("two");
    fs::copy(other, &stored[0]).expect("exchanged");
    let refused = store.audio(id).expect("it can be read").hold();
    assert_eq!(
        what(refused),
        "The stored recording is not the one that came in"
    );
    again(&mut store).expect("known");
    assert_eq!(store.audio(id).expect("back").hold(), Ok(()));
}

#[test]
fn a_document_is_held_to_what_was_signed_whenever_it_is_fetched() {
    let (workspace, mut store) = Workspace::new();
    let begun = begin(&mut store);
    begun.sign(&mut store, 1, b"the document");
    store.amend(&by(), begun.letter.id).expect("amended");
    begun.sign(&mut store, 2, b"the amended document");
    let named = |document: &[u8]| {
        let name: String = Sha256::digest(document)
            .iter()
            .map(|it| format!("{it:02x}"))
            .collect();
        let path = format!("documents/{}/{name}.age", &name[..2]);
        workspace.path().join(path)
    };
    let files = [named(b"the document"), named(b"the amended document")];
    fs::copy(&files[1], &files[0]).expect("exchanged");
    let other = "The stored document is not the one that was signed";
    assert_eq!(what(store.document(begun.letter.id, 1)), other);
    let document = store.document(begun.letter.id, 2).expect("there");
    assert_eq!(document, b"the amended document");
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(what(store.file_documents(&by(), folder.path())), other);
    fs::remove_file(&files[0]).expect("lost");
    let missing = "The document is missing from this computer";
    assert_eq!(what(store.document(begun.letter.id, 1)), missing);
}

/// A source that breaks off, as a card pulled out of the reader does.
struct PulledOut(usize);

impl Read for PulledOut {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.0 == 0 {
            return Err(std::io::Error::other("gone"));
        }
        self.0 -= 1;
        buffer.fill(7);
        Ok(buffer.len())
    }
}

#[test]
fn a_recording_that_cannot_be_read_leaves_nothing_behind() {
    let (workspace, mut store) = Workspace::new();
    let received = moment("2031-03-04T12:00:00Z");
    let mut add =
        |audio: &mut dyn Read| what(store.take_in(&by(), &dictation(), audio, "wav", received));
    assert_eq!(
        add(&mut PulledOut(5)),
        "The recording could not be read to its end"
    );
    assert_eq!(add(&mut std::io::empty()), "The recording is empty");
    let mut orphan = dictation();
    orphan.patient = Some(PatientId(99));
    let refused = store.take_in(&by(), &orphan, &mut &b"sound"[..], "wav", received);
    assert_eq!(what(refused), "The record refused that change");
    assert_eq!(store.dictations(), Ok(Vec::new()));
    for folder in ["audio", "incoming"] {
        assert_eq!(workspace.files(folder), [] as [PathBuf; 0]);
    }
}

#[test]
fn an_import_cut_short_is_put_right_at_the_next_start() {
    let (workspace, mut store) = Workspace::new();
    let id = take_in(&mut store, b"a clinic");
    drop(store);
    let stored = workspace.files("audio").remove(0);
    let incoming = workspace.path().join("incoming");
    // Once the row was there but not yet the place, and once not even the row.
    let name = stored.file_name().expect("a name").to_string_lossy();
    fs::rename(&stored, incoming.join(format!("{name}.part"))).expect("moved");
    fs::write(incoming.join("00ff.age.part"), b"half").expect("written");

    let store = workspace.open();
    assert_eq!(workspace.files("audio"), [stored]);
    assert_eq!(workspace.files("incoming"), [] as [PathBuf; 0]);
    let mut bytes = Vec::new();
    store
        .audio(id)
        .expect("there")
        .read_to_end(&mut bytes)
        .expect("read");
    assert_eq!(bytes, b"a clinic");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_recording_reads_the_same_from_any_place(
        size in prop::sample::select(vec![1, 65_535, 65_536, 65_537, 131_072, 150_000]),
        seeks in prop::collection::vec((0..3_u8, 0..200_000_i64, 0..70_000_usize), 1..20),
    ) {
        let original: Vec<u8> = (0..size as u32).map(|at| (at % 251) as u8).collect();
        let mut store = Store::in_memory().expect("a record");
        let id = take_in(&mut store, &original);
        let mut expected = std::io::Cursor::new(&original);
        let mut audio = store.audio(id).expect("the recording");
        for (from, by, length) in seeks {
            let to = match from {
                0 => SeekFrom::Start(by as u64),
                1 => SeekFrom::Current(by - 100_000),
                _ => SeekFrom::End(by - 190_000),
            };
            prop_assert_eq!(audio.seek(to).ok(), expected.seek(to).ok());
            let (mut got, mut wanted) = (Vec::new(), Vec::new());
            audio.by_ref().take(length as u64).read_to_end(&mut got).expect("read");
            expected.by_ref().take(length as u64).read_to_end(&mut wanted).expect("read");
            prop_assert!(got == wanted);
        }
    }
}
