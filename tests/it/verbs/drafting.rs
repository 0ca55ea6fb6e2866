//! `draft` and `model`: what is heard, in every format, and models and files that are bad.

use std::fs;
use std::path::{Path, PathBuf};

use dictation_desk::audio::decode;
use dictation_desk::speech::RATE;
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
    assert!(ran.err.contains("synthetic voices only"), "{}", ran.err);
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
    assert!(lines.next().is_some_and(|line| !line.trim().is_empty()));
    assert!(lines.any(|line| line.contains("clinic")));
}

#[test]
fn several_recordings_are_told_apart() {
    let room = Room::new();
    let quiet = [0.0; 16_000];
    let (one, two) = (
        wav(&room, "one.wav", 16_000, &quiet),
        wav(&room, "two.wav", 16_000, &quiet),
    );
    let ran = room.run(&["draft", text(&one), text(&two)]);
    assert_eq!(ran.done(), "== one.wav ==\n\n== two.wav ==\n\n");
    let ran = room.run(&["draft", text(&one), text(&two), "--format", "json"]);
    let answer: Value = serde_json::from_str(ran.done()).expect("JSON");
    assert_eq!(answer.as_array().map(Vec::len), Some(2));
    assert_eq!(answer[1]["timings"]["audio"], 1.0);
}

#[test]
fn a_model_that_bears_no_prompt_goes_without_and_says_so() {
    let room = Room::new();
    let quiet = wav(&room, "quiet.wav", 16_000, &[0.0; 16_000]);
    let terms = room.put("terms.tsv", "term\tkind\ntocilizumab\tdrug\n");
    let arguments = ["draft", text(&quiet), "--terms", text(&terms)];
    let ran = room.run(&[&arguments[..], &["--tuning", "prompt"]].concat());
    ran.done();
    assert!(ran.err.contains("without one"), "{}", ran.err);
    let ran = room.run(&arguments);
    ran.done();
    assert!(
        !ran.err.contains("without one"),
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
        (room.path("gone.wav"), "could not be read"),
        (room.0.path().to_owned(), "could not be read"),
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
