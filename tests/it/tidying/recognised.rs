//! What recognisers write, kind by kind: whatever stands around it, it comes out as it was said.

use proptest::prelude::*;
use proptest::sample::select;

use super::{again, in_words, lexicon, words};
use dictation_desk::clinical::{plain, tidy};

/// Sentences of a letter that no rule touches.
const PLAIN: &[&str] = &[
    "He walks his dog every day.",
    "She has no cough.",
    "The left shoulder is stiff.",
    "He lives alone.",
    "Her sleep is poor.",
];
/// Medicines that are taken by the piece.
const MEDICINES: &[&str] = &[
    "amoxicillin",
    "gabapentin",
    "metformin",
    "allopurinol",
    "sertraline",
];
const RESULTS: &[&str] = &[
    "creatinine",
    "platelets",
    "haemoglobin",
    "ferritin",
    "sodium",
];
const MONTHS: &[&str] = &["January", "March", "April", "May", "August", "December"];

/// The text of a letter on one line, its no-break spaces as others.
fn tidied(said: &str) -> String {
    let body = tidy(&words(said), lexicon()).body;
    body.text().replace('\u{a0}', " ").replace('\n', " ⏎ ")
}

/// That the text is what was wanted, and stays so when it is tidied once more.
fn is_written(said: &str, wanted: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(tidied(said), wanted, "{}", said);
    let once = tidy(&words(said), lexicon());
    let twice = tidy(&again(&once), lexicon());
    prop_assert_eq!(plain(&twice.body), plain(&once.body), "{}", said);
    Ok(())
}

/// The name of something with a capital, as it stands at the start of a sentence.
fn opened(text: &str) -> String {
    let (first, rest) = text.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn noises_never_reach_a_letter(
        (before, after) in (select(PLAIN), select(PLAIN)),
        noise in select(vec![
            "[BLANK_AUDIO]", "[Music]", "(coughs)", "[door closes]", "(wind blowing)", "[BEEP]",
            ">>", "♪", "<|endoftext|>", "*sighs*", "[phone ringing]", "(silence)", "[Pause]",
            "\u{feff}", "[dog barking]", "Thank you for watching.", "Thanks for watching!",
            "Please subscribe to my channel.", "Subtitles by a volunteer",
        ]),
        times in 1usize..4,
    ) {
        let noises = vec![noise; times].join(" ");
        if !noise.starts_with("Subtitles") {
            is_written(&format!("{noises} {before} {noises} {after}"), &format!("{before} {after}"))?;
        }
        is_written(&format!("{before} {after} {noise}"), &format!("{before} {after}"))?;
        is_written(noise, "")?;
    }

    #[test]
    fn what_somebody_said_in_brackets_stays(
        side in select(vec!["left", "right", "both", "no change", "see below", "normal"]),
    ) {
        is_written(&format!("The knee ({side}) was seen."), &format!("The knee ({side}) was seen."))?;
    }

    #[test]
    fn commands_may_have_hyphens_and_stops(
        (first, second) in (select(PLAIN), select(PLAIN)),
        stop in select(vec!["full stop", "full-stop", "Full-stop.", "Fulstop", "false stop", "fullstop.", ", full stop."]),
        paragraph in select(vec![
            "new paragraph", "New paragraph.", "New-paragraph.", "Start a new paragraph.",
            "and a new paragraph", "New paragraph please.", "start new paragraph",
        ]),
    ) {
        let bare = first.trim_end_matches('.');
        let said = format!("{bare} {stop} {paragraph} {second}");
        is_written(&said, &format!("{bare}. ⏎ {second}"))?;
    }

    #[test]
    fn brackets_and_quotations_have_many_names(
        (open, close) in select(vec![
            ("open parentheses", "close parentheses"), ("brackets", "close brackets"),
            ("open bracket", "close bracket"), ("open brackets", "brackets close"),
            (", bracket,", ", close bracket,"), ("open paren", "close paren"),
        ]),
        (open_quote, close_quote) in select(vec![
            ("open quotation marks", "close quotation marks"), ("open quote", "close quote"),
            ("in inverted commas", "close inverted commas"), ("open speech marks", "close speech marks"),
        ]),
        inside in select(vec!["left", "as before", "his wife", "sore"]),
    ) {
        is_written(&format!("the hip {open} {inside} {close} is stiff"), &format!("The hip ({inside}) is stiff"))?;
        is_written(
            &format!("she said {open_quote} {inside} {close_quote} full stop"),
            &format!("She said “{inside}”."),
        )?;
    }

    #[test]
    fn a_colon_follows_what_a_line_is_about(
        about in select(vec!["bloods", "chest X-ray", "ECG", "gait", "ultrasound abdomen", "spirometry"]),
        bowel in select(vec!["the", "sigmoid", "the left", "her"]),
    ) {
        is_written(&format!("{about} colon normal"), &format!("{}: normal", opened(about)))?;
        is_written(&format!("{bowel} colon was normal"), &format!("{} colon was normal", opened(bowel)))?;
    }

    #[test]
    fn a_number_ends_where_the_next_counts(
        medicine in select(MEDICINES),
        (hundreds, count) in (1u32..10, 1u32..5),
        taken in select(vec!["times a day", "tablets twice daily", "at night", "capsules daily"]),
        result in select(RESULTS),
        (figure, ago) in (1u32..10, select(vec!["days ago", "weeks later", "months before"])),
    ) {
        let (said, few) = (in_words(hundreds * 100), in_words(count));
        is_written(
            &format!("{medicine} {said} {few} {taken}"),
            &format!("{} {} {few} {taken}", opened(medicine), hundreds * 100),
        )?;
        is_written(
            &format!("his {result} was {} {few} {ago}", in_words(figure * 100)),
            &format!("His {result} was {} {few} {ago}", figure * 100),
        )?;
        is_written(
            &format!("his INR was {} point {} {few} {ago}", in_words(figure), in_words(count)),
            &format!("His INR was {figure}.{count} {few} {ago}"),
        )?;
    }

    #[test]
    fn what_could_be_two_numbers_or_one_stays_in_words(
        (tens, unit) in (2u32..10, 1u32..10),
        result in select(RESULTS),
    ) {
        let said = format!("his {result} was {} {} weeks ago", in_words(tens * 10), in_words(unit));
        is_written(&said, &opened(&said))?;
    }

    #[test]
    fn pressures_are_put_together_and_their_unit_is_written_once(
        (high, low) in (100u32..190, 50u32..99),
        unit in select(vec!["", " mmHg", " mm Hg", " mm of mercury", " millimetres of mercury", " millimetres mercury"]),
        name in select(vec!["BP", "his blood pressure was", "her BP today was"]),
    ) {
        let high_said = match high % 100 {
            0 => "100".to_owned(),
            rest => format!("100 and {rest}"),
        };
        let wanted = format!("{} {high}/{low} mmHg", opened(name));
        is_written(&format!("{name} {high_said} over {low}{unit}"), &wanted)?;
        is_written(&format!("{name} {high} / {low}{unit}"), &wanted)?;
        is_written(&format!("{name} {} over {}{unit}", in_words(high), in_words(low)), &wanted)?;
    }

    #[test]
    fn two_doses_are_never_added(
        (first, second) in (1u32..10, 5u32..99),
        signs in select(vec!["on alternate days", "respectively", "in separate doses"]),
    ) {
        let said = format!("she takes {} and {second} mg {signs}", first * 100);
        is_written(&said, &opened(&said))?;
    }

    #[test]
    fn dates_follow_the_order_of_the_kingdom(
        (day, month, year) in (1u32..29, select(MONTHS), 1930u32..2027),
        lead in select(vec!["seen on", "he was born on", "admitted on"]),
    ) {
        let wanted = format!("{} {day} {month} {year}", opened(lead));
        is_written(&format!("{lead} {month} {day}, {year}"), &wanted)?;
        is_written(&format!("{lead} {month} {day} {year}"), &wanted)?;
        is_written(&format!("{lead} {day} {month} {year}"), &wanted)?;
        is_written(&format!("{lead} {month} {day}"), &format!("{} {day} {month}", opened(lead)))?;
    }

    #[test]
    fn an_article_is_not_eaten_by_an_abbreviation(
        letters in select(vec!["C R P", "P S A", "F N A", "S T E M I", "D N A R", "E C G", "M R I"]),
        tail in select(vec!["was done", "is needed", "form"]),
    ) {
        let whole = letters.replace(' ', "");
        is_written(&format!("a {letters} {tail}"), &format!("A {whole} {tail}"))?;
        is_written(&format!("the {letters} {tail}"), &format!("The {whole} {tail}"))?;
        let stopped: String = letters.split(' ').flat_map(|letter| [letter, "."]).collect();
        is_written(&format!("the {stopped} {tail}"), &format!("The {whole} {tail}"))?;
    }

    #[test]
    fn an_abbreviation_s_stop_ends_no_sentence(
        bug in select(vec!["E. coli", "S. aureus", "P. aeruginosa", "Staph. aureus", "C. diff"]),
        (figure, unit) in (1u32..100, select(vec!["mg", "cm", "mm", "mL"])),
    ) {
        is_written(&format!("the swab grew {bug} again"), &format!("The swab grew {bug} again"))?;
        is_written(&format!("it was {figure} {unit}. today"), &format!("It was {figure} {unit} today"))?;
        is_written(&format!("it was {figure} {unit}. She"), &format!("It was {figure} {unit}. She"))?;
    }

    #[test]
    fn a_strike_takes_what_another_takes_the_place_of(
        (first, second) in (select(MEDICINES), select(MEDICINES)),
        (five, ten) in (1u32..50, 1u32..50),
        strike in select(vec!["scratch that", "no scratch that", ", scratch that,", ", no, scratch that,", "strike that"]),
    ) {
        prop_assume!(first != second);
        is_written(&format!("he takes {first} {strike} {second}"), &format!("He takes {second}"))?;
        is_written(
            &format!("{first} {} milligrams once daily {strike} {} milligrams once daily", in_words(five), in_words(ten)),
            &format!("{} {ten} mg once daily", opened(first)),
        )?;
        is_written(
            &format!("no rash and {first} {five} mg {strike} {ten} mg full stop"),
            &format!("No rash and {first} {ten} mg."),
        )?;
    }

    #[test]
    fn who_scratches_strikes_nothing(
        who in select(vec!["he can't", "she must not", "don't", "nobody should", "they couldn't", "did he"]),
        thing in select(vec!["arm", "scar", "patch", ""]),
        wound in select(vec!["a cat", "a deep", "the corneal", "a superficial"]),
        clause in select(vec!["became infected", "was cleaned", "healed well", "had bled"]),
    ) {
        let said = format!("{who} scratch that {thing}");
        is_written(said.trim(), &opened(said.trim()))?;
        let said = format!("{wound} scratch that {clause}");
        is_written(&said, &opened(&said))?;
    }

    #[test]
    fn hesitations_go_and_receptors_stay(
        sound in select(vec!["er", "um", "erm", "uh"]),
        (before, after) in (select(PLAIN), select(PLAIN)),
    ) {
        is_written(&format!("{before} {} {after}", opened(sound) + ","), &format!("{before} {after}"))?;
        is_written(&format!("he has had, {sound}, three falls"), "He has had three falls")?;
        is_written("The tumour is ER positive.", "The tumour is ER positive.")?;
    }

    #[test]
    fn a_medicine_is_no_name(medicine in select(MEDICINES), other in select(MEDICINES)) {
        let said = format!("He takes {} and {}.", opened(medicine), opened(other));
        is_written(&said, &format!("He takes {medicine} and {other}."))?;
    }

    #[test]
    fn sizes_have_the_sign_of_a_product(a in 1u32..10, b in 1u32..10, c in 1u32..10) {
        is_written(&format!("a {a}x{b}cm mass"), &format!("A {a} × {b} cm mass"))?;
        is_written(
            &format!("measuring {} by {} by {} centimetres", in_words(a), in_words(b), in_words(c)),
            &format!("Measuring {a} × {b} × {c} cm"),
        )?;
    }

    #[test]
    fn names_are_written_as_they_are_spelt(
        (heard, spelt) in select(vec![("Smyth", "Smythe"), ("Clark", "Clarke"), ("Reid", "Read"), ("Browne", "Brown")]),
    ) {
        let apart: Vec<String> = spelt.to_uppercase().chars().map(String::from).collect();
        let wanted = format!("Mrs {spelt} attended");
        is_written(&format!("Mrs {heard}, {}, attended", apart.join("-")), &wanted)?;
        is_written(&format!("Mrs {heard}, spelt {}, attended", apart.join(" ")), &wanted)?;
        is_written(&format!("the surname is {}", apart.join(" ")), &format!("The surname is {spelt}"))?;
    }

    #[test]
    fn titles_and_saints_lose_their_stop(
        title in select(vec!["Mr", "Mrs", "Dr", "Prof"]),
        saint in select(vec!["Thomas' Hospital", "George's", "James's University Hospital", "Mary's"]),
        surname in select(vec!["Testperson", "Smythe", "Ten Hag"]),
    ) {
        is_written(
            &format!("{title}. {surname} was seen at St. {saint}."),
            &format!("{title} {surname} was seen at St {saint}."),
        )?;
    }

    #[test]
    fn times_are_written_as_clocks(
        (hour, minute) in (1u32..12, select(vec![15u32, 20, 30, 45])),
        half in select(vec!["am", "pm"]),
        link in select(vec![" ", "."]),
    ) {
        let (first, last) = half.split_at(1);
        let said = in_words(hour);
        let written = if hour < 10 { said.clone() } else { hour.to_string() };
        is_written(&format!("seen at {said} o clock"), &format!("Seen at {written} o'clock"))?;
        is_written(&format!("seen at {said} {first}{link}{last}"), &format!("Seen at {hour} {half}"))?;
        is_written(
            &format!("seen at {said} {} {half}", in_words(minute)),
            &format!("Seen at {hour}:{minute} {half}"),
        )?;
    }

    #[test]
    fn spelling_and_names_of_drugs_are_the_kingdom_s(
        (there, here) in select(vec![
            ("gray", "grey"), ("tumor", "tumour"), ("edema", "oedema"), ("generalized", "generalised"),
            ("pediatric", "paediatric"), ("anemia", "anaemia"), ("acetaminophen", "paracetamol"),
            ("epinephrine", "adrenaline"), ("albuterol", "salbutamol"), ("cholecalciferol", "colecalciferol"),
        ]),
        before in select(PLAIN),
    ) {
        is_written(
            &format!("{before} {} was noted.", opened(there)),
            &format!("{before} {} was noted.", opened(here)),
        )?;
        is_written(&format!("there was {there}, as before"), &format!("There was {here}, as before"))?;
    }

    #[test]
    fn a_medicine_has_a_small_letter_within_a_sentence(
        (first, second) in (select(MEDICINES), select(MEDICINES)),
        lead in select(vec!["he takes", "she is allergic to", "we stopped", "please prescribe"]),
    ) {
        let said = format!("{lead} {} and {}.", opened(first), opened(second));
        is_written(&said, &format!("{} {first} and {second}.", opened(lead)))?;
    }

    #[test]
    fn the_end_and_the_headings_are_commands(
        (first, second) in (select(PLAIN), select(PLAIN)),
        end in select(vec!["End of dictation.", "end of letter", "End of the letter.", "end of dictation"]),
        heading in select(vec!["heading plan", "Heading, plan.", "Sub-heading plan.", "subheading plan."]),
    ) {
        is_written(&format!("{first} {end}"), first)?;
        is_written(&format!("{first} {heading} {second}"), &format!("{first} ⏎ Plan ⏎ {second}"))?;
    }

    #[test]
    fn a_mark_of_byte_order_is_no_word(said in select(PLAIN)) {
        is_written(&format!("\u{feff}{said}"), said)?;
    }

    #[test]
    fn scores_and_grades_are_figures(score in 2u32..5, letter in select(vec!["A", "B"])) {
        let said = in_words(score);
        is_written(&format!("PI-RADS {said}"), &format!("PI-RADS {score}"))?;
        is_written(&format!("stage {said} {letter} disease"), &format!("Stage {score}{} disease", letter.to_lowercase()))?;
        is_written(&format!("type-{score} disease"), &format!("Type {score} disease"))?;
        is_written(&format!("T-{score}-N-0-M-0"), &format!("T{score} N0 M0"))?;
    }
}

/// A transcript that loops costs what its length asks, not its length by itself: this one is so
/// long that it would never end.
#[test]
fn a_loop_is_tidied_in_the_time_of_its_length() {
    crate::guard::answer("tidying a loop", || {
        let said = words(&vec!["one hundred"; 40_000].join(" "));
        assert!(!tidy(&said, lexicon()).body.text().is_empty());
    });
}
