//! Killed at any moment, the desk loses no keystroke that it called saved, invents none, and signs
//! no letter by halves; and it saves within the second that is promised.

mod life;
mod typist;
mod victim;

use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;
use std::sync::Mutex;

use dictation_desk::clinical::{self, lexicon::Lexicon};
use dictation_desk::desk::Door;
use dictation_desk::desk::command::Command;
use dictation_desk::letter::Manuscript;
use dictation_desk::letter::versions::OpenLetter;
use dictation_desk::record::{DictationId, Status};
use dictation_desk::store::{Keeping, Record};
use sha2::{Digest, Sha256};

use crate::clinic;
use crate::room::{DICTATION, Room, spoken};
use life::Life;
pub use typist::mix;

/// Set to a number that a failure named, this repeats the lives that follow from it.
const SEED: &str = "DICTATION_DESK_SEED";

/// Lives that are ended in each test; the three make fifty.
const KILLS: [(Work, u64); 3] = [
    (Work::Typing, 18),
    (Work::Drafting, 14),
    (Work::Signing, 18),
];

/// Victims at work at the same time; they spend most of it waiting.
const AT_ONCE: usize = 2;

/// Recordings that lie ready to come in.
const ARRIVALS: usize = 6;

const REASON: &str = "Typed from the notes";

/// What a victim is busy with when it is killed. All of them type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    /// One letter, or two by turns.
    Typing,
    /// While recordings come in and are drafted.
    Drafting,
    /// While the letter is signed, amended and signed again.
    Signing,
}

impl Work {
    fn named(name: &str) -> Self {
        let all = KILLS.map(|(work, _)| work).into_iter();
        let mut found = all.filter(|work| format!("{work:?}") == name);
        found.next().expect("a way of working")
    }
}

/// A second is promised; half of one is what the desk takes, and a keystroke's time.
#[test]
fn what_is_typed_without_a_pause_is_saved_all_the_same() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let known = clinic::known(clinic::staff(&mut record));
    let id = clinic::take_in(&room, &mut record, &known, "clinic.wav", 2.0);
    drop(record);
    let mut desk = room.desk();
    clinic::say(&mut desk, Command::Open(id));
    let (mut saved, mut saves) = (clinic::NOW, 0);
    for tenth in 0..60 {
        let now = clinic::NOW + f64::from(tenth) * 0.1;
        let end = clinic::body(&desk).len();
        let (range, text) = (end..end, "a".to_owned());
        desk.apply(Command::Type { range, text }, now);
        desk.tick(now);
        while desk.turn(now) {}
        if !desk.has_unsaved() {
            (saved, saves) = (now, saves + 1);
        }
        assert!(now - saved < 0.65, "{}", now - saved);
    }
    assert!((5..30).contains(&saves), "{saves}");
}

#[test]
fn typing_survives_a_kill() {
    end_lives(Work::Typing, check_letters);
}

#[test]
fn drafts_that_land_survive_a_kill() {
    end_lives(Work::Drafting, |life| {
        check_letters(life) + check_arrivals(life)
    });
}

#[test]
fn no_letter_is_signed_by_halves() {
    end_lives(Work::Signing, |life| {
        check_letters(life).min(check_signed(life))
    });
}

/// Lets victims live and die, and checks what each leaves behind. `check` answers how much there
/// was to hold the desk to, which over all lives must not be nothing.
fn end_lives(work: Work, check: impl Fn(&Life) -> u64 + Sync) {
    let base = std::env::var(SEED).map_or_else(
        |_| RandomState::new().build_hasher().finish(),
        |seed| seed.parse().expect("the seed is a number"),
    );
    let kills = KILLS.iter().find(|(kind, _)| *kind == work);
    let (_, kills) = kills.expect("every work has its kills");
    let waiting = Mutex::new((0..*kills).map(|life| base.wrapping_add(life)));
    let held = Mutex::new(0);
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(seed) = next(&waiting) {
                    let life = Life::lead(work, seed);
                    *held.lock().unwrap() += check(&life);
                }
            });
        }
    });
    assert!(
        *held.lock().unwrap() > 0,
        "every victim died too young to tell anything"
    );
}

fn next(seeds: &Mutex<impl Iterator<Item = u64>>) -> Option<u64> {
    seeds.lock().unwrap().next()
}

/// A workspace with two letters to type, and with recordings that may come in. In memory, where
/// the system offers that: this is about a process that dies, which what was handed to the system
/// outlives, and not about how long a busy disk takes.
fn prepared(work: Work) -> Room {
    let memory = Path::new("/dev/shm");
    let folder = match memory.is_dir() {
        true => tempfile::tempdir_in(memory),
        false => tempfile::tempdir(),
    };
    let room = Room {
        folder: folder.expect("a temporary folder"),
    };
    drop(room.furnished(false));
    let mut record = room.record();
    let known = clinic::known(clinic::staff(&mut record));
    for name in ["one.wav", "other.wav"] {
        clinic::take_in(&room, &mut record, &known, name, 0.2);
    }
    if work == Work::Drafting {
        for number in 0..ARRIVALS {
            room.recording(&arrival(number), 0.2);
        }
    }
    room
}

/// What the recording is called that is the so-manieth to come in. The names differ in length,
/// and so the recordings in pitch.
fn arrival(number: usize) -> String {
    format!("{}.wav", "arrival".repeat(number + 2))
}

/// Every keystroke that must be in a letter is, in order, and nothing that was not typed; undo
/// goes back to where the letter started and redo forward again. Answers how many must be.
fn check_letters(life: &Life) -> u64 {
    let record = life.room.record();
    let faults = record.verify().expect("the record can be checked").faults;
    assert_eq!(faults, Vec::<String>::new(), "{}", life.name());
    let letters = [DictationId(1), DictationId(2)];
    for id in letters {
        let letter = record.letter_for(id).expect("the letter can be read");
        let text = letter.map_or_else(String::new, |letter| check_history(life, letter));
        assert!(
            life.may_read(id, &text),
            "{}: of letter {} there is {text:?}, which is not what was typed with {} to {} keys",
            life.name(),
            id.0,
            life.sure_keys(id),
            life.possible_keys(id),
        );
    }
    drop(record);
    check_reopening(life);
    letters.iter().map(|id| life.sure_keys(*id)).sum()
}

/// Goes all the way back and all the way forward; gives the text as it was found.
fn check_history(life: &Life, letter: OpenLetter) -> String {
    let start = letter.start.clone();
    let mut manuscript = Manuscript::replay(letter.start, letter.entries).expect("it fits");
    let mut passed = vec![manuscript.letter().clone()];
    while manuscript.can_undo() {
        manuscript.undo().expect("undo fits");
        passed.push(manuscript.letter().clone());
    }
    assert_eq!(manuscript.letter(), &start, "{}", life.name());
    for letter in passed.iter().rev().skip(1) {
        manuscript.redo().expect("redo fits");
        assert_eq!(manuscript.letter(), letter, "{}", life.name());
    }
    assert!(!manuscript.can_redo(), "{}", life.name());
    manuscript.letter().body().text().to_owned()
}

/// The workspace opens at once, with nothing to tell and nothing left lying about.
fn check_reopening(life: &Life) {
    let desk = life.room.desk();
    assert_eq!(desk.door(), Door::Open, "{}", life.name());
    assert_eq!(
        clinic::problems(&desk),
        Vec::<&str>::new(),
        "{}",
        life.name()
    );
}

/// Every recording that was on the worklist is, none came in that was not brought, and each has
/// its draft in its letter, once. Answers how many there are.
fn check_arrivals(life: &Life) -> u64 {
    let record = life.room.record();
    let dictations = record.dictations().expect("the worklist can be read");
    let count = dictations.len() as u64;
    let brought = 2 + life.told("import ");
    assert!(
        (life.told("here ")..=brought).contains(&count),
        "{}: {count} are here, {} were told and {brought} brought",
        life.name(),
        life.told("here "),
    );
    let tidied = clinical::tidy(&spoken(DICTATION), &Lexicon::built_in());
    for dictation in dictations.iter().skip(2) {
        let letter = record.letter_for(dictation.id).expect("it can be read");
        let text = check_history(life, letter.expect("a drafted letter"));
        assert_eq!(text, tidied.body.text(), "{}", life.name());
        assert_eq!(dictation.status, Status::DraftReady, "{}", life.name());
    }
    count - 2
}

/// Every version that was shown as signed is, with its document and the reason given; the folder
/// holds those documents, whole, and nothing else. Answers how many there are.
fn check_signed(life: &Life) -> u64 {
    let record = life.room.record();
    let patient = record.find_patients("", 1).expect("patients can be found");
    let versions = record
        .versions(patient[0].id)
        .expect("versions can be read");
    let numbers: Vec<u32> = versions.iter().map(|signed| signed.version).collect();
    let count = numbers.len() as u32;
    assert_eq!(numbers, Vec::from_iter(1..=count), "{}", life.name());
    assert!(
        u64::from(count) >= life.told("signed "),
        "{}: a signature is gone",
        life.name()
    );
    let mut documents = BTreeSet::new();
    for signed in versions {
        let bytes = record
            .document(signed.letter, signed.version)
            .expect("its document");
        assert_eq!(Sha256::digest(&bytes)[..], signed.sha256, "{}", life.name());
        documents.insert((signed.file_name, bytes));
    }
    assert_eq!(in_folder(&life.room), documents, "{}", life.name());
    drop(record);
    let events = clinic::audit(&life.room);
    let reasons = events
        .iter()
        .filter(|(_, subject)| subject.ends_with(REASON));
    assert_eq!(
        reasons.count(),
        documents.len(),
        "{}: a signature without its reason, or a reason without a signature",
        life.name()
    );
    u64::from(count)
}

/// The files letters are saved in, by name and content.
fn in_folder(room: &Room) -> BTreeSet<(String, Vec<u8>)> {
    let folder = room.workspace().join("letters");
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files
        .map(|file| {
            let name = file.file_name().to_string_lossy().into_owned();
            (
                name,
                std::fs::read(file.path()).expect("the file can be read"),
            )
        })
        .collect()
}
