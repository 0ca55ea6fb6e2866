//! Whether two stretches of words look or sound alike, so that the one may be the other misheard.

/// How two stretches resemble each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Few letters differ.
    Look,
    /// They are said alike, however they are spelt.
    Sound,
}

/// Of letters that are compared, at most one in so many may differ.
const LOOK: usize = 4;

/// Shorter words are alike by chance.
const SHORTEST: usize = 4;

/// Endings that make another form of the same word.
const ENDINGS: &[&str] = &[
    "",
    "s",
    "es",
    "ed",
    "d",
    "ing",
    "ly",
    "er",
    "e",
    "y",
    "ies",
    "al",
    "ally",
    "ic",
    "ation",
    "ion",
    "ive",
    "'s",
    "\u{2019}s",
];

/// How the two are alike; none where they are not.
pub(super) fn likeness(heard: &str, written: &str) -> Option<Likeness> {
    let (one, other) = (letters(heard), letters(written));
    let longest = one.chars().count().max(other.chars().count());
    if longest < SHORTEST {
        return None;
    }
    if distance(&one, &other) * LOOK <= longest {
        return Some(Likeness::Look);
    }
    let (one, other) = (sound(&one), sound(&other));
    let enough = one.len().min(other.len()) >= 3;
    (enough && distance(&one, &other) * 5 <= one.len().max(other.len())).then_some(Likeness::Sound)
}

/// The letters alone, in lower case.
pub(super) fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether the two are forms of one word: "reviewed" and "review".
pub(super) fn is_inflection(one: &str, other: &str) -> bool {
    if one == other {
        return false;
    }
    let shared = one
        .char_indices()
        .zip(other.chars())
        .find(|((_, a), b)| a != b)
        .map_or(one.len().min(other.len()), |((at, _), _)| at);
    // An ending may begin with a letter that both share: "knees" and "knee".
    let from = shared.saturating_sub(2).max(3.min(shared));
    (from..=shared).any(|at| {
        let ending = |word: &str| word.get(at..).is_some_and(|rest| ENDINGS.contains(&rest));
        at >= 3 && ending(one) && ending(other)
    })
}

/// Letters to be added, removed or exchanged to make the one from the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (up, a) in one.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], up + 1);
        for (left, b) in other.iter().enumerate() {
            let exchanged = corner + usize::from(a != *b);
            corner = row[left + 1];
            row[left + 1] = exchanged.min(row[left] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

/// The consonants as they are said in English, roughly; vowels only where a word begins.
fn sound(letters: &str) -> String {
    const SAME: [(&str, &str); 16] = [
        ("ph", "f"),
        ("gh", "g"),
        ("wh", "w"),
        ("ck", "k"),
        ("kn", "n"),
        ("ps", "s"),
        ("rh", "r"),
        ("sch", "sk"),
        ("ch", "k"),
        ("ce", "se"),
        ("ci", "si"),
        ("cy", "sy"),
        ("c", "k"),
        ("q", "k"),
        ("x", "ks"),
        ("z", "s"),
    ];
    let mut text = letters.to_owned();
    for (from, to) in SAME {
        text = text.replace(from, to);
    }
    let mut said = String::new();
    for (at, c) in text.chars().enumerate() {
        let vowel = "aeiouyh".contains(c);
        let c = if vowel { 'a' } else { c };
        if (at == 0 || !vowel) && !said.ends_with(c) {
            said.push(c);
        }
    }
    said
}
