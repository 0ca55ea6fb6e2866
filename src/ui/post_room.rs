//! The post room: everything that is signed and has still to go, prepared and marked as sent, one or
//! many at a time.

use egui::{FontId, Label, Rect, RichText, ScrollArea, Ui, pos2};

use crate::desk::Desk;
use crate::desk::command::{Command, Sheet};
use crate::desk::post::room::Report;
use crate::letter::dates;
use crate::letter::outgoing::{Outgoing, Stop};
use crate::record::Delivery;

use super::picking::{self, Looks, Place, Pressed};
use super::theme::Palette;
use super::{parts, theme};

const WIDTH: f32 = 1_120.0;
const ROW: f32 = 46.0;
const HINT: &str = "Up and down to a row, Space chooses it, Ctrl+A all of them, W the way it goes, \
    Enter the blue button, Ctrl+Enter marks as sent";

/// What is chosen, and how it is to go where that is not as the recipient wants it.
#[derive(Default)]
pub struct PostRoomForm {
    chosen: Vec<Stop>,
    ways: Vec<(Stop, Delivery)>,
    place: Place,
}

impl PostRoomForm {
    fn how(&self, item: &Outgoing) -> Delivery {
        let way = self.ways.iter().find(|(stop, _)| stop.is(&item.stop));
        way.map_or(item.recipient.to.delivery, |(_, how)| *how)
    }

    fn is_chosen(&self, item: &Outgoing) -> bool {
        self.chosen.iter().any(|stop| stop.is(&item.stop))
    }

    fn toggle(&mut self, item: &Outgoing) {
        let before = self.chosen.len();
        self.chosen.retain(|stop| !stop.is(&item.stop));
        if self.chosen.len() == before && item.held(self.how(item)).is_none() {
            self.chosen.push(item.stop);
        }
    }

    fn toggle_all(&mut self, rows: &[Outgoing]) {
        let free = rows.iter().filter(|it| it.held(self.how(it)).is_none());
        let free: Vec<Stop> = free.map(|it| it.stop).collect();
        let has_all = self.chosen.len() == free.len();
        self.chosen = if has_all { Vec::new() } else { free };
    }

    /// Those that are chosen; where none is, the one that one is at.
    fn meant<'a>(&self, rows: &'a [Outgoing]) -> Vec<&'a Outgoing> {
        let chosen: Vec<&Outgoing> = rows.iter().filter(|it| self.is_chosen(it)).collect();
        match chosen.is_empty() {
            true => rows.get(self.place.at).into_iter().collect(),
            false => chosen,
        }
    }

    fn go_by(&mut self, rows: &[Outgoing], how: Delivery) {
        for item in self.meant(rows) {
            self.ways.retain(|(stop, _)| !stop.is(&item.stop));
            self.ways.push((item.stop, how));
            if item.held(how).is_some() {
                self.chosen.retain(|stop| !stop.is(&item.stop));
            }
        }
    }

    fn next_way(&mut self, rows: &[Outgoing]) {
        if let Some(first) = self.meant(rows).first() {
            let at = Delivery::ALL.iter().position(|it| *it == self.how(first));
            let next = at.map_or(0, |at| (at + 1) % Delivery::ALL.len());
            self.go_by(rows, Delivery::ALL[next]);
        }
    }

    fn with_ways(&self, items: &[&Outgoing]) -> Vec<(Stop, Delivery)> {
        items.iter().map(|it| (it.stop, self.how(it))).collect()
    }
}

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut PostRoomForm, commands: &mut Vec<Command>) {
    parts::sheet(ui, "Post room", WIDTH, commands, |ui, commands| {
        let Some(rows) = &desk.post_room().rows else {
            ui.label("Looking up what has still to go…");
            return;
        };
        if rows.is_empty() {
            ui.label("Everything that is signed has gone.");
        } else {
            form.chosen
                .retain(|stop| rows.iter().any(|it| it.stop.is(stop)));
            let pressed = form.place.take(ui, rows.len());
            list(ui, desk, rows, form);
            ways(ui, desk, rows, form);
            act(ui, desk, rows, form, pressed, commands);
        }
        if let Some(report) = &desk.post_room().report {
            told(ui, desk, report);
        }
        if ui.button("Readable copies…").clicked() {
            commands.push(Command::Show(Sheet::Readables));
        }
    });
}

fn list(ui: &mut Ui, desk: &Desk, rows: &[Outgoing], form: &mut PostRoomForm) {
    let colours = parts::colours(desk);
    let hint = RichText::new(HINT).color(colours.muted).size(theme::SMALL);
    ui.add(Label::new(hint).wrap());
    ui.add_space(4.0);
    let report = if desk.post_room().report.is_some() {
        130.0
    } else {
        0.0
    };
    let height = ui.ctx().content_rect().height() - 330.0 - report;
    let height = height.clamp(140.0, 640.0);
    let mut place = std::mem::take(&mut form.place);
    picking::list(
        ui,
        &mut place,
        (height, ROW),
        rows.len(),
        |ui, place, at| {
            one(ui, desk, &rows[at], (at, place), form);
        },
    );
    form.place = place;
}

fn one(
    ui: &mut Ui,
    desk: &Desk,
    item: &Outgoing,
    (at, place): (usize, &mut Place),
    form: &mut PostRoomForm,
) {
    let colours = parts::colours(desk);
    let how = form.how(item);
    let held = item.held(how);
    let looks = Looks {
        height: ROW,
        is_chosen: form.is_chosen(item),
        is_here: place.at == at,
        is_free: held.is_none(),
    };
    let (rect, response) = picking::row(ui, looks, &item.named(), colours);
    if response.clicked() {
        place.at = at;
        form.toggle(item);
    }
    let state = match (held, desk.post_room().prepared(&item.stop)) {
        (Some(why), _) => (why.to_owned(), colours.bad),
        (None, Some(how)) => (format!("Prepared: {how}"), colours.good),
        (None, None) => (String::new(), colours.muted),
    };
    paint(ui, rect, item, how, &state, colours);
    if let Some(why) = held {
        response.on_hover_text(why);
    }
}

fn paint(
    ui: &Ui,
    rect: Rect,
    item: &Outgoing,
    how: Delivery,
    (state, ink): &(String, egui::Color32),
    colours: &Palette,
) {
    let (strong, small) = (
        theme::strong_font(theme::TEXT),
        FontId::proportional(theme::SMALL),
    );
    let (upper, lower) = (rect.top() + 3.0, rect.top() + 24.0);
    let third = rect.width() * 0.30;
    let text = |x: f32, y: f32, width: f32, text: &str, font: &FontId, ink| {
        parts::line_of_text(ui, pos2(x, y), width - 10.0, text, font.clone(), ink);
    };
    let signed = dates::day_of(item.signed_at).strftime("%d-%b-%Y");
    let what = format!(
        "{}, signed {signed}, {}",
        item.hospital_number, item.work_type
    );
    let what = what.trim_start_matches(", ");
    text(
        rect.left(),
        upper,
        third,
        &item.about,
        &strong,
        colours.text,
    );
    text(rect.left(), lower, third, what, &small, colours.muted);
    let to = &item.recipient.to;
    let print = if to.large_print { ", large print" } else { "" };
    let copy = if item.recipient.is_copy { ", copy" } else { "" };
    let kind = format!("{}{copy}{print}", to.kind.label());
    let left = rect.left() + third;
    text(left, upper, third, &to.name, &strong, colours.text);
    let place = match how {
        // Where they live is kept from everybody.
        _ if item.is_restricted => String::new(),
        Delivery::Email => to.email.clone(),
        _ => to.address.join(", "),
    };
    text(
        left,
        lower,
        third,
        &format!("{kind}: {place}"),
        &small,
        colours.muted,
    );
    let left = left + third;
    let rest = rect.right() - left;
    text(
        left,
        upper,
        rest,
        how.label(),
        &FontId::proportional(theme::TEXT),
        colours.text,
    );
    text(left, lower, rest, state, &small, *ink);
}

/// How what is meant is to go.
fn ways(ui: &mut Ui, desk: &Desk, rows: &[Outgoing], form: &mut PostRoomForm) {
    let meant = form.meant(rows);
    let held = rows.iter().filter(|it| it.held(form.how(it)).is_some());
    let (chosen, held, all) = (form.chosen.len(), held.count(), rows.len());
    let now = meant.first().map(|it| form.how(it));
    let here = rows.get(form.place.at);
    let why = here.and_then(|it| it.held(form.how(it)));
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.label(format!("{chosen} of {all} chosen, {held} held. They go"));
        for way in Delivery::ALL {
            let is_it = now == Some(way);
            if ui.selectable_label(is_it, way.label()).clicked() {
                form.go_by(rows, way);
            }
        }
    });
    // Its line is there whether or not it says anything, so that nothing jumps.
    let told = why.map_or_else(|| " ".to_owned(), |why| format!("{why}."));
    let ink = parts::colours(desk).bad;
    ui.add(Label::new(RichText::new(told).color(ink)).truncate());
}

/// The buttons, which Enter and Ctrl+Enter press.
fn act(
    ui: &mut Ui,
    desk: &Desk,
    rows: &[Outgoing],
    form: &mut PostRoomForm,
    pressed: Option<Pressed>,
    commands: &mut Vec<Command>,
) {
    match pressed {
        Some(Pressed::Toggle) => {
            if let Some(item) = rows.get(form.place.at) {
                form.toggle(item);
            }
        }
        Some(Pressed::All) => form.toggle_all(rows),
        Some(Pressed::Way) => form.next_way(rows),
        _ => {}
    }
    let meant = form.meant(rows);
    let is_ready = |it: &&&Outgoing| desk.post_room().prepared(&it.stop).is_some();
    let are_ready = !meant.is_empty() && meant.iter().filter(is_ready).count() == meant.len();
    let count = match meant.len() {
        1 => "1".to_owned(),
        count => format!("all {count}"),
    };
    let is_busy = desk.post_room().is_busy;
    let (main, other) = (format!("Prepare {count}"), format!("Mark {count} as sent"));
    let (prepare, gone) = (
        Command::PreparePost(form.with_ways(&meant)),
        Command::MarkGone(form.with_ways(&meant)),
    );
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let (first, second) = match are_ready {
            true => ((other, gone.clone()), (main, prepare)),
            false => ((main, prepare), (other, gone.clone())),
        };
        if parts::main_button(ui, desk, &first.0, !is_busy).clicked() {
            commands.push(first.1);
        }
        if ui
            .add_enabled(!is_busy, egui::Button::new(second.0))
            .clicked()
        {
            commands.push(second.1);
        }
        if pressed == Some(Pressed::GoOn) && !is_busy {
            commands.push(gone);
        }
        if is_busy {
            ui.spinner();
            ui.label("Preparing… you can close this page and work on");
        }
    });
}

/// What came of it: what went well in a line, what did not each in one of its own.
fn told(ui: &mut Ui, desk: &Desk, report: &Report) {
    let colours = parts::colours(desk);
    ui.separator();
    for told in &report.told {
        ui.add(Label::new(RichText::new(format!("{}.", told.trim_end_matches('.')))).wrap());
    }
    ScrollArea::vertical()
        .id_salt("missed")
        .max_height(84.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for missed in &report.missed {
                let told = format!("{}: {}", missed.who, missed.why);
                ui.add(Label::new(RichText::new(told).color(colours.bad)).wrap());
            }
        });
}
