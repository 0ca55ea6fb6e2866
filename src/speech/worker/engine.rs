//! A running engine: the process, and the two threads that keep its pipes moving.
//!
//! The asking thread itself never touches a pipe, so nothing an engine does or fails to do can
//! hold it up.

use std::io::{self, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::VERB;
use super::wire::{self, Answer, Ask, Fault};
use crate::clinical::lexicon::Lexicon;
use crate::speech::{Cancel, SpeechJob};

/// How often the asking thread looks at its switch.
const LOOK: Duration = Duration::from_millis(10);

/// An engine that has not answered a cancel after this long is ended.
const GRACE: Duration = Duration::from_millis(50);

/// Answers that may wait to be looked at; an engine that says more is made to wait itself.
const WAITING: usize = 64;

/// Settings of this program are no business of the engine's; the record's passphrase least.
const OWN_VARIABLES: &str = "DICTATION_DESK_";

/// Below everything a person is doing, and without a console window flashing up.
#[cfg(windows)]
const CREATION_FLAGS: u32 = 0x0000_4000 | 0x0800_0000;

/// Why there is no answer.
pub enum Silence {
    Cancelled,
    /// It stopped: killed, aborted, out of memory.
    Ended,
    /// It says what no engine says.
    Garbled(Fault),
}

/// Something on its way to the engine.
struct Parcel {
    ask: Ask,
    samples: Arc<Vec<f32>>,
}

/// An engine at work or waiting for it.
pub struct Engine {
    /// Always there until it is ended.
    process: Option<Child>,
    asks: Sender<Parcel>,
    answers: Receiver<Result<Answer, Fault>>,
    /// The dictionary it has.
    lexicon: Option<Arc<Lexicon>>,
    pub is_loaded: bool,
}

impl Engine {
    /// Starts the program as an engine and has it load the model; the answer is still to come.
    pub fn start(program: &Path, model: &Path) -> io::Result<Self> {
        let mut process = command(program).spawn()?;
        let pipes = (process.stdin.take(), process.stdout.take());
        let (asks, parcels) = channel();
        let (sender, answers) = sync_channel(WAITING);
        // From here on, leaving this function ends the process.
        let engine = Self {
            process: Some(process),
            asks,
            answers,
            lexicon: None,
            is_loaded: false,
        };
        let (Some(input), Some(output)) = pipes else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        thread::Builder::new()
            .name("speech-asks".to_owned())
            .spawn(move || pass_on(input, &parcels))?;
        thread::Builder::new()
            .name("speech-answers".to_owned())
            .spawn(move || listen(output, &sender))?;
        engine.ask(Ask::Load {
            model: model.to_owned(),
        });
        Ok(engine)
    }

    /// Whether it is still there, as far as the system knows now.
    pub fn is_alive(&mut self) -> bool {
        let ended = self.process.as_mut().map(Child::try_wait);
        matches!(ended, Some(Ok(None)))
    }

    fn ask(&self, ask: Ask) {
        self.send(ask, Arc::default());
    }

    fn send(&self, ask: Ask, samples: Arc<Vec<f32>>) {
        // An engine that has gone is found out when its answer is waited for.
        let _ = self.asks.send(Parcel { ask, samples });
    }

    /// Hands a job over; the dictionary goes with it only where it is another than before.
    pub fn draft(&mut self, number: u64, job: &SpeechJob) {
        let has_it = |had: &Arc<Lexicon>| Arc::ptr_eq(had, &job.lexicon) || *had == job.lexicon;
        let dictionary = match self.lexicon.as_ref().is_some_and(has_it) {
            true => None,
            false => {
                let layers = job.lexicon.layers();
                Some(
                    layers
                        .map(|(layer, terms)| (layer, terms.to_vec()))
                        .collect(),
                )
            }
        };
        self.lexicon = Some(Arc::clone(&job.lexicon));
        let ask = Ask::Draft {
            job: number,
            dictionary,
            context: job.context.clone(),
            tuning: job.tuning,
            threads: job.threads,
        };
        self.send(ask, Arc::clone(&job.samples));
    }

    /// The next answer; a cancel is noticed within [`LOOK`].
    pub fn answer(&self, cancel: &Cancel) -> Result<Answer, Silence> {
        loop {
            if cancel.is_cancelled() {
                return Err(Silence::Cancelled);
            }
            match self.answers.recv_timeout(LOOK) {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(fault)) => return Err(Silence::Garbled(fault)),
                Err(RecvTimeoutError::Disconnected) => return Err(Silence::Ended),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Tells it to stop a job; says whether it did so at once and can be kept.
    pub fn stops(&self, number: u64) -> bool {
        self.ask(Ask::Cancel { job: number });
        let until = Instant::now() + GRACE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.answers.recv_timeout(left) {
                Ok(Ok(Answer::Done { job, .. } | Answer::Problem { job: Some(job), .. }))
                    if job == number =>
                {
                    return true;
                }
                Ok(Ok(Answer::Progress { .. })) => {}
                _ => return false,
            }
        }
    }
}

impl Drop for Engine {
    /// Ends the process. Its remains are cleared away on another thread, because a process that
    /// waits for a slow disk can take its time to die.
    fn drop(&mut self) {
        let Some(mut process) = self.process.take() else {
            return;
        };
        // It may have ended by itself.
        let _ = process.kill();
        let reaper = thread::Builder::new().name("speech-reaper".to_owned());
        // Without a thread the remains stay until this program ends, and harm nobody.
        let _ = reaper.spawn(move || process.wait());
    }
}

fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .arg(VERB)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // What whisper.cpp prints when it dies may quote what it heard.
        .stderr(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with(OWN_VARIABLES) {
            command.env_remove(name);
        }
    }
    #[cfg(windows)]
    std::os::windows::process::CommandExt::creation_flags(&mut command, CREATION_FLAGS);
    command
}

/// Writes what is asked until nobody asks any more or the engine has gone. Closing the pipe,
/// which follows, is what tells the engine to end.
fn pass_on(mut input: ChildStdin, parcels: &Receiver<Parcel>) {
    for Parcel { ask, samples } in parcels {
        if wire::write(&mut input, &ask, &samples).is_err() {
            break;
        }
    }
}

/// Reads answers until there are no more, or until one is none.
fn listen(output: ChildStdout, answers: &SyncSender<Result<Answer, Fault>>) {
    let mut output = BufReader::new(output);
    loop {
        let answer = match wire::read::<Answer>(&mut output, 0) {
            Ok(Some((answer, _))) => Ok(answer),
            // Cut off in the middle of a word: it was ended while it spoke.
            Ok(None) | Err(Fault::Io(_)) => return,
            Err(fault) => Err(fault),
        };
        let is_last = answer.is_err();
        if answers.send(answer).is_err() || is_last {
            return;
        }
    }
}
