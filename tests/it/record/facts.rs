//! What must hold of a record, whatever version of the program reads it: told as JSON.

use std::collections::BTreeMap;
use std::io::Read;

use dictation_desk::letter::{Field, Letter, Manuscript};
use dictation_desk::record::{Dictation, DictationId, PatientId};
use dictation_desk::store::{Keeping, Record, Store, Vocabulary};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Everything in the record that a later program must give back as it was, but for the audit trail.
pub fn facts(record: &Store) -> Value {
    let dictations = record.dictations().expect("listed");
    let patients: Vec<_> = patients(record).collect();
    let documents = patients.iter().flat_map(|id| documents(record, *id));
    let documents: Vec<Value> = documents.collect();
    json!({
        "dictations": dictations
            .iter()
            .map(|row| dictation(record, row, &dictations))
            .collect::<Vec<_>>(),
        "patients": patients.iter().map(|id| patient(record, *id)).collect::<Vec<_>>(),
        "authors": authors(record),
        "documents": documents,
        "terms": terms(record),
        "corrections": corrections(record),
        "owes_documents": record.owes_documents().expect("read"),
        "settings": record.setting("settings").expect("read"),
    })
}

fn dictation(record: &Store, row: &Dictation, all: &[Dictation]) -> Value {
    let draft = record.draft(row.id).expect("read");
    let part = row.part.map(|part| {
        let mut of_one = all.iter().filter(|it| it.recording == row.recording);
        let first = of_one.next().map(|first| first.id.0);
        let span = (part.span.start, part.span.end);
        json!({ "first": first, "number": part.number, "of": part.of, "span": span })
    });
    json!({
        "id": row.id.0,
        "author": row.author.map(|id| id.0),
        "patient": row.patient.map(|id| id.0),
        "clinic": row.clinic,
        "work_type": row.work_type,
        "priority": row.priority,
        "status": row.status,
        "length": row.length,
        "dictated_at": row.dictated_at.to_string(),
        "position": row.position,
        "part": part,
        "revision": row.revision,
        "heard": record.heard(row.id).expect("read"),
        "draft": draft,
        "recording": recording(record, row.id),
        "extension": record.audio_extension(row.id).expect("read"),
        "letter": letter(record, row.id),
    })
}

fn recording(record: &Store, id: DictationId) -> String {
    let mut bytes = Vec::new();
    let mut audio = record.audio(id).expect("there");
    audio.read_to_end(&mut bytes).expect("read");
    hash(&bytes)
}

fn hash(bytes: &[u8]) -> String {
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    hex(&hash)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The letter as its journal gives it, and how far it goes back.
fn letter(record: &Store, id: DictationId) -> Value {
    let Some(open) = record.letter_for(id).expect("read") else {
        return Value::Null;
    };
    let entries = open.entries.len();
    let mut manuscript = Manuscript::replay(open.start, open.entries).expect("it fits");
    let (as_it_is, redo) = (words(manuscript.letter()), manuscript.can_redo());
    let mut undone = 0;
    while manuscript.can_undo() {
        manuscript.undo().expect("undo fits");
        undone += 1;
    }
    json!({
        "id": open.id.0,
        "version": open.version,
        "entries": entries,
        "is_signed": open.signed.is_some(),
        "as_it_is": as_it_is,
        "can_redo": redo,
        "steps_back": undone,
        "as_it_began": words(manuscript.letter()),
    })
}

fn words(letter: &Letter) -> Value {
    let fields = Field::ALL.map(|field| (format!("{field:?}"), letter.field(field).to_owned()));
    let kinds = letter.body().kinds().iter();
    let kinds: Vec<String> = kinds.map(|kind| format!("{kind:?}")).collect();
    json!({
        "fields": BTreeMap::from(fields),
        "text": letter.body().text(),
        "kinds": kinds,
        "cues": letter.body().cues().len(),
    })
}

fn patients(record: &Store) -> impl Iterator<Item = PatientId> {
    let mut found = record.find_patients("", 100).expect("found");
    found.sort_by_key(|patient| patient.id);
    found.into_iter().map(|patient| patient.id)
}

fn patient(record: &Store, id: PatientId) -> Value {
    let it = record.patient(id).expect("there");
    json!({
        "id": it.id.0,
        "name": [it.title, it.given, it.family],
        "born": it.born.to_string(),
        "nhs_number": it.nhs_number.map(|number| number.to_string()),
        "hospital_number": it.hospital_number,
        "address": it.address,
        "practice": [it.practice.doctor, it.practice.name, it.practice.address.join("|")],
        "revision": it.revision,
    })
}

fn authors(record: &Store) -> Vec<Value> {
    let authors = record.authors().expect("listed").into_iter();
    let told = authors.map(|it| {
        json!({
            "id": it.id.0,
            "name": it.name,
            "post": it.post,
            "qualifications": it.qualifications,
            "initials": it.initials,
            "department": it.department,
            "back_step": it.back_step,
            "revision": it.revision,
        })
    });
    told.collect()
}

fn documents(record: &Store, patient: PatientId) -> Vec<Value> {
    let versions = record.versions(patient).expect("listed").into_iter();
    let told = versions.map(|it| {
        let bytes = record.document(it.letter, it.version).expect("there");
        json!({
            "letter": it.letter.0,
            "version": it.version,
            "patient": it.patient.0,
            "author": it.author.0,
            "dictation": it.dictation.0,
            "signed_as": hex(&it.sha256),
            "document": hash(&bytes),
            "approved_by": it.approval.by,
            "approved_at": it.approval.at.to_string(),
            "file_name": it.file_name,
        })
    });
    told.collect()
}

fn terms(record: &Store) -> Vec<Value> {
    let terms = record.terms().expect("listed").into_iter();
    let told = terms.map(|it| {
        let author = it.author.map(|id| id.0);
        json!({ "author": author, "text": it.term.text, "spoken": it.term.spoken })
    });
    told.collect()
}

fn corrections(record: &Store) -> Vec<Value> {
    let corrections = record.corrections().expect("listed").into_iter();
    let told = corrections.map(|it| {
        json!({
            "heard": it.lesson.heard,
            "written": it.lesson.written,
            "standing": format!("{:?}", it.standing),
        })
    });
    told.collect()
}
