//! The sheet of settings.

use std::path::PathBuf;

use egui::{Grid, RichText, ScrollArea, Slider, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::settings::{KeySet, Look, Settings};
use crate::pedal;

use super::parts;
use super::theme;

/// Settings as they are being changed; none until the sheet opens.
#[derive(Default)]
pub struct SettingsForm {
    draft: Option<Settings>,
    letters_folder: String,
    watch_folder: String,
    head: String,
}

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut SettingsForm, commands: &mut Vec<Command>) {
    if form.draft.is_none() {
        form.letters_folder = desk.settings().letters_folder.display().to_string();
        form.watch_folder = desk.settings().watch_folder.display().to_string();
        form.head = desk.settings().letterhead.lines.join("\n");
    }
    let draft = form.draft.get_or_insert_with(|| desk.settings().clone());
    parts::sheet(ui, "Settings", 680.0, commands, |ui, commands| {
        ScrollArea::vertical().max_height(520.0).show(ui, |ui| {
            Grid::new("settings")
                .num_columns(2)
                .spacing([16.0, 10.0])
                .show(ui, |ui| {
                    choices(ui, "Keys", &KeySet::ALL, &mut draft.key_set, KeySet::label);
                    choices(ui, "Look", &Look::ALL, &mut draft.look, Look::label);
                    slider(ui, "Size of everything", &mut draft.scale, 0.8..=2.0, "x");
                    slider(
                        ui,
                        "Back-step on resume",
                        &mut draft.back_step,
                        0.0..=10.0,
                        " s",
                    );
                    line(ui, "Your initials", &mut draft.typist, "AB");
                    line(
                        ui,
                        "Documents are saved in",
                        &mut form.letters_folder,
                        "a folder",
                    );
                    line(
                        ui,
                        "Recordings come in from",
                        &mut form.watch_folder,
                        "a folder that recorders save to; empty for none",
                    );
                    line(
                        ui,
                        "Organisation",
                        &mut draft.letterhead.organisation,
                        "at the head of each letter",
                    );
                    line(ui, "Department", &mut draft.letterhead.department, "");
                    let label = ui.label("Address and contact");
                    ui.add(
                        TextEdit::multiline(&mut form.head)
                            .desired_rows(3)
                            .desired_width(400.0),
                    )
                    .labelled_by(label.id);
                    ui.end_row();
                    ui.label("Drafts");
                    ui.checkbox(
                        &mut draft.draft_ahead,
                        "Draft new recordings without being asked",
                    );
                    ui.end_row();
                });
            pedal_help(ui, desk);
        });
        if parts::main_button(ui, desk, "Keep these settings", true).clicked() {
            draft.letters_folder = PathBuf::from(form.letters_folder.trim());
            draft.watch_folder = PathBuf::from(form.watch_folder.trim());
            draft.letterhead.lines = form.head.lines().map(str::to_owned).collect();
            commands.push(Command::ChangeSettings(Box::new(draft.clone())));
            commands.push(Command::Dismiss);
        }
    });
}

fn choices<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    all: &[T],
    chosen: &mut T,
    name: fn(T) -> &'static str,
) {
    ui.label(label);
    ui.vertical(|ui| {
        for one in all {
            ui.radio_value(chosen, *one, name(*one));
        }
    });
    ui.end_row();
}

fn slider<T: egui::emath::Numeric>(
    ui: &mut Ui,
    label: &str,
    value: &mut T,
    range: std::ops::RangeInclusive<T>,
    unit: &str,
) {
    let label = ui.label(label);
    ui.add(Slider::new(value, range).suffix(unit).max_decimals(1))
        .labelled_by(label.id);
    ui.end_row();
}

fn line(ui: &mut Ui, label: &str, text: &mut String, hint: &str) {
    let label = ui.label(label);
    ui.add(
        TextEdit::singleline(text)
            .hint_text(hint.to_owned())
            .desired_width(400.0),
    )
    .labelled_by(label.id);
    ui.end_row();
}

fn pedal_help(ui: &mut Ui, desk: &Desk) {
    ui.add_space(8.0);
    ui.label(RichText::new("Foot pedal").font(theme::strong_font(theme::TEXT)));
    let told = desk.pedal_name().map_or_else(
        || "None is attached. Plug one in at any time; left rewinds, middle plays while held, right winds on.".to_owned(),
        |name| format!("{name} is attached: left rewinds, middle plays while held, right winds on."),
    );
    ui.label(told);
    if cfg!(target_os = "linux") {
        ui.collapsing("If a pedal is not allowed to be read", |ui| {
            ui.label(format!(
                "An administrator puts these lines into {}:",
                pedal::UDEV_FILE
            ));
            ui.monospace(pedal::udev_rules(&pedal::known_makes()));
        });
    }
}
