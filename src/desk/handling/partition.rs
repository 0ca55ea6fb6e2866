//! Partition by hand: a letter is split where a person says, or joined with the one after it.

use super::rows::tell_as_it_stands;
use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::desk::workpiece::{Standing, Workpiece};
use crate::letter::Body;
use crate::problem::{Outcome, answered};
use crate::record::{Dictation, DictationId};
use crate::words::Span;

/// Where a letter is to be split: the byte of its text, and the moment of its recording.
type Place = (usize, f64);

impl Desk {
    /// Makes what stands below the caret a letter of its own. All that was typed is in the record.
    ///
    /// # Errors
    /// When the letter cannot be changed now.
    pub(in crate::desk) fn split_here(&mut self) -> Outcome<()> {
        match self.place_at_caret() {
            Some(place) => self.split_at(place),
            None => Ok(()),
        }
    }

    /// Makes what is said from where the recording stands a letter of its own.
    ///
    /// # Errors
    /// As [`split_here`](Self::split_here).
    pub(in crate::desk) fn split_at_moment(&mut self) -> Outcome<()> {
        match self.place_at_moment() {
            Some(place) => self.split_at(place),
            None => Ok(()),
        }
    }

    fn split_at(&mut self, (at, moment): Place) -> Outcome<()> {
        self.have_parted(move |record, by, row| record.split_at(by, row, at, moment))
    }

    /// Where the caret would split the letter on the desk: with text on either side of it, where
    /// the words below were said, else where the recording stands.
    pub(in crate::desk) fn place_at_caret(&self) -> Option<Place> {
        let piece = self.on_desk.piece.as_ref()?;
        let body = piece.letter().body();
        let at = start_of_word(body.text(), piece.selection.range.start)?;
        let (above, below) = body.text().split_at(at);
        if above.trim().is_empty() {
            return None;
        }
        if below.trim().is_empty() {
            return self.place_at_moment();
        }
        let first = body.cues().iter().find(|cue| at <= cue.range.start);
        let moment = first.map_or(piece.transport.position(), |cue| cue.span.start);
        is_within(piece, moment).then_some((at, moment))
    }

    /// Where the moment at which the recording stands would split it. Text that nothing ties to
    /// the recording was typed before, and stays above.
    pub(in crate::desk) fn place_at_moment(&self) -> Option<Place> {
        let piece = self.on_desk.piece.as_ref()?;
        let moment = piece.transport.position();
        let at = place_of(piece.letter().body(), moment);
        is_within(piece, moment).then_some((at, moment))
    }

    /// The letter that comes after the one on the desk in its recording.
    pub(in crate::desk) fn next_letter(&self) -> Option<&Dictation> {
        let dictation = &self.on_desk.piece.as_ref()?.dictation;
        let number = dictation.part?.number + 1;
        let mut rows = self.worklist.snapshot().dictations.iter();
        rows.find(|row| {
            let is_next = row.part.is_some_and(|part| part.number == number);
            is_next && row.recording == dictation.recording
        })
    }

    /// Makes the next letter of the recording part of the one on the desk.
    ///
    /// # Errors
    /// When the letter cannot be changed now.
    pub(in crate::desk) fn join_next(&mut self, now: f64) -> Outcome<()> {
        let Some(next) = self.next_letter().map(Dictation::seen) else {
            return Ok(());
        };
        if self.queue.making_of(next.id).is_some() {
            self.stop_draft();
        }
        self.remember_listening(now);
        let by = self.actor();
        let Some(piece) = &mut self.on_desk.piece else {
            return Ok(());
        };
        piece.refuse_changes()?;
        piece.standing = Standing::Splitting;
        let row = piece.dictation.seen();
        self.crew.record(move |record, outbox| {
            match answered(|| record.join_letters(&by, row, next)) {
                Ok(changes) => {
                    outbox.post(Event::Changed(Box::new(changes)));
                    outbox.post(Event::Joined(row.id));
                }
                Err(problem) => {
                    outbox.post(Event::Split(row.id, Err(problem)));
                    tell_as_it_stands(record, row.id, outbox);
                    tell_as_it_stands(record, next.id, outbox);
                }
            }
            Ok(())
        });
        Ok(())
    }

    /// The record has made one letter of two.
    pub(in crate::desk) fn joined(&mut self, id: DictationId, now: f64) {
        self.reopen(id);
        let told = "They are one letter now; the other lies in the bin";
        self.notices.say(told, now);
    }
}

/// Whether something of what the letter was made from is on either side of a moment.
fn is_within(piece: &Workpiece, moment: f64) -> bool {
    let span = piece.dictation.span();
    piece.dictation.recording.is_some() && span.start < moment && moment < span.end
}

/// Where in the text what is said from a moment on begins.
fn place_of(body: &Body, moment: f64) -> usize {
    let is_tied = !body.cues().is_empty();
    match is_tied {
        true => body.place_for(Span::new(moment, moment)),
        false => body.text().len(),
    }
}

/// The caret, or where it stands within a word the beginning of that.
fn start_of_word(text: &str, caret: usize) -> Option<usize> {
    let (before, after) = text.split_at_checked(caret)?;
    if after.is_empty() || after.starts_with(char::is_whitespace) {
        return Some(caret);
    }
    Some(
        before
            .trim_end_matches(|letter: char| !letter.is_whitespace())
            .len(),
    )
}
