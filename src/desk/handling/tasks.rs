//! Tasks: phone notes over whatever is open, what is to be done, and recordings that are no letter.

use crate::desk::command::Sheet;
use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::problem::Outcome;
use crate::record::{Seen, Task, TaskId, TaskKind};

impl Desk {
    /// Looks up what is to be done.
    pub(in crate::desk) fn look_up_tasks(&mut self) {
        self.crew.record(|record, outbox| {
            outbox.post(Event::TasksFound(record.tasks()?));
            Ok(())
        });
    }

    /// Keeps a task, and leaves the sheet it was written on for what was open before.
    pub(in crate::desk) fn save_task(&mut self, task: Task, now: f64) {
        let (by, at) = (self.actor(), (self.clock)());
        if self.view.sheet == Some(Sheet::PhoneNote) {
            self.view.dismiss();
        }
        self.notices.say("The note is among the tasks", now);
        self.crew.record(move |record, outbox| {
            record.save_task(&by, &task, at)?;
            outbox.post(Event::TasksFound(record.tasks()?));
            Ok(())
        });
    }

    pub(in crate::desk) fn set_task_done(&mut self, row: Seen<TaskId>, is_done: bool) {
        let (by, at) = (self.actor(), (self.clock)());
        self.crew.record(move |record, outbox| {
            let done = record.set_task_done(&by, row, is_done, at);
            outbox.post(Event::TasksFound(record.tasks()?));
            done
        });
    }

    /// Makes a task of the recording on the desk, which is no letter.
    ///
    /// # Errors
    /// When its letter has been signed.
    pub(in crate::desk) fn become_task(&mut self, said: String, now: f64) -> Outcome<()> {
        let Some(piece) = &self.on_desk.piece else {
            return Ok(());
        };
        piece.refuse_changes()?;
        let row = piece.dictation.seen();
        let task = Task {
            kind: TaskKind::VoiceMessage,
            said,
            ..Task::default()
        };
        let (by, at) = (self.actor(), (self.clock)());
        self.put_away(now);
        self.crew.record(move |record, outbox| {
            let (_, changes) = record.become_task(&by, row, &task, at)?;
            outbox.post(Event::Changed(Box::new(changes)));
            outbox.post(Event::BecameTask);
            outbox.post(Event::TasksFound(record.tasks()?));
            Ok(())
        });
        Ok(())
    }

    /// A recording is a task now, and in the worklist no longer.
    pub(in crate::desk) fn became_task(&mut self, now: f64) {
        self.view.leave(Sheet::NoLetter);
        self.notices
            .say("It is among the tasks now; the recording is kept", now);
    }
}
