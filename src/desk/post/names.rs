//! What files that leave are called: by the letter's number, never by its patient.

use crate::letter::outgoing::Outgoing;

/// How the private folders begin in which papers are made; what is left of one is removed.
pub(in crate::desk) const OWN: &str = "post-";

/// The letter itself: the same for all who get it in that size.
pub(super) fn letter(item: &Outgoing) -> String {
    let (letter, version) = (item.stop.letter.0, item.stop.version);
    let large = match item.recipient.to.large_print {
        true => "-large",
        false => "",
    };
    format!("letter-{letter:06}-v{version}{large}")
}

/// What is this recipient's own: "letter-000012-v1-to-2".
pub(super) fn of_recipient(item: &Outgoing) -> String {
    let (letter, version, place) = (item.stop.letter.0, item.stop.version, item.stop.place);
    format!("letter-{letter:06}-v{version}-to-{place}")
}

/// The envelope or address sheet of this recipient.
pub(super) fn cover(item: &Outgoing) -> String {
    format!("{}-address", of_recipient(item))
}
