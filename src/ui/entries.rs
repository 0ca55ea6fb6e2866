//! Entries of a form: a line, several lines, a choice, and how what is typed is read.

use egui::{ComboBox, TextEdit, Ui};
use jiff::civil::Date;

use super::hands;
use crate::problem::{Outcome, Problem};
use crate::record::{born, fold};

/// As wide as each field is.
const FIELD: f32 = 430.0;

pub fn line(ui: &mut Ui, label: &str, text: &mut String, hint: &str) {
    let label = ui.label(label);
    let field = TextEdit::singleline(text)
        .hint_text(hint)
        .desired_width(FIELD);
    hands::first(&ui.add(field).labelled_by(label.id));
    ui.end_row();
}

pub fn lines(ui: &mut Ui, label: &str, text: &mut String, hint: &str, rows: usize) {
    let label = ui.label(label);
    ui.add(
        TextEdit::multiline(text)
            .hint_text(hint)
            .desired_rows(rows)
            .desired_width(FIELD),
    )
    .labelled_by(label.id);
    ui.end_row();
}

pub fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    value: &mut T,
    all: &[T],
    name: fn(T) -> &'static str,
) {
    let title = label;
    let label = ui.label(label);
    ComboBox::from_id_salt(title)
        .selected_text(name(*value))
        .width(220.0)
        .show_ui(ui, |ui| {
            for one in all {
                ui.selectable_value(value, *one, name(*one));
            }
        })
        .response
        .labelled_by(label.id);
    ui.end_row();
}

pub fn tidy(text: &str) -> String {
    fold::kept(text)
}

pub fn by_line(text: &str) -> Vec<String> {
    let lines = text.lines().map(tidy);
    lines.filter(|line| !line.is_empty()).collect()
}

/// The lines of an address; one that was typed in a single line is parted at its commas, unless it
/// stands so in the record.
pub fn split(text: &str, known: Option<&Vec<String>>) -> Vec<String> {
    let lines = by_line(text);
    match &lines[..] {
        [only] if known != Some(&lines) => by_line(&only.replace(',', "\n")),
        _ => lines,
    }
}

pub fn day(date: Date) -> String {
    date.strftime("%d/%m/%Y").to_string()
}

/// A day as people write it, which may be to come; none where nothing is written.
pub fn date(text: &str) -> Outcome<Option<Date>> {
    match text.trim() {
        "" => Ok(None),
        text => born::any_day(text).map(Some).map_err(|_| {
            Problem::new(
                "A date of an address is not a date",
                "Write it as day, month and full year: 21/06/2026",
            )
        }),
    }
}
