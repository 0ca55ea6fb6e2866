//! NHS numbers and postcodes.

use super::numbers::digit;
use crate::clinical::tidying::rules::{Rewrite, View};
use crate::clinical::tidying::tokens::Token;

/// Ten digits after "NHS number", said or written in any grouping, become 3-3-4.
pub(super) fn nhs_number(view: &View) -> Option<Rewrite> {
    if !view.reads(0, &["nhs", "number"]) {
        return None;
    }
    let mut at = 2;
    while view
        .word(at)
        .is_some_and(|word| matches!(word, "is" | "of"))
        || view
            .ahead
            .get(at)
            .is_some_and(|mark| matches!(mark.text.as_str(), ":" | ",") && !mark.is_word())
    {
        at += 1;
    }
    let lead = at;
    let mut digits = String::new();
    while let Some(word) = view.word(at) {
        let (said, taken) = digits_at(view, at, word)?;
        if said.is_empty() {
            break;
        }
        digits.push_str(&said);
        at += taken;
        while digits.len() < 10
            && view
                .ahead
                .get(at)
                .is_some_and(|mark| mark.text == "," && !mark.is_word())
        {
            at += 1;
        }
    }
    if digits.len() != 10 {
        return None;
    }
    let groups = [&digits[..3], &digits[3..6], &digits[6..]];
    let mut written = view.ahead[..lead].to_vec();
    let from = view.ahead[lead].from.start..view.ahead[at - 1].from.end;
    written.extend(groups.map(|group| Token::word(group, from.clone())));
    Some(Rewrite { taken: at, written })
}

/// The digits one place gives: "four", "943", "943-476-5919", "double three". Empty where the
/// number has ended; nothing where it cannot be read.
fn digits_at(view: &View, at: usize, word: &str) -> Option<(String, usize)> {
    if word
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-')
    {
        return Some((word.replace('-', ""), 1));
    }
    if let Some(value) = digit(word) {
        return Some((value.to_string(), 1));
    }
    let times = match word {
        "double" => 2,
        "triple" | "treble" => 3,
        _ if super::numbers::is_numberish(word) => return None,
        _ => return Some((String::new(), 0)),
    };
    let value = view.word(at + 1).and_then(digit)?;
    Some((value.to_string().repeat(times), 2))
}

/// "sw1a 1aa" in capitals.
pub(super) fn postcode(view: &View) -> Option<Rewrite> {
    let (outward, inward) = (view.word(0)?, view.word(1)?);
    let inward_fits = matches!(inward.as_bytes(), [d, a, b] if d.is_ascii_digit() && a.is_ascii_alphabetic() && b.is_ascii_alphabetic());
    if !inward_fits || !(2..=4).contains(&outward.len()) || !outward.is_ascii() {
        return None;
    }
    let letters = outward.bytes().take_while(u8::is_ascii_alphabetic).count();
    let district = &outward.as_bytes()[letters..];
    let area = letters == 2
        || (letters == 1 && outward.starts_with(['b', 'e', 'g', 'l', 'm', 'n', 's', 'w']));
    let outward_fits = area
        && match district {
            [d] => d.is_ascii_digit(),
            [d, e] => d.is_ascii_digit() && e.is_ascii_alphanumeric(),
            _ => false,
        };
    let unit = super::units::is_unit(&inward[1..])
        || matches!(inward, "1st" | "2nd" | "3rd")
        || inward.ends_with("th");
    let (out, inn) = (outward.to_uppercase(), inward.to_uppercase());
    let settled = view.ahead[0].text == out && view.ahead[1].text == inn;
    (outward_fits && !unit && !settled).then(|| view.write(2, &[out, inn]))?
}
