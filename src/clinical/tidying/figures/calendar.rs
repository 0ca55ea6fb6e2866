//! Dates in the order of models taught in America, and days of one month: "Friday, March 6, 2026".

use super::dates::{begins_number, month_and_day, month_at, ordinal_at, unspoken_comma};
use super::numbers::{is_numberish, number_at};
use super::readings::year_at;
use crate::clinical::tidying::rules::{Rewrite, View};
use crate::record::clock::WEEKDAYS;

/// "from the first to the fifth of May": both days of one month.
pub(super) fn days_of_month(view: &View) -> Option<Rewrite> {
    let lead = view.previous()?;
    let article = usize::from(view.word(0)? == "the");
    let (first, taken) = ordinal_at(view, article)?;
    let link = view.word(article + taken)?;
    let links = matches!(
        (lead, link),
        ("from", "to" | "until" | "till" | "through") | ("between", "and") | ("on" | "of", "and")
    );
    let at = article + taken + 1;
    let second_article = usize::from(view.word(at) == Some("the"));
    let (second, more) = ordinal_at(view, at + second_article)?;
    let after = at + second_article + more;
    let of = usize::from(view.word(after) == Some("of"));
    let month = month_at(view, after + of)?;
    let end = after + of + 1;
    let year = year_at(view, end);
    if !links || second <= first || year.is_none() && view.word(end).is_some_and(begins_number) {
        return None;
    }
    let mut pieces = vec![
        first.to_string(),
        link.to_owned(),
        second.to_string(),
        month.to_owned(),
    ];
    pieces.extend(year.map(|(year, _)| year.to_string()));
    view.write(end + year.map_or(0, |(_, taken)| taken), &pieces)
}

/// "March 3, 2026", "Friday, March 6": the order of models taught in America.
pub(super) fn month_first(view: &View) -> Option<Rewrite> {
    const GOES_ON: &[&str] = &[
        "to", "and", "he", "she", "they", "we", "i", "at", "with", "in", "for", "by", "when",
        "the", "where", "which", "who", "but", "until", "or", "as", "because", "after", "before",
        "from", "via", "using", "under", "that", "this", "there", "it", "his", "her", "is", "was",
        "showed", "shows",
    ];
    let month = month_at(view, 0)?;
    let capital = view.ahead[0].text.starts_with(char::is_uppercase);
    let has_day = view.previous().is_some_and(is_numberish);
    let (day, taken) = day_at(view, 1)?;
    if !capital || has_day {
        return None;
    }
    let end = 1 + taken;
    let comma = usize::from(unspoken_comma(view, end));
    let mut pieces = vec![day.to_string(), month.to_owned()];
    if let Some((year, taken)) = year_at(view, end + comma) {
        let in_figures = view
            .word(2 + comma)?
            .starts_with(|c: char| c.is_ascii_digit());
        if in_figures || comma == 0 {
            pieces.push(year.to_string());
            return view.write(end + comma + taken, &pieces);
        }
    }
    let clear = view.word(end).is_none_or(|word| GOES_ON.contains(&word));
    // "March 1 to 50 mg" counts something else.
    let clear = clear && !view.word(end + 1).is_some_and(begins_number);
    // "in March 12 patients": after "in" a month stands alone.
    let alone = view.previous() == Some("in") && view.word(end).is_some();
    (clear && !alone).then(|| view.write(end, &pieces))?
}

/// A day as a plain number, and the tokens it takes; in words from ten up, for smaller ones stay
/// words.
fn day_at(view: &View, at: usize) -> Option<(u64, usize)> {
    let word = view.word(at)?;
    let in_figures = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let (day, taken) = if in_figures {
        (word.parse().ok()?, 1)
    } else {
        let number = number_at(view, at).filter(|number| number.in_words)?;
        let day = number.text.parse().ok().filter(|day| *day >= 10)?;
        (day, number.taken)
    };
    (1..=31).contains(&day).then_some((day, taken))
}

/// "Friday, March 6": the weekday loses its comma once its date follows in the UK's order.
pub(super) fn weekday(view: &View) -> Option<Rewrite> {
    let is_day = WEEKDAYS.contains(&view.word(0)?);
    if !is_day || !unspoken_comma(view, 1) {
        return None;
    }
    let before = [view.ahead[0].clone()];
    let date = View {
        before: &before,
        ahead: view.ahead.get(2..)?,
        lexicon: view.lexicon,
    };
    let found = month_first(&date).or_else(|| month_and_day(&date))?;
    let mut written = before.to_vec();
    written.extend(found.written);
    Some(Rewrite {
        taken: 2 + found.taken,
        written,
    })
}
