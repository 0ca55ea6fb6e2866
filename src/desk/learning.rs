//! What signed letters teach: corrections proposed, shown where they would have applied, and
//! decided by a person. Nothing here changes a draft before it was accepted.

use jiff::Timestamp;

use crate::clinical::learning::{Correction, Makes, Standing, lessons, places, stands_in};
use crate::clinical::lexicon::{Lexicon, Term, TermKind};
use crate::clinical::tidy;
use crate::letter::sign::SignedLetter;
use crate::problem::Outcome;
use crate::record::{AuthorId, CorrectionId};
use crate::store::{PastDraft, Store};
use crate::words::{Word, plain_text};

use super::Desk;
use super::command::Decision;
use super::crew::Outbox;
use super::dictionary;
use super::event::Event;

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

impl Desk {
    /// Reads the corrections and looks through the drafts of the past, which the record's worker
    /// does because there may be thousands.
    pub(super) fn look_over_lessons(&mut self) {
        self.learnt = None;
        self.crew.record(|store, outbox| {
            outbox.post(Event::Learnt(Box::new(learnt(store)?)));
            Ok(())
        });
    }

    pub(super) fn decide(&mut self, id: CorrectionId, decision: Decision) {
        let Some(correction) = self.correction(id) else {
            return;
        };
        let term = term_of(correction);
        self.crew.record(move |store, outbox| {
            match decision {
                Decision::Rule => store.accept_rule(id)?,
                Decision::Term(author) => store.accept_term(id, author, &term)?,
                Decision::Decline => store.decline_correction(id)?,
            }
            outbox.post(Event::Decided(id, decision));
            dictionary::read(store, outbox)
        });
    }

    fn correction(&self, id: CorrectionId) -> Option<&Correction> {
        let learnt = self.learnt.as_ref()?;
        let proposed = learnt.proposals.iter().map(|proposal| &proposal.correction);
        let mut all = proposed.chain(&learnt.in_use);
        all.find(|correction| correction.id == id)
    }

    /// A decision is on the disk: it is asked about no longer.
    pub(super) fn decided(&mut self, id: CorrectionId, decision: Decision) {
        let mut accepted = self.correction(id).cloned();
        let Some(learnt) = &mut self.learnt else {
            return;
        };
        learnt.proposals.retain(|it| it.correction.id != id);
        learnt.in_use.retain(|it| it.id != id);
        if let (Decision::Rule, Some(rule)) = (decision, accepted.take()) {
            // One rule for the same words takes the place of another.
            learnt
                .in_use
                .retain(|it| it.author != rule.author || it.lesson.heard != rule.lesson.heard);
            learnt.in_use.push(Correction {
                standing: Standing::Accepted,
                ..rule
            });
        }
    }
}

/// Takes from a letter that has just been signed what its corrections teach.
pub(super) fn learn(
    store: &mut Store,
    signed: &SignedLetter,
    lexicon: &Lexicon,
    outbox: &Outbox,
) -> Outcome<()> {
    let papers = signed.papers();
    let (Some(author), Some(draft)) = (&papers.author, store.draft(papers.dictation_id)?) else {
        return Ok(());
    };
    let written = tidy(&draft.words, lexicon).body;
    let mut taught = Vec::new();
    for lesson in lessons(&written, papers.letter.body(), lexicon) {
        // What the author has signed elsewhere is right there, and would be put wrong.
        let stands = |text: &str| stands_in(&lesson.heard, &lesson.written, text);
        if !store.any_signed_text(author.id, papers.letter_id, stands)? {
            taught.push(lesson);
        }
    }
    if taught.is_empty() {
        return Ok(());
    }
    store.teach(author.id, papers.letter_id, &taught)?;
    let offered = store.corrections()?;
    let of_this = |it: &&Correction| it.author == author.id && taught.contains(&it.lesson);
    let count = offered.iter().filter(of_this).filter(|it| it.is_offered());
    match count.count() {
        0 => {}
        count => outbox.post(Event::Taught(count)),
    }
    Ok(())
}

pub(super) fn told(count: usize) -> String {
    let corrections = match count {
        1 => "1 correction".to_owned(),
        count => format!("{count} corrections"),
    };
    format!("{corrections} to look at: Letter, Proposed corrections")
}

fn learnt(store: &Store) -> Outcome<Learnt> {
    let mut learnt = Learnt::default();
    // The drafts of one author at a time: corrections come by author.
    let mut drafts: Option<(AuthorId, Vec<PastDraft>)> = None;
    for correction in store.corrections()? {
        if correction.is_rule() {
            learnt.in_use.push(correction);
        } else if correction.is_offered() {
            let author = correction.author;
            if drafts.as_ref().is_none_or(|(of, _)| *of != author) {
                drafts = Some((author, store.drafts_of(author)?));
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
fn term_of(correction: &Correction) -> Term {
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
