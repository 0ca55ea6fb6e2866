//! The page of turnaround: how long letters took, by author and by clinic, and which are late.

use egui::{Grid, RichText, ScrollArea, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::turnaround::{Late, Period, Turnaround, called};
use crate::record::turnaround::{Spread, Step, Summary};

use super::entries;
use super::hands;
use super::parts;
use super::theme;

/// The days as they are typed.
#[derive(Default)]
pub struct TurnaroundForm {
    from: String,
    to: String,
    of: Option<Period>,
    refusal: Option<String>,
}

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut TurnaroundForm, commands: &mut Vec<Command>) {
    parts::sheet(ui, "Turnaround", 1180.0, commands, |ui, commands| {
        let Some(told) = desk.turnaround() else {
            ui.label("Reading how long letters took\u{2026}");
            return;
        };
        chooser(ui, desk, told.period, form, commands);
        ui.separator();
        let height = (ui.ctx().content_rect().height() - 260.0).clamp(200.0, 760.0);
        ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                let count = match told.letters {
                    0 => "No letter was dictated then.".to_owned(),
                    1 => "1 letter was dictated then; days from dictation:".to_owned(),
                    letters => {
                        format!("{letters} letters were dictated then; days from dictation:")
                    }
                };
                ui.label(count);
                if told.letters > 0 {
                    summaries(ui, "By author", "Author not named", &told.by_author);
                    summaries(ui, "By clinic", "No clinic named", &told.by_clinic);
                }
                old(ui, desk, told);
                late(ui, told, commands);
            });
    });
}

/// Which days the page is about.
fn chooser(
    ui: &mut Ui,
    desk: &Desk,
    period: Period,
    form: &mut TurnaroundForm,
    commands: &mut Vec<Command>,
) {
    if form.of != Some(period) {
        form.of = Some(period);
        (form.from, form.to) = (entries::day(period.from), entries::day(period.to));
        form.refusal = None;
    }
    ui.horizontal(|ui| {
        let title = RichText::new(called(period)).font(theme::strong_font(theme::TEXT));
        ui.label(title);
        ui.add_space(10.0);
        for (label, months) in [("Month before", -1), ("Month after", 1)] {
            if ui.button(label).clicked() {
                commands.push(Command::LookAtTurnaround(period.month_on(months)));
            }
        }
        ui.add_space(10.0);
        let label = ui.label("From");
        let field = TextEdit::singleline(&mut form.from).desired_width(125.0);
        hands::first(&ui.add(field).labelled_by(label.id));
        let label = ui.label("to");
        let field = TextEdit::singleline(&mut form.to).desired_width(125.0);
        ui.add(field).labelled_by(label.id);
        if parts::main_button(ui, desk, "Show these days", true).clicked() {
            match read(form) {
                Some(period) => commands.push(Command::LookAtTurnaround(period)),
                None => {
                    let how = "Write both days as day, month and full year, the earlier first";
                    form.refusal = Some(how.to_owned());
                }
            }
        }
        if ui.button("Save for a spreadsheet\u{2026}").clicked() {
            commands.push(Command::ChooseTurnaroundCopy);
        }
    });
    if let Some(refusal) = &form.refusal {
        ui.label(RichText::new(refusal).color(parts::colours(desk).bad));
    }
}

fn read(form: &TurnaroundForm) -> Option<Period> {
    let day = |text: &str| entries::date(text).ok().flatten();
    let (from, to) = (day(&form.from)?, day(&form.to)?);
    (from <= to).then_some(Period { from, to })
}

fn summaries(ui: &mut Ui, title: &str, nobody: &str, rows: &[Summary]) {
    ui.add_space(8.0);
    ui.label(RichText::new(title).font(theme::strong_font(theme::TEXT)));
    Grid::new(title)
        .num_columns(12)
        .striped(true)
        .spacing([16.0, 5.0])
        .show(ui, |ui| {
            ui.label("");
            for heading in ["letters", "late"] {
                ui.label(heading);
            }
            for step in Step::ALL {
                ui.label(format!("{}: median", step.label()));
                ui.label("90th");
                ui.label("95th");
            }
            ui.end_row();
            for row in rows {
                let name = match row.of.as_str() {
                    "" => nobody,
                    name => name,
                };
                named(ui, name);
                ui.label(row.letters.to_string());
                ui.label(row.late.to_string());
                for spread in &row.steps {
                    for text in figures(spread.as_ref()) {
                        ui.label(text);
                    }
                }
                ui.end_row();
            }
        });
}

/// A name as wide as each other.
fn named(ui: &mut Ui, name: &str) {
    ui.horizontal(|ui| {
        ui.set_width(250.0);
        ui.add(egui::Label::new(name).truncate());
    });
}

/// Median, 90th and 95th percentile in days.
fn figures(spread: Option<&Spread>) -> [String; 3] {
    let days = spread.map(|it| [it.median, it.ninetieth, it.ninety_fifth]);
    days.map_or_else(
        || ["\u{2013}"; 3].map(str::to_owned),
        |days| days.map(|days| format!("{days:.1}")),
    )
}

/// What is not out by now, by author.
fn old(ui: &mut Ui, desk: &Desk, told: &Turnaround) {
    ui.add_space(10.0);
    ui.label(
        RichText::new("Not out and older than seven days, now")
            .font(theme::strong_font(theme::TEXT)),
    );
    if told.old.is_empty() {
        ui.label(RichText::new("None").color(parts::colours(desk).good));
        return;
    }
    Grid::new("old")
        .num_columns(3)
        .striped(true)
        .spacing([16.0, 5.0])
        .show(ui, |ui| {
            for old in &told.old {
                let name = match old.author.as_str() {
                    "" => "Author not named",
                    name => name,
                };
                named(ui, name);
                ui.label(match old.open {
                    1 => "1 letter".to_owned(),
                    open => format!("{open} letters"),
                });
                ui.label(format!("{} of them to sign", old.to_sign));
                ui.end_row();
            }
        });
}

fn late(ui: &mut Ui, told: &Turnaround, commands: &mut Vec<Command>) {
    ui.add_space(10.0);
    let title = format!("Late: {}", told.late.len());
    ui.label(RichText::new(title).font(theme::strong_font(theme::TEXT)));
    let height = ui.spacing().interact_size.y;
    let rows = told.late.len();
    let area = ScrollArea::vertical()
        .id_salt("late")
        .max_height(240.0)
        .min_scrolled_height(240.0);
    area.auto_shrink([false, true])
        .show_rows(ui, height, rows, |ui, shown| {
            for late in &told.late[shown] {
                let text = in_words(late);
                let row = egui::Button::selectable(false, text).truncate();
                let row = ui.add(row.min_size(egui::vec2(ui.available_width(), height)));
                if row.on_hover_text("Opens the letter").clicked() {
                    commands.push(Command::Dismiss);
                    commands.push(Command::Open(late.dictation));
                }
            }
        });
}

fn in_words(late: &Late) -> String {
    let day = entries::day;
    let author = match late.author.as_str() {
        "" => "Author not named",
        author => author,
    };
    let out = match late.sent {
        Some(sent) => format!("out {}", day(sent)),
        None => "not out".to_owned(),
    };
    let (dictated, due) = (day(late.dictated), day(late.due));
    let clinic = match late.clinic.trim() {
        "" => String::new(),
        clinic => format!(", {clinic}"),
    };
    format!("Due {due}, {out}: dictated {dictated} by {author}{clinic}")
}
