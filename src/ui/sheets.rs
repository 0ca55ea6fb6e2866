//! Sheets: which of them lies over the window, and what is forgotten once none does.

use egui::Ui;

use crate::desk::Desk;
use crate::desk::command::{Command, Sheet};

use super::View;
use super::{
    about, another, asking, author, bin, bring_in, change_rows, checking, clinic, comparing,
    dictionary, everything, hands, heard, learnt, mail_merge, models, no_letter, own_secret,
    palette, patient, pedal, people, phone_note, post_room, readables, sending, settings, several,
    signing, tasks, turnaround,
};

/// Draws the sheet that is open.
pub fn show(ui: &mut Ui, desk: &Desk, view: &mut View, commands: &mut Vec<Command>) {
    match desk.sheet() {
        Some(Sheet::Clinic) => clinic::show(ui, desk, &mut view.clinic, commands),
        Some(Sheet::MailMerge) => mail_merge::show(ui, desk, &mut view.mail_merge, commands),
        Some(Sheet::Tasks) => tasks::show(ui, desk, &mut view.tasks, commands),
        Some(Sheet::NoLetter) => no_letter::show(ui, desk, &mut view.no_letter, commands),
        Some(Sheet::PhoneNote) => phone_note::show(ui, desk, &mut view.phone_note, commands),
        Some(Sheet::Palette) => palette::show(ui, desk, &mut view.palette, commands),
        Some(Sheet::Patient | Sheet::Patients) => {
            patient::show(ui, desk, &mut view.patient, commands);
        }
        Some(Sheet::BringIn) => bring_in::show(ui, desk, &mut view.bring_in, commands),
        Some(Sheet::Everything) => {
            everything::show(ui, desk, &mut view.everything, commands);
        }
        Some(Sheet::Author) => author::show(ui, desk, &mut view.author, commands),
        Some(Sheet::Dictionary) => {
            dictionary::show(ui, desk, &mut view.dictionary, commands);
        }
        Some(Sheet::Rows) => change_rows::show(ui, desk, &mut view.rows, commands),
        Some(Sheet::Bin) => bin::show(ui, desk, commands),
        Some(Sheet::Turnaround) => {
            turnaround::show(ui, desk, &mut view.turnaround, commands);
        }
        Some(Sheet::Learnt) => learnt::show(ui, desk, commands),
        Some(Sheet::Signing) => signing::show(ui, desk, &mut view.signing, commands),
        Some(Sheet::Several) => several::show(ui, desk, &mut view.several, commands),
        Some(Sheet::Asking) => asking::ask(ui, desk, &mut view.asking, commands),
        Some(Sheet::Answering) => asking::answer(ui, desk, &mut view.asking, commands),
        Some(Sheet::Rejecting) => asking::reject(ui, desk, &mut view.asking, commands),
        Some(Sheet::Secret) => {
            own_secret::show(ui, desk, &mut view.own_secret, commands);
        }
        Some(Sheet::Comparing) => comparing::show(ui, desk, &mut view.comparing, commands),
        Some(Sheet::About) => about::show(ui, desk, &mut view.contact, commands),
        Some(Sheet::Heard) => heard::show(ui, desk, commands),
        Some(Sheet::Another) => another::show(ui, desk, commands),
        Some(Sheet::Sending) => sending::show(ui, desk, &mut view.sending, commands),
        Some(Sheet::PostRoom) => post_room::show(ui, desk, &mut view.post_room, commands),
        Some(Sheet::Readables) => readables::show(ui, desk, &mut view.readables, commands),
        Some(Sheet::Withdrawing) => sending::withdraw(ui, desk, &mut view.sending, commands),
        Some(Sheet::Settings) => settings::show(ui, desk, &mut view.settings, commands),
        Some(Sheet::People) => people::show(ui, desk, &mut view.people, commands),
        Some(Sheet::Pedal) => pedal::teach(ui, desk, commands),
        Some(Sheet::Models) => models::show(ui, desk, commands),
        Some(Sheet::Checking) => checking::show(ui, desk, commands),
        Some(Sheet::Keys) => palette::keys(ui, desk, commands),
        None => {
            hands::closed(ui.ctx());
            view.forget_forms();
        }
    }
}
