//! A patient's page: who they are, every letter about them in each version, and copies of them.

use crate::letter::versions::LetterAbout;
use egui::{Label, RichText, ScrollArea, Ui};

use crate::desk::Desk;
use crate::desk::about::{About, Reading};
use crate::desk::command::{Command, Print};
use crate::letter::dates;
use crate::letter::versions::SignedVersion;
use crate::record::Patient;

use super::contacts::{self, ContactForm};
use super::parts;
use super::theme;

const WIDTH: f32 = 860.0;
const HEIGHT: f32 = 340.0;

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut ContactForm, commands: &mut Vec<Command>) {
    parts::sheet(ui, "About this patient", WIDTH, commands, |ui, commands| {
        let Some(about) = desk.about() else {
            let told = match desk.piece().map(|piece| piece.dictation.patient) {
                Some(None) => "No patient is chosen for this letter.",
                _ => "Looking everything up\u{2026}",
            };
            ui.label(told);
            return;
        };
        who(ui, desk, &about.patient);
        ui.separator();
        match desk.reading() {
            Some(reading) => read(ui, desk, reading, commands),
            None => {
                contacts::show(ui, desk, about, form, commands);
                ui.separator();
                letters(ui, desk, about, commands);
            }
        }
    });
}

fn who(ui: &mut Ui, desk: &Desk, patient: &Patient) {
    let colours = parts::colours(desk);
    let name = RichText::new(patient.display_name()).font(theme::strong_font(theme::BANNER));
    ui.add(Label::new(name).wrap());
    let nhs = patient.nhs_number.as_ref();
    let nhs = nhs.map_or_else(|| "not known".to_owned(), ToString::to_string);
    ui.label(format!(
        "Born {}     NHS {nhs}     Hospital no. {}     Sex {}",
        dates::long(patient.born),
        patient.hospital_number,
        patient.details.sex.label(),
    ));
    let home = patient.address_on(dates::day_of(desk.today()));
    let home = home.map_or_else(|| "No address".to_owned(), |lines| lines.join(", "));
    let details = &patient.details;
    let reached = [home.as_str(), &details.phone, &details.email];
    let reached = reached.iter().filter(|text| !text.is_empty());
    let reached: Vec<&str> = reached.copied().collect();
    ui.add(Label::new(RichText::new(reached.join("     ")).color(colours.muted)).wrap());
    for alert in details.alerts.iter().chain(&details.needs) {
        ui.add(Label::new(RichText::new(alert).color(colours.bad)).wrap());
    }
    if details.restricted {
        ui.label(RichText::new("Restricted: no letter is sent").color(colours.bad));
    }
}

fn letters(ui: &mut Ui, desk: &Desk, about: &About, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let told = match about.letters.len() {
            0 => "No letter is about this patient.".to_owned(),
            1 => "1 letter".to_owned(),
            count => format!("{count} letters, the newest first"),
        };
        ui.label(told);
        if ui.button("Attach a paper\u{2026}").clicked() {
            commands.push(Command::ChooseAttachments);
        }
        if ui.button("Export everything\u{2026}").clicked() {
            commands.push(Command::ChooseExport);
        }
    });
    ScrollArea::vertical()
        .max_height(HEIGHT)
        .min_scrolled_height(HEIGHT)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for paper in &about.attachments {
                ui.horizontal_wrapped(|ui| {
                    let day = dates::long(dates::day_of(paper.at));
                    let told = format!("{} ({}), taken in on {day}", paper.title, paper.extension);
                    ui.add(Label::new(told).wrap());
                    if ui.small_button("Save a copy\u{2026}").clicked() {
                        commands.push(Command::ChooseAttachmentCopy(paper.id));
                    }
                });
            }
            for letter in &about.letters {
                one(ui, desk, about, letter, commands);
                ui.add_space(6.0);
            }
        });
}

fn one(ui: &mut Ui, desk: &Desk, about: &About, letter: &LetterAbout, commands: &mut Vec<Command>) {
    let row = &letter.dictation;
    let author = about.author_of(letter);
    let author = author.map_or("author not named", |author| author.name.as_str());
    let day = dates::long(dates::day_of(row.dictated_at));
    let clinic = match row.clinic.as_str() {
        "" => String::new(),
        clinic => format!(", {clinic}"),
    };
    let is_other = row.patient != Some(about.patient.id);
    ui.horizontal_wrapped(|ui| {
        let open = ui.button("Open");
        open.widget_info(|| {
            let label = format!("Open the letter of {day}");
            egui::WidgetInfo::labeled(egui::Role::Button, true, label)
        });
        if open.clicked() {
            commands.push(Command::Dismiss);
            commands.push(Command::Open(row.id));
        }
        ui.label(RichText::new(format!("{day}: {}{clinic}", row.work_type)).strong());
        ui.label(author);
        let (ink, paper) = parts::status_colours(parts::colours(desk), row.status);
        parts::badge(ui, row.status.label(), ink, paper);
        if is_other {
            let told = "now about somebody else";
            ui.label(RichText::new(told).color(parts::colours(desk).warn));
        }
    });
    for version in &letter.signed {
        signed(ui, desk, version, commands);
    }
}

fn signed(ui: &mut Ui, desk: &Desk, version: &SignedVersion, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    let (number, approval) = (version.version, &version.approval);
    ui.horizontal_wrapped(|ui| {
        ui.add_space(24.0);
        let at = dates::long_with_time(approval.at);
        ui.label(format!("Version {number}, {at}, {}", approval.by));
        if ui.small_button("Read").clicked() {
            commands.push(Command::ReadVersion(version.letter, number));
        }
        for (label, print) in [
            ("Save a copy\u{2026}", Print::AsSigned),
            ("In large print\u{2026}", Print::Large),
        ] {
            if ui.small_button(label).clicked() {
                commands.push(Command::ChooseCopy(version.letter, number, print));
            }
        }
        if let Some(why) = &version.withdrawn {
            ui.add(
                Label::new(RichText::new(format!("Withdrawn: {why}")).color(colours.bad)).wrap(),
            );
        }
    });
}

fn read(ui: &mut Ui, desk: &Desk, reading: &Reading, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        if ui.button("Back to all letters").clicked() {
            commands.push(Command::ReadNothing);
        }
        let told = format!("As it was signed, version {}", reading.version);
        ui.label(RichText::new(told).color(parts::colours(desk).muted));
    });
    ScrollArea::vertical()
        .max_height(HEIGHT)
        .min_scrolled_height(HEIGHT)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            let text = RichText::new(&reading.text).size(theme::LETTER_TEXT);
            ui.add(Label::new(text).wrap().selectable(true));
        });
}
