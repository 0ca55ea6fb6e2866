//! Where dictated marks meet the model's own: the dictated ones win, and none is doubled.

use super::tokens::{Kind, Token, is_title};

/// Function words that a model capitalises only because it took a sentence to begin.
pub(super) const FUNCTION_WORDS: &[&str] = &[
    "a", "an", "and", "as", "at", "because", "both", "but", "by", "for", "from", "he", "her",
    "his", "if", "in", "is", "it", "its", "no", "not", "of", "on", "or", "she", "so", "than",
    "that", "the", "their", "then", "there", "these", "they", "this", "those", "to", "was", "we",
    "were", "when", "where", "which", "while", "who", "with", "without",
];

/// Marks that join the words on either side.
const JOINING: [&str; 3] = ["-", "/", "'"];

/// The longest ending that an apostrophe joins: "s", "re".
const POSSESSIVE: usize = 2;

/// Settles every run of marks and breaks, and joins words across dictated hyphens, slashes and apostrophes.
pub(super) fn settle(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut run: Vec<Token> = Vec::new();
    for token in tokens {
        if !token.is_word() {
            run.push(token);
            continue;
        }
        let joined = join_text(&run)
            .filter(|_| !token.text.ends_with('.') && out.last().is_some_and(Token::is_word));
        if let (Some(text), Some(last)) = (joined, out.last_mut()) {
            if text == "'" && token.text.len() > POSSESSIVE {
                // "the patients apostrophe relatives"
                last.respell(format!("{}'", last.text));
                run.clear();
                out.push(token);
                continue;
            }
            last.respell(format!("{}{text}{}", last.text, token.text));
            last.from.end = token.from.end;
            run.clear();
            continue;
        }
        let soften = softens(&run);
        settle_run(&mut run, &mut out, Some(&token));
        out.push(token);
        if let Some(last) = out.last_mut().filter(|_| soften) {
            soften_capital(last);
        }
    }
    settle_run(&mut run, &mut out, None);
    out
}

/// The hyphen, slash or apostrophe that joins, where the run dictates exactly one.
fn join_text(run: &[Token]) -> Option<String> {
    let mut spoken = run.iter().filter(|token| token.is_spoken());
    let mark = spoken.next()?;
    (spoken.next().is_none() && JOINING.contains(&mark.text.as_str())).then(|| mark.text.clone())
}

/// Whether the model ended a sentence where the author dictated that it goes on.
fn softens(run: &[Token]) -> bool {
    let spoken = |token: &&Token| token.is_spoken();
    run.iter().any(|token| token.is_spoken())
        && run
            .iter()
            .filter(spoken)
            .all(|token| matches!(token.text.as_str(), "," | ";" | ":" | "(" | "–"))
}

/// Takes back a capital that only a mistaken sentence start had given.
pub(super) fn soften_capital(token: &mut Token) {
    let one_capital = token.text.chars().filter(|c| c.is_uppercase()).count() == 1;
    if one_capital && FUNCTION_WORDS.contains(&token.lower.as_str()) {
        token.text = token.lower.clone();
    }
}

/// Of a quotation mark that was dictated and one that the model wrote for it the model's stays where
/// it closes, behind its stop, and the dictated one where it opens.
fn settle_quotes(run: &mut Vec<Token>) {
    let own = |mark: &str| {
        run.iter()
            .rposition(|token| token.text == mark && !token.is_spoken())
    };
    let said = |mark: &str| {
        run.iter()
            .position(|token| token.text == mark && token.is_spoken())
    };
    if let (Some(own), Some(said)) = (own("“"), said("“"))
        && own < said
    {
        run.remove(own);
    } else if let (Some(own), Some(said)) = (own("”"), said("”"))
        && said < own
    {
        run.remove(said);
    }
}

/// Moves the run over as it shall stand, before the word that follows it, if one does.
fn settle_run(run: &mut Vec<Token>, out: &mut Vec<Token>, following: Option<&Token>) {
    settle_quotes(run);
    let spoken = run.iter().any(Token::is_spoken);
    let ahead: Vec<Option<Token>> = next_spoken(run);
    for (token, next) in run.drain(..).zip(ahead) {
        let alone = JOINING.contains(&token.text.as_str());
        if alone && token.is_spoken() {
            out.push(spelt_out(token));
        } else if !token.is_point() {
            if token.text == "–" && token.is_spoken() && out.last().is_some_and(is_comma) {
                out.pop();
            }
            out.push(token);
        } else if token.is_spoken() {
            push_spoken_point(token, out);
        } else if !spoken {
            push_own_point(token, out);
        } else if keeps_before(&token, next.as_ref(), out)
            || next.is_none() && ends_after_closing(&token, out, following)
        {
            out.push(token);
        }
        if matches!(out.as_slice(), [.., word, stop] if is_title_stop(word, stop)) {
            out.pop();
        }
    }
}

fn is_comma(token: &Token) -> bool {
    token.is_point() && token.text == ","
}

/// Whether the stop only ends a title, which in the UK has none.
fn is_title_stop(word: &Token, stop: &Token) -> bool {
    word.is_word() && is_title(&word.lower) && stop.is_point() && stop.text == "."
}

/// For each token of the run the next dictated one after it.
fn next_spoken(run: &[Token]) -> Vec<Option<Token>> {
    let mut next = None;
    let mut ahead: Vec<Option<Token>> = run
        .iter()
        .rev()
        .map(|token| {
            let after = next.clone();
            if token.is_spoken() {
                next = Some(token.clone());
            }
            after
        })
        .collect();
    ahead.reverse();
    ahead
}

/// A joining mark that ended up with nothing to join stays as it was said.
fn spelt_out(token: Token) -> Token {
    let said = match token.text.as_str() {
        "-" => "hyphen",
        "/" => "slash",
        _ => "apostrophe",
    };
    Token::word(said, token.from)
}

/// A dictated stop takes the place of any other just before it, and opens no line.
fn push_spoken_point(token: Token, out: &mut Vec<Token>) {
    match out.last_mut() {
        None => {}
        Some(last) if last.is_break() => {}
        Some(last) if last.is_point() => {
            let keeps = matches!(last.text.as_str(), "?" | "!");
            if !(keeps && last.is_spoken()) {
                last.text.clone_from(&token.text);
                last.lower.clone_from(&token.text);
                last.kind = token.kind;
            }
            last.from.end = token.from.end;
        }
        Some(_) => out.push(token),
    }
}

/// Of two marks the model wrote side by side the stronger stays.
fn push_own_point(token: Token, out: &mut Vec<Token>) {
    let strength = |text: &str| {
        [",", ";", ":", ".", "...", "!", "?"]
            .iter()
            .position(|t| *t == text)
    };
    match out.last_mut() {
        Some(last) if last.is_point() => {
            if strength(&last.text) < strength(&token.text) {
                last.text = token.text;
                last.lower.clone_from(&last.text);
            }
        }
        _ => out.push(token),
    }
}

/// Whether a mark of the model's survives in a run that was dictated: a sentence's end or a
/// colon before a dictated break, a comma or colon before a dictated quotation.
fn keeps_before(token: &Token, next: Option<&Token>, out: &[Token]) -> bool {
    let follows_word = out.last().is_some_and(Token::is_word);
    let kept = match next.map(|next| (next.kind, next.text.as_str())) {
        Some((Kind::Break { .. }, _)) => [".", "?", "!", ":"].as_slice(),
        Some((_, "“")) => [",", ":"].as_slice(),
        _ => [].as_slice(),
    };
    follows_word && kept.contains(&token.text.as_str())
}

/// Whether the model's stop after a dictated closing mark ends the sentence: "close quotes." at the
/// end, or before a capital.
fn ends_after_closing(token: &Token, out: &[Token], following: Option<&Token>) -> bool {
    let closed = out
        .last()
        .is_some_and(|mark| mark.is_spoken() && matches!(mark.text.as_str(), ")" | "”"));
    let ends = following.is_none_or(|next| next.text.starts_with(char::is_uppercase));
    closed && ends && matches!(token.text.as_str(), "." | "?" | "!")
}

/// Marks the words of every direct quotation that opens and closes within one block.
pub(super) fn mark_quotations(tokens: &mut [Token]) {
    let mut opened = None;
    for at in 0..tokens.len() {
        match tokens[at].kind {
            Kind::Break { .. } => opened = None,
            Kind::Mark { .. } if tokens[at].text == "“" => opened = Some(at),
            Kind::Mark { .. } if tokens[at].text == "”" => {
                if let Some(start) = opened.take() {
                    tokens[start..at]
                        .iter_mut()
                        .for_each(|token| token.quoted = true);
                }
            }
            _ => {}
        }
    }
}
