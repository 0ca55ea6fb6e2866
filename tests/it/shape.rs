//! The shape of the house, read off the source: who may name whom, and what nobody may name.

mod circles;
mod house;
mod layers;
mod measures;
mod reader;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use house::{HOUSE, files, project};

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

/// How what was found, each with more to say of it, differs from what is listed.
fn differences(found: BTreeMap<String, String>, listed: BTreeSet<String>) -> Vec<String> {
    let new = found.iter().filter(|(what, _)| !listed.contains(*what));
    let new = new.map(|(_, told)| format!("new, and not to stay: {told}"));
    let gone = listed.iter().filter(|what| !found.contains_key(*what));
    let gone = gone.map(|what| format!("no longer so, strike it out: {what}"));
    new.chain(gone).collect()
}

#[test]
fn a_list_of_exceptions_can_only_shrink() {
    let found = BTreeMap::from([("a", "a: 1"), ("b", "b: 2")]);
    let found = found
        .into_iter()
        .map(|(what, told)| (what.to_owned(), told.to_owned()));
    let listed = BTreeSet::from(["b", "c"]);
    let differences = differences(
        found.collect(),
        listed.into_iter().map(str::to_owned).collect(),
    );
    assert_eq!(
        differences,
        [
            "new, and not to stay: a: 1",
            "no longer so, strike it out: c"
        ]
    );
}

/// The rules read one file a module, and follow names that stand in a `use`.
#[test]
fn every_file_can_be_read_by_the_rules() {
    let unreadable = HOUSE.files.iter().flat_map(|file| {
        let told = file.unreadable.iter();
        told.map(|what| format!("{}: {what}", file.path))
    });
    assert_eq!(unreadable.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn every_file_opens_with_its_job() {
    let is_wordless = |(_, text): &(String, String)| {
        let first = text.lines().next().unwrap_or_default();
        first.len() < 15 || !first.starts_with("//! ")
    };
    for folder in ["src", "tests/it"] {
        let silent = files(folder).into_iter().filter(is_wordless);
        let silent: Vec<String> = silent.map(|(path, _)| path).collect();
        assert_eq!(silent, Vec::<String>::new());
    }
}

#[test]
fn files_are_read_in_one_sitting() {
    let longer = files("src").into_iter();
    let longer = longer.filter(|(_, text)| text.lines().count() > LONGEST);
    let longer: Vec<String> = longer.map(|(path, _)| path).collect();
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

#[test]
#[ignore = "prints the figures of the house and holds it to none"]
#[expect(clippy::print_stdout, reason = "the figures are its answer")]
fn counts() {
    for line in measures::lines() {
        println!("{line}");
    }
}
