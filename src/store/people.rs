//! The people who work here: saved and listed, never without somebody who looks after the record.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::audit::{self, Action, Event};
use super::failure::changed_meanwhile;
use super::given::Effort;
use super::one_row;
use super::secrets;
use super::transaction::Work;
use super::value::{Json, Text};
use crate::problem::{Outcome, Problem};
use crate::record::{NewSecret, Person, PersonId, Role};

/// Everybody who works here or did, by name.
pub(super) fn all(connection: &Connection) -> Outcome<Vec<Person>> {
    let sql = concat!(include_str!("sql/people.sql"), "ORDER BY name, id");
    let mut statement = connection.prepare_cached(sql)?;
    let people = statement.query_map([], read)?;
    Ok(people.collect::<Result<_, _>>()?)
}

pub(super) fn at(connection: &Connection, id: PersonId) -> Outcome<Person> {
    let sql = concat!(include_str!("sql/people.sql"), "WHERE id = ?1");
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([id.0], read)?)
}

/// Adds the person (id 0) or changes the one with that id.
pub(super) fn save(
    work: &Work<'_>,
    person: &Person,
    secret: &NewSecret,
    effort: Effort,
) -> Outcome<PersonId> {
    let before = match person.id.0 {
        0 => None,
        _ => Some(at(work, person.id)?),
    };
    if before
        .as_ref()
        .is_some_and(|it| it.revision != person.revision)
    {
        return Err(changed_meanwhile("This person"));
    }
    refuse_namesake(work, person)?;
    let id = write(work, person)?;
    let is_other_secret = secrets::keep(work, id, secret, effort)?;
    keep_an_administrator(work)?;
    let changed = what_changed(before.as_ref(), person, is_other_secret);
    if !changed.is_empty() {
        let subject = format!("person {}: {}", id.0, changed.join(", "));
        audit::append(work, Event::of(Action::PersonChanged).on(&subject))?;
    }
    Ok(id)
}

fn write(work: &Work<'_>, person: &Person) -> Outcome<PersonId> {
    let is_new = person.id.0 == 0;
    let values = named_params! {
        ":id": (!is_new).then_some(person.id.0),
        ":name": person.name,
        ":initials": person.initials,
        ":role": Json(person.role),
        ":until": person.until.map(Text),
    };
    if is_new {
        work.execute(include_str!("sql/person-insert.sql"), values)?;
        return Ok(PersonId(work.last_insert_rowid()));
    }
    one_row(work.execute(include_str!("sql/person-update.sql"), values)?)?;
    Ok(person.id)
}

/// Two people of one name could each be taken for the other wherever the name stands.
fn refuse_namesake(work: &Work<'_>, person: &Person) -> Outcome<()> {
    let same = |other: &Person| {
        other.id != person.id
            && other.name.trim().to_lowercase() == person.name.trim().to_lowercase()
    };
    match all(work)?.iter().any(same) {
        true => Err(Problem::new(
            "Somebody of this name is in the record already",
            "Tell the two apart by a middle name or a post; nothing has been changed",
        )),
        false => Ok(()),
    }
}

/// Somebody must be left who can let others in.
fn keep_an_administrator(work: &Work<'_>) -> Outcome<()> {
    let left: bool = work.query_row(
        "SELECT EXISTS (SELECT 1 FROM person WHERE role = ?1 AND until IS NULL)",
        [Json(Role::Administrator)],
        |row| row.get(0),
    )?;
    match left {
        true => Ok(()),
        false => Err(Problem::new(
            "This is the last administrator",
            "Make somebody else an administrator first; nothing has been changed",
        )),
    }
}

fn what_changed(before: Option<&Person>, after: &Person, secret: bool) -> Vec<&'static str> {
    let Some(before) = before else {
        return vec!["added"];
    };
    let parts = [
        (before.name != after.name, "name"),
        (before.initials != after.initials, "initials"),
        (before.role != after.role, "role"),
        (before.until != after.until, "last day"),
        (secret, "secret"),
    ];
    let changed = parts.into_iter().filter(|(has_changed, _)| *has_changed);
    changed.map(|(_, what)| what).collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person {
        id: PersonId(row.get("id")?),
        name: row.get("name")?,
        initials: row.get("initials")?,
        role: row.get::<_, Json<_>>("role")?.0,
        has_secret: row.get("has_secret")?,
        until: row.get::<_, Option<Text<_>>>("until")?.map(|until| until.0),
        revision: row.get("revision")?,
    })
}

/// What stands between a person and the record: their hash, and how often they were wrong of late.
pub(super) struct Lock {
    pub hash: Option<String>,
    pub wrong: u32,
    pub wrong_at: Option<Timestamp>,
}

pub(super) fn lock_of(connection: &Connection, id: PersonId) -> Outcome<Lock> {
    let sql = "SELECT secret, wrong, wrong_at FROM person WHERE id = ?1";
    let lock = connection.query_row(sql, [id.0], |row| {
        Ok(Lock {
            hash: row.get(0)?,
            wrong: row.get(1)?,
            wrong_at: row.get::<_, Option<Text<_>>>(2)?.map(|at| at.0),
        })
    });
    lock.optional()?
        .ok_or_else(|| rusqlite::Error::QueryReturnedNoRows.into())
}

/// Notes how often they have been wrong by then.
pub(super) fn count(
    work: &Work<'_>,
    id: PersonId,
    wrong: u32,
    at: Option<Timestamp>,
) -> Outcome<()> {
    let sql = "UPDATE person SET wrong = ?2, wrong_at = ?3 WHERE id = ?1";
    one_row(work.execute(sql, (id.0, wrong, at.map(Text)))?)
}
