//! Headings: "heading diagnosis new line".

use super::colons::is_title_word;
use super::table::Act::{Break, Mark};
use super::table::command_at;
use crate::clinical::lexicon::TermKind;
use crate::clinical::tidying::figures;
use crate::clinical::tidying::rules::{Rewrite, View, rewrite};
use crate::clinical::tidying::tokens::{Kind, Token};
use crate::letter::BlockKind::{self, Bulleted, Numbered, Paragraph};

/// "heading diagnosis new line": the words up to the next stop, colon or break.
pub(super) fn heading(view: &View) -> Option<Rewrite> {
    const PROSE: &[&str] = &[
        "towards", "toward", "for", "to", "in", "into", "north", "south", "home", "off", "up",
        "back", "down", "the", "a", "an",
    ];
    let intro = match (view.word(0)?, view.word(1)) {
        ("heading" | "subheading", _) => 1,
        ("new" | "next" | "sub", Some("heading")) => 2,
        _ => return None,
    };
    if !view.at_start() || view.word(intro).is_some_and(|word| PROSE.contains(&word)) {
        return None;
    }
    let point = |token: &&Token| token.is_point();
    let first = intro + view.ahead[intro..].iter().take_while(point).count();
    let (end, stop) = end_of_title(view, first)?;
    let block = |kind, from| Token::new(Kind::Break { kind, spoken: true }, "", from);
    let mut written = vec![block(BlockKind::Heading, view.from(first))];
    written.extend(view.ahead[first..end].iter().cloned());
    let last = view.ahead[end + stop.saturating_sub(1)].from.clone();
    written.push(block(Paragraph, last));
    Some(Rewrite {
        taken: end + stop,
        written,
    })
}

/// Where the title that begins at `first` ends, and how many tokens of stop to take with it: a
/// list that begins there keeps its own command.
fn end_of_title(view: &View, first: usize) -> Option<(usize, usize)> {
    const LONGEST: usize = 8;
    let stop_at = |n: usize| {
        let token = &view.ahead[n];
        match command_at(view, n) {
            Some((_, command)) if matches!(command.act, Break(Numbered | Bulleted)) => Some(0),
            Some((length, command)) if matches!(command.act, Break(_) | Mark(".")) => Some(length),
            _ if view.reads(n, &["next", "number"]) => Some(0),
            _ if n > first && is_first_item(view, n) => Some(0),
            _ if ends_known_title(view, first, n) => Some(1),
            _ if begins_text(view, first, n) => Some(0),
            _ if view.reads(n, &["colon"]) => Some(1),
            _ => (token.is_break() || matches!(token.text.as_str(), "." | ":")).then_some(1),
        }
    };
    let (end, stop) = (first..view.ahead.len()).find_map(|n| Some((n, stop_at(n)?)))?;
    let title = &view.ahead[first..end];
    let plain = title
        .iter()
        .all(|token| token.is_word() || token.is_point());
    if title.is_empty() || !plain || title.len() > 4 * LONGEST {
        return None;
    }
    // As long as it would be were it no title: "h b a one c" is one word, "nineteen hundred" also.
    let written = rewrite(view.ahead[..end].to_vec(), figures::RULES, view.lexicon);
    (written.len() <= first + LONGEST).then_some((end, stop))
}

/// "Heading diagnoses number one": a list that begins where no stop was said.
fn is_first_item(view: &View, at: usize) -> bool {
    view.word(at) == Some("number") && matches!(view.word(at + 1), Some("one" | "1"))
}

/// Whether the model's comma here ends a title of a few words that is one by its last.
fn ends_known_title(view: &View, first: usize, at: usize) -> bool {
    const LONGEST: usize = 3;
    let comma = &view.ahead[at];
    let is_comma = comma.text == "," && comma.is_point() && !comma.is_spoken();
    let short = (1..=LONGEST).contains(&(at - first));
    let known = at > first && view.word(at - 1).is_some_and(is_title_word);
    is_comma && short && known
}

/// Whether the text under a title begins here though no stop was said: "heading medication
/// bisoprolol 5 mg". The title is one by itself, and what follows is no part of one.
fn begins_text(view: &View, first: usize, at: usize) -> bool {
    const TITLES: &[&str] = &[
        "diagnosis",
        "diagnoses",
        "medication",
        "medications",
        "current medication",
        "current medications",
        "allergies",
        "past medical history",
        "drug history",
        "examination",
        "on examination",
        "investigations",
        "impression",
        "plan",
    ];
    const BEGINNINGS: &[&str] = &[
        "i", "we", "he", "she", "they", "there", "the", "his", "her", "their", "this", "these",
        "it",
    ];
    let is_title = TITLES.iter().any(|title| {
        let words: Vec<&str> = title.split(' ').collect();
        at == first + words.len() && view.reads(first, &words)
    });
    let is_text = |word: &str| {
        let term = view.lexicon.term(word);
        BEGINNINGS.contains(&word)
            || term.is_some_and(|term| TermKind::MEDICINES.contains(&term.kind))
    };
    is_title && view.word(at).is_some_and(is_text)
}
