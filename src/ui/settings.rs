//! The sheet of settings.

use std::path::PathBuf;

use egui::{Grid, RichText, ScrollArea, Slider, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::settings::{BACK_STEPS, KeySet, Look, SCALES, Settings};

use crate::record::{Act, Person};

use super::{hands, logo, parts, pedal, post_choices, targets};

/// Settings as they are being changed; none until the sheet opens.
#[derive(Default)]
pub struct SettingsForm {
    draft: Option<Settings>,
    letters_folder: String,
    watch_folder: String,
    head: String,
    name: String,
    initials: String,
    /// The size of everything as it was when last looked at: keys change it meanwhile.
    scale: f32,
    /// The pedal's buttons are being chosen one by one.
    by_button: bool,
    logo: logo::Shown,
}

impl SettingsForm {
    /// The settings that are being changed, begun with those in force.
    fn draft(&mut self, desk: &Desk) -> Settings {
        let is = desk.settings();
        let mut draft = self.draft.take().unwrap_or_else(|| {
            self.letters_folder = is.letters_folder.display().to_string();
            self.watch_folder = is.watch_folder.display().to_string();
            self.head = is.letterhead.lines.join("\n");
            self.scale = is.scale;
            if let Some(person) = desk.person() {
                self.name.clone_from(&person.name);
                self.initials.clone_from(&person.initials);
            }
            is.clone()
        });
        if self.scale != is.scale {
            (self.scale, draft.scale) = (is.scale, is.scale);
        }
        draft
    }

    /// Who they are, where that is other than it was.
    fn named(&self, desk: &Desk) -> Option<Command> {
        let person = desk.person()?;
        let (name, initials) = (self.name.trim(), self.initials.trim());
        let is_other = (name, initials) != (&person.name, &person.initials);
        is_other.then(|| Command::NameMe {
            name: name.to_owned(),
            initials: initials.to_owned(),
        })
    }

    /// The settings to be kept.
    fn read(&self, desk: &Desk, draft: &Settings) -> Settings {
        let mut settings = draft.clone();
        settings.letters_folder = PathBuf::from(self.letters_folder.trim());
        settings.watch_folder = PathBuf::from(self.watch_folder.trim());
        settings.letterhead.lines = self.head.lines().map(str::to_owned).collect();
        // Pedals are taught and forgotten at once, and not by this form.
        let taught = &desk.settings().taught_pedals;
        settings.taught_pedals.clone_from(taught);
        settings
    }
}

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut SettingsForm, commands: &mut Vec<Command>) {
    let mut draft = form.draft(desk);
    let height = (ui.ctx().content_rect().height() - 220.0).clamp(200.0, 640.0);
    parts::sheet(ui, "Settings", 680.0, commands, |ui, commands| {
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            Grid::new("settings")
                .num_columns(2)
                .spacing([16.0, 10.0])
                .show(ui, |ui| {
                    of_whoever_is_here(ui, desk, form);
                    of_the_desk(ui, &mut draft);
                    if let Err(why) = desk.may(Act::ChangeSettings) {
                        ui.label("");
                        ui.label(RichText::new(why.message()).color(parts::colours(desk).muted));
                        ui.end_row();
                        ui.disable();
                    }
                    of_the_department(ui, &mut draft, form);
                    of_the_letterhead(ui, desk, &mut draft, form, commands);
                    post_choices::rows(ui, &mut draft.post);
                });
            ui.scope(|ui| {
                if desk.may(Act::ChangeSettings).is_err() {
                    ui.disable();
                }
                targets::section(ui, &mut draft);
            });
            pedal::section(ui, desk, &mut draft, &mut form.by_button, commands);
        });
        if parts::main_button(ui, desk, "Keep these settings", true).clicked() {
            let settings = form.read(desk, &draft);
            commands.push(Command::ChangeSettings(Box::new(settings)));
            commands.extend(form.named(desk));
            commands.push(Command::Dismiss);
        }
    });
    form.draft = Some(draft);
}

/// Who is at the desk; whoever has been named stays so, unless they may say who works here.
fn of_whoever_is_here(ui: &mut Ui, desk: &Desk, form: &mut SettingsForm) {
    let is_known = desk.person().is_some_and(Person::is_known);
    let is_free = !is_known || desk.may(Act::ManagePeople).is_ok();
    for (label, text) in [
        ("Your name", &mut form.name),
        ("Your initials", &mut form.initials),
    ] {
        let label = ui.label(label);
        let field = TextEdit::singleline(text).desired_width(400.0);
        hands::first(&ui.add_enabled(is_free, field).labelled_by(label.id));
        ui.end_row();
    }
}

fn of_the_desk(ui: &mut Ui, draft: &mut Settings) {
    choices(ui, "Keys", &KeySet::ALL, &mut draft.key_set, KeySet::label);
    choices(ui, "Look", &Look::ALL, &mut draft.look, Look::label);
    slider(ui, "Size of everything", &mut draft.scale, SCALES, "x");
    let back_step = &mut draft.back_step;
    slider(ui, "Back-step on resume", back_step, BACK_STEPS, " s");
}

/// What is the same for everybody who works here.
fn of_the_department(ui: &mut Ui, draft: &mut Settings, form: &mut SettingsForm) {
    let minutes = &mut draft.lock_after;
    let label = ui.label("Lock the desk after");
    let slider = Slider::new(minutes, 0..=60).custom_formatter(|minutes, _| match minutes {
        0.0 => "never".to_owned(),
        minutes => format!("{minutes} min"),
    });
    ui.add(slider).labelled_by(label.id);
    ui.end_row();
    let letters = &mut form.letters_folder;
    line(ui, "Documents are saved in", letters, "a folder");
    line(
        ui,
        "Recordings come in from",
        &mut form.watch_folder,
        "a folder that recorders save to; empty for none",
    );
    ui.label("Drafts");
    let ahead = "Draft new recordings without being asked";
    parts::tick(ui, &mut draft.draft_ahead, ahead);
    ui.end_row();
}

fn of_the_letterhead(
    ui: &mut Ui,
    desk: &Desk,
    draft: &mut Settings,
    form: &mut SettingsForm,
    commands: &mut Vec<Command>,
) {
    let head = &mut draft.letterhead;
    let hint = "at the head of each letter";
    line(ui, "Organisation", &mut head.organisation, hint);
    line(ui, "Department", &mut head.department, "");
    let label = ui.label("Address and contact");
    ui.add(
        TextEdit::multiline(&mut form.head)
            .desired_rows(3)
            .desired_width(400.0),
    )
    .labelled_by(label.id);
    ui.end_row();
    ui.label("Logo");
    logo::show(ui, desk, &mut form.logo, commands);
    ui.end_row();
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
            if parts::radio(ui, *chosen == *one, name(*one)).clicked() {
                *chosen = *one;
            }
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
    let slider = Slider::new(value, range).suffix(unit).max_decimals(1);
    ui.add(slider).labelled_by(label.id);
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
