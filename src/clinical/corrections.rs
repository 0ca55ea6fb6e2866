//! "scratch that": takes back what was just said and keeps it as what was heard.

use super::Note;
use super::commands::may_command;
use super::instructions;
use super::lexicon::Lexicon;
use super::numbers::{is_digits, is_numberish};
use super::punctuation::soften_capital;
use super::rules::View;
use super::spoken;
use super::tokens::{Kind, Token};
use super::units;
use crate::words::{Span, Word};

/// Words of which one takes the place of another of the same set.
const SETS: &[&[&str]] = &[
    &["left", "right", "bilateral", "both"],
    &["upper", "lower", "middle"],
    &["medial", "lateral"],
    &["anterior", "posterior"],
    &["hypertension", "hypotension"],
    &["morning", "evening", "night", "afternoon"],
    &["od", "bd", "tds", "qds", "daily"],
    &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ],
    &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
];

/// Carries out every "scratch that"; what is struck out with nothing after it becomes a note.
pub(super) fn strike(
    tokens: Vec<Token>,
    words: &[Word],
    lexicon: &Lexicon,
    notes: &mut Vec<Note>,
) -> Vec<Token> {
    if !tokens.iter().any(|token| token.kind == Kind::Scratch) {
        return tokens;
    }
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut ahead = tokens.into_iter().peekable();
    while let Some(token) = ahead.next() {
        if token.kind != Kind::Scratch {
            out.push(token);
            continue;
        }
        let own = |next: &Token| next.is_point() && !next.is_spoken();
        let following = ahead.clone().find(|next| !own(next));
        let mut after = ahead.clone().filter(|next| !own(next)).skip(1);
        let unit = after.next();
        let Some(start) = start_of_strike(&out, following.as_ref(), unit.as_ref()) else {
            out.extend(left_as_said(&token));
            continue;
        };
        while ahead.next_if(own).is_some() {}
        let struck: Vec<Token> = out.drain(start..).collect();
        let first = struck
            .first()
            .map_or(token.from.start, |first| first.from.start);
        let completes = completes_command(&out, ahead.clone(), lexicon);
        let marker = marks_an_item(&ahead) || completes;
        let stays = |next: &&mut Token| {
            next.is_word() && !leaves_the_letter(&next.lower, lexicon) && !marker
        };
        match ahead.peek_mut().filter(stays) {
            Some(next) => {
                next.from.start = first;
                let continues = out.last().is_some_and(|before| !before.ends_sentence());
                if continues {
                    lower_like(next, &struck);
                }
            }
            None => {
                let note = struck_out(first..token.from.end, words);
                notes.retain(|earlier| !tells_all(&note, earlier));
                notes.push(note);
            }
        }
    }
    out
}

/// Where in `out` the struck words begin: at the one word that `following` replaces, at the number
/// where another follows, with a unit after it or not, at the phrase it begins again, or else at
/// the last mark. Nothing where nothing was said.
fn start_of_strike(
    out: &[Token],
    following: Option<&Token>,
    unit: Option<&Token>,
) -> Option<usize> {
    let end = out.iter().rposition(Token::is_word)? + 1;
    if out[end..].iter().any(Token::is_break) {
        return None;
    }
    let clause = out[..end]
        .iter()
        .rposition(|token| !token.is_word())
        .map_or(0, |mark| mark + 1);
    let next = following.filter(|next| next.is_word());
    let Some(next) = next else {
        return Some(clause);
    };
    if replaces(&out[end - 1], next) {
        return Some(end - 1);
    }
    if let Some(number) = number_before(&out[clause..end]).filter(|_| is_numberish(&next.lower)) {
        return Some(clause + number);
    }
    let counts_again = unit.is_some_and(|unit| unit.lower == out[end - 1].lower);
    if let Some(number) =
        number_before(&out[clause..end - 1]).filter(|_| counts_again && is_numberish(&next.lower))
    {
        return Some(clause + number);
    }
    let said = &out[clause..end];
    let again = said
        .iter()
        .rposition(|token| token.lower == next.lower)
        .or_else(|| said.iter().rposition(|token| replaces(token, next)));
    Some(clause + again.unwrap_or(0))
}

/// Whether "1." or "-" comes next, which may begin an item of a list.
fn marks_an_item(ahead: &(impl Iterator<Item = Token> + Clone)) -> bool {
    let mut next = ahead.clone();
    let figure = next.next();
    let dotted = next.next().is_some_and(|mark| mark.text == ".");
    figure.is_some_and(|first| first.text == "-" || (is_digits(&first.text) && dotted))
}

/// Whether the words on either side of what goes are or may be a command once they meet, as
/// "full" and "stop" or "end of" and "letter", and the second will not stand in the letter.
fn completes_command(
    out: &[Token],
    mut ahead: impl Iterator<Item = Token>,
    lexicon: &Lexicon,
) -> bool {
    const LONGEST: usize = 4;
    let (Some(last), Some(next)) = (out.last().filter(|last| last.is_word()), ahead.next()) else {
        return false;
    };
    let stands = |word: &Token| word.is_word() && word.from.contains(&next.from.start);
    let met: Vec<Token> = out
        .iter()
        .cloned()
        .chain([next.clone()])
        .chain(ahead)
        .collect();
    let carried_out = |back: usize| {
        let (before, ahead) = met.split_at(out.len() - back);
        spoken::any(&View {
            before,
            ahead,
            lexicon,
        })
        .is_some_and(|found| found.taken > back && !found.written.iter().any(stands))
    };
    begins_command(&last.lower) || (2..=LONGEST.min(out.len())).any(carried_out)
}

/// Whether the word may begin a command or a word to the secretary: it will not stand in the
/// letter, and so cannot tell what was heard before it.
fn leaves_the_letter(word: &str, lexicon: &Lexicon) -> bool {
    begins_command(word) || instructions::may_begin(word, lexicon)
}

/// Whether the word may begin a command that leaves no word in the letter.
fn begins_command(word: &str) -> bool {
    const WRITES_A_WORD: [&str; 4] = ["in", "all", "capital", "cap"];
    may_command(word) && !WRITES_A_WORD.contains(&word)
}

/// A command with nothing to strike is no command: its words stand.
fn left_as_said(token: &Token) -> impl Iterator<Item = Token> {
    token
        .text
        .split(' ')
        .map(|said| Token::word(said, token.from.clone()))
}

fn replaces(said: &Token, instead: &Token) -> bool {
    SETS.iter()
        .any(|set| set.contains(&said.lower.as_str()) && set.contains(&instead.lower.as_str()))
}

/// Where the number that ends the clause begins, its unit left aside.
fn number_before(clause: &[Token]) -> Option<usize> {
    let unit = clause
        .last()
        .is_some_and(|token| units::is_unit(&token.lower));
    let end = clause.len() - usize::from(unit);
    let start = clause[..end]
        .iter()
        .rposition(|token| !(is_numberish(&token.lower) || token.lower == "and"))
        .map_or(0, |before| before + 1);
    (start < end).then_some(start)
}

/// Gives the replacement the small first letter of what it replaces.
fn lower_like(next: &mut Token, struck: &[Token]) {
    let small = struck
        .first()
        .is_some_and(|first| first.text.starts_with(char::is_lowercase));
    let set_word = struck.iter().any(|token| replaces(token, next));
    let single_capital = next.text.chars().skip(1).all(char::is_lowercase);
    if small && set_word && single_capital {
        next.text.clone_from(&next.lower);
    } else {
        soften_capital(next);
    }
}

/// Whether what was heard takes something back.
pub(super) fn takes_back(heard: &str) -> bool {
    let heard = heard.to_lowercase();
    ["scratch that", "strike that", "delete that"]
        .iter()
        .any(|command| heard.contains(command))
}

/// Whether the note has all the words of the earlier one.
fn tells_all(note: &Note, earlier: &Note) -> bool {
    let (whole, part) = (note.span, earlier.span);
    part.length() > 0.0 && whole.start <= part.start && part.end <= whole.end
}

fn struck_out(from: std::ops::Range<usize>, words: &[Word]) -> Note {
    let said: Vec<&str> = words[from.clone()]
        .iter()
        .map(|word| word.text.as_str())
        .collect();
    let span = words[from]
        .iter()
        .map(|word| word.span)
        .reduce(Span::join)
        .unwrap_or_default();
    Note {
        text: format!("Struck out by the author: {}", said.join(" ")),
        span,
    }
}
