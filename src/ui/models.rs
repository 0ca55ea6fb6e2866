//! The sheet of speech models: which are here, how long each takes on this computer, which is in
//! use, and what others are good for.

use egui::{
    Align, Frame, Label, Layout, ProgressBar, RichText, ScrollArea, Stroke, TextWrapMode, Ui,
};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::shelf::{self, Model};
use crate::letter::dates;
use crate::words::capitalised;

use super::{parts, theme};

const WIDTH: f32 = 760.0;
/// What stands left of the words below a model's name, so that they begin where it does.
const INDENT: f32 = 25.0;

/// What is true of each of them, whatever it is called.
const HONESTLY: &str = "Larger models hear names and ordinary speech better, and take longer. None \
    is without mistakes: read every draft before it is signed.";

pub fn show(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    parts::sheet(ui, "Speech models", WIDTH, commands, |ui, commands| {
        let colours = parts::colours(desk);
        let about = format!(
            "A model is one file on this computer, and nothing you dictate leaves it. {HONESTLY}"
        );
        ui.add(Label::new(RichText::new(about).color(colours.muted)).wrap());
        ui.add_space(8.0);
        timing(ui, desk, commands);
        ui.add_space(8.0);
        let height = (ui.ctx().content_rect().height() - 270.0).clamp(160.0, 700.0);
        ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for model in desk.models() {
                    here(ui, desk, model, commands);
                }
                if desk.models().is_empty() {
                    ui.label("No model is installed; letters are typed by ear until one is.");
                }
                others(ui, desk);
            });
    });
}

/// The button that times the models, or how far that is and the button that stops it.
fn timing(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let Some(timing) = desk.timing() else {
        parts::main_verb(ui, desk, &Command::TimeModels, commands);
        return;
    };
    ui.horizontal(|ui| {
        parts::verb_button(ui, desk, &Command::StopTiming, commands);
        let bar = ProgressBar::new(timing.share())
            .desired_width(160.0)
            .corner_radius(theme::ROUND)
            .fill(parts::colours(desk).accent);
        ui.add(bar);
        let told = match timing.at_work() {
            Some(model) => format!("Timing {}\u{2026}", model.title()),
            None => "Waiting until the drafts are made\u{2026}".to_owned(),
        };
        ui.add(Label::new(told).truncate());
    });
}

/// A model that is here, to be chosen.
fn here(ui: &mut Ui, desk: &Desk, model: &Model, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    let in_use = desk.model().is_some_and(|used| used.path == model.path);
    let edge = if in_use { colours.accent } else { colours.line };
    card(ui, desk, edge, |ui| {
        let size = megabytes(model.bytes);
        let chosen = title_and_size(ui, desk, &size, |ui| {
            let title = RichText::new(model.title()).font(theme::strong_font(theme::TEXT));
            ui.add(egui::RadioButton::new(in_use, title))
        });
        if chosen
            .on_hover_text(model.path.display().to_string())
            .clicked()
            && !in_use
        {
            let mut settings = desk.settings().clone();
            settings.model = Some(model.path.clone());
            commands.push(Command::ChangeSettings(Box::new(settings)));
        }
        indented(ui, |ui| {
            ui.add(Label::new(RichText::new(&model.facts.about).color(colours.muted)).wrap());
            pace(ui, desk, model);
        });
    });
}

/// How long a minute of dictation takes with it, and since when that is known.
fn pace(ui: &mut Ui, desk: &Desk, model: &Model) {
    let colours = parts::colours(desk);
    let Some(pace) = desk.pace(model) else {
        ui.label(RichText::new("Not timed here yet").color(colours.muted));
        return;
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(
            RichText::new(capitalised(&pace.in_words())).font(theme::strong_font(theme::TEXT)),
        );
        let when = format!("measured on {}", dates::long(pace.day));
        ui.label(RichText::new(when).color(colours.muted).size(theme::SMALL));
    });
}

/// The official models that are not here, and how to get one.
fn others(ui: &mut Ui, desk: &Desk) {
    let others = shelf::worth_fetching(desk.models().iter());
    if others.is_empty() {
        return;
    }
    let colours = parts::colours(desk);
    ui.add_space(8.0);
    ui.label(
        RichText::new("Official models that are not here").font(theme::strong_font(theme::TITLE)),
    );
    ui.add(Label::new("To get one, type its command into a terminal in the program\u{2019}s folder, or download its file in your browser and take it in with \u{201c}dictation-desk model add FILE\u{201d}. It is checked before it is used; then open this page again.").wrap());
    ui.hyperlink_to(
        "All official models (opens your browser)",
        "https://huggingface.co/ggerganov/whisper.cpp/tree/main",
    );
    ui.add_space(6.0);
    for known in &others {
        card(ui, desk, colours.line, |ui| {
            let size = megabytes(known.bytes);
            title_and_size(ui, desk, &size, |ui| {
                let title = RichText::new(known.title).font(theme::strong_font(theme::TEXT));
                ui.label(title)
            });
            ui.add(Label::new(RichText::new(known.about).color(colours.muted)).wrap());
            ui.horizontal(|ui| {
                ui.label(format!("./desk model {}", known.short_name()));
                let browser = ui.hyperlink_to("Download in your browser", known.address);
                browser.on_hover_text(known.address);
            });
        });
    }
}

fn card(ui: &mut Ui, desk: &Desk, edge: egui::Color32, content: impl FnOnce(&mut Ui)) {
    Frame::new()
        .fill(parts::colours(desk).page)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(theme::ROUND)
        .inner_margin(10)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content(ui);
        });
    ui.add_space(6.0);
}

/// A name on the left, which gives way, and a size on the right.
fn title_and_size<R>(ui: &mut Ui, desk: &Desk, size: &str, title: impl FnOnce(&mut Ui) -> R) -> R {
    let muted = parts::colours(desk).muted;
    let row = |ui: &mut Ui| {
        ui.label(RichText::new(size).color(muted).size(theme::SMALL));
        let name = Layout::left_to_right(Align::Center);
        ui.with_layout(name, |ui| {
            ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
            title(ui)
        })
        .inner
    };
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), row)
            .inner
    })
    .inner
}

fn indented(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.add_space(INDENT);
        ui.vertical(content);
    });
}

fn megabytes(bytes: u64) -> String {
    match bytes as f64 / 1e6 {
        size if size < 1000.0 => format!("{size:.0} MB"),
        size => format!("{:.1} GB", size / 1000.0),
    }
}
