//! Asking: what is open about the letter on the desk, in the order a careful reader would take it.

mod ledger;
mod letters;

use super::review::{Kind, Question};
use super::workpiece::Workpiece;
use crate::clinical::Note;
use crate::clinical::checks::flags::{self, Flag, FlagKind};
use crate::clinical::lexicon::Lexicon;
use crate::letter::Letter;
use crate::words::Span;

/// Everything open about a workpiece, in order: who, what the text leaves open, what the author
/// asked for, what nobody has listened to.
pub(in crate::desk) fn questions(piece: &Workpiece, lexicon: &Lexicon) -> Vec<Question> {
    let mut questions = Vec::new();
    if piece.signed().is_some() {
        return questions;
    }
    let missing = |kind, message: &str| Question {
        kind,
        message: message.to_owned(),
        range: None,
        span: None,
        blocks: true,
    };
    if piece.dictation.patient.is_none() {
        questions.push(missing(
            Kind::NoPatient,
            "No patient is chosen for this letter",
        ));
    }
    if piece.dictation.author.is_none() {
        questions.push(missing(
            Kind::NoAuthor,
            "Nobody is named as the author of this letter",
        ));
    }
    questions.extend(letters::questions(piece));
    let body = piece.letter().body();
    let flags = flags::check(body, lexicon).into_iter();
    let asked = flags.map(|flag| from_flag(flag, piece.letter()));
    questions.extend(asked.filter(|question| !is_settled(question, piece.letter())));
    questions.extend(ledger::questions(piece));
    questions.extend(notes(piece));
    questions.extend(unheard(piece));
    // What holds the signature comes first; within that, the order of the letter stays.
    questions.sort_by_key(|question| !question.blocks);
    questions
}

fn from_flag(flag: Flag, letter: &Letter) -> Question {
    let start = letter.body().time_at(flag.range.start);
    let end = letter.body().time_at(flag.range.end).or(start);
    Question {
        kind: Kind::Flag(flag.kind),
        message: flag.message,
        span: start.zip(end).map(|(start, end)| Span::new(start, end)),
        range: Some(flag.range),
        blocks: flag.blocks,
    }
}

/// What a question about the author's second thoughts is known by, when it is settled: what it
/// says, and the moment of it, which no edit moves.
pub(in crate::desk) fn second_thought(question: &Question) -> Note {
    Note {
        text: question.message.clone(),
        span: question.span.unwrap_or_default(),
    }
}

fn is_settled(question: &Question, letter: &Letter) -> bool {
    question.kind == Kind::Flag(FlagKind::Note) && letter.is_note_done(&second_thought(question))
}

fn notes(piece: &Workpiece) -> impl Iterator<Item = Question> {
    let notes = piece.draft.iter().flat_map(|draft| &draft.notes);
    notes
        .enumerate()
        .filter(|(_, note)| !piece.letter().is_note_done(note))
        .map(|(index, note)| Question {
            kind: Kind::Note(index),
            message: note.text.clone(),
            range: None,
            span: Some(note.span),
            blocks: true,
        })
}

fn unheard(piece: &Workpiece) -> impl Iterator<Item = Question> {
    piece.unheard().into_iter().map(|span| Question {
        kind: Kind::Unheard,
        message: format!("{} has not been listened to", span.clocks()),
        range: None,
        span: Some(span),
        blocks: true,
    })
}
