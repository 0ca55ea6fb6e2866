//! Drafts: kept beside their letter, and landing in it.

use rusqlite::Connection;

use super::answers::Landed;
use super::transaction::Work;
use super::value::Json;
use super::{dictations, journal, letters, one_row, splitting, stages};
use crate::clinical::draft::{Draft, Drafted};
use crate::clinical::intro::Introduction;
use crate::clinical::lexicon::Lexicon;
use crate::letter::Manuscript;
use crate::letter::stages::Stage;
use crate::problem::Outcome;
use crate::record::{DictationId, Seen};

/// The draft, where there is one.
pub(super) fn at(connection: &Connection, id: DictationId) -> Outcome<Option<Draft>> {
    let sql = "SELECT draft FROM dictation WHERE id = ?1";
    let draft: Option<Json<Draft>> = dictations::column(connection, id, sql)?;
    let introduction = introduced(connection, id)?;
    Ok(draft.map(|draft| Draft {
        introduction,
        ..draft.0
    }))
}

/// What was said before and after the letter, as an earlier draft has it.
fn introduced(connection: &Connection, id: DictationId) -> Outcome<Introduction> {
    let sql = "SELECT introduced FROM dictation WHERE id = ?1";
    let introduced: Option<Json<_>> = dictations::column(connection, id, sql)?;
    Ok(introduced.map(|it| it.0).unwrap_or_default())
}

/// What was heard once is not forgotten because another draft has nothing of it.
fn remembering(work: &Work<'_>, id: DictationId, mut draft: Draft) -> Outcome<Draft> {
    if draft.introduction.is_empty() {
        draft.introduction = introduced(work, id)?.put_back();
    }
    Ok(draft)
}

/// Keeps the draft of a letter that a person has on the desk, into which it is `put` or not.
pub(super) fn keep(
    work: &Work<'_>,
    id: DictationId,
    draft: &Draft,
    length: f64,
    put: bool,
) -> Outcome<()> {
    let draft = remembering(work, id, draft.clone())?;
    dictations::keep_draft(work, id, &draft)?;
    note_length(work, id, length)?;
    if put {
        let status = dictations::at(work, id)?.status;
        dictations::set_status(work, id, status.drafted())?;
    }
    dictations::count_change(work, id)
}

/// Takes the author to speak of one patient throughout.
pub(super) fn keep_as_one(work: &Work<'_>, row: Seen<DictationId>) -> Outcome<()> {
    dictations::as_seen(work, row)?;
    if let Some(mut draft) = at(work, row.id)? {
        draft.starts.clear();
        dictations::keep_draft(work, row.id, &draft)?;
    }
    dictations::count_change(work, row.id)
}

/// Puts a finished draft where it belongs: into a letter in which nothing stands yet, parted where
/// it holds several, else beside it.
pub(super) fn land(
    work: &Work<'_>,
    id: DictationId,
    drafted: Drafted,
    lexicon: &Lexicon,
) -> Outcome<Landed> {
    let mut dictation = dictations::at(work, id)?;
    if dictation.part != drafted.part {
        return Ok(Landed::OfAnotherPart);
    }
    let letter = letters::of_or_begun(work, &dictation)?;
    let mut manuscript = Manuscript::replay(letter.start, letter.entries)?;
    let is_blank = manuscript.letter().body().text().trim().is_empty();
    let mut draft = drafted.draft;
    if let Some(earlier) = at(work, id)?.filter(|_| !is_blank) {
        draft.keep_asking(earlier);
    }
    let draft = remembering(work, id, draft)?;
    dictations::keep_draft(work, id, &draft)?;
    note_length(work, id, drafted.length)?;
    dictation.length = drafted.length;
    let takes_draft = is_blank && letter.signed.is_none();
    if takes_draft
        && draft.holds_several(&dictation)
        && let Some(parted) = splitting::split(work, &dictation, &draft, lexicon)?
    {
        let further = parted.further;
        return Ok(Landed::Parted { further });
    }
    if takes_draft {
        let entries = splitting::put(&mut manuscript, &drafted.body, &draft)?;
        journal::append(work, letter.id, &entries)?;
        stages::take(work, id, Stage::Machine)?;
    }
    dictations::set_status(work, id, dictation.status.drafted())?;
    dictations::count_change(work, id)?;
    Ok(match takes_draft {
        true => Landed::InLetter,
        false => Landed::BesideLetter,
    })
}

fn note_length(work: &Work<'_>, id: DictationId, length: f64) -> Outcome<()> {
    let sql = "UPDATE dictation SET length = ?2 WHERE id = ?1";
    one_row(work.execute(sql, (id.0, length))?)
}
