//! The dictionary sheet: the organisation's and the author's own terms, looked through, changed
//! and brought in from word lists.

use egui::{Label, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use crate::clinical::lexicon::{OwnTerm, Term};
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::record::{AuthorId, TermId};

use super::term::{TermForm, edit};
use super::{hands, parts, theme};

const WIDTH: f32 = 760.0;
const ROW: f32 = 34.0;

/// What is being looked for, and the term being entered, if one is.
#[derive(Default)]
pub struct DictionaryForm {
    /// Looks at the organisation's terms though there is an author.
    shows_organisation: bool,
    filter: String,
    entry: Option<TermForm>,
    /// The term whose removal waits to be confirmed.
    removing: Option<TermId>,
}

impl DictionaryForm {
    /// Whose terms are looked at: the author's of the open letter, or the organisation's.
    pub fn author(&self, desk: &Desk) -> Option<AuthorId> {
        let author = desk.piece().and_then(|piece| piece.dictation.author);
        author.filter(|_| !self.shows_organisation)
    }
}

pub fn show(ui: &mut Ui, desk: &Desk, form: &mut DictionaryForm, commands: &mut Vec<Command>) {
    let title = match &form.entry {
        None => "Dictionary",
        Some(entry) if entry.is_new() => "New term",
        Some(_) => "Change the term",
    };
    let author = form.author(desk);
    parts::sheet(ui, title, WIDTH, commands, |ui, commands| {
        if let Some(entry) = &mut form.entry {
            if edit(ui, desk, entry, commands) {
                form.entry = None;
            }
        } else {
            whose(ui, desk, form);
            look_up(ui, form);
            terms(ui, desk, author, form, commands);
            actions(ui, author, form, commands);
        }
    });
}

/// The choice between the author of the open letter and everybody here.
fn whose(ui: &mut Ui, desk: &Desk, form: &mut DictionaryForm) {
    let piece = desk.piece();
    let author = piece.and_then(|piece| desk.author_of(&piece.dictation));
    ui.horizontal_wrapped(|ui| {
        let mut choice = |ui: &mut Ui, organisation: bool, label: &str| {
            if ui
                .selectable_label(form.shows_organisation == organisation, label)
                .clicked()
            {
                form.shows_organisation = organisation;
                form.removing = None;
            }
        };
        if let Some(author) = author {
            choice(ui, false, &author.name);
            choice(ui, true, "Everyone here");
        }
    });
    let told = match author.filter(|_| !form.shows_organisation) {
        Some(author) => format!(
            "Drafts of {}’s dictations know these words, over those of everyone here.",
            author.name
        ),
        None => {
            "Drafts of every dictation know these words: wards, clinics, colleagues.".to_owned()
        }
    };
    let muted = RichText::new(told).color(parts::colours(desk).muted);
    ui.add(Label::new(muted).wrap());
}

fn look_up(ui: &mut Ui, form: &mut DictionaryForm) {
    let response = ui.add(
        TextEdit::singleline(&mut form.filter)
            .hint_text("Find a term")
            .desired_width(f32::INFINITY),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Find a term"));
    hands::first(&response);
}

fn terms(
    ui: &mut Ui,
    desk: &Desk,
    author: Option<AuthorId>,
    form: &mut DictionaryForm,
    commands: &mut Vec<Command>,
) {
    let wanted = form.filter.trim().to_lowercase();
    let all: Vec<&OwnTerm> = desk.dictionary().terms(author).collect();
    let found: Vec<&OwnTerm> = all
        .iter()
        .copied()
        .filter(|own| matches(&own.term, &wanted))
        .collect();
    let height = (ui.ctx().content_rect().height() - 360.0).clamp(120.0, 420.0);
    if found.is_empty() {
        let told = if all.is_empty() {
            "No words of your own yet. Add the names of wards, clinics and colleagues, or bring in a word list."
        } else {
            "No term matches."
        };
        ui.add_space(16.0);
        ui.label(RichText::new(told).color(parts::colours(desk).muted));
        ui.add_space(16.0);
        return;
    }
    ScrollArea::vertical()
        .max_height(height)
        // The sheet may have been smaller before, and would keep its list as small.
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show_rows(ui, ROW, found.len(), |ui, rows| {
            for own in found.get(rows).unwrap_or_default() {
                row(ui, desk, own, form, commands);
            }
        });
    let told = match (found.len(), all.len()) {
        (1, 1) => "1 term".to_owned(),
        (found, all) if found == all => format!("{all} terms"),
        (found, all) => format!("{found} of {all} terms"),
    };
    let told = RichText::new(told).color(parts::colours(desk).muted);
    ui.label(told.size(theme::SMALL));
}

fn matches(term: &Term, wanted: &str) -> bool {
    wanted.is_empty()
        || term.text.to_lowercase().contains(wanted)
        || term.kind.name().contains(wanted)
        || term
            .spoken
            .iter()
            .any(|form| form.to_lowercase().contains(wanted))
}

/// One term on a line of fixed height, with what can be done to it at the right.
fn row(
    ui: &mut Ui,
    desk: &Desk,
    own: &OwnTerm,
    form: &mut DictionaryForm,
    commands: &mut Vec<Command>,
) {
    let term = &own.term;
    let is_removing = form.removing == Some(own.id);
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), ROW - ui.spacing().item_spacing.y),
        egui::Layout::right_to_left(egui::Align::Center),
        |ui| {
            let remove = if is_removing {
                "Remove for good"
            } else {
                "Remove"
            };
            if parts::named_button(ui, remove, &term.text).clicked() {
                if is_removing {
                    commands.push(Command::RemoveTerm(own.id));
                }
                form.removing = (!is_removing).then_some(own.id);
            }
            if is_removing && ui.button("Keep it").clicked() {
                form.removing = None;
            }
            if !is_removing && parts::named_button(ui, "Change", &term.text).clicked() {
                form.entry = Some(TermForm::of(own));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let text = RichText::new(&term.text).font(theme::strong_font(theme::TEXT));
                let most = ui.available_width() * 0.62;
                ui.scope(|ui| {
                    ui.set_max_width(most);
                    ui.add(Label::new(text).truncate());
                });
                let mut about = term.kind.name().to_owned();
                if !term.spoken.is_empty() {
                    about.push_str(", said: ");
                    about.push_str(&term.spoken.join("; "));
                }
                let about = RichText::new(about).color(parts::colours(desk).muted);
                ui.add(Label::new(about.size(theme::SMALL)).truncate());
            });
        },
    );
}

fn actions(
    ui: &mut Ui,
    author: Option<AuthorId>,
    form: &mut DictionaryForm,
    commands: &mut Vec<Command>,
) {
    ui.separator();
    ui.horizontal_wrapped(|ui| {
        if ui.button("Add a term…").clicked() {
            form.entry = Some(TermForm::new(author, form.filter.trim()));
        }
        if ui
            .button("Bring in a word list…")
            .on_hover_text("Columns parted by tabs, or the .dic file of a Hunspell dictionary. A list can also be dropped here.")
            .clicked()
        {
            commands.push(Command::ChooseWordList(author));
        }
    });
}
