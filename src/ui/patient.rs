//! The patient sheet: find the right record, or make a new one with its number checked.

use egui::{Grid, Key, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::people;
use crate::letter::dates;
use crate::problem::Outcome;
use crate::record::{NhsNumber, Patient, PatientDetails, PatientId, Practice};

use super::parts;

/// A patient being entered, as typed.
#[derive(Default)]
pub struct PatientForm {
    has_opened: bool,
    is_new: bool,
    title: String,
    given: String,
    family: String,
    born: String,
    nhs_number: String,
    hospital_number: String,
    address: String,
    doctor: String,
    practice: String,
    practice_address: String,
    refusal: Option<String>,
}

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut PatientForm, commands: &mut Vec<Command>) {
    let title = if form.is_new {
        "New patient"
    } else {
        "Choose the patient"
    };
    parts::sheet(ui, title, 640.0, commands, |ui, commands| {
        if form.is_new {
            new_patient(ui, desk, form, commands);
        } else {
            search(ui, desk, form, commands);
        }
    });
}

fn search(ui: &mut Ui, desk: &Desk, form: &mut PatientForm, commands: &mut Vec<Command>) {
    let mut query = desk.patient_query().to_owned();
    let response = ui.add(
        TextEdit::singleline(&mut query)
            .hint_text("Name, NHS number, hospital number or date of birth")
            .desired_width(f32::INFINITY),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Find a patient"));
    if !std::mem::replace(&mut form.has_opened, true) {
        response.request_focus();
    }
    if response.changed() {
        commands.push(Command::SearchPatients(query.clone()));
    }
    let found = desk.patients_found();
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if let ([only], true) = (found, entered) {
        commands.push(Command::ChoosePatient(only.id));
    }
    ui.add_space(4.0);
    ScrollArea::vertical()
        .max_height(340.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for patient in found {
                if ui.add(card(ui, patient)).clicked() {
                    commands.push(Command::ChoosePatient(patient.id));
                }
            }
            if found.is_empty() {
                ui.label("No patient in the record matches.");
            }
        });
    ui.separator();
    if ui.button("New patient…").clicked() {
        form.is_new = true;
        form.family = query;
    }
}

/// One patient as a wide button: enough to tell two of the same name apart.
fn card(ui: &Ui, patient: &Patient) -> egui::Button<'static> {
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
        .min_size(egui::vec2(ui.available_width(), 48.0))
}

fn new_patient(ui: &mut Ui, desk: &Desk, form: &mut PatientForm, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    ScrollArea::vertical().max_height(460.0).show(ui, |ui| {
        Grid::new("new-patient")
            .num_columns(2)
            .spacing([12.0, 8.0])
            .show(ui, |ui| {
                for (label, text, hint) in [
                    ("Title", &mut form.title, "Mrs"),
                    ("Given names", &mut form.given, ""),
                    ("Family name", &mut form.family, ""),
                    ("Date of birth", &mut form.born, "21/06/1958"),
                    (
                        "NHS number",
                        &mut form.nhs_number,
                        "ten digits; leave empty if not known",
                    ),
                    ("Hospital number", &mut form.hospital_number, ""),
                    (
                        "Address",
                        &mut form.address,
                        "lines separated by commas, postcode last",
                    ),
                    ("GP", &mut form.doctor, "Dr A Example"),
                    ("Practice", &mut form.practice, ""),
                    (
                        "Practice address",
                        &mut form.practice_address,
                        "lines separated by commas",
                    ),
                ] {
                    let label = ui.label(label);
                    ui.add(
                        TextEdit::singleline(text)
                            .hint_text(hint)
                            .desired_width(430.0),
                    )
                    .labelled_by(label.id);
                    ui.end_row();
                }
            });
    });
    if let Some(refusal) = &form.refusal {
        ui.label(RichText::new(refusal).color(colours.bad));
    }
    ui.horizontal(|ui| {
        if parts::main_button(ui, desk, "Save and choose", true).clicked() {
            match read(form) {
                Ok(patient) => {
                    form.refusal = None;
                    commands.push(Command::SavePatient(Box::new(patient)));
                }
                Err(problem) => form.refusal = Some(problem.message()),
            }
        }
        if ui.button("Back to the search").clicked() {
            form.is_new = false;
            form.has_opened = false;
        }
    });
}

/// The form as a patient.
fn read(form: &PatientForm) -> Outcome<Patient> {
    let lines = |text: &str| -> Vec<String> {
        text.split(',')
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    };
    let nhs_number = match form.nhs_number.trim() {
        "" => None,
        digits => Some(NhsNumber::parse(digits)?),
    };
    people::checked(Patient {
        id: PatientId(0),
        title: form.title.trim().to_owned(),
        given: form.given.trim().to_owned(),
        family: form.family.trim().to_owned(),
        born: people::date_of_birth(&form.born)?,
        nhs_number,
        hospital_number: form.hospital_number.trim().to_owned(),
        address: lines(&form.address),
        practice: Practice {
            doctor: form.doctor.trim().to_owned(),
            name: form.practice.trim().to_owned(),
            address: lines(&form.practice_address),
        },
        details: PatientDetails::default(),
        revision: 0,
    })
}
