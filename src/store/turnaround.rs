//! Turnaround: how long letters took on their way, read from when each step was taken.

use jiff::Timestamp;
use rusqlite::{Connection, Row};

use super::value::{Json, Text};
use crate::problem::Outcome;
use crate::record::turnaround::{Backlog, Passage};
use crate::record::{AuthorId, DictationId};

/// The way of every letter that was dictated from the one moment up to the other.
pub(super) fn passages(
    connection: &Connection,
    from: Timestamp,
    to: Timestamp,
) -> Outcome<Vec<Passage>> {
    let mut statement = connection.prepare_cached(include_str!("sql/turnaround.sql"))?;
    let passages = statement.query_map((bound(from), bound(to)), read)?;
    Ok(passages.collect::<Result<_, _>>()?)
}

/// A moment as text that sorts before every moment not before it, with fractions of a second or
/// without.
fn bound(moment: Timestamp) -> String {
    moment.to_string().trim_end_matches('Z').to_owned()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Passage> {
    let moment = |column| -> rusqlite::Result<Option<Timestamp>> {
        Ok(row.get::<_, Option<Text<_>>>(column)?.map(|at| at.0))
    };
    Ok(Passage {
        dictation: DictationId(row.get("id")?),
        author: row.get::<_, Option<_>>("author")?.map(AuthorId),
        clinic: row.get("clinic")?,
        work_type: row.get("work_type")?,
        priority: row.get::<_, Json<_>>("priority")?.0,
        dictated_at: row.get::<_, Text<_>>("dictated_at")?.0,
        typed_at: moment("typed_at")?,
        signed_at: moment("signed_at")?,
        sent_at: moment("sent_at")?,
    })
}

/// What was dictated before then and is not out yet, by author.
pub(super) fn backlog(connection: &Connection, before: Timestamp) -> Outcome<Vec<Backlog>> {
    // By what is owed, which is little, and not by when it was dictated, which is nearly everything.
    let sql = "SELECT author, count(*), sum(status = '\"to-sign\"') FROM dictation
         WHERE done_at IS NULL AND removed_at IS NULL AND +dictated_at < ?1
         GROUP BY author";
    let mut statement = connection.prepare_cached(sql)?;
    let backlog = statement.query_map([bound(before)], |row| {
        Ok(Backlog {
            author: row.get::<_, Option<_>>(0)?.map(AuthorId),
            open: row.get(1)?,
            to_sign: row.get(2)?,
        })
    })?;
    Ok(backlog.collect::<Result<_, _>>()?)
}
