//! The sheet that begins another letter from the same recording, for another reader.

use egui::{RichText, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::letter::template;

use super::{hands, parts};

pub fn show(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let title = "Another letter from this one";
    parts::sheet(ui, title, 460.0, commands, |ui, commands| {
        let told = "It is about the same patient, from the same recording, and begins with the \
                    text as it stands. What is it to be?";
        ui.label(RichText::new(told).color(parts::colours(desk).muted));
        ui.add_space(4.0);
        for work in template::work_types() {
            let button = egui::Button::new(work);
            let width = ui.available_width();
            let button = ui.add_sized([width, 32.0], button);
            hands::first(&button);
            if button.clicked() {
                commands.push(Command::Dismiss);
                commands.push(Command::AnotherLetter(work.to_owned()));
            }
        }
    });
}
