//! Splitting: a recording that holds several letters becomes as many dictations, all at once.

use rusqlite::{Transaction, named_params};

use super::audit::{self, Action};
use super::dictations::at;
use super::journal::append;
use super::letters::begin;
use super::value::Json;
use super::{Store, one_row};
use crate::clinical::draft::Draft;
use crate::letter::Letter;
use crate::letter::history::Entry;
use crate::problem::{Outcome, Problem};
use crate::record::{Dictation, DictationId, LetterId, Part, Status};

/// What becomes of a dictation that holds several letters.
#[derive(Clone, Debug)]
pub struct Split {
    /// As it is now, before it is split.
    pub dictation: Dictation,
    pub letter: LetterId,
    /// Which of the recording's letters it is from now on.
    pub part: Part,
    pub status: Status,
    /// What of the draft stays with it.
    pub draft: Draft,
    /// What its letter becomes.
    pub entry: Entry,
    pub further: Vec<Further>,
}

/// A further letter of the recording, with its draft and what it starts from. What is known of the
/// dictation holds for it too, except whom it is about.
#[derive(Clone, Debug)]
pub struct Further {
    pub part: Part,
    pub draft: Draft,
    pub start: Letter,
    pub entry: Entry,
}

impl Store {
    /// Gives every further letter of a recording a dictation and a letter of its own. The
    /// recording is shared, and what of it has been listened to counts for each.
    ///
    /// # Errors
    /// When the dictation is no longer as the split takes it to be, such as when it has been
    /// split already, or its letter has been signed. Nothing has changed then.
    pub fn split_dictation(&mut self, split: &Split) -> Outcome<()> {
        self.transact("splitting a dictation", |tx| {
            let id = split.dictation.id;
            if at(tx, id)?.part != split.dictation.part {
                return Err(Problem::new(
                    "The letters of this recording have been parted already",
                    "Look for the others in the worklist; nothing has been changed",
                ));
            }
            make_room(tx, split)?;
            one_row(tx.execute(
                include_str!("sql/dictation-split-first.sql"),
                named_params! {
                    ":id": id.0,
                    ":part": split.part.number,
                    ":parts": split.part.of,
                    ":starts": split.part.span.start,
                    ":ends": split.part.span.end,
                    ":status": Json(split.status),
                    ":draft": Json(&split.draft),
                },
            )?)?;
            append(tx, split.letter, std::slice::from_ref(&split.entry))?;
            for further in &split.further {
                add(tx, id, further)?;
            }
            let letters = split.further.len() + 1;
            let subject = format!("dictation {} into {letters} letters", id.0);
            audit::append(tx, audit::PROGRAM, Action::Split, &subject)
        })
    }
}

/// Numbers the recording's later letters on, and tells all of them how many there are now.
fn make_room(tx: &Transaction<'_>, split: &Split) -> Outcome<()> {
    const OF_ONE: &str = "recording = (SELECT recording FROM dictation WHERE id = ?1)";
    let id = split.dictation.id.0;
    let (before, of) = split
        .dictation
        .part
        .map_or((1, 1), |part| (part.number, part.of));
    // By way of numbers nobody has: two letters must not have one number even for a moment.
    tx.execute(
        &format!("UPDATE dictation SET part = -part WHERE part > ?2 AND {OF_ONE}"),
        (id, before),
    )?;
    tx.execute(
        &format!("UPDATE dictation SET part = ?2 - part WHERE part < 0 AND {OF_ONE}"),
        (id, split.part.of.saturating_sub(of)),
    )?;
    tx.execute(
        &format!("UPDATE dictation SET parts = ?2 WHERE {OF_ONE}"),
        (id, split.part.of),
    )?;
    Ok(())
}

fn add(tx: &Transaction<'_>, first: DictationId, further: &Further) -> Outcome<()> {
    let part = further.part;
    one_row(tx.execute(
        include_str!("sql/dictation-split-further.sql"),
        named_params! {
            ":first": first.0,
            ":status": Json(Status::DraftReady),
            ":draft": Json(&further.draft),
            ":part": part.number,
            ":parts": part.of,
            ":starts": part.span.start,
            ":ends": part.span.end,
        },
    )?)?;
    let letter = begin(tx, DictationId(tx.last_insert_rowid()), &further.start)?;
    append(tx, letter.id, std::slice::from_ref(&further.entry))
}
