//! Looking for letters among all there are: by whom they are about, who dictated them, and their
//! words; as they stand, whatever has been done with them.

use super::*;
use dictation_desk::store::{Finding, Page};

/// What is found, by number, the newest first.
fn found(store: &mut Store, query: &str) -> Vec<i64> {
    let page = store.search(&by(), query, None, 50).expect("looked for");
    page.found.iter().map(|it| it.dictation.id.0).collect()
}

/// Two letters: of Siân O'Brien about a knee, signed; of Margaret Zephyrine about a hip, typed.
fn two() -> (Store, DictationId, DictationId) {
    let mut store = Store::in_memory().expect("a record");
    let (author, _) = store.save_author(&by(), &author()).expect("saved");
    let sian = Patient {
        given: "Siân".into(),
        hospital_number: "AB-4711".into(),
        ..patient("O’Brien", Some("999 000 0018"))
    };
    let margaret = Patient {
        given: "Margaret".into(),
        born: jiff::civil::date(1971, 11, 12),
        hospital_number: "RX9".into(),
        ..patient("Zephyrine", Some("999 000 0026"))
    };
    let mut ids = Vec::new();
    for (at, (who, text)) in [
        (sian, "The left knee is swollen and painful."),
        (margaret, "Her right hip is painful. The knee is not."),
    ]
    .into_iter()
    .enumerate()
    {
        let (who, _) = store.save_patient(&by(), &who).expect("saved");
        let id = take_in(&mut store, &[at as u8]);
        for link in [Link::Patient(who), Link::Author(author)] {
            let row = seen(&store, id);
            store.link(&by(), row, &link).expect("linked");
        }
        let letter = write_into(&mut store, id, &Body::plain(text));
        if at == 0 {
            let begun = Begun {
                patient: who,
                author,
                dictation: id,
                letter,
            };
            let mut version = begun.version(&store, 1, b"a document");
            version.text = text.into();
            store.sign(&by(), &version).expect("signed");
        }
        ids.push(id);
    }
    (store, ids[0], ids[1])
}

#[test]
fn a_letter_is_found_by_whatever_of_it_is_typed() {
    let (mut store, signed, typed) = two();
    let (sian, margaret) = (vec![signed.0], vec![typed.0]);
    let both = vec![typed.0, signed.0];
    let none = Vec::new();
    #[rustfmt::skip]
    let rows = [
        // Names, whole and as they are typed, with and without their marks.
        ("o'brien", &sian), ("OBrien", &sian), ("sian", &sian), ("Siâ", &sian), ("zeph", &margaret),
        ("margaret zephyrine", &margaret), ("sian zephyrine", &none),
        // Numbers and the date of birth.
        ("999 000 0018", &sian), ("9990000018", &sian), ("999-000-0026", &margaret), ("999 00", &both),
        ("sian 999 000 0018", &sian), ("sian 999 000 0026", &none), ("ab-4711", &sian), ("AB4711", &sian),
        ("03/05/1948", &sian), ("3/5/1948", &sian), ("3/5/19", &sian), ("03/05", &sian),
        ("12/11/1971 knee", &margaret),
        // Author, clinic, work type, the day of the dictation.
        ("sample", &both), ("jonathan sample knee", &both), ("jon sam hip", &margaret), ("arthritis", &both),
        ("clinic letter swollen", &sian), ("04/03/2031", &both),
        // The words of the letter, and several of them together.
        ("swollen", &sian), ("swol", &sian), ("knee pain", &both), ("hip swollen", &none),
        ("\"knee is swollen\"", &sian), ("\"knee is\"", &both), ("\"is knee\"", &none),
        ("\"left knee\" sian", &sian), ("\u{201c}right hip\u{201d}", &margaret), ("\"the left kn", &sian),
        // Nothing that is typed is a language.
        ("knee OR nothing", &none), ("knee NOT hip", &margaret), ("who:sian", &none), ("knee*", &both), ("^her", &margaret),
        ("knee\" AND (\"", &sian), ("(knee", &both), ("\"", &none), ("", &none), ("   ", &none), ("* : - ^", &none),
        ("NEAR(knee hip)", &none), ("knee;--", &both), ("{who words} : knee", &none), ("k", &none),
        ("knee\0", &both), ("🦵 knee", &both), ("'knee'", &both),
    ];
    for (query, expected) in rows {
        assert_eq!(found(&mut store, query), *expected, "{query}");
    }
}

#[test]
fn what_was_found_says_whose_it_is_and_why() {
    let (mut store, signed, _) = two();
    let page = store.search(&by(), "swol", None, 10).expect("looked for");
    let [only] = &page.found[..] else {
        panic!("{page:?}");
    };
    assert_eq!((only.dictation.id, page.next), (signed, None));
    assert_eq!(only.author, "Dr Jonathan Sample");
    let who = only.patient.as_ref().map(|it| it.family.as_str());
    assert_eq!(who, Some("O’Brien"));
    let hits: Vec<&str> = only
        .excerpt
        .hits
        .iter()
        .map(|it| &only.excerpt.text[it.clone()])
        .collect();
    assert_eq!(hits, ["swollen"]);

    let long = format!(
        "{} É\u{301}lite {}",
        "so it goes ".repeat(60),
        "and on ".repeat(80)
    );
    let id = take_in(&mut store, b"long");
    write_into(&mut store, id, &Body::plain(&long));
    let page = store.search(&by(), "elite", None, 10).expect("looked for");
    let excerpt = &page.found[0].excerpt;
    assert!(
        excerpt.text.starts_with("… ") && excerpt.text.ends_with(" …"),
        "{excerpt:?}"
    );
    assert!(excerpt.text.len() < 260, "{excerpt:?}");
    assert_eq!(
        excerpt.text[excerpt.hits[0].clone()].chars().next(),
        Some('É')
    );
}

#[test]
fn pages_follow_each_other_and_miss_nothing() {
    let mut store = Store::in_memory().expect("a record");
    let ids: Vec<i64> = (0..23_u8).map(|at| take_in(&mut store, &[at]).0).collect();
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = store.search(&by(), "arthritis", after, 5).expect("asked");
        all.extend(page.found.iter().map(|it| it.dictation.id.0));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(all, ids.into_iter().rev().collect::<Vec<_>>());
}

#[test]
fn what_is_typed_is_found_at_once_and_what_was_taken_out_is_not() {
    let (mut store, _, typed_one) = two();
    let letter = store.letter_for(typed_one).expect("read").expect("begun");
    let mut manuscript = Manuscript::replay(letter.start, letter.entries).expect("fits");
    let entry = typed(&mut manuscript, "Gadolinium was given. ");
    store.journal(&by(), letter.id, &[entry]).expect("kept");
    assert_eq!(found(&mut store, "gadolin"), [typed_one.0]);
    let body = manuscript.letter().body().clone();
    let undone = Edit::Body(body.splice(0..10, "").expect("fits"));
    let entry = manuscript.apply(undone, 1.0).expect("fits");
    store.journal(&by(), letter.id, &[entry]).expect("kept");
    assert_eq!(found(&mut store, "gadolin"), [0; 0]);
    assert_eq!(found(&mut store, "given"), [typed_one.0]);
}

#[test]
fn an_author_with_another_name_is_found_by_that() {
    let (mut store, ..) = two();
    let mut renamed = store.authors().expect("listed")[0].clone();
    renamed.name = "Dr Jonathan Zweig".into();
    store.save_author(&by(), &renamed).expect("saved");
    assert_eq!(found(&mut store, "zwei").len(), 2);
    assert_eq!(found(&mut store, "sample"), [0; 0]);
}

/// Something that is done with the record.
#[derive(Clone, Debug)]
enum Deed {
    TakeIn,
    Link(usize, usize),
    WorkType(usize),
    Rename(usize, usize),
    RenameAuthor(usize),
    Type(usize, usize),
    HandOver(usize),
    Sign(usize),
    Amend(usize),
    Withdraw(usize),
    Again(usize),
    Merge,
    Open(usize),
    Look,
}

const NAMES: [&str; 4] = ["Ashgrove", "Bartrum", "O’Cander", "Dervish"];
const WORDS: [&str; 5] = ["gold", "amber", "silver", "copper", "iron"];

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let at = || 0..8_usize;
    let deed = prop_oneof![
        3 => Just(Deed::TakeIn),
        3 => (at(), at()).prop_map(|(row, to)| Deed::Link(row, to)),
        1 => at().prop_map(Deed::WorkType),
        2 => (at(), at()).prop_map(|(who, name)| Deed::Rename(who, name)),
        1 => at().prop_map(Deed::RenameAuthor),
        5 => (at(), at()).prop_map(|(row, word)| Deed::Type(row, word)),
        1 => at().prop_map(Deed::HandOver),
        3 => at().prop_map(Deed::Sign),
        2 => at().prop_map(Deed::Amend),
        1 => at().prop_map(Deed::Withdraw),
        1 => at().prop_map(Deed::Again),
        1 => Just(Deed::Merge),
        1 => at().prop_map(Deed::Open),
        1 => Just(Deed::Look),
    ];
    prop::collection::vec(deed, 1..40)
}

/// A record with two patients and an author, and what is done with it. What is refused is refused.
struct Doing {
    store: Store,
    patients: Vec<PatientId>,
    author: AuthorId,
    count: u32,
}

impl Doing {
    fn new() -> Self {
        let mut store = Store::in_memory().expect("a record");
        let patients = NAMES[..2]
            .iter()
            .map(|name| store.save_patient(&by(), &patient(name, None)));
        let patients = patients.map(|saved| saved.expect("saved").0).collect();
        let (author, _) = store.save_author(&by(), &author()).expect("saved");
        let mut doing = Self {
            store,
            patients,
            author,
            count: 0,
        };
        doing.take_in();
        doing
    }

    fn take_in(&mut self) {
        self.count += 1;
        let audio = self.count.to_le_bytes();
        take_in(&mut self.store, &audio);
    }

    fn row(&self, at: usize) -> Dictation {
        let rows = self.store.dictations().expect("listed");
        rows[at % rows.len()].clone()
    }

    fn letter(&mut self, at: usize) -> (Dictation, OpenLetter) {
        let id = self.row(at).id;
        let letter = self.store.open(&by(), id).expect("opened").0.letter;
        (self.row(at), letter)
    }

    fn sign(&mut self, at: usize) {
        let (row, letter) = self.letter(at);
        let Some(patient) = row.patient else {
            return;
        };
        let begun = Begun {
            patient,
            author: self.author,
            dictation: row.id,
            letter: letter.clone(),
        };
        let document = [self.count.to_le_bytes(), letter.version.to_le_bytes()].concat();
        let document = [document, row.id.0.to_le_bytes().to_vec()].concat();
        let mut version = begun.version(&self.store, letter.version, &document);
        version.text = reopened(letter).body().text().to_owned();
        let _ = self.store.sign(&by(), &version);
    }

    fn rename(&mut self, who: usize, name: usize) {
        let id = self.patients[who % 2];
        let mut patient = self.store.patient(id).expect("there");
        patient.family = NAMES[name % NAMES.len()].into();
        let _ = self.store.save_patient(&by(), &patient);
    }

    fn type_into(&mut self, at: usize, word: usize) {
        let (_, letter) = self.letter(at);
        let id = letter.id;
        let mut manuscript = Manuscript::replay(letter.start, letter.entries).expect("fits");
        let entry = typed(&mut manuscript, &format!("{} ", WORDS[word % WORDS.len()]));
        let _ = self.store.journal(&by(), id, &[entry]);
    }

    fn merge(&mut self) {
        let seen = |id| self.store.patient(id).expect("there").revision;
        let rows: Vec<_> = self
            .patients
            .iter()
            .map(|id| Seen {
                id: *id,
                revision: seen(*id),
            })
            .collect();
        let _ = self.store.merge_patients(&by(), rows[0], rows[1]);
    }

    fn do_it(&mut self, deed: &Deed) {
        match *deed {
            Deed::TakeIn => self.take_in(),
            Deed::Link(at, to) => {
                let row = self.row(at).seen();
                let link = match to % 3 {
                    2 => Link::Author(self.author),
                    who => Link::Patient(self.patients[who]),
                };
                let _ = self.store.link(&by(), row, &link);
            }
            Deed::WorkType(at) => {
                let row = self.row(at).seen();
                let link = Link::WorkType("Medico-legal report".into());
                let _ = self.store.link(&by(), row, &link);
            }
            Deed::Rename(who, name) => self.rename(who, name),
            Deed::RenameAuthor(name) => {
                let mut author = self.store.authors().expect("listed")[0].clone();
                author.name = format!("Dr {}", NAMES[name % NAMES.len()]);
                let _ = self.store.save_author(&by(), &author);
            }
            Deed::Type(at, word) => self.type_into(at, word),
            Deed::HandOver(at) => {
                let row = self.row(at).seen();
                let _ = self.store.hand_over(&by(), row, &typed_now());
            }
            Deed::Sign(at) => self.sign(at),
            Deed::Amend(at) => {
                let (_, letter) = self.letter(at);
                let _ = self.store.amend(&by(), letter.id);
            }
            Deed::Withdraw(at) => {
                let (row, letter) = self.letter(at);
                let (id, version) = (letter.id, letter.version);
                let _ = self.store.withdraw(&by(), row.seen(), id, version, "wrong");
            }
            Deed::Again(at) => {
                let row = self.row(at).seen();
                let _ = self.store.another_letter(&by(), row, "Joint statement");
            }
            Deed::Merge => self.merge(),
            Deed::Open(at) => drop(self.letter(at)),
            Deed::Look => drop(found(&mut self.store, "gold")),
        }
    }

    /// What every word finds.
    fn answers(&mut self) -> Vec<Page> {
        let others = [
            "arthritis",
            "legal",
            "jonathan",
            "joint",
            "03/05/1948",
            "ada",
        ];
        let words = NAMES.into_iter().chain(WORDS).chain(others);
        let queries = words
            .map(str::to_owned)
            .chain(NAMES.iter().map(|name| format!("{name} gold")));
        queries
            .map(|query| self.store.search(&by(), &query, None, 100).expect("asked"))
            .collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Whatever has been done, what is found is what an index made anew would find.
    #[test]
    fn the_index_follows_whatever_is_done(deeds in deeds()) {
        let mut doing = Doing::new();
        for deed in &deeds {
            doing.do_it(deed);
        }
        let before = doing.answers();
        doing.store.index_anew(&by()).expect("made");
        prop_assert_eq!(doing.answers(), before);
    }
}
