//! Reading the desk: what the screen, the command line and tests may see of it.

use std::path::Path;

use jiff::Timestamp;

use super::command::Sheet;
use super::crew;
use super::event::Snapshot;
use super::learning::Learnt;
use super::notice::Notices;
use super::settings::Settings;
use super::workpiece::Workpiece;
use super::{Desk, Door};
use crate::problem::Problem;
use crate::record::Patient;

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
        &self.worklist.snapshot
    }

    pub fn filter(&self) -> &str {
        &self.worklist.filter
    }

    /// The dictation on the desk.
    pub fn piece(&self) -> Option<&Workpiece> {
        self.on_desk.piece.as_ref()
    }

    pub fn patients_found(&self) -> &[Patient] {
        &self.search.found
    }

    pub fn patient_query(&self) -> &str {
        &self.search.query
    }

    pub fn notices(&self) -> &Notices {
        &self.notices
    }

    /// What signed letters have taught; none while it is being looked up.
    pub fn learnt(&self) -> Option<&Learnt> {
        self.learnt.as_ref()
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
}
