//! The wire: what is sent is what arrives, and no bytes whatever do harm at either end.

use std::io::Cursor;
use std::io::Write;
use std::process::{Command, Stdio};

use dictation_desk::clinical::lexicon::{Layer, Lexicon};
use dictation_desk::record::AuthorId;
use dictation_desk::speech::worker::wire::{self, Answer, Ask, MOST_SAMPLES};
use dictation_desk::speech::{Context, Transcript, Tuning};
use dictation_desk::words::{Span, Word};
use proptest::collection::vec;
use proptest::prelude::*;

fn draft(with_dictionary: bool) -> Ask {
    let own = Layer::Author(AuthorId(3));
    let lexicon = Lexicon::built_in();
    let some = |from: usize| lexicon.terms()[from..from + 50].to_vec();
    Ask::Draft {
        job: 7,
        dictionary: with_dictionary.then(|| vec![(Layer::BuiltIn, some(0)), (own, some(90))]),
        context: Context {
            clues: "Rheumatology".to_owned(),
            author: vec!["Xylobutin".to_owned()],
            patient: vec!["methotrexate 7.5 mg".to_owned()],
        },
        tuning: Tuning::OFF,
        threads: 3,
    }
}

/// One whole frame.
fn frame(samples: &[f32]) -> Vec<u8> {
    let mut bytes = Vec::new();
    wire::write(&mut bytes, &draft(true), samples).unwrap();
    bytes
}

/// Reads all there is, as both ends do.
fn read_all(bytes: &[u8]) {
    let mut input = Cursor::new(bytes);
    while let Ok(Some((_, samples))) = wire::read::<Ask>(&mut input, MOST_SAMPLES) {
        assert!(samples.len() * 4 <= bytes.len());
    }
    let mut input = Cursor::new(bytes);
    while let Ok(Some((_, samples))) = wire::read::<Answer>(&mut input, 0) {
        assert!(samples.is_empty());
    }
}

proptest! {
    #[test]
    fn what_is_sent_arrives(samples in vec(any::<f32>(), 0..40_000), terms: bool) {
        let mut bytes = Vec::new();
        wire::write(&mut bytes, &draft(terms), &samples).unwrap();
        wire::write(&mut bytes, &Ask::Cancel { job: 7 }, &[]).unwrap();
        let mut input = Cursor::new(&bytes);
        let (ask, got) = wire::read::<Ask>(&mut input, MOST_SAMPLES).unwrap().unwrap();
        prop_assert_eq!(ask, draft(terms));
        let bits = |samples: &[f32]| samples.iter().map(|it| it.to_bits()).collect::<Vec<_>>();
        prop_assert_eq!(bits(&got), bits(&samples));
        let (ask, _) = wire::read::<Ask>(&mut input, MOST_SAMPLES).unwrap().unwrap();
        prop_assert_eq!(ask, Ask::Cancel { job: 7 });
        prop_assert!(wire::read::<Ask>(&mut input, MOST_SAMPLES).unwrap().is_none());
    }

    #[test]
    fn answers_arrive_to_the_last_digit(
        confidence in 0_f32..=1.0, start in 0_f64..9e4, length in 0_f64..9.0, text in ".{0,40}",
    ) {
        let transcript = Transcript {
            words: vec![Word::new(text, Span::new(start, start + length), confidence)],
            ..Transcript::default()
        };
        let answer = Answer::Done { job: u64::MAX, transcript };
        let mut bytes = Vec::new();
        wire::write(&mut bytes, &answer, &[]).unwrap();
        let (got, _) = wire::read::<Answer>(&mut Cursor::new(bytes), 0).unwrap().unwrap();
        prop_assert_eq!(got, answer);
    }

    #[test]
    fn any_bytes_are_a_frame_or_a_fault(bytes in vec(any::<u8>(), 0..4_000)) {
        read_all(&bytes);
        // The same as the message of a frame, so that it is not turned away at the door.
        let length = (bytes.len() as u32).to_le_bytes();
        read_all(&[b"DDSE", &length[..], &[0; 4], &bytes].concat());
    }

    #[test]
    fn a_damaged_frame_is_a_frame_or_a_fault(
        flips in vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        end: prop::sample::Index,
    ) {
        let mut bytes = frame(&[0.25; 300]);
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(end.index(bytes.len() + 1));
        read_all(&bytes);
    }

    #[test]
    fn a_cut_frame_never_passes_for_a_whole_one(end: prop::sample::Index) {
        let bytes = frame(&[0.25; 300]);
        let end = end.index(bytes.len());
        let read = wire::read::<Ask>(&mut Cursor::new(&bytes[..end]), MOST_SAMPLES);
        let is_right = if end == 0 { matches!(read, Ok(None)) } else { read.is_err() };
        prop_assert!(is_right);
    }
}

#[test]
fn a_frame_that_claims_too_much_is_refused_unread() {
    let claim = |length: u32, count: u32| {
        let start = [b"DDSE", &length.to_le_bytes()[..], &count.to_le_bytes()];
        wire::read::<Answer>(&mut Cursor::new(start.concat()), 0).unwrap_err()
    };
    for (length, count) in [(u32::MAX, 0), (2, 1), (2, u32::MAX), (129 << 20, 0)] {
        assert!(claim(length, count).to_string().contains("longer than any"));
    }
    // What may be is waited for, without memory being taken for it first.
    assert!(claim(100 << 20, 0).to_string().contains("the pipe failed"));
}

/// The real engine, given bytes that no program sends: it says at most a sentence, and ends.
#[test]
fn the_engine_survives_being_told_nonsense_by_ending() {
    let whole = frame(&[0.1; 16_000]);
    let mut deep = b"DDSE\x00\x20\x00\x00\x00\x00\x00\x00".to_vec();
    deep.extend([b'['; 0x2000]);
    let rows: [&[u8]; 6] = [
        b"",
        b"Dear Dr Example",
        &[0xff; 50_000],
        &whole[..whole.len() - 1],
        &deep,
        // Sound, but there is no model: an answer, and the end of the input ends it.
        &whole,
    ];
    for bytes in rows {
        let mut engine = Command::new(super::PROGRAM)
            .arg("speech-worker")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = engine.stdin.take().unwrap();
        // It may be gone before it has read all.
        let _ = input.write_all(bytes);
        drop(input);
        let ended = move || engine.wait_with_output();
        let output = crate::guard::answer("an engine told nonsense", ended).unwrap();
        assert!(output.stdout.len() < 1_000, "{}", output.stdout.len());
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        let mut answers = Cursor::new(output.stdout);
        while let Ok(Some((answer, _))) = wire::read::<Answer>(&mut answers, 0) {
            // A job that could be read is first said to be taken.
            let is_taken = matches!(answer, Answer::Progress { share: 0.0, .. });
            let is_problem = matches!(answer, Answer::Problem { .. });
            assert!(is_taken || is_problem, "{answer:?}");
        }
    }
}
