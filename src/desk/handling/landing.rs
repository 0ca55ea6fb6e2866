//! Landing: where a finished draft goes, and what it leaves as it was.

use super::rows::refresh;
use super::splitting::told;
use crate::clinical::Note;
use crate::clinical::draft::Draft;
use crate::desk::command::Command;
use crate::desk::event::{Drafted, Event};
use crate::desk::splitting::{self, split};
use crate::desk::state::Desk;
use crate::desk::workpiece::Standing;
use crate::letter::history::Entry;
use crate::letter::{Body, Edit, Manuscript};
use crate::problem::Outcome;
use crate::record::{Dictation, DictationId};
use crate::words::Span;

/// What is said where a draft of a whole recording comes once its letters have been parted.
const PARTED: &str = "The draft that has come is of the whole recording, whose letters have been \
    parted since, so it was not used; Letter, Draft again makes one of this letter";

impl Desk {
    /// A draft is done, or could not be made: the next is begun.
    pub(in crate::desk) fn drafted(
        &mut self,
        id: DictationId,
        drafted: Outcome<Box<Drafted>>,
        now: f64,
    ) -> Outcome<()> {
        let failure = drafted.as_ref().err().cloned();
        if let Some(problem) = &failure {
            self.notices.tell(problem);
        }
        self.queue.ended(id, failure);
        let kept = drafted.map(|drafted| self.on_desk.keep_draft(id, drafted));
        let landed = match kept {
            Ok(Some(drafted)) => self.land(id, *drafted, now),
            _ => Ok(()),
        };
        self.draft_next();
        landed
    }

    /// Puts a finished draft into its letter: here when the letter is on the desk, otherwise in
    /// the record.
    pub(in crate::desk) fn land(
        &mut self,
        id: DictationId,
        drafted: Drafted,
        now: f64,
    ) -> Outcome<()> {
        match &self.on_desk.piece {
            Some(piece) if piece.dictation.id == id => self.land_on_desk(drafted, now),
            _ => {
                self.land_in_record(id, drafted);
                Ok(())
            }
        }
    }

    fn land_on_desk(&mut self, drafted: Drafted, now: f64) -> Outcome<()> {
        let Drafted {
            mut draft,
            body,
            length,
            part,
        } = drafted;
        let is_being_left = self.on_desk.has_wishes();
        let Some(piece) = &mut self.on_desk.piece else {
            return Ok(());
        };
        let is_being_split = matches!(piece.standing, Standing::Splitting);
        if is_being_split || piece.dictation.part != part {
            self.notices.say(PARTED, now);
            return Ok(());
        }
        let is_blank = piece.letter().body().text().trim().is_empty();
        if let Some(earlier) = piece.draft.take().filter(|_| !is_blank) {
            keep_asking(&mut draft, earlier);
        }
        let (id, kept) = (piece.dictation.id, draft.clone());
        self.crew
            .record(move |store, _| store.save_draft(id, &kept));
        let is_several = holds_several(&draft, &piece.dictation);
        piece.draft = Some(draft);
        piece.review.is_stale = true;
        piece.dictation.length = length;
        if !matches!(piece.standing, Standing::Open) {
            return Ok(());
        }
        if is_blank && is_several && !is_being_left {
            // Its length, by which the last letter's stretch of audio is known.
            self.save_dictation();
            self.on_desk.wish(Command::SplitLetters);
            return Ok(());
        }
        if is_blank {
            let entry = piece
                .manuscript
                .apply(landing(piece.letter().body(), &body), now)?;
            piece.unsaved.since = now;
            piece.unsaved.entries.push(entry);
            piece.dictation.status = splitting::drafted(piece.dictation.status);
            piece.select(0..0);
        } else {
            self.notices.say("The draft is ready; what you typed was left as it is. Letter, Put the draft in, uses it", now);
            if is_several {
                self.notices.say("This recording holds several letters. Review, Split at next patient, gives each its own place", now);
            }
        }
        self.save_dictation();
        Ok(())
    }

    pub(in crate::desk) fn land_in_record(&mut self, id: DictationId, drafted: Drafted) {
        let Drafted {
            mut draft,
            body,
            length,
            part,
        } = drafted;
        let people = self.worklist.snapshot.clone();
        let lexicon = self.lexicon_for(id);
        self.crew.record(move |store, outbox| {
            let mut dictation = store.dictation(id)?;
            if dictation.part != part {
                outbox.post(Event::Said(PARTED.to_owned()));
                return Ok(());
            }
            let letter = match store.letter_for(id)? {
                Some(letter) => letter,
                None => store.begin_letter(id, &people.first_letter(&dictation))?,
            };
            let manuscript = Manuscript::replay(letter.start, letter.entries)?;
            let is_blank = manuscript.letter().body().text().trim().is_empty();
            if let Some(earlier) = store.draft(id)?.filter(|_| !is_blank) {
                keep_asking(&mut draft, earlier);
            }
            store.save_draft(id, &draft)?;
            let takes_draft = is_blank && letter.signed.is_none();
            dictation.length = length;
            if takes_draft && holds_several(&draft, &dictation) {
                // It counts as drafted only once it is split: after a power cut it is drafted anew.
                store.update_dictation(&dictation)?;
                let parted = split(store, id, &people, &lexicon)?;
                outbox.post(Event::Said(told(parted.further)));
                return refresh(store, outbox);
            }
            if takes_draft {
                let entry = land_in(manuscript, &body)?;
                store.journal(letter.id, &[entry])?;
            }
            dictation.status = splitting::drafted(dictation.status);
            store.update_dictation(&dictation)?;
            refresh(store, outbox)
        });
    }
}

/// Whether a draft that has come for the whole of a recording holds several letters. One that has
/// come for a letter of several is never split by itself again: a person decides.
fn holds_several(draft: &Draft, dictation: &Dictation) -> bool {
    !draft.starts.is_empty() && dictation.part.is_none()
}

/// What an earlier draft asked about is asked on, because its text is what stands in the letter;
/// where the new one asks about the same, it asks in its place.
fn keep_asking(draft: &mut Draft, earlier: Draft) {
    fn join(gaps: &mut Vec<Span>, earlier: Vec<Span>) {
        let is_asked = |gap: Span| gaps.iter().any(|new| new.shared(gap) > gap.length() / 2.0);
        let asked_on: Vec<Span> = earlier.into_iter().filter(|gap| !is_asked(*gap)).collect();
        gaps.extend(asked_on);
        gaps.sort_by(|one, two| one.start.total_cmp(&two.start));
    }
    join(&mut draft.missing, earlier.missing);
    join(&mut draft.unsupported, earlier.unsupported);
    // A note is known by its text and place, so the earlier of two alike stays: it may be done.
    let is_new = |note: &Note| earlier.notes.iter().all(|known| known.text != note.text);
    draft.notes.retain(is_new);
    draft.notes.splice(0..0, earlier.notes);
    let by_time = |one: &Note, two: &Note| one.span.start.total_cmp(&two.span.start);
    draft.notes.sort_by(by_time);
}

/// The edit by which the whole text becomes another.
pub(in crate::desk) fn landing(from: &Body, to: &Body) -> Edit {
    Edit::Body(from.replace_with(to))
}

fn land_in(mut manuscript: Manuscript, body: &Body) -> Outcome<Entry> {
    let edit = landing(manuscript.letter().body(), body);
    manuscript.apply(edit, 0.0)
}
