//! The authors whose dictations come in.

use rusqlite::named_params;

use super::{Store, one_row};
use crate::problem::Outcome;
use crate::record::{Author, AuthorId};

impl Store {
    /// Adds the author (id 0) or changes the one with that id.
    ///
    /// # Errors
    /// When there is no author of that id.
    pub fn save_author(&mut self, author: &Author) -> Outcome<AuthorId> {
        self.transact("saving an author", |tx| {
            let values = named_params! {
                ":id": (author.id.0 != 0).then_some(author.id.0),
                ":name": author.name,
                ":post": author.post,
                ":qualifications": author.qualifications,
                ":initials": author.initials,
                ":department": author.department,
                ":back_step": author.back_step,
            };
            if author.id.0 == 0 {
                tx.execute(include_str!("sql/author-insert.sql"), values)?;
                return Ok(AuthorId(tx.last_insert_rowid()));
            }
            one_row(tx.execute(include_str!("sql/author-update.sql"), values)?)?;
            Ok(author.id)
        })
    }

    /// All authors, by name.
    pub fn authors(&self) -> Outcome<Vec<Author>> {
        let mut statement = self
            .connection
            .prepare_cached(include_str!("sql/authors.sql"))?;
        let authors = statement.query_map([], |row| {
            Ok(Author {
                id: AuthorId(row.get("id")?),
                name: row.get("name")?,
                post: row.get("post")?,
                qualifications: row.get("qualifications")?,
                initials: row.get("initials")?,
                department: row.get("department")?,
                back_step: row.get("back_step")?,
            })
        })?;
        Ok(authors.collect::<Result<_, _>>()?)
    }
}
