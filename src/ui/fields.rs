//! The letter's fields around its body, where they will stand on paper.

use std::collections::BTreeMap;

use egui::collapsing_header::CollapsingState;
use egui::{ComboBox, Frame, RichText, Stroke, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::workpiece::Workpiece;
use crate::letter::{Field, template};

use super::parts;
use super::theme;

/// The fields' text boxes: their text while this frame's changes are on the way.
#[derive(Default)]
pub struct Fields {
    texts: BTreeMap<Field, String>,
}

/// Who it goes to and which clinic: folded into one line once filled, so that the text has the
/// screen; the salutation stays.
pub fn above(
    ui: &mut Ui,
    desk: &Desk,
    piece: &Workpiece,
    fields: &mut Fields,
    commands: &mut Vec<Command>,
) {
    let letter = piece.letter();
    let addressee = letter.field(Field::Addressee);
    let told = match addressee.lines().next() {
        Some(first) => format!("To {first}, {}", letter.field(Field::Clinic)),
        None => "Addressee and clinic".to_owned(),
    };
    let id = ui.make_persistent_id(("letter-head", piece.dictation.id.0));
    let told = told.trim_end_matches([',', ' ']).to_owned();
    CollapsingState::load_with_default_open(ui.ctx(), id, addressee.is_empty())
        .show_header(ui, |ui| {
            ui.label(RichText::new(told).color(parts::colours(desk).muted))
        })
        .body_unindented(|ui| {
            ui.horizontal_top(|ui| {
                let half = ui.available_width() / 2.0 - 8.0;
                ui.vertical(|ui| {
                    ui.set_width(half);
                    field(ui, desk, piece, fields, Field::Addressee, 4, commands);
                });
                ui.vertical(|ui| {
                    ui.set_width(half);
                    field(ui, desk, piece, fields, Field::Clinic, 1, commands);
                    field(ui, desk, piece, fields, Field::ClinicDate, 1, commands);
                    work_type(ui, desk, piece, commands);
                });
            });
        });
    field(ui, desk, piece, fields, Field::Salutation, 1, commands);
    ui.add_space(6.0);
}

/// What the letter is to be, by which its addressee, closing and copies are filled.
fn work_type(ui: &mut Ui, desk: &Desk, piece: &Workpiece, commands: &mut Vec<Command>) {
    let is = &piece.dictation.work_type;
    let label = ui.label(
        RichText::new("Work type")
            .color(parts::colours(desk).muted)
            .size(theme::SMALL),
    );
    ui.add_enabled_ui(piece.signed().is_none(), |ui| {
        let chosen = ComboBox::from_id_salt("work-type")
            .selected_text(is)
            .width(ui.available_width())
            .show_ui(ui, |ui| {
                for work in template::work_types() {
                    if ui.selectable_label(is == work, work).clicked() && is != work {
                        commands.push(Command::SetWorkType(work.to_owned()));
                    }
                }
            });
        chosen.response.labelled_by(label.id);
    });
}

pub fn below(
    ui: &mut Ui,
    desk: &Desk,
    piece: &Workpiece,
    fields: &mut Fields,
    commands: &mut Vec<Command>,
) {
    ui.add_space(10.0);
    field(ui, desk, piece, fields, Field::Closing, 1, commands);
    if let Some(author) = desk.author_of(&piece.dictation) {
        ui.add_space(6.0);
        ui.label(
            RichText::new(&author.name)
                .font(egui::FontId::new(theme::LETTER_TEXT, theme::letter_bold())),
        );
        ui.label(RichText::new(&author.post).color(parts::colours(desk).muted));
    }
    ui.add_space(6.0);
    ui.horizontal_top(|ui| {
        let half = ui.available_width() / 2.0 - 8.0;
        for which in [Field::Enclosures, Field::Copies] {
            ui.vertical(|ui| {
                ui.set_width(half);
                field(ui, desk, piece, fields, which, 2, commands);
            });
        }
    });
}

fn field(
    ui: &mut Ui,
    desk: &Desk,
    piece: &Workpiece,
    fields: &mut Fields,
    which: Field,
    rows: usize,
    commands: &mut Vec<Command>,
) {
    let colours = parts::colours(desk);
    let stored = piece.letter().field(which);
    let text = fields.texts.entry(which).or_default();
    if text != stored {
        stored.clone_into(text);
    }
    let label = ui.label(
        RichText::new(which.label())
            .color(colours.muted)
            .size(theme::SMALL),
    );
    ui.add_space(-5.0);
    let box_ = if rows > 1 {
        TextEdit::multiline(text).desired_rows(rows)
    } else {
        TextEdit::singleline(text)
    };
    let frame = Frame::new()
        .fill(colours.page)
        .stroke(Stroke::new(1.0, colours.line))
        .corner_radius(4)
        .inner_margin(5);
    let response = ui
        .add_enabled(
            piece.signed().is_none(),
            box_.frame(frame).desired_width(f32::INFINITY),
        )
        .labelled_by(label.id);
    if response.changed() {
        commands.push(Command::SetField(which, text.clone()));
    }
}
