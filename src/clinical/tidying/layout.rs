//! The last pass: spacing, sentence capitals and blocks, and the cues that tie them to the audio.

use std::ops::Range;

use super::letters::Start;
use super::tokens::{Kind, NO_BREAK, Token};
use crate::letter::{BlockKind, Body, Cue};
use crate::words::{Span, Word, capitalised};

/// Writes the tokens as blocks with cues, and says where another letter begins.
pub(super) fn compose(tokens: &[Token], words: &[Word]) -> (Body, Vec<Start>) {
    let mut page = Page::default();
    for token in tokens {
        match token.kind {
            Kind::Break { kind, .. } => page.open_block(kind, token),
            Kind::Mark { .. } => page.mark(token),
            Kind::Word | Kind::Scratch => page.word(token),
        }
    }
    page.finish(words)
}

/// Text that stands in the letter, and the words it came from.
struct Stretch {
    range: Range<usize>,
    /// Words that say what was heard.
    said: Range<usize>,
    /// Those and the commands that belong to them.
    all: Range<usize>,
}

/// The page as it is being written.
struct Page {
    text: String,
    kinds: Vec<BlockKind>,
    stretches: Vec<Stretch>,
    letters: Vec<Start>,
    /// Where the current block begins in the text.
    block_start: usize,
    sentence_start: bool,
    after_opening: bool,
    /// Whether the square bracket last opened stood at the start of a sentence.
    blank_opened_sentence: bool,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            text: String::new(),
            kinds: vec![BlockKind::Paragraph],
            stretches: Vec::new(),
            letters: Vec::new(),
            block_start: 0,
            sentence_start: true,
            after_opening: false,
            blank_opened_sentence: false,
        }
    }
}

impl Page {
    fn block_is_empty(&self) -> bool {
        self.text.len() == self.block_start
    }

    fn open_block(&mut self, kind: BlockKind, token: &Token) {
        self.belongs_to_last(&token.from);
        if !self.block_is_empty() {
            self.text.push('\n');
            self.block_start = self.text.len();
            self.kinds.push(kind);
        } else if let Some(last) = self.kinds.last_mut() {
            *last = kind;
        }
        let line = self.kinds.len() - 1;
        match self.letters.last_mut() {
            _ if !token.begins_letter || line == 0 => {}
            // Said twice before anything else was.
            Some(last) if last.line == line => last.said.end = token.from.end,
            _ => self.letters.push(Start {
                line,
                said: token.from.clone(),
            }),
        }
        self.sentence_start = true;
        self.after_opening = false;
    }

    fn mark(&mut self, token: &Token) {
        match token.text.as_str() {
            "(" | "[" | "“" => {
                self.space();
                self.put(token, &token.text);
                self.after_opening = true;
                if token.text == "[" {
                    self.blank_opened_sentence = self.sentence_start;
                }
            }
            "–" => {
                self.space();
                self.put(token, &token.text);
            }
            closing => {
                let empty_blank = closing == "]" && self.text.ends_with('[');
                self.put(token, if empty_blank { " ]" } else { closing });
                self.after_opening = false;
                if token.ends_sentence() || (closing == "]" && self.blank_opened_sentence) {
                    self.sentence_start = true;
                } else if !matches!(closing, ")" | "]" | "”") {
                    self.sentence_start = false;
                }
            }
        }
    }

    fn word(&mut self, token: &Token) {
        if token.tied && !self.block_is_empty() {
            self.text.push(NO_BREAK);
        } else {
            self.space();
        }
        let start = self.text.len();
        if self.sentence_start && token.takes_capital() {
            self.text.push_str(&capitalised(&token.text));
        } else {
            self.text.push_str(&token.text);
        }
        self.tie(start, token.from.clone(), token.from.clone());
        self.sentence_start = false;
        self.after_opening = false;
    }

    fn space(&mut self) {
        if !self.block_is_empty() && !self.after_opening {
            self.text.push(' ');
        }
    }

    /// Writes a mark. One that stands against a word belongs to that word's cue; the words of a
    /// dictated one lend it their time but are not what was heard for it.
    fn put(&mut self, token: &Token, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        if token.is_spoken() {
            let nothing = token.from.start..token.from.start;
            self.tie(start, nothing, token.from.clone());
        } else {
            self.tie(start, token.from.clone(), token.from.clone());
        }
    }

    /// Adds the stretch from `start` to the page's end: to the stretch before where they share a
    /// word or no space parts them.
    fn tie(&mut self, start: usize, said: Range<usize>, all: Range<usize>) {
        let end = self.text.len();
        if let Some(last) = self.stretches.last_mut() {
            let shares = all.start < last.all.end;
            let touches = last.range.end == start && (said.is_empty() || last.said.is_empty());
            let here = last.range.start >= self.block_start;
            if here && (shares || touches) {
                last.range.end = end;
                last.said = joined(&last.said, &said);
                last.all = joined(&last.all, &all);
                return;
            }
        }
        self.stretches.push(Stretch {
            range: start..end,
            said,
            all,
        });
    }

    /// A command that writes nothing lends its time to the word before it.
    fn belongs_to_last(&mut self, from: &Range<usize>) {
        if let Some(last) = self.stretches.last_mut() {
            last.all = joined(&last.all, from);
        }
    }

    fn finish(mut self, words: &[Word]) -> (Body, Vec<Start>) {
        if self.block_is_empty() && self.kinds.len() > 1 {
            self.text.pop();
            self.kinds.pop();
        } else if self.block_is_empty() {
            return (Body::default(), Vec::new());
        }
        let text = &self.text;
        let cues = self
            .stretches
            .iter()
            .map(|stretch| cue(stretch, text, words))
            .collect();
        let lines = self.text.split('\n').map(str::to_owned);
        let blocks = self.kinds.iter().copied().zip(lines);
        self.letters.retain(|start| start.line < self.kinds.len());
        (Body::new(blocks, cues), self.letters)
    }
}

fn joined(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    match (a.is_empty(), b.is_empty()) {
        (true, _) => b.clone(),
        (_, true) => a.clone(),
        _ => a.start.min(b.start)..a.end.max(b.end),
    }
}

fn cue(stretch: &Stretch, text: &str, words: &[Word]) -> Cue {
    let all = words.get(stretch.all.clone()).unwrap_or_default();
    let said = words.get(stretch.said.clone()).unwrap_or_default();
    let sure = if said.is_empty() { all } else { said };
    let heard: Vec<&str> = said.iter().map(|word| word.heard().trim()).collect();
    let heard = heard.join(" ");
    let differs = !heard.is_empty() && essence(&heard) != essence(&text[stretch.range.clone()]);
    Cue {
        range: stretch.range.clone(),
        span: all
            .iter()
            .map(|word| word.span)
            .reduce(Span::join)
            .unwrap_or_default(),
        confidence: sure.iter().map(|word| word.confidence).fold(1.0, f32::min),
        heard: differs.then_some(heard),
    }
}

/// What matters of a text when asking whether it says the same: its letters, digits and inner
/// marks, whatever the spacing, the capitals and the marks at its edges.
fn essence(text: &str) -> String {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| ".,;:?!()[]“”\"…".contains(c)))
        .collect::<String>()
        .to_lowercase()
}
