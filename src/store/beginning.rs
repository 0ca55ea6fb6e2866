//! Beginning: letters that no recording of their own brings, each an entry of the worklist.

use jiff::Timestamp;
use rusqlite::named_params;

use super::audit::{self, Action, Event};
use super::transaction::Work;
use super::value::Json;
use super::{dictations, drafts, journal, letters, one_row, splitting};
use crate::clinical::plain_words;
use crate::letter::history::{Entry, Step};
use crate::letter::{Edit, Manuscript, template};
use crate::problem::{Outcome, Problem};
use crate::record::{Dictation, DictationId, LetterId, Seen, Status};

/// Begins a letter that nobody dictated.
pub(super) fn begin(work: &Work<'_>, new: &Dictation, now: Timestamp) -> Outcome<DictationId> {
    let id = dictations::add(work, new, now)?;
    letters::of_or_begun(work, &dictations::at(work, id)?)?;
    Ok(id)
}

/// Begins another letter from what one was made from: the same findings for another reader, with
/// the text as it stands.
pub(super) fn again(
    work: &Work<'_>,
    row: Seen<DictationId>,
    work_type: &str,
) -> Outcome<DictationId> {
    let first = dictations::as_seen(work, row)?;
    let written = letters::of_or_begun(work, &first)?;
    let written = Manuscript::replay(written.start, written.entries)?;
    one_row(work.execute(
        include_str!("sql/dictation-again.sql"),
        named_params! {
            ":first": first.id.0,
            ":status": Json(Status::Typing),
            ":draft": drafts::at(work, first.id)?.map(Json),
            ":position": first.position,
        },
    )?)?;
    let id = DictationId(work.last_insert_rowid());
    work.touch_dictation(id);
    work.execute(
        include_str!("sql/source-again.sql"),
        named_params! {
            ":id": id.0,
            ":first": first.id.0,
            ":part": first.part.map_or(1, |part| part.number),
            ":parts": first.part.map_or(1, |part| part.of),
            ":starts": first.part.map(|part| part.span.start),
            ":ends": first.part.map(|part| part.span.end),
        },
    )?;
    let sql = "UPDATE dictation SET work_type = ?2, patient = ?3 WHERE id = ?1";
    one_row(work.execute(sql, (id.0, work_type, first.patient.map(|it| it.0)))?)?;
    let letter = letters::of_or_begun(work, &dictations::at(work, id)?)?;
    let mut manuscript = Manuscript::replay(letter.start, letter.entries)?;
    let mut entries = vec![splitting::put(&mut manuscript, written.letter().body())?];
    if template::is_to_patient(work_type) {
        entries.extend(in_plain_words(&mut manuscript)?);
    }
    journal::append(work, letter.id, &entries)?;
    Ok(id)
}

/// Writes out for the patient what their doctor reads in short: one step, which undo takes back.
fn in_plain_words(manuscript: &mut Manuscript) -> Outcome<Vec<Entry>> {
    let found = plain_words::written_out(manuscript.letter().body().text());
    let mut entries = Vec::new();
    // From the end, so that what is still to come stays where it was found.
    for (range, full) in found.into_iter().rev() {
        let splice = manuscript.letter().body().splice(range, &full)?;
        let step = Step {
            edit: Edit::Body(splice),
            joins: !entries.is_empty(),
        };
        let entry = Entry::Did(step);
        manuscript.take(entry.clone())?;
        entries.push(entry);
    }
    Ok(entries)
}

/// Begins a letter that adds to a signed one.
///
/// # Errors
/// When that one has not been signed.
pub(super) fn addendum(
    work: &Work<'_>,
    to: LetterId,
    new: &Dictation,
    now: Timestamp,
) -> Outcome<DictationId> {
    let open = letters::open(work, to)?;
    if open.signed.is_none() {
        return Err(Problem::new(
            "This letter is not signed, so nothing can be added to it afterwards",
            "Carry on typing in it as it is",
        ));
    }
    let id = dictations::add(work, new, now)?;
    let letter = letters::of_or_begun(work, &dictations::at(work, id)?)?;
    let sql = "UPDATE letter SET adds_to = ?2, adds_to_version = ?3 WHERE id = ?1";
    one_row(work.execute(sql, (letter.id.0, to.0, open.version))?)?;
    let by = format!(" by letter {}", letter.id.0);
    audit::append(work, Event::of(Action::AddedTo).letter(to).on(&by))?;
    Ok(id)
}
