//! The sheet that shows what was heard of a letter beside what is chosen for it.

use egui::{Grid, Label, RichText, ScrollArea, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::heard::Offer;

use super::parts;
use super::theme;

const COLUMN: f32 = 300.0;

pub fn show(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    parts::sheet(ui, "What was heard", 900.0, commands, |ui, commands| {
        let offers = desk.offers();
        if offers.is_empty() {
            ui.label("Nothing was heard before or after this letter of whom it is about.");
            return;
        }
        let told = "Said by the author before and after the letter. Nothing is chosen until you \
                    take it.";
        ui.label(RichText::new(told).color(parts::colours(desk).muted));
        ScrollArea::vertical()
            .max_height(400.0)
            .auto_shrink([false, true])
            .show(ui, |ui| rows(ui, desk, &offers, commands));
        ui.separator();
        let is_any = offers
            .iter()
            .any(|offer| offer.is_sure && offer.take.is_some());
        if parts::main_button(ui, desk, "Take what was heard", is_any).clicked() {
            commands.push(Command::TakeHeard);
        }
        if !is_any {
            let told = "What is left differs from what is chosen, or is for you to choose.";
            ui.label(RichText::new(told).color(parts::colours(desk).muted));
        }
    });
}

fn rows(ui: &mut Ui, desk: &Desk, offers: &[Offer], commands: &mut Vec<Command>) {
    Grid::new("heard")
        .num_columns(4)
        .striped(true)
        .spacing([14.0, 10.0])
        .show(ui, |ui| {
            for title in ["", "Heard", "Chosen", ""] {
                ui.label(RichText::new(title).font(theme::strong_font(theme::TEXT)));
            }
            ui.end_row();
            for offer in offers {
                row(ui, desk, offer, commands);
            }
        });
}

fn row(ui: &mut Ui, desk: &Desk, offer: &Offer, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    ui.label(offer.label);
    ui.vertical(|ui| {
        ui.set_width(COLUMN);
        ui.add(Label::new(&offer.heard).wrap());
        if !offer.doubt.is_empty() {
            ui.add(Label::new(RichText::new(&offer.doubt).color(colours.warn)).wrap());
        }
    });
    ui.vertical(|ui| {
        ui.set_width(COLUMN);
        let differs = offer.take.is_some() && !offer.chosen.is_empty();
        let ink = if differs { colours.warn } else { colours.text };
        let chosen = match offer.chosen.as_str() {
            "" => RichText::new("nothing yet").color(colours.muted),
            chosen => RichText::new(chosen).color(ink),
        };
        ui.add(Label::new(chosen).wrap());
    });
    match &offer.take {
        Some(take) => {
            if parts::named_button(ui, "Take", &offer.label.to_lowercase()).clicked() {
                commands.push(take.command());
            }
        }
        None => drop(ui.label("")),
    }
    ui.end_row();
}
