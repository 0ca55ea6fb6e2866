//! Signing: a version closed for good, with all that was approved, and opened again as a new one.

use rusqlite::named_params;
use sha2::{Digest, Sha256};

use super::audit::{self, Action, Event};
use super::given::NewVersion;
use super::transaction::Work;
use super::value::Json;
use super::versions::{already_signed, is_signed, latest};
use super::{dictations, letters, recipients, stages, steps};
use crate::letter::history::Manuscript;
use crate::letter::stages::Stage;
use crate::letter::versions::OpenLetter;
use crate::problem::{Outcome, Problem};
use crate::record::{LetterId, Status};

/// Signs a version: its document, hash and approval, the dictation's status, the event and the debt
/// of filing it.
pub(super) fn sign(work: &Work<'_>, new: &NewVersion) -> Outcome<()> {
    let version = latest(work, new.letter)?;
    if version != new.version || letters::dictation_of(work, new.letter)? != new.dictation.id {
        return Err(Problem::new(
            "This is not the version of the letter that is open",
            "Close the letter, open it again and sign it; nothing has been signed",
        ));
    }
    if is_signed(work, new.letter, version)? {
        return Err(already_signed());
    }
    dictations::as_seen(work, new.dictation)?;
    if !letters::is_typed(work, new.letter, version)? {
        steps::note_typed(work, new.letter, version, &new.typed)?;
    }
    steps::keep_approval(work, new.letter, version, &new.approval)?;
    insert(work, new)?;
    recipients::keep(work, new.letter, version, &new.recipients)?;
    stages::take(work, new.dictation.id, Stage::Approved)?;
    dictations::set_status(work, new.dictation.id, Status::Signed)?;
    dictations::count_change(work, new.dictation.id)?;
    let signed = |action| Event::of(action).version(new.letter, version);
    if !new.unheard.is_empty() {
        let why = format!(": {}", new.unheard);
        audit::append(work, signed(Action::SignedUnheard).on(&why))?;
    }
    audit::append(work, signed(Action::Signed))
}

/// Opens a signed letter for change as a new version, which starts where the signed one ended.
pub(super) fn amend(work: &Work<'_>, letter: LetterId) -> Outcome<OpenLetter> {
    let signed = letters::open(work, letter)?;
    if signed.signed.is_none() {
        return Err(Problem::new(
            "This letter is not signed, so there is nothing to amend",
            "Carry on typing in it as it is",
        ));
    }
    let text = Manuscript::replay(signed.start, signed.entries)?;
    let version = signed.version + 1;
    let amended = letters::begin_version(work, letter, version, text.letter())?;
    let dictation = letters::dictation_of(work, letter)?;
    dictations::set_status(work, dictation, Status::Typing)?;
    dictations::count_change(work, dictation)?;
    audit::append(work, Event::of(Action::Amended).version(letter, version))?;
    Ok(amended)
}

fn insert(work: &Work<'_>, new: &NewVersion) -> Outcome<()> {
    let sha256: [u8; 32] = Sha256::digest(&new.document).into();
    work.execute(
        include_str!("sql/document-insert.sql"),
        named_params! {
            ":letter": new.letter.0,
            ":version": new.version,
            ":patient": new.patient.0,
            ":author": new.author.0,
            ":dictation": new.dictation.id.0,
            ":sha256": sha256,
            ":approval": Json(&new.approval),
            ":text": new.text,
        },
    )?;
    Ok(())
}
