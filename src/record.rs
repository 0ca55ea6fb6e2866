//! The people and papers of the record: patients, authors, dictations and their states.

mod act;
mod attachment;
mod author;
pub mod born;
mod changes;
pub mod clinic;
pub mod clock;
mod contact;
mod dictation;
pub mod fold;
mod found;
pub mod holidays;
pub mod identity;
pub mod list;
pub mod mailing;
mod number;
mod patient;
mod person;
pub mod proposal;
mod readable;
mod remark;
mod secret;
mod target;
mod task;
pub mod turnaround;

use serde::{Deserialize, Serialize};

pub use act::{Act, may, only_own};
pub use attachment::Attachment;
pub use author::Author;
pub use changes::{Actor, Changes, Seen};
pub use contact::{Addressee, Contact, RecipientKind};
pub use dictation::{DatedBy, Dictation, Part, Priority, Removal, Status};
pub use found::{Excerpt, Found, Page};
pub use number::NhsNumber;
pub use patient::{
    AddressKind, Copies, DatedAddress, Delivery, Patient, PatientDetails, Practice, Sex,
};
pub use person::{Person, Role, initials_of};
pub use readable::{Fate, NewReadable, Readable, Readables};
pub use remark::{Answer, Remark, RemarkKind};
pub use secret::{NewSecret, Secret};
pub use target::{Due, Target, Targets, Within};
pub use task::{Task, TaskKind, TaskRow};

macro_rules! row_id {
    ($($name:ident: $doc:literal),+ $(,)?) => {$(
        #[doc = $doc]
        #[derive(
            Clone,
            Copy,
            Debug,
            Default,
            PartialEq,
            Eq,
            PartialOrd,
            Ord,
            Hash,
            Serialize,
            Deserialize,
        )]
        pub struct $name(pub i64);
    )+};
}

row_id! {
    PersonId: "The row of somebody who works here.",
    PatientId: "A patient's row in the record.",
    AuthorId: "A dictating author's row in the record.",
    DictationId: "A dictation's row in the record.",
    RecordingId: "A recording's row in the record; several letters may be made from it.",
    AttachmentId: "A row of a paper about a patient that came from elsewhere.",
    ContactId: "A row of somebody letters go to.",
    RemarkId: "A row of something asked or said about a letter.",
    LetterId: "A letter's row in the record; its versions share it.",
    TermId: "A row of the organisation's or an author's own dictionary.",
    TaskId: "A row of what is to be done that is no letter.",
    ReadableId: "A row of a copy that anybody can read who gets at this computer.",
    CorrectionId: "A row of what an author's signed letters have taught.",
}
