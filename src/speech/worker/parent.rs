//! The program's end: a transcriber that has an engine do the work and survives what happens to it.

use std::path::{Path, PathBuf};

use super::engine::{Engine, Silence};
use super::wire::{Answer, MOST_SAMPLES};
use crate::problem::{Outcome, Problem};
use crate::speech::model::{self, Model};
use crate::speech::{Cancel, SpeechJob, Transcriber, Transcript, cancelled};

/// What is safe whenever an engine stops, and what helps.
const SAFE: &str = "The dictation and your letters are safe; draft it again, and if it stops again \
    close other programs or choose another speech model";

/// A speech model in a process of its own, which is started when it is first needed, kept from
/// job to job, and replaced by a fresh one after it has stopped.
pub struct Worker {
    program: PathBuf,
    model: Model,
    engine: Option<Engine>,
    /// The number of the latest job.
    job: u64,
}

impl Worker {
    /// A worker with the model at `path`. `program` is this program, wherever it is.
    ///
    /// # Errors
    /// When the model is not there, or what is known of it cannot be read.
    pub fn new(program: PathBuf, path: &Path) -> Outcome<Self> {
        Ok(Self {
            program,
            model: model::read(path)?,
            engine: None,
            job: 0,
        })
    }

    /// A worker that starts the program it is part of.
    ///
    /// # Errors
    /// As [`new`](Self::new), or when the program cannot tell where it is.
    pub fn of_this_program(path: &Path) -> Outcome<Self> {
        Self::new(std::env::current_exe().map_err(not_started)?, path)
    }

    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Starts the engine and loads the model, where that is still to be done.
    ///
    /// # Errors
    /// When the model cannot be used, the engine stops, or the wait was cancelled.
    pub fn make_ready(&mut self, cancel: &Cancel) -> Outcome<()> {
        let usable = |engine: &mut Engine| engine.is_loaded && engine.is_alive();
        if self.engine.as_mut().is_some_and(usable) {
            return Ok(());
        }
        // Only an engine that has loaded its model is kept: every other way out ends it.
        self.engine = None;
        let mut engine = Engine::start(&self.program, &self.model.path).map_err(not_started)?;
        match engine.answer(cancel) {
            Ok(Answer::Loaded) => {
                engine.is_loaded = true;
                self.engine = Some(engine);
                Ok(())
            }
            Ok(Answer::Problem { what, next, .. }) => Err(Problem::new(what, next)),
            Ok(_) => Err(garbled("an answer to nothing")),
            Err(Silence::Cancelled) => Err(cancelled()),
            Err(Silence::Garbled(fault)) => Err(garbled(fault)),
            Err(Silence::Ended) => Err(Problem::new(
                "The speech engine stopped while it loaded the speech model",
                SAFE,
            )),
        }
    }

    /// Waits for what comes of the job just handed over, and notes once the engine has it.
    fn follow(
        &self,
        engine: &Engine,
        cancel: &Cancel,
        progress: &mut dyn FnMut(f32),
        is_taken: &mut bool,
    ) -> Result<Outcome<Transcript>, Silence> {
        loop {
            match engine.answer(cancel)? {
                Answer::Progress { job, share } if job == self.job => {
                    *is_taken = true;
                    progress(share.clamp(0.0, 1.0));
                }
                Answer::Done { job, transcript } if job == self.job => return Ok(Ok(transcript)),
                Answer::Problem { job, what, next } if job.is_none_or(|job| job == self.job) => {
                    return Ok(Err(Problem::new(what, next)));
                }
                // The end of a job that was cancelled before.
                _ => {}
            }
        }
    }
}

impl Transcriber for Worker {
    fn transcribe(
        &mut self,
        job: &SpeechJob,
        cancel: &Cancel,
        progress: &mut dyn FnMut(f32),
    ) -> Outcome<Transcript> {
        if job.samples.len() > MOST_SAMPLES as usize {
            return Err(Problem::new(
                "This recording cannot be drafted: it is longer than a day",
                "Type it from the audio, or import it in parts",
            ));
        }
        let was_waiting = self.engine.is_some();
        self.make_ready(cancel)?;
        // Whatever happens, an engine is kept only after a job that it ended properly.
        let Some(mut engine) = self.engine.take() else {
            return Err(not_started("it was not kept"));
        };
        self.job += 1;
        engine.draft(self.job, job);
        let mut is_taken = false;
        match self.follow(&engine, cancel, progress, &mut is_taken) {
            Ok(done) => {
                self.engine = Some(engine);
                if done.is_ok() {
                    progress(1.0);
                }
                done
            }
            Err(Silence::Cancelled) => {
                self.engine = engine.stops(self.job).then_some(engine);
                Err(cancelled())
            }
            Err(Silence::Garbled(fault)) => Err(garbled(fault)),
            // It ended while it waited, and the system had not told yet: that costs no draft.
            Err(Silence::Ended) if was_waiting && !is_taken => {
                self.transcribe(job, cancel, progress)
            }
            Err(Silence::Ended) => Err(Problem::new(
                "The speech engine stopped while it drafted this dictation",
                SAFE,
            )),
        }
    }

    fn describe(&self) -> String {
        format!("{}: {}", self.model.name, self.model.facts.about)
    }
}

fn not_started(cause: impl std::fmt::Display) -> Problem {
    Problem::new(
        "The speech engine could not be started",
        "Close some programs and draft again; the dictation and your letters are safe",
    )
    .because(cause)
}

fn garbled(cause: impl std::fmt::Display) -> Problem {
    Problem::new(
        "The speech engine answered with something that is no draft and was stopped",
        SAFE,
    )
    .because(cause)
}
