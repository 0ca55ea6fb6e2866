//! The sheet of the check of the record: how far it is, and what it found.

use egui::{Label, ProgressBar, RichText, ScrollArea, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;

use super::{parts, theme};

const WIDTH: f32 = 640.0;

/// What it does and does not do, for whoever has not asked for it before.
const ABOUT: &str = "Every page of the database, every event of the audit trail, every signed \
    document and every recording is held to what it was. You can close this page and work on.";

pub fn show(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    parts::sheet(
        ui,
        "Check of the record",
        WIDTH,
        commands,
        |ui, commands| {
            let colours = parts::colours(desk);
            ui.add(Label::new(RichText::new(ABOUT).color(colours.muted)).wrap());
            ui.add_space(8.0);
            let checking = desk.checking();
            let told = RichText::new(checking.told()).font(theme::strong_font(theme::TEXT));
            ui.add(Label::new(told).wrap());
            ui.add_space(8.0);
            if checking.is_under_way() {
                let bar = ProgressBar::new(checking.share())
                    .corner_radius(theme::ROUND)
                    .fill(colours.accent);
                ui.add(bar);
                ui.add_space(8.0);
                parts::verb_button(ui, desk, &Command::StopChecking, commands);
                return;
            }
            faults(ui, checking.faults());
            parts::main_verb(ui, desk, &Command::CheckRecord, commands);
        },
    );
}

fn faults(ui: &mut Ui, faults: &[String]) {
    if faults.is_empty() {
        return;
    }
    let height = (ui.ctx().content_rect().height() - 330.0).clamp(120.0, 600.0);
    ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for fault in faults {
                ui.add(Label::new(fault).wrap());
            }
        });
    ui.add_space(8.0);
    let next = "Leave the files as they are, and restore the latest backup into a new folder.";
    ui.add(Label::new(next).wrap());
    ui.add_space(8.0);
}
