//! The sheet of people: who works here, what they may do, and what they prove themselves with.

use egui::{Grid, RichText, ScrollArea, TextEdit, Ui};

use crate::desk::command::Command;
use crate::desk::{Desk, people};
use crate::letter::dates;
use crate::problem::Outcome;
use crate::record::{NewSecret, Person, PersonId, Role, Secret, initials_of};

use super::entries::choice;
use super::theme;
use super::{hands, parts};

/// A person being added or changed, as typed.
#[derive(Default)]
pub struct PeopleForm {
    /// Who is being changed; none for somebody new.
    id: PersonId,
    name: String,
    initials: String,
    role: Role,
    has_secret: bool,
    secret: String,
    clears_secret: bool,
    until: String,
    /// As the person was when the form was filled.
    revision: u32,
    refusal: Option<String>,
}

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut PeopleForm, commands: &mut Vec<Command>) {
    if form.id != PersonId(0) && is_older(desk, form) {
        // It has just been saved.
        *form = PeopleForm::default();
    }
    parts::sheet(ui, "People", 760.0, commands, |ui, commands| {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(300.0);
                list(ui, desk, form);
            });
            ui.separator();
            ui.vertical(|ui| fields(ui, desk, form, commands));
        });
    });
}

/// Whether the record has another row by now.
fn is_older(desk: &Desk, form: &PeopleForm) -> bool {
    let row = desk.people().iter().find(|person| person.id == form.id);
    row.is_some_and(|row| row.revision > form.revision)
}

fn list(ui: &mut Ui, desk: &Desk, form: &mut PeopleForm) {
    ScrollArea::vertical()
        .max_height(330.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for person in desk.people() {
                let is_chosen = person.id == form.id;
                let text = format!("{}\n{}", person.called(), about(desk, person));
                let row = egui::Button::selectable(is_chosen, text)
                    .wrap()
                    .min_size(egui::vec2(ui.available_width(), 46.0));
                if ui.add(row).clicked() {
                    hands::anew(ui.ctx());
                    *form = PeopleForm::of(person);
                }
            }
        });
    ui.add_space(6.0);
    if ui.button("Somebody new").clicked() {
        hands::anew(ui.ctx());
        *form = PeopleForm::default();
    }
}

/// "Typist, PIN set", "Author, left on 3 March 2026".
fn about(desk: &Desk, person: &Person) -> String {
    let role = person.role.label();
    match (person.until, person.has_secret) {
        (Some(until), _) if person.has_left(desk.day()) => {
            format!("{role}, left on {}", dates::long(until))
        }
        (Some(until), _) => format!("{role}, leaves on {}", dates::long(until)),
        (None, true) => format!("{role}, PIN set"),
        (None, false) => format!("{role}, no PIN"),
    }
}

fn fields(ui: &mut Ui, desk: &Desk, form: &mut PeopleForm, commands: &mut Vec<Command>) {
    let title = match form.id {
        PersonId(0) => "Somebody new",
        _ => "Change this person",
    };
    ui.label(RichText::new(title).font(theme::strong_font(theme::TEXT)));
    Grid::new("person")
        .num_columns(2)
        .spacing([12.0, 8.0])
        .show(ui, |ui| {
            let before = initials_of(&form.name);
            if line(ui, "Name", &mut form.name, "Ann Bell") && form.initials == before {
                form.initials = initials_of(&form.name);
            }
            line(ui, "Initials", &mut form.initials, "AB");
            choice(ui, "Role", &mut form.role, &Role::ALL, Role::label);
            secret(ui, form);
            line(ui, "Left on", &mut form.until, "empty while here");
        });
    if let Some(refusal) = &form.refusal {
        ui.label(RichText::new(refusal).color(parts::colours(desk).bad));
    }
    ui.add_space(6.0);
    let is_named = !form.name.trim().is_empty() && !form.initials.trim().is_empty();
    if parts::main_button(ui, desk, "Save the person", is_named).clicked() {
        match form.read() {
            Ok(person) => {
                let is_new = person.id == PersonId(0);
                commands.push(Command::SavePerson(Box::new(person), form.new_secret()));
                if is_new {
                    *form = PeopleForm::default();
                }
                form.refusal = None;
            }
            Err(problem) => form.refusal = Some(problem.message()),
        }
    }
}

fn secret(ui: &mut Ui, form: &mut PeopleForm) {
    let (name, hint) = match form.has_secret {
        true => ("New PIN or passphrase", "empty to leave it as it is"),
        false => ("PIN or passphrase", "at least 4; empty for none"),
    };
    let label = ui.label(name);
    ui.vertical(|ui| {
        let field = TextEdit::singleline(&mut form.secret).password(true);
        ui.add_enabled(
            !form.clears_secret,
            field.hint_text(hint).desired_width(WIDTH),
        )
        .labelled_by(label.id);
        if form.has_secret {
            parts::tick(ui, &mut form.clears_secret, "They need none any more");
        }
    });
    ui.end_row();
}

/// How wide the fields are.
const WIDTH: f32 = 230.0;

fn line(ui: &mut Ui, label: &str, text: &mut String, hint: &str) -> bool {
    let label = ui.label(label);
    let field = TextEdit::singleline(text).hint_text(hint.to_owned());
    let field = ui.add(field.desired_width(WIDTH)).labelled_by(label.id);
    hands::first(&field);
    ui.end_row();
    field.changed()
}

impl PeopleForm {
    fn of(person: &Person) -> Self {
        let until = person.until.map(|until| until.strftime("%d/%m/%Y"));
        Self {
            id: person.id,
            name: person.name.clone(),
            initials: person.initials.clone(),
            role: person.role,
            has_secret: person.has_secret,
            until: until.map_or_else(String::new, |until| until.to_string()),
            revision: person.revision,
            ..Self::default()
        }
    }

    fn read(&self) -> Outcome<Person> {
        let until = match self.until.trim() {
            "" => None,
            day => Some(people::day(day)?),
        };
        Ok(Person {
            id: self.id,
            name: self.name.clone(),
            initials: self.initials.clone(),
            role: self.role,
            has_secret: self.has_secret,
            until,
            revision: self.revision,
        })
    }

    fn new_secret(&mut self) -> NewSecret {
        let typed = std::mem::take(&mut self.secret);
        match (self.clears_secret, typed.is_empty()) {
            (true, _) => NewSecret::Cleared,
            (false, true) => NewSecret::Kept,
            (false, false) => NewSecret::Set(Secret::new(typed)),
        }
    }
}
