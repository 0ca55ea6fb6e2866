//! Tidying: every rule by its rows. `random` holds what must be so whatever is said, `recognised`
//! what must be so of each kind of thing that recognisers write.

mod plain_words;
mod random;
mod recognised;

use std::sync::LazyLock;

use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::clinical::{Section, Tidied, plain, tidy, untidied, words_of};
use dictation_desk::letter::{BlockKind, Cue};
use dictation_desk::words::{Span, Word, plain_text};

const TABLES: &[(&str, &str)] = &[
    ("commands", include_str!("../cases/commands.tsv")),
    ("layout", include_str!("../cases/layout.tsv")),
    ("corrections", include_str!("../cases/corrections.tsv")),
    ("instructions", include_str!("../cases/instructions.tsv")),
    ("doses", include_str!("../cases/doses.tsv")),
    ("numbers", include_str!("../cases/numbers.tsv")),
    ("dates", include_str!("../cases/dates.tsv")),
    ("scores", include_str!("../cases/scores.tsv")),
    ("spelling", include_str!("../cases/spelling.tsv")),
    ("letters", include_str!("../cases/letters.tsv")),
];

/// One row: what was heard, what is to be written, and why.
struct Row {
    place: String,
    heard: &'static str,
    written: &'static str,
}

/// The built-in dictionary, read once.
fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);
    &LEXICON
}

fn rows() -> impl Iterator<Item = Row> {
    TABLES.iter().flat_map(|(table, text)| {
        text.lines().enumerate().skip(1).map(move |(line, row)| {
            let cells: Vec<&str> = row.split('\t').collect();
            let [heard, written, _why] = cells[..] else {
                panic!("{table}.tsv, line {}: three columns are wanted", line + 1);
            };
            Row {
                place: format!("{table}.tsv:{}", line + 1),
                heard,
                written,
            }
        })
    })
}

/// Words half a second apart, as a recogniser gives them; `\n` in a row is a line break.
fn words(text: &str) -> Vec<Word> {
    text.replace("\\n", " \n ")
        .split(' ')
        .filter(|word| !word.is_empty())
        .enumerate()
        .map(|(at, word)| {
            let start = at as f64 * 0.5;
            Word::new(word, Span::new(start, start + 0.4), 0.9)
        })
        .collect()
}

/// The rows' notation: `\n` between blocks, `# `, `1. ` and `- ` before what is not a paragraph,
/// `== ` before what begins another letter, `~` for a no-break space, and the notes to the secretary at the end, each after `!! `.
fn notation(tidied: &Tidied) -> String {
    let blocks: Vec<String> = tidied
        .body
        .blocks()
        .enumerate()
        .map(|(line, block)| match (block.kind, block.number) {
            _ if tidied.starts.iter().any(|start| start.line == line) => {
                format!("== {}", block.text)
            }
            (BlockKind::Heading, _) => format!("# {}", block.text),
            (BlockKind::Bulleted, _) => format!("- {}", block.text),
            (_, Some(number)) => format!("{number}. {}", block.text),
            _ => block.text.to_owned(),
        })
        .collect();
    let notes = tidied.notes.iter().map(|note| format!("!! {}", note.text));
    std::iter::once(blocks.join("\\n"))
        .filter(|text| !text.is_empty())
        .chain(notes)
        .collect::<Vec<_>>()
        .join(" ")
        .replace('\u{a0}', "~")
}

#[test]
fn every_row_is_written_as_it_says() {
    let wrong: Vec<String> = rows()
        .filter_map(|row| {
            let written = notation(&tidy(&words(row.heard), lexicon()));
            (written != row.written).then(|| {
                format!(
                    "{}\n  heard   {}\n  wanted  {}\n  written {written}",
                    row.place, row.heard, row.written
                )
            })
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} rows are wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The words of what was written, its blocks on lines of their own, to be tidied once more.
fn again(tidied: &Tidied) -> Vec<Word> {
    words_of(&plain(&tidied.body))
}

#[test]
fn tidying_a_row_twice_changes_nothing() {
    for row in rows() {
        let once = tidy(&words(row.heard), lexicon());
        let twice = tidy(&again(&once), lexicon());
        assert_eq!(plain(&twice.body), plain(&once.body), "{}", row.place);
        assert!(
            twice.notes.is_empty(),
            "{}: a note was found in the letter",
            row.place
        );
    }
}

#[test]
fn a_third_of_the_rows_must_not_change() {
    let (all, traps) = rows().fold((0, 0), |(all, traps), row| {
        let same = row.written.to_lowercase() == row.heard.to_lowercase();
        (all + 1, traps + usize::from(same))
    });
    assert!(all >= 1_200, "only {all} rows");
    assert!(traps * 3 >= all, "only {traps} of {all} rows are traps");
}

#[test]
fn no_row_is_given_twice() {
    let mut seen = std::collections::HashSet::new();
    for row in rows() {
        assert!(seen.insert(row.heard), "{}: {} again", row.place, row.heard);
    }
}

#[test]
fn cues_cover_every_word_and_keep_what_was_heard() {
    for row in rows() {
        let body = tidy(&words(row.heard), lexicon()).body;
        let mut end = 0;
        for cue in body.cues() {
            let gap = &body.text()[end..cue.range.start];
            assert!(
                gap.chars().all(char::is_whitespace),
                "{}: {gap:?} has no cue",
                row.place
            );
            assert!(cue.span.length() > 0.0, "{}", row.place);
            end = cue.range.end;
        }
        assert_eq!(end, body.text().len(), "{}: the end has no cue", row.place);
    }
}

#[test]
fn a_cue_says_what_was_heard_only_where_the_words_differ() {
    let said = [
        ("fifty", 0.9),
        ("milligrams", 0.4),
        ("of", 0.8),
        ("Frusemide,", 0.7),
        ("full", 0.2),
        ("stop.", 0.2),
    ];
    let words: Vec<Word> = said
        .iter()
        .enumerate()
        .map(|(at, (text, confidence))| {
            Word::new(*text, Span::new(at as f64, at as f64 + 1.0), *confidence)
        })
        .collect();
    let body = tidy(&words, lexicon()).body;
    assert_eq!(body.text(), "50\u{a0}mg of furosemide.");
    let told: Vec<(&str, Option<&str>, f64, f64, f32)> = body
        .cues()
        .iter()
        .map(|cue| {
            (
                &body.text()[cue.range.clone()],
                cue.heard.as_deref(),
                cue.span.start,
                cue.span.end,
                cue.confidence,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("50\u{a0}mg", Some("fifty milligrams"), 0.0, 2.0, 0.4),
            ("of", None, 2.0, 3.0, 0.8),
            ("furosemide.", Some("Frusemide,"), 3.0, 6.0, 0.7),
        ]
    );
}

#[test]
fn what_was_struck_out_is_kept_as_heard() {
    let body = tidy(&words("left scratch that right knee"), lexicon()).body;
    assert_eq!(
        body.cues()[0].heard.as_deref(),
        Some("left scratch that right")
    );
    let tidied = tidy(&words("chest clear scratch that"), lexicon());
    assert_eq!(tidied.body.text(), "");
    assert_eq!(
        tidied.notes[0].text,
        "Struck out by the author: chest clear scratch that"
    );
}

#[test]
fn each_letter_of_a_recording_has_its_own_words_and_audio() {
    let said = "Left knee. Next patient. New paragraph. Right knee. He is well. Next patient.";
    let said = words(said);
    let letters = tidy(&said, lexicon()).letters();
    let texts: Vec<&str> = letters.iter().map(|letter| letter.body.text()).collect();
    assert_eq!(texts, ["Left knee.", "Right knee. He is well."]);
    let of_words = |letter: &Section| plain_text(&said[letter.words.clone()]);
    let of_words: Vec<String> = letters.iter().map(of_words).collect();
    let second = "New paragraph. Right knee. He is well. Next patient.";
    assert_eq!(of_words, ["Left knee.", second]);
    let body = &letters[1].body;
    let cues = body.cues();
    let spoken = |cue: &Cue| body.text()[cue.range.clone()].to_owned();
    let told: Vec<String> = cues.iter().map(spoken).collect();
    assert_eq!(told, ["Right", "knee.", "He", "is", "well."]);
    assert_eq!(cues[0].span.start, 3.0, "the audio goes on where it was");
    let one = tidy(&words("He is well."), lexicon()).letters();
    assert_eq!(one.len(), 1);
}

#[test]
fn the_dictionary_names_the_secretary_and_what_terms_sound_like() {
    let mut lexicon = lexicon().clone();
    lexicon
        .add_tsv("term\tkind\tspoken\nZebedee\tsecretary\t\nZymurgol\tdrug\tsigh mur gol\n")
        .expect("the table can be read");
    let tidied = tidy(
        &words("Zebedee, please chase his bloods. He takes sigh mur gol fifty milligrams."),
        &lexicon,
    );
    assert_eq!(tidied.body.text(), "He takes Zymurgol 50\u{a0}mg.");
    assert_eq!(tidied.notes[0].text, "Zebedee, please chase his bloods");
}

#[test]
fn untidied_words_stand_as_they_came() {
    let body = untidied(&words("Chest clear, full stop. Fifty milligrams."));
    assert_eq!(body.text(), "Chest clear, full stop. Fifty milligrams.");
    assert_eq!(body.cues().len(), 6);
    assert!(body.cues().iter().all(|cue| cue.heard.is_none()));

    let mut said = words("He takes bisoprolol.");
    said[2].heard = Some("by soap roll".to_owned());
    let body = untidied(&said);
    assert_eq!(body.text(), "He takes bisoprolol.");
    assert_eq!(body.cues()[2].heard.as_deref(), Some("by soap roll"));
}

/// A whole number in words, as it is said in Britain.
fn in_words(n: u32) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let and = |low: u32| match low {
        0 => String::new(),
        1..=99 => format!(" and {}", in_words(low)),
        _ => format!(" {}", in_words(low)),
    };
    match n {
        0..=19 => SMALL[n as usize].to_owned(),
        20..=99 if n.is_multiple_of(10) => TENS[n as usize / 10].to_owned(),
        20..=99 => format!("{} {}", TENS[n as usize / 10], SMALL[n as usize % 10]),
        100..=999 => format!("{} hundred{}", in_words(n / 100), and(n % 100)),
        _ => format!("{} thousand{}", in_words(n / 1000), and(n % 1000)),
    }
}

#[test]
fn every_dose_up_to_ten_thousand_is_written_in_figures() {
    for n in 1..10_000 {
        let said = format!("give {} milligrams", in_words(n));
        assert_eq!(
            tidy(&words(&said), lexicon()).body.text(),
            format!("Give {n}\u{a0}mg"),
            "{said}"
        );
    }
    for n in 1..100 {
        let said = format!(
            "give {} point {} milligrams",
            in_words(n),
            in_words(n % 9 + 1)
        );
        let wanted = format!("Give {n}.{}\u{a0}mg", n % 9 + 1);
        assert_eq!(tidy(&words(&said), lexicon()).body.text(), wanted, "{said}");
    }
}
