//! Folding: names and numbers as they are compared, whoever wrote them down.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as it is looked for: lower case, without accents, and with one apostrophe and one hyphen
/// however they were typed.
pub fn searchable(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_unseen(*c))
        .flat_map(char::to_lowercase)
        .flat_map(|c| plain(c).chars().chain(plain(c).is_empty().then_some(c)))
        .collect()
}

/// A name as it is compared: what is searchable of it, and of that the letters alone, so that
/// O'Brien, O’BRIEN and O Brien are one.
pub fn name(text: &str) -> String {
    let folded = searchable(text);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A hospital number as it is compared: letters and digits alone, in one case, without the noughts
/// before it that a spreadsheet eats.
pub fn hospital_number(text: &str) -> String {
    let folded = name(text);
    folded.trim_start_matches('0').to_owned()
}

/// A text as it is kept: letters with their accents composed, single spaces, and nothing that cannot
/// be seen. What joins letters or parts them in some scripts stays.
pub fn kept(text: &str) -> String {
    let seen: String = text.chars().filter(|c| !is_noise(*c)).nfc().collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters that are not taken apart by their accents, and signs of which there are several.
fn plain(c: char) -> &'static str {
    match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{2b9}' | '`' | '\u{b4}' => "'",
        c if is_dash(c) => "-",
        _ => "",
    }
}

/// A dash of any kind.
pub fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// What takes no room and shows nothing.
pub fn is_unseen(c: char) -> bool {
    is_noise(c) || matches!(c, '\u{200c}' | '\u{200d}')
}

/// The same, but for what joins or parts letters.
fn is_noise(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || (c.is_control() && !c.is_whitespace())
}
