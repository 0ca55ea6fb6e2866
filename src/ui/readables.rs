//! The page of readable copies: which files lie outside the record, where, and until when.

use egui::{FontId, Label, RichText, Ui, pos2};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::letter::dates;
use crate::record::{Readable, ReadableId};

use super::picking::{self, Looks, Place, Pressed};
use super::{parts, theme};

const WIDTH: f32 = 1_000.0;
const ROW: f32 = 44.0;
const ABOUT: &str = "Whoever can open this computer's files can read these. Files for sending are \
    deleted by themselves; filed letters and copies that somebody saved stay until they are deleted. \
    The letters themselves are safe in the record.";

/// What is chosen to be deleted.
#[derive(Default)]
pub struct ReadablesForm {
    chosen: Vec<ReadableId>,
    place: Place,
}

impl ReadablesForm {
    fn toggle(&mut self, id: ReadableId) {
        let before = self.chosen.len();
        self.chosen.retain(|it| *it != id);
        if self.chosen.len() == before {
            self.chosen.push(id);
        }
    }

    fn toggle_all(&mut self, files: &[Readable]) {
        let has_all = self.chosen.len() == files.len();
        let all = files.iter().filter(|_| !has_all);
        self.chosen = all.map(|file| file.id).collect();
    }
}

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut ReadablesForm, commands: &mut Vec<Command>) {
    parts::sheet(ui, "Readable copies", WIDTH, commands, |ui, commands| {
        let colours = parts::colours(desk);
        ui.add(Label::new(RichText::new(ABOUT).color(colours.muted)).wrap());
        ui.add_space(6.0);
        let Some(copies) = &desk.post_room().readables else {
            ui.label("Looking up where they lie…");
            return;
        };
        let files = &copies.files;
        if files.is_empty() {
            ui.label("There are none.");
            return;
        }
        form.chosen
            .retain(|id| files.iter().any(|file| file.id == *id));
        let pressed = form.place.take(ui, files.len());
        let height = (ui.ctx().content_rect().height() - 290.0).clamp(140.0, 620.0);
        let mut place = std::mem::take(&mut form.place);
        picking::list(
            ui,
            &mut place,
            (height, ROW),
            files.len(),
            |ui, place, at| {
                one(ui, desk, &files[at], (at, place), form);
            },
        );
        form.place = place;
        match pressed {
            Some(Pressed::Toggle) => {
                if let Some(file) = files.get(form.place.at) {
                    form.toggle(file.id);
                }
            }
            Some(Pressed::All) => form.toggle_all(files),
            _ => {}
        }
        ui.add_space(6.0);
        let count = form.chosen.len();
        let label = match count {
            0 => "Delete now".to_owned(),
            1 => "Delete 1 file now".to_owned(),
            count => format!("Delete {count} files now"),
        };
        ui.horizontal(|ui| {
            let button = parts::main_button(ui, desk, &label, count > 0);
            if button.clicked() {
                commands.push(Command::DeleteReadables(form.chosen.clone()));
            }
            let listed = files.len();
            let told = match usize::try_from(copies.all).is_ok_and(|all| all > listed) {
                true => format!("The latest {listed} of {}", copies.all),
                false => format!("{listed} altogether"),
            };
            ui.label(format!("{told}. Space chooses one, Ctrl+A all of them."));
        });
    });
}

fn one(
    ui: &mut Ui,
    desk: &Desk,
    copy: &Readable,
    (at, place): (usize, &mut Place),
    form: &mut ReadablesForm,
) {
    let colours = parts::colours(desk);
    let file = &copy.file;
    let (folder, name) = file
        .path
        .rsplit_once(['/', '\\'])
        .unwrap_or(("", &file.path));
    let looks = Looks {
        height: ROW,
        is_chosen: form.chosen.contains(&copy.id),
        is_here: place.at == at,
        is_free: true,
    };
    let (rect, response) = picking::row(ui, looks, name, colours);
    if response.clicked() {
        place.at = at;
        form.toggle(copy.id);
    }
    let day = |at| dates::long(dates::day_of(at));
    let until = match file.until {
        Some(until) => format!("deleted on {}", day(until)),
        None => "kept".to_owned(),
    };
    let (strong, small) = (
        theme::strong_font(theme::TEXT),
        FontId::proportional(theme::SMALL),
    );
    let half = rect.width() * 0.62;
    let (upper, lower) = (rect.top() + 3.0, rect.top() + 23.0);
    let text = |x: f32, y: f32, width: f32, text: &str, font: &FontId, ink| {
        parts::line_of_text(ui, pos2(x, y), width - 10.0, text, font.clone(), ink);
    };
    let right = rect.left() + half;
    let rest = rect.right() - right;
    text(rect.left(), upper, half, name, &strong, colours.text);
    text(rect.left(), lower, half, folder, &small, colours.muted);
    text(
        right,
        upper,
        rest,
        &file.what,
        &FontId::proportional(theme::TEXT),
        colours.text,
    );
    let told = format!("written {}, {until}", day(copy.made_at));
    text(right, lower, rest, &told, &small, colours.muted);
    response.on_hover_text(&file.path);
}
