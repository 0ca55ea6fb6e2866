//! The gate: whether a letter may be handed over, signed or sent, and if not, why not.

use super::approval::{Approval, Manner, Signer};
use super::blanks::blanks;
use super::papers::Papers;
use super::recipients;
use super::{Block, BlockKind, Field};
use crate::record::RecipientKind;

/// A step of a letter on its way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the author, for signature. What is still asked about the text does not hold it: the
    /// author may be the one to answer.
    HandOver,
    Sign,
    /// To its recipients.
    Send,
}

/// Everything that decides whether a letter may take a step.
#[derive(Clone, Debug)]
pub struct Case {
    pub papers: Papers,
    /// Under which approval this version has been signed already.
    pub signed: Option<Approval>,
    /// Whether it has been withdrawn since.
    pub is_withdrawn: bool,
    /// Who would approve it, and in which manner.
    pub signer: Signer,
    pub manner: Manner,
    /// Who has approved this version already, where it wants more than one.
    pub approvals: Vec<Approval>,
    /// Whether the patient has been compared with the referral.
    pub is_identity_confirmed: bool,
    /// Seconds of the dictation nobody has listened to, and why they need not be heard.
    pub unheard: f64,
    pub unheard_reason: String,
    /// What else the review asks that must be settled before signing, a sentence each.
    pub open_questions: Vec<String>,
}

/// What a step is held for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Identity,
    Hearing,
    Patient,
    Author,
    Field(Field),
    /// Where the patient is reached on the day.
    Address,
    Text,
    /// What belongs in a place left to be filled in.
    Blank,
    /// The answer to a question of the review.
    Answer,
    Approver,
    Signature,
    /// Of a restricted record.
    Release,
    /// A version that is still open.
    NewVersion,
}

/// A reason why a letter cannot take a step yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    pub missing: Missing,
    /// One sentence: what is missing and how to settle it.
    pub message: String,
}

/// What stands between a letter and a step; empty when nothing does.
pub fn holds(step: Step, case: &Case) -> Vec<Hold> {
    let needs = needs(step).iter();
    needs.flat_map(|need| need(case)).collect()
}

/// Says what of one need is not met.
type Need = fn(&Case) -> Vec<Hold>;

/// What each step needs, the first to be missed first.
fn needs(step: Step) -> &'static [Need] {
    match step {
        Step::HandOver => &[open_version, patient, author, text],
        Step::Sign => &[
            open_version,
            identity,
            hearing,
            patient,
            author,
            fields,
            address,
            text,
            filled_in,
            answers,
            approver,
        ],
        Step::Send => &[signature, still_holds, may_leave],
    }
}

fn open_version(case: &Case) -> Vec<Hold> {
    unless(
        case.signed.is_none(),
        Missing::NewVersion,
        "This version is signed already: amend it to start a new one",
    )
}

fn still_holds(case: &Case) -> Vec<Hold> {
    unless(
        !case.is_withdrawn,
        Missing::NewVersion,
        "This version has been withdrawn: amend it to write the letter that replaces it",
    )
}

fn signature(case: &Case) -> Vec<Hold> {
    unless(
        case.signed.is_some(),
        Missing::Signature,
        "This version is not signed yet: sign and file it first",
    )
}

fn identity(case: &Case) -> Vec<Hold> {
    unless(
        case.is_identity_confirmed,
        Missing::Identity,
        "The patient's name, date of birth and NHS number have not been confirmed: compare them \
         with the referral and tick the box",
    )
}

fn hearing(case: &Case) -> Vec<Hold> {
    unless(
        case.unheard <= 0.0 || !case.unheard_reason.trim().is_empty(),
        Missing::Hearing,
        "Part of the dictation has not been listened to: play it, or write down why it need not \
         be heard",
    )
}

fn patient(case: &Case) -> Vec<Hold> {
    unless(
        case.papers.patient.is_some(),
        Missing::Patient,
        "No patient is chosen: find the patient in the record",
    )
}

fn author(case: &Case) -> Vec<Hold> {
    unless(
        case.papers.author.is_some(),
        Missing::Author,
        "No author is chosen: say whose letter this is",
    )
}

/// Somebody with a name, who signs as no one but themselves and no letter twice.
fn approver(case: &Case) -> Vec<Hold> {
    let Signer { name, is_author } = &case.signer;
    let author = case.papers.author.as_ref();
    let author = author.map_or("its author", |author| author.name.as_str());
    let message = match &case.manner {
        _ if name.trim().is_empty() => {
            "Nobody is named as approving: say who you are under View, People".to_owned()
        }
        _ if case.approvals.iter().any(|given| given.by == *name) => {
            format!("{name} has approved it already: somebody else has to be the second")
        }
        Manner::Own if !is_author && case.approvals.is_empty() => {
            format!("Only {author} can sign as {author}: sign for them, or send it unsigned")
        }
        Manner::For if !case.approvals.is_empty() => {
            "It wants a second signatory, who signs for themselves: another author has to sign"
                .to_owned()
        }
        Manner::For if *is_author => "The letter is your own: sign it as its author".to_owned(),
        Manner::Unsigned { reason } if reason.trim().is_empty() => {
            "It is to go unsigned: write down why it cannot wait".to_owned()
        }
        _ => return Vec::new(),
    };
    let missing = Missing::Approver;
    vec![Hold { missing, message }]
}

/// A restricted record keeps its letters: where the patient lives must not come out by one.
fn may_leave(case: &Case) -> Vec<Hold> {
    let patient = case.papers.patient.as_ref();
    unless(
        !patient.is_some_and(|patient| patient.details.restricted),
        Missing::Release,
        "The patient's record is restricted: a supervisor has to lift that before anything is sent",
    )
}

fn fields(case: &Case) -> Vec<Hold> {
    let needed = [Field::Addressee, Field::Salutation, Field::Closing];
    let empty = needed
        .into_iter()
        .filter(|field| case.papers.letter.field(*field).trim().is_empty());
    empty
        .map(|field| Hold {
            missing: Missing::Field(field),
            message: format!("{} is empty: fill it in", field.label()),
        })
        .collect()
}

fn text(case: &Case) -> Vec<Hold> {
    let written = |block: Block<'_>| block.kind != BlockKind::Heading && !block.is_blank();
    unless(
        case.papers.letter.body().blocks().any(written),
        Missing::Text,
        "The letter says nothing yet: write its text",
    )
}

/// A letter to the patient goes where the record says they are reached on the day: it may have
/// been begun when that was elsewhere.
fn address(case: &Case) -> Vec<Hold> {
    let papers = &case.papers;
    let Some(patient) = papers.patient.as_ref().filter(|it| !it.details.restricted) else {
        return Vec::new();
    };
    let to = recipients::of(papers, &[]).into_iter().next();
    let to = to.map(|first| first.to);
    let to = to.filter(|to| to.kind == RecipientKind::Patient && !to.address.is_empty());
    let on_record = papers.typed.and_then(|day| patient.address_on(day));
    let (Some(to), Some(on_record)) = (to, on_record) else {
        return Vec::new();
    };
    let is_same = plain(&to.address) == plain(on_record);
    unless(
        is_same,
        Missing::Address,
        "The patient's address in the letter is not the one the record has for today: correct the \
         letter, or the record",
    )
}

/// An address however its lines are broken and set.
fn plain(lines: &[String]) -> String {
    let kept = lines.iter().flat_map(|line| line.chars());
    kept.filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Nothing left open while typing, in any field or in the text.
fn filled_in(case: &Case) -> Vec<Hold> {
    let letter = &case.papers.letter;
    let fields = Field::ALL.map(|field| letter.field(field));
    let texts = fields.into_iter().chain([letter.body().text()]);
    texts
        .flat_map(|text| blanks(text).map(|left| &text[left]))
        .map(|left| Hold {
            missing: Missing::Blank,
            message: format!(
                "\u{201c}{left}\u{201d} is left in the letter: fill it in or take it out"
            ),
        })
        .collect()
}

fn answers(case: &Case) -> Vec<Hold> {
    let open = case.open_questions.iter().cloned();
    open.map(|message| Hold {
        missing: Missing::Answer,
        message,
    })
    .collect()
}

fn unless(is_met: bool, missing: Missing, message: &str) -> Vec<Hold> {
    let hold = || Hold {
        missing,
        message: message.to_owned(),
    };
    (!is_met).then(hold).into_iter().collect()
}
