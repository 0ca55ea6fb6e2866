//! The page of letters in bulk: the text with its fields, each line of the list with the patient it is
//! of or why it is held, and one button that makes the letters.

use egui::{ComboBox, Key, Label, RichText, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::mailing::{MailRow, Mailing, Wording};
use crate::letter::template;

use super::rows::{self, Cell, Cursor};
use super::{parts, theme};

const WIDTH: f32 = 1180.0;

pub fn show(ui: &mut Ui, desk: &Desk, cursor: &mut Cursor, commands: &mut Vec<Command>) {
    parts::sheet(
        ui,
        "Letters from a list",
        WIDTH,
        commands,
        |ui, commands| match desk.mailing() {
            None => nothing_chosen(ui, desk, commands),
            Some(mailing) => chosen(ui, desk, mailing, cursor, commands),
        },
    );
}

fn nothing_chosen(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let told = "A list with a line for each patient: name, date of birth, NHS number, and a column for \
                each field of the text, such as Result. Each line is held against the record; nothing \
                is made before you say so. You can also drop the file here.";
    let muted = RichText::new(told).color(parts::colours(desk).muted);
    ui.add(Label::new(muted).wrap());
    ui.add_space(12.0);
    let choose = parts::main_button(ui, desk, "Choose a file…", true);
    if choose.clicked() {
        commands.push(Command::ChooseMailList);
    }
}

fn chosen(
    ui: &mut Ui,
    desk: &Desk,
    mailing: &Mailing,
    cursor: &mut Cursor,
    commands: &mut Vec<Command>,
) {
    ui.horizontal(|ui| {
        let name = RichText::new(&mailing.name).font(theme::strong_font(theme::TEXT));
        ui.add(Label::new(name).truncate());
        if ui.button("Another file…").clicked() {
            commands.push(Command::ChooseMailList);
        }
    });
    if let Some(made) = mailing.made {
        ui.add_space(8.0);
        ui.label(match made {
            1 => "1 letter is made. It is in the worklist, to be read and signed.".to_owned(),
            made => {
                format!("{made} letters are made. They are in the worklist, to be read and signed.")
            }
        });
        return;
    }
    if mailing.rows.is_empty() {
        ui.label("Looking it over…");
        return;
    }
    wording(ui, desk, mailing, commands);
    keys(ui, mailing, cursor, commands);
    let colours = parts::colours(desk);
    let [line, who, born, standing] = widths(rows::width(ui));
    rows::headings(
        ui,
        colours,
        &[
            ("", 34.0),
            ("Line", line),
            ("Patient", who),
            ("Born", born),
            ("", standing),
        ],
    );
    let height = ui.ctx().content_rect().height() - 480.0;
    rows::show(
        ui,
        cursor,
        mailing.rows.len(),
        height.clamp(130.0, 560.0),
        |ui, at, is_current| one(ui, desk, &mailing.rows[at], is_current),
    );
    foot(ui, desk, mailing, cursor, commands);
}

fn widths(available: f32) -> [f32; 4] {
    let rest = (available - 34.0 - 52.0 - 96.0).max(300.0);
    [52.0, rest * 0.45, 96.0, rest * 0.55]
}

fn wording(ui: &mut Ui, desk: &Desk, mailing: &Mailing, commands: &mut Vec<Command>) {
    let mut wanted = mailing.wording.clone();
    ui.horizontal(|ui| {
        choices(ui, desk, &mut wanted);
    });
    let label = ui.label("What the letters say:");
    ui.add(
        TextEdit::multiline(&mut wanted.text)
            .desired_rows(4)
            .desired_width(f32::INFINITY),
    )
    .labelled_by(label.id);
    if wanted != mailing.wording {
        commands.push(Command::WordMailing(Box::new(wanted)));
    }
    let unknown = mailing.unknown();
    if !unknown.is_empty() {
        let told = format!(
            "No column is called {}: a blank stands there, which holds the letter until it is filled in.",
            unknown.join(", ")
        );
        let told = RichText::new(told).color(parts::colours(desk).warn);
        ui.add(Label::new(told).wrap());
    }
}

fn choices(ui: &mut Ui, desk: &Desk, wanted: &mut Wording) {
    let label = ui.label("Work type:");
    ComboBox::from_id_salt("mail-work-type")
        .selected_text(&wanted.work_type)
        .width(200.0)
        .show_ui(ui, |ui| {
            for work in template::work_types() {
                ui.selectable_value(&mut wanted.work_type, work.to_owned(), work);
            }
        })
        .response
        .labelled_by(label.id);
    ui.add_space(12.0);
    let label = ui.label("Author:");
    let authors = &desk.snapshot().authors;
    let chosen = authors
        .iter()
        .find(|author| Some(author.id) == wanted.author);
    ComboBox::from_id_salt("mail-author")
        .selected_text(chosen.map_or("not named yet", |author| author.name.as_str()))
        .width(320.0)
        .truncate()
        .show_ui(ui, |ui| {
            for author in authors {
                ui.selectable_value(&mut wanted.author, Some(author.id), &author.name);
            }
        })
        .response
        .labelled_by(label.id);
}

fn keys(ui: &Ui, mailing: &Mailing, cursor: &mut Cursor, commands: &mut Vec<Command>) {
    cursor.follow_keys(ui, mailing.rows.len());
    let row = mailing.rows.get(cursor.at);
    if let Some(row) = row.filter(|_| cursor.said(ui, Key::Space)) {
        commands.push(Command::ConfirmLine(cursor.at, !row.is_confirmed));
    }
}

fn one(ui: &mut Ui, desk: &Desk, row: &MailRow, is_current: bool) -> egui::Response {
    let colours = parts::colours(desk);
    let [line, who, born, standing] = widths(ui.available_width());
    let (told, ink) = match &row.patient {
        Err(why) => (format!("held: {why}"), colours.bad),
        Ok(_) if row.is_confirmed => (
            "name, date of birth and NHS number are the record’s".to_owned(),
            colours.good,
        ),
        Ok(_) => ("left out by you".to_owned(), colours.muted),
    };
    let plain = |text, width| Cell {
        text,
        width,
        ink: colours.text,
    };
    let number = row.line.to_string();
    let cells = [
        Cell {
            text: if row.is_confirmed { "yes" } else { "" },
            width: 34.0,
            ink: colours.good,
        },
        plain(&number, line),
        plain(&row.who, who),
        plain(&row.born, born),
        Cell {
            text: &told,
            width: standing,
            ink,
        },
    ];
    rows::row(ui, colours, &cells, is_current, 0.0)
}

fn foot(ui: &mut Ui, desk: &Desk, mailing: &Mailing, cursor: &Cursor, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    let text = mailing.text(cursor.at, desk.day());
    let shown = text.map_or("This line makes no letter.".to_owned(), |text| {
        text.replace('\n', " ")
    });
    ui.add(Label::new(RichText::new(shown).color(colours.muted)).truncate());
    ui.horizontal(|ui| {
        let count = mailing.confirmed();
        let label = match count {
            1 => "Make 1 letter".to_owned(),
            count => format!("Make {count} letters"),
        };
        if parts::main_button(ui, desk, &label, count > 0).clicked() {
            commands.push(Command::MakeLetters);
        }
        let told = "Arrows: row. Space: take it or leave it out. Enter: make the letters. None is signed by itself.";
        ui.add(Label::new(RichText::new(told).color(colours.muted)).truncate());
    });
}
