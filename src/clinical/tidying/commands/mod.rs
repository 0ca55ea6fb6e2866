//! Spoken commands: punctuation, layout and capitals said aloud become marks and breaks.

pub mod capitals;
pub mod colons;
pub mod corrections;
pub mod instructions;
pub mod pairs;
pub mod strikes;
pub mod table;

mod counterparts;
mod headings;
mod lists;
mod suspected;

use super::letters::{end_of_dictation, next_letter};
use super::rules::{Rewrite, Rule, View};
use super::tokens::{Kind, Token};
use super::words::are_said_apart;
use crate::clinical::tidying::figures::numbers::{is_digits, is_numberish};
use crate::letter::BlockKind;
use capitals::{capital, capitals, capitals_on};
use colons::colon;
use headings::heading;
use lists::{list_marker, next_item, numbered_item};
use pairs::{bracket, in_quotation, is_open, quote};
use strikes::{is_prose, strike_at_length, unsaid_mark};
use suspected::suspected;
use table::Act::{Break, Join, Mark, Nothing, Scratch};
use table::{command_at, may_command};

pub(super) const RULES: &[Rule] = &[any];

/// The rules below, where one may begin with the word here; most words begin none.
pub(super) fn any(view: &View) -> Option<Rewrite> {
    let word = view.word(0)?;
    let begins = may_command(word)
        || OTHERS.contains(&word)
        || word.starts_with(|c: char| c.is_ascii_digit());
    begins.then(|| IN_ORDER.iter().find_map(|rule| rule(view)))?
}

/// Words that begin a command only with those that follow, and are ordinary ones else.
const OTHERS: &[&str] = &[
    "-",
    "and",
    "begin",
    "bracket",
    "brackets",
    "cancel",
    "correction",
    "cross",
    "delete",
    "dictation",
    "end",
    "no",
    "oh",
    "remove",
    "sorry",
    "start",
    "that",
    "that's",
    "then",
    "this",
];

/// The rules in the order they are tried.
const IN_ORDER: &[Rule] = &[
    marker,
    suspected,
    bracket,
    in_quotation,
    end_of_dictation,
    led_break,
    strike_at_length,
    unsaid_mark,
    phrase,
    paragraph,
    colon,
    quote,
    next_letter,
    next_item,
    numbered_item,
    heading,
    capitals_on,
    capitals,
    capital,
];

/// A list's marker, before what may be a command itself.
fn marker(view: &View) -> Option<Rewrite> {
    list_marker(view, any)
}

/// The command table.
fn phrase(view: &View) -> Option<Rewrite> {
    let (words, command) = command_at(view, 0)?;
    let spoken = Kind::Mark { spoken: true };
    match command.act {
        Mark("–") if !stands_between_words(view, words) => None,
        Scratch if is_prose(view, words) => None,
        Mark(closing @ (")" | "”")) if !is_open(view, closing) => None,
        Mark(text) => view.write_token(words, spoken, text),
        Join(text) => join(view, words, text),
        Break(kind) => view.write_break(words + pleasantry(view, words), kind),
        Scratch => {
            let said: Vec<&str> = (0..words).filter_map(|n| view.word(n)).collect();
            view.write_token(words, Kind::Scratch, &said.join(" "))
        }
        Nothing => Some(Rewrite {
            taken: words,
            written: Vec::new(),
        }),
    }
}

/// Whether words stand on either side, commas left aside.
fn stands_between_words(view: &View, taken: usize) -> bool {
    let is_comma = |token: &Token| token.text == "," && token.is_point();
    let before = view.before.iter().rev().find(|token| !is_comma(token));
    let after = taken + usize::from(view.ahead.get(taken).is_some_and(is_comma));
    before.is_some_and(Token::is_word)
        && view.word(after).is_some()
        && command_at(view, after).is_none()
}

/// "Start a new paragraph.", "and a new line": a break with the words that lead to it.
fn led_break(view: &View) -> Option<Rewrite> {
    const NOUN: &[&str] = &[
        "of", "in", "is", "was", "about", "on", "with", "for", "to", "that",
    ];
    const ASKED: &[&str] = &[
        "would", "will", "could", "to", "we", "i", "he", "she", "they", "you",
    ];
    let mut at = 0;
    for leads in [
        ["and", "and"],
        ["then", "then"],
        ["start", "begin"],
        ["a", "another"],
    ] {
        at += usize::from(view.word(at).is_some_and(|word| leads.contains(&word)));
    }
    let bare = at == 1 && view.word(0) == Some("a");
    let is_break = view.word(at) == Some("new")
        && matches!(view.word(at + 1), Some("paragraph" | "para" | "line"));
    let noun = view.word(at + 2).is_some_and(|word| NOUN.contains(&word));
    let asked = view.previous().is_some_and(|word| ASKED.contains(&word));
    if at == 0 || bare || !is_break || noun || asked {
        return None;
    }
    let line = view.word(at + 1) == Some("line");
    if line && command_at(view, at).is_none() && view.word(at - 1) != Some("a") {
        return None;
    }
    let end = at + 2;
    view.write_break(end + pleasantry(view, end), BlockKind::Paragraph)
}

/// "New paragraph please.", where nothing else is asked.
fn pleasantry(view: &View, at: usize) -> usize {
    let comma = view
        .ahead
        .get(at)
        .is_some_and(|mark| mark.text == "," && !mark.is_word());
    let please = at + usize::from(comma);
    let ends = view
        .ahead
        .get(please + 1)
        .is_none_or(|next| !next.is_word());
    if view.word(please) == Some("please") && ends {
        please + 1 - at
    } else {
        0
    }
}

/// "full stop paragraph": a new one, where the author has just ended a sentence aloud.
fn paragraph(view: &View) -> Option<Rewrite> {
    const NOUN: &[&str] = &["of", "in", "is", "was", "about", "from", "by", "and", "to"];
    let ended = view
        .before
        .last()
        .is_some_and(|mark| mark.is_spoken() && mark.text == ".");
    let is_noun = view
        .word(1)
        .is_none_or(|word| NOUN.contains(&word) || is_numberish(word));
    (view.word(0)? == "paragraph" && ended && !is_noun)
        .then(|| view.write_break(1, BlockKind::Paragraph))?
}

/// "follow hyphen up": takes the word after and marks the two as one.
fn join(view: &View, taken: usize, text: &str) -> Option<Rewrite> {
    view.previous()
        .filter(|word| word.ends_with(char::is_alphanumeric))?;
    let next = view.ahead.get(taken).filter(|token| token.is_word())?;
    let begins = next.text.starts_with(char::is_alphanumeric) && !next.text.ends_with('.');
    let owned = view.previous().is_some_and(|word| word.ends_with('s'));
    let begins = begins && (text != "'" || next.text.len() <= 2 || owned);
    let figures = |word: Option<&str>| word.is_some_and(is_numberish);
    // "thirty slash five hundred": the figures have first to be read.
    let unread = text == "/" && figures(view.previous()) && figures(view.word(taken));
    let in_figures = view.previous().is_some_and(is_digits)
        && view.word(taken).is_some_and(is_digits)
        && !figures(view.word(taken + 1));
    // Words with a hyphen that read as a command would be taken for one.
    let both = view.previous().zip(view.word(taken));
    let command = text == "-" && both.is_some_and(|(one, other)| are_said_apart(one, other));
    if !begins || command || unread && !in_figures || command_at(view, taken).is_some() {
        return None;
    }
    view.write_token(taken, Kind::Mark { spoken: true }, text)
}
