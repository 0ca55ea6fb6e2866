//! Tuning a window: what was heard in it, put right with the dictionary while the window is still in
//! the model's ear.

use std::ops::Range;

use whisper_rs::WhisperState;

use super::aloud::Aloud;
use super::ear::Ear;
use super::hearing::Hearing;
use super::run::Run;
use crate::speech::tune::{correct, prompt, relisten, second_look};
use crate::words::Word;

/// A window just heard, and what there is to put it right with.
pub(super) struct Tuned<'a> {
    run: &'a Run,
    ear: Ear<'a>,
}

/// A word and the text tokens of the window that spell it.
type Spelled = (Word, Range<usize>);

impl<'a> Tuned<'a> {
    pub fn new(
        run: &'a Run,
        state: &'a mut WhisperState,
        heard: &'a Hearing,
        threads: usize,
    ) -> Self {
        let ear = Ear {
            aloud: Aloud::new(state, threads),
            run,
            heard,
            opening: run.opening(),
        };
        Self { run, ear }
    }

    /// The words of the window by all the stages that are on.
    pub fn words(mut self, mut spelled: Vec<Spelled>) -> Vec<Word> {
        let job = &self.run.job;
        if job.tuning.prompt {
            spelled = self.heard_again(spelled);
        }
        let candidates = &self.run.candidates;
        let words = match job.tuning.second_look {
            true => second_look::look_again(&spelled, candidates, job, &mut self.ear),
            false => spelled.into_iter().map(|(word, _)| word).collect(),
        };
        match job.tuning.correction {
            true => correct::correct(words, candidates, &job.lexicon),
            false => words,
        }
    }

    /// The words with the terms that the model writes once it is told to expect them.
    fn heard_again(&mut self, spelled: Vec<Spelled>) -> Vec<Spelled> {
        let (run, job) = (self.run, &self.run.job);
        let words: Vec<&Word> = spelled.iter().map(|(word, _)| word).collect();
        let most = usize::from(run.model.facts.decode.terms);
        let Some(doubt) = relisten::doubt(
            &words,
            &run.candidates,
            &job.lexicon,
            &job.context.clues,
            most,
        ) else {
            return spelled;
        };
        let expected = prompt::terms(doubt.terms, &job.context, most);
        let count = |text: &str| run.vocabulary.tokens(text).len();
        let Some(text) = prompt::text(&expected, prompt::BUDGET, count) else {
            return spelled;
        };
        let mut opening = vec![run.context.token_prev()];
        opening.extend(run.vocabulary.tokens(&text));
        opening.extend(run.opening());
        self.ear.opening = opening;
        let mut done = Vec::with_capacity(spelled.len());
        let mut at = 0;
        for place in doubt.places {
            done.extend_from_slice(&spelled[at..place.start]);
            at = place.end;
            done.extend(self.place_again(&spelled[place], &expected));
        }
        done.extend_from_slice(&spelled[at..]);
        done
    }

    /// The words of a place that is in doubt, with what a second hearing of it finds of the terms.
    fn place_again(&mut self, place: &[Spelled], expected: &[String]) -> Vec<Spelled> {
        let (Some((_, first)), Some((_, last))) = (place.first(), place.last()) else {
            return Vec::new();
        };
        let again = self.ear.write_again(first.start..last.end);
        let words: Vec<&Word> = place.iter().map(|(word, _)| word).collect();
        let adopted = relisten::adopted(&words, &again, expected, &self.run.job.lexicon);
        let mut tokens = place.iter().map(|(_, tokens)| tokens);
        let adopted = adopted.into_iter().filter_map(|(word, stands_for)| {
            let own = tokens.by_ref().take(stands_for).cloned();
            let own = own.reduce(|first, last| first.start..last.end)?;
            Some((word, own))
        });
        adopted.collect()
    }
}
