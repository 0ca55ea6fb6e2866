//! Figures that a model writes in pieces: "100 and 40 over 80", "120 / 80", "NHS #9991234567".

use crate::clinical::lexicon::Lexicon;
use crate::clinical::tidying::figures::measurements::{LINKS, is_measured};
use crate::clinical::tidying::figures::numbers::is_digits;
use crate::clinical::tidying::figures::units::is_unit;
use crate::clinical::tidying::tokens::Token;

/// What is measured, just before a figure, besides what a result is named by.
const MEASURED: &[&str] = &[
    "abduction",
    "angle",
    "bp",
    "count",
    "extension",
    "flexion",
    "flow",
    "height",
    "level",
    "output",
    "platelet",
    "pressure",
    "pulse",
    "qtc",
    "rate",
    "thickness",
    "weight",
];

/// Signs that two figures were meant.
const TWO: &[&str] = &[
    "both",
    "between",
    "alternate",
    "alternating",
    "respectively",
    "either",
    "doses",
    "strengths",
    "tablets",
    "each",
    "separate",
];

/// Joins what was said as one figure.
pub(super) fn join(tokens: Vec<Token>, _: &Lexicon) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let ahead = &tokens[at..];
        if let Some(whole) = hundred_and(&out, ahead) {
            out.push(whole);
            at += 3;
        } else if let Some(pair) = stroke(ahead) {
            out.push(pair);
            at += 3;
        } else if let Some(parts) = numbered(&out, &ahead[0]).or_else(|| glued(&ahead[0])) {
            out.extend(parts);
            at += 1;
        } else {
            out.push(ahead[0].clone());
            at += 1;
        }
    }
    out
}

/// One token in the place of three.
fn one(tokens: &[Token], text: String) -> Token {
    Token::word(text, tokens[0].from.start..tokens[2].from.end)
}

/// "100 and 40" for 140, where it is measured and nothing shows that two figures were meant.
fn hundred_and(before: &[Token], ahead: &[Token]) -> Option<Token> {
    let [first, and, second, rest @ ..] = ahead else {
        return None;
    };
    let whole = |token: &Token| {
        let figure = token.is_word() && token.text.bytes().all(|byte| byte.is_ascii_digit());
        figure.then(|| token.text.parse::<u64>().ok())?
    };
    let hundreds = whole(first).filter(|n| (100..10_000).contains(n) && n.is_multiple_of(100))?;
    let more = whole(second).filter(|n| (1..100).contains(n))?;
    let two = before.iter().rev().take(4).chain(rest.iter().take(6));
    // After another figure or its unit this is the next of a list.
    let listed = before
        .last()
        .is_some_and(|last| is_digits(&last.lower) || is_unit(&last.lower));
    if and.lower != "and" || listed || two.clone().any(|token| TWO.contains(&token.lower.as_str()))
    {
        return None;
    }
    let next = rest.first().filter(|next| next.is_word());
    let counted = next.is_some_and(|next| {
        matches!(next.lower.as_str(), "over" | "per" | "percent") || is_unit(&next.lower)
    });
    let mut lead = before
        .iter()
        .rev()
        .skip_while(|token| LINKS.contains(&token.lower.as_str()));
    let measured = lead
        .next()
        .is_some_and(|lead| is_measured(&lead.lower) || MEASURED.contains(&lead.lower.as_str()));
    let over = before.last().is_some_and(|last| last.lower == "over");
    (counted || measured || over).then(|| one(ahead, (hundreds + more).to_string()))
}

/// "120 / 80"
fn stroke(ahead: &[Token]) -> Option<Token> {
    let [first, stroke, second, ..] = ahead else {
        return None;
    };
    let figures = [first, second]
        .iter()
        .all(|token| token.is_word() && is_digits(&token.text));
    (figures && stroke.text == "/").then(|| one(ahead, format!("{}/{}", first.text, second.text)))
}

/// "#9991234567" after "NHS" or "hospital", "#2" before an item: a number.
fn numbered(before: &[Token], token: &Token) -> Option<[Token; 2]> {
    const NAMED: &[&str] = &["nhs", "hospital", "unit", "telephone", "phone", "mobile"];
    let digits = token.text.strip_prefix('#').filter(|_| token.is_word())?;
    let named = before
        .last()
        .is_some_and(|last| NAMED.contains(&last.lower.as_str()));
    let figures = digits.bytes().all(|byte| byte.is_ascii_digit());
    let item = figures && digits.len() <= 2;
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit());
    let word = |text: &str| Token::word(text, token.from.clone());
    (is_number && (named || item)).then(|| [word("number"), word(digits)])
}

/// "FEV141%": a test whose name ends in a figure, and its result.
fn glued(token: &Token) -> Option<[Token; 2]> {
    let result = token
        .text
        .strip_prefix("FEV1")
        .or_else(|| token.text.strip_prefix("FEV-1"))?;
    let percent = result.strip_suffix('%')?;
    let fits = percent.len() == 2 && percent.bytes().all(|byte| byte.is_ascii_digit());
    let word = |text: &str| Token::word(text, token.from.clone());
    fits.then(|| [word("FEV1"), word(result)])
}
