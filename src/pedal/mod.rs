//! The foot pedal: which of its buttons are down, and the strokes that says.

mod bounce;
mod hid;
mod learn;
mod mapping;
mod port;
mod reader;
mod table;
mod teaching;

pub use bounce::{BOUNCE, Debounce};
pub use hid::{UDEV_FILE, UsbPorts, udev_rules};
pub use learn::{Heard, Learner};
pub use mapping::{Assignment, Deed, Mode, PedalAction, PedalMap};
pub use port::{Pedal, Port, Ports, Refusal, Unplugged};
pub use reader::{PedalEvent, PedalReader, Reading};
pub use table::{Bit, Make, PedalId, decode, known_makes};
pub use teaching::Teaching;

use serde::{Deserialize, Serialize};

/// One of a pedal's switches, by where the foot finds it; `Fourth` is the small one above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Button {
    Left,
    Middle,
    Right,
    Fourth,
}

impl Button {
    pub const ALL: [Self; 4] = [Self::Left, Self::Middle, Self::Right, Self::Fourth];
}

/// A button going down or coming up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stroke {
    pub button: Button,
    pub down: bool,
}

/// The buttons that are down at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pressed(u8);

impl Pressed {
    /// No foot on the pedal.
    pub const NONE: Self = Self(0);

    pub fn holds(self, button: Button) -> bool {
        self.0 & Self::flag(button) != 0
    }

    /// The same set with `button` down or up.
    #[must_use]
    pub fn with(self, button: Button, down: bool) -> Self {
        if down {
            Self(self.0 | Self::flag(button))
        } else {
            Self(self.0 & !Self::flag(button))
        }
    }

    fn flag(button: Button) -> u8 {
        1 << button as u8
    }
}

impl FromIterator<Button> for Pressed {
    fn from_iter<I: IntoIterator<Item = Button>>(buttons: I) -> Self {
        buttons
            .into_iter()
            .fold(Self::NONE, |set, button| set.with(button, true))
    }
}
