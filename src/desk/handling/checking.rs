//! Checking the record: a piece at a time, so that what is typed meanwhile is saved as ever.

use std::time::{Duration, Instant};

use crate::desk::checking::Checking;
use crate::desk::command::Sheet;
use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::problem::{Outcome, answered};
use crate::store::{Check, Record};

/// The longest that whatever else the record is asked waits for.
const TURN: Duration = Duration::from_millis(30);

impl Desk {
    /// Checks the record from its beginning, unless that is under way.
    pub(in crate::desk) fn check_record(&mut self) {
        self.view.sheet = Some(Sheet::Checking);
        if !self.checking.is_under_way() {
            self.checking = Checking::Begun;
            self.check_on(Box::default());
        }
    }

    pub(in crate::desk) fn stop_checking(&mut self, now: f64) {
        if self.checking.is_under_way() {
            self.checking = Checking::Stopped;
            self.notices.say("The check is stopped", now);
        }
    }

    /// The check has got on by a turn.
    pub(in crate::desk) fn record_checked(&mut self, check: Outcome<Box<Check>>, now: f64) {
        if !self.checking.is_under_way() {
            return;
        }
        match check {
            Ok(check) if check.is_done() => {
                self.checking = Checking::Done(check.found().clone());
                if self.view.sheet != Some(Sheet::Checking) {
                    let told = format!("The record is checked. {}", self.checking.told());
                    self.notices.say(told, now);
                }
            }
            Ok(check) => {
                self.checking = Checking::Under(check.progress());
                self.check_on(check);
            }
            Err(problem) => {
                self.checking = Checking::Stopped;
                self.notices.tell(&problem);
            }
        }
    }

    fn check_on(&mut self, mut check: Box<Check>) {
        self.crew.record(move |record, outbox| {
            let checked = answered(|| take_turn(record, &mut check));
            outbox.post(Event::RecordChecked(checked.map(|()| check)));
            Ok(())
        });
    }
}

fn take_turn(record: &dyn Record, check: &mut Check) -> Outcome<()> {
    let begun = Instant::now();
    while !check.is_done() && begun.elapsed() < TURN {
        record.check(check)?;
    }
    Ok(())
}
