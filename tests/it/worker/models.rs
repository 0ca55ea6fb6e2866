//! Damaged models given to the engine: each is refused in one sentence or drafts something, and
//! none harms the program.
//!
//! What the counts cover: of the flips, three tenths fall in the sizes, filters and word list, three
//! in the names and shapes of tables, four in the weights. Every one goes through an engine of its
//! own to loading. Most load, which takes the better part of a second, and hearing takes several, so
//! that 80 are tried and a tenth of those that load then draft a clip of under a second; the test that
//! is not run by itself tries a thousand and drafts with all. The facts that would betray a flip by
//! its checksum are left out for all of these, as for a model brought on a stick; that the checksum
//! catches them is tested apart.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use dictation_desk::speech::{Cancel, Worker};

use super::{MODEL, PROGRAM, hear, is_a_sentence};
use crate::damage::{Damaged, tables};
use crate::recovery::mix;

const SEED: u64 = 20_260_306;

/// Loads a damaged model, and drafts with it if wanted; whether that could be done.
fn survives(path: &Path, what: &str, drafts: bool) -> bool {
    let mut worker = Worker::new(PROGRAM.into(), path).unwrap();
    let done = match drafts {
        true => hear(&mut worker, 0.8).map(drop),
        false => worker.make_ready(&Cancel::default()),
    };
    match done {
        Ok(()) => true,
        Err(problem) => {
            assert!(is_a_sentence(&problem), "{what}: {problem}");
            false
        }
    }
}

#[test]
fn flips_anywhere_do_no_harm() {
    try_flips(80, 10);
}

#[test]
#[ignore = "takes an hour: each of a thousand damaged models that loads also drafts"]
fn a_thousand_flips_do_no_harm_to_drafts() {
    try_flips(1_000, 1);
}

/// Tries so many flips, and drafts with one of so many.
fn try_flips(count: u64, drafted_of: u64) {
    let bytes = fs::read(MODEL).unwrap();
    let tables = tables(&bytes);
    let beginning = tables[0].head.start as u64;
    let place = |number: u64| match (number % 10, mix(SEED + number)) {
        (0..3, chance) => chance % beginning,
        (3..6, chance) => {
            let head = &tables[(chance >> 32) as usize % tables.len()].head;
            head.start as u64 + chance % head.len() as u64
        }
        (_, chance) => beginning + chance % (bytes.len() as u64 - beginning),
    };
    let next = AtomicU64::new(0);
    let usable = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let damaged = Damaged::new();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        return;
                    }
                    let at = place(number);
                    let flip = bytes[at as usize] ^ (1 << ((mix(number) >> 8) % 8)) as u8;
                    let what = format!("flip {number} at {at}");
                    let drafts = mix(number).is_multiple_of(drafted_of);
                    if damaged.with(at, &[flip], |path| survives(path, &what, drafts)) {
                        usable.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let usable = usable.into_inner();
    println!("{usable} of {count} damaged models could be used; the others were refused");
    assert!((1..count).contains(&usable), "{usable}");
}

/// Where the check refuses a file it is refused before the engine reads it; a few are given to the
/// engine all the same.
#[test]
fn a_model_cut_short_anywhere_does_no_harm() {
    let mut damaged = Damaged::new();
    while damaged.length() > 0 {
        let length = damaged.length() / 4;
        damaged.cut(length);
        assert!(!survives(&damaged.path, &format!("cut to {length}"), true));
    }
}

/// With its facts beside it, a flipped weight is found by the checksum before it is loaded.
#[test]
fn a_changed_weight_is_found_by_the_checksum() {
    let damaged = Damaged::new();
    let facts = Path::new(MODEL).with_extension("json");
    fs::copy(facts, damaged.path.with_extension("json")).unwrap();
    let load = |path: &Path| {
        let mut worker = Worker::new(PROGRAM.into(), path).unwrap();
        worker.make_ready(&Cancel::default())
    };
    load(&damaged.path).unwrap();
    let beginning = tables(&fs::read(MODEL).unwrap())[0].head.start as u64;
    for number in 0..5 {
        let at = beginning + mix(SEED + number) % (damaged.length() - beginning);
        let byte = damaged.byte(at) ^ 0x10;
        let problem = damaged.with(at, &[byte], load).unwrap_err();
        assert!(problem.what().contains("checksum"), "{at}: {problem}");
    }
    load(&damaged.path).expect("it is mended");
}
