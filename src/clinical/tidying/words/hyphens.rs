//! Hyphens of the model's own: "full-stop", "follow-hyphen-up", "H-B-A-1-C", "type-2".

use crate::clinical::lexicon::Lexicon;
use crate::clinical::tidying::commands::table::is_command;
use crate::clinical::tidying::tokens::Token;

/// Marks that are said between two words, and that a model may tie to both.
const BETWEEN: &[&str] = &["hyphen", "slash", "dash", "comma", "colon", "semicolon"];

/// Words before a figure, which a model may tie to it.
const LABELS: &[&str] = &[
    "type", "grade", "stage", "class", "phase", "group", "category", "number", "para", "gravida",
    "day", "week", "level", "bay", "bed", "ward",
];

/// Parts the words that were said apart, and joins the letters and figures that make one name.
pub(super) fn part(tokens: Vec<Token>, lexicon: &Lexicon) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter().peekable();
    while let Some(mut token) = tokens.next() {
        if let Some(whole) = out
            .last()
            .and_then(|last| with_last_letter(last, &token, tokens.peek(), lexicon))
        {
            out.pop();
            out.push(whole);
            continue;
        }
        let parts: Vec<&str> = token.text.split('-').collect();
        let hyphened = parts.len() > 1 && parts.iter().all(|part| !part.is_empty());
        if !token.is_word() || !hyphened {
            out.push(token);
        } else if stand_apart(&parts) {
            let from = token.from.clone();
            out.extend(parts.iter().map(|part| Token::word(*part, from.clone())));
        } else if are_characters(&parts) {
            token.respell(parts.concat());
            out.push(token);
        } else {
            out.push(token);
        }
    }
    out
}

/// Whether two words with a hyphen between would be read as they are without it.
pub(in crate::clinical) fn are_said_apart(one: &str, other: &str) -> bool {
    let joined = format!("{one}-{other}");
    let parts: Vec<&str> = joined.split('-').collect();
    let upper = joined.to_uppercase();
    let letters: Vec<&str> = upper.split('-').collect();
    stand_apart(&parts) || are_characters(&letters)
}

/// Whether the parts are a command, have one between them, or are a label and its figure.
fn stand_apart(parts: &[&str]) -> bool {
    let lower: Vec<String> = parts.iter().map(|part| part.to_lowercase()).collect();
    let said: Vec<&str> = lower.iter().map(String::as_str).collect();
    let inner = said.get(1..said.len() - 1).unwrap_or_default();
    let labelled = matches!(said[..], [label, figure] if LABELS.contains(&label)
        && figure.bytes().all(|byte| byte.is_ascii_digit()));
    is_command(&said) || inner.iter().any(|part| BETWEEN.contains(part)) || labelled
}

/// "R-H-441729", "T-2-N-0-M-0": letters one by one and figures. Letters alone may spell a name,
/// and are left to whoever knows names.
fn are_characters(parts: &[&str]) -> bool {
    let letter =
        |part: &&str| part.len() == 1 && part.starts_with(|c: char| c.is_ascii_uppercase());
    let figure = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let letters = parts.iter().filter(|part| letter(part)).count();
    let figures = parts.iter().filter(|part| figure(part)).count();
    letters > 0 && figures > 0 && parts.len() > 2 && letters + figures == parts.len()
}

/// "DVL a full stop": the last letter of an abbreviation, taken for an article that nothing
/// follows.
fn with_last_letter(
    last: &Token,
    letter: &Token,
    next: Option<&Token>,
    lexicon: &Lexicon,
) -> Option<Token> {
    let capitals =
        last.is_word() && last.text.len() > 1 && last.text.chars().all(|c| c.is_ascii_uppercase());
    let article = letter.is_word() && letter.lower == "a";
    let ends = next.is_none_or(|next| {
        !next.is_word()
            || matches!(
                next.lower.as_str(),
                "full" | "full-stop" | "comma" | "fullstop"
            )
    });
    let whole = format!("{}A", last.text);
    let known = lexicon.term(&whole).is_some_and(|term| term.text == whole);
    (capitals && article && ends && known && !lexicon.has_term(&last.text))
        .then(|| Token::word(whole, last.from.start..letter.from.end))
}
