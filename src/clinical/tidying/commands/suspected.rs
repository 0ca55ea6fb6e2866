//! What is only suspected: "question mark appendicitis" is written "?appendicitis".

use crate::clinical::lexicon::TermKind;
use crate::clinical::tidying::rules::{Rewrite, View};
use crate::clinical::tidying::tokens::Token;

/// The longest condition that is looked for, in words.
const LONGEST: usize = 4;

/// What may stand before the condition's name and belongs to it.
const QUALITIES: &[&str] = &[
    "acute",
    "chronic",
    "early",
    "recurrent",
    "new",
    "underlying",
    "viral",
    "bacterial",
    "atypical",
    "secondary",
    "primary",
    "left",
    "right",
    "bilateral",
    "mild",
    "severe",
];

/// Conditions that are said by their letters; most abbreviations name something else.
const BY_LETTERS: &[&str] = &[
    "pe", "dvt", "mi", "tia", "uti", "copd", "acs", "cva", "aaa", "gca", "pmr", "nstemi", "stemi",
    "ibd", "ibs", "gord",
];

/// Openings of a sentence that make a mark at its end a question's own.
const ASKS: &[&str] = &[
    "is", "are", "was", "were", "am", "do", "does", "did", "has", "have", "had", "can", "could",
    "would", "will", "should", "shall", "may", "might", "what", "when", "where", "which", "who",
    "whom", "whose", "why", "how", "any", "anything",
];

/// Words after which "query" is a verb or a thing: "I would query gout", "the query sepsis raises".
const NOT_AFTER: &[&str] = &[
    "i", "we", "you", "he", "she", "they", "who", "to", "would", "could", "should", "will", "may",
    "might", "not", "please", "the", "a", "an", "any", "my", "your", "his", "her", "our", "their",
    "this", "that", "no", "one", "further", "another",
];

/// A mark said before a condition, where no question ends; what else follows it is left to the
/// command of that name.
pub(super) fn suspected(view: &View) -> Option<Rewrite> {
    let said = match view.word(0)? {
        "query"
            if !view
                .previous()
                .is_some_and(|word| NOT_AFTER.contains(&word)) =>
        {
            1
        }
        "question" if view.word(1) == Some("mark") && !asks(view) => 2,
        _ => return None,
    };
    if said == 2 && view.previous().is_some_and(super::table::wants_noun) {
        return None;
    }
    let quality = view
        .word(said)
        .is_some_and(|word| QUALITIES.contains(&word));
    if !names_condition(view, said + usize::from(quality)) {
        return None;
    }
    let named = &view.ahead[said];
    let mut marked = Token::word(format!("?{}", named.text), view.from(said + 1));
    marked.tied = named.tied;
    Some(Rewrite {
        taken: said + 1,
        written: vec![marked],
    })
}

/// Whether the sentence so far is a question.
fn asks(view: &View) -> bool {
    let first = view
        .before
        .iter()
        .rev()
        .take_while(|token| !token.ends_sentence())
        .filter(|token| token.is_word())
        .last();
    first.is_some_and(|word| ASKS.contains(&word.lower.as_str()))
}

/// Whether a condition is named at the `at`th token ahead.
fn names_condition(view: &View, at: usize) -> bool {
    let words: Vec<&str> = (at..at + LONGEST).map_while(|n| view.word(n)).collect();
    let by_letters = words.first().is_some_and(|word| BY_LETTERS.contains(word));
    by_letters
        || (1..=words.len()).any(|count| {
            view.lexicon
                .is_kind(&words[..count].join(" "), &[TermKind::Condition])
        })
}
