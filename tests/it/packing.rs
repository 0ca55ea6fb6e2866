//! From sound to windows: speech is found, packed without its pauses, and missed where a model
//! passes it over.

use std::ops::Range;

use dictation_desk::speech::RATE;
use dictation_desk::speech::find::loudness::{self, Loudness};
use dictation_desk::speech::find::pack::{self, Window};
use dictation_desk::speech::find::voice;
use dictation_desk::speech::guard::{again, omitted};
use dictation_desk::words::{Span, Word};
use proptest::prelude::*;

const SECOND: usize = RATE as usize;

/// A voice of sorts: a tone that swells four times a second, between stretches of faint hiss.
fn speech_in(seconds: &[Range<f64>], length: f64) -> Vec<f32> {
    let mut hiss = 12345_u32;
    (0..(length * SECOND as f64) as usize)
        .map(|at| {
            hiss = hiss.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (hiss >> 16) as f32 / 65_536.0 - 0.5;
            let time = at as f64 / SECOND as f64;
            let swell = (time * 25.0).sin().abs() as f32;
            let speaks = seconds.iter().any(|range| range.contains(&time));
            let tone = (time * 1500.0).sin() as f32 * swell * 0.3;
            noise * 0.002 + if speaks { tone } else { 0.0 }
        })
        .collect()
}

#[test]
fn speech_is_found_and_hiss_hum_and_silence_are_not() {
    let samples = speech_in(&[2.0..4.0, 7.0..9.5], 12.0);
    let found = voice::by_loudness(&samples);
    let seconds: Vec<[i64; 2]> = found
        .iter()
        .map(|range| [range.start, range.end].map(|at| (at * 10 / SECOND) as i64))
        .collect();
    assert_eq!(seconds.len(), 2, "{seconds:?}");
    for (found, spoken) in seconds.iter().zip([[20, 40], [70, 95]]) {
        assert!((found[0] - spoken[0]).abs() <= 3 && (found[1] - spoken[1]).abs() <= 3);
    }
    assert!(voice::by_loudness(&speech_in(&[], 10.0)).is_empty(), "hiss");
    assert!(
        voice::by_loudness(&vec![0.0; 5 * SECOND]).is_empty(),
        "silence"
    );
    let hum: Vec<f32> = (0..8 * SECOND)
        .map(|at| (at as f32 * 0.02).sin() * 0.05)
        .collect();
    assert!(voice::by_loudness(&hum).is_empty(), "hum");
}

/// What is found in these samples, packed into windows of about so many seconds.
fn packed(samples: &[f32], seconds: usize) -> (Vec<Range<usize>>, Vec<Window>) {
    let found = voice::by_loudness(samples);
    let loudness = Loudness::of(loudness::levels(samples), &found);
    let windows = pack::windows(&found, seconds * SECOND, &loudness);
    (found, windows)
}

#[test]
fn packing_leaves_no_speech_out_and_finds_every_time_again() {
    let spoken: Vec<Range<f64>> = (0..30)
        .map(|n| f64::from(n) * 6.0 + 1.0..f64::from(n) * 6.0 + 4.5)
        .collect();
    let samples = speech_in(&spoken, 185.0);
    let (found, windows) = packed(&samples, 12);
    for window in &windows {
        let heard = window.samples(&samples);
        for second in 0..window.len() / SECOND {
            let there = window.to_dictation(second as f64);
            let at = (there * SECOND as f64).round() as usize;
            let here = heard[second * SECOND];
            assert!(here == 0.0 || here == samples[at], "at {there}");
        }
    }
    let sources = windows.iter().flat_map(Window::sources);
    assert_eq!(voice::joined(sources.collect(), 0), found);
}

#[test]
fn windows_are_of_one_length_an_even_number_and_cut_in_the_pauses() {
    // Four sentences of nine seconds; within each nobody draws breath.
    let sentences = [0.5..9.5, 11.0..20.0, 21.0..30.0, 31.5..40.5];
    let samples = speech_in(&sentences, 41.0);
    let seconds = |windows: &[Window]| -> Vec<usize> {
        let lengths = windows.iter().map(|window| window.len() + SECOND / 2);
        lengths.map(|length| length / SECOND).collect()
    };
    assert_eq!(seconds(&packed(&samples, 12).1), [9, 9, 9, 9]);
    assert_eq!(seconds(&packed(&samples, 24).1), [19, 19]);
    assert_eq!(
        seconds(&packed(&samples, 18).1),
        [19, 19],
        "not three, nor four of half the length"
    );
    assert_eq!(
        seconds(&packed(&speech_in(&sentences[..2], 22.0), 24).1),
        [9, 9],
        "one for each lane"
    );
    assert_eq!(
        seconds(&packed(&speech_in(&sentences[..1], 11.0), 24).1),
        [9],
        "too short to halve"
    );
    // A minute in one breath but for a quarter of a second after a quarter of it.
    let samples = speech_in(&[0.0..15.0, 15.25..60.0], 60.0);
    let (found, windows) = packed(&samples, 18);
    assert_eq!(found.len(), 1);
    let first = windows[0].len() as f64 / SECOND as f64;
    assert!((15.0..15.4).contains(&first), "{first}");
}

proptest! {
    #[test]
    fn all_of_the_speech_is_in_windows_that_each_fit_one_hearing(
        lengths in prop::collection::vec((1..60_000_usize, 1..20_000_usize), 0..60),
        long in 0..3_000_000_usize,
        seconds in 0..40_usize,
        cuts in prop::collection::vec(0..2_000_000_usize, 0..6),
    ) {
        let mut at = 0;
        let mut speech = Vec::new();
        for (length, pause) in lengths.into_iter().chain([(long + 1, 1)]) {
            speech.push(at..at + length);
            at += length + pause;
        }
        let loudness = Loudness::of(vec![0.1; at / 160], &speech);
        let windows = pack::windows(&speech, seconds * SECOND, &loudness);
        prop_assert!(windows.iter().all(|window| (1..=pack::LONGEST).contains(&window.len())));
        let sources: Vec<_> = windows.iter().flat_map(Window::sources).collect();
        prop_assert!(sources.is_sorted_by_key(|source| source.start));
        prop_assert_eq!(voice::joined(sources, 0), voice::joined(speech, 0));

        let mut cuts = cuts;
        cuts.sort_unstable();
        let parts: Vec<_> = windows.iter().flat_map(|window| window.parted(&cuts)).collect();
        let whole = |windows: &[Window]| {
            let sources = windows.iter().flat_map(Window::sources);
            voice::joined(sources.collect(), 0)
        };
        prop_assert_eq!(whole(&parts), whole(&windows));
        let is_apart = |part: &Window, cut: usize| {
            part.sources().all(|it| it.end <= cut) || part.sources().all(|it| it.start >= cut)
        };
        prop_assert!(parts.iter().all(|part| cuts.iter().all(|cut| is_apart(part, *cut))));
    }
}

#[test]
fn a_word_that_lasts_too_long_for_its_letters_gives_an_omission_away() {
    let said = |text: &str, start, end| Word::new(text, Span::new(start, end), 1.0);
    let cases = [
        ("have", 1.2, false),
        ("have", 3.0, true),
        ("I", 1.3, false),
        ("I", 1.6, true),
        ("electroencephalography.", 3.0, false),
        ("1985", 2.5, false),
        ("999", 4.0, true),
    ];
    for (text, length, is_noticed) in cases {
        let words = [said(text, 5.0, 5.0 + length)];
        let cuts = again::cuts(&words, &Loudness::default());
        assert_eq!(!cuts.is_empty(), is_noticed, "{text} in {length} s");
        assert_eq!(omitted::surplus(&words[0]) > 0.5, is_noticed, "{text}");
    }
}

#[test]
fn an_omission_is_heard_by_itself_and_stands_if_it_brings_more() {
    // Two sentences and a half; the model wrote the first and the end of the last.
    let samples = speech_in(&[0.5..3.0, 3.5..6.5, 7.0..9.0], 10.0);
    let speech = voice::by_loudness(&samples);
    let loudness = Loudness::of(loudness::levels(&samples), &speech);
    let said = |text: &str, start, end| Word::new(text, Span::new(start, end), 1.0);
    let before = [
        said("stop", 0.5, 3.1),
        said("I", 3.2, 3.4),
        said("have", 3.4, 6.6),
        said("started", 7.0, 9.0),
    ];
    let cuts = again::cuts(&before[1..], &loudness);
    let seconds: Vec<f64> = cuts.iter().map(|at| *at as f64 / SECOND as f64).collect();
    assert_eq!(seconds.len(), 2, "{seconds:?}");
    assert!((3.0..3.5).contains(&seconds[0]) && (6.5..7.0).contains(&seconds[1]));
    let parts = pack::windows(&speech, 12 * SECOND, &loudness)[0].parted(&cuts);
    assert_eq!(parts.len(), 3);

    let fuller = [
        said("stop", 0.5, 3.0),
        said("There", 3.5, 4.5),
        said("is", 4.5, 5.0),
        said("none", 5.0, 6.5),
        said("I", 7.0, 7.2),
        said("have", 7.2, 7.5),
        said("started", 7.5, 9.0),
    ];
    let shorter = [said("stop", 0.5, 1.0), said("started", 8.0, 9.0)];
    assert!(again::is_better(&fuller, &before));
    assert!(
        !again::is_better(&before, &fuller),
        "it has more to answer for"
    );
    assert!(!again::is_better(&shorter, &before), "it says less");
}

#[test]
fn a_word_before_a_pause_does_not_last_through_it() {
    let second = |at: usize| at * SECOND;
    let stretches = [second(1)..second(4), second(300)..second(305)];
    let window = &pack::windows(&stretches, 12 * SECOND, &Loudness::default())[0];
    let there = |start, end| window.word_to_dictation(Span::new(start, end));
    // The stretches stand at 0.0 and 3.3 seconds of the window.
    assert_eq!(there(1.0, 2.0), Span::new(2.0, 3.0));
    assert_eq!(there(2.5, 3.4), Span::new(3.5, 4.0));
    assert_eq!(there(2.9, 4.3), Span::new(300.0, 301.0));
    assert_eq!(there(3.1, 3.2), Span::new(4.0, 4.0), "within the pause");
    assert_eq!(there(8.0, 9.0), Span::new(304.7, 305.0));
}
