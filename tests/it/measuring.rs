//! Measuring: how errors are counted and shared out, and how far the figures can be trusted.

mod normal;
mod typing;

use dictation_desk::speech::score::{
    self, Comparison, Dice, Interval, Resamples, Step, TermRecall, TermScore, Terms, WordErrors,
};
use proptest::prelude::*;

/// The terms of these tests.
const TERMS: [&str; 6] = [
    "atrial fibrillation",
    "paroxysmal atrial fibrillation",
    "apixaban",
    "bisoprolol",
    "X-ray",
    "",
];

/// Substitutions, insertions and deletions, and words in the reference.
type Errors = (usize, usize, usize, usize);

fn errors((substitutions, insertions, deletions, reference): Errors) -> WordErrors {
    WordErrors {
        substitutions,
        insertions,
        deletions,
        reference,
    }
}

fn compare(reference: &str, hypothesis: &str) -> Comparison {
    score::compare(reference, hypothesis, &Terms::new(TERMS))
}

#[test]
fn errors_are_counted_by_kind() {
    for (reference, hypothesis, expected) in [
        ("", "", (0, 0, 0, 0)),
        ("left knee", "Left knee.", (0, 0, 0, 2)),
        ("left knee", "right knee", (1, 0, 0, 2)),
        ("left knee", "left", (0, 0, 1, 2)),
        ("left knee", "the left knee", (0, 1, 0, 2)),
        ("", "thank you", (0, 2, 0, 0)),
        ("left knee", "", (0, 0, 2, 2)),
        ("a b c d e", "a c d x e f", (0, 2, 1, 5)),
        // As few errors either way: a right word is counted right.
        ("the knee", "knee the", (0, 1, 1, 2)),
    ] {
        let found = score::score(reference, hypothesis);
        assert_eq!(found, errors(expected), "{reference} / {hypothesis}");
    }
    let all: WordErrors = [score::score("a b", "a"), score::score("c d", "c d")]
        .into_iter()
        .sum();
    assert_eq!(all.rate(), Some(0.25));
    assert_eq!(score::score("", "thank you").rate(), None);
}

#[test]
fn each_word_has_its_step_in_the_alignment() {
    let steps = |said: &str, heard: &str| {
        let steps = score::align(&score::normalise(said), &score::normalise(heard));
        let letter = |step: &Step| match step {
            Step::Same { .. } => '=',
            Step::Substituted { .. } => 's',
            Step::Deleted { .. } => 'd',
            Step::Inserted { .. } => 'i',
        };
        steps.iter().map(letter).collect::<String>()
    };
    for (said, heard, expected) in [
        ("", "", ""),
        ("", "a b", "ii"),
        ("a b", "", "dd"),
        ("a b c", "a b c", "==="),
        ("a b c", "a x c", "=s="),
        ("a b c", "a c", "=d="),
        ("a c", "a b c", "=i="),
        ("a b", "b c", "d=i"),
    ] {
        assert_eq!(steps(said, heard), expected, "{said} / {heard}");
    }
}

#[test]
fn errors_are_shared_between_terms_and_the_rest() {
    let table: [(&str, &str, Errors, Errors); 13] = [
        // A word of a term, and a word beside it.
        ("on apixaban now", "on a now", (1, 0, 0, 1), (0, 0, 0, 2)),
        ("on apixaban now", "in apixaban", (0, 0, 0, 1), (1, 0, 1, 2)),
        ("on apixaban", "on", (0, 0, 1, 1), (0, 0, 0, 1)),
        // Terms of several words, the longest first, hyphens apart.
        (
            "in atrial flutter",
            "in atrial flutter",
            (0, 0, 0, 0),
            (0, 0, 0, 3),
        ),
        (
            "atrial fibrillation",
            "atrial flutter",
            (1, 0, 0, 2),
            (0, 0, 0, 0),
        ),
        (
            "paroxysmal atrial fibrillation",
            "proximal atrial fibrillation",
            (1, 0, 0, 3),
            (0, 0, 0, 0),
        ),
        ("an x-ray", "an X ray", (0, 0, 0, 2), (0, 0, 0, 1)),
        // Insertions: a term nobody said, or one said once and written twice, is the terms';
        (
            "the heart",
            "the apixaban heart",
            (0, 1, 0, 0),
            (0, 0, 0, 2),
        ),
        ("apixaban", "apixaban apixaban", (0, 1, 0, 1), (0, 0, 0, 0)),
        // so is a word inside a term; any other is the rest's.
        (
            "atrial fibrillation",
            "atrial the fibrillation",
            (0, 1, 0, 2),
            (0, 0, 0, 0),
        ),
        (
            "the apixaban",
            "the very apixaban",
            (0, 0, 0, 1),
            (0, 1, 0, 1),
        ),
        // A term in place of another word is an error at that word.
        ("the tablet", "the apixaban", (0, 0, 0, 0), (1, 0, 0, 2)),
        ("", "apixaban thank you", (0, 1, 0, 0), (0, 2, 0, 0)),
    ];
    for (reference, hypothesis, in_terms, elsewhere) in table {
        let found = compare(reference, hypothesis);
        let case = format!("{reference} / {hypothesis}");
        assert_eq!(found.in_terms, errors(in_terms), "terms: {case}");
        assert_eq!(found.elsewhere, errors(elsewhere), "the rest: {case}");
        assert_eq!(found.words(), score::score(reference, hypothesis), "{case}");
    }
}

#[test]
fn terms_are_found_where_they_were_said_and_right_where_they_were_written() {
    for (reference, hypothesis, found, spoken, right, written) in [
        ("", "", 0, 0, 0, 0),
        ("apixaban", "Apixaban.", 1, 1, 1, 1),
        ("apixaban", "bisoprolol", 0, 1, 0, 1),
        ("apixaban", "a pixaban", 0, 1, 0, 0),
        ("nothing", "apixaban", 0, 0, 0, 1),
        ("", "apixaban", 0, 0, 0, 1),
        ("apixaban apixaban", "apixaban", 1, 2, 1, 1),
        ("apixaban", "apixaban apixaban", 1, 1, 1, 2),
        ("atrial fibrillation", "atrial the fibrillation", 0, 1, 0, 0),
        // The shorter term within the longer: what was written was said, but not all of it found.
        (
            "paroxysmal atrial fibrillation",
            "atrial fibrillation",
            0,
            1,
            1,
            1,
        ),
        (
            "atrial fibrillation",
            "paroxysmal atrial fibrillation",
            1,
            1,
            0,
            1,
        ),
        (
            "Atrial fibrillation: apixaban 5 mg; apixaban was explained.",
            "Apixaban 5 mg apixaban apixaban, a trial fibrillation",
            2,
            3,
            2,
            3,
        ),
    ] {
        let expected = TermScore {
            recall: TermRecall { found, spoken },
            right,
            written,
        };
        let terms = compare(reference, hypothesis).terms;
        assert_eq!(terms, expected, "{reference} / {hypothesis}");
    }
    assert_eq!(TermRecall::default().rate(), None);
    assert_eq!(TermScore::default().precision(), None);
}

#[test]
fn the_same_seed_draws_the_same_recordings() {
    let draws = |seed| Resamples::new(5, seed).sums(&[1, 10, 100, 1000, 10_000]);
    assert_eq!(draws(1), draws(1));
    assert_ne!(draws(1), draws(2));
    assert_eq!(draws(1).len(), 1000);
    // As many recordings each time as there are, whichever they are.
    for draw in Resamples::new(5, 3).sums(&[1; 5]) {
        assert_eq!(draw, 5);
    }
    let mut dice = Dice::new(4);
    let mut seen = [0; 6];
    for _ in 0..6000 {
        seen[dice.below(6)] += 1;
    }
    assert!(
        seen.iter().all(|count| (850..1150).contains(count)),
        "{seen:?}"
    );
}

#[test]
fn an_interval_holds_the_figure_and_narrows_with_more_recordings() {
    let width = |recordings: usize| {
        let counts: Vec<f64> = (0..recordings).map(|at| (at % 10) as f64).collect();
        let sums = Resamples::new(recordings, 7).sums(&counts);
        let means = sums.iter().map(|sum| Some(sum / recordings as f64));
        let Interval { low, high } = score::interval(means).unwrap();
        assert!(low < 4.5 && 4.5 < high, "{low} to {high}");
        high - low
    };
    // The mean of n digits strays by about 2 * 1.96 * 2.87 / sqrt(n).
    assert!((width(100) - 1.13).abs() < 0.15, "{}", width(100));
    assert!(width(400) < width(100) * 0.6);

    let same = Resamples::new(3, 7).sums(&[2, 2, 2]);
    let same = score::interval(same.into_iter().map(|sum| Some(f64::from(sum))));
    assert_eq!(
        same,
        Some(Interval {
            low: 6.0,
            high: 6.0
        })
    );
}

#[test]
fn what_cannot_be_known_has_no_interval() {
    for recordings in [0, 1] {
        assert_eq!(Resamples::new(recordings, 7).sums(&[1]), Vec::<i32>::new());
    }
    assert_eq!(score::interval([]), None);
    assert_eq!(score::interval([None, None]), None);
    let known = score::interval([None, Some(3.0)]);
    assert_eq!(
        known,
        Some(Interval {
            low: 3.0,
            high: 3.0
        })
    );
}

proptest! {
    #[test]
    fn errors_balance_the_lengths(a in "([abc] ){0,12}", b in "([abc] ){0,12}") {
        let errors = score::score(&a, &b);
        let (spoken, heard) = (a.len() / 2, b.len() / 2);
        prop_assert_eq!(errors.reference, spoken);
        prop_assert_eq!(heard + errors.deletions, spoken + errors.insertions);
        prop_assert!(errors.errors() <= spoken.max(heard));
        prop_assert_eq!(errors.errors() == 0, a == b);
        prop_assert_eq!(errors.errors(), score::score(&b, &a).errors());
    }

    #[test]
    fn the_split_loses_no_error(a in "([abcd] ){0,12}", b in "([abcd] ){0,12}") {
        let split = score::compare(&a, &b, &Terms::new(["a b", "a", "c a"]));
        prop_assert_eq!(split.words(), score::score(&a, &b));
        let terms = split.terms;
        prop_assert!(terms.recall.found <= terms.recall.spoken);
        prop_assert!(terms.right <= terms.written);
        if a == b {
            prop_assert_eq!(terms.recall.rate().unwrap_or(1.0), 1.0);
            prop_assert_eq!(terms.precision().unwrap_or(1.0), 1.0);
        }
    }
}
