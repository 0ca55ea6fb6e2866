//! Learns an unknown pedal from someone pressing each of its buttons once.

use super::{Bit, Button, Make};

/// What one report taught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A button is going down, or nothing changed.
    Nothing,
    /// The button asked for went down and came up, and is known now.
    Learnt(Button),
    /// That was a button learnt earlier; the one asked for is still wanted.
    Again(Button),
    /// The reports do not tell this button apart; the desk cannot use this pedal so.
    Unclear,
}

/// A pedal half known: fed with reports, it says which button it wants next.
///
/// A button is a bit that is up while the foot is down. Reports come only when something
/// changes, so a press is told by what falls away when the foot lifts.
#[derive(Clone, Debug)]
pub struct Learner {
    make: Make,
    next: usize,
    before: Option<Vec<u8>>,
}

impl Learner {
    /// Starts on `device`, as [`super::PedalEvent::Report`] names it.
    pub fn new(device: Make) -> Self {
        Self {
            make: device,
            next: 0,
            before: None,
        }
    }

    /// The button to press now; `None` when all are known or skipped.
    pub fn wants(&self) -> Option<Button> {
        Button::ALL.get(self.next).copied()
    }

    /// The pedal has no such button: ask for the next.
    pub fn skip(&mut self) {
        self.next += 1;
    }

    /// Takes in one report of the pedal, without a report ID.
    pub fn hear(&mut self, report: &[u8]) -> Heard {
        let Some(wanted) = self.wants() else {
            return Heard::Nothing;
        };
        let before = self.before.replace(report.to_vec()).unwrap_or_default();
        let fallen = fallen_bits(&before, report);
        let [bit] = fallen.as_slice() else {
            return if fallen.is_empty() {
                Heard::Nothing
            } else {
                Heard::Unclear
            };
        };
        match self.button_at(*bit) {
            Some(known) if self.make.bits[known as usize] == *bit => Heard::Again(known),
            Some(_) => Heard::Unclear,
            None => {
                self.make.bits[wanted as usize] = *bit;
                self.make.length = u8::try_from(report.len()).ok();
                self.next += 1;
                Heard::Learnt(wanted)
            }
        }
    }

    /// The pedal as far as it was learnt; `None` while no button is known.
    pub fn finish(self) -> Option<Make> {
        let known = self.make.bits.iter().any(|bit| bit.mask != 0);
        known.then_some(self.make)
    }

    /// The learnt button whose bits overlap `bit`.
    fn button_at(&self, bit: Bit) -> Option<Button> {
        let overlaps = |known: &Bit| known.byte == bit.byte && known.mask & bit.mask != 0;
        let at = self.make.bits.iter().position(overlaps)?;
        Button::ALL.get(at).copied()
    }
}

/// The bits up in `before` and down in `after`, a byte at a time.
fn fallen_bits(before: &[u8], after: &[u8]) -> Vec<Bit> {
    (0..=u8::MAX)
        .zip(before.iter().zip(after))
        .map(|(byte, (before, after))| Bit {
            byte,
            mask: before & !after,
        })
        .filter(|bit| bit.mask != 0)
        .collect()
}
