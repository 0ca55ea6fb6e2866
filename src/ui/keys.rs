//! Keys: which verb a key says, taken before any text box sees it.

use egui::{Context, Event, Modifiers};

use crate::desk::Desk;
use crate::desk::command::{Command, Sheet};
use crate::desk::verbs::{self, By, Chord, Key, Verb};

/// A key going down or coming up.
struct Stroke {
    key: egui::Key,
    modifiers: Modifiers,
    pressed: bool,
    repeat: bool,
}

impl Stroke {
    fn of(event: &Event) -> Option<Self> {
        match *event {
            Event::Key {
                key,
                pressed,
                repeat,
                modifiers,
                ..
            } => Some(Self {
                key,
                modifiers,
                pressed,
                repeat,
            }),
            _ => None,
        }
    }
}

/// Takes the keys that say verbs out of this frame's input and gives the commands they say.
/// While a sheet is open, or a dialogue covers everything, only the transport and Escape are taken,
/// so that its fields can be typed in.
pub fn take(ctx: &Context, desk: &Desk, is_covered: bool) -> Vec<Command> {
    let mut commands = Vec::new();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let said = Stroke::of(event).and_then(|stroke| said(desk, &stroke, is_covered));
            let is_taken = said.is_some();
            commands.extend(said.flatten());
            !is_taken
        });
    });
    commands
}

/// What a stroke says: nothing, or to be swallowed with or without a command.
fn said(desk: &Desk, stroke: &Stroke, is_covered: bool) -> Option<Option<Command>> {
    if !is_covered && let Some(command) = escape(desk, stroke) {
        return Some(Some(command));
    }
    let set = desk.settings().key_set;
    verbs::all()
        .filter(|verb| !desk.is_locked() || is_for_reading(verb))
        .filter(|verb| works_over_a_sheet(verb) || (!is_covered && desk.sheet().is_none()))
        .find_map(|verb| says(verb, verb.key(set)?, stroke))
}

/// Playing goes on whatever is open, and so must reading what is there and writing down who rang.
fn works_over_a_sheet(verb: &Verb) -> bool {
    // Whoever rings does not wait for a sheet to be finished.
    let is_note = verb.command == Command::Show(Sheet::PhoneNote);
    verb.duty.by == By::Deck || is_for_reading(verb) || is_note
}

/// The size of everything, which nobody need be at the desk for.
fn is_for_reading(verb: &Verb) -> bool {
    let size = [Command::Larger, Command::Smaller, Command::NormalSize];
    size.contains(&verb.command)
}

/// Escape closes what is open before it means anything else.
fn escape(desk: &Desk, stroke: &Stroke) -> Option<Command> {
    if stroke.key != egui::Key::Escape || !stroke.pressed {
        return None;
    }
    if desk.is_locked() {
        return None;
    }
    if desk.sheet().is_some() {
        return Some(Command::Dismiss);
    }
    desk.piece()
        .and_then(|piece| piece.find.as_ref())
        .map(|_| Command::FindDone)
}

/// What a stroke says of this verb.
fn says(verb: &Verb, chord: Chord, stroke: &Stroke) -> Option<Option<Command>> {
    let Stroke {
        mut key,
        mut modifiers,
        ..
    } = *stroke;
    // Plus is the same key as equals, and whether Shift is held for it depends on the keyboard.
    if matches!(key, egui::Key::Plus | egui::Key::Equals) {
        (key, modifiers.shift) = (egui::Key::Plus, false);
    }
    if key != on_screen(chord.key) {
        return None;
    }
    match (&verb.released, stroke.pressed) {
        // Letting go ends a held verb whatever else is pressed by then.
        (Some(released), false) => Some(Some(released.clone())),
        _ if !modifiers.matches_exact(held_with(chord)) => None,
        (_, false) => Some(None),
        (Some(_), true) if stroke.repeat => Some(None),
        (_, true) => Some(Some(verb.command.clone())),
    }
}

fn held_with(chord: Chord) -> Modifiers {
    Modifiers {
        alt: chord.alt,
        shift: chord.shift,
        command: chord.command,
        ..Modifiers::NONE
    }
}

/// The key as the screen's library knows it; both name it alike.
fn on_screen(key: Key) -> egui::Key {
    macro_rules! same {
        ($($name:ident)*) => {
            match key {
                $(Key::$name => egui::Key::$name,)*
            }
        };
    }
    same!(
        A B C D E F G H I J K L M N O P Q R S T U V W X Y Z
        Num0 Num1 Num2 Num3 Num4 Num5 Num6 Num7 Num8 Num9
        F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12
        ArrowLeft ArrowRight Comma Slash OpenBracket CloseBracket Plus Minus Enter Escape
    )
}
