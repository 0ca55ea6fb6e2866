//! The own dictionary at the desk: who is heard with whose words, and word lists taken whole.

use std::path::Path;
use std::sync::{Arc, Mutex};

use dictation_desk::clinical::lexicon::{OwnTerm, Term, TermKind};
use dictation_desk::desk::command::Command;
use dictation_desk::desk::crew::Speaker;
use dictation_desk::desk::people;
use dictation_desk::problem::Outcome;
use dictation_desk::record::{Dictation, Status, TermId};
use dictation_desk::speech::{Cancel, SpeechJob, Transcriber, Transcript};
use dictation_desk::store::{Record, Vocabulary};

use crate::clinic::{by, known, problems, say, staff, take_in, told, unknown};
use crate::room::Room;

const WORDS: [&str; 4] = ["zephyrward", "zephyrclinic", "zephyrtown", "aspirin"];

/// Hears nothing, and notes which of [`WORDS`] the dictionary of each job knew.
struct Noting(Arc<Mutex<Vec<Vec<&'static str>>>>);

impl Transcriber for Noting {
    fn transcribe(
        &mut self,
        job: &SpeechJob,
        _: &Cancel,
        _: &mut dyn FnMut(f32),
    ) -> Outcome<Transcript> {
        let known = WORDS.into_iter().filter(|word| job.lexicon.contains(word));
        self.0.lock().unwrap().push(known.collect());
        Ok(Transcript::default())
    }

    fn describe(&self) -> String {
        "A listener".to_owned()
    }
}

fn own(author: Option<dictation_desk::record::AuthorId>, text: &str) -> OwnTerm {
    let term = Term {
        text: text.to_owned(),
        kind: TermKind::Place,
        ..Term::default()
    };
    OwnTerm {
        id: TermId(0),
        author,
        term,
    }
}

#[test]
fn each_dictation_is_heard_with_its_own_authors_and_patients_words() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let staff = staff(&mut record);
    let authors = include_str!("../../../assets/sample/authors.json");
    let other = people::read_authors(authors).unwrap().remove(1);
    let other = record.save_author(&by(), &other).unwrap().0;
    let mut patient = record.patient(staff.patient).unwrap();
    patient.address = vec!["1 Invented Lane".to_owned(), "Zephyrtown".to_owned()];
    record.save_patient(&by(), &patient).unwrap();
    record.save_term(&by(), &own(None, "Zephyrward")).unwrap();
    record
        .save_term(&by(), &own(Some(staff.author), "Zephyrclinic"))
        .unwrap();
    let waiting = |dictation: Dictation, minute: i64| Dictation {
        status: Status::Waiting,
        dictated_at: dictation.dictated_at + jiff::SignedDuration::from_mins(minute),
        ..dictation
    };
    let of_other = Dictation {
        author: Some(other),
        ..unknown()
    };
    for (name, dictation, minute) in [
        ("a.wav", known(staff), 0),
        ("the-others.wav", of_other, 1),
        ("of-nobody.wav", unknown(), 2),
    ] {
        take_in(&room, &mut record, &waiting(dictation, minute), name, 1.0);
    }
    drop(record);
    let heard = Arc::new(Mutex::new(Vec::new()));
    let noting = heard.clone();
    let _desk = room.desk_with(Speaker::new(move |_: &Path| {
        Ok(Box::new(Noting(noting.clone())) as Box<dyn Transcriber>)
    }));
    assert_eq!(
        *heard.lock().unwrap(),
        [
            vec!["zephyrward", "zephyrclinic", "zephyrtown", "aspirin"],
            vec!["zephyrward", "aspirin"],
            vec!["zephyrward", "aspirin"],
        ]
    );
}

#[test]
fn a_word_list_comes_in_whole_or_not_at_all() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    let file = |name: &str, bytes: &[u8]| {
        let path = room.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let count = |desk: &dictation_desk::desk::Desk| desk.dictionary().terms(None).count();

    let wards = file(
        "wards.tsv",
        b"term\tkind\tspoken\nWard 9\tplace\tward nine\nDr Invented\tperson\n",
    );
    say(&mut desk, Command::ImportTerms(None, wards.clone()));
    assert!(told(&desk).contains(&"2 terms added to the dictionary"));
    say(&mut desk, Command::ImportTerms(None, wards));
    assert!(told(&desk).contains(&"2 terms there already; nothing was added twice"));
    let words = file(
        "words.dic",
        "\u{feff}3\nSampleton/S\nward 9/X\n1948\n".as_bytes(),
    );
    say(&mut desk, Command::ImportTerms(None, words));
    assert!(told(&desk).contains(&"1 term added to the dictionary, 1 there already"));
    assert_eq!(count(&desk), 3);

    for (name, bytes, says) in [
        ("bad.tsv", &b"New Ward\tplace\n\tplace\n"[..], "Line 2"),
        ("bad.dic", b"2\nNew Ward\n/S\n", "Line 3"),
        ("picture.tsv", b"\xff\xd8\xff", "could not be read"),
        ("empty.tsv", b"", "no term"),
    ] {
        let path = file(name, bytes);
        say(&mut desk, Command::ImportTerms(None, path));
        let all = problems(&desk).join("\n");
        assert!(all.contains(says), "{name}: {all}");
    }
    assert_eq!(count(&desk), 3);
    assert_eq!(
        room.desk().dictionary().terms(None).count(),
        0,
        "another copy has not opened it"
    );
    drop(desk);
    assert_eq!(room.desk().dictionary().terms(None).count(), 3);
}
