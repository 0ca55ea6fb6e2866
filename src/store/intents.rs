//! The record's intents: all that can be asked of it, whatever keeps it.

use crate::letter::recipients::Addressed;
use std::io::Read;

use jiff::Timestamp;

use super::answers::{Added, Fetched, Landed, Parted};
use super::clinics::Clinics;
use super::finding::Finding;
use super::given::{Dispatched, Link, Listening, NewVersion};
use super::keeping::Keeping;
use super::listing::Listing;
use super::partition::Partition;
use super::posting::Posting;
use super::remarks::Remarks;
use super::staff::Staff;
use super::tasks::Tasks;
use super::vocabulary::Vocabulary;
use crate::clinical::draft::{Draft, Drafted};
use crate::clinical::lexicon::Lexicon;
use crate::letter::history::Entry;
use crate::letter::sign::Approval;
use crate::letter::stages::Taken;
use crate::letter::versions::{OpenLetter, Typed};
use crate::problem::Outcome;
use crate::record::{
    Actor, Author, AuthorId, Changes, Contact, ContactId, Dictation, DictationId, LetterId,
    Patient, PatientId, Priority, Seen,
};
use crate::words::Span;

/// The record of a workspace, as the desk speaks with it.
///
/// Every intent that writes is done whole or, where it is refused, not at all, and is on the disk
/// when it returns. It is told who does it, and answers with the rows of the worklist it changed.
/// Where it changes a row on the strength of what a person saw of it, it is told what that was and
/// refuses once the row is another; each such change counts the row's revision on by one. What the
/// program notes by itself, such as what has been listened to, does not.
///
/// Whatever names a row that is not there is refused.
pub trait Record:
    Staff
    + Keeping
    + Vocabulary
    + Posting
    + Finding
    + Remarks
    + Partition
    + Tasks
    + Clinics
    + Listing
    + Send
{
    /// Every dictation with the people they name, and every author.
    fn worklist(&self) -> Outcome<Changes>;

    fn dictations(&self) -> Outcome<Vec<Dictation>>;

    fn dictation(&self, id: DictationId) -> Outcome<Dictation>;

    /// Takes a recording in and lists its dictation; the id of `new` is not looked at. `extension`
    /// is what the file was called after the dot. A recording that is here already does not come in
    /// twice, but mends its stored copy where that was lost.
    ///
    /// # Errors
    /// When the recording is empty or cannot be read, or there is no room for it.
    fn take_in(
        &mut self,
        by: &Actor,
        new: &Dictation,
        audio: &mut dyn Read,
        extension: &str,
        received: Timestamp,
    ) -> Outcome<Added>;

    /// Fetches a dictation with its letter, begun if there is none, its draft and what was heard;
    /// its row with the people it names comes with that, because the worklist may not show it.
    fn open(&mut self, by: &Actor, id: DictationId) -> Outcome<(Fetched, Changes)>;

    fn set_priority(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        priority: Priority,
    ) -> Outcome<Changes>;

    /// Takes a dictation up: it is being typed from now on.
    fn take_up(&mut self, by: &Actor, row: Seen<DictationId>) -> Outcome<Changes>;

    /// Sets a dictation aside with a query, which only its author can answer.
    fn set_aside(&mut self, by: &Actor, row: Seen<DictationId>) -> Outcome<Changes>;

    /// Makes a letter ready to sign: it is fixed when it was typed, and what it was.
    ///
    /// # Errors
    /// When it has been signed.
    fn hand_over(&mut self, by: &Actor, row: Seen<DictationId>, typed: &Typed) -> Outcome<Changes>;

    /// Keeps an approval of a letter's open version, after which it wants another.
    fn approve(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        letter: LetterId,
        approval: &Approval,
    ) -> Outcome<Changes>;

    /// Says that a signed version no longer holds, and why; who had it stays in the record.
    ///
    /// # Errors
    /// When it has not been signed, or has been withdrawn before.
    fn withdraw(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        letter: LetterId,
        version: u32,
        why: &str,
    ) -> Outcome<Changes>;

    /// To whom a signed version goes, and what has gone to each.
    fn recipients(&self, letter: LetterId, version: u32) -> Outcome<Vec<Addressed>>;

    /// Notes that a signed version has gone to some of its recipients; once it has gone to all of
    /// them, it is sent.
    ///
    /// # Errors
    /// When it has not been signed.
    fn dispatch(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        dispatched: &Dispatched,
    ) -> Outcome<Changes>;

    /// What a letter was at each stage of each version, oldest first.
    fn stages(&self, letter: LetterId) -> Outcome<Vec<Taken>>;

    /// Begins a letter that nobody dictated; the id of `new` is not looked at.
    fn begin_letter(
        &mut self,
        by: &Actor,
        new: &Dictation,
        now: Timestamp,
    ) -> Outcome<(DictationId, Changes)>;

    /// Begins another letter from what one was made from, with the text as it stands: the same
    /// findings for another reader.
    fn another_letter(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        work_type: &str,
    ) -> Outcome<(DictationId, Changes)>;

    /// Begins a letter that adds to a signed one.
    ///
    /// # Errors
    /// When that one has not been signed.
    fn addendum(
        &mut self,
        by: &Actor,
        to: LetterId,
        new: &Dictation,
        now: Timestamp,
    ) -> Outcome<(DictationId, Changes)>;

    /// Says whom a dictation belongs to, or what is to be made of it.
    fn link(&mut self, by: &Actor, row: Seen<DictationId>, link: &Link) -> Outcome<Changes>;

    /// Notes what of the dictation has been listened to, and what came out by that.
    fn note_listening(
        &mut self,
        by: &Actor,
        id: DictationId,
        listening: &Listening,
    ) -> Outcome<Changes>;

    /// The stretches that have been listened to.
    fn heard(&self, id: DictationId) -> Outcome<Vec<Span>>;

    /// The dictation's draft, where there is one.
    fn draft(&self, id: DictationId) -> Outcome<Option<Draft>>;

    /// Puts a finished draft where it belongs: into the letter where nothing stands in it, each
    /// letter into its own where it holds several, otherwise beside the letter. What an earlier
    /// draft of a letter that has been begun asks about is asked on.
    fn land_draft(
        &mut self,
        by: &Actor,
        id: DictationId,
        drafted: Drafted,
        lexicon: &Lexicon,
    ) -> Outcome<(Landed, Changes)>;

    /// Keeps the draft of a letter that a person has on the desk, in the place of an earlier one.
    /// `put` says whether it is that letter's text now, as the journal will tell.
    fn keep_draft(
        &mut self,
        by: &Actor,
        id: DictationId,
        draft: &Draft,
        length: f64,
        put: bool,
    ) -> Outcome<Changes>;

    /// Parts the letters of a recording by its draft: each further one becomes a dictation with a
    /// letter of its own. The recording is shared, and what was heard of it counts for each.
    ///
    /// # Errors
    /// When the draft holds one letter only, or the letter has been signed.
    fn split(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        lexicon: &Lexicon,
    ) -> Outcome<(Parted, Changes)>;

    /// Takes the author to speak of one patient throughout: the draft stays one letter.
    fn keep_as_one(&mut self, by: &Actor, row: Seen<DictationId>) -> Outcome<Changes>;

    /// The dictation's letter, where one has been begun.
    fn letter_for(&self, dictation: DictationId) -> Outcome<Option<OpenLetter>>;

    /// Appends to the journal of a letter's open version. One that was ready to sign is so no
    /// longer, unless it is its author who corrects it.
    ///
    /// # Errors
    /// When the version has been signed.
    fn journal(&mut self, by: &Actor, letter: LetterId, entries: &[Entry]) -> Outcome<Changes>;

    /// Signs a version: its document, hash and approval, the dictation's status, the event and
    /// the debt of filing it.
    ///
    /// # Errors
    /// When that version has been signed already or is not the letter's latest.
    fn sign(&mut self, by: &Actor, new: &NewVersion) -> Outcome<Changes>;

    /// Opens a signed letter for change as a new version, which starts where the signed one
    /// ended. The signed version stays as it is, and undo does not reach back into it.
    ///
    /// # Errors
    /// When the letter's latest version has not been signed.
    fn amend(&mut self, by: &Actor, letter: LetterId) -> Outcome<(OpenLetter, Changes)>;

    fn patient(&self, id: PatientId) -> Outcome<Patient>;

    /// At most `limit` patients that hold every word of the query: in a name, the hospital
    /// number, the NHS number (spaced or not) or the date of birth as dd/mm/yyyy. An empty query
    /// gives those saved last. A word of one or two letters is looked for at the beginning of words.
    /// Accents, capitals and the kind of apostrophe make no difference.
    fn find_patients(&self, query: &str, limit: usize) -> Outcome<Vec<Patient>>;

    /// Adds the patient (id 0) or changes the one with that id, as it was seen.
    ///
    /// # Errors
    /// When another patient has the NHS number.
    fn save_patient(&mut self, by: &Actor, patient: &Patient) -> Outcome<(PatientId, Changes)>;

    /// Adds or changes a list of patients, as `save_patient` does one.
    ///
    /// # Errors
    /// As there; none of them has been added or changed then.
    fn import_patients(&mut self, by: &Actor, patients: &[Patient]) -> Outcome<Changes>;

    /// The patient's own contacts, then those of the whole department.
    fn contacts(&self, patient: Option<PatientId>) -> Outcome<Vec<Contact>>;

    /// Adds the contact (id 0) or changes the one with that id, as it was seen.
    fn save_contact(&mut self, by: &Actor, contact: &Contact) -> Outcome<ContactId>;

    fn remove_contact(&mut self, by: &Actor, id: ContactId) -> Outcome<()>;

    /// Whoever has one of these keys ([`crate::record::identity::keys`]); for one who was merged into
    /// another, that other.
    fn candidates(&self, keys: &[String]) -> Outcome<Vec<Patient>>;

    /// Makes a patient another name of one who stays: what is not signed yet goes over to them, and
    /// whoever looks for the old name finds them. What has been signed stays about whom it was.
    ///
    /// # Errors
    /// When one of the two was merged before, or only the one who goes has an NHS number.
    fn merge_patients(
        &mut self,
        by: &Actor,
        alias: Seen<PatientId>,
        of: Seen<PatientId>,
    ) -> Outcome<Changes>;

    /// Parts a patient from the one they were merged into. What went over then stays there.
    fn part_patients(&mut self, by: &Actor, alias: PatientId) -> Outcome<Changes>;

    /// All authors, by name.
    fn authors(&self) -> Outcome<Vec<Author>>;

    /// Adds the author (id 0) or changes the one with that id, as it was seen.
    fn save_author(&mut self, by: &Actor, author: &Author) -> Outcome<(AuthorId, Changes)>;

    /// The setting of that name, where it has been set.
    fn setting(&self, name: &str) -> Outcome<Option<String>>;

    /// Sets it, in the place of what it was.
    fn set_setting(&mut self, by: &Actor, name: &str, value: &str) -> Outcome<()>;

    /// Caps the room the record may take at so many pages of 4 KiB, so that one can see what a full
    /// disk does. The cap holds until the record is closed.
    fn cap_pages(&mut self, pages: u32) -> Outcome<()>;
}
