//! What signed letters have taught: corrections proposed, accepted or declined by a person.

use jiff::Timestamp;
use rusqlite::{Row, Transaction, named_params};

use super::value::{Json, Text};
use super::{Store, one_row, terms};
use crate::clinical::draft::Draft;
use crate::clinical::learning::{Correction, Lesson, Standing};
use crate::clinical::lexicon::Term;
use crate::problem::Outcome;
use crate::record::{AuthorId, CorrectionId, DictationId, LetterId};

/// A draft of the past, with when its dictation was made.
#[derive(Clone, Debug, PartialEq)]
pub struct PastDraft {
    pub dictation: DictationId,
    pub dictated_at: Timestamp,
    pub draft: Draft,
}

impl Store {
    /// Keeps what a signed letter taught. What was decided before stays decided.
    ///
    /// # Errors
    /// When there is no such author or letter.
    pub fn teach(&mut self, author: AuthorId, letter: LetterId, lessons: &[Lesson]) -> Outcome<()> {
        self.transact("keeping corrections", |tx| {
            for lesson in lessons {
                let values = named_params! {
                    ":author": author.0,
                    ":heard": lesson.heard,
                    ":written": lesson.written,
                    ":makes": Json(&lesson.makes),
                    ":is_close": lesson.is_close,
                    ":standing": Json(Standing::Proposed),
                };
                let mut statement = tx.prepare_cached(include_str!("sql/correction-teach.sql"))?;
                let id: i64 = statement.query_row(values, |row| row.get(0))?;
                tx.execute(
                    "INSERT INTO correction_letter (correction, letter) VALUES (?1, ?2)
                     ON CONFLICT DO NOTHING",
                    (id, letter.0),
                )?;
            }
            Ok(())
        })
    }

    /// All corrections, whatever was decided about them.
    pub fn corrections(&self) -> Outcome<Vec<Correction>> {
        let mut statement = self
            .connection
            .prepare_cached(include_str!("sql/corrections.sql"))?;
        let corrections = statement.query_map([], read)?;
        Ok(corrections.collect::<Result<_, _>>()?)
    }

    /// Makes a rule of a correction; another rule for the same words gives way to it.
    ///
    /// # Errors
    /// When there is no correction of that id.
    pub fn accept_rule(&mut self, id: CorrectionId) -> Outcome<()> {
        self.transact("accepting a correction", |tx| {
            tx.execute(
                "UPDATE correction SET standing = ?2
                 WHERE standing = ?3 AND (author, heard) IN
                     (SELECT author, heard FROM correction WHERE id = ?1)",
                (id.0, Json(Standing::Declined), Json(Standing::Accepted)),
            )?;
            decide(tx, id, Standing::Accepted)
        })
    }

    /// Makes a dictionary term of a correction: an author's, or with none the organisation's. A
    /// term that is there already learns how it was said.
    ///
    /// # Errors
    /// When there is no correction of that id.
    pub fn accept_term(
        &mut self,
        id: CorrectionId,
        author: Option<AuthorId>,
        term: &Term,
    ) -> Outcome<()> {
        self.transact("accepting a correction", |tx| {
            terms::add_or_extend(tx, author, term)?;
            decide(tx, id, Standing::Accepted)
        })
    }

    /// Leaves a correction alone for good, or stops its rule.
    ///
    /// # Errors
    /// When there is no correction of that id.
    pub fn decline_correction(&mut self, id: CorrectionId) -> Outcome<()> {
        self.transact("declining a correction", |tx| {
            decide(tx, id, Standing::Declined)
        })
    }

    /// All drafts of an author's dictations, the latest first.
    pub fn drafts_of(&self, author: AuthorId) -> Outcome<Vec<PastDraft>> {
        let mut statement = self
            .connection
            .prepare_cached(include_str!("sql/drafts-of-author.sql"))?;
        let drafts = statement.query_map([author.0], |row| {
            Ok(PastDraft {
                dictation: DictationId(row.get("id")?),
                dictated_at: row.get::<_, Text<_>>("dictated_at")?.0,
                draft: row.get::<_, Json<_>>("draft")?.0,
            })
        })?;
        Ok(drafts.collect::<Result<_, _>>()?)
    }

    /// Whether any other letter this author has signed passes a test on its text.
    pub fn any_signed_text(
        &self,
        author: AuthorId,
        but: LetterId,
        passes: impl Fn(&str) -> bool,
    ) -> Outcome<bool> {
        let sql = "SELECT text FROM document WHERE author = ?1 AND letter <> ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query((author.0, but.0))?;
        while let Some(row) = rows.next()? {
            let text: String = row.get(0)?;
            if passes(&text) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn decide(tx: &Transaction<'_>, id: CorrectionId, standing: Standing) -> Outcome<()> {
    let sql = "UPDATE correction SET standing = ?2 WHERE id = ?1";
    one_row(tx.execute(sql, (id.0, Json(standing)))?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Correction> {
    Ok(Correction {
        id: CorrectionId(row.get("id")?),
        author: AuthorId(row.get("author")?),
        lesson: Lesson {
            heard: row.get("heard")?,
            written: row.get("written")?,
            makes: row.get::<_, Json<_>>("makes")?.0,
            is_close: row.get("is_close")?,
        },
        standing: row.get::<_, Json<_>>("standing")?.0,
        letters: row.get("letters")?,
    })
}
