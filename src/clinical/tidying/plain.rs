//! A body as plain text and plain text as words, for the command line.

use crate::letter::{BlockKind, Body};
use crate::words::{Span, Word};

/// The body as plain text, a block a line: numbered blocks as "1. ", bulleted ones as "- ".
pub fn plain(body: &Body) -> String {
    let lines: Vec<String> = body
        .blocks()
        .map(|block| match (block.kind, block.number) {
            (_, Some(number)) => format!("{number}. {}", block.text),
            (BlockKind::Bulleted, _) => format!("- {}", block.text),
            _ => block.text.to_owned(),
        })
        .collect();
    lines.join("\n")
}

/// Plain text as words with no audio behind them; a line break begins a new block.
pub fn words_of(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for (line, text) in text.lines().enumerate() {
        if line > 0 {
            words.push(Word::new("\n", Span::default(), 1.0));
        }
        words.extend(
            text.split_whitespace()
                .map(|word| Word::new(word, Span::default(), 1.0)),
        );
    }
    words
}
