//! Lists dictated or written: "number one", "next point", "1." and "-".

use super::table::{may_command, wants_noun};
use crate::clinical::tidying::figures::numbers;
use crate::clinical::tidying::rules::{Rewrite, Rule, View};
use crate::clinical::tidying::tokens::{Kind, Token};
use crate::letter::BlockKind::{self, Bulleted, Numbered};

/// "1." or "-" at the start of a line, as written text has it, where by the rule for `commands` the
/// item would say something.
pub(super) fn list_marker(view: &View, commands: Rule) -> Option<Rewrite> {
    if !view.at_line_start() || item_is_empty(view) {
        return None;
    }
    let unspoken = |taken, kind| {
        view.write_token(
            taken,
            Kind::Break {
                kind,
                spoken: false,
            },
            "",
        )
    };
    let followed = |n: usize| view.ahead.get(n).is_some_and(|next| !next.is_break());
    if view.word(0)? == "-" && followed(1) {
        return unspoken(1, Bulleted);
    }
    let number: usize = view.word(0)?.parse().ok()?;
    let dotted = view
        .ahead
        .get(1)
        .is_some_and(|mark| mark.text == "." && mark.is_point());
    (dotted && number == next_number(view) && says_something(view, 2, commands))
        .then(|| unspoken(2, Numbered))?
}

/// Whether an item that began with the `at`th token ahead would say something. A command there
/// may write what it says, as "open bracket" does, or nothing, as "new line" does; or it may need
/// something to stand before it, as a hyphen or a colon does, and then its words stay.
fn says_something(view: &View, at: usize, commands: Rule) -> bool {
    let kind = Kind::Break {
        kind: Numbered,
        spoken: false,
    };
    let mut before = view.before.to_vec();
    before.push(Token::new(kind, "", view.from(at)));
    let item = View {
        before: &before,
        ahead: view.ahead.get(at..).unwrap_or_default(),
        lexicon: view.lexicon,
    };
    let first = match commands(&item) {
        Some(carried_out) => carried_out.written.into_iter().next(),
        None => item.ahead.first().cloned(),
    };
    first.is_some_and(|first| !first.is_break() && !first.is_point())
}

/// Whether a list's item has just been opened and nothing stands in it yet.
fn item_is_empty(view: &View) -> bool {
    let opened = view.before.last().map(|token| token.kind);
    matches!(
        opened,
        Some(Kind::Break {
            kind: Numbered | Bulleted,
            ..
        })
    )
}

/// The number the next numbered item would bear.
fn next_number(view: &View) -> usize {
    let mut items = 0;
    let mut filled = false;
    for token in view.before.iter().rev() {
        match token.kind {
            Kind::Break { kind: Numbered, .. } => items += usize::from(filled),
            Kind::Break { .. } if filled => break,
            Kind::Break { .. } => {}
            _ => filled = true,
        }
        if token.is_break() {
            filled = false;
        }
    }
    items + 1
}

/// "next number", "next point": the next item of the list.
pub(super) fn next_item(view: &View) -> Option<Rewrite> {
    let kind = match (view.word(0)?, view.word(1)?) {
        ("next", "number") => Numbered,
        ("next", "point") => current_list(view).unwrap_or(Bulleted),
        _ => return None,
    };
    let open = view.before.last().is_none_or(|token| !token.is_word())
        || current_list(view).is_some()
        || is_one_of_several(view);
    let noun = view.previous().is_some_and(wants_noun);
    let verb = view
        .word(2)
        .is_some_and(|word| ["is", "was", "of", "to", "i", "that", "in"].contains(&word));
    (open && !noun && !verb).then(|| view.write_break(2, kind))?
}

/// Whether "next number" is said again before this block ends.
fn is_one_of_several(view: &View) -> bool {
    const LONGEST: usize = 40;
    let ahead = view.ahead.iter().skip(2).take(LONGEST);
    let block: Vec<&str> = ahead
        .take_while(|token| !token.is_break())
        .map(|token| token.lower.as_str())
        .collect();
    block.windows(2).any(|pair| pair == ["next", "number"])
}

/// The kind of list being dictated, if one is.
fn current_list(view: &View) -> Option<BlockKind> {
    view.before
        .iter()
        .rev()
        .find_map(|token| match token.kind {
            Kind::Break { kind, .. } => Some(kind),
            _ => None,
        })
        .filter(|kind| matches!(kind, Numbered | Bulleted))
}

/// "number one", said where the list has come to one; after "next number" it names the item that
/// is open already.
pub(super) fn numbered_item(view: &View) -> Option<Rewrite> {
    if view.word(0)? != "number" {
        return None;
    }
    let said = numbers::small(view.word(1)?)?;
    let opened = view
        .before
        .last()
        .is_none_or(|token| token.ends_sentence() || token.text == ":");
    let running = current_list(view) == Some(Numbered)
        && view.before.last().is_some_and(|token| !token.is_break())
        && !view.previous().is_some_and(|word| {
            wants_noun(word) || ["is", "was", "of", "at", "and", "bed", "ward"].contains(&word)
        });
    // "number one is chaemic": a model's "is", where number two comes too.
    let listed = view.at_line_start() && said == 1 && second_follows(view);
    let noun = !listed
        && view.word(2).is_some_and(|word| {
            [
                "priority", "concern", "reason", "cause", "of", "is", "was", "and",
            ]
            .contains(&word)
                || numbers::is_numberish(word)
        });
    let says_more = view.ahead[2..]
        .iter()
        .find(|token| !token.is_point())
        .is_some_and(|token| token.is_word() && !may_command(&token.lower));
    let fits = (opened || running) && !noun && says_more;
    if !fits || said as usize != next_number(view) {
        return None;
    }
    match view.before.last().map(|token| token.kind) {
        Some(Kind::Break { kind: Numbered, .. }) => Some(Rewrite {
            taken: 2,
            written: Vec::new(),
        }),
        _ if item_is_empty(view) => None,
        _ => view.write_break(2, Numbered),
    }
}

/// Whether "number two" is said before this block ends.
fn second_follows(view: &View) -> bool {
    const LONGEST: usize = 40;
    let ahead = (2..LONGEST.min(view.ahead.len())).take_while(|at| !view.ahead[*at].is_break());
    ahead
        .into_iter()
        .any(|at| view.word(at) == Some("number") && matches!(view.word(at + 1), Some("two" | "2")))
}
