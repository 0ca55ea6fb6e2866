//! Picking rows of a long list by keyboard: up and down, Space, all of them, and going on with them.

use egui::{
    EventFilter, Key, Modifiers, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, vec2,
};

use super::hands;
use super::theme::Palette;

/// What was pressed that a list is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    Toggle,
    All,
    /// What its second button says.
    GoOn,
    /// The next way for it to go.
    Way,
}

/// Where one is in a list.
#[derive(Default)]
pub struct Place {
    pub at: usize,
    /// Whether the list has to be scrolled to it.
    moved: bool,
    /// How far it is scrolled, and how high it was then.
    top: f32,
    height: f32,
}

impl Place {
    /// Takes the keys of a list of so many rows, which has them first on its page, unless a button or
    /// a field has them. Enter is the page's main button's.
    pub fn take(&mut self, ui: &Ui, rows: usize) -> Option<Pressed> {
        self.at = self.at.min(rows.saturating_sub(1));
        self.moved = false;
        let id = ui.make_persistent_id("picking-keys");
        let size = vec2(ui.available_width(), 1.0);
        let line = Rect::from_min_size(ui.cursor().min, size);
        let keys = ui.interact(line, id, Sense::focusable_noninteractive());
        keys.widget_info(|| WidgetInfo::labeled(egui::Role::List, true, "Rows"));
        hands::first(&keys);
        let keys = hands::pass_on(keys);
        if keys.has_focus() {
            let filter = EventFilter {
                vertical_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        } else if ui.memory(|memory| memory.focused().is_some()) {
            return None;
        }
        ui.input_mut(|input| {
            let steps = [
                (Key::ArrowDown, 1),
                (Key::ArrowUp, -1),
                (Key::PageDown, 10),
                (Key::PageUp, -10),
                (Key::Home, -1_000_000),
                (Key::End, 1_000_000),
            ];
            for (key, step) in steps {
                let times = input.count_and_consume_key(Modifiers::NONE, key);
                for _ in 0..times {
                    self.at = self
                        .at
                        .saturating_add_signed(step)
                        .min(rows.saturating_sub(1));
                    self.moved = true;
                }
            }
            let keys = [
                (Modifiers::COMMAND, Key::A, Pressed::All),
                (Modifiers::COMMAND, Key::Enter, Pressed::GoOn),
                (Modifiers::NONE, Key::Space, Pressed::Toggle),
                (Modifiers::NONE, Key::W, Pressed::Way),
            ];
            let mut keys = keys.into_iter();
            keys.find(|(held, key, _)| input.consume_key(*held, *key))
                .map(|(_, _, pressed)| pressed)
        })
    }
}

/// The rows of such a list, scrolled to where one is.
pub fn list(
    ui: &mut Ui,
    place: &mut Place,
    (height, row): (f32, f32),
    rows: usize,
    mut one: impl FnMut(&mut Ui, &mut Place, usize),
) {
    let mut area = ScrollArea::vertical()
        .id_salt("picking")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true]);
    if place.moved || place.height != height {
        let step = row + ui.spacing().item_spacing.y;
        let here = place.at as f32 * step;
        let top = place.top.clamp((here + step - height).max(0.0), here);
        area = area.vertical_scroll_offset(top);
    }
    let shown = area.show_rows(ui, row, rows, |ui, range| {
        for at in range {
            one(ui, place, at);
        }
    });
    place.height = height;
    place.top = shown.state.clamped_offset().y;
}

/// How a row of such a list is shown.
#[derive(Clone, Copy)]
pub struct Looks {
    pub height: f32,
    pub is_chosen: bool,
    /// One is at it.
    pub is_here: bool,
    /// It can be chosen.
    pub is_free: bool,
}

/// A row with its box; what stands in it is painted into the place that is given back.
pub fn row(ui: &mut Ui, looks: Looks, name: &str, colours: &Palette) -> (Rect, Response) {
    let size = vec2(ui.available_width(), looks.height);
    // Not by Tab: there may be hundreds, and the arrow keys go through them.
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    response.widget_info(|| {
        WidgetInfo::selected(egui::Role::CheckBox, looks.is_free, looks.is_chosen, name)
    });
    let painter = ui.painter();
    let fill = match (looks.is_chosen, response.hovered()) {
        (true, _) => colours.accent_soft,
        (false, true) => colours.control_over,
        (false, false) => colours.panel,
    };
    painter.rect_filled(rect, 4.0, fill);
    if looks.is_here {
        let pen = Stroke::new(1.5, colours.accent);
        painter.rect_stroke(rect, 4.0, pen, StrokeKind::Inside);
    }
    let middle = egui::pos2(rect.left() + 18.0, rect.center().y);
    let mark = Rect::from_center_size(middle, vec2(16.0, 16.0));
    let ink = if looks.is_free {
        colours.text
    } else {
        colours.line
    };
    painter.rect_stroke(mark, 3.0, Stroke::new(1.2, ink), StrokeKind::Inside);
    if looks.is_chosen {
        let pen = Stroke::new(2.0, colours.accent);
        let points = [(-4.5, 0.0), (-1.0, 3.5), (5.0, -4.0)];
        let [one, two, three] = points.map(|(x, y)| middle + vec2(x, y));
        painter.line_segment([one, two], pen);
        painter.line_segment([two, three], pen);
    }
    let mut within = rect;
    within.min.x += 36.0;
    within.max.x -= 8.0;
    (within, response)
}
