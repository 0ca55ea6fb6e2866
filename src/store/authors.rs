//! The authors whose dictations come in.

use rusqlite::{Connection, Row, named_params};

use super::failure::changed_meanwhile;
use super::one_row;
use super::transaction::Work;
use super::value::Text;
use crate::problem::Outcome;
use crate::record::{Author, AuthorId, PersonId};

pub(super) fn save(work: &Work<'_>, author: &Author) -> Outcome<AuthorId> {
    let is_new = author.id.0 == 0;
    if !is_new && at(work, author.id)?.revision != author.revision {
        return Err(changed_meanwhile("This author"));
    }
    let values = named_params! {
        ":id": (!is_new).then_some(author.id.0),
        ":name": author.name,
        ":post": author.post,
        ":qualifications": author.qualifications,
        ":initials": author.initials,
        ":department": author.department,
        ":back_step": author.back_step,
        ":person": author.person.map(|person| person.0),
        ":work_type": author.work_type,
        ":speed": author.speed,
        ":until": author.until.map(Text),
        ":successor": author.successor.map(|author| author.0),
    };
    let id = if is_new {
        work.execute(include_str!("sql/author-insert.sql"), values)?;
        AuthorId(work.last_insert_rowid())
    } else {
        one_row(work.execute(include_str!("sql/author-update.sql"), values)?)?;
        author.id
    };
    work.touch_author(id);
    Ok(id)
}

pub(super) fn at(connection: &Connection, id: AuthorId) -> Outcome<Author> {
    let sql = concat!(include_str!("sql/authors.sql"), "WHERE id = ?1");
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([id.0], read)?)
}

/// All authors, by name.
pub(super) fn all(connection: &Connection) -> Outcome<Vec<Author>> {
    let sql = concat!(include_str!("sql/authors.sql"), "ORDER BY name, id");
    let mut statement = connection.prepare_cached(sql)?;
    let authors = statement.query_map([], read)?;
    Ok(authors.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Author> {
    Ok(Author {
        id: AuthorId(row.get("id")?),
        name: row.get("name")?,
        post: row.get("post")?,
        qualifications: row.get("qualifications")?,
        initials: row.get("initials")?,
        department: row.get("department")?,
        back_step: row.get("back_step")?,
        person: row.get::<_, Option<_>>("person")?.map(PersonId),
        work_type: row.get("work_type")?,
        speed: row.get("speed")?,
        until: row.get::<_, Option<Text<_>>>("until")?.map(|until| until.0),
        successor: row.get::<_, Option<_>>("successor")?.map(AuthorId),
        revision: row.get("revision")?,
    })
}
