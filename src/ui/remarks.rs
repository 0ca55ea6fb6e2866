//! What was asked and said about the letter on the desk, above the letter, with the sound it is about.

use egui::{Frame, Label, Margin, RichText, ScrollArea, Ui};

use crate::desk::Desk;
use crate::desk::command::{Command, Sheet};
use crate::desk::workpiece::Workpiece;
use crate::letter::dates;
use crate::record::{Remark, RemarkKind};

use super::parts;

/// How high all of it may be, so that the letter keeps its room.
const HEIGHT: f32 = 120.0;

/// Whether anything is to be seen of them: a letter that is signed has come through all of it.
pub fn are_shown(piece: &Workpiece) -> bool {
    piece.signed().is_none() && !piece.remarks.is_empty()
}

pub fn show(ui: &mut Ui, desk: &Desk, piece: &Workpiece, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    let is_open = piece.remarks.iter().any(Remark::is_open);
    let fill = if is_open {
        colours.warn_soft
    } else {
        colours.panel
    };
    Frame::new()
        .fill(fill)
        .inner_margin(Margin::symmetric(16, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ScrollArea::vertical()
                .id_salt("remarks")
                .max_height(HEIGHT)
                .min_scrolled_height(HEIGHT)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    // The newest is what somebody is to do something about.
                    for remark in piece.remarks.iter().rev() {
                        one(ui, desk, remark, commands);
                    }
                });
        });
}

fn one(ui: &mut Ui, desk: &Desk, remark: &Remark, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    let ink = match (remark.kind, remark.is_open()) {
        (RemarkKind::Rejection, _) => colours.bad,
        (RemarkKind::Query, true) => colours.warn,
        (RemarkKind::Query, false) => colours.muted,
    };
    ui.horizontal_wrapped(|ui| {
        play(ui, remark, commands);
        if remark.is_open() {
            let answer = Command::Show(Sheet::Answering);
            let enabled = desk.enabled(&answer);
            let button =
                ui.add_enabled(enabled.is_ok(), egui::Button::new("Answer\u{2026}").small());
            if button.clicked() {
                commands.push(answer);
            }
        }
        ui.add(Label::new(RichText::new(told(remark)).color(ink)).wrap());
    });
    if let Some(answer) = &remark.answer {
        let at = dates::long_with_time(answer.at);
        let told = format!("{} answered on {at}: {}", answer.by, answer.said);
        ui.add(Label::new(RichText::new(told).color(colours.good)).wrap());
    }
}

/// "Ann Bell asked on 5 March 2026 at 09:10: …".
pub fn told(remark: &Remark) -> String {
    let did = match remark.kind {
        RemarkKind::Query => "asked",
        RemarkKind::Rejection => "sent it back",
    };
    let at = dates::long_with_time(remark.at);
    format!("{} {did} on {at}: {}", remark.by, remark.said)
}

/// The button that plays the seconds it is about, where it is about any.
pub fn play(ui: &mut Ui, remark: &Remark, commands: &mut Vec<Command>) {
    let Some(span) = remark.span else {
        return;
    };
    if ui.small_button(format!("Play {}", span.clocks())).clicked() {
        commands.push(Command::PlayStretch(span));
    }
}
