//! The form of a patient: a new one entered, or one of the record changed.

use egui::{Grid, RichText, ScrollArea, Ui};
use jiff::civil::Date;

use crate::desk::Desk;
use crate::desk::people;
use crate::problem::Outcome;
use crate::record::{
    Copies, Delivery, NhsNumber, Patient, PatientDetails, PatientId, Practice, Sex,
};

use super::entries::{by_line, choice, day, line, lines, split, tidy};
use super::other_address::{self, Other};
use super::parts;

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
        let scroll = ScrollArea::vertical().auto_shrink([false, true]);
        scroll.max_height(height).show(ui, |ui| {
            Grid::new("patient-fields")
                .num_columns(2)
                .spacing([12.0, 8.0])
                .show(ui, |ui| {
                    self.lines(ui);
                    self.choices(ui);
                });
            other_address::show(ui, desk, &mut self.others);
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
        parts::tick(ui, &mut self.large_print, "Large print");
        ui.end_row();
        ui.label("");
        let kept = "Address kept from everybody: no letter is sent to them";
        parts::tick(ui, &mut self.restricted, kept);
        ui.end_row();
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

/// Shows why the form cannot be saved as it is.
pub fn refusal(ui: &mut Ui, desk: &Desk, refusal: Option<&str>) {
    if let Some(refusal) = refusal {
        ui.label(RichText::new(refusal).color(parts::colours(desk).bad));
    }
}
