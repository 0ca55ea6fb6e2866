//! The form for one dictionary term: how it is written, what it is, how it is said.

use egui::{ComboBox, Grid, RichText, TextEdit, Ui};

use crate::clinical::lexicon::{OwnTerm, Term, TermKind};
use crate::desk::Desk;
use crate::desk::command::Command;
use crate::record::{AuthorId, TermId};

use super::{hands, parts};

/// Kinds offered for a term; one from a word list may be another.
const KINDS: [TermKind; 11] = [
    TermKind::Person,
    TermKind::Place,
    TermKind::Term,
    TermKind::Drug,
    TermKind::Condition,
    TermKind::Procedure,
    TermKind::Investigation,
    TermKind::Anatomy,
    TermKind::Device,
    TermKind::Organism,
    TermKind::Abbreviation,
];

/// A term being entered, as typed.
pub struct TermForm {
    was: OwnTerm,
    text: String,
    kind: TermKind,
    spoken: String,
    refusal: Option<&'static str>,
}

impl TermForm {
    /// For a new term of an author, or with none of the organisation.
    pub fn new(author: Option<AuthorId>, text: &str) -> Self {
        Self::of(&OwnTerm {
            id: TermId(0),
            author,
            term: Term {
                text: text.to_owned(),
                kind: TermKind::Person,
                ..Term::default()
            },
        })
    }

    pub fn of(own: &OwnTerm) -> Self {
        Self {
            text: own.term.text.clone(),
            kind: own.term.kind.clone(),
            spoken: own.term.spoken.join(", "),
            was: own.clone(),
            refusal: None,
        }
    }

    pub fn is_new(&self) -> bool {
        self.was.id.0 == 0
    }

    /// The term as entered; what has no field here stays as it was.
    fn read(&self, desk: &Desk) -> Result<OwnTerm, &'static str> {
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.contains(char::is_alphabetic) {
            return Err(
                "A term needs at least one letter. Write it as it should stand in a letter.",
            );
        }
        let same = |own: &OwnTerm| own.term.text.to_lowercase() == text.to_lowercase();
        let mut others = desk.dictionary().terms(self.was.author);
        if others.any(|own| own.id != self.was.id && same(own)) {
            return Err(
                "This dictionary already has a term of this spelling. Change the one that is there.",
            );
        }
        let spoken = self.spoken.split([',', ';']).map(str::trim);
        let mut own = self.was.clone();
        own.term.text = text;
        own.term.kind.clone_from(&self.kind);
        own.term.spoken = spoken
            .filter(|form| !form.is_empty())
            .map(str::to_owned)
            .collect();
        Ok(own)
    }
}

/// Draws the form; says whether it is done with.
pub fn edit(ui: &mut Ui, desk: &Desk, form: &mut TermForm, commands: &mut Vec<Command>) -> bool {
    Grid::new("term")
        .num_columns(2)
        .spacing([12.0, 8.0])
        .show(ui, |ui| {
            let written = line(ui, "Term", "as it stands in a letter", &mut form.text);
            hands::first(&written);
            ui.end_row();
            let label = ui.label("Kind");
            ComboBox::from_id_salt("kind")
                .selected_text(form.kind.name())
                .width(220.0)
                .show_ui(ui, |ui| {
                    for kind in KINDS {
                        let name = kind.name().to_owned();
                        ui.selectable_value(&mut form.kind, kind, name);
                    }
                })
                .response
                .labelled_by(label.id);
            ui.end_row();
            let hint = "other ways it is said, separated by commas; may be empty";
            line(ui, "Said as", hint, &mut form.spoken);
            ui.end_row();
        });
    if let Some(refusal) = form.refusal {
        ui.label(RichText::new(refusal).color(parts::colours(desk).bad));
    }
    let mut is_done = false;
    ui.horizontal(|ui| {
        if parts::main_button(ui, desk, "Keep this term", true).clicked() {
            match form.read(desk) {
                Ok(own) => {
                    commands.push(Command::SaveTerm(Box::new(own)));
                    is_done = true;
                }
                Err(refusal) => form.refusal = Some(refusal),
            }
        }
        is_done |= ui.button("Back to the list").clicked();
    });
    is_done
}

fn line(ui: &mut Ui, label: &str, hint: &str, text: &mut String) -> egui::Response {
    let label = ui.label(label);
    ui.add(
        TextEdit::singleline(text)
            .hint_text(hint)
            .desired_width(560.0),
    )
    .labelled_by(label.id)
}
