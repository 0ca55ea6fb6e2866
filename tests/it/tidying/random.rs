//! What must hold of tidying whatever is said: ten thousand random dictations a property.

use proptest::prelude::*;

use super::{again, in_words, lexicon, words};
use dictation_desk::clinical::{Tidied, plain, tidy};

/// Words chosen to collide: commands and their halves, numbers, sides, denials, traps.
const VOCABULARY: &str = "\
    full|stop|full stop|comma|colon|new|line|new line|paragraph|new paragraph|number|one|\
    two|three|nine|ten|fifteen|fifty|twenty|hundred|thousand|point|oh|and|a|half|5.0|0.5|\
    50|50mg|120/80|milligrams|mg|micrograms|mcg|units|u|per|cent|litre|over|BP|left|right|\
    bilateral|no|not|without|denies|never|hyphen|slash|dash|open bracket|close bracket|\
    open quote|close quote|quote|unquote|heading|plan|capital|in capitals|bullet point|\
    next|L|T|N|M|V|four|five|NYHA|year|old|the|third|of|March|2026|June|at|am|to|or|\
    between|hemoglobin|Tumor|frusemide|Dr.|e.g.|knee,|pain.|well?|(both)|\"quoted\"|NHS|\
    double|type|grade|diabetes|first|second|old-fashioned|sixty-seven|3rd|was|is|he|The|\
    percent|[|]|***|1.|-|semicolon|question mark|bracket|h b a one c|gleason|plus|equals|\
    out|score|OD|BD|t d s|metres|by|in|nineteen|scratch that|strike that|next patient|\
    next letter|Next patient.|end of letter|capitals on|capitals off|Jane,|please|add|\
    copy this|go back and change|note to secretary|leads|lead|ECG|a v f|aVL|III|ramipril|\
    insulin|bd|stat|tablets|o|nought|two-and-a-half|mL/hour|kilogram|hour|nineties|both|\
    neither|nor|cannot|lateral|upper|lower|C|S|six|eight|thirteen|thirty|eighty|sixteen|\
    sixty|hundred and|BP|vision|pressure|seven|out of|new bullet point|next number|\
    number two|full stop.|Comma,|twenty-first|minutes|hours";

/// What goes before a dose, and what comes after.
const LEADS: &[&str] = &[
    "he takes ramipril",
    "start prednisolone at a dose of",
    "increase insulin to",
    "no change to warfarin, take",
    "left knee injected with",
    "plan colon new line bullet point morphine",
    "stop that scratch that give",
];
const TAILS: &[&str] = &[
    "",
    " twice daily",
    " bd full stop",
    " comma not more",
    " and two tablets at night",
    " in the left eye",
    ". Next patient. He is well.",
];
/// How the nought before a point is said, or not.
const NOUGHTS: &[&str] = &["nought", "zero", "oh", "o", ""];
const UNITS: &[(&str, &str)] = &[
    ("milligrams", "mg"),
    ("micrograms", "micrograms"),
    ("nanograms", "nanograms"),
    ("units", "units"),
    ("mg", "mg"),
    ("mcg", "micrograms"),
    ("millilitres", "mL"),
    ("milligrams per kilogram", "mg/kg"),
];

fn dictated() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        proptest::sample::select(VOCABULARY.split('|').collect::<Vec<_>>()),
        1..24,
    )
    .prop_map(|said| said.join(" "))
}

/// What has become of what was said.
#[derive(Debug)]
struct Account {
    /// What reads as said: the letter and the notes to the secretary. A blank repeats what its
    /// note says, and does not count.
    written: String,
    /// The same, where something was taken back as it was heard, and what was struck out.
    kept: String,
}

fn account(tidied: &Tidied) -> Account {
    const STRIKES: [&str; 2] = ["scratch that", "strike that"];
    let text = tidied.body.text();
    let blanks: Vec<_> = text
        .match_indices("[INSERT:")
        .map(|(at, _)| at..text[at..].find(']').map_or(text.len(), |end| at + end))
        .collect();
    let (mut written, mut kept) = (Vec::new(), Vec::new());
    for cue in tidied.body.cues() {
        if blanks.iter().any(|blank| blank.contains(&cue.range.start)) {
            continue;
        }
        let struck = cue.heard.as_deref().filter(|heard| {
            let heard = heard.to_lowercase();
            STRIKES.iter().any(|strike| heard.contains(strike))
        });
        written.push(&text[cue.range.clone()]);
        kept.push(struck.unwrap_or(&text[cue.range.clone()]));
    }
    for note in &tidied.notes {
        if !note.text.starts_with("Struck out") {
            written.push(&note.text);
        }
        kept.push(&note.text);
    }
    Account {
        written: written.join(" "),
        kept: kept.join(" "),
    }
}

/// Nothing of what was said is lost and nothing written that was not said. What is both struck
/// out and heard with its neighbour may be told twice, where something was taken back.
fn all_there<T: Ord + std::fmt::Debug>(
    said: &str,
    tidied: &Tidied,
    find: impl Fn(&str) -> Vec<T>,
) -> Result<(), TestCaseError> {
    let account = account(tidied);
    let (said_of, kept, written) = (find(said), find(&account.kept), find(&account.written));
    if said.contains("scratch that") || said.contains("strike that") {
        prop_assert!(holds(&kept, &said_of), "lost: {:?}", account);
        prop_assert!(holds(&said_of, &written), "invented: {:?}", account);
    } else {
        prop_assert_eq!(&kept, &said_of, "{:?}", account);
        prop_assert_eq!(&written, &said_of, "{:?}", account);
    }
    Ok(())
}

/// Whether every one of `some` is among `all`, as often; both are in order.
fn holds<T: Ord>(all: &[T], some: &[T]) -> bool {
    let mut rest = all.iter();
    some.iter().all(|one| rest.any(|other| other == one))
}

/// The words of a text that decide its meaning, in order of the alphabet.
fn deciding(text: &str) -> Vec<String> {
    const DECIDING: &[&str] = &[
        "left",
        "right",
        "bilateral",
        "both",
        "upper",
        "lower",
        "lateral",
        "no",
        "not",
        "without",
        "denies",
        "never",
        "neither",
        "nor",
        "cannot",
    ];
    let mut found: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| DECIDING.contains(&word.as_str()))
        .collect();
    found.sort();
    found
}

/// Every digit but nought that a text says, in words or figures: "fifteen" says 1 and 5.
fn digits(text: &str) -> Vec<u8> {
    const SAID: &[(&str, &[u8])] = &[
        ("one", &[1]),
        ("two", &[2]),
        ("three", &[3]),
        ("four", &[4]),
        ("five", &[5]),
        ("six", &[6]),
        ("seven", &[7]),
        ("eight", &[8]),
        ("nine", &[9]),
        ("ten", &[1]),
        ("eleven", &[1, 1]),
        ("twelve", &[1, 2]),
        ("thirteen", &[1, 3]),
        ("fourteen", &[1, 4]),
        ("fifteen", &[1, 5]),
        ("sixteen", &[1, 6]),
        ("seventeen", &[1, 7]),
        ("eighteen", &[1, 8]),
        ("nineteen", &[1, 9]),
        ("twenty", &[2]),
        ("thirty", &[3]),
        ("forty", &[4]),
        ("fifty", &[5]),
        ("sixty", &[6]),
        ("seventy", &[7]),
        ("eighty", &[8]),
        ("ninety", &[9]),
        ("first", &[1]),
        ("second", &[2]),
        ("third", &[3]),
        ("half", &[5]),
        ("i", &[1]),
        ("ii", &[2]),
        ("iii", &[3]),
        ("iv", &[4]),
    ];
    let mut found = Vec::new();
    for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()) {
        match SAID.iter().find(|(said, _)| *said == word) {
            Some((_, digits)) => found.extend_from_slice(digits),
            None => found.extend(
                word.bytes()
                    .filter(|b| (b'1'..=b'9').contains(b))
                    .map(|b| b - b'0'),
            ),
        }
    }
    found.sort_unstable();
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn tidying_twice_changes_nothing(said in dictated()) {
        let once = tidy(&words(&said), lexicon());
        let twice = tidy(&again(&once), lexicon());
        prop_assert_eq!(plain(&twice.body), plain(&once.body));
        prop_assert!(twice.notes.is_empty());
    }

    #[test]
    fn sides_and_denials_are_neither_lost_nor_invented(said in dictated()) {
        all_there(&said, &tidy(&words(&said), lexicon()), deciding)?;
    }

    #[test]
    fn digits_are_neither_lost_nor_invented(said in dictated()) {
        // "a hundred" names no one, "double" says a digit twice, a list counts by itself.
        let uncounted = ["a", "double", "next", "number", "1.", "one"];
        let said = said.split(' ').filter(|word| !uncounted.contains(word));
        let said = said.collect::<Vec<_>>().join(" ");
        all_there(&said, &tidy(&words(&said), lexicon()), digits)?;
    }

    /// Ten times too much or too little is what a dose must never be, whatever stands around it.
    #[test]
    fn a_dose_in_a_sentence_is_written_as_it_was_said(
        (lead, tail) in (proptest::sample::select(LEADS), proptest::sample::select(TAILS)),
        (whole, tenths) in (0u32..2500, 0u32..10),
        (nought, unit) in (proptest::sample::select(NOUGHTS), proptest::sample::select(UNITS)),
    ) {
        let number = match (whole, tenths) {
            (0, 0) => "one".to_owned(),
            (0, _) => format!("{nought} point {}", in_words(tenths)),
            (_, 0) => in_words(whole),
            _ => format!("{} point {}", in_words(whole), in_words(tenths)),
        };
        let figure = match (whole, tenths) {
            (0, 0) => "1".to_owned(),
            (_, 0) => whole.to_string(),
            _ => format!("{whole}.{tenths}"),
        };
        let said = format!("{lead} {} {}{tail}", number.trim(), unit.0);
        let written = tidy(&words(&said), lexicon()).body.text().to_owned();
        let wanted = format!(" {figure}\u{a0}{}", unit.1);
        prop_assert!(written.contains(&wanted), "{} -> {}", said, written);
    }

    #[test]
    fn no_cue_is_lost(said in dictated()) {
        let body = tidy(&words(&said), lexicon()).body;
        let (mut end, mut gaps) = (0, String::new());
        for cue in body.cues() {
            gaps.push_str(&body.text()[end..cue.range.start]);
            end = cue.range.end;
        }
        gaps.push_str(&body.text()[end..]);
        prop_assert_eq!(gaps.trim(), "");
    }

    #[test]
    fn any_text_at_all_can_be_tidied(said in "\\PC{0,60}") {
        let once = tidy(&words(&said), lexicon());
        let twice = tidy(&again(&once), lexicon());
        prop_assert_eq!(plain(&twice.body), plain(&once.body));
    }
}
