//! The author sheet: the consultants whose letters are typed here, one added or changed.

use egui::{ComboBox, Grid, RichText, ScrollArea, Slider, TextEdit, Ui};

use crate::desk::command::Command;
use crate::desk::settings::BACK_STEPS;
use crate::desk::{Desk, people};
use crate::letter::template;
use crate::problem::Outcome;
use crate::record::{Author, AuthorId, PersonId};

use super::{hands, parts};

/// How wide the fields are.
const WIDTH: f32 = 410.0;

const NEW: &str = "New author";

/// An author being entered or changed, as typed.
#[derive(Default)]
pub struct AuthorForm {
    /// Who is being changed; none for a new one.
    id: Option<AuthorId>,
    name: String,
    post: String,
    qualifications: String,
    initials: String,
    department: String,
    back_step: Option<f64>,
    person: Option<PersonId>,
    work_type: String,
    speed: Option<f64>,
    until: String,
    successor: Option<AuthorId>,
    /// As the author was when the form was filled.
    revision: u32,
    refusal: Option<String>,
}

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut AuthorForm, commands: &mut Vec<Command>) {
    parts::sheet(ui, "Authors", 600.0, commands, |ui, commands| {
        let height = (ui.ctx().content_rect().height() - 190.0).clamp(200.0, 600.0);
        ScrollArea::vertical()
            .max_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| entries(ui, desk, form));
        if let Some(refusal) = &form.refusal {
            ui.label(RichText::new(refusal).color(parts::colours(desk).bad));
        }
        let named = !form.name.trim().is_empty() && !form.initials.trim().is_empty();
        if !named {
            let told = "The name stands under the letter, the initials in its reference.";
            ui.label(RichText::new(told).color(parts::colours(desk).muted));
        }
        if parts::main_button(ui, desk, "Save the author", named).clicked() {
            match form.read() {
                Ok(author) => commands.push(Command::SaveAuthor(Box::new(author))),
                Err(problem) => form.refusal = Some(problem.message()),
            }
        }
    });
}

fn entries(ui: &mut Ui, desk: &Desk, form: &mut AuthorForm) {
    Grid::new("author")
        .num_columns(2)
        .spacing([12.0, 8.0])
        .show(ui, |ui| {
            who(ui, desk, form);
            for (label, text, hint) in [
                ("Name", &mut form.name, "Dr A Example"),
                ("Post", &mut form.post, "Consultant Cardiologist"),
                ("Qualifications", &mut form.qualifications, "MB BS FRCP"),
                ("Initials", &mut form.initials, "AE"),
                ("Department", &mut form.department, "Cardiology"),
            ] {
                let label = ui.label(label);
                let field = TextEdit::singleline(text).hint_text(hint);
                let field = ui.add(field.desired_width(WIDTH)).labelled_by(label.id);
                hands::first(&field);
                ui.end_row();
            }
            back_step(ui, desk, form);
            speed(ui, form);
            work_type(ui, form);
            person(ui, desk, form);
            leaving(ui, desk, form);
        });
}

/// A new author, or which of those there are.
fn who(ui: &mut Ui, desk: &Desk, form: &mut AuthorForm) {
    let authors = &desk.snapshot().authors;
    if authors.is_empty() {
        return;
    }
    let chosen = authors.iter().find(|author| Some(author.id) == form.id);
    let label = ui.label("Author");
    let shown = ComboBox::from_id_salt("whose")
        .selected_text(chosen.map_or(NEW, |author| &author.name))
        .width(410.0)
        .show_ui(ui, |ui| {
            if ui.selectable_label(form.id.is_none(), NEW).clicked() {
                *form = AuthorForm::default();
            }
            for author in authors {
                let is_chosen = form.id == Some(author.id);
                if ui.selectable_label(is_chosen, &author.name).clicked() {
                    *form = AuthorForm::of(author);
                }
            }
        });
    shown.response.labelled_by(label.id);
    ui.end_row();
}

/// How far this author's dictations step back, where that is not as for everyone.
fn back_step(ui: &mut Ui, desk: &Desk, form: &mut AuthorForm) {
    let everyones = desk.settings().back_step;
    let label = ui.label("Back-step on resume");
    ui.horizontal(|ui| {
        let mut is_own = form.back_step.is_some();
        if parts::tick(ui, &mut is_own, "Of their own").changed() {
            form.back_step = is_own.then_some(everyones);
        }
        let mut seconds = form.back_step.unwrap_or(everyones);
        let slider = Slider::new(&mut seconds, BACK_STEPS)
            .suffix(" s")
            .max_decimals(1);
        let slider = ui.add_enabled(is_own, slider).labelled_by(label.id);
        if slider.changed() {
            form.back_step = Some(seconds);
        }
    });
    ui.end_row();
}

fn speed(ui: &mut Ui, form: &mut AuthorForm) {
    let label = ui.label("Speed");
    ui.horizontal(|ui| {
        let mut is_own = form.speed.is_some();
        if parts::tick(ui, &mut is_own, "A speed of their own").changed() {
            form.speed = is_own.then_some(1.0);
        }
        let mut times = form.speed.unwrap_or(1.0);
        let slider = Slider::new(&mut times, 0.5..=2.0)
            .suffix(" times")
            .max_decimals(1);
        let slider = ui.add_enabled(is_own, slider).labelled_by(label.id);
        if slider.changed() {
            form.speed = Some(times);
        }
    });
    ui.end_row();
}

fn work_type(ui: &mut Ui, form: &mut AuthorForm) {
    let none = "As for everyone";
    let shown = match form.work_type.as_str() {
        "" => none,
        work => work,
    };
    list(ui, "Their letters are", shown.to_owned(), |ui| {
        ui.selectable_value(&mut form.work_type, String::new(), none);
        for work in template::work_types() {
            ui.selectable_value(&mut form.work_type, work.to_owned(), work);
        }
    });
}

/// Who this author is among those who work here, which lets them sign as themselves.
fn person(ui: &mut Ui, desk: &Desk, form: &mut AuthorForm) {
    let none = "Nobody who works at this desk";
    let chosen = desk.people().iter().find(|it| Some(it.id) == form.person);
    let shown = chosen.map_or(none, |person| person.called());
    list(ui, "At this desk", shown.to_owned(), |ui| {
        ui.selectable_value(&mut form.person, None, none);
        for person in desk.people_here() {
            ui.selectable_value(&mut form.person, Some(person.id), person.called());
        }
    });
}

/// Of a locum: until when, and who signs for them afterwards.
fn leaving(ui: &mut Ui, desk: &Desk, form: &mut AuthorForm) {
    let label = ui.label("Last day here");
    let field = TextEdit::singleline(&mut form.until).hint_text("day/month/year; empty while here");
    ui.add(field.desired_width(WIDTH)).labelled_by(label.id);
    ui.end_row();
    let none = "Nobody";
    let authors = &desk.snapshot().authors;
    let chosen = authors.iter().find(|it| Some(it.id) == form.successor);
    let shown = chosen.map_or(none, |author| author.name.as_str());
    list(ui, "Who signs afterwards", shown.to_owned(), |ui| {
        ui.selectable_value(&mut form.successor, None, none);
        for author in authors.iter().filter(|it| Some(it.id) != form.id) {
            ui.selectable_value(&mut form.successor, Some(author.id), &author.name);
        }
    });
}

fn list(ui: &mut Ui, label: &str, shown: String, choices: impl FnOnce(&mut Ui)) {
    let label = ui.label(label);
    ComboBox::from_id_salt(label.id)
        .selected_text(shown)
        .width(WIDTH)
        .show_ui(ui, choices)
        .response
        .labelled_by(label.id);
    ui.end_row();
}

impl AuthorForm {
    fn of(author: &Author) -> Self {
        Self {
            id: Some(author.id),
            name: author.name.clone(),
            post: author.post.clone(),
            qualifications: author.qualifications.clone(),
            initials: author.initials.clone(),
            department: author.department.clone(),
            back_step: author.back_step,
            person: author.person,
            work_type: author.work_type.clone(),
            speed: author.speed,
            until: author
                .until
                .map_or_else(String::new, |day| day.strftime("%d/%m/%Y").to_string()),
            successor: author.successor,
            revision: author.revision,
            refusal: None,
        }
    }

    fn read(&self) -> Outcome<Author> {
        let tidy = |text: &str| text.trim().to_owned();
        let until = match self.until.trim() {
            "" => None,
            day => Some(people::day(day)?),
        };
        Ok(Author {
            id: self.id.unwrap_or(AuthorId(0)),
            name: tidy(&self.name),
            post: tidy(&self.post),
            qualifications: tidy(&self.qualifications),
            initials: tidy(&self.initials),
            department: tidy(&self.department),
            back_step: self.back_step,
            person: self.person,
            work_type: self.work_type.clone(),
            speed: self.speed,
            until,
            successor: self.successor,
            revision: self.revision,
        })
    }
}
