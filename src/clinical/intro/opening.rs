//! The introduction before the letter: read item by item until something is said that is none.
//!
//! What has been read is taken out only up to where a sentence ends or the letter plainly begins, and
//! only where something in it is said by no letter of its own accord. The rest is offered, and stays.

use super::item::{Fact, Item, has_patient};
use super::text::Text;
use super::{occasion, people, recipients};

/// With these a letter begins, whether or not a mark stands before.
const LETTER: &[&str] = &[
    "dear",
    "thank you for",
    "thanks for",
    "many thanks for",
    "i saw",
    "i reviewed",
    "i met",
    "i had",
    "i have",
    "i was",
    "i am writing",
    "i spoke",
    "i write",
    "diagnosis",
    "diagnoses",
    "problem list",
    "problems",
    "this gentleman",
    "this lady",
    "this man",
    "this woman",
    "this patient",
    "this pleasant",
    "this delightful",
    "further to",
    "following",
    "he",
    "she",
    "we",
    "they",
    "it was",
    "background",
    "history",
    "thank you very much for",
    "thank you so much for",
    "many thank",
    "heading",
    "current medication",
    "medication",
    "medications",
    "to whom it may concern",
];

/// What is said before anything else, and is nothing.
const GREETINGS: &[&str] = &[
    "hello",
    "hi",
    "hiya",
    "good morning",
    "good afternoon",
    "good evening",
    "okay",
    "ok",
    "right",
    "so",
    "um",
    "er",
    "erm",
    "well",
    "yes",
    "yeah",
    "morning",
    "afternoon",
    "okay so",
    "right so",
    "now",
];

/// What announces a letter, and says nothing of it.
const ANNOUNCED: &[&str] = &[
    "new letter",
    "next letter",
    "first letter",
    "new dictation",
    "next dictation",
    "new patient",
    "follow up patient",
    "next patient",
    "first patient",
    "letter one",
    "letter two",
    "next one",
    "first one",
    "please",
    "patient details",
    "patient details are",
    "details",
    "new patient visit",
    "follow up visit",
    "for typing",
    "for typing please",
    "next",
    "follow up",
    "please could you type the following",
    "please type the following",
    "new patient appointment",
    "follow up appointment",
    "face to face",
    "telephone consultation",
    "telephone appointment",
    "video consultation",
    "on headed paper",
    "on headed paper please",
];

/// What was read before the letter.
#[derive(Debug, Default)]
pub(super) struct Opening {
    pub items: Vec<Item>,
    /// How many of them are taken out.
    pub taken: usize,
    /// The word at which what is left begins.
    pub end: usize,
}

pub(super) fn read(text: &Text<'_>) -> Opening {
    let mut opening = Opening::default();
    let mut at = text.past_marks(0);
    if text.word(at) == "dear" {
        // The salutation is the letter's; what stands below it may still say who it is about.
        at = text.past_marks(text.sentence_end(at));
    }
    let is_letter = at > text.past_marks(0);
    while at < text.len() {
        let Some(found) = items_at(text, at, &opening.items) else {
            break;
        };
        let end = found.last().map_or(at, |item| item.said.end);
        let is_greeting = found.iter().all(|item| item.fact == Fact::Nothing);
        let is_bounded = is_bounded(text, end, &opening.items, &found);
        if !is_bounded {
            offer(&mut opening, found);
            break;
        }
        let is_strong = found.last().is_some_and(|item| item.is_strong);
        opening.items.extend(found);
        let next = text.past_marks(end);
        let is_ended = (end..next).any(|at| text.is_stop(at));
        at = text.past_pauses(text.past(next, &["and"]));
        let begins =
            (is_strong || !is_greeting && next > end) && text.reads_any(next, LETTER).is_some();
        if !is_letter && (is_ended || begins) && is_introduction(&opening.items) {
            opening.taken = opening.items.len();
            opening.end = next;
        }
    }
    offer_details(text, at, &mut opening.items);
    opening
}

/// Whether no letter begins so: something is said that none says, or the clinic and a person.
fn is_introduction(items: &[Item]) -> bool {
    let has = |is_it: fn(&Item) -> bool| items.iter().any(is_it);
    has(|item| item.is_strong)
        || (has(|item| item.fact == Fact::Clinic)
            && has(|item| matches!(item.fact, Fact::Somebody { .. })))
}

/// Offers what is said by its name of the first sentences, wherever it stands: it stays in the text.
fn offer_details(text: &Text<'_>, from: usize, items: &mut Vec<Item>) {
    const FIRST: usize = 60;
    let mut at = from;
    while at < text.len().min(from + FIRST) {
        let label = ["nhs", "date", "dob", "hospital"].contains(&text.word(at));
        let found = people::detail(text, at).filter(|_| label);
        at = found.as_ref().map_or(at + 1, |item| item.said.end);
        items.extend(found);
    }
}

/// Keeps who is named where the letter has begun: offered, and left in the text.
fn offer(opening: &mut Opening, found: Vec<Item>) {
    let is_person =
        |item: &Item| matches!(item.fact, Fact::Somebody { writes: false } | Fact::Patient);
    if !opening.items.is_empty() && !has_patient(&opening.items) {
        opening.items.extend(found.into_iter().filter(is_person));
    }
}

/// What is said there, if it is one of the things that introductions say.
fn items_at(text: &Text<'_>, at: usize, before: &[Item]) -> Option<Vec<Item>> {
    if let Some((copies, end)) = recipients::copies(text, at)
        && text.is_mark(end)
    {
        return Some(copies);
    }
    one_at(text, at, before).map(|item| vec![item])
}

fn one_at(text: &Text<'_>, at: usize, before: &[Item]) -> Option<Item> {
    greeting(text, at)
        .or_else(|| occasion::urgency(text, at))
        .or_else(|| people::part_of_name(text, at))
        .or_else(|| people::own_detail(text, at, before))
        .or_else(|| occasion::dated(text, at, before))
        .or_else(|| people::labelled_patient(text, at))
        .or_else(|| recipients::addressee(text, at, before))
        .or_else(|| strong(people::author(text, at)))
        .or_else(|| occasion::work_type(text, at, before))
        .or_else(|| people::patient(text, at, before))
        .or_else(|| occasion::clinic(text, at, before))
        .or_else(|| people::author(text, at))
        .or_else(|| people::unnamed_detail(text, at, before))
        .or_else(|| announced(text, at))
}

fn strong(item: Option<Item>) -> Option<Item> {
    item.filter(|item| item.is_strong)
}

/// "Hello Jane": a greeting, with the secretary's name.
fn greeting(text: &Text<'_>, at: usize) -> Option<Item> {
    let mut end = text.reads_any(at, GREETINGS)?;
    let greets = matches!(
        text.word(at),
        "hello" | "hi" | "hiya" | "good" | "morning" | "afternoon"
    );
    let name = text.past_pauses(end);
    if greets && text.is_capital(name) && text.is_mark(name + 1) {
        end = name + 1;
    }
    Some(Item::weak(Fact::Nothing, at..end, at..end))
}

fn announced(text: &Text<'_>, at: usize) -> Option<Item> {
    // The secretary must know of it, where it goes with the introduction.
    const MARKED: &[&str] = &[
        "private and confidential",
        "strictly private and confidential",
        "confidential",
        "strictly confidential",
    ];
    if let Some(end) = text.reads_any(at, MARKED) {
        return Some(Item::weak(Fact::Note, at..end, at..end));
    }
    let end = text.reads_any(at, ANNOUNCED)?;
    Some(Item::weak(Fact::Nothing, at..end, at..end))
}

/// Whether what was read ends where it was taken to end, and no sentence runs on.
fn is_bounded(text: &Text<'_>, end: usize, before: &[Item], found: &[Item]) -> bool {
    let is_greeting = found.iter().all(|it| it.fact == Fact::Nothing)
        && greeting(text, found.first().map_or(end, |it| it.said.start)).is_some();
    if is_greeting || text.is_mark(end) {
        return true;
    }
    let so_far: Vec<Item> = before.iter().chain(found).cloned().collect();
    let next = text.past(end, &["and"]);
    let is_strong = found.last().is_some_and(|item| item.is_strong);
    one_at(text, next, &so_far).is_some() || (is_strong && text.reads_any(end, LETTER).is_some())
}
