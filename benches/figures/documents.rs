//! How long a signed letter takes to become a Word document.

use std::collections::BTreeMap;

use dictation_desk::desk::people;
use dictation_desk::letter::gate::Case;
use dictation_desk::letter::sign::{
    self, Approved, Letterhead, Manner, Papers, SignedLetter, Signer,
};
use dictation_desk::letter::{Field, Letter, docx, template};
use dictation_desk::record::{Dictation, DictationId, LetterId, Priority, Status};

use crate::sample;
use crate::table::{Row, milliseconds};

pub fn rows() -> Vec<Row> {
    let row = |pages: usize, words: usize, work_type: &str| {
        let letter = signed(words, work_type);
        let runs = milliseconds(10, || docx::document(&letter).expect("it can be rendered"));
        let what = format!("DOCX, {} of {pages} pages", work_type.to_lowercase());
        Row::new(what, "ms", runs)
    };
    vec![
        row(2, 600, "Clinic letter"),
        row(20, 9_000, "Medico-legal report"),
    ]
}

/// A signed letter with a body of at least so many words.
fn signed(words: usize, work_type: &str) -> SignedLetter {
    let at = "2026-03-05T09:00:00Z".parse().expect("a moment");
    let csv = include_str!("../../assets/sample/patients.csv");
    let json = include_str!("../../assets/sample/authors.json");
    let patient = people::read_patients(csv)
        .expect("sample patients")
        .remove(0);
    let author = people::read_authors(json)
        .expect("sample authors")
        .remove(0);
    let dictation = Dictation {
        id: DictationId(1),
        author: None,
        patient: None,
        clinic: "Rheumatology clinic".to_owned(),
        work_type: work_type.to_owned(),
        priority: Priority::Routine,
        status: Status::ToSign,
        length: 0.0,
        recording: None,
        dated_by: dictation_desk::record::DatedBy::File,
        dictated_at: at,
        position: 0.0,
        part: None,
        assignee: None,
        bring_forward: None,
        removed: None,
        revision: 0,
    };
    let start = template::start(&dictation, Some(&patient), Some(&author));
    let mut fields = BTreeMap::from(Field::ALL.map(|field| (field, start.field(field).to_owned())));
    let addressee = fields.entry(Field::Addressee).or_default();
    if addressee.is_empty() {
        "Invented Solicitors\n1 Notional Street".clone_into(addressee);
    }
    let papers = Papers {
        letter: Letter::new(fields, sample::body(words)),
        letter_id: LetterId(1),
        dictation_id: dictation.id,
        version: 1,
        patient: Some(patient),
        author: Some(author),
        typist: "AB".to_owned(),
        letterhead: Letterhead::default(),
        dictated: "2026-03-02".parse().ok(),
        typed: "2026-03-05".parse().ok(),
        follows: None,
        signatories: 1,
    };
    let case = Case {
        papers,
        signed: None,
        is_withdrawn: false,
        signer: Signer {
            name: "Dr Jonathan Sample".to_owned(),
            is_author: true,
        },
        manner: Manner::Own,
        approvals: Vec::new(),
        is_identity_confirmed: true,
        unheard: 0.0,
        unheard_reason: String::new(),
        open_questions: Vec::new(),
    };
    match sign::sign(case, at).expect("nothing holds it back") {
        Approved::Signed(letter) => *letter,
        Approved::WaitsForAnother(_) => panic!("one signatory is enough"),
    }
}
