//! Playing: the transport's verbs, and remembering what has been heard.

use crate::audio::{Control, Motion, Transport};
use crate::desk::command::Command;
use crate::desk::event::Event;
use crate::desk::state::Desk;
use crate::desk::verbs::{By, duty};
use crate::store::Listening;

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
        let back_step = self.back_step();
        let Some(piece) = &mut self.on_desk.piece else {
            return false;
        };
        let changes_speed = [Command::Faster, Command::Slower, Command::NormalSpeed];
        if !changes_speed.contains(command) {
            self.playback.until = None;
        }
        let transport = &mut piece.transport;
        transport.set_back_step(back_step);
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
            Command::PlayFromCaret => {
                let caret = piece.selection.range.start;
                if let Some(moment) = piece.manuscript.letter().body().time_at(caret) {
                    play_at(transport, moment, now);
                }
            }
            Command::PlayStretch(span) => {
                play_at(transport, span.start, now);
                self.playback.until = Some(span.end);
            }
            Command::Faster => transport.set_speed(transport.speed() + SPEED_STEP),
            Command::Slower => transport.set_speed(transport.speed() - SPEED_STEP),
            Command::NormalSpeed => transport.set_speed(1.0),
            _ => {}
        }
        self.turn_deck(now);
        true
    }

    /// Seconds that resuming steps back: as its author's typist likes it, or as everyone's.
    fn back_step(&self) -> f64 {
        let piece = self.on_desk.piece.as_ref();
        let author = piece.and_then(|piece| self.author_of(&piece.dictation));
        let own = author.and_then(|author| author.back_step);
        own.unwrap_or(self.settings.back_step)
    }

    /// Plays a stretch from `at` (seconds): what "go to the next question" does.
    pub(in crate::desk) fn play_from(&mut self, at: f64, now: f64) {
        if let Some(piece) = &mut self.on_desk.piece {
            self.playback.until = None;
            play_at(&mut piece.transport, at, now);
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
        let until = self.playback.until;
        if until.is_some_and(|until| piece.transport.position() >= until) {
            self.playback.until = None;
            piece.transport.stop(now);
            piece.transport.tick(self.crew.deck.as_mut(), now);
        }
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
        let listening = Listening {
            heard: piece.transport.heard().spans().to_vec(),
            position: piece.transport.position(),
            length: piece.dictation.length,
        };
        piece.dictation.position = listening.position;
        let by = self.actor();
        self.crew.record(move |record, outbox| {
            let changes = record.note_listening(&by, id, &listening)?;
            outbox.post(Event::Changed(Box::new(changes)));
            Ok(())
        });
    }
}

/// Goes to a moment and plays on from there.
fn play_at(transport: &mut Transport, at: f64, now: f64) {
    if matches!(transport.motion(), Motion::Rewinding | Motion::Forwarding) {
        transport.stop(now);
    }
    transport.seek(at, now);
    if transport.motion() == Motion::Stopped {
        transport.toggle_play(now);
    }
}
