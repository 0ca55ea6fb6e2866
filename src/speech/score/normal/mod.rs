//! The words of a text as they are compared: by what OpenAI publishes as Whisper's English
//! normalisation, so that figures can be held against others'.
//!
//! In order: lower case; what stands in brackets and hesitations go; contractions and titles are
//! written out; marks and accents go; numbers in words become figures; spellings meet. Two things
//! differ on purpose: a curly apostrophe counts as a straight one, and of two spellings of a word
//! the British one is kept, with more medical words than the published list has. Both sides of a
//! comparison go through the same, so which is kept makes no difference.

mod contractions;
mod letters;
mod numbers;
mod spelling;

use std::sync::LazyLock;

use regex::Regex;

/// A pattern of this module. They are all constant, and the tests go through each of them, so
/// one that cannot be read is not met outside of writing it.
struct Pattern(LazyLock<Option<Regex>>);

impl Pattern {
    /// All that matches, replaced; `$1` is the first group.
    fn replace(&self, text: String, with: &str) -> String {
        match &*self.0 {
            Some(regex) if regex.is_match(&text) => regex.replace_all(&text, with).into_owned(),
            _ => text,
        }
    }
}

macro_rules! pattern {
    ($pattern:expr) => {
        $crate::speech::score::normal::Pattern(std::sync::LazyLock::new(|| {
            regex::Regex::new($pattern).ok()
        }))
    };
}
use pattern;

static BRACKETS: Pattern = pattern!(r"[<\[][^>\]]*[>\]]|\([^)]+\)");
static HESITATIONS: Pattern = pattern!(r"\b(?:hmm|mm|mhm|mmm|uh|um)\b");
static SPACED_APOSTROPHE: Pattern = pattern!(r"\s+'");
static COMMA_IN_NUMBER: Pattern = pattern!(r"(\d),(\d)");
static FULL_STOP: Pattern = pattern!(r"\.([^0-9]|$)");
static LOOSE_SIGN: Pattern = pattern!(r"[.$¢€£]([^0-9]|$)");
static LOOSE_PERCENT: Pattern = pattern!(r"(^|[^0-9])%");

/// The words of a text as they are compared, none of them empty.
pub fn normalise(text: &str) -> Vec<String> {
    let mut text = text.to_lowercase().replace('\u{2019}', "'");
    for (pattern, with) in [
        (&BRACKETS, ""),
        (&HESITATIONS, ""),
        (&SPACED_APOSTROPHE, "'"),
    ] {
        text = pattern.replace(text, with);
    }
    text = contractions::written_out(text);
    // Twice, for the digit between two commas belongs to both.
    for _ in 0..2 {
        text = COMMA_IN_NUMBER.replace(text, "$1$2");
    }
    text = FULL_STOP.replace(text, " $1");
    let figures = numbers::in_figures(&letters::plain(&text));
    let text = LOOSE_SIGN.replace(figures, " $1");
    let text = LOOSE_PERCENT.replace(text, "$1 ");
    let words = text.split_whitespace();
    words.map(spelling::one_of_two).collect()
}
