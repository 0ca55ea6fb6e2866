//! The author sheet: a consultant whose letters are typed here.

use egui::{Grid, RichText, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::record::{Author, AuthorId};

use super::parts;

/// An author being entered, as typed.
#[derive(Default)]
pub struct AuthorForm {
    name: String,
    post: String,
    qualifications: String,
    initials: String,
    department: String,
}

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut AuthorForm, commands: &mut Vec<Command>) {
    parts::sheet(ui, "New author", 600.0, commands, |ui, commands| {
        Grid::new("author")
            .num_columns(2)
            .spacing([12.0, 8.0])
            .show(ui, |ui| {
                for (label, text, hint) in [
                    ("Name", &mut form.name, "Dr A Example"),
                    ("Post", &mut form.post, "Consultant Cardiologist"),
                    ("Qualifications", &mut form.qualifications, "MB BS FRCP"),
                    ("Initials", &mut form.initials, "AE"),
                    ("Department", &mut form.department, "Cardiology"),
                ] {
                    let label = ui.label(label);
                    ui.add(
                        TextEdit::singleline(text)
                            .hint_text(hint)
                            .desired_width(410.0),
                    )
                    .labelled_by(label.id);
                    ui.end_row();
                }
            });
        let named = !form.name.trim().is_empty() && !form.initials.trim().is_empty();
        if !named {
            let told = "The name stands under the letter, the initials in its reference.";
            ui.label(RichText::new(told).color(parts::colours(desk).muted));
        }
        if parts::main_button(ui, desk, "Save the author", named).clicked() {
            commands.push(Command::SaveAuthor(Box::new(form.read(desk))));
        }
    });
}

impl AuthorForm {
    fn read(&self, desk: &Desk) -> Author {
        let tidy = |text: &str| text.trim().to_owned();
        Author {
            id: AuthorId(0),
            name: tidy(&self.name),
            post: tidy(&self.post),
            qualifications: tidy(&self.qualifications),
            initials: tidy(&self.initials),
            department: tidy(&self.department),
            back_step: desk.settings().back_step,
        }
    }
}
