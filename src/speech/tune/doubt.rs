//! Doubt: which stretches of what was heard may be a misheard term.
//!
//! A term that a model does not know comes out as something that is no word, as several words, or
//! joined to the little word before it: "a dallimumab", "is Schemic", "Perim panel".

use std::ops::Range;

use crate::clinical::checks::flags::is_risky;
use crate::clinical::lexicon::Lexicon;
use crate::words::Word;

/// A word that people use is in doubt where the model is less sure of it than this.
pub const UNSURE: f32 = 0.5;

/// The longest stretch that is looked at, in words.
const LONGEST: usize = 4;

/// Words up to so many letters may be the beginning or the end of a term, however sure.
const LITTLE: usize = 4;

/// A word without the marks at its edges.
pub fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The words of a stretch as they would be one term, without the marks at their edges.
pub fn joined(words: &[&Word]) -> String {
    let texts: Vec<&str> = words.iter().map(|word| bare(&word.text)).collect();
    texts.join(" ")
}

/// Stretches of up to four words that may be a misheard term, in order. Each has a word in doubt;
/// none runs over a mark, has a figure or a unit in it, or is a term already.
pub fn stretches(words: &[&Word], lexicon: &Lexicon) -> Vec<Range<usize>> {
    let stretches = (0..words.len()).flat_map(|first| {
        let most = LONGEST.min(words.len() - first);
        (1..=most).map(move |length| first..first + length)
    });
    let in_doubt = |stretch: &Range<usize>| is_in_doubt(&words[stretch.clone()], lexicon);
    stretches.filter(in_doubt).collect()
}

fn is_in_doubt(words: &[&Word], lexicon: &Lexicon) -> bool {
    let Some((_, before)) = words.split_last() else {
        return false;
    };
    let ends = |word: &&Word| word.text.ends_with([',', '.', ';', ':', '?', '!', ')']);
    if before.iter().any(ends) || words.iter().any(|word| is_settled(word)) {
        return false;
    }
    let doubtful = |word: &&Word| is_doubtful(word, lexicon);
    let little = |word: &&Word| bare(&word.text).chars().count() <= LITTLE;
    words.iter().any(doubtful)
        && words.iter().all(|word| doubtful(word) || little(word))
        && !lexicon.has_term(&joined(words))
}

/// Whether a word is no longer in question: put in already, or a figure, a side or a negation, which
/// is only ever flagged.
pub fn is_settled(word: &Word) -> bool {
    word.heard.is_some() || is_risky(bare(&word.text))
}

/// How many of the words nobody uses.
pub fn unknown(words: &[&Word], lexicon: &Lexicon) -> usize {
    let unknown = |word: &&&Word| !lexicon.is_known(bare(&word.text));
    words.iter().filter(unknown).count()
}

/// Whether a word by itself may be a misheard one: a word of no dictionary always, for a model
/// writes what it never learned as surely as what it did.
pub fn is_doubtful(word: &Word, lexicon: &Lexicon) -> bool {
    word.confidence < UNSURE || !lexicon.is_known(bare(&word.text))
}
