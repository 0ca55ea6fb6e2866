//! Keys: which verb a key says, taken before any text box sees it.

use egui::{Context, Event, Key, Modifiers};

use crate::desk::Desk;
use crate::desk::command::Command;
use crate::desk::verbs::{Group, VERBS, Verb};

/// A key with its modifiers, read from the table's words: "Ctrl+Shift+D", "F4".
pub fn parse(words: &str) -> Option<(Modifiers, Key)> {
    let mut modifiers = Modifiers::NONE;
    let mut key = None;
    for part in words.split('+').filter(|part| !part.is_empty()) {
        match part {
            "Ctrl" => modifiers |= Modifiers::COMMAND,
            "Shift" => modifiers |= Modifiers::SHIFT,
            "Alt" => modifiers |= Modifiers::ALT,
            name => key = Key::from_name(name),
        }
    }
    key.map(|key| (modifiers, key))
}

/// Takes the keys that say verbs out of this frame's input and gives the commands they say.
/// While a sheet is open, only the transport and Escape are taken, so that its fields can be
/// typed in.
pub fn take(ctx: &Context, desk: &Desk) -> Vec<Command> {
    let set = desk.settings().key_set;
    let mut commands = Vec::new();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key {
                key,
                pressed,
                repeat,
                modifiers,
                ..
            } = event
            else {
                return true;
            };
            if let Some(command) = escape(desk, *key, *pressed) {
                commands.push(command);
                return false;
            }
            let said = VERBS
                .iter()
                .filter(|verb| desk.sheet().is_none() || is_transport(verb))
                .find_map(|verb| says(verb, verb.key(set), *key, *modifiers, *pressed, *repeat));
            match said {
                Some(said) => {
                    commands.extend(said);
                    false
                }
                None => true,
            }
        });
    });
    commands
}

/// Escape closes what is open before it means anything else.
fn escape(desk: &Desk, key: Key, pressed: bool) -> Option<Command> {
    if key != Key::Escape || !pressed {
        return None;
    }
    if desk.sheet().is_some() {
        return Some(Command::Dismiss);
    }
    desk.piece()
        .and_then(|piece| piece.find.as_ref())
        .map(|_| Command::FindDone)
}

fn is_transport(verb: &Verb) -> bool {
    verb.group == Group::Playback
}

/// What this key event says of this verb: nothing, or to be swallowed with or without a command.
fn says(
    verb: &Verb,
    words: &str,
    key: Key,
    modifiers: Modifiers,
    pressed: bool,
    repeat: bool,
) -> Option<Option<Command>> {
    let (wanted, wanted_key) = parse(words)?;
    if key != wanted_key {
        return None;
    }
    match (&verb.released, pressed) {
        // Letting go ends a held verb whatever else is pressed by then.
        (Some(released), false) => Some(Some(released.clone())),
        _ if !modifiers.matches_exact(wanted) => None,
        (_, false) => Some(None),
        (Some(_), true) if repeat => Some(None),
        (_, true) => Some(Some(verb.command.clone())),
    }
}
