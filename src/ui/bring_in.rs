//! The sheet for bringing patients in: what each column is taken for, what each line would do, and one
//! button that saves all of it.

use egui::{CollapsingHeader, ComboBox, Grid, Label, RichText, ScrollArea, Ui, vec2};

use crate::desk::Desk;
use crate::desk::bringing::{Bringing, Line, Standing};
use crate::desk::command::{Column, Command};
use crate::desk::lists::{BroughtIn, File, LookedOver, Pair};
use crate::record::list::Table;

use super::{merge, parts, theme};

const WIDTH: f32 = 980.0;
const ROW: f32 = 28.0;
/// Room for a line's number, and who it is about.
const NUMBER: f32 = 46.0;
const BORN: f32 = 90.0;
const WHO: f32 = 300.0;
const COLUMNS_HEIGHT: f32 = 210.0;

/// What the sheet remembers between frames: the two patients being looked at, if any.
#[derive(Default)]
pub struct BringIn {
    pair: Option<Pair>,
}

pub fn show(ui: &mut Ui, desk: &Desk, sheet: &mut BringIn, commands: &mut Vec<Command>) {
    parts::sheet(ui, "Bring in patients", WIDTH, commands, |ui, commands| {
        if let Some(pair) = &sheet.pair {
            if merge::compare(ui, desk, &pair.gone, &pair.stays, commands) {
                sheet.pair = None;
            }
            return;
        }
        match desk.bringing() {
            None => nothing_chosen(ui, desk, commands),
            Some(bringing) => chosen(ui, desk, bringing, sheet, commands),
        }
    });
}

fn nothing_chosen(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let told = "A list of patients as CSV, or HL7 messages of the hospital system. You see what each \
                line would do; nothing is saved before you say so. You can also drop the file here.";
    let muted = RichText::new(told).color(parts::colours(desk).muted);
    ui.add(Label::new(muted).wrap());
    ui.add_space(12.0);
    if parts::main_button(ui, desk, "Choose a file…", true).clicked() {
        commands.push(Command::ChooseList);
    }
}

fn chosen(
    ui: &mut Ui,
    desk: &Desk,
    bringing: &Bringing,
    sheet: &mut BringIn,
    commands: &mut Vec<Command>,
) {
    ui.horizontal(|ui| {
        let name = RichText::new(&bringing.name).font(theme::strong_font(theme::TEXT));
        ui.add(Label::new(name).truncate());
        if ui.button("Another file…").clicked() {
            commands.push(Command::ChooseList);
        }
    });
    let over = match &bringing.over {
        None => {
            ui.label("Looking it over…");
            return;
        }
        Some(Err(problem)) => {
            let told = RichText::new(problem.message()).color(parts::colours(desk).bad);
            ui.add(Label::new(told).wrap());
            columns(ui, bringing, true, commands);
            return;
        }
        Some(Ok(over)) => over,
    };
    if let Some(brought) = bringing.saved {
        ui.add_space(8.0);
        ui.label(done(brought));
    } else {
        let taken = columns(ui, bringing, false, commands);
        summary(ui, desk, bringing, over);
        lines(ui, desk, bringing, taken);
        save(ui, desk, bringing, commands);
    }
    for pair in &over.merges {
        said_to_be_one(ui, pair, sheet);
    }
}

/// What each column is taken for; each can be taken for something else. Says how high that was.
fn columns(ui: &mut Ui, bringing: &Bringing, is_open: bool, commands: &mut Vec<Command>) -> f32 {
    let File::Table(table) = &bringing.file else {
        return 0.0;
    };
    let top = ui.cursor().top();
    let used = table.columns().iter().flatten().count();
    let title = format!("Columns: {used} of {} used", table.columns().len());
    CollapsingHeader::new(title)
        .id_salt("columns")
        .default_open(is_open)
        .show(ui, |ui| {
            ScrollArea::vertical()
                .id_salt("columns-scroll")
                .max_height(COLUMNS_HEIGHT)
                .min_scrolled_height(COLUMNS_HEIGHT)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    Grid::new("columns-grid")
                        .num_columns(3)
                        .min_col_width(180.0)
                        .max_col_width(300.0)
                        .striped(true)
                        .show(ui, |ui| {
                            for (at, heading) in table.headings().iter().enumerate() {
                                column(ui, table, at, heading, commands);
                            }
                        });
                });
        });
    ui.cursor().top() - top
}

fn column(ui: &mut Ui, table: &Table, at: usize, heading: &str, commands: &mut Vec<Command>) {
    let shown = if heading.is_empty() {
        "(no heading)"
    } else {
        heading
    };
    let label = ui.add(Label::new(shown).truncate());
    ui.add(Label::new(table.example(at)).truncate());
    let taken = table.columns()[at];
    let response = ComboBox::from_id_salt(("column", at))
        .selected_text(taken.map_or("not used", Column::label))
        .width(220.0)
        .height(460.0)
        .show_ui(ui, |ui| {
            let none = std::iter::once(None);
            for field in none.chain(Column::ALL.into_iter().map(Some)) {
                let name = field.map_or("not used", Column::label);
                if ui.selectable_label(taken == field, name).clicked() && taken != field {
                    commands.push(Command::TakeColumn(at, field));
                }
            }
        });
    response.response.labelled_by(label.id);
    ui.end_row();
}

fn summary(ui: &mut Ui, desk: &Desk, bringing: &Bringing, over: &LookedOver) {
    let colours = parts::colours(desk);
    ui.horizontal_wrapped(|ui| {
        for standing in Standing::ALL {
            let count = bringing.count(standing);
            if count > 0 {
                let (ink, paper) = match standing {
                    Standing::Refused => (colours.bad, colours.bad_soft),
                    Standing::Changed => (colours.warn, colours.warn_soft),
                    Standing::New => (colours.accent, colours.accent_soft),
                    Standing::Same => (colours.muted, colours.control),
                };
                parts::badge(ui, &standing.counted(count), ink, paper);
            }
        }
        if over.passed_over > 0 {
            let told = format!("{} of no patient passed over", over.passed_over);
            parts::badge(ui, &told, colours.muted, colours.control);
        }
    });
}

/// Each line on one of fixed height, those that hold the list up first.
fn lines(ui: &mut Ui, desk: &Desk, bringing: &Bringing, taken: f32) {
    let height = ui.ctx().content_rect().height() - 370.0 - taken;
    let height = height.clamp(140.0, 480.0);
    ScrollArea::vertical()
        .id_salt("lines")
        .max_height(height)
        // The sheet was smaller while it waited, and would keep its list as small.
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show_rows(ui, ROW, bringing.rows.len(), |ui, rows| {
            for line in bringing.rows.get(rows).unwrap_or_default() {
                one(ui, desk, line);
            }
        });
}

fn one(ui: &mut Ui, desk: &Desk, line: &Line) {
    let colours = parts::colours(desk);
    let ink = match line.standing {
        Standing::Refused => colours.bad,
        Standing::Changed => colours.warn,
        Standing::New => colours.accent,
        Standing::Same => colours.muted,
    };
    let height = ROW - ui.spacing().item_spacing.y;
    ui.horizontal(|ui| {
        let place = |ui: &mut Ui, width: f32, text: RichText| {
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            ui.allocate_ui_with_layout(vec2(width, height), layout, |ui| {
                ui.set_width(width);
                ui.add(Label::new(text).truncate());
            });
        };
        place(
            ui,
            NUMBER,
            RichText::new(line.number.to_string()).color(colours.muted),
        );
        place(ui, WHO, RichText::new(&line.who));
        place(ui, BORN, RichText::new(&line.born));
        let what = match (line.standing, line.what.as_str()) {
            (Standing::Same, "") => "as the record has it",
            (_, what) => what,
        };
        let width = ui.available_width();
        place(ui, width, RichText::new(what).color(ink));
    });
}

fn save(ui: &mut Ui, desk: &Desk, bringing: &Bringing, commands: &mut Vec<Command>) {
    let to_mend = bringing.count(Standing::Refused);
    let to_save = bringing.count(Standing::New) + bringing.count(Standing::Changed);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let label = match to_save {
            0 => "Nothing to save".to_owned(),
            1 => "Save 1 patient".to_owned(),
            count => format!("Save all {count} patients"),
        };
        let can = to_mend == 0 && to_save > 0;
        if parts::main_button(ui, desk, &label, can).clicked() {
            commands.push(Command::SaveList);
        }
        if to_mend > 0 {
            let told = "Mend the lines in red in the file, or the patient in the record, and choose \
                        the file again. Nothing of the list is saved before that.";
            let told = RichText::new(told).color(parts::colours(desk).bad);
            ui.add(Label::new(told).wrap());
        }
    });
}

fn done(brought: BroughtIn) -> String {
    format!(
        "Saved. Added: {}, changed: {}, left as they were: {}.",
        brought.added, brought.updated, brought.unchanged
    )
}

fn said_to_be_one(ui: &mut Ui, pair: &Pair, sheet: &mut BringIn) {
    ui.separator();
    ui.horizontal(|ui| {
        let who = pair.gone.display_name();
        ui.label(format!(
            "The hospital says that {who} is {}.",
            pair.stays.display_name()
        ));
        if parts::named_button(ui, "Look at both…", &who).clicked() {
            sheet.pair = Some(pair.clone());
        }
    });
}
