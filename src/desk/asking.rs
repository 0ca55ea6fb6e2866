//! Asking: what is open about the letter on the desk, in the order a careful reader would take it.

mod ledger;
mod letters;

use super::review::{Kind, Question};
use super::workpiece::Workpiece;
use crate::clinical::checks::flags::{self, Flag};
use crate::clinical::lexicon::Lexicon;
use crate::letter::{Body, Key, Subject};
use crate::words::Span;

/// Everything open about a workpiece, in order: who, what the text leaves open, what the author
/// asked for, what nobody has listened to.
pub(in crate::desk) fn questions(piece: &Workpiece, lexicon: &Lexicon) -> Vec<Question> {
    let mut questions = Vec::new();
    if piece.signed().is_some() {
        return questions;
    }
    let missing = |kind, subject, message: &str| Question {
        kind,
        message: message.to_owned(),
        range: None,
        span: None,
        blocks: true,
        key: Key::of_letter(subject),
    };
    if piece.dictation.patient.is_none() {
        questions.push(missing(
            Kind::NoPatient,
            Subject::NoPatient,
            "No patient is chosen for this letter",
        ));
    }
    if piece.dictation.author.is_none() {
        questions.push(missing(
            Kind::NoAuthor,
            Subject::NoAuthor,
            "Nobody is named as the author of this letter",
        ));
    }
    questions.extend(letters::questions(piece));
    let body = piece.letter().body();
    let flags = flags::check(body, lexicon).into_iter();
    questions.extend(flags.map(|flag| from_flag(flag, body)));
    questions.extend(ledger::questions(piece));
    questions.extend(notes(piece));
    questions.extend(unheard(piece));
    questions.retain(|question| !piece.letter().is_settled(&question.key));
    // What holds the signature comes first; within that, the order of the letter stays.
    questions.sort_by_key(|question| !question.blocks);
    questions
}

fn from_flag(flag: Flag, body: &Body) -> Question {
    let start = body.time_at(flag.range.start);
    let end = body.time_at(flag.range.end).or(start);
    Question {
        kind: Kind::Flag(flag.kind),
        message: flag.message,
        span: start.zip(end).map(|(start, end)| Span::new(start, end)),
        range: Some(flag.range),
        blocks: flag.blocks,
        key: flag.key,
    }
}

fn notes(piece: &Workpiece) -> impl Iterator<Item = Question> {
    let notes = piece.draft.iter().flat_map(|draft| &draft.notes);
    notes.map(|note| Question {
        kind: Kind::Note,
        message: note.text.clone(),
        range: None,
        span: Some(note.span),
        blocks: true,
        key: Key::of_note(note),
    })
}

fn unheard(piece: &Workpiece) -> impl Iterator<Item = Question> {
    piece.unheard().into_iter().map(|span| Question {
        kind: Kind::Unheard,
        message: format!("{} has not been listened to", span.clocks()),
        range: None,
        span: Some(span),
        blocks: true,
        key: Key::of_moment(Subject::Unheard, span),
    })
}
