//! Dictations: the rows of the worklist, and how a person moves one on.

use jiff::Timestamp;
use rusqlite::types::FromSql;
use rusqlite::{Connection, Row, named_params};

use super::audit::{self, Action, Event};
use super::failure::changed_meanwhile;
use super::given::{Link, Listening};
use super::one_row;
use super::transaction::Work;
use super::value::{Json, Text};
use crate::clinical::draft::Draft;
use crate::problem::Outcome;
use crate::record::{
    AuthorId, DatedBy, Dictation, DictationId, Part, PatientId, PersonId, Priority, RecordingId,
    Removal, Seen, Status,
};
use crate::words::Span;

/// How many of those that are done the worklist still shows.
pub(super) const LATELY_DONE: u32 = 200;

/// What the worklist shows: every dictation on which something is owed, and those done last.
pub(super) fn worklist(connection: &Connection) -> Outcome<Vec<Dictation>> {
    let sql = concat!(
        include_str!("sql/dictations.sql"),
        // Which they are comes first, from two indexes: with an OR, every row there is was read.
        "WHERE id IN (SELECT id FROM dictation
             WHERE done_at IS NULL AND removed_at IS NULL UNION ALL SELECT id FROM
             (SELECT id FROM dictation WHERE done_at IS NOT NULL ORDER BY done_at DESC LIMIT ?1))
         ORDER BY id"
    );
    let mut statement = connection.prepare_cached(sql)?;
    let dictations = statement.query_map([LATELY_DONE], read)?;
    Ok(dictations.collect::<Result<_, _>>()?)
}

/// All dictations, in the order they came in.
pub(super) fn all(connection: &Connection) -> Outcome<Vec<Dictation>> {
    let sql = concat!(include_str!("sql/dictations.sql"), "ORDER BY id");
    let mut statement = connection.prepare_cached(sql)?;
    let dictations = statement.query_map([], read)?;
    Ok(dictations.collect::<Result<_, _>>()?)
}

/// The dictation of that id.
pub(super) fn at(connection: &Connection, id: DictationId) -> Outcome<Dictation> {
    let sql = concat!(include_str!("sql/dictations.sql"), "WHERE id = ?1");
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([id.0], read)?)
}

/// One column of the dictation of that id.
pub(super) fn column<T: FromSql>(
    connection: &Connection,
    id: DictationId,
    sql: &str,
) -> Outcome<T> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([id.0], |row| row.get(0))?)
}

/// The row, provided that it is still as it was seen.
pub(super) fn as_seen(work: &Work<'_>, row: Seen<DictationId>) -> Outcome<Dictation> {
    let dictation = at(work, row.id)?;
    match dictation.revision == row.revision {
        true => Ok(dictation),
        false => Err(changed_meanwhile("This dictation")),
    }
}

/// Lists a dictation; the id of `new` is not looked at.
pub(super) fn add(work: &Work<'_>, new: &Dictation, received: Timestamp) -> Outcome<DictationId> {
    work.execute(
        include_str!("sql/dictation-insert.sql"),
        named_params! {
            ":author": new.author.map(|id| id.0),
            ":patient": new.patient.map(|id| id.0),
            ":clinic": new.clinic,
            ":work_type": new.work_type,
            ":priority": Json(new.priority),
            ":status": Json(new.status),
            ":length": new.length,
            ":dictated_at": Text(new.dictated_at),
            ":dated_by": Json(new.dated_by),
            ":position": new.position,
            ":received": Text(received),
        },
    )?;
    let id = DictationId(work.last_insert_rowid());
    work.touch_dictation(id);
    Ok(id)
}

/// Counts one change of the row.
pub(super) fn count_change(work: &Work<'_>, id: DictationId) -> Outcome<()> {
    work.touch_dictation(id);
    let sql = "UPDATE dictation SET revision = revision + 1 WHERE id = ?1";
    one_row(work.prepare_cached(sql)?.execute([id.0])?)
}

pub(super) fn set_priority(
    work: &Work<'_>,
    row: Seen<DictationId>,
    priority: Priority,
) -> Outcome<()> {
    as_seen(work, row)?;
    let sql = "UPDATE dictation SET priority = ?2 WHERE id = ?1";
    one_row(work.execute(sql, (row.id.0, Json(priority)))?)?;
    count_change(work, row.id)
}

/// Says that a dictation is being typed.
pub(super) fn take_up(work: &Work<'_>, row: Seen<DictationId>) -> Outcome<()> {
    as_seen(work, row)?;
    set_status(work, row.id, Status::Typing)?;
    count_change(work, row.id)
}

/// Sets a dictation aside until its author has answered.
pub(super) fn set_aside(work: &Work<'_>, row: Seen<DictationId>) -> Outcome<()> {
    as_seen(work, row)?;
    set_status(work, row.id, Status::Query)?;
    count_change(work, row.id)?;
    audit::append(work, Event::of(Action::SetAsideWithQuery).dictation(row.id))
}

pub(super) fn set_status(work: &Work<'_>, id: DictationId, status: Status) -> Outcome<()> {
    let sql = "UPDATE dictation SET status = ?2, done_at = ?3 WHERE id = ?1";
    let done_at = status.is_done().then(|| Text(Timestamp::now()));
    one_row(work.execute(sql, (id.0, Json(status), done_at))?)
}

/// Says whom the dictation belongs to from now on, or what is to be made of it.
pub(super) fn link(work: &Work<'_>, row: Seen<DictationId>, link: &Link) -> Outcome<()> {
    let before = as_seen(work, row)?;
    let id = row.id.0;
    let other = match link {
        Link::Patient(patient) => {
            let sql = "UPDATE dictation SET patient = ?2 WHERE id = ?1";
            one_row(work.execute(sql, (id, patient.0))?)?;
            let is_other = before.patient != Some(*patient);
            is_other.then(|| format!("patient {}", patient.0))
        }
        Link::Author(author) => {
            let sql = "UPDATE dictation SET author = ?2 WHERE id = ?1";
            one_row(work.execute(sql, (id, author.0))?)?;
            let is_other = before.author != Some(*author);
            is_other.then(|| format!("author {}", author.0))
        }
        Link::Dictated(at) => {
            let sql = "UPDATE dictation SET dictated_at = ?2, dated_by = ?3 WHERE id = ?1";
            one_row(work.execute(sql, (id, Text(*at), Json(DatedBy::Person)))?)?;
            None
        }
        Link::WorkType(kind) => {
            let sql = "UPDATE dictation SET work_type = ?2 WHERE id = ?1";
            one_row(work.execute(sql, (id, kind))?)?;
            None
        }
    };
    count_change(work, row.id)?;
    match other {
        Some(other) => {
            let linked = Event::of(Action::Linked).dictation(row.id);
            audit::append(work, linked.on(&format!(" to {other}")))
        }
        None => Ok(()),
    }
}

/// Keeps what of the dictation has been listened to: nothing a person asked for, so it is no change
/// of the row that could be missed.
pub(super) fn note_listening(
    work: &Work<'_>,
    id: DictationId,
    listening: &Listening,
) -> Outcome<()> {
    work.touch_dictation(id);
    let sql = "UPDATE dictation SET heard = ?2, position = ?3, length = ?4 WHERE id = ?1";
    let mut statement = work.prepare_cached(sql)?;
    let heard = Json(&listening.heard);
    one_row(statement.execute((id.0, heard, listening.position, listening.length))?)
}

/// Keeps a draft in the place of an earlier one.
pub(super) fn keep_draft(work: &Work<'_>, id: DictationId, draft: &Draft) -> Outcome<()> {
    let sql = "UPDATE dictation SET draft = ?2 WHERE id = ?1";
    one_row(work.execute(sql, (id.0, Json(draft)))?)
}

/// The stretches that have been listened to.
pub(super) fn heard(connection: &Connection, id: DictationId) -> Outcome<Vec<Span>> {
    let sql = "SELECT heard FROM dictation WHERE id = ?1";
    let heard: Json<_> = column(connection, id, sql)?;
    Ok(heard.0)
}

/// A row of the table, with its first source.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Dictation> {
    Ok(Dictation {
        id: DictationId(row.get("id")?),
        author: row.get::<_, Option<_>>("author")?.map(AuthorId),
        patient: row.get::<_, Option<_>>("patient")?.map(PatientId),
        clinic: row.get("clinic")?,
        work_type: row.get("work_type")?,
        priority: row.get::<_, Json<_>>("priority")?.0,
        status: row.get::<_, Json<_>>("status")?.0,
        length: row.get("length")?,
        recording: row.get::<_, Option<_>>("recording")?.map(RecordingId),
        dictated_at: row.get::<_, Text<_>>("dictated_at")?.0,
        dated_by: row.get::<_, Json<_>>("dated_by")?.0,
        position: row.get("position")?,
        part: part(row)?,
        assignee: row.get::<_, Option<_>>("assignee")?.map(PersonId),
        bring_forward: row
            .get::<_, Option<Text<_>>>("bring_forward")?
            .map(|it| it.0),
        removed: removal(row)?,
        revision: row.get("revision")?,
    })
}

/// That a row was taken out of the worklist, where it was.
fn removal(row: &Row<'_>) -> rusqlite::Result<Option<Removal>> {
    let Some(at) = row.get::<_, Option<Text<_>>>("removed_at")? else {
        return Ok(None);
    };
    Ok(Some(Removal {
        at: at.0,
        by: row.get::<_, Option<_>>("removed_by")?.map(PersonId),
        why: row.get::<_, Option<_>>("removed_why")?.unwrap_or_default(),
        is_emptied: row.get::<_, Option<String>>("emptied_at")?.is_some(),
    }))
}

/// Which of the recording's letters a row is; none where there is one only.
fn part(row: &Row<'_>) -> rusqlite::Result<Option<Part>> {
    let span: (Option<f64>, Option<f64>) = (row.get("starts")?, row.get("ends")?);
    let (Some(start), Some(end)) = span else {
        return Ok(None);
    };
    Ok(Some(Part {
        number: row.get("part")?,
        of: row.get("parts")?,
        span: Span::new(start, end),
    }))
}
