//! The record's intents about many rows of the worklist at once: changed, removed, brought back, and
//! counted.

use jiff::Timestamp;

use super::answers::BatchDone;
use super::audit::{self, Action, Event};
use super::given::RowChange;
use super::transaction::Work;
use super::value::{Json, Text};
use super::vault::Kind;
use super::{Store, bin, dictations, journal, letters, one_row, steps, turnaround};
use crate::letter::{Manuscript, template};
use crate::problem::{Outcome, Problem};
use crate::record::turnaround::{Backlog, Passage};
use crate::record::{Actor, Changes, Dictation, DictationId, Seen};

/// Rows of the worklist, as the desk speaks of many of them with the record. What has to be refused of
/// a row is named in the answer, and keeps no other from being done.
pub trait Listing {
    /// Changes rows, each of them in all these ways or, where one is refused, in none. The letter of
    /// `open` is on somebody's desk, where its fields are filled.
    fn change_rows(
        &mut self,
        by: &Actor,
        rows: &[Seen<DictationId>],
        changes: &[RowChange],
        open: Option<DictationId>,
    ) -> Outcome<(BatchDone, Changes)>;

    /// Takes rows out of the worklist, unless anything of them has been signed.
    fn remove_rows(
        &mut self,
        by: &Actor,
        rows: &[Seen<DictationId>],
        why: &str,
        now: Timestamp,
    ) -> Outcome<(BatchDone, Changes)>;

    /// Brings rows back into the worklist, unless what they were made from is gone.
    fn restore_rows(
        &mut self,
        by: &Actor,
        rows: &[Seen<DictationId>],
    ) -> Outcome<(BatchDone, Changes)>;

    /// What was removed and can still be brought back, the latest first, with the people it names.
    fn bin(&self) -> Outcome<Changes>;

    /// Deletes what was removed before then: the recordings, unless something else is made from
    /// them, and what was written. Answers how many rows that were.
    fn empty_bin(&mut self, by: &Actor, before: Timestamp, now: Timestamp) -> Outcome<usize>;

    /// The way of every letter that was dictated from the one moment up to the other.
    fn passages(&self, from: Timestamp, to: Timestamp) -> Outcome<Vec<Passage>>;

    /// What was dictated before then and is not out yet, by author.
    fn backlog(&self, before: Timestamp) -> Outcome<Vec<Backlog>>;
}

impl Listing for Store {
    fn change_rows(
        &mut self,
        by: &Actor,
        rows: &[Seen<DictationId>],
        changes: &[RowChange],
        open: Option<DictationId>,
    ) -> Outcome<(BatchDone, Changes)> {
        self.intend(by, "changing rows of the worklist", |work| {
            each(
                work,
                rows,
                |row| refusal(row, changes),
                |row| change(work, row, changes, open == Some(row.id)),
            )
        })
    }

    fn remove_rows(
        &mut self,
        by: &Actor,
        rows: &[Seen<DictationId>],
        why: &str,
        now: Timestamp,
    ) -> Outcome<(BatchDone, Changes)> {
        self.intend(by, "removing rows from the worklist", |work| {
            let signed = |row: &Dictation| bin::kept_for_good(work, row);
            each(work, rows, signed, |row| {
                bin::remove(work, row.id, why, now)
            })
        })
    }

    fn restore_rows(
        &mut self,
        by: &Actor,
        rows: &[Seen<DictationId>],
    ) -> Outcome<(BatchDone, Changes)> {
        self.intend(by, "bringing rows back into the worklist", |work| {
            each(
                work,
                rows,
                |row| Ok(bin::gone(row)),
                |row| bin::restore(work, row.id),
            )
        })
    }

    fn bin(&self) -> Outcome<Changes> {
        bin::removed(&self.connection)
    }

    fn empty_bin(&mut self, by: &Actor, before: Timestamp, now: Timestamp) -> Outcome<usize> {
        let due = bin::due(&self.connection, before)?;
        if due.is_empty() {
            return Ok(0);
        }
        let sounds = bin::sounds_of(&self.connection, &due)?;
        // Out of their places first: should this be cut short, the next start puts back what the
        // record still knows and clears what it does not.
        for name in &sounds {
            self.vault.take_out(Kind::Recording, name)?;
        }
        let emptied = self.apart(by, "emptying the bin", |work| bin::empty(work, &due, now));
        for name in &sounds {
            // What goes wrong here is put right at the next start.
            drop(match &emptied {
                Ok(()) => self.vault.forget(name),
                Err(_) => self.vault.settle(Kind::Recording, name),
            });
        }
        emptied.map(|()| due.len())
    }

    fn passages(&self, from: Timestamp, to: Timestamp) -> Outcome<Vec<Passage>> {
        turnaround::passages(&self.connection, from, to)
    }

    fn backlog(&self, before: Timestamp) -> Outcome<Vec<Backlog>> {
        turnaround::backlog(&self.connection, before)
    }
}

/// Does something to each of the rows that is still as it was seen and that nothing keeps it from.
fn each(
    work: &Work<'_>,
    rows: &[Seen<DictationId>],
    refusal: impl Fn(&Dictation) -> Outcome<Option<Problem>>,
    act: impl Fn(&Dictation) -> Outcome<()>,
) -> Outcome<BatchDone> {
    let mut batch = BatchDone::default();
    for seen in rows {
        let row = dictations::at(work, seen.id)?;
        // Shown as it stands, whether or not anything is done to it.
        work.touch_dictation(row.id);
        let why = match row.revision == seen.revision {
            true => refusal(&row)?,
            false => Some(meanwhile()),
        };
        match why {
            Some(why) => batch.refused.push((row.id, why)),
            None => {
                act(&row)?;
                batch.done += 1;
            }
        }
    }
    Ok(batch)
}

/// What keeps a row from being changed so: a signed letter is whose it is.
fn refusal(row: &Dictation, changes: &[RowChange]) -> Outcome<Option<Problem>> {
    let is_closed = !row.status.is_open();
    let is_of_letter = changes.iter().any(RowChange::is_of_the_letter);
    Ok((is_closed && is_of_letter).then(signed))
}

fn change(work: &Work<'_>, row: &Dictation, changes: &[RowChange], is_open: bool) -> Outcome<()> {
    let before = letters::of(work, row.id)?.filter(|_| !is_open);
    let was = letters::first_letter(work, row)?;
    for change in changes {
        set(work, row.id, change)?;
        let changed = Event::of(Action::RowChanged).dictation(row.id);
        audit::append(work, changed.on(&format!(": {}", change.words())))?;
    }
    dictations::count_change(work, row.id)?;
    if let Some(letter) = before.filter(|letter| letter.signed.is_none()) {
        // What follows from whose it is, where nobody has typed into it.
        let is = letters::first_letter(work, &dictations::at(work, row.id)?)?;
        let mut manuscript = Manuscript::replay(letter.start, letter.entries)?;
        let edits = template::fill(manuscript.letter(), &was, &is);
        let entries = edits.into_iter().map(|edit| manuscript.apply(edit, 0.0));
        let entries = entries.collect::<Outcome<Vec<_>>>()?;
        if !entries.is_empty() {
            journal::append(work, letter.id, &entries)?;
            steps::take_back(work, letter.id)?;
        }
    }
    Ok(())
}

fn set(work: &Work<'_>, id: DictationId, change: &RowChange) -> Outcome<()> {
    let (sql, id) = (
        format!(
            "UPDATE dictation SET {} = ?2 WHERE id = ?1",
            change.column()
        ),
        id.0,
    );
    let mut statement = work.prepare_cached(&sql)?;
    one_row(match change {
        RowChange::Author(author) => statement.execute((id, author.0)),
        RowChange::Clinic(clinic) => statement.execute((id, clinic)),
        RowChange::WorkType(work) => statement.execute((id, work)),
        RowChange::Priority(priority) => statement.execute((id, Json(*priority))),
        RowChange::Assign(person) => statement.execute((id, person.map(|it| it.0))),
        RowChange::BringForward(day) => statement.execute((id, day.map(Text))),
    }?)
}

fn meanwhile() -> Problem {
    Problem::new("it has been changed meanwhile", "Look at it as it is now")
}

fn signed() -> Problem {
    Problem::new("it is signed", "Amend the letter to change whose it is")
}
