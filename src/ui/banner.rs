//! The banner: always says who the letter is about, and which dictation is on the desk.

use egui::{Align, Frame, Label, Layout, Margin, RichText, Ui};

use crate::clinical::intro::comparing::Difference;
use crate::desk::Desk;
use crate::desk::command::{Command, Sheet};
use crate::desk::workpiece::Workpiece;
use crate::letter::dates;
use crate::record::{Part, Patient, Status};
use crate::words::clock;

use super::parts;
use super::theme;

pub fn show(ui: &mut Ui, desk: &Desk, piece: &Workpiece, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    let patient = desk.patient_of(&piece.dictation);
    let fill = if patient.is_some() {
        colours.panel
    } else {
        colours.warn_soft
    };
    Frame::new()
        .fill(fill)
        .inner_margin(Margin::symmetric(16, 9))
        .show(ui, |ui| {
            line(
                ui,
                |ui| state(ui, desk, piece),
                |ui| {
                    let (name, ink) = match patient {
                        Some(patient) => (patient.display_name(), colours.text),
                        None => (
                            "No patient is chosen for this letter".to_owned(),
                            colours.warn,
                        ),
                    };
                    let name = RichText::new(name).font(theme::strong_font(theme::BANNER));
                    ui.add(Label::new(name.color(ink)).wrap());
                },
            );
            line(
                ui,
                |ui| change(ui, desk, piece, patient.is_some(), commands),
                |ui| {
                    let known = match (patient, piece.dictation.part) {
                        (Some(patient), None) => identity(patient),
                        (Some(patient), Some(part)) => {
                            format!("{}     {}", identity(patient), of_several(part))
                        }
                        (None, part) => part.map_or_else(String::new, of_several),
                    };
                    ui.add(Label::new(RichText::new(known).color(colours.text)).wrap());
                },
            );
            if let Some(told) = heard_otherwise(desk) {
                ui.add(Label::new(RichText::new(told).color(colours.warn)).wrap());
            }
            if let Some(alerts) = patient.and_then(alerts) {
                ui.add(Label::new(RichText::new(alerts).color(colours.bad)).wrap());
            }
        });
}

/// What was heard otherwise than the patient's record has it.
fn heard_otherwise(desk: &Desk) -> Option<String> {
    let told: Vec<String> = desk
        .heard_otherwise()
        .iter()
        .map(Difference::sentence)
        .collect();
    (!told.is_empty()).then(|| told.join("     "))
}

/// What whoever works on a letter about the patient is to see first.
fn alerts(patient: &Patient) -> Option<String> {
    let details = &patient.details;
    let restricted = "Restricted: no letter is sent, and where they live is told to nobody";
    let restricted = details.restricted.then_some(restricted);
    let known = details.alerts.iter().chain(&details.needs);
    let told: Vec<&str> = restricted
        .into_iter()
        .chain(known.map(String::as_str))
        .collect();
    (!told.is_empty()).then(|| told.join("     "))
}

/// A line with something at its right end and the rest of it for what matters.
fn line(ui: &mut Ui, right: impl FnOnce(&mut Ui), left: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            right(ui);
            ui.with_layout(Layout::left_to_right(Align::Center), left);
        });
    });
}

/// The identifiers that tell two patients of one name apart.
fn identity(patient: &Patient) -> String {
    let nhs = patient.nhs_number.as_ref();
    format!(
        "Born {}     NHS {}     Hospital no. {}",
        dates::long(patient.born),
        nhs.map_or_else(|| "not known".to_owned(), ToString::to_string),
        non_empty(&patient.hospital_number),
    )
}

/// Which of a recording's letters this is, and where in the recording it begins.
fn of_several(part: Part) -> String {
    let label = part.label();
    format!("Recording: {label}, from {}", clock(part.span.start))
}

fn change(
    ui: &mut Ui,
    desk: &Desk,
    piece: &Workpiece,
    is_chosen: bool,
    commands: &mut Vec<Command>,
) {
    let label = if is_chosen {
        "Change patient".to_owned()
    } else {
        parts::telling(
            desk,
            "Choose the patient ({})",
            &Command::Show(Sheet::Patient),
        )
    };
    if ui
        .add_enabled(piece.signed().is_none(), egui::Button::new(label))
        .clicked()
    {
        commands.push(Command::Show(Sheet::Patient));
    }
}

fn non_empty(text: &str) -> &str {
    if text.is_empty() { "not known" } else { text }
}

fn state(ui: &mut Ui, desk: &Desk, piece: &Workpiece) {
    let colours = parts::colours(desk);
    let status = desk
        .queue()
        .shown_status(piece.dictation.id, piece.dictation.status);
    let (ink, paper) = parts::status_colours(colours, status);
    let text = match (piece.signed(), status) {
        (Some(signed), Status::Sent | Status::Withdrawn) => {
            format!("{}, version {}", status.label(), signed.version)
        }
        (Some(signed), _) => format!("signed, version {}", signed.version),
        (None, Status::Signed | Status::Sent | Status::Withdrawn) => "being amended".to_owned(),
        (None, status) => status.label().to_owned(),
    };
    parts::badge(ui, &text, ink, paper);
    if let Some((ink, paper)) = parts::priority_colours(colours, piece.dictation.priority) {
        parts::badge(ui, piece.dictation.priority.label(), ink, paper);
    }
}
