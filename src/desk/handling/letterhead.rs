//! Lettering: the logo of the letterhead is read, kept with the record, and taken out.

use std::path::PathBuf;

use crate::desk::crew::Outbox;
use crate::desk::event::Event;
use crate::desk::logo::Logo;
use crate::desk::state::Desk;
use crate::problem::{Outcome, answered};
use crate::store::Record;

/// Name under which the logo is kept in the record, in hexadecimal; empty where there is none.
const LOGO: &str = "logo";

impl Desk {
    /// Reads a logo away from the record, which has typing to keep meanwhile; or takes it out.
    pub(in crate::desk) fn set_logo(&mut self, file: Option<PathBuf>) {
        match file {
            Some(file) => self.crew.check(move |outbox| {
                let read = answered(|| Logo::read(&file));
                outbox.post(Event::LogoRead(read.map(Box::new)));
            }),
            None => {
                self.logo = None;
                let by = self.actor();
                self.crew
                    .record(move |record, _| record.set_setting(&by, LOGO, ""));
            }
        }
    }

    /// A logo that was chosen has been read: it is kept.
    pub(in crate::desk) fn take_logo(&mut self, logo: Logo, now: f64) {
        let png = hex::encode(&logo.png);
        self.logo = Some(logo);
        let by = self.actor();
        self.crew
            .record(move |record, _| record.set_setting(&by, LOGO, &png));
        self.notices.say(
            "The logo stands at the head of each letter from now on",
            now,
        );
    }
}

/// The logo that the record keeps, posted as one just read. One that cannot be read is left out:
/// no letter waits for a picture.
pub(in crate::desk) fn read_logo(record: &dyn Record, outbox: &Outbox) -> Outcome<()> {
    let kept = record.setting(LOGO)?.unwrap_or_default();
    let png = hex::decode(kept).unwrap_or_default();
    if !png.is_empty()
        && let Ok(logo) = answered(|| Logo::of(png))
    {
        outbox.post(Event::LogoKept(Box::new(logo)));
    }
    Ok(())
}
