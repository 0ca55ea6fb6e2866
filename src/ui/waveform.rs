//! The waveform: what the recording looks like, what of it has been heard, and where one is.

use egui::{Color32, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::desk::command::Command;
use crate::desk::workpiece::Workpiece;
use crate::words::clock;

use super::theme::{Palette, WAVE_HEIGHT};

/// The peaks last drawn, kept while recording, width and amount read stay the same.
#[derive(Default)]
pub struct Wave {
    key: (i64, usize, usize),
    /// The lowest and the highest of each column.
    peaks: Vec<(f32, f32)>,
}

impl Wave {
    fn peaks(&mut self, piece: &Workpiece, width: usize) -> &[(f32, f32)] {
        if let Some(clip) = &piece.clip {
            let key = (piece.dictation.id.0, clip.len(), width);
            if self.key != key {
                self.key = key;
                self.peaks = piece.waveform(width);
            }
        } else {
            *self = Self::default();
        }
        &self.peaks
    }
}

/// Draws the waveform over the full width; a click or drag in it seeks.
pub fn show(
    ui: &mut Ui,
    piece: &Workpiece,
    wave: &mut Wave,
    colours: &Palette,
    commands: &mut Vec<Command>,
) {
    let size = vec2(ui.available_width(), WAVE_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let length = piece.dictation.length.max(0.001);
    let position = piece.transport.position();
    response
        .widget_info(|| WidgetInfo::slider(ui.is_enabled(), position, "Position in the recording"));
    debug_assert_eq!(response.sense, Sense::click_and_drag());
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 4.0, colours.page);
    let x_of = |seconds: f64| rect.left() + (seconds / length) as f32 * rect.width();
    for span in piece.transport.heard().spans() {
        let heard = Rect::from_x_y_ranges(x_of(span.start)..=x_of(span.end), rect.y_range());
        painter.rect_filled(heard, 0.0, colours.heard_shade);
    }
    draw_peaks(
        &painter,
        rect,
        wave.peaks(piece, rect.width() as usize),
        x_of(position),
        colours,
    );
    if let Some(question) = piece
        .review
        .current
        .and_then(|at| piece.review.questions().get(at))
        && let Some(span) = question.span
    {
        let mark = Rect::from_x_y_ranges(
            x_of(span.start)..=x_of(span.end.max(span.start + 0.3)),
            rect.y_range(),
        );
        painter.rect_stroke(
            mark,
            2.0,
            Stroke::new(2.0, colours.unsure),
            egui::StrokeKind::Inside,
        );
    }
    let x = x_of(position).clamp(rect.left() + 1.0, rect.right() - 1.0);
    painter.line_segment(
        [pos2(x, rect.top()), pos2(x, rect.bottom())],
        Stroke::new(2.0, colours.accent),
    );
    painter.rect_stroke(
        rect,
        4.0,
        Stroke::new(1.0, colours.line),
        egui::StrokeKind::Inside,
    );
    let at = |x: f32| f64::from((x - rect.left()) / rect.width()).clamp(0.0, 1.0) * length;
    if (response.clicked() || response.dragged())
        && let Some(pointer) = response.interact_pointer_pos()
    {
        commands.push(Command::Seek(at(pointer.x)));
    }
    if let Some(pointer) = response.hover_pos() {
        response.on_hover_text_at_pointer(format!("Go to {}", clock(at(pointer.x))));
    }
}

fn draw_peaks(
    painter: &egui::Painter,
    rect: Rect,
    peaks: &[(f32, f32)],
    played_to: f32,
    colours: &Palette,
) {
    let half = rect.height() / 2.0 - 3.0;
    let loudest = peaks
        .iter()
        .map(|(low, high)| high.max(-low))
        .fold(0.05, f32::max);
    for (column, (low, high)) in peaks.iter().enumerate() {
        let x = rect.left() + column as f32 + 0.5;
        let ink: Color32 = if x <= played_to {
            colours.wave_heard
        } else {
            colours.wave
        };
        let up = (high / loudest).clamp(0.0, 1.0) * half;
        let down = (-low / loudest).clamp(0.0, 1.0) * half;
        let middle = rect.center().y;
        painter.line_segment(
            [
                pos2(x, middle - up.max(0.5)),
                pos2(x, middle + down.max(0.5)),
            ],
            Stroke::new(1.0, ink),
        );
    }
}
