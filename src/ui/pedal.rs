//! The foot pedal in the settings, and the sheet where one is taught.

use egui::{ComboBox, Grid, Label, RichText, Ui};

use crate::desk::Desk;
use crate::desk::command::{Command, Sheet};
use crate::desk::pedals::{self, BUTTONS, Style, TASKS, task};
use crate::desk::settings::Settings;

use super::{hands, parts, theme};

/// The pedal's part of the settings. `by_button` remembers that the buttons are being chosen one by
/// one, even while they stand as in a style.
pub fn section(
    ui: &mut Ui,
    desk: &Desk,
    draft: &mut Settings,
    by_button: &mut bool,
    commands: &mut Vec<Command>,
) {
    ui.add_space(8.0);
    ui.label(RichText::new("Foot pedal").font(theme::strong_font(theme::TEXT)));
    let told = desk.pedal_name().map_or_else(
        || "None is attached. Plug one in at any time.".to_owned(),
        |name| format!("{name} is attached."),
    );
    ui.label(told);
    style(ui, draft, by_button);
    buttons(ui, draft, *by_button);
    ui.horizontal(|ui| {
        if ui.button("Teach a foot pedal…").clicked() {
            commands.push(Command::Show(Sheet::Pedal));
        }
        let hint = "For one that is not known, or does the wrong thing.";
        ui.label(RichText::new(hint).color(parts::colours(desk).muted));
    });
    for (at, pedal) in desk.settings().taught_pedals.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.label(format!("Taught: {}", pedal.name));
            if parts::named_button(ui, "Forget", &pedal.name).clicked() {
                commands.push(Command::ForgetPedal(at));
            }
        });
    }
    if cfg!(target_os = "linux") {
        ui.collapsing("If a pedal is not allowed to be read", |ui| {
            let (file, lines) = pedals::permission(desk.settings());
            ui.label(format!("An administrator puts these lines into {file}:"));
            ui.monospace(lines);
        });
    }
}

fn style(ui: &mut Ui, draft: &mut Settings, by_button: &mut bool) {
    let mut chosen = match *by_button {
        true => Style::ByButton,
        false => Style::of(&draft.pedal_map),
    };
    for style in Style::ALL {
        if parts::radio(ui, chosen == style, style.label()).clicked() {
            chosen = style;
            *by_button = style == Style::ByButton;
            draft.pedal_map = style.map().unwrap_or(draft.pedal_map);
        }
    }
}

fn buttons(ui: &mut Ui, draft: &mut Settings, by_button: bool) {
    let is_free = by_button || Style::of(&draft.pedal_map) == Style::ByButton;
    Grid::new("pedal")
        .num_columns(2)
        .spacing([16.0, 6.0])
        .show(ui, |ui| {
            for (button, name) in BUTTONS {
                let label = ui.label(name);
                let is = draft.pedal_map.assignment(button);
                ui.add_enabled_ui(is_free, |ui| {
                    let shown = ComboBox::from_id_salt(("pedal", name))
                        .selected_text(task(is))
                        .width(270.0)
                        .show_ui(ui, |ui| {
                            for other in TASKS {
                                if ui.selectable_label(is == other, task(other)).clicked() {
                                    draft.pedal_map.assign(button, other);
                                }
                            }
                        });
                    shown.response.labelled_by(label.id);
                });
                ui.end_row();
            }
        });
}

/// The sheet where each button is pressed when asked for.
pub fn teach(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let muted = |text: String| RichText::new(text).color(parts::colours(desk).muted);
    parts::sheet(ui, "Teach a foot pedal", 560.0, commands, |ui, commands| {
        let Some(lesson) = desk.pedal_lesson() else {
            ui.label("No pedal can be read on this computer just now; the keys work as before.");
            return;
        };
        ui.add_space(6.0);
        ui.label(RichText::new(lesson.asks()).font(theme::strong_font(theme::TITLE)));
        // Its place is kept, so that nothing moves when there is something to tell.
        ui.label(lesson.told().unwrap_or_default());
        ui.add_space(6.0);
        let skip = ui.button("This pedal has no such button");
        hands::first(&skip);
        if skip.clicked() {
            commands.push(Command::SkipButton);
        }
        ui.add_space(10.0);
        let hint = "If nothing happens, look whether the pedal is plugged in. One that types like a \
                    keyboard cannot be taught: have it press {}, which plays while held.";
        let hint = parts::telling(desk, hint, &Command::PlayHeld);
        ui.add(Label::new(muted(hint)).wrap());
        if cfg!(target_os = "linux") {
            let hint = "On Linux an administrator must first allow the pedal to be read.";
            ui.add(Label::new(muted(hint.to_owned())).wrap());
        }
    });
}
