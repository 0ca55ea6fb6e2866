//! One reversible change to a letter, holding everything needed to do it and to undo it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::cues::{Cue, after_change};
use super::older::OlderEdit;
use super::settlement::Settlement;
use super::{BlockKind, Body, Field, Letter};
use crate::problem::{Outcome, Problem};

/// A change to a letter. Applying it and then its [`inverse`](Edit::inverse) changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    Body(Splice),
    Field {
        field: Field,
        before: String,
        after: String,
    },
    /// Whether a question about the letter has been settled.
    Settle {
        settlement: Settlement,
        done: bool,
    },
    /// The same, as the journals of older records have it.
    #[serde(untagged)]
    Older(OlderEdit),
}

/// A replacement of one stretch of the body, with the kinds and cues it touches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Splice {
    /// Byte where it begins.
    pub at: usize,
    pub removed: String,
    pub inserted: String,
    /// First line touched.
    line: usize,
    kinds_before: Vec<BlockKind>,
    kinds_after: Vec<BlockKind>,
    /// Index of the first cue touched.
    cue: usize,
    cues_before: Vec<Cue>,
    cues_after: Vec<Cue>,
}

impl Edit {
    /// The change that takes this one back.
    pub fn inverse(self) -> Self {
        match self {
            Self::Body(splice) => Self::Body(splice.inverse()),
            Self::Field {
                field,
                before,
                after,
            } => Self::Field {
                field,
                before: after,
                after: before,
            },
            Self::Settle { settlement, done } => Self::Settle {
                settlement,
                done: !done,
            },
            Self::Older(edit) => Self::Older(edit.inverse()),
        }
    }
}

impl Splice {
    fn inverse(self) -> Self {
        Self {
            removed: self.inserted,
            inserted: self.removed,
            kinds_before: self.kinds_after,
            kinds_after: self.kinds_before,
            cues_before: self.cues_after,
            cues_after: self.cues_before,
            ..self
        }
    }

    /// Whether it brings one kind for each line it brings.
    fn counts_its_lines(&self) -> bool {
        newlines(&self.removed) + self.kinds_after.len()
            == newlines(&self.inserted) + self.kinds_before.len()
    }

    /// Whether only styling changed.
    pub fn keeps_text(&self) -> bool {
        self.removed == self.inserted
    }
}

impl Body {
    /// The change that puts `inserted` where `range` (bytes) was, as typing or pasting does.
    ///
    /// # Errors
    /// When the range is not one of this text.
    pub fn splice(&self, range: Range<usize>, inserted: &str) -> Outcome<Splice> {
        let removed = self.text.get(range.clone()).ok_or_else(out_of_step)?;
        let inserted = inserted.replace("\r\n", "\n").replace('\r', "\n");
        let line = self.line_of(range.start);
        let kinds_before = self.kinds[line..=line + newlines(removed)].to_vec();
        let kinds_after = self.kinds_after(&kinds_before, &range, &inserted);
        let cue = self.cues.partition_point(|cue| cue.range.end < range.start);
        let end = self
            .cues
            .partition_point(|cue| cue.range.start <= range.end);
        let cues_before = self.cues[cue..end.max(cue)].to_vec();
        let cues_after = after_change(&cues_before, &range, &inserted, &self.text);
        Ok(Splice {
            at: range.start,
            removed: removed.to_owned(),
            inserted,
            line,
            kinds_before,
            kinds_after,
            cue,
            cues_before,
            cues_after,
        })
    }

    /// Kinds of the lines a change leaves: the first line keeps its own unless nothing of it is
    /// left, and new lines follow on from it. Lines opened above a line leave that line its kind.
    fn kinds_after(
        &self,
        before: &[BlockKind],
        range: &Range<usize>,
        inserted: &str,
    ) -> Vec<BlockKind> {
        let (first, last) = match before {
            [first, .., last] => (*first, *last),
            [only] => (*only, *only),
            [] => (BlockKind::Paragraph, BlockKind::Paragraph),
        };
        let at_line_start = range.start == 0 || self.text.as_bytes()[range.start - 1] == b'\n';
        let rest_of_line = !matches!(self.text.as_bytes().get(range.end), None | Some(b'\n'));
        let lines = newlines(inserted) + 1;
        if at_line_start && rest_of_line {
            let mut kinds = vec![last.next_line(); lines];
            kinds[lines - 1] = last;
            return kinds;
        }
        let first = if at_line_start && lines == 1 {
            last
        } else {
            first
        };
        std::iter::successors(Some(first), |kind| Some(kind.next_line()))
            .take(lines)
            .collect()
    }

    /// The change that gives the lines touched by `range` (bytes) another kind.
    ///
    /// # Errors
    /// When the range is not one of this text.
    pub fn restyle(&self, range: Range<usize>, kind: BlockKind) -> Outcome<Splice> {
        let covered = self.text.get(range.clone()).ok_or_else(out_of_step)?;
        let line = self.line_of(range.start);
        let kinds_before = self.kinds[line..=line + newlines(covered)].to_vec();
        Ok(Splice {
            at: range.start,
            removed: covered.to_owned(),
            inserted: covered.to_owned(),
            line,
            kinds_after: vec![kind; kinds_before.len()],
            kinds_before,
            cue: 0,
            cues_before: Vec::new(),
            cues_after: Vec::new(),
        })
    }

    /// The change that puts a whole other body in the place of this one, as a draft landing does.
    pub fn replace_with(&self, other: &Self) -> Splice {
        Splice {
            at: 0,
            removed: self.text.clone(),
            inserted: other.text.clone(),
            line: 0,
            kinds_before: self.kinds.clone(),
            kinds_after: other.kinds.clone(),
            cue: 0,
            cues_before: self.cues.clone(),
            cues_after: other.cues.clone(),
        }
    }

    fn apply(&mut self, splice: &Splice) -> Outcome<()> {
        let range = splice.at..splice.at.saturating_add(splice.removed.len());
        let lines = splice.line..splice.line.saturating_add(splice.kinds_before.len());
        let cues = splice.cue..splice.cue.saturating_add(splice.cues_before.len());
        let fits = splice.counts_its_lines()
            && self.text.get(range.clone()) == Some(splice.removed.as_str())
            && self.kinds.get(lines.clone()) == Some(splice.kinds_before.as_slice())
            && self.cues.get(cues.clone()) == Some(splice.cues_before.as_slice());
        if !fits {
            return Err(out_of_step());
        }
        self.text.replace_range(range, &splice.inserted);
        self.kinds.splice(lines, splice.kinds_after.iter().copied());
        for cue in &mut self.cues[cues.end..] {
            cue.range = shifted(cue.range.start, splice)..shifted(cue.range.end, splice);
        }
        self.cues.splice(cues, splice.cues_after.iter().cloned());
        Ok(())
    }
}

impl Letter {
    /// Makes the change.
    ///
    /// # Errors
    /// When the change was made for another state of the letter; the letter stays as it was.
    pub fn apply(&mut self, edit: &Edit) -> Outcome<()> {
        match edit {
            Edit::Body(splice) => self.body.apply(splice),
            Edit::Field {
                field,
                before,
                after,
            } => {
                if self.field(*field) != before {
                    return Err(out_of_step());
                }
                if after.is_empty() {
                    self.fields.remove(field);
                } else {
                    self.fields.insert(*field, after.clone());
                }
                Ok(())
            }
            Edit::Settle { settlement, done } => {
                let changed = self.settled.change(settlement, *done);
                changed.then_some(()).ok_or_else(out_of_step)
            }
            Edit::Older(edit) => {
                // Two of an older record's can be one in the ledger: the second changes nothing.
                if let Some((settlement, done)) = edit.settlement(&self.body) {
                    self.settled.change(&settlement, done);
                }
                Ok(())
            }
        }
    }

    /// The change that sets a field.
    pub fn set_field(&self, field: Field, after: impl Into<String>) -> Edit {
        Edit::Field {
            field,
            before: self.field(field).to_owned(),
            after: after.into(),
        }
    }
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

fn shifted(at: usize, splice: &Splice) -> usize {
    at + splice.inserted.len() - splice.removed.len()
}

fn out_of_step() -> Problem {
    Problem::new(
        "That change does not fit the letter as it now stands",
        "Nothing was changed; close the letter and open it again",
    )
}
