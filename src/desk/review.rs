//! Review: what must be settled before signing, in the order a careful reader would take it.

mod ledger;
mod letters;
mod settling;

use std::ops::Range;

use crate::clinical::Note;
use crate::clinical::checks::flags::{self, Flag, FlagKind};
use crate::clinical::lexicon::Lexicon;
use crate::letter::Letter;
use crate::words::Span;

use super::Desk;
use super::workpiece::Workpiece;

/// One thing to settle.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub kind: Kind,
    /// One sentence for the person.
    pub message: String,
    /// Where in the body, in bytes.
    pub range: Option<Range<usize>>,
    /// Where in the audio, in seconds.
    pub span: Option<Span>,
    /// Whether signing waits for it.
    pub blocks: bool,
}

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    NoPatient,
    NoAuthor,
    Flag(FlagKind),
    /// A word to the secretary, by its number in the draft.
    Note(usize),
    /// Another letter of the recording begins here, or text of one has come into this one.
    NextLetter,
    OtherLetter,
    Unheard,
}

impl Kind {
    /// The heading the question stands under.
    pub fn label(self) -> &'static str {
        match self {
            Self::NoPatient | Self::NoAuthor => "Record",
            Self::Flag(kind) => flag_label(kind),
            Self::Note(_) => "Note to you",
            Self::NextLetter | Self::OtherLetter => "Another letter",
            Self::Unheard => "Not yet heard",
        }
    }
}

fn flag_label(kind: FlagKind) -> &'static str {
    match kind {
        FlagKind::Identity => "Identity",
        FlagKind::Side => "Left or right",
        FlagKind::Dose => "Dose or number",
        FlagKind::LookAlike => "Look-alike drug",
        FlagKind::Negation => "Yes or no",
        FlagKind::Notation => "Notation",
        FlagKind::Blank => "Blank",
        FlagKind::Unsupported => "Text without speech",
        FlagKind::Missing => "Speech without text",
        FlagKind::Unheard => "Not yet heard",
        FlagKind::Note => "Note to you",
        FlagKind::Spelling => "Unsure word",
    }
}

/// The questions of the letter on the desk and which one is current.
#[derive(Debug, Default)]
pub struct Review {
    questions: Vec<Question>,
    pub current: Option<usize>,
    pub(super) is_stale: bool,
}

impl Review {
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// How many must be settled before signing.
    pub fn blocking(&self) -> usize {
        self.questions
            .iter()
            .filter(|question| question.blocks)
            .count()
    }
}

/// Everything open about a workpiece, in order: who, what the text leaves open, what the author
/// asked for, what nobody has listened to.
pub(super) fn questions(piece: &Workpiece, lexicon: &Lexicon) -> Vec<Question> {
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
fn second_thought(question: &Question) -> Note {
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

impl Desk {
    /// Works the questions out again if the letter or the listening has changed.
    pub(super) fn refresh_review(&mut self) {
        let Some(piece) = self
            .on_desk
            .piece
            .as_ref()
            .filter(|piece| piece.review.is_stale)
        else {
            return;
        };
        let questions = questions(piece, &self.lexicon_of(&piece.dictation));
        if let Some(piece) = &mut self.on_desk.piece {
            let review = &mut piece.review;
            review.current = review.current.filter(|at| *at < questions.len());
            review.questions = questions;
            review.is_stale = false;
        }
    }

    /// Goes on or back by one question, selects its text and plays its sound.
    pub(super) fn step_question(&mut self, forward: bool, now: f64) {
        let Some(review) = self.on_desk.piece.as_ref().map(|piece| &piece.review) else {
            return;
        };
        let count = review.questions.len();
        if count == 0 {
            self.notices.say("Nothing is left to settle", now);
            return;
        }
        let at = match (review.current, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        };
        self.go_to_question(at, now);
    }

    pub(super) fn go_to_question(&mut self, at: usize, now: f64) {
        let Some(piece) = &mut self.on_desk.piece else {
            return;
        };
        let Some(question) = piece.review.questions.get(at).cloned() else {
            return;
        };
        piece.review.current = Some(at);
        if let Some(range) = question.range {
            piece.select(range);
        }
        if let Some(span) = question.span {
            self.play_from(span.start, now);
        }
    }
}
