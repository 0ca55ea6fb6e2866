//! The page of tasks: what is to be done, the first due first, done by a key.

use egui::{Key, Label, RichText, Ui};

use crate::desk::Desk;
use crate::desk::command::{Command, Sheet};
use crate::record::{Patient, TaskRow};

use super::parts;
use super::rows::{self, Cell, Cursor};

const WIDTH: f32 = 1180.0;

pub fn show(ui: &mut Ui, desk: &Desk, cursor: &mut Cursor, commands: &mut Vec<Command>) {
    parts::sheet(ui, "Tasks", WIDTH, commands, |ui, commands| {
        let Some(tasks) = desk.tasks() else {
            ui.label("Looking them up…");
            return;
        };
        if tasks.is_empty() {
            let told = parts::telling(
                desk,
                "Nothing is to be done. {} writes a phone note down, whatever you are at.",
                &Command::Show(Sheet::PhoneNote),
            );
            ui.add(Label::new(told).wrap());
            return;
        }
        let open = tasks
            .iter()
            .filter(|row| row.task.done_at.is_none())
            .count();
        ui.label(match open {
            1 => "1 to be done".to_owned(),
            open => format!("{open} to be done"),
        });
        cursor.follow_keys(ui, tasks.len());
        if let Some(row) = tasks.get(cursor.at) {
            keys(ui, cursor, row, commands);
        }
        let colours = parts::colours(desk);
        let widths = widths(rows::width(ui));
        let [due, what, patient, from] = widths;
        rows::headings(
            ui,
            colours,
            &[
                ("Due", due),
                ("What", what),
                ("Patient", patient),
                ("From", from),
            ],
        );
        let height = (ui.ctx().content_rect().height() - 340.0).clamp(160.0, 760.0);
        rows::show(ui, cursor, tasks.len(), height, |ui, at, is_current| {
            one(ui, desk, &tasks[at], is_current, widths)
        });
        foot(ui, desk, tasks.get(cursor.at), commands);
    });
}

fn widths(available: f32) -> [f32; 4] {
    let rest = (available - 110.0).max(300.0);
    [110.0, rest * 0.40, rest * 0.28, rest * 0.32]
}

fn keys(ui: &Ui, cursor: &Cursor, row: &TaskRow, commands: &mut Vec<Command>) {
    if cursor.said(ui, Key::Space) {
        commands.push(done(row));
    }
    if cursor.said(ui, Key::O) {
        commands.extend(letter(row));
    }
    if cursor.said(ui, Key::P) {
        commands.extend(page(row));
    }
}

/// Who rang, and what for.
fn said(row: &TaskRow) -> String {
    let said = [row.task.caller.as_str(), row.task.said.as_str()];
    let said = said.into_iter().filter(|it| !it.is_empty());
    said.collect::<Vec<_>>().join(": ")
}

fn done(row: &TaskRow) -> Command {
    Command::SetTaskDone(row.task.seen(), row.task.done_at.is_none())
}

fn letter(row: &TaskRow) -> Vec<Command> {
    let open = row.task.dictation.map(Command::Open);
    open.map_or(Vec::new(), |open| vec![Command::Dismiss, open])
}

fn page(row: &TaskRow) -> Option<Command> {
    row.task.patient.map(Command::LookUp)
}

fn one(
    ui: &mut Ui,
    desk: &Desk,
    row: &TaskRow,
    is_current: bool,
    [due, what, patient, from]: [f32; 4],
) -> egui::Response {
    let colours = parts::colours(desk);
    let task = &row.task;
    let is_done = task.done_at.is_some();
    let ink = if is_done { colours.muted } else { colours.text };
    let is_late = !is_done && task.due.is_some_and(|day| day < desk.day());
    let day = match (is_done, task.due) {
        (true, _) => "done".to_owned(),
        (_, Some(day)) => day.strftime("%d/%m/%Y").to_string(),
        (_, None) => String::new(),
    };
    let said = said(row);
    let who = row
        .patient
        .as_ref()
        .map_or_else(String::new, Patient::display_name);
    let noted = crate::letter::dates::day_of(task.at).strftime("%d/%m/%Y");
    let made = format!("{}, {}, {noted}", task.kind.label(), task.who);
    let cell = |text, width| Cell { text, width, ink };
    let cells = [
        Cell {
            text: &day,
            width: due,
            ink: if is_late { colours.bad } else { ink },
        },
        cell(&said, what),
        cell(&who, patient),
        Cell {
            text: &made,
            width: from,
            ink: colours.muted,
        },
    ];
    rows::row(ui, colours, &cells, is_current, 0.0)
}

fn foot(ui: &mut Ui, desk: &Desk, row: Option<&TaskRow>, commands: &mut Vec<Command>) {
    let Some(row) = row else {
        return;
    };
    // What is cut off above stands here whole.
    ui.add(Label::new(said(row)).wrap());
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let is_done = row.task.done_at.is_some();
        let label = if is_done {
            "Not done after all"
        } else {
            "Done"
        };
        if parts::main_button(ui, desk, label, true).clicked() {
            commands.push(done(row));
        }
        if row.task.dictation.is_some() && ui.button("Open its letter").clicked() {
            commands.extend(letter(row));
        }
        if row.task.patient.is_some() && ui.button("About the patient").clicked() {
            commands.extend(page(row));
        }
        let told = "Arrows: row. Space or Enter: done. O: open its letter. P: its patient.";
        let told = RichText::new(told).color(parts::colours(desk).muted);
        ui.add(Label::new(told).truncate());
    });
}
