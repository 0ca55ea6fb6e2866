//! Small parts that several screens share: badges, drawn buttons, notices, sheets.

use egui::{
    Align2, Area, Button, Color32, FontId, Frame, Id, Modal, Order, Pos2, Rect, Response, RichText,
    Role, Sense, Shape, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::verbs::{self, verb_for};
use crate::record::{Priority, Status};

use super::hands;
use super::theme::{self, Palette};

/// The colours now in force.
pub fn colours(desk: &Desk) -> &'static Palette {
    theme::palette(desk.settings().look)
}

/// A word in a coloured lozenge.
pub fn badge(ui: &mut Ui, text: &str, ink: Color32, paper: Color32) -> Response {
    Frame::new()
        .fill(paper)
        .corner_radius(9)
        .inner_margin(egui::Margin::symmetric(8, 1))
        .show(ui, |ui| {
            ui.label(RichText::new(text).color(ink).size(theme::SMALL))
        })
        .response
}

/// Ink and paper of a state.
pub fn status_colours(colours: &Palette, status: Status) -> (Color32, Color32) {
    match status {
        Status::Waiting | Status::Sent => (colours.muted, colours.control),
        Status::Drafting | Status::DraftReady | Status::Typing => {
            (colours.accent, colours.accent_soft)
        }
        Status::Query | Status::ToSign => (colours.warn, colours.warn_soft),
        Status::Signed => (colours.good, colours.control),
        Status::Rejected => (colours.bad, colours.bad_soft),
        Status::Withdrawn => (colours.bad, colours.control),
    }
}

/// Ink and paper of a priority that must be noticed; none for routine.
pub fn priority_colours(colours: &Palette, priority: Priority) -> Option<(Color32, Color32)> {
    (priority != Priority::Routine).then_some((colours.bad, colours.bad_soft))
}

/// What a drawn button shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Play,
    Stop,
    Back,
    On,
    Close,
}

/// A square button with a drawn sign, named for screen readers by `label`.
pub fn icon_button(
    ui: &mut Ui,
    icon: Icon,
    label: &str,
    hint: &str,
    colours: &Palette,
    main: bool,
) -> Response {
    let side = if main { 46.0 } else { 36.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));
    let over = response.hovered() || response.has_focus();
    let (fill, ink) = match (main, over) {
        (true, _) => (colours.accent, colours.on_accent),
        (false, true) => (colours.control_over, colours.text),
        (false, false) => (colours.control, colours.text),
    };
    let edge = if over { colours.accent } else { colours.line };
    let painter = ui.painter();
    let width = if response.has_focus() { 2.5 } else { 1.0 };
    painter.rect(
        rect,
        side / 2.0,
        fill,
        Stroke::new(width, edge),
        egui::StrokeKind::Inside,
    );
    sign(painter, icon, rect.shrink(side * 0.32), ink);
    response.on_hover_text(hint)
}

fn sign(painter: &egui::Painter, icon: Icon, rect: Rect, ink: Color32) {
    let triangle = |left: f32, right: f32| {
        let points = vec![
            pos2(left, rect.top()),
            pos2(right, rect.center().y),
            pos2(left, rect.bottom()),
        ];
        painter.add(Shape::convex_polygon(points, ink, Stroke::NONE));
    };
    let (left, middle, right) = (rect.left(), rect.center().x, rect.right());
    match icon {
        Icon::Play => triangle(left + rect.width() * 0.12, right + rect.width() * 0.12),
        Icon::Stop => drop(painter.rect_filled(rect, 2.0, ink)),
        Icon::Back => {
            triangle(middle, left);
            triangle(right, middle);
        }
        Icon::On => {
            triangle(left, middle);
            triangle(middle, right);
        }
        Icon::Close => {
            let pen = Stroke::new(2.0, ink);
            painter.line_segment([rect.left_top(), rect.right_bottom()], pen);
            painter.line_segment([rect.right_top(), rect.left_bottom()], pen);
        }
    }
}

/// A button for a verb of the table: its label, its hint and key on hovering, and greyed with
/// the reason when it does not apply.
pub fn verb_button(ui: &mut Ui, desk: &Desk, command: &Command, commands: &mut Vec<Command>) {
    verb(ui, desk, command, commands);
}

/// A button for the verb that a sheet is for, which has the keys as it opens.
pub fn main_verb(ui: &mut Ui, desk: &Desk, command: &Command, commands: &mut Vec<Command>) {
    if let Some(button) = verb(ui, desk, command, commands) {
        hands::first(&button);
    }
}

fn verb(
    ui: &mut Ui,
    desk: &Desk,
    command: &Command,
    commands: &mut Vec<Command>,
) -> Option<Response> {
    let verb = verb_for(command)?;
    let enabled = desk.enabled(command);
    let button = match verb.key(desk.settings().key_set) {
        Some(key) => Button::new(verb.label).shortcut_text(key.to_string()),
        None => Button::new(verb.label),
    };
    let response = ui.add_enabled(enabled.is_ok(), button);
    if response.clicked() {
        commands.push(command.clone());
        ui.close();
    }
    let response = response
        .on_hover_text(verb.hint)
        .on_disabled_hover_text(enabled.err().unwrap_or_default());
    Some(response)
}

/// A text with the key of a verb in place of "{}".
pub fn telling(desk: &Desk, text: &str, command: &Command) -> String {
    verbs::telling(text, command, desk.settings().key_set)
}

/// The button that a sheet is for, as it was answered.
pub struct MainButton(bool);

impl MainButton {
    /// Whether it was clicked, or said with Enter.
    pub fn clicked(&self) -> bool {
        self.0
    }
}

/// A button in the accent colour: the one thing a sheet is for, and what Enter does on it.
pub fn main_button(ui: &mut Ui, desk: &Desk, label: &str, enabled: bool) -> MainButton {
    let colours = colours(desk);
    let (ink, fill) = if enabled {
        (colours.on_accent, colours.accent)
    } else {
        (colours.muted, colours.control)
    };
    let text = RichText::new(label)
        .color(ink)
        .font(theme::strong_font(theme::TEXT));
    let button = ui.add_enabled(
        enabled,
        Button::new(text).fill(fill).min_size(vec2(120.0, 36.0)),
    );
    hands::first(&button);
    if button.has_focus() {
        let ring = Stroke::new(2.0, colours.text);
        let outside = egui::StrokeKind::Outside;
        ui.painter()
            .rect_stroke(button.rect.expand(2.0), theme::ROUND, ring, outside);
    }
    MainButton(button.clicked() || hands::says(&button))
}

/// A box to tick, by mouse or by Space.
pub fn tick(ui: &mut Ui, is_ticked: &mut bool, label: &str) -> Response {
    hands::pass_on(ui.checkbox(is_ticked, label))
}

/// One of several to choose from, by mouse or by Space.
pub fn radio(ui: &mut Ui, is_chosen: bool, label: &str) -> Response {
    hands::pass_on(ui.radio(is_chosen, label))
}

/// A button whose name, for those who hear the screen, says what it is about.
pub fn named_button(ui: &mut Ui, label: &str, about: &str) -> egui::Response {
    let response = ui.button(label);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{label} {about}")));
    response
}

/// A sheet over the window: a title, a way to close it, and its content.
pub fn sheet(
    ui: &Ui,
    title: &str,
    width: f32,
    commands: &mut Vec<Command>,
    content: impl FnOnce(&mut Ui, &mut Vec<Command>),
) {
    let frame = Frame::popup(ui.style()).inner_margin(18);
    let id = Id::unique("sheet").with(title);
    hands::begin(ui.ctx(), id);
    let shown = Modal::new(id).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(width.min(ui.ctx().content_rect().width() - 60.0));
        let head = ui.horizontal(|ui| {
            ui.heading(title);
            ui.set_min_width(ui.available_width());
        });
        ui.separator();
        content(ui, commands);
        // Last, so that the keys come to what the sheet is for before they come to this.
        let place = UiBuilder::new()
            .scope_id(id.with("close"))
            .max_rect(head.response.rect.with_max_x(ui.min_rect().right()))
            .layout(egui::Layout::right_to_left(egui::Align::Center));
        let close = ui.new_child(place).button("Close");
        hands::last(&close);
        if close.clicked() {
            commands.push(Command::Dismiss);
        }
    });
    hands::end(ui.ctx());
    if shown.should_close() {
        commands.push(Command::Dismiss);
    }
}

/// A page in the place of the window's content: the program's name and a column in the middle.
pub fn page(ui: &mut Ui, desk: &Desk, name: &str, content: impl FnOnce(&mut Ui)) {
    hands::begin(ui.ctx(), Id::unique("page").with(name));
    let width = 560.0_f32.min(ui.available_width() - 40.0);
    let left = (ui.available_width() - width) / 2.0;
    ui.add_space((ui.available_height() * 0.14).min(120.0));
    ui.horizontal_top(|ui| {
        ui.add_space(left);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.label(
                RichText::new("Dictation Desk")
                    .font(theme::strong_font(34.0))
                    .color(colours(desk).accent),
            );
            content(ui);
        });
    });
    hands::end(ui.ctx());
}

/// Notices in the lower right, over everything.
pub fn notices(ui: &Ui, desk: &Desk, commands: &mut Vec<Command>) {
    let colours = colours(desk);
    let showing = desk.notices().showing();
    if showing.is_empty() {
        return;
    }
    let screen = ui.ctx().content_rect();
    // Clear of the letter's foot, or with a sheet open of most of the sheet.
    let (raised, most) = match desk.sheet() {
        Some(_) => (8.0, 1),
        None => (200.0, 4),
    };
    let foot = pos2(screen.center().x, screen.bottom() - raised);
    // Above sheets too: what a sheet asked for may have failed.
    Area::new(Id::unique("notices"))
        .order(Order::Tooltip)
        // One that passes by itself must not stand between a person and a button.
        .interactable(showing.iter().any(|notice| notice.is_problem))
        .fixed_pos(foot)
        .pivot(Align2::CENTER_BOTTOM)
        .show(ui.ctx(), |ui| {
            for notice in showing.iter().rev().take(most).rev() {
                let (ink, paper) = if notice.is_problem {
                    (colours.bad, colours.bad_soft)
                } else {
                    (colours.text, colours.accent_soft)
                };
                Frame::new()
                    .fill(paper)
                    .stroke(Stroke::new(1.0, ink))
                    .corner_radius(8)
                    .inner_margin(12)
                    .show(ui, |ui| {
                        ui.set_width(420.0);
                        ui.horizontal_top(|ui| {
                            ui.vertical(|ui| {
                                ui.set_width(372.0);
                                ui.label(RichText::new(&notice.text).color(ink));
                            });
                            if notice.is_problem {
                                let dismiss = icon_button(
                                    ui,
                                    Icon::Close,
                                    "Dismiss",
                                    "Put this message away",
                                    colours,
                                    false,
                                );
                                if dismiss.clicked() {
                                    commands.push(Command::DismissNotice(notice.id));
                                }
                            }
                        });
                    });
                ui.add_space(6.0);
            }
        });
}

/// Paints text cut off with an ellipsis where it would not fit; gives back where it ends.
pub fn line_of_text(ui: &Ui, at: Pos2, width: f32, text: &str, font: FontId, ink: Color32) -> f32 {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(10.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let end = at.x + galley.size().x;
    ui.painter().galley(at, galley, ink);
    end
}
