//! Pedalling: what the pedal asks for, and the lesson in which one is taught.

use crate::audio::Motion;
use crate::desk::command::{Command, Sheet};
use crate::desk::event::Event;
use crate::desk::pedals::{Lesson, makes};
use crate::desk::state::Desk;
use crate::pedal::{Deed, Make, PedalAction, PedalEvent, PedalReader, Reading};
use crate::problem::{Outcome, Problem};

impl Desk {
    /// Reads the pedals on this computer's USB ports from now on. Without them the keys still work,
    /// so a failure is told and no more.
    pub fn read_pedals(&mut self) {
        let outbox = self.crew.outbox();
        let send = move |event| outbox.post(Event::Pedal(event));
        match PedalReader::start(makes(&self.settings), send) {
            Ok(reader) => self.pedals.read_by(Box::new(reader)),
            Err(problem) => self.notices.tell(&problem),
        }
    }

    /// The same with another reader, which posts what it reads to [`Self::outbox`].
    pub fn read_pedals_by(&mut self, reader: Box<dyn Reading>) {
        self.pedals.read_by(reader);
    }

    /// Takes in what a pedal says; gives the verb it asks for, if any.
    pub(in crate::desk) fn pedal(
        &mut self,
        event: PedalEvent,
        now: f64,
    ) -> Outcome<Option<Command>> {
        match event {
            PedalEvent::Attached(name) => {
                self.notices.say(format!("Foot pedal ready: {name}"), now);
                self.pedals.name = Some(name);
            }
            PedalEvent::Detached => self.pedals.name = None,
            PedalEvent::Stroke(stroke) => {
                let deed = self.settings.pedal_map.deed(stroke);
                return Ok(deed.map(|deed| self.pedal_command(deed)));
            }
            PedalEvent::NeedsPermission => self.notices.tell(&Problem::new(
                "A foot pedal is connected but this computer does not allow reading it",
                "View, Settings shows the lines an administrator must add",
            )),
            PedalEvent::Refused(problem) => self.notices.tell(&problem),
            PedalEvent::Report { device, bytes } => {
                self.pedals
                    .lesson
                    .iter_mut()
                    .for_each(|lesson| lesson.hear(&device, &bytes));
                self.end_lesson(now)?;
            }
        }
        Ok(None)
    }

    /// The verb behind what a pedal asks for. A toggled wind ends when it is asked for again.
    fn pedal_command(&self, deed: Deed) -> Command {
        let motion = self
            .on_desk
            .piece
            .as_ref()
            .map(|piece| piece.transport.motion());
        match deed {
            Deed::Begin(PedalAction::Play) => Command::PlayHeld,
            Deed::End(PedalAction::Play) => Command::PlayReleased,
            Deed::Begin(PedalAction::Rewind) => Command::RewindHeld,
            Deed::End(PedalAction::Rewind) => Command::RewindReleased,
            Deed::Begin(PedalAction::Forward) => Command::ForwardHeld,
            Deed::End(PedalAction::Forward) => Command::ForwardReleased,
            Deed::Toggle(PedalAction::Play) => Command::TogglePlay,
            Deed::Toggle(PedalAction::Rewind) if motion == Some(Motion::Rewinding) => {
                Command::RewindReleased
            }
            Deed::Toggle(PedalAction::Rewind) => Command::RewindHeld,
            Deed::Toggle(PedalAction::Forward) if motion == Some(Motion::Forwarding) => {
                Command::ForwardReleased
            }
            Deed::Toggle(PedalAction::Forward) => Command::ForwardHeld,
            Deed::Begin(PedalAction::BackStep)
            | Deed::End(PedalAction::BackStep)
            | Deed::Toggle(PedalAction::BackStep) => Command::JumpBack,
        }
    }

    pub(in crate::desk) fn skip_button(&mut self, now: f64) -> Outcome<()> {
        self.pedals.lesson.iter_mut().for_each(Lesson::skip);
        self.end_lesson(now)
    }

    /// Keeps the pedal once every button of it was asked for; it is followed from then on.
    ///
    /// # Errors
    /// When no button was learnt; the lesson begins again then.
    fn end_lesson(&mut self, now: f64) -> Outcome<()> {
        let Some(lesson) = self.pedals.lesson.take_if(|lesson| lesson.is_over()) else {
            return Ok(());
        };
        let Some(pedal) = lesson.pedal() else {
            self.pedals.teach();
            return Err(Problem::new(
                "No button of a pedal was learnt",
                "Press at least one when it is asked for, or close this and use the keys",
            ));
        };
        let told = format!("{} is taught and in use", pedal.name);
        let mut settings = self.settings.clone();
        let is_same = |other: &Make| other.id == pedal.id && other.usage == pedal.usage;
        settings.taught_pedals.retain(|other| !is_same(other));
        settings.taught_pedals.insert(0, pedal);
        self.change_settings(settings);
        self.pedals.follow(&self.settings);
        self.view.sheet = Some(Sheet::Settings);
        self.notices.say(told, now);
        Ok(())
    }

    /// A lesson ends with its sheet, whoever took that away.
    pub(in crate::desk) fn keep_lesson_to_its_sheet(&mut self) {
        if self.view.sheet != Some(Sheet::Pedal) && self.pedals.lesson.take().is_some() {
            self.pedals.follow(&self.settings);
        }
    }

    /// Forgets a pedal that was taught; a make that is known anyway is read by the table again.
    pub(in crate::desk) fn forget_pedal(&mut self, at: usize) {
        if at < self.settings.taught_pedals.len() {
            let mut settings = self.settings.clone();
            settings.taught_pedals.remove(at);
            self.change_settings(settings);
            self.pedals.follow(&self.settings);
        }
    }
}
