//! Tuning a window: what was heard in it, put right with the dictionary while the window is still in
//! the model's ear.

use std::ops::Range;

use whisper_rs::WhisperState;

use super::aloud::Aloud;
use super::ear::Ear;
use super::lane::Hearing;
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
        let like = relisten::expected(&words, &run.candidates, &job.lexicon, most);
        if like.is_empty() {
            return spelled;
        }
        let expected = prompt::terms(like, &job.context, most);
        let count = |text: &str| run.vocabulary.tokens(text).len();
        let Some(text) = prompt::text(&expected, prompt::BUDGET, count) else {
            return spelled;
        };
        let mut opening = vec![run.context.token_prev()];
        opening.extend(run.vocabulary.tokens(&text));
        opening.extend(run.opening());
        self.ear.opening = opening;
        let again = self.ear.write_again();
        let mut tokens = spelled.iter().map(|(_, tokens)| tokens.clone());
        let adopted = relisten::adopted(&words, &again, &expected, &job.lexicon);
        let adopted = adopted.into_iter().filter_map(|(word, stands_for)| {
            let own = tokens.by_ref().take(stands_for);
            let own = own.reduce(|first, last| first.start..last.end)?;
            Some((word, own))
        });
        adopted.collect()
    }
}
