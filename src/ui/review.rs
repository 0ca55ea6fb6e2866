//! The review on the right: what must be settled before signing, one key to go, one to settle.

use egui::{Frame, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo};

use crate::desk::Desk;
use crate::desk::command::{Command, Sheet};
use crate::desk::review::{Kind, Question};
use crate::desk::workpiece::Workpiece;
use crate::letter::sign::Manner;
use crate::words::clock;

use super::parts;
use super::theme;

pub fn show(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let Some(piece) = desk.piece() else {
        return;
    };
    let questions = piece.review.questions();
    ui.heading("Review");
    if piece.signed().is_some() {
        signed(ui, desk, piece, commands);
        return;
    }
    summary(ui, desk, piece);
    ui.horizontal_wrapped(|ui| {
        parts::verb_button(ui, desk, &Command::NextQuestion, commands);
        parts::verb_button(ui, desk, &Command::SettleQuestion, commands);
    });
    ui.separator();
    let below = 96.0;
    let height = (ui.available_height() - below).max(60.0);
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let mut heading = "";
            for (at, question) in questions.iter().enumerate() {
                if question.kind.label() != heading {
                    heading = question.kind.label();
                    ui.label(
                        RichText::new(heading)
                            .color(parts::colours(desk).muted)
                            .size(theme::SMALL),
                    );
                }
                if row(ui, desk, question, piece.review.current == Some(at)) {
                    commands.push(match question.kind {
                        Kind::NoPatient => Command::Show(Sheet::Patient),
                        _ => Command::GoToQuestion(at),
                    });
                }
            }
        });
    ui.separator();
    parts::verb_button(ui, desk, &Command::SendForSignature, commands);
    parts::verb_button(ui, desk, &Command::Show(Sheet::Signing), commands);
}

fn summary(ui: &mut Ui, desk: &Desk, piece: &Workpiece) {
    let colours = parts::colours(desk);
    let (text, ink) = match piece.review.blocking() {
        0 => ("Nothing is left to settle".to_owned(), colours.good),
        1 => ("1 thing to settle before signing".to_owned(), colours.warn),
        count => (
            format!("{count} things to settle before signing"),
            colours.warn,
        ),
    };
    ui.label(RichText::new(text).color(ink));
}

fn signed(ui: &mut Ui, desk: &Desk, piece: &Workpiece, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    if let Some(version) = piece.signed() {
        let by = &version.approval.by;
        let told = match version.approval.manner {
            Manner::Own => format!("Signed by {by}"),
            Manner::For => format!("Signed for its author by {by}"),
            Manner::Unsigned { .. } => format!("Let go unsigned by {by}"),
        };
        ui.label(RichText::new(told).color(colours.good));
        if let Some(why) = &version.withdrawn {
            ui.label(RichText::new(format!("Withdrawn: {why}")).color(colours.bad));
        }
        ui.label(format!(
            "Version {}, {}",
            version.version,
            crate::letter::dates::long_with_time(version.approval.at)
        ));
        ui.label(
            RichText::new("Document")
                .color(colours.muted)
                .size(theme::SMALL),
        );
        ui.label(&version.file_name);
        ui.add_space(8.0);
    }
    parts::verb_button(ui, desk, &Command::Show(Sheet::Sending), commands);
    parts::verb_button(ui, desk, &Command::Amend, commands);
    parts::verb_button(ui, desk, &Command::Addendum, commands);
    parts::verb_button(ui, desk, &Command::Show(Sheet::Withdrawing), commands);
    parts::verb_button(ui, desk, &Command::FileAgain, commands);
    parts::verb_button(ui, desk, &Command::OpenNext, commands);
}

/// Draws one question; says whether it was chosen.
fn row(ui: &mut Ui, desk: &Desk, question: &Question, is_current: bool) -> bool {
    let colours = parts::colours(desk);
    let fill = if is_current {
        colours.warn_soft
    } else {
        colours.page
    };
    let edge = if is_current {
        colours.warn
    } else {
        colours.line
    };
    let shown = Frame::new()
        .fill(fill)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(theme::ROUND)
        .inner_margin(8)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(egui::Label::new(&question.message).wrap().selectable(false));
            if let Some(span) = question.span {
                ui.label(
                    RichText::new(format!("at {}", clock(span.start)))
                        .color(colours.muted)
                        .size(theme::SMALL),
                );
            }
        });
    let response = shown.response.interact(Sense::click());
    response.widget_info(|| {
        let label = format!("{}: {}", question.kind.label(), question.message);
        WidgetInfo::selected(Role::Button, true, is_current, label)
    });
    response.clicked()
}
