//! Everyday words: what an ordinary word is, so that a misheard term can be told from one.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Base words in lower case, one a line; regular endings are taken off before looking.
static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../assets/lexicon/everyday.txt")
        .lines()
        .collect()
});

/// Regular endings, and what stands in their place in the base word.
const ENDINGS: [(&str, &[&str]); 14] = [
    ("'s", &[""]),
    ("ies", &["y"]),
    ("ied", &["y"]),
    ("ier", &["y"]),
    ("iest", &["y"]),
    ("ily", &["y"]),
    ("es", &["", "e"]),
    ("s", &[""]),
    ("ed", &["", "e"]),
    ("ing", &["", "e"]),
    ("er", &["", "e"]),
    ("est", &["", "e"]),
    ("ly", &["", "le"]),
    ("ness", &[""]),
];

/// The base words, in lower case and in no order.
pub fn everyday_words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().copied()
}

/// Whether the word, in lower case, is an everyday word or a regular form of one.
pub fn is_everyday(word: &str) -> bool {
    WORDS.contains(word)
        || ENDINGS.iter().any(|(ending, bases)| {
            word.strip_suffix(ending).is_some_and(|stem| {
                bases
                    .iter()
                    .any(|base| WORDS.contains(format!("{stem}{base}").as_str()))
                    || undoubled(stem).is_some_and(|stem| WORDS.contains(stem))
            })
        })
}

/// "stopp" as in "stopped", with its last letter once.
fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let last = letters.next()?;
    (letters.next() == Some(last)).then(|| &stem[..stem.len() - last.len_utf8()])
}
