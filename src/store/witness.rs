//! What is put down of a letter once each time it is opened.

use super::audit::{self, Action, Event};
use super::given::Listening;
use super::transaction::Work;
use super::{dictations, versions};
use crate::letter::Edit;
use crate::letter::history::Entry;
use crate::problem::Outcome;
use crate::record::{DictationId, LetterId};

/// Puts down that a letter is edited, unless that has been done since it was opened, and each
/// question that is settled in it.
pub(super) fn edits(
    work: &Work<'_>,
    letter: LetterId,
    entries: &[Entry],
    is_known: bool,
) -> Outcome<()> {
    let version = versions::latest(work, letter)?;
    if !is_known {
        audit::append(work, Event::of(Action::Edited).version(letter, version))?;
    }
    for entry in entries {
        if let Entry::Did(step) = entry
            && let Edit::Settle { settlement, done } = &step.edit
        {
            let what = serde_json::to_string(&settlement.key.subject).unwrap_or_default();
            let what = what.trim_matches('"');
            let again = if *done { "" } else { " asked again" };
            let settled = Event::of(Action::Settled).version(letter, version);
            audit::append(work, settled.on(&format!(": {what}{again}")))?;
        }
    }
    Ok(())
}

/// Whether more of the dictation has been listened to than the record knows.
pub(super) fn is_news(work: &Work<'_>, id: DictationId, listening: &Listening) -> Outcome<bool> {
    Ok(!listening.heard.is_empty() && dictations::heard(work, id)? != listening.heard)
}
