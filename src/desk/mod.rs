//! The desk: one place that knows everything now going on, told by commands and by events.
//!
//! `apply` takes what a person asks for, `absorb` takes what the workers report, `tick` lets time
//! pass. None of them waits: whatever reads a file, runs SQL or listens to speech is handed to the
//! [`crew`]. The screen draws `&Desk` and keeps nothing of its own that matters.

mod carrying;
pub mod command;
pub mod crew;
pub mod dictionary;
mod drafting;
mod enabled;
pub mod event;
mod filing;
mod group;
pub mod importing;
mod landing;
pub mod learning;
pub mod notice;
pub mod people;
mod playback;
pub mod queue;
mod reading;
pub mod review;
pub mod sample;
pub mod settings;
pub mod splitting;
pub mod timing;
pub mod verbs;
pub mod watching;
pub mod worklist;
pub mod workpiece;
mod workspace;
mod writing;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::letter::Letter;
use crate::pedal::PedalMap;
use crate::problem::{Outcome, Problem};
use crate::record::{DictationId, Patient};
use crate::speech::model::{self, Model};

use command::{Command, Sheet};
use crew::Crew;
use dictionary::Dictionary;
pub use drafting::threads;
use event::{Drafted, Event, Snapshot};
use learning::Learnt;
use notice::Notices;
use queue::Drafting;
use settings::Settings;
use timing::{Notebook, Timing};
use watching::Watch;
use workpiece::Workpiece;
pub use workspace::{Door, KeySource};

/// Tells the desk what time it is in the world, for dates on letters and approvals.
pub type Clock = Box<dyn Fn() -> Timestamp + Send>;

/// How long one turn of events may take before the screen is drawn again.
const ABSORB_BUDGET: Duration = Duration::from_millis(4);

/// How long the end of the program may wait for a slow disk to take what was typed last.
const LAST_SAVE: Duration = Duration::from_secs(10);

/// The whole state of the program.
pub struct Desk {
    crew: Crew,
    clock: Clock,
    folder: PathBuf,
    key_source: KeySource,
    dictionary: Dictionary,
    learnt: Option<Learnt>,
    door: Door,
    settings: Settings,
    snapshot: Snapshot,
    filter: String,
    piece: Option<Workpiece>,
    opening: Option<DictationId>,
    landed_while_opening: Option<(DictationId, Box<Drafted>)>,
    /// What to do once the letter on the desk is saved to the last keystroke.
    once_saved: Option<Command>,
    models: Vec<Model>,
    model_folders: Vec<PathBuf>,
    drafting: Option<Drafting>,
    timing: Option<Timing>,
    notebook: Notebook,
    /// Drafted, or tried and failed, since the program started: not again by themselves.
    tried: BTreeSet<DictationId>,
    /// Why the last try failed, for those that have no draft.
    draft_failures: BTreeMap<DictationId, Problem>,
    watch: Watch,
    patients_found: Vec<Patient>,
    patient_query: String,
    /// The fields a letter was last filled with, until the record answers with its new people.
    filled_from: Option<(DictationId, Letter)>,
    filed: Vec<PathBuf>,
    notices: Notices,
    sheet: Option<Sheet>,
    hides_worklist: bool,
    hides_review: bool,
    pedal_map: PedalMap,
    pedal_name: Option<String>,
    sound_trouble: Option<String>,
    volume: f32,
    remembered_at: f64,
}

impl Desk {
    /// A desk for the workspace in `folder`; it knocks at the door at once.
    pub fn new(crew: Crew, clock: Clock, folder: PathBuf, key_source: KeySource) -> Self {
        let mut desk = Self {
            crew,
            clock,
            folder,
            key_source,
            dictionary: Dictionary::default(),
            learnt: None,
            door: Door::New,
            settings: Settings::default(),
            snapshot: Snapshot::default(),
            filter: String::new(),
            piece: None,
            opening: None,
            landed_while_opening: None,
            once_saved: None,
            models: Vec::new(),
            model_folders: model::default_folders(),
            drafting: None,
            timing: None,
            notebook: Notebook::default(),
            tried: BTreeSet::new(),
            draft_failures: BTreeMap::new(),
            watch: Watch::default(),
            patients_found: Vec::new(),
            patient_query: String::new(),
            filled_from: None,
            filed: Vec::new(),
            notices: Notices::default(),
            sheet: None,
            hides_worklist: false,
            hides_review: false,
            pedal_map: PedalMap::default(),
            pedal_name: None,
            sound_trouble: None,
            volume: 1.0,
            remembered_at: 0.0,
        };
        desk.find_models();
        desk.knock();
        desk
    }

    /// Carries out a command at the moment `now` (seconds on a steady clock). What cannot be done
    /// is told as a notice.
    pub fn apply(&mut self, command: Command, now: f64) {
        if let Err(why) = self.enabled(&command) {
            self.notices.say(why, now);
            return;
        }
        if self.drive(&command, now) {
            return;
        }
        if carrying::leaves_the_letter(&command) && !self.is_saved() {
            self.journal();
            self.once_saved = Some(command);
            return;
        }
        if let Err(problem) = self.carry_out(command, now) {
            self.notices.tell(&problem);
        }
        self.refresh_review();
    }

    /// Takes in what the workers have reported, for a few milliseconds at most; says whether
    /// anything had come.
    pub fn absorb(&mut self, now: f64) -> bool {
        let begun = Instant::now();
        let mut any = false;
        while let Some(event) = self.crew.next_event() {
            any = true;
            if let Err(problem) = self.take(event, now) {
                self.notices.tell(&problem);
            }
            if begun.elapsed() > ABSORB_BUDGET {
                break;
            }
        }
        self.refresh_review();
        any
    }

    fn take(&mut self, event: Event, now: f64) -> Outcome<()> {
        match event {
            Event::DoorOpened(snapshot, settings) => {
                self.door = Door::Open;
                self.settings = *settings;
                self.snapshot = *snapshot;
                self.draft_next();
            }
            Event::NeedsPassphrase => self.door = Door::Locked,
            Event::DoorStuck(problem) => {
                self.door = if crate::store::exists(&self.folder) {
                    Door::Locked
                } else {
                    Door::New
                };
                self.notices.tell(&problem);
            }
            Event::Refreshed(snapshot) => {
                self.snapshot = *snapshot;
                // Its patient's names may only now be known.
                self.piece
                    .iter_mut()
                    .for_each(|piece| piece.review.is_stale = true);
                self.fill_fields(now)?;
                self.draft_next();
            }
            Event::Checked(arrivals) => self.take_in(arrivals),
            Event::Watched(known) => self.watch.remember(known),
            Event::FolderSeen(seen) => self.folder_seen(seen, now),
            Event::WatchChecked(arrivals) => self.take_in_watched(arrivals, now),
            Event::WatchTaken(ended) => self.taken_in_watched(ended, now),
            Event::Imported(imported) => self.imported(imported, now),
            Event::Opened(opened) => return self.opened(*opened, now),
            Event::ClipOpened(id, clip) => self.clip_opened(id, clip),
            Event::ClipRead(id, read) => self.clip_read(id, read),
            Event::AudioFound(id, source) => self.draft_audio(id, source),
            Event::DraftProgress(id, share) => self.draft_progress(id, share, now),
            Event::Drafted(id, drafted) => {
                self.drafted(id, drafted, now)?;
            }
            Event::TimingProgress(path, share) => self.timing_progress(&path, share),
            Event::Timed(path, timed) => self.timed(&path, timed),
            Event::Paced(pace) => self.notebook.paces.note(pace),
            Event::Journalled(letter) => {
                self.journalled(letter, now);
                self.go_on_when_saved(now);
            }
            Event::JournalFailed(letter, entries, problem) => {
                self.once_saved = None;
                self.journal_failed(letter, entries, now);
                self.notices.tell(&problem);
            }
            Event::PatientsFound(patients) => self.patients_found = patients,
            Event::PatientSaved(id) => {
                if self.sheet == Some(Sheet::Patient) && self.piece.is_some() {
                    return self.choose_patient(id);
                }
            }
            Event::AuthorSaved => {
                self.sheet = self.sheet.filter(|sheet| *sheet != Sheet::Author);
                self.notices.say("The author is saved", now);
            }
            Event::DictionaryRead(dictionary) => self.take_dictionary(*dictionary),
            Event::WordListRead(author, terms) => self.take_word_list(author, terms?),
            Event::TermsImported(imported) => self.notices.say(dictionary::told(imported), now),
            Event::Taught(count) => self.notices.say(learning::told(count), now),
            Event::Learnt(learnt) => self.learnt = Some(*learnt),
            Event::Decided(id, decision) => self.decided(id, decision),
            Event::Signed(dictation, _) | Event::Amended(dictation) => self.reopen(dictation),
            Event::Split(id, parted) => return self.parted(id, parted, now),
            Event::NotSigned(dictation, problem) => {
                if let Some(piece) = self
                    .piece
                    .as_mut()
                    .filter(|it| it.dictation.id == dictation)
                {
                    piece.is_being_signed = false;
                }
                self.notices.tell(&problem);
            }
            Event::Filed(files) => self.filed(files, now),
            Event::Pedal(event) => self.pedal(event, now),
            Event::Said(text) => self.notices.say(text, now),
            Event::Trouble(problem) => self.notices.tell(&problem),
        }
        Ok(())
    }

    /// Lets time pass: moves the transport, journals what is due, lets notices go.
    pub fn tick(&mut self, now: f64) {
        self.turn_deck(now);
        self.journal_when_due(now);
        self.watch_folder(now);
        self.notices.tick(now);
        self.refresh_review();
    }

    /// Has an inline crew do one thing it was given, and takes in what comes of it; says whether
    /// anything did. For tests that look in the middle of a job.
    pub fn turn(&mut self, now: f64) -> bool {
        let worked = self.crew.work();
        self.absorb(now) || worked
    }

    /// Works until nobody has anything left to do: what tests and headless jobs use in place of
    /// waiting. Only an inline crew can be settled.
    pub fn settle(&mut self, now: f64) {
        self.journal();
        loop {
            if !self.turn(now) {
                break;
            }
        }
        self.tick(now);
    }

    /// Hands over everything unsaved, before the program ends: what is under way first, then what
    /// was typed since, because the order of edits is their meaning.
    pub fn close(&mut self, now: f64) {
        self.remember_listening(now);
        self.once_saved = None;
        let begun = Instant::now();
        for _ in 0..2 {
            self.journal();
            while self.is_saving() && begun.elapsed() < LAST_SAVE {
                if let Some(event) = self.crew.wait_for_event()
                    && let Err(problem) = self.take(event, now)
                {
                    self.notices.tell(&problem);
                }
            }
        }
    }

    /// Caps the record at so many pages of 4 KiB, so that one can see what a full disk does.
    pub fn cap_record(&mut self, pages: u32) {
        self.crew.record(move |store, _| store.cap_pages(pages));
    }

    fn is_saving(&self) -> bool {
        let piece = self.piece.as_ref();
        piece.is_some_and(|piece| piece.unsaved.in_flight > 0)
    }

    fn is_saved(&self) -> bool {
        self.piece.as_ref().is_none_or(Workpiece::is_saved)
    }

    fn go_on_when_saved(&mut self, now: f64) {
        if self.once_saved.is_none() {
            return;
        }
        if self.is_saved() {
            if let Some(command) = self.once_saved.take() {
                self.apply(command, now);
            }
        } else {
            self.journal();
        }
    }
}
