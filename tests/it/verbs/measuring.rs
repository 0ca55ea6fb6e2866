//! `eval`: what is measured over a folder, as people and as scripts get it.

use std::fs;

use serde_json::Value;

use super::drafting::wav;
use super::{Room, text};

const CLIP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clips/recovery.wav");
const SAID: &str = "He was treated with antibiotics and made a good recovery. \
                    His kidney function improved over the following days.";

/// A room with a folder "set": a dictation, and three seconds in which nobody speaks.
fn measured_room() -> Room {
    let room = Room::new();
    fs::create_dir(room.path("set")).expect("a folder");
    fs::copy(CLIP, room.path("set/recovery.wav")).expect("a copy of the clip");
    room.put("set/recovery.txt", SAID);
    wav(&room, "set/silence.wav", 16_000, &[0.0; 48_000]);
    room.put("set/silence.txt", "");
    room.put("set/unpaired.txt", "nothing was recorded");
    room
}

fn measure(room: &Room, more: &[&str]) -> Value {
    let set = room.path("set");
    let mut arguments = vec!["eval", text(&set), "--threads", "1", "--format", "json"];
    arguments.extend(more);
    serde_json::from_str(room.run(&arguments).done()).expect("JSON")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

#[test]
fn every_figure_stands_in_the_table_with_its_interval() {
    let room = measured_room();
    room.put(
        "set/index.json",
        r#"[{"file": "recovery", "heldout_terms": ["antibiotics"], "voice": "en-gb"}]"#,
    );
    let set = room.path("set");
    let ran = room.run(&["eval", text(&set), "--threads", "1", "--rows"]);
    let table = ran.done();
    assert!(
        table.starts_with("ggml-base-clinic-q8_0: 2 recordings"),
        "{table}"
    );
    for figure in [
        "WER %",
        "B-WER %",
        "U-WER %",
        "recall %",
        "held-out %",
        "ins/h",
        "RTF",
    ] {
        for tuning in ["off", "prompt", "full"] {
            let line = table.lines().find(|line| {
                line.starts_with(figure) && line.split_whitespace().any(|word| word == tuning)
            });
            let line = line.unwrap_or_else(|| panic!("{figure} of {tuning}: {table}"));
            let ranges = line.matches(" to ").count();
            assert_eq!(ranges, if tuning == "off" { 1 } else { 2 }, "{line}");
        }
    }
    for file in ["recovery.wav", "silence.wav"] {
        let rows = table.lines().filter(|line| line.starts_with(file)).count();
        assert_eq!(rows, 3, "{table}");
    }
    assert!(
        !ran.err.contains('%'),
        "progress is for terminals: {}",
        ran.err
    );
}

#[test]
fn scripts_get_every_count_and_rate() {
    let room = measured_room();
    let answer = measure(&room, &["--tuning", "off", "--rows"]);
    assert_eq!(answer["recordings"], 2);
    let results = answer["results"].as_array().expect("results");
    assert_eq!(results.len(), 1, "the one that was asked for");
    let (figures, counts) = (&results[0]["figures"], &results[0]["counts"]);
    let count = |name: &str| number(&counts[name]);
    assert_eq!(count("words"), SAID.split_whitespace().count() as f64);
    let errors = count("substitutions") + count("insertions") + count("deletions");
    assert_eq!(number(&figures["wer"]["value"]), errors / count("words"));
    assert!(
        errors < count("words") / 2.0,
        "it heard something: {answer}"
    );
    assert_eq!(number(&figures["quiet_insertions_per_hour"]["value"]), 0.0);
    assert_eq!(figures["heldout_recall"], Value::Null, "there is no index");
    let wer = &figures["wer"];
    assert!(number(&wer["low"]) <= number(&wer["value"]));
    assert!(number(&wer["high"]) >= number(&wer["value"]));
    assert_eq!(wer.get("against_off"), None);
    let rows = results[0]["rows"].as_array().expect("rows");
    assert_eq!(rows[1]["file"], "silence.wav");
    assert_eq!(rows[1]["counts"]["words"], 0);
}

#[test]
fn terms_can_be_named_and_a_recording_alone_has_no_interval() {
    let room = measured_room();
    fs::remove_file(room.path("set/silence.wav")).expect("one recording less");
    let terms = room.put(
        "terms.txt",
        "# mine\nantibiotics\nkidney function\tcondition\n",
    );
    let answer = measure(&room, &["--tuning", "off", "--terms-of", text(&terms)]);
    let result = &answer["results"][0];
    assert_eq!(result["counts"]["terms_spoken"], 2);
    assert_eq!(result["counts"]["term_words"], 3);
    assert_eq!(result["figures"]["wer"]["low"], Value::Null);
}

#[test]
fn a_sweep_has_every_dictionary_and_every_stage() {
    let room = measured_room();
    let answer = measure(&room, &["--sweep"]);
    let results = answer["results"].as_array().expect("results");
    let tried: Vec<(&str, &str)> = results
        .iter()
        .map(|result| {
            let size = result["dictionary"].as_str().unwrap_or("-");
            (size, result["tuning"].as_str().expect("a name"))
        })
        .collect();
    assert_eq!(
        tried,
        [
            ("-", "off"),
            ("100", "prompt"),
            ("100", "full"),
            ("1000", "prompt"),
            ("1000", "full"),
            ("all", "prompt"),
            ("all", "full"),
            ("all", "prompt alone"),
            ("all", "bias"),
            ("all", "second look"),
            ("all", "correction"),
            ("all", "prompt+bias"),
            ("all", "+second look"),
            ("all", "+correction"),
        ]
    );
    for result in results {
        match result["dictionary"].as_str() {
            Some("100") => assert_eq!(result["dictionary_terms"], 100),
            Some("1000") => assert_eq!(result["dictionary_terms"], 1000),
            Some(_) => assert!(number(&result["dictionary_terms"]) > 2000.0),
            None => assert_eq!(result["dictionary_terms"], Value::Null),
        }
    }
}

#[test]
fn a_folder_that_cannot_be_measured_is_told() {
    let room = Room::new();
    room.run(&["eval", text(room.0.path())]).failed();
    room.run(&["eval", "gone"]).failed();

    let room = measured_room();
    let run = |more: &[&str]| {
        let set = room.path("set");
        room.run(&[&["eval", text(&set), "--tuning", "off"], more].concat())
    };
    run(&["--terms-of", "gone.txt"]).failed();
    room.put("none.txt", "# no term\n\n");
    assert!(run(&["--terms-of", "none.txt"]).failed().contains("none"));
    room.put("set/broken.wav", "no sound");
    room.put("set/broken.txt", "nothing");
    assert!(run(&[]).failed().contains("broken.wav"));
    room.put("set/index.json", "{}");
    assert!(run(&[]).failed().contains("index.json"));
}
