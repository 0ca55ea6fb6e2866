//! Spoken commands: punctuation, layout and capitals said aloud become marks and breaks.

use super::capitals::{capital, capitals, capitals_on};
use super::commands::Act::{Break, Join, Mark, Nothing, Scratch};
use super::commands::{command_at, may_command, wants_noun};
use super::headings::heading;
use super::letters::next_letter;
use super::lists::{list_marker, next_item, numbered_item};
use super::numbers::is_numberish;
use super::rules::{Rewrite, Rule, View};
use super::suspected::suspected;
use super::tokens::{Kind, Token};
use crate::letter::BlockKind;

pub(super) const RULES: &[Rule] = &[any];

/// The rules below, where one may begin with the word here; most words begin none.
pub(super) fn any(view: &View) -> Option<Rewrite> {
    let word = view.word(0)?;
    let begins = may_command(word) || word == "-" || word.starts_with(|c: char| c.is_ascii_digit());
    begins.then(|| IN_ORDER.iter().find_map(|rule| rule(view)))?
}

/// The rules in the order they are tried.
const IN_ORDER: &[Rule] = &[
    list_marker,
    suspected,
    bracket,
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

/// One token in the place of the next `taken`.
pub(super) fn one(view: &View, taken: usize, kind: Kind, text: &str) -> Option<Rewrite> {
    Some(Rewrite {
        taken,
        written: vec![Token::new(kind, text, view.from(taken))],
    })
}

/// A break in the place of the next `taken` tokens.
pub(super) fn start_block(view: &View, taken: usize, kind: BlockKind) -> Option<Rewrite> {
    one(view, taken, Kind::Break { kind, spoken: true }, "")
}

/// The command table.
fn phrase(view: &View) -> Option<Rewrite> {
    let (words, command) = command_at(view, 0)?;
    let spoken = Kind::Mark { spoken: true };
    match command.act {
        Mark("–") if !stands_between_words(view, words) => None,
        Scratch if is_noun(view, words) => None,
        Mark(closing @ (")" | "”")) if !is_open(view, closing) => None,
        Mark(text) => one(view, words, spoken, text),
        Join(text) => join(view, words, text),
        Break(kind) => start_block(view, words, kind),
        Scratch => {
            let said: Vec<&str> = (0..words).filter_map(|n| view.word(n)).collect();
            one(view, words, Kind::Scratch, &said.join(" "))
        }
        Nothing => Some(Rewrite {
            taken: words,
            written: Vec::new(),
        }),
    }
}

/// Whether the block has an opening mark that this one closes.
fn is_open(view: &View, closing: &str) -> bool {
    let opening = if closing == ")" { "(" } else { "“" };
    view.before
        .iter()
        .rev()
        .take_while(|token| !token.is_break())
        .filter(|token| !token.is_word())
        .find(|token| token.text == opening || token.text == closing)
        .is_some_and(|token| token.text == opening)
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

/// "open brackets": the mark, whatever follows, where the closing command comes too.
fn bracket(view: &View) -> Option<Rewrite> {
    const LONGEST: usize = 40;
    let opens = view.word(0)? == "open" && matches!(view.word(1)?, "bracket" | "brackets");
    if !opens || view.previous().is_some_and(wants_noun) {
        return None;
    }
    let ahead = (2..LONGEST.min(view.ahead.len())).take_while(|at| !view.ahead[*at].is_break());
    let closes = ahead
        .map(|at| (view.word(at), view.word(at + 1)))
        .any(|pair| {
            matches!(
                pair,
                (Some("close" | "closed"), Some("bracket" | "brackets"))
                    | (Some("bracket" | "brackets"), Some("closed"))
            )
        });
    closes.then(|| one(view, 2, Kind::Mark { spoken: true }, "("))?
}

/// "a scratch that will not heal": an article before and a clause after show a wound. Where in
/// doubt the words stay, for what is struck out is gone from the letter.
fn is_noun(view: &View, taken: usize) -> bool {
    const CLAUSE: &[&str] = &[
        "became", "did", "does", "got", "had", "has", "he", "her", "his", "i", "is", "needed",
        "never", "she", "the", "they", "was", "we", "will", "won't", "would",
    ];
    const ARTICLES: &[&str] = &["a", "an", "the", "this", "his", "her", "my"];
    view.previous().is_some_and(|word| ARTICLES.contains(&word))
        && view.word(taken).is_some_and(|word| CLAUSE.contains(&word))
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
        .then(|| start_block(view, 1, BlockKind::Paragraph))?
}

/// "follow hyphen up": takes the word after and marks the two as one.
fn join(view: &View, taken: usize, text: &str) -> Option<Rewrite> {
    view.previous()
        .filter(|word| word.ends_with(char::is_alphanumeric))?;
    let next = view.ahead.get(taken).filter(|token| token.is_word())?;
    let begins = next.text.starts_with(char::is_alphanumeric) && !next.text.ends_with('.');
    let begins = begins && (text != "'" || next.text.len() <= 2);
    if !begins || command_at(view, taken).is_some() {
        return None;
    }
    one(view, taken, Kind::Mark { spoken: true }, text)
}

/// "diagnosis colon": the mark only where a list or a heading's word goes before; elsewhere the
/// organ.
fn colon(view: &View) -> Option<Rewrite> {
    const LEADS: &[&str] = &[
        "diagnosis",
        "diagnoses",
        "medication",
        "medications",
        "allergies",
        "allergy",
        "plan",
        "impression",
        "history",
        "examination",
        "investigations",
        "investigation",
        "results",
        "problems",
        "problem",
        "management",
        "findings",
        "follow-up",
        "follows",
        "following",
        "re",
        "cc",
        "including",
        "namely",
        "indication",
        "procedure",
        "procedures",
        "summary",
        "recommendations",
        "recommendation",
        "actions",
        "conclusion",
        "opinion",
        "observations",
        "date",
        "clinic",
        "complaint",
        "outcome",
        "treatment",
        "operation",
        "weight",
        "height",
        "number",
        "birth",
        "address",
        "drugs",
        "comment",
        "assessment",
        "reason",
        "admission",
        "discharge",
        "background",
        "questions",
        "options",
    ];
    const ORGAN: &[&str] = &[
        "cancer",
        "cancers",
        "carcinoma",
        "polyp",
        "polyps",
        "was",
        "is",
        "were",
        "resection",
        "showed",
        "appeared",
        "tumour",
        "tumor",
        "adenocarcinoma",
        "screening",
        "biopsy",
        "biopsies",
        "and",
        "or",
        "wall",
        "surgery",
        "capsule",
        "had",
        "has",
        "looked",
        "with",
        "transit",
        "mucosa",
        "perforation",
        "obstruction",
        "ischaemia",
        "to",
        "from",
        "at",
        "in",
    ];
    if view.word(0)? != "colon" {
        return None;
    }
    let lead = view
        .before
        .iter()
        .rev()
        .find(|token| !token.is_point())
        .filter(|token| token.is_word())?;
    let organ = !matches!(lead.lower.as_str(), "follows" | "following")
        && view.word(1).is_some_and(|word| ORGAN.contains(&word));
    (LEADS.contains(&lead.lower.as_str()) && !organ)
        .then(|| one(view, 1, Kind::Mark { spoken: true }, ":"))?
}

/// "quote … unquote": a mark only where the closing command follows.
fn quote(view: &View) -> Option<Rewrite> {
    const LONGEST: usize = 60;
    if view.word(0)? != "quote" || view.previous().is_some_and(|w| wants_noun(w) || w == "to") {
        return None;
    }
    let closes = |n: usize| {
        view.word(n) == Some("unquote")
            || view.reads(n, &["end", "quote"])
            || view.reads(n, &["close", "quote"])
    };
    let close = (1..LONGEST.min(view.ahead.len())).find(|n| closes(*n))?;
    (close > 1).then(|| one(view, 1, Kind::Mark { spoken: true }, "“"))?
}
