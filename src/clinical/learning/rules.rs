//! Rules that were accepted, applied to a draft's words: exact words, whatever their capitals.

use serde::{Deserialize, Serialize};

use crate::words::{Span, Word, capitalised};

/// "Write this for that."
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// In lower case, single spaces between.
    pub heard: String,
    pub written: String,
}

/// The rules of one author, the longest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules(Vec<(Vec<String>, String)>);

impl Rules {
    pub fn of(rules: impl IntoIterator<Item = Rule>) -> Self {
        let words = |heard: &str| -> Vec<String> {
            heard.split_whitespace().map(str::to_lowercase).collect()
        };
        let mut rules: Vec<(Vec<String>, String)> = rules
            .into_iter()
            .map(|rule| (words(&rule.heard), rule.written))
            .filter(|(heard, _)| !heard.is_empty())
            .collect();
        rules.sort_by_key(|(heard, _)| std::cmp::Reverse(heard.len()));
        Self(rules)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words with every rule applied once, from left to right. What stood there is kept as
    /// what was heard, and the word is no surer than it was.
    pub fn apply(&self, words: Vec<Word>) -> Vec<Word> {
        if self.is_empty() {
            return words;
        }
        let mut out = Vec::with_capacity(words.len());
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let rest = &words[at..];
            let found = self.0.iter().find(|(heard, _)| fits(heard, rest));
            match found {
                Some((heard, written)) => {
                    out.push(rewritten(&rest[..heard.len()], written));
                    at += heard.len();
                }
                None => {
                    out.push(word.clone());
                    at += 1;
                }
            }
        }
        out
    }
}

/// Where in the words a phrase stands (lower case, single spaces), as a rule would find it.
pub fn places(heard: &str, words: &[Word]) -> Vec<usize> {
    let heard: Vec<String> = heard.split_whitespace().map(str::to_owned).collect();
    let fits_here = |at: &usize| !heard.is_empty() && fits(&heard, &words[*at..]);
    (0..words.len()).filter(fits_here).collect()
}

/// Whether the next words are these, with no mark between them, as they now stand or as the
/// model heard them before the dictionary helped.
fn fits(heard: &[String], words: &[Word]) -> bool {
    let Some(words) = words.get(..heard.len()) else {
        return false;
    };
    let last = heard.len().saturating_sub(1);
    let is = |text: &str, heard: &str| parts(text).1.to_lowercase() == heard;
    words
        .iter()
        .zip(heard)
        .enumerate()
        .all(|(at, (word, heard))| {
            let (lead, bare, trail) = parts(&word.text);
            (at == 0 || lead.is_empty())
                && (at == last || trail.is_empty())
                && (is(bare, heard) || word.heard.as_deref().is_some_and(|was| is(was, heard)))
        })
}

/// The marks before a word, the word, and the marks after it.
fn parts(text: &str) -> (&str, &str, &str) {
    let is_mark = |c: char| !c.is_alphanumeric();
    let lead = text.len() - text.trim_start_matches(is_mark).len();
    let (lead, rest) = text.split_at(lead);
    let (bare, trail) = rest.split_at(rest.trim_end_matches(is_mark).len());
    (lead, bare, trail)
}

/// The words as one, written as the rule says.
fn rewritten(words: &[Word], written: &str) -> Word {
    let first = words.first().map_or("", |word| word.text.as_str());
    let last = words.last().map_or("", |word| word.text.as_str());
    let (lead, bare, _) = parts(first);
    let opens = bare.starts_with(char::is_uppercase) && written.starts_with(char::is_lowercase);
    let written = if opens {
        capitalised(written)
    } else {
        written.to_owned()
    };
    let heard: Vec<&str> = words.iter().map(|word| word.heard().trim()).collect();
    let spans = words.iter().map(|word| word.span);
    let sure = words.iter().map(|word| word.confidence);
    Word {
        text: format!("{lead}{written}{}", parts(last).2),
        span: spans.reduce(Span::join).unwrap_or_default(),
        confidence: sure.fold(1.0, f32::min),
        heard: Some(heard.join(" ")),
    }
}
