//! Dictionary terms said in another way: "h b a one c" becomes "HbA1c". Names that are spelt out
//! come first, or their letters could be taken for a term.

use super::rules::{Rewrite, Rule, View};
use super::scores::is_class;
use super::spelt_names::spelt_name;

pub(super) const RULES: &[Rule] = &[spelt_name, spoken_form];

fn spoken_form(view: &View) -> Option<Rewrite> {
    let first = view.word(0).filter(|_| !is_class(view))?;
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
