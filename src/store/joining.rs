//! Joining: two entries of the worklist that are one letter become one again.

use jiff::Timestamp;
use rusqlite::named_params;

use super::audit::{self, Action, Event};
use super::journal::append;
use super::splitting::put;
use super::transaction::Work;
use super::value::{Json, Text};
use super::{dictations, drafts, letters, one_row};
use crate::clinical::draft::Draft;
use crate::letter::Manuscript;
use crate::letter::versions::OpenLetter;
use crate::problem::{Outcome, Problem};
use crate::record::{Dictation, DictationId, Part};

/// Makes a letter of a recording and the one after it one letter: the text of the second stands below
/// that of the first, and its part of the recording is the first one's too. The second goes into the
/// bin with what was typed in it.
///
/// # Errors
/// When they are no neighbours in one recording, are about two patients, or one has been signed.
pub(super) fn join(work: &Work<'_>, first: &Dictation, second: &Dictation) -> Outcome<()> {
    let (Some(one), Some(other)) = (first.part, second.part) else {
        return Err(no_neighbours());
    };
    if first.recording != second.recording || other.number != one.number + 1 {
        return Err(no_neighbours());
    }
    let both = first.patient.zip(second.patient);
    if both.is_some_and(|(one, other)| one != other) {
        return Err(two_patients());
    }
    let letter = unsigned(letters::of_or_begun(work, first)?)?;
    let further = unsigned(letters::of_or_begun(work, second)?)?;
    let mut manuscript = Manuscript::replay(letter.start, letter.entries)?;
    let further = Manuscript::replay(further.start, further.entries)?;
    let body = manuscript.letter().body();
    let body = body.followed_by(further.letter().body(), 0.0);
    append(work, letter.id, &[put(&mut manuscript, &body)?])?;
    join_drafts(work, first.id, second.id)?;
    join_heard(work, first.id, second.id)?;
    take_away(work, second.id, first.id)?;
    close_up(work, first.id, one, other)?;
    let joined = Event::of(Action::Joined).dictation(second.id);
    audit::append(work, joined.on(&format!(" to dictation {}", first.id.0)))
}

/// What was heard of both; a draft of one alone would pass for a draft of both.
fn join_drafts(work: &Work<'_>, first: DictationId, second: DictationId) -> Outcome<()> {
    let both = drafts::at(work, first)?.zip(drafts::at(work, second)?);
    let joined = both.map(|(mut draft, mut further)| {
        draft.words.append(&mut further.words);
        draft.notes.append(&mut further.notes);
        draft.missing.append(&mut further.missing);
        draft.unsupported.append(&mut further.unsupported);
        draft.starts.append(&mut further.starts);
        draft
    });
    let sql = "UPDATE dictation SET draft = ?2 WHERE id = ?1";
    let joined = joined.as_ref().map(Json::<&Draft>);
    one_row(work.execute(sql, (first.0, joined))?)
}

fn join_heard(work: &Work<'_>, first: DictationId, second: DictationId) -> Outcome<()> {
    let mut heard = dictations::heard(work, first)?;
    heard.append(&mut dictations::heard(work, second)?);
    heard.sort_by(|one, other| one.start.total_cmp(&other.start));
    heard.dedup_by(|later, earlier| {
        let is_one = later.start <= earlier.end;
        if is_one {
            *earlier = earlier.join(*later);
        }
        is_one
    });
    let sql = "UPDATE dictation SET heard = ?2 WHERE id = ?1";
    one_row(work.execute(sql, (first.0, Json(heard)))?)
}

/// Takes the second out of the worklist; its part of the recording is another's now.
fn take_away(work: &Work<'_>, id: DictationId, into: DictationId) -> Outcome<()> {
    work.execute("DELETE FROM source WHERE dictation = ?1", [id.0])?;
    one_row(work.execute(
        "UPDATE dictation SET removed_at = :at, removed_by = :by, removed_why = :why
         WHERE id = :id",
        named_params! {
            ":id": id.0,
            ":at": Text(Timestamp::now()),
            ":by": work.person(),
            ":why": format!("Joined to letter {}", into.0),
        },
    )?)?;
    dictations::count_change(work, id)
}

/// Numbers the recording's letters without the one that is gone; one that is left alone has all of it.
fn close_up(work: &Work<'_>, id: DictationId, one: Part, other: Part) -> Outcome<()> {
    const OF_ONE: &str = "starts IS NOT NULL AND place = 1 AND recording =
        (SELECT recording FROM source WHERE dictation = ?1 AND place = 1)";
    work.execute(
        "UPDATE source SET ends = ?2 WHERE dictation = ?1 AND place = 1",
        (id.0, other.span.end),
    )?;
    work.execute(
        &format!("UPDATE source SET parts = parts - 1 WHERE {OF_ONE}"),
        [id.0],
    )?;
    // By way of numbers nobody has: two letters must not have one number even for a moment.
    work.execute(
        &format!("UPDATE source SET part = -part WHERE part > ?2 AND {OF_ONE}"),
        (id.0, one.number),
    )?;
    work.execute(
        &format!("UPDATE source SET part = -part - 1 WHERE part < 0 AND {OF_ONE}"),
        [id.0],
    )?;
    let mut statement = work.prepare(&format!("SELECT dictation FROM source WHERE {OF_ONE}"))?;
    for of_one in statement.query_map([id.0], |row| row.get(0))? {
        dictations::count_change(work, DictationId(of_one?))?;
    }
    work.execute(
        "UPDATE source SET starts = NULL, ends = NULL
         WHERE dictation = ?1 AND place = 1 AND parts = 1",
        [id.0],
    )?;
    Ok(())
}

fn unsigned(letter: OpenLetter) -> Outcome<OpenLetter> {
    match letter.signed {
        None => Ok(letter),
        Some(_) => Err(Problem::new(
            "One of the two is signed, so it is kept as it is",
            "Add to the signed letter instead, with Review, Add to the signed letter",
        )),
    }
}

fn two_patients() -> Problem {
    Problem::new(
        "The two letters are about two patients, so they are not joined",
        "Choose the right patient in both first",
    )
}

fn no_neighbours() -> Problem {
    Problem::new(
        "No further letter of this recording comes after this one",
        "Open the first of the two, and join the next one to it there",
    )
}
