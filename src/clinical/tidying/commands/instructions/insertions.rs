//! The blank that an instruction leaves in the letter where something is to be inserted.

use super::PLEASANTRIES;
use crate::clinical::tidying::tokens::{Kind, Token};

/// "[INSERT: last echo]" for "add his last echo"; nothing where nothing is to be inserted.
pub(super) fn blank_for(request: &[Token], note: &[Token]) -> Option<Vec<Token>> {
    const FILLS: &[&[&str]] = &[
        &["leave", "a", "space", "for"],
        &["leave", "a", "gap", "for"],
        &["leave", "a", "blank", "for"],
        &["put", "in"],
        &["fill", "in"],
        &["insert"],
        &["add", "in"],
        &["add"],
        &["include"],
    ];
    const ELSEWHERE: &[&str] = &[
        "list",
        "cc",
        "copies",
        "enclosure",
        "enclosures",
        "envelope",
        "diary",
        "clinic",
    ];
    let asked = request
        .iter()
        .position(|token| token.is_word() && !PLEASANTRIES.contains(&token.lower.as_str()))?;
    let request = &request[asked..];
    let begins = |fill: &&&[&str]| {
        fill.len() <= request.len()
            && fill
                .iter()
                .zip(request)
                .all(|(word, token)| token.lower == **word)
    };
    let fill = FILLS.iter().find(begins)?;
    let wanted: Vec<&Token> = request[fill.len()..]
        .iter()
        .take_while(|token| token.is_word())
        .collect();
    if wanted
        .iter()
        .any(|token| ELSEWHERE.contains(&token.lower.as_str()))
    {
        return None;
    }
    let from = note.first()?.from.start..note.last()?.from.end;
    let word = |text: &str| Token::word(text, from.clone());
    let mark = |text: &str| Token::new(Kind::Mark { spoken: false }, text, from.clone());
    let mut blank = vec![mark("["), word("INSERT"), mark(":")];
    blank.extend(trimmed(&wanted).iter().map(|token| word(&token.text)));
    blank.push(mark("]"));
    Some(blank)
}

/// What is wanted, without "his" before it and "here please" after it.
fn trimmed<'a>(wanted: &'a [&'a Token]) -> &'a [&'a Token] {
    const BEFORE: &[&str] = &["his", "her", "the", "their", "a", "an", "my", "our", "in"];
    const AFTER: &[&str] = &["here", "please", "there", "in"];
    let mut rest = wanted;
    while let [first, after @ ..] = rest {
        if !BEFORE.contains(&first.lower.as_str()) {
            break;
        }
        rest = after;
    }
    while let [before @ .., last] = rest {
        if !AFTER.contains(&last.lower.as_str()) {
            break;
        }
        rest = before;
    }
    rest
}
