//! Settling: a question once settled stays so, whatever is typed elsewhere, and other words at its
//! place are another question.

use dictation_desk::clinical::checks::flags::{Flag, FlagKind, check};
use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::letter::history::Entry;
use dictation_desk::letter::settlement::Place;
use dictation_desk::letter::{BlockKind, Body, Edit, Key, Letter, Manuscript, Settlement, Subject};
use proptest::prelude::*;

use super::{letter_of, spoken};

/// What is asked about the text and has not been settled.
fn asked(letter: &Letter) -> Vec<Flag> {
    let mut flags = check(letter.body(), &Lexicon::built_in());
    flags.retain(|flag| !letter.is_settled(&flag.key));
    flags
}

fn words(flags: &[Flag]) -> Vec<&str> {
    flags.iter().map(|flag| flag.text.as_str()).collect()
}

fn settle(key: Key) -> Edit {
    let settlement = Settlement {
        key,
        by: "AB".to_owned(),
        at: "2026-03-05T09:00:00Z".parse().ok(),
    };
    let done = true;
    Edit::Settle { settlement, done }
}

fn heard(text: &str) -> Body {
    spoken(&[(BlockKind::Paragraph, text)])
}

/// A letter in which everything asked about has been settled.
fn all_settled(body: Body) -> Letter {
    let mut letter = letter_of(body);
    while let Some(flag) = asked(&letter).first() {
        letter.apply(&settle(flag.key.clone())).unwrap();
    }
    letter
}

/// Replaces the only such words.
fn retype(letter: &mut Letter, old: &str, new: &str) {
    let at = letter.body().text().find(old).unwrap();
    let splice = letter.body().splice(at..at + old.len(), new).unwrap();
    letter.apply(&Edit::Body(splice)).unwrap();
}

const SAID: &str = "the left, no sorry, the right knee with 15 mg carbimazole";

#[test]
fn what_is_typed_elsewhere_asks_nothing_again() {
    let rows = [
        ("the left", "left"),
        ("the left", "On the left"),
        (" knee", " hip. I think the knee"),
        ("with", "and\nwith"),
        ("the right", "her right"),
        ("carbimazole", "carbimazole daily"),
    ];
    for (old, new) in rows {
        let mut letter = all_settled(heard(SAID));
        retype(&mut letter, old, new);
        assert_eq!(words(&asked(&letter)), [""; 0], "{old} became {new}");
    }
}

#[test]
fn other_words_are_another_question() {
    let rows = [
        // The author's second thoughts, said otherwise, or once more.
        ("no sorry", "I mean", "I mean"),
        ("knee", "knee, no sorry, hip", "no sorry"),
    ];
    for (old, new, again) in rows {
        let mut letter = all_settled(heard(SAID));
        retype(&mut letter, old, new);
        assert_eq!(words(&asked(&letter)), [again], "{old} became {new}");
    }
}

#[test]
fn another_draft_asks_about_other_words_at_the_same_moment() {
    let rows = [
        (SAID, ""),
        // The same words at another moment.
        ("the the left knee", "left"),
        ("the right, no sorry", "right"),
        (
            "the left, no sorry, the right knee with 5 mg carbimazole",
            "5 mg",
        ),
        (
            "the left, no sorry, the right knee with 15 ml carbimazole",
            "15 ml",
        ),
    ];
    for (other, again) in rows {
        let mut letter = all_settled(heard(SAID));
        let edit = Edit::Body(letter.body().replace_with(&heard(other)));
        letter.apply(&edit).unwrap();
        let flags = asked(&letter);
        let again: Vec<&str> = Some(again)
            .filter(|it| !it.is_empty())
            .into_iter()
            .collect();
        assert!(
            again.iter().all(|it| words(&flags).contains(it)),
            "{other}: {flags:?}"
        );
        assert_eq!(flags.is_empty(), again.is_empty(), "{other}: {flags:?}");
    }
}

#[test]
fn a_figure_is_settled_with_its_unit_and_is_marked_no_longer() {
    let mut letter = letter_of(heard("with 15 mg daily"));
    let flags = asked(&letter);
    assert_eq!(words(&flags), ["15 mg"]);
    letter.apply(&settle(flags[0].key.clone())).unwrap();
    let marked = |letter: &Letter| {
        let cues = letter.body().cues().iter();
        let marked = cues.filter(|cue| letter.is_in_doubt(cue));
        let texts = marked.map(|cue| letter.body().text()[cue.range.clone()].to_owned());
        texts.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(marked(&letter), "with daily", "nobody asks about those");
    retype(&mut letter, "mg", "mcg");
    assert_eq!(words(&asked(&letter)), [""; 0], "a person has typed it");
    assert_eq!(letter.settlements()[0].by, "AB");
}

#[test]
fn words_that_nobody_said_are_known_by_how_many_stand_before() {
    let body = Body::plain("Left, no sorry, right. Monday, no sorry, Tuesday.");
    let mut letter = letter_of(body);
    let flags = asked(&letter);
    let places: Vec<Place> = flags.iter().map(|flag| flag.key.place).collect();
    assert_eq!(places, [Place::Occurrence(0), Place::Occurrence(1)]);
    letter.apply(&settle(flags[1].key.clone())).unwrap();
    retype(&mut letter, "Left", "The left");
    assert_eq!(asked(&letter)[0].key, flags[0].key);
    assert_eq!(asked(&letter).len(), 1);
}

#[test]
fn a_question_is_settled_once_and_opened_again_by_the_same_settlement() {
    let mut letter = letter_of(heard(SAID));
    let key = asked(&letter).remove(0).key;
    letter.apply(&settle(key.clone())).unwrap();
    assert!(letter.apply(&settle(key.clone())).is_err());
    let Edit::Settle { mut settlement, .. } = settle(key) else {
        unreachable!()
    };
    "CD".clone_into(&mut settlement.by);
    let done = false;
    assert!(letter.apply(&Edit::Settle { settlement, done }).is_err());
    assert_eq!(letter.settlements().len(), 1);
}

/// Sentences of words that are asked about and words that are not.
fn any_text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "left",
        "no sorry,",
        "15 mg",
        "carbimazole",
        "the",
        "denies",
        "knee.",
        "or rather",
        "",
    ]);
    prop::collection::vec(word, 1..12).prop_map(|words| words.join(" "))
}

/// Something typed, and how far into what stands before or after the words it goes.
type Typed = (bool, f64, f64, &'static str);

fn any_typed() -> impl Strategy<Value = Typed> {
    let text = prop::sample::select(vec!["", " ", "\n", ", very", ". €5", "-", " é "]);
    (any::<bool>(), 0.0..=1.0f64, 0.0..=1.0f64, text)
}

fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// Types outside the words in `kept`; says where they are then.
fn type_beside(
    manuscript: &mut Manuscript,
    kept: &std::ops::Range<usize>,
    (before, a, b, text): Typed,
) -> (std::ops::Range<usize>, Entry) {
    let body = manuscript.letter().body();
    let whole = body.text();
    let (from, to) = if before {
        (0, kept.start)
    } else {
        (kept.end, whole.len())
    };
    let at = |share: f64| boundary(whole, from + ((to - from) as f64 * share) as usize);
    let range = at(a.min(b)).max(from)..at(a.max(b)).max(from);
    let moved = if before {
        text.len() as isize - range.len() as isize
    } else {
        0
    };
    let edit = Edit::Body(body.splice(range, text).unwrap());
    let entry = manuscript.apply(edit, 0.0).unwrap();
    let place = |at: usize| at.checked_add_signed(moved).unwrap();
    (place(kept.start)..place(kept.end), entry)
}

fn as_stored<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

/// The key of the same question about words that stand elsewhere now.
fn key_again(flag: &Flag, body: &Body, range: std::ops::Range<usize>) -> Key {
    match flag.kind {
        FlagKind::Note => Key::of_words(Subject::SecondThought, body, range),
        _ => Key::of_doubt(body, &range),
    }
}

proptest! {
    #[test]
    fn a_settled_question_outlives_what_is_typed_beside_it_and_a_restart(
        text in any_text(),
        which in 0..8usize,
        is_heard: bool,
        typed in prop::collection::vec(any_typed(), 1..8),
    ) {
        let body = if is_heard { heard(&text) } else { Body::plain(&text) };
        let start = letter_of(body);
        let flags = asked(&start);
        prop_assume!(!flags.is_empty());
        let flag = &flags[which % flags.len()];
        // Of words nobody said those before are counted; with one alone nothing moves the count.
        let alike = flags.iter().filter(|other| other.text == flag.text).count();
        prop_assume!(is_heard || alike == 1);

        let mut manuscript = Manuscript::new(start.clone());
        let mut journal = vec![manuscript.apply(settle(flag.key.clone()), 0.0).unwrap()];
        let mut kept = flag.range.clone();
        for typed in typed {
            let (moved, entry) = type_beside(&mut manuscript, &kept, typed);
            kept = moved;
            journal.push(entry);
            let letter = manuscript.letter();
            prop_assert_eq!(&letter.body().text()[kept.clone()], &flag.text);
            let again = key_again(flag, letter.body(), kept.clone());
            let is_settled = letter.is_settled(&again);
            // What is left of a word typed into counts as typed by a person: nothing is asked.
            let typed_over = again.subject == Subject::Doubt && again.words.is_empty();
            prop_assert!(is_settled || typed_over, "{again:?} for {:?}", flag.key);
        }
        let reopened = Manuscript::replay(as_stored(&start), as_stored(&journal)).unwrap();
        prop_assert_eq!(reopened.letter(), manuscript.letter());
    }

    #[test]
    fn settling_is_undone_and_done_again_in_one_step(
        text in any_text(), which in 0..8usize, is_heard: bool,
    ) {
        let body = if is_heard { heard(&text) } else { Body::plain(&text) };
        let mut manuscript = Manuscript::new(letter_of(body));
        let before = asked(manuscript.letter());
        prop_assume!(!before.is_empty());
        let flag = &before[which % before.len()];
        manuscript.apply(settle(flag.key.clone()), 0.0).unwrap();
        let after = asked(manuscript.letter());
        prop_assert!(!after.contains(flag));
        prop_assert!(after.iter().all(|flag| before.contains(flag)));
        manuscript.undo().unwrap();
        prop_assert_eq!(&asked(manuscript.letter()), &before);
        manuscript.redo().unwrap();
        prop_assert_eq!(asked(manuscript.letter()), after);
        prop_assert_eq!(&as_stored(manuscript.letter()), manuscript.letter());
    }
}
