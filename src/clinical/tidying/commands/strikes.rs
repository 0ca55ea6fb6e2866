//! Whether "scratch that" is the author's command or what somebody in the letter does.

use super::table::{Act, command_at};
use crate::clinical::lexicon::TermKind;
use crate::clinical::tidying::figures::numbers::is_numberish;
use crate::clinical::tidying::figures::units::is_unit;
use crate::clinical::tidying::rules::{Rewrite, View};
use crate::clinical::tidying::tokens::{Kind, Token};

/// Words after which "scratch" is a verb.
const VERB_AFTER: &[&str] = &[
    "always",
    "and",
    "can",
    "cannot",
    "constantly",
    "could",
    "did",
    "do",
    "does",
    "he",
    "i",
    "it",
    "just",
    "may",
    "might",
    "must",
    "never",
    "nobody",
    "not",
    "often",
    "only",
    "or",
    "please",
    "repeatedly",
    "shall",
    "she",
    "should",
    "someone",
    "sometimes",
    "they",
    "to",
    "we",
    "who",
    "will",
    "would",
    "you",
];

/// What stands before a thing.
const ARTICLES: &[&str] = &[
    "a", "an", "the", "this", "his", "her", "my", "their", "another",
];

/// What a clause about a thing begins with.
const CLAUSE: &[&str] = &[
    "became", "did", "does", "got", "had", "has", "is", "needed", "never", "was", "were", "will",
    "won't", "would", "can", "could", "may", "might", "looks", "looked", "goes", "went", "bled",
    "got", "keeps", "kept",
];

/// Who a clause may be about.
const WHO: &[&str] = &[
    "he", "her", "his", "i", "she", "the", "they", "we", "you", "it",
];

/// "a scratch that will not heal", "he can't scratch that leg": whether the words are no command.
/// Where in doubt they stay, for what is struck out is gone from the letter.
pub(super) fn is_prose(view: &View, taken: usize) -> bool {
    let Some(before) = view.previous() else {
        return false;
    };
    let verb = VERB_AFTER.contains(&before)
        || before.ends_with("n't")
        || before.ends_with("n’t")
        || before.ends_with("'d")
        || before.ends_with("'ll");
    let scratches = matches!(view.word(0), Some("scratch"));
    verb || (scratches && is_thing(view, taken)) || is_done_by_many(view, taken)
}

/// "a cat scratch that became infected": an article, at most two words, and a clause after.
fn is_thing(view: &View, taken: usize) -> bool {
    let Some(next) = view.word(taken) else {
        return false;
    };
    let article = |n: usize| view.back(n).is_some_and(|word| ARTICLES.contains(&word));
    let clause = CLAUSE.contains(&next) || next.ends_with("ed");
    let who = WHO.contains(&next);
    let kind = view.previous().is_some_and(describes_scratch);
    let amid = |n: usize| (0..n).all(|n| view.back(n).is_some_and(|word| !CLAUSE.contains(&word)));
    article(0) && (clause || who)
        || clause && (article(1) && amid(1) || article(2) && amid(2))
        || (who || next.ends_with('s')) && kind && (article(1) || article(2))
}

/// Whether the word says what a scratch is like or what made it.
fn describes_scratch(word: &str) -> bool {
    const KINDS: &[&str] = &[
        "cat", "deep", "dog", "long", "minor", "nail", "new", "old", "short", "skin", "slight",
        "small", "thorn", "tiny",
    ];
    const ENDINGS: &[&str] = &["al", "ed", "ing", "ous", "ar", "ful"];
    KINDS.contains(&word) || ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// "her nails scratch that skin": several do it to something that is no word of the letter's own
/// so far.
fn is_done_by_many(view: &View, taken: usize) -> bool {
    let many = view.previous().is_some_and(|word| {
        let plural = word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("is")
            && !word.ends_with("us");
        plural && !is_unit(word)
    });
    let named = |word: &str| {
        let kinds = [
            TermKind::Drug,
            TermKind::Brand,
            TermKind::Condition,
            TermKind::Organism,
            TermKind::Procedure,
        ];
        view.lexicon.is_kind(word, &kinds)
    };
    let plain = |token: &Token| {
        let small = token.text.chars().all(char::is_lowercase);
        small
            && !is_numberish(&token.lower)
            && !named(&token.lower)
            && !said_before(view, &token.lower)
    };
    let thing = view
        .ahead
        .get(taken)
        .filter(|next| next.is_word())
        .is_some_and(plain);
    let ends = view
        .ahead
        .get(taken + 1)
        .is_none_or(|after| !after.is_word());
    many && thing && ends && has_owner(view)
}

/// Whether the many are somebody's: "her nails", "the cats".
fn has_owner(view: &View) -> bool {
    view.back(1).is_some_and(|word| ARTICLES.contains(&word))
}

fn said_before(view: &View, word: &str) -> bool {
    let so_far = view
        .before
        .iter()
        .rev()
        .take_while(|token| !token.ends_sentence());
    so_far.into_iter().any(|token| token.lower == word)
}

/// "no, scratch that", ", correction,", "delete the last sentence": strikes in more words, and how
/// many tokens they take.
pub(super) fn strike_at_length(view: &View) -> Option<Rewrite> {
    let taken = led(view)
        .or_else(|| correction(view))
        .or_else(|| last_of(view))?;
    let said: Vec<&str> = view.ahead[..taken]
        .iter()
        .filter(|token| token.is_word())
        .map(|token| token.lower.as_str())
        .collect();
    view.write_token(taken, Kind::Scratch, &said.join(" "))
}

/// "no scratch that", "sorry, scratch that".
fn led(view: &View) -> Option<usize> {
    let mut at = 0;
    while view
        .word(at)
        .is_some_and(|word| matches!(word, "no" | "sorry" | "oh"))
    {
        at += 1 + own_commas(view, at + 1);
    }
    let strike = view
        .word(at)
        .is_some_and(|word| matches!(word, "scratch" | "strike" | "delete"));
    let that = at + 1 + own_commas(view, at + 1);
    if at == 0 || !strike || view.word(that) != Some("that") {
        return None;
    }
    let end = that + 1;
    let apart = view.previous().is_none();
    let who = view
        .word(end)
        .is_some_and(|word| WHO.contains(&word) || CLAUSE.contains(&word));
    (apart || !who).then_some(end)
}

/// "the left knee, correction, the left hip".
fn correction(view: &View) -> Option<usize> {
    let apart = |token: Option<&Token>| token.is_some_and(Token::is_point);
    let meant = view.word(0) == Some("correction")
        && (apart(view.before.last()) || begins_again(view, 2))
        && apart(view.ahead.get(1))
        && view.before.iter().any(Token::is_word);
    meant.then_some(1)
}

/// Whether the two words from the `at`th ahead were said in this sentence already.
fn begins_again(view: &View, at: usize) -> bool {
    let (Some(first), Some(second)) = (view.word(at), view.word(at + 1)) else {
        return false;
    };
    let mut so_far: Vec<&str> = view
        .before
        .iter()
        .rev()
        .take_while(|token| !token.ends_sentence())
        .map(|token| token.lower.as_str())
        .collect();
    so_far.reverse();
    so_far.windows(2).any(|pair| pair == [first, second])
}

/// "comma, sorry, no comma there": a mark that was said and taken back.
pub(super) fn unsaid_mark(view: &View) -> Option<Rewrite> {
    let (words, command) = command_at(view, 0)?;
    if !matches!(command.act, Act::Mark(_)) {
        return None;
    }
    let marks = |at: usize| {
        let ahead = view.ahead.get(at..).unwrap_or_default();
        ahead
            .iter()
            .take_while(|mark| mark.is_point() && !mark.is_spoken())
            .count()
    };
    let mut at = words + marks(words);
    let sorry = view.word(at) == Some("sorry");
    at += usize::from(sorry);
    at += marks(at);
    let said: Vec<&str> = (0..words).filter_map(|n| view.word(n)).collect();
    if view.word(at) != Some("no") || !view.reads(at + 1, &said) {
        return None;
    }
    at += 1 + words;
    let there = view
        .word(at)
        .is_some_and(|word| matches!(word, "there" | "here"));
    (sorry || there).then(|| Rewrite {
        taken: at + usize::from(there),
        written: Vec::new(),
    })
}

/// "Delete the last sentence."
fn last_of(view: &View) -> Option<usize> {
    const STRIKES: &[&str] = &["delete", "scratch", "strike", "remove", "cancel", "cross"];
    let mut at = usize::from(view.word(0).is_some_and(|word| STRIKES.contains(&word)));
    at += usize::from(view.word(0) == Some("cross") && view.word(1) == Some("out"));
    let named = view
        .word(at)
        .is_some_and(|word| matches!(word, "the" | "that" | "my" | "this"));
    let last = view
        .word(at + 1)
        .is_some_and(|word| matches!(word, "last" | "previous" | "whole"));
    let what = at + 1 + usize::from(last);
    let scope = view.word(what).and_then(Scope::named);
    let followed = view
        .word(what + 1)
        .is_some_and(|word| matches!(word, "of" | "in" | "from"));
    (at > 0 && named && scope.is_some() && !followed && view.at_start()).then_some(what + 1)
}

fn own_commas(view: &View, at: usize) -> usize {
    let comma = view.ahead.get(at);
    usize::from(comma.is_some_and(|mark| mark.text == "," && !mark.is_word() && !mark.is_spoken()))
}

/// How much a strike takes where it says so itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Word,
    Sentence,
    Paragraph,
}

impl Scope {
    fn named(word: &str) -> Option<Self> {
        match word {
            "word" => Some(Self::Word),
            "sentence" => Some(Self::Sentence),
            "paragraph" => Some(Self::Paragraph),
            _ => None,
        }
    }

    /// The scope that a strike's own words name: "delete the last sentence".
    pub fn of(said: &str) -> Option<Self> {
        Self::named(said.rsplit(' ').next()?)
    }
}
