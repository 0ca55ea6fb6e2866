//! The engine's end: loads the model it is told to and drafts one job after another.

use std::io::{self, Write};
use std::process;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::wire::{self, Answer, Ask, Fault, MOST_SAMPLES};
use crate::clinical::lexicon::Lexicon;
use crate::problem::{Outcome, Problem};
use crate::speech::model;
use crate::speech::{Cancel, SpeechJob, Transcriber, Transcript, Whisper};

/// Progress is told no more often: a person reads it.
const BETWEEN_PROGRESS: Duration = Duration::from_millis(100);

/// Below everything a person is doing at the same time, such as playing the dictation, and not so
/// far below that a busy computer never drafts: a third of what an ordinary program gets.
#[cfg(unix)]
const NICE: i32 = 2;

/// A job as it came, with the switch that a later frame may turn.
struct Order {
    ask: Ask,
    samples: Vec<f32>,
    cancel: Cancel,
}

/// Serves the program at the other end of standard input and output until it closes them.
///
/// # Errors
/// When the computer refuses a thread.
pub fn serve() -> Outcome<()> {
    step_back();
    let (orders, inbox) = channel();
    thread::Builder::new()
        .name("speech-orders".to_owned())
        .spawn(move || take_orders(&orders))
        .map_err(|error| {
            Problem::new(
                "This computer would not start another thread",
                "Close some programs and try again",
            )
            .because(error)
        })?;
    let mut workplace = Workplace::default();
    for order in inbox {
        if workplace.work(order).is_err() {
            break;
        }
    }
    Ok(())
}

/// Makes this process the one that waits, and the one to go, when the computer runs short. None
/// of it is needed for the work, so a system that refuses is not argued with.
fn step_back() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setpriority_process, setrlimit};
        let _ = setpriority_process(None, NICE);
        // A dump of this process would hold a patient's voice in clear.
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        let _ = setrlimit(Resource::Core, none);
    }
    #[cfg(target_os = "linux")]
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
}

/// Reads what is asked until the input ends, and then ends the process, also in mid-job.
fn take_orders(orders: &Sender<Order>) {
    let mut input = io::stdin().lock();
    let mut current = (0, Cancel::default());
    loop {
        match wire::read::<Ask>(&mut input, MOST_SAMPLES) {
            Ok(Some((Ask::Cancel { job }, _))) if job == current.0 => current.1.cancel(),
            Ok(Some((Ask::Cancel { .. }, _))) => {}
            Ok(Some((ask, samples))) => {
                let cancel = Cancel::default();
                if let Ask::Draft { job, .. } = &ask {
                    current = (*job, cancel.clone());
                }
                let order = Order {
                    ask,
                    samples,
                    cancel,
                };
                if orders.send(order).is_err() {
                    leave();
                }
            }
            Ok(None) => leave(),
            Err(fault) => {
                let _ = say(&told(None, &misunderstood(&fault)));
                leave();
            }
        }
    }
}

/// Ends the process here and now. It holds nothing that must be saved, and waiting for a job
/// inside whisper.cpp, or running C++'s clean-up beside it, could take for ever.
fn leave() -> ! {
    #[cfg(unix)]
    {
        use rustix::process::{Signal, getpid, kill_process};
        let _ = kill_process(getpid(), Signal::KILL);
    }
    #[allow(
        clippy::disallowed_methods,
        reason = "this process holds no record that would have to be closed"
    )]
    process::exit(0)
}

/// What the engine works with.
#[derive(Default)]
struct Workplace {
    whisper: Option<Whisper>,
    lexicon: Arc<Lexicon>,
}

impl Workplace {
    /// Does what was asked and answers; an error means that nobody listens any more.
    fn work(&mut self, order: Order) -> io::Result<()> {
        match order.ask {
            Ask::Load { model } => {
                self.whisper = None;
                match model::genuine(&model).and_then(|()| Whisper::load(&model)) {
                    Ok(whisper) => self.whisper = Some(whisper),
                    Err(problem) => return say(&told(None, &problem)),
                }
                say(&Answer::Loaded)
            }
            Ask::Draft {
                job,
                dictionary,
                context,
                tuning,
                threads,
            } => {
                if let Some(layers) = dictionary {
                    self.lexicon = Arc::new(layers.into_iter().collect());
                }
                let work = SpeechJob {
                    samples: order.samples.into(),
                    lexicon: Arc::clone(&self.lexicon),
                    context,
                    tuning,
                    threads,
                };
                // That the job has arrived: an engine that ends before this had been gone already.
                say(&Answer::Progress { job, share: 0.0 })?;
                match self.draft(job, &work, &order.cancel) {
                    Ok(transcript) => say(&Answer::Done { job, transcript }),
                    Err(problem) => say(&told(Some(job), &problem)),
                }
            }
            Ask::Cancel { .. } => Ok(()),
        }
    }

    fn draft(&mut self, job: u64, work: &SpeechJob, cancel: &Cancel) -> Outcome<Transcript> {
        let whisper = self.whisper.as_mut().ok_or_else(|| {
            Problem::new("No speech model is loaded", "Choose one and draft again")
        })?;
        let mut last: Option<Instant> = None;
        let transcript = whisper.transcribe(work, cancel, &mut |share| {
            if last.is_none_or(|last| last.elapsed() >= BETWEEN_PROGRESS) {
                last = Some(Instant::now());
                // The next answer will find out whether anybody listens.
                let _ = say(&Answer::Progress { job, share });
            }
        })?;
        Ok(sound(transcript))
    }
}

/// A damaged model may be unsure beyond numbers, which JSON has no word for.
fn sound(mut transcript: Transcript) -> Transcript {
    let finite = |number: f64| if number.is_finite() { number } else { 0.0 };
    for word in &mut transcript.words {
        word.confidence = if word.confidence.is_finite() {
            word.confidence.clamp(0.0, 1.0)
        } else {
            0.0
        };
        word.span.start = finite(word.span.start);
        word.span.end = finite(word.span.end);
    }
    transcript
}

fn told(job: Option<u64>, problem: &Problem) -> Answer {
    Answer::Problem {
        job,
        what: problem.what().to_owned(),
        next: problem.next().to_owned(),
    }
}

fn misunderstood(fault: &Fault) -> Problem {
    Problem::new(
        "The speech engine did not understand what it was asked",
        "The dictation and your letters are safe; close Dictation Desk, start it again and draft again",
    )
    .because(fault)
}

fn say(answer: &Answer) -> io::Result<()> {
    let mut output = io::stdout().lock();
    wire::write(&mut output, answer, &[])?;
    output.flush()
}
