//! `eval`: what is measured over a folder, as people and as scripts get it.

use std::fs;

use dictation_desk::speech::RATE;
use serde_json::Value;

use super::drafting::wav;
use super::{Room, text};
use crate::worker::SPOKEN;

const SAID: &str = "He was treated with antibiotics and made a good recovery. \
                    His kidney function improved over the following days.";

/// A room with a folder "set": a dictation, and three seconds in which nobody speaks.
fn measured_room() -> Room {
    let room = Room::new();
    fs::create_dir(room.path("set")).expect("a folder");
    wav(&room, "set/recovery.wav", RATE, &SPOKEN);
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
fn the_tables_show_each_way_with_intervals_in_a_hundred_columns() {
    let room = measured_room();
    room.put(
        "set/index.json",
        r#"[{"file": "recovery", "heldout_terms": ["antibiotics"], "voice": "en-gb"}]"#,
    );
    let set = room.path("set");
    let ran = room.run(&["eval", text(&set), "--threads", "1", "--rows"]);
    let table = ran.done();
    let first = table.lines().next().unwrap_or_default();
    assert!(first.contains(": 2 recordings, 0.2 minutes, "), "{table}");
    let with = |words: &[&str]| {
        let line = table
            .lines()
            .find(|line| words.iter().all(|word| line.contains(word)));
        line.unwrap_or_else(|| panic!("{words:?}: {table}"))
    };
    with(&[
        "all wrong %",
        "terms missed %",
        "others wrong %",
        "doubled",
        "RTF",
    ]);
    with(&["against off", "all wrong %", "terms missed %"]);
    with(&[
        "term words wrong %",
        "precision %",
        "held-out recall %",
        "quiet ins/h",
    ]);
    for tuning in ["- off", "all prompt", "all full"] {
        let shown: Vec<String> = table
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| line.starts_with(tuning))
            .collect();
        // The figures, how far they are from those untuned, and what tells why.
        assert_eq!(
            shown.len(),
            if tuning == "- off" { 2 } else { 3 },
            "{table}"
        );
        // Whatever can be measured on draws has its interval: no term may be among them.
        assert!(shown[0].matches("..").count() >= 4, "{}", shown[0]);
    }
    for file in ["recovery.wav", "silence.wav"] {
        let rows = table.lines().filter(|line| line.starts_with(file)).count();
        assert_eq!(rows, 3, "{table}");
    }
    for line in table.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    assert!(
        !ran.err.contains('%'),
        "progress is for terminals: {}",
        ran.err
    );
}

#[test]
fn what_is_left_to_type_is_told_before_and_after_tidying() {
    let room = measured_room();
    let set = room.path("set");
    let run = |more: &[&str]| {
        let eval = ["eval", text(&set), "--threads", "1", "--tuning", "off"];
        room.run(&[&eval[..], more].concat())
    };
    assert!(run(&["--letters"]).failed().contains(".letter.txt"));

    fs::create_dir(room.path("typed")).expect("a folder");
    room.put("typed/recovery.letter.txt", SAID);
    let typed = room.path("typed");
    let elsewhere = ["--letters-in", text(&typed), "--format", "json"];
    let answer: Value = serde_json::from_str(run(&elsewhere).done()).expect("JSON");
    assert_eq!(answer["recordings"], 1, "of the other there is no letter");
    let result = &answer["results"][0];
    assert_eq!(result["counts"]["letter_words"], 18);
    let figure = |name: &str| number(&result["figures"][name]["value"]);
    assert!(figure("tidied_words") <= figure("tidied"), "{answer}");
    assert!(figure("untidied_words") <= figure("untidied"), "{answer}");

    // One beside the recording comes before one elsewhere.
    room.put("set/recovery.letter.txt", "Dear Dr Price\nHe is well.");
    let table = run(&["--letters", "--letters-in", text(&typed), "--rows"]);
    let table = table.done();
    assert!(table.contains("hundred of the letters' 6"), "{table}");
    assert!(table.contains("before, strict"), "{table}");
    let rows = table.lines().filter(|line| line.starts_with("recovery"));
    assert_eq!(rows.count(), 1, "{table}");
}

#[test]
fn what_others_heard_is_judged_beside() {
    let room = measured_room();
    let (set, heard) = (room.path("set"), room.path("heard"));
    fs::create_dir(&heard).expect("a folder");
    let run = |more: &[&str]| {
        let eval = ["eval", text(&set), "--threads", "1", "--tuning", "off"];
        room.run(&[&eval[..], &["--beside", text(&heard)], more].concat())
    };
    run(&[]).failed();
    room.put(
        "heard/seconds.tsv",
        "name\tpeer\tseconds\tprocessor_seconds\n\
         recovery\twhisper.cpp\t2.5\t5\nrecovery\tother\t5\t10\n\
         silence\twhisper.cpp\t1.5\t3\nsilence\tother\t3\t6\n",
    );
    room.put("heard/recovery.whisper.cpp.txt", SAID.to_uppercase());
    room.put("heard/silence.whisper.cpp.txt", "");
    room.put("heard/recovery.other.txt", format!("{SAID} {SAID}"));
    assert!(run(&[]).failed().contains("silence.other.txt"));

    room.put("heard/silence.other.txt", "Thank you.");
    let answer: Value = serde_json::from_str(run(&["--format", "json"]).done()).expect("JSON");
    let value = |at: usize, name: &str| number(&answer["peers"][at]["figures"][name]["value"]);
    assert_eq!(answer["peers"][0]["peer"], "whisper.cpp");
    assert_eq!(value(0, "wer"), 0.0);
    assert_eq!(answer["peers"][1]["counts"]["insertions"], 20);
    assert_eq!(value(1, "doubled_words"), 18.0);

    let ran = run(&[]);
    let table = ran.done();
    let times = table.split("x whisper.cpp").last().unwrap_or_default();
    let other = times.lines().find(|line| line.contains("other"));
    let other: Vec<&str> = other.unwrap_or_default().split_whitespace().collect();
    assert_eq!(
        other,
        ["-", "other", "8.0", "2.00", "16.0", "2.00"],
        "{table}"
    );
    assert!(times.contains("off"), "{table}");
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
    assert_eq!(number(&figures["doubled_words"]["value"]), 0.0);
    assert!(count("seconds") > 0.0, "listening takes time: {answer}");
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
