//! Spoken introductions and endings: what is found of each, and that nothing of the letter is taken.

use std::sync::LazyLock;

use dictation_desk::clinical::intro::{self, Introduction, Said};
use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::clinical::{plain, tidy, words_of};
use dictation_desk::letter::Body;

const CASES: &str = include_str!("../cases/introductions.tsv");

/// The least share of what is said that is to be found, in hundredths.
const LEAST: usize = 95;

/// One row: what is said before the letter, the letter, what is said after it, what is to be found,
/// and why.
struct Row {
    place: String,
    before: &'static str,
    letter: &'static str,
    after: &'static str,
    found: Vec<(&'static str, &'static str)>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);
    &LEXICON
}

fn rows() -> Vec<Row> {
    let lines = CASES.lines().enumerate().skip(1);
    lines
        .map(|(line, row)| {
            let cells: Vec<&str> = row.split('\t').collect();
            let [before, letter, after, found, _why] = cells[..] else {
                panic!("line {}: five columns are wanted", line + 1);
            };
            let found = found.split("; ").filter(|it| !it.is_empty());
            Row {
                place: format!("introductions.tsv:{}", line + 1),
                before,
                letter,
                after,
                found: found.map(|it| it.split_once('=').unwrap()).collect(),
            }
        })
        .collect()
}

fn body(text: &str) -> Body {
    tidy(&words_of(text), lexicon()).body
}

/// The text without the stops of its lines, which may go with an ending: "… six weeks, copy to …".
fn bare(body: &Body) -> String {
    let text = plain(body).replace('\u{a0}', " ");
    text.trim_end_matches(['.', ' ']).to_owned()
}

fn value<T>(said: Option<&Said<T>>, tell: impl Fn(&T) -> String) -> String {
    said.map(|said| tell(&said.value)).unwrap_or_default()
}

/// What was found of a kind, as the rows write it.
fn told(found: &Introduction, kind: &str) -> String {
    let text = |said: &Option<Said<String>>| value(said.as_ref(), String::clone);
    let date = |date: &Option<jiff::civil::Date>| date.map_or(String::new(), |it| it.to_string());
    match kind {
        "author" => text(&found.author),
        "clinic" => text(&found.clinic),
        "dated" => value(found.dated.as_ref(), date),
        "patient" => text(&found.patient),
        "born" => value(found.born.as_ref(), date),
        "nhs" => value(found.nhs_number.as_ref(), |number| {
            let digits = number.as_ref().map(|number| number.digits().to_owned());
            digits.unwrap_or_default()
        }),
        "hospital" => text(&found.hospital_number),
        "reference" => text(&found.reference),
        "type" => text(&found.work_type),
        "urgency" => value(found.urgency.as_ref(), |it| it.label().to_owned()),
        "to" => {
            let people: Vec<&str> = found
                .recipients
                .iter()
                .map(|it| it.value.as_str())
                .collect();
            people.join(" + ")
        }
        kind => panic!("no such kind: {kind}"),
    }
}

#[test]
#[expect(
    clippy::print_stderr,
    reason = "the share found is told when a test is asked for it"
)]
fn introductions_and_endings_are_found_and_nothing_of_the_letter_is_taken() {
    let (mut wanted, mut missed, mut taken, mut left) = (0, Vec::new(), Vec::new(), Vec::new());
    let rows = rows();
    let traps = rows
        .iter()
        .filter(|row| row.before.is_empty() && row.after.is_empty());
    assert!(
        rows.len() >= 150 && traps.count() * 3 >= rows.len(),
        "a third are traps"
    );
    for row in &rows {
        let said = [row.before, row.letter, row.after].join(" ");
        let draft = body(said.trim());
        let found = intro::find(&draft);
        for (kind, want) in &row.found {
            wanted += 1;
            let told = told(&found, kind);
            if !told.eq_ignore_ascii_case(want) {
                missed.push(format!("{}: {kind} is {told:?}, not {want:?}", row.place));
            }
        }
        let (is, letter) = (
            bare(&intro::without(&draft, &found.taken)),
            bare(&body(row.letter)),
        );
        wanted += 1;
        if is == letter {
            continue;
        }
        let told = format!("{}: {is:?} is left of {letter:?}", row.place);
        match is.contains(&letter) {
            true => left.push(told),
            false => taken.push(told),
        }
    }
    let found = wanted - missed.len() - left.len() - taken.len();
    eprintln!("{found} of {wanted} found, {} rows", rows.len());
    let all: Vec<&String> = taken.iter().chain(&left).chain(&missed).collect();
    all.iter().for_each(|it| eprintln!("{it}"));
    assert!(taken.is_empty(), "taken of the letter: {taken:#?}");
    assert!(found * 100 >= wanted * LEAST, "{all:#?}");
}
