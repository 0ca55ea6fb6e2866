//! What signed letters have taught: corrections proposed, accepted or declined by a person.

use rusqlite::{Connection, Row, named_params};

use super::answers::PastDraft;
use super::transaction::Work;
use super::value::{Json, Text};
use super::{one_row, terms};
use crate::clinical::learning::{Correction, Lesson, Standing, stands_in};
use crate::clinical::lexicon::Term;
use crate::problem::Outcome;
use crate::record::{AuthorId, CorrectionId, DictationId, LetterId};

/// Keeps what a signed letter taught, but for what the author has signed elsewhere as it was heard:
/// there it is right, and would be put wrong. What was decided before stays decided. Says how many
/// corrections a person is to be asked about for it.
pub(super) fn teach(
    work: &Work<'_>,
    author: AuthorId,
    letter: LetterId,
    lessons: Vec<Lesson>,
) -> Outcome<usize> {
    let mut taught = Vec::new();
    for lesson in lessons {
        if !stands_elsewhere(work, author, letter, &lesson)? {
            keep(work, author, letter, &lesson)?;
            taught.push(lesson);
        }
    }
    let known = all(work)?.into_iter();
    let of_this = known.filter(|it| it.author == author && taught.contains(&it.lesson));
    Ok(of_this.filter(Correction::is_offered).count())
}

fn keep(work: &Work<'_>, author: AuthorId, letter: LetterId, lesson: &Lesson) -> Outcome<()> {
    let values = named_params! {
        ":author": author.0,
        ":heard": lesson.heard,
        ":written": lesson.written,
        ":makes": Json(&lesson.makes),
        ":is_close": lesson.is_close,
        ":standing": Json(Standing::Proposed),
    };
    let mut statement = work.prepare_cached(include_str!("sql/correction-teach.sql"))?;
    let id: i64 = statement.query_row(values, |row| row.get(0))?;
    work.execute(
        "INSERT INTO correction_letter (correction, letter) VALUES (?1, ?2)
         ON CONFLICT DO NOTHING",
        (id, letter.0),
    )?;
    Ok(())
}

/// Whether any other letter this author has signed says it as it was heard.
fn stands_elsewhere(
    work: &Work<'_>,
    author: AuthorId,
    but: LetterId,
    lesson: &Lesson,
) -> Outcome<bool> {
    let sql = "SELECT text FROM document WHERE author = ?1 AND letter <> ?2";
    let mut statement = work.prepare_cached(sql)?;
    let mut rows = statement.query((author.0, but.0))?;
    while let Some(row) = rows.next()? {
        let text: String = row.get(0)?;
        if stands_in(&lesson.heard, &lesson.written, &text) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// All corrections, whatever was decided about them.
pub(super) fn all(connection: &Connection) -> Outcome<Vec<Correction>> {
    let mut statement = connection.prepare_cached(include_str!("sql/corrections.sql"))?;
    let corrections = statement.query_map([], read)?;
    Ok(corrections.collect::<Result<_, _>>()?)
}

/// Makes a rule of a correction; another rule for the same words gives way to it.
pub(super) fn accept_rule(work: &Work<'_>, id: CorrectionId) -> Outcome<()> {
    work.execute(
        "UPDATE correction SET standing = ?2
         WHERE standing = ?3 AND (author, heard) IN
             (SELECT author, heard FROM correction WHERE id = ?1)",
        (id.0, Json(Standing::Declined), Json(Standing::Accepted)),
    )?;
    decide(work, id, Standing::Accepted)
}

/// Makes a dictionary term of a correction. A term that is there already learns how it was said.
pub(super) fn accept_term(
    work: &Work<'_>,
    id: CorrectionId,
    author: Option<AuthorId>,
    term: &Term,
) -> Outcome<()> {
    terms::add_or_extend(work, author, term)?;
    decide(work, id, Standing::Accepted)
}

/// All drafts of an author's dictations, the latest first.
pub(super) fn drafts_of(connection: &Connection, author: AuthorId) -> Outcome<Vec<PastDraft>> {
    let mut statement = connection.prepare_cached(include_str!("sql/drafts-of-author.sql"))?;
    let drafts = statement.query_map([author.0], |row| {
        Ok(PastDraft {
            dictation: DictationId(row.get("id")?),
            dictated_at: row.get::<_, Text<_>>("dictated_at")?.0,
            draft: row.get::<_, Json<_>>("draft")?.0,
        })
    })?;
    Ok(drafts.collect::<Result<_, _>>()?)
}

/// Leaves a correction alone for good, or stops its rule.
pub(super) fn decline(work: &Work<'_>, id: CorrectionId) -> Outcome<()> {
    decide(work, id, Standing::Declined)
}

fn decide(work: &Work<'_>, id: CorrectionId, standing: Standing) -> Outcome<()> {
    let sql = "UPDATE correction SET standing = ?2 WHERE id = ?1";
    one_row(work.execute(sql, (id.0, Json(standing)))?)
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
