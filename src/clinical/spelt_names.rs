//! Names spelt out by the author: "Mrs Smith, that is S M Y T H E".

use super::capitals::capitalised;
use super::rules::{Rewrite, View};
use super::tokens::Token;

/// A name, then how it is spelt: the name is written so, and what was heard is kept with it. A
/// spelling that is nothing like the name before it is left as it was said.
pub(super) fn spelt_name(view: &View) -> Option<Rewrite> {
    const INTRODUCED: &[&[&str]] = &[
        &["that", "is"],
        &["that's"],
        &["spelled"],
        &["spelt"],
        &["which", "is", "spelt"],
        &["that", "is", "spelt"],
    ];
    view.word(0)?;
    let heard = &view.ahead[0].text;
    let is_name = heard.starts_with(char::is_uppercase) && heard.chars().all(char::is_alphabetic);
    if !is_name {
        return None;
    }
    let comma = own_comma(view, 1);
    let intro = INTRODUCED
        .iter()
        .rev()
        .find(|words| view.reads(1 + comma, words))?;
    let at = 1 + comma + intro.len();
    let at = at + own_comma(view, at);
    let (letters, taken) = letters(view, at)?;
    if !is_alike(&heard.to_lowercase(), &letters) {
        return None;
    }
    let taken = at + taken;
    let written = if heard.to_lowercase() == letters {
        heard.clone()
    } else {
        capitalised(&letters)
    };
    // The comma after belongs to the one before.
    let taken = taken + comma.min(own_comma(view, taken));
    let name = Token::word(written, view.from(taken));
    Some(Rewrite {
        taken,
        written: vec![name],
    })
}

fn own_comma(view: &View, at: usize) -> usize {
    let mark = view.ahead.get(at);
    usize::from(mark.is_some_and(|mark| mark.text == "," && mark.is_point() && !mark.is_spoken()))
}

/// Three letters or more, one a word or hyphenated, "double L" among them; in small letters, with
/// the tokens they take.
fn letters(view: &View, at: usize) -> Option<(String, usize)> {
    let is_letter =
        |word: &&str| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut spelt = String::new();
    let mut taken = 0;
    while let Some(word) = view.word(at + taken) {
        if word == "double" {
            let Some(letter) = view.word(at + taken + 1).filter(is_letter) else {
                break;
            };
            spelt.push_str(&letter.repeat(2));
            taken += 2;
            continue;
        }
        let parts: Vec<&str> = word.split('-').collect();
        if !parts.iter().all(is_letter) {
            break;
        }
        spelt.extend(parts);
        taken += 1;
    }
    (spelt.len() >= 3).then_some((spelt, taken))
}

/// Whether a spelling may be of the name heard: it begins alike and is about as long.
fn is_alike(heard: &str, spelt: &str) -> bool {
    const SAME: [&str; 4] = ["ck", "gj", "fp", "sc"];
    let (Some(one), Some(other)) = (heard.chars().next(), spelt.chars().next()) else {
        return false;
    };
    let alike = SAME
        .iter()
        .any(|set| set.contains(one) && set.contains(other));
    (one == other || alike) && heard.len().abs_diff(spelt.len()) <= 3
}
