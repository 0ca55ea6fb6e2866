//! The prompt, found out where it comes back as text that nobody spoke.

use std::fs;

use dictation_desk::speech::echo;
use dictation_desk::words::{Span, Word, plain_text};

use super::{heard_of, models};
use crate::worker::SPOKEN;

/// Words of a second each.
fn said(text: &str) -> Vec<Word> {
    let words = text.split_whitespace().enumerate();
    let word = |(at, text)| Word::new(text, Span::new(at as f64, at as f64 + 1.0), 0.9);
    words.map(word).collect()
}

#[test]
fn a_run_of_the_prompt_is_an_echo_and_terms_a_person_would_say_together_are_not() {
    const PROMPT: &str = " Glossary: synovitis, systemic lupus erythematosus with nephritis, \
        folic acid, methotrexate, prednisolone, Agnieszka.";
    let rows: [(&str, &[&str]); 11] = [
        ("", &[]),
        ("He was treated and made a good recovery.", &[]),
        ("Glossary: Synovitis.", &["Glossary: Synovitis."]),
        ("She read the glossary. Systemic", &[]),
        (
            "Folic acid, methotrexate, prednisolone.",
            &["Folic acid, methotrexate, prednisolone."],
        ),
        (
            "today. folic acid methotrexate prednisolone Agnieszka Thank you",
            &["folic acid methotrexate prednisolone Agnieszka"],
        ),
        // Two terms in a row, one long term, terms in another order, terms with their doses.
        ("She takes folic acid, methotrexate and prednisolone.", &[]),
        ("He has systemic lupus erythematosus with nephritis.", &[]),
        ("Methotrexate, folic acid, prednisolone, synovitis.", &[]),
        (
            "Folic acid 5 mg, methotrexate 15 mg, prednisolone 5 mg.",
            &[],
        ),
        ("methotrexate, prednisolone, Agnieszka", &[]),
    ];
    for (text, expected) in rows {
        let words = said(text);
        let found = echo::runs(&words, PROMPT);
        let found: Vec<String> = found
            .into_iter()
            .map(|run| plain_text(&words[run]))
            .collect();
        assert_eq!(found, expected, "{text}");
        assert!(echo::runs(&words, "").is_empty(), "without a prompt");
    }
}

#[test]
fn a_run_is_kept_only_if_it_is_heard_without_the_prompt_as_well() {
    let run = said("folic acid methotrexate prednisolone");
    for (again, is_kept) in [
        ("folic acid methotrexate prednisolone", true),
        ("folic asset methatrexate prednisolone", true),
        ("Thank you.", false),
        ("", false),
        ("he is well today", false),
    ] {
        assert_eq!(echo::was_spoken(&run, &said(again)), is_kept, "{again}");
    }
    // The words before the first term were said by nobody, however right the rest.
    let opened = said("Glossary: methotrexate prednisolone synovitis Agnieszka");
    let mut again = said("and methotrexate prednisolone synovitis Agnieszka");
    assert!(!echo::was_spoken(&opened, &again));
    for word in &mut again {
        word.span = Span::new(word.span.start + 60.0, word.span.end + 60.0);
    }
    assert!(!echo::was_spoken(&again, &opened), "at another time");
}

#[test]
fn a_list_that_was_dictated_in_the_order_of_the_prompt_stays() {
    let (_folder, model) = models(None);
    fs::write(
        model.with_extension("json"),
        r#"{"decode": {"prompt": true}}"#,
    )
    .unwrap();
    let list = ["made", "a", "good", "recovery"];
    let words = heard_of(&model, SPOKEN.to_vec(), &list).words;
    let prompt = format!(" Glossary: {}.", list.join(", "));
    assert_eq!(
        echo::runs(&words, &prompt).len(),
        1,
        "{}",
        plain_text(&words)
    );
}
