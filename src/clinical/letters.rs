//! Several letters in one recording: "next patient" begins another.

use super::commands::command_at;
use super::instructions;
use super::tokens::{Kind, Rewrite, Token, View};
use crate::letter::{BlockKind, Body, Cue};

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
    (&["end", "of", "this", "letter"], false),
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
        Some(_) => *named && instructions::names_somebody(view, taken + is),
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

fn is_comma(view: &View, at: usize) -> bool {
    view.ahead
        .get(at)
        .is_some_and(|mark| mark.text == "," && !mark.is_word())
}

/// The body in parts, each with its own cues, cut before the lines that begin a letter.
pub(super) fn split(body: &Body, starts: &[usize]) -> Vec<Body> {
    let blocks: Vec<_> = body.blocks().collect();
    let mut cuts = vec![0];
    cuts.extend(
        starts
            .iter()
            .copied()
            .filter(|line| (1..blocks.len()).contains(line)),
    );
    cuts.push(blocks.len());
    cuts.windows(2)
        .filter_map(|cut| blocks.get(cut[0]..cut[1]).filter(|part| !part.is_empty()))
        .map(|part| {
            let range = part[0].range.start..part[part.len() - 1].range.end;
            let cues = body
                .cues()
                .iter()
                .filter(|cue| range.start <= cue.range.start && cue.range.end <= range.end)
                .map(|cue| Cue {
                    range: cue.range.start - range.start..cue.range.end - range.start,
                    ..cue.clone()
                });
            let lines = part.iter().map(|block| (block.kind, block.text.to_owned()));
            Body::new(lines, cues.collect())
        })
        .collect()
}
