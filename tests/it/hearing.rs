//! How a window is heard: looking ahead where the model is unsure, and several windows at a time.

use std::path::Path;
use std::sync::Arc;

use dictation_desk::audio::decode;
use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::speech::ahead::{Marks, Reader, choose};
use dictation_desk::speech::{Cancel, Context, SpeechJob, Transcriber, Tuning, Whisper};

/// Five tokens of text, the end of the text, and three times.
const MARKS: Marks = Marks {
    end_of_text: 5,
    time_zero: 6,
    vocabulary: 9,
    room: 30,
};

/// How likely each text token and any time at all is.
type Expected = ([f32; 5], f32);

fn logits((text, time): Expected) -> Vec<f32> {
    let end = [1e-6_f32];
    let times = [time / 3.0; 3];
    let all = text.iter().chain(&end).chain(&times);
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
        self.told = logits(self.after[usize::try_from(token).unwrap()]);
        Some(&self.told)
    }
}

/// Token 0 is a dead end, after which nothing is likely; 1 goes on with 2, and 2 with 3, for
/// certain; then comes a time.
fn model() -> Scripted {
    Scripted {
        after: [
            ([0.2, 0.2, 0.2, 0.2, 0.1], 0.1),
            ([0.0, 0.0, 1.0, 0.0, 0.0], 0.0),
            ([0.0, 0.0, 0.0, 1.0, 0.0], 0.0),
            ([0.1, 0.1, 0.0, 0.0, 0.0], 0.8),
            ([0.0, 0.0, 0.0, 0.0, 1.0], 0.0),
        ],
        told: Vec::new(),
        read: Vec::new(),
    }
}

#[test]
fn the_token_is_written_that_leads_to_the_likeliest_text() {
    struct Case(&'static str, Expected, usize, usize, Option<i32>);
    let cases = [
        Case(
            "a likelier dead end",
            ([0.5, 0.4, 0.1, 0.0, 0.0], 0.0),
            5,
            9,
            Some(1),
        ),
        Case(
            "the likeliest is right",
            ([0.3, 0.7, 0.0, 0.0, 0.0], 0.0),
            5,
            9,
            Some(1),
        ),
        Case("sure", ([0.95, 0.05, 0.0, 0.0, 0.0], 0.0), 5, 9, None),
        Case(
            "the second is far less likely",
            ([0.9, 0.1, 0.0, 0.0, 0.0], 0.0),
            5,
            9,
            None,
        ),
        Case("a time comes", ([0.2, 0.2, 0.0, 0.0, 0.0], 0.6), 5, 9, None),
        Case(
            "two of three are tried",
            ([0.4, 0.25, 0.0, 0.0, 0.35], 0.0),
            2,
            9,
            Some(4),
        ),
        Case(
            "no room to read on",
            ([0.5, 0.4, 0.1, 0.0, 0.0], 0.0),
            5,
            27,
            None,
        ),
    ];
    for Case(what, expected, readings, place, wanted) in cases {
        let mut model = model();
        let chosen = choose(&mut model, &MARKS, readings, place, &logits(expected));
        assert_eq!(chosen, wanted, "{what}");
        assert_eq!(model.read.is_empty(), wanted.is_none(), "{what}");
        for (_, at) in model.read {
            assert!((place..MARKS.room).contains(&at), "{what}: read at {at}");
        }
    }
}

#[test]
fn a_text_is_read_no_further_than_it_can_win() {
    let mut model = model();
    let expected = logits(([0.4, 0.6, 0.0, 0.0, 0.0], 0.0));
    assert_eq!(choose(&mut model, &MARKS, 5, 10, &expected), Some(1));
    // From 1 to the time after 3; 0 is less likely by itself than all of that.
    assert_eq!(model.read, [(1, 10), (2, 11), (3, 12)]);
}

/// A sample dictation of several windows.
fn sample(threads: usize) -> SpeechJob {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = path.join("assets/sample/dictations/arthritis-review.flac");
    let samples = decode::read_file(&path).unwrap().for_speech().unwrap();
    SpeechJob {
        samples,
        lexicon: Arc::new(Lexicon::built_in()),
        context: Context::default(),
        tuning: Tuning {
            second_look: true,
            correction: true,
            ..Tuning::OFF
        },
        threads,
    }
}

#[test]
fn what_is_heard_does_not_depend_on_how_many_windows_are_heard_at_a_time() {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/ggml-demo-en.bin");
    let mut whisper = Whisper::load(&model).unwrap();
    let mut heard = [1, 2, 5].map(|threads| {
        let mut shares = Vec::new();
        let progress = &mut |share| shares.push(share);
        let transcript = whisper.transcribe(&sample(threads), &Cancel::default(), progress);
        assert!(
            shares.is_sorted() && shares.last() == Some(&1.0),
            "{shares:?}"
        );
        transcript.unwrap()
    });
    let [alone, others @ ..] = &mut heard;
    assert!(alone.words.len() > 100, "{} words", alone.words.len());
    for other in others {
        assert_eq!(other.words, alone.words);
        assert_eq!(other.ledger, alone.ledger);
    }
}
