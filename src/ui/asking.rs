//! The sheets between secretary and author: a query with its sound, its answer, a letter sent back.

use egui::{Key, Label, Modifiers, RichText, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::verbs::System;
use crate::desk::workpiece::Workpiece;
use crate::record::Patient;
use crate::words::Span;

use super::{hands, parts, remarks};

const WIDTH: f32 = 640.0;

/// Seconds of sound that go with a query, unless chosen otherwise; the fewest, the most, and how
/// many more or less at a time.
const SECONDS: f64 = 6.0;
const FEWEST: f64 = 2.0;
const MOST: f64 = 60.0;
const STEP: f64 = 2.0;

/// A query, an answer or a reason, as typed.
#[derive(Default)]
pub struct Asking {
    text: String,
    sound: Option<Sound>,
}

/// The sound a query is about.
struct Sound {
    is_wanted: bool,
    /// Its middle, as it was when the sheet was opened: playing may go on meanwhile.
    caret: Option<f64>,
    playing: f64,
    is_at_caret: bool,
    seconds: f64,
}

impl Sound {
    fn of(piece: &Workpiece) -> Self {
        let body = piece.letter().body();
        let caret = body.time_at(piece.selection.range.start);
        Self {
            is_wanted: piece.dictation.recording.is_some(),
            caret,
            playing: piece.transport.position(),
            is_at_caret: caret.is_some() && !piece.is_playing(),
            seconds: SECONDS,
        }
    }

    fn span(&self, piece: &Workpiece) -> Option<Span> {
        let whole = piece.dictation.span();
        let middle = self.caret.filter(|_| self.is_at_caret);
        let middle = middle.unwrap_or(self.playing);
        let start = (middle - self.seconds / 2.0).max(whole.start);
        let end = (start + self.seconds).min(whole.end);
        (self.is_wanted && end > start).then(|| Span::new(start, end))
    }
}

/// A question to the author.
pub fn ask(ui: &mut Ui, desk: &Desk, asking: &mut Asking, commands: &mut Vec<Command>) {
    let Some(piece) = desk.piece() else {
        return;
    };
    parts::sheet(ui, "Ask the author", WIDTH, commands, |ui, commands| {
        let is_said = said(ui);
        let author = desk.author_of(&piece.dictation);
        let author = author.map_or("the author", |author| author.name.as_str());
        ui.label(format!(
            "The letter waits until {author} has answered; the clock goes on."
        ));
        entry(ui, "Your question:", "What was said here?", asking);
        sound(ui, piece, asking, commands);
        let span = asking.sound.as_ref().and_then(|sound| sound.span(piece));
        if sent(ui, desk, "Ask", asking, is_said) {
            let text = std::mem::take(&mut asking.text);
            commands.push(Command::Ask(text, span));
        }
    });
}

fn sound(ui: &mut Ui, piece: &Workpiece, asking: &mut Asking, commands: &mut Vec<Command>) {
    let sound = asking.sound.get_or_insert_with(|| Sound::of(piece));
    if piece.dictation.recording.is_none() {
        return;
    }
    ui.checkbox(&mut sound.is_wanted, "With the sound it is about");
    if !sound.is_wanted {
        return;
    }
    if sound.caret.is_some() {
        ui.horizontal(|ui| {
            ui.radio_value(&mut sound.is_at_caret, true, "Around the word at the caret");
            ui.radio_value(&mut sound.is_at_caret, false, "Around where it was played");
        });
    }
    let span = sound.span(piece);
    ui.horizontal(|ui| {
        if parts::named_button(ui, "\u{2212}", "two seconds").clicked() {
            sound.seconds = (sound.seconds - STEP).max(FEWEST);
        }
        ui.label(format!("{:.0} seconds", sound.seconds));
        if parts::named_button(ui, "+", "two seconds").clicked() {
            sound.seconds = (sound.seconds + STEP).min(MOST);
        }
        let Some(span) = span else {
            ui.label("There is no sound there.");
            return;
        };
        if ui.button(format!("Play {}", span.clocks())).clicked() {
            commands.push(Command::PlayStretch(span));
        }
    });
}

/// The answer to the query that has waited longest.
pub fn answer(ui: &mut Ui, desk: &Desk, asking: &mut Asking, commands: &mut Vec<Command>) {
    let Some(query) = desk.query() else {
        return;
    };
    parts::sheet(ui, "Answer the query", WIDTH, commands, |ui, commands| {
        let is_said = said(ui);
        about(ui, desk);
        ui.add(Label::new(remarks::told(query)).wrap());
        remarks::play(ui, query, commands);
        entry(ui, "Your answer:", "It was the left knee", asking);
        if let Some(person) = desk.person() {
            let told = format!("It will say that {} answered.", person.called());
            ui.label(RichText::new(told).color(parts::colours(desk).muted));
        }
        if sent(ui, desk, "Answer", asking, is_said) {
            let text = std::mem::take(&mut asking.text);
            commands.push(Command::Answer(query.id, text));
        }
    });
}

/// Why a letter is not signed.
pub fn reject(ui: &mut Ui, desk: &Desk, asking: &mut Asking, commands: &mut Vec<Command>) {
    let title = "Send this letter back";
    parts::sheet(ui, title, WIDTH, commands, |ui, commands| {
        let is_said = said(ui);
        about(ui, desk);
        ui.label("It goes back to be typed, with what you write here above it.");
        let hint = "The second paragraph is about somebody else";
        entry(ui, "What is to be put right:", hint, asking);
        if sent(ui, desk, "Send back", asking, is_said) {
            commands.push(Command::Reject(std::mem::take(&mut asking.text)));
        }
    });
}

fn about(ui: &mut Ui, desk: &Desk) {
    let piece = desk.piece();
    let patient = piece.and_then(|piece| desk.patient_of(&piece.dictation));
    let name = patient.map_or_else(|| "No patient chosen".to_owned(), Patient::display_name);
    ui.add(Label::new(RichText::new(name).strong()).wrap());
}

/// The text of the sheet, which has the keyboard from the first.
fn entry(ui: &mut Ui, label: &str, hint: &str, asking: &mut Asking) {
    let label = ui.label(label);
    let field = TextEdit::multiline(&mut asking.text)
        .hint_text(hint)
        .desired_rows(3)
        .desired_width(f32::INFINITY);
    hands::first(&ui.add(field).labelled_by(label.id));
}

/// Whether the key that does what the sheet is for was pressed; Enter alone begins a new line.
fn said(ui: &mut Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter))
}

fn sent(ui: &mut Ui, desk: &Desk, label: &str, asking: &Asking, is_said: bool) -> bool {
    ui.add_space(6.0);
    let is_ready = !asking.text.trim().is_empty();
    let button = parts::main_button(ui, desk, label, is_ready);
    let key = format!("{}+Enter does it", System::HERE.command());
    ui.label(RichText::new(key).color(parts::colours(desk).muted).small());
    is_ready && (button.clicked() || is_said)
}
