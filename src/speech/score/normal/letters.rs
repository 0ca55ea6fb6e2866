//! Letters without their accents, and no marks but those that belong to numbers.

/// Marks that may be part of a number.
const OF_NUMBERS: &str = ".%$¢€£";

/// Letters that are written with an accent, or as two in one, and what they are without.
const ACCENTED: [(&str, &str); 33] = [
    ("àáâãäåāăą", "a"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŉ", "n"),
    ("òóôõöøōŏő", "o"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ţťŧț", "t"),
    ("ùúûüũūŭůűų", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ß", "ss"),
    ("þ", "th"),
    ("ﬁ", "fi"),
    ("ﬂ", "fl"),
    ("µ", "μ"),
    ("¹", "1"),
    ("²", "2"),
    ("³", "3"),
    ("½", "1 2"),
    ("¼", "1 4"),
    ("¾", "3 4"),
    ("º", "o"),
];

/// A text in lower case without accents; other marks than those of numbers become spaces.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'a'..='z' | '0'..='9' => plain.push(letter),
            // An accent that follows its letter.
            '\u{300}'..='\u{36f}' => {}
            mark if OF_NUMBERS.contains(mark) => plain.push(mark),
            other => match ACCENTED.iter().find(|(from, _)| from.contains(other)) {
                Some((_, to)) => plain.push_str(to),
                None if other.is_alphanumeric() => plain.push(other),
                None => plain.push(' '),
            },
        }
    }
    plain
}
