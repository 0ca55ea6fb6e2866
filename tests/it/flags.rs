//! Flags: what holds a letter back, and what merely asks for another look.

use dictation_desk::clinical::checks::flags::{FlagKind, check};
use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::clinical::tidy;
use dictation_desk::letter::Body;
use dictation_desk::words::{Span, Word};

/// The kinds and texts of the flags on what is said, where a word marked `?` was heard unsurely.
fn flags_on(said: &str) -> Vec<(FlagKind, String, bool)> {
    let lexicon = Lexicon::built_in();
    let words: Vec<Word> = said
        .split(' ')
        .enumerate()
        .map(|(at, word)| {
            let sure = !word.ends_with('?');
            let span = Span::new(at as f64, at as f64 + 1.0);
            Word::new(
                word.trim_end_matches('?'),
                span,
                if sure { 0.95 } else { 0.3 },
            )
        })
        .collect();
    let body = tidy(&words, &lexicon).body;
    let flags = check(&body, &lexicon);
    for flag in &flags {
        assert_eq!(body.text()[flag.range.clone()], flag.text);
        assert!(flag.message.contains(&flag.text) || flag.kind == FlagKind::Blank);
    }
    flags
        .into_iter()
        .map(|flag| (flag.kind, flag.text, flag.blocks))
        .collect()
}

#[test]
fn what_was_heard_unsurely_is_flagged_by_what_it_risks() {
    use FlagKind::{Dose, LookAlike, Negation, Side, Spelling};
    for (said, kind, text, blocks) in [
        ("take fifteen? milligrams", Dose, "15\u{a0}mg", true),
        ("take 50 milligrams?", Dose, "50\u{a0}mg", true),
        ("take 50? mg daily", Dose, "50\u{a0}mg", true),
        ("seen three? times", Dose, "three", true),
        ("the left? knee", Side, "left", true),
        ("bilateral? oedema", Side, "Bilateral", true),
        ("there is no? metastasis", Negation, "no", true),
        ("she denies? chest pain", Negation, "denies", true),
        ("start carbimazole? today", LookAlike, "carbimazole", true),
        ("he saw zyzzyva? today", Spelling, "zyzzyva", false),
    ] {
        assert_eq!(flags_on(said), [(kind, text.to_owned(), blocks)], "{said}");
    }
}

#[test]
fn what_was_heard_surely_is_not_flagged() {
    for said in [
        "the left knee",
        "no metastasis",
        "carbimazole 20 mg",
        "zyzzyva",
        "his oedema? is better",
    ] {
        assert_eq!(flags_on(said), [], "{said}");
    }
}

#[test]
fn where_the_author_seems_to_put_something_right_no_rule_does_it_for_him() {
    for (said, text) in [
        ("pain in the right, no, sorry, left hip", "no, sorry"),
        ("the left I mean the right eye", "I mean"),
        ("on Monday or rather Tuesday", "or rather"),
    ] {
        let flags = flags_on(said);
        assert_eq!(flags, [(FlagKind::Note, text.to_owned(), false)], "{said}");
    }
    for said in [
        "correction of her refraction",
        "after surgical correction, he improved",
        "I meandered for rather longer",
    ] {
        assert_eq!(flags_on(said), [], "{said}");
    }
}

#[test]
fn blanks_hold_the_letter_back() {
    let lexicon = Lexicon::built_in();
    for blank in [
        "[INSERT: last echo]",
        "[inaudible 02:14]",
        "[ ]",
        "***",
        "____",
        "[unclear]",
    ] {
        let body = Body::plain(&format!("He takes {blank} daily"));
        let flags = check(&body, &lexicon);
        assert_eq!(flags.len(), 1, "{blank}");
        assert_eq!(
            (flags[0].kind, flags[0].text.as_str(), flags[0].blocks),
            (FlagKind::Blank, blank, true)
        );
    }
    for fine in ["(see below)", "[sic]", "5*", "a_b", "see [1]"] {
        assert_eq!(check(&Body::plain(fine), &lexicon), [], "{fine}");
    }
}

#[test]
fn kinds_are_named_as_the_command_line_prints_them() {
    let named = serde_json::to_string(&[
        FlagKind::LookAlike,
        FlagKind::Side,
        FlagKind::Dose,
        FlagKind::Negation,
    ]);
    assert_eq!(
        named.ok().as_deref(),
        Some(r#"["look-alike","side","dose","negation"]"#)
    );
}
