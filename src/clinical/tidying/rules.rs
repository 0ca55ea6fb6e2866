//! What a rule sees of the tokens and how it rewrites them.
//!
//! After any rewrite the tokens are those that reading the written text afresh would give; that is
//! what makes tidying idempotent.

use std::borrow::Cow;
use std::ops::Range;

use super::tokens::{Kind, NO_BREAK, Token};
use crate::clinical::lexicon::Lexicon;
use crate::letter::BlockKind;
use crate::words::capitalised;

/// What a rule sees: the tokens already rewritten, and those still to come.
pub struct View<'a> {
    pub before: &'a [Token],
    pub ahead: &'a [Token],
    pub lexicon: &'a Lexicon,
}

/// What a rule decides: how many tokens it takes and what stands in their place, which may be the
/// same, so that no rule looks within them.
pub struct Rewrite {
    pub taken: usize,
    pub written: Vec<Token>,
}

/// A rule looks at one place and rewrites it or leaves it alone.
pub type Rule = fn(&View) -> Option<Rewrite>;

impl<'a> View<'a> {
    /// The `n`th token ahead in lower case, where it is a word outside any quotation.
    pub fn word(&self, n: usize) -> Option<&'a str> {
        self.ahead
            .get(n)
            .filter(|token| token.is_word() && !token.quoted)
            .map(|token| token.lower.as_str())
    }

    /// The word just before, where nothing stands between.
    pub fn previous(&self) -> Option<&'a str> {
        self.back(0)
    }

    /// The word `n` further back, counted over words only while no mark comes between.
    pub fn back(&self, n: usize) -> Option<&'a str> {
        let tail = self.before.iter().rev().take(n + 1);
        let mut last = None;
        for token in tail {
            if !token.is_word() || token.quoted {
                return None;
            }
            last = Some(token.lower.as_str());
        }
        last.filter(|_| self.before.len() > n)
    }

    /// Whether a sentence or block begins here.
    pub fn at_start(&self) -> bool {
        self.before.last().is_none_or(Token::ends_sentence)
    }

    /// The `n`th token ahead as the letter will have it: with a capital where it opens a sentence.
    pub fn as_written(&self, n: usize) -> Option<Cow<'a, str>> {
        const TRANSPARENT: [&str; 7] = ["(", ")", "[", "]", "“", "”", "–"];
        let token = self.ahead.get(n).filter(|token| token.is_word())?;
        let mut before = self.before.iter().rev();
        let opens = before
            .find(|token| token.is_word() || !TRANSPARENT.contains(&token.text.as_str()))
            .is_none_or(Token::ends_sentence);
        Some(if n == 0 && opens && token.takes_capital() {
            Cow::Owned(capitalised(&token.text))
        } else {
            Cow::Borrowed(&token.text)
        })
    }

    /// Whether a block begins here.
    pub fn at_line_start(&self) -> bool {
        self.before.last().is_none_or(Token::is_break)
    }

    /// Whether the words ahead, from the `at`th, are exactly these.
    pub fn reads(&self, at: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(n, word)| self.word(at + n) == Some(*word))
    }

    /// Whether one of `words` stands among the last `reach` words of this sentence.
    pub fn recently(&self, words: &[&str], reach: usize) -> bool {
        self.before
            .iter()
            .rev()
            .take_while(|token| !token.ends_sentence())
            .filter(|token| token.is_word())
            .take(reach)
            .any(|token| words.contains(&token.lower.as_str()))
    }

    /// The recognised words behind the next `taken` tokens.
    pub fn from(&self, taken: usize) -> Range<usize> {
        let tokens = &self.ahead[..taken.min(self.ahead.len())];
        match tokens {
            [] => 0..0,
            [first, .., last] => first.from.start..last.from.end.max(first.from.end),
            [only] => only.from.clone(),
        }
    }

    /// Puts `pieces` in the place of the next `taken` tokens; a piece that opens with a no-break
    /// space is tied to the one before.
    pub fn write<S: AsRef<str>>(&self, taken: usize, pieces: &[S]) -> Option<Rewrite> {
        let from = self.from(taken);
        let written = pieces
            .iter()
            .map(|piece| {
                let text = piece.as_ref();
                let bare = text.trim_start_matches(NO_BREAK);
                let mut token = Token::word(bare, from.clone());
                token.tied = bare.len() < text.len();
                token
            })
            .collect();
        Some(Rewrite { taken, written })
    }

    /// Puts one token in the place of the next `taken`.
    pub fn write_token(&self, taken: usize, kind: Kind, text: &str) -> Option<Rewrite> {
        Some(Rewrite {
            taken,
            written: vec![Token::new(kind, text, self.from(taken))],
        })
    }

    /// Puts a break that was said in the place of the next `taken` tokens.
    pub fn write_break(&self, taken: usize, kind: BlockKind) -> Option<Rewrite> {
        self.write_token(taken, Kind::Break { kind, spoken: true }, "")
    }
}

/// Runs the rules over the tokens from left to right; at each word the first that matches wins.
pub fn rewrite(tokens: Vec<Token>, rules: &[Rule], lexicon: &Lexicon) -> Vec<Token> {
    rewritten(tokens, rules, lexicon).0
}

/// The tokens after the rules, and whether any of them changed something.
pub fn rewritten(mut tokens: Vec<Token>, rules: &[Rule], lexicon: &Lexicon) -> (Vec<Token>, bool) {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut changed = false;
    let mut at = 0;
    while at < tokens.len() {
        let view = View {
            before: &out,
            ahead: &tokens[at..],
            lexicon,
        };
        let found = view
            .word(0)
            .and_then(|_| rules.iter().find_map(|rule| rule(&view)));
        if let Some(Rewrite { taken, written }) = found {
            let end = (at + taken.max(1)).min(tokens.len());
            changed |= tokens[at..end] != written;
            at = end;
            out.extend(written);
        } else {
            out.push(std::mem::take(&mut tokens[at]));
            at += 1;
        }
    }
    (out, changed)
}
