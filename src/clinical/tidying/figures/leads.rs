//! Leads of an electrocardiogram: "V one to V four", "leads two three and a v f".

use super::numbers::is_numberish;
use super::scores::{roman, small_at};
use crate::clinical::tidying::rules::{Rewrite, View};
use crate::clinical::tidying::tokens::{Kind, Token};

/// "V one to V four".
pub(super) fn chest_leads(view: &View) -> Option<Rewrite> {
    let (first, taken) = chest_lead(view, 0)?;
    if matches!(view.word(taken), Some("to" | "through"))
        && let Some((last, more)) = chest_lead(view, taken + 1)
        && last > first
    {
        return view.write(taken + 1 + more, &[format!("V{first}–V{last}")]);
    }
    (taken > 1).then(|| view.write(taken, &[format!("V{first}")]))?
}

fn chest_lead(view: &View, at: usize) -> Option<(u64, usize)> {
    view.word(at)?;
    let text = view.as_written(at)?;
    let rest = text.strip_prefix('V')?;
    let (lead, taken) = match rest {
        "" => (small_at(view, at + 1)?, 2),
        digit if digit.len() == 1 => (digit.parse().ok()?, 1),
        _ => return None,
    };
    let clear = view.word(at + taken).is_none_or(|next| !is_numberish(next));
    ((1..=6).contains(&lead) && clear).then_some((lead, taken))
}

/// "leads two three and aVF": limb leads bear Roman numbers. One lead alone could be anything
/// that leads, and is believed only where a tracing is spoken of.
pub(super) fn limb_leads(view: &View) -> Option<Rewrite> {
    if !matches!(view.word(0)?, "lead" | "leads") {
        return None;
    }
    let mut written = vec![view.ahead[0].clone()];
    let (mut at, mut leads, mut numbers) = (1, 0, 0);
    while let Some((text, numbered)) = limb_lead(view, at + separator(view, at, leads)) {
        let apart = separator(view, at, leads);
        if apart > 0 {
            written.push(view.ahead[at].clone());
        } else if leads > 0 {
            written.push(Token::new(
                Kind::Mark { spoken: false },
                ",",
                view.ahead[at].from.clone(),
            ));
        }
        written.push(Token::word(text, view.ahead[at + apart].from.clone()));
        at += apart + 1;
        leads += 1;
        numbers += usize::from(numbered);
    }
    let meant = (leads > 1 && view.word(0) == Some("leads")) || of_a_tracing(view);
    (numbers > 0 && meant && ends_clear(view, at)).then_some(Rewrite { taken: at, written })
}

/// How many tokens part one lead from the next: a comma or "and", if anything.
fn separator(view: &View, at: usize, leads: usize) -> usize {
    let comma = view
        .ahead
        .get(at)
        .is_some_and(|mark| mark.text == "," && !mark.is_word());
    let word = view
        .word(at)
        .is_some_and(|word| matches!(word, "and" | "to" | "or"));
    usize::from(leads > 0 && (comma || word))
}

/// A limb lead as it is written, and whether it was said as a number.
fn limb_lead(view: &View, at: usize) -> Option<(String, bool)> {
    let word = view.word(at)?;
    match word {
        "avr" | "avl" | "avf" => Some((format!("aV{}", word[2..].to_uppercase()), false)),
        "i" | "ii" | "iii" => Some((word.to_uppercase(), false)),
        _ => {
            let number = small_at(view, at).filter(|n| (1..=3).contains(n))?;
            Some((roman(number)?.to_owned(), true))
        }
    }
}

fn of_a_tracing(view: &View) -> bool {
    const TRACING: &[&str] = &[
        "ecg",
        "st",
        "wave",
        "waves",
        "elevation",
        "depression",
        "inversion",
        "rhythm",
    ];
    view.recently(TRACING, 8)
}

/// Whether nothing follows that the number could count.
fn ends_clear(view: &View, at: usize) -> bool {
    const GOES_ON: &[&str] = &[
        "with",
        "on",
        "which",
        "were",
        "was",
        "is",
        "and",
        "but",
        "in",
        "at",
        "suggesting",
        "consistent",
        "today",
        "without",
        "only",
    ];
    view.word(at).is_none_or(|word| GOES_ON.contains(&word))
}
