//! The spoken introduction and ending: who dictated, where and when, whom the letter is about, who
//! gets it, and what is said to the secretary alone.
//!
//! Authors say these before and after the letter, and they are no part of it. What is taken out of the
//! text is taken only where nothing of the letter can go with it; what is doubtful is offered and
//! stays. Nothing is ever chosen by it: what was heard is shown beside what a person chooses.

mod ending;
mod figures;
mod item;
mod names;
mod occasion;
mod opening;
mod people;
mod recipients;
mod removal;
mod text;
mod titles;

use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::letter::Body;
use crate::record::NhsNumber;
use crate::words::Span;
use item::{Fact, Item};
use text::Text;

pub use removal::without;

/// How urgent the author says the letter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// "two-week wait": urgent suspected cancer.
    SuspectedCancer,
    Urgent,
    Routine,
}

impl Urgency {
    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::SuspectedCancer => "urgent suspected cancer",
            Self::Urgent => "urgent",
            Self::Routine => "routine",
        }
    }
}

/// One thing that was said: what it comes to, and what was heard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said<T> {
    pub value: T,
    /// The words that were said, label and all.
    pub heard: String,
    /// Where it stood in the draft's text, in bytes.
    pub place: Range<usize>,
    /// Where in the recording it was said.
    pub sound: Option<Span>,
}

/// What was said before and after a letter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Introduction {
    pub author: Option<Said<String>>,
    pub clinic: Option<Said<String>>,
    /// The day; none where its year was not said.
    pub dated: Option<Said<Option<Date>>>,
    /// Whom the letter is about, without a title.
    pub patient: Option<Said<String>>,
    /// None where the century of the year cannot be known.
    pub born: Option<Said<Option<Date>>>,
    /// None where the digits are no valid number.
    pub nhs_number: Option<Said<Option<NhsNumber>>>,
    pub hospital_number: Option<Said<String>>,
    pub reference: Option<Said<String>>,
    pub work_type: Option<Said<String>>,
    pub urgency: Option<Said<Urgency>>,
    pub recipients: Vec<Said<String>>,
    /// What was said to the secretary alone.
    pub notes: Vec<Said<String>>,
    /// What of the text is no part of the letter, in bytes, in order.
    pub taken: Vec<Range<usize>>,
}

impl Introduction {
    /// Whether nothing was said of it all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Finds what is said before and after the letter in a draft's text.
pub fn find(body: &Body) -> Introduction {
    let text = Text::new(body.text());
    let opening = opening::read(&text);
    let ending = ending::read(&text, opening.end);
    let mut found = Introduction::default();
    let mut taken: Vec<Range<usize>> = Vec::new();
    if opening.taken > 0 {
        taken.push(0..text.start_of(opening.end));
    }
    let stretches = ending.taken.iter().rev();
    taken.extend(stretches.map(|words| text.place(words)));
    found.taken = removal::settled(body.text(), taken);
    let items: Vec<Item> = opening.items.into_iter().chain(ending.items).collect();
    fill(&mut found, body, &text, &items);
    found
}

/// Puts each thing where it belongs; what is said twice counts the first time.
fn fill(found: &mut Introduction, body: &Body, text: &Text<'_>, items: &[Item]) {
    let of = |item: &Item| said(body, text, item, text.slice(&item.value).to_owned());
    let is_named = items.iter().any(|item| item.fact == Fact::Patient);
    let has_author = items.iter().any(|item| item.fact == Fact::Author);
    for item in items {
        match &item.fact {
            Fact::Author => first(&mut found.author, of(item)),
            Fact::Clinic => first(&mut found.clinic, of(item)),
            Fact::Dated(date) => first(&mut found.dated, said(body, text, item, *date)),
            Fact::Patient => first(&mut found.patient, of(item)),
            Fact::Somebody { writes } => {
                let is_author = (*writes || is_named) && !has_author;
                match is_author {
                    true => first(&mut found.author, with_title(body, text, item)),
                    false if !is_named && !writes => first(&mut found.patient, of(item)),
                    false => {}
                }
            }
            Fact::GivenName => part_of_name(found, of(item), true),
            Fact::FamilyName => part_of_name(found, of(item), false),
            Fact::Born(date) => first(&mut found.born, said(body, text, item, *date)),
            Fact::NhsNumber(digits) => {
                let number = NhsNumber::parse(digits).ok();
                first(&mut found.nhs_number, said(body, text, item, number));
            }
            Fact::HospitalNumber(code) => {
                first(
                    &mut found.hospital_number,
                    said(body, text, item, code.clone()),
                );
            }
            Fact::Reference(code) => {
                first(&mut found.reference, said(body, text, item, code.clone()));
            }
            // "letter" alone says nothing of its kind.
            Fact::WorkType if item.value.len() < 2 => {}
            Fact::WorkType => first(&mut found.work_type, of(item)),
            Fact::Urgency(urgency) => first(&mut found.urgency, said(body, text, item, *urgency)),
            Fact::Recipient => found.recipients.push(of(item)),
            Fact::Note => found.notes.push(of(item)),
            Fact::Nothing => {}
        }
    }
}

fn first<T>(place: &mut Option<Said<T>>, said: Said<T>) {
    place.get_or_insert(said);
}

/// Somebody who writes, with the title that their name alone has lost.
fn with_title(body: &Body, text: &Text<'_>, item: &Item) -> Said<String> {
    said(body, text, item, text.slice(&item.said).to_owned())
}

/// A given or a family name makes one name with what is known of the other.
fn part_of_name(found: &mut Introduction, part: Said<String>, is_given: bool) {
    match &mut found.patient {
        Some(name) if is_given => name.value = format!("{} {}", part.value, name.value),
        Some(name) => name.value = format!("{} {}", name.value, part.value),
        place => *place = Some(part),
    }
}

fn said<T>(body: &Body, text: &Text<'_>, item: &Item, value: T) -> Said<T> {
    let place = text.place(&item.said);
    let cues = body.cues_in(&place);
    let spans = cues.iter().map(|cue| cue.span);
    Said {
        value,
        heard: heard(body, &place),
        sound: spans.reduce(Span::join),
        place,
    }
}

/// The words as they were heard, before any of them was written another way.
fn heard(body: &Body, place: &Range<usize>) -> String {
    let (mut heard, mut at) = (String::new(), place.start);
    for cue in body.cues_in(place) {
        let Some(said) = cue.heard.as_deref() else {
            continue;
        };
        let start = cue.range.start.max(at);
        heard.push_str(body.text().get(at..start).unwrap_or_default());
        heard.push_str(said);
        at = cue.range.end.max(start);
    }
    heard.push_str(body.text().get(at..place.end.max(at)).unwrap_or_default());
    heard.split_whitespace().collect::<Vec<_>>().join(" ")
}
