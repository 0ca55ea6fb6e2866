//! What signed letters teach: corrections proposed, shown where they would have applied, and
//! decided by a person. Nothing here changes a draft before it was accepted.

use jiff::Timestamp;

use crate::clinical::learning::{Correction, Makes, lessons, places};
use crate::clinical::lexicon::{Lexicon, Term, TermKind};
use crate::clinical::tidy;
use crate::letter::sign::SignedLetter;
use crate::problem::Outcome;
use crate::record::{Actor, AuthorId};
use crate::store::{PastDraft, Record};
use crate::words::{Word, plain_text};

/// Words shown on either side of a place where a correction would have applied.
const AROUND: usize = 6;

/// The corrections a person has to do with.
#[derive(Debug, Default)]
pub struct Learnt {
    /// To be decided.
    pub proposals: Vec<Proposal>,
    /// Accepted, and applied to every new draft.
    pub in_use: Vec<Correction>,
}

/// A correction to be decided, with every place where it would have applied.
#[derive(Debug)]
pub struct Proposal {
    pub correction: Correction,
    pub places: Vec<Place>,
}

/// A place in an earlier draft of the same author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub dictated_at: Timestamp,
    pub before: String,
    pub here: String,
    pub after: String,
}

/// Takes from a letter that has just been signed what its corrections teach; says about how many a
/// person is to be asked.
pub(super) fn learn(
    record: &mut dyn Record,
    by: &Actor,
    signed: &SignedLetter,
    lexicon: &Lexicon,
) -> Outcome<usize> {
    let papers = signed.papers();
    let (Some(author), Some(draft)) = (&papers.author, record.draft(papers.dictation_id)?) else {
        return Ok(0);
    };
    let written = tidy(&draft.words, lexicon).body;
    let lessons = lessons(&written, papers.letter.body(), lexicon);
    match lessons.is_empty() {
        true => Ok(0),
        false => record.teach(by, author.id, papers.letter_id, lessons),
    }
}

pub(super) fn learnt(record: &dyn Record) -> Outcome<Learnt> {
    let mut learnt = Learnt::default();
    // The drafts of one author at a time: corrections come by author.
    let mut drafts: Option<(AuthorId, Vec<PastDraft>)> = None;
    for correction in record.corrections()? {
        if correction.is_rule() {
            learnt.in_use.push(correction);
        } else if correction.is_offered() {
            let author = correction.author;
            if drafts.as_ref().is_none_or(|(of, _)| *of != author) {
                drafts = Some((author, record.drafts_of(author)?));
            }
            let past = drafts.as_ref().map_or(&[][..], |(_, drafts)| drafts);
            let places = past
                .iter()
                .flat_map(|past| places_in(past, &correction.lesson.heard))
                .collect();
            learnt.proposals.push(Proposal { correction, places });
        }
    }
    Ok(learnt)
}

fn places_in<'a>(past: &'a PastDraft, heard: &str) -> impl Iterator<Item = Place> + use<'a> {
    let words = &past.draft.words;
    let length = heard.split(' ').count();
    let text = |words: Option<&[Word]>| plain_text(words.unwrap_or_default());
    places(heard, words).into_iter().map(move |at| {
        let end = at + length;
        Place {
            dictated_at: past.dictated_at,
            before: text(words.get(at.saturating_sub(AROUND)..at)),
            here: text(words.get(at..end)),
            after: text(words.get(end..(end + AROUND).min(words.len()))),
        }
    })
}

/// The dictionary term that a correction makes; what was heard is a way of saying it.
pub(super) fn term_of(correction: &Correction) -> Term {
    let lesson = &correction.lesson;
    let kind = match &lesson.makes {
        Makes::Term(kind) => kind.clone(),
        Makes::Rule => TermKind::Term,
    };
    Term {
        text: lesson.written.clone(),
        kind,
        spoken: vec![lesson.heard.clone()],
        ..Term::default()
    }
}
