//! What of the window is shown: the sheet laid over it with what it looks up, and the panels at its
//! sides.

use super::about::{About, Reading};
use super::bringing::Bringing;
use super::clinics::Clinic;
use super::learning::Learnt;
use super::looking::Looking;
use super::mailing::Mailing;
use super::turnaround::Turnaround;
use super::worklist::Snapshot;
use crate::letter::recipients::Addressed;
use crate::letter::stages::Taken;
use crate::record::{Patient, TaskRow};

/// A panel laid over the window; at most one is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    Palette,
    Patient,
    /// Patients looked up to be changed, whatever letter is on the desk.
    Patients,
    /// A list of patients on its way into the record.
    BringIn,
    /// Letters looked for among all there are.
    Everything,
    /// A clinic list and the recordings of the clinic.
    Clinic,
    /// A list to make letters from.
    MailMerge,
    /// Over whatever else is open.
    PhoneNote,
    Tasks,
    /// What is to be done about a recording that is no letter.
    NoLetter,
    /// Several rows of the worklist at once.
    Rows,
    /// What was removed from the worklist.
    Bin,
    Turnaround,
    Author,
    Dictionary,
    Learnt,
    Signing,
    /// What was read at the tray, signed together.
    Several,
    Asking,
    Answering,
    Rejecting,
    /// One's own PIN.
    Secret,
    About,
    Another,
    Comparing,
    Sending,
    PostRoom,
    Readables,
    Withdrawing,
    Settings,
    People,
    Pedal,
    Models,
    Checking,
    Keys,
}

/// A search for a patient, and what it found.
#[derive(Debug, Default)]
pub(super) struct Search {
    pub query: String,
    pub found: Vec<Patient>,
    /// How often something has been done with a patient, by which a form sees that it is done.
    pub settled: u32,
}

/// Where the worklist is shown as a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// While no letter is on the desk.
    pub alone: bool,
    /// Over the letter on the desk.
    pub over_letter: bool,
}

/// What a person has opened or put out of sight.
#[derive(Debug, Default)]
pub(super) struct View {
    pub sheet: Option<Sheet>,
    /// What a phone note was written over, with what was looked up for it.
    beneath: Option<(Sheet, Search)>,
    pub hides_worklist: bool,
    pub hides_review: bool,
    /// Whether the worklist is a table while no letter is on the desk, and over the one there is.
    pub table: Table,
    /// What lies in the bin; none while it is being looked up.
    pub bin: Option<Snapshot>,
    /// How long letters took; none while it is being looked up.
    pub turnaround: Option<Turnaround>,
    /// What the sheet for choosing a patient shows.
    pub search: Search,
    /// What is looked for among all letters.
    pub looking: Looking,
    /// To whom the signed letter on the desk goes; none while that is being looked up.
    pub recipients: Option<Vec<Addressed>>,
    /// What the page about a patient shows; none while it is being looked up.
    pub about: Option<Box<About>>,
    /// The signed version that is read on it.
    pub reading: Option<Reading>,
    /// What the letter on the desk was at each stage; none while that is being looked up.
    pub stages: Option<Vec<Taken>>,
    /// The list of patients that is looked over before it is saved.
    pub bringing: Option<Bringing>,
    /// What the sheet of proposed corrections shows; none while it is being looked up.
    pub learnt: Option<Learnt>,
    /// The clinic list that is matched.
    pub clinic: Option<Clinic>,
    /// The list that letters are made from.
    pub mailing: Option<Mailing>,
    /// What is to be done that is no letter; none while it is being looked up.
    pub tasks: Option<Vec<TaskRow>>,
}

impl View {
    /// Nothing that was looked up or laid over the window is left.
    pub fn clear(&mut self) {
        *self = Self {
            hides_worklist: self.hides_worklist,
            hides_review: self.hides_review,
            table: self.table,
            ..Self::default()
        };
    }

    /// Lays a sheet over the window. A phone note keeps what it is laid over.
    pub fn lay(&mut self, sheet: Sheet) {
        if self.sheet == Some(sheet) {
            return;
        }
        let is_note = sheet == Sheet::PhoneNote;
        let under = self.sheet.filter(|_| is_note);
        self.beneath = under.map(|under| (under, std::mem::take(&mut self.search)));
        self.sheet = Some(sheet);
    }

    /// Takes the sheet away, down to what a phone note was written over.
    pub fn dismiss(&mut self) {
        let beneath = self.beneath.take();
        self.sheet = beneath.map(|(sheet, search)| {
            self.search = search;
            sheet
        });
    }

    /// Takes this sheet away, if it is the one that is open.
    pub fn leave(&mut self, sheet: Sheet) {
        self.sheet.take_if(|open| *open == sheet);
    }
}
