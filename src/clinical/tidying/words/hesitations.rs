//! "Er" and "um", and what a model makes of them and of "Re".

use crate::clinical::lexicon::Lexicon;
use crate::clinical::tidying::tokens::{Token, is_title};

/// Sounds that are no word.
const SOUNDS: &[&str] = &[
    "er", "erm", "err", "um", "umm", "uh", "uhm", "ah", "eh", "hmm",
];

/// Words that a model writes for them between two commas of its own.
const FOR_THEM: &[&str] = &["er", "arm", "are", "ehm", "hm", "mm", "a", "ur", "uh-huh"];

/// Takes out hesitations with the commas that the model put round them.
pub(super) fn drop(tokens: Vec<Token>, _: &Lexicon) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let ahead = &tokens[at..];
        if let Some(re) = regarding(&out, ahead) {
            out.push(re);
            at += 1;
            continue;
        }
        if !hesitates(&out, ahead) {
            out.push(ahead[0].clone());
            at += 1;
            continue;
        }
        at += 1;
        let comma_after = tokens.get(at).is_some_and(is_own_comma);
        let comma_before = out.last().is_some_and(is_own_comma);
        let dots = tokens.get(at).is_some_and(|mark| mark.text == "...");
        let opens = out.last().is_none_or(Token::ends_sentence);
        let stop = opens && tokens.get(at).is_some_and(Token::is_point);
        at += usize::from(comma_after || dots || stop);
        if comma_before && comma_after {
            out.pop();
        }
    }
    out
}

/// "Ray, Mr Smith": "Re", as it sounds, where a letter says whom it is about.
fn regarding(before: &[Token], ahead: &[Token]) -> Option<Token> {
    const SOUNDS_SO: &[&str] = &["ray", "rae", "rey"];
    let begins = before
        .last()
        .is_none_or(|last| last.ends_sentence() || is_own_comma(last));
    let heard = SOUNDS_SO.contains(&ahead[0].lower.as_str());
    let comma = ahead.get(1).is_some_and(is_own_comma);
    let titled = ahead.get(1 + usize::from(comma)).is_some_and(|next| {
        is_title(&next.lower) || matches!(next.lower.as_str(), "miss" | "master" | "mister")
    });
    (begins && heard && titled).then(|| Token::word("Re", ahead[0].from.clone()))
}

fn is_own_comma(token: &Token) -> bool {
    token.is_point() && token.text == "," && !token.is_spoken()
}

/// Whether the token ahead is a hesitation. "ER positive" is a receptor, and a sound in capitals is
/// an abbreviation but where it stands between commas and nothing of the kind is near.
fn hesitates(before: &[Token], ahead: &[Token]) -> bool {
    const RECEPTORS: &[&str] = &[
        "pr", "her2", "her-2", "positive", "negative", "status", "receptor",
    ];
    let token = &ahead[0];
    if !token.is_word() {
        return false;
    }
    let near = ahead[1..].iter().take(5).chain(before.iter().rev().take(5));
    let receptor = token.lower == "er"
        && near
            .clone()
            .any(|word| RECEPTORS.contains(&word.lower.as_str()));
    if receptor {
        return false;
    }
    let capitals = token.text.chars().all(char::is_uppercase);
    if SOUNDS.contains(&token.lower.as_str()) && !capitals {
        return true;
    }
    let between = before.last().is_some_and(is_own_comma) && ahead.get(1).is_some_and(is_own_comma);
    between && FOR_THEM.contains(&token.lower.as_str()) && token.text != "a"
}
