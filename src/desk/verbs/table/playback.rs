//! The verbs of playback.

use crate::desk::command::Command as C;
use crate::desk::group::Group;
use crate::desk::verbs::keys::{Key, Keys, alt, command, plain, shift};
use crate::desk::verbs::need::{By, LETTER};
use crate::desk::verbs::row::{Verb, lasting, verb};

/// A verb that the deck carries out.
const fn transport(command: C, label: &'static str, hint: &'static str, keys: Keys) -> Verb {
    verb(Group::Playback, command, label, hint, LETTER)
        .by(By::Deck)
        .keys(keys)
}

/// One that lasts while its key is held: what pressing it and letting it go say.
const fn held(
    pressed: C,
    released: C,
    label: &'static str,
    hint: &'static str,
    keys: Keys,
) -> Verb {
    lasting(
        Group::Playback,
        pressed,
        Some(released),
        label,
        hint,
        LETTER,
    )
    .by(By::Deck)
    .keys(keys)
}

pub static ROWS: &[Verb] = &[
    transport(
        C::TogglePlay,
        "Play or stop",
        "Resumes a little before where it stopped",
        Keys::sets([
            Some(plain(Key::F4)),
            Some(plain(Key::F9)),
            Some(plain(Key::Escape)),
        ]),
    ),
    transport(
        C::Stop,
        "Stop",
        "Stop playing",
        Keys::sets([None, Some(plain(Key::F4)), None]),
    ),
    held(
        C::PlayHeld,
        C::PlayReleased,
        "Play while held",
        "Like the middle pedal",
        Keys::always(plain(Key::F6)),
    ),
    held(
        C::RewindHeld,
        C::RewindReleased,
        "Rewind while held",
        "Faster the longer it is held",
        Keys::sets([
            Some(plain(Key::F3)),
            Some(plain(Key::F7)),
            Some(plain(Key::F1)),
        ]),
    ),
    held(
        C::ForwardHeld,
        C::ForwardReleased,
        "Forward while held",
        "Faster the longer it is held",
        Keys::sets([
            Some(plain(Key::F5)),
            Some(plain(Key::F8)),
            Some(plain(Key::F2)),
        ]),
    ),
    transport(
        C::JumpBack,
        "Back five seconds",
        "Hear it again",
        Keys::always(alt(Key::ArrowLeft)),
    )
    .on_mac(command(Key::OpenBracket)),
    transport(
        C::JumpForward,
        "On five seconds",
        "Skip ahead",
        Keys::always(alt(Key::ArrowRight)),
    )
    .on_mac(command(Key::CloseBracket)),
    transport(
        C::PlayFromCaret,
        "Play from the caret",
        "From the word at the caret on; Ctrl+click goes to any word",
        Keys::always(command(Key::E)),
    ),
    transport(
        C::Slower,
        "Slower",
        "The pitch stays as it is",
        Keys::sets([
            Some(plain(Key::F7)),
            Some(plain(Key::F2)),
            Some(plain(Key::F3)),
        ]),
    ),
    transport(
        C::Faster,
        "Faster",
        "The pitch stays as it is",
        Keys::sets([
            Some(plain(Key::F8)),
            Some(plain(Key::F3)),
            Some(plain(Key::F4)),
        ]),
    ),
    transport(
        C::NormalSpeed,
        "Normal speed",
        "As it was spoken",
        Keys::sets([
            Some(shift(Key::F8)),
            Some(plain(Key::F10)),
            Some(shift(Key::F4)),
        ]),
    ),
];
