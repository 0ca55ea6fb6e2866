//! What is said after the letter: who gets copies, a word to the secretary, that the dictation ends.
//!
//! Read sentence by sentence from the end. "Yours sincerely" and the author's name are the letter's
//! own and stay; what is asked for before or after them is found all the same.

use std::ops::Range;

use super::item::Item;
use super::recipients::{copies, end, no_copy, note, thanks};
use super::text::Text;

const CLOSINGS: &[&str] = &[
    "yours sincerely",
    "yours faithfully",
    "yours truly",
    "kind regards",
    "with kind regards",
    "best wishes",
    "with best wishes",
    "kindest regards",
    "with kindest regards",
    "yours",
    "regards",
    "warm regards",
    "sincerely",
    "your sincerely",
    "yours sincerly",
    "many thanks and best wishes",
];

/// No copy is asked for right after these; somebody made or had one.
const NARRATED: &[&str] = &[
    "a",
    "the",
    "sent",
    "send",
    "gave",
    "give",
    "given",
    "have",
    "had",
    "has",
    "with",
    "of",
    "for",
    "his",
    "her",
    "this",
    "my",
    "our",
    "to",
    "will",
    "would",
    "enclose",
    "enclosed",
    "attach",
    "attached",
    "made",
    "make",
    "want",
    "wants",
    "wanted",
    "request",
    "requested",
    "receive",
    "received",
    "asked",
    "by",
    "another",
    "no",
    "any",
    "their",
    "he",
    "she",
    "i",
    "they",
    "we",
    "and",
    "or",
    "also",
];

/// What was read after the letter.
#[derive(Debug, Default)]
pub(super) struct Ending {
    pub items: Vec<Item>,
    /// The words that are taken out, stretch by stretch, from the last.
    pub taken: Vec<Range<usize>>,
}

pub(super) fn read(text: &Text<'_>, from: usize) -> Ending {
    let mut ending = Ending::default();
    let mut thanked: Option<Range<usize>> = None;
    let sentences = sentences(text, from);
    for (at, sentence) in sentences.iter().enumerate().rev() {
        let before = at.checked_sub(1).and_then(|at| sentences.get(at));
        let is_thanks = thanks(text, sentence.start).is_some_and(|end| text.is_stop(end));
        if is_thanks && thanked.is_none() {
            match !ending.taken.is_empty() || is_own_line(text, sentence, &sentences) {
                true => ending.taken.push(sentence.clone()),
                false => thanked = Some(sentence.clone()),
            }
            continue;
        }
        if is_closing(text, sentence.start) || is_signature(text, sentence, before) {
            continue;
        }
        let Some((start, items)) = tail(text, sentence) else {
            break;
        };
        ending.taken.extend(thanked.take());
        ending.taken.push(start..sentence.end);
        ending.items.splice(0..0, items);
        if start > sentence.start {
            break;
        }
    }
    ending
}

/// The sentences from a word on: their words, and their own stops.
fn sentences(text: &Text<'_>, from: usize) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut at = text.past_marks(from);
    while at < text.len() {
        let end = text.sentence_end(at);
        sentences.push(at..end);
        at = text.past_marks(end);
    }
    sentences
}

/// Whether thanks stand alone in the last line, below the letter.
fn is_own_line(text: &Text<'_>, sentence: &Range<usize>, all: &[Range<usize>]) -> bool {
    let before = text.whole[..text.start_of(sentence.start)].trim_end_matches(' ');
    before.ends_with('\n') && all.last() == Some(sentence)
}

fn is_closing(text: &Text<'_>, at: usize) -> bool {
    let end = text.reads_any(at, CLOSINGS);
    end.is_some_and(|end| text.is_mark(end) || text.is_capital(end))
}

/// Whether a sentence is the author's name below the closing.
fn is_signature(text: &Text<'_>, sentence: &Range<usize>, before: Option<&Range<usize>>) -> bool {
    let is_short = sentence.len() <= 10 && text.is_capital(sentence.start);
    let is_other = copies(text, sentence.start).is_some() || end(text, sentence.start).is_some();
    is_short && !is_other && before.is_some_and(|before| is_closing(text, before.start))
}

/// The part of a sentence, from a word to its end, that is said to the secretary alone.
fn tail(text: &Text<'_>, sentence: &Range<usize>) -> Option<(usize, Vec<Item>)> {
    if let Some(items) = all_of(text, sentence.start, sentence.end) {
        return Some((sentence.start, items));
    }
    let is_bare = text.is_unpunctuated();
    let may_begin = |at: &usize| {
        let before = *at - 1;
        text.is_mark(before) || (is_bare && !NARRATED.contains(&text.word(before)))
    };
    let mut starts = (sentence.start + 1..sentence.end).filter(may_begin);
    starts.find_map(|at| {
        let is_word = text.is_word(at);
        all_of(text, at, sentence.end)
            .filter(|_| is_word)
            .map(|items| (at, items))
    })
}

/// Everything from a word to the end of its sentence, where all of it is said to the secretary.
fn all_of(text: &Text<'_>, from: usize, to: usize) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    let mut at = from;
    while at < to {
        if let Some((people, end)) = copies(text, at) {
            items.extend(people);
            at = end;
        } else if let Some(said) = note(text, at)
            .filter(|_| !items.is_empty())
            .or_else(|| no_copy(text, at))
        {
            at = said.said.end;
            items.push(said);
        } else if let Some(end) = end(text, at) {
            at = end;
        } else {
            at = thanks(text, at).filter(|_| at > from)?;
        }
        at = text.past_pauses(at).min(to);
    }
    Some(items)
}
