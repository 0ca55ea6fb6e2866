//! The sheet that changes several rows of the worklist at once, or removes them.

use egui::{ComboBox, Grid, Key, RichText, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::command::{Command, RowChange};
use crate::letter::template;
use crate::problem::Outcome;
use crate::record::{AuthorId, PersonId, Priority};

use super::{entries, hands, parts, theme};

/// What is to be changed; what is left as it is says nothing.
#[derive(Default)]
pub struct RowsForm {
    author: Option<AuthorId>,
    clinic: String,
    work_type: Option<&'static str>,
    priority: Option<Priority>,
    assignee: Option<Option<PersonId>>,
    again: String,
    /// Whether they are put off no longer.
    is_wanted_now: bool,
    why: String,
    refusal: Option<String>,
}

const AS_IT_IS: &str = "as it is";

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut RowsForm, commands: &mut Vec<Command>) {
    let count = desk.rows_to_change().len();
    let title = match count {
        1 => "Change this row".to_owned(),
        count => format!("Change these {count} rows"),
    };
    parts::sheet(ui, &title, 620.0, commands, |ui, commands| {
        if count == 0 {
            ui.label("No row is chosen. Choose some in the worklist as a table.");
            return;
        }
        ui.label("What is left as it is stays as it is in each of them.");
        ui.add_space(6.0);
        Grid::new("rows")
            .num_columns(2)
            .spacing([14.0, 8.0])
            .show(ui, |ui| fields(ui, desk, form));
        if let Some(refusal) = &form.refusal {
            ui.label(RichText::new(refusal).color(parts::colours(desk).bad));
        }
        ui.add_space(6.0);
        let label = of_rows("Change", count);
        if parts::main_button(ui, desk, &label, form.says_something()).clicked() {
            match form.changes() {
                Ok(changes) => commands.push(Command::ChangeRows(changes)),
                Err(problem) => form.refusal = Some(problem.message()),
            }
        }
        ui.separator();
        removing(ui, form, count, commands);
    });
}

/// "Change this row", "Remove these 3 rows".
fn of_rows(verb: &str, count: usize) -> String {
    match count {
        1 => format!("{verb} this row"),
        count => format!("{verb} these {count} rows"),
    }
}

fn fields(ui: &mut Ui, desk: &Desk, form: &mut RowsForm) {
    let label = ui.label("Clinic");
    let clinic = TextEdit::singleline(&mut form.clinic)
        .hint_text(AS_IT_IS)
        .desired_width(330.0);
    let clinic = ui.add(clinic).labelled_by(label.id);
    hands::first(&clinic);
    ui.end_row();
    let authors = desk.snapshot().authors.iter();
    let authors = authors.map(|author| (author.id, author.name.as_str()));
    choice(ui, "Author", &mut form.author, authors);
    let kinds = template::work_types().map(|name| (name, name));
    choice(ui, "Work type", &mut form.work_type, kinds);
    let priorities = Priority::ALL.into_iter().map(|it| (it, it.label()));
    choice(ui, "Priority", &mut form.priority, priorities);
    let people = desk.people_here();
    let people = people.map(|person| (Some(person.id), person.called()));
    let people = [(None, "nobody")].into_iter().chain(people);
    choice(ui, "Who is on it", &mut form.assignee, people);
    let label = ui.label("Bring forward on");
    ui.horizontal(|ui| {
        let again = TextEdit::singleline(&mut form.again)
            .hint_text("09/03/2026")
            .desired_width(140.0);
        ui.add_enabled(!form.is_wanted_now, again)
            .labelled_by(label.id);
        parts::tick(ui, &mut form.is_wanted_now, "put off no longer");
    });
    ui.end_row();
}

fn choice<'a, T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    value: &mut Option<T>,
    all: impl Iterator<Item = (T, &'a str)>,
) {
    let title = label;
    let label = ui.label(label);
    let all: Vec<(T, &str)> = all.collect();
    let is = all.iter().find(|(one, _)| Some(*one) == *value);
    ComboBox::from_id_salt(title)
        .selected_text(is.map_or(AS_IT_IS, |(_, name)| name))
        .width(330.0)
        .show_ui(ui, |ui| {
            ui.selectable_value(value, None, AS_IT_IS);
            for (one, name) in all {
                ui.selectable_value(value, Some(one), name);
            }
        })
        .response
        .labelled_by(label.id);
    ui.end_row();
}

fn removing(ui: &mut Ui, form: &mut RowsForm, count: usize, commands: &mut Vec<Command>) {
    ui.label(
        RichText::new("Or take them out of the worklist").font(theme::strong_font(theme::TEXT)),
    );
    ui.label(
        "They lie in the bin for as long as the settings say. What is signed is never removed.",
    );
    ui.horizontal(|ui| {
        let label = ui.label("Why");
        let why = TextEdit::singleline(&mut form.why)
            .hint_text("It is a voice message")
            .desired_width(330.0);
        let why = ui.add(why).labelled_by(label.id);
        let is_ready = !form.why.trim().is_empty();
        let button = ui.add_enabled(is_ready, egui::Button::new(of_rows("Remove", count)));
        let entered = why.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if button.clicked() || (entered && is_ready) {
            commands.push(Command::RemoveRows(form.why.clone()));
        }
    });
}

impl RowsForm {
    fn says_something(&self) -> bool {
        self.author.is_some()
            || !self.clinic.trim().is_empty()
            || self.work_type.is_some()
            || self.priority.is_some()
            || self.assignee.is_some()
            || self.is_wanted_now
            || !self.again.trim().is_empty()
    }

    fn changes(&self) -> Outcome<Vec<RowChange>> {
        let mut changes = Vec::new();
        changes.extend(self.author.map(RowChange::Author));
        let clinic = entries::tidy(&self.clinic);
        changes.extend((!clinic.is_empty()).then_some(RowChange::Clinic(clinic)));
        let work = self.work_type.map(str::to_owned);
        changes.extend(work.map(RowChange::WorkType));
        changes.extend(self.priority.map(RowChange::Priority));
        changes.extend(self.assignee.map(RowChange::Assign));
        let again = entries::date(&self.again)?.map(|day| RowChange::BringForward(Some(day)));
        match self.is_wanted_now {
            true => changes.push(RowChange::BringForward(None)),
            false => changes.extend(again),
        }
        Ok(changes)
    }
}
