//! The makes of pedal known by their reports, and reading a report by that table.

use serde::{Deserialize, Serialize};

use super::{Button, Pressed};

/// What a USB device calls itself: vendor and product number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PedalId {
    pub vendor: u16,
    pub product: u16,
}

/// Where a report tells one button: the byte, counted after any report ID, and the bits in it.
/// A mask of 0 is a button the pedal does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bit {
    pub byte: u8,
    pub mask: u8,
}

impl Bit {
    fn is_set(self, report: &[u8]) -> bool {
        let byte = report.get(usize::from(self.byte)).copied().unwrap_or(0);
        self.mask != 0 && byte & self.mask == self.mask
    }
}

/// One make of pedal, known or learnt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Make {
    pub name: String,
    pub id: PedalId,
    /// Usage page and usage of the interface that carries the switches, where the device has
    /// several and this is known.
    pub usage: Option<(u16, u16)>,
    /// Bytes in a report without its ID, where known; one more means that an ID leads it.
    pub length: Option<u8>,
    /// In the order of [`Button::ALL`].
    pub bits: [Bit; Button::ALL.len()],
}

impl Make {
    /// A device of which no button is known.
    pub fn unknown(name: impl Into<String>, id: PedalId, usage: Option<(u16, u16)>) -> Self {
        Self {
            name: name.into(),
            id,
            usage,
            length: None,
            bits: [Bit::default(); Button::ALL.len()],
        }
    }
}

/// The buttons that `report`, from a pedal of this make, says are down.
///
/// A report too short to say is read as no foot on the pedal: silence is the safe mistake.
pub fn decode(report: &[u8], make: &Make) -> Pressed {
    let leads = make
        .length
        .is_some_and(|length| report.len() == usize::from(length) + 1);
    let body = report.get(usize::from(leads)..).unwrap_or_default();
    Button::ALL
        .into_iter()
        .zip(make.bits)
        .filter(|(_, bit)| bit.is_set(body))
        .map(|(button, _)| button)
        .collect()
}

/// One row of the table; `masks` are for left, middle, right and fourth.
struct Row {
    name: &'static str,
    vendor: u16,
    product: u16,
    usage: Option<(u16, u16)>,
    length: Option<u8>,
    byte: u8,
    masks: [u8; Button::ALL.len()],
}

/// Philips pedals report functions rather than places; rewind is taken as left, play as middle
/// and forward as right, and end of letter as fourth. Published accounts of 0911:1844 disagree
/// on play and forward: where the pedal at hand does, pressing each one to learn it settles it.
#[rustfmt::skip]
const ROWS: [Row; 8] = [
    Row { name: "VEC Infinity",          vendor: 0x05F3, product: 0x00FF, usage: None,            length: Some(2), byte: 0, masks: [1, 2, 4, 0] },
    Row { name: "Olympus RS-28",         vendor: 0x07B4, product: 0x0218, usage: None,            length: None,    byte: 2, masks: [1, 4, 2, 0] },
    Row { name: "Olympus RS-31",         vendor: 0x07B4, product: 0x025F, usage: Some((0x0C, 1)), length: None,    byte: 2, masks: [4, 2, 1, 0] },
    Row { name: "Philips ACC2310/2320",  vendor: 0x0911, product: 0x1844, usage: Some((0x01, 4)), length: None,    byte: 0, masks: [1, 2, 4, 8] },
    Row { name: "Philips ACC2330",       vendor: 0x0911, product: 0x091A, usage: Some((0x01, 4)), length: None,    byte: 0, masks: [1, 2, 4, 8] },
    Row { name: "Philips foot control",  vendor: 0x0911, product: 0x184C, usage: None,            length: None,    byte: 0, masks: [1, 4, 2, 0] },
    Row { name: "Grundig foot control",  vendor: 0x15D8, product: 0x0024, usage: None,            length: None,    byte: 0, masks: [4, 1, 2, 0] },
    Row { name: "Dictaphone foot pedal", vendor: 0x04B4, product: 0x0100, usage: None,            length: None,    byte: 0, masks: [1, 4, 2, 0] },
];

/// The makes the program knows without being taught.
pub fn known_makes() -> Vec<Make> {
    ROWS.iter()
        .map(|row| Make {
            name: row.name.to_owned(),
            id: PedalId {
                vendor: row.vendor,
                product: row.product,
            },
            usage: row.usage,
            length: row.length,
            bits: row.masks.map(|mask| Bit {
                byte: row.byte,
                mask,
            }),
        })
        .collect()
}
