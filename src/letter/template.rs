//! Letter templates: what a new letter of a work type starts with.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::{BlockKind, Body, Edit, Field, Letter, dates};
use crate::record::{Author, Copies, Dictation, Patient, Practice};

/// The templates, one file each; the first serves every work type that has none of its own.
const SOURCES: [&str; 6] = [
    include_str!("../../assets/templates/clinic-letter.json"),
    include_str!("../../assets/templates/letter-to-patient.json"),
    include_str!("../../assets/templates/discharge-summary.json"),
    include_str!("../../assets/templates/procedure-report.json"),
    include_str!("../../assets/templates/medico-legal-report.json"),
    include_str!("../../assets/templates/joint-statement.json"),
];

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    // A shipped template that cannot be read is found by the tests, not by a secretary.
    let read = |source: &&str| serde_json::from_str(source).ok();
    SOURCES.iter().filter_map(read).collect()
});

/// What letters of one work type have in common.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    /// The work type it serves.
    name: String,
    /// Other names for the same work.
    also: Vec<String>,
    to: Party,
    closing: String,
    copies: Vec<Party>,
    /// Whether two people have to approve it.
    #[serde(default)]
    two_signatories: bool,
    #[serde(default)]
    first_line: BlockKind,
    headings: Vec<String>,
}

/// Somebody a letter goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Party {
    Practice,
    Patient,
    /// Or a court or an insurer: not in the record, so the typist names them.
    Solicitor,
}

/// The letter a dictation of this work type starts from: addressee, salutation, closing, copies
/// and clinic filled from what is known, the body one empty line. What is unknown stays empty.
pub fn start(dictation: &Dictation, patient: Option<&Patient>, author: Option<&Author>) -> Letter {
    let template = for_work(&dictation.work_type);
    let copies: Vec<String> = template
        .copies
        .iter()
        .filter(|to| **to != Party::Patient || wants_copies(patient))
        .map(|to| to.on_one_line(patient))
        .collect();
    let day = dates::day_of(dictation.dictated_at);
    let clinic = match dictation.clinic.trim() {
        "" => author.map_or("", |author| author.department.trim()),
        named => named,
    };
    let mut fields = BTreeMap::from([
        (Field::Addressee, template.to.on_envelope(patient, day)),
        (Field::Salutation, template.to.greeted(patient)),
        (Field::Clinic, clinic.to_owned()),
        (Field::Closing, template.closing.clone()),
        (Field::Copies, copies.join("\n")),
    ]);
    if !dictation.clinic.trim().is_empty() {
        fields.insert(Field::ClinicDate, dates::long(day));
    }
    Letter::new(
        fields,
        Body::new([(template.first_line, String::new())], Vec::new()),
    )
}

/// Whether the patient gets copies: unless they have said that they want none.
fn wants_copies(patient: Option<&Patient>) -> bool {
    patient.is_none_or(|patient| patient.details.copies != Copies::NotWanted)
}

/// The edits that bring a letter's fields up to date once its patient or author becomes known or
/// changes. `was` and `now` are what [`start`] gives before and after; a field that no longer
/// reads as it did in `was` has been typed in by a person and is left alone.
pub fn fill(letter: &Letter, was: &Letter, now: &Letter) -> Vec<Edit> {
    Field::ALL
        .into_iter()
        .filter(|field| letter.field(*field) == was.field(*field))
        .filter(|field| letter.field(*field) != now.field(*field))
        .map(|field| letter.set_field(field, now.field(field)))
        .collect()
}

/// The headings usual in letters of this work type, in their order, to offer while typing.
pub fn headings(work_type: &str) -> &'static [String] {
    &for_work(work_type).headings
}

/// How many people have to approve a letter of this work type.
pub fn signatories(work_type: &str) -> usize {
    1 + usize::from(for_work(work_type).two_signatories)
}

/// Whether letters of this work type are written to the patient.
pub fn is_to_patient(work_type: &str) -> bool {
    for_work(work_type).to == Party::Patient
}

/// The work types that have a template of their own.
pub fn work_types() -> impl Iterator<Item = &'static str> {
    TEMPLATES.iter().map(|template| template.name.as_str())
}

/// The work type of this name, or that is also called so.
pub fn work_type(name: &str) -> Option<&'static str> {
    serving(name).map(|template| template.name.as_str())
}

fn for_work(work_type: &str) -> &'static Template {
    serving(work_type).unwrap_or(&TEMPLATES[0])
}

fn serving(work_type: &str) -> Option<&'static Template> {
    let plain = |name: &str| name.trim().to_lowercase().replace('-', " ");
    let wanted = plain(work_type);
    let serves = |template: &&Template| {
        let names = template.also.iter().chain([&template.name]);
        names.map(|name| plain(name)).any(|name| name == wanted)
    };
    TEMPLATES.iter().find(serves)
}

impl Party {
    /// Name and address, one item a line; empty where they are not known.
    /// Of a letter of that day: where it goes may be so for a time only.
    fn on_envelope(self, patient: Option<&Patient>, day: Date) -> String {
        let lines: Vec<&str> = match (self, patient) {
            (Self::Practice, Some(patient)) => {
                let Practice {
                    doctor,
                    name,
                    address,
                } = &patient.practice;
                [doctor, name]
                    .into_iter()
                    .chain(address)
                    .map(String::as_str)
                    .collect()
            }
            (Self::Patient, Some(patient)) => {
                let name = self.on_one_line(Some(patient));
                let address = patient.address_on(day).unwrap_or_default();
                let address = address.iter().map(String::as_str);
                return joined(std::iter::once(name.as_str()).chain(address), "\n");
            }
            _ => Vec::new(),
        };
        joined(lines, "\n")
    }

    fn on_one_line(self, patient: Option<&Patient>) -> String {
        match (self, patient) {
            (Self::Practice, Some(patient)) => {
                let Practice { doctor, name, .. } = &patient.practice;
                joined([doctor.as_str(), name], ", ")
            }
            (Self::Patient, Some(patient)) => joined(
                [patient.title.as_str(), &patient.given, &patient.family],
                " ",
            ),
            _ => String::new(),
        }
    }

    /// "Dear Dr Example"; empty where it is not known who is greeted.
    fn greeted(self, patient: Option<&Patient>) -> String {
        match (self, patient) {
            (Self::Solicitor, _) => "Dear Sir or Madam".to_owned(),
            (_, None) => String::new(),
            (Self::Practice, Some(patient)) if self.on_one_line(Some(patient)).is_empty() => {
                String::new()
            }
            (Self::Practice, Some(patient)) => match titled_surname(&patient.practice.doctor) {
                Some(name) => format!("Dear {name}"),
                None => "Dear Doctor".to_owned(),
            },
            (Self::Patient, Some(patient)) if patient.title.trim().is_empty() => {
                format!("Dear {}", self.on_one_line(Some(patient)))
            }
            (Self::Patient, Some(patient)) => {
                format!(
                    "Dear {}",
                    joined([patient.title.as_str(), &patient.family], " ")
                )
            }
        }
    }
}

/// A patient's name as it stands on an envelope.
pub(super) fn name_on_envelope(patient: &Patient) -> String {
    Party::Patient.on_one_line(Some(patient))
}

/// "Dr A van Example" is greeted as "Dr van Example"; none for a name without a title.
fn titled_surname(name: &str) -> Option<String> {
    const TITLES: [&str; 9] = [
        "dr",
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "prof",
        "professor",
        "sister",
    ];
    const PARTICLES: [&str; 12] = [
        "van", "von", "de", "der", "den", "del", "della", "di", "da", "du", "le", "la",
    ];
    let (title, rest) = name.trim().split_once(char::is_whitespace)?;
    let is_title = TITLES.contains(&title.trim_end_matches('.').to_lowercase().as_str());
    let names: Vec<&str> = rest.split_whitespace().collect();
    let particle = |name: &&str| PARTICLES.contains(&name.to_lowercase().as_str());
    let surname = names
        .iter()
        .position(particle)
        .unwrap_or(names.len().saturating_sub(1));
    let surname = joined(names[surname..].iter().copied(), " ");
    (is_title && !surname.is_empty()).then(|| format!("{title} {surname}"))
}

fn joined<'a>(parts: impl IntoIterator<Item = &'a str>, between: &str) -> String {
    let parts = parts.into_iter().map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(between)
}
