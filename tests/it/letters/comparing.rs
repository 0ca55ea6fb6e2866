//! Comparing: what became of each word between two versions, and where it was spoken.

use dictation_desk::letter::Cue;
use dictation_desk::letter::compare::{Fate, compare};
use dictation_desk::words::Span;
use proptest::prelude::*;

use super::*;

fn letter(text: &str) -> Letter {
    let cue = |word: &str, start: f64| {
        let at = text.find(word)?;
        Some(Cue {
            range: at..at + word.len(),
            span: Span::new(start, start + 0.5),
            confidence: 0.9,
            heard: None,
        })
    };
    let cues = [cue("left", 2.0), cue("knee", 3.0)].into_iter().flatten();
    let blocks = [(BlockKind::Paragraph, text.to_owned())];
    Letter::new(BTreeMap::new(), Body::new(blocks, cues.collect()))
}

#[test]
fn a_changed_word_is_shown_with_where_it_was_spoken() {
    let was = letter("The left knee is better.\nSee him in May.");
    let is = letter("The right knee is better.\nSee him in May.");
    let found = compare(&was, &is);
    let told: Vec<_> = found.iter().map(|it| (it.fate, it.text.as_str())).collect();
    assert_eq!(
        told,
        [
            (Fate::Stays, "The "),
            (Fate::Goes, "left"),
            (Fate::Comes, "right"),
            (Fate::Stays, " knee is better.\n"),
            (Fate::Stays, "See him in May."),
        ]
    );
    assert_eq!(found[1].spoken, Some(Span::new(2.0, 2.5)));
    assert_eq!(found[2].spoken, None);
    assert_eq!(found[3].spoken, Some(Span::new(3.0, 3.5)));
}

proptest! {
    #[test]
    fn both_texts_can_be_read_back_from_the_comparison(
        was in "[a-c é\n]{0,40}", is in "[a-c é\n]{0,40}",
    ) {
        let found = compare(&letter(&was), &letter(&is));
        let text = |without: Fate| -> String {
            found.iter().filter(|it| it.fate != without).map(|it| it.text.as_str()).collect()
        };
        prop_assert_eq!(text(Fate::Comes), was);
        prop_assert_eq!(text(Fate::Goes), is);
    }
}
