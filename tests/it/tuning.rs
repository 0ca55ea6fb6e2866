//! Tuning: how terms are found by sound, and what is never changed.

mod prompts;
mod relistening;
mod vocabulary;

use std::ops::Range;
use std::sync::Arc;

use dictation_desk::clinical::lexicon::{Layer, Lexicon, Table, Term, TermKind};
use dictation_desk::speech::find::witnesses::Speech;
use dictation_desk::speech::tune::bias::Bias;
use dictation_desk::speech::tune::candidates::{Candidates, expected};
use dictation_desk::speech::tune::correct;
use dictation_desk::speech::tune::second_look::{self, HearAgain};
use dictation_desk::speech::tune::sound::{Inventory, at_least, likeness, sounds};
use dictation_desk::speech::{Context, RATE, SpeechJob, Tuning, guard};
use dictation_desk::words::{Span, Word};
use proptest::prelude::*;

const SECOND: usize = RATE as usize;

#[test]
fn names_are_expected_only_where_a_person_put_them() {
    let is_expected = |lexicon: &Lexicon, text: &str| expected(lexicon).any(|it| it.text == text);
    let shipped = Lexicon::built_in();
    for kind in [TermKind::Surname, TermKind::Place] {
        assert!(shipped.terms().iter().any(|term| term.kind == kind));
        assert!(expected(&shipped).all(|term| term.kind != kind), "{kind}");
        let own = Term {
            text: "Xylobutin".to_owned(),
            kind: kind.clone(),
            ..Term::default()
        };
        let table = Arc::new(Table::of([own]));
        let with_own = Lexicon::built_in().with(Layer::Organisation, table);
        assert!(is_expected(&with_own, "Xylobutin"), "{kind}");
    }
    assert!(is_expected(&shipped, "amlodipine"));
    for kind in [
        TermKind::Sign,
        TermKind::Eponym,
        TermKind::Condition,
        TermKind::Anatomy,
    ] {
        assert!(expected(&shipped).any(|term| term.kind == kind), "{kind}");
    }
}

#[test]
fn a_misspelt_term_sounds_like_itself_more_than_like_others() {
    let lexicon = Lexicon::built_in();
    let candidates = Candidates::of(expected(&lexicon));
    for (heard, term) in [
        ("amlodapine", "amlodipine"),
        ("lospattersept", "luspatercept"),
        ("sometidine", "cimetidine"),
        ("kolonoscopy", "colonoscopy"),
        ("pneumothoracks", "pneumothorax"),
    ] {
        let found = candidates.like(heard, 0.5, 4);
        assert!(
            found.iter().any(|found| found.term == term),
            "{heard}: {found:?}"
        );
    }
    assert!((likeness(&sounds("oesophagus"), &sounds("esophagus")) - 1.0).abs() < 1e-6);
    assert!(likeness(&sounds("hyperkalaemia"), &sounds("hypokalaemia")) < 1.0);
}

proptest! {
    #[test]
    fn what_is_passed_over_unheard_is_not_alike(
        one in "[a-z]{1,14}( [a-z]{1,8})?",
        other in "[a-z]{1,14}( [a-z]{1,8})?",
        least in 0.0..1.0_f32,
    ) {
        let (one, other) = (sounds(&one), sounds(&other));
        let alike = likeness(&one, &other);
        let longest = one.len().max(other.len()) as f32;
        let apart = Inventory::of(&one).apart(&Inventory::of(&other));
        prop_assert!(apart <= (1.0 - alike) * longest + 1e-3 || alike == 0.0);
        match at_least(&one, &other, least) {
            Some(found) => prop_assert!(found == alike && found >= least),
            None => prop_assert!(alike < least + 1e-4),
        }
    }
}

#[test]
fn only_what_is_nearly_likely_is_lifted_and_a_first_token_never() {
    let bias = Bias::new([vec![1, 2, 3], vec![1, 2, 4, 5]]);
    let logits = [0.0, 0.0, 5.0, 4.0, -9.0, 0.0];
    assert!(bias.lifts(&[], &logits).is_empty());
    assert!(bias.lifts(&[7], &logits).is_empty());
    let after_one = bias.lifts(&[7, 1], &logits);
    assert_eq!(
        after_one
            .iter()
            .map(|(token, _)| *token)
            .collect::<Vec<_>>(),
        [2]
    );
    let after_two = bias.lifts(&[1, 2], &logits);
    assert_eq!(
        after_two
            .iter()
            .map(|(token, _)| *token)
            .collect::<Vec<_>>(),
        [3]
    );
    let whole = after_one[0].1 + after_two[0].1;
    assert!(whole > 0.0 && whole < 5.0, "a phrase is worth {whole}");
}

/// An ear that finds one text likely and every other hopeless.
struct Hears(&'static str);

impl HearAgain for Hears {
    fn compare(&mut self, _: Range<usize>, texts: &[(String, f32)]) -> Vec<Option<f32>> {
        let likely = |text: &str| text.eq_ignore_ascii_case(self.0).then_some(1.0);
        texts.iter().map(|(text, _)| likely(text)).collect()
    }
}

fn look(said: &[(&str, f32)], hears: &'static str) -> Vec<Word> {
    let lexicon = std::sync::Arc::new(Lexicon::built_in());
    let job = SpeechJob {
        samples: Vec::new().into(),
        lexicon: std::sync::Arc::clone(&lexicon),
        context: Context::default(),
        tuning: Tuning::OFF,
        threads: 1,
    };
    let spelled: Vec<(Word, Range<usize>)> = said
        .iter()
        .enumerate()
        .map(|(at, (text, sure))| {
            let span = Span::new(at as f64, at as f64 + 1.0);
            (Word::new(*text, span, *sure), at..at + 1)
        })
        .collect();
    let candidates = Candidates::of(expected(&lexicon));
    second_look::look_again(&spelled, &candidates, &job, &mut Hears(hears))
}

#[test]
fn a_second_look_writes_the_term_and_keeps_what_was_heard() {
    let words = look(
        &[
            ("takes", 0.99),
            ("Amlo", 0.3),
            ("dapeen,", 0.2),
            ("daily.", 0.99),
        ],
        "amlodipine",
    );
    assert_eq!(words[1].text, "Amlodipine,");
    assert_eq!(words[1].heard.as_deref(), Some("Amlo dapeen,"));
    assert_eq!(
        (words[1].span, words[1].confidence),
        (Span::new(1.0, 3.0), 0.2)
    );
    assert_eq!(words.len(), 3);
}

#[test]
fn a_second_look_leaves_terms_figures_sides_and_negations_alone() {
    for said in [
        &[("amlodipine", 0.2)][..],
        &[("15", 0.2)],
        &[("fifteen", 0.2)],
        &[("left", 0.2)],
        &[("no", 0.1)],
        &[("not", 0.1)],
    ] {
        let words = look(said, "amlodipine");
        assert_eq!(words[0].text, said[0].0);
        assert_eq!(words[0].heard, None);
    }
}

#[test]
fn a_second_look_doubts_what_is_no_word_however_sure_and_no_everyday_word() {
    let words = look(&[("amlodapine", 0.97)], "amlodipine");
    assert_eq!(words[0].text, "amlodipine");
    for (everyday, term) in [("gentleman", "gentamicin"), ("woman", "Roman")] {
        for sure in [0.2, 0.97] {
            let words = look(&[(everyday, sure)], term);
            assert_eq!((words[0].text.as_str(), &words[0].heard), (everyday, &None));
        }
    }
}

#[test]
fn correction_by_sound_needs_an_unknown_unsure_word_and_a_term_without_look_alikes() {
    let plain = |text: &str, look_alikes: &[&str]| Term {
        text: text.to_owned(),
        kind: TermKind::Drug,
        look_alikes: look_alikes.iter().map(|&other| other.to_owned()).collect(),
        ..Term::default()
    };
    let terms = vec![
        plain("xylobutin", &[]),
        plain("zomperidol", &["domperidol"]),
    ];
    let candidates = Candidates::of(&terms);
    let lexicon: Lexicon = terms.into_iter().collect();
    for (heard, sure, written) in [
        ("zylobutin,", 0.2, "xylobutin,"),
        ("zylobutin", 0.9, "zylobutin"),
        ("somperidol", 0.2, "somperidol"),
        ("walking", 0.2, "walking"),
    ] {
        let word = Word::new(heard, Span::new(0.0, 1.0), sure);
        let words = correct::correct(vec![word], &candidates, &lexicon);
        assert_eq!(words[0].text, written);
        assert_eq!(words[0].heard.is_some(), heard != written);
    }
}

#[test]
fn the_ledger_tells_of_speech_without_text_text_without_speech_and_loops() {
    let said = |text: &str, start: f64| Word::new(text, Span::new(start, start + 0.4), 1.0);
    let speech = [0..2 * SECOND, 5 * SECOND..9 * SECOND];
    let words = [said("knee", 0.5), said("pain", 1.2), said("ghost", 3.4)];
    let ledger = guard::ledger(&words, &Speech::loud(speech.to_vec()));
    assert_eq!(ledger.missing, [Span::new(5.0, 9.0)]);
    assert_eq!(ledger.unsupported, [words[2].span]);

    let again: Vec<Word> = (0..12)
        .map(|at| said(["and", "the", "pain"][at % 3], at as f64 * 0.5))
        .collect();
    let all = Speech::loud(std::iter::once(0..6 * SECOND).collect());
    let ledger = guard::ledger(&again, &all);
    assert_eq!(ledger.missing, []);
    assert_eq!(ledger.unsupported.len(), 1);
    assert!(ledger.unsupported[0].start > 1.0, "the first time stands");

    // "have" cannot last three seconds: a sentence is missing that nobody would look for.
    let stretched = Span::new(2.5, 5.5);
    let words = [said("I", 2.0), Word::new("have", stretched, 1.0)];
    let ledger = guard::ledger(
        &words,
        &Speech::loud(std::iter::once(2 * SECOND..6 * SECOND).collect()),
    );
    assert_eq!(ledger.missing, [stretched]);
}
