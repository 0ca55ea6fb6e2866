//! Recipients: to whom signed versions go, and to whom they have gone.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::transaction::Work;
use super::value::{Json, Text};
use crate::letter::recipients::{Addressed, Recipient, Sending};
use crate::problem::Outcome;
use crate::record::LetterId;

/// Keeps to whom a version that is being signed goes.
pub(super) fn keep(
    work: &Work<'_>,
    letter: LetterId,
    version: u32,
    recipients: &[Recipient],
) -> Outcome<()> {
    let sql = "INSERT INTO recipient (letter, version, place, recipient) VALUES (?1, ?2, ?3, ?4)";
    let mut statement = work.prepare_cached(sql)?;
    for (place, recipient) in (1_u32..).zip(recipients) {
        statement.execute((letter.0, version, place, Json(recipient)))?;
    }
    Ok(())
}

/// To whom a version goes, and what has gone to each.
pub(super) fn of(
    connection: &Connection,
    letter: LetterId,
    version: u32,
) -> Outcome<Vec<Addressed>> {
    let mut sendings = sendings(connection, letter, version)?;
    let sql = "SELECT place, recipient FROM recipient
         WHERE letter = ?1 AND version = ?2 ORDER BY place";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map((letter.0, version), |row| {
        let place = row.get("place")?;
        Ok(Addressed {
            place,
            recipient: row.get::<_, Json<_>>("recipient")?.0,
            sent: sendings.remove(&place).unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn sendings(
    connection: &Connection,
    letter: LetterId,
    version: u32,
) -> Outcome<BTreeMap<u32, Vec<Sending>>> {
    let sql = "SELECT place, at, how, who FROM dispatch
         WHERE letter = ?1 AND version = ?2 ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query((letter.0, version))?;
    let mut sendings: BTreeMap<u32, Vec<Sending>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        sendings
            .entry(row.get("place")?)
            .or_default()
            .push(Sending {
                at: row.get::<_, Text<_>>("at")?.0,
                how: row.get::<_, Json<_>>("how")?.0,
                by: row.get("who")?,
            });
    }
    Ok(sendings)
}
