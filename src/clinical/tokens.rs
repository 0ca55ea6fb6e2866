//! The tokens every tidying pass works on, and how a pass rewrites them.
//!
//! A token remembers which of the recognised words it came from, so that whatever a pass does,
//! the audio, the confidence and what was heard can be found again. After any rewrite the tokens
//! are those that reading the written text afresh would give; that is what makes tidying
//! idempotent.

use std::borrow::Cow;
use std::ops::Range;

use super::capitals::capitalised;
use super::layout::takes_capital;
use super::lexicon::Lexicon;
use super::numbers::is_digits;
use super::units::is_unit;
use crate::letter::BlockKind;
use crate::words::Word;

/// The space that keeps a number and its unit on one line.
pub(super) const NO_BREAK: char = '\u{a0}';

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Word,
    /// Punctuation: dictated, or written by the model of its own accord.
    Mark { spoken: bool },
    /// The start of a new block.
    Break { kind: BlockKind, spoken: bool },
    /// "scratch that".
    Scratch,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Token {
    pub text: String,
    /// The text in lower case, for matching.
    pub lower: String,
    pub kind: Kind,
    /// Whether a no-break space ties it to the token before.
    pub tied: bool,
    /// Whether a break begins another letter.
    pub begins_letter: bool,
    /// Whether it stands in a direct quotation, which no later pass may touch.
    pub quoted: bool,
    /// The recognised words behind it.
    pub from: Range<usize>,
}

impl Token {
    pub fn new(kind: Kind, text: impl Into<String>, from: Range<usize>) -> Self {
        let text = text.into();
        Self {
            lower: text.to_lowercase(),
            text,
            kind,
            tied: false,
            begins_letter: false,
            quoted: false,
            from,
        }
    }

    pub fn word(text: impl Into<String>, from: Range<usize>) -> Self {
        Self::new(Kind::Word, text, from)
    }

    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Gives the token another spelling.
    pub fn respell(&mut self, text: String) {
        self.lower = text.to_lowercase();
        self.text = text;
    }

    /// A stop, comma, colon and the like, as against brackets and quotes.
    pub fn is_point(&self) -> bool {
        matches!(self.kind, Kind::Mark { .. }) && POINTS.contains(&self.text.as_str())
    }

    /// Whether a new sentence begins after it.
    pub fn ends_sentence(&self) -> bool {
        match self.kind {
            Kind::Mark { .. } => matches!(self.text.as_str(), "." | "?" | "!"),
            Kind::Break { .. } => true,
            Kind::Word | Kind::Scratch => false,
        }
    }

    pub fn is_break(&self) -> bool {
        matches!(self.kind, Kind::Break { .. })
    }

    pub fn is_spoken(&self) -> bool {
        matches!(
            self.kind,
            Kind::Mark { spoken: true } | Kind::Break { spoken: true, .. }
        )
    }
}

const POINTS: [&str; 7] = [".", ",", ";", ":", "?", "!", "..."];

/// Abbreviations whose stop is part of the word and ends no sentence.
const DOTTED: [&str; 6] = ["e.g.", "i.e.", "etc.", "vs.", "approx.", "a.k.a."];

/// Titles, written in the UK without the stop.
const TITLES: [&str; 6] = ["mr.", "mrs.", "ms.", "dr.", "prof.", "revd."];

/// Whether the word is a title, after which no sentence ends.
pub(super) fn is_title(lower: &str) -> bool {
    TITLES
        .iter()
        .any(|title| title.strip_suffix('.') == Some(lower))
}

/// Splits recognised words into tokens: punctuation at a word's edges becomes marks, a line
/// break within the text becomes a break.
pub(super) fn tokenise(words: &[Word]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(words.len() + words.len() / 4);
    for (index, word) in words.iter().enumerate() {
        for (line, text) in word.text.split('\n').enumerate() {
            if line > 0 {
                let kind = Kind::Break {
                    kind: BlockKind::Paragraph,
                    spoken: false,
                };
                tokens.push(Token::new(kind, "", index..index + 1));
            }
            for piece in text.split_whitespace() {
                split_edges(piece, index, &mut tokens);
            }
        }
    }
    tokens
}

fn split_edges(piece: &str, index: usize, tokens: &mut Vec<Token>) {
    let from = index..index + 1;
    let mark = |text: &str| Token::new(Kind::Mark { spoken: false }, text, from.clone());
    if piece == "–" {
        tokens.push(mark(piece));
        return;
    }
    let mut rest = piece;
    while let Some(first) = rest.chars().next().filter(|c| "([“\"".contains(*c)) {
        let (edge, after) = rest.split_at(first.len_utf8());
        if after.is_empty() && edge == "\"" {
            break;
        }
        tokens.push(mark(if edge == "\"" { "“" } else { edge }));
        rest = after;
    }
    let lower = rest.to_lowercase();
    if DOTTED.contains(&lower.as_str()) {
        tokens.push(Token::word(rest, from));
        return;
    }
    if TITLES.contains(&lower.as_str()) {
        tokens.push(Token::word(&rest[..rest.len() - 1], from));
        return;
    }
    let core = rest.trim_end_matches(|c| ".,;:?!…)]”\"".contains(c));
    let core = &rest[..core.len()];
    let trail = &rest[core.len()..];
    if core == "–" {
        tokens.push(mark(core));
    } else if !core.is_empty() {
        if DOTTED.contains(&format!("{}.", core.to_lowercase()).as_str()) && trail.starts_with('.')
        {
            tokens.push(Token::word(&rest[..=core.len()], from.clone()));
            split_marks(&trail[1..], &mark, tokens);
            return;
        }
        let figure = figure_before_unit(core);
        if figure > 0 {
            tokens.push(Token::word(&core[..figure], from.clone()));
        }
        tokens.push(Token::word(&core[figure..], from.clone()));
    }
    split_marks(trail, &mark, tokens);
}

/// Bytes of the figure in "50mg"; nought where the word is not a figure and a unit.
fn figure_before_unit(core: &str) -> usize {
    let unit = core.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    unit.filter(|at| {
        let (figure, unit) = core.split_at(*at);
        is_digits(figure) && unit != "%" && is_unit(&unit.to_lowercase())
    })
    .unwrap_or(0)
}

fn split_marks(trail: &str, mark: &impl Fn(&str) -> Token, tokens: &mut Vec<Token>) {
    let mut rest = trail;
    while let Some(first) = rest.chars().next() {
        let (text, length) = if rest.starts_with("...") {
            ("...", rest.len() - rest.trim_start_matches('.').len())
        } else {
            match first {
                '…' => ("...", first.len_utf8()),
                '"' => ("”", 1),
                _ => (&rest[..first.len_utf8()], first.len_utf8()),
            }
        };
        tokens.push(mark(text));
        rest = &rest[length..];
    }
}

/// What a rule sees: the tokens already rewritten, and those still to come.
pub(super) struct View<'a> {
    pub before: &'a [Token],
    pub ahead: &'a [Token],
    pub lexicon: &'a Lexicon,
}

/// What a rule decides: how many tokens it takes and what stands in their place, which may be the
/// same, so that no rule looks within them.
pub(super) struct Rewrite {
    pub taken: usize,
    pub written: Vec<Token>,
}

/// A rule looks at one place and rewrites it or leaves it alone.
pub(super) type Rule = fn(&View) -> Option<Rewrite>;

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
        Some(if n == 0 && opens && takes_capital(token) {
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
}

/// Runs the rules over the tokens from left to right; at each word the first that matches wins.
pub(super) fn rewrite(tokens: Vec<Token>, rules: &[Rule], lexicon: &Lexicon) -> Vec<Token> {
    rewritten(tokens, rules, lexicon).0
}

/// The tokens after the rules, and whether any of them changed something.
pub(super) fn rewritten(
    mut tokens: Vec<Token>,
    rules: &[Rule],
    lexicon: &Lexicon,
) -> (Vec<Token>, bool) {
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
