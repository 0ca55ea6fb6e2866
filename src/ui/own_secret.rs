//! The sheet for one's own PIN: the one that is, and the one to be.

use egui::{Grid, RichText, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::record::Secret;

use super::{hands, parts};

/// PINs as typed.
#[derive(Default)]
pub struct OwnSecret {
    had: String,
    wanted: String,
    again: String,
}

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut OwnSecret, commands: &mut Vec<Command>) {
    let Some(person) = desk.person() else {
        return;
    };
    parts::sheet(ui, "Change my PIN", 520.0, commands, |ui, commands| {
        ui.label(format!("You are at the desk as {}.", person.called()));
        Grid::new("secret").num_columns(2).show(ui, |ui| {
            if person.has_secret {
                line(ui, "The PIN you have", &mut form.had);
            }
            line(ui, "The new one", &mut form.wanted);
            line(ui, "The new one again", &mut form.again);
        });
        let differs = !form.again.is_empty() && form.wanted != form.again;
        if differs {
            let told = "The two are not the same.";
            ui.label(RichText::new(told).color(parts::colours(desk).bad));
        }
        ui.add_space(6.0);
        let is_ready = !form.wanted.is_empty() && form.wanted == form.again;
        if parts::main_button(ui, desk, "Change it", is_ready).clicked() {
            commands.push(Command::ChangeSecret {
                had: Secret::new(std::mem::take(&mut form.had)),
                wanted: Secret::new(std::mem::take(&mut form.wanted)),
            });
            form.again.clear();
        }
    });
}

fn line(ui: &mut Ui, label: &str, text: &mut String) {
    let label = ui.label(label);
    let field = TextEdit::singleline(text).password(true);
    hands::first(&ui.add(field.desired_width(260.0)).labelled_by(label.id));
    ui.end_row();
}
