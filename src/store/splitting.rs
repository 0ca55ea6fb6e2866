//! Splitting: a recording that holds several letters becomes as many dictations, all at once.

use rusqlite::named_params;

use super::answers::Parted;
use super::audit::{self, Action, Event};
use super::journal::append;
use super::transaction::Work;
use super::value::Json;
use super::{dictations, letters, one_row};
use crate::clinical::draft::Draft;
use crate::clinical::lexicon::Lexicon;
use crate::clinical::parting::{Share, halves, shares};
use crate::letter::history::Entry;
use crate::letter::{Body, Edit, Letter, Manuscript};
use crate::problem::{Outcome, Problem};
use crate::record::{Dictation, DictationId, Status};

/// Gives every further letter of a recording a dictation and a letter of its own; none where the
/// draft holds one letter only. The recording is shared, and what of it has been listened to counts
/// for each.
///
/// # Errors
/// When the letter has been signed.
pub(super) fn split(
    work: &Work<'_>,
    dictation: &Dictation,
    draft: &Draft,
    lexicon: &Lexicon,
) -> Outcome<Option<Parted>> {
    let letter = letters::of_or_begun(work, dictation)?;
    let mut manuscript = Manuscript::replay(letter.start, letter.entries)?;
    let shares = shares(dictation, draft, manuscript.letter().body(), lexicon);
    let Some((first, others)) = shares.split_first() else {
        return Ok(None);
    };
    make_room(work, dictation, first.part.of)?;
    take_first(work, dictation, first)?;
    dictations::keep_draft(work, dictation.id, &first.draft)?;
    dictations::set_status(work, dictation.id, dictation.status.drafted())?;
    let entry = put(&mut manuscript, &first.body)?;
    append(work, letter.id, std::slice::from_ref(&entry))?;
    for share in others {
        let (status, draft) = (Status::DraftReady, Some(&share.draft));
        add(work, dictation, share, draft, status, manuscript.letter())?;
    }
    note(work, dictation.id, shares.len())?;
    Ok(Some(Parted {
        dictation: dictations::at(work, dictation.id)?,
        draft: Some(first.draft.clone()),
        entry,
        further: others.len(),
    }))
}

/// Gives what stands after this byte of the text, and was spoken from this moment on, a dictation and
/// a letter of its own, because a person says so.
///
/// # Errors
/// When the letter has been signed, or that moment is not within what it was made from.
pub(super) fn split_at(
    work: &Work<'_>,
    dictation: &Dictation,
    draft: Option<Draft>,
    at: usize,
    moment: f64,
) -> Outcome<Parted> {
    let span = dictation.span();
    if dictation.recording.is_none() || moment <= span.start || span.end <= moment {
        return Err(out_of_it());
    }
    let letter = letters::of_or_begun(work, dictation)?;
    let mut manuscript = Manuscript::replay(letter.start, letter.entries)?;
    let body = manuscript.letter().body();
    if !body.text().is_char_boundary(at) {
        return Err(out_of_it());
    }
    let known = draft.clone().unwrap_or_default();
    let [first, second] = halves(dictation, &known, body, at, moment);
    make_room(work, dictation, first.part.of)?;
    take_first(work, dictation, &first)?;
    // A letter that nobody began is not changed into one that somebody did.
    let status = match (&draft, second.body.text().is_empty()) {
        (Some(_), _) => Status::DraftReady,
        (None, true) => Status::Waiting,
        (None, false) => Status::Typing,
    };
    let entry = put(&mut manuscript, &first.body)?;
    append(work, letter.id, std::slice::from_ref(&entry))?;
    if draft.is_some() {
        dictations::keep_draft(work, dictation.id, &first.draft)?;
    }
    let drafted = draft.is_some().then_some(&second.draft);
    add(
        work,
        dictation,
        &second,
        drafted,
        status,
        manuscript.letter(),
    )?;
    note(work, dictation.id, 2)?;
    Ok(Parted {
        dictation: dictations::at(work, dictation.id)?,
        draft: draft.map(|_| first.draft),
        entry,
        further: 1,
    })
}

fn note(work: &Work<'_>, id: DictationId, letters: usize) -> Outcome<()> {
    let split = Event::of(Action::Split).dictation(id);
    audit::append(work, split.on(&format!(" into {letters} letters")))
}

fn out_of_it() -> Problem {
    Problem::new(
        "Nothing of the recording is on one side of this place, so it cannot be split here",
        "Play to where the other letter begins, and split there",
    )
}

pub(super) fn of_one() -> Problem {
    Problem::new(
        "The draft of this recording holds one letter only",
        "Nothing needs to be done; draft it again if you hear another one begin",
    )
}

/// Numbers the recording's later letters on, and tells all of them how many there are now.
fn make_room(work: &Work<'_>, dictation: &Dictation, of_now: u32) -> Outcome<()> {
    // Letters that were made from all of the recording are no parts of it.
    const OF_ONE: &str = "(dictation = ?1 OR starts IS NOT NULL) AND place = 1 AND recording =
        (SELECT recording FROM source WHERE dictation = ?1 AND place = 1)";
    let id = dictation.id.0;
    let (number, of) = dictation.part.map_or((1, 1), |part| (part.number, part.of));
    // By way of numbers nobody has: two letters must not have one number even for a moment.
    work.execute(
        &format!("UPDATE source SET part = -part WHERE part > ?2 AND {OF_ONE}"),
        (id, number),
    )?;
    work.execute(
        &format!("UPDATE source SET part = ?2 - part WHERE part < 0 AND {OF_ONE}"),
        (id, of_now.saturating_sub(of)),
    )?;
    work.execute(
        &format!("UPDATE source SET parts = ?2 WHERE {OF_ONE}"),
        (id, of_now),
    )?;
    let sql = format!("SELECT dictation FROM source WHERE {OF_ONE}");
    let mut statement = work.prepare(&sql)?;
    for of_one in statement.query_map([id], |row| row.get(0))? {
        dictations::count_change(work, DictationId(of_one?))?;
    }
    Ok(())
}

fn take_first(work: &Work<'_>, dictation: &Dictation, share: &Share) -> Outcome<()> {
    one_row(work.execute(
        include_str!("sql/dictation-split-first.sql"),
        named_params! {
            ":id": dictation.id.0,
            ":part": share.part.number,
            ":parts": share.part.of,
            ":starts": share.part.span.start,
            ":ends": share.part.span.end,
        },
    )?)
}

/// A further letter as an entry of its own. What is known of the dictation holds for it too, except
/// whom it is about; and what has been settled in the whole about its part of the audio.
fn add(
    work: &Work<'_>,
    of: &Dictation,
    share: &Share,
    draft: Option<&Draft>,
    status: Status,
    whole: &Letter,
) -> Outcome<()> {
    let part = share.part;
    one_row(work.execute(
        include_str!("sql/dictation-again.sql"),
        named_params! {
            ":first": of.id.0,
            ":status": Json(status),
            ":draft": draft.map(Json),
            ":position": part.span.start,
        },
    )?)?;
    let id = DictationId(work.last_insert_rowid());
    one_row(work.execute(
        include_str!("sql/source-again.sql"),
        named_params! {
            ":id": id.0,
            ":first": of.id.0,
            ":part": part.number,
            ":parts": part.of,
            ":starts": part.span.start,
            ":ends": part.span.end,
        },
    )?)?;
    work.touch_dictation(id);
    let start = letters::first_letter(work, &dictations::at(work, id)?)?;
    let start = start.settled_as(whole, |span| part.holds(span));
    let letter = letters::begin(work, id, &start)?;
    let entry = put(&mut Manuscript::new(start), &share.body)?;
    append(work, letter.id, &[entry])
}

/// Puts a text into a letter in the place of what stands there, and says what to journal.
pub(super) fn put(manuscript: &mut Manuscript, body: &Body) -> Outcome<Entry> {
    let edit = Edit::Body(manuscript.letter().body().replace_with(body));
    manuscript.apply(edit, 0.0)
}
