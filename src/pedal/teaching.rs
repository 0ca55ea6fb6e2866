//! Teaching: someone presses each button of a pedal in turn, whichever device it turns out to be.

use super::{Button, Heard, Learner, Make};

/// A lesson under way. Reports of every device come in; the one that has a button learnt first is
/// the pedal, and nobody else is listened to from then on.
#[derive(Clone, Debug, Default)]
pub struct Teaching {
    /// A learner for each device that has said something; the pedal's alone once it is found.
    learners: Vec<(Make, Learner)>,
    is_found: bool,
    /// How many buttons were skipped before, for a device not heard of yet.
    skipped: usize,
}

impl Teaching {
    /// The button to press now; `None` when all are learnt or skipped.
    pub fn wants(&self) -> Option<Button> {
        match self.learners.first() {
            Some((_, learner)) => learner.wants(),
            None => Button::ALL.get(self.skipped).copied(),
        }
    }

    /// The pedal has no such button: ask for the next.
    pub fn skip(&mut self) {
        self.skipped += 1;
        for (_, learner) in &mut self.learners {
            learner.skip();
        }
    }

    /// Takes in a report of a device, as [`super::PedalEvent::Report`] gives it.
    pub fn hear(&mut self, device: &Make, report: &[u8]) -> Heard {
        let known = self.learners.iter().position(|(make, _)| make == device);
        let at = match known {
            Some(at) => at,
            None if self.is_found => return Heard::Nothing,
            None => {
                let mut learner = Learner::new(device.clone());
                (0..self.skipped).for_each(|_| learner.skip());
                self.learners.push((device.clone(), learner));
                self.learners.len() - 1
            }
        };
        let Some((_, learner)) = self.learners.get_mut(at) else {
            return Heard::Nothing;
        };
        let heard = learner.hear(report);
        if let (Heard::Learnt(_), false) = (heard, self.is_found) {
            let found = self.learners.swap_remove(at);
            self.learners = vec![found];
            self.is_found = true;
        }
        heard
    }

    /// The pedal as far as it was learnt; `None` while no button is known.
    pub fn finish(self) -> Option<Make> {
        let (_, learner) = self.learners.into_iter().next()?;
        learner.finish()
    }
}
