//! Listing: what is done to several rows of the worklist at once, the bin, and how long letters took.

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};

use super::allowing::not_own;
use super::rows::tell_as_it_stands;
use crate::desk::choosing::Pick;
use crate::desk::crew::Outbox;
use crate::desk::event::Event;
use crate::desk::export::write_copy;
use crate::desk::rows_done::{Done, RowsDone};
use crate::desk::state::Desk;
use crate::desk::turnaround::{Period, Turnaround, csv};
use crate::desk::worklist::Snapshot;
use crate::problem::{Outcome, Problem};
use crate::record::{Actor, Changes, DictationId, Seen};
use crate::store::{BatchDone, Record, RowChange};

impl Desk {
    /// Points at rows of the table.
    pub(in crate::desk) fn pick(&mut self, pick: Pick) {
        let shown = self.shown_in_table();
        self.worklist.chosen.pick(pick, &shown);
    }

    fn shown_in_table(&self) -> Vec<DictationId> {
        self.table().iter().map(|(row, _)| row.id).collect()
    }

    /// The rows that are to be changed: those chosen in the table, or the letter on the desk.
    pub fn rows_to_change(&self) -> Vec<DictationId> {
        match (self.shows_table(), self.on_desk.id()) {
            (false, Some(id)) => vec![id],
            _ => self.worklist.chosen.of(&self.shown_in_table()),
        }
    }

    /// Shows the worklist as a table or as the list beside the letter.
    pub(in crate::desk) fn toggle_table(&mut self) {
        let table = &mut self.view.table;
        match self.on_desk.piece {
            Some(_) => table.over_letter = !table.over_letter,
            None => table.alone = !table.alone,
        }
    }

    /// Changes each of the chosen rows in all these ways.
    pub(in crate::desk) fn change_rows(&mut self, changes: Vec<RowChange>) -> Outcome<()> {
        let rows = self.seen_rows()?;
        let open = self
            .on_desk
            .id()
            .filter(|id| rows.iter().any(|row| row.id == *id));
        if changes.iter().any(RowChange::is_of_the_letter) {
            self.fill_once_answered(open);
        }
        self.view.sheet = None;
        self.for_rows(Done::Changed, move |record, by| {
            record.change_rows(by, &rows, &changes, open)
        });
        Ok(())
    }

    /// The fields of the letter on the desk are filled anew once the record has answered.
    fn fill_once_answered(&mut self, open: Option<DictationId>) {
        let Some(piece) = open.and_then(|id| self.on_desk.piece_with(id)) else {
            return;
        };
        let filled = || self.worklist.snapshot().first_letter(&piece.dictation);
        piece.filled_from.get_or_insert_with(filled);
    }

    /// Takes the chosen rows out of the worklist.
    pub(in crate::desk) fn remove_rows(&mut self, why: &str) -> Outcome<()> {
        let why = why.trim().to_owned();
        if why.is_empty() {
            return Err(Problem::new(
                "Nothing has been removed: no reason is given",
                "Write down why they do not belong here",
            ));
        }
        let (rows, now) = (self.seen_rows()?, (self.clock)());
        self.view.sheet = None;
        self.for_rows(Done::Removed, move |record, by| {
            record.remove_rows(by, &rows, &why, now)
        });
        Ok(())
    }

    /// Brings rows back from the bin.
    pub(in crate::desk) fn restore_rows(&mut self, rows: Vec<Seen<DictationId>>) {
        self.for_rows(Done::BroughtBack, move |record, by| {
            record.restore_rows(by, &rows)
        });
        self.look_into_bin();
    }

    /// The rows to change, as they are seen here; an author has a say in their own.
    fn seen_rows(&self) -> Outcome<Vec<Seen<DictationId>>> {
        let rows = self.rows_to_change();
        let rows = rows.iter().filter_map(|id| self.dictation(*id));
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return Err(Problem::new(
                "No row is chosen",
                "Choose some in the worklist as a table, with Space or Shift and the arrows",
            ));
        }
        if rows.iter().any(|row| self.is_barred(row)) {
            return Err(not_own());
        }
        let on_desk = self.on_desk.piece.as_ref().map(|piece| &piece.dictation);
        let seen = rows.iter().map(|row| match on_desk {
            // It has been handed over since, where the record has not answered yet.
            Some(piece) if piece.id == row.id => piece.seen(),
            _ => row.seen(),
        });
        Ok(seen.collect())
    }

    /// Has the record do something to rows, and tells what came of it.
    fn for_rows(
        &mut self,
        done: Done,
        act: impl FnOnce(&mut dyn Record, &Actor) -> Outcome<(BatchDone, Changes)> + Send + 'static,
    ) {
        let by = self.actor();
        self.crew.record(move |record, outbox| {
            let (batch, changes) = act(record, &by)?;
            outbox.post(Event::Changed(Box::new(changes)));
            for (id, _) in &batch.refused {
                tell_as_it_stands(record, *id, outbox);
            }
            outbox.post(Event::RowsDone(RowsDone { done, batch }));
            Ok(())
        });
    }

    pub(in crate::desk) fn rows_done(&mut self, done: &RowsDone, now: f64) {
        let row = |id| Some((self.dictation(id)?, self.line(id)?));
        match done.told(row) {
            Ok(told) => self.notices.say(told, now),
            Err(problem) => self.notices.tell(&problem),
        }
        self.worklist.chosen.pick(Pick::Nothing, &[]);
    }

    /// The letter on the desk, or the draft being made, may be of a row that is in the worklist no
    /// longer.
    pub(in crate::desk) fn put_removed_away(&mut self, now: f64) {
        let making = self.queue.making().map(|making| making.dictation);
        if making.is_some_and(|id| self.dictation(id).is_none()) {
            self.queue.stop();
        }
        let piece = self.on_desk.piece.as_ref();
        if piece.is_some_and(|piece| piece.dictation.removed.is_some()) {
            self.journal();
            self.put_away(now);
        }
    }

    /// Deletes what has lain in the bin long enough.
    pub(in crate::desk) fn empty_bin(&mut self) {
        let (days, now) = (self.settings.bin_days, (self.clock)());
        self.crew
            .record(move |record, outbox| empty_bin(record, days, now, outbox));
    }

    /// Looks up what lies in the bin; what has lain there long enough is deleted first.
    pub(in crate::desk) fn look_into_bin(&mut self) {
        self.view.bin = None;
        let (days, now) = (self.settings.bin_days, (self.clock)());
        self.crew.record(move |record, outbox| {
            empty_bin(record, days, now, outbox)?;
            let mut bin = Snapshot::default();
            bin.show_removed(record.bin()?);
            outbox.post(Event::BinRead(Box::new(bin)));
            Ok(())
        });
    }

    /// Looks up how long letters took.
    pub(in crate::desk) fn look_at_turnaround(&mut self, period: Period) {
        self.view.turnaround = None;
        let (targets, now) = (self.settings.targets.clone(), (self.clock)());
        self.crew.record(move |record, outbox| {
            let told = Turnaround::of(record, period, &targets, now)?;
            outbox.post(Event::TurnaroundRead(Box::new(told)));
            Ok(())
        });
    }

    /// Saves those figures for a spreadsheet.
    pub(in crate::desk) fn save_turnaround(&mut self, to: PathBuf) -> Outcome<()> {
        let Some(told) = &self.view.turnaround else {
            return Ok(());
        };
        let file = csv(told)?;
        self.crew.read(move |outbox| {
            let saved = write_copy(&to, &file, "The figures", "record");
            outbox.post(match saved {
                Ok(()) => Event::Said("The figures are saved".to_owned()),
                Err(problem) => Event::Trouble(problem),
            });
        });
        Ok(())
    }
}

/// Deletes what has lain in the bin for so many days.
pub(in crate::desk) fn empty_bin(
    record: &mut dyn Record,
    days: u32,
    now: Timestamp,
    outbox: &Outbox,
) -> Outcome<()> {
    let age = SignedDuration::from_hours(i64::from(days) * 24);
    let Ok(before) = now.checked_sub(age) else {
        return Ok(());
    };
    match record.empty_bin(&Actor::program(), before, now)? {
        0 => {}
        1 => outbox.post(Event::Said(
            "1 dictation was deleted from the bin".to_owned(),
        )),
        many => outbox.post(Event::Said(format!(
            "{many} dictations were deleted from the bin"
        ))),
    }
    Ok(())
}
