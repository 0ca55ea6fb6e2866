//! Who may name whom among the parts of the program, and what nobody but some may name.

use std::collections::{BTreeMap, BTreeSet};

use super::differences;
use super::house::HOUSE;
use super::source::Source;

/// The parts of the program from the bottom up: each may name what lies in a layer below its own.
const LAYERS: [&[&str]; 5] = [
    &["problem"],
    &["words", "record", "letter", "clinical"],
    SERVICES,
    &["desk"],
    &["ui", "cli", "window", "main"],
];

/// Only the desk names these: the screen and the command line go through it.
const SERVICES: &[&str] = &["audio", "speech", "pedal", "store"];

/// The layers whose parts may name each other: the domain is one language, the top one program.
const OF_ONE_MIND: [usize; 2] = [1, 4];

/// What only some parts may name, and why.
const RESERVED: [(&str, &[&str], &str); 12] = [
    ("egui", SCREEN, "only the screen knows widgets"),
    ("eframe", SCREEN, "only the screen knows windows"),
    ("std::net", &[], "the program opens no network socket, ever"),
    ("std::fs", NOT_DOMAIN, "the domain knows no files"),
    ("std::path", NOT_DOMAIN, "the domain knows no files"),
    ("std::env", NOT_DOMAIN, "the domain knows no machine"),
    ("std::process", NOT_DOMAIN, "the domain knows no machine"),
    ("std::thread", NOT_DOMAIN, "the domain knows no threads"),
    ("std::time", NOT_DOMAIN, "the domain knows no clock"),
    (
        "jiff::Timestamp::now",
        NOT_DOMAIN,
        "the domain knows no clock",
    ),
    ("jiff::Zoned::now", NOT_DOMAIN, "the domain knows no clock"),
    ("rusqlite", &["store"], "only the store speaks SQL"),
];
const SCREEN: &[&str] = &["ui", "window", "main"];
const NOT_DOMAIN: &[&str] = &[
    "audio", "speech", "pedal", "store", "desk", "ui", "cli", "window", "main",
];

/// What does not keep to this yet: what is named, why it still is, and where. A file may leave
/// this list and none may join it.
const NOT_YET: [(&str, &str, &[&str]); 1] = [(
    "speech",
    "measures the recogniser itself, with which the desk has nothing to do",
    &[
        "src/cli/eval.rs",
        "src/cli/eval/figures.rs",
        "src/cli/eval/listening.rs",
        "src/cli/eval/trials.rs",
    ],
)];

/// What a file names against the rules, by what that is, with where and why not.
fn breaches(source: &Source, parts: &BTreeSet<&str>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let part = source.part();
    for named in &source.named {
        let place = format!("{}:{}", source.path, named.line);
        if let [root, other, ..] = &named.path[..]
            && root == "crate"
            && parts.contains(other.as_str())
            && !may_name(part, other)
        {
            let told = format!("{place}: {part} names {other}");
            found.entry(other.clone()).or_insert(told);
        }
        let path = named.path.join("::") + "::";
        for (what, by, why) in RESERVED {
            if path.starts_with(&format!("{what}::")) && !by.contains(&part) {
                let told = format!("{place}: {part} names {what}, but {why}");
                found.entry(what.to_owned()).or_insert(told);
            }
        }
    }
    found
}

fn may_name(part: &str, named: &str) -> bool {
    match (layer(part), layer(named)) {
        (Some(own), Some(other)) if own == other => part == named || OF_ONE_MIND.contains(&own),
        (Some(own), Some(other)) => other < own && (part == "desk" || !SERVICES.contains(&named)),
        // A part that is in no layer has no place yet, and lib.rs itself names nobody.
        _ => false,
    }
}

fn layer(part: &str) -> Option<usize> {
    LAYERS.iter().position(|parts| parts.contains(&part))
}

#[test]
fn every_part_has_its_layer() {
    let placed: BTreeSet<&str> = LAYERS.concat().into_iter().collect();
    assert_eq!(HOUSE.parts(), placed);
}

#[test]
fn no_part_names_one_it_must_not() {
    let (mut found, parts) = (BTreeMap::new(), HOUSE.parts());
    for source in &HOUSE.files {
        for (what, told) in breaches(source, &parts) {
            found.insert(format!("{} names {what}", source.path), told);
        }
    }
    let rows = NOT_YET.iter().flat_map(|(what, _, files)| {
        let pairs = files
            .iter()
            .flat_map(|file| what.split(' ').map(move |what| (file, what)));
        pairs.map(|(file, what)| format!("{file} names {what}"))
    });
    assert_eq!(differences(found, rows.collect()), Vec::<String>::new());
}

/// A line in a file, and what is told of it; nothing of one that keeps to the rules.
const LINES: &str = "
src/store/mod.rs    | use crate::audio::Clip;                        | store names audio
src/store/mod.rs    | pub use super::audio::Clip;                    | store names audio
src/audio/mod.rs    | const X: u32 = crate::speech::RATE;            | audio names speech
src/letter/mod.rs   | fn f(_: &crate::store::Draft) {}               | letter names store
src/letter/edit.rs  | use super::super::{desk::Desk};                | letter names desk
src/desk/mod.rs     | use crate::{letter::Letter, ui};               | desk names ui
src/problem.rs      | use crate::words::Word;                        | problem names words
src/ui/player.rs    | use crate::audio::Motion;                      | ui names audio
src/cli/door.rs     | use crate::store::{self, Key};                 | cli names store
src/main.rs         | use dictation_desk::pedal::Foot;               | main names pedal
src/lib.rs          | pub use crate::words::Word;                    | lib names words
src/attic.rs        | use crate::words::Word;                        | attic names words
src/record.rs       | fn f() { jiff::Timestamp::now(); }             | knows no clock
src/clinical/mod.rs | use std::{fs, io};                             | knows no files
src/clinical/mod.rs | use std::{path::Path, io};                     | knows no files
src/letter/docx.rs  | use std::thread;                               | knows no threads
src/desk/mod.rs     | fn show(ui: &mut egui::Ui) {}                  | knows widgets
src/desk/people.rs  | fn f() { rusqlite::Connection::open(path); }   | speaks SQL
src/ui/mod.rs       | use std::net::TcpStream;                       | no network socket, ever
src/store/terms.rs  | use crate::clinical::Note;                     |
src/ui/player.rs    | use crate::desk::Desk; use egui::Ui;           |
src/desk/crew.rs    | use crate::{audio::Clip, store::Store};        |
src/letter/mod.rs   | // As crate::store::Store, with std::fs.       |
src/letter/mod.rs   | #[cfg(test)] mod tests { use std::fs; }        |
src/audio/mod.rs    | pub use my_egui_like::thing;                   |
src/clinical/mod.rs | mod desk; use desk::tidy;                      |
";

#[test]
fn the_rule_would_notice_a_breach_and_nothing_else() {
    let parts = HOUSE.parts();
    for row in LINES.trim().lines() {
        let [path, line, says] = row.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            panic!("not three columns: {row}");
        };
        let source = Source::read(path, &format!("//! A file.\n{line}\n"));
        let told: Vec<String> = breaches(&source, &parts).into_values().collect();
        let is_right = match &told[..] {
            [] => says.is_empty(),
            [one] => {
                let place = format!("{path}:2: ");
                one.starts_with(&place) && one.ends_with(says) && !says.is_empty()
            }
            _ => false,
        };
        assert!(is_right, "{row}: {told:?}");
    }
}
