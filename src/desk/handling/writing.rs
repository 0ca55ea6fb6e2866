//! Writing: typing, styling, undo, find, and the journal that loses no keystroke.

use std::ops::Range;

use crate::letter::history::Entry;
use crate::letter::{BlockKind, Edit, Field};
use crate::problem::{Outcome, answered};
use crate::record::{LetterId, Status};

use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::desk::workpiece::{Find, Workpiece};

/// Seconds typing may wait before it goes to the journal: well under the promised second, and
/// long enough that a burst of keys is one write.
const JOURNAL_AFTER: f64 = 0.3;

/// Seconds between attempts while the disk refuses.
const RETRY_AFTER: f64 = 2.0;

impl Desk {
    /// Makes an edit to the letter on the desk and queues it for the journal.
    pub(in crate::desk) fn edit(&mut self, edit: Edit, now: f64) -> Outcome<()> {
        self.change(now, |piece| piece.manuscript.apply(edit, now).map(Some))
    }

    /// Runs a change to the manuscript; whatever it says happened goes to the journal.
    pub(in crate::desk) fn change(
        &mut self,
        now: f64,
        change: impl FnOnce(&mut Workpiece) -> Outcome<Option<Entry>>,
    ) -> Outcome<()> {
        let Some(piece) = &mut self.on_desk.piece else {
            return Ok(());
        };
        piece.refuse_changes()?;
        if let Some(entry) = change(piece)? {
            if piece.unsaved.entries.is_empty() {
                piece.unsaved.since = now;
            }
            piece.unsaved.entries.push(entry);
            piece.review.is_stale = true;
            // Whoever approved it approved another text.
            piece.approvals.clear();
            self.note_typing();
            self.refresh_find();
        }
        Ok(())
    }

    /// The first change a person makes moves the dictation to "typing".
    fn note_typing(&mut self) {
        if let Some(piece) = &mut self.on_desk.piece
            && matches!(
                piece.dictation.status,
                Status::Waiting | Status::DraftReady | Status::Rejected
            )
        {
            piece.dictation.status = Status::Typing;
            self.change_row(self.actor(), |record, by, row| record.take_up(by, row));
        }
    }

    pub(in crate::desk) fn type_text(
        &mut self,
        range: Range<usize>,
        text: &str,
        now: f64,
    ) -> Outcome<()> {
        let Some(piece) = &self.on_desk.piece else {
            return Ok(());
        };
        let splice = piece.letter().body().splice(range.clone(), text)?;
        self.edit(Edit::Body(splice), now)?;
        if let Some(piece) = &mut self.on_desk.piece {
            let end = range.start + text.len();
            piece.selection.range = end..end;
        }
        Ok(())
    }

    pub(in crate::desk) fn restyle(&mut self, kind: BlockKind, now: f64) -> Outcome<()> {
        let Some(piece) = &self.on_desk.piece else {
            return Ok(());
        };
        let body = piece.letter().body();
        let splice = body.restyle(piece.selection.range.clone(), kind)?;
        self.edit(Edit::Body(splice), now)
    }

    pub(in crate::desk) fn set_field(
        &mut self,
        field: Field,
        text: String,
        now: f64,
    ) -> Outcome<()> {
        let Some(piece) = &self.on_desk.piece else {
            return Ok(());
        };
        if piece.letter().field(field) == text {
            return Ok(());
        }
        let edit = piece.letter().set_field(field, text);
        self.edit(edit, now)
    }

    pub(in crate::desk) fn undo(&mut self, now: f64) -> Outcome<()> {
        self.change(now, |piece| piece.manuscript.undo())?;
        self.keep_selection_inside();
        Ok(())
    }

    pub(in crate::desk) fn redo(&mut self, now: f64) -> Outcome<()> {
        self.change(now, |piece| piece.manuscript.redo())?;
        self.keep_selection_inside();
        Ok(())
    }

    fn keep_selection_inside(&mut self) {
        if let Some(piece) = &mut self.on_desk.piece {
            let text = piece.letter().body().text();
            let inside = |at: usize| text.floor_char_boundary(at.min(text.len()));
            let range = &piece.selection.range;
            piece.selection.range = inside(range.start)..inside(range.end);
        }
    }

    /// Searches the letter and selects the first hit at or after the cursor.
    pub(in crate::desk) fn find(&mut self, needle: String) {
        if let Some(piece) = &mut self.on_desk.piece {
            let hits = piece.letter().body().find(&needle);
            let from = piece.selection.range.start;
            let at = hits.iter().position(|hit| hit.start >= from).unwrap_or(0);
            piece.find = Some(Find { needle, hits, at });
            self.select_hit();
        }
    }

    pub(in crate::desk) fn find_next(&mut self) {
        if let Some(find) = self
            .on_desk
            .piece
            .as_mut()
            .and_then(|piece| piece.find.as_mut())
            && !find.hits.is_empty()
        {
            find.at = (find.at + 1) % find.hits.len();
            self.select_hit();
        }
    }

    fn select_hit(&mut self) {
        if let Some(piece) = &mut self.on_desk.piece
            && let Some(hit) = piece.find.as_ref().and_then(|find| find.hits.get(find.at))
        {
            let hit = hit.clone();
            piece.select(hit);
        }
    }

    /// Hits move when the text does.
    fn refresh_find(&mut self) {
        if let Some(piece) = &mut self.on_desk.piece
            && let Some(find) = &piece.find
        {
            let hits = piece.letter().body().find(&find.needle);
            if let Some(find) = &mut piece.find {
                find.at = find.at.min(hits.len().saturating_sub(1));
                find.hits = hits;
            }
        }
    }

    /// Hands waiting edits to the record once they are old enough.
    pub(in crate::desk) fn journal_when_due(&mut self, now: f64) {
        let due = self.on_desk.piece.as_ref().is_some_and(|piece| {
            let unsaved = &piece.unsaved;
            !unsaved.entries.is_empty()
                && now >= unsaved.since + JOURNAL_AFTER
                && now >= unsaved.not_before
        });
        if due {
            self.journal();
        }
    }

    /// Hands every waiting edit to the record, unless a batch is still under way: one that failed
    /// must not be overtaken by the next.
    pub(in crate::desk) fn journal(&mut self) {
        let Some(piece) = &mut self.on_desk.piece else {
            return;
        };
        if piece.unsaved.entries.is_empty() || piece.unsaved.in_flight > 0 {
            return;
        }
        let entries = std::mem::take(&mut piece.unsaved.entries);
        piece.unsaved.in_flight = entries.len();
        let letter = piece.letter_id;
        let by = self.actor();
        self.crew.record(move |record, outbox| {
            match answered(|| record.journal(&by, letter, &entries)) {
                Ok(changes) => {
                    outbox.post(Event::Journalled(letter));
                    outbox.post(Event::Changed(Box::new(changes)));
                }
                Err(problem) => outbox.post(Event::JournalFailed(letter, entries, problem)),
            }
            Ok(())
        });
    }

    pub(in crate::desk) fn journalled(&mut self, letter: LetterId, now: f64) {
        if let Some(piece) = self.on_desk.piece_of(letter) {
            piece.unsaved.in_flight = 0;
            let had_failed = std::mem::take(&mut piece.unsaved.not_before) > 0.0;
            if had_failed {
                self.notices
                    .say("What could not be saved is saved now", now);
            }
        }
    }

    /// Entries that could not be written go back to the head of the queue, in order.
    pub(in crate::desk) fn journal_failed(
        &mut self,
        letter: LetterId,
        mut entries: Vec<Entry>,
        now: f64,
    ) {
        if let Some(piece) = self.on_desk.piece_of(letter) {
            piece.unsaved.in_flight = 0;
            entries.append(&mut piece.unsaved.entries);
            piece.unsaved.entries = entries;
            piece.unsaved.not_before = now + RETRY_AFTER;
        }
    }
}
