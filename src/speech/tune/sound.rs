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
    let most = (1.0 - least) * longest as f32;
    let distance = distance(a, b, (most * WHOLE as f32).ceil() as u32)?;
    let likeness = (1.0 - distance as f32 / (longest as u32 * WHOLE) as f32).max(0.0);
    (likeness >= least).then_some(likeness)
}

/// One sound for another that is nothing like it. What a change weighs is counted in twentieths of
/// this, in whole numbers: a stretch is held against hundreds of terms sound by sound.
const WHOLE: u32 = 20;

/// What it takes to turn one row into the other. None as soon as it is sure to be more than `most`.
fn distance(a: &[u8], b: &[u8], most: u32) -> Option<u32> {
    let gone: Vec<u32> = b.iter().map(|sound| alone(*sound)).collect();
    let mut row: Vec<u32> = std::iter::once(0)
        .chain(gone.iter().scan(0, |sum, gone| {
            *sum += gone;
            Some(*sum)
        }))
        .collect();
    for first in a {
        let first_gone = alone(*first);
        let others = apart(*first);
        let mut diagonal = row[0];
        let mut left = row[0] + first_gone;
        row[0] = left;
        let mut nearest = left;
        for ((cell, second), second_gone) in row[1..].iter_mut().zip(b).zip(&gone) {
            let changed = diagonal + u32::from(others[usize::from(*second & LETTERS)]);
            diagonal = *cell;
            left = changed.min(left + second_gone).min(diagonal + first_gone);
            *cell = left;
            nearest = nearest.min(left);
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
        let too_many = u32::from(surplus(self, other).max(surplus(other, self)));
        (too_many * alone(KINDS[0][0])) as f32 / WHOLE as f32
    }
}

fn is_vowel(sound: u8) -> bool {
    b"aeiouYO".contains(&sound)
}

/// What a sound too many or too few weighs: a vowel is easily swallowed.
fn alone(sound: u8) -> u32 {
    match sound {
        b'h' | b'w' => 8,
        _ if is_vowel(sound) => 10,
        _ => 18,
    }
}

/// Sounds made alike in the mouth.
const NEAR: [&[u8]; 9] = [
    b"bp", b"dt", b"gk", b"sS", b"SJC", b"fv", b"mn", b"lr", b"TfsdtC",
];

/// Rows of sounds are ASCII: what is left of a byte with its topmost bit off.
const LETTERS: u8 = 0x7f;

/// What each sound in place of this one weighs.
fn apart(sound: u8) -> &'static [u8; 128] {
    static TABLE: LazyLock<[[u8; 128]; 128]> = LazyLock::new(|| {
        std::array::from_fn(|a| std::array::from_fn(|b| weighed(a as u8, b as u8)))
    });
    &TABLE[usize::from(sound & LETTERS)]
}

fn weighed(a: u8, b: u8) -> u8 {
    if a == b {
        0
    } else if is_vowel(a) && is_vowel(b) {
        6
    } else if NEAR
        .iter()
        .any(|near| near.contains(&a) && near.contains(&b))
    {
        9
    } else {
        WHOLE as u8
    }
}
