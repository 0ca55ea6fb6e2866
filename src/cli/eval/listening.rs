//! Each recording heard in each way, and what others heard in it, as counts.

use super::effort::{Effort, spent};
use super::figures::Tally;
use super::folder::Item;
use super::peers::Peer;
use super::trials::Trial;
use crate::cli::{Switch, hearing, out};
use crate::clinical::{self, lexicon::Lexicon, words_of};
use crate::desk::hearing::Made;
use crate::desk::listener::{Listener, Recording};
use crate::letter::Body;
use crate::problem::{Outcome, Problem};
use crate::speech::score::Terms;
use crate::words::{self, Word};

/// What every transcript is judged by.
pub struct Judge<'a> {
    pub terms: &'a Terms,
    pub lexicon: &'a Lexicon,
    /// Whether the text is compared as tidied.
    pub tidy: Switch,
}

impl Judge<'_> {
    /// The counts of what was heard, word for word and as a letter has it.
    fn tally(&self, item: &Item, heard: &[Word], written: &Body, cost: (f64, Effort)) -> Tally {
        let (audio, effort) = cost;
        let untidied = words::plain_text(heard);
        let tidied = clinical::plain(written);
        let heldout = Terms::new(item.heldout.iter().map(String::as_str));
        let text = match self.tidy {
            Switch::On => &tidied,
            Switch::Off => &untidied,
        };
        let terms = (self.terms, &heldout);
        let tally = Tally::new(&item.said, text, terms, audio, effort);
        match &item.letter {
            Some(letter) => tally.with_letter(letter, &untidied, &tidied),
            None => tally,
        }
    }

    /// The counts of a peer's transcripts, whose recordings are so many seconds long.
    pub fn peer(&self, peer: &Peer, items: &[Item], lengths: &[f64]) -> Vec<Tally> {
        let heard = items.iter().zip(&peer.heard).zip(lengths);
        heard
            .map(|((item, (text, effort)), audio)| {
                let words = words_of(text);
                let written = clinical::tidy(&words, self.lexicon).body;
                self.tally(item, &words, &written, (*audio, *effort))
            })
            .collect()
    }

    /// The counts by trial and recording. Each recording is read once, and let go before the next.
    ///
    /// # Errors
    /// When a recording cannot be read, or the model fails.
    pub fn listen(
        &self,
        listener: &mut Listener,
        items: &[Item],
        trials: &[Trial],
    ) -> Outcome<Vec<Vec<Tally>>> {
        let mut tallies: Vec<Vec<Tally>> = trials.iter().map(|_| Vec::new()).collect();
        for (place, item) in items.iter().enumerate() {
            // Reading may have something to tell, which needs a line of its own.
            out::progress("");
            let named = |problem| of_item(item, &problem);
            let recording = hearing::read(&item.path).map_err(named)?;
            for (at, trial) in trials.iter().enumerate() {
                let (done, all) = (place * trials.len() + at, items.len() * trials.len());
                out::progress(format!("{} % {}", done * 100 / all, item.name));
                let twin = trials[..at]
                    .iter()
                    .position(|other| trial.hears_like(other));
                let tally = match twin.and_then(|twin| tallies[twin].last()) {
                    Some(tally) => *tally,
                    None => {
                        let (made, effort) = made(listener, &recording, trial);
                        let Made { draft, tidied, .. } = made.map_err(named)?;
                        let cost = (recording.audio, effort);
                        self.tally(item, &draft.words, &tidied.body, cost)
                    }
                };
                tallies[at].push(tally);
            }
        }
        Ok(tallies)
    }
}

/// Which of many recordings it was.
fn of_item(item: &Item, problem: &Problem) -> Problem {
    Problem::new(format!("{}: {}", item.name, problem.what()), problem.next())
}

/// What a trial makes of a recording, and what that takes; reading the file is no part of it.
fn made(listener: &mut Listener, recording: &Recording, trial: &Trial) -> (Outcome<Made>, Effort) {
    spent(|| listener.draft_with(recording, trial.tuning, &trial.lexicon))
}
