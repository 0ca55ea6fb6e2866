//! The NHS number, which is checked on the way in.

use serde::{Deserialize, Serialize};

use super::fold::{is_dash, is_unseen};
use crate::problem::{Outcome, Problem};

/// An NHS number that has passed the modulus 11 check. Shown 3-3-4, kept as ten digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NhsNumber(String);

impl NhsNumber {
    /// Reads ten digits, with spaces, dashes or stops between the groups, and however a spreadsheet
    /// has wrapped them.
    ///
    /// # Errors
    /// When there are not ten digits, when all are the same (0000000000 passes the arithmetic),
    /// or when the check digit is wrong.
    pub fn parse(text: &str) -> Outcome<Self> {
        let digits = unwrapped(text).map_err(|why| refused(&why))?;
        if digits.len() != 10 {
            return Err(refused(&wrong_length(digits.len())));
        }
        if digits
            .bytes()
            .all(|digit| digits.starts_with(digit as char))
        {
            return Err(refused("all its digits are the same"));
        }
        digits
            .parse::<nhs_number::NHSNumber>()
            .ok()
            .filter(nhs_number::NHSNumber::validate_check_digit)
            .map(|_| Self(digits))
            .ok_or_else(|| refused("its check digit is wrong, so at least one digit is mistaken"))
    }

    /// The ten digits, for storage and exchange.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

fn refused(why: &str) -> Problem {
    Problem::new(
        format!("That is not a valid NHS number: {why}"),
        "Check the number against the referral; nothing has been changed",
    )
}

/// How many digits there are, and what may have become of the others.
fn wrong_length(digits: usize) -> String {
    let told = match digits {
        1 => "it has 1 digit and needs ten".to_owned(),
        digits => format!("it has {digits} digits and needs ten"),
    };
    match digits {
        8 | 9 => format!("{told}; a spreadsheet drops noughts at the beginning"),
        _ => told,
    }
}

/// The digits alone, or why that is no number.
fn unwrapped(text: &str) -> Result<String, String> {
    let seen: String = text
        .chars()
        .filter(|c| !is_unseen(*c) && !c.is_whitespace() && !is_dash(*c))
        .map(of_ascii)
        .collect();
    let bare = seen
        .trim_start_matches('=')
        .trim_matches(['"', '\'', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}']);
    let whole = without_stops(bare);
    if is_rounded(&whole) {
        return Err("a spreadsheet has rounded it, and its last digits are lost".to_owned());
    }
    match whole.chars().find(|c| !c.is_ascii_digit()) {
        None => Ok(whole),
        Some(odd) if odd.is_alphabetic() => Err(format!(
            "it contains \u{201c}{odd}\u{201d}, and it is made of digits alone"
        )),
        Some(odd) if odd.is_ascii_graphic() => Err(format!("it contains \u{201c}{odd}\u{201d}")),
        Some(_) => Err("it contains something that is no digit".to_owned()),
    }
}

/// Without the stops between groups of three, three and four, or the ".0" of a spreadsheet that took
/// it for a quantity. Any other stop stays, to be refused.
fn without_stops(text: &str) -> String {
    let parts: Vec<&str> = text.split('.').collect();
    match &parts[..] {
        [first, second, third] if [first.len(), second.len(), third.len()] == [3, 3, 4] => {
            parts.concat()
        }
        [whole, noughts] if whole.len() > 7 && noughts.bytes().all(|digit| digit == b'0') => {
            (*whole).to_owned()
        }
        _ => text.to_owned(),
    }
}

/// Whether a spreadsheet has written it as "9.99E+09".
fn is_rounded(text: &str) -> bool {
    let Some((figure, power)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let is_number = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_digit() || ".,+".contains(c))
    };
    is_number(figure) && is_number(power)
}

/// A digit of another script as ours, so that a full-width one is none the worse.
fn of_ascii(c: char) -> char {
    match c {
        '\u{ff10}'..='\u{ff19}' => char::from(b'0' + (u32::from(c) - 0xff10) as u8),
        c => c,
    }
}

impl TryFrom<String> for NhsNumber {
    type Error = Problem;
    fn try_from(text: String) -> Outcome<Self> {
        Self::parse(&text)
    }
}

impl From<NhsNumber> for String {
    fn from(number: NhsNumber) -> Self {
        number.0
    }
}

impl std::fmt::Display for NhsNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", &self.0[..3], &self.0[3..6], &self.0[6..])
    }
}
