//! `draft` and `model`: what is heard, in every format, and models and files that are bad.

use std::fs;
use std::path::{Path, PathBuf};

use dictation_desk::audio::decode;
use dictation_desk::clinical::learning::{Lesson, Makes};
use dictation_desk::desk::{importing, people};

use dictation_desk::speech::RATE;
use dictation_desk::store::{Key, Record, Store, Vocabulary};
use serde_json::Value;

use super::{MODEL, Room, text};
use crate::finding::rustling;
use crate::worker::SPOKEN;

const PALPITATIONS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/assets/sample/dictations/palpitations.flac"
);

/// The beginning of a sample dictation: "This is Doctor Example, cardiology clinic, …".
fn spoken(room: &Room, name: &str) -> PathBuf {
    let clip = decode::read_file(Path::new(PALPITATIONS)).expect("the sample dictation");
    let mut samples = vec![0.0; clip.rate() as usize * 6];
    clip.read(0, &mut samples);
    wav(room, name, clip.rate(), &samples)
}

pub fn wav(room: &Room, name: &str, rate: u32, samples: &[f32]) -> PathBuf {
    let path = room.path(name);
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: rate,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(&path, spec).expect("a new file");
    for sample in samples {
        let sample = (sample * f32::from(i16::MAX)) as i16;
        writer.write_sample(sample).expect("room for the sample");
    }
    writer.finalize().expect("a whole file");
    path
}

#[test]
fn a_draft_as_json_has_what_scripts_rely_on() {
    let room = Room::new();
    let audio = spoken(&room, "clinic.wav");
    let ran = room.run(&["draft", text(&audio), "--format", "json", "--threads", "1"]);
    let answer: Value = serde_json::from_str(ran.done()).expect("JSON");
    let said = answer["text"].as_str().expect("a text");
    assert!(said.contains("clinic"), "{said}");

    let words = answer["words"].as_array().expect("words");
    let mut before = 0.0;
    for word in words {
        let number = |name: &str| word[name].as_f64().expect("a number");
        assert!(number("start") >= before && number("end") >= number("start"));
        assert!((0.0..=1.0).contains(&number("confidence")));
        assert!(!word["heard"].as_str().expect("a word").is_empty());
        assert!(said.contains(word["text"].as_str().expect("a word")));
        before = number("start");
    }
    assert!(words.len() > 3 && before < 6.5, "{} words", words.len());

    let timing = |name: &str| answer["timings"][name].as_f64().expect("seconds");
    assert!((timing("audio") - 6.0).abs() < 0.01);
    let steps = timing("decode") + timing("speech") + timing("tidy");
    assert!(steps > 0.0 && steps <= timing("total") + 0.01);

    assert!(answer["notes"].is_array());
    let letters: Vec<char> = said.chars().collect();
    for flag in answer["flags"].as_array().expect("flags") {
        let place = |name: &str| flag[name].as_u64().expect("a place") as usize;
        let flagged: String = letters[place("start")..place("end")].iter().collect();
        assert_eq!(flag["text"], flagged.as_str());
        assert!(flag["blocks"].is_boolean() && flag["message"].is_string());
    }
}

#[test]
fn a_draft_as_subtitles_is_numbered_and_timed() {
    let room = Room::new();
    let audio = spoken(&room, "clinic.wav");
    let ran = room.run(&[
        "draft",
        text(&audio),
        "--format",
        "srt",
        "--tidy",
        "off",
        "--model",
        MODEL,
        "--threads",
        "1",
    ]);
    let mut lines = ran.done().lines();
    assert_eq!(lines.next(), Some("1"));
    let times = lines.next().expect("a line of times");
    assert!(
        times.starts_with("00:00:0") && times.contains(" --> 00:00:0"),
        "{times}"
    );
    let first = lines.next().expect("a line of text");
    assert!(
        std::iter::once(first)
            .chain(lines)
            .any(|line| line.contains("clinic")),
        "{first}"
    );
}

#[test]
fn several_recordings_are_told_apart_and_a_bad_one_stops_none() {
    let room = Room::new();
    let good = [spoken(&room, "one.wav"), spoken(&room, "two.wav")];
    let bad = room.put("letter.wav", "Dear Dr Example");
    let gone = room.path("gone.wav");
    let files = [&good[0], &bad, &gone, &good[1]].map(|file| text(file));
    let arguments = [&["draft"], &files[..]].concat();

    let ran = room.run(&arguments);
    assert_eq!(ran.status, Some(1));
    let parts: Vec<&str> = ran.out.split("== ").collect();
    let [_, one, two] = parts[..] else {
        panic!("{}", ran.out);
    };
    assert!(one.starts_with("one.wav ==\n") && two.starts_with("two.wav ==\n"));
    assert!(one.contains("clinic") && two.contains("clinic"));
    for says in [
        "letter.wav: This file is not a recording",
        "gone.wav could not be read",
        "2 of 4 recordings were not drafted",
    ] {
        let told = ran.err.lines().filter(|line| line.starts_with(says));
        assert_eq!(told.count(), 1, "{says}: {}", ran.err);
    }

    let ran = room.run(&[&arguments[..], &["--format", "json"]].concat());
    assert_eq!(ran.status, Some(1));
    let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    let kinds = answer.as_array().expect("one entry a file").iter();
    let kinds: Vec<bool> = kinds.map(|entry| entry["text"].is_string()).collect();
    assert_eq!(
        kinds,
        [true, false, false, true],
        "in the order of the files"
    );
    assert_eq!(answer[1]["file"], "letter.wav");
    let problem = answer[1]["problem"].as_str().expect("why not");
    assert!(problem.contains("not a recording"), "{problem}");
    assert_eq!(answer[3]["timings"]["audio"], 6.0);
}

#[test]
fn a_recording_without_speech_gives_no_empty_draft() {
    let room = Room::new();
    let quiet = wav(&room, "quiet.wav", 16_000, &[0.0; 48_000]);
    let short = wav(&room, "short.wav", 16_000, &[0.0; 1_600]);
    for (file, says) in [
        (&quiet, "No speech was found in quiet.wav. "),
        (
            &short,
            "No speech was found in short.wav, which is too short to hold a word. ",
        ),
    ] {
        for format in ["text", "json", "srt"] {
            let ran = room.run(&["draft", text(file), "--format", format]);
            assert!(ran.err.contains(says), "{format}: {}", ran.err);
            assert_eq!((ran.status, ran.out.as_str()), (Some(1), ""), "{format}");
        }
    }
    let ran = room.run(&["draft", text(&quiet), text(&short)]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("2 of 2 recordings were not drafted"));
}

#[test]
fn a_voice_that_one_channel_has_upside_down_is_drafted() {
    let room = Room::new();
    let clip = decode::read_file(&spoken(&room, "clinic.wav")).expect("the sample dictation");
    let mut samples = vec![0.0; clip.len()];
    clip.read(0, &mut samples);
    let spec = hound::WavSpec {
        channels: 2,
        sample_rate: clip.rate(),
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let path = room.path("stereo.wav");
    let mut writer = hound::WavWriter::create(&path, spec).expect("a new file");
    for sample in samples {
        let sample = (sample * f32::from(i16::MAX)) as i16;
        writer.write_sample(sample).expect("room for the sample");
        writer.write_sample(-sample).expect("room for the sample");
    }
    writer.finalize().expect("a whole file");
    let ran = room.run(&["draft", text(&path), "--threads", "1"]);
    assert!(ran.done().contains("clinic"), "{}", ran.out);
}

#[test]
fn subtitles_are_of_one_recording() {
    let room = Room::new();
    let ran = room.run(&["draft", "one.wav", "two.wav", "--format", "srt"]);
    assert!(
        ran.failed().contains("one recording at a time"),
        "{}",
        ran.err
    );
    assert_eq!(ran.out, "");
}

#[test]
fn a_model_that_bears_no_prompt_goes_without_and_says_so() {
    let room = Room::new();
    let audio = wav(&room, "clinic.wav", RATE, &SPOKEN[..2 * RATE as usize]);
    let terms = room.put("terms.tsv", "term\tkind\ntocilizumab\tdrug\n");
    let model = room.path("prompts-mislead-it.bin");
    fs::copy(MODEL, &model).expect("a copy of the model");
    room.put("prompts-mislead-it.json", r#"{"decode": {"terms": 0}}"#);
    let (audio, terms, model) = (text(&audio), text(&terms), text(&model));
    let arguments = ["draft", audio, "--terms", terms, "--model", model];
    let ran = room.run(&[&arguments[..], &["--tuning", "prompt"]].concat());
    ran.done();
    assert!(ran.err.contains("goes without"), "{}", ran.err);
    let ran = room.run(&arguments);
    ran.done();
    assert!(
        !ran.err.contains("goes without"),
        "not asked for, not told: {}",
        ran.err
    );
}

#[test]
fn what_is_no_recording_is_told_in_one_sentence() {
    let room = Room::new();
    let empty_wav = wav(&room, "header-only.wav", 16_000, &[]);
    let bad = [
        (
            room.put("letter.m4a", "Mrs Secret, 9990001006, has a rash."),
            "not a recording",
        ),
        (room.put("nothing.wav", ""), "empty"),
        (empty_wav, "no sound"),
        (room.put("noise.mp3", [0x55; 4000]), "not a recording"),
        (room.path("gone.wav"), "gone.wav could not be read"),
        (room.0.path().to_owned(), "is a folder"),
    ];
    for (file, why) in bad {
        let ran = room.run(&["draft", text(&file)]);
        let told = ran.failed();
        assert!(told.contains(why), "{}: {told}", file.display());
        assert!(!told.contains("Secret"), "no content: {told}");
        assert_eq!(ran.out, "");
    }
}

#[test]
fn a_word_list_that_cannot_be_read_is_told() {
    let room = Room::new();
    let bad = room.put("bad.tsv", "term\tkind\nfine\tdrug\n\tdrug\n");
    let ran = room.run(&["draft", "a.wav", "--terms", text(&bad)]);
    assert!(ran.failed().contains("Line 3"), "{}", ran.err);
    let ran = room.run(&["draft", "a.wav", "--terms", "gone.tsv"]);
    assert!(ran.failed().contains("gone.tsv"), "{}", ran.err);
}

#[test]
fn bad_models_are_told_and_never_taken_in() {
    let room = Room::new();
    let whole = fs::read(MODEL).expect("the model that ships");
    let bad = [
        room.path("gone.bin"),
        room.put("letter.bin", "Dear Dr Example"),
        room.put("empty.bin", ""),
        room.put("short.bin", &whole[..whole.len() / 2]),
        room.put("head.bin", &whole[..40]),
    ];
    let quiet = wav(&room, "quiet.wav", 16_000, &[0.0; 16_000]);
    for model in &bad {
        let model = text(model);
        room.run(&["draft", text(&quiet), "--model", model])
            .failed();
        room.run(&["model", "check", model]).failed();
        room.run(&["model", "add", model]).failed();
    }
    let list = room.run(&["model", "list"]);
    for name in ["letter", "empty", "short", "head"] {
        assert!(!list.done().contains(&format!("{name}\t")), "{}", list.out);
    }
}

#[test]
fn models_are_listed_checked_and_taken_in() {
    let room = Room::new();
    let list = room.run(&["model", "list"]);
    let rows: Vec<&str> = list.done().lines().collect();
    let shipped = rows
        .iter()
        .filter(|row| row.starts_with("ggml-base-clinic-q8_0\t"));
    assert_eq!(shipped.count(), 1, "listed once: {}", list.out);
    assert!(
        rows.iter()
            .any(|row| row.contains("not here") && row.contains("https://"))
    );
    assert!(
        room.run(&["model", "check", MODEL])
            .done()
            .contains("usable")
    );

    let copy = room.path("my-model.bin");
    fs::copy(MODEL, &copy).expect("a copy of the model");
    room.run(&["model", "add", text(&copy)]).done();
    fs::remove_file(&copy).expect("the copy goes");
    let list = room.run(&["model", "list"]);
    assert!(list.done().lines().any(|row| row.starts_with("my-model\t")));
}

#[test]
fn silero_is_listed_checked_and_taken_in_and_a_damaged_one_is_called_so() {
    const NAME: &str = "ggml-silero-v6.2.0.bin";
    let room = Room::new();
    let silero = concat!(env!("CARGO_MANIFEST_DIR"), "/models/ggml-silero-v6.2.0.bin");
    let row = |room: &Room, says: &str| {
        let list = room.run(&["model", "list"]);
        let mut rows = list.done().lines();
        let found = rows.any(|row| row.starts_with(NAME) && row.contains(says));
        assert!(found, "{says}: {}", list.out);
    };
    row(&room, "tells the models beside it");
    let checked = room.run(&["model", "check", silero]);
    assert!(checked.done().contains("as its makers published it"));
    // A model taken in has it beside it from then on.
    let added = room.run(&["model", "add", MODEL]);
    let last = added.done().lines().last().unwrap();
    assert!(last.starts_with(NAME), "{last}");
    let own = last.rsplit(" as ").next().unwrap().to_owned();
    assert_eq!(fs::read(&own).unwrap(), fs::read(silero).unwrap());
    fs::write(&own, "Dear Dr Example").unwrap();
    row(&room, "damaged");
    let added = room.run(&["model", "add", silero]);
    assert!(added.done().contains(&own));
    assert_eq!(fs::read(&own).unwrap(), fs::read(silero).unwrap());
}

#[test]
fn a_draft_tells_where_speech_and_text_do_not_agree() {
    let room = Room::new();
    let samples = [rustling(), SPOKEN.to_vec()].concat();
    let audio = wav(&room, "clinic.wav", RATE, &samples);
    let ran = room.run(&["draft", text(&audio), "--format", "json", "--threads", "1"]);
    let answer: Value = serde_json::from_str(ran.done()).expect("JSON");
    let flags = answer["flags"].as_array().expect("flags");
    let missing: Vec<_> = flags.iter().filter(|it| it["kind"] == "missing").collect();
    let [flag] = missing[..] else {
        panic!("{flags:?}");
    };
    let place = |name: &str| flag[name].as_u64().expect("a place");
    assert_eq!((place("start"), place("end")), (0, 0), "before all text");
    assert_eq!(flag["blocks"], true);
    let message = flag["message"].as_str().expect("a message");
    assert!(
        message.contains("speech or another sound here and no text"),
        "{message}"
    );

    let ran = room.run(&["draft", text(&audio), "--threads", "1"]);
    assert!(ran.done().starts_with("He was treated"));
    assert!(
        ran.err.contains("speech that the text may lack"),
        "{}",
        ran.err
    );
}

/// Somebody whose letters have taught that "cardiology" is to be written "heart".
fn taught(room: &Room) {
    let key = Key::random().expect("a key");
    key.write_file(&room.path("key.hex")).expect("a key file");
    let mut record = Store::create(&room.path("workspace"), &key).expect("a record");
    let authors = include_str!("../../../assets/sample/authors.json");
    let author = people::read_authors(authors).expect("authors").remove(0);
    let by = crate::clinic::by();
    let (author, _) = record.save_author(&by, &author).expect("an author");
    let typing = importing::new_dictation("2026-03-05T08:00:00Z".parse().expect("a time"));
    let added = record
        .take_in(&by, &typing, &mut &b"sound"[..], "wav", typing.dictated_at)
        .expect("a dictation");
    let letter = record.open(&by, added.id).expect("a letter").0.letter;
    let lesson = Lesson {
        heard: "cardiology".to_owned(),
        written: "heart".to_owned(),
        makes: Makes::Rule,
        is_close: true,
    };
    record
        .teach(&by, author, letter.id, vec![lesson])
        .expect("taught");
    let corrections = record.corrections().expect("corrections");
    record
        .accept_rule(&by, corrections[0].id)
        .expect("accepted");
}

#[test]
fn an_authors_own_corrections_hold_on_the_command_line_too() {
    let room = Room::new();
    taught(&room);
    let audio = spoken(&room, "clinic.wav");
    let (workspace, key) = (room.path("workspace"), room.path("key.hex"));
    let place = ["--workspace", text(&workspace), "--key-file", text(&key)];
    let drafted = |more: &[&str]| {
        let verb = ["draft", text(&audio), "--threads", "1"];
        room.run(&[&verb[..], &place[..], more].concat())
    };
    let said = drafted(&[]).done().to_lowercase();
    assert!(said.contains("cardiology clinic"), "{said}");
    let said = drafted(&["--author", "JS"]).done().to_lowercase();
    assert!(said.contains("heart clinic"), "{said}");
    let ran = drafted(&["--author", "Nobody"]);
    assert!(ran.failed().contains("No one author"), "{}", ran.err);
}
