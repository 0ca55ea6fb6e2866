//! The crew: who works away from the screen, on threads or, in tests and headless, in turn.
//!
//! A worker owns its tools (the record, the speech model) and does tasks in the order given.
//! Channels to workers are unbounded because the giver is the screen, which must never wait; they
//! stay short because every task answers a person or one finished job.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::audio::{Deck, VirtualDeck};
use crate::problem::{Outcome, Problem, answered, unbroken};
use crate::speech::worker;
use crate::speech::{Transcriber, Worker};
use crate::store::Record;

use super::event::Event;
use super::post::running::{Here, Runner};

/// How long to wait for an event at a time.
const MOMENT: Duration = Duration::from_millis(20);

/// Posts events to the desk and wakes whoever draws it.
#[derive(Clone)]
pub struct Outbox {
    sender: Sender<Event>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Outbox {
    pub fn post(&self, event: Event) {
        // The desk is gone only when the program is closing; nobody is left to tell.
        let _ = self.sender.send(event);
        (self.wake)();
    }
}

type Task<S> = Box<dyn FnOnce(&mut S, &Outbox) + Send>;

/// One worker: a thread with its tools, or the tools themselves with a queue.
enum Bench<S> {
    Thread {
        tasks: Option<Sender<Task<S>>>,
        thread: Option<JoinHandle<()>>,
    },
    Inline {
        tools: S,
        tasks: VecDeque<Task<S>>,
    },
}

impl<S: Send + 'static> Bench<S> {
    fn thread(name: &str, mut tools: S, outbox: &Outbox) -> Outcome<Self> {
        let (tasks, inbox) = channel::<Task<S>>();
        let outbox = outbox.clone();
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                while let Ok(task) = inbox.recv() {
                    run(task, &mut tools, &outbox);
                }
            })
            .map_err(|error| {
                Problem::new(
                    "This computer would not start another thread",
                    "Close some programs and start Dictation Desk again; nothing is lost",
                )
                .because(error)
            })?;
        Ok(Self::Thread {
            tasks: Some(tasks),
            thread: Some(thread),
        })
    }

    fn inline(tools: S) -> Self {
        Self::Inline {
            tools,
            tasks: VecDeque::new(),
        }
    }

    fn give(&mut self, task: Task<S>) {
        match self {
            // A send fails only after the thread has ended, when the program is closing.
            Self::Thread { tasks, .. } => drop(tasks.as_ref().map(|tasks| tasks.send(task))),
            Self::Inline { tasks, .. } => tasks.push_back(task),
        }
    }

    /// Does the next task here and now; says whether there was one.
    fn work(&mut self, outbox: &Outbox) -> bool {
        let Self::Inline { tools, tasks } = self else {
            return false;
        };
        let task = tasks.pop_front();
        task.map(|task| run(task, tools, outbox)).is_some()
    }

    /// Lets the worker finish what it was given and waits for that.
    fn finish(&mut self) {
        if let Self::Thread { tasks, thread } = self {
            tasks.take();
            // A panic in a task has been caught, and told where somebody waits for it.
            drop(thread.take().map(JoinHandle::join));
        }
    }
}

/// A task that panics costs nobody the worker.
fn run<S>(task: Task<S>, tools: &mut S, outbox: &Outbox) {
    let _ = unbroken(|| task(tools, outbox));
}

/// The verb by which this program starts itself as the process that listens.
pub const LISTEN: &str = worker::VERB;

/// Serves as that process until the one that started it is gone.
///
/// # Errors
/// When this computer refuses what it needs.
pub fn listen() -> Outcome<()> {
    worker::serve()
}

/// Loads the model at a path.
type Load = Box<dyn FnMut(&Path) -> Outcome<Box<dyn Transcriber>> + Send>;

/// The speech worker's tools: how to load a model, and the one in use.
pub struct Speaker {
    load: Load,
    loaded: Option<(PathBuf, Box<dyn Transcriber>)>,
}

impl Speaker {
    pub fn new(load: impl FnMut(&Path) -> Outcome<Box<dyn Transcriber>> + Send + 'static) -> Self {
        Self {
            load: Box::new(load),
            loaded: None,
        }
    }

    /// One that has Whisper models at work in a process of their own.
    pub fn apart() -> Self {
        Self::new(|path| {
            let worker = Worker::of_this_program(path)?;
            Ok(Box::new(worker) as Box<dyn Transcriber>)
        })
    }

    /// The model at `path`, loaded if it is not the one in use.
    ///
    /// # Errors
    /// When it cannot be loaded; the one in use before is kept for its own path.
    pub fn with(&mut self, path: &Path) -> Outcome<&mut dyn Transcriber> {
        if self
            .loaded
            .as_ref()
            .is_none_or(|(loaded, _)| loaded != path)
        {
            self.loaded = Some((path.to_owned(), (self.load)(path)?));
        }
        match &mut self.loaded {
            Some((_, transcriber)) => Ok(transcriber.as_mut()),
            None => Err(Problem::new(
                "No speech model is loaded",
                "Choose one under View, Speech models",
            )),
        }
    }
}

/// Everyone who works for the desk.
pub struct Crew {
    records: Bench<Option<Box<dyn Record>>>,
    reader: Bench<()>,
    /// Apart from the reader, so that a letter's sound never waits for an import.
    importer: Bench<()>,
    speech: Bench<Speaker>,
    /// Apart from all others: another program may take minutes.
    poster: Bench<()>,
    runner: Arc<dyn Runner>,
    pub(super) deck: Box<dyn Deck>,
    outbox: Outbox,
    inbox: Receiver<Event>,
}

impl Crew {
    /// Workers on threads of their own; `wake` is called whenever one has news.
    ///
    /// # Errors
    /// When the system refuses a thread.
    pub fn threads(
        speaker: Speaker,
        deck: Box<dyn Deck>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Outcome<Self> {
        let (sender, inbox) = channel();
        let outbox = Outbox {
            sender,
            wake: Arc::new(wake),
        };
        Ok(Self {
            records: Bench::thread("record", None, &outbox)?,
            reader: Bench::thread("audio-reader", (), &outbox)?,
            importer: Bench::thread("importer", (), &outbox)?,
            speech: Bench::thread("speech", speaker, &outbox)?,
            poster: Bench::thread("poster", (), &outbox)?,
            runner: Arc::new(Here),
            deck,
            outbox,
            inbox,
        })
    }

    /// Workers that take turns when the desk settles, and a deck that plays on the
    /// desk's own clock: for tests and headless jobs.
    pub fn inline(speaker: Speaker) -> Self {
        let (sender, inbox) = channel();
        Self {
            records: Bench::inline(None),
            reader: Bench::inline(()),
            importer: Bench::inline(()),
            speech: Bench::inline(speaker),
            poster: Bench::inline(()),
            runner: Arc::new(Here),
            deck: Box::new(VirtualDeck::default()),
            outbox: Outbox {
                sender,
                wake: Arc::new(|| ()),
            },
            inbox,
        }
    }

    /// Has other programs run by this one, for tests.
    pub fn running(mut self, runner: Arc<dyn Runner>) -> Self {
        self.runner = runner;
        self
    }

    /// Where others, such as the pedal, may post.
    pub fn outbox(&self) -> Outbox {
        self.outbox.clone()
    }

    /// Gives the record's worker a task for the open record. Before it is open, or when the task
    /// fails, the problem is posted.
    pub(super) fn record(
        &mut self,
        task: impl FnOnce(&mut dyn Record, &Outbox) -> Outcome<()> + Send + 'static,
    ) {
        self.records.give(Box::new(move |place, outbox| {
            let done = match place {
                Some(record) => answered(|| task(record.as_mut(), outbox)),
                None => Err(Problem::new(
                    "The record is not open",
                    "Unlock the workspace first",
                )),
            };
            if let Err(problem) = done {
                outbox.post(Event::Trouble(problem));
            }
        }));
    }

    /// Gives the record's worker a task that opens or replaces the record.
    pub(super) fn record_door(
        &mut self,
        task: impl FnOnce(&mut Option<Box<dyn Record>>, &Outbox) + Send + 'static,
    ) {
        self.records.give(Box::new(task));
    }

    pub(super) fn read(&mut self, task: impl FnOnce(&Outbox) + Send + 'static) {
        self.reader.give(Box::new(move |(), outbox| task(outbox)));
    }

    /// Gives the importer recordings to read through.
    pub(super) fn check(&mut self, task: impl FnOnce(&Outbox) + Send + 'static) {
        self.importer.give(Box::new(move |(), outbox| task(outbox)));
    }

    pub(super) fn speak(&mut self, task: impl FnOnce(&mut Speaker, &Outbox) + Send + 'static) {
        self.speech.give(Box::new(task));
    }

    /// Gives whoever runs other programs something to do.
    pub(super) fn post(&mut self, task: impl FnOnce(&dyn Runner, &Outbox) + Send + 'static) {
        let runner = Arc::clone(&self.runner);
        let task = Box::new(move |(): &mut (), outbox: &Outbox| task(runner.as_ref(), outbox));
        self.poster.give(task);
    }

    /// The next event, if one has come.
    pub(super) fn next_event(&self) -> Option<Event> {
        self.inbox.try_recv().ok()
    }

    /// The next event, waited for a moment: only for the end of the program, when nothing else
    /// is left to do.
    pub(super) fn wait_for_event(&mut self) -> Option<Event> {
        self.work();
        self.inbox.recv_timeout(MOMENT).ok()
    }

    /// Does one waiting task in turn; says whether there was one. Threads need no such help.
    pub(super) fn work(&mut self) -> bool {
        let outbox = self.outbox.clone();
        self.records.work(&outbox)
            || self.reader.work(&outbox)
            || self.importer.work(&outbox)
            || self.speech.work(&outbox)
            || self.poster.work(&outbox)
    }
}

impl Drop for Crew {
    /// What was handed to the record is written before the program ends. The others only read,
    /// and end with the process.
    fn drop(&mut self) {
        self.records.finish();
    }
}
