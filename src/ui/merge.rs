//! Two patients side by side, before one is made another name of the other.

use egui::{Grid, Label, RichText, ScrollArea, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::record::Patient;
use crate::record::proposal::told;

use super::{parts, theme};

/// Shows both, what differs in colour, and merges them once a person says so. True when it is done or
/// left.
pub fn compare(
    ui: &mut Ui,
    desk: &Desk,
    gone: &Patient,
    stays: &Patient,
    commands: &mut Vec<Command>,
) -> bool {
    let colours = parts::colours(desk);
    let strong = |text: &str| RichText::new(text).font(theme::strong_font(theme::TEXT));
    let height = (ui.ctx().content_rect().height() - 330.0).clamp(160.0, 460.0);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        Grid::new("compare")
            .num_columns(3)
            .min_col_width(150.0)
            .max_col_width(300.0)
            .striped(true)
            .show(ui, |ui| {
                ui.label("");
                ui.label(strong("This one goes"));
                ui.label(strong("This one stays"));
                ui.end_row();
                for ((what, goes, _), (_, keeps, _)) in told(gone).into_iter().zip(told(stays)) {
                    let ink = if goes == keeps {
                        colours.text
                    } else {
                        colours.warn
                    };
                    ui.label(what);
                    ui.add(Label::new(RichText::new(goes).color(ink)).wrap());
                    ui.add(Label::new(RichText::new(keeps).color(ink)).wrap());
                    ui.end_row();
                }
            });
    });
    ui.separator();
    let told = "Dictations that are not signed go over to the one who stays. Signed letters stay as \
                they are. Whoever looks for the one who goes finds the one who stays.";
    ui.add(Label::new(RichText::new(told).color(colours.muted)).wrap());
    ui.horizontal(|ui| {
        let merge = parts::main_button(ui, desk, "They are one: merge them", true).clicked();
        if merge {
            commands.push(Command::MergePatients {
                alias: gone.seen(),
                of: stays.seen(),
            });
        }
        merge | ui.button("Leave them as they are").clicked()
    })
    .inner
}
