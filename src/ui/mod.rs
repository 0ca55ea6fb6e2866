//! The window: takes events and keys, draws the desk, and hands commands back to it.

mod about;
mod another;
mod asking;
mod author;
mod banner;
mod bin;
mod bring_in;
mod cells;
mod change_rows;
mod checking;
mod choosing;
mod clinic;
mod comparing;
mod contacts;
mod dictionary;
mod driving;
mod due;
mod editor;
mod entries;
mod everything;
mod fields;
mod files;
mod first_run;
mod frame;
mod hands;
mod heard;
mod keys;
mod learnt;
mod logo;
mod mail_merge;
mod marks;
mod merge;
mod models;
mod no_letter;
mod other_address;
mod own_secret;
mod pages;
mod palette;
mod parts;
mod patient;
mod patient_form;
mod pedal;
mod people;
mod phone_note;
mod picking;
mod player;
mod post_choices;
mod post_room;
mod readables;
mod remarks;
mod review;
mod rows;
mod sending;
mod settings;
mod several;
mod sheets;
mod signing;
mod table;
mod targets;
mod tasks;
mod term;
pub mod theme;
mod tray;
mod turnaround;
mod typed;
mod waveform;
mod who;
mod worklist;

pub use driving::Steady;
pub use files::{Dialogue, Purpose};

use egui::{CentralPanel, Frame, Panel, Ui, ViewportCommand};

use crate::desk::command::Command;
use crate::desk::settings::Look;
use crate::desk::verbs::{By, duty};
use crate::desk::{Desk, Door};

/// What the screen remembers between frames: text being typed into forms, and layout caches.
/// None of it is lost work: a letter's text lives in the desk.
#[derive(Default)]
struct View {
    dressed: Option<(Look, u32)>,
    editor: editor::Editor,
    fields: fields::Fields,
    first_run: first_run::FirstRun,
    palette: palette::Palette,
    patient: patient::PatientSheet,
    bring_in: bring_in::BringIn,
    everything: everything::Everything,
    clinic: rows::Cursor,
    mail_merge: rows::Cursor,
    tasks: rows::Cursor,
    no_letter: no_letter::NoLetter,
    phone_note: phone_note::PhoneNote,
    author: author::AuthorForm,
    dictionary: dictionary::DictionaryForm,
    comparing: comparing::Comparing,
    contact: contacts::ContactForm,
    sending: sending::Sending,
    post_room: post_room::PostRoomForm,
    readables: readables::ReadablesForm,
    signing: signing::Signing,
    several: several::Several,
    asking: asking::Asking,
    own_secret: own_secret::OwnSecret,
    settings: settings::SettingsForm,
    people: people::PeopleForm,
    who: who::Who,
    wave: waveform::Wave,
    table: table::Table,
    rows: change_rows::RowsForm,
    turnaround: turnaround::TurnaroundForm,
    wants_filter: bool,
    wants_find: bool,
    files: files::Files,
}

/// The program's window over a desk.
pub struct Workstation {
    desk: Desk,
    view: View,
    /// What time is told by; by the screen's own where there is none.
    steady: Option<Steady>,
    /// Quits after the first frame: how start-up time is measured.
    quit_after_first_frame: bool,
}

impl Workstation {
    pub fn new(desk: Desk) -> Self {
        Self {
            desk,
            view: View::default(),
            steady: None,
            quit_after_first_frame: false,
        }
    }

    /// Makes the window close itself once it has been drawn, for timing start-up.
    pub fn quit_after_first_frame(mut self) -> Self {
        self.quit_after_first_frame = true;
        self
    }

    /// Asks for files with this dialogue in place of the system's, for tests.
    pub fn asking_with(mut self, dialogue: files::Dialogue) -> Self {
        self.view.files = files::Files::with(dialogue);
        self
    }

    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// For tests: lets the crew work and time pass.
    pub fn desk_mut(&mut self) -> &mut Desk {
        &mut self.desk
    }

    /// Takes the time from this clock in place of the screen's, which stands still while nothing
    /// is drawn.
    pub fn keeping_time(mut self, steady: Steady) -> Self {
        self.steady = Some(steady);
        self
    }

    fn now(&self, ctx: &egui::Context) -> f64 {
        match &self.steady {
            Some(steady) => steady(),
            None => ctx.input(|input| input.time),
        }
    }

    /// What goes on whether or not anybody looks.
    fn live(&mut self, ctx: &egui::Context) {
        let now = self.now(ctx);
        driving::turn(ctx, &mut self.desk, now);
        for command in self.view.files.chosen() {
            self.apply(command, now);
        }
        driving::ask_for_next(ctx, &self.desk, self.view.files.is_asking(), now);
    }

    /// One frame: what happened meanwhile, then the window.
    pub fn show(&mut self, ui: &mut Ui) {
        self.live(ui.ctx());
        self.face(ui);
    }

    /// What a person sees and does: keys in, draw, commands out.
    fn face(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let now = self.now(&ctx);
        if ctx.input(|input| !input.events.is_empty()) {
            self.desk.stir(now);
        }
        self.dress(&ctx);
        let mut commands = keys::take(&ctx, &self.desk, self.view.files.has_own());
        let drop = files::dropped_for(&self.desk, self.view.dictionary.author(&self.desk));
        commands.extend(files::dropped(&ctx, drop));
        // Transport first: a key is answered before anything is drawn.
        for command in std::mem::take(&mut commands) {
            self.apply(command, now);
        }
        self.draw(ui, &mut commands);
        for command in commands {
            self.apply(command, now);
        }
        driving::ask_for_next(&ctx, &self.desk, self.view.files.is_asking(), now);
        if self.quit_after_first_frame {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    fn apply(&mut self, command: Command, now: f64) {
        // The desk says whether it applies, and tells why not.
        if duty(&command).by == By::Screen && self.desk.enabled(&command).is_ok() {
            self.carry_out(&command);
        }
        self.desk.apply(command, now);
    }

    /// The window's share of a command.
    fn carry_out(&mut self, command: &Command) {
        match command {
            Command::FilterWorklist => self.view.wants_filter = true,
            Command::FindInLetter => self.view.wants_find = true,
            command => {
                if let Some(purpose) = files::Purpose::of(command)
                    && let Err(problem) = self.view.files.ask(purpose)
                {
                    self.desk.tell(&problem);
                }
            }
        }
    }

    fn dress(&mut self, ctx: &egui::Context) {
        let settings = self.desk.settings();
        let wanted = (settings.look, (settings.scale * 100.0) as u32);
        if self.view.dressed.is_none() {
            theme::install_fonts(ctx);
        }
        if self.view.dressed != Some(wanted) {
            theme::dress(ctx, settings.look, settings.scale);
            self.view.dressed = Some(wanted);
        }
    }

    fn draw(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let Self { desk, view, .. } = self;
        let colours = theme::palette(desk.settings().look);
        ui.painter().rect_filled(ui.max_rect(), 0.0, colours.window);
        if desk.door() != Door::Open {
            first_run::show(ui, desk, &mut view.first_run, commands);
            parts::notices(ui, desk, commands);
            return;
        }
        if desk.is_locked() {
            view.files.leave_own();
            who::show(ui, desk, &mut view.who, commands);
            parts::notices(ui, desk, commands);
            return;
        }
        view.who = who::Who::default();
        frame::menu(ui, desk, commands);
        frame::status(ui, desk);
        let panel = |fill| Frame::new().fill(fill).inner_margin(10);
        Panel::bottom("player")
            .resizable(false)
            .frame(panel(colours.panel))
            .show(ui, |ui| player::show(ui, desk, &mut view.wave, commands));
        if (desk.shows_worklist() || desk.tray().is_open()) && !desk.shows_table() {
            Panel::left("worklist")
                .default_size(theme::WORKLIST_WIDTH)
                .size_range(240.0..=460.0)
                .frame(panel(colours.panel))
                .show(ui, |ui| match desk.tray().is_open() {
                    true => tray::show(ui, desk, commands),
                    false => worklist::show(ui, desk, view, commands),
                });
        }
        if desk.shows_review() && desk.piece().is_some() && !desk.shows_table() {
            Panel::right("review")
                .default_size(theme::REVIEW_WIDTH)
                .size_range(220.0..=420.0)
                .frame(panel(colours.panel))
                .show(ui, |ui| review::show(ui, desk, commands));
        }
        CentralPanel::default()
            .frame(match desk.shows_table() {
                true => panel(colours.window),
                false => Frame::new().fill(colours.window),
            })
            .show(ui, |ui| match desk.shows_table() {
                true => table::show(ui, desk, view, commands),
                false => {
                    view.table.close();
                    frame::letter(ui, desk, view, commands);
                }
            });
        if view.files.show_own(ui, desk, commands) {
            // Whatever sheet asked for it waits behind it as it is.
            parts::notices(ui, desk, commands);
            return;
        }
        view.phone_note.follow(desk);
        sheets::show(ui, desk, view, commands);
        parts::notices(ui, desk, commands);
    }
}

impl View {
    /// A closed form forgets what was typed into it, so that one patient's details are never
    /// offered for the next.
    fn forget_forms(&mut self) {
        self.palette = palette::Palette::default();
        self.patient = patient::PatientSheet::default();
        self.bring_in = bring_in::BringIn::default();
        self.everything = everything::Everything::default();
        self.clinic = rows::Cursor::default();
        self.mail_merge = rows::Cursor::default();
        self.tasks = rows::Cursor::default();
        self.no_letter = no_letter::NoLetter::default();
        self.author = author::AuthorForm::default();
        self.dictionary = dictionary::DictionaryForm::default();
        self.contact = contacts::ContactForm::default();
        self.comparing = comparing::Comparing::default();
        self.sending = sending::Sending::default();
        self.post_room = post_room::PostRoomForm::default();
        self.readables = readables::ReadablesForm::default();
        self.signing = signing::Signing::default();
        self.several = several::Several::default();
        self.asking = asking::Asking::default();
        self.own_secret = own_secret::OwnSecret::default();
        self.settings = settings::SettingsForm::default();
        self.people = people::PeopleForm::default();
        self.rows = change_rows::RowsForm::default();
        self.turnaround = turnaround::TurnaroundForm::default();
    }
}

impl eframe::App for Workstation {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.live(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.face(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.desk.close(0.0);
    }
}
