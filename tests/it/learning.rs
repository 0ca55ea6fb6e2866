//! Learning: which corrections are offered, which never are, and what an accepted one does.

use dictation_desk::clinical::learning::{Lesson, Makes, Rule, Rules, lessons, places, stands_in};
use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::clinical::{tidy, words_of};
use dictation_desk::desk::people;
use dictation_desk::letter::Body;
use dictation_desk::words::{Span, Word, plain_text};

/// What is learnt when a draft of these words is signed as this.
fn learnt(heard: &str, signed: &str) -> Vec<Lesson> {
    learnt_with(heard, signed, &Lexicon::built_in())
}

fn learnt_with(heard: &str, signed: &str, lexicon: &Lexicon) -> Vec<Lesson> {
    let draft = tidy(&words_of(heard), lexicon).body;
    lessons(&draft, &Body::plain(signed), lexicon)
}

#[test]
fn small_corrections_of_what_was_misheard_are_offered() {
    let term = |kind: &str| Makes::Term(kind.into());
    let rows = [
        // heard, signed, the lesson, what it makes, whether it is close
        (
            "I saw her in the sampelton clinic today.",
            "I saw her in the Sampleton clinic today.",
            ("sampelton", "Sampleton"),
            term("place"),
            true,
        ),
        (
            "She was seen by Dr zefirine last week.",
            "She was seen by Dr Zephyrine last week.",
            ("zefirine", "Zephyrine"),
            term("person"),
            false,
        ),
        (
            "We gave her a place at sample ton house.",
            "We gave her a place at Sampleton house.",
            ("sample ton", "Sampleton"),
            term("place"),
            false,
        ),
        (
            "There was mild vasculytis on the scan.",
            "There was mild vasculitis on the scan.",
            ("vasculytis", "vasculitis"),
            Makes::Rule,
            true,
        ),
        (
            "He began humera last year.",
            "He began Humira last year.",
            ("humera", "Humira"),
            term("term"),
            true,
        ),
        (
            "She lives in sampleton with him.",
            "She lives in Sampleton with him.",
            ("sampleton", "Sampleton"),
            term("term"),
            true,
        ),
        (
            "We spoke of dr sampelton's letter.",
            "We spoke of Dr Sampleton’s letter.",
            ("sampelton", "Sampleton"),
            term("person"),
            true,
        ),
    ];
    for (heard, signed, (was, is), makes, is_close) in rows {
        let lessons = learnt(heard, signed);
        let [lesson] = &lessons[..] else {
            panic!("{heard}: {lessons:?}");
        };
        assert_eq!((lesson.heard.as_str(), lesson.written.as_str()), (was, is));
        assert_eq!(
            (&lesson.makes, lesson.is_close),
            (&makes, is_close),
            "{heard}"
        );
    }
}

#[test]
fn what_could_be_wrong_tomorrow_is_never_offered() {
    let rows = [
        // Figures, doses and units.
        ("She takes aspirin 75 mg.", "She takes aspirin 300 mg."),
        (
            "She takes aspirin seventy five milligrams.",
            "She takes aspirin 75 micrograms.",
        ),
        (
            "She has had it for sixty days.",
            "She has had it for sixteen days.",
        ),
        ("The dose was in milligrams.", "The dose was in micrograms."),
        ("He was given vitamin b twelve.", "He was given vitamin B6."),
        // Sides and negations.
        ("The left knee is swollen.", "The right knee is swollen."),
        (
            "There is no swelling there.",
            "There is now swelling there.",
        ),
        ("This was not tender.", "This was most tender."),
        ("Both knees hurt.", "Bath knees hurt."),
        // Drugs that are mistaken for each other, and drugs for drugs.
        (
            "He takes clobazam at night.",
            "He takes clonazepam at night.",
        ),
        (
            "He takes metatrexate weekly.",
            "He takes methotrexate weekly.",
        ),
        ("He takes lisinopril daily.", "He takes ramipril daily."),
        // Rewording and grammar.
        ("The patient came alone.", "The lady came alone."),
        (
            "Her knees hurt when walking.",
            "Her knee hurt when walking.",
        ),
        (
            "I reviewed the films with him.",
            "I review the films with him.",
        ),
        ("He has pain there.", "He had pain there."),
        ("I saw this and that.", "I saw these and that."),
        ("We will follow up the scan.", "We will follow-up the scan."),
        (
            "Thank you for sending this pleasant gentleman to us.",
            "I am grateful for your referral of Mr Example.",
        ),
        // Only added, only taken out, only other marks.
        ("She is well.", "She is very well."),
        ("She is very well.", "She is well."),
        ("She is well, thank you.", "She is well. Thank you."),
        // A capital that may be the sentence's own.
        ("Sampelton is far away.", "Sampleton is far away."),
        // Right in one place and wrong in another.
        (
            "The cronditis and the cronditis there.",
            "The chondritis and the cronditis there.",
        ),
    ];
    for (heard, signed) in rows {
        assert_eq!(learnt(heard, signed), [], "{heard}");
    }
}

#[test]
fn a_patients_own_names_are_not_kept_for_others() {
    let csv = include_str!("../../assets/sample/patients.csv");
    let patient = people::read_patients(csv).unwrap().remove(0);
    let heard = "I met mrs sampel-turnor and dr sampelton.";
    let signed = "I met Mrs Sample-Turner and Dr Sampelton.";
    let lexicon = Lexicon::built_in().with_patient(&patient);
    let lessons = learnt_with(heard, signed, &lexicon);
    assert!(
        lessons
            .iter()
            .all(|lesson| !lesson.written.contains("Turner")),
        "{lessons:?}"
    );
    assert_eq!(lessons.len(), 1);
}

#[test]
fn what_tidying_did_is_not_what_was_misheard() {
    // The draft's text differs from what was heard; nobody corrected anything.
    let heard =
        "she takes aspirin seventy five milligrams full stop the haemoglobin was low full stop";
    let tidied = tidy(&words_of(heard), &Lexicon::built_in()).body;
    assert_eq!(learnt(heard, tidied.text()), []);
    // The lesson is on the words as they were heard, not as tidying spelt them.
    let lessons = learnt("the esofagus center full stop", "The oesophagus centre.");
    assert_eq!(
        lessons.first().map(|it| it.heard.as_str()),
        Some("esofagus")
    );
}

/// So long that comparing each word with each would never end.
#[test]
fn long_letters_are_compared_in_no_time() {
    crate::guard::answer("comparing letters", compare_long_letters);
}

fn compare_long_letters() {
    let words: Vec<String> = (0..48_000)
        .map(|n| format!("word{}", n * 7919 % 40_009))
        .collect();
    let heard = words.join(" ");
    let signed = heard
        .replace("word17 ", "wort ")
        .replace("word400", "something else");
    learnt(&heard, &signed);
    learnt(
        &heard,
        &words
            .iter()
            .rev()
            .map(|word| format!("{word} "))
            .collect::<String>(),
    );
}

fn rules(rows: &[(&str, &str)]) -> Rules {
    Rules::of(rows.iter().map(|(heard, written)| Rule {
        heard: (*heard).to_owned(),
        written: (*written).to_owned(),
    }))
}

fn heard(text: &str) -> Vec<Word> {
    let words = text.split(' ').enumerate();
    words
        .map(|(at, word)| {
            Word::new(
                word,
                Span::new(at as f64, at as f64 + 1.0),
                0.4 + at as f32 * 0.1,
            )
        })
        .collect()
}

#[test]
fn an_accepted_rule_rewrites_whole_words_and_keeps_what_was_heard() {
    let rules = rules(&[
        ("cron ditis", "chondritis"),
        ("cron", "Crohn's"),
        ("humera", "Humira"),
    ]);
    let rows = [
        ("the cron ditis is mild", "the chondritis is mild"),
        ("the CRON Ditis, again", "the CHONDRITIS"),
        ("Cron ditis.", "Chondritis."),
        ("cron, ditis", "Crohn's, ditis"),
        ("(cron)", "(Crohn's)"),
        ("cronditis and chronic", "cronditis and chronic"),
        ("humeral head", "humeral head"),
        ("humera humera", "Humira Humira"),
    ];
    for (said, written) in rows {
        let written = written.replace("CHONDRITIS", "Chondritis, again");
        assert_eq!(plain_text(&rules.apply(heard(said))), written, "{said}");
    }
    let words = rules.apply(heard("the cron ditis is"));
    assert_eq!(words[1].heard(), "cron ditis");
    assert_eq!(words[1].span, Span::new(1.0, 3.0));
    assert!(
        (words[1].confidence - 0.5).abs() < 1e-6,
        "as unsure as before"
    );
    assert_eq!(words[0].heard, None);
    assert_eq!(rules.apply(words.clone()), words, "and once is enough");
}

#[test]
fn the_places_a_rule_would_apply_are_those_it_does() {
    let words = heard("cron ditis and Cron ditis, but not cron, ditis");
    assert_eq!(places("cron ditis", &words), [0, 3]);
    assert_eq!(places("", &words), [] as [usize; 0]);
    assert!(stands_in("cron ditis", "chondritis", "It was cron ditis."));
    assert!(!stands_in("cron ditis", "chondritis", "It was chondritis."));
}
