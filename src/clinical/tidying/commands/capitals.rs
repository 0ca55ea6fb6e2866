//! Capitals said aloud: "capital smith", "in capitals urgent".

use super::table::{may_command, wants_noun};
use crate::clinical::tidying::rules::{Rewrite, View};
use crate::clinical::tidying::tokens::Token;
use crate::words::capitalised;

/// "in capitals urgent": the next word in capitals.
pub(super) fn capitals(view: &View) -> Option<Rewrite> {
    let intro = match (view.word(0)?, view.word(1)?, view.word(2)) {
        ("in", "capital", Some("letters")) => 3,
        ("in", "capitals" | "caps", _) | ("all", "caps" | "capitals", _) => 2,
        _ => return None,
    };
    let described = [
        "written", "typed", "printed", "wrote", "writes", "be", "is", "was", "names", "appear",
        "not", "capital", "cap", "capitals", "caps", "letters",
    ];
    let prose = [
        "on", "and", "at", "of", "to", "is", "was", "for", "by", "with", "only", "in", "the",
    ];
    let described_after = ["he", "she", "they", "i", "we", "it", "his", "her"];
    let narrated = view.at_start() && described_after.contains(&view.word(intro)?);
    if narrated
        || view
            .previous()
            .is_some_and(|word| described.contains(&word))
        || prose.contains(&view.word(intro)?)
    {
        return None;
    }
    recased(view, intro, str::to_uppercase)
}

/// "capitals on … capitals off": every word between, where both are said in one block.
pub(super) fn capitals_on(view: &View) -> Option<Rewrite> {
    const LONGEST: usize = 40;
    let switch = |at: usize, to: &str| {
        let named = view
            .word(at)
            .is_some_and(|word| matches!(word, "capitals" | "caps"));
        named && view.word(at + 1) == Some(to)
    };
    if !switch(0, "on") || view.previous().is_some_and(wants_noun) {
        return None;
    }
    let off = (2..view.ahead.len().min(LONGEST))
        .take_while(|at| !view.ahead[*at].is_break())
        .find(|at| switch(*at, "off"))?;
    let mut written: Vec<Token> = view.ahead[2..off]
        .iter()
        .skip_while(|token| token.is_point())
        .cloned()
        .collect();
    for word in written.iter_mut().filter(|token| token.is_word()) {
        if !word.text.chars().skip(1).any(char::is_uppercase) {
            word.respell(word.text.to_uppercase());
        }
    }
    let (first, last) = (written.first_mut()?, off + 1);
    first.from.start = view.ahead[0].from.start;
    written.last_mut()?.from.end = view.ahead[last].from.end;
    Some(Rewrite {
        taken: off + 2,
        written,
    })
}

/// "capital smith": the next word with a capital.
pub(super) fn capital(view: &View) -> Option<Rewrite> {
    if !matches!(view.word(0)?, "capital" | "cap") {
        return None;
    }
    let noun = [
        "human", "working", "venture", "in", "of", "capital", "cap", "capitals", "caps", "letters",
    ];
    let prose = [
        "city",
        "of",
        "letters",
        "letter",
        "investment",
        "expenditure",
        "punishment",
        "is",
        "was",
        "and",
        "for",
        "gains",
        "project",
        "spend",
        "funding",
        "on",
        "off",
        "refill",
        "femoral",
        "epiphysis",
        "epiphyses",
    ];
    if view
        .previous()
        .is_some_and(|word| wants_noun(word) || noun.contains(&word))
        || prose.contains(&view.word(1)?)
    {
        return None;
    }
    recased(view, 1, capitalised)
}

/// Takes `intro` words of command and writes the next word in another case.
fn recased(view: &View, intro: usize, case: fn(&str) -> String) -> Option<Rewrite> {
    let nameless = !view.word(intro)?.starts_with(char::is_alphabetic);
    if nameless || may_command(view.word(intro)?) {
        return None;
    }
    let mut word = view.ahead[intro].clone();
    let own_case = word.text.chars().skip(1).any(char::is_uppercase);
    if !own_case {
        word.respell(case(&word.text));
    }
    word.from = view.from(intro + 1);
    Some(Rewrite {
        taken: intro + 1,
        written: vec![word],
    })
}
