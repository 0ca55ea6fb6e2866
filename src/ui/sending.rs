//! The sheets after signing: to whom a letter goes and what has gone, and taking it back.

use crate::letter::recipients::Addressed;
use egui::{ComboBox, Grid, RichText, ScrollArea, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::letter::dates;
use crate::letter::recipients::Recipient;
use crate::record::Delivery;

use super::theme;
use super::{hands, parts};

/// How each recipient is to get the letter, where that is not as they want it.
#[derive(Default)]
pub struct Sending {
    chosen: Vec<(u32, Delivery)>,
    why: String,
}

impl Sending {
    fn how(&self, to: &Addressed) -> Delivery {
        let chosen = self.chosen.iter().find(|(place, _)| *place == to.place);
        chosen.map_or(to.recipient.to.delivery, |(_, how)| *how)
    }
}

/// To whom the signed letter goes.
pub fn show(ui: &mut Ui, desk: &Desk, sending: &mut Sending, commands: &mut Vec<Command>) {
    parts::sheet(ui, "Send this letter", 720.0, commands, |ui, commands| {
        let Some(recipients) = desk.recipients() else {
            ui.label("Looking up to whom it goes\u{2026}");
            return;
        };
        let waiting = recipients.iter().filter(|to| to.sent.is_empty()).count();
        ScrollArea::vertical()
            .max_height(380.0)
            .auto_shrink([false, true])
            .show(ui, |ui| rows(ui, desk, recipients, sending, commands));
        ui.separator();
        let label = match (recipients.len(), waiting) {
            (_, 0) if !recipients.is_empty() => {
                ui.label("It has gone to everyone.");
                return;
            }
            (0, _) | (1, _) => "Mark as sent".to_owned(),
            (_, 1) => "Mark the last one as sent".to_owned(),
            (_, waiting) => format!("Mark all {waiting} as sent"),
        };
        if parts::main_button(ui, desk, &label, true).clicked() {
            let waiting = recipients.iter().filter(|to| to.sent.is_empty());
            let to = waiting.map(|to| (to.place, sending.how(to)));
            commands.push(Command::MarkSent(to.collect()));
        }
    });
}

fn rows(
    ui: &mut Ui,
    desk: &Desk,
    recipients: &[Addressed],
    sending: &mut Sending,
    commands: &mut Vec<Command>,
) {
    let colours = parts::colours(desk);
    if recipients.is_empty() {
        ui.label("This letter was signed before its recipients were kept: they stand on it.");
    }
    Grid::new("recipients")
        .num_columns(3)
        .striped(true)
        .spacing([14.0, 10.0])
        .show(ui, |ui| {
            for to in recipients {
                ui.vertical(|ui| {
                    ui.set_width(400.0);
                    named(ui, &to.recipient);
                });
                if let Some(sent) = to.sent.last() {
                    let (how, at) = (sent.how.label(), dates::long_with_time(sent.at));
                    let told = format!("{how}, {at}\n{}", sent.by);
                    ui.label(RichText::new(told).color(colours.good));
                    ui.label("");
                } else {
                    how(ui, to, sending);
                    let label = format!("Sent to {}", to.recipient.to.name);
                    let button = ui.button("Sent");
                    button.widget_info(|| {
                        egui::WidgetInfo::labeled(egui::Role::Button, true, &label)
                    });
                    if button.clicked() {
                        commands.push(Command::MarkSent(vec![(to.place, sending.how(to))]));
                    }
                }
                ui.end_row();
            }
        });
}

fn named(ui: &mut Ui, recipient: &Recipient) {
    let what = match recipient.is_copy {
        true => format!("{}, copy", recipient.to.kind.label()),
        false => recipient.to.kind.label().to_owned(),
    };
    let print = match recipient.to.large_print {
        true => ", in large print",
        false => "",
    };
    ui.add(egui::Label::new(RichText::new(&recipient.to.name).strong()).wrap());
    let address = match recipient.to.address.is_empty() {
        true => "no address known".to_owned(),
        false => recipient.to.address.join(", "),
    };
    let told = format!("{what}{print}: {address}");
    ui.add(egui::Label::new(RichText::new(told).size(theme::SMALL)).wrap());
}

fn how(ui: &mut Ui, to: &Addressed, sending: &mut Sending) {
    let mut how = sending.how(to);
    let before = how;
    ComboBox::from_id_salt(("how", to.place))
        .selected_text(how.label())
        .show_ui(ui, |ui| {
            for offered in Delivery::ALL {
                ui.selectable_value(&mut how, offered, offered.label());
            }
        });
    if how != before {
        sending.chosen.retain(|(place, _)| *place != to.place);
        sending.chosen.push((to.place, how));
    }
}

/// Takes the signed letter back, with who had it.
pub fn withdraw(ui: &mut Ui, desk: &Desk, sending: &mut Sending, commands: &mut Vec<Command>) {
    let title = "Withdraw this letter";
    parts::sheet(ui, title, 600.0, commands, |ui, commands| {
        let recipients = desk.recipients().unwrap_or_default();
        let had = recipients.iter().filter(|to| !to.sent.is_empty());
        let had: Vec<&str> = had.map(|to| to.recipient.to.name.as_str()).collect();
        let told = match had.is_empty() {
            true => "As far as the record knows nobody has had it yet.".to_owned(),
            false => format!("Those who had it must be told: {}.", had.join("; ")),
        };
        ui.label(told);
        ui.label("The signed letter stays in the record, marked as withdrawn.");
        let label = ui.label("Why it no longer holds:");
        let why = TextEdit::singleline(&mut sending.why)
            .hint_text("It is about the wrong patient")
            .desired_width(f32::INFINITY);
        hands::first(&ui.add(why).labelled_by(label.id));
        ui.add_space(6.0);
        let ready = !sending.why.trim().is_empty();
        if parts::main_button(ui, desk, "Withdraw", ready).clicked() {
            commands.push(Command::Withdraw(std::mem::take(&mut sending.why)));
        }
    });
}
