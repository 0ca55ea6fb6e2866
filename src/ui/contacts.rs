//! Contacts on a patient's page: who else letters go to, and where.

use egui::{Label, RichText, Ui};

use crate::desk::Desk;
use crate::desk::about::About;
use crate::desk::command::Command;
use crate::record::{Addressee, Contact, ContactId, Delivery, RecipientKind};

use super::entries::{choice, line, split};
use super::{hands, parts};

/// A contact being entered, as typed.
#[derive(Default)]
pub struct ContactForm {
    /// Of the row that is changed; none while nothing is entered.
    row: Option<(ContactId, u32)>,
    is_everyones: bool,
    to: Addressee,
    address: String,
}

impl ContactForm {
    fn fill(&mut self, contact: &Contact) {
        *self = Self {
            row: Some((contact.id, contact.revision)),
            is_everyones: contact.patient.is_none(),
            address: contact.to.address.join(", "),
            to: contact.to.clone(),
        };
    }
}

pub fn show(
    ui: &mut Ui,
    desk: &Desk,
    about: &About,
    form: &mut ContactForm,
    commands: &mut Vec<Command>,
) {
    ui.horizontal(|ui| {
        ui.label(RichText::new("Contacts").strong());
        if form.row.is_none() && ui.button("Add a contact").clicked() {
            hands::anew(ui.ctx());
            form.fill(&Contact {
                id: ContactId(0),
                patient: Some(about.patient.id),
                to: Addressee::default(),
                revision: 0,
            });
        }
    });
    if form.row.is_some() {
        entered(ui, desk, about, form, commands);
        return;
    }
    for contact in &about.contacts {
        ui.horizontal_wrapped(|ui| {
            let to = &contact.to;
            let whose = match contact.patient {
                Some(_) => "",
                None => ", for every patient",
            };
            let address = to.address.join(", ");
            let how = (to.kind.label(), to.delivery.label());
            let told = format!("{}: {}{whose}, {}. {address}", to.name, how.0, how.1);
            ui.add(Label::new(told).wrap());
            if ui.small_button("Change").clicked() {
                hands::anew(ui.ctx());
                form.fill(contact);
            }
            if ui.small_button("Remove").clicked() {
                commands.push(Command::RemoveContact(contact.id));
            }
        });
    }
    if about.contacts.is_empty() {
        let muted = parts::colours(desk).muted;
        let told = "None yet. A copy that names a contact goes where the contact says.";
        ui.label(RichText::new(told).color(muted));
    }
}

fn entered(
    ui: &mut Ui,
    desk: &Desk,
    about: &About,
    form: &mut ContactForm,
    commands: &mut Vec<Command>,
) {
    egui::Grid::new("contact")
        .num_columns(2)
        .spacing([12.0, 6.0])
        .show(ui, |ui| {
            line(
                ui,
                "Name on the envelope",
                &mut form.to.name,
                "Dr P Example",
            );
            let hint = "lines separated by commas, postcode last";
            line(ui, "Address", &mut form.address, hint);
            line(ui, "E-mail", &mut form.to.email, "");
            let kinds = &RecipientKind::ALL;
            choice(
                ui,
                "What they are",
                &mut form.to.kind,
                kinds,
                RecipientKind::label,
            );
            let ways = &Delivery::ALL;
            choice(
                ui,
                "How letters go",
                &mut form.to.delivery,
                ways,
                Delivery::label,
            );
        });
    parts::tick(ui, &mut form.to.large_print, "In large print");
    parts::tick(ui, &mut form.is_everyones, "For every patient");
    ui.horizontal(|ui| {
        let ready = !form.to.name.trim().is_empty();
        if parts::main_button(ui, desk, "Keep the contact", ready).clicked() {
            commands.push(Command::SaveContact(Box::new(read(form, about))));
            *form = ContactForm::default();
        }
        if ui.button("Leave it").clicked() {
            *form = ContactForm::default();
        }
    });
}

/// The form as a contact.
fn read(form: &ContactForm, about: &About) -> Contact {
    let (id, revision) = form.row.unwrap_or((ContactId(0), 0));
    Contact {
        id,
        patient: (!form.is_everyones).then_some(about.patient.id),
        to: Addressee {
            name: form.to.name.trim().to_owned(),
            email: form.to.email.trim().to_owned(),
            address: split(&form.address, None),
            ..form.to.clone()
        },
        revision,
    }
}
