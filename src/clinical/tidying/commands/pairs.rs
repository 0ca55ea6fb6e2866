//! Marks that come in pairs: "open bracket … close bracket", "quote … unquote".

use super::table::wants_noun;
use crate::clinical::tidying::rules::{Rewrite, View};
use crate::clinical::tidying::tokens::Kind;

/// As far ahead as the second of a pair is looked for, in tokens.
const LONGEST: usize = 60;

/// Whether the block has an opening mark that this one closes.
pub(super) fn is_open(view: &View, closing: &str) -> bool {
    let opening = if closing == ")" { "(" } else { "“" };
    view.before
        .iter()
        .rev()
        .take_while(|token| !token.is_break())
        .filter(|token| !token.is_word())
        .find(|token| token.text == opening || token.text == closing)
        .is_some_and(|token| token.text == opening)
}

/// "open brackets", or "brackets" alone: the mark, whatever follows, where the closing command comes too.
pub(super) fn bracket(view: &View) -> Option<Rewrite> {
    let is_bracket = |word: Option<&str>| matches!(word, Some("bracket" | "brackets"));
    let opens = match view.word(0)? {
        "open" if is_bracket(view.word(1)) => 2,
        "in" if view.word(1) == Some("brackets") => 2,
        "bracket" | "brackets" if !matches!(view.word(1), Some("open" | "close" | "closed")) => 1,
        _ => return None,
    };
    let closed_before = opens == 1
        && view
            .previous()
            .is_some_and(|word| matches!(word, "close" | "closed" | "open" | "end"));
    if closed_before || view.previous().is_some_and(wants_noun) {
        return None;
    }
    let shut = |word: Option<&str>| matches!(word, Some("close" | "closed" | "end"));
    let closes = |at: usize| {
        shut(view.word(at)) && is_bracket(view.word(at + 1))
            || is_bracket(view.word(at)) && matches!(view.word(at + 1), Some("closed" | "close"))
    };
    let mut ahead =
        (opens + 1..LONGEST.min(view.ahead.len())).take_while(|at| !view.ahead[*at].is_break());
    ahead
        .any(closes)
        .then(|| view.write_token(opens, Kind::Mark { spoken: true }, "("))?
}

/// "in inverted commas … close inverted commas".
pub(super) fn in_quotation(view: &View) -> Option<Rewrite> {
    const NAMES: &[&[&str]] = &[
        &["inverted", "commas"],
        &["quotation", "marks"],
        &["speech", "marks"],
        &["quotes"],
    ];
    if view.word(0)? != "in" {
        return None;
    }
    let name = NAMES.iter().find(|name| view.reads(1, name))?;
    let shut = |at: usize| {
        matches!(view.word(at), Some("close" | "closed" | "end"))
            && (view.reads(at + 1, name) || matches!(view.word(at + 1), Some("quote" | "quotes")))
    };
    let taken = 1 + name.len();
    let mut ahead =
        (taken + 1..LONGEST.min(view.ahead.len())).take_while(|at| !view.ahead[*at].is_break());
    ahead
        .any(shut)
        .then(|| view.write_token(taken, Kind::Mark { spoken: true }, "“"))?
}

/// "quote … unquote": a mark only where the closing command follows.
pub(super) fn quote(view: &View) -> Option<Rewrite> {
    if view.word(0)? != "quote" || view.previous().is_some_and(|w| wants_noun(w) || w == "to") {
        return None;
    }
    let closes = |n: usize| {
        view.word(n) == Some("unquote")
            || view.reads(n, &["end", "quote"])
            || view.reads(n, &["close", "quote"])
    };
    let close = (1..LONGEST.min(view.ahead.len())).find(|n| closes(*n))?;
    (close > 1).then(|| view.write_token(1, Kind::Mark { spoken: true }, "“"))?
}
