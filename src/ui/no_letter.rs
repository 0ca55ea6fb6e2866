//! The sheet for a recording that is no letter: what is to be done about it.

use egui::{Label, RichText, Role, TextEdit, Ui, WidgetInfo};

use crate::desk::Desk;
use crate::desk::command::Command;

use super::{hands, parts};

/// What is typed into it.
#[derive(Default)]
pub struct NoLetter {
    said: String,
}

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut NoLetter, commands: &mut Vec<Command>) {
    parts::sheet(ui, "This is no letter", 620.0, commands, |ui, commands| {
        let told = "The recording becomes a task: it leaves the worklist, and is kept.";
        let muted = RichText::new(told).color(parts::colours(desk).muted);
        ui.add(Label::new(muted).wrap());
        let field = TextEdit::singleline(&mut form.said)
            .hint_text("Jane, could you book him for an ultrasound")
            .desired_width(f32::INFINITY);
        let field = ui.add(field);
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "What is to be done"));
        hands::first(&field);
        let is_ready = !form.said.trim().is_empty();
        ui.add_space(6.0);
        let button = parts::main_button(ui, desk, "Make it a task", is_ready);
        if button.clicked() {
            commands.push(Command::BecomeTask(std::mem::take(&mut form.said)));
        }
    });
}
