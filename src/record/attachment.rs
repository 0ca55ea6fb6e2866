//! Attachments: papers about a patient that came from elsewhere.

use jiff::Timestamp;

use super::AttachmentId;

/// A paper that came from elsewhere; its bytes are in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub id: AttachmentId,
    /// What its file was called, without what stands after the dot.
    pub title: String,
    /// What stood after the dot, in lower case.
    pub extension: String,
    /// When it was taken in.
    pub at: Timestamp,
}

impl Attachment {
    /// What a copy of it is called: after its number, because its title may name the patient.
    pub fn file_name(&self) -> String {
        format!("attachment-{:06}.{}", self.id.0, self.extension)
    }
}
