//! Keys as values: which key with which held down, one for each key set, and their names.

use std::fmt;

use crate::desk::settings::KeySet;

/// A system the program runs on, as far as keys differ there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    Linux,
    Windows,
    Mac,
}

impl System {
    pub const ALL: [Self; 3] = [Self::Linux, Self::Windows, Self::Mac];

    /// The one this program was built for.
    pub const HERE: Self = if cfg!(target_os = "macos") {
        Self::Mac
    } else if cfg!(windows) {
        Self::Windows
    } else {
        Self::Linux
    };

    /// What people call the key that [`Chord::command`] means.
    pub const fn command(self) -> &'static str {
        match self {
            Self::Mac => "Cmd",
            Self::Linux | Self::Windows => "Ctrl",
        }
    }

    const fn alt(self) -> &'static str {
        match self {
            Self::Mac => "Option",
            Self::Linux | Self::Windows => "Alt",
        }
    }
}

/// The keys that verbs may have.
#[rustfmt::skip]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, U, V, W, X, Y, Z,
    Num0, Num1, Num2, Num3, Num4, Num5, Num6, Num7, Num8, Num9,
    F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12,
    ArrowLeft, ArrowRight, Comma, Slash, OpenBracket, CloseBracket, Plus, Minus, Enter, Escape,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ArrowLeft => f.write_str("Left"),
            Self::ArrowRight => f.write_str("Right"),
            Self::OpenBracket => f.write_str("["),
            Self::CloseBracket => f.write_str("]"),
            Self::Slash => f.write_str("/"),
            // The others are called as they are named here, digits by the digit.
            key => f.write_str(format!("{key:?}").trim_start_matches("Num")),
        }
    }
}

/// A key and what is held down with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    /// Ctrl, or on a Mac Cmd.
    pub command: bool,
    /// Alt, or on a Mac Option.
    pub alt: bool,
    pub shift: bool,
    pub key: Key,
}

/// The key alone.
pub const fn plain(key: Key) -> Chord {
    Chord {
        command: false,
        alt: false,
        shift: false,
        key,
    }
}

pub const fn shift(key: Key) -> Chord {
    Chord {
        shift: true,
        ..plain(key)
    }
}

pub const fn alt(key: Key) -> Chord {
    Chord {
        alt: true,
        ..plain(key)
    }
}

pub const fn command(key: Key) -> Chord {
    Chord {
        command: true,
        ..plain(key)
    }
}

pub const fn command_shift(key: Key) -> Chord {
    Chord {
        shift: true,
        ..command(key)
    }
}

impl Chord {
    /// As people on a system write it: "Ctrl+Shift+D", "Shift+Cmd+D".
    pub fn on(self, system: System) -> String {
        let command = (self.command, system.command());
        let (alt, shift) = ((self.alt, system.alt()), (self.shift, "Shift"));
        let held = match system {
            System::Mac => [alt, shift, command],
            System::Linux | System::Windows => [command, alt, shift],
        };
        let held = held.into_iter().filter(|(is_held, _)| *is_held);
        let names = held.map(|(_, name)| format!("{name}+"));
        names.chain([self.key.to_string()]).collect()
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.on(System::HERE))
    }
}

/// The keys of a verb: one in each key set, or none.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    own: Option<Chord>,
    express_scribe: Option<Chord>,
    escape: Option<Chord>,
    /// In every set on a Mac, where the system or its text boxes have the others.
    mac: Option<Chord>,
}

impl Keys {
    pub const NONE: Self = Self::sets([None; 3]);

    /// The same in every set.
    pub const fn always(chord: Chord) -> Self {
        Self::sets([Some(chord); 3])
    }

    /// In the program's own set, in that of Express Scribe and in that where Escape plays.
    pub const fn sets([own, express_scribe, escape]: [Option<Chord>; 3]) -> Self {
        Self {
            own,
            express_scribe,
            escape,
            mac: None,
        }
    }

    /// Another one on a Mac.
    pub const fn on_mac(self, chord: Chord) -> Self {
        Self {
            mac: Some(chord),
            ..self
        }
    }

    pub fn of(&self, set: KeySet, system: System) -> Option<Chord> {
        match (system, self.mac, set) {
            (System::Mac, Some(chord), _) => Some(chord),
            (_, _, KeySet::Desk) => self.own,
            (_, _, KeySet::ExpressScribe) => self.express_scribe,
            (_, _, KeySet::Escape) => self.escape,
        }
    }
}
