//! Words that are written short: contractions and titles.

use super::{Pattern, pattern};

/// Short words that stand for several, or are said in one.
static SHORT: [(Pattern, &str); 14] = [
    (pattern!(r"\bwon't\b"), "will not"),
    (pattern!(r"\bcan't\b"), "can not"),
    (pattern!(r"\blet's\b"), "let us"),
    (pattern!(r"\bain't\b"), "aint"),
    (pattern!(r"\by'all\b"), "you all"),
    (pattern!(r"\bwanna\b"), "want to"),
    (pattern!(r"\bgotta\b"), "got to"),
    (pattern!(r"\bgonna\b"), "going to"),
    (pattern!(r"\b(?:i'ma|imma)\b"), "i am going to"),
    (pattern!(r"\b(w|c|sh)oulda\b"), "${1}ould have"),
    (pattern!(r"\bma'am\b"), "madam"),
    // A perfect tense, which the same letters also shorten.
    (pattern!(r"'d (been|gone|done)\b"), " had $1"),
    (pattern!(r"'s (been|gone|done|got)\b"), " has $1"),
    (pattern!(r"'cause\b"), "because"),
];

/// What is left of a word after an apostrophe, and the word it stands for.
static ENDINGS: [(Pattern, &str); 8] = [
    (pattern!(r"n't\b"), " not"),
    (pattern!(r"'re\b"), " are"),
    (pattern!(r"'s\b"), " is"),
    (pattern!(r"'d\b"), " would"),
    (pattern!(r"'ll\b"), " will"),
    (pattern!(r"'t\b"), " not"),
    (pattern!(r"'ve\b"), " have"),
    (pattern!(r"'m\b"), " am"),
];

/// Titles and the words they stand for.
const TITLES: [(&str, &str); 21] = [
    ("ald", "alderman"),
    ("assoc", "associate"),
    ("asst", "assistant"),
    ("capt", "captain"),
    ("col", "colonel"),
    ("dr", "doctor"),
    ("esq", "esquire"),
    ("gen", "general"),
    ("gov", "governor"),
    ("hon", "honorable"),
    ("jr", "junior"),
    ("lt", "lieutenant"),
    ("mr", "mister"),
    ("mrs", "missus"),
    ("pres", "president"),
    ("prof", "professor"),
    ("rep", "representative"),
    ("rev", "reverend"),
    ("sen", "senator"),
    ("sr", "senior"),
    ("st", "saint"),
];

/// A text in lower case with its short words written out.
pub fn written_out(text: String) -> String {
    let replaced = |text, (pattern, long): &(Pattern, &str)| pattern.replace(text, long);
    let text = SHORT.iter().fold(text, replaced);
    ENDINGS.iter().fold(titles(&text), replaced)
}

fn titles(text: &str) -> String {
    let not_word = |c: char| !(c.is_alphanumeric() || c == '_');
    let parts = text.split_inclusive(not_word).map(|part| {
        let word = part.trim_end_matches(not_word);
        match TITLES.binary_search_by_key(&word, |(short, _)| short) {
            Ok(at) => part.replacen(word, TITLES[at].1, 1),
            Err(_) => part.to_owned(),
        }
    });
    parts.collect()
}
