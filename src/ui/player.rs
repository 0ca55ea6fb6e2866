//! The player along the bottom: large enough to hit, never scrolled away.

use egui::text::LayoutJob;
use egui::{Align, Layout, RichText, Slider, Ui, vec2};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::verbs::verb_for;
use crate::desk::workpiece::Workpiece;
use crate::words::clock;

use super::parts::{self, Icon};
use super::theme;
use super::waveform::{self, Wave};

/// Rows in which trouble with the recording is told beside the position; what is longer is told
/// whole under the pointer.
const TROUBLE_ROWS: usize = 3;

pub fn show(ui: &mut Ui, desk: &Desk, wave: &mut Wave, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    let Some(piece) = desk.piece() else {
        ui.set_min_height(theme::WAVE_HEIGHT + 60.0);
        ui.centered_and_justified(|ui| {
            let text = "Open a dictation to play it. {} opens the most pressing one.";
            let text = parts::telling(desk, text, &Command::OpenNext);
            ui.label(RichText::new(text).color(colours.muted));
        });
        return;
    };
    if piece.dictation.recording.is_none() {
        ui.set_min_height(theme::WAVE_HEIGHT + 60.0);
        ui.centered_and_justified(|ui| {
            let text = "Nobody dictated this letter: there is nothing to play.";
            ui.label(RichText::new(text).color(colours.muted));
        });
        return;
    }
    waveform::show(ui, piece, wave, colours, commands);
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        buttons(ui, desk, piece, commands);
        ui.add_space(8.0);
        position(ui, desk, piece);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            level(ui, desk, piece);
            volume(ui, desk, commands);
            speed(ui, desk, piece, commands);
            trouble(ui, desk, piece);
        });
    });
}

fn buttons(ui: &mut Ui, desk: &Desk, piece: &Workpiece, commands: &mut Vec<Command>) {
    let colours = parts::colours(desk);
    let is_playing = piece.is_playing();
    let (icon, label) = if is_playing {
        (Icon::Stop, "Stop")
    } else {
        (Icon::Play, "Play")
    };
    for (icon, label, command, main) in [
        (Icon::Back, "Back five seconds", Command::JumpBack, false),
        (icon, label, Command::TogglePlay, true),
        (Icon::On, "On five seconds", Command::JumpForward, false),
    ] {
        let hint = verb_for(&command).map_or("", |verb| verb.hint);
        let hint = parts::telling(desk, &format!("{hint} ({{}})"), &command);
        if parts::icon_button(ui, icon, label, &hint, colours, main).clicked() {
            commands.push(command);
        }
    }
}

fn position(ui: &mut Ui, desk: &Desk, piece: &Workpiece) {
    let colours = parts::colours(desk);
    let heard = piece.transport.heard().fraction(piece.dictation.length);
    ui.vertical(|ui| {
        let place = format!(
            "{} / {}",
            clock(piece.transport.position()),
            clock(piece.dictation.length)
        );
        ui.label(RichText::new(place).font(theme::strong_font(theme::TITLE)));
        let (motion, share) = (piece.motion(), (heard * 100.0) as u32);
        let told = format!("{motion}, {share} % heard");
        ui.label(RichText::new(told).color(colours.muted).size(theme::SMALL));
    });
}

fn speed(ui: &mut Ui, desk: &Desk, piece: &Workpiece, commands: &mut Vec<Command>) {
    let speed = piece.transport.speed();
    if ui.button("+").on_hover_text("Faster, same pitch").clicked() {
        commands.push(Command::Faster);
    }
    let label = format!("{speed:.1}x");
    let normal = ui.add_sized(vec2(52.0, 30.0), egui::Button::new(label));
    normal.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Normal speed"));
    if normal.on_hover_text("Back to normal speed").clicked() {
        commands.push(Command::NormalSpeed);
    }
    if ui
        .button("\u{2212}")
        .on_hover_text("Slower, same pitch")
        .clicked()
    {
        commands.push(Command::Slower);
    }
    ui.label(RichText::new("Speed").color(parts::colours(desk).muted));
}

fn volume(ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let mut volume = desk.volume();
    ui.spacing_mut().slider_width = 90.0;
    let slider = Slider::new(&mut volume, 0.0..=1.5).show_value(false);
    let response = ui.add(slider);
    response.widget_info(|| egui::WidgetInfo::slider(true, f64::from(volume), "Volume"));
    if response.changed() {
        commands.push(Command::SetVolume(volume));
    }
    ui.label(RichText::new("Volume").color(parts::colours(desk).muted));
}

fn level(ui: &mut Ui, desk: &Desk, piece: &Workpiece) {
    let colours = parts::colours(desk);
    let (rect, _) = ui.allocate_exact_size(vec2(10.0, 40.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 2.0, colours.control);
    if piece.is_playing() {
        let mut bar = rect;
        bar.set_top(rect.bottom() - rect.height() * desk.level().clamp(0.0, 1.0));
        ui.painter().rect_filled(bar, 2.0, colours.good);
    }
}

fn trouble(ui: &mut Ui, desk: &Desk, piece: &Workpiece) {
    let colours = parts::colours(desk);
    let told = piece.clip_trouble.as_deref().or(desk.sound_trouble());
    if let Some(told) = told {
        let font = egui::FontId::proportional(theme::SMALL);
        let mut told_in_rows = LayoutJob::simple(told.to_owned(), font, colours.warn, 0.0);
        told_in_rows.wrap.max_rows = TROUBLE_ROWS;
        ui.add(egui::Label::new(told_in_rows).wrap())
            .on_hover_text(told);
    } else if piece.clip.is_none() {
        ui.label(RichText::new("Opening the recording…").color(colours.muted));
    }
}
