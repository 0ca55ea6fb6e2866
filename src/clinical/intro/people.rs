//! Who wrote the letter and whom it is about, as introductions say it.

use super::figures::{code, date, digits};
use super::item::{Fact, Item, has_patient};
use super::names::{Letters, Name, any, titled};
use super::text::Text;

/// What goes before an author's name and before no other.
const AUTHORS: &[&str] = &[
    "dictated by",
    "dictated buy",
    "dictator by",
    "dedicated by",
    "dictation by",
    "dictation from",
    "dictation for",
    "dictated for",
    "dictated on behalf of",
    "dictating for",
    "dictating on behalf of",
    "typing for",
    "on behalf of",
    "author",
    "author is",
    "the author is",
    "consultant is",
    "my name is",
    "letter from",
    "clinic letter from",
    "letter dictated by",
    "report by",
    "report dictated by",
    "seen by",
];

/// What goes before an author's name with its title.
const AUTHORS_BY_TITLE: &[&str] = &[
    "this is",
    "it is",
    "it's",
    "i am",
    "i'm",
    "for",
    "from",
    "by",
    "and this is",
];

/// What an author says they are doing.
const DOING: &[&str] = &["dictating", "speaking", "here", "dictation", "dictates"];

/// With these words begins what somebody is.
const POSTS: &[&str] = &[
    "consultant",
    "specialist",
    "registrar",
    "associate",
    "locum",
    "st3",
    "st4",
    "st5",
    "st6",
    "st7",
    "spr",
    "sho",
    "fellow",
    "clinical",
    "specialty",
    "breast",
    "heart",
    "nurse",
    "physiotherapist",
    "advanced",
    "staff",
    "senior",
    "trust",
    "honorary",
];

/// What goes before a patient's name.
const PATIENTS: &[&str] = &[
    "patient's name",
    "patients name",
    "patient name",
    "patience name",
    "patient's name is",
    "patients name is",
    "patient name is",
    "the patient's name is",
    "the patients name is",
    "the patient's name",
    "name of patient",
    "name of the patient",
    "name of the patient is",
    "the name is",
    "name is",
    "name",
    "patient is called",
    "claimant's name",
    "claimant's name is",
    "client's name",
    "client's name is",
    "clients name",
    "full name",
];

/// What goes before a patient's name, or before something else.
const PERHAPS_PATIENTS: &[&str] = &[
    "patient",
    "patient is",
    "the patient is",
    "next patient",
    "next patient is",
    "the next patient is",
    "first patient",
    "first patient is",
    "the first patient is",
    "second patient is",
    "last patient is",
    "new patient",
    "our patient",
    "claimant",
    "the claimant is",
    "client",
    "re",
    "regarding",
    "concerning",
    "in respect of",
    "with regard to",
    "this is regarding",
    "this is about",
    "this is re",
    "this letter is regarding",
    "this letter is about",
    "this letter is for",
    "this letter is on",
    "this letter concerns",
    "next letter is about",
    "next letter is for",
    "the next letter is about",
    "next is",
    "next one is",
    "the next one is",
];

const NHS: &[&str] = &[
    "nhs number",
    "nhs no",
    "nhs num",
    "nhs",
    "nhs number is",
    "nhs no is",
    "nhs is",
    "n h s number",
    "n h s number is",
    "n h s",
    "nhs numbers",
    "nhs id",
    "national health service number",
];

const BORN: &[&str] = &[
    "date of birth",
    "date of birth is",
    "dob",
    "dob is",
    "d o b",
    "birth date",
    "birth date is",
    "birthdate",
    "date of both",
    "date of bath",
    "date of birthday",
    "data of birth",
    "data birth",
    "date birth",
    "dated birth",
    "day of birth",
    "birthday",
    "birthday is",
    "born on",
    "born",
];

const HOSPITAL: &[&str] = &[
    "hospital number",
    "hospital no",
    "hospital id",
    "hosp number",
    "unit number",
    "unit no",
    "mrn",
    "mrn number",
    "m r n",
    "medical record number",
    "case note number",
    "casenote number",
    "case notes number",
    "patient number",
    "patient id",
    "record number",
    "district number",
    "k number",
    "clinic number",
    "registration number",
    "chi number",
    "crn",
];

const REFERENCE: &[&str] = &[
    "our reference",
    "your reference",
    "our ref",
    "your ref",
    "reference number",
    "reference",
    "ref",
    "claim number",
    "file number",
    "case reference",
    "court reference",
];

/// What ties a detail to the person it is of.
const OF_THEM: &[&str] = &[
    "his",
    "her",
    "their",
    "the",
    "and his",
    "and her",
    "and the",
    "with",
    "and",
    "whose",
    "patient's",
    "patients",
    "and a",
    "with a",
    "with the",
];

const IS: &[&str] = &["is", "was", "of", "is the"];

pub(super) fn author(text: &Text<'_>, at: usize) -> Option<Item> {
    let labelled = text.reads_any(at, AUTHORS);
    if let Some(start) = labelled {
        let start = past_post(text, text.past_pauses(start));
        let name = any(text, start, Letters::Any)?;
        return Some(written_by(text, at, &name));
    }
    let start = text.reads_any(at, AUTHORS_BY_TITLE);
    let name_at = past_post(text, start.unwrap_or(at));
    let has_post = name_at > start.unwrap_or(at);
    let name = titled(text, name_at).or_else(|| {
        // "This is Anna Petrou, specialist registrar".
        any(text, start?, Letters::Capital).filter(|name| is_doing(text, name.end))
    })?;
    let doing = is_doing(text, name.end);
    match start.is_some() {
        _ if doing || has_post => Some(written_by(text, at, &name)),
        true if name.is_author => Some(written_by(text, at, &name)),
        true if text.word(at) != "for"
            && text.word(at) != "from"
            && is_among_others(text, &name) =>
        {
            Some(written_by(text, at, &name))
        }
        true => None,
        false => Some(Item::weak(
            Fact::Somebody {
                writes: name.is_author,
            },
            at..name.end,
            if name.is_author { name.words } else { name.own },
        )),
    }
}

/// "This is Mr Dunmore, urology clinic": what follows is said of no patient.
fn is_among_others(text: &Text<'_>, name: &Name) -> bool {
    let next = text.past_pauses(name.end);
    let sentence = next..text.sentence_end(next);
    next > name.end
        && sentence.clone().take(5).any(|at| {
            matches!(
                text.word(at),
                "clinic" | "outpatients" | "ward" | "department"
            )
        })
}

/// Whether it is said what somebody is doing or what they are.
fn is_doing(text: &Text<'_>, end: usize) -> bool {
    let next = text.past_pauses(end);
    text.reads_any(end, DOING).is_some() || (next > end && POSTS.contains(&text.word(next)))
}

fn written_by(text: &Text<'_>, from: usize, name: &Name) -> Item {
    let mut end = name.end;
    let next = text.past_pauses(end);
    if POSTS.contains(&text.word(next)) {
        end = next;
        while text.is_word(end)
            && !DOING.contains(&text.word(end))
            && !matches!(
                text.word(end),
                "in" | "on" | "patient" | "clinic" | "dear" | "re"
            )
            && end < next + 8
        {
            end += 1;
        }
    }
    if let Some(doing) = text.reads_any(end, DOING) {
        end = doing;
    }
    Item::strong(Fact::Author, from..end, name.words.clone())
}

/// Past "locum consultant" before a name with its title.
fn past_post(text: &Text<'_>, from: usize) -> usize {
    let mut at = from;
    while POSTS.contains(&text.word(at)) || (at > from && text.word(at).ends_with("ologist")) {
        at += 1;
    }
    let has_name = titled(text, at).is_some();
    if has_name { at } else { from }
}

/// Somebody who is said to be the patient.
pub(super) fn labelled_patient(text: &Text<'_>, at: usize) -> Option<Item> {
    if let Some(start) = text.reads_any(at, PATIENTS) {
        let name = any(text, text.past_pauses(start), Letters::Any)?;
        return Some(Item::strong(Fact::Patient, at..name.end, name.own));
    }
    const YOURS: &[&str] = &[
        "your client",
        "your patient",
        "my patient",
        "our patient",
        "patient",
        "the patient",
        "the above patient",
        "the following patient",
        "the above named",
    ];
    let start = text.past_pauses(text.reads_any(at, PERHAPS_PATIENTS)?);
    let start = text.past_pauses(text.past(start, YOURS));
    if let Some(name) = any(text, start, Letters::Capital) {
        return (!name.is_author).then(|| Item::strong(Fact::Patient, at..name.end, name.own));
    }
    let name = any(text, start, Letters::Any)?;
    let is_one = name.own.len() > 1 && detail(text, text.past_pauses(name.end)).is_some();
    is_one.then(|| Item::strong(Fact::Patient, at..name.end, name.own))
}

/// Somebody of whom it can be told that they are the patient.
pub(super) fn patient(text: &Text<'_>, at: usize, before: &[Item]) -> Option<Item> {
    of_a_letter(text, at, before).or_else(|| bare(text, at))
}

/// "a letter on Bronwen Llewellyn", "outcome for Mrs Boateng".
fn of_a_letter(text: &Text<'_>, at: usize, before: &[Item]) -> Option<Item> {
    let start = text.reads_any(
        at,
        &["on", "for", "about", "regarding", "re", "of", "concerning"],
    )?;
    let last = before.last()?;
    let is_letter = matches!(
        last.fact,
        Fact::WorkType | Fact::Recipient | Fact::Clinic | Fact::Author | Fact::Urgency(_)
    );
    let name = any(text, start, Letters::Capital).filter(|_| is_letter)?;
    (!name.is_author && (name.has_title || name.own.len() > 1))
        .then(|| Item::strong(Fact::Patient, at..name.end, name.own))
}

/// A name alone, with a detail of the person right after it.
fn bare(text: &Text<'_>, at: usize) -> Option<Item> {
    let name = any(text, at, Letters::Capital).filter(|name| !name.has_title)?;
    let next = text.past_marks(name.end);
    (name.own.len() > 1 && detail(text, next).is_some())
        .then(|| Item::strong(Fact::Patient, at..name.end, name.own))
}

/// "surname Okonkwo, first name Chidi".
pub(super) fn part_of_name(text: &Text<'_>, at: usize) -> Option<Item> {
    let family = text.reads_any(at, &["surname", "surname is", "family name", "last name"]);
    let given = text.reads_any(
        at,
        &[
            "first name",
            "first names",
            "forename",
            "forenames",
            "given name",
            "christian name",
        ],
    );
    let (fact, start) = match (family, given) {
        (Some(start), _) => (Fact::FamilyName, start),
        (_, Some(start)) => (Fact::GivenName, start),
        _ => return None,
    };
    let start = text.past_pauses(text.past(start, &["is"]));
    let name = any(text, start, Letters::Any)?;
    Some(Item::strong(fact, at..name.end, name.own))
}

/// A birth date or a number, of whomever it is.
pub(super) fn detail(text: &Text<'_>, at: usize) -> Option<Item> {
    let start = text.past(at, OF_THEM);
    let from = |start: usize| text.past_pauses(text.past(text.past_pauses(start), IS));
    if let Some(label) = text.reads_any(start, BORN) {
        let (date, end) = date(text, from(label), true)?;
        return Some(Item::strong(Fact::Born(date), at..end, from(label)..end));
    }
    if let Some(label) = text.reads_any(start, NHS) {
        let (digits, end) = digits(text, from(label));
        let is_number = (8..=12).contains(&digits.len());
        return is_number.then(|| Item::strong(Fact::NhsNumber(digits), at..end, from(label)..end));
    }
    if let Some(label) = text.reads_any(start, HOSPITAL) {
        let (code, end) = code(text, from(label))?;
        return Some(Item::strong(
            Fact::HospitalNumber(code),
            at..end,
            from(label)..end,
        ));
    }
    let label = text.reads_any(start, REFERENCE)?;
    let (_, end) = code(text, from(label))?;
    let written = text.slice(&(from(label)..end)).to_owned();
    Some(Item::strong(
        Fact::Reference(written),
        at..end,
        from(label)..end,
    ))
}

/// The same; of somebody who was born, only once they are named, and no sentence goes on from it.
pub(super) fn own_detail(text: &Text<'_>, at: usize, before: &[Item]) -> Option<Item> {
    let item = detail(text, at)?;
    let is_story = matches!(item.fact, Fact::Born(_))
        && text.word(text.past(at, OF_THEM)) == "born"
        && (!has_patient(before) || (text.is_stop(at - 1) && !text.is_stop(item.said.end)));
    (!is_story).then_some(item)
}

/// What is said of a patient who has been named: their age, a date or a number without its name.
pub(super) fn unnamed_detail(text: &Text<'_>, at: usize, before: &[Item]) -> Option<Item> {
    if !has_patient(before) {
        return None;
    }
    if let Some(age) = super::figures::age(text, at) {
        return Some(Item::weak(Fact::Nothing, age.clone(), age));
    }
    const ACCIDENT: &[&str] = &[
        "date of accident",
        "accident date",
        "date of the accident",
        "date of injury",
        "date of incident",
    ];
    if let Some(label) = text
        .reads_any(at, ACCIDENT)
        .filter(|_| !text.is_stop(at - 1))
    {
        let start = text.past_pauses(text.past(label, IS));
        let (_, end) = date(text, start, false)?;
        return Some(Item::weak(Fact::Nothing, at..end, start..end));
    }
    let (ten, end) = digits(text, at);
    let is_number = crate::record::NhsNumber::parse(&ten).is_ok();
    is_number.then(|| Item::strong(Fact::NhsNumber(ten), at..end, at..end))
}
