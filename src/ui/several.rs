//! The sheet that signs what was read at the tray together: who each letter is about, and one button.

use egui::{Frame, Key, Label, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::command::{Command, Signature};
use crate::record::{Dictation, Patient};

use super::{hands, parts, theme, tray};

/// What is said of all of them.
#[derive(Default)]
pub struct Several {
    identity_checked: bool,
    unheard_reason: Option<String>,
    /// Those that were shown when it was said that they agree.
    shown: Vec<crate::record::DictationId>,
}

pub fn show(ui: &mut Ui, desk: &Desk, several: &mut Several, commands: &mut Vec<Command>) {
    let title = "Sign those that were read";
    parts::sheet(ui, title, 720.0, commands, |ui, commands| {
        let is_said = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let rows = desk.read_in_tray();
        let ids = rows.iter().map(|row| row.id).collect();
        if several.shown != ids {
            // What was ticked was about other letters.
            several.identity_checked = false;
            several.shown = ids;
        }
        if rows.is_empty() {
            ui.label("No letter in the tray has been read to its end yet.");
            return;
        }
        ScrollArea::vertical()
            .max_height(330.0)
            .auto_shrink([false, true])
            .show(ui, |ui| rows.iter().for_each(|row| one(ui, desk, row)));
        ui.separator();
        hearing(ui, desk, several);
        let agree = "Of each of them, name, date of birth and NHS number agree with the referral";
        hands::first(&parts::tick(ui, &mut several.identity_checked, agree));
        ui.add_space(6.0);
        let label = match rows.len() {
            1 => "Sign 1 letter".to_owned(),
            count => format!("Sign {count} letters"),
        };
        let is_ready = several.identity_checked;
        let button = parts::main_button(ui, desk, &label, is_ready);
        ui.label(
            RichText::new("What cannot be signed yet is named, and stays in the tray.")
                .color(parts::colours(desk).muted)
                .size(theme::SMALL),
        );
        if is_ready && (button.clicked() || is_said) {
            commands.push(Command::SignSeveral(Signature {
                identity_checked: true,
                unheard_reason: several.unheard_reason.clone().unwrap_or_default(),
                ..Signature::default()
            }));
        }
    });
}

fn one(ui: &mut Ui, desk: &Desk, row: &Dictation) {
    let colours = parts::colours(desk);
    let patient = desk.patient_of(row);
    let name = patient.map_or_else(|| "No patient chosen".to_owned(), Patient::display_name);
    let author = desk.author_of(row);
    let own = desk.own_author().map(|own| own.id);
    let how = match author {
        Some(author) if Some(author.id) == own => "signed as your own".to_owned(),
        Some(author) => format!("signed for {}", author.name),
        None => "of no author yet".to_owned(),
    };
    Frame::new()
        .fill(colours.accent_soft)
        .corner_radius(theme::ROUND)
        .inner_margin(8)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(RichText::new(name).font(theme::strong_font(theme::BANNER))).wrap());
            ui.add(Label::new(patient.map(tray::identity).unwrap_or_default()).wrap());
            let told = format!("{}, {how}", row.work_type);
            ui.add(Label::new(RichText::new(told).color(colours.muted)).wrap());
        });
    ui.add_space(4.0);
}

fn hearing(ui: &mut Ui, desk: &Desk, several: &mut Several) {
    let reason = several
        .unheard_reason
        .get_or_insert_with(|| desk.tray().reason().to_owned());
    let label = ui.label("Where part of a dictation was not played, why it need not be heard:");
    ui.add(
        TextEdit::singleline(reason)
            .hint_text("Kept in the audit; without it such a letter is held")
            .desired_width(f32::INFINITY),
    )
    .labelled_by(label.id);
}
