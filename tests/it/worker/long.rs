//! An hour's dictation: what is said at its end comes at its time, nothing is lost or made up on
//! the way, and the engine's memory stays bounded.
//!
//! Nearly all of the hour is pauses, which cost nothing, so that this takes seconds. What an hour
//! full of speech takes is a figure: `./desk bench long`.

#![cfg(target_os = "linux")]

use std::fs;
use std::ops::Range;
use std::path::Path;

use dictation_desk::audio::decode;
use dictation_desk::speech::{Cancel, RATE, SpeechJob, Transcriber, score};
use dictation_desk::words::{Word, plain_text};
use tempfile::TempDir;

use super::{SPOKEN, job, noted};

const SECOND: usize = RATE as usize;
const HOUR: usize = 3600 * SECOND;

/// What the clip says whose every word the model hears.
const RECOVERY: &str = "He was treated with antibiotics and made a good recovery. \
    His kidney function improved over the following days.";

/// Where the hour's sentences stand: seconds of a sample dictation, and what is said there; the
/// clip where there are none.
const SENTENCES: [(Option<Range<f64>>, &str); 4] = [
    (None, RECOVERY),
    (
        Some(28.48..40.02),
        "Current medication colon methotrexate 15 mg once a week comma folic acid 5 mg once a \
         week comma amlodipine 5 mg once a day full stop",
    ),
    (
        Some(59.08..63.42),
        "On examination there was mild swelling of the left wrist full stop",
    ),
    (
        Some(74.86..80.54),
        "Please check her full blood count and liver function tests every 4 weeks full stop",
    ),
];

/// When each is said, in seconds: close together, after a quarter of an hour, and in the last
/// minute. Most come early, so that the time is a bad measure of the work.
const HOURS_PLAN: [(f64, usize); 9] = [
    (2.5, 0),
    (30.0, 1),
    (44.25, 2),
    (120.1, 3),
    (165.9, 1),
    (300.0, 0),
    (1_999.3, 2),
    (3_541.7, 3),
    (3_592.0, 0),
];

/// From here on the room is silent to the last digit, as a recorder makes it that stops in pauses.
const ROOM_UNTIL: usize = HOUR / 2;

/// The clip and the other sentences, as samples.
fn sentences() -> Vec<Vec<f32>> {
    let path = "assets/sample/dictations/arthritis-review.flac";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let sample = decode::read_file(&path).unwrap().for_speech().unwrap();
    let at = |seconds: f64| (seconds * SECOND as f64) as usize;
    let cut = |seconds: &Option<Range<f64>>| match seconds {
        Some(seconds) => sample[at(seconds.start)..at(seconds.end)].to_vec(),
        None => SPOKEN.to_vec(),
    };
    SENTENCES.iter().map(|(seconds, _)| cut(seconds)).collect()
}

/// The hour, as the plan has it, in a room that hisses faintly for its first half.
fn hour(sentences: &[Vec<f32>]) -> Vec<f32> {
    let mut hour = vec![0.0; HOUR];
    let mut hiss = 12345_u32;
    for sample in &mut hour[..ROOM_UNTIL] {
        hiss = hiss.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *sample = ((hiss >> 16) as f32 / 65_536.0 - 0.5) * 0.001;
    }
    for (start, which) in HOURS_PLAN {
        let start = (start * SECOND as f64) as usize;
        let places = hour[start..].iter_mut().zip(&sentences[which]);
        places.for_each(|(place, sample)| *place += sample);
    }
    hour
}

/// The most memory the process has had, in bytes.
fn peak_memory(pid: &str) -> usize {
    let status = fs::read_to_string(format!("/proc/{}/status", pid.trim())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kibibytes = line.unwrap().split_whitespace().nth(1).unwrap();
    kibibytes.parse::<usize>().unwrap() << 10
}

#[test]
fn an_hour_is_drafted_whole_on_time_and_in_bounded_memory() {
    let folder = TempDir::new().unwrap();
    let (mut worker, pid) = noted(&folder);
    let mut shares = Vec::new();
    let mut hear = |samples: Vec<f32>| {
        shares.clear();
        let samples = samples.into();
        let job = SpeechJob {
            samples,
            ..job(0.0)
        };
        let progress = &mut |share| shares.push(share);
        let heard = worker.transcribe(&job, &Cancel::default(), progress);
        heard.unwrap()
    };
    let sentences = sentences();
    let alone = hear(sentences[0].clone()).words;
    let pid = fs::read_to_string(pid).unwrap();
    let before = peak_memory(&pid);
    let heard = hear(hour(&sentences));
    let after = peak_memory(&pid);

    println!(
        "{} MiB for a clip, {} MiB for the hour",
        before >> 20,
        after >> 20
    );
    let audio = HOUR * size_of::<f32>();
    // The hour itself, and what hearing whole windows and reading it in takes, about half of it
    // again: a second copy does not fit.
    assert!(after - before < audio * 2, "{before} bytes, then {after}");

    // A window is up to 16 of some 60 seconds of speech, wherever in the hour they are.
    assert!(
        shares.is_sorted() && shares.last() == Some(&1.0),
        "{shares:?}"
    );
    let steps = shares.windows(2).map(|pair| pair[1] - pair[0]);
    assert!(steps.fold(0.0, f32::max) < 0.5, "{shares:?}");

    let within = |start: f64, which: usize| {
        let length = sentences[which].len() as f64 / SECOND as f64;
        start - 0.3..start + length + 0.3
    };
    for word in &heard.words {
        let is_said = |(start, which): &(f64, usize)| {
            let clip = within(*start, *which);
            clip.start <= word.span.start && word.span.end <= clip.end
        };
        assert!(HOURS_PLAN.iter().any(is_said), "in a pause: {word:?}");
    }
    for (start, which) in HOURS_PLAN {
        let clip = within(start, which);
        let words = heard.words.iter();
        let words = words.filter(|word| clip.contains(&word.span.start));
        let words: Vec<Word> = words.cloned().collect();
        let (said, text) = (SENTENCES[which].1, plain_text(&words));
        let rate = score::score(said, &text).rate().unwrap();
        println!("{start:8.1} s, {rate:.2} wrong: {text}");
        // The model mishears a word or two; a sentence lost or said twice is half wrong or more.
        assert!(rate < 0.4, "at {start}: {text}");
        if which == 0 {
            assert_on_time(&words, &alone, start);
        }
    }
}

/// The words come when they do in the clip by itself, so many seconds later. What is heard before
/// them may change one or another, but not most; and where one is heard differently, the words
/// beside it begin or end with that one.
fn assert_on_time(words: &[Word], alone: &[Word], later: f64) {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (there, word) in alone.iter().enumerate() {
        let from = pairs.last().map_or(0, |(here, _)| here + 1);
        let mut rest = (from..words.len()).filter(|here| words[*here].text == word.text);
        pairs.extend(rest.next().map(|here| (here, there)));
    }
    assert!(
        pairs.len() * 4 >= alone.len() * 3,
        "only {} words at {later}",
        pairs.len()
    );
    let mut compared = 0;
    for pair in pairs.windows(2) {
        let [(here, there), next] = [pair[0], pair[1]];
        if next != (here + 1, there + 1) {
            continue;
        }
        compared += 1;
        let (ends, begins) = (words[here].span.end, words[here + 1].span.start);
        let (ended, began) = (alone[there].span.end, alone[there + 1].span.start);
        for off in [ends - later - ended, begins - later - began] {
            assert!(
                off.abs() < 0.2,
                "{off} s off after {later} s, between {:?}",
                &words[here..=here + 1]
            );
        }
    }
    assert!(compared * 2 >= alone.len(), "{compared} at {later}");
}
