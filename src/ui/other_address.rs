//! Addresses for a time, as they are entered beside a patient's home.

use egui::{Grid, Ui};
use jiff::civil::Date;

use crate::desk::Desk;
use crate::problem::{Outcome, Problem};
use crate::record::{AddressKind, DatedAddress};

use super::entries::{choice, date, day, line, lines, split};

/// An address for a time, as typed.
pub struct Other {
    lines: String,
    kind: AddressKind,
    from: String,
    until: String,
}

/// Addresses for a time, and where they lived before.
pub fn show(ui: &mut Ui, desk: &Desk, others: &mut Vec<Other>) {
    ui.add_space(6.0);
    let mut removed = None;
    for (at, other) in others.iter_mut().enumerate() {
        ui.push_id(("other", at), |ui| {
            ui.separator();
            Grid::new("other-address")
                .num_columns(2)
                .spacing([12.0, 8.0])
                .show(ui, |ui| {
                    choice(
                        ui,
                        "For",
                        &mut other.kind,
                        &AddressKind::ALL,
                        AddressKind::label,
                    );
                    lines(ui, "Other address", &mut other.lines, "a line each", 3);
                    line(ui, "From", &mut other.from, "empty: always");
                    line(
                        ui,
                        "Until",
                        &mut other.until,
                        "the last day; empty: for good",
                    );
                });
            if ui.button("Take this address away").clicked() {
                removed = Some(at);
            }
        });
    }
    if let Some(at) = removed {
        others.remove(at);
    }
    if ui.button("Another address for a time…").clicked() {
        others.push(Other {
            lines: String::new(),
            kind: AddressKind::Temporary,
            from: day(desk.day()),
            until: String::new(),
        });
    }
}

impl Other {
    pub fn of(address: &DatedAddress) -> Self {
        let written = |date: Option<Date>| date.map_or_else(String::new, day);
        Self {
            lines: address.lines.join("\n"),
            kind: address.kind,
            from: written(address.from),
            until: written(address.until),
        }
    }

    pub fn read(&self) -> Outcome<DatedAddress> {
        let address = DatedAddress {
            lines: split(&self.lines, None),
            kind: self.kind,
            from: date(&self.from)?,
            until: date(&self.until)?,
        };
        let ends_first = matches!((address.from, address.until), (Some(a), Some(b)) if b < a);
        match ends_first {
            true => Err(Problem::new(
                "An address ends before it begins",
                "Correct one of its two dates; nothing has been saved yet",
            )),
            false => Ok(address),
        }
    }
}
