//! The page that asks who it is: a name, what they prove themselves with, and how long to wait.

use egui::{Event, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};
use jiff::Timestamp;

use crate::desk::command::Command;
use crate::desk::{Asked, Desk, Refused};
use crate::record::{Person, PersonId, Secret};

use super::theme;
use super::{hands, parts};

/// What is typed on the page; forgotten once somebody is let in.
#[derive(Default)]
pub struct Who {
    name: String,
    chosen: Option<PersonId>,
    secret: String,
    has_opened: bool,
    /// The field for the secret is to have the keys next.
    wants_secret: bool,
    /// Somebody is being looked at: what they gave is cleared once they are refused.
    is_looking: bool,
}

pub fn show(ui: &mut Ui, desk: &Desk, who: &mut Who, commands: &mut Vec<Command>) {
    parts::page(ui, desk, "who", |ui| {
        ui.add_space(10.0);
        ui.label(RichText::new("Who is it?").font(theme::strong_font(theme::TITLE)));
        let here: Vec<&Person> = desk.people_here().collect();
        follow(desk, who, &here);
        let is_entered = names(ui, desk, who, &here);
        let chosen = here.iter().find(|person| Some(person.id) == who.chosen);
        let Some(person) = chosen else {
            ui.label("Nobody of that name works here.");
            return;
        };
        prove(ui, desk, who, person, is_entered, commands);
    });
}

/// Chooses somebody to begin with, and lets what was wrong be typed anew.
fn follow(desk: &Desk, who: &mut Who, here: &[&Person]) {
    if who.chosen.is_none() && who.name.is_empty() {
        let last = here
            .iter()
            .find(|person| Some(person.id) == desk.kept_for());
        who.chosen = last.or(here.first()).map(|person| person.id);
    }
    let is_refused = matches!(desk.asked(), Asked::Refused { .. });
    if std::mem::replace(&mut who.is_looking, *desk.asked() == Asked::Looking) && is_refused {
        who.secret.clear();
        who.wants_secret = true;
    }
}

/// The names, chosen by typing, by arrow or by mouse; says whether Enter was pressed on one.
fn names(ui: &mut Ui, desk: &Desk, who: &mut Who, here: &[&Person]) -> bool {
    let is_alone = here.len() == 1;
    let label = ui.label("Your name");
    let hint = "Type it, or choose it with the arrow keys";
    let field = TextEdit::singleline(&mut who.name).hint_text(hint);
    let field = ui
        .add(field.desired_width(f32::INFINITY))
        .labelled_by(label.id);
    if !std::mem::replace(&mut who.has_opened, true) {
        match is_alone {
            true => who.wants_secret = true,
            false => hands::first(&field),
        }
    }
    let shown: Vec<&&Person> = here.iter().filter(|it| is_meant(it, &who.name)).collect();
    if field.changed() || !shown.iter().any(|it| Some(it.id) == who.chosen) {
        who.chosen = shown.first().map(|person| person.id);
    }
    let steps = if field.has_focus() { arrows(ui) } else { 0 };
    if steps != 0
        && let Some(at) = shown.iter().position(|it| Some(it.id) == who.chosen)
    {
        let at = at.saturating_add_signed(steps).min(shown.len() - 1);
        who.chosen = shown.get(at).map(|person| person.id);
    }
    ScrollArea::vertical()
        .max_height((ui.available_height() - 190.0).clamp(90.0, 300.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for person in shown {
                let is_chosen = Some(person.id) == who.chosen;
                let row = ui.add(row(ui, desk, person, is_chosen));
                if is_chosen && steps != 0 {
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    who.chosen = Some(person.id);
                    who.wants_secret = person.has_secret;
                }
            }
        });
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

fn row(ui: &Ui, desk: &Desk, person: &Person, is_chosen: bool) -> egui::Button<'static> {
    let text = format!(
        "{}    {}",
        person.called(),
        person.role.label().to_lowercase()
    );
    let ink = match is_chosen {
        true => parts::colours(desk).accent,
        false => parts::colours(desk).text,
    };
    egui::Button::selectable(is_chosen, RichText::new(text).color(ink))
        .wrap()
        .min_size(egui::vec2(ui.available_width(), 34.0))
}

/// Whether this is who is typed: by any part of the name, or by the initials.
fn is_meant(person: &Person, typed: &str) -> bool {
    let typed = typed.trim().to_lowercase();
    let initials = person.initials.to_lowercase();
    let name = person.called().to_lowercase();
    typed.split_whitespace().all(|word| name.contains(word)) || initials == typed
}

/// How many rows down the arrow keys went in this frame.
fn arrows(ui: &Ui) -> isize {
    ui.input(|input| {
        let pressed = |wanted: Key| {
            let is_it = |event: &&Event| matches!(event, Event::Key { key, pressed: true, modifiers, .. } if *key == wanted && modifiers.matches_exact(Modifiers::NONE));
            input.events.iter().filter(is_it).count() as isize
        };
        pressed(Key::ArrowDown) - pressed(Key::ArrowUp)
    })
}

/// What the chosen person proves themselves with, and the button that lets them in.
fn prove(
    ui: &mut Ui,
    desk: &Desk,
    who: &mut Who,
    person: &Person,
    mut is_entered: bool,
    commands: &mut Vec<Command>,
) {
    ui.add_space(8.0);
    let wait = waiting(desk, person);
    if person.has_secret {
        let name = format!("PIN or passphrase of {}", person.called());
        let label = ui.label(name);
        let field = TextEdit::singleline(&mut who.secret).password(true);
        let field = ui
            .add(field.desired_width(f32::INFINITY))
            .labelled_by(label.id);
        if std::mem::take(&mut who.wants_secret) || (is_entered && who.secret.is_empty()) {
            field.request_focus();
            is_entered = false;
        }
        is_entered |= field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    }
    told(ui, desk, person, wait);
    ui.add_space(8.0);
    let is_given = !person.has_secret || !who.secret.is_empty();
    let is_ready = is_given && wait.is_none() && *desk.asked() != Asked::Looking;
    let clicked = parts::main_button(ui, desk, "Unlock", is_ready).clicked();
    if is_ready && (clicked || is_entered) {
        commands.push(Command::TakeOver {
            person: person.id,
            secret: Secret::new(std::mem::take(&mut who.secret)),
        });
        who.is_looking = true;
    }
}

/// The seconds that somebody still has to wait; none where they need not.
fn waiting(desk: &Desk, person: &Person) -> Option<i64> {
    match desk.asked() {
        Asked::Refused {
            who,
            why: Refused::Until(until),
        } if *who == person.id => seconds_to(*until, desk.today()),
        _ => None,
    }
}

/// Whole seconds, the one begun counted; none once it has come.
fn seconds_to(until: Timestamp, now: Timestamp) -> Option<i64> {
    let left = until.duration_since(now).as_millis();
    let seconds = i64::try_from((left + 999) / 1000).unwrap_or(i64::MAX);
    (seconds > 0).then_some(seconds)
}

fn told(ui: &mut Ui, desk: &Desk, person: &Person, wait: Option<i64>) {
    let colours = parts::colours(desk);
    let text = match desk.asked() {
        Asked::Looking => "Just a moment\u{2026}".to_owned(),
        Asked::Refused { who, why } if *who == person.id => match (why, wait) {
            (Refused::Because(why), _) => why.clone(),
            (_, Some(seconds)) => format!(
                "That was not right. You can try again in {}.",
                spoken(seconds)
            ),
            (Refused::Until(_), None) => "You can try again now.".to_owned(),
            (Refused::Wrong, None) => "That was not right. Try again.".to_owned(),
        },
        _ => return,
    };
    ui.label(RichText::new(text).color(colours.bad));
}

/// "1 second", "12 seconds", "2 minutes and 5 seconds".
fn spoken(seconds: i64) -> String {
    let of = |count: i64, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    match (seconds / 60, seconds % 60) {
        (0, seconds) => of(seconds, "second"),
        (minutes, 0) => of(minutes, "minute"),
        (minutes, seconds) => format!("{} and {}", of(minutes, "minute"), of(seconds, "second")),
    }
}
