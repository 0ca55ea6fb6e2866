//! Words to the secretary, lifted out of the letter: "Jane, please copy this to …".

mod insertions;

use crate::clinical::lexicon::{Lexicon, TermKind};
use crate::clinical::tidying::rules::View;
use crate::clinical::tidying::tokens::{Token, is_title};
use insertions::blank_for;

/// The longest instruction that is lifted, in tokens; what runs on longer has probably lost its
/// end, and stays in sight.
const LONGEST: usize = 60;

/// Openings that no letter uses of its own accord.
const OPENERS: &[&str] = &[
    "note to secretary",
    "note to the secretary",
    "note to my secretary",
    "note for secretary",
    "note for the secretary",
    "note to typist",
    "note to the typist",
    "note for the typist",
    "message to secretary",
    "message to the secretary",
    "message for the secretary",
    "secretary please",
    "typist please",
    "secretary could you",
    "typist could you",
    "secretary can you",
    "typist can you",
];

/// What only a secretary is asked to do; enough to know one by where no name is in the
/// dictionary.
const CLERICAL: &[&str] = &[
    "add", "insert", "copy", "cc", "attach", "enclose", "type", "leave", "print", "retype",
    "spell", "correct", "include",
];

/// Changes that "go back and …" may ask for.
const CHANGES: &[&str] = &[
    "change", "correct", "amend", "alter", "replace", "delete", "add", "put", "insert", "remove",
    "make", "take",
];

const PLEASANTRIES: &[&str] = &[
    "please", "can", "could", "would", "will", "you", "just", "kindly",
];

/// Takes the instructions out of the letter. One that asks for something to be added leaves a
/// blank to be filled in.
pub fn lift(mut tokens: Vec<Token>, lexicon: &Lexicon) -> (Vec<Token>, Vec<Vec<Token>>) {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut lifted = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let view = View {
            before: &out,
            ahead: &tokens[at..],
            lexicon,
        };
        let Some(body) = instruction_at(&view) else {
            out.push(std::mem::take(&mut tokens[at]));
            at += 1;
            continue;
        };
        let after_title = view.previous().is_some_and(is_title);
        let closes_up = view.at_start() || after_title;
        let end = end_of(view.ahead);
        let note = tokens[at..at + end].to_vec();
        at += end;
        if closes_up
            && tokens
                .get(at)
                .is_some_and(|mark| mark.ends_sentence() && !mark.is_break())
        {
            at += 1;
        }
        // "… in six weeks? Thanks.": said to the secretary too; no letter says so.
        let thanked = tokens.get(at).is_some_and(|word| word.lower == "thanks")
            && tokens.get(at + 1).is_none_or(Token::ends_sentence);
        if closes_up && thanked {
            at += 1;
            let stop = tokens.get(at).is_some_and(|stop| !stop.is_break());
            at += usize::from(stop);
        }
        // "go back and add …" speaks of another place, where no rule can put a blank.
        let elsewhere = note
            .windows(2)
            .any(|two| two[0].lower == "go" && two[1].lower == "back");
        let blank = blank_for(&note[body.min(note.len())..], &note).filter(|_| !elsewhere);
        if let Some(blank) = blank {
            out.extend(blank);
        }
        lifted.push(note);
    }
    (out, lifted)
}

/// Whether an instruction may begin with this word.
pub(super) fn may_begin(word: &str, lexicon: &Lexicon) -> bool {
    matches!(word, "go" | "note" | "message" | "secretary" | "typist")
        || lexicon.is_kind(word, &[TermKind::Secretary, TermKind::GivenName])
}

/// Whether an instruction begins here, and if so how many tokens its address takes.
fn instruction_at(view: &View) -> Option<usize> {
    let first = view.word(0)?;
    if first != "go" && !view.at_start() {
        return None;
    }
    let end = end_of(view.ahead);
    if !(2..=LONGEST).contains(&end) {
        return None;
    }
    go_back(view)
        .or_else(|| view.at_start().then(|| opener(view)).flatten())
        .or_else(|| view.at_start().then(|| by_name(view, first)).flatten())
}

/// Tokens up to the end of the sentence.
fn end_of(ahead: &[Token]) -> usize {
    ahead
        .iter()
        .take(LONGEST + 1)
        .position(Token::ends_sentence)
        .unwrap_or_else(|| ahead.len().min(LONGEST + 1))
}

fn opener(view: &View) -> Option<usize> {
    OPENERS.iter().find_map(|opener| {
        let mut n = 0;
        for word in opener.split(' ') {
            n += skip_commas(view, n);
            if view.word(n) != Some(word) {
                return None;
            }
            n += 1;
        }
        Some(n)
    })
}

/// "go back and change", unless somebody in the letter is to go back.
fn go_back(view: &View) -> Option<usize> {
    const SUBJECTS: &[&str] = &[
        "we", "i", "he", "she", "they", "you", "will", "to", "may", "can", "could", "might",
        "should", "would", "then", "and", "not", "must", "shall", "or", "never", "patient",
    ];
    if !view.reads(0, &["go", "back"]) {
        return None;
    }
    let verb = if view.word(2) == Some("and") { 3 } else { 2 };
    let asked = view.word(verb).is_some_and(|word| CHANGES.contains(&word));
    let narrated = view.previous().is_some_and(|word| SUBJECTS.contains(&word));
    (asked && !narrated).then_some(verb)
}

/// "Jane, …": a name the dictionary gives as the secretary's, or any given name followed by
/// something only a secretary is asked to do.
fn by_name(view: &View, first: &str) -> Option<usize> {
    let known = view.lexicon.is_kind(first, &[TermKind::Secretary]);
    if !known && !view.lexicon.is_kind(first, &[TermKind::GivenName]) {
        return None;
    }
    let comma = skip_commas(view, 1);
    let mut n = 1 + comma;
    let mut asked = false;
    while view
        .word(n)
        .is_some_and(|word| PLEASANTRIES.contains(&word))
    {
        asked = true;
        n += 1 + skip_commas(view, n + 1);
    }
    let go_back = view.reads(n, &["go", "back"]);
    let clerical = go_back
        || asks_for_somebody(view, n)
        || view.word(n).is_some_and(|word| CLERICAL.contains(&word));
    let addressed = comma > 0 || asked;
    let meant = if known {
        asked || clerical
    } else {
        clerical && addressed
    };
    meant.then_some(1 + comma)
}

/// "book him into my clinic", "put her on the waiting list", "usual ending": what is asked of a
/// secretary about somebody else, and never of the patient the letter is to.
fn asks_for_somebody(view: &View, at: usize) -> bool {
    const DONE: &[&str] = &[
        "arrange",
        "book",
        "bring",
        "chase",
        "discharge",
        "organise",
        "put",
        "refer",
        "ring",
        "send",
    ];
    const SOMEBODY: &[&str] = &["him", "her", "them", "his", "their"];
    let usual = view.word(at) == Some("usual")
        && view
            .word(at + 1)
            .is_some_and(|word| matches!(word, "ending" | "signature" | "letter" | "copies"));
    let done = view.word(at).is_some_and(|word| DONE.contains(&word));
    let whose = (1..=4).any(|n| {
        view.word(at + n)
            .is_some_and(|word| SOMEBODY.contains(&word))
    });
    usual || done && whose
}

/// Whether a person's title or given name stands at the `at`th token ahead.
pub fn names_somebody(view: &View, at: usize) -> bool {
    view.word(at).is_some_and(|word| {
        is_title(word)
            || matches!(word, "miss" | "master" | "doctor" | "professor")
            || view.lexicon.is_kind(word, &[TermKind::GivenName])
    })
}

fn skip_commas(view: &View, n: usize) -> usize {
    view.ahead
        .get(n..)
        .unwrap_or_default()
        .iter()
        .take_while(|token| matches!(token.text.as_str(), "," | ":") && !token.is_word())
        .count()
}
