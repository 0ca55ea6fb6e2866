//! Rows of a page that are gone through by keyboard: one of them is current, and each is drawn on one
//! line of cells that are cut off where they would not fit.

use egui::{
    Color32, EventFilter, FontId, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::theme::{self, Palette, SMALL};
use super::{hands, parts};

/// As high as a row is.
pub const ROW: f32 = 30.0;

/// Which row is current.
#[derive(Default)]
pub struct Cursor {
    pub at: usize,
    moved: bool,
    has_begun: bool,
    /// The rows have the keyboard, and no field or button of the page.
    has_keys: bool,
}

/// What stands in a column, how wide that is, and in which ink.
pub struct Cell<'a> {
    pub text: &'a str,
    pub width: f32,
    pub ink: Color32,
}

impl Cursor {
    /// Takes the keyboard as the rows come up, and moves by the arrow keys while it is theirs.
    pub fn follow_keys(&mut self, ui: &Ui, count: usize) {
        if !std::mem::replace(&mut self.has_begun, true) {
            hands::anew(ui.ctx());
        }
        let place = Rect::from_min_size(ui.cursor().min, vec2(1.0, 1.0));
        let rows = ui.interact(place, ui.scope_id().with("rows"), Sense::FOCUSABLE);
        hands::first(&rows);
        let rows = hands::pass_on(rows);
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(rows.id, arrows));
        self.has_keys = rows.has_focus() || ui.memory(|memory| memory.focused().is_none());
        let last = count.saturating_sub(1);
        let before = self.at;
        for (key, to) in [
            (Key::ArrowDown, self.at + 1),
            (Key::ArrowUp, self.at.saturating_sub(1)),
            (Key::PageDown, self.at + 10),
            (Key::PageUp, self.at.saturating_sub(10)),
            (Key::Home, 0),
            (Key::End, last),
        ] {
            if self.said(ui, key) {
                self.at = to;
            }
        }
        self.at = self.at.min(last);
        self.moved |= self.at != before;
    }

    /// Whether a key was pressed while the rows have the keyboard.
    pub fn said(&self, ui: &Ui, key: Key) -> bool {
        self.has_keys && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
    }
}

/// Lays rows out in so much height; `draw` draws one by its place and gives back its response.
pub fn show(
    ui: &mut Ui,
    cursor: &mut Cursor,
    count: usize,
    height: f32,
    mut draw: impl FnMut(&mut Ui, usize, bool) -> Response,
) {
    let step = ROW + ui.spacing().item_spacing.y;
    let mut area = ScrollArea::vertical()
        .id_salt("rows")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true]);
    if std::mem::take(&mut cursor.moved) {
        area = area.vertical_scroll_offset((cursor.at as f32 * step - height / 2.0).max(0.0));
    }
    area.show_rows(ui, ROW, count, |ui, rows| {
        for at in rows {
            if draw(ui, at, at == cursor.at).clicked() {
                cursor.at = at;
            }
        }
    });
}

/// One row, named by all that stands in it for those who hear the screen. Leaves `beside` free at
/// its right end for buttons.
pub fn row(
    ui: &mut Ui,
    colours: &Palette,
    cells: &[Cell<'_>],
    is_current: bool,
    beside: f32,
) -> Response {
    let width = ui.available_width() - beside;
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
    response.widget_info(|| {
        let texts = cells
            .iter()
            .map(|cell| cell.text)
            .filter(|text| !text.is_empty());
        let label = texts.collect::<Vec<_>>().join(", ");
        WidgetInfo::selected(Role::ListItem, true, is_current, label)
    });
    let fill = match (is_current, response.hovered()) {
        (true, _) => colours.accent_soft,
        (_, true) => colours.control_over,
        _ => colours.page,
    };
    let edge = if is_current {
        colours.accent
    } else {
        colours.line
    };
    let painter = ui.painter();
    painter.rect(
        rect,
        theme::ROUND,
        fill,
        Stroke::new(1.0, edge),
        StrokeKind::Inside,
    );
    text_of(ui, rect, cells);
    let told: Vec<&str> = cells
        .iter()
        .map(|cell| cell.text)
        .filter(|text| !text.is_empty())
        .collect();
    response.on_hover_text(told.join("\n"))
}

/// How wide a row is, beside the bar that scrolls.
pub fn width(ui: &Ui) -> f32 {
    ui.available_width() - ui.spacing().scroll.allocated_width()
}

/// The headings above the rows.
pub fn headings(ui: &mut Ui, colours: &Palette, cells: &[(&str, f32)]) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let cells: Vec<Cell<'_>> = cells
        .iter()
        .map(|(text, width)| Cell {
            text,
            width: *width,
            ink: colours.muted,
        })
        .collect();
    text_of(ui, rect, &cells);
}

fn text_of(ui: &Ui, rect: Rect, cells: &[Cell<'_>]) {
    let mut left = rect.left() + 10.0;
    let top = rect.center().y - SMALL * 0.68;
    for cell in cells {
        let right = (left + cell.width).min(rect.right());
        let room = right - left - 10.0;
        if room > 12.0 {
            let font = FontId::proportional(SMALL);
            parts::line_of_text(ui, pos2(left, top), room, cell.text, font, cell.ink);
        }
        left += cell.width;
    }
}
