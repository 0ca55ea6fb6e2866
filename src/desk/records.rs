//! Records: opened, backed up and brought back for work without a window.

use std::path::Path;

use jiff::Timestamp;
use zeroize::Zeroizing;

use super::workspace::KeySource;
use crate::letter::dates;
use crate::problem::{Outcome, Problem};
use crate::record::{Act, Actor, Person, Secret, may};
use crate::store::{self, Keeping, Key, Recognition, Staff};

pub use crate::store::{Check, Progress, Store as OpenRecord, Verified, Watch};

/// Whether there is a record in this folder.
pub fn exists(folder: &Path) -> bool {
    store::exists(folder)
}

/// Opens the record in a folder; `ask` gives the recovery passphrase where no key is at hand, and
/// `watch` is told how far it is with bringing an older record up to date.
///
/// # Errors
/// When there is none, it is open elsewhere, or the key does not fit.
pub fn open(
    folder: &Path,
    source: &KeySource,
    ask: impl FnOnce() -> Outcome<Zeroizing<String>>,
    watch: Watch<'_>,
) -> Outcome<OpenRecord> {
    if !store::exists(folder) {
        return Err(Problem::new(
            "There is no record in this folder",
            "Name the folder that holds record.db with --workspace DIR",
        ));
    }
    let key = || match key_at_hand(folder, source)? {
        Some(key) => Ok(key),
        None => Key::unseal(folder, &ask()?),
    };
    OpenRecord::open_asking(folder, key, watch)
}

/// What opening a record has shown to be wrong, though it opens.
pub fn trouble(record: &OpenRecord) -> Option<&Problem> {
    record.trouble()
}

/// One piece more of a check of a record.
///
/// # Errors
/// When it cannot be read at all; what can be read and is wrong is a fault.
pub fn check(record: &OpenRecord, check: &mut Check) -> Outcome<()> {
    record.check(check)
}

/// Brings a backup back as the record of a folder, and says what is not as it was written; `ask` gives the passphrase that it was made under
/// where no key file does.
///
/// # Errors
/// When there is a record already, or the backup or its key cannot be used.
pub fn restore(
    backup: &Path,
    folder: &Path,
    source: &KeySource,
    ask: impl FnOnce() -> Outcome<Zeroizing<String>>,
) -> Outcome<Verified> {
    // Nobody is asked for anything in vain.
    store::is_vacant(folder)?;
    let key = match source {
        KeySource::File(file) => Key::read_file(file)?,
        KeySource::Keychain => Key::unseal_backup(backup, &ask()?)?,
    };
    let found = OpenRecord::restore(backup, folder, &key)?;
    if *source == KeySource::Keychain {
        // Without a keychain the passphrase is asked for at each start.
        let _ = key.to_keychain(folder);
    }
    Ok(found)
}

/// In whose name something is done without a window: of whoever works here alone, else of the person
/// `named`, by name or initials. `ask` gives their PIN where they have one.
///
/// # Errors
/// When it is not said who, it is not they, or their role does not allow the act.
pub fn act_as(
    record: &mut OpenRecord,
    named: Option<&str>,
    act: Option<Act>,
    ask: impl FnOnce(&Person) -> Outcome<Secret>,
) -> Outcome<Actor> {
    let now = Timestamp::now();
    let today = dates::day_of(now);
    let people = record.people()?;
    let here: Vec<&Person> = people.iter().filter(|it| !it.has_left(today)).collect();
    let person = who(&here, named)?;
    if person.has_secret {
        let secret = ask(person)?;
        recognised(record.recognise(person.id, &secret, now)?, now)?;
    }
    let by = Actor::of(person);
    match act {
        Some(act) if here.len() > 1 && !may(person.role, act) => {
            record.note_refused(&by, act, None)?;
            Err(act.refusal(&people, today))
        }
        _ => Ok(by),
    }
}

fn who<'a>(here: &[&'a Person], named: Option<&str>) -> Outcome<&'a Person> {
    let name = match (named, here) {
        (Some(name), _) => name.trim().to_lowercase(),
        (None, [alone]) => return Ok(alone),
        (None, _) => {
            return Err(Problem::new(
                "Several people work in this record",
                "Say who you are with --as NAME",
            ));
        }
    };
    let is_it = |person: &&&Person| {
        [&person.name, &person.initials]
            .map(|it| it.to_lowercase())
            .contains(&name)
    };
    here.iter().find(is_it).copied().ok_or_else(|| {
        Problem::new(
            "Nobody of that name works here",
            "Give the name or the initials as they stand under View, People",
        )
    })
}

fn recognised(answer: Recognition, now: Timestamp) -> Outcome<()> {
    let next = match answer {
        Recognition::Known => return Ok(()),
        Recognition::Wrong(None) => "Try again".to_owned(),
        Recognition::Wrong(Some(until)) | Recognition::TooSoon(until) => {
            let seconds = until.duration_since(now).as_secs() + 1;
            format!("Try again in {seconds} seconds")
        }
    };
    Err(Problem::new("That PIN or passphrase is not right", next))
}

/// The key that opens the record in a folder, where it need not be asked for.
///
/// # Errors
/// When a key file cannot be read.
pub(super) fn key_at_hand(folder: &Path, source: &KeySource) -> Outcome<Option<Key>> {
    match source {
        KeySource::File(file) => Key::read_file(file).map(Some),
        // A keychain that cannot be asked is no reason to stop: the passphrase opens too.
        KeySource::Keychain => Ok(Key::from_keychain(folder).unwrap_or(None)),
    }
}
