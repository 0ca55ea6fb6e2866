//! What kind of letter it is, from which clinic and day, and how urgent, as introductions say it.

use super::Urgency;
use super::figures::date;
use super::item::{Fact, Item, has_patient};
use super::text::Text;
use super::titles::is_title;

/// The longest name of a clinic, in words.
const LONGEST: usize = 6;

/// With these ends the name of a clinic.
const CLINICS: &[&str] = &[
    "clinic",
    "clinics",
    "outpatients",
    "outpatient",
    "mdt",
    "meeting",
    "department",
];

/// What goes before the name of a clinic.
const IN_CLINIC: &[&str] = &[
    "in",
    "in the",
    "from",
    "from the",
    "at the",
    "for the",
    "for",
    "the",
    "seen in",
    "seen in the",
    "seen at the",
    "this is the",
    "this is a",
    "this is from the",
    "clinic is",
    "clinic is the",
    "the clinic is",
    "the clinic is the",
    "reviewed in the",
    "and the clinic is",
    "dictating for the",
    "i am dictating for the",
    "i'm dictating for the",
    "dictating from the",
    "i am dictating from the",
];

/// No clinic's name has these in it.
const NOT_OF_CLINIC: &[&str] = &[
    "a",
    "an",
    "the",
    "he",
    "she",
    "they",
    "i",
    "we",
    "it",
    "is",
    "was",
    "were",
    "are",
    "has",
    "had",
    "have",
    "been",
    "this",
    "that",
    "these",
    "his",
    "her",
    "their",
    "my",
    "our",
    "your",
    "to",
    "in",
    "on",
    "at",
    "with",
    "by",
    "for",
    "from",
    "saw",
    "seen",
    "reviewed",
    "attended",
    "attending",
    "private",
    "routine",
    "urgent",
    "next",
    "new",
    "please",
    "dear",
    "dr",
    "doctor",
    "mr",
    "mrs",
    "miss",
    "ms",
    "professor",
    "patient",
    "patients",
    "letter",
    "dictated",
    "thank",
    "came",
    "wait",
    "week",
    "today",
    "date",
    "of",
    "re",
    "first",
    "second",
    "gp",
    "dictation",
    "copy",
    "name",
];

/// A branch of medicine that is no word ending in "ology".
const BRANCHES: &[&str] = &[
    "psychiatry",
    "paediatrics",
    "pediatrics",
    "orthopaedics",
    "orthopedics",
    "obstetrics",
    "surgery",
    "medicine",
    "physiotherapy",
    "podiatry",
    "ophthalmics",
    "ent",
    "geriatrics",
    "genetics",
    "orthoptics",
    "dietetics",
    "audiology",
    "respiratory",
    "diabetes",
    "stroke",
];

const MODIFIERS: &[&str] = &[
    "general",
    "heart",
    "failure",
    "vascular",
    "breast",
    "paediatric",
    "clinical",
    "medical",
    "old",
    "age",
    "child",
    "and",
    "trauma",
    "plastic",
    "colorectal",
    "interventional",
    "renal",
    "chest",
    "elderly",
    "acute",
    "medicine",
    "head",
    "neck",
    "liver",
    "pain",
];

/// What a thing that is typed is called.
const LETTERS: &[&str] = &[
    "letter",
    "report",
    "dictation",
    "summary",
    "outcome",
    "memo",
    "letters",
];

/// What may stand before that.
const KINDS: &[&str] = &[
    "clinic",
    "gp",
    "discharge",
    "follow",
    "up",
    "new",
    "patient",
    "referral",
    "medico",
    "legal",
    "medicolegal",
    "results",
    "result",
    "dna",
    "did",
    "not",
    "attend",
    "outpatient",
    "appointment",
    "private",
    "ward",
    "inpatient",
    "operation",
    "theatre",
    "admin",
    "short",
    "brief",
    "first",
    "second",
    "third",
    "next",
    "last",
    "telephone",
    "typed",
    "tertiary",
    "further",
    "review",
    "annual",
    "expert",
    "supplementary",
    "addendum",
    "final",
    "quick",
    "one",
];

/// What goes before a letter's kind.
const THIS_IS: &[&str] = &[
    "this is",
    "this is a",
    "this is an",
    "this is the",
    "it's a",
    "it is a",
    "this will be a",
    "please type",
    "please type a",
    "please could you type a",
    "could you type a",
    "could you please type a",
    "can you type a",
    "can you please type a",
    "type a",
    "a",
    "an",
    "another",
    "the",
    "i am dictating a",
    "i'm dictating a",
    "dictating a",
    "and this is a",
];

const SUSPECTED_CANCER: &[&str] = &[
    "urgent two week wait",
    "urgent two week rule",
    "urgent 2 week wait",
    "urgent 2ww",
    "urgent suspected cancer",
    "two week wait",
    "two week rule",
    "two weeks wait",
    "two week weight",
    "2 week wait",
    "2 week rule",
    "2 weeks wait",
    "2ww",
    "2 ww",
    "two ww",
    "usc",
    "suspected cancer",
    "fast track",
    "cancer pathway",
];

const URGENT: &[&str] = &[
    "urgent",
    "urgently",
    "very urgent",
    "extremely urgent",
    "top priority",
    "high priority",
    "priority urgent",
    "as urgent",
];

const ROUTINE: &[&str] = &["routine", "not urgent", "non urgent", "priority routine"];

const DATED: &[&str] = &[
    "dictated on",
    "dictated",
    "dictation date",
    "date of dictation",
    "date dictated",
    "dictated today",
    "today is",
    "today's date is",
    "today's date",
    "todays date is",
    "the date is",
    "date is",
    "date",
    "clinic date",
    "clinic date is",
    "date of clinic",
    "date of the clinic",
    "date of clinic is",
    "clinic on",
    "clinic of",
    "date seen",
    "seen on",
    "date of appointment",
    "appointment date",
    "dated",
    "held on",
    "seen in clinic on",
    "and the date is",
    "and today is",
];

pub(super) fn urgency(text: &Text<'_>, at: usize) -> Option<Item> {
    const LEAD: &[&str] = &[
        "this is",
        "this is a",
        "this is an",
        "it is",
        "it's",
        "marked",
        "marked as",
        "please type this",
        "please type this as",
        "please mark this",
        "please mark as",
        "an",
        "a",
        "priority",
        "this one is",
        "it's a",
        "priority is",
        "type this",
    ];
    let start = text.past_pauses(text.past(at, LEAD));
    let tables = [
        (SUSPECTED_CANCER, Urgency::SuspectedCancer),
        (URGENT, Urgency::Urgent),
        (ROUTINE, Urgency::Routine),
    ];
    let (end, urgency) = tables.iter().find_map(|(phrases, urgency)| {
        let end = text.reads_any(start, phrases)?;
        Some((end, *urgency))
    })?;
    const AFTER: &[&str] = &[
        "please",
        "patient",
        "referral",
        "pathway",
        "clinic",
        "case",
        "dictation",
        "letter",
        "patient please",
        "one",
        "letter please",
        "pathway patient",
        "pathway please",
    ];
    let after = text
        .reads_any(end, AFTER)
        .filter(|next| text.is_mark(*next));
    let end_of = after.unwrap_or(end);
    Some(Item::strong(Fact::Urgency(urgency), at..end_of, start..end))
}

pub(super) fn dated(text: &Text<'_>, at: usize, before: &[Item]) -> Option<Item> {
    if let Some(label) = text.reads_any(at, DATED) {
        let start = text.past_pauses(text.past(text.past_pauses(label), &["is", "on", "the"]));
        let (date, end) = date(text, start, false)?;
        return Some(Item::strong(Fact::Dated(date), at..end, start..end));
    }
    let start = text.past(at, &["on"]);
    let (date, end) = date(text, start, false)?;
    // A letter's own sentence may begin with a day; in an introduction it stands alone.
    let begins = at == 0 || text.is_stop(at - 1);
    let is_alone = text.is_stop(end);
    let last = before.last()?;
    if begins && !is_alone {
        return None;
    }
    let is_of_patient =
        matches!(last.fact, Fact::Patient) && date.is_some_and(|date| date.year() < 2015);
    let fact = if is_of_patient {
        Fact::Born(date)
    } else {
        Fact::Dated(date)
    };
    Some(Item::weak(fact, at..end, start..end))
}

pub(super) fn clinic(text: &Text<'_>, at: usize, before: &[Item]) -> Option<Item> {
    let starts = [text.reads_any(at, IN_CLINIC), Some(at)];
    let named = starts.into_iter().flatten().find_map(|start| {
        let head = head(text, start)?;
        let end = at_hospital(text, head);
        Some(Item::strong(Fact::Clinic, at..end, start..end))
    });
    named
        .or_else(|| labelled(text, at))
        .or_else(|| branch(text, at, before))
}

/// Where the name of a clinic ends, "cardiology clinic", where it names one.
fn head(text: &Text<'_>, start: usize) -> Option<usize> {
    let of_clinic = |at: usize| {
        let word = text.word(at);
        !word.is_empty() && !NOT_OF_CLINIC.contains(&word)
    };
    let is_and = matches!(text.word(start), "and" | "or");
    let own = (start..start + LONGEST)
        .take_while(|at| of_clinic(*at) && !CLINICS.contains(&text.word(*at)))
        .count();
    let mut end = start + own;
    if own == 0 || is_and || !CLINICS.contains(&text.word(end)) {
        return None;
    }
    while CLINICS.contains(&text.word(end)) {
        end += 1;
    }
    let is_kind = (start..start + own).all(|at| KINDS.contains(&text.word(at)));
    let is_known = !is_kind || text.word(start) == "telephone" || text.word(start) == "follow";
    is_known.then_some(end)
}

/// With " at Northfield Hospital" after it.
fn at_hospital(text: &Text<'_>, end: usize) -> usize {
    let Some(start) = text.reads_any(text.past_pauses(end), &["at", "at the"]) else {
        return end;
    };
    let name = (start..start + 6)
        .take_while(|at| {
            text.is_capital(*at) || (*at > start && matches!(text.word(*at), "and" | "of" | "the"))
        })
        .count();
    if name == 0 { end } else { start + name }
}

/// "Clinic: heart failure."
fn labelled(text: &Text<'_>, at: usize) -> Option<Item> {
    let label = text.reads_any(
        at,
        &[
            "clinic",
            "clinic is",
            "clinic name",
            "specialty",
            "department",
        ],
    )?;
    let start = text.past_pauses(label);
    let words = (start..start + 4)
        .take_while(|at| text.is_word(*at) && !NOT_OF_CLINIC.contains(&text.word(*at)))
        .count();
    let end = start + words;
    let is_kind = LETTERS.contains(&text.word(start)) || text.word(start) == "follow";
    (words > 0 && text.is_mark(end) && !is_kind)
        .then(|| Item::strong(Fact::Clinic, at..end, start..end))
}

/// "Dermatology," alone, or before "letter".
fn branch(text: &Text<'_>, at: usize, before: &[Item]) -> Option<Item> {
    if has_patient(before) {
        return None;
    }
    let start = text.past(at, THIS_IS);
    let most = (start..start + 4)
        .take_while(|at| {
            let word = text.word(*at);
            is_of_clinic(word)
        })
        .count();
    let end = start + most;
    let has_branch = (start..end).any(|at| is_branch(text.word(at)));
    let is_typed = LETTERS.contains(&text.word(end));
    let is_alone =
        is_title(text.word(end)) || text.is_mark(end) && text.slice(&(end..end + 1)) != ":";
    (has_branch && (is_typed || is_alone)).then(|| Item::weak(Fact::Clinic, at..end, start..end))
}

/// Whether the name of a clinic begins there.
pub(super) fn begins_clinic(text: &Text<'_>, at: usize) -> bool {
    is_of_clinic(text.word(at)) || head(text, at).is_some()
}

fn is_of_clinic(word: &str) -> bool {
    is_branch(word) || MODIFIERS.contains(&word)
}

fn is_branch(word: &str) -> bool {
    BRANCHES.contains(&word)
        || (word.ends_with("ology")
            && !matches!(
                word,
                "pathology"
                    | "radiology"
                    | "histology"
                    | "cytology"
                    | "apology"
                    | "aetiology"
                    | "morphology"
                    | "serology"
            ))
}

pub(super) fn work_type(text: &Text<'_>, at: usize, before: &[Item]) -> Option<Item> {
    let start = text.past(at, THIS_IS);
    let kinds = (start..start + 5)
        .take_while(|at| KINDS.contains(&text.word(*at)) || has_mdt(text, *at))
        .count();
    let noun = start + kinds;
    if !LETTERS.contains(&text.word(noun)) {
        return None;
    }
    let is_led = start > at
        || kinds > 0
        || !before.is_empty()
        || text.word(noun + 1) == "to"
        || matches!(text.word(noun + 1), "for" | "about" | "regarding" | "re");
    let end = text.past(noun + 1, &["please", "today"]);
    is_led.then(|| Item::strong(Fact::WorkType, at..end, start..noun + 1))
}

fn has_mdt(text: &Text<'_>, at: usize) -> bool {
    matches!(text.word(at), "mdt" | "multidisciplinary")
}
