//! Several letters in one recording: "next patient" begins another.

use std::ops::Range;

use super::rules::{Rewrite, View};
use super::tokens::{Kind, Token};
use crate::clinical::tidying::commands::instructions;
use crate::clinical::tidying::commands::table::command_at;
use crate::letter::{BlockKind, Body};

/// How another letter is announced, and whether a name may follow at once.
const PHRASES: &[(&[&str], bool)] = &[
    (&["next", "patient"], true),
    (&["next", "letter"], true),
    (&["new", "letter"], false),
    (&["start", "a", "new", "letter"], false),
    (&["start", "new", "letter"], false),
    (&["begin", "a", "new", "letter"], false),
    (&["begin", "new", "letter"], false),
    (&["end", "of", "letter"], false),
    (&["end", "of", "the", "letter"], false),
    (&["end", "of", "this", "letter"], false),
];

/// How a letter itself begins.
const OPENINGS: &[&[&str]] = &[
    &["dear"],
    &["diagnosis"],
    &["diagnoses"],
    &["i", "reviewed"],
    &["i", "saw"],
    &["many", "thanks"],
    &["thank", "you"],
];

/// "Next patient." where a sentence begins, and nothing shows that a patient is spoken of. What
/// is not believed stays in the letter, where it can be seen.
pub(super) fn next_letter(view: &View) -> Option<Rewrite> {
    let first = view.word(0)?;
    if !matches!(first, "next" | "new" | "start" | "begin" | "end") || !view.at_start() {
        return None;
    }
    let (phrase, named) = PHRASES.iter().find(|(phrase, _)| view.reads(0, phrase))?;
    let mut taken = phrase.len();
    let polite = taken + usize::from(is_comma(view, taken));
    if view.word(polite) == Some("please") {
        taken = polite + 1;
    }
    let is = usize::from(view.word(taken) == Some("is"));
    let meant = match view.ahead.get(taken) {
        None => true,
        Some(next) if !next.is_word() => true,
        Some(_) if command_at(view, taken).is_some() => true,
        Some(_) if view.reads(taken, &["go", "back"]) => true,
        Some(_) if *named && instructions::names_somebody(view, taken + is) => true,
        Some(_) => phrase[1] == "letter" && OPENINGS.iter().any(|words| view.reads(taken, words)),
    };
    let mut start = Token::new(
        Kind::Break {
            kind: BlockKind::Paragraph,
            spoken: true,
        },
        "",
        view.from(taken + is),
    );
    start.begins_letter = true;
    meant.then(|| Rewrite {
        taken: taken + is,
        written: vec![start],
    })
}

/// "End of dictation.", which says that no more comes.
pub(super) fn end_of_dictation(view: &View) -> Option<Rewrite> {
    const PHRASES: &[&[&str]] = &[
        &["end", "of", "dictation"],
        &["end", "of", "the", "dictation"],
        &["end", "of", "this", "dictation"],
        &["end", "dictation"],
        &["end", "of", "recording"],
        &["end", "of", "tape"],
        &["dictation", "ends"],
        &["that", "is", "the", "end", "of", "the", "dictation"],
        &["that", "is", "the", "end", "of", "dictation"],
        &["that's", "the", "end", "of", "the", "dictation"],
        &["that's", "the", "end", "of", "dictation"],
        &["this", "is", "the", "end", "of", "the", "dictation"],
    ];
    let phrase = PHRASES.iter().find(|phrase| view.reads(0, phrase))?;
    let taken = phrase.len();
    let thanks = view.reads(taken, &["thank", "you"]);
    let end = taken + if thanks { 2 } else { 0 };
    let stop = view.ahead.get(end).is_some_and(Token::is_point);
    let meant = view.at_start() && view.ahead.get(end).is_none_or(|next| !next.is_word());
    meant.then(|| Rewrite {
        taken: end + usize::from(stop),
        written: Vec::new(),
    })
}

fn is_comma(view: &View, at: usize) -> bool {
    view.ahead
        .get(at)
        .is_some_and(|mark| mark.text == "," && !mark.is_word())
}

/// One of the letters of a recording, as it was tidied.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its text, whose cues tell which part of the audio it has.
    pub body: Body,
    /// The words it was made of, by number; those that announce another letter are in none.
    pub words: Range<usize>,
}

/// Where another letter begins: its first line, and the words that announce it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    pub line: usize,
    pub said: Range<usize>,
}

/// The body in sections, cut before the lines that begin a letter, of so many words.
pub(super) fn split(body: &Body, starts: &[Start], words: usize) -> Vec<Section> {
    let lines: Vec<Range<usize>> = body.blocks().map(|block| block.range).collect();
    let mut sections = Vec::new();
    let (mut line, mut word) = (0, 0);
    let ends = starts.iter().map(|start| (start.line, start.said.clone()));
    for (end, said) in ends.chain([(lines.len(), words..words)]) {
        let own = lines.get(line..end).unwrap_or_default();
        if let (Some(first), Some(last)) = (own.first(), own.last()) {
            sections.push(Section {
                body: body.cut(first.start..last.end),
                words: word..said.start.max(word),
            });
        }
        (line, word) = (end, said.end);
    }
    sections
}
