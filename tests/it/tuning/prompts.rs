//! The prompt that a window is heard again with: which terms it has, and in what form.

use dictation_desk::speech::Context;
use dictation_desk::speech::tune::prompt;

#[test]
fn a_prompt_has_a_few_words_of_author_and_patient_and_then_what_was_heard() {
    let owned =
        |texts: &[&str]| -> Vec<String> { texts.iter().map(|&text| text.to_owned()).collect() };
    let context = Context {
        clues: "Rheumatology".to_owned(),
        author: owned(&["Wardle Unit", "apixaban"]),
        patient: owned(&["Methotrexate 15 mg once a week", "Agnieszka", ""]),
    };
    let like = || owned(&["sulfasalazine", "apixaban"]);
    let all = ["Wardle Unit", "Agnieszka", "sulfasalazine", "apixaban"];
    assert_eq!(prompt::terms(like(), &context, 24), all);
    // Where there is no room for all, the most alike stay.
    assert_eq!(prompt::terms(like(), &context, 3), all[1..]);
    assert_eq!(prompt::terms(like(), &context, 1), all[3..]);
    assert_eq!(prompt::terms(like(), &Context::default(), 24), all[2..]);
}

/// One token for each word, the simplest of tokenisers.
fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

#[test]
fn a_prompt_keeps_the_last_terms_within_its_budget() {
    let terms = ["one", "two words", "", "bell\u{7}", "three"].map(str::to_owned);
    let text = |budget| prompt::text(&terms, budget, count);
    assert_eq!(text(99).unwrap(), " one, two words, three.");
    assert_eq!(text(4).unwrap(), " two words, three.");
    assert_eq!(text(3).unwrap(), " three.");
    assert_eq!(text(1), None);
    assert_eq!(prompt::text(&["x".repeat(999)], 99, count), None);
}
