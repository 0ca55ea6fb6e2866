//! The signing sheet: who it is, what is still open, and the one button that signs.

use egui::{Frame, RichText, Stroke, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::letter::dates;
use crate::letter::gate::{self, Hold, Missing, Step};

use super::parts;
use super::theme;

#[derive(Default)]
pub struct Signing {
    identity_checked: bool,
    unheard_reason: String,
}

pub fn show(ui: &mut Ui, desk: &Desk, signing: &mut Signing, commands: &mut Vec<Command>) {
    let Some(piece) = desk.piece() else {
        return;
    };
    let colours = parts::colours(desk);
    parts::sheet(ui, "Sign this letter", 600.0, commands, |ui, commands| {
        identity(ui, desk);
        let author = desk.author_of(&piece.dictation);
        let by = author.map_or("nobody yet", |author| author.name.as_str());
        ui.label(format!("Will be approved electronically by {by}."));
        for hold in holds(desk, signing) {
            if is_asked_here(hold.missing)
                || (author.is_none() && hold.missing == Missing::Approver)
            {
                continue;
            }
            ui.label(RichText::new(format!("\u{2022} {}", hold.message)).color(colours.bad));
        }
        let unheard = desk.unheard_seconds();
        if unheard > 0.0 {
            let told = format!(
                "{unheard:.0} seconds have not been listened to. Play them, or say why they need not be heard:"
            );
            let label = ui.label(RichText::new(told).color(colours.warn));
            ui.add(
                TextEdit::singleline(&mut signing.unheard_reason)
                    .hint_text("Reason, kept in the audit")
                    .desired_width(f32::INFINITY),
            )
            .labelled_by(label.id);
        }
        ui.add_space(6.0);
        ui.checkbox(
            &mut signing.identity_checked,
            "Name, date of birth and NHS number agree with the referral",
        );
        ui.add_space(6.0);
        let ready = holds(desk, signing).is_empty();
        if parts::main_button(ui, desk, "Sign and file", ready).clicked() {
            commands.push(Command::Sign {
                identity_checked: signing.identity_checked,
                unheard_reason: signing.unheard_reason.clone(),
            });
        }
        let folder = desk.settings().letters_folder.display();
        ui.label(
            RichText::new(format!("The document goes into the record and to {folder}"))
                .color(colours.muted)
                .size(theme::SMALL),
        );
    });
}

/// What stands between the letter and a signature, with what has been said here.
fn holds(desk: &Desk, signing: &Signing) -> Vec<Hold> {
    let case = desk.case(signing.identity_checked, &signing.unheard_reason);
    case.map_or_else(Vec::new, |case| gate::holds(Step::Sign, &case))
}

/// Whether the sheet asks for it by itself, so that it is not told of as well.
fn is_asked_here(missing: Missing) -> bool {
    matches!(missing, Missing::Identity | Missing::Hearing)
}

/// The patient, as large as it can be.
fn identity(ui: &mut Ui, desk: &Desk) {
    let colours = parts::colours(desk);
    let patient = desk
        .piece()
        .and_then(|piece| desk.patient_of(&piece.dictation));
    Frame::new()
        .fill(colours.accent_soft)
        .stroke(Stroke::new(1.0, colours.accent))
        .corner_radius(theme::ROUND)
        .inner_margin(12)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let Some(patient) = patient else {
                ui.label("No patient is chosen.");
                return;
            };
            ui.add(
                egui::Label::new(
                    RichText::new(patient.display_name())
                        .font(theme::strong_font(theme::TITLE + 2.0)),
                )
                .wrap(),
            );
            let nhs = patient
                .nhs_number
                .as_ref()
                .map_or_else(|| "not known".to_owned(), ToString::to_string);
            ui.label(
                RichText::new(format!("Born {}", dates::long(patient.born))).size(theme::BANNER),
            );
            ui.label(RichText::new(format!("NHS number {nhs}")).size(theme::BANNER));
        });
}
