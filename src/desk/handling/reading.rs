//! Reading the desk: what the screen, the command line and tests may see of it.

use crate::letter::recipients::Addressed;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::audio::Motion;
use crate::clinical::learning::Rules;
use crate::clinical::lexicon::Lexicon;
use crate::desk::about::{About, Reading};
use crate::desk::bringing::Bringing;
use crate::desk::checking::Checking;
use crate::desk::choosing::{Arranging, Chosen};
use crate::desk::clinics::Clinic;
use crate::desk::command::Sheet;
use crate::desk::crew;
use crate::desk::dictionary::Dictionary;
use crate::desk::learning::Learnt;
use crate::desk::lines::Line;
use crate::desk::logo::Logo;
use crate::desk::mailing::Mailing;
use crate::desk::notice::Notices;
use crate::desk::on_duty::Asked;
use crate::desk::pedals::Lesson;
use crate::desk::post::room::PostRoom;
use crate::desk::queue::Queue;
use crate::desk::settings::Settings;
use crate::desk::state::Desk;
use crate::desk::timing::Timing;
use crate::desk::turnaround::Turnaround;
use crate::desk::worklist::Snapshot;
use crate::desk::workpiece::Workpiece;
use crate::desk::workspace::Door;
use crate::letter::dates;
use crate::letter::stages::Taken;
use crate::problem::Problem;
use crate::record::{
    Author, Dictation, DictationId, Patient, Person, PersonId, RecordingId, TaskRow,
};
use crate::speech::model::{Model, Pace};
use crate::store::Effort;

impl Desk {
    pub fn door(&self) -> Door {
        self.workspace.door
    }

    /// The folder of the workspace.
    pub fn folder(&self) -> &Path {
        &self.workspace.folder
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn snapshot(&self) -> &Snapshot {
        self.worklist.snapshot()
    }

    pub fn filter(&self) -> &str {
        &self.worklist.filter
    }

    /// The dictation on the desk.
    pub fn piece(&self) -> Option<&Workpiece> {
        self.on_desk.piece.as_ref()
    }

    pub fn patients_found(&self) -> &[Patient] {
        &self.view.search.found
    }

    pub fn patient_query(&self) -> &str {
        &self.view.search.query
    }

    /// How often something has been done with a patient since the program began.
    pub fn patients_settled(&self) -> u32 {
        self.view.search.settled
    }

    /// The list of patients that is looked over before it is saved.
    pub fn bringing(&self) -> Option<&Bringing> {
        self.view.bringing.as_ref()
    }

    /// The day it is in the United Kingdom.
    pub fn day(&self) -> Date {
        dates::day_of((self.clock)())
    }

    pub fn notices(&self) -> &Notices {
        &self.notices
    }

    /// What signed letters have taught; none while it is being looked up.
    pub fn learnt(&self) -> Option<&Learnt> {
        self.view.learnt.as_ref()
    }

    /// The clinic list being matched, where one has been read.
    pub fn clinic(&self) -> Option<&Clinic> {
        self.view.clinic.as_ref()
    }

    /// The list that letters are made from, where one has been read.
    pub fn mailing(&self) -> Option<&Mailing> {
        self.view.mailing.as_ref()
    }

    /// What is to be done that is no letter; none while it is being looked up.
    pub fn tasks(&self) -> Option<&[TaskRow]> {
        self.view.tasks.as_deref()
    }

    /// What the page about a patient shows; none while it is being looked up.
    pub fn about(&self) -> Option<&About> {
        self.view.about.as_deref()
    }

    /// The signed version that is read on that page.
    pub fn reading(&self) -> Option<&Reading> {
        self.view.reading.as_ref()
    }

    /// What the letter on the desk was at each of its stages; none while that is being looked up.
    pub fn stages(&self) -> Option<&[Taken]> {
        self.view.stages.as_deref()
    }

    /// To whom the signed letter on the desk goes; none while that is being looked up.
    pub fn recipients(&self) -> Option<&[Addressed]> {
        self.view.recipients.as_deref()
    }

    /// What still has to go, and what came of preparing it.
    pub fn post_room(&self) -> &PostRoom {
        &self.post
    }

    /// Everybody who works here or did, by name.
    pub fn people(&self) -> &[Person] {
        self.on_duty.people()
    }

    /// Those who can be at the desk today.
    pub fn people_here(&self) -> impl Iterator<Item = &Person> {
        self.on_duty.here(self.day())
    }

    /// For whom the desk is kept while it is locked.
    pub fn kept_for(&self) -> Option<PersonId> {
        self.on_duty.kept_for()
    }

    /// What came of asking who it is.
    pub fn asked(&self) -> &Asked {
        &self.on_duty.asked
    }

    /// Has PINs set from now on be hashed with so much effort, which for tests can be little.
    pub fn set_effort(&mut self, effort: Effort) {
        self.effort = effort;
    }

    pub fn sheet(&self) -> Option<Sheet> {
        self.view.sheet
    }

    pub fn shows_worklist(&self) -> bool {
        !self.view.hides_worklist
    }

    pub fn shows_review(&self) -> bool {
        !self.view.hides_review
    }

    /// The foot pedal now attached.
    pub fn pedal_name(&self) -> Option<&str> {
        self.pedals.name.as_deref()
    }

    /// The lesson under way, if a pedal is being taught.
    pub fn pedal_lesson(&self) -> Option<&Lesson> {
        self.pedals.lesson.as_ref()
    }

    /// The logo at the head of each letter, where there is one.
    pub fn logo(&self) -> Option<&Logo> {
        self.logo.as_ref()
    }

    /// Playback volume, 1 being as recorded.
    pub fn volume(&self) -> f32 {
        self.playback.volume
    }

    /// Whether something typed is not on disk yet.
    pub fn has_unsaved(&self) -> bool {
        !self.on_desk.is_saved()
    }

    /// Why there is no sound, where that is known.
    pub fn sound_trouble(&self) -> Option<&str> {
        self.playback.sound_trouble.as_deref()
    }

    /// Says that this computer plays no sound, and why.
    pub fn set_sound_trouble(&mut self, why: String) {
        self.playback.sound_trouble = Some(why);
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

    /// Rows to show, in the order to type them, filtered by what was typed into the filter.
    pub fn worklist(&self) -> impl Iterator<Item = &Dictation> {
        self.worklist.shown(&self.queue, self.day())
    }

    /// Rows of the worklist as a table has them, with what each reads.
    pub fn table(&self) -> Vec<(&Dictation, &Line)> {
        self.worklist.table(&self.queue, self.day())
    }

    /// Whether the worklist is shown as a table.
    pub fn shows_table(&self) -> bool {
        match self.on_desk.piece {
            Some(_) => self.view.table.over_letter,
            None => self.view.table.alone,
        }
    }

    pub fn arranging(&self) -> Arranging {
        self.worklist.arranging
    }

    /// The rows that are chosen, and where one is among them.
    pub fn chosen(&self) -> &Chosen {
        &self.worklist.chosen
    }

    /// What lies in the bin, once it has been looked up.
    pub fn bin(&self) -> Option<&Snapshot> {
        self.view.bin.as_ref()
    }

    /// How long letters took, once it has been looked up.
    pub fn turnaround(&self) -> Option<&Turnaround> {
        self.view.turnaround.as_ref()
    }

    /// What a row of the worklist reads.
    pub fn line(&self, id: DictationId) -> Option<&Line> {
        self.worklist.line(id)
    }

    pub fn dictation(&self, id: DictationId) -> Option<&Dictation> {
        self.worklist.dictation(id)
    }

    /// The recording it is made from, where there is one.
    pub(in crate::desk) fn recording_of(&self, id: DictationId) -> Option<RecordingId> {
        self.dictation(id)?.recording
    }

    pub fn patient_of(&self, dictation: &Dictation) -> Option<&Patient> {
        self.snapshot().patient_of(dictation)
    }

    pub fn author_of(&self, dictation: &Dictation) -> Option<&Author> {
        self.snapshot().author_of(dictation)
    }

    pub fn models(&self) -> &[Model] {
        self.models.here()
    }

    /// The model drafts are made with: the one chosen, or the best there is.
    pub fn model(&self) -> Option<&Model> {
        self.models.used(self.settings.model.as_deref())
    }

    /// How long a model takes here, where that is known.
    pub fn pace(&self, model: &Model) -> Option<&Pace> {
        self.models.pace(model)
    }

    /// The drafts: the one being made, and what became of those before it.
    pub fn queue(&self) -> &Queue {
        &self.queue
    }

    /// The check of the record that was asked for last.
    pub fn checking(&self) -> &Checking {
        &self.checking
    }

    /// The timing under way, if one is.
    pub fn timing(&self) -> Option<&Timing> {
        self.models.timing.as_ref()
    }

    /// The person's own terms.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// The dictionary a dictation is heard and read with: the built-in terms, the
    /// organisation's, its author's and its patient's.
    pub(in crate::desk) fn lexicon_of(&self, dictation: &Dictation) -> Lexicon {
        let lexicon = self.dictionary.lexicon(dictation.author);
        match self.patient_of(dictation) {
            Some(patient) => lexicon.with_patient(patient),
            None => lexicon,
        }
    }

    /// As [`Self::lexicon_of`], for a dictation of the worklist.
    pub(in crate::desk) fn lexicon_for(&self, id: DictationId) -> Lexicon {
        self.dictation(id)
            .map_or_else(Lexicon::built_in, |dictation| self.lexicon_of(dictation))
    }

    /// The corrections accepted for the author of a dictation of the worklist.
    pub(in crate::desk) fn rules_for(&self, id: DictationId) -> Arc<Rules> {
        let author = self.dictation(id).and_then(|dictation| dictation.author);
        let rules = author.and_then(|author| self.dictionary.rules(author));
        rules.map(Arc::clone).unwrap_or_default()
    }

    /// Seconds of the dictation on the desk that nobody has listened to.
    pub fn unheard_seconds(&self) -> f64 {
        self.on_desk.piece.as_ref().map_or(0.0, |piece| {
            piece.unheard().iter().map(|span| span.length()).sum()
        })
    }

    /// Documents saved since the program started.
    pub fn filed_documents(&self) -> &[PathBuf] {
        &self.workspace.filed
    }

    /// Whether something is moving, so that the window must be drawn again soon.
    pub fn is_moving(&self) -> bool {
        self.on_desk
            .piece
            .as_ref()
            .is_some_and(|piece| piece.transport.motion() != Motion::Stopped)
    }

    /// Sound level of what is playing, 0 to 1.
    pub fn level(&self) -> f32 {
        self.crew.deck.level()
    }

    /// Whether time must pass for this desk although nobody does anything.
    pub fn watches_a_folder(&self) -> bool {
        self.workspace.door == Door::Open && !self.settings.watch_folder.as_os_str().is_empty()
    }
}
