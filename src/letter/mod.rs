//! The letter: its fields, its body of blocks, and where in the audio each word was spoken.
//!
//! A body is one string in which each line is a block; that is what makes a text cursor, a
//! selection across paragraphs and a find simple. Beside the string stand one kind a line and
//! the cues that tie stretches of text to stretches of audio.

pub mod blanks;
pub mod cues;
mod cut;
pub mod dates;
pub mod docx;
pub mod edit;
mod find;
mod gaps;
pub mod history;
mod notes;
mod page;
mod papers;
pub mod sign;
pub mod template;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use cues::Cue;
pub use edit::Edit;
pub use gaps::{Gap, gaps};
pub use history::Manuscript;
pub use notes::Note;

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

/// The parts of a letter outside its body. Lists are one item a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// Who it goes to: name and address lines.
    Addressee,
    /// "Dear Dr Example".
    Salutation,
    /// The clinic the letter is about: "Rheumatology clinic".
    Clinic,
    /// The date of the clinic, as the letter shows it.
    ClinicDate,
    /// "Yours sincerely".
    Closing,
    /// What is enclosed.
    Enclosures,
    /// Who gets a copy.
    Copies,
}

impl Field {
    pub const ALL: [Self; 7] = [
        Self::Addressee,
        Self::Salutation,
        Self::Clinic,
        Self::ClinicDate,
        Self::Closing,
        Self::Enclosures,
        Self::Copies,
    ];

    /// The label beside the field on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Addressee => "Addressee",
            Self::Salutation => "Salutation",
            Self::Clinic => "Clinic",
            Self::ClinicDate => "Clinic date",
            Self::Closing => "Closing",
            Self::Enclosures => "Enclosures",
            Self::Copies => "Copies to",
        }
    }
}

/// The body: text, one kind a line, and the cues. Changed only by applying a
/// [`Splice`](edit::Splice), which keeps the three in step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "StoredBody")]
pub struct Body {
    text: String,
    kinds: Vec<BlockKind>,
    cues: Vec<Cue>,
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
        let cues = cues::in_order(cues, &text);
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

/// A letter being written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letter {
    fields: BTreeMap<Field, String>,
    body: Body,
    /// The author's notes to the secretary that have been done.
    notes_done: Vec<Note>,
    /// Gaps between speech and text that a person has listened to.
    settled_gaps: Vec<Gap>,
}

impl Letter {
    pub fn new(mut fields: BTreeMap<Field, String>, body: Body) -> Self {
        fields.retain(|_, text| !text.is_empty());
        Self {
            fields,
            body,
            notes_done: Vec::new(),
            settled_gaps: Vec::new(),
        }
    }

    /// The text of a field; empty where nothing has been entered.
    pub fn field(&self, field: Field) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }

    pub fn body(&self) -> &Body {
        &self.body
    }
}
