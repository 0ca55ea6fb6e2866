//! Turning the pages of a letter by keyboard.

use egui::{Ui, vec2};

/// The keys that scroll a page on or back, which a text box leaves alone.
pub fn turn(ui: &Ui) {
    let (on, back) = ui.input(|input| {
        let pressed = |key| input.key_pressed(key);
        (pressed(egui::Key::PageDown), pressed(egui::Key::PageUp))
    });
    let page = ui.clip_rect().height() * 0.85;
    let by = match (on, back) {
        (true, false) => -page,
        (false, true) => page,
        _ => return,
    };
    ui.scroll_with_delta(vec2(0.0, by));
}
