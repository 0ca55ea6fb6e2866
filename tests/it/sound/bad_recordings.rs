//! What comes in broken is refused in one plain sentence, or read as far as it goes.

use std::io::Cursor;
use std::sync::LazyLock;

use dictation_desk::audio::decode;
use proptest::prelude::*;

use super::{between, decode, fixture, loudness, pitch, tone, wav};

#[test]
fn what_is_no_recording_is_refused_in_words() {
    let letter = b"Dear Dr Example, thank you for referring this patient.\n".repeat(200);
    let empty_wav = wav(16_000, &[]);
    for (what, bytes, says) in [
        ("an empty file", Vec::new(), "empty"),
        ("a text file", letter, "not a recording"),
        ("a DSS recording", b"\x02dss and more".repeat(99), "DSS"),
        ("a DS2 recording", b"\x03ds2 and more".repeat(99), "DSS"),
        ("an encrypted DS2", b"\x03enc and more".repeat(99), "DSS"),
        ("only a header", empty_wav, "no sound"),
        (
            "a cut header",
            wav(16_000, &[0.1; 99])[..30].to_vec(),
            "not a recording",
        ),
        (
            "half an MP4 header",
            fixture("tone.m4a")[..40].to_vec(),
            "its index is missing",
        ),
    ] {
        let problem = decode(bytes).expect_err(what);
        assert!(problem.message().contains(says), "{what}: {problem}");
        assert!(!problem.next().is_empty(), "{what}: says what to do");
    }
}

#[test]
fn a_missing_file_is_a_problem_and_not_a_panic() {
    let problem = decode::read_file("/no/such/recording.wav".as_ref()).expect_err("not there");
    let says = "recording.wav could not be read";
    assert!(problem.message().contains(says), "{problem}");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let problem = decode::read_file(folder.path()).expect_err("a folder");
    assert!(problem.message().contains("is a folder"), "{problem}");
}

#[test]
fn a_cut_recording_keeps_all_that_came_before_the_cut() {
    for name in [
        "tone.mp3",
        "tone.m4a",
        "tone.flac",
        "tone.opus",
        "tone-alaw.wav",
        "tone-ima.wav",
    ] {
        let mut bytes = fixture(name);
        bytes.truncate(bytes.len() / 2);
        let clip = decode(bytes).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        assert!(clip.is_complete(), "{name}");
        assert!((0.15..0.6).contains(&clip.duration()), "{name}: {clip:?}");
        let note = clip.note().unwrap_or_else(|| panic!("{name}: no note"));
        assert!(note.contains("ends early"), "{name}: {note}");
        let heard = pitch(&between(&clip, 0.12, 0.25), clip.rate());
        assert!((heard - 440.0).abs() < 8.0, "{name}: {heard}");
    }
}

#[test]
fn a_cut_wav_loses_not_one_sample() {
    let samples = tone(16_000, 440.0, 10.0);
    let mut bytes = wav(16_000, &samples);
    bytes.truncate(44 + 2 * 48_000 + 1);
    let clip = decode(bytes).expect("most of it is there");
    assert_eq!(clip.len(), 48_000);
    let note = clip.note().expect("it ends early");
    assert_eq!(note, "The recording ends early: 0:03 of 0:10 is there.");
}

#[test]
fn a_wav_whose_recorder_lost_power_is_read_whole() {
    let whole = wav(16_000, &tone(16_000, 440.0, 3.0));
    for length in [0u32, u32::MAX] {
        let mut bytes = whole.clone();
        bytes[4..8].copy_from_slice(&length.to_le_bytes());
        bytes[40..44].copy_from_slice(&length.to_le_bytes());
        let clip = decode(bytes).expect("the samples are all there");
        assert_eq!((clip.len(), clip.note()), (48_000, None), "length {length}");
    }
}

#[test]
fn odd_chunks_before_the_sound_are_stepped_over() {
    let mut bytes = wav(16_000, &tone(16_000, 440.0, 1.0));
    let list = [b"LIST".as_slice(), &5u32.to_le_bytes(), b"abcde\0"].concat();
    bytes.splice(36..36, list);
    assert_eq!(decode(bytes).expect("still a WAV").len(), 16_000);
}

#[test]
fn a_damaged_stretch_is_passed_over() {
    for name in ["tone.mp3", "tone.m4a", "tone.flac"] {
        let mut bytes = fixture(name);
        let middle = bytes.len() * 3 / 4;
        bytes[middle..middle + 200].fill(0x5a);
        let clip = decode(bytes).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        assert!(clip.is_complete(), "{name}");
        let heard = pitch(&between(&clip, 0.12, 0.25), clip.rate());
        assert!((heard - 440.0).abs() < 8.0, "{name}: before it, {heard} Hz");
        assert!(
            (clip.duration() - 1.0).abs() < 0.15,
            "{name}: keeps time, {clip:?}"
        );
        let note = clip.note().unwrap_or_else(|| panic!("{name}: no note"));
        assert!(
            note.starts_with("At 0:00 the recording is damaged"),
            "{name}: {note}"
        );
    }
}

#[test]
fn damage_is_told_with_its_place_and_keeps_time() {
    let tone = fixture("tone.mp3");
    let mut bytes = tone.repeat(20);
    let whole = decode(bytes.clone()).expect("twenty parts, one behind the other");
    assert_eq!(whole.note(), None);
    assert!((whole.duration() - 20.5).abs() < 0.7, "{whole:?}");
    let at = |seconds: f64| (seconds / whole.duration() * bytes.len() as f64) as usize;
    let (one, two) = (at(4.5)..at(7.5), at(15.3)..at(15.5));
    for gone in [one, two] {
        bytes[gone].fill(0x5a);
    }
    let clip = decode(bytes).expect("most of it is there");
    assert_eq!(
        clip.note().as_deref(),
        Some(
            "From 0:04 to 0:07 and at 0:15 the recording is damaged, and what was said there is \
             missing."
        )
    );
    assert!((clip.duration() - whole.duration()).abs() < 0.6, "{clip:?}");
    assert!(
        loudness(&between(&clip, 5.0, 7.0)) < 0.01,
        "nothing is made up"
    );
    // Well within a part: where two meet, the tone starts anew.
    for from in [1.4, 10.6, 18.8] {
        let heard = pitch(&between(&clip, from, from + 0.4), clip.rate());
        assert!((heard - 440.0).abs() < 8.0, "at {from}: {heard}");
    }
}

#[test]
fn of_many_damaged_places_the_first_are_named() {
    let mut bytes = fixture("tone.mp3").repeat(40);
    let part = bytes.len() / 40;
    for place in 0..8 {
        let at = (place * 5 + 2) * part + part / 2;
        bytes[at..at + part / 4].fill(0);
    }
    let note = decode(bytes).expect("most of it is there").note();
    let note = note.expect("damage");
    assert!(note.contains("at 4 more places the recording"), "{note}");
    assert_eq!(note.matches("t 0:").count(), 4, "{note}");
}

static WHOLE: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut all: Vec<Vec<u8>> = ["tone.mp3", "tone.m4a", "tone.flac", "tone.ogg", "tone.opus"]
        .map(fixture)
        .into();
    all.push(wav(8_000, &tone(8_000, 440.0, 0.2)));
    all
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever a disk or a network does to a file, it is read as far as it goes or refused.
    #[test]
    fn no_damage_brings_the_program_down(
        which in 0..6usize,
        cut in 0.0..1.0f64,
        changes in prop::collection::vec((0.0..1.0f64, any::<u8>()), 0..40),
    ) {
        let mut bytes = WHOLE[which].clone();
        bytes.truncate(1 + (bytes.len() as f64 * (1.0 - cut * cut)) as usize);
        for (place, value) in changes {
            let at = (place * (bytes.len() - 1) as f64) as usize;
            bytes[at] = value;
        }
        match decode::open(Box::new(Cursor::new(bytes))) {
            Err(problem) => prop_assert!(problem.message().ends_with('.')),
            Ok((clip, decoding)) => {
                let mut limit = 0;
                let _ = decoding.run(&mut |_| { limit += 1; limit < 20_000 });
                prop_assert!(clip.is_complete());
                prop_assert!(clip.duration().is_finite());
            }
        }
    }
}
