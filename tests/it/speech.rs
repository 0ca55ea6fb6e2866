//! Drafting by machine: what the model hears, and what it must never be given.

mod model_files;

use std::ops::Range;
use std::sync::Arc;

use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::problem::Problem;
use dictation_desk::speech::find::loudness::Loudness;
use dictation_desk::speech::hear::merge::{self, Token};
use dictation_desk::speech::score;
use dictation_desk::speech::{Cancel, RATE, Scripted, SpeechJob, Transcriber, Tuning, Whisper};
use dictation_desk::words::{Span, Word, plain_text};
use proptest::prelude::*;

use crate::clips::{self, clip, job, said, with_model};

/// When words of the clip "recovery" really begin, in seconds: where the sound shows it beyond
/// doubt, at the burst or the closure of a consonant, or after a pause.
const BEGIN: [(&str, f64); 13] = [
    ("He", 0.52),
    ("was", 0.59),
    ("treated", 0.77),
    ("antibiotics", 1.47),
    ("and", 2.76),
    ("good", 3.15),
    ("His", 4.86),
    ("kidney", 5.01),
    ("function", 5.46),
    ("improved", 6.18),
    ("over", 7.16),
    ("following", 7.46),
    ("days", 7.94),
];

/// Where the clip's first sentence is over, in seconds.
const FIRST_SENTENCE: f64 = 4.4;

fn first_sentence() -> Vec<f32> {
    let mut samples = clip("recovery");
    samples.truncate((FIRST_SENTENCE * f64::from(RATE)) as usize);
    samples
}

fn hear(job: &SpeechJob) -> Vec<Word> {
    let words = clips::hear(job).words;
    assert_in_order(&words, job.samples.len() as f64 / f64::from(RATE));
    words
}

/// Words follow one another within the audio, and each lasts.
fn assert_in_order(words: &[Word], length: f64) {
    let mut before = 0.0;
    for word in words {
        assert!(word.span.start >= before, "{word:?} starts before {before}");
        assert!(word.span.end > word.span.start, "{word:?} takes no time");
        assert!(word.span.end <= length, "{word:?} ends after {length}");
        assert!((0.0..=1.0).contains(&word.confidence), "{word:?}");
        assert_eq!(word.text, word.text.trim());
        assert!(!word.text.is_empty());
        before = word.span.end;
    }
}

#[test]
fn the_model_that_ships_hears_a_clip_and_knows_when_each_word_was_said() {
    let mut shares = Vec::new();
    let progress = &mut |share| shares.push(share);
    let (words, described) = with_model(|whisper| {
        let heard = whisper.transcribe(&job(clip("recovery")), &Cancel::default(), progress);
        (heard.unwrap().words, whisper.describe())
    });

    let errors = score::score(&said("recovery"), &plain_text(&words));
    assert_eq!(errors.rate(), Some(0.0), "{}", plain_text(&words));

    let off = BEGIN.map(|(text, begins)| {
        let same = |word: &&Word| score::normalise(&word.text) == score::normalise(text);
        let word = words.iter().find(same).unwrap();
        (word.span.start - begins).abs()
    });
    let mean = off.iter().sum::<f64>() / off.len() as f64;
    assert!(mean < 0.1, "words begin {mean} s off the truth: {off:?}");
    // The pause before it is taken for the beginning of one word.
    let far = off.iter().filter(|off| **off > 0.2).count();
    assert!(far <= 1, "{off:?}");

    assert!(shares.is_sorted(), "{shares:?}");
    assert_eq!(shares.last(), Some(&1.0));
    assert!(described.contains("medical dictionary"), "{described}");
}

#[test]
fn a_job_that_was_stopped_leaves_no_trace_in_the_next() {
    let job = job(first_sentence());
    let first = hear(&job);
    assert!(!first.is_empty());

    let cancel = Cancel::default();
    let on_progress = cancel.clone();
    let stopped =
        with_model(|whisper| whisper.transcribe(&job, &cancel, &mut |_| on_progress.cancel()));
    let stopped = stopped.unwrap_err();
    assert!(stopped.what().contains("stopped"), "{stopped}");

    assert_eq!(hear(&job), first);
}

#[test]
fn audio_with_nothing_to_hear_gives_no_words_and_odd_audio_no_crash() {
    for length in [0, 1, 159, 16_000, 480_000] {
        assert_eq!(hear(&job(vec![0.0; length])), []);
    }
    let clip = clip("recovery");
    for length in [10, 15_999] {
        hear(&job(clip[8_500..8_500 + length].to_vec()));
    }
    hear(&job(vec![1.0; 8_000]));
    // A little more than one hearing: the last one gets a splinter.
    let mut splinter = vec![0.0; 30 * RATE as usize - clip.len()];
    splinter.extend(&clip);
    splinter.extend(&clip[8_500..10_700]);
    hear(&job(splinter));

    let damaged = job(vec![0.1, f32::NAN]);
    let refused =
        with_model(|whisper| whisper.transcribe(&damaged, &Cancel::default(), &mut |_| ()));
    assert!(refused.is_err());
}

/// The model spells one of the two drugs as nobody does, and is not sure of it.
#[test]
fn a_term_is_heard_again_once_the_model_is_told_what_it_sounds_like() {
    let unaided = job(clip("rare-drug"));
    let prompted = SpeechJob {
        lexicon: Arc::new(Lexicon::built_in()),
        tuning: Tuning {
            prompt: true,
            ..Tuning::OFF
        },
        ..unaided.clone()
    };
    let (before, after) = (hear(&unaided), hear(&prompted));

    assert!(!plain_text(&before).contains("perampanel"));
    let score = score::score(&said("rare-drug"), &plain_text(&after));
    assert_eq!(score.rate(), Some(0.0), "{}", plain_text(&after));
    let put_right: Vec<&Word> = after.iter().filter(|word| word.heard.is_some()).collect();
    let [term] = put_right[..] else {
        panic!("one word was wrong: {put_right:?}");
    };
    let at = before.iter().position(|word| word.span == term.span);
    let replaced = &before[at.unwrap()];
    assert_eq!(term.heard.as_deref(), Some(replaced.text.as_str()));
    assert_eq!(term.confidence, replaced.confidence);
}

#[test]
fn everyday_words_that_sound_like_terms_stay_with_all_tuning_on() {
    let full = with_model(|whisper| Tuning::full(&whisper.model().facts));
    let words = hear(&SpeechJob {
        lexicon: Arc::new(Lexicon::built_in()),
        tuning: full,
        ..job(clip("everyday"))
    });
    let score = score::score(&said("everyday"), &plain_text(&words));
    assert_eq!(score.rate(), Some(0.0), "{}", plain_text(&words));
    assert!(words.iter().all(|word| word.heard.is_none()), "{words:?}");
}

#[test]
fn a_script_is_spoken_stopped_or_failed_as_written() {
    let mut scripted = Scripted::saying("knee pain", 0.5);
    let job = job(Vec::new());
    let mut shares = Vec::new();
    let words = scripted.transcribe(&job, &Cancel::default(), &mut |share| shares.push(share));
    let expected = [
        Word::new("knee", Span::new(0.0, 0.5), 1.0),
        Word::new("pain", Span::new(0.5, 1.0), 1.0),
    ];
    assert_eq!(words.unwrap().words, expected);
    assert_eq!(shares, [0.0, 0.5, 1.0]);

    let cancel = Cancel::default();
    cancel.cancel();
    assert!(scripted.transcribe(&job, &cancel, &mut |_| {}).is_err());

    let problem = Problem::new("The microphone is asleep", "Wake it");
    let mut failing = Scripted::failing(problem.clone());
    let failed = failing.transcribe(&job, &Cancel::default(), &mut |_| {});
    assert_eq!(failed.unwrap_err(), problem);
}

#[test]
fn tokens_become_words() {
    let token = |text: &[u8], probability, end| Token {
        bytes: text.to_vec(),
        probability,
        end: Some(end),
        segment_start: None,
    };
    let mut tokens = vec![
        token(b" flu", 0.9, 0.3),
        token(b"oxetine", 0.4, 0.8),
        token(b",", 0.1, 1.0),
        // One character, split between tokens.
        token(b" 20 \xc2", 0.8, 1.2),
        token(b"\xb5g", 0.7, 1.4),
        token(b" ", 0.9, 1.5),
        token(b" ...", 0.2, 1.6),
        token(b"\xff", 0.3, 1.7),
        token(b"end", 0.6, 3.0),
    ];
    tokens[0].segment_start = Some(0.1);
    tokens[8].segment_start = Some(2.5);
    let expected = [
        Word::new("fluoxetine,", Span::new(0.1, 1.0), 0.4),
        Word::new("20 \u{b5}g", Span::new(1.0, 1.4), 0.7),
        Word::new("...\u{fffd}", Span::new(1.5, 1.7), 0.3),
        Word::new("end", Span::new(2.5, 3.0), 0.6),
    ];
    assert_eq!(merge::words(&tokens), expected);
}

#[test]
fn quiet_belongs_to_no_word() {
    let trimmed = |levels: &[f32], speech: &[Range<usize>], end: f64| {
        let mut words = [Word::new("word", Span::new(0.1, end), 1.0)];
        Loudness::of(levels.to_vec(), speech).trim(&mut words);
        words[0].span
    };
    // Half a second each of quiet, speech and quiet.
    let levels: Vec<f32> = [[0.001; 50], [0.2; 50], [0.001; 50]].concat();
    let spoken = std::slice::from_ref(&(5_600..18_400));
    assert_eq!(trimmed(&levels, spoken, 1.4), Span::new(0.5, 1.0));
    assert_eq!(trimmed(&[], &[], 1.4), Span::new(0.1, 1.4));
    // The same followed by a long pause, which must not set what counts as loud.
    let levels = [levels, vec![0.0; 5_000]].concat();
    assert_eq!(trimmed(&levels, spoken, 30.0), Span::new(0.5, 1.0));
}

#[test]
fn words_meet_about_where_their_letters_would_have_them_meet() {
    let met = |(first, end): (&str, f64), (second, start): (&str, f64)| {
        let mut words = [
            Word::new(first, Span::new(1.0, end), 1.0),
            Word::new(second, Span::new(start, 2.2), 1.0),
        ];
        merge::even_out(&mut words);
        let spans = words.map(|word| word.span);
        assert_eq!((spans[0].start, spans[1].end), (1.0, 2.2));
        [spans[0].end, spans[1].start].map(|at| (at * 100.0).round() / 100.0)
    };
    // Ten parts of thirteen, give or take eight hundredths of a second.
    assert_eq!(met(("diagnosis", 1.5), ("is", 1.5)), [1.84, 1.84]);
    assert_eq!(met(("diagnosis", 2.1), ("is", 2.1)), [2.0, 2.0]);
    assert_eq!(met(("diagnosis", 1.9), ("is", 1.9)), [1.9, 1.9]);
    // A figure is a word and more.
    assert_eq!(met(("of", 1.8), ("2025", 1.8)), [1.23, 1.23]);
    assert_eq!(met(("diagnosis", 1.5), ("is", 1.6)), [1.5, 1.6], "a pause");
    // Something was passed over here, which must not be hidden.
    let stretched = [Span::new(1.0, 1.1), Span::new(1.1, 4.0)];
    let mut words = stretched.map(|span| Word::new("have", span, 1.0));
    merge::even_out(&mut words);
    assert_eq!(words.map(|word| word.span), stretched);
}

proptest! {
    #[test]
    fn whatever_times_a_model_gives_words_follow_one_another(
        times in prop::collection::vec((-5.0..70.0_f64, -5.0..70.0_f64), 0..80),
        length in 0.01..60.0_f64,
    ) {
        let mut words: Vec<Word> = times
            .into_iter()
            .map(|(start, end)| Word::new("a", Span::new(start, end), 0.5))
            .collect();
        merge::settle(&mut words, length);
        let mut before = 0.0;
        for word in &words {
            prop_assert!(word.span.start >= before - 1e-9);
            prop_assert!(word.span.end > word.span.start);
            prop_assert!(word.span.end <= length);
            before = word.span.end;
        }
    }
}

#[test]
fn a_job_can_be_handed_between_threads() {
    fn assert_send<T: Send>() {}
    assert_send::<Whisper>();
    assert_send::<Box<dyn Transcriber>>();
}
