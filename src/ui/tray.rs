//! The signing tray on the left, in the place of the worklist: what waits to be signed and answered.

use egui::{
    Align2, Button, FontId, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::desk::Desk;
use crate::desk::command::{Command, Sheet};
use crate::letter::dates;
use crate::record::{Dictation, Patient, Status};

use super::parts;
use super::theme::{self, SMALL, TEXT};

/// How high a letter stands in the list, with the gap below it.
const ROW: f32 = 90.0;

pub fn show(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let rows = desk.in_tray();
    let colours = parts::colours(desk);
    ui.heading("Signing tray");
    ui.label(RichText::new(waiting(&rows)).color(colours.text));
    let done = desk.tray().done().words();
    if !done.is_empty() {
        ui.label(RichText::new(done).color(colours.good).size(SMALL));
    }
    ui.add_space(4.0);
    let below = 200.0;
    let height = (ui.available_height() - below).max(ROW);
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, false])
        .show_rows(ui, ROW, rows.len(), |ui, shown| {
            for dictation in &rows[shown] {
                if row(ui, desk, dictation) {
                    commands.push(Command::Open(dictation.id));
                }
            }
        });
    ui.separator();
    verbs(ui, desk, commands);
}

/// What can be done with the letter on the desk, and with the tray.
fn verbs(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    match desk.query() {
        Some(_) => parts::verb_button(ui, desk, &Command::Show(Sheet::Answering), commands),
        None => {
            parts::verb_button(ui, desk, &Command::Show(Sheet::Signing), commands);
            parts::verb_button(ui, desk, &Command::Show(Sheet::Rejecting), commands);
        }
    }
    ui.horizontal(|ui| {
        for (label, verb) in [
            ("Before", Command::OpenPrevious),
            ("Next", Command::OpenNext),
        ] {
            let key = parts::telling(desk, "{}", &verb);
            let enabled = desk.enabled(&verb).is_ok();
            if ui
                .add_enabled(enabled, Button::new(label))
                .on_hover_text(key)
                .clicked()
            {
                commands.push(verb);
            }
        }
    });
    parts::verb_button(ui, desk, &Command::Show(Sheet::Several), commands);
    let leave = parts::telling(desk, "Leave the tray  {}", &Command::ToggleTray);
    if ui.button(leave).clicked() {
        commands.push(Command::ToggleTray);
    }
}

/// "28 to sign, 1 query to answer".
fn waiting(rows: &[&Dictation]) -> String {
    let queries = rows.iter().filter(|it| it.status == Status::Query).count();
    let to_sign = rows.len() - queries;
    match (to_sign, queries) {
        (0, 0) => "Nothing waits for you".to_owned(),
        (to_sign, 0) => format!("{to_sign} to sign"),
        (to_sign, 1) => format!("{to_sign} to sign, 1 query to answer"),
        (to_sign, queries) => format!("{to_sign} to sign, {queries} queries to answer"),
    }
}

/// Who a letter is about, as far as two of one name differ.
pub fn identity(patient: &Patient) -> String {
    let nhs = patient.nhs_number.as_ref();
    let nhs = nhs.map_or_else(|| "not known".to_owned(), ToString::to_string);
    let hospital = match patient.hospital_number.as_str() {
        "" => "not known",
        number => number,
    };
    let born = dates::long(patient.born);
    format!("Born {born}, NHS {nhs}, hospital no. {hospital}")
}

/// The same in the list: "Born 14 March 1958, T00001", and the NHS number.
fn on_two_lines(patient: &Patient) -> (String, String) {
    let nhs = patient.nhs_number.as_ref();
    let nhs = nhs.map_or_else(|| "NHS not known".to_owned(), |it| format!("NHS {it}"));
    let born = format!("Born {}", dates::long(patient.born));
    let born = match patient.hospital_number.as_str() {
        "" => born,
        number => format!("{born}, {number}"),
    };
    (born, nhs)
}

/// Draws one letter; says whether it was chosen.
fn row(ui: &mut Ui, desk: &Desk, dictation: &Dictation) -> bool {
    let colours = parts::colours(desk);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW - 7.0), Sense::click());
    let patient = desk.patient_of(dictation);
    let name = patient.map_or_else(|| "Patient not chosen".to_owned(), Patient::display_name);
    let known = patient.map(identity).unwrap_or_default();
    let author = desk.author_of(dictation);
    let author = author.map_or("Author not named", |author| author.name.as_str());
    let state = match (dictation.status, desk.tray().was_read(dictation.id)) {
        (Status::ToSign, true) => "read",
        (status, _) => status.label(),
    };
    let is_open = desk
        .piece()
        .is_some_and(|piece| piece.dictation.id == dictation.id);
    let urgent = parts::priority_colours(colours, dictation.priority);
    response.widget_info(|| {
        let urgency = dictation.priority.label();
        let label = format!("{name}, {known}, {author}, {urgency}, {state}");
        WidgetInfo::selected(Role::Button, true, is_open, label)
    });
    let fill = match (is_open, response.hovered()) {
        (true, _) => colours.accent_soft,
        (_, true) => colours.control_over,
        _ => colours.page,
    };
    let is_marked = response.has_focus() || is_open;
    let edge = if is_marked {
        colours.accent
    } else {
        colours.line
    };
    let width = if response.has_focus() { 2.5 } else { 1.0 };
    let stroke = Stroke::new(width, edge);
    ui.painter()
        .rect(rect, theme::ROUND, fill, stroke, StrokeKind::Inside);
    if let Some((ink, _)) = urgent {
        let bar = Rect::from_min_size(rect.min + vec2(0.0, 8.0), vec2(4.0, rect.height() - 16.0));
        ui.painter().rect_filled(bar, 2.0, ink);
    }
    let inner = rect.shrink2(vec2(12.0, 7.0));
    let at = |number: f32| pos2(inner.left(), inner.top() + number * 24.0);
    let (strong, plain) = (theme::strong_font(TEXT), FontId::proportional(SMALL));
    let (born, numbers) = patient.map(on_two_lines).unwrap_or_default();
    let line = |number, text: &str, font: FontId, ink| {
        parts::line_of_text(ui, at(number), inner.width(), text, font, ink);
    };
    line(0.0, &name, strong, colours.text);
    line(1.0, &born, plain.clone(), colours.text);
    line(2.0, &numbers, plain, colours.text);
    let (ink, _) = parts::status_colours(colours, dictation.status);
    let foot = pos2(inner.right(), at(2.0).y);
    let strong = theme::strong_font(SMALL);
    ui.painter()
        .text(foot, Align2::RIGHT_TOP, state, strong, ink);
    let is_chosen = response.clicked();
    response.on_hover_text(format!(
        "{name}\n{known}\n{author}, {}",
        dictation.work_type
    ));
    is_chosen
}
