//! The sheet that looks for letters among all there are, as somebody types.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    FontId, Key, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit,
    Ui, WidgetInfo, pos2, vec2,
};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::letter::dates;
use crate::record::{Dictation, Excerpt, Found, Patient};

use super::theme::{self, Palette, SMALL, TEXT};
use super::{hands, parts};

const WIDTH: f32 = 1020.0;
/// How high a letter's row is, and the space below it.
const ROW: f32 = 80.0;
const GAP: f32 = 6.0;
/// How much of a row the state at its right takes.
const STATE: f32 = 120.0;

/// Which of the letters found the keys are at.
#[derive(Default)]
pub struct Everything {
    at: usize,
    /// It has been moved and may be out of sight.
    has_moved: bool,
}

pub fn show(ui: &mut Ui, desk: &Desk, sheet: &mut Everything, commands: &mut Vec<Command>) {
    parts::sheet(ui, "Search everything", WIDTH, commands, |ui, commands| {
        let keys = ui.input_mut(|input| {
            [
                Key::ArrowDown,
                Key::ArrowUp,
                Key::PageDown,
                Key::PageUp,
                Key::Enter,
            ]
            .map(|key| input.consume_key(Modifiers::NONE, key))
        });
        query(ui, desk, sheet, commands);
        ui.add_space(4.0);
        let found = desk.looking().found();
        sheet.follow(keys, found.len());
        let height = (ui.ctx().content_rect().height() - 240.0).clamp(200.0, 640.0);
        match found.is_empty() {
            true => nothing(ui, desk, height),
            false => list(ui, desk, sheet, height, commands),
        }
        ui.separator();
        ui.label(RichText::new(foot(desk)).color(parts::colours(desk).muted));
        if let (true, Some(found)) = (keys[4], found.get(sheet.at)) {
            open(found, commands);
        }
        let is_at_end = sheet.at + 1 >= found.len();
        if is_at_end && desk.looking().has_more() && !desk.looking().is_waiting() {
            commands.push(Command::LookOn);
        }
    });
}

fn open(found: &Found, commands: &mut Vec<Command>) {
    commands.push(Command::Dismiss);
    commands.push(Command::Open(found.dictation.id));
}

impl Everything {
    /// Moves to where the keys say.
    fn follow(&mut self, [down, up, page_down, page_up, _]: [bool; 5], count: usize) {
        let before = self.at;
        self.at = match (down, up, page_down, page_up) {
            (true, ..) => self.at + 1,
            (_, true, ..) => self.at.saturating_sub(1),
            (_, _, true, _) => self.at + 5,
            (.., true) => self.at.saturating_sub(5),
            _ => self.at,
        }
        .min(count.saturating_sub(1));
        self.has_moved |= self.at != before;
    }
}

fn query(ui: &mut Ui, desk: &Desk, sheet: &mut Everything, commands: &mut Vec<Command>) {
    let mut query = desk.looking().query().to_owned();
    let field = TextEdit::singleline(&mut query)
        .id(egui::Id::unique("search-everything"))
        .hint_text("Patient, number, date of birth, author, clinic, or words of the letter")
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Search every letter"));

    hands::first(&response);
    if response.changed() {
        (sheet.at, sheet.has_moved) = (0, true);
        commands.push(Command::LookFor(query));
    }
}

/// What is said where no letter is shown.
fn nothing(ui: &mut Ui, desk: &Desk, height: f32) {
    let looking = desk.looking();
    let letters = looking.query().chars().filter(|c| c.is_alphanumeric());
    let (first, then) = match (letters.count(), looking.is_waiting()) {
        (0 | 1, _) => (
            "Type two letters or more of what you know.",
            "Every letter in the record is looked through, done or not. A word may be cut short; \
             words in \"quotation marks\" stand together; a date of birth is written 03/05/1948.",
        ),
        (_, true) => ("Looking\u{2026}", ""),
        (_, false) => (
            "No letter has all of these words.",
            "Try fewer words, or only how one begins. What has been removed from the worklist is \
             not looked through.",
        ),
    };
    ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
        ui.set_min_size(vec2(ui.available_width(), height));
        ui.add_space(24.0);
        ui.label(RichText::new(first).font(theme::strong_font(TEXT)));
        ui.label(RichText::new(then).color(parts::colours(desk).muted));
    });
}

fn foot(desk: &Desk) -> String {
    let looking = desk.looking();
    let count = looking.found().len();
    match (count, looking.has_more()) {
        (0, _) => "The newest come first. Enter opens.".to_owned(),
        (1, false) => "1 letter. Enter opens it.".to_owned(),
        (_, false) => {
            format!("{count} letters, the newest first. Up and Down choose, Enter opens.")
        }
        (_, true) => {
            format!("The newest {count} letters; more come as you go down. Enter opens.")
        }
    }
}

fn list(
    ui: &mut Ui,
    desk: &Desk,
    sheet: &mut Everything,
    height: f32,
    commands: &mut Vec<Command>,
) {
    let found = desk.looking().found();
    let mut area = ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, false]);
    if std::mem::take(&mut sheet.has_moved) {
        let top = sheet.at as f32 * (ROW + GAP);
        area = area.vertical_scroll_offset((top - height / 2.0 + ROW / 2.0).max(0.0));
    }
    ui.spacing_mut().item_spacing.y = GAP;
    area.show_rows(ui, ROW, found.len(), |ui, shown| {
        for at in shown {
            if row(ui, desk, &found[at], at == sheet.at) {
                open(&found[at], commands);
            }
        }
    });
}

/// A letter that was found; says whether it was chosen.
fn row(ui: &mut Ui, desk: &Desk, found: &Found, is_at: bool) -> bool {
    let colours = parts::colours(desk);
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = name(found);
    let (who, what) = (who(found), what(found));
    let state = desk.queue().status_words(&found.dictation);
    response.widget_info(|| {
        let label = format!("{name}, {who}, {what}, {state}, {}", found.excerpt.text);
        WidgetInfo::selected(Role::Button, true, is_at, label)
    });
    let fill = match (is_at, response.hovered()) {
        (true, _) => colours.accent_soft,
        (_, true) => colours.control_over,
        _ => colours.page,
    };
    let edge = match is_at {
        true => Stroke::new(2.0, colours.accent),
        false => Stroke::new(1.0, colours.line),
    };
    let painter = ui.painter();
    painter.rect(rect, theme::ROUND, fill, edge, StrokeKind::Inside);
    let inner = rect.shrink2(vec2(12.0, 6.0));
    lines(
        ui,
        inner,
        colours,
        [&name, &who, &what],
        found.patient.is_some(),
    );
    state_of(ui, inner, colours, &found.dictation, &state);
    excerpt(ui, inner, colours, &found.excerpt);
    let clicked = response.clicked();
    response.on_hover_text(format!("{name}\n{who}\n{what}\n{}", found.excerpt.text));
    clicked
}

fn lines(ui: &Ui, inner: Rect, colours: &Palette, [name, who, what]: [&str; 3], is_known: bool) {
    let ink = if is_known {
        colours.text
    } else {
        colours.muted
    };
    let room = inner.width() - STATE;
    let strong = theme::strong_font(TEXT);
    // Whatever the name is, when they were born is read beside it.
    let name_room = (room - 300.0).max(room * 0.5);
    let end = parts::line_of_text(ui, inner.min, name_room, name, strong, ink);
    let beside = pos2(end + 14.0, inner.top() + 2.0);
    let left = inner.left() + room - beside.x;
    let small = FontId::proportional(SMALL);
    parts::line_of_text(ui, beside, left, who, small.clone(), colours.text);
    let below = pos2(inner.left(), inner.top() + 24.0);
    parts::line_of_text(ui, below, room, what, small, colours.muted);
}

fn state_of(ui: &Ui, inner: Rect, colours: &Palette, dictation: &Dictation, state: &str) {
    let (ink, _) = parts::status_colours(colours, dictation.status);
    let font = theme::strong_font(SMALL);
    let mut job = LayoutJob::simple_singleline(state.to_owned(), font, ink);
    job.wrap = TextWrapping::truncate_at_width(STATE - 10.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = pos2(inner.right() - galley.size().x, inner.top() + 2.0);
    ui.painter().galley(at, galley, ink);
}

/// A line of the letter, with what was looked for marked.
fn excerpt(ui: &Ui, inner: Rect, colours: &Palette, excerpt: &Excerpt) {
    let format = |is_hit: bool| TextFormat {
        font_id: match is_hit {
            true => theme::strong_font(SMALL),
            false => FontId::proportional(SMALL),
        },
        color: colours.text,
        background: match is_hit {
            true => colours.found,
            false => egui::Color32::TRANSPARENT,
        },
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    let mut told = 0;
    for hit in &excerpt.hits {
        job.append(&excerpt.text[told..hit.start], 0.0, format(false));
        job.append(&excerpt.text[hit.clone()], 0.0, format(true));
        told = hit.end;
    }
    job.append(&excerpt.text[told..], 0.0, format(false));
    job.wrap = TextWrapping::truncate_at_width(inner.width());
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = pos2(inner.left(), inner.top() + 46.0);
    ui.painter().galley(at, galley, colours.text);
}

fn name(found: &Found) -> String {
    let patient = found.patient.as_ref();
    patient.map_or_else(|| "Patient not chosen".to_owned(), Patient::display_name)
}

/// "born 3 May 1948  ·  SV104".
fn who(found: &Found) -> String {
    let Some(patient) = &found.patient else {
        return String::new();
    };
    let restricted = patient.details.restricted.then_some("restricted");
    joined([
        &format!("born {}", dates::long(patient.born)),
        patient.hospital_number.as_str(),
        restricted.unwrap_or_default(),
    ])
}

/// "4 March 2026  ·  Dr Jonathan Sample  ·  Early arthritis clinic  ·  Clinic letter".
fn what(found: &Found) -> String {
    let row = &found.dictation;
    let author = match found.author.as_str() {
        "" => "Author not named",
        author => author,
    };
    let day = dates::long(dates::day_of(row.dictated_at));
    let what = joined([day.as_str(), author, row.clinic.as_str()]);
    let part = row.part.map(|part| part.label()).unwrap_or_default();
    joined([what.as_str(), row.work_type.as_str(), part.as_str()])
}

fn joined(parts: [&str; 3]) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("  \u{b7}  ")
}
