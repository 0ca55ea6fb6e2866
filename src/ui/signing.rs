//! The signing sheet: who it is, how it is let go, what is still open, and the button that signs.

use egui::{Frame, Key, Modifiers, RichText, Stroke, TextEdit, Ui};

use crate::desk::Desk;
use crate::desk::command::{Command, Signature};
use crate::desk::people;
use crate::letter::dates;
use crate::letter::gate::{self, Hold, Missing, Step};
use crate::letter::sign::Manner;
use crate::record::{DictationId, PatientId};

use super::theme;
use super::{hands, parts};

#[derive(Default)]
pub struct Signing {
    /// Which letter it is about, and about whom: what was said of one is never offered for another.
    of: Option<(DictationId, Option<PatientId>)>,
    identity_checked: bool,
    unheard_reason: String,
    /// How it is let go; as is usual for whoever is at the desk, until they choose.
    manner: Option<Manner>,
    unsigned_reason: String,
    dictated: String,
    dictated_refusal: Option<String>,
}

impl Signing {
    fn signature(&self, desk: &Desk) -> Signature {
        let manner = self.manner.clone().unwrap_or_else(|| desk.usual_manner());
        Signature {
            identity_checked: self.identity_checked,
            unheard_reason: self.unheard_reason.clone(),
            manner: match manner {
                Manner::Unsigned { .. } => Manner::Unsigned {
                    reason: self.unsigned_reason.clone(),
                },
                manner => manner,
            },
        }
    }
}

pub fn show(ui: &mut Ui, desk: &Desk, signing: &mut Signing, commands: &mut Vec<Command>) {
    let Some(piece) = desk.piece() else {
        return;
    };
    let of = Some((piece.dictation.id, piece.dictation.patient));
    let is_new = signing.of != of;
    if is_new {
        *signing = Signing {
            of,
            unheard_reason: desk.tray().reason().to_owned(),
            ..Signing::default()
        };
    }
    let colours = parts::colours(desk);
    parts::sheet(ui, "Sign this letter", 600.0, commands, |ui, commands| {
        let is_said = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        identity(ui, desk);
        ui.add_space(4.0);
        manner(ui, desk, signing);
        dates_of(ui, desk, signing, commands);
        for hold in holds(desk, signing) {
            if is_asked_here(hold.missing) {
                continue;
            }
            ui.label(RichText::new(format!("\u{2022} {}", hold.message)).color(colours.bad));
        }
        hearing(ui, desk, signing);
        ui.add_space(6.0);
        let agrees = "Name, date of birth and NHS number agree with the referral";
        let tick = parts::tick(ui, &mut signing.identity_checked, agrees);
        hands::first(&tick);
        if is_new {
            tick.request_focus();
        }
        ui.add_space(6.0);
        let signature = signing.signature(desk);
        let ready = holds(desk, signing).is_empty();
        let label = match signature.manner {
            Manner::Own | Manner::For => "Sign and file",
            Manner::Unsigned { .. } => "File without a signature",
        };
        let button = parts::main_button(ui, desk, label, ready);
        if ready && (button.clicked() || is_said) {
            commands.push(Command::Sign(signature));
        }
        let folder = desk.settings().letters_folder.display();
        ui.label(
            RichText::new(format!("The document goes into the record and to {folder}"))
                .color(colours.muted)
                .size(theme::SMALL),
        );
    });
}

/// In which manner it is let go, and what the letter will say of that.
fn manner(ui: &mut Ui, desk: &Desk, signing: &mut Signing) {
    let usual = desk.usual_manner();
    let chosen = signing.manner.get_or_insert(usual.clone());
    // Nobody signs for themselves, and nobody as somebody else.
    let unsigned = Manner::Unsigned {
        reason: String::new(),
    };
    for offered in [usual, unsigned] {
        let is_chosen = std::mem::discriminant(chosen) == std::mem::discriminant(&offered);
        if parts::radio(ui, is_chosen, offered.label()).clicked() {
            *chosen = offered;
        }
    }
    if matches!(chosen, Manner::Unsigned { .. }) {
        let label = ui.label("Why it cannot wait for a signature:");
        ui.add(
            TextEdit::singleline(&mut signing.unsigned_reason)
                .hint_text("Kept in the record; the letter says that it is not signed")
                .desired_width(f32::INFINITY),
        )
        .labelled_by(label.id);
    }
    let Some(piece) = desk.piece() else {
        return;
    };
    let author = desk.author_of(&piece.dictation);
    let author = author.map_or("nobody yet", |author| author.name.as_str());
    let by = desk.person().map_or("", |person| person.name.as_str());
    let told = match chosen {
        Manner::Own => format!("The letter will say: approved electronically by {by}."),
        Manner::For => format!("The letter will say: signed for {author} by {by}."),
        Manner::Unsigned { .. } => {
            format!("The letter will say: dictated but not signed by {author}.")
        }
    };
    ui.label(RichText::new(told).color(parts::colours(desk).muted));
}

/// When it was dictated and typed, and what says so.
fn dates_of(ui: &mut Ui, desk: &Desk, signing: &mut Signing, commands: &mut Vec<Command>) {
    let Some(piece) = desk.piece() else {
        return;
    };
    let dictation = &piece.dictation;
    let colours = parts::colours(desk);
    let typed = piece.typed.as_ref().map_or_else(
        || "today, unless it is made ready to sign before".to_owned(),
        |typed| dates::long(dates::day_of(typed.at)),
    );
    let is_known = dictation.dated_by.is_known();
    let dictated = is_known.then(|| dates::day_of(dictation.dictated_at));
    match (dictated, dictation.recording) {
        (Some(day), _) => {
            let (day, by) = (dates::long(day), dictation.dated_by.label());
            ui.label(format!("Dictated {day} ({by}). Typed {typed}."));
        }
        (None, None) => drop(ui.label(format!("Not dictated. Typed {typed}."))),
        (None, Some(_)) => {
            ui.label(format!("Typed {typed}."));
            let told = "Nothing says when it was dictated, so the letter does not either. \
                        Type the day, if you know it:";
            let label = ui.label(RichText::new(told).color(colours.warn));
            ui.horizontal(|ui| {
                ui.add(
                    TextEdit::singleline(&mut signing.dictated)
                        .hint_text("4/3/2026")
                        .desired_width(160.0),
                )
                .labelled_by(label.id);
                if ui.button("Dictated on this day").clicked() {
                    match people::day(&signing.dictated) {
                        Ok(day) => commands.push(Command::SetDictated(day)),
                        Err(problem) => signing.dictated_refusal = Some(problem.message()),
                    }
                }
            });
            if let Some(refusal) = &signing.dictated_refusal {
                ui.label(RichText::new(refusal).color(colours.bad));
            }
        }
    }
}

fn hearing(ui: &mut Ui, desk: &Desk, signing: &mut Signing) {
    let unheard = desk.unheard_seconds();
    if unheard <= 0.0 {
        return;
    }
    let told = match unheard.round() {
        ..=1.0 => "A second has not been listened to. Play it, or say why it need not be heard:"
            .to_owned(),
        unheard => format!(
            "{unheard:.0} seconds have not been listened to. Play them, or say why they need not \
             be heard:"
        ),
    };
    let label = ui.label(RichText::new(told).color(parts::colours(desk).warn));
    ui.add(
        TextEdit::singleline(&mut signing.unheard_reason)
            .hint_text("Reason, kept in the audit")
            .desired_width(f32::INFINITY),
    )
    .labelled_by(label.id);
}

/// What stands between the letter and a signature, with what has been said here.
fn holds(desk: &Desk, signing: &Signing) -> Vec<Hold> {
    let case = desk.case(&signing.signature(desk));
    case.map_or_else(Vec::new, |case| gate::holds(Step::Sign, &case))
}

/// Whether the sheet asks for it by itself, so that it is not told of as well.
fn is_asked_here(missing: Missing) -> bool {
    matches!(missing, Missing::Identity | Missing::Hearing)
}

/// The patient, as large as it can be.
fn identity(ui: &mut Ui, desk: &Desk) {
    let colours = parts::colours(desk);
    let patient = desk
        .piece()
        .and_then(|piece| desk.patient_of(&piece.dictation));
    Frame::new()
        .fill(colours.accent_soft)
        .stroke(Stroke::new(1.0, colours.accent))
        .corner_radius(theme::ROUND)
        .inner_margin(12)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let Some(patient) = patient else {
                ui.label("No patient is chosen.");
                return;
            };
            ui.add(
                egui::Label::new(
                    RichText::new(patient.display_name())
                        .font(theme::strong_font(theme::TITLE + 2.0)),
                )
                .wrap(),
            );
            let nhs = patient
                .nhs_number
                .as_ref()
                .map_or_else(|| "not known".to_owned(), ToString::to_string);
            ui.label(
                RichText::new(format!("Born {}", dates::long(patient.born))).size(theme::BANNER),
            );
            ui.label(RichText::new(format!("NHS number {nhs}")).size(theme::BANNER));
            if !patient.hospital_number.is_empty() {
                let number = format!("Hospital number {}", patient.hospital_number);
                ui.label(RichText::new(number).size(theme::BANNER));
            }
        });
}
