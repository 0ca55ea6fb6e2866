//! The editor: the letter's page, its body as one text, and what the audio says about it.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{CCursor, CCursorRange, CharIndex, LayoutJob, TextFormat};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{
    FontId, Frame, Galley, Id, Margin, Rect, ScrollArea, Shape, Stroke, TextBuffer, TextEdit, Ui,
    pos2, vec2,
};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::workpiece::Workpiece;
use crate::letter::{BlockKind, Cue};
use crate::record::LetterId;

use super::marks::{self, Rows};
use super::theme::{self, Palette};
use super::typed::{byte_at, difference};
use super::{View, fields, pages, parts};

/// What the editor keeps between frames.
#[derive(Default)]
pub struct Editor {
    /// The text as the text box holds it: the body's, once this frame's changes are applied.
    buffer: String,
    /// The last of the desk's wishes to move the selection that was followed.
    followed: Option<(i64, u64)>,
    /// The letter that was drawn last.
    reading: Option<LetterId>,
    /// Whether a sheet lies over it.
    is_covered: bool,
    /// The cue last scrolled to while playing.
    scrolled_to: Option<usize>,
}

/// The id of the body's text box.
pub fn body_id() -> Id {
    Id::unique("letter-body")
}

/// Draws the page: fields above, body, fields below.
pub fn show(
    ui: &mut Ui,
    desk: &Desk,
    piece: &Workpiece,
    view: &mut View,
    commands: &mut Vec<Command>,
) {
    let colours = parts::colours(desk);
    view.editor.is_covered = desk.sheet().is_some();
    let is_reading = desk.tray().is_open();
    // Whoever reads one letter after the other begins each at its head.
    let is_new = view.editor.reading.replace(piece.letter_id) != Some(piece.letter_id);
    let area = match is_reading && is_new {
        true => ScrollArea::vertical().vertical_scroll_offset(0.0),
        false => ScrollArea::vertical(),
    };
    area.auto_shrink([false, false]).show(ui, |ui| {
        if is_reading {
            pages::turn(ui);
        }
        ui.add_space(10.0);
        let width = ui.available_width();
        let page = theme::PAGE_WIDTH.min(width - 24.0);
        ui.horizontal_top(|ui| {
            ui.add_space(((width - page) / 2.0).max(0.0));
            Frame::new()
                .fill(colours.page)
                .stroke(Stroke::new(1.0, colours.line))
                .corner_radius(3)
                .inner_margin(Margin::symmetric(theme::PAGE_MARGIN as i8, 28))
                .show(ui, |ui| {
                    ui.set_width(page - 2.0 * theme::PAGE_MARGIN - 2.0);
                    ui.vertical(|ui| {
                        fields::above(ui, desk, piece, &mut view.fields, commands);
                        body(ui, piece, &mut view.editor, colours, commands);
                        fields::below(ui, desk, piece, &mut view.fields, commands);
                    });
                });
        });
        let is_at_end = ui.min_rect().bottom() <= ui.clip_rect().bottom() + 1.0;
        if is_reading && !is_new && is_at_end && !desk.tray().has_read(piece) {
            commands.push(Command::NoteRead);
        }
        ui.add_space(24.0);
    });
}

fn body(
    ui: &mut Ui,
    piece: &Workpiece,
    editor: &mut Editor,
    colours: &Palette,
    commands: &mut Vec<Command>,
) {
    let text = piece.letter().body().text();
    if editor.buffer != text {
        text.clone_into(&mut editor.buffer);
    }
    follow_selection(ui, piece, editor);
    let ground = ui.painter().add(Shape::Noop);
    let output = text_box(ui, piece, &mut editor.buffer, colours);
    if editor.buffer != text {
        let (range, inserted) = difference(text, &editor.buffer, caret(&output, &editor.buffer));
        commands.push(Command::Type {
            range,
            text: inserted.to_owned(),
        });
        // Positions below belong to the text before this change; the next frame has both.
        return;
    }
    note_selection(piece, &output, text, commands);
    let visible = ui.clip_rect();
    let rows = Rows::new(&output.galley, text, output.galley_pos, visible);
    draw_marks(ui, piece, editor, &rows, ground, colours);
    draw_gutter(ui, piece, &rows, output.galley_pos.x, colours);
    point(ui, piece, &output, &rows, commands);
}

fn text_box(
    ui: &mut Ui,
    piece: &Workpiece,
    buffer: &mut String,
    colours: &Palette,
) -> TextEditOutput {
    let kinds = piece.letter().body().kinds();
    let mut layouter = |ui: &Ui, text: &dyn TextBuffer, width: f32| {
        lay_out(ui, text.as_str(), kinds, width, colours)
    };
    let read_only = piece.signed().is_some();
    let margin = Margin::symmetric(0, 4);
    let mut shown_text: &str = buffer.as_str();
    let box_ = if read_only {
        TextEdit::multiline(&mut shown_text)
    } else {
        TextEdit::multiline(buffer)
    };
    let output = box_
        .id(body_id())
        .frame(Frame::new().inner_margin(margin))
        .desired_width(f32::INFINITY)
        .desired_rows(8)
        .hint_text("Type here, or wait for the draft")
        .lock_focus(false)
        .layouter(&mut layouter)
        .show(ui);
    let label = if read_only {
        "Letter text (signed)"
    } else {
        "Letter text"
    };
    // A text box takes its name from a label beside it; this one is named here.
    ui.ctx()
        .accesskit_node_builder(body_id(), |node| node.set_label(label));
    output
}

/// Lays the text out by the kinds of its lines. Lines typed within this frame have no kind yet
/// and look like paragraphs for that frame.
fn lay_out(ui: &Ui, text: &str, kinds: &[BlockKind], width: f32, colours: &Palette) -> Arc<Galley> {
    let plain = TextFormat {
        line_height: Some(theme::LETTER_LINE),
        ..TextFormat::simple(
            FontId::new(theme::LETTER_TEXT, theme::letter_family()),
            colours.text,
        )
    };
    let heading = TextFormat {
        font_id: FontId::new(theme::LETTER_HEADING, theme::letter_bold()),
        line_height: Some(theme::LETTER_LINE + 8.0),
        ..plain.clone()
    };
    let mut job = LayoutJob {
        keep_trailing_whitespace: true,
        ..LayoutJob::default()
    };
    job.wrap.max_width = width;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let format = match kinds.get(at) {
            Some(BlockKind::Heading) => &heading,
            _ => &plain,
        };
        job.append(line, 0.0, format.clone());
    }
    if text.is_empty() {
        job.append("", 0.0, plain);
    }
    spaced(ui.fonts_mut(|fonts| fonts.layout_job(job)), kinds)
}

/// Moves the rows of each line down by the space above it; egui sets lines solid.
fn spaced(galley: Arc<Galley>, kinds: &[BlockKind]) -> Arc<Galley> {
    let mut galley = Arc::unwrap_or_clone(galley);
    let (mut line, mut down) = (0, 0.0);
    for row in &mut galley.rows {
        row.pos.y += down;
        if row.ends_with_newline {
            line += 1;
            down += kinds.get(line).map_or(0.0, |kind| space_above(*kind));
        }
    }
    galley.rect.max.y += down;
    galley.mesh_bounds.max.y += down;
    Arc::new(galley)
}

/// Points between a line and the one before it: lists hold together, paragraphs stand apart.
fn space_above(kind: BlockKind) -> f32 {
    match kind {
        BlockKind::Numbered | BlockKind::Bulleted => theme::LIST_SPACE,
        BlockKind::Paragraph | BlockKind::Heading => theme::PARAGRAPH_SPACE,
    }
}

/// Moves the text box's own selection where the desk has moved it.
fn follow_selection(ui: &Ui, piece: &Workpiece, editor: &mut Editor) {
    let asked = (piece.dictation.id.0, piece.selection.asked);
    if editor.followed == Some(asked) {
        return;
    }
    if !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
        // Nothing below a sheet is given the keyboard, until the frame after it was closed.
        if !editor.is_covered {
            ui.ctx().request_repaint();
        }
        return;
    }
    editor.followed = Some(asked);
    let chars = |byte: usize| {
        CCursor::new(CharIndex(
            editor
                .buffer
                .get(..byte)
                .map_or(0, |text| text.chars().count()),
        ))
    };
    let range = &piece.selection.range;
    let mut state = TextEditState::load(ui.ctx(), body_id()).unwrap_or_default();
    let range = CCursorRange::two(chars(range.start), chars(range.end));
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), body_id());
    ui.memory_mut(|memory| memory.request_focus(body_id()));
    editor.scrolled_to = None;
}

fn note_selection(
    piece: &Workpiece,
    output: &TextEditOutput,
    text: &str,
    commands: &mut Vec<Command>,
) {
    if let Some(cursor) = &output.cursor_range {
        let range = cursor.as_sorted_char_range();
        let range = byte_at(text, range.start.0)..byte_at(text, range.end.0);
        if range != piece.selection.range {
            commands.push(Command::Select(range));
        }
    }
}

fn caret(output: &TextEditOutput, text: &str) -> usize {
    output
        .cursor_range
        .as_ref()
        .map_or(text.len(), |cursor| byte_at(text, cursor.primary.index.0))
}

fn draw_marks(
    ui: &Ui,
    piece: &Workpiece,
    editor: &mut Editor,
    rows: &Rows<'_>,
    ground: egui::layers::ShapeIdx,
    colours: &Palette,
) {
    let mut behind = Vec::new();
    for hit in piece.find.iter().flat_map(|find| &find.hits) {
        behind.extend(marks::ground(rows, hit, colours.found));
    }
    if let Some(range) = current_question(piece) {
        behind.extend(marks::ground(rows, &range, colours.warn_soft));
    }
    if let Some(cue) = heard_now(piece) {
        behind.extend(marks::ground(rows, &cue.range, colours.hearing));
        follow_sound(ui, piece, editor, rows, cue);
    }
    ui.painter().set(ground, Shape::Vec(behind));
    if piece.signed().is_some() {
        return;
    }
    let letter = piece.letter();
    for cue in letter.body().cues_in(&rows.visible()) {
        let line = marks::underline(rows, letter, cue, colours.unsure, colours.changed);
        ui.painter().extend(line);
    }
}

fn current_question(piece: &Workpiece) -> Option<Range<usize>> {
    let at = piece.review.current?;
    piece.review.questions().get(at)?.range.clone()
}

/// The word being heard: only once the recording has been started or moved.
fn heard_now(piece: &Workpiece) -> Option<&Cue> {
    let position = piece.transport.position();
    if position <= 0.0 {
        return None;
    }
    piece.letter().body().cue_at_time(position)
}

/// Keeps the word being heard in view while playing, once a word, so that the person can still
/// scroll elsewhere.
fn follow_sound(ui: &Ui, piece: &Workpiece, editor: &mut Editor, rows: &Rows<'_>, cue: &Cue) {
    if !piece.is_playing() || editor.scrolled_to == Some(cue.range.start) {
        return;
    }
    editor.scrolled_to = Some(cue.range.start);
    let comfortable = ui.clip_rect().shrink2(vec2(0.0, 60.0));
    if let Some(rect) = rows.rects(&cue.range).next()
        && !comfortable.contains_rect(rect)
    {
        ui.scroll_to_rect(rect, Some(egui::Align::Center));
    }
}

/// Numbers and bullets, left of the text.
fn draw_gutter(ui: &Ui, piece: &Workpiece, rows: &Rows<'_>, left: f32, colours: &Palette) {
    let font = FontId::new(theme::LETTER_TEXT, theme::letter_family());
    for block in piece.letter().body().blocks() {
        let sign = match (block.kind, block.number) {
            (BlockKind::Bulleted, _) => "\u{2022}".to_owned(),
            (_, Some(number)) => format!("{number}."),
            _ => continue,
        };
        if let Some(row) = rows.line_start(block.range.start) {
            let at = pos2(left - 10.0, row.center().y);
            ui.painter().text(
                at,
                egui::Align2::RIGHT_CENTER,
                sign,
                font.clone(),
                colours.muted,
            );
        }
    }
}

/// The mouse over the text: hovering tells what was heard, Ctrl+click plays from there.
fn point(
    ui: &Ui,
    piece: &Workpiece,
    output: &TextEditOutput,
    rows: &Rows<'_>,
    commands: &mut Vec<Command>,
) {
    let response = &output.response.response;
    let text = piece.letter().body().text();
    let Some(pointer) = response.hover_pos() else {
        return;
    };
    let at = byte_at(
        text,
        output
            .galley
            .cursor_from_pos(pointer - output.galley_pos)
            .index
            .0,
    );
    if response.clicked() && ui.input(|input| input.modifiers.command) {
        commands.push(Command::SeekToText(at));
        return;
    }
    let letter = piece.letter();
    let cue = letter.body().cues_in(&(at..at + 1)).first();
    if let Some((cue, about)) = cue.and_then(|cue| Some((cue, marks::about(letter, cue)?)))
        && rows
            .rects(&cue.range)
            .any(|rect: Rect| rect.contains(pointer))
    {
        response.clone().on_hover_text_at_pointer(about);
    }
}
