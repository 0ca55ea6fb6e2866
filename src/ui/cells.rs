//! The cells of the table of the worklist: what each says, how wide it is, and all of it where it is cut
//! off.

use egui::{
    FontId, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use jiff::Timestamp;

use crate::desk::Desk;
use crate::desk::command::Heading;
use crate::desk::lines::Line;
use crate::record::{Dictation, Status};
use crate::words::clock;

use super::theme::{self, SMALL};
use super::{due, parts};

/// How high a row is.
pub const ROW: f32 = 31.0;

/// The share of the width that each column has, in the order of [`Heading::ALL`]: on 1366 points
/// none but a name is ever cut off.
const SHARES: [f32; 10] = [11.5, 18.0, 8.0, 12.5, 13.5, 9.5, 5.0, 8.5, 8.5, 8.0];

/// Where each column begins and how wide it is.
pub fn columns(left: f32, width: f32) -> impl Iterator<Item = (Heading, f32, f32)> {
    let all: f32 = SHARES.iter().sum();
    let widths = SHARES.iter().map(move |share| width * share / all);
    let mut at = left;
    Heading::ALL
        .into_iter()
        .zip(widths)
        .map(move |(heading, width)| {
            let begins = at;
            at += width;
            (heading, begins, width)
        })
}

/// What stands in each cell of a row.
fn cells(desk: &Desk, row: &Dictation, line: &Line, now: Timestamp) -> [String; 10] {
    let or = |text: &str, none: &str| match text {
        "" => none.to_owned(),
        text => text.to_owned(),
    };
    let clinic = match line.part.as_str() {
        "" => row.clinic.clone(),
        part => format!("{part}, {}", row.clinic),
    };
    let age = match row.status.is_open() {
        true => due::age(desk, row, now),
        false => String::new(),
    };
    [
        due::with_priority(row, due::told(desk, row, now).0),
        or(&line.patient, "Patient not chosen"),
        line.hospital_number.clone(),
        or(&line.author, "Author not named"),
        clinic,
        row.work_type.clone(),
        clock(row.span().length()),
        desk.queue().status_words(row),
        line.assignee.clone(),
        age,
    ]
}

/// A row of the table.
pub fn show(
    ui: &mut Ui,
    desk: &Desk,
    row: &Dictation,
    line: &Line,
    now: Timestamp,
    has_focus: bool,
) -> Response {
    let colours = parts::colours(desk);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::CLICK);
    let cells = cells(desk, row, line, now);
    let chosen = desk.chosen();
    let (is_chosen, is_at) = (chosen.holds(row.id), chosen.at() == Some(row.id));
    response.widget_info(|| {
        let label = format!("{}, {}", cells.join(", "), row.priority.label());
        WidgetInfo::selected(Role::Row, true, is_chosen || is_at, label)
    });
    let fill = match (is_chosen, response.hovered()) {
        (true, _) => colours.accent_soft,
        (_, true) => colours.control_over,
        _ => colours.page,
    };
    ui.painter().rect_filled(rect, 0.0, fill);
    if is_at {
        let width = if has_focus { 2.0 } else { 1.0 };
        let edge = Stroke::new(width, colours.accent);
        ui.painter()
            .rect_stroke(rect, 2.0, edge, StrokeKind::Inside);
    }
    let is_open = row.status.is_open();
    if let Some((ink, _)) = parts::priority_colours(colours, row.priority).filter(|_| is_open) {
        let bar = Rect::from_min_size(rect.min + vec2(0.0, 4.0), vec2(4.0, ROW - 8.0));
        ui.painter().rect_filled(bar, 2.0, ink);
    }
    let is_late = is_open && due::told(desk, row, now).1;
    let status = desk.queue().shown_status(row.id, row.status);
    for ((heading, left, width), text) in columns(rect.left(), rect.width()).zip(&cells) {
        let ink = match heading {
            Heading::Due | Heading::Age if is_late => colours.bad,
            Heading::State if status == Status::Waiting => colours.muted,
            Heading::State => parts::status_colours(colours, status).0,
            Heading::Patient if row.patient.is_none() => colours.muted,
            Heading::Author if row.author.is_none() => colours.muted,
            _ => colours.text,
        };
        // Beside the bar that says how urgent it is.
        let left = if heading == Heading::Due {
            left + 3.0
        } else {
            left
        };
        let font = match heading {
            Heading::Patient => theme::strong_font(SMALL),
            _ => FontId::proportional(SMALL),
        };
        cell(
            ui,
            Rect::from_min_size(pos2(left, rect.top()), vec2(width, ROW)),
            text,
            font,
            ink,
        );
    }
    response
}

/// A cell, which says all of its text when one stays on it.
fn cell(ui: &Ui, rect: Rect, text: &str, font: FontId, ink: egui::Color32) {
    let at = pos2(rect.left() + 6.0, rect.top() + 7.0);
    let room = rect.width() - 8.0;
    parts::line_of_text(ui, at, room, text, font.clone(), ink);
    if ui.rect_contains_pointer(rect) {
        let full = ui.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, ink));
        if full.size().x > room {
            told_in_full(ui, rect, text);
        }
    }
}

fn told_in_full(ui: &Ui, rect: Rect, text: &str) {
    let font = FontId::proportional(SMALL);
    let visuals = ui.visuals();
    let full = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, visuals.text_color());
    let size = full.size() + vec2(12.0, 8.0);
    let screen = ui.ctx().content_rect();
    let left = rect.left().min(screen.right() - size.x - 4.0);
    let frame = Rect::from_min_size(pos2(left, rect.bottom()), size);
    let layer = egui::LayerId::new(egui::Order::Tooltip, Id::unique("cell"));
    let painter = ui.ctx().layer_painter(layer);
    let edge = visuals.window_stroke;
    painter.rect(frame, 4.0, visuals.window_fill, edge, StrokeKind::Inside);
    painter.galley(frame.min + vec2(6.0, 4.0), full, visuals.text_color());
}
