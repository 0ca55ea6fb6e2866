//! The post's share of the settings: printer and trays, what goes around a letter, files for sending.

use std::path::PathBuf;

use egui::{ComboBox, Slider, TextEdit, Ui};

use crate::desk::post::choices::{Around, PostChoices};

const FIELD: f32 = 400.0;

/// Rows of the grid of settings.
pub fn rows(ui: &mut Ui, choices: &mut PostChoices) {
    line(
        ui,
        "Printer",
        &mut choices.printer,
        "by the system's name for it; empty to print by hand",
    );
    let trays = "as its driver calls it; empty for its own choice";
    line(ui, "Tray of the first page", &mut choices.first_tray, trays);
    line(ui, "Tray of other pages", &mut choices.next_tray, trays);
    if cfg!(windows) {
        ui.label("");
        ui.label("On Windows the printer's own settings choose the tray.");
        ui.end_row();
    }
    let label = ui.label("Letters go in");
    ComboBox::from_id_salt("around")
        .selected_text(choices.around.label())
        .width(240.0)
        .show_ui(ui, |ui| {
            for around in Around::ALL {
                ui.selectable_value(&mut choices.around, around, around.label());
            }
        })
        .response
        .labelled_by(label.id);
    ui.end_row();
    if choices.around == Around::Labels {
        let label = ui.label("First label still there");
        ui.add(Slider::new(&mut choices.first_label, 1..=21))
            .labelled_by(label.id);
        ui.end_row();
    }
    line(
        ui,
        "Subject of e-mails",
        &mut choices.subject,
        "without the patient's name",
    );
    path(
        ui,
        "Files for sending are in",
        &mut choices.out_folder,
        "a folder; empty for one in the workspace",
    );
    let label = ui.label("They are deleted after");
    let days = Slider::new(&mut choices.keep_days, 0..=60);
    let days = days.custom_formatter(|days, _| match days {
        0.0 => "never".to_owned(),
        1.0 => "1 day".to_owned(),
        days => format!("{days} days"),
    });
    ui.add(days).labelled_by(label.id);
    ui.end_row();
    path(
        ui,
        "LibreOffice",
        &mut choices.pdf_maker,
        "where it is; empty to look for it",
    );
}

fn path(ui: &mut Ui, label: &str, path: &mut PathBuf, hint: &str) {
    let mut text = path.display().to_string();
    line(ui, label, &mut text, hint);
    if path.as_os_str() != text.as_str() {
        *path = PathBuf::from(text);
    }
}

fn line(ui: &mut Ui, label: &str, text: &mut String, hint: &str) {
    let label = ui.label(label);
    let field = TextEdit::singleline(text).hint_text(hint.to_owned());
    ui.add(field.desired_width(FIELD)).labelled_by(label.id);
    ui.end_row();
}
