//! The page of a clinic list: each appointment with the recording proposed for it and why, corrected
//! by keyboard, and one button that settles what is confirmed.

use egui::{Key, Label, RichText, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::clinics::{Clinic, ClinicRow};
use crate::desk::command::Command;
use crate::record::proposal::Proposal;
use crate::record::{Dictation, DictationId};

use super::rows::{self, Cell, Cursor};
use super::{parts, theme};

const WIDTH: f32 = 1280.0;

pub fn show(ui: &mut Ui, desk: &Desk, cursor: &mut Cursor, commands: &mut Vec<Command>) {
    parts::sheet(
        ui,
        "Clinic list",
        WIDTH,
        commands,
        |ui, commands| match desk.clinic() {
            None => nothing_chosen(ui, desk, commands),
            Some(clinic) => chosen(ui, desk, clinic, cursor, commands),
        },
    );
}

fn nothing_chosen(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let told = "The list of a clinic as the hospital system extracts it: time, name, date of birth, \
                numbers, who attended. You see which recording is taken to be of which patient, and \
                why; nothing is changed before you say so. You can also drop the file here.";
    let muted = RichText::new(told).color(parts::colours(desk).muted);
    ui.add(Label::new(muted).wrap());
    ui.add_space(12.0);
    let choose = parts::main_button(ui, desk, "Choose a file…", true);
    if choose.clicked() {
        commands.push(Command::ChooseClinicList);
    }
}

fn chosen(
    ui: &mut Ui,
    desk: &Desk,
    clinic: &Clinic,
    cursor: &mut Cursor,
    commands: &mut Vec<Command>,
) {
    ui.horizontal(|ui| {
        let name = RichText::new(&clinic.name).font(theme::strong_font(theme::TEXT));
        ui.add(Label::new(name).truncate());
        if ui.button("Another file…").clicked() {
            commands.push(Command::ChooseClinicList);
        }
    });
    if let Some((linked, begun)) = clinic.settled {
        ui.add_space(8.0);
        ui.label(format!(
            "Settled: {}, {}. They are in the worklist.",
            counted(
                linked,
                "recording given to its patient",
                "recordings given to their patients"
            ),
            counted(
                begun,
                "letter begun without one",
                "letters begun without one"
            ),
        ));
        return;
    }
    if clinic.rows.is_empty() && !clinic.list.appointments.is_empty() {
        ui.label("Looking it over…");
        return;
    }
    wrong_lines(ui, desk, clinic);
    keys(ui, clinic, cursor, commands);
    let colours = parts::colours(desk);
    let [time, who, born, recording, why] = widths(rows::width(ui));
    rows::headings(
        ui,
        colours,
        &[
            ("", 34.0),
            ("Time", time),
            ("Patient", who),
            ("Born", born),
            ("Recording", recording),
            ("Why", why),
        ],
    );
    let height = ui.ctx().content_rect().height() - 420.0;
    rows::show(
        ui,
        cursor,
        clinic.rows.len(),
        height.clamp(150.0, 620.0),
        |ui, at, is_current| one(ui, desk, clinic, at, is_current),
    );
    left(ui, desk, clinic);
    wording(ui, desk, clinic, commands);
    foot(ui, desk, clinic, commands);
}

fn widths(available: f32) -> [f32; 5] {
    let (time, born) = (58.0, 96.0);
    let rest = (available - 34.0 - time - born).max(300.0);
    [time, rest * 0.31, born, rest * 0.25, rest * 0.44]
}

/// Lines that cannot be read: said, and left out.
fn wrong_lines(ui: &mut Ui, desk: &Desk, clinic: &Clinic) {
    let problems = &clinic.list.problems;
    let lines = problems.iter().take(3);
    let mut told: Vec<String> = lines
        .map(|(line, problem)| format!("Line {line} is left out: {}.", problem.what()))
        .collect();
    if problems.len() > 3 {
        told.push(format!("{} more lines are left out.", problems.len() - 3));
    }
    if !problems.is_empty() {
        told.push("Because of that, nothing is matched by order.".to_owned());
    }
    if !clinic.list.says_who_came {
        told.push("No column says who attended, so everybody is taken to have come.".to_owned());
    }
    if !told.is_empty() {
        let told = RichText::new(told.join(" ")).color(parts::colours(desk).warn);
        ui.add(Label::new(told).wrap());
    }
}

fn keys(ui: &Ui, clinic: &Clinic, cursor: &mut Cursor, commands: &mut Vec<Command>) {
    cursor.follow_keys(ui, clinic.rows.len());
    let at = cursor.at;
    let Some(row) = clinic.rows.get(at) else {
        return;
    };
    for (key, is_after) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
        if cursor.said(ui, key) {
            commands.push(Command::MatchRow(at, clinic.next_free(at, is_after)));
        }
    }
    if cursor.said(ui, Key::Delete) || cursor.said(ui, Key::Backspace) {
        commands.push(Command::MatchRow(at, None));
    }
    if cursor.said(ui, Key::Space) {
        commands.push(Command::ConfirmRow(at, !row.is_confirmed));
    }
    if cursor.said(ui, Key::A) {
        commands.push(Command::ConfirmSure);
    }
}

fn one(ui: &mut Ui, desk: &Desk, clinic: &Clinic, at: usize, is_current: bool) -> egui::Response {
    let colours = parts::colours(desk);
    let row = &clinic.rows[at];
    let [time, who, born, recording, why] = widths(ui.available_width());
    let appointment = &row.appointment;
    let found = row.found.ok().map(|found| found.recording);
    let recorded = found.map_or(String::new(), |id| recorded(desk, id));
    let recorded = match row.is_letter {
        true => "letter".to_owned(),
        false => recorded,
    };
    let why_ink = ink(desk, row);
    let plain = |text, width| Cell {
        text,
        width,
        ink: colours.text,
    };
    let at_time = appointment.time.strftime("%H:%M").to_string();
    let day = appointment.patient.born.strftime("%d/%m/%Y").to_string();
    let (name, words) = (appointment.patient.display_name(), row.words());
    let sign = Cell {
        text: if row.is_confirmed { "yes" } else { "" },
        width: 34.0,
        ink: colours.good,
    };
    let cells = [
        sign,
        plain(at_time.as_str(), time),
        plain(&name, who),
        plain(&day, born),
        plain(&recorded, recording),
        Cell {
            text: &words,
            width: why,
            ink: why_ink,
        },
    ];
    rows::row(ui, colours, &cells, is_current, 0.0)
}

fn ink(desk: &Desk, row: &ClinicRow) -> egui::Color32 {
    let colours = parts::colours(desk);
    let is_wrong = matches!(row.patient.proposal, Proposal::Conflict(_))
        || row.is_against_what_is_heard
        || matches!(row.found, Err(Some(_)));
    match (is_wrong, row.is_sure()) {
        (true, _) => colours.bad,
        (_, true) => colours.good,
        _ if row.held().is_some() => colours.muted,
        _ => colours.warn,
    }
}

/// A recording as it is told apart from the others.
fn recorded(desk: &Desk, id: DictationId) -> String {
    desk.dictation(id).map_or(String::new(), |row| {
        let author = desk
            .author_of(row)
            .map_or("", |author| author.name.as_str());
        let at = told_at(row);
        format!("{at}, {}  {author}", length(row))
    })
}

fn told_at(row: &Dictation) -> String {
    let told = crate::letter::dates::long_with_time(row.dictated_at);
    told.rsplit(' ').next().unwrap_or_default().to_owned()
}

fn length(row: &Dictation) -> String {
    let seconds = row.span().length().round() as u64;
    format!("{}:{:02} long", seconds / 60, seconds % 60)
}

/// Recordings that are nobody's yet.
fn left(ui: &mut Ui, desk: &Desk, clinic: &Clinic) {
    let is_taken = |id: DictationId| {
        let mut rows = clinic.rows.iter();
        rows.any(|row| row.found.is_ok_and(|found| found.recording == id))
    };
    let left: Vec<String> = clinic
        .left
        .iter()
        .filter(|(id, _)| !is_taken(*id))
        .map(|(id, why)| format!("{}: {why}", recorded(desk, *id)))
        .collect();
    let told = match left.as_slice() {
        [] => return,
        [one] => format!("1 recording without an appointment. {one}."),
        [one, ..] => format!(
            "{} recordings without an appointment. {one}, and others.",
            left.len()
        ),
    };
    let colours = parts::colours(desk);
    let label = ui.add(Label::new(RichText::new(told).color(colours.warn)).truncate());
    label.on_hover_text(left.join("\n"));
}

fn wording(ui: &mut Ui, desk: &Desk, clinic: &Clinic, commands: &mut Vec<Command>) {
    if !clinic.rows.iter().any(|row| row.is_letter) {
        return;
    }
    ui.horizontal_top(|ui| {
        let label = ui
            .label(RichText::new("Letter to who did not come:").color(parts::colours(desk).muted));
        let mut text = clinic.wording.clone();
        let edit = TextEdit::multiline(&mut text)
            .desired_rows(3)
            .desired_width(f32::INFINITY);
        if ui.add(edit).labelled_by(label.id).changed() {
            commands.push(Command::WordNotAttended(text));
        }
    });
}

fn foot(ui: &mut Ui, desk: &Desk, clinic: &Clinic, commands: &mut Vec<Command>) {
    let (linked, begun) = clinic.confirmed();
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let label = format!("Settle {} of {}", linked + begun, clinic.rows.len());
        if parts::main_button(ui, desk, &label, linked + begun > 0).clicked() {
            commands.push(Command::SettleClinic);
        }
        let sure = clinic.rows.iter().filter(|row| row.is_sure()).count();
        if ui.button(format!("Confirm all {sure} sure (A)")).clicked() {
            commands.push(Command::ConfirmSure);
        }
        let told =
            "Arrows: row and recording. Space: confirm. Delete: no recording. Enter: settle.";
        ui.add(Label::new(RichText::new(told).color(parts::colours(desk).muted)).truncate());
    });
}

fn counted(count: usize, one: &str, several: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {several}"),
    }
}
