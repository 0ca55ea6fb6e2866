//! Marks on the letter's text: the word being heard, words in doubt, words rules changed, hits.

use std::ops::Range;

use egui::epaint::text::PlacedRow;
use egui::text::CharIndex;
use egui::{Color32, Galley, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::desk::verbs::System;
use crate::letter::{Cue, Letter};

/// The rows of a laid-out text with the bytes each shows.
pub struct Rows<'a> {
    rows: Vec<(Range<usize>, &'a PlacedRow)>,
    text: &'a str,
    origin: Pos2,
}

impl<'a> Rows<'a> {
    /// Rows of `galley`, drawn at `origin`, that show `text`, within `visible`.
    pub fn new(galley: &'a Galley, text: &'a str, origin: Pos2, visible: Rect) -> Self {
        let mut rows = Vec::new();
        let mut start = 0;
        for row in &galley.rows {
            let shown = row.glyphs.len();
            let end = start + bytes_of(&text[start..], shown);
            let rect = row.rect().translate(origin.to_vec2());
            if rect.bottom() >= visible.top() && rect.top() <= visible.bottom() {
                rows.push((start..end, row));
            }
            start = end + usize::from(row.ends_with_newline);
            if start > text.len() {
                break;
            }
        }
        Self { rows, text, origin }
    }

    /// The bytes now visible.
    pub fn visible(&self) -> Range<usize> {
        let start = self.rows.first().map_or(0, |(range, _)| range.start);
        let end = self.rows.last().map_or(0, |(range, _)| range.end);
        start..end
    }

    /// Where a stretch of text is on screen: one rectangle a row.
    pub fn rects(&self, range: &Range<usize>) -> impl Iterator<Item = Rect> {
        let range = range.clone();
        self.rows.iter().filter_map(move |(shown, row)| {
            let start = range.start.max(shown.start);
            let end = range.end.min(shown.end);
            if start >= end {
                return None;
            }
            let x = |byte: usize| {
                let column = self
                    .text
                    .get(shown.start..byte)
                    .map_or(0, |text| text.chars().count());
                row.x_offset(CharIndex(column))
            };
            let rect = row.rect().translate(self.origin.to_vec2());
            let left = self.origin.x + row.pos.x;
            Some(Rect::from_x_y_ranges(
                left + x(start)..=left + x(end),
                rect.y_range(),
            ))
        })
    }

    /// Where the first row of the line that starts at byte `at` is drawn, if it is visible.
    pub fn line_start(&self, at: usize) -> Option<Rect> {
        let found = self.rows.iter().find(|(shown, _)| shown.start == at);
        found.map(|(_, row)| row.rect().translate(self.origin.to_vec2()))
    }
}

/// Bytes that the first `chars` characters of a text take.
fn bytes_of(text: &str, chars: usize) -> usize {
    text.char_indices()
        .nth(chars)
        .map_or(text.len(), |(at, _)| at)
}

/// A coloured ground behind a stretch of text.
pub fn ground(rows: &Rows<'_>, range: &Range<usize>, colour: Color32) -> Vec<Shape> {
    rows.rects(range)
        .map(|rect| Shape::rect_filled(rect.expand2(vec2(2.0, 0.0)), 3.0, colour))
        .collect()
}

/// A wavy line under a word in doubt, a dotted one under a word that rules changed: quiet, and
/// told apart without colour.
pub fn underline(
    rows: &Rows<'_>,
    letter: &Letter,
    cue: &Cue,
    unsure: Color32,
    changed: Color32,
) -> Vec<Shape> {
    let is_in_doubt = letter.is_in_doubt(cue);
    let mut shapes = Vec::new();
    for rect in rows.rects(&cue.range) {
        let y = rect.bottom() - 2.0;
        if is_in_doubt {
            let steps = (rect.width() / 3.0).ceil().max(2.0) as usize;
            let points = (0..=steps).map(|step| {
                let x = rect.left() + rect.width() * step as f32 / steps as f32;
                pos2(x, y + if step % 2 == 0 { 0.0 } else { 2.0 })
            });
            shapes.push(Shape::line(points.collect(), Stroke::new(1.3, unsure)));
        } else if cue.heard.is_some() {
            let ends = [pos2(rect.left(), y + 1.0), pos2(rect.right(), y + 1.0)];
            shapes.extend(Shape::dotted_line(&ends, changed, 4.0, 0.9));
        }
    }
    shapes
}

/// What hovering over a word says, where there is something to say.
pub fn about(letter: &Letter, cue: &Cue) -> Option<String> {
    let heard = cue.heard.as_ref().map(|heard| format!("Heard: {heard}"));
    let unsure = letter.is_in_doubt(cue).then(|| {
        format!(
            "Unsure ({:.0} %). F12 says it is right; {}+click plays it.",
            cue.confidence * 100.0,
            System::HERE.command()
        )
    });
    match (heard, unsure) {
        (None, None) => None,
        (heard, unsure) => Some(
            [heard, unsure]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("\n"),
        ),
    }
}
