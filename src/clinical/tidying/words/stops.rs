//! Stops that belong to an abbreviation and end no sentence: "B.P.", "E. coli", "5 mg. daily".

use crate::clinical::everyday::is_everyday;
use crate::clinical::lexicon::Lexicon;
use crate::clinical::tidying::figures::units::is_unit;
use crate::clinical::tidying::punctuation::FUNCTION_WORDS;
use crate::clinical::tidying::tokens::{Token, is_title};

/// Shortened words whose stop goes where the sentence goes on.
const SHORTENED: &[&str] = &[
    "abdo", "appt", "cap", "caps", "dept", "ext", "fig", "hosp", "hr", "hrs", "inj", "max", "min",
    "mins", "mth", "mths", "neg", "pos", "resp", "sec", "secs", "tab", "tabs", "tel", "temp",
    "vol", "wk", "wks", "wt", "yr", "yrs",
];

/// Titles and saints, written in the UK without the stop.
const BEFORE_NAMES: &[&str] = &[
    "st", "rev", "messrs", "hon", "capt", "col", "sgt", "maj", "lt", "cllr", "mx", "sr", "fr",
];

/// Genera that are shortened to more than their letter.
const GENERA: &[&str] = &["staph", "strep", "pseud", "clost", "mycobact"];

/// How often a medicine is taken and other forms that stay in small letters.
const SMALL: &[&str] = &[
    "ac", "bd", "bid", "cc", "mane", "nocte", "od", "om", "on", "pc", "prn", "qds", "qid", "qd",
    "tds", "tid",
];

/// Settles which stops are an abbreviation's, and takes them out of "B.P." altogether.
pub(super) fn settle(mut tokens: Vec<Token>, lexicon: &Lexicon) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let mut token = std::mem::take(&mut tokens[at]);
        at += 1;
        if !token.is_word() {
            out.push(token);
            continue;
        }
        let lettered = unpointed(&token, lexicon);
        let is_lettered = lettered.is_some();
        if let Some(text) = lettered {
            token.respell(text);
        }
        let stopped = tokens.get(at).is_some_and(|stop| is_own_stop(&token, stop));
        let next = tokens.get(at + 1);
        if stopped && is_genus(&token, next, lexicon) {
            token.respell(format!("{}.", token.text));
            at += 1;
        } else if stopped
            && (drops_stop(&token, is_lettered, out.last(), next)
                || is_lettered && next.is_none() && is_fragment(&token, &out))
        {
            at += 1;
        }
        out.push(token);
    }
    out
}

/// Whether the stop was written on the word itself.
fn is_own_stop(word: &Token, stop: &Token) -> bool {
    stop.text == "." && stop.is_point() && !stop.is_spoken() && stop.from == word.from
}

/// "B.P" without its stops, in capitals but for what stays small; nothing where the word is no such
/// abbreviation.
fn unpointed(token: &Token, lexicon: &Lexicon) -> Option<String> {
    const KEPT: &[&str] = &["a.m", "p.m", "e.g", "i.e", "a.k.a"];
    let parts: Vec<&str> = token.text.split('.').collect();
    let is_letter =
        |part: &&str| part.len() == 1 && part.starts_with(|c: char| c.is_ascii_alphabetic());
    if parts.len() < 2 || !parts.iter().all(is_letter) || KEPT.contains(&token.lower.as_str()) {
        return None;
    }
    let joined = parts.concat();
    let small = joined.to_lowercase();
    let stays = SMALL.contains(&small.as_str()) || is_unit(&small);
    let capitals = joined.to_uppercase();
    let known =
        small != joined || lexicon.has_term(&capitals) || CAPITALS.contains(&small.as_str());
    Some(if stays || !known { joined } else { capitals })
}

/// Ways of giving a medicine, which are capitals.
const CAPITALS: &[&str] = &["im", "iv", "po", "pr", "pv", "sc", "sl"];

/// The E of "E. coli".
fn is_genus(token: &Token, next: Option<&Token>, lexicon: &Lexicon) -> bool {
    let letter = token.text.len() == 1 && token.text.starts_with(|c: char| c.is_ascii_uppercase());
    let shortened = GENERA.contains(&token.lower.as_str());
    let species = |next: &Token| {
        let small =
            next.is_word() && next.text.chars().all(char::is_lowercase) && next.text.len() > 3;
        small
            && !is_everyday(&next.lower)
            && (shortened || next.lower == "diff" || lexicon.contains(&next.lower))
    };
    (letter || shortened) && next.is_some_and(species)
}

/// Whether the stop after the word ends no sentence.
fn drops_stop(token: &Token, lettered: bool, before: Option<&Token>, next: Option<&Token>) -> bool {
    let Some(next) = next else {
        return false;
    };
    let word = token.lower.as_str();
    let capital = next.is_word() && next.text.starts_with(char::is_uppercase);
    if BEFORE_NAMES.contains(&word) && token.text.starts_with(char::is_uppercase) {
        return capital && !is_street(before, next);
    }
    let goes_on = match next.is_word() {
        true => next
            .text
            .starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()),
        false => matches!(next.text.as_str(), "," | ";" | ":" | ")"),
    };
    // A sentence may begin with a figure or with "pH"; a word in small letters begins none.
    let small = !next.is_word() || next.text.chars().all(|c| c.is_lowercase() || c == '-');
    let counted = before.is_some_and(|figure| figure.text.ends_with(|c: char| c.is_ascii_digit()));
    let shortened = SHORTENED.contains(&word) || counted && is_unit(word);
    goes_on && (lettered || small && shortened)
}

/// Whether "500 mg t.i.d." is no sentence: small letters at the end of a text without another stop.
fn is_fragment(token: &Token, before: &[Token]) -> bool {
    let small = token.text.chars().all(char::is_lowercase);
    small && !before.iter().any(Token::ends_sentence)
}

/// "Regent St. He was": the street ends a sentence.
fn is_street(before: Option<&Token>, next: &Token) -> bool {
    let named = before.is_some_and(|word| {
        let title = is_title(&word.lower);
        word.is_word() && word.text.starts_with(char::is_uppercase) && !title
    });
    named && FUNCTION_WORDS.contains(&next.lower.as_str())
}
