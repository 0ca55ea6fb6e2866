//! Settings a person can change, kept with the record so that they travel with it.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::post::choices::PostChoices;
use crate::letter::sign::Letterhead;
use crate::pedal::{Make, PedalMap};
use crate::record::Targets;

/// Which keys drive the transport.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeySet {
    #[default]
    Desk,
    ExpressScribe,
    Escape,
}

impl KeySet {
    pub const ALL: [Self; 3] = [Self::Desk, Self::ExpressScribe, Self::Escape];

    pub fn label(self) -> &'static str {
        match self {
            Self::Desk => "Dictation Desk (F4 plays)",
            Self::ExpressScribe => "Express Scribe style (F9 plays, F4 stops)",
            Self::Escape => "Escape style (Esc plays)",
        }
    }
}

/// How the window looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    #[default]
    Light,
    Dark,
    HighContrast,
}

impl Look {
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::HighContrast];

    pub fn label(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HighContrast => "High contrast",
        }
    }
}

/// Everything a person can set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub key_set: KeySet,
    pub look: Look,
    /// Size of everything on screen, 1 being the design's own.
    pub scale: f32,
    /// Seconds stepped back on resume, for authors who have no figure of their own.
    pub back_step: f64,
    /// What each button of the foot pedal does.
    pub pedal_map: PedalMap,
    /// Pedals that were taught, the last one first.
    pub taught_pedals: Vec<Make>,
    pub letterhead: Letterhead,
    /// Where finished documents are saved.
    pub letters_folder: PathBuf,
    /// A folder whose recordings come in by themselves; empty for none.
    pub watch_folder: PathBuf,
    /// The speech model to draft with; none means the best one found.
    pub model: Option<PathBuf>,
    /// Draft new recordings without being asked.
    pub draft_ahead: bool,
    /// Minutes in which nobody does anything before the desk is locked; 0 for never.
    pub lock_after: u32,
    /// Within what time letters are to be out.
    pub targets: Targets,
    /// Days for which what was removed from the worklist can be brought back.
    pub bin_days: u32,
    /// How letters leave.
    pub post: PostChoices,
    /// Settings of a later program, and those of an earlier one, as they were found.
    #[serde(skip)]
    pub unknown: Map<String, Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            key_set: KeySet::default(),
            look: Look::default(),
            scale: 1.0,
            back_step: 1.5,
            pedal_map: PedalMap::default(),
            taught_pedals: Vec::new(),
            letterhead: Letterhead::default(),
            letters_folder: PathBuf::new(),
            watch_folder: PathBuf::new(),
            model: None,
            draft_ahead: true,
            lock_after: 10,
            targets: Targets::default(),
            bin_days: 30,
            post: PostChoices::default(),
            unknown: Map::new(),
        }
    }
}

/// The smallest and the largest that everything on screen may be.
pub const SCALES: RangeInclusive<f32> = 0.8..=2.0;

/// The seconds that resuming may step back.
pub const BACK_STEPS: RangeInclusive<f64> = 0.0..=10.0;

impl Settings {
    /// Reads settings as they were stored. One that cannot be read, as a later program may have
    /// stored it, falls back to its default and takes no other with it.
    pub fn from_json(text: &str) -> Self {
        let mut settings = Self::default();
        let Ok(Value::Object(stored)) = serde_json::from_str(text) else {
            return settings;
        };
        let mut unknown = Map::new();
        for (name, value) in stored {
            let Some(mut all) = settings.known() else {
                break;
            };
            let is_known = all.insert(name.clone(), value.clone()).is_some();
            match serde_json::from_value(Value::Object(all)) {
                Ok(with_it) if is_known => settings = with_it,
                // Another program may know what it means.
                _ => drop(unknown.insert(name, value)),
            }
        }
        settings.unknown = unknown;
        settings
    }

    /// As they are stored: with what this program does not know as it was found. One that it could
    /// not read is found again unless it has been set since.
    pub fn to_json(&self) -> String {
        let (Some(mut all), Some(by_default)) = (self.known(), Self::default().known()) else {
            return String::new();
        };
        for (name, value) in &self.unknown {
            if all.get(name) == by_default.get(name) {
                all.insert(name.clone(), value.clone());
            }
        }
        Value::Object(all).to_string()
    }

    fn known(&self) -> Option<Map<String, Value>> {
        match serde_json::to_value(self) {
            Ok(Value::Object(all)) => Some(all),
            _ => None,
        }
    }

    /// Whether these are other than those for everybody who works here, and not only in what is
    /// a matter of whoever sits at the desk: keys, pedal, look and size.
    pub fn differs_for_all(&self, other: &Self) -> bool {
        let own = Self {
            key_set: other.key_set,
            look: other.look,
            scale: other.scale,
            back_step: other.back_step,
            pedal_map: other.pedal_map,
            taught_pedals: other.taught_pedals.clone(),
            ..self.clone()
        };
        own != *other
    }
}
