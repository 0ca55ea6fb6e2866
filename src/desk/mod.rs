//! The desk: one place that knows everything now going on, told by commands and by events.
//!
//! `apply` takes what a person asks for, `absorb` takes what the workers report, `tick` lets time
//! pass. None of them waits: whatever reads a file, runs SQL or listens to speech is handed to the
//! [`crew`]. The screen draws `&Desk` and keeps nothing of its own that matters.

pub mod about;
mod asking;
pub mod bringing;
pub mod checking;
pub mod choosing;
pub mod clinics;
mod clips;
pub mod command;
pub mod crew;
pub mod dictionary;
pub mod event;
mod export;
pub mod folders;
mod group;
mod handling;
pub mod hearing;
pub mod importing;
pub mod learning;
pub mod lines;
pub mod listener;
pub mod lists;
pub mod logo;
pub mod looking;
pub mod mailing;
mod models;
pub mod notice;
mod on_desk;
mod on_duty;
pub mod outfit;
pub mod pedals;
pub mod people;
mod playback;
pub mod post;
pub mod queue;
mod readable;
pub mod records;
pub mod review;
pub mod roll;
pub mod rows_done;
pub mod sample;
pub mod settings;
pub mod shelf;
mod state;
pub mod timing;
pub mod tray;
pub mod turnaround;
pub mod verbs;
mod view;
pub mod watching;
pub mod worklist;
pub mod workpiece;
mod workspace;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::problem::Outcome;

use command::{Command, Sheet};
use crew::Crew;
use event::Event;
use handling::leaves_the_letter;
pub use models::threads;
pub use on_duty::{Asked, Refused};
pub use state::{Clock, Desk};
pub use workspace::{Door, KeySource};

/// How long one turn of events may take before the screen is drawn again.
const ABSORB_BUDGET: Duration = Duration::from_millis(4);

/// How long the end of the program may wait for a slow disk to take what was typed last.
const LAST_SAVE: Duration = Duration::from_secs(10);

impl Desk {
    /// A desk for the workspace in `folder`; it knocks at the door at once.
    pub fn new(crew: Crew, clock: Clock, folder: PathBuf, key_source: KeySource) -> Self {
        let mut desk = Self::before(crew, clock, folder, key_source);
        desk.knock();
        desk
    }

    /// Carries out a command at the moment `now` (seconds on a steady clock). What cannot be done
    /// is told as a notice.
    pub fn apply(&mut self, command: Command, now: f64) {
        self.stir(now);
        if let Some(why) = self.missing(&command) {
            self.notices.say(why, now);
            return;
        }
        if let Err(why) = self.allowed(&command) {
            self.refuse(&command, &why);
            return;
        }
        if self.drive(&command, now) {
            return;
        }
        if leaves_the_letter(&command) && !self.on_desk.is_saved() {
            self.journal();
            self.on_desk.wish(command);
            return;
        }
        if let Err(problem) = self.carry_out(command, now) {
            self.notices.tell(&problem);
        }
        self.go_on_when_saved(now);
        self.keep_lesson_to_its_sheet();
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
            self.go_on_when_saved(now);
            if begun.elapsed() > ABSORB_BUDGET {
                break;
            }
        }
        self.keep_lesson_to_its_sheet();
        self.refresh_review();
        any
    }

    fn take(&mut self, event: Event, now: f64) -> Outcome<()> {
        match event {
            Event::DoorOpened(snapshot, settings) => {
                self.workspace.door = Door::Open;
                self.begin_duty(now);
                self.post.swept = now;
                let chosen = std::mem::replace(&mut self.settings, *settings);
                self.keep_size(chosen.scale);
                self.pedals.follow_taught(&self.settings);
                self.worklist.begin(*snapshot, &self.settings.targets);
                self.empty_bin();
                self.draft_next();
            }
            Event::PeopleRead(people) => self.take_people(people, now),
            Event::PersonSaved(_) => self.notices.say("The person is saved", now),
            Event::SecretChanged => {
                self.view.leave(Sheet::Secret);
                self.notices.say("Your PIN is changed", now);
            }
            Event::Recognised(id, answer) => self.recognised(id, answer, now),
            Event::NotOpened(id, problem) => {
                if self.held_in_round(id, &problem, now) {
                    return Ok(());
                }
                if let Some((id, drafted)) = self.on_desk.will_not_come(id) {
                    self.land_in_record(id, *drafted);
                }
                self.notices.tell(&problem);
            }
            Event::NeedsPassphrase => self.workspace.door = Door::Locked,
            Event::DoorStuck(problem) => {
                self.workspace.stuck();
                self.notices.tell(&problem);
            }
            Event::Changed(changes) => {
                self.take_changes(*changes);
                self.put_removed_away(now);
                self.fill_fields(now)?;
                self.draft_next();
            }
            Event::Stands(row) => {
                self.take_row(&row);
                self.fill_fields(now)?;
            }
            Event::Checked(arrivals) => self.take_in(arrivals),
            Event::Watched(known) => self.watch.remember(known),
            Event::FolderSeen(seen) => self.folder_seen(seen, now),
            Event::WatchChecked(arrivals) => self.take_in_watched(arrivals, now),
            Event::WatchTaken(ended) => self.taken_in_watched(ended, now),
            Event::Imported(imported) => self.imported(imported, now),
            Event::Opened(opened) => {
                self.opened(opened, now)?;
                self.go_on_signing(now);
            }
            Event::RemarksFound(id, remarks) => self.remarks_found(id, remarks),
            Event::ClipOpened(recording, clip) => self.clip_opened(recording, clip),
            Event::ClipRead(recording, read) => return self.clip_read(recording, read, now),
            Event::ClipRefused(recording, problem) => {
                return self.clip_refused(recording, problem, now);
            }
            Event::RecordChecked(check) => self.record_checked(check, now),
            Event::AudioFound(recording, source) => self.read_for_draft(recording, source),
            Event::DraftProgress(id, share) => self.queue.progress(id, share, now),
            Event::Drafted(id, drafted) => {
                self.drafted(id, drafted, now)?;
            }
            Event::TimingProgress(path, share) => self.timing_progress(&path, share),
            Event::Timed(path, timed) => self.timed(&path, timed),
            Event::Paced(pace) => self.models.note(pace),
            Event::Journalled(letter) => {
                self.journalled(letter, now);
                if self.is_locked() {
                    // What was typed before it was locked, while the batch before was saved.
                    self.journal();
                }
            }
            Event::JournalFailed(letter, entries, problem) => {
                self.on_desk.forget_wishes();
                self.journal_failed(letter, entries, now);
                self.keep_others_waiting();
                self.notices.tell(&problem);
            }
            Event::PatientsFound(patients) => self.view.search.found = patients,
            Event::LettersFound(answer) => self.view.looking.answered(answer),
            Event::NotLookedFor => self.view.looking.failed(),
            Event::PatientSaved(id) => {
                if self.view.sheet == Some(Sheet::Patient) && self.on_desk.piece.is_some() {
                    return self.choose_patient(id);
                }
                self.patient_settled();
            }
            Event::ListRead(name, file) => self.list_read(name, *file?),
            Event::ListLookedOver(over) => self.list_looked_over(over),
            Event::ListSaved(brought) => self.list_saved(brought),
            Event::PatientsMerged(gone) => self.patients_merged(gone, now),
            Event::AuthorSaved => {
                self.view.leave(Sheet::Author);
                self.notices.say("The author is saved", now);
            }
            Event::DictionaryRead(dictionary) => self.take_dictionary(*dictionary),
            Event::WordListRead(author, terms) => self.take_word_list(author, terms?),
            Event::TermsImported(imported) => self.terms_imported(imported, now),
            Event::Taught(count) => self.taught(count, now),
            Event::Learnt(learnt) => self.view.learnt = Some(*learnt),
            Event::Decided(id, decision) => self.decided(id, decision),
            Event::Signed(dictation, _) => {
                self.signed(dictation, now);
                self.signed_in_round(dictation, now);
            }
            Event::Amended(dictation) => self.reopen(dictation),
            Event::Split(id, parted) => return self.parted(id, parted, now),
            Event::Joined(id) => self.joined(id, now),
            Event::NotSigned(dictation, problem) => {
                if let Some(piece) = self.on_desk.piece_with(dictation) {
                    piece.hand_back();
                }
                if !self.held_in_round(dictation, &problem, now) {
                    self.notices.tell(&problem);
                }
            }
            Event::RecipientsFound(letter, recipients) => self.recipients_found(letter, recipients),
            Event::AboutFound(about) => self.view.about = Some(about),
            Event::Read(reading) => self.view.reading = Some(reading),
            Event::Exported(exported) => self.exported(exported, now),
            Event::StagesFound(letter, stages) => self.stages_found(letter, stages),
            Event::TasksFound(tasks) => self.view.tasks = Some(tasks),
            Event::BecameTask => self.became_task(now),
            Event::ClinicRead(name, read) => return self.clinic_outcome(name, read),
            Event::ClinicLookedOver(over) => self.clinic_looked_over(*over),
            Event::ClinicSettled(counts) => self.clinic_settled(counts),
            Event::MailListRead(name, read) => return self.mail_list_read(name, read),
            Event::MailListLookedOver(known) => self.mail_list_looked_over(&known),
            Event::LettersMade(count) => self.letters_made(count),
            Event::RowsDone(done) => self.rows_done(&done, now),
            Event::BinRead(bin) => self.view.bin = Some(*bin),
            Event::TurnaroundRead(told) => self.view.turnaround = Some(*told),
            Event::OutgoingFound(rows) => self.post.rows = Some(rows),
            Event::ParcelsGathered(parcels) => return self.parcels_gathered(parcels),
            Event::Prepared(made) => self.prepared(*made, now),
            Event::WentOut(report) => self.post.report = Some(report),
            Event::ReadablesFound(copies) => self.post.readables = Some(copies),
            Event::Begun(id) => self.apply(Command::Open(id), now),
            Event::Filed(files) => self.filed(files, now),
            Event::LogoRead(logo) => self.take_logo(*logo?, now),
            Event::LogoKept(logo) => self.logo = Some(*logo),
            Event::Pedal(event) => {
                if let Some(command) = self.pedal(event, now)? {
                    self.apply(command, now);
                }
            }
            Event::Said(text) => self.notices.say(text, now),
            Event::Trouble(problem) => self.notices.tell(&problem),
        }
        Ok(())
    }

    /// Lets time pass: moves the transport, journals what is due, lets notices go.
    pub fn tick(&mut self, now: f64) {
        self.turn_deck(now);
        self.lock_when_left(now);
        self.journal_when_due(now);
        self.watch_folder(now);
        self.sweep_readables(now);
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
        self.on_desk.forget_wishes();
        let begun = Instant::now();
        for _ in 0..2 {
            self.journal();
            while self.on_desk.is_saving() && begun.elapsed() < LAST_SAVE {
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
        self.crew.record(move |record, _| record.cap_pages(pages));
    }

    /// Goes on to what was asked for while the letter was being saved, or by what was just done,
    /// one thing after another.
    fn go_on_when_saved(&mut self, now: f64) {
        self.let_in(now);
        if !self.on_desk.has_wishes() || self.is_locked() {
            return;
        }
        while let Some(command) = self.on_desk.next_wish() {
            self.apply(command, now);
        }
        if self.on_desk.has_wishes() {
            self.journal();
        }
    }
}
