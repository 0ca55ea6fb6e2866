//! The shape of the house, read off the source: who may name whom, and what nobody may name.

use std::fs;
use std::path::{Path, PathBuf};

/// The parts of the program from the bottom up: each may name what lies in a layer below its own.
const LAYERS: [&[&str]; 5] = [
    &["problem"],
    &["words", "record", "letter", "clinical"],
    &["audio", "speech", "pedal", "store"],
    &["desk"],
    &["ui", "cli", "window", "main"],
];

/// The layers whose parts may name each other: the domain is one language, the top one program.
const OF_ONE_MIND: [usize; 2] = [1, 4];

/// What only some parts may name, and why.
const RESERVED: [(&str, &[&str], &str); 9] = [
    (
        "egui",
        &["ui", "window", "main"],
        "only the screen knows widgets",
    ),
    (
        "eframe",
        &["ui", "window", "main"],
        "only the screen knows windows",
    ),
    ("std::net", &[], "the program opens no network socket, ever"),
    ("std::fs", NOT_DOMAIN, "the domain knows no files"),
    ("std::thread", NOT_DOMAIN, "the domain knows no threads"),
    ("std::time", NOT_DOMAIN, "the domain knows no clock"),
    ("Timestamp::now", NOT_DOMAIN, "the domain knows no clock"),
    ("Zoned::now", NOT_DOMAIN, "the domain knows no clock"),
    ("rusqlite", &["store"], "only the store speaks SQL"),
];
const NOT_DOMAIN: &[&str] = &[
    "audio", "speech", "pedal", "store", "desk", "ui", "cli", "window", "main",
];

/// The longest a file may be, in lines: about what a person reads in one sitting.
const LONGEST: usize = 400;

/// Files longer than that for now. A file may leave this list and none may join it.
const STILL_LONGER: [&str; 0] = [];

/// Libraries that fetch things over a network.
const CLIENTS: [&str; 10] = [
    "reqwest",
    "ureq",
    "hyper",
    "curl",
    "isahc",
    "attohttpc",
    "ehttp",
    "minreq",
    "surf",
    "h2",
];

/// A source file: where it is below the project's folder, and what it says.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The part of the program it belongs to: "store" for src/store/mod.rs.
    fn part(&self) -> &str {
        let below = self.path.strip_prefix("src/").unwrap_or(&self.path);
        let first = below.split('/').next().unwrap_or(below);
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Its lines of code, numbered from one; comments may name whom they like.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate();
        lines
            .map(|(at, line)| (at + 1, line.split("//").next().unwrap_or(line)))
            .filter(|(_, line)| !line.trim().is_empty())
    }

    /// What it names against the rules, one sentence each.
    fn breaches(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (number, line) in self.code() {
            let place = format!("{}:{number}", self.path);
            for named in parts_named(line) {
                if !may_name(self.part(), &named) {
                    found.push(format!("{place}: {} names {named}", self.part()));
                }
            }
            for (what, by, why) in RESERVED {
                if names(line, what) && !by.contains(&self.part()) {
                    found.push(format!("{place}: {what}, but {why}"));
                }
            }
        }
        found
    }
}

fn may_name(part: &str, named: &str) -> bool {
    match (layer(part), layer(named)) {
        (Some(own), Some(other)) if own == other => part == named || OF_ONE_MIND.contains(&own),
        (Some(own), Some(other)) => other < own,
        // A part that is in no layer has no place yet, and lib.rs itself names nobody.
        _ => false,
    }
}

fn layer(part: &str) -> Option<usize> {
    LAYERS.iter().position(|parts| parts.contains(&part))
}

/// The parts named in a line, as `crate::part`, `crate::{part, …}` or from the library's outside.
fn parts_named(line: &str) -> Vec<String> {
    let mut named = Vec::new();
    for root in ["crate::", "dictation_desk::"] {
        for (at, _) in line.match_indices(root) {
            let rest = &line[at + root.len()..];
            let end = |c: char| !(c.is_alphanumeric() || c == '_');
            match rest.strip_prefix('{') {
                // Such a list on several lines names nothing here; rustfmt keeps short ones whole.
                Some(list) => named.extend(
                    list.split(['}', ';'])
                        .next()
                        .unwrap_or_default()
                        .split(',')
                        .map(|item| item.trim().split(end).next().unwrap_or_default().to_owned()),
                ),
                None => named.push(rest.split(end).next().unwrap_or_default().to_owned()),
            }
        }
    }
    // A macro or an item at the crate's root is no part.
    named.retain(|name| layer(name).is_some());
    named
}

/// Whether a path is named, and not only a longer word that ends or begins like it.
fn names(line: &str, path: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + path.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder of the project.
fn sources(folder: &str) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut folders = vec![project().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension() {
                None if path.is_dir() => folders.push(path),
                Some(ending) if ending == "rs" => sources.push(read(path)),
                _ => {}
            }
        }
    }
    assert!(
        sources.len() > 3,
        "the sources are where they are looked for"
    );
    sources
}

fn read(path: PathBuf) -> Source {
    let below = path.strip_prefix(project()).unwrap().to_string_lossy();
    Source {
        path: below.replace('\\', "/"),
        text: fs::read_to_string(&path).unwrap(),
    }
}

#[test]
fn no_part_names_one_it_must_not() {
    let breaches: Vec<String> = sources("src").iter().flat_map(Source::breaches).collect();
    assert_eq!(breaches, Vec::<String>::new());
}

#[test]
fn the_rule_would_notice_a_breach() {
    let rows = [
        (
            "src/store/mod.rs",
            "use crate::audio::Clip;",
            "store names audio",
        ),
        (
            "src/audio/mod.rs",
            "let x = crate::speech::RATE;",
            "audio names speech",
        ),
        (
            "src/letter/mod.rs",
            "use crate::store::Store;",
            "letter names store",
        ),
        (
            "src/desk/mod.rs",
            "use crate::{audio::Clip, ui};",
            "desk names ui",
        ),
        (
            "src/problem.rs",
            "use crate::words::Word;",
            "problem names words",
        ),
        (
            "src/record.rs",
            "let now = jiff::Timestamp::now();",
            "no clock",
        ),
        ("src/clinical/mod.rs", "std::fs::read(path)", "no files"),
        ("src/letter/docx.rs", "use std::thread;", "no threads"),
        ("src/desk/mod.rs", "fn show(ui: &mut egui::Ui) {", "widgets"),
        (
            "src/desk/people.rs",
            "rusqlite::Connection::open(path)",
            "SQL",
        ),
        (
            "src/ui/mod.rs",
            "use std::net::TcpStream;",
            "no network socket",
        ),
    ];
    for (path, line, says) in rows {
        let text = format!("//! A file.\n{line}\n");
        let source = Source {
            path: path.to_owned(),
            text,
        };
        let [breach] = &source.breaches()[..] else {
            panic!("{path}: {line}: {:?}", source.breaches());
        };
        assert!(
            breach.starts_with(&format!("{path}:2: ")) && breach.contains(says),
            "{breach}"
        );
    }
    let allowed = [
        ("src/store/letters.rs", "use crate::clinical::Note;"),
        (
            "src/ui/player.rs",
            "use crate::audio::Motion; use egui::Ui;",
        ),
        (
            "src/letter/mod.rs",
            "// As crate::store::Store keeps it, with std::fs.",
        ),
        ("src/audio/mod.rs", "pub use my_egui_like::thing;"),
    ];
    for (path, line) in allowed {
        let source = Source {
            path: path.to_owned(),
            text: line.to_owned(),
        };
        assert_eq!(source.breaches(), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn every_file_opens_with_its_job() {
    let wordless = |source: &Source| {
        let first = source.text.lines().next().unwrap_or_default();
        first.len() < 15 || !first.starts_with("//! ")
    };
    for folder in ["src", "tests/it"] {
        let silent: Vec<_> = sources(folder).into_iter().filter(wordless).collect();
        let silent: Vec<&str> = silent.iter().map(|source| source.path.as_str()).collect();
        assert_eq!(silent, Vec::<&str>::new());
    }
}

#[test]
fn files_are_read_in_one_sitting() {
    let mut longer: Vec<String> = sources("src")
        .into_iter()
        .filter(|source| source.text.lines().count() > LONGEST)
        .map(|source| source.path)
        .collect();
    longer.sort();
    assert_eq!(
        longer, STILL_LONGER,
        "split what is new here; strike out what is gone"
    );
}

#[test]
fn nothing_that_fetches_is_built_in() {
    let lock = fs::read_to_string(project().join("Cargo.lock")).unwrap();
    let built_in = |name: &&&str| lock.contains(&format!("name = \"{name}\"\n"));
    assert!(built_in(&&"rusqlite"), "the lock file is written as it was");
    let clients: Vec<&&str> = CLIENTS.iter().filter(built_in).collect();
    assert_eq!(clients, Vec::<&&str>::new());
}
