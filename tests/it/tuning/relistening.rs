//! Words in doubt, and hearing a window again with the terms that they sound like.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use dictation_desk::clinical::lexicon::{Layer, Lexicon, Table, Term, TermKind};
use dictation_desk::speech::tune::candidates::Candidates;
use dictation_desk::speech::tune::doubt;
use dictation_desk::speech::tune::relisten::{self, Doubt};
use dictation_desk::words::{Span, Word};
use proptest::prelude::*;

/// The dictionary that ships, and one drug that nobody has.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let own = Arc::new(Table::of(terms(&["xylobutin"])));
    Lexicon::built_in().with(Layer::Organisation, own)
});

/// Words of a second each; a text with no number after it was surely heard.
fn words(said: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for text in said.split_whitespace() {
        match text.parse() {
            Ok(sure) => words.last_mut().unwrap().confidence = sure,
            Err(_) => {
                let start = words.len() as f64;
                words.push(Word::new(text, Span::new(start, start + 1.0), 1.0));
            }
        }
    }
    words
}

fn terms(texts: &[&str]) -> Vec<Term> {
    let term = |text: &&str| Term {
        text: (*text).to_owned(),
        kind: TermKind::Drug,
        ..Term::default()
    };
    texts.iter().map(term).collect()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

#[test]
fn a_stretch_is_in_doubt_where_a_term_may_have_been_misheard() {
    let rows: [(&str, &[Range<usize>]); 13] = [
        (
            "she takes zylobutin 0.6 daily",
            std::slice::from_ref(&(2..3)),
        ),
        // Joined to a little word, or parted.
        ("on a dallimumab 0.6", &[0..3, 1..3, 2..3]),
        ("takes Zylo 0.3 butin 0.4", &[1..2, 1..3, 2..3]),
        // No word, however sure the model was; a word, of which it was not sure at all.
        ("takes zylobutin", std::slice::from_ref(&(1..2))),
        ("was walking 0.6", &[]),
        ("was walking 0.4", &[0..2, 1..2]),
        // Not over the end of a sentence.
        ("walking. 0.3 Zylobutin 0.3", &[0..1, 1..2]),
        // Nothing to mend, or too risky to.
        ("amlodipine 0.2", &[]),
        ("5mg 0.2", &[]),
        ("fifteen 0.2", &[]),
        ("mg 0.2", &[]),
        ("left 0.2", &[]),
        ("not 0.2", &[]),
    ];
    for (said, expected) in rows {
        let words = words(said);
        let words: Vec<&Word> = words.iter().collect();
        assert_eq!(doubt::stretches(&words, &LEXICON), expected, "{said}");
    }
    let mut settled = words("zylobutin 0.3");
    settled[0].heard = Some("silo button".to_owned());
    let settled: Vec<&Word> = settled.iter().collect();
    assert!(doubt::stretches(&settled, &LEXICON).is_empty());
}

#[test]
fn a_window_is_heard_again_with_the_terms_that_what_is_in_doubt_sounds_like() {
    let terms = terms(&["perampanel", "pirenzepine", "xylobutin", "methotrexate"]);
    let candidates = Candidates::of(&terms);
    let doubt = |said: &str, most| {
        let words = words(said);
        let words: Vec<&Word> = words.iter().collect();
        relisten::doubt(&words, &candidates, &LEXICON, "", most)
    };
    let one = |words| {
        Some(Doubt {
            terms: owned(&["perampanel"]),
            places: vec![words],
        })
    };
    // From two words before.
    assert_eq!(doubt("she has now stopped pirampanil today", 1), one(2..5));
    assert_eq!(doubt("Perim 0.3 panel 0.4 today", 1), one(0..2));
    let both = doubt("zylobutin 0.3 and then pirampanil 0.2 again", 24).unwrap();
    assert_eq!(both.places, std::slice::from_ref(&(0..4)));
    // What is said between two that are far apart is not written anew.
    let apart = doubt("zylobutin 0.3 and then we talked of pirampanil 0.2", 24).unwrap();
    assert_eq!(apart.places, [0..2, 3..7]);
    for term in ["xylobutin", "perampanel"] {
        assert!(both.terms.contains(&term.to_owned()), "{both:?}");
    }
    assert!(!both.terms.contains(&"methotrexate".to_owned()), "{both:?}");
    // What sounds most like it comes last, where a prompt keeps it and a model heeds it.
    let last = doubt("perampannel", 24).unwrap();
    assert_eq!(last.terms.last().map(String::as_str), Some("perampanel"));
    assert_eq!(doubt("she was walking 0.2 today", 24), None);
    assert_eq!(doubt("stopped perampanel 0.2", 24), None);
    assert_eq!(doubt("", 24), None);
}

#[test]
fn of_two_terms_as_alike_that_of_the_works_specialty_is_likelier() {
    let mut terms = terms(&["xylobutan", "xylobutin"]);
    terms[1].specialties = vec!["Rheumatology".to_owned()];
    let candidates = Candidates::of(&terms);
    let lexicon: Lexicon = terms.into_iter().collect();
    let likeliest = |clues: &str| {
        let words = words("takes zylobuten");
        let words: Vec<&Word> = words.iter().collect();
        let doubt = relisten::doubt(&words, &candidates, &lexicon, clues, 24);
        doubt.unwrap().terms.pop().unwrap()
    };
    assert_eq!(likeliest(""), "xylobutan");
    assert_eq!(likeliest("cardiology"), "xylobutan");
    assert_eq!(
        likeliest("Early arthritis clinic, rheumatology"),
        "xylobutin"
    );
}

/// What stands after a second hearing, and which words of it were not so heard at first.
fn adopted(first: &str, second: &str, expected: &[&str]) -> (String, Vec<String>) {
    let (first, second) = (words(first), words(second));
    let refs: Vec<&Word> = first.iter().collect();
    let adopted = relisten::adopted(&refs, &second, &owned(expected), &LEXICON);
    let mut at = 0;
    for (word, stands_for) in &adopted {
        let old = &first[at..at + stands_for];
        assert_eq!(word.span.start, old[0].span.start);
        assert_eq!(word.span.end, old[old.len() - 1].span.end);
        at += stands_for;
    }
    assert_eq!(at, first.len(), "every word is stood for once");
    let texts: Vec<&str> = adopted.iter().map(|(word, _)| word.text.as_str()).collect();
    let heard = adopted.iter().filter_map(|(word, _)| word.heard.clone());
    (texts.join(" "), heard.collect())
}

#[test]
fn a_term_is_adopted_only_where_the_first_hearing_sounds_like_it() {
    let both = ["brivaracetam", "perampanel"];
    /// What was heard first, the second time, what stands, and what that was heard as.
    type Row<'a> = (&'a str, &'a str, &'a str, &'a [&'a str]);
    let rows: [Row; 10] = [
        (
            "We stopped pirampanil. 0.2",
            "We stopped perampanel.",
            "We stopped perampanel.",
            &["pirampanil."],
        ),
        (
            "stopped Perim 0.3 panel, 0.4 today",
            "stopped perampanel today",
            "stopped Perampanel, today",
            &["Perim panel,"],
        ),
        // Said twice, misheard twice.
        (
            "pirampanil 0.2 but after a month no more pirampanil 0.3",
            "perampanel but after a month no more perampanel",
            "perampanel but after a month no more perampanel",
            &["pirampanil", "pirampanil"],
        ),
        // No other word of the second hearing is taken ...
        (
            "He stopped pirampanil 0.2 slowly",
            "She has never had perampanel",
            "He stopped perampanel slowly",
            &["pirampanil"],
        ),
        // ... and no term that nothing in the first sounds like: the prompt put it there.
        (
            "stopped pirampanil 0.2 today",
            "stopped brivaracetam, perampanel today",
            "stopped perampanel today",
            &["pirampanil"],
        ),
        (
            "he was walking 0.3",
            "he was perampanel",
            "he was walking",
            &[],
        ),
        // What was surely heard stays, and so does a term, a side and a negation.
        (
            "stopped walking today",
            "stopped perampanel today",
            "stopped walking today",
            &[],
        ),
        (
            "stopped brivaracetam 0.2",
            "stopped perampanel",
            "stopped brivaracetam",
            &[],
        ),
        (
            "the left 0.1 knee",
            "the perampanel knee",
            "the left knee",
            &[],
        ),
        ("there is no 0.1", "there is perampanel", "there is no", &[]),
    ];
    for (first, second, stands, heard) in rows {
        let (text, was) = adopted(first, second, &both);
        assert_eq!((text.as_str(), was), (stands, owned(heard)), "{first}");
    }
    // A term that was not expected is not looked for.
    let (text, _) = adopted("stopped pirampanil 0.2", "stopped perampanel", &both[..1]);
    assert_eq!(text, "stopped pirampanil");
    let (text, _) = adopted("stopped pirampanil 0.2", "", &both);
    assert_eq!(text, "stopped pirampanil");
}

proptest! {
    #[test]
    fn whatever_is_heard_the_second_time_no_word_is_lost_doubled_or_changed_unasked(
        first in prop::collection::vec((0..8_usize, 0.0..1.0_f32), 0..24),
        second in prop::collection::vec(0..8_usize, 0..24),
    ) {
        const SOUNDS: [&str; 8] = [
            "perampanel", "pirampanil", "and", "left", "15", "panel,", "Perim", "brivaracetam",
        ];
        let words: Vec<Word> = (0..).zip(first).map(|(at, (which, sure))| {
            let start = f64::from(at);
            Word::new(SOUNDS[which], Span::new(start, start + 1.0), sure)
        }).collect();
        let refs: Vec<&Word> = words.iter().collect();
        let second: Vec<Word> = second.into_iter().map(|which| {
            Word::new(SOUNDS[which], Span::new(0.0, 1.0), 0.9)
        }).collect();
        let expected = owned(&["perampanel", "brivaracetam"]);
        let adopted = relisten::adopted(&refs, &second, &expected, &LEXICON);
        let mut at = 0;
        for (word, stands_for) in adopted {
            let old = &words[at..at + stands_for];
            at += stands_for;
            if word.heard.is_none() {
                prop_assert_eq!(old, &[word][..]);
                continue;
            }
            prop_assert!(old.iter().any(|it| doubt::is_doubtful(it, &LEXICON)));
            prop_assert!(old.iter().all(|it| !["left", "15"].contains(&it.text.as_str())));
            let text = word.text.to_lowercase();
            prop_assert!(expected.iter().any(|term| doubt::bare(&text) == term));
        }
        prop_assert_eq!(at, words.len());
    }
}
