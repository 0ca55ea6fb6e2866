//! The body of a letter: one string in which each line is a block.
//!
//! That is what makes a text cursor, a selection across paragraphs and a find simple. Beside the
//! string stand one kind a line and the cues that tie stretches of text to stretches of audio.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::cues::{Cue, in_order};

/// What a line of the body is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    #[default]
    Paragraph,
    Heading,
    Numbered,
    Bulleted,
}

impl BlockKind {
    pub const ALL: [Self; 4] = [
        Self::Paragraph,
        Self::Heading,
        Self::Numbered,
        Self::Bulleted,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Heading => "heading",
            Self::Numbered => "numbered",
            Self::Bulleted => "bulleted",
        }
    }

    /// The kind of the line that Enter opens below a line of this kind.
    pub fn next_line(self) -> Self {
        match self {
            Self::Heading => Self::Paragraph,
            same => same,
        }
    }
}

/// The body: text, one kind a line, and the cues. Changed only by applying a
/// [`Splice`](super::edit::Splice), which keeps the three in step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "StoredBody")]
pub struct Body {
    pub(super) text: String,
    pub(super) kinds: Vec<BlockKind>,
    pub(super) cues: Vec<Cue>,
}

/// A body as it is read back, before its three parts are known to be in step.
#[derive(Deserialize)]
struct StoredBody {
    text: String,
    kinds: Vec<BlockKind>,
    cues: Vec<Cue>,
}

impl From<StoredBody> for Body {
    fn from(stored: StoredBody) -> Self {
        let kinds = stored
            .kinds
            .into_iter()
            .chain(std::iter::repeat(BlockKind::default()));
        let lines = stored.text.split('\n').map(str::to_owned);
        Self::new(kinds.zip(lines), stored.cues)
    }
}

impl Default for Body {
    fn default() -> Self {
        Self {
            text: String::new(),
            kinds: vec![BlockKind::Paragraph],
            cues: Vec::new(),
        }
    }
}

/// One line of the body, as drawing and rendering want it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    pub kind: BlockKind,
    pub text: &'a str,
    /// Where it stands in the body's text, in bytes.
    pub range: Range<usize>,
    /// For a numbered block its number, counted from 1 in its run.
    pub number: Option<usize>,
}

impl Block<'_> {
    /// Whether nothing has been written in it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl Body {
    /// A body from blocks and cues; cues that fall outside the text, overlap an earlier one or
    /// cut a character are dropped.
    pub fn new(blocks: impl IntoIterator<Item = (BlockKind, String)>, cues: Vec<Cue>) -> Self {
        let (mut text, mut kinds) = (String::new(), Vec::new());
        for (kind, line) in blocks {
            for part in line.split('\n') {
                if !kinds.is_empty() {
                    text.push('\n');
                }
                text.push_str(part);
                kinds.push(kind);
            }
        }
        if kinds.is_empty() {
            return Self::default();
        }
        let cues = in_order(cues, &text);
        Self { text, kinds, cues }
    }

    /// A body of plain paragraphs, one a line, with no cues.
    pub fn plain(text: &str) -> Self {
        Self::new([(BlockKind::Paragraph, text.to_owned())], Vec::new())
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// One kind a line of the text.
    pub fn kinds(&self) -> &[BlockKind] {
        &self.kinds
    }

    /// Ties from text to audio, in text order, never overlapping.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// The cues that meet a stretch of text, in bytes.
    pub fn cues_in(&self, range: &Range<usize>) -> &[Cue] {
        let first = self
            .cues
            .partition_point(|cue| cue.range.end <= range.start);
        let last = self.cues.partition_point(|cue| cue.range.start < range.end);
        &self.cues[first..last.max(first)]
    }

    /// The number of the line that holds the byte `at`.
    pub fn line_of(&self, at: usize) -> usize {
        self.text.as_bytes()[..at.min(self.text.len())]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
    }

    /// The lines in order, numbered runs counted.
    pub fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        let mut start = 0;
        let mut run = 0;
        self.text
            .split('\n')
            .zip(&self.kinds)
            .map(move |(text, kind)| {
                let range = start..start + text.len();
                start = range.end + 1;
                run = if *kind == BlockKind::Numbered {
                    run + 1
                } else {
                    0
                };
                Block {
                    kind: *kind,
                    text,
                    range,
                    number: (run > 0).then_some(run),
                }
            })
    }
}
