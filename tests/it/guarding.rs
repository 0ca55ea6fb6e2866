//! Guards: text that was written again though it was said once, what is heard anew for it, and which
//! hearing stands.

use dictation_desk::speech::find::loudness::Loudness;
use dictation_desk::speech::guard::{again, repeats};
use dictation_desk::speech::{RATE, guard};
use dictation_desk::words::{Span, Word, plain_text};
use proptest::prelude::*;

/// Letters a second that nobody exceeds.
const FASTEST: f64 = 45.0;

const SENTENCE: &str = "Please check her blood count.";

/// The words of a text one after the other, so many seconds each, from a moment on.
fn said(text: &str, start: f64, seconds: f64) -> Vec<Word> {
    let words = text.split_whitespace().enumerate();
    let word = |(at, text)| {
        let start = start + at as f64 * seconds;
        Word::new(text, Span::new(start, start + seconds), 0.9)
    };
    words.map(word).collect()
}

fn left(mut words: Vec<Word>) -> String {
    repeats::leave_out(&mut words);
    plain_text(&words)
}

#[test]
fn words_are_rushed_where_several_in_a_row_have_no_time() {
    let rushed = |seconds: f64, text: &str| repeats::rushed(&said(text, 3.0, seconds));
    assert!(rushed(0.35, SENTENCE).is_empty());
    assert!(rushed(0.12, "he is not at all well").is_empty(), "hasty");
    assert_eq!(rushed(0.02, SENTENCE), std::slice::from_ref(&(0..5)));
    assert!(
        rushed(0.02, "check her blood").is_empty(),
        "too few to tell"
    );
    assert!(rushed(0.02, "").is_empty());
    // Two places, with a sentence at its time between.
    let words = [
        said(SENTENCE, 0.0, 0.02),
        said("He is very well indeed today and walks again", 1.0, 0.6),
        said(SENTENCE, 9.0, 0.02),
    ];
    let found = repeats::rushed(&words.concat());
    let [first, second] = &found[..] else {
        panic!("{found:?}");
    };
    assert!(first.start == 0 && second.end == 19, "{found:?}");
}

#[test]
fn a_sentence_written_again_in_no_time_is_left_out_and_one_said_twice_stays() {
    let once = said(SENTENCE, 0.0, 0.4);
    let next = said("He can go home.", 2.5, 0.4);
    let no_time = said(SENTENCE, 2.0, 0.02);

    let looped = [once.clone(), no_time.clone(), next.clone()].concat();
    assert_eq!(left(looped), format!("{SENTENCE} He can go home."));
    // Three times over, in other case and with other marks.
    let again = said("please, check her blood count", 2.1, 0.02);
    let looped = [once.clone(), no_time.clone(), again, next.clone()].concat();
    assert_eq!(left(looped), format!("{SENTENCE} He can go home."));

    let twice = [once.clone(), said(SENTENCE, 2.0, 0.4)].concat();
    assert_eq!(left(twice), format!("{SENTENCE} {SENTENCE}"));
    // Nobody can have said this, but it stands nowhere else: a person is to settle it.
    let fast = [next.clone(), no_time.clone()].concat();
    assert_eq!(left(fast), format!("He can go home. {SENTENCE}"));
    assert_eq!(left(no_time.clone()), SENTENCE);
    // Written for the first time in no time, and then at its time: what came first stays.
    let first = [no_time, said(SENTENCE, 2.5, 0.4)].concat();
    assert_eq!(left(first), format!("{SENTENCE} {SENTENCE}"));
    assert_eq!(left(Vec::new()), "");
}

#[test]
fn what_was_left_out_is_no_longer_told_and_what_stays_is() {
    let speech = guard::ledger(&[], &Default::default());
    assert_eq!(speech.unsupported, []);
    let long = "Please check her full blood count today.";
    let fast = said(long, 5.0, 0.02);
    let mut words = [said(long, 0.0, 0.5), fast.clone()].concat();
    let told = |words: &[Word]| guard::ledger(words, &loud(0.0, 6.0)).unsupported.len();
    assert_eq!(told(&words), 1);
    repeats::leave_out(&mut words);
    assert_eq!(told(&words), 0);
    let mut alone = fast;
    repeats::leave_out(&mut alone);
    assert_eq!(told(&alone), 1);
}

fn loud(from: f64, to: f64) -> dictation_desk::speech::find::witnesses::Speech {
    let sample = |at: f64| (at * f64::from(RATE)) as usize;
    let all = sample(from)..sample(to);
    dictation_desk::speech::find::witnesses::Speech::loud(vec![all])
}

#[test]
fn a_window_is_parted_around_what_nobody_can_have_said() {
    let words = [
        said("She is well and at home.", 0.5, 0.5),
        said(SENTENCE, 4.0, 0.02),
        said("He is well and at home.", 4.5, 0.5),
    ]
    .concat();
    let cuts = again::cuts(&words, &Loudness::default());
    let seconds: Vec<f64> = cuts.iter().map(|at| *at as f64 / f64::from(RATE)).collect();
    assert!(cuts.is_sorted() && !cuts.is_empty(), "{seconds:?}");
    // The word on either side may have given it some of its time.
    for at in &seconds {
        assert!((2.5..5.5).contains(at), "{seconds:?}");
    }
    assert!(again::cuts(&words[..6], &Loudness::default()).is_empty());
}

#[test]
fn only_what_is_near_the_fault_is_heard_again_and_only_its_words_are_replaced() {
    let sample = |at: f64| (at * f64::from(RATE)) as usize;
    let none = Loudness::default();
    assert_eq!(again::around(&[], &none), None);
    // From the beginning where the fault is near it, and at most a few seconds beside it.
    let near = again::around(&[sample(2.0), sample(3.0)], &none).expect("a fault");
    assert_eq!(near.start, 0);
    let far = again::around(&[sample(20.0), sample(22.0)], &none).expect("a fault");
    assert!(
        (sample(14.0)..=sample(17.0)).contains(&far.start),
        "{far:?}"
    );
    assert!((sample(25.0)..=sample(28.0)).contains(&far.end), "{far:?}");
    let words = said("One two three four five six", 0.0, 1.0);
    let within = |from, to| again::within(&words, &(sample(from)..sample(to)));
    assert_eq!(within(0.9, 3.2), 1..3);
    assert_eq!(within(0.0, 99.0), 0..6);
    assert_eq!(within(7.0, 9.0), 6..6);
}

#[test]
fn words_made_of_music_are_left_out_with_a_mark_and_unsure_ones_in_speech_stay() {
    let word = |text: &str, at, seconds, sure| Word::new(text, Span::new(at, at + seconds), sure);
    let heard = |words: &[Word]| guard::transcript(words, &loud(0.0, 30.0));
    let made_up = heard(&[
        word("I'll", 2.0, 9.0, 0.1),
        word("see", 12.0, 0.4, 0.1),
        word("you", 12.4, 0.1, 0.9),
        word("next", 12.5, 1.5, 0.3),
        word("time.", 14.0, 0.1, 0.8),
    ]);
    assert_eq!(made_up.words, []);
    let missing = &made_up.ledger.missing;
    let is_told = |at: f64| missing.iter().any(|it| it.start <= at && at <= it.end);
    assert!(
        is_told(3.0) && is_told(12.2) && is_told(13.0),
        "{missing:?}"
    );
    // A name that is spelt out, letter by letter or written as one.
    let mut letters = said("M C D O N A L D", 4.0, 1.2);
    letters.iter_mut().for_each(|word| word.confidence = 0.4);
    assert_eq!(heard(&letters).words, letters);
    let spelt = [word("S-M-I-T-H", 12.0, 1.0, 0.4)];
    assert_eq!(heard(&spelt).words, spelt);
    // Alone, but heard well.
    let alone = said("Thank you.", 12.0, 0.4);
    assert_eq!(heard(&alone).words, alone);
    // Heard badly, but as fast as people speak.
    let mut mumbled = said(&[SENTENCE; 8].join(" "), 0.0, 0.4);
    mumbled.iter_mut().for_each(|word| word.confidence = 0.2);
    assert_eq!(heard(&mumbled).words, mumbled);
}

#[test]
fn the_hearing_that_invents_less_stands_though_it_is_shorter() {
    let plain = said(SENTENCE, 0.0, 0.4);
    let looped = [plain.clone(), said(SENTENCE, 2.0, 0.02)].concat();
    assert!(again::is_better(&plain, &looped));
    assert!(!again::is_better(&looped, &plain));
    assert!(!again::is_better(&plain, &plain), "there is nothing in it");
    // It invents nothing, but passes over much more.
    let word = Word::new("Please", Span::new(0.0, 8.0), 0.9);
    assert!(!again::is_better(&[word], &looped));
}

proptest! {
    #[test]
    fn nothing_that_there_was_time_for_is_ever_left_out_and_nothing_for_the_first_time(
        said in prop::collection::vec((0..6_usize, 0.005..0.6_f64), 0..60),
    ) {
        const WORDS: [&str; 6] = ["he", "was", "well,", "today", "Methotrexate", "a"];
        let mut at = 0.0;
        let words: Vec<Word> = said.into_iter().map(|(which, seconds)| {
            let span = Span::new(at, at + seconds);
            at += seconds;
            Word::new(WORDS[which], span, 0.9)
        }).collect();
        let mut kept = words.clone();
        repeats::leave_out(&mut kept);
        let mut rest = kept.iter().peekable();
        let mut seen = Vec::new();
        for word in &words {
            if rest.next_if(|kept| *kept == word).is_some() {
                seen.push(&word.text);
                continue;
            }
            let letters = word.text.chars().count() as f64;
            prop_assert!(letters > word.span.length() * FASTEST, "{word:?}");
            prop_assert!(seen.contains(&&word.text), "{word:?}");
        }
        prop_assert!(rest.next().is_none(), "nothing is put in");
    }
}
