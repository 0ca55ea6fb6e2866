//! Undo, redo and their journal: one list of entries serves all three.

use serde::{Deserialize, Serialize};

use super::edit::Splice;
use super::{Edit, Letter};
use crate::problem::Outcome;

/// Typing that pauses longer than this, in seconds, starts a new undo step.
const PAUSE: f64 = 2.0;

/// An edit as the history keeps it. `joins` means: undone together with the one before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub edit: Edit,
    pub joins: bool,
}

/// What happened to a manuscript, in the order it happened. The journal stores these; replaying
/// them over the starting letter gives back both the text and what can be undone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Entry {
    Did(Step),
    Undid,
    Redid,
}

/// A letter with its history.
#[derive(Clone, Debug, Default)]
pub struct Manuscript {
    letter: Letter,
    done: Vec<Step>,
    undone: Vec<Step>,
    last_edit_at: Option<f64>,
}

impl Manuscript {
    /// A manuscript that starts from `letter` with nothing to undo.
    pub fn new(letter: Letter) -> Self {
        Self {
            letter,
            ..Self::default()
        }
    }

    /// Rebuilds a manuscript from where it started and what happened since.
    ///
    /// # Errors
    /// When an entry does not fit the one before it, which means the journal is damaged.
    pub fn replay(start: Letter, entries: impl IntoIterator<Item = Entry>) -> Outcome<Self> {
        let mut manuscript = Self::new(start);
        for entry in entries {
            manuscript.take(entry)?;
        }
        Ok(manuscript)
    }

    /// Takes in something that is in the journal already.
    ///
    /// # Errors
    /// When it does not fit what has happened so far.
    pub fn take(&mut self, entry: Entry) -> Outcome<()> {
        match entry {
            Entry::Did(step) => self.push(step)?,
            Entry::Undid => drop(self.undo()?),
            Entry::Redid => drop(self.redo()?),
        }
        self.last_edit_at = None;
        Ok(())
    }

    pub fn letter(&self) -> &Letter {
        &self.letter
    }

    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Makes an edit at the moment `now` (seconds on any steady clock) and says what to journal.
    ///
    /// # Errors
    /// When the edit does not fit the letter; nothing has changed then.
    pub fn apply(&mut self, edit: Edit, now: f64) -> Outcome<Entry> {
        let joins = self.continues_typing(&edit, now);
        let step = Step { edit, joins };
        self.push(step.clone())?;
        self.last_edit_at = Some(now);
        Ok(Entry::Did(step))
    }

    fn push(&mut self, step: Step) -> Outcome<()> {
        self.letter.apply(&step.edit)?;
        self.done.push(step);
        self.undone.clear();
        Ok(())
    }

    /// Takes back the last run of typing or the last single change.
    ///
    /// # Errors
    /// When the history does not fit the letter, which would be a fault of the program.
    pub fn undo(&mut self) -> Outcome<Option<Entry>> {
        if self.done.is_empty() {
            return Ok(None);
        }
        while let Some(step) = self.done.pop() {
            self.letter.apply(&step.edit.clone().inverse())?;
            let first = !step.joins;
            self.undone.push(step);
            if first {
                break;
            }
        }
        self.last_edit_at = None;
        Ok(Some(Entry::Undid))
    }

    /// Does again what was last undone.
    ///
    /// # Errors
    /// As for [`undo`](Self::undo).
    pub fn redo(&mut self) -> Outcome<Option<Entry>> {
        if self.undone.is_empty() {
            return Ok(None);
        }
        while let Some(step) = self.undone.pop() {
            self.letter.apply(&step.edit)?;
            self.done.push(step);
            if self.undone.last().is_none_or(|next| !next.joins) {
                break;
            }
        }
        self.last_edit_at = None;
        Ok(Some(Entry::Redid))
    }

    /// Whether the edit carries on the run of typing before it: same place, same direction, no
    /// pause, and not the first letter of a new word.
    fn continues_typing(&self, edit: &Edit, now: f64) -> bool {
        let recent = self.last_edit_at.is_some_and(|at| now - at <= PAUSE);
        match (self.done.last().map(|step| &step.edit), edit) {
            (Some(Edit::Body(before)), Edit::Body(after)) if recent => follows(before, after),
            (Some(Edit::Field { field: before, .. }), Edit::Field { field, .. }) => {
                recent && before == field
            }
            _ => false,
        }
    }
}

fn follows(before: &Splice, after: &Splice) -> bool {
    // A paste or a draft landing is no keystroke: it brings several words at once.
    let one_word = |splice: &Splice| !splice.inserted.trim().contains(char::is_whitespace);
    let typed = |splice: &Splice| {
        splice.removed.is_empty() && !splice.inserted.is_empty() && one_word(splice)
    };
    let deleted = |splice: &Splice| splice.inserted.is_empty() && !splice.removed.is_empty();
    let one_line = !after.inserted.contains('\n') && !before.inserted.contains('\n');
    if typed(before) && typed(after) {
        let new_word = before.inserted.ends_with(char::is_whitespace)
            && !after.inserted.starts_with(char::is_whitespace);
        return one_line && !new_word && before.at + before.inserted.len() == after.at;
    }
    let backspaced = after.at + after.removed.len() == before.at;
    let forwards = after.at == before.at;
    deleted(before) && deleted(after) && (backspaced || forwards)
}
