//! An hour's dictation: what is said at its end comes at its time, nothing is lost or made up on
//! the way, and the engine's memory stays bounded.
//!
//! Nearly all of the hour is pauses, which cost little, so that this takes seconds. What a quarter of
//! an hour full of speech takes is a figure: `./desk bench long`.

#![cfg(target_os = "linux")]

use std::fs;

use dictation_desk::speech::{Cancel, RATE, SpeechJob, Transcriber, score};
use dictation_desk::words::{Word, plain_text};
use tempfile::TempDir;

use super::{job, noted};
use crate::clips::{clip, said};

const SECOND: usize = RATE as usize;
const HOUR: usize = 3600 * SECOND;

/// The clips whose sentences the hour holds; the first is the one whose times are compared.
const CLIPS: [&str; 4] = ["recovery", "dose", "everyday", "telephone"];

/// When each is said, in seconds: close together, after a quarter of an hour, and in the last
/// minute. Most come early, so that the time is a bad measure of the work.
const HOURS_PLAN: [(f64, usize); 7] = [
    (2.5, 0),
    (30.0, 1),
    (36.25, 2),
    (120.1, 3),
    (1_999.3, 2),
    (3_541.7, 1),
    (3_590.0, 0),
];

/// From here on the room is silent to the last digit, as a recorder makes it that stops in pauses.
const ROOM_UNTIL: usize = HOUR / 2;

/// The hour, as the plan has it, in a room that hisses faintly for its first half.
fn hour(clips: &[Vec<f32>]) -> Vec<f32> {
    let mut hour = vec![0.0; HOUR];
    let mut hiss = 12345_u32;
    for sample in &mut hour[..ROOM_UNTIL] {
        hiss = hiss.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *sample = ((hiss >> 16) as f32 / 65_536.0 - 0.5) * 0.001;
    }
    for (start, which) in HOURS_PLAN {
        let start = (start * SECOND as f64) as usize;
        let places = hour[start..].iter_mut().zip(&clips[which]);
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
    let clips = CLIPS.map(clip);
    let alone = hear(clips[0].clone()).words;
    let pid = fs::read_to_string(pid).unwrap();
    let before = peak_memory(&pid);
    let heard = hear(hour(&clips));
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

    // A window is up to half of some 40 seconds of speech, wherever in the hour they are.
    assert!(
        shares.is_sorted() && shares.last() == Some(&1.0),
        "{shares:?}"
    );
    let steps = shares.windows(2).map(|pair| pair[1] - pair[0]);
    assert!(steps.fold(0.0, f32::max) < 0.7, "{shares:?}");

    let within = |start: f64, which: usize| {
        let length = clips[which].len() as f64 / SECOND as f64;
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
        let text = plain_text(&words);
        let rate = score::score(&said(CLIPS[which]), &text).rate().unwrap();
        println!("{start:8.1} s, {rate:.2} wrong: {text}");
        // The model mishears a word or writes a number in figures; a sentence lost or said twice is
        // half wrong or more.
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
