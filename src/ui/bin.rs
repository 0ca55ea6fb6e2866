//! The sheet of the bin: what was removed from the worklist, by whom and why, to bring it back.

use egui::{Grid, RichText, ScrollArea, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::letter::dates;
use crate::record::{Dictation, Patient, Removal};

use super::parts;
use super::theme::SMALL;

pub fn show(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    parts::sheet(ui, "Bin", 980.0, commands, |ui, commands| {
        let days = desk.settings().bin_days;
        ui.label(format!(
            "What was removed is deleted after {days} days: the recording and what was typed."
        ));
        ui.add_space(6.0);
        let Some(bin) = desk.bin() else {
            ui.label("Looking into it\u{2026}");
            return;
        };
        if bin.dictations.is_empty() {
            ui.label("Nothing is in the bin.");
            return;
        }
        let height = (ui.ctx().content_rect().height() - 260.0).clamp(160.0, 640.0);
        ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                Grid::new("bin")
                    .num_columns(4)
                    .striped(true)
                    .spacing([14.0, 8.0])
                    .show(ui, |ui| {
                        for row in &bin.dictations {
                            if let Some(removal) = &row.removed {
                                let patient = bin.patient_of(row).map(Patient::display_name);
                                let author = bin.author_of(row).map(|it| it.name.as_str());
                                let patient =
                                    patient.unwrap_or_else(|| "Patient not chosen".to_owned());
                                let author = author.unwrap_or("Author not named");
                                one(ui, desk, row, removal, &patient, author, commands);
                                ui.end_row();
                            }
                        }
                    });
            });
    });
}

fn one(
    ui: &mut Ui,
    desk: &Desk,
    row: &Dictation,
    removal: &Removal,
    patient: &str,
    author: &str,
    commands: &mut Vec<Command>,
) {
    let muted = parts::colours(desk).muted;
    let wrapped = |ui: &mut Ui, width: f32, text: &str, below: &str| {
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.add(egui::Label::new(RichText::new(text).strong()).wrap());
            ui.add(egui::Label::new(RichText::new(below).size(SMALL).color(muted)).wrap());
        });
    };
    let dictated = dates::long(dates::day_of(row.dictated_at));
    wrapped(ui, 300.0, patient, &format!("{author}, {dictated}"));
    let by = desk
        .people()
        .iter()
        .find(|person| Some(person.id) == removal.by);
    let by = by.map_or("the program", |person| person.called());
    let when = dates::long_with_time(removal.at);
    wrapped(ui, 400.0, &removal.why, &format!("Removed by {by}, {when}"));
    if parts::named_button(ui, "Bring back", patient).clicked() {
        commands.push(Command::RestoreRows(vec![row.seen()]));
    }
}
