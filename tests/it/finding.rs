//! Speech found before a model listens: by loudness, and by Silero where its file is here.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use dictation_desk::speech::find::witnesses::{Speech, speech};
use dictation_desk::speech::find::{silero, voice};
use dictation_desk::speech::{Cancel, RATE, Transcriber, Transcript, Worker, guard};
use dictation_desk::words::{Span, Word, plain_text};
use tempfile::TempDir;

use crate::clips::{self, MODEL, job};
use crate::worker::{PROGRAM, SPOKEN};

const SECOND: usize = RATE as usize;

/// Silero as its makers publish it, for these tests.
const SILERO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/models/ggml-silero-v6.2.0.bin");

/// White noise so loud, the same each time.
fn noise(samples: usize, loud: f32) -> impl Iterator<Item = f32> {
    let mut last = 2_463_534_242_u32;
    (0..samples).map(move |_| {
        last ^= last << 13;
        last ^= last >> 17;
        last ^= last << 5;
        (last as f32 / u32::MAX as f32 - 0.5) * loud
    })
}

/// Paper rustled for two seconds in a quiet room: noise that swells and dies many times.
pub fn rustling() -> Vec<f32> {
    let swell = |at: usize| (at as f32 / 900.0).sin().abs();
    let is_rustled = |at: usize| (SECOND..3 * SECOND).contains(&at);
    noise(4 * SECOND, 1.0)
        .enumerate()
        .map(|(at, noise)| {
            noise
                * if is_rustled(at) {
                    0.3 * swell(at)
                } else {
                    0.003
                }
        })
        .collect()
}

/// A place for a model with this as Silero beside it; who only finds speech needs no model there.
fn beside(silero: Option<&[u8]>) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let model = folder.path().join("ggml-base-clinic-q8_0.bin");
    if let Some(bytes) = silero {
        fs::write(folder.path().join(silero::NAME), bytes).unwrap();
    }
    (folder, model)
}

fn genuine() -> Vec<u8> {
    fs::read(SILERO).unwrap()
}

fn heard(model: &Path, samples: Vec<f32>) -> Transcript {
    // In a process of its own: should a file harm whisper.cpp, this is told of it.
    let mut worker = Worker::new(PROGRAM.into(), model).unwrap();
    let heard = worker.transcribe(&job(samples), &Cancel::default(), &mut |_| ());
    heard.unwrap()
}

#[test]
fn only_the_published_silero_is_given_to_whisper_cpp_and_any_other_costs_a_draft_nothing() {
    let (folder, model) = beside(None);
    let there = folder.path().join(silero::NAME);
    assert_eq!(silero::beside(&model), None);
    fs::copy(MODEL, &model).unwrap();
    let samples = SPOKEN[..2 * SECOND].to_vec();
    let plain = heard(&model, samples.clone());
    assert!(!plain.words.is_empty());

    let altered = |change: fn(&mut Vec<u8>)| {
        let mut bytes = genuine();
        change(&mut bytes);
        bytes
    };
    let rows = [
        ("empty", Vec::new()),
        ("a letter", b"Dear Dr Example".to_vec()),
        ("cut short", altered(|bytes| bytes.truncate(500_000))),
        ("too long", altered(|bytes| bytes.push(0))),
        // The length of a text, which whisper.cpp would take at its word.
        ("a wild length", altered(|bytes| bytes[4..8].fill(0x7f))),
        ("a weight gone wrong", altered(|bytes| bytes[700_000] ^= 1)),
        ("the speech model", fs::read(MODEL).unwrap()),
    ];
    for (what, bytes) in rows {
        fs::write(&there, bytes).unwrap();
        assert_eq!(silero::beside(&model), None, "{what}");
        // One that whisper.cpp would trip over stands for all: none of them is given to it.
        if what == "a wild length" {
            assert_eq!(heard(&model, samples.clone()), plain, "{what}");
        }
    }
    fs::remove_file(&there).unwrap();
    fs::create_dir(&there).unwrap();
    assert_eq!(silero::beside(&model), None, "a folder");
    fs::remove_dir(&there).unwrap();

    fs::write(&there, genuine()).unwrap();
    assert_eq!(silero::beside(&model), Some(there));
}

#[test]
fn a_voice_that_drowns_in_noise_is_found_by_silero_alone_with_its_first_and_last_sound() {
    let clip = SPOKEN.as_slice();
    let noisy: Vec<f32> = noise(clip.len(), 0.2)
        .zip(clip)
        .map(|(a, b)| a + b)
        .collect();
    assert!(voice::by_loudness(&noisy).is_empty());
    let (_folder, model) = beside(Some(&genuine()));
    let found = speech(&noisy, &model, 1, &Cancel::default());
    let by_three = speech(&noisy, &model, 3, &Cancel::default());
    assert_eq!(by_three, found, "however many threads");
    assert_eq!(found.heard, found.certain);
    // The words, from "He" to "recovery." and from "His" to "days.".
    for spoken in [0.54..4.1, 4.87..8.4] {
        let [start, end] = [spoken.start, spoken.end].map(|at| (at * SECOND as f64) as usize);
        let holds = |range: &Range<usize>| range.start <= start && end <= range.end;
        assert!(found.heard.iter().any(holds), "{spoken:?} in {found:?}");
    }
}

#[test]
fn a_noise_that_is_no_voice_is_not_given_to_the_model_but_told() {
    let samples = rustling();
    let loud = voice::by_loudness(&samples);
    assert_eq!(loud.len(), 1, "it is loud: {loud:?}");
    let transcript = clips::hear(&job([samples, SPOKEN[..5 * SECOND].to_vec()].concat()));
    assert!(
        plain_text(&transcript.words).starts_with("He was treated"),
        "{}",
        plain_text(&transcript.words)
    );
    let [told] = transcript.ledger.missing[..] else {
        panic!("{:?}", transcript.ledger);
    };
    assert!(told.holds(2.0) && told.end < 4.0, "{told:?}");
    assert_eq!(transcript.ledger.unsupported, []);
}

#[test]
fn silence_and_hiss_are_nobody_speaking_for_silero_too() {
    let (_folder, model) = beside(Some(&genuine()));
    let nothing = Speech::default();
    for samples in [
        vec![],
        vec![0.0; 3 * SECOND],
        vec![0.0; 100],
        noise(40 * SECOND, 0.2).collect(),
    ] {
        assert_eq!(speech(&samples, &model, 2, &Cancel::default()), nothing);
    }
}

/// Ranges in tenths of a second.
fn tenths(ranges: &[Range<usize>]) -> Vec<(usize, usize)> {
    let tenth = |at: usize| at * 10 / SECOND;
    ranges
        .iter()
        .map(|it| (tenth(it.start), tenth(it.end)))
        .collect()
}

#[test]
fn what_is_heard_told_and_certain_where_loudness_and_silero_do_not_agree() {
    let step = |seconds: f64| (seconds * SECOND as f64) as usize / silero::STEP;
    /// Where it is loud, how likely from 2 s to 4 s; what is heard, certain and possible then.
    type Row<'a> = (&'a [(usize, usize)], f32, [&'a [(usize, usize)]; 3]);
    let rows: [Row; 10] = [
        (&[], 0.9, [&[(17, 42)], &[(17, 42)], &[(17, 42)]]),
        (&[], 0.2, [&[], &[], &[]]),
        (&[(21, 35)], 0.9, [&[(17, 42)], &[(17, 42)], &[(17, 42)]]),
        (&[(35, 50)], 0.9, [&[(17, 50)], &[(17, 42)], &[(17, 50)]]),
        // A word under the breath: heard, though what comes of it is told.
        (&[(25, 35)], 0.45, [&[(25, 35)], &[], &[(25, 35)]]),
        // A cough.
        (&[(25, 35)], 0.35, [&[], &[], &[(25, 35)]]),
        // A whispered sentence.
        (&[(20, 45)], 0.2, [&[(20, 45)], &[], &[(20, 45)]]),
        (&[(20, 45)], 0.05, [&[], &[], &[(20, 45)]]),
        // A slammed door.
        (&[(25, 35)], 0.01, [&[], &[], &[(25, 35)]]),
        (
            &[(60, 70)],
            0.9,
            [&[(17, 42)], &[(17, 42)], &[(17, 42), (60, 70)]],
        ),
    ];
    for (loud, likely, [heard, certain, possible]) in rows {
        let mut probabilities = vec![0.01; step(8.0)];
        probabilities[step(2.0)..step(4.0)].fill(likely);
        let samples: Vec<_> = loud
            .iter()
            .map(|(start, end)| start * SECOND / 10..end * SECOND / 10)
            .collect();
        let found = Speech::weighed(&samples, &probabilities, 8 * SECOND);
        let case = format!("loud {loud:?}, likely {likely}");
        assert_eq!(tenths(&found.heard), heard, "{case}");
        assert_eq!(tenths(&found.certain), certain, "{case}");
        assert_eq!(tenths(&found.possible), possible, "{case}");
    }
}

#[test]
fn the_ledger_tells_of_text_that_only_a_noise_supports_and_of_a_noise_without_text() {
    let word = Word::new("thank", Span::new(2.0, 2.5), 0.9);
    let found = Speech {
        certain: vec![],
        ..Speech::loud(vec![SECOND..4 * SECOND, 6 * SECOND..8 * SECOND])
    };
    let ledger = guard::ledger(std::slice::from_ref(&word), &found);
    assert_eq!(ledger.unsupported, [word.span]);
    assert!(ledger.missing.contains(&Span::new(6.0, 8.0)), "{ledger:?}");
}

#[test]
fn words_where_nobody_surely_speaks_stay_only_if_the_model_was_sure_of_them() {
    let words = |confidences: [f32; 4]| -> Vec<Word> {
        let word = |(at, confidence)| {
            let start = at as f64;
            Word::new(format!("w{at}"), Span::new(start, start + 0.5), confidence)
        };
        confidences.into_iter().enumerate().map(word).collect()
    };
    let found = Speech {
        certain: std::iter::once(0..3 * SECOND / 2).collect(),
        ..Speech::loud(std::iter::once(0..4 * SECOND).collect())
    };
    let rows: [([f32; 4], &[&str]); 4] = [
        ([0.9, 0.9, 0.9, 0.9], &["w0", "w1", "w2", "w3"]),
        ([0.2, 0.2, 0.9, 0.9], &["w0", "w1", "w2", "w3"]),
        ([0.9, 0.9, 0.9, 0.2], &["w0", "w1"]),
        ([0.2, 0.2, 0.2, 0.9], &["w0", "w1"]),
    ];
    for (confidences, left) in rows {
        let kept = guard::transcript(&words(confidences), &found);
        let texts: Vec<&str> = kept.words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, left, "{confidences:?}");
    }
    // And the place is told, however short, unless nobody can have spoken there.
    let told = |found: &Speech| {
        let kept = guard::transcript(&words([0.9, 0.9, 0.2, 0.2]), found);
        kept.ledger.missing
    };
    assert_eq!(told(&found), [Span::new(1.85, 4.0)]);
    let short = Speech {
        possible: vec![0..3 * SECOND / 2, 3 * SECOND..3 * SECOND + SECOND / 2],
        ..found.clone()
    };
    assert_eq!(told(&short), [Span::new(2.0, 3.5)]);
    let none = Speech {
        possible: found.certain.clone(),
        ..found
    };
    assert_eq!(told(&none), []);
}
