//! A quarter of an hour of speech through the real engine: how long it takes, how honest its progress
//! is, how much memory it needs, and whether the words at the end still come at their times.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use dictation_desk::audio::decode;
use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::desk;
use dictation_desk::speech::score::{self, Step};
use dictation_desk::speech::{
    Cancel, Context, RATE, SpeechJob, Transcriber, Transcript, Tuning, Worker,
};
use dictation_desk::words::Word;

use crate::sample;
use crate::table::Row;

const SECOND: usize = RATE as usize;
/// How much is heard, in seconds.
const LENGTH: usize = 15 * 60;

/// Seconds between two dictations, one after the other.
const PAUSES: [usize; 3] = [2, 5, 20];

/// What is heard, as it was put together.
struct Long {
    samples: Vec<f32>,
    /// What is said last, and the second at which it begins.
    last: Arc<Vec<f32>>,
    last_at: f64,
}

pub fn rows() -> Vec<Row> {
    let path = sample::file("models/ggml-base-clinic-q8_0.bin");
    let program = env!("CARGO_BIN_EXE_dictation-desk").into();
    let mut worker = Worker::new(program, &path).expect("the model ships with the program");
    worker.make_ready(&Cancel::default()).expect("it loads");
    let tuning = Tuning::full(&worker.model().facts);
    let lexicon = Arc::new(Lexicon::built_in());
    let mut hear = |samples: Arc<Vec<f32>>| {
        let job = SpeechJob {
            samples,
            lexicon: Arc::clone(&lexicon),
            context: Context::default(),
            tuning,
            threads: desk::threads(),
        };
        let began = Instant::now();
        let mut told = Vec::new();
        let progress = &mut |share: f32| told.push((began.elapsed().as_secs_f64(), share));
        let heard = worker.transcribe(&job, &Cancel::default(), progress);
        (heard.expect("a draft"), told)
    };
    let long = long();
    let (alone, _) = hear(Arc::clone(&long.last));
    let (heard, told) = hear(Arc::new(long.samples));
    let taken = told.last().map_or(f64::NAN, |(seconds, _)| *seconds);
    let times = off(&heard, &alone, long.last_at);
    let late = times.iter().filter(|off| **off > 0.2).count() as f64;
    let late = late / times.len().max(1) as f64 * 100.0;
    let what = |of: &str| format!("a quarter of an hour of speech, clinic model: {of}");
    vec![
        Row::new(what("wall time"), "s", vec![taken]),
        Row::new(
            what("pace"),
            "real-time factor",
            vec![taken / LENGTH as f64],
        ),
        Row::new(what("progress off"), "points", strayed(&told, taken)),
        Row::new(what("times off at the end"), "s", times),
        Row::new(what("words over 0.2 s off"), "%", vec![late]),
        match peak_memory() {
            Some(bytes) => Row::new(what("engine's peak"), "MiB", vec![bytes / 1024.0 / 1024.0]),
            None => Row::not_measured(what("engine's peak"), "only Linux tells"),
        },
    ]
}

/// The sample dictations over and over, with pauses, until the time is full. The last is whole.
fn long() -> Long {
    let dictations = sample::DICTATIONS.map(|name| {
        let clip = decode::read_file(&sample::recording(name)).expect("a sample recording");
        clip.for_speech().expect("a complete clip")
    });
    let mut samples = Vec::with_capacity(LENGTH * SECOND);
    let mut turn = 0;
    loop {
        let last = &dictations[turn % dictations.len()];
        let last_at = samples.len() as f64 / SECOND as f64;
        samples.extend(last.iter());
        samples.extend(vec![0.0; PAUSES[turn % PAUSES.len()] * SECOND]);
        turn += 1;
        let next = &dictations[turn % dictations.len()];
        if samples.len() + next.len() > LENGTH * SECOND {
            // What is missing goes before the last, so that all ends with it.
            let missing = (LENGTH * SECOND).saturating_sub(samples.len());
            let at = (last_at * SECOND as f64).round() as usize;
            samples.splice(at..at, vec![0.0; missing]);
            return Long {
                samples,
                last: Arc::clone(last),
                last_at: (at + missing) as f64 / SECOND as f64,
            };
        }
    }
}

/// By how many points of a hundred each report was off the share of the time that had gone.
fn strayed(told: &[(f64, f32)], taken: f64) -> Vec<f64> {
    told.iter()
        .map(|(seconds, share)| (f64::from(*share) - seconds / taken).abs() * 100.0)
        .collect()
}

/// By how many seconds the words of the last minute are off those of the same heard alone. Words
/// that were heard otherwise have no time to compare, and neither has a word that follows such a
/// one, as it begins where that ends.
fn off(heard: &Transcript, alone: &Transcript, later: f64) -> Vec<f64> {
    let last_minute = LENGTH as f64 - 60.0 - later;
    let from = |word: &&Word| word.span.start >= later - 1.0;
    let heard: Vec<&Word> = heard.words.iter().filter(from).collect();
    let texts = |words: &[&Word]| -> Vec<String> {
        let plain = |word: &&Word| score::normalise(&word.text).join(" ");
        words.iter().map(plain).collect()
    };
    let alone: Vec<&Word> = alone.words.iter().collect();
    let steps = score::align(&texts(&alone), &texts(&heard));
    let starts = steps.windows(2).filter_map(|pair| match pair {
        [Step::Same { .. }, Step::Same { said, heard: at }] => {
            Some((alone[*said].span.start, heard[*at].span.start))
        }
        _ => None,
    });
    starts
        .filter(|(alone, _)| *alone >= last_minute)
        .map(|(alone, heard)| (heard - later - alone).abs())
        .collect()
}

/// The most memory that this process's child with the model has had, in bytes.
fn peak_memory() -> Option<f64> {
    let own = std::process::id().to_string();
    let is_child = |folder: &Path| {
        let stat = fs::read_to_string(folder.join("stat")).unwrap_or_default();
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        after_name.split_whitespace().nth(1) == Some(own.as_str())
    };
    let processes = fs::read_dir("/proc")
        .ok()?
        .flatten()
        .map(|entry| entry.path());
    let peak = |folder: std::path::PathBuf| {
        let status = fs::read_to_string(folder.join("status")).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.split_whitespace().next()?.parse::<f64>().ok()
    };
    let peaks = processes.filter(|folder| is_child(folder)).filter_map(peak);
    peaks.reduce(f64::max).map(|kibibytes| kibibytes * 1024.0)
}
