//! A body as it is printed, and what stands where in it, in characters.
//!
//! Scripts search for "7.5 mg": the spaces that hold a figure to its unit on paper are printed as
//! ordinary ones, which moves no character.

use serde::Serialize;

use crate::clinical::checks::flags::{self, FlagKind};
use crate::clinical::checks::ledgers;
use crate::clinical::draft::Draft;
use crate::clinical::lexicon::Lexicon;
use crate::clinical::{Tidied, plain};
use crate::letter::{Body, gaps};

/// A body and its plain text, in which list items have their numbers or dashes.
pub struct Printed<'a> {
    body: &'a Body,
    pub text: String,
    /// Characters that printing adds before each line, those of earlier lines included.
    added: Vec<usize>,
}

/// Something the tidying wrote that is not what was heard; places in characters.
#[derive(Serialize)]
pub struct Change<'a> {
    heard: &'a str,
    written: String,
    start: usize,
    end: usize,
}

/// A stretch of the text with what was heard there.
#[derive(Serialize)]
pub struct Spoken<'a> {
    pub text: String,
    pub heard: &'a str,
    pub start: f64,
    pub end: f64,
    pub confidence: f32,
}

/// Something for a person to settle; places in characters.
#[derive(Serialize)]
pub struct Mark {
    kind: FlagKind,
    start: usize,
    end: usize,
    text: String,
    message: String,
    blocks: bool,
}

impl<'a> Printed<'a> {
    pub fn new(body: &'a Body) -> Self {
        let text = ordinary(&plain(body));
        let added = body
            .blocks()
            .zip(text.split('\n'))
            .scan(0, |added, (block, line)| {
                *added += line
                    .chars()
                    .count()
                    .saturating_sub(block.text.chars().count());
                Some(*added)
            })
            .collect();
        Self { body, text, added }
    }

    /// Where the body's byte `at` stands in the printed text, in characters.
    pub fn place(&self, at: usize) -> usize {
        let before = self.body.text().get(..at).unwrap_or(self.body.text());
        let added = self.added.get(self.body.line_of(at));
        before.chars().count() + added.copied().unwrap_or_default()
    }

    pub fn changes(&self) -> Vec<Change<'_>> {
        let changed = self.body.cues().iter().filter_map(|cue| {
            let heard = cue.heard.as_deref()?;
            let written = self.body.text().get(cue.range.clone())?;
            Some(Change {
                heard,
                written: ordinary(written),
                start: self.place(cue.range.start),
                end: self.place(cue.range.end),
            })
        });
        changed.collect()
    }

    /// What a person is to settle: in the text itself, and where it and the speech do not agree.
    pub fn marks(&self, lexicon: &Lexicon, draft: &Draft) -> Vec<Mark> {
        let gaps = gaps(&draft.missing, &draft.unsupported);
        let mut flags = flags::check(self.body, lexicon);
        flags.extend(gaps.filter_map(|gap| ledgers::flag(gap, self.body)));
        flags.sort_by_key(|flag| flag.range.start);
        flags
            .into_iter()
            .map(|flag| {
                let (start, end) = (self.place(flag.range.start), self.place(flag.range.end));
                let text = self.text.chars().skip(start);
                Mark {
                    kind: flag.kind,
                    start,
                    end,
                    text: text.take(end.saturating_sub(start)).collect(),
                    message: flag.message,
                    blocks: flag.blocks,
                }
            })
            .collect()
    }
}

/// The body's words in order, each with its place in the audio.
pub fn spoken(body: &Body) -> Vec<Spoken<'_>> {
    let words = body.cues().iter().filter_map(|cue| {
        let text = body.text().get(cue.range.clone())?;
        Some(Spoken {
            text: ordinary(text),
            heard: cue.heard.as_deref().unwrap_or(text),
            start: cue.span.start,
            end: cue.span.end,
            confidence: cue.confidence,
        })
    });
    words.collect()
}

/// A letter of several that were dictated one after the other; places in characters.
#[derive(Serialize)]
pub struct Place {
    start: usize,
    end: usize,
}

/// Where each letter stands in the printed text; nowhere where there is one only.
pub fn places(tidied: &Tidied, text: &str) -> Vec<Place> {
    if tidied.starts.is_empty() {
        return Vec::new();
    }
    let lengths = text.split('\n').map(|line| line.chars().count() + 1);
    let before = |line: usize| lengths.clone().take(line).sum::<usize>();
    let mut starts = vec![0];
    starts.extend(tidied.starts.iter().map(|start| before(start.line)));
    starts.push(text.chars().count() + 1);
    // The line end between two letters is in neither.
    let place = |pair: &[usize]| Place {
        start: pair[0],
        end: pair[1] - 1,
    };
    starts.windows(2).map(place).collect()
}

/// The text as people read it, each letter under a line of its own where there are several.
pub fn letter_by_letter(tidied: &Tidied) -> String {
    let letters = tidied.letters();
    if letters.len() < 2 {
        return Printed::new(&tidied.body).text;
    }
    let of = letters.len();
    let numbered = letters.iter().zip(1..).map(|(letter, number)| {
        let text = Printed::new(&letter.body).text;
        format!("== letter {number} of {of} ==\n{text}")
    });
    numbered.collect::<Vec<_>>().join("\n")
}

/// The text with ordinary spaces for those that do not break.
pub fn ordinary(text: &str) -> String {
    text.replace('\u{a0}', " ")
}
