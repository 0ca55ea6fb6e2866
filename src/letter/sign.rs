//! Signing: the only maker of a [`SignedLetter`].

use jiff::Timestamp;

use super::gate::{Case, Hold, Step, holds};
use super::page;

pub use super::approval::{Approval, Manner, Signer};
pub use super::papers::{Follows, Letterhead, Papers};

/// A letter that was ready when its author approved it. Nothing else can be rendered as final,
/// and only [`sign`] makes one:
///
/// ```compile_fail
/// # use dictation_desk::letter::sign::{Approval, Papers, SignedLetter};
/// fn forge(papers: Papers, approvals: Vec<Approval>) -> SignedLetter {
///     SignedLetter { papers, approvals }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct SignedLetter {
    papers: Papers,
    /// In the order they were given; there is one at least.
    approvals: Vec<Approval>,
}

impl SignedLetter {
    /// What was signed: the letter, its identifiers, the patient and the author.
    pub fn papers(&self) -> &Papers {
        &self.papers
    }

    /// Who let it go, in the order they did.
    pub fn approvals(&self) -> &[Approval] {
        &self.approvals
    }

    /// The whole page as plain text, for searching and reading back.
    pub fn plain_text(&self) -> String {
        page::plain_text(&page::lines(&self.papers, &self.approvals))
    }
}

/// What came of an approval.
#[derive(Clone, Debug)]
pub enum Approved {
    /// It was the last that the letter wanted.
    Signed(Box<SignedLetter>),
    /// Somebody else has to approve the letter too.
    WaitsForAnother(Approval),
}

/// Approves a letter that nothing holds; with the last approval it is signed.
///
/// # Errors
/// The holds, when there are any.
pub fn sign(case: Case, at: Timestamp) -> Result<Approved, Vec<Hold>> {
    let holds = holds(Step::Sign, &case);
    if !holds.is_empty() {
        return Err(holds);
    }
    let Case {
        papers,
        signer,
        manner,
        approvals: mut given,
        ..
    } = case;
    let approval = Approval {
        by: signer.name,
        at,
        manner,
    };
    if given.len() + 1 < papers.signatories {
        return Ok(Approved::WaitsForAnother(approval));
    }
    given.push(approval);
    Ok(Approved::Signed(Box::new(SignedLetter {
        papers,
        approvals: given,
    })))
}
