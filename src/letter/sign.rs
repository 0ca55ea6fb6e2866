//! Readiness and signing: the only maker of a [`SignedLetter`].

use super::blanks::blanks;
use super::{Block, BlockKind, Field, Letter, page};

pub use super::papers::{Approval, Letterhead, Papers};

/// A reason why a letter cannot be signed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// One sentence: what is missing and how to settle it.
    pub message: String,
}

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

/// What stands between these papers and a signature; empty when nothing does.
pub fn readiness(papers: &Papers) -> Vec<Hold> {
    let mut holds = Vec::new();
    let mut hold = |message: String| holds.push(Hold { message });
    if papers.patient.is_none() {
        hold("No patient is chosen: find the patient in the record".to_owned());
    }
    if papers.author.is_none() {
        hold("No author is chosen: say whose letter this is".to_owned());
    }
    for field in [Field::Addressee, Field::Salutation, Field::Closing] {
        if papers.letter.field(field).trim().is_empty() {
            hold(format!("{} is empty: fill it in", field.label()));
        }
    }
    let written = |block: Block<'_>| block.kind != BlockKind::Heading && !block.is_blank();
    if !papers.letter.body().blocks().any(written) {
        hold("The letter says nothing yet: write its text".to_owned());
    }
    for blank in blanks_in(&papers.letter) {
        hold(format!(
            "\u{201c}{blank}\u{201d} is left in the letter: fill it in or take it out"
        ));
    }
    papers.open_questions.iter().cloned().for_each(hold);
    holds
}

/// Signs papers that are ready.
///
/// # Errors
/// The holds, when there are any.
pub fn sign(papers: Papers, approval: Approval) -> Result<SignedLetter, Vec<Hold>> {
    let mut holds = readiness(&papers);
    if approval.by.trim().is_empty() {
        holds.push(Hold {
            message: "Nobody is named as approving: say who approves the letter".to_owned(),
        });
    }
    if holds.is_empty() {
        Ok(SignedLetter { papers, approval })
    } else {
        Err(holds)
    }
}

/// Places left open while typing, in any field or in the text.
fn blanks_in(letter: &Letter) -> Vec<String> {
    let fields = Field::ALL.iter().map(|field| letter.field(*field));
    let texts = fields.chain([letter.body().text()]);
    texts
        .flat_map(|text| blanks(text).map(|range| text[range].to_owned()))
        .collect()
}
