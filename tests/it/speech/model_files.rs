//! Model files: what is refused and why, what is known of each, and taking a new one in.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use dictation_desk::speech::{Whisper, model};
use proptest::prelude::*;

use crate::clips::MODEL;
use crate::damage::{Damaged, tables};

fn shipped_path() -> PathBuf {
    MODEL.into()
}

fn refusal(path: &Path) -> String {
    model::check(path).unwrap_err().message()
}

#[track_caller]
fn assert_refused(path: &Path, reason: &str) {
    let message = refusal(path);
    assert!(message.contains(reason), "expected {reason:?}: {message}");
    assert!(message.ends_with("untouched."), "{message}");
}

#[test]
fn what_is_no_model_is_refused_with_the_reason() {
    let rows: [(&str, &[u8]); 3] = [
        ("is empty", b""),
        ("not in the ggml format", b"RIFF, not a model"),
        ("cut short", b"lmgg"),
    ];
    for (reason, contents) in rows {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(contents).unwrap();
        assert_refused(file.path(), reason);
    }
    assert!(model::check(Path::new("nowhere.bin")).is_err());

    let mut damaged = Damaged::new();
    model::check(&damaged.path).expect("it is whole as yet");
    let end = damaged.length();
    let rows: [(&str, u64, &[u8]); 5] = [
        ("sizes", 12, &[7]),
        ("sound filters", 48, &[81]),
        ("word list", 56 + 64_320, &[0]),
        ("stored in a way", 44, &[99]),
        ("no proper beginning", end, &[9; 12]),
    ];
    for (reason, at, bytes) in rows {
        damaged.with(at, bytes, |path| assert_refused(path, reason));
    }
    model::check(&damaged.path).expect("it is mended");
    damaged.cut(end - 1);
    assert_refused(&damaged.path, "cut short");
}

#[test]
fn a_table_that_is_missing_doubled_or_foreign_is_refused() {
    let bytes = fs::read(MODEL).unwrap();
    let tables = tables(&bytes);
    let mut damaged = Damaged::new();
    let one = tables.iter().find(|it| it.name == "encoder.conv1.bias");
    let one = one.unwrap();
    let again = &bytes[one.head.start..one.end];
    damaged.with(damaged.length(), again, |path| {
        assert_refused(path, "has not");
    });
    let name_at = one.head.end - one.name.len();
    damaged.with(name_at as u64, b"E", |path| assert_refused(path, "has not"));
    let last = tables.last().unwrap();
    damaged.cut(last.head.start as u64);
    assert_refused(&damaged.path, "missing");
}

#[test]
fn a_model_cut_short_anywhere_is_refused() {
    let mut damaged = Damaged::new();
    // Closer and closer together, down to every byte of the sizes.
    while damaged.length() > 0 {
        let length = damaged.length();
        damaged.cut(length - 1 - length / 20);
        assert!(!refusal(&damaged.path).is_empty());
    }
}

/// Whatever the check lets through, the engine must survive.
#[test]
fn a_byte_gone_wrong_is_refused_or_does_no_harm() {
    let damaged = Damaged::new();
    let words_end = tables(&fs::read(MODEL).unwrap())[0].head.start as u64;
    // Half of them load the model, which is what takes the time.
    proptest!(ProptestConfig::with_cases(24), |(
        at in prop_oneof![0..60_u64, 0..words_end],
        flip in 1..=255_u8,
    )| {
        let byte = damaged.byte(at) ^ flip;
        damaged.with(at, &[byte], |path| {
            prop_assert_eq!(model::check(path).is_ok(), Whisper::load(path).is_ok());
            Ok(())
        })?;
    });
}

#[test]
fn the_model_that_ships_is_listed_and_said_what_it_is() {
    let here = shipped_path().parent().unwrap().to_owned();
    let listed = model::list(&[PathBuf::from("no such folder"), here]);
    let [shipped] = &listed[..] else {
        panic!("one model ships with the program: {listed:?}");
    };
    assert_eq!(shipped.name, "ggml-base-clinic-q8_0");
    assert!(shipped.facts.about.contains("medical dictionary"));
    assert_eq!(model::best(&listed), Some(shipped));
    assert_eq!(model::best(&[]), None);
}

#[test]
fn the_shipped_model_is_used_where_it_is_and_else_an_official_one() {
    let shipped = model::read(&shipped_path()).unwrap();
    let other = |name: &str, bytes| model::Model {
        name: name.to_owned(),
        bytes,
        facts: model::Facts::default(),
        ..shipped.clone()
    };
    let all = [
        shipped.clone(),
        other("ggml-mine", 9_000),
        other("ggml-mine-too", 10_000),
        other("ggml-base.en", 3),
        other("ggml-small.en", 2),
    ];
    let best = |all: &[model::Model]| model::best(all).unwrap().name.clone();
    assert_eq!(best(&all), shipped.name);
    assert_eq!(best(&all[1..]), "ggml-small.en");
    assert_eq!(best(&all[1..3]), "ggml-mine-too");
}

#[test]
fn adding_a_model_copies_it_whole_with_its_facts_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let (from, into) = (folder.path().join("from"), folder.path().join("into"));
    fs::create_dir(&from).unwrap();
    let file = from.join("ggml-base-clinic-q8_0.bin");
    fs::copy(shipped_path(), &file).unwrap();
    fs::copy(
        shipped_path().with_extension("json"),
        file.with_extension("json"),
    )
    .unwrap();

    let added = model::add(&file, &into).unwrap();
    assert_eq!(added.path, into.join("ggml-base-clinic-q8_0.bin"));
    assert_eq!(model::list(std::slice::from_ref(&into)), [added]);
    model::add(&file, &into).expect("adding it again replaces it");
    fs::remove_dir_all(&into).unwrap();

    // A weight gone wrong is no flaw of form; only the checksum tells.
    let mut weights = File::options().write(true).open(&file).unwrap();
    weights.seek(SeekFrom::End(-9)).unwrap();
    weights.write_all(b"?").unwrap();
    model::check(&file).unwrap();
    let refused = model::add(&file, &into).unwrap_err();
    assert!(refused.what().contains("checksum"), "{refused}");
    assert_eq!(fs::read_dir(&into).unwrap().count(), 0);

    fs::write(&file, "no model").unwrap();
    assert!(model::add(&file, &into).is_err());
    fs::write(file.with_extension("json"), "{").unwrap();
    assert!(model::read(&file).is_err());
}

#[test]
fn the_official_table_is_complete_and_fetches_over_https() {
    let official = model::official();
    let lines = include_str!("../../../models/official.tsv").lines().count();
    assert_eq!(official.len(), lines - 1);
    for model in official {
        assert!(model.bytes > 50_000_000, "{}", model.name);
        assert!(model.sha256.is_empty() || model.sha256.len() == 64);
        assert!(model.address.starts_with("https://"));
        assert!(model.address.ends_with(&format!("/{}.bin", model.name)));
        assert!(!model.about.is_empty());
    }
    assert!(!model::default_folders().is_empty());
}
