//! The NHS number, which is checked on the way in.

use serde::{Deserialize, Serialize};

use crate::problem::{Outcome, Problem};

/// An NHS number that has passed the modulus 11 check. Shown 3-3-4, kept as ten digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NhsNumber(String);

impl NhsNumber {
    /// Reads ten digits, with or without spaces or hyphens between.
    ///
    /// # Errors
    /// When there are not ten digits, when all are the same (0000000000 passes the arithmetic),
    /// or when the check digit is wrong.
    pub fn parse(text: &str) -> Outcome<Self> {
        let refuse = |why: &str| {
            Problem::new(
                format!("That is not a valid NHS number: {why}"),
                "Check the number against the referral; nothing has been changed",
            )
        };
        if let Some(odd) = text
            .chars()
            .find(|c| !(c.is_ascii_digit() || c.is_whitespace() || *c == '-'))
        {
            return Err(refuse(&format!("it contains \u{201c}{odd}\u{201d}")));
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if digits.len() != 10 {
            return Err(refuse(&format!(
                "it has {} digits and needs ten",
                digits.len()
            )));
        }
        if digits
            .bytes()
            .all(|digit| Some(digit) == digits.bytes().next())
        {
            return Err(refuse("all its digits are the same"));
        }
        digits
            .parse::<nhs_number::NHSNumber>()
            .ok()
            .filter(nhs_number::NHSNumber::validate_check_digit)
            .map(|_| Self(digits))
            .ok_or_else(|| refuse("its check digit is wrong, so at least one digit is mistaken"))
    }

    /// The ten digits, for storage and exchange.
    pub fn digits(&self) -> &str {
        &self.0
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
