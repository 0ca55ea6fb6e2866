//! Foot pedals: which one is attached, what its buttons do, and teaching one that is not known.

use crate::pedal::{
    Assignment, Button, Heard, Make, Mode, PedalAction, PedalMap, Reading, Teaching, UDEV_FILE,
    known_makes, udev_rules,
};

use super::settings::Settings;

/// Whoever reads the pedals, and what is known of the one in use.
#[derive(Default)]
pub(super) struct Pedals {
    reader: Option<Box<dyn Reading>>,
    /// The pedal now attached.
    pub name: Option<String>,
    pub lesson: Option<Lesson>,
}

impl Pedals {
    pub fn read_by(&mut self, reader: Box<dyn Reading>) {
        self.reader = Some(reader);
    }

    pub fn follow(&self, settings: &Settings) {
        if let Some(reader) = &self.reader {
            reader.follow(makes(settings));
        }
    }

    /// Follows pedals that were taught, now that the record has said which.
    pub fn follow_taught(&self, settings: &Settings) {
        if !settings.taught_pedals.is_empty() {
            self.follow(settings);
        }
    }

    /// Begins a lesson: no pedal plays meanwhile.
    pub fn teach(&mut self) {
        if let Some(reader) = &self.reader {
            reader.learn();
            self.lesson = Some(Lesson::default());
        }
    }
}

/// The pedals to look for: those that were taught before those known anyway, so that teaching a
/// known one settles what its buttons are.
pub(super) fn makes(settings: &Settings) -> Vec<Make> {
    let taught = settings.taught_pedals.iter().cloned();
    taught.chain(known_makes()).collect()
}

/// Where an administrator of a Linux computer writes which lines, so that pedals can be read.
pub fn permission(settings: &Settings) -> (&'static str, String) {
    (UDEV_FILE, udev_rules(&makes(settings)))
}

/// Who decides what the buttons do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Lettered,
    Lexacom,
    ByButton,
}

impl Style {
    pub const ALL: [Self; 3] = [Self::Lettered, Self::Lexacom, Self::ByButton];

    pub fn label(self) -> &'static str {
        match self {
            Self::Lettered => "As pedals are lettered: rewind, play, forward",
            Self::Lexacom => "As in Lexacom: rewind, forward, play",
            Self::ByButton => "Chosen button by button",
        }
    }

    /// The style of a map: by button, where it is none of the others.
    pub fn of(map: &PedalMap) -> Self {
        let styles = Self::ALL.into_iter();
        let mut same = styles.filter(|style| style.map().as_ref() == Some(map));
        same.next().unwrap_or(Self::ByButton)
    }

    /// What the buttons do in this style, where it says so.
    pub fn map(self) -> Option<PedalMap> {
        match self {
            Self::Lettered => Some(PedalMap::OURS),
            Self::Lexacom => Some(PedalMap::LEXACOM),
            Self::ByButton => None,
        }
    }
}

/// The buttons in their order, and what people call them.
pub const BUTTONS: [(Button, &str); Button::ALL.len()] = [
    (Button::Left, "Left"),
    (Button::Middle, "Middle"),
    (Button::Right, "Right"),
    (Button::Fourth, "Small one above"),
];

/// All that a button can be given to do.
#[rustfmt::skip]
pub const TASKS: [Option<Assignment>; 8] = [
    None,
    Some(Assignment { action: PedalAction::Play,     mode: Mode::Hold }),
    Some(Assignment { action: PedalAction::Play,     mode: Mode::Toggle }),
    Some(Assignment { action: PedalAction::Rewind,   mode: Mode::Hold }),
    Some(Assignment { action: PedalAction::Rewind,   mode: Mode::Toggle }),
    Some(Assignment { action: PedalAction::Forward,  mode: Mode::Hold }),
    Some(Assignment { action: PedalAction::Forward,  mode: Mode::Toggle }),
    Some(Assignment { action: PedalAction::BackStep, mode: Mode::Hold }),
];

/// What people call a task.
pub fn task(task: Option<Assignment>) -> &'static str {
    let Some(Assignment { action, mode }) = task else {
        return "Nothing";
    };
    match (action, mode) {
        (PedalAction::Play, Mode::Hold) => "Play while held",
        (PedalAction::Play, Mode::Toggle) => "Play, and stop at the next press",
        (PedalAction::Rewind, Mode::Hold) => "Rewind while held",
        (PedalAction::Rewind, Mode::Toggle) => "Rewind until the next press",
        (PedalAction::Forward, Mode::Hold) => "Forward while held",
        (PedalAction::Forward, Mode::Toggle) => "Forward until the next press",
        (PedalAction::BackStep, _) => "Back five seconds",
    }
}

/// A pedal being taught: what is asked of the person, and what came of the last press.
#[derive(Debug, Default)]
pub struct Lesson {
    teaching: Teaching,
    last: Option<Heard>,
}

impl Lesson {
    /// What the person is to do now.
    pub fn asks(&self) -> String {
        match self.teaching.wants() {
            Some(button) => format!("Press {} and let it go.", within(button)),
            None => "That was the last one.".to_owned(),
        }
    }

    /// What came of the last press, where there was one.
    pub fn told(&self) -> Option<String> {
        Some(match self.last? {
            Heard::Nothing => return None,
            Heard::Learnt(button) => format!("Learnt {}.", within(button)),
            Heard::Again(button) => format!("That was {} again.", within(button)),
            Heard::Unclear => {
                "That could not be told from another one. Press one alone, and let it go."
                    .to_owned()
            }
        })
    }

    pub(super) fn hear(&mut self, device: &Make, report: &[u8]) {
        let heard = self.teaching.hear(device, report);
        if heard != Heard::Nothing {
            self.last = Some(heard);
        }
    }

    pub(super) fn skip(&mut self) {
        self.teaching.skip();
        self.last = None;
    }

    pub(super) fn is_over(&self) -> bool {
        self.teaching.wants().is_none()
    }

    /// The pedal, where any button of it was learnt.
    pub(super) fn pedal(&self) -> Option<Make> {
        self.teaching.clone().finish()
    }
}

/// A button as it stands within a sentence.
fn within(button: Button) -> &'static str {
    match button {
        Button::Left => "the left pedal",
        Button::Middle => "the middle pedal",
        Button::Right => "the right pedal",
        Button::Fourth => "the small pedal above",
    }
}
