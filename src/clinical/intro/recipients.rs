//! Who gets the letter or a copy of it, as authors say it to their secretary.

use super::item::{Fact, Item};
use super::names::{Letters, any};
use super::text::Text;
use super::titles::is_title;

/// The most words that are read for the people who get a copy.
const LONGEST: usize = 45;

/// How a copy is asked for.
const COPIES: &[&str] = &[
    "copy letter to",
    "copy of letter to",
    "copies of letter to",
    "copy to",
    "copies to",
    "a copy to",
    "and a copy to",
    "copy please to",
    "copies please to",
    "a copy please to",
    "copy also to",
    "also copy to",
    "also a copy to",
    "one copy to",
    "copy of this letter to",
    "a copy of this letter to",
    "copies of this letter to",
    "copy of this to",
    "a copy of this to",
    "copy of the letter to",
    "a copy of the letter to",
    "copies of the letter to",
    "cc",
    "cc to",
    "c c",
    "c c to",
    "cc'd to",
    "carbon copy to",
    "blind copy to",
    "send a copy to",
    "send copies to",
    "send a copy of this letter to",
    "send a copy of the letter to",
    "send copies of this letter to",
    "send a copy of this to",
    "also send a copy to",
    "send copy to",
    "copy this letter to",
    "copy this to",
    "copy the letter to",
    "copied to",
    "with a copy to",
    "with copies to",
    "copy go to",
    "a copy go to",
    "a copy should go to",
    "copies should go to",
    "copies go to",
    "also cc",
    "a copy for",
    "copy for",
    "copies for",
    "copy in",
    "also to",
    "copy it to",
    "copying to",
    "letter copied to",
    "another copy to",
    "distribution",
    "a copy of it to",
    "copies of this to",
    "make a copy for",
    "a further copy to",
    "i'd like a copy to go to",
    "i would like a copy to go to",
    "have a copy to",
    "send one to",
    "cc the letter to",
    "cc this to",
    "cc this letter to",
    "forward a copy to",
];

/// What goes before that.
const ASKED: &[&str] = &[
    "please",
    "and please",
    "can you",
    "could you",
    "would you",
    "can you please",
    "could you please",
    "please can you",
    "please could you",
    "please could",
    "can we",
    "could we",
    "and",
    "also",
    "and also",
    "so",
    "please also",
    "could",
    "can",
    "and can you",
    "and could you",
    "can i have",
    "could i have",
    "please can we",
    "then",
    "i'd like",
    "okay",
    "with",
];

/// Who gets none.
const NO_COPY: &[&str] = &[
    "no copy to",
    "no copies to",
    "not to",
    "do not copy to",
    "don't copy to",
];

/// What is said of a copy that is a part of the letter itself.
const NARRATED: &[&str] = &[
    "all",
    "correspondence",
    "future",
    "is",
    "was",
    "are",
    "were",
    "be",
    "been",
    "has",
    "had",
    "have",
    "will",
    "which",
    "that",
    "what",
    "who",
    "when",
    "if",
    "because",
    "should",
    "would",
    "he",
    "she",
    "they",
    "i",
    "we",
    "me",
    "us",
    "scan",
    "ecg",
    "results",
    "result",
    "refused",
    "offered",
    "declined",
    "requested",
    "sent",
    "form",
    "said",
    "so",
    "but",
    "did",
    "does",
    "do",
    "not",
    "enclosed",
    "attached",
    "asked",
    "findings",
    "whether",
    "how",
    "as",
    "then",
    "after",
    "before",
    "until",
    "with",
    "it",
    "received",
    "lost",
];

/// With these begins what is said of somebody who gets a copy.
const OF_SOMEBODY: &[&str] = &[
    "at",
    "in",
    "of",
    "from",
    "on",
    "consultant",
    "specialist",
    "who",
    "care",
    "c/o",
];

/// What ends the name of a place to which one writes.
const PLACES: &[&str] = &[
    "surgery",
    "practice",
    "hospital",
    "centre",
    "infirmary",
    "house",
    "road",
    "street",
    "neurology",
    "cardiology",
    "unit",
    "department",
    "solicitors",
    "clinic",
    "lane",
    "avenue",
];

const PLEASANTRIES: &[&str] = &[
    "please",
    "thank you",
    "thanks",
    "thank you very much",
    "thanks very much",
    "many thanks",
    "as well",
    "as well please",
    "too",
    "too please",
    "also",
    "as usual",
    "as well thank you",
    "please thank you",
];

/// What is said where a dictation ends.
const ENDS: &[&str] = &[
    "bye",
    "goodbye",
    "bye bye",
    "end of dictation",
    "end of the dictation",
    "end of this dictation",
    "end dictation",
    "end of letter",
    "end of the letter",
    "end of this letter",
    "end of recording",
    "end of tape",
    "dictation ends",
    "dictation ended",
    "end of message",
    "that's all",
    "that is all",
    "that's it",
    "that is it",
    "end of report",
    "that's the end",
    "that is the end",
    "that's the end of the letter",
    "that's the end of that letter",
    "that is the end of that letter",
    "end of that letter",
    "that is the end of the letter",
    "that's the end of the dictation",
    "that's the end of dictation",
    "that is the end of dictation",
    "that is the end of the dictation",
    "this is the end of the dictation",
    "this is the end of dictation",
    "that concludes the letter",
    "that concludes the dictation",
    "that concludes this dictation",
    "letter ends",
    "report ends",
    "ends",
    "that's everything",
    "that will be all",
    "that's all thank you",
    "that's all for this one",
    "end of file",
    "no more dictation",
    "finished",
    "that's all for now",
    "that's all for today",
];

/// Whether something goes to somebody there, "copy to the patient and to Dr Lim": the people, and
/// where it ends.
pub(super) fn copies(text: &Text<'_>, at: usize) -> Option<(Vec<Item>, usize)> {
    let asked = text.past_pauses(text.past(at, ASKED));
    let start = [at, asked]
        .into_iter()
        .filter_map(|from| text.reads_any(from, COPIES))
        .max();
    let Some(start) = start else {
        // "please copy Dr Green in".
        let copied = text
            .reads(asked, "copy")
            .filter(|at| is_title(text.word(*at)));
        return colon(text, at).or_else(|| people(text, at, copied?));
    };
    people(text, at, text.past_pauses(start))
}

/// "Copies: the patient, Dr Lim."
fn colon(text: &Text<'_>, at: usize) -> Option<(Vec<Item>, usize)> {
    let label = text.reads_any(at, &["copy", "copies", "copies please"])?;
    let start = text.past_pauses(label);
    let is_person = is_title(text.word(start))
        || text
            .reads_any(start, &["patient", "the patient", "gp", "the gp"])
            .is_some();
    (start > label || is_person).then(|| people(text, at, start))?
}

/// The people from here to the end of the sentence, or to what is said to the secretary.
fn people(text: &Text<'_>, said: usize, start: usize) -> Option<(Vec<Item>, usize)> {
    let mut items: Vec<Item> = Vec::new();
    let (mut at, mut from) = (start, said);
    loop {
        let end = one(text, at)?;
        let value = at..end;
        let is_more = items
            .last()
            .is_some_and(|last| belongs(text, last, at, end));
        match items.last_mut().filter(|_| is_more) {
            Some(last) => {
                last.value.end = value.end;
                last.said.end = value.end;
            }
            None => items.push(Item::strong(Fact::Recipient, from..end, value)),
        }
        let end = past_pleasantries(text, end);
        let Some(next) = another(text, end) else {
            return (end - said <= LONGEST).then_some((items, end));
        };
        (at, from) = (next, next);
    }
}

/// One of the people: words up to a mark or an "and".
fn one(text: &Text<'_>, start: usize) -> Option<usize> {
    let mut end = start;
    while text.is_word(end) && !ends_one(text, end) {
        if NARRATED.contains(&text.word(end)) {
            return None;
        }
        end += 1;
    }
    let is_somebody = end > start && end - start <= 12 && text.word(start) != "follow";
    is_somebody.then_some(end)
}

fn ends_one(text: &Text<'_>, at: usize) -> bool {
    if text.word(at) == "in" && text.is_mark(at + 1) {
        return true;
    }
    let is_firm = text.word(at) == "and"
        && text.is_capital(at + 1)
        && text.is_capital(at.wrapping_sub(1))
        && !is_title(text.word(at + 1))
        && text.word(at + 1).len() > 2
        && text
            .reads_any(at + 2, &["solicitors", "and partners", "partners"])
            .is_some();
    (matches!(text.word(at), "and" | "plus") && !is_firm)
        || text.reads_any(at, PLEASANTRIES).is_some()
        || text
            .reads_any(at, ENDS)
            .is_some_and(|_| text.word(at) != "ends" && text.word(at) != "finished")
        || text
            .reads_any(at, &["as well as", "and also", "cc", "copy to"])
            .is_some()
}

fn past_pleasantries(text: &Text<'_>, end: usize) -> usize {
    let is_in = text.word(end) == "in" && text.is_mark(end + 1);
    let end = if is_in { end + 1 } else { end };
    match text.reads_any(text.past_pauses(end), PLEASANTRIES) {
        Some(past) => past_pleasantries(text, past),
        None => end,
    }
}

/// Where another of the people begins, if one follows.
fn another(text: &Text<'_>, end: usize) -> Option<usize> {
    const AND: &[&str] = &[
        "and",
        "and to",
        "and also",
        "and also to",
        "to",
        "also to",
        "plus",
        "as well as",
        "as well as to",
        "and one to",
        "and a copy to",
        "and copy to",
        "then to",
        "and then to",
    ];
    if text.is_stop(end) {
        return None;
    }
    let comma = text.past_pauses(end);
    let next = text.past_pauses(text.past(comma, AND));
    let is_end = text.reads_any(next, ENDS).is_some()
        || text.reads_any(next, PLEASANTRIES).is_some()
        || text.reads_any(next, COPIES).is_some()
        || text.reads_any(comma, COPIES).is_some()
        || text.reads_any(next, NO_COPY).is_some()
        || note(text, next).is_some();
    (next > end && !is_end && text.is_word(next)).then_some(next)
}

/// Whether this is said of the one before: ", consultant neurologist", ", at Hexham".
fn belongs(text: &Text<'_>, last: &Item, at: usize, end: usize) -> bool {
    let is_comma = at == text.past_pauses(last.value.end);
    if !is_comma {
        return false;
    }
    let first = text.word(at);
    let is_their = matches!(text.word(last.value.start), "his" | "her" | "their" | "my");
    let is_new = matches!(
        first,
        "the" | "his" | "her" | "their" | "my" | "patient" | "gp"
    );
    OF_SOMEBODY.contains(&first)
        || (is_their && is_title(first))
        || (!is_new && PLACES.contains(&text.word(end - 1)))
}

/// A word to the secretary by name: "Jane, could you book him in". To the end of its sentence.
pub(super) fn note(text: &Text<'_>, at: usize) -> Option<Item> {
    const ASKS: &[&str] = &[
        "could you",
        "can you",
        "please",
        "would you",
        "will you",
        "could we",
        "can we",
        "please could you",
        "please can you",
    ];
    let start = text.past_pauses(text.past(at, &["and"]));
    let name =
        any(text, start, Letters::Capital).filter(|name| name.own.len() == 1 && !name.has_title)?;
    let asks = text.past_pauses(name.end);
    text.reads_any(asks, ASKS)?;
    let end = (asks..text.sentence_end(asks))
        .find(|at| text.is_mark(*at) && text.reads_any(at + 1, ENDS).is_some())
        .unwrap_or(text.sentence_end(asks));
    Some(Item::strong(Fact::Note, at..end, start..end))
}

/// What says that nothing more comes, and is in no letter.
pub(super) fn end(text: &Text<'_>, at: usize) -> Option<usize> {
    let start = text.past(at, &["okay", "ok", "right", "and", "so"]);
    let end = text.reads_any(text.past_pauses(start), ENDS)?;
    let end = past_pleasantries(text, end);
    text.is_mark(end).then_some(end)
}

/// Thanks to the secretary alone: "Thank you, Jane."
pub(super) fn thanks(text: &Text<'_>, at: usize) -> Option<usize> {
    const THANKS: &[&str] = &[
        "thank you",
        "thanks",
        "thank you very much",
        "thanks very much",
        "many thanks",
        "thanks a lot",
        "cheers",
        "okay thank you",
        "bye",
        "goodbye",
        "thanks so much",
        "thank you so much",
    ];
    let mut end = text.reads_any(at, THANKS)?;
    let name = text.past_pauses(end);
    if text.is_capital(name) && text.is_mark(name + 1) && !is_title(text.word(name)) {
        end = name + 1;
    }
    text.is_mark(end).then_some(end)
}

/// Who gets no copy, which is said to the secretary alone.
pub(super) fn no_copy(text: &Text<'_>, at: usize) -> Option<Item> {
    const USUAL: &[&str] = &[
        "usual copies",
        "usual copies please",
        "the usual copies",
        "the usual copies please",
    ];
    if let Some(end) = text.reads_any(at, USUAL).filter(|end| text.is_mark(*end)) {
        return Some(Item::strong(Fact::Note, at..end, at..end));
    }
    let start = text.reads_any(at, NO_COPY)?;
    let end = one(text, start)?;
    let end = past_pleasantries(text, end);
    text.is_mark(end)
        .then(|| Item::strong(Fact::Note, at..end, at..end))
}

/// To whom a letter is addressed, right after it was called one: "letter to Dr Osei".
pub(super) fn addressee(text: &Text<'_>, at: usize, before: &[Item]) -> Option<Item> {
    const GENERAL: &[&str] = &[
        "the gp",
        "gp",
        "the general practitioner",
        "general practitioner",
        "his gp",
        "her gp",
        "the patient",
        "patient",
        "the patient's gp",
        "their gp",
        "the referring doctor",
        "the solicitors",
        "the parents",
        "the patient's general practitioner",
    ];
    if let Some(start) = text.reads_any(
        at,
        &[
            "gp is",
            "gp",
            "the gp is",
            "his gp is",
            "her gp is",
            "and the gp is",
            "gp name",
        ],
    ) {
        let name = super::names::titled(text, text.past_pauses(start))?;
        let end = with_place(text, name.end);
        return Some(Item::strong(
            Fact::Recipient,
            at..end,
            name.words.start..end,
        ));
    }
    if let Some(item) = solicitors(text, at) {
        return Some(item);
    }
    let is_letter = before
        .last()
        .is_some_and(|last| matches!(last.fact, Fact::WorkType | Fact::Nothing | Fact::Patient));
    let start = text
        .reads_any(at, &["to", "addressed to"])
        .filter(|_| is_letter)?;
    let end = match text.reads_any(start, GENERAL) {
        Some(end) => end,
        None if text.word(start) == "messrs" => firm(text, start + 1)?,
        None => with_place(text, super::names::titled(text, start)?.words.end),
    };
    let said = at..text.past(end, &["please"]);
    Some(Item::strong(Fact::Recipient, said, start..end))
}

/// "solicitors Ridley and Crane", "instructing solicitors are Marlowe and Pike".
fn solicitors(text: &Text<'_>, at: usize) -> Option<Item> {
    let start = text.reads_any(
        at,
        &[
            "solicitors",
            "solicitors are",
            "instructing solicitors",
            "instructing solicitors are",
            "the solicitors are",
            "instructed by",
            "instructing solicitor",
            "solicitor",
            "the instructing solicitors are",
            "solicitors messrs",
            "instructing party",
        ],
    )?;
    let start = text.past_pauses(start);
    let end = firm(text, start)?;
    Some(Item::strong(Fact::Recipient, at..end, start..end))
}

/// The name of a firm.
fn firm(text: &Text<'_>, start: usize) -> Option<usize> {
    let mut end = start;
    while text.is_capital(end)
        || (end > start
            && text.word(end) == "and"
            && (text.is_capital(end + 1) || text.word(end + 1) == "partners"))
        || (end > start
            && matches!(
                text.word(end),
                "partners" | "solicitors" | "llp" | "limited"
            ))
    {
        end += 1;
    }
    let tail = text.past_pauses(end);
    let end = text.reads(tail, "solicitors").unwrap_or(end);
    (end > start).then_some(end)
}

/// With ", Hill Road Surgery" after a name.
fn with_place(text: &Text<'_>, end: usize) -> usize {
    let start = text.past_pauses(text.past(text.past_pauses(end), &["at", "at the", "of"]));
    let words = (start..start + 6)
        .take_while(|at| {
            text.is_capital(*at)
                || matches!(text.word(*at), "and" | "of" | "the" | "road" | "street")
        })
        .count();
    let last = (start..start + words)
        .rev()
        .find(|at| PLACES.contains(&text.word(*at)));
    last.map_or(end, |last| last + 1)
}
