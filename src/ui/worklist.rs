//! The worklist on the left: what to type next.

use egui::{
    Align2, FontId, Key, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};
use jiff::Timestamp;

use crate::desk::Desk;
use crate::desk::command::{Command, Sheet};
use crate::record::{Dictation, DictationId, Patient, Priority, Status};
use crate::words::clock;

use super::theme::{self, ROW_HEIGHT, SMALL, TEXT};
use super::{View, due, parts};

pub fn show(ui: &mut Ui, desk: &Desk, view: &mut View, commands: &mut Vec<Command>) {
    let rows: Vec<&Dictation> = desk.worklist().collect();
    let open = rows.iter().filter(|row| row.status.is_open()).count();
    ui.horizontal(|ui| {
        ui.heading("Worklist");
        ui.label(RichText::new(format!("{open} to do")).color(parts::colours(desk).muted));
    });
    let first = rows.first().map(|row| row.id);
    filter(ui, desk, &mut view.wants_filter, first, commands);
    ui.add_space(2.0);
    if rows.is_empty() {
        empty(ui, desk, commands);
        return;
    }
    let now = desk.today();
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show_rows(ui, ROW_HEIGHT, rows.len(), |ui, shown| {
            for dictation in &rows[shown] {
                if row(ui, desk, dictation, now) {
                    commands.push(Command::Open(dictation.id));
                }
            }
        });
}

/// Where the filter is typed; Enter opens the first row that is left.
pub fn filter(
    ui: &mut Ui,
    desk: &Desk,
    is_wanted: &mut bool,
    first: Option<DictationId>,
    commands: &mut Vec<Command>,
) {
    let mut filter = desk.filter().to_owned();
    let id = egui::Id::unique("worklist-filter");
    let hint = parts::telling(desk, "Type to filter ({})", &Command::FilterWorklist);
    let box_ = TextEdit::singleline(&mut filter)
        .id(id)
        .hint_text(hint)
        .desired_width(f32::INFINITY);
    let response = ui.add(box_);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter the worklist"));
    if std::mem::take(is_wanted) {
        response.request_focus();
    }
    if response.changed() {
        commands.push(Command::Filter(filter));
    }
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if let Some(first) = first.filter(|_| entered) {
        commands.push(Command::Open(first));
    }
}

fn empty(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    ui.add_space(24.0);
    if desk.filter().is_empty() {
        ui.label("No dictations yet.");
        ui.label("Drop recordings onto this window, or import them. To try things out, add the sample clinic.");
        parts::verb_button(ui, desk, &Command::ChooseFiles, commands);
        parts::verb_button(ui, desk, &Command::AddSample, commands);
    } else {
        ui.label("Nothing in the worklist matches.");
        if ui.button("Show everything").clicked() {
            commands.push(Command::Filter(String::new()));
        }
        if ui.button("Search every letter there is…").clicked() {
            commands.push(Command::Show(Sheet::Everything));
            commands.push(Command::LookFor(desk.filter().to_owned()));
        }
    }
}

/// Draws one row; says whether it was chosen.
fn row(ui: &mut Ui, desk: &Desk, dictation: &Dictation, now: Timestamp) -> bool {
    let colours = parts::colours(desk);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT - 7.0), Sense::click());
    let name = desk
        .patient_of(dictation)
        .map_or_else(|| "Patient not chosen".to_owned(), Patient::display_name);
    let author = desk
        .author_of(dictation)
        .map_or("Author not named", |author| author.name.as_str());
    let status = desk.queue().shown_status(dictation.id, dictation.status);
    let status_text = desk.queue().status_words(dictation);
    let failure = desk.queue().failure(dictation.id);
    let (due, is_late) = due::told(desk, dictation, now);
    let due = match dictation.priority {
        // The bar beside it says urgent.
        Priority::Cancer => due::with_priority(dictation, due),
        Priority::Urgent | Priority::Routine => due,
    };
    let is_open = desk
        .piece()
        .is_some_and(|piece| piece.dictation.id == dictation.id);
    response.widget_info(|| {
        let part = dictation.part.map(|part| format!(", {}", part.label()));
        let label = format!(
            "{name}, {author}{}, {}, {status_text}, {due}",
            part.unwrap_or_default(),
            dictation.priority.label()
        );
        WidgetInfo::selected(Role::Button, true, is_open, label)
    });
    let painter = ui.painter();
    let fill = match (is_open, response.hovered()) {
        (true, _) => colours.accent_soft,
        (_, true) => colours.control_over,
        _ => colours.page,
    };
    let edge = if response.has_focus() || is_open {
        colours.accent
    } else {
        colours.line
    };
    let width = if response.has_focus() { 2.5 } else { 1.0 };
    painter.rect(
        rect,
        theme::ROUND,
        fill,
        Stroke::new(width, edge),
        StrokeKind::Inside,
    );
    if let Some((ink, _)) =
        parts::priority_colours(colours, dictation.priority).filter(|_| dictation.status.is_open())
    {
        let bar = Rect::from_min_size(rect.min + vec2(0.0, 8.0), vec2(4.0, rect.height() - 16.0));
        painter.rect_filled(bar, 2.0, ink);
    }
    let inner = rect.shrink2(vec2(12.0, 7.0));
    let line = |number: f32| pos2(inner.left(), inner.top() + number * 24.0);
    let name_ink = if dictation.patient.is_some() {
        colours.text
    } else {
        colours.muted
    };
    let strong = theme::strong_font(TEXT);
    parts::line_of_text(ui, line(0.0), inner.width(), &name, strong, name_ink);
    let part = dictation.part.map(|part| part.label()).unwrap_or_default();
    let length = clock(dictation.span().length());
    let details = [&part, author, dictation.clinic.as_str(), &length]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("  \u{b7}  ");
    let plain = FontId::proportional(SMALL);
    parts::line_of_text(
        ui,
        line(1.0),
        inner.width(),
        &details,
        plain.clone(),
        colours.muted,
    );
    let due_ink = if is_late { colours.bad } else { colours.muted };
    parts::line_of_text(ui, line(2.0), inner.width() / 2.0, &due, plain, due_ink);
    let ink = match failure {
        Some(_) if status == Status::Waiting => colours.bad,
        _ => parts::status_colours(colours, status).0,
    };
    let foot = pos2(inner.right(), line(2.0).y);
    ui.painter().text(
        foot,
        Align2::RIGHT_TOP,
        status_text,
        theme::strong_font(SMALL),
        ink,
    );
    let clicked = response.clicked();
    let failure = failure.map_or_else(String::new, |why| format!("\n{}", why.message()));
    response.on_hover_text(format!("{name}\n{details}{failure}"));
    clicked
}
