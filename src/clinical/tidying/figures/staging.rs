//! The stage of a tumour: how large, which nodes, how far spread.

use super::scores::small_at;
use crate::clinical::tidying::rules::{Rewrite, View};

/// "T two N one M zero", "T2N1M0".
pub(super) fn tumour_stage(view: &View) -> Option<Rewrite> {
    if let Some(pieces) = run_together(view) {
        return view.write(1, &pieces);
    }
    let (tumour, mut at) = stage_part(view, 0, 't')?;
    let (nodes, taken) = stage_part(view, at, 'n')?;
    at += taken;
    let mut pieces = vec![tumour, nodes];
    if let Some((spread, taken)) = stage_part(view, at, 'm') {
        pieces.push(spread);
        at += taken;
    }
    view.write(at, &pieces)
}

/// One letter and its figure, as one word or two.
fn stage_part(view: &View, at: usize, letter: char) -> Option<(String, usize)> {
    let word = view.word(at)?;
    let (prefix, rest) = word.split_at(word.find(letter)?);
    if !matches!(prefix, "" | "p" | "c" | "y" | "yp") {
        return None;
    }
    let rest = &rest[1..];
    let upper = letter.to_ascii_uppercase();
    let figure = |text: &str| {
        let (digit, sub) = text.split_at(
            text.find(|c: char| !c.is_ascii_digit())
                .unwrap_or(text.len()),
        );
        let digit = match digit {
            "" if matches!(text, "x" | "is") => {
                return Some(if text == "x" {
                    "X".to_owned()
                } else {
                    text.to_owned()
                });
            }
            digit => digit.parse::<u64>().ok().filter(|n| *n <= 4)?,
        };
        matches!(sub, "" | "a" | "b" | "c" | "d").then(|| format!("{digit}{sub}"))
    };
    if !rest.is_empty() {
        return Some((format!("{prefix}{upper}{}", figure(rest)?), 1));
    }
    let next = view.word(at + 1)?;
    let said = match next {
        "x" => "X".to_owned(),
        "o" => "0".to_owned(),
        _ => match small_at(view, at + 1) {
            Some(n) if n <= 4 => n.to_string(),
            Some(_) => return None,
            None => figure(next)?,
        },
    };
    let sub = view.word(at + 2).filter(|word| {
        let goes_on = view
            .word(at + 3)
            .is_some_and(|next| next.starts_with(['n', 'm']));
        matches!(*word, "a" | "b" | "c" | "d") && (goes_on || *word != "a")
    });
    Some(match sub {
        Some(sub) => (format!("{prefix}{upper}{said}{sub}"), 3),
        None => (format!("{prefix}{upper}{said}"), 2),
    })
}

fn run_together(view: &View) -> Option<Vec<String>> {
    let word = view.word(0)?;
    if !(word.len() >= 4 && word.contains('n') && word.contains(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let text = &view.ahead[0].text;
    let node = text.find('N')?;
    let (tumour, rest) = text.split_at(node);
    let (nodes, spread) = rest.split_at(rest.find('M').unwrap_or(rest.len()));
    let figure = |part: &str, letter: char| {
        part.trim_start_matches(['p', 'c', 'y'])
            .strip_prefix(letter)
            .is_some_and(|rest| {
                matches!(
                    rest.as_bytes(),
                    [b'0'..=b'4' | b'x' | b'X'] | [b'0'..=b'4', b'a'..=b'd']
                )
            })
    };
    let fits =
        figure(tumour, 'T') && figure(nodes, 'N') && (spread.is_empty() || figure(spread, 'M'));
    let parts = [tumour, nodes, spread];
    fits.then(|| {
        parts
            .iter()
            .filter(|part| !part.is_empty())
            .map(|part| (*part).to_owned())
            .collect()
    })
}
