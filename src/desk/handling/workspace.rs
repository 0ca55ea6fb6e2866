//! The workspace: making one, opening it with its key, its settings, and the sample clinic.

use std::path::Path;

use jiff::Timestamp;

use super::filing::file;
use super::importing::tell_of;
use super::letterhead::read_logo;
use crate::desk::crew::Outbox;
use crate::desk::dictionary::Dictionary;
use crate::desk::event::Event;
use crate::desk::post::OWN;
use crate::desk::readable::{clear_workspace, sweep};
use crate::desk::records::key_at_hand;
use crate::desk::sample;
use crate::desk::settings::{SCALES, Settings};
use crate::desk::state::Desk;
use crate::desk::watching;
use crate::desk::worklist::Snapshot;
use crate::desk::workspace::{Door, KeySource};
use crate::problem::{Outcome, Problem, answered};
use crate::record::{Actor, NewSecret, Person};
use crate::store::{Effort, Key, Record, Staff, Store, exists};

/// Name under which settings are kept in the record.
const SETTINGS: &str = "settings";

impl Desk {
    /// Looks at the workspace folder: opens it with the key at hand, or asks.
    pub(in crate::desk) fn knock(&mut self) {
        if !exists(&self.workspace.folder) {
            self.workspace.door = Door::New;
            return;
        }
        self.workspace.door = Door::Opening;
        clear_workspace(&self.workspace.folder, OWN);
        let now = (self.clock)();
        let (folder, source) = (
            self.workspace.folder.clone(),
            self.workspace.key_source.clone(),
        );
        self.crew.record_door(move |place, outbox| {
            let opened = answered(|| match key_at_hand(&folder, &source)? {
                Some(key) => Store::open(&folder, &key).map(Some),
                None => Ok(None),
            });
            match opened {
                Ok(Some(opened)) => enter(place, Box::new(opened), outbox, now),
                Ok(None) => outbox.post(Event::NeedsPassphrase),
                Err(problem) => outbox.post(Event::DoorStuck(problem)),
            }
        });
    }

    pub(in crate::desk) fn unlock(&mut self, passphrase: String) {
        self.workspace.door = Door::Opening;
        let (folder, now) = (self.workspace.folder.clone(), (self.clock)());
        self.crew.record_door(move |place, outbox| {
            let opened = answered(|| Store::open(&folder, &Key::unseal(&folder, &passphrase)?));
            match opened {
                Ok(opened) => enter(place, Box::new(opened), outbox, now),
                Err(problem) => outbox.post(Event::DoorStuck(problem)),
            }
        });
    }

    /// Makes the workspace: a key kept by the system's keychain (or the key file), a sealed copy
    /// for the passphrase, an empty record, and the sample clinic if wanted.
    pub(in crate::desk) fn create_workspace(
        &mut self,
        passphrase: String,
        with_sample: bool,
        name: String,
        initials: String,
    ) {
        self.workspace.door = Door::Opening;
        let (folder, source) = (
            self.workspace.folder.clone(),
            self.workspace.key_source.clone(),
        );
        let now = (self.clock)();
        self.crew.record_door(move |place, outbox| {
            let made = answered(|| {
                let mut made = make(&folder, &source, &passphrase)?;
                let by = introduce(&mut made, name, initials)?;
                let settings = first_settings(&folder, with_sample);
                made.set_setting(&by, SETTINGS, &settings.to_json())?;
                if with_sample {
                    let imported = sample::add(&mut made, &by, now)?;
                    outbox.post(Event::Imported(imported));
                }
                Ok(made)
            });
            match made {
                Ok(made) => enter(place, Box::new(made), outbox, now),
                Err(problem) => outbox.post(Event::DoorStuck(problem)),
            }
        });
    }

    pub(in crate::desk) fn add_sample(&mut self) {
        let (now, by) = ((self.clock)(), self.actor());
        self.crew.record(move |record, outbox| {
            tell_of(sample::add(record, &by, now)?, outbox);
            Ok(())
        });
    }

    /// Makes everything on the screen larger or smaller.
    pub(in crate::desk) fn resize(&mut self, scale: f32) {
        // Tenths, so that as many steps back lead to where one came from.
        let scale = (scale * 10.0).round() / 10.0;
        let mut settings = self.settings.clone();
        settings.scale = scale.clamp(*SCALES.start(), *SCALES.end());
        match self.workspace.door {
            Door::Open => self.change_settings(settings),
            // Kept once there is a record to keep it in.
            _ => self.settings = settings,
        }
    }

    /// The door is open: a size that was chosen before it counts for what is behind it.
    pub(in crate::desk) fn keep_size(&mut self, chosen: f32) {
        if chosen != Settings::default().scale {
            self.resize(chosen);
        }
    }

    pub(in crate::desk) fn change_settings(&mut self, settings: Settings) {
        let json = settings.to_json();
        let is_other_model = settings.model != self.settings.model;
        self.settings = settings;
        self.worklist.hold_to(&self.settings.targets);
        let by = self.actor();
        self.crew
            .record(move |record, _| record.set_setting(&by, SETTINGS, &json));
        if is_other_model {
            self.queue.try_failed_again();
        }
        self.draft_next();
    }
}

fn make(folder: &Path, source: &KeySource, passphrase: &str) -> Outcome<Store> {
    let key = match source {
        KeySource::File(file) if file.exists() => Key::read_file(file)?,
        KeySource::File(file) => {
            let key = Key::random()?;
            key.write_file(file)?;
            key
        }
        KeySource::Keychain => Key::random()?,
    };
    if *source == KeySource::Keychain && passphrase.trim().is_empty() {
        return Err(Problem::new(
            "A recovery passphrase is needed",
            "Choose one you can keep safe; without it a lost keychain would lose the record",
        ));
    }
    let store = Store::create(folder, &key)?;
    if !passphrase.trim().is_empty() {
        key.seal(folder, passphrase)?;
    }
    if *source == KeySource::Keychain {
        // Without a keychain the passphrase is asked for at each start; that is the fallback.
        let _ = key.to_keychain(folder);
    }
    Ok(store)
}

/// Whoever makes a workspace is the first who works in it, under the name they give.
fn introduce(made: &mut Store, name: String, initials: String) -> Outcome<Actor> {
    let Some(first) = made.people()?.into_iter().next() else {
        return Ok(Actor::program());
    };
    let named = Person {
        name: name.trim().to_owned(),
        initials: initials.trim().to_owned(),
        ..first.clone()
    };
    let by = Actor::of(&named);
    if named != first {
        made.save_person(&by, &named, &NewSecret::Kept, Effort::default())?;
    }
    Ok(by)
}

/// The settings a new workspace starts with.
fn first_settings(folder: &Path, with_sample: bool) -> Settings {
    Settings {
        letters_folder: folder.join("letters"),
        // An invented hospital must never stand at the head of a real letter.
        letterhead: with_sample.then(sample::letterhead).unwrap_or_default(),
        ..Settings::default()
    }
}

/// The record is open: the worker keeps it and the desk hears what is in it.
fn enter(
    place: &mut Option<Box<dyn Record>>,
    mut record: Box<dyn Record>,
    outbox: &Outbox,
    now: Timestamp,
) {
    let read = (|| {
        let settings = record.setting(SETTINGS)?;
        let settings = settings.map_or_else(Settings::default, |json| Settings::from_json(&json));
        let mut snapshot = Snapshot::default();
        snapshot.take(record.worklist()?);
        let dictionary = Dictionary::in_record(record.as_ref())?;
        let known = record.setting(watching::KNOWN)?;
        let known = known.and_then(|json| serde_json::from_str(&json).ok());
        outbox.post(Event::Watched(known.unwrap_or_default()));
        outbox.post(Event::PeopleRead(record.people()?));
        read_logo(record.as_ref(), outbox)?;
        Ok((Box::new(snapshot), Box::new(settings), Box::new(dictionary)))
    })();
    match read {
        Ok((snapshot, settings, dictionary)) => {
            if let Some(trouble) = record.trouble() {
                outbox.post(Event::Trouble(trouble.clone()));
            }
            // A document whose saving was cut off by a power cut is saved now.
            let folder = &settings.letters_folder;
            if let Err(problem) = file(record.as_mut(), &Actor::program(), folder) {
                outbox.post(Event::Trouble(problem));
            }
            if let Err(problem) = sweep(record.as_mut(), now) {
                outbox.post(Event::Trouble(problem));
            }
            *place = Some(record);
            // Before the door: what opens it begins to draft.
            outbox.post(Event::DictionaryRead(dictionary));
            outbox.post(Event::DoorOpened(snapshot, settings));
        }
        Err(problem) => outbox.post(Event::DoorStuck(problem)),
    }
}
