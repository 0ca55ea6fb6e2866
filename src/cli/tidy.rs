//! `tidy`: a raw transcript in, the tidied text out.

use std::io::{self, Read};

use clap::Args;
use serde::Serialize;

use super::introduced::{self, Introduced};
use super::printed::{Change, Place, Printed, letter_by_letter, ordinary, places};
use super::{Format, out};
use crate::clinical::lexicon::Lexicon;
use crate::clinical::{self, words_of};
use crate::problem::{Outcome, Problem};

#[derive(Args)]
pub struct Options {
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Serialize)]
struct Answer<'a> {
    text: &'a str,
    /// Where each letter stands, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    letters: Vec<Place>,
    changes: Vec<Change<'a>>,
    notes: Vec<Note>,
    /// What was said before and after the letter.
    introduction: Introduced,
    /// The same of each letter, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    introductions: Vec<Introduced>,
}

/// A word to the secretary; a transcript alone does not say when it was spoken.
#[derive(Serialize)]
struct Note {
    text: String,
}

pub fn run(options: &Options) -> Outcome<()> {
    let mut transcript = String::new();
    io::stdin()
        .read_to_string(&mut transcript)
        .map_err(|error| {
            Problem::new(
                "The transcript on standard input could not be read",
                "Give it as plain text in UTF-8",
            )
            .because(error)
        })?;
    let tidied = clinical::tidy(&words_of(&transcript), &Lexicon::built_in());
    let printed = Printed::new(&tidied.body);
    match options.format {
        Format::Text => {
            out::say(letter_by_letter(&tidied))?;
            tell_of_notes(tidied.notes.len());
            Ok(())
        }
        Format::Json => out::say(to_json(&Answer {
            text: &printed.text,
            letters: places(&tidied, &printed.text),
            changes: printed.changes(),
            notes: tidied
                .notes
                .iter()
                .map(|note| Note {
                    text: ordinary(&note.text),
                })
                .collect(),
            introduction: introduced::of(&tidied.body),
            introductions: match tidied.starts.is_empty() {
                true => Vec::new(),
                false => introduced::of_letters(&tidied),
            },
        })?),
    }
}

/// Says that the text is not all there was. What the notes say stays off standard error.
pub fn tell_of_notes(count: usize) {
    match count {
        0 => {}
        1 => out::warn("1 note to the secretary is not in the text; --format json shows it."),
        count => out::warn(format!(
            "{count} notes to the secretary are not in the text; --format json shows them."
        )),
    }
}

/// An answer as JSON.
pub fn to_json(answer: &impl Serialize) -> Outcome<String> {
    serde_json::to_string_pretty(answer).map_err(|error| {
        Problem::new(
            "The answer could not be written as JSON",
            "Use --format text",
        )
        .because(error)
    })
}
