//! The palette, where any verb is found by typing, and the table of keys.

use egui::{Grid, Key, RichText, ScrollArea, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::command::{Command, Sheet};
use crate::desk::pedals;
use crate::desk::verbs::{self, Group, System, Verb};

use super::{hands, parts};

#[derive(Default)]
pub struct Palette {
    typed: String,
    at: usize,
}

pub fn show(ui: &mut Ui, desk: &Desk, palette: &mut Palette, commands: &mut Vec<Command>) {
    parts::sheet(ui, "Find a command", 560.0, commands, |ui, commands| {
        let (down, up, enter) = ui.input_mut(|input| {
            let none = egui::Modifiers::NONE;
            (
                input.consume_key(none, Key::ArrowDown),
                input.consume_key(none, Key::ArrowUp),
                input.consume_key(none, Key::Enter),
            )
        });
        let response = ui.add(
            TextEdit::singleline(&mut palette.typed)
                .hint_text("What do you want to do?")
                .desired_width(f32::INFINITY),
        );
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, "What do you want to do?")
        });
        hands::first(&response);
        if response.changed() {
            palette.at = 0;
        }
        let found = matching(&palette.typed);
        palette.at = match (down, up) {
            (true, _) => palette.at + 1,
            (_, true) => palette.at.saturating_sub(1),
            _ => palette.at,
        }
        .min(found.len().saturating_sub(1));
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for (at, verb) in found.iter().enumerate() {
                if line(ui, desk, verb, at == palette.at) || (enter && at == palette.at) {
                    commands.push(Command::Dismiss);
                    commands.push(verb.command.clone());
                }
            }
            if found.is_empty() {
                ui.label("No command has these words.");
            }
        });
    });
}

/// The verbs with these words; those that are called so before those that only say so.
fn matching(typed: &str) -> Vec<&'static Verb> {
    let typed = typed.to_lowercase();
    let mut found: Vec<&Verb> = verbs::all()
        .filter(|verb| verb.command != Command::Show(Sheet::Palette))
        .filter(|verb| {
            let words =
                format!("{} {} {}", verb.group.label(), verb.label, verb.hint).to_lowercase();
            typed.split_whitespace().all(|word| words.contains(word))
        })
        .collect();
    found.sort_by_key(|verb| {
        let label = verb.label.to_lowercase();
        !typed.split_whitespace().all(|word| label.contains(word))
    });
    found
}

fn line(ui: &mut Ui, desk: &Desk, verb: &Verb, is_chosen: bool) -> bool {
    let enabled = desk.enabled(&verb.command);
    let key = verb.key(desk.settings().key_set);
    let button = egui::Button::selectable(is_chosen, verb.label)
        .shortcut_text(key.map_or_else(String::new, |key| key.to_string()))
        .min_size(egui::vec2(ui.available_width(), 30.0));
    let response = ui.add_enabled(enabled.is_ok(), button);
    if is_chosen && !response.has_focus() {
        response.scroll_to_me(None);
    }
    let clicked = response.clicked();
    response
        .on_hover_text(verb.hint)
        .on_disabled_hover_text(enabled.err().unwrap_or_default());
    clicked
}

/// Every key, by menu.
pub fn keys(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    parts::sheet(ui, "Keys and pedal", 860.0, commands, |ui, _| {
        let set = desk.settings().key_set;
        ui.label(format!(
            "Key set: {}. Change it in View, Settings.",
            set.label()
        ));
        ScrollArea::vertical().max_height(480.0).show(ui, |ui| {
            for group in Group::ALL {
                ui.add_space(6.0);
                ui.label(
                    RichText::new(group.label())
                        .font(super::theme::strong_font(super::theme::TEXT)),
                );
                Grid::new(group.label())
                    .num_columns(3)
                    .min_col_width(118.0)
                    .striped(true)
                    .show(ui, |ui| {
                        let keyed =
                            verbs::of(group).filter_map(|verb| Some((verb, verb.key(set)?)));
                        for (verb, key) in keyed {
                            ui.label(key.to_string());
                            ui.label(verb.label);
                            ui.label(RichText::new(verb.hint).color(parts::colours(desk).muted));
                            ui.end_row();
                        }
                    });
            }
            pedal(ui, desk);
            ui.add_space(8.0);
            ui.label(format!(
                "{}+click a word to hear it.",
                System::HERE.command()
            ));
        });
    });
}

/// What the pedal's buttons do.
fn pedal(ui: &mut Ui, desk: &Desk) {
    ui.add_space(6.0);
    ui.label(RichText::new("Foot pedal").font(super::theme::strong_font(super::theme::TEXT)));
    Grid::new("pedal-keys")
        .num_columns(2)
        .min_col_width(118.0)
        .striped(true)
        .show(ui, |ui| {
            for (button, name) in pedals::BUTTONS {
                ui.label(name);
                ui.label(pedals::task(desk.settings().pedal_map.assignment(button)));
                ui.end_row();
            }
        });
}
