//! The phone note: who rang, about whom, what for and until when, over whatever is open. What is typed
//! here goes nowhere else, and afterwards the keyboard is where it was.

use egui::{Label, Response, RichText, TextEdit, Ui};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::desk::Desk;
use crate::desk::command::{Command, Sheet};
use crate::problem::{Outcome, Problem};
use crate::record::{Patient, Task, TaskKind, born};

use super::{hands, parts};

/// So many patients are offered.
const OFFERED: usize = 4;

/// What has been typed into it.
#[derive(Default)]
pub struct PhoneNote {
    caller: String,
    query: String,
    said: String,
    due: String,
    patient: Option<Patient>,
    is_open: bool,
    refusal: Option<String>,
}

impl PhoneNote {
    /// Forgets what was typed once the note is left, whatever it was written over.
    pub fn follow(&mut self, desk: &Desk) {
        if desk.sheet() != Some(Sheet::PhoneNote) && self.is_open {
            *self = Self::default();
        }
    }
}

pub fn show(ui: &mut Ui, desk: &Desk, note: &mut PhoneNote, commands: &mut Vec<Command>) {
    parts::sheet(ui, "Phone note", 640.0, commands, |ui, commands| {
        let is_first = !std::mem::replace(&mut note.is_open, true);
        if is_first {
            note.patient = desk
                .piece()
                .and_then(|piece| desk.patient_of(&piece.dictation))
                .cloned();
        }
        hands::first(&line(
            ui,
            "Who rang",
            &mut note.caller,
            "Mrs Sample’s daughter",
        ));
        about(ui, desk, note, commands);
        line(
            ui,
            "What for",
            &mut note.said,
            "Has not had the result of the scan",
        );
        line(
            ui,
            "Due",
            &mut note.due,
            "today, tomorrow or 12/03/2026; empty for no day",
        );
        if let Some(why) = &note.refusal {
            let told = RichText::new(why).color(parts::colours(desk).bad);
            ui.add(Label::new(told).wrap());
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            if parts::main_button(ui, desk, "Save the note", true).clicked() {
                save(desk, note, commands);
            }
            let told = "Enter saves, Escape leaves; the letter stays as it is.";
            ui.label(RichText::new(told).color(parts::colours(desk).muted));
        });
    });
}

fn line(ui: &mut Ui, label: &str, text: &mut String, hint: &str) -> Response {
    let label = ui.label(label);
    let field = TextEdit::singleline(text)
        .hint_text(hint)
        .desired_width(f32::INFINITY);
    ui.add(field).labelled_by(label.id)
}

/// Whom it is about: the patient on the desk, or one that is looked for.
fn about(ui: &mut Ui, desk: &Desk, note: &mut PhoneNote, commands: &mut Vec<Command>) {
    let label = ui.label("About");
    if let Some(patient) = &note.patient {
        let told = told(patient);
        ui.horizontal(|ui| {
            let room = ui.available_width() - 150.0;
            ui.allocate_ui(egui::vec2(room, 24.0), |ui| {
                ui.add(Label::new(told).truncate());
            });
            if ui.button("Somebody else").clicked() {
                note.patient = None;
            }
        });
        return;
    }
    let field = ui.add(
        TextEdit::singleline(&mut note.query)
            .hint_text("Name, number or date of birth; empty for nobody")
            .desired_width(f32::INFINITY),
    );
    let field = field.labelled_by(label.id);
    if field.changed() {
        commands.push(Command::SearchPatients(note.query.clone()));
    }
    if note.query.trim().is_empty() || desk.patient_query() != note.query {
        return;
    }
    for patient in desk.patients_found().iter().take(OFFERED) {
        let choice = egui::Button::new(told(patient)).truncate();
        if ui.add(choice).clicked() {
            note.patient = Some(patient.clone());
        }
    }
    if desk.patients_found().is_empty() {
        ui.label("No patient in the record matches; the note can be kept without one.");
    }
}

fn told(patient: &Patient) -> String {
    let born = patient.born.strftime("%d/%m/%Y");
    format!("{}, born {born}", patient.display_name())
}

fn save(desk: &Desk, note: &mut PhoneNote, commands: &mut Vec<Command>) {
    let is_sought = note.patient.is_none() && !note.query.trim().is_empty();
    let read = match is_sought {
        true => Err(Problem::new(
            "Nobody is chosen under About",
            "Choose a patient with Tab and Space, or empty the field",
        )),
        false => task(desk, note),
    };
    match read {
        Ok(task) => commands.push(Command::SaveTask(Box::new(task))),
        Err(problem) => note.refusal = Some(problem.message()),
    }
}

fn task(desk: &Desk, note: &PhoneNote) -> Outcome<Task> {
    if note.caller.trim().is_empty() && note.said.trim().is_empty() {
        return Err(Problem::new(
            "The note is empty",
            "Write down who rang or what is to be done",
        ));
    }
    let on_desk = desk.piece().map(|piece| &piece.dictation);
    let is_of_it = |patient: &Patient| on_desk.is_some_and(|row| row.patient == Some(patient.id));
    Ok(Task {
        kind: TaskKind::PhoneCall,
        caller: note.caller.clone(),
        said: note.said.clone(),
        patient: note.patient.as_ref().map(|patient| patient.id),
        dictation: note
            .patient
            .as_ref()
            .filter(|patient| is_of_it(patient))
            .and(on_desk)
            .map(|row| row.id),
        due: due(&note.due, desk.day())?,
        ..Task::default()
    })
}

/// A day as people write it: a date, or one of the next days by its name.
fn due(text: &str, today: Date) -> Outcome<Option<Date>> {
    let days = match text.trim().to_lowercase().as_str() {
        "" => return Ok(None),
        "today" => 0,
        "tomorrow" => 1,
        "in a week" | "next week" => 7,
        text => {
            return born::any_day(text).map(Some).map_err(|_| {
                Problem::new(
                    "The day under Due is not a date",
                    "Write today, tomorrow, or day, month and full year: 12/03/2026",
                )
            });
        }
    };
    Ok(today.checked_add(days.days()).ok())
}
