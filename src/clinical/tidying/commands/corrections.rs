//! "scratch that": takes back what was just said and keeps it as what was heard.

use super::counterparts::{counterpart, replaces};
use super::instructions;
use super::strikes::Scope;
use super::table::{command_at, may_command};
use crate::clinical::common::common;
use crate::clinical::lexicon::Lexicon;
use crate::clinical::tidying::figures::numbers::{is_digits, is_numberish};
use crate::clinical::tidying::punctuation::soften_capital;
use crate::clinical::tidying::rules::View;
use crate::clinical::tidying::tokens::{Kind, Token};
use crate::letter::Note;
use crate::words::{Span, Word};

/// Carries out every "scratch that"; what is struck out with nothing after it becomes a note.
pub fn strike(
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
        let instead = Instead::of(ahead.clone().skip_while(own), lexicon);
        let Some(start) = start_of_strike(&out, &token, &instead, lexicon) else {
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

/// Where in `out` the struck words begin: where the strike itself says, or where what follows takes
/// the place of something, or else at the last mark. Nothing where nothing was said.
fn start_of_strike(
    out: &[Token],
    strike: &Token,
    instead: &Instead,
    lexicon: &Lexicon,
) -> Option<usize> {
    let end = out.iter().rposition(Token::is_word)? + 1;
    let after = |found: Option<usize>| found.map_or(0, |mark| mark + 1);
    match Scope::of(&strike.text) {
        Some(Scope::Word) => return Some(end - 1),
        Some(Scope::Sentence) => {
            return Some(after(out[..end].iter().rposition(Token::ends_sentence)));
        }
        Some(Scope::Paragraph) => {
            return Some(after(out[..end].iter().rposition(Token::is_break)));
        }
        None if out[end..].iter().any(Token::is_break) => return None,
        None => {}
    }
    let clause = after(out[..end].iter().rposition(|token| !token.is_word()));
    // The model's commas do not keep what follows from its counterpart.
    let wide = out[..end]
        .iter()
        .rposition(|token| !token.is_word() && !is_own_comma(token));
    let wide = after(wide);
    let following = instead.words();
    if following.is_empty() {
        return Some(clause);
    }
    let said = &out[wide..end];
    let start = said_afresh(said, &instead.0).or_else(|| counterpart(said, following, lexicon));
    Some(start.map_or_else(
        || end - as_many(&out[clause..end], following),
        |start| wide + start,
    ))
}

/// Where what follows says most of the sentence over again, if it does: "the next day he had pain
/// in the left hand scratch that the following day he had pain in the right hand".
fn said_afresh(said: &[Token], instead: &[Token]) -> Option<usize> {
    const FEWEST: usize = 4;
    let words = |tokens: &[Token]| -> Vec<String> {
        let words = tokens.iter().filter(|token| token.is_word());
        words.map(|token| token.lower.clone()).collect()
    };
    let (was, is) = (words(said), words(instead));
    // A number takes a number's place, whole: the eight of "forty eight" is none.
    if is.first().is_none_or(|first| is_numberish(first)) {
        return None;
    }
    let shared = |was: &[String]| common(was, &is, |one, other| one == other);
    let pairs = shared(&was);
    let all = pairs.len();
    if all < FEWEST || 2 * all < was.len() {
        return None;
    }
    let begins = |at: &usize| said[*at].is_word() && said[*at].lower == is[0];
    let holds_all = |at: &usize| shared(&words(&said[*at..])).len() == all;
    let latest = (0..said.len())
        .rev()
        .filter(begins)
        .find(|at| holds_all(at));
    // With another beginning it is the same sentence only where what it is about is said again.
    let from_its_start = pairs.first().filter(|(at, _)| *at == 0);
    latest.or(from_its_start.map(|_| 0))
}

/// Whether the mark is a comma of the model's, which nobody said.
fn is_own_comma(token: &Token) -> bool {
    token.text == "," && token.is_point() && !token.is_spoken()
}

/// How many of the clause's last words go where nothing in it is like what follows: as many as
/// come in their place where those are few and begin no clause of their own, or else all.
fn as_many(clause: &[Token], following: &[Token]) -> usize {
    const FEW: usize = 2;
    const OPEN_CLAUSE: &[&str] = &[
        "he", "she", "it", "they", "i", "we", "you", "there", "this", "that", "these", "the", "a",
        "an", "his", "her", "my", "in", "on", "at", "with", "no",
    ];
    let few = following.len() <= FEW && following.len() < clause.len();
    let opens = OPEN_CLAUSE.contains(&following[0].lower.as_str());
    if few && !opens {
        following.len()
    } else {
        clause.len()
    }
}

/// What comes in the place of what is struck: up to the end of the sentence or the next command,
/// the model's commas within it.
struct Instead(Vec<Token>);

impl Instead {
    fn of(ahead: impl Iterator<Item = Token>, lexicon: &Lexicon) -> Self {
        const LONGEST: usize = 40;
        let mut ahead: Vec<Token> = ahead.take(LONGEST).collect();
        let is_command = |at: usize| {
            let (before, ahead) = ahead.split_at(at);
            let view = View {
                before,
                ahead,
                lexicon,
            };
            command_at(&view, 0).is_some()
        };
        let ends = |at: &usize| {
            let token = &ahead[*at];
            !token.is_word() && !is_own_comma(token) || is_command(*at)
        };
        let end = (0..ahead.len()).find(ends).unwrap_or(ahead.len());
        ahead.truncate(end);
        Self(ahead)
    }

    /// The words of it before the first mark, where they are few enough to be a counterpart.
    fn words(&self) -> &[Token] {
        const LONGEST: usize = 8;
        let end = self.0.iter().take_while(|token| token.is_word()).count();
        &self.0[..end.min(LONGEST)]
    }
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
        super::any(&View {
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
pub fn takes_back(heard: &str) -> bool {
    let heard = heard.to_lowercase();
    [
        "scratch that",
        "strike that",
        "delete that",
        "correction",
        "sentence",
        "scratch the",
    ]
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
