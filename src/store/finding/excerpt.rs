//! An excerpt: as much of a letter's words as shows why it was found.

use std::ops::Range;

use crate::record::fold;

/// How much is shown before what was found, and in all, in bytes.
const BEFORE: usize = 48;
const LENGTH: usize = 200;

/// A piece of a text in one line, with where in it stands what was looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    pub hits: Vec<Range<usize>>,
}

/// The piece of a text in which what was looked for stands first, or how the text begins.
pub(super) fn of(text: &str, phrases: &[Vec<String>]) -> Excerpt {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words_of(&text);
    let hits = hits(&words, phrases);
    let from = hits.first().map_or(0, |hit| hit.start);
    let begin = match from > BEFORE {
        true => after_space(&text, from - BEFORE),
        false => 0,
    };
    let end = match text.len() - begin > LENGTH {
        true => before_space(&text, begin + LENGTH),
        false => text.len(),
    };
    cut(&text, begin..end, &hits)
}

fn cut(text: &str, piece: Range<usize>, hits: &[Range<usize>]) -> Excerpt {
    let (is_begun, is_ended) = (piece.start > 0, piece.end < text.len());
    let lead = if is_begun { "\u{2026} " } else { "" };
    let tail = if is_ended { " \u{2026}" } else { "" };
    let shift = |at: usize| at - piece.start + lead.len();
    let within = hits
        .iter()
        .filter(|hit| piece.start <= hit.start && hit.end <= piece.end);
    Excerpt {
        hits: within.map(|hit| shift(hit.start)..shift(hit.end)).collect(),
        text: format!("{lead}{}{tail}", &text[piece]),
    }
}

/// Each word with where it stands, as the index has it.
fn words_of(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words = Vec::new();
    let mut begun = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_of_a_word(c), begun) {
            (true, None) => begun = Some(at),
            (false, Some(start)) => {
                words.push((start..at, fold::searchable(&text[start..at])));
                begun = None;
            }
            _ => {}
        }
    }
    words
}

/// A letter or figure, or a mark on one, or what is not seen within a word.
fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric()
        || (!c.is_ascii() && fold::searchable(c.encode_utf8(&mut [0; 4])).is_empty())
}

/// Where what was looked for stands.
fn hits(words: &[(Range<usize>, String)], phrases: &[Vec<String>]) -> Vec<Range<usize>> {
    let mut hits = Vec::new();
    for at in 0..words.len() {
        let found = phrases.iter().filter(|phrase| stands_at(words, at, phrase));
        if let Some(count) = found.map(Vec::len).max() {
            hits.push(words[at].0.start..words[at + count - 1].0.end);
        }
    }
    hits
}

fn stands_at(words: &[(Range<usize>, String)], at: usize, phrase: &[String]) -> bool {
    let Some((last, before)) = phrase.split_last() else {
        return false;
    };
    let Some(there) = words.get(at..at + phrase.len()) else {
        return false;
    };
    let mut pairs = there.iter().zip(before);
    let is_last = |word: &str| match last.chars().count() {
        1 => word == last,
        _ => word.starts_with(last.as_str()),
    };
    pairs.all(|((_, word), wanted)| word == wanted)
        && there.last().is_some_and(|(_, word)| is_last(word))
}

/// The beginning of the first word after a place.
fn after_space(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let space = bytes[at..].iter().position(|c| *c == b' ');
    space.map_or(text.len(), |space| at + space + 1)
}

/// The end of the last word before a place.
fn before_space(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let space = bytes[..at].iter().rposition(|c| *c == b' ');
    space.unwrap_or(text.len())
}
