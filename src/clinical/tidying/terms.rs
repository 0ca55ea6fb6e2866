//! Dictionary terms said in another way: "h b a one c" becomes "HbA1c". Names that are spelt out
//! come first, or their letters could be taken for a term.

use super::rules::{Rewrite, Rule, View};
use super::spelt_names::{is_spelling, named_letters, spelt_name};
use crate::clinical::tidying::figures::numbers::is_numberish;
use crate::clinical::tidying::figures::scores::is_class;

pub(super) const RULES: &[Rule] = &[spelt_name, named_letters, spoken_form, initials];

fn spoken_form(view: &View) -> Option<Rewrite> {
    let first = view.word(0).filter(|_| !is_class(view))?;
    if is_spelling(view) || first == "hrs" && view.previous().is_some_and(is_numberish) {
        return None;
    }
    let fits = |words: &[String]| {
        words
            .iter()
            .enumerate()
            .skip(1)
            .all(|(n, word)| view.word(n) == Some(word.as_str()))
    };
    let (words, term) = view
        .lexicon
        .spoken_forms(first)
        .find(|(words, _)| fits(words))?;
    if first == "a" && is_article(view, words.len(), term) {
        return None;
    }
    let as_it_stands = term.split(' ').count() == words.len()
        && term
            .split(' ')
            .zip(view.ahead)
            .all(|(word, token)| token.text == word);
    if as_it_stands {
        // Whole, so that the streptococcus of "group A streptococcus" is no term by itself.
        return Some(Rewrite {
            taken: words.len(),
            written: view.ahead[..words.len()].to_vec(),
        });
    }
    let pieces: Vec<&str> = term.split(' ').collect();
    view.write(words.len(), &pieces)
}

/// Whether the A before letters is an article: "a C R P of nine" is no ACR. The letters are written
/// otherwise, or without it they reach further.
fn is_article(view: &View, taken: usize, term: &str) -> bool {
    let is_letter =
        |text: &str| text.len() == 1 && text.starts_with(|c: char| c.is_ascii_uppercase());
    let capitals = view.ahead.get(1).is_some_and(|next| is_letter(&next.text));
    if view.ahead[0].text == "a" && capitals && !term.starts_with('a') {
        return true;
    }
    let Some(second) = view.word(1).filter(|second| second.len() == 1) else {
        return false;
    };
    view.lexicon.spoken_forms(second).any(|(words, _)| {
        let fits = words
            .iter()
            .enumerate()
            .all(|(n, word)| view.word(n + 1) == Some(word.as_str()));
        fits && words.len() + 1 > taken
    })
}

/// "the D V L A", "D-V-L-A": letters that a model writes one by one, as the abbreviation they are.
fn initials(view: &View) -> Option<Rewrite> {
    const FEWEST: usize = 3;
    view.word(0)?;
    let is_letter =
        |text: &str| text.len() == 1 && text.starts_with(|c: char| c.is_ascii_uppercase());
    if is_spelling(view) {
        return None;
    }
    let parts: Vec<&str> = view.ahead[0].text.split('-').collect();
    if parts.len() >= FEWEST && parts.iter().all(|part| is_letter(part)) {
        return view.write(1, &[parts.concat()]);
    }
    if view.previous().is_some_and(|word| word.len() == 1) {
        return None;
    }
    let letters: Vec<&str> = (0..)
        .map_while(|at| view.word(at).map(|_| view.ahead[at].text.as_str()))
        .take_while(|text| is_letter(text))
        .collect();
    let clear = view
        .word(letters.len())
        .is_none_or(|next| !is_numberish(next) && next.len() > 1);
    (letters.len() >= FEWEST && clear).then(|| view.write(letters.len(), &[letters.concat()]))?
}
