//! A draft's text as words and marks, each with its place, to be read phrase by phrase.

use std::ops::Range;

/// What is written with a stop that ends no sentence.
const SHORTENED: &[&str] = &[
    "dr", "mr", "mrs", "ms", "prof", "st", "no", "ref", "messrs", "hosp", "re",
];

/// What a stretch of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// A comma, a colon, a dash between words.
    Pause,
    /// The end of a sentence or of a line.
    Stop,
}

/// A word or a mark.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub kind: Kind,
    pub text: &'a str,
    /// In small letters, with plain apostrophes and without the stops of "d.o.b.".
    pub plain: String,
    /// Where it stands, in bytes.
    pub place: Range<usize>,
}

impl Piece<'_> {
    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    pub fn is_number(&self) -> bool {
        self.plain.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The words and marks of a text.
#[derive(Clone, Debug)]
pub(super) struct Text<'a> {
    pub whole: &'a str,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Text<'a> {
    pub fn new(whole: &'a str) -> Self {
        let mut pieces: Vec<Piece<'a>> = Vec::new();
        let mut rest = whole.char_indices().peekable();
        while let Some((start, c)) = rest.next() {
            if !is_of_word(c) {
                if let Some(kind) = mark(whole, start, c) {
                    pieces.push(piece(whole, kind, start..start + c.len_utf8()));
                }
                continue;
            }
            let mut end = start + c.len_utf8();
            while let Some(&(at, next)) = rest.peek() {
                if !is_of_word(next) && !joins_letters(whole, start, at, next) {
                    break;
                }
                end = at + next.len_utf8();
                rest.next();
            }
            let word = piece(whole, Kind::Word, start..end);
            let is_short = SHORTENED.contains(&word.plain.as_str())
                || (is_initial(word.text) && pieces.last().is_some_and(bears_initials));
            if is_short && whole[end..].starts_with('.') {
                let is_last = whole[end + 1..].trim_start().is_empty();
                if !is_last {
                    rest.next();
                }
            }
            pieces.push(word);
        }
        Self { whole, pieces }
    }

    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    pub fn piece(&self, at: usize) -> Option<&Piece<'a>> {
        self.pieces.get(at)
    }

    /// The word there in small letters; nothing where there is a mark or the end.
    pub fn word(&self, at: usize) -> &str {
        match self.pieces.get(at) {
            Some(piece) if piece.kind == Kind::Word => &piece.plain,
            _ => "",
        }
    }

    pub fn is_word(&self, at: usize) -> bool {
        !self.word(at).is_empty()
    }

    pub fn is_capital(&self, at: usize) -> bool {
        self.is_word(at) && self.pieces[at].is_capital()
    }

    pub fn is_stop(&self, at: usize) -> bool {
        self.pieces.get(at).is_none_or(|it| it.kind == Kind::Stop)
    }

    pub fn is_mark(&self, at: usize) -> bool {
        !self.is_word(at)
    }

    /// Where a phrase that stands there ends.
    pub fn reads(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut end = at;
        for word in phrase.split(' ') {
            if self.word(end) != word {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Where the longest of these phrases that stands there ends.
    pub fn reads_any(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        let ends = phrases.iter().filter_map(|phrase| self.reads(at, phrase));
        ends.max()
    }

    /// The place after any of these phrases, or this one.
    pub fn past(&self, at: usize, phrases: &[&str]) -> usize {
        self.reads_any(at, phrases).unwrap_or(at)
    }

    /// The place after commas and colons.
    pub fn past_pauses(&self, mut at: usize) -> usize {
        while self.pieces.get(at).is_some_and(|it| it.kind == Kind::Pause) {
            at += 1;
        }
        at
    }

    /// The place after marks of every kind.
    pub fn past_marks(&self, mut at: usize) -> usize {
        while at < self.len() && self.is_mark(at) {
            at += 1;
        }
        at
    }

    /// Where the sentence that stands there ends: at its stop.
    pub fn sentence_end(&self, at: usize) -> usize {
        (at..self.len())
            .find(|end| self.is_stop(*end))
            .unwrap_or(self.len())
    }

    /// The bytes of some words.
    pub fn place(&self, words: &Range<usize>) -> Range<usize> {
        let start = self.start_of(words.start);
        let last = words.end.checked_sub(1).and_then(|at| self.pieces.get(at));
        start..last.map_or(start, |it| it.place.end).max(start)
    }

    /// The byte at which a word begins, or the text ends.
    pub fn start_of(&self, at: usize) -> usize {
        let piece = self.pieces.get(at);
        piece.map_or(self.whole.len(), |it| it.place.start)
    }

    /// Some words as they are written.
    pub fn slice(&self, words: &Range<usize>) -> &'a str {
        self.whole.get(self.place(words)).unwrap_or_default()
    }

    /// Whether no sentence is ended before the last: nothing was punctuated.
    pub fn is_unpunctuated(&self) -> bool {
        let marks = self.pieces.iter().enumerate();
        let last = self.len().saturating_sub(1);
        marks
            .filter(|(at, it)| *at < last && it.kind != Kind::Word)
            .count()
            == 0
    }
}

fn piece(whole: &str, kind: Kind, place: Range<usize>) -> Piece<'_> {
    let text = &whole[place.clone()];
    let plain = text
        .chars()
        .filter(|c| *c != '.')
        .flat_map(char::to_lowercase)
        .map(|c| if c == '\u{2019}' { '\'' } else { c })
        .collect();
    Piece {
        kind,
        text,
        plain,
        place,
    }
}

/// One capital letter.
fn is_initial(text: &str) -> bool {
    text.chars().count() == 1 && text.chars().all(char::is_uppercase)
}

/// Whether an initial with its stop may follow: "Mr S. Hargreaves".
fn bears_initials(before: &Piece<'_>) -> bool {
    const TITLES: &[&str] = &[
        "dr",
        "doctor",
        "mr",
        "mrs",
        "miss",
        "ms",
        "prof",
        "professor",
        "sister",
    ];
    before.kind == Kind::Word
        && (TITLES.contains(&before.plain.as_str()) || is_initial(before.text))
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '\'' || c == '\u{2019}' || c == '&'
}

/// The stops of "d.o.b.", the last one too.
fn joins_letters(whole: &str, start: usize, at: usize, c: char) -> bool {
    if c != '.' {
        return false;
    }
    let before = &whole[start..at];
    let letter = before.rsplit('.').next().unwrap_or_default();
    let is_letter = letter.chars().count() == 1 && letter.chars().all(char::is_alphabetic);
    let follows = whole[at + 1..]
        .chars()
        .next()
        .is_some_and(char::is_alphabetic);
    is_letter && (follows || before.contains('.'))
}

/// What a mark is; those within "follow-up" and "9/11/49" are nothing.
fn mark(whole: &str, at: usize, c: char) -> Option<Kind> {
    let before = whole[..at].chars().next_back();
    let after = whole[at + c.len_utf8()..].chars().next();
    let is_inside =
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    match c {
        '\n' | '?' | '!' => Some(Kind::Stop),
        '.' if !is_inside => Some(Kind::Stop),
        ',' | ';' | ':' | '(' | ')' => Some(Kind::Pause),
        '-' | '\u{2013}' | '\u{2014}' if !is_inside => Some(Kind::Pause),
        _ => None,
    }
}
