//! Signing: the only maker of a [`SignedLetter`].

use jiff::Timestamp;

use super::gate::{Case, Hold, Step, holds};
use super::page;

pub use super::papers::{Approval, Letterhead, Papers};

/// A letter that was ready when its author approved it. Nothing else can be rendered as final,
/// and only [`sign`] makes one:
///
/// ```compile_fail
/// # use dictation_desk::letter::sign::{Approval, Papers, SignedLetter};
/// fn forge(papers: Papers, approval: Approval) -> SignedLetter {
///     SignedLetter { papers, approval }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct SignedLetter {
    papers: Papers,
    approval: Approval,
}

impl SignedLetter {
    /// What was signed: the letter, its identifiers, the patient and the author.
    pub fn papers(&self) -> &Papers {
        &self.papers
    }

    pub fn approval(&self) -> &Approval {
        &self.approval
    }

    /// The whole page as plain text, for searching and reading back.
    pub fn plain_text(&self) -> String {
        page::plain_text(&page::lines(&self.papers, Some(&self.approval)))
    }
}

/// Signs a letter that nothing holds.
///
/// # Errors
/// The holds, when there are any.
pub fn sign(case: Case, at: Timestamp) -> Result<SignedLetter, Vec<Hold>> {
    let holds = holds(Step::Sign, &case);
    if !holds.is_empty() {
        return Err(holds);
    }
    let Case {
        papers, approver, ..
    } = case;
    let approval = Approval { by: approver, at };
    Ok(SignedLetter { papers, approval })
}
