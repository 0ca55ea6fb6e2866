//! Steps: a letter made ready to sign, taken back, approved, withdrawn and sent on its way.

use super::audit::{self, Action, Event};
use super::given::Dispatched;
use super::stages;
use super::transaction::Work;
use super::value::{Json, Text};
use super::versions::{already_signed, is_signed, latest};
use super::{dictations, letters, one_row};
use crate::letter::dates;
use crate::letter::sign::Approval;
use crate::letter::stages::Stage;
use crate::letter::versions::Typed;
use crate::problem::{Outcome, Problem};
use crate::record::{Dictation, DictationId, LetterId, Seen, Status};

/// Makes a letter ready to sign: from now on it is known when it was typed, and what it was.
pub(super) fn hand_over(work: &Work<'_>, row: Seen<DictationId>, typed: &Typed) -> Outcome<()> {
    let dictation = dictations::as_seen(work, row)?;
    let letter = letters::of_or_begun(work, &dictation)?;
    if letter.signed.is_some() {
        return Err(already_signed());
    }
    note_typed(work, letter.id, letter.version, typed)?;
    stages::take(work, row.id, Stage::Typed)?;
    dictations::set_status(work, row.id, Status::ToSign)?;
    dictations::count_change(work, row.id)?;
    audit::append(work, Event::of(Action::HandedOverToSign).dictation(row.id))
}

/// Fixes when a version was typed, and by whom.
pub(super) fn note_typed(
    work: &Work<'_>,
    letter: LetterId,
    version: u32,
    typed: &Typed,
) -> Outcome<()> {
    let sql = "UPDATE letter_version SET typed_at = ?3, typed_by = ?4, typist = ?5
         WHERE letter = ?1 AND version = ?2";
    let person = work.person();
    let (at, typist) = (Text(typed.at), &typed.initials);
    one_row(work.execute(sql, (letter.0, version, at, person, typist))?)
}

/// Takes a letter back that is being changed: whoever approved it approved another text, and it is
/// no longer ready to sign, unless it is its own author who corrects it.
pub(super) fn take_back(work: &Work<'_>, letter: LetterId) -> Outcome<()> {
    let row = dictations::at(work, letters::dictation_of(work, letter)?)?;
    if row.status != Status::ToSign {
        return Ok(());
    }
    let version = latest(work, letter)?;
    forget_approvals(work, letter, version)?;
    if is_by_its_author(work, &row)? {
        return Ok(());
    }
    forget_typed(work, letter, version)?;
    dictations::set_status(work, row.id, Status::Typing)?;
    dictations::count_change(work, row.id)?;
    audit::append(work, Event::of(Action::TakenBack).dictation(row.id))
}

/// Whether its author changes it, or who signs for an author who has left.
fn is_by_its_author(work: &Work<'_>, row: &Dictation) -> Outcome<bool> {
    let today = Text(dates::day_of(jiff::Timestamp::now()));
    let sql = "SELECT EXISTS (SELECT 1 FROM author WHERE id = ?1 AND person = ?2)
         OR EXISTS (SELECT 1 FROM author AS gone JOIN author AS successor
             ON successor.id = gone.successor
             WHERE gone.id = ?1 AND gone.until < ?3 AND successor.person = ?2)";
    let (author, person) = (row.author.map(|id| id.0), work.person());
    Ok(work.query_row(sql, (author, person, today), |row| row.get(0))?)
}

/// Nothing stands any more of its having been made ready and approved.
pub(super) fn make_unready(work: &Work<'_>, letter: LetterId) -> Outcome<()> {
    let version = latest(work, letter)?;
    forget_approvals(work, letter, version)?;
    forget_typed(work, letter, version)
}

fn forget_approvals(work: &Work<'_>, letter: LetterId, version: u32) -> Outcome<()> {
    let sql = "DELETE FROM approval WHERE letter = ?1 AND version = ?2";
    work.execute(sql, (letter.0, version))?;
    Ok(())
}

fn forget_typed(work: &Work<'_>, letter: LetterId, version: u32) -> Outcome<()> {
    let sql = "UPDATE letter_version SET typed_at = NULL, typed_by = NULL, typist = NULL
         WHERE letter = ?1 AND version = ?2";
    one_row(work.execute(sql, (letter.0, version))?)
}

/// Keeps an approval after which the letter wants another.
pub(super) fn approve(
    work: &Work<'_>,
    row: Seen<DictationId>,
    letter: LetterId,
    approval: &Approval,
) -> Outcome<()> {
    dictations::as_seen(work, row)?;
    let version = latest(work, letter)?;
    keep_approval(work, letter, version, approval)?;
    dictations::count_change(work, row.id)?;
    audit::append(work, Event::of(Action::Approved).version(letter, version))
}

pub(super) fn keep_approval(
    work: &Work<'_>,
    letter: LetterId,
    version: u32,
    approval: &Approval,
) -> Outcome<()> {
    let sql = "INSERT INTO approval (letter, version, place, person, approval) VALUES (?1, ?2,
         (SELECT count(*) + 1 FROM approval WHERE letter = ?1 AND version = ?2), ?3, ?4)";
    let person = work.person();
    work.execute(sql, (letter.0, version, person, Json(approval)))?;
    Ok(())
}

/// Says that a signed version no longer holds, and why.
///
/// # Errors
/// When it has not been signed, or has been withdrawn before.
pub(super) fn withdraw(
    work: &Work<'_>,
    row: Seen<DictationId>,
    letter: LetterId,
    version: u32,
    why: &str,
) -> Outcome<()> {
    dictations::as_seen(work, row)?;
    if !is_signed(work, letter, version)? {
        return Err(Problem::new(
            "Only a signed letter can be withdrawn",
            "This one can still be changed: nobody has had it yet",
        ));
    }
    let at = Text(jiff::Timestamp::now());
    let person = work.person();
    let added = work.execute(
        "INSERT INTO withdrawal (letter, version, at, person, who, why)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
        (letter.0, version, at, person, work.by().name(), why),
    )?;
    if added == 0 {
        return Err(Problem::new(
            "This letter has been withdrawn already",
            "Amend it to make the letter that replaces it",
        ));
    }
    if latest(work, letter)? == version {
        dictations::set_status(work, row.id, Status::Withdrawn)?;
    }
    dictations::count_change(work, row.id)?;
    let withdrawn = Event::of(Action::Withdrawn).version(letter, version);
    audit::append(work, withdrawn.on(&format!(": {why}")))
}

/// Notes that a signed version has gone to some of its recipients; once it has gone to all of them,
/// it is sent.
pub(super) fn dispatch(
    work: &Work<'_>,
    row: Seen<DictationId>,
    dispatched: &Dispatched,
) -> Outcome<()> {
    dictations::as_seen(work, row)?;
    let (letter, version) = (dispatched.letter, dispatched.version);
    if !is_signed(work, letter, version)? {
        return Err(Problem::new(
            "This version of the letter is not signed yet",
            "Sign and file it first; nothing has been marked as sent",
        ));
    }
    let person = work.person();
    for (place, how) in &dispatched.to {
        work.execute(
            "INSERT INTO dispatch (letter, version, place, at, how, person, who)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (
                letter.0,
                version,
                place,
                Text(dispatched.at),
                Json(how),
                person,
                work.by().name(),
            ),
        )?;
        let dispatched = Event::of(Action::Dispatched).version(letter, version);
        audit::append(work, dispatched.on(&format!(" to recipient {place}")))?;
    }
    if has_gone_to_all(work, letter, version)? {
        dictations::set_status(work, row.id, Status::Sent)?;
        stages::take(work, row.id, Stage::Sent)?;
        audit::append(work, Event::of(Action::Sent).dictation(row.id))?;
    }
    dictations::count_change(work, row.id)
}

fn has_gone_to_all(work: &Work<'_>, letter: LetterId, version: u32) -> Outcome<bool> {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM recipient AS waiting
         WHERE letter = ?1 AND version = ?2 AND NOT EXISTS (SELECT 1 FROM dispatch
             WHERE letter = ?1 AND version = ?2 AND place = waiting.place))";
    Ok(work.query_row(sql, (letter.0, version), |row| row.get(0))?)
}
