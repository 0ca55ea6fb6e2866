//! Who wrote the letter and whom it is about, as introductions say it.

use super::figures::{code, date, digits};
use super::item::{Fact, Item, has_patient};
use super::names::{Letters, Name, any, titled};
use super::phrases::people::{
    AUTHORS, AUTHORS_BY_TITLE, BORN, DOING, HOSPITAL, IS, NHS, OF_THEM, PATIENTS, PERHAPS_PATIENTS,
    POSTS, REFERENCE,
};
use super::text::Text;

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
