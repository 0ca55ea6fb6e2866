//! How words sound: a spelling as a row of sounds, and how near two such rows are.

use std::sync::LazyLock;

/// A sound, in a letter of its own; vowels are told apart only roughly, since English spells each
/// in many ways and a model that has never met a word guesses.
pub type Sounds = Vec<u8>;

/// What spellings stand for; the longest that fits comes first. A capital is a sound that no
/// single letter has: T as in thin, S as in shop, J as in gem, Y as in eye, O as in out.
const SPELLINGS: &[(&str, &str)] = &[
    ("ought", "ot"),
    ("aught", "ot"),
    ("tient", "Sent"),
    ("cious", "Ses"),
    ("tious", "Ses"),
    ("ough", "o"),
    ("augh", "o"),
    ("tion", "Sen"),
    ("sion", "Sen"),
    ("cian", "Sen"),
    ("cial", "Sel"),
    ("tial", "Sel"),
    ("eigh", "a"),
    ("dge", "J"),
    ("tch", "C"),
    ("igh", "Y"),
    ("eau", "o"),
    ("sch", "S"),
    ("gue", "g"),
    ("que", "k"),
    ("ph", "f"),
    ("th", "T"),
    ("sh", "S"),
    ("ch", "k"),
    ("ck", "k"),
    ("qu", "kw"),
    ("gh", "g"),
    ("wh", "w"),
    ("rh", "r"),
    ("kh", "k"),
    ("sc", "sk"),
    ("ng", "ng"),
    ("ae", "e"),
    ("oe", "e"),
    ("ee", "i"),
    ("ea", "i"),
    ("ie", "i"),
    ("ei", "Y"),
    ("oo", "u"),
    ("ou", "u"),
    ("ow", "O"),
    ("au", "o"),
    ("aw", "o"),
    ("ai", "a"),
    ("ay", "a"),
    ("oy", "O"),
    ("oi", "O"),
    ("eu", "u"),
    ("ew", "u"),
    ("ue", "u"),
    ("x", "ks"),
    ("c", "k"),
    ("q", "k"),
    ("z", "s"),
    ("y", "i"),
    ("j", "J"),
];

/// Letters at the start of a word that are not sounded as they are elsewhere.
const STARTS: &[(&str, &str)] = &[
    ("ps", "s"),
    ("pn", "n"),
    ("pt", "t"),
    ("kn", "n"),
    ("gn", "n"),
    ("mn", "n"),
    ("wr", "r"),
    ("x", "s"),
    ("eu", "u"),
];

/// The sounds of a spelling: a word or several, whatever its capitals and marks.
pub fn sounds(text: &str) -> Sounds {
    let mut row = Sounds::new();
    let lower = text.to_lowercase();
    for word in lower.split(|c: char| !c.is_alphanumeric()) {
        word_sounds(&plain_letters(word), &mut row);
    }
    row.dedup();
    row
}

/// Letters with their accents off.
fn plain_letters(word: &str) -> String {
    let plain = |letter| match letter {
        'à'..='å' => 'a',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    };
    word.chars().map(plain).filter(char::is_ascii).collect()
}

fn word_sounds(word: &str, row: &mut Sounds) {
    let mut rest = word;
    if let Some((from, to)) = STARTS.iter().find(|(from, _)| rest.starts_with(from)) {
        row.extend(to.bytes());
        rest = &rest[from.len()..];
    }
    while let Some(first) = rest.bytes().next() {
        let next = rest.as_bytes().get(1).copied();
        let soft = matches!(next, Some(b'e' | b'i' | b'y'));
        let taken = match first {
            b'c' if soft => sound(row, "s", 1),
            b'g' if soft => sound(row, "J", 1),
            b's' if rest.starts_with("sc")
                && matches!(rest.as_bytes().get(2).copied(), Some(b'e' | b'i' | b'y')) =>
            {
                sound(row, "s", 2)
            }
            // Silent at the end of a word of some length.
            b'e' if next.is_none() && word.len() > 3 => 1,
            b'h' if rest.len() < word.len()
                && !matches!(next, Some(b'a' | b'e' | b'i' | b'o' | b'u' | b'y')) =>
            {
                1
            }
            _ => match SPELLINGS.iter().find(|(from, _)| rest.starts_with(from)) {
                Some((from, to)) => sound(row, to, from.len()),
                None => {
                    row.push(first);
                    1
                }
            },
        };
        rest = &rest[taken..];
    }
}

fn sound(row: &mut Sounds, to: &str, letters: usize) -> usize {
    row.extend(to.bytes());
    letters
}

/// How alike two rows of sounds are: 1 where they are the same, 0 where nothing is.
pub fn likeness(a: &[u8], b: &[u8]) -> f32 {
    at_least(a, b, 0.0).unwrap_or_default()
}

/// The same, or None where they are less alike than `least`, which is soon found out.
pub fn at_least(a: &[u8], b: &[u8], least: f32) -> Option<f32> {
    let longest = a.len().max(b.len());
    if longest == 0 {
        return Some(1.0);
    }
    let length = longest as f32;
    let distance = distance(a, b, (1.0 - least) * length)?;
    let likeness = (1.0 - distance / length).max(0.0);
    (likeness >= least).then_some(likeness)
}

/// What it takes to turn one row into the other: a whole sound counts 1, a near one less. None as
/// soon as it is sure to be more than `most`.
fn distance(a: &[u8], b: &[u8], most: f32) -> Option<f32> {
    let mut row: Vec<f32> = std::iter::once(0.0)
        .chain(b.iter().scan(0.0, |sum, sound| {
            *sum += alone(*sound);
            Some(*sum)
        }))
        .collect();
    for first in a {
        let mut diagonal = row[0];
        row[0] += alone(*first);
        let mut nearest = row[0];
        for (at, second) in b.iter().enumerate() {
            let changed = diagonal + apart(*first, *second);
            diagonal = row[at + 1];
            row[at + 1] = changed
                .min(row[at] + alone(*second))
                .min(diagonal + alone(*first));
            nearest = nearest.min(row[at + 1]);
        }
        // All that follows only adds to one of these.
        if nearest > most {
            return None;
        }
    }
    row.last().copied()
}

/// The consonants of a row, counted by kind, in whatever order they come: by these alone most rows
/// that are nothing like one another are told apart, without holding sound against sound.
#[derive(Clone, Debug)]
pub struct Inventory([u8; KINDS.len()]);

/// Consonants that are near one another, whichever way round; `h` and `w` come and go.
const KINDS: [&[u8]; 5] = [b"bp", b"dtsSJCTfv", b"gk", b"mn", b"lr"];

impl Inventory {
    pub fn of(row: &[u8]) -> Self {
        let count = |kind: &[u8]| row.iter().filter(|sound| kind.contains(sound)).count();
        Self(KINDS.map(|kind| count(kind).min(usize::from(u8::MAX)) as u8))
    }

    /// The least that it can take to turn the one row into the other: each consonant too many goes
    /// or becomes one of another kind.
    pub fn apart(&self, other: &Self) -> f32 {
        let surplus = |a: &Self, b: &Self| -> u8 {
            let kinds = a.0.iter().zip(b.0);
            kinds.fold(0, |sum, (a, b)| sum.saturating_add(a.saturating_sub(b)))
        };
        f32::from(surplus(self, other).max(surplus(other, self))) * alone(KINDS[0][0])
    }
}

fn is_vowel(sound: u8) -> bool {
    b"aeiouYO".contains(&sound)
}

/// What a sound too many or too few counts: a vowel is easily swallowed.
fn alone(sound: u8) -> f32 {
    match sound {
        b'h' | b'w' => 0.4,
        _ if is_vowel(sound) => 0.5,
        _ => 0.9,
    }
}

/// Sounds made alike in the mouth.
const NEAR: [&[u8]; 9] = [
    b"bp", b"dt", b"gk", b"sS", b"SJC", b"fv", b"mn", b"lr", b"TfsdtC",
];

/// What a sound in place of another counts. Looked up, because every sound of a stretch is held
/// against every sound of hundreds of terms.
fn apart(a: u8, b: u8) -> f32 {
    static TABLE: LazyLock<[[f32; 128]; 128]> = LazyLock::new(|| {
        std::array::from_fn(|a| std::array::from_fn(|b| weighed(a as u8, b as u8)))
    });
    let row = TABLE.get(usize::from(a));
    let found = row.and_then(|row| row.get(usize::from(b)));
    found.copied().unwrap_or_else(|| weighed(a, b))
}

fn weighed(a: u8, b: u8) -> f32 {
    if a == b {
        0.0
    } else if is_vowel(a) && is_vowel(b) {
        0.3
    } else if NEAR
        .iter()
        .any(|near| near.contains(&a) && near.contains(&b))
    {
        0.45
    } else {
        1.0
    }
}
