//! The worklist as a table: all columns, sorted and grouped, with several rows to choose.

use egui::{
    EventFilter, Id, Key, Modifiers, Rect, Response, RichText, Role, ScrollArea, Sense, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::desk::Desk;
use crate::desk::command::{Command, Pick, Sheet};
use crate::desk::lines::Line;
use crate::record::{Dictation, DictationId};

use super::cells::{self, ROW};
use super::theme::{self, SMALL};
use super::{View, parts, worklist};

const HEAD: f32 = 30.0;

/// Rows that a page of keys moves over.
const PAGE: isize = 15;

/// What one sees of the table.
#[derive(Default)]
pub struct Table {
    /// The row that was in sight last, so that one scrolls to it only when it is another.
    seen: Option<DictationId>,
    is_open: bool,
}

impl Table {
    /// It is not on the screen.
    pub fn close(&mut self) {
        self.is_open = false;
    }
}

pub fn show(ui: &mut Ui, desk: &Desk, view: &mut View, commands: &mut Vec<Command>) {
    let rows = desk.table();
    head(ui, desk, &rows, commands);
    let first = rows.first().map(|(row, _)| row.id);
    worklist::filter(ui, desk, &mut view.wants_filter, first, commands);
    let table = &mut view.table;
    headings(ui, desk, commands);
    if rows.is_empty() {
        ui.add_space(20.0);
        ui.label("Nothing in the worklist matches.");
        return;
    }
    let lines = by_clinic(desk, &rows);
    let focus = ui.interact(
        ui.available_rect_before_wrap(),
        Id::unique("table"),
        Sense::focusable_noninteractive(),
    );
    focus.widget_info(|| WidgetInfo::labeled(Role::Table, true, "Worklist as a table"));
    let nothing_else = desk.sheet().is_none() && ui.memory(|memory| memory.focused().is_none());
    if !std::mem::replace(&mut table.is_open, true) || nothing_else {
        focus.request_focus();
    }
    if focus.has_focus() {
        keys(ui, desk, &focus, commands);
    }
    body(ui, desk, table, &lines, &focus, commands);
}

/// What stands in the table, a line each: a clinic's name, or one of its rows.
enum Entry<'a> {
    Clinic(&'a str, usize),
    Row(&'a Dictation, &'a Line),
}

fn by_clinic<'a>(desk: &Desk, rows: &[(&'a Dictation, &'a Line)]) -> Vec<Entry<'a>> {
    let mut entries = Vec::with_capacity(rows.len());
    let mut last = None;
    for (row, line) in rows {
        let clinic = row.clinic.trim();
        if desk.arranging().by_clinic && last != Some(clinic) {
            let of_it = rows.iter().filter(|(row, _)| row.clinic.trim() == clinic);
            entries.push(Entry::Clinic(clinic, of_it.count()));
            last = Some(clinic);
        }
        entries.push(Entry::Row(row, line));
    }
    entries
}

fn head(ui: &mut Ui, desk: &Desk, rows: &[(&Dictation, &Line)], commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    let chosen = desk.rows_to_change().len();
    ui.horizontal(|ui| {
        ui.heading("Worklist");
        let told = match rows.len() {
            1 => "1 row".to_owned(),
            count => format!("{count} rows"),
        };
        ui.label(RichText::new(told).color(colours.muted));
        ui.add_space(12.0);
        let label = match chosen {
            0 => "Change the chosen rows\u{2026}".to_owned(),
            1 => "Change this row\u{2026}".to_owned(),
            count => format!("Change these {count} rows\u{2026}"),
        };
        let change = Command::Show(Sheet::Rows);
        let hint = parts::telling(desk, "Author, clinic and more ({})", &change);
        let button = ui.add_enabled(chosen > 0, egui::Button::new(label));
        if button.on_hover_text(hint).clicked() {
            commands.push(change);
        }
        let grouped = desk.arranging().by_clinic;
        if ui.selectable_label(grouped, "By clinic").clicked() {
            commands.push(Command::GroupByClinic);
        }
        let back = parts::telling(
            desk,
            "Back to the list beside the letter ({})",
            &Command::ToggleTable,
        );
        if ui.button("As a list").on_hover_text(back).clicked() {
            commands.push(Command::ToggleTable);
        }
        let hint = "Space chooses a row, Shift and the arrows several, Ctrl+A all, Enter opens";
        ui.label(RichText::new(hint).color(colours.muted).size(SMALL));
    });
    ui.add_space(4.0);
}

fn headings(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    // As wide as the rows, beside which there is a scroll bar.
    let width = ui.available_width() - ui.spacing().scroll.allocated_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, HEAD), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, colours.panel);
    let arranging = desk.arranging();
    for (heading, left, width) in cells::columns(rect.left(), width) {
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, HEAD));
        let response = ui.interact(
            cell,
            Id::unique("heading").with(heading.label()),
            Sense::click(),
        );
        let sorted = match (arranging.by == Some(heading), arranging.is_descending) {
            (false, _) => "",
            (true, false) => " \u{25b2}",
            (true, true) => " \u{25bc}",
        };
        response.widget_info(|| {
            let told = match sorted {
                "" => format!("Sort by {}", heading.label()),
                _ => format!("Sorted by {}", heading.label()),
            };
            WidgetInfo::labeled(Role::Button, true, told)
        });
        let ink = match response.hovered() || response.has_focus() {
            true => colours.accent,
            false => colours.text,
        };
        let at = pos2(left + 6.0, rect.top() + 7.0);
        let text = format!("{}{sorted}", heading.label());
        let font = theme::strong_font(SMALL);
        parts::line_of_text(ui, at, width - 8.0, &text, font, ink);
        if response.clicked() {
            commands.push(Command::SortBy(heading));
        }
    }
}

/// The keys of the table, while it has the focus.
fn keys(ui: &Ui, desk: &Desk, focus: &Response, commands: &mut Vec<Command>) {
    let filter = EventFilter {
        horizontal_arrows: false,
        vertical_arrows: true,
        tab: false,
        escape: false,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focus.id, filter));
    let at = desk.chosen().at();
    ui.input_mut(|input| {
        for (key, rows) in [
            (Key::ArrowDown, 1),
            (Key::ArrowUp, -1),
            (Key::PageDown, PAGE),
            (Key::PageUp, -PAGE),
            (Key::End, isize::MAX),
            (Key::Home, isize::MIN),
        ] {
            for (held, extends) in [(Modifiers::SHIFT, true), (Modifiers::NONE, false)] {
                if input.consume_key(held, key) {
                    commands.push(Command::Pick(Pick::Step { rows, extends }));
                }
            }
        }
        if input.consume_key(Modifiers::COMMAND, Key::A) {
            commands.push(Command::Pick(Pick::All));
        }
        if input.consume_key(Modifiers::NONE, Key::Delete) {
            commands.push(Command::Show(Sheet::Rows));
        }
        if let Some(at) = at {
            if input.consume_key(Modifiers::NONE, Key::Space) {
                commands.push(Command::Pick(Pick::Toggle(at)));
            }
            if input.consume_key(Modifiers::NONE, Key::Enter) {
                commands.push(Command::Open(at));
            }
        }
    });
}

fn body(
    ui: &mut Ui,
    desk: &Desk,
    table: &mut Table,
    entries: &[Entry],
    focus: &Response,
    commands: &mut Vec<Command>,
) {
    ui.spacing_mut().item_spacing.y = 1.0;
    let at = desk.chosen().at();
    let is_at = |entry: &Entry| matches!(entry, Entry::Row(row, _) if Some(row.id) == at);
    let spacing = ui.spacing().item_spacing.y;
    let mut area = ScrollArea::vertical().auto_shrink([false, false]);
    let place = entries.iter().position(is_at);
    if let Some(place) = place.filter(|_| table.seen != at) {
        area = area.vertical_scroll_offset(in_sight(ui, place, ROW + spacing));
    }
    table.seen = at;
    let now = desk.today();
    let shown = area.show_rows(ui, ROW, entries.len(), |ui, shown| {
        for entry in &entries[shown] {
            match entry {
                Entry::Clinic(clinic, count) => group(ui, desk, clinic, *count),
                Entry::Row(row, line) => {
                    let response = cells::show(ui, desk, row, line, now, focus.has_focus());
                    clicked(ui, &response, row.id, focus, commands);
                }
            }
        }
    });
    ui.data_mut(|data| {
        data.insert_temp(Id::unique("table-offset"), shown.state.clamped_offset().y)
    });
}

/// How far to scroll so that a line is in sight, and no further than that.
fn in_sight(ui: &Ui, place: usize, height: f32) -> f32 {
    let is: f32 = ui
        .data(|data| data.get_temp(Id::unique("table-offset")))
        .unwrap_or(0.0);
    let top = place as f32 * height;
    let room = (ui.available_height() - height).max(0.0);
    // With the line above it, which may be its clinic's name.
    is.min(top - height).max(top - room).max(0.0)
}

fn clicked(
    ui: &Ui,
    response: &Response,
    id: DictationId,
    focus: &Response,
    commands: &mut Vec<Command>,
) {
    if response.double_clicked() {
        commands.push(Command::Open(id));
    } else if response.clicked() {
        let held = ui.input(|input| input.modifiers);
        let pick = match (held.command, held.shift) {
            (true, _) => Pick::Toggle(id),
            (_, true) => Pick::Through(id),
            _ => Pick::At(id),
        };
        commands.push(Command::Pick(pick));
        focus.request_focus();
    }
}

fn group(ui: &mut Ui, desk: &Desk, clinic: &str, count: usize) {
    let colours = parts::colours(desk);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let named = match clinic {
        "" => "No clinic named",
        clinic => clinic,
    };
    let text = format!("{named}, {count}");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
    let at = rect.min + vec2(6.0, 6.0);
    let font = theme::strong_font(theme::TEXT);
    parts::line_of_text(ui, at, rect.width() - 12.0, &text, font, colours.accent);
}
