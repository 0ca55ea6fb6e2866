//! The tokens every tidying pass works on, and how recognised words are split into them.
//!
//! A token remembers which of the recognised words it came from, so that whatever a pass does,
//! the audio, the confidence and what was heard can be found again.

use std::borrow::Cow;
use std::ops::Range;

use crate::clinical::tidying::figures::numbers::is_digits;
use crate::clinical::tidying::figures::units::is_unit;
use crate::letter::BlockKind;
use crate::words::Word;

/// The space that keeps a number and its unit on one line.
pub const NO_BREAK: char = '\u{a0}';

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
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
pub struct Token {
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

    /// Whether the word takes a capital at the start of a sentence: not "pH", "eGFR" or "p53".
    pub fn takes_capital(&self) -> bool {
        self.text.starts_with(char::is_lowercase)
            && !self
                .text
                .contains(|c: char| c.is_uppercase() || c.is_ascii_digit())
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
pub fn is_title(lower: &str) -> bool {
    TITLES
        .iter()
        .any(|title| title.strip_suffix('.') == Some(lower))
}

/// Splits recognised words into tokens: punctuation at a word's edges becomes marks, a line
/// break within the text becomes a break.
pub fn tokenise(words: &[Word]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(words.len() + words.len() / 4);
    for (index, word) in words.iter().enumerate() {
        for (line, text) in readable(&word.text).split('\n').enumerate() {
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

/// The text without the signs that models and files put into it and nobody sees or says:
/// "<|endoftext|>", byte order marks, joiners of no width.
fn readable(text: &str) -> Cow<'_, str> {
    const UNSEEN: [char; 5] = ['\u{feff}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}'];
    let mut text = Cow::Borrowed(text);
    if text.contains(UNSEEN) {
        text = Cow::Owned(text.replace(UNSEEN, ""));
    }
    while let Some(start) = text.find("<|")
        && let Some(length) = text[start..].find("|>")
    {
        text.to_mut().replace_range(start..start + length + 2, "");
    }
    text
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
