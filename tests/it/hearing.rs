//! How a window is heard: looking ahead where the model is unsure, and several windows at a time.

use std::sync::Arc;

use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::speech::hear::ahead::{self, Marks, Reader};
use dictation_desk::speech::{Cancel, RATE, SpeechJob, Transcriber, Tuning, Whisper};

use crate::clips::{MODEL, clip, job};

/// Five tokens of text, the end of the text, and three times.
const MARKS: Marks = Marks {
    end_of_text: 5,
    time_zero: 6,
    vocabulary: 9,
    room: 30,
};

/// How likely each text token, the end of the text, and any time at all is.
type Expected = ([f32; 5], f32, f32);

fn logits((text, end, time): Expected) -> Vec<f32> {
    let times = [time / 3.0; 3];
    let all = text.iter().chain([&end]).chain(&times);
    all.map(|probability| probability.max(1e-6).ln()).collect()
}

/// A model that expects something after each token, whatever was before it.
struct Scripted {
    after: [Expected; 5],
    told: Vec<f32>,
    /// What it was given to read, and where.
    read: Vec<(i32, usize)>,
}

impl Reader for Scripted {
    fn read(&mut self, token: i32, place: usize) -> Option<&[f32]> {
        self.read.push((token, place));
        self.told = match usize::try_from(token)
            .ok()
            .and_then(|it| self.after.get(it))
        {
            Some(expected) => logits(*expected),
            // After a time comes another.
            None => logits(([0.0; 5], 0.0, 1.0)),
        };
        Some(&self.told)
    }
}

/// Token 0 is a dead end, after which nothing is likely; 1 goes on with 2, and 2 with 3, for
/// certain; then comes the end.
fn model() -> Scripted {
    Scripted {
        after: [
            ([0.2, 0.2, 0.2, 0.2, 0.1], 0.0, 0.1),
            ([0.0, 0.0, 1.0, 0.0, 0.0], 0.0, 0.0),
            ([0.0, 0.0, 0.0, 1.0, 0.0], 0.0, 0.0),
            ([0.1, 0.1, 0.0, 0.0, 0.0], 0.8, 0.0),
            ([0.0, 0.0, 0.0, 0.0, 1.0], 0.0, 0.0),
        ],
        told: Vec::new(),
        read: Vec::new(),
    }
}

/// What is written at `place` where the model is unsure, and what it was given to read for that.
fn chosen(expected: Expected, readings: usize, place: usize) -> (Option<i32>, Vec<(i32, usize)>) {
    let near = ahead::near(&MARKS, readings, &logits(expected));
    let mut model = model();
    let best = ahead::best(&mut model, &MARKS, place, &near);
    (best, model.read)
}

#[test]
fn the_token_is_written_that_leads_to_the_likeliest_text() {
    let cases = [
        (
            "a likelier dead end",
            ([0.5, 0.4, 0.1, 0.0, 0.0], 0.0, 0.0),
            5,
            Some(1),
        ),
        (
            "the likeliest is right",
            ([0.3, 0.7, 0.0, 0.0, 0.0], 0.0, 0.0),
            5,
            Some(1),
        ),
        (
            "two of three are tried",
            ([0.4, 0.25, 0.0, 0.0, 0.35], 0.0, 0.0),
            2,
            Some(4),
        ),
        (
            "times, less likely than text",
            ([0.3, 0.3, 0.1, 0.0, 0.0], 0.0, 0.2),
            5,
            Some(1),
        ),
        ("sure", ([0.95, 0.05, 0.0, 0.0, 0.0], 0.0, 0.0), 5, None),
        (
            "the second is far less likely",
            ([0.9, 0.1, 0.0, 0.0, 0.0], 0.0, 0.0),
            5,
            None,
        ),
        (
            "a time comes",
            ([0.2, 0.2, 0.0, 0.0, 0.0], 0.0, 0.6),
            5,
            None,
        ),
        (
            "the end comes",
            ([0.04, 0.03, 0.0, 0.0, 0.0], 0.9, 0.0),
            5,
            None,
        ),
        (
            "only one is ever tried",
            ([0.5, 0.4, 0.1, 0.0, 0.0], 0.0, 0.0),
            1,
            None,
        ),
    ];
    for (what, expected, readings, wanted) in cases {
        let (best, read) = chosen(expected, readings, 9);
        assert_eq!(best, wanted, "{what}");
        assert_eq!(read.is_empty(), wanted.is_none(), "{what}");
    }
}

#[test]
fn nothing_is_read_that_the_model_has_no_room_for_or_that_cannot_win() {
    let unsure = ([0.4, 0.6, 0.0, 0.0, 0.0], 0.0, 0.0);
    // From 1 to the end after 3; 0 is less likely by itself than all of that.
    let (best, read) = chosen(unsure, 5, 10);
    assert_eq!(best, Some(1));
    assert_eq!(read, [(1, 10), (2, 11), (3, 12)]);
    let (best, read) = chosen(unsure, 5, 24);
    assert_eq!((best, read.len()), (Some(1), 3));
    assert_eq!(chosen(unsure, 5, 25), (None, Vec::new()));
}

/// A dictation of several sentences, far enough apart to be heard in windows of their own.
fn dictation(threads: usize) -> SpeechJob {
    let pause = vec![0.0; 2 * RATE as usize];
    let clips = ["dose", "rare-drug"].map(clip);
    SpeechJob {
        lexicon: Arc::new(Lexicon::built_in()),
        tuning: Tuning {
            second_look: true,
            correction: true,
            ..Tuning::OFF
        },
        threads,
        ..job(clips.join(&pause[..]))
    }
}

#[test]
fn what_is_heard_does_not_depend_on_how_many_windows_are_heard_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ggml-short-windows.bin");
    std::fs::copy(MODEL, &path).unwrap();
    let facts = r#"{"decode": {"window_seconds": 4}}"#;
    std::fs::write(path.with_extension("json"), facts).unwrap();
    let mut whisper = Whisper::load(&path).unwrap();
    let [alone, together] = [1, 3].map(|threads| {
        let mut shares = Vec::new();
        let progress = &mut |share| shares.push(share);
        let transcript = whisper.transcribe(&dictation(threads), &Cancel::default(), progress);
        assert!(
            shares.is_sorted() && shares.last() == Some(&1.0),
            "{shares:?}"
        );
        transcript.unwrap()
    });
    assert!(alone.words.len() > 12, "{} words", alone.words.len());
    assert_eq!(together.words, alone.words);
    assert_eq!(together.ledger, alone.ledger);
}
