//! The record's intents about tasks: what is to be done that is no letter.

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};

use super::audit::{self, Action, Event};
use super::failure::changed_meanwhile;
use super::transaction::Work;
use super::value::{Json, Text};
use super::{Store, dictations, one_row, patients};
use crate::problem::{Outcome, Problem};
use crate::record::{
    Actor, Changes, DictationId, PatientId, RecordingId, Seen, Task, TaskId, TaskRow,
};

/// How many of those that were done last are still listed.
const LATELY_DONE: usize = 50;

/// Why a recording that became a task is in the worklist no longer.
const BECAME_TASK: &str = "voice message: became a task";

/// Tasks, as the desk speaks of them with the record.
pub trait Tasks {
    /// Those to be done, the first due first, and then those done last.
    fn tasks(&self) -> Outcome<Vec<TaskRow>>;

    /// Adds the task (id 0) or changes the one with that id, as it was seen.
    ///
    /// # Errors
    /// When it says nothing.
    fn save_task(&mut self, by: &Actor, task: &Task, now: Timestamp) -> Outcome<TaskId>;

    /// Says that a task is done, or that it is not after all.
    fn set_task_done(
        &mut self,
        by: &Actor,
        row: Seen<TaskId>,
        is_done: bool,
        now: Timestamp,
    ) -> Outcome<()>;

    /// Makes a task of a recording that is no letter: its entry leaves the worklist, and the
    /// recording is kept.
    ///
    /// # Errors
    /// When its letter has been signed.
    fn become_task(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        task: &Task,
        now: Timestamp,
    ) -> Outcome<(TaskId, Changes)>;
}

impl Tasks for Store {
    fn tasks(&self) -> Outcome<Vec<TaskRow>> {
        let open = "WHERE done_at IS NULL ORDER BY due IS NULL, due, id";
        let done =
            format!("WHERE done_at IS NOT NULL ORDER BY done_at DESC, id DESC LIMIT {LATELY_DONE}");
        let mut rows = all(&self.connection, open)?;
        rows.extend(all(&self.connection, &done)?);
        Ok(rows)
    }

    fn save_task(&mut self, by: &Actor, task: &Task, now: Timestamp) -> Outcome<TaskId> {
        self.apart(by, "saving a task", |work| save(work, task, now))
    }

    fn set_task_done(
        &mut self,
        by: &Actor,
        row: Seen<TaskId>,
        is_done: bool,
        now: Timestamp,
    ) -> Outcome<()> {
        self.apart(by, "saying that a task is done", |work| {
            set_done(work, row, is_done, now)
        })
    }

    fn become_task(
        &mut self,
        by: &Actor,
        row: Seen<DictationId>,
        task: &Task,
        now: Timestamp,
    ) -> Outcome<(TaskId, Changes)> {
        self.intend(by, "making a task of a recording", |work| {
            become_task(work, row, task, now)
        })
    }
}

fn save(work: &Work<'_>, task: &Task, now: Timestamp) -> Outcome<TaskId> {
    if task.said.trim().is_empty() && task.caller.trim().is_empty() {
        return Err(Problem::new(
            "The note is empty",
            "Write down who rang or what is to be done",
        ));
    }
    let id = match task.id.0 {
        0 => add(work, task, now)?,
        _ => change(work, task)?,
    };
    let added = Event::of(Action::TaskAdded).on(&format!("task {}", id.0));
    audit::append(work, about(added, task.patient))?;
    Ok(id)
}

fn add(work: &Work<'_>, task: &Task, now: Timestamp) -> Outcome<TaskId> {
    work.execute(
        "INSERT INTO task (kind, caller, said, patient, dictation, recording, due, at, person, who)
         VALUES (:kind, :caller, :said, :patient, :dictation, :recording, :due, :at, :person, :who)",
        named_params! {
            ":kind": Json(task.kind),
            ":caller": task.caller.trim(),
            ":said": task.said.trim(),
            ":patient": task.patient.map(|id| id.0),
            ":dictation": task.dictation.map(|id| id.0),
            ":recording": task.recording.map(|id| id.0),
            ":due": task.due.map(Text),
            ":at": Text(now),
            ":person": work.person(),
            ":who": work.by().name(),
        },
    )?;
    Ok(TaskId(work.last_insert_rowid()))
}

fn change(work: &Work<'_>, task: &Task) -> Outcome<TaskId> {
    let changed = work.execute(
        "UPDATE task SET caller = :caller, said = :said, patient = :patient, due = :due,
             revision = revision + 1 WHERE id = :id AND revision = :revision",
        named_params! {
            ":id": task.id.0,
            ":caller": task.caller.trim(),
            ":said": task.said.trim(),
            ":patient": task.patient.map(|id| id.0),
            ":due": task.due.map(Text),
            ":revision": task.revision,
        },
    )?;
    one_row(changed).map_err(|_| changed_meanwhile("This task"))?;
    Ok(task.id)
}

fn set_done(work: &Work<'_>, row: Seen<TaskId>, is_done: bool, now: Timestamp) -> Outcome<()> {
    let changed = work.execute(
        "UPDATE task SET done_at = ?2, done_by = ?3, revision = revision + 1
         WHERE id = ?1 AND revision = ?4",
        (
            row.id.0,
            is_done.then_some(Text(now)),
            work.person().filter(|_| is_done),
            row.revision,
        ),
    )?;
    one_row(changed).map_err(|_| changed_meanwhile("This task"))?;
    let sql = "SELECT patient FROM task WHERE id = ?1";
    let patient: Option<i64> = work.query_row(sql, [row.id.0], |row| row.get(0))?;
    let action = match is_done {
        true => Action::TaskDone,
        false => Action::TaskOpened,
    };
    let event = Event::of(action).on(&format!("task {}", row.id.0));
    audit::append(work, about(event, patient.map(PatientId)))
}

fn become_task(
    work: &Work<'_>,
    row: Seen<DictationId>,
    task: &Task,
    now: Timestamp,
) -> Outcome<TaskId> {
    let dictation = dictations::as_seen(work, row)?;
    if !dictation.status.is_open() {
        return Err(Problem::new(
            "The letter of this recording is signed, so it stays a letter",
            "Write a phone note of what is to be done besides",
        ));
    }
    let task = Task {
        patient: task.patient.or(dictation.patient),
        dictation: Some(dictation.id),
        recording: dictation.recording,
        ..task.clone()
    };
    let id = save(work, &task, now)?;
    work.execute(
        "UPDATE dictation SET removed_at = ?2, removed_by = ?3, removed_why = ?4 WHERE id = ?1",
        (row.id.0, Text(now), work.person(), BECAME_TASK),
    )?;
    dictations::count_change(work, row.id)?;
    let became = Event::of(Action::BecameTask).dictation(row.id);
    audit::append(work, became.on(&format!(": task {}", id.0)))?;
    Ok(id)
}

fn about(event: Event, patient: Option<PatientId>) -> Event {
    match patient {
        Some(id) => event.on(", ").patient(id),
        None => event,
    }
}

fn all(connection: &Connection, which: &str) -> Outcome<Vec<TaskRow>> {
    let sql = format!(
        "SELECT id, kind, caller, said, patient, dictation, recording, due, at, who, done_at, revision
         FROM task {which}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let tasks = statement.query_map([], read)?;
    tasks
        .map(|task| {
            let task = task?;
            let patient = task.patient.map(|id| patients::at(connection, id));
            Ok(TaskRow {
                patient: patient.transpose()?,
                task,
            })
        })
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Task> {
    let day = |name: &str| row.get::<_, Option<Text<_>>>(name);
    let done_at: Option<Text<Timestamp>> = row.get("done_at")?;
    Ok(Task {
        id: TaskId(row.get("id")?),
        kind: row.get::<_, Json<_>>("kind")?.0,
        caller: row.get("caller")?,
        said: row.get("said")?,
        patient: row.get::<_, Option<_>>("patient")?.map(PatientId),
        dictation: row.get::<_, Option<_>>("dictation")?.map(DictationId),
        recording: row.get::<_, Option<_>>("recording")?.map(RecordingId),
        due: day("due")?.map(|due| due.0),
        at: row.get::<_, Text<_>>("at")?.0,
        who: row.get("who")?,
        done_at: done_at.map(|at| at.0),
        revision: row.get("revision")?,
    })
}
