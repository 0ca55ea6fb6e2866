//! What is left to type, and what was written twice.

use dictation_desk::speech::score::{self, Terms, Typing};

/// Words to change strictly and by words alone, and the letter's words.
fn left(letter: &str, text: &str) -> (usize, usize, usize) {
    let Typing { strict, words } = score::typing(letter, text);
    (strict.errors(), words.errors(), strict.reference)
}

#[test]
fn capitals_marks_and_breaks_count_only_strictly() {
    for (letter, text, expected) in [
        ("He is well.", "He is well.", (0, 0, 3)),
        ("He is well.", "he is well", (2, 0, 3)),
        ("He is well.", "He is ill.", (1, 1, 3)),
        ("He is well.\nDr Price", "He is well. Dr Price", (1, 0, 5)),
        (
            "He is well. Dr Price",
            "He is well.\n\nDr Price\n",
            (1, 0, 5),
        ),
        (
            "He is well.\n\nDr Price",
            "He is well.\nDr Price",
            (0, 0, 5),
        ),
        ("on 5 mg", "on five milligrams", (2, 2, 3)),
        ("on 5\u{a0}mg", "on 5 mg", (0, 0, 3)),
        ("on 1,000 mg", "on 1000 mg", (1, 0, 3)),
        ("on 2.5 mg", "on 25 mg", (1, 1, 3)),
        ("Crohn\u{2019}s disease", "Crohn's disease", (0, 0, 2)),
        ("a follow-up", "a follow up", (2, 0, 2)),
        ("anaemia", "anemia", (1, 1, 1)),
        ("well", "well full stop", (2, 2, 1)),
        ("", "thank you", (2, 2, 0)),
        ("Yours sincerely", "", (2, 2, 2)),
    ] {
        assert_eq!(left(letter, text), expected, "{letter} / {text}");
    }
}

#[test]
fn what_is_left_of_several_letters_adds_up() {
    let both = score::typing("He is well.", "he is well") + score::typing("She too", "She");
    assert_eq!(both.strict.errors(), 3);
    assert_eq!(both.words.rate(), Some(0.2));
}

#[test]
fn a_phrase_written_again_is_counted_where_it_was_said_once() {
    let doubled = |said: &str, heard: &str| score::compare(said, heard, &Terms::default()).doubled;
    let said = "He was seen in clinic. She came too.";
    for (heard, words) in [
        (said, 0),
        (
            "He was seen in clinic. He was seen in clinic. She came too.",
            5,
        ),
        // Each time again, whatever the case and the marks.
        ("He was seen, he was seen he was seen in clinic.", 6),
        (
            "He was seen in clinic. She came too. She came too. She came",
            3,
        ),
        // Two words may be meant; and what lies between parts them.
        ("He was he was seen in clinic.", 0),
        ("He was seen in clinic, well he was seen in clinic.", 0),
        ("", 0),
    ] {
        assert_eq!(doubled(said, heard), words, "{heard}");
    }
    let twice = "no change at all no change at all then";
    assert_eq!(doubled(twice, twice), 0, "it was said twice");
    let thrice = "no change at all no change at all no change at all then";
    assert_eq!(doubled(twice, thrice), 4, "said twice, written three times");
}
