//! The form of a patient: a new one entered, or one of the record changed.

use egui::{ComboBox, Grid, RichText, ScrollArea, TextEdit, Ui};
use jiff::civil::Date;

use crate::desk::Desk;
use crate::desk::people;
use crate::problem::{Outcome, Problem};
use crate::record::{
    AddressKind, Copies, DatedAddress, Delivery, NhsNumber, Patient, PatientDetails, PatientId,
    Practice, Sex,
};

use super::parts;

/// As wide as each field is.
const FIELD: f32 = 430.0;

/// A patient being entered or changed, as typed.
#[derive(Default)]
pub struct PatientForm {
    /// As the record has them; none for a new one.
    known: Option<Patient>,
    family: String,
    title: String,
    given: String,
    born: String,
    nhs_number: String,
    hospital_number: String,
    address: String,
    doctor: String,
    practice: String,
    practice_address: String,
    phone: String,
    email: String,
    needs: String,
    alerts: String,
    sex: Sex,
    restricted: bool,
    large_print: bool,
    delivery: Delivery,
    copies: Copies,
    others: Vec<Other>,
}

/// An address for a time, as typed.
struct Other {
    lines: String,
    kind: AddressKind,
    from: String,
    until: String,
}

impl PatientForm {
    /// The form of a new patient of whom only the family name has been typed.
    pub fn named(family: String) -> Self {
        Self {
            family,
            ..Self::default()
        }
    }

    /// The form filled with what the record knows.
    pub fn of(patient: &Patient) -> Self {
        let details = &patient.details;
        let nhs = patient.nhs_number.as_ref();
        Self {
            known: Some(patient.clone()),
            family: patient.family.clone(),
            title: patient.title.clone(),
            given: patient.given.clone(),
            born: day(patient.born),
            nhs_number: nhs.map_or_else(String::new, ToString::to_string),
            hospital_number: patient.hospital_number.clone(),
            address: patient.address.join("\n"),
            doctor: patient.practice.doctor.clone(),
            practice: patient.practice.name.clone(),
            practice_address: patient.practice.address.join("\n"),
            phone: details.phone.clone(),
            email: details.email.clone(),
            needs: details.needs.join("\n"),
            alerts: details.alerts.join("\n"),
            sex: details.sex,
            restricted: details.restricted,
            large_print: details.large_print,
            delivery: details.delivery,
            copies: details.copies,
            others: details.other_addresses.iter().map(Other::of).collect(),
        }
    }

    /// Shows the fields; nothing is checked before the patient is saved.
    pub fn show(&mut self, ui: &mut Ui, desk: &Desk) {
        let height = (ui.ctx().content_rect().height() - 260.0).clamp(200.0, 620.0);
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            Grid::new("patient-fields")
                .num_columns(2)
                .spacing([12.0, 8.0])
                .show(ui, |ui| {
                    self.lines(ui);
                    self.choices(ui);
                });
            self.elsewhere(ui, desk);
        });
    }

    fn lines(&mut self, ui: &mut Ui) {
        let nhs = "ten digits; leave empty if not known";
        for (label, text, hint) in [
            ("Title", &mut self.title, "Mrs"),
            ("Given names", &mut self.given, ""),
            ("Family name", &mut self.family, ""),
            ("Date of birth", &mut self.born, "21/06/1958"),
            ("NHS number", &mut self.nhs_number, nhs),
            ("Hospital number", &mut self.hospital_number, ""),
        ] {
            line(ui, label, text, hint);
        }
        lines(
            ui,
            "Address",
            &mut self.address,
            "a line each, postcode last",
            4,
        );
        line(ui, "GP", &mut self.doctor, "Dr A Example");
        line(ui, "Practice", &mut self.practice, "");
        lines(
            ui,
            "Practice address",
            &mut self.practice_address,
            "a line each",
            3,
        );
        line(ui, "Telephone", &mut self.phone, "");
        line(ui, "E-mail", &mut self.email, "");
        let needs = "interpreter, Polish; a line each";
        lines(ui, "Communication needs", &mut self.needs, needs, 2);
        lines(
            ui,
            "Alerts",
            &mut self.alerts,
            "what is to be seen first; a line each",
            2,
        );
    }

    fn choices(&mut self, ui: &mut Ui) {
        choice(ui, "Sex", &mut self.sex, &Sex::ALL, Sex::label);
        choice(
            ui,
            "Letters come",
            &mut self.delivery,
            &Delivery::ALL,
            Delivery::label,
        );
        choice(
            ui,
            "Copies of letters",
            &mut self.copies,
            &Copies::ALL,
            Copies::label,
        );
        ui.label("");
        ui.checkbox(&mut self.large_print, "Large print");
        ui.end_row();
        ui.label("");
        ui.checkbox(
            &mut self.restricted,
            "Address kept from everybody: no letter is sent to them",
        );
        ui.end_row();
    }

    /// Addresses for a time, and where they lived before.
    fn elsewhere(&mut self, ui: &mut Ui, desk: &Desk) {
        ui.add_space(6.0);
        let mut removed = None;
        for (at, other) in self.others.iter_mut().enumerate() {
            ui.push_id(("other", at), |ui| {
                ui.separator();
                Grid::new("other-address")
                    .num_columns(2)
                    .spacing([12.0, 8.0])
                    .show(ui, |ui| {
                        choice(
                            ui,
                            "For",
                            &mut other.kind,
                            &AddressKind::ALL,
                            AddressKind::label,
                        );
                        lines(ui, "Other address", &mut other.lines, "a line each", 3);
                        line(ui, "From", &mut other.from, "empty: always");
                        line(
                            ui,
                            "Until",
                            &mut other.until,
                            "the last day; empty: for good",
                        );
                    });
                if ui.button("Take this address away").clicked() {
                    removed = Some(at);
                }
            });
        }
        if let Some(at) = removed {
            self.others.remove(at);
        }
        if ui.button("Another address for a time…").clicked() {
            self.others.push(Other {
                lines: String::new(),
                kind: AddressKind::Temporary,
                from: day(desk.day()),
                until: String::new(),
            });
        }
    }

    /// The form as a patient. A new home keeps the old one with its last day.
    ///
    /// # Errors
    /// When a field cannot be read, or a name or the date of birth is missing.
    pub fn read(&self, today: Date) -> Outcome<Patient> {
        let before = self.known.as_ref();
        let nhs_number = match self.nhs_number.trim() {
            "" => None,
            digits => Some(NhsNumber::parse(digits)?),
        };
        let others = self.others.iter().map(Other::read);
        let mut patient = people::checked(Patient {
            id: before.map_or(PatientId(0), |known| known.id),
            title: tidy(&self.title),
            given: tidy(&self.given),
            family: tidy(&self.family),
            born: people::date_of_birth(&self.born)?,
            nhs_number,
            hospital_number: tidy(&self.hospital_number),
            address: before.map_or_else(Vec::new, |known| known.address.clone()),
            practice: Practice {
                doctor: tidy(&self.doctor),
                name: tidy(&self.practice),
                address: split(
                    &self.practice_address,
                    before.map(|it| &it.practice.address),
                ),
            },
            details: PatientDetails {
                sex: self.sex,
                phone: tidy(&self.phone),
                email: tidy(&self.email),
                restricted: self.restricted,
                needs: by_line(&self.needs),
                alerts: by_line(&self.alerts),
                large_print: self.large_print,
                delivery: self.delivery,
                copies: self.copies,
                other_addresses: others.collect::<Outcome<_>>()?,
            },
            revision: before.map_or(0, |known| known.revision),
        })?;
        patient.move_home(
            split(&self.address, before.map(|known| &known.address)),
            today,
        );
        Ok(patient)
    }
}

impl Other {
    fn of(address: &DatedAddress) -> Self {
        let written = |date: Option<Date>| date.map_or_else(String::new, day);
        Self {
            lines: address.lines.join("\n"),
            kind: address.kind,
            from: written(address.from),
            until: written(address.until),
        }
    }

    fn read(&self) -> Outcome<DatedAddress> {
        let address = DatedAddress {
            lines: split(&self.lines, None),
            kind: self.kind,
            from: date(&self.from)?,
            until: date(&self.until)?,
        };
        let ends_first = matches!((address.from, address.until), (Some(a), Some(b)) if b < a);
        match ends_first {
            true => Err(Problem::new(
                "An address ends before it begins",
                "Correct one of its two dates; nothing has been saved yet",
            )),
            false => Ok(address),
        }
    }
}

fn line(ui: &mut Ui, label: &str, text: &mut String, hint: &str) {
    let label = ui.label(label);
    ui.add(
        TextEdit::singleline(text)
            .hint_text(hint)
            .desired_width(FIELD),
    )
    .labelled_by(label.id);
    ui.end_row();
}

fn lines(ui: &mut Ui, label: &str, text: &mut String, hint: &str, rows: usize) {
    let label = ui.label(label);
    ui.add(
        TextEdit::multiline(text)
            .hint_text(hint)
            .desired_rows(rows)
            .desired_width(FIELD),
    )
    .labelled_by(label.id);
    ui.end_row();
}

fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    value: &mut T,
    all: &[T],
    name: fn(T) -> &'static str,
) {
    let title = label;
    let label = ui.label(label);
    ComboBox::from_id_salt(title)
        .selected_text(name(*value))
        .width(220.0)
        .show_ui(ui, |ui| {
            for one in all {
                ui.selectable_value(value, *one, name(*one));
            }
        })
        .response
        .labelled_by(label.id);
    ui.end_row();
}

/// Shows why the form cannot be saved as it is.
pub fn refusal(ui: &mut Ui, desk: &Desk, refusal: Option<&str>) {
    if let Some(refusal) = refusal {
        ui.label(RichText::new(refusal).color(parts::colours(desk).bad));
    }
}

fn tidy(text: &str) -> String {
    crate::record::fold::kept(text)
}

fn by_line(text: &str) -> Vec<String> {
    let lines = text.lines().map(tidy);
    lines.filter(|line| !line.is_empty()).collect()
}

/// The lines of an address; one that was typed in a single line is parted at its commas, unless it
/// stands so in the record.
fn split(text: &str, known: Option<&Vec<String>>) -> Vec<String> {
    let lines = by_line(text);
    match &lines[..] {
        [only] if known != Some(&lines) => by_line(&only.replace(',', "\n")),
        _ => lines,
    }
}

fn day(date: Date) -> String {
    date.strftime("%d/%m/%Y").to_string()
}

/// A day as people write it, which may be to come; none where nothing is written.
fn date(text: &str) -> Outcome<Option<Date>> {
    match text.trim() {
        "" => Ok(None),
        text => crate::record::born::any_day(text).map(Some).map_err(|_| {
            Problem::new(
                "A date of an address is not a date",
                "Write it as day, month and full year: 21/06/2026",
            )
        }),
    }
}
