//! The patient sheet: find the right record, change it, merge two that are one, or make a new one.

use egui::{Key, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use crate::desk::Desk;
use crate::desk::command::{Command, Sheet};
use crate::letter::dates;
use crate::record::Patient;

use super::patient_form::{PatientForm, refusal};
use super::{hands, merge, parts};

const WIDTH: f32 = 780.0;
/// As high as a patient's card is.
const CARD: f32 = 48.0;

/// What the sheet shows, and what has been typed into it.
#[derive(Default)]
pub struct PatientSheet {
    /// A patient being entered or changed.
    form: Option<Box<PatientForm>>,
    is_new: bool,
    refusal: Option<String>,
    /// One who proved to be another, while that other is looked for.
    merging: Option<Patient>,
    /// And that other.
    into: Option<Patient>,
    /// What had been done with patients when the form was opened.
    settled: u32,
}

pub fn show(ui: &mut Ui, desk: &Desk, sheet: &mut PatientSheet, commands: &mut Vec<Command>) {
    // What was asked for is in the record: back to the search.
    if desk.patients_settled() != std::mem::replace(&mut sheet.settled, desk.patients_settled()) {
        sheet.leave();
    }
    let title = match (&sheet.form, &sheet.merging) {
        (Some(_), _) if sheet.is_new => "New patient",
        (Some(_), _) => "Change the patient",
        (None, Some(_)) => "Merge into another patient",
        _ if is_choosing(desk) => "Choose the patient",
        _ => "Patients",
    };
    parts::sheet(ui, title, WIDTH, commands, |ui, commands| {
        if sheet.form.is_some() {
            form(ui, desk, sheet, commands);
        } else if let (Some(gone), Some(stays)) = (&sheet.merging, &sheet.into) {
            if merge::compare(ui, desk, gone, stays, commands) {
                sheet.leave();
            }
        } else {
            search(ui, desk, sheet, commands);
        }
    });
}

/// Whether a patient is looked for to be the one of the letter on the desk.
fn is_choosing(desk: &Desk) -> bool {
    desk.sheet() == Some(Sheet::Patient)
}

impl PatientSheet {
    fn leave(&mut self) {
        *self = Self {
            settled: self.settled,
            ..Self::default()
        };
    }

    fn edit(&mut self, patient: &Patient) {
        self.form = Some(Box::new(PatientForm::of(patient)));
        self.is_new = false;
    }
}

fn search(ui: &mut Ui, desk: &Desk, sheet: &mut PatientSheet, commands: &mut Vec<Command>) {
    if let Some(gone) = &sheet.merging {
        ui.label(format!("Who is {} in truth?", gone.display_name()));
    }
    let mut query = desk.patient_query().to_owned();
    let response = ui.add(
        TextEdit::singleline(&mut query)
            .hint_text("Name, NHS number, hospital number or date of birth")
            .desired_width(f32::INFINITY),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Find a patient"));
    hands::first(&response);
    if response.changed() {
        commands.push(Command::SearchPatients(query.clone()));
    }
    let found = desk.patients_found();
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if let ([only], true) = (found, entered) {
        take(desk, sheet, only, commands);
    }
    ui.add_space(4.0);
    let height = (ui.ctx().content_rect().height() - 300.0).clamp(160.0, 460.0);
    ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            let merging = sheet.merging.as_ref().map(|gone| gone.id);
            for patient in found.iter().filter(|found| Some(found.id) != merging) {
                row(ui, desk, sheet, patient, commands);
            }
            if found.is_empty() {
                ui.label("No patient in the record matches.");
            }
        });
    ui.separator();
    if sheet.merging.is_some() {
        if ui.button("Leave them as they are").clicked() {
            sheet.leave();
        }
    } else if ui.button("New patient…").clicked() {
        sheet.is_new = true;
        sheet.form = Some(Box::new(PatientForm::named(query)));
    }
}

/// A patient with what can be done: chosen, changed, merged.
fn row(
    ui: &mut Ui,
    desk: &Desk,
    sheet: &mut PatientSheet,
    patient: &Patient,
    commands: &mut Vec<Command>,
) {
    let size = egui::vec2(ui.available_width(), CARD);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        if sheet.merging.is_none() {
            beside(ui, sheet, patient, commands);
        }
        let rest = egui::vec2(ui.available_width(), CARD);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(rest, layout, |ui| {
            if ui.add(card(patient, rest.x)).clicked() {
                take(desk, sheet, patient, commands);
            }
        });
    });
}

/// What else can be done with a patient.
fn beside(ui: &mut Ui, sheet: &mut PatientSheet, patient: &Patient, commands: &mut Vec<Command>) {
    let name = patient.display_name();
    if parts::named_button(ui, "Merge…", &name).clicked() {
        sheet.merging = Some(patient.clone());
        commands.push(Command::SearchPatients(String::new()));
    }
    if parts::named_button(ui, "Edit", &name).clicked() {
        sheet.edit(patient);
    }
}

/// Does with a patient what the sheet is open for.
fn take(desk: &Desk, sheet: &mut PatientSheet, patient: &Patient, commands: &mut Vec<Command>) {
    if sheet.merging.is_some() {
        sheet.into = Some(patient.clone());
    } else if is_choosing(desk) {
        commands.push(Command::ChoosePatient(patient.id));
    } else {
        sheet.edit(patient);
    }
}

/// One patient as a wide button: enough to tell two of the same name apart.
fn card(patient: &Patient, width: f32) -> egui::Button<'static> {
    let nhs = patient
        .nhs_number
        .as_ref()
        .map_or_else(|| "not known".to_owned(), ToString::to_string);
    let first_line = patient.address.first().map_or("", String::as_str);
    let text = format!(
        "{}\nBorn {}    NHS {nhs}    Hospital no. {}    {first_line}",
        patient.display_name(),
        dates::long(patient.born),
        patient.hospital_number,
    );
    egui::Button::new(text)
        .wrap()
        .min_size(egui::vec2(width, CARD))
}

fn form(ui: &mut Ui, desk: &Desk, sheet: &mut PatientSheet, commands: &mut Vec<Command>) {
    let Some(form) = &mut sheet.form else {
        return;
    };
    form.show(ui, desk);
    refusal(ui, desk, sheet.refusal.as_deref());
    let save = match is_choosing(desk) {
        true => "Save and choose",
        false => "Save the patient",
    };
    let mut is_left = false;
    ui.horizontal(|ui| {
        if parts::main_button(ui, desk, save, true).clicked() {
            match form.read(desk.day()) {
                Ok(patient) => {
                    sheet.refusal = None;
                    commands.push(Command::SavePatient(Box::new(patient)));
                }
                Err(problem) => sheet.refusal = Some(problem.message()),
            }
        }
        is_left = ui.button("Back to the search").clicked();
    });
    if is_left {
        sheet.leave();
    }
}
