//! The sheet that shows what became of a letter from one of its stages to another, word by word.

use egui::{ComboBox, Label, RichText, ScrollArea, Sense, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::letter::compare::{Fate, Stretch, compare};
use crate::letter::dates;
use crate::letter::stages::Taken;

use super::parts;
use super::theme;

/// Which two stages are compared, by their places.
#[derive(Default)]
pub struct Comparing {
    was: Option<usize>,
    is: Option<usize>,
    /// What became of the words between two of them: too much work for every frame.
    found: Option<((usize, usize), Vec<Stretch>)>,
}

impl Comparing {
    fn between(&mut self, stages: &[Taken], was: usize, is: usize) -> &[Stretch] {
        let kept = self.found.take().filter(|(of, _)| *of == (was, is));
        let compared = || ((was, is), compare(&stages[was].letter, &stages[is].letter));
        &self.found.insert(kept.unwrap_or_else(compared)).1
    }
}

pub fn show(ui: &mut Ui, desk: &Desk, comparing: &mut Comparing, commands: &mut Vec<Command>) {
    let title = "What this letter was";
    parts::sheet(ui, title, 860.0, commands, |ui, commands| {
        let Some(stages) = desk.stages() else {
            comparing.found = None;
            ui.label("Looking up what it was\u{2026}");
            return;
        };
        let Some(last) = stages.len().checked_sub(1) else {
            ui.label(
                "Nothing is kept of it yet: a letter is kept when it is drafted, made ready, \
                 signed and sent.",
            );
            return;
        };
        let mut was = comparing.was.unwrap_or(last.saturating_sub(1)).min(last);
        let mut is = comparing.is.unwrap_or(last).min(last);
        ui.horizontal_wrapped(|ui| {
            choice(ui, "From", stages, &mut was);
            choice(ui, "to", stages, &mut is);
        });
        (comparing.was, comparing.is) = (Some(was), Some(is));
        ui.separator();
        let found = comparing.between(stages, was, is);
        told(ui, desk, found);
        ScrollArea::vertical()
            .max_height(430.0)
            .auto_shrink([false, true])
            .show(ui, |ui| lines(ui, desk, found, commands));
    });
}

fn choice(ui: &mut Ui, label: &str, stages: &[Taken], chosen: &mut usize) {
    let label = ui.label(label);
    let name = |taken: &Taken| {
        let (version, at) = (taken.version, dates::long_with_time(taken.at));
        format!("version {version} {}, {at}", taken.stage.label())
    };
    let combo = ComboBox::from_id_salt(label.id)
        .width(380.0)
        .selected_text(name(&stages[*chosen]))
        .show_ui(ui, |ui| {
            for (at, taken) in stages.iter().enumerate() {
                ui.selectable_value(chosen, at, name(taken));
            }
        });
    combo.response.labelled_by(label.id);
}

fn told(ui: &mut Ui, desk: &Desk, found: &[Stretch]) {
    let count = |fate| found.iter().filter(|it| it.fate == fate).count();
    let told = match (count(Fate::Goes), count(Fate::Comes)) {
        (0, 0) => "Nothing has changed.".to_owned(),
        (goes, comes) => {
            format!("{goes} taken out, {comes} put in. Click words to hear them.")
        }
    };
    let muted = parts::colours(desk).muted;
    ui.label(RichText::new(told).color(muted).size(theme::SMALL));
}

fn lines(ui: &mut Ui, desk: &Desk, found: &[Stretch], commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for stretch in found {
            words(ui, desk, stretch, commands);
            if stretch.text.ends_with('\n') {
                ui.end_row();
            }
        }
    });
}

fn words(ui: &mut Ui, desk: &Desk, stretch: &Stretch, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    let text = RichText::new(stretch.text.trim_end_matches('\n')).size(theme::LETTER_TEXT);
    let text = match stretch.fate {
        Fate::Stays => text,
        Fate::Goes => text.color(colours.bad).strikethrough(),
        Fate::Comes => text.color(colours.good).underline(),
    };
    let Some(spoken) = stretch.spoken else {
        ui.add(Label::new(text).wrap());
        return;
    };
    let label = ui.add(Label::new(text).wrap().sense(Sense::click()));
    if label.on_hover_text("Hear it").clicked() {
        commands.push(Command::Seek(spoken.start));
        let is_playing = desk.piece().is_some_and(|piece| piece.is_playing());
        if !is_playing {
            commands.push(Command::TogglePlay);
        }
    }
}
