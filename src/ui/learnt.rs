//! The sheet of proposed corrections: each with every place where it would have applied, to be
//! accepted or declined.

use egui::text::LayoutJob;
use egui::{FontId, Frame, Label, RichText, ScrollArea, Stroke, TextFormat, Ui};

use crate::clinical::learning::{Correction, Makes};
use crate::desk::Desk;
use crate::desk::command::{Command, Decision};
use crate::desk::learning::{Place, Proposal};
use crate::letter::dates;
use crate::record::AuthorId;

use super::{parts, theme};

const WIDTH: f32 = 820.0;
/// Places of one proposal that are shown without scrolling.
const PLACES_HEIGHT: f32 = 118.0;

pub fn show(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    parts::sheet(
        ui,
        "Proposed corrections",
        WIDTH,
        commands,
        |ui, commands| {
            let muted = |text: &str| RichText::new(text).color(parts::colours(desk).muted);
            ui.add(Label::new(muted("What you changed in signed letters, where the draft had misheard. Nothing is changed in later drafts unless you accept it here.")).wrap());
            let Some(learnt) = desk.learnt() else {
                ui.add_space(16.0);
                ui.label("Looking through earlier drafts…");
                return;
            };
            if learnt.proposals.is_empty() && learnt.in_use.is_empty() {
                ui.add_space(16.0);
                ui.label("Nothing to decide. When a signed letter corrects a misheard word, it is proposed here.");
                ui.add_space(8.0);
                return;
            }
            let height = (ui.ctx().content_rect().height() - 240.0).clamp(160.0, 640.0);
            ScrollArea::vertical()
                .max_height(height)
                // The sheet was smaller while it waited, and would keep its list as small.
                .min_scrolled_height(height)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    for proposal in &learnt.proposals {
                        card(ui, desk, proposal, commands);
                    }
                    in_use(ui, desk, &learnt.in_use, commands);
                });
        },
    );
}

fn card(ui: &mut Ui, desk: &Desk, proposal: &Proposal, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    let correction = &proposal.correction;
    Frame::new()
        .fill(colours.page)
        .stroke(Stroke::new(1.0, colours.line))
        .corner_radius(theme::ROUND)
        .inner_margin(10)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let title = RichText::new(in_words(correction)).font(theme::strong_font(theme::TEXT));
            ui.add(Label::new(title).wrap());
            let letters = match correction.letters {
                1 => "corrected in 1 letter".to_owned(),
                count => format!("corrected in {count} letters"),
            };
            let about = format!("{}, {letters}", name_of(desk, correction.author));
            ui.label(RichText::new(about).color(colours.muted).size(theme::SMALL));
            places(ui, desk, proposal);
            decisions(ui, desk, correction, commands);
        });
    ui.add_space(6.0);
}

fn in_words(correction: &Correction) -> String {
    let lesson = &correction.lesson;
    format!(
        "\u{201c}{}\u{201d} was heard, \u{201c}{}\u{201d} was written",
        lesson.heard, lesson.written
    )
}

fn name_of(desk: &Desk, author: AuthorId) -> &str {
    let mut authors = desk.snapshot().authors.iter();
    authors
        .find(|own| own.id == author)
        .map_or("An author", |author| author.name.as_str())
}

/// Every place where it would have applied, with the words around it.
fn places(ui: &mut Ui, desk: &Desk, proposal: &Proposal) {
    let told = match proposal.places.len() {
        0 => "It stands in no earlier draft.".to_owned(),
        1 => "It would have changed 1 place in drafts so far:".to_owned(),
        count => format!("It would have changed {count} places in drafts so far:"),
    };
    ui.label(told);
    let row = ui.text_style_height(&egui::TextStyle::Small) + 2.0;
    ScrollArea::vertical()
        .id_salt(("places", proposal.correction.id.0))
        .max_height(PLACES_HEIGHT)
        .auto_shrink([false, true])
        .show_rows(ui, row, proposal.places.len(), |ui, rows| {
            for place in proposal.places.get(rows).unwrap_or_default() {
                ui.add(Label::new(line(desk, place)).truncate());
            }
        });
    ui.add_space(4.0);
}

/// One place on one line: when, and the words with the misheard ones standing out.
fn line(desk: &Desk, place: &Place) -> LayoutJob {
    let colours = parts::colours(desk);
    let plain = FontId::proportional(theme::SMALL);
    let mut job = LayoutJob::default();
    let mut add = |text: &str, font: &FontId, ink| {
        job.append(text, 0.0, TextFormat::simple(font.clone(), ink));
    };
    let when = dates::long(dates::day_of(place.dictated_at));
    add(&format!("{when}:  "), &plain, colours.muted);
    add(&format!("\u{2026} {} ", place.before), &plain, colours.text);
    add(&place.here, &theme::strong_font(theme::SMALL), colours.warn);
    add(&format!(" {} \u{2026}", place.after), &plain, colours.text);
    job
}

fn decisions(ui: &mut Ui, desk: &Desk, correction: &Correction, commands: &mut Vec<Command>) {
    let (id, about) = (correction.id, correction.lesson.written.as_str());
    let mut choice = |ui: &mut Ui, label: &str, decision: Decision| {
        if parts::named_button(ui, label, about).clicked() {
            commands.push(Command::Decide(id, decision));
        }
    };
    ui.horizontal_wrapped(|ui| {
        match &correction.lesson.makes {
            Makes::Rule => choice(ui, "Always write it so", Decision::Rule),
            Makes::Term(_) => {
                let name = name_of(desk, correction.author);
                let own = format!("Add to {name}\u{2019}s words");
                choice(ui, &own, Decision::Term(Some(correction.author)));
                choice(ui, "Add to everyone\u{2019}s words", Decision::Term(None));
            }
        }
        choice(ui, "Leave it", Decision::Decline);
    });
}

/// The corrections that are applied to every new draft.
fn in_use(ui: &mut Ui, desk: &Desk, rules: &[Correction], commands: &mut Vec<Command>) {
    if rules.is_empty() {
        return;
    }
    ui.add_space(6.0);
    ui.label(RichText::new("In use").font(theme::strong_font(theme::TEXT)));
    for rule in rules {
        ui.horizontal_wrapped(|ui| {
            let told = format!("{}: {}", name_of(desk, rule.author), in_words(rule));
            ui.label(told);
            if parts::named_button(ui, "Stop using it", &rule.lesson.written).clicked() {
                commands.push(Command::Decide(rule.id, Decision::Decline));
            }
        });
    }
}
