//! The first-run page, and the door: making a workspace, and unlocking it.

use egui::{RichText, Sides, TextEdit, Ui};

use crate::desk::command::Command;
use crate::desk::{Desk, Door};
use crate::record::initials_of;

use super::theme;
use super::{hands, parts};

pub struct FirstRun {
    passphrase: String,
    again: String,
    wants_sample: bool,
    name: String,
    initials: String,
    /// Whether the initials are another's than the name's.
    has_initials: bool,
}

impl Default for FirstRun {
    fn default() -> Self {
        Self {
            passphrase: String::new(),
            again: String::new(),
            wants_sample: true,
            name: String::new(),
            initials: String::new(),
            has_initials: false,
        }
    }
}

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut FirstRun, commands: &mut Vec<Command>) {
    let page = format!("{:?}", desk.door());
    parts::page(ui, desk, &page, |ui| match desk.door() {
        Door::New => make(ui, desk, form, commands),
        Door::Locked => unlock(ui, desk, form, commands),
        Door::Opening | Door::Open => {
            ui.label("Opening the record…");
        }
    });
}

fn make(ui: &mut Ui, desk: &Desk, form: &mut FirstRun, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    ui.label("From dictation to a filed letter, on this computer and nowhere else.");
    ui.add_space(14.0);
    ui.label(RichText::new("Make your workspace").font(theme::strong_font(theme::TITLE)));
    ui.label("Recordings and letters are kept encrypted. Your computer's keychain holds the key; this passphrase opens the record if the keychain is ever lost, so keep it somewhere safe.");
    ui.add_space(6.0);
    who(ui, form);
    secret(ui, "Recovery passphrase", &mut form.passphrase);
    secret(ui, "The same again", &mut form.again);
    let fault = fault(form);
    let told = match fault {
        Some(fault) if !form.again.is_empty() => fault,
        _ => "At least 12 characters. Four unrelated words are good.",
    };
    ui.label(RichText::new(told).color(colours.muted));
    ui.add_space(4.0);
    let sample = "Add the sample clinic: three synthetic dictations, four invented patients";
    parts::tick(ui, &mut form.wants_sample, sample);
    ui.add_space(10.0);
    if parts::main_button(ui, desk, "Make the workspace", fault.is_none()).clicked() {
        commands.push(Command::CreateWorkspace {
            passphrase: std::mem::take(&mut form.passphrase),
            sample: form.wants_sample,
            name: std::mem::take(&mut form.name),
            initials: std::mem::take(&mut form.initials),
        });
        form.again.clear();
    }
    ui.add_space(10.0);
    ui.label(
        RichText::new(format!("It will be in {}", desk.folder().display()))
            .color(colours.muted)
            .size(theme::SMALL),
    );
}

/// Who works here; the initials are the name's until somebody writes others.
fn who(ui: &mut Ui, form: &mut FirstRun) {
    ui.horizontal(|ui| {
        let narrow = 110.0;
        let wide = ui.available_width() - narrow - ui.spacing().item_spacing.x;
        ui.vertical(|ui| {
            ui.set_width(wide);
            let label = ui.label("Your name");
            let name = TextEdit::singleline(&mut form.name).desired_width(f32::INFINITY);
            let name = ui.add(name).labelled_by(label.id);
            hands::first(&name);
            if name.changed() && !form.has_initials {
                form.initials = initials_of(&form.name);
            }
        });
        ui.vertical(|ui| {
            let label = ui.label("Initials");
            let initials = TextEdit::singleline(&mut form.initials).desired_width(narrow);
            if ui.add(initials).labelled_by(label.id).changed() {
                form.has_initials = !form.initials.is_empty();
            }
        });
    });
}

fn fault(form: &FirstRun) -> Option<&'static str> {
    if form.passphrase.chars().count() < 12 {
        Some("At least 12 characters are needed.")
    } else if form.passphrase != form.again {
        Some("The two do not agree yet.")
    } else {
        None
    }
}

fn unlock(ui: &mut Ui, desk: &Desk, form: &mut FirstRun, commands: &mut Vec<Command>) {
    ui.add_space(10.0);
    ui.label(RichText::new("Unlock the record").font(theme::strong_font(theme::TITLE)));
    ui.label("This computer's keychain does not hold the key, so the passphrase is needed.");
    hands::first(&secret(ui, "Recovery passphrase", &mut form.passphrase));
    ui.add_space(8.0);
    Sides::new().show(
        ui,
        |ui| {
            if parts::main_button(ui, desk, "Unlock", !form.passphrase.is_empty()).clicked() {
                commands.push(Command::Unlock {
                    passphrase: std::mem::take(&mut form.passphrase),
                });
            }
        },
        |_| (),
    );
}

fn secret(ui: &mut Ui, label: &str, text: &mut String) -> egui::Response {
    let label = ui.label(label);
    ui.add(
        TextEdit::singleline(text)
            .password(true)
            .desired_width(f32::INFINITY),
    )
    .labelled_by(label.id)
}
