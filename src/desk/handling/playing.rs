//! Playing: the transport's verbs, the pedal, and remembering what has been heard.

use crate::audio::{Control, Motion};
use crate::desk::command::Command;
use crate::desk::state::Desk;
use crate::desk::verbs::{By, duty};
use crate::pedal::{Deed, PedalAction, PedalEvent};
use crate::problem::Problem;

/// Seconds a short jump covers.
const JUMP: f64 = 5.0;

/// How much one press of slower or faster changes the speed.
const SPEED_STEP: f64 = 0.1;

/// Seconds between notes in the record of what has been heard.
const REMEMBER_EVERY: f64 = 5.0;

impl Desk {
    /// Carries out what is for the deck; says whether it was.
    pub(in crate::desk) fn drive(&mut self, command: &Command, now: f64) -> bool {
        if duty(command).by != By::Deck {
            return false;
        }
        let Some(piece) = &mut self.on_desk.piece else {
            return false;
        };
        let transport = &mut piece.transport;
        match command {
            Command::TogglePlay => transport.toggle_play(now),
            Command::Stop => transport.stop(now),
            Command::PlayHeld => transport.press(Control::Play, now),
            Command::PlayReleased => transport.release(Control::Play, now),
            Command::RewindHeld => transport.press(Control::Rewind, now),
            Command::RewindReleased => transport.release(Control::Rewind, now),
            Command::ForwardHeld => transport.press(Control::Forward, now),
            Command::ForwardReleased => transport.release(Control::Forward, now),
            Command::JumpBack => transport.jump(-JUMP, now),
            Command::JumpForward => transport.jump(JUMP, now),
            Command::Seek(at) => transport.seek(*at, now),
            Command::SeekToText(at) => {
                if let Some(moment) = piece.manuscript.letter().body().time_at(*at) {
                    transport.seek(moment, now);
                }
            }
            Command::Faster => transport.set_speed(transport.speed() + SPEED_STEP),
            Command::Slower => transport.set_speed(transport.speed() - SPEED_STEP),
            Command::NormalSpeed => transport.set_speed(1.0),
            _ => {}
        }
        self.turn_deck(now);
        true
    }

    /// Plays a stretch from `at` (seconds): what "go to the next question" does.
    pub(in crate::desk) fn play_from(&mut self, at: f64, now: f64) {
        if let Some(piece) = &mut self.on_desk.piece {
            piece.transport.seek(at, now);
            if piece.transport.motion() == Motion::Stopped {
                piece.transport.toggle_play(now);
            }
            self.turn_deck(now);
        }
    }

    /// Brings the deck into line with the transport and takes its position.
    pub(in crate::desk) fn turn_deck(&mut self, now: f64) {
        let Some(piece) = &mut self.on_desk.piece else {
            return;
        };
        if piece.clip.is_none() {
            return;
        }
        let was_moving = piece.transport.motion() != Motion::Stopped;
        piece.transport.tick(self.crew.deck.as_mut(), now);
        if let Some(problem) = self.crew.deck.trouble() {
            // Nothing can be heard now; the place is kept for the next press.
            piece.transport.stop(now);
            self.notices.tell(&problem);
        }
        let stopped = piece.transport.motion() == Motion::Stopped;
        if was_moving && (stopped || now >= self.playback.remembered_at + REMEMBER_EVERY) {
            self.remember_listening(now);
        }
    }

    /// Notes in the record what has been heard and where the typist is.
    pub(in crate::desk) fn remember_listening(&mut self, now: f64) {
        self.playback.remembered_at = now;
        let Some(piece) = &mut self.on_desk.piece else {
            return;
        };
        piece.review.is_stale = true;
        let id = piece.dictation.id;
        let heard = piece.transport.heard().spans().to_vec();
        let position = piece.transport.position();
        piece.dictation.position = position;
        self.crew
            .record(move |store, _| store.set_listened(id, &heard, position));
    }

    /// Takes in what the pedal does; the verb that a stroke asks for.
    pub(in crate::desk) fn pedal(&mut self, event: PedalEvent, now: f64) -> Option<Command> {
        match event {
            PedalEvent::Attached(name) => {
                self.notices.say(format!("Foot pedal ready: {name}"), now);
                self.playback.pedal_name = Some(name);
            }
            PedalEvent::Detached => self.playback.pedal_name = None,
            PedalEvent::Stroke(stroke) => {
                let deed = self.playback.pedal_map.deed(stroke)?;
                return Some(self.pedal_command(deed));
            }
            PedalEvent::NeedsPermission => self.notices.tell(&Problem::new(
                "A foot pedal is connected but this computer does not allow reading it",
                "View, Settings shows the lines an administrator must add",
            )),
            PedalEvent::Refused(problem) => self.notices.tell(&problem),
            // Only a learner listens to raw reports.
            PedalEvent::Report { .. } => {}
        }
        None
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
}
