//! The desk: one place that knows everything now going on, told by commands and by events.
//!
//! `apply` takes what a person asks for, `absorb` takes what the workers report, `tick` lets time
//! pass. None of them waits: whatever reads a file, runs SQL or listens to speech is handed to the
//! [`crew`]. The screen draws `&Desk` and keeps nothing of its own that matters.

pub mod command;
pub mod crew;
mod drafting;
pub mod event;
mod filing;
pub mod notice;
pub mod people;
mod playback;
pub mod review;
pub mod sample;
pub mod settings;
pub mod worklist;
pub mod workpiece;
mod workspace;
mod writing;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::clinical::lexicon::Lexicon;
use crate::letter::Letter;
use crate::pedal::PedalMap;
use crate::problem::{Outcome, Problem};
use crate::record::{DictationId, Patient, Status};
use crate::speech::models::Model;

use command::{Command, Sheet};
use crew::Crew;
use drafting::Drafting;
pub use drafting::threads;
use event::{Drafted, Event, Snapshot};
use notice::Notices;
use settings::Settings;
use workpiece::Workpiece;
pub use workspace::{Door, KeySource};

/// Tells the desk what time it is in the world, for dates on letters and approvals.
pub type Clock = Box<dyn Fn() -> Timestamp + Send>;

/// How long one turn of events may take before the screen is drawn again.
const ABSORB_BUDGET: Duration = Duration::from_millis(4);

/// The whole state of the program.
pub struct Desk {
    crew: Crew,
    clock: Clock,
    folder: PathBuf,
    key_source: KeySource,
    lexicon: Arc<Lexicon>,
    door: Door,
    settings: Settings,
    snapshot: Snapshot,
    filter: String,
    piece: Option<Workpiece>,
    opening: Option<DictationId>,
    landed_while_opening: Option<Box<Drafted>>,
    /// What to do once the letter on the desk is saved to the last keystroke.
    once_saved: Option<Command>,
    models: Vec<Model>,
    drafting: Option<Drafting>,
    undraftable: BTreeSet<DictationId>,
    patients_found: Vec<Patient>,
    patient_query: String,
    /// The fields a letter was last filled with, until the record answers with its new people.
    filled_from: Option<Letter>,
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
            lexicon: Arc::new(Lexicon::built_in()),
            door: Door::New,
            settings: Settings::default(),
            snapshot: Snapshot::default(),
            filter: String::new(),
            piece: None,
            opening: None,
            landed_while_opening: None,
            once_saved: None,
            models: drafting::find_models(),
            drafting: None,
            undraftable: BTreeSet::new(),
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
        if leaves_the_letter(&command) && !self.is_saved() {
            self.journal();
            self.once_saved = Some(command);
            return;
        }
        if let Err(problem) = self.carry_out(command, now) {
            self.notices.tell(&problem);
        }
        self.refresh_review();
    }

    fn carry_out(&mut self, command: Command, now: f64) -> Outcome<()> {
        match command {
            Command::CreateWorkspace { passphrase, sample } => {
                self.create_workspace(passphrase, sample)
            }
            Command::Unlock { passphrase } => self.unlock(passphrase),
            Command::AddSample => self.add_sample(),
            Command::Import(files) => self.import(files),
            Command::Filter(filter) => self.filter = filter,
            Command::Open(id) => self.open(id),
            Command::OpenNext => self.open_next(now),
            Command::Close => self.put_away(now),
            Command::SetPriority(priority) => self.set_priority(priority),
            Command::SetVolume(volume) => {
                self.volume = volume;
                self.crew.deck.set_volume(volume);
            }
            Command::DraftAgain => self.draft_again(),
            Command::InsertDraft => return self.insert_draft(now),
            Command::DiscardDraft => return self.discard_draft(now),
            Command::Type { range, text } => return self.type_text(range, &text, now),
            Command::Select(range) => self.note_selection(range),
            Command::Restyle(kind) => return self.restyle(kind, now),
            Command::SetField(field, text) => return self.set_field(field, text, now),
            Command::Undo => return self.undo(now),
            Command::Redo => return self.redo(now),
            Command::Find(needle) => self.find(needle),
            Command::FindNext => self.find_next(),
            Command::FindDone => self.piece.iter_mut().for_each(|piece| piece.find = None),
            Command::Save => {
                self.journal();
                self.notices
                    .say("Everything you type is saved as you type", now);
            }
            Command::NextQuestion => self.step_question(true, now),
            Command::PreviousQuestion => self.step_question(false, now),
            Command::GoToQuestion(at) => self.go_to_question(at, now),
            Command::SettleQuestion => return self.settle_question(now),
            Command::SearchPatients(query) => self.search_patients(query),
            Command::ChoosePatient(id) => return self.choose_patient(id),
            Command::SavePatient(patient) => self.save_patient(*patient),
            Command::ChooseAuthor(id) => return self.choose_author(id),
            Command::SaveAuthor(author) => self.save_author(*author),
            Command::MarkQuery => {
                return self.set_status(Status::Query, "Set aside with a query", now);
            }
            Command::SendForSignature => {
                return self.set_status(Status::ToSign, "Waiting for the author's signature", now);
            }
            Command::Sign {
                identity_checked,
                unheard_reason,
            } => {
                return self.sign(identity_checked, &unheard_reason);
            }
            Command::Amend => return self.amend(),
            Command::FileAgain => self.file_again(),
            Command::SaveProof(to) => self.save_proof(to),
            Command::Show(sheet) => self.show(sheet),
            Command::Dismiss => self.sheet = None,
            Command::ToggleWorklist => self.hides_worklist = !self.hides_worklist,
            Command::ToggleReview => self.hides_review = !self.hides_review,
            Command::ChangeSettings(settings) => self.change_settings(*settings),
            Command::DismissNotice(id) => self.notices.dismiss(id),
            // Carried out by the screen (a file dialogue) or by `drive`.
            Command::ChooseFiles
            | Command::TogglePlay
            | Command::Stop
            | Command::PlayHeld
            | Command::PlayReleased
            | Command::RewindHeld
            | Command::RewindReleased
            | Command::ForwardHeld
            | Command::ForwardReleased
            | Command::JumpBack
            | Command::JumpForward
            | Command::Seek(_)
            | Command::SeekToText(_)
            | Command::Faster
            | Command::Slower
            | Command::NormalSpeed => {}
        }
        Ok(())
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
                if let Some(was) = self.filled_from.take() {
                    self.fill_fields(&was, now)?;
                }
                self.draft_next();
            }
            Event::Imported(imported) => self.imported(imported, now),
            Event::Opened(opened) => return self.opened(*opened, now),
            Event::ClipOpened(id, clip) => self.clip_opened(id, clip),
            Event::ClipRead(id, read) => self.clip_read(id, read),
            Event::AudioFound(id, source) => self.draft_audio(id, source),
            Event::DraftProgress(id, share) => self.draft_progress(id, share),
            Event::Drafted(id, drafted) => {
                self.drafted(id, drafted, now)?;
            }
            Event::Journalled(letter) => {
                self.journalled(letter);
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
            Event::AuthorSaved => self.notices.say("The author is saved", now),
            Event::Signed(dictation, _) | Event::Amended(dictation) => {
                self.sheet = None;
                self.piece = None;
                self.crew.deck.unload();
                self.open(dictation);
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
        self.notices.tick(now);
        self.refresh_review();
    }

    /// Works until nobody has anything left to do: what tests and headless jobs use in place of
    /// waiting. Only an inline crew can be settled.
    pub fn settle(&mut self, now: f64) {
        self.journal();
        loop {
            let worked = self.crew.work();
            let heard = self.absorb(now);
            if !worked && !heard {
                break;
            }
        }
        self.tick(now);
    }

    /// Hands over everything unsaved, before the program ends.
    pub fn close(&mut self, now: f64) {
        self.remember_listening(now);
        self.journal();
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

    fn show(&mut self, sheet: Sheet) {
        self.sheet = Some(sheet);
        match sheet {
            Sheet::Patient => self.search_patients(String::new()),
            Sheet::Models => self.models = drafting::find_models(),
            _ => {}
        }
    }

    fn draft_again(&mut self) {
        if let Some(id) = self.piece.as_ref().map(|piece| piece.dictation.id) {
            self.undraftable.remove(&id);
            self.start_draft(id);
        }
    }

    fn note_selection(&mut self, range: std::ops::Range<usize>) {
        if let Some(piece) = &mut self.piece {
            piece.selection.range = range;
        }
    }

    /// Whether a command applies now, or why not.
    ///
    /// # Errors
    /// One sentence that says what is missing.
    pub fn enabled(&self, command: &Command) -> Result<(), &'static str> {
        use Command as C;
        let needs_letter = !matches!(
            command,
            C::CreateWorkspace { .. }
                | C::Unlock { .. }
                | C::AddSample
                | C::Import(_)
                | C::ChooseFiles
                | C::Filter(_)
                | C::Open(_)
                | C::OpenNext
                | C::SetVolume(_)
                | C::SearchPatients(_)
                | C::SavePatient(_)
                | C::SaveAuthor(_)
                | C::FileAgain
                | C::Dismiss
                | C::ToggleWorklist
                | C::ToggleReview
                | C::ChangeSettings(_)
                | C::DismissNotice(_)
                | C::Close
                | C::Show(Sheet::Palette | Sheet::Settings | Sheet::Models | Sheet::Keys)
        );
        let needs_door = !matches!(
            command,
            C::CreateWorkspace { .. }
                | C::Unlock { .. }
                | C::DismissNotice(_)
                | C::Dismiss
                | C::Show(Sheet::Keys)
        );
        if needs_door && self.door != Door::Open {
            return Err("Open the workspace first");
        }
        let Some(piece) = &self.piece else {
            return if needs_letter {
                Err("No letter is on the desk")
            } else {
                Ok(())
            };
        };
        match command {
            C::Undo if !piece.manuscript.can_undo() => Err("There is nothing to undo"),
            C::Redo if !piece.manuscript.can_redo() => Err("There is nothing to redo"),
            C::Amend if piece.signed.is_none() => Err("The letter is not signed yet"),
            C::Sign { .. } | C::Show(Sheet::Signing) if piece.signed.is_some() => {
                Err("The letter is signed already")
            }
            C::DraftAgain if self.model().is_none() => Err("No speech model is installed"),
            C::InsertDraft if piece.draft.is_none() => Err("There is no draft yet"),
            _ => Ok(()),
        }
    }

    pub fn door(&self) -> Door {
        self.door
    }

    /// The folder of the workspace.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// The dictation on the desk.
    pub fn piece(&self) -> Option<&Workpiece> {
        self.piece.as_ref()
    }

    pub fn models(&self) -> &[Model] {
        &self.models
    }

    pub fn patients_found(&self) -> &[Patient] {
        &self.patients_found
    }

    pub fn patient_query(&self) -> &str {
        &self.patient_query
    }

    pub fn notices(&self) -> &Notices {
        &self.notices
    }

    pub fn sheet(&self) -> Option<Sheet> {
        self.sheet
    }

    pub fn shows_worklist(&self) -> bool {
        !self.hides_worklist
    }

    pub fn shows_review(&self) -> bool {
        !self.hides_review
    }

    /// The foot pedal now attached.
    pub fn pedal_name(&self) -> Option<&str> {
        self.pedal_name.as_deref()
    }

    /// Playback volume, 1 being as recorded.
    pub fn volume(&self) -> f32 {
        self.volume
    }

    /// Whether something typed is not on disk yet.
    pub fn has_unsaved(&self) -> bool {
        !self.is_saved()
    }

    /// Why there is no sound, where that is known.
    pub fn sound_trouble(&self) -> Option<&str> {
        self.sound_trouble.as_deref()
    }

    /// Says that this computer plays no sound, and why.
    pub fn set_sound_trouble(&mut self, why: String) {
        self.sound_trouble = Some(why);
    }

    /// Where the pedal and other sources of events may post.
    pub fn outbox(&self) -> crew::Outbox {
        self.crew.outbox()
    }

    /// What time it is in the world.
    pub fn today(&self) -> Timestamp {
        (self.clock)()
    }

    /// Tells the person of a problem met outside the desk, such as by a file dialogue.
    pub fn tell(&mut self, problem: &Problem) {
        self.notices.tell(problem);
    }
}

/// Whether the command puts another letter on the desk or none, so that the one there must be
/// saved first.
fn leaves_the_letter(command: &Command) -> bool {
    matches!(
        command,
        Command::Open(_)
            | Command::OpenNext
            | Command::Close
            | Command::Amend
            | Command::Sign { .. }
    )
}
