//! Sounds that a model names in brackets, and the marks of its own making, which nobody said.

use crate::clinical::lexicon::Lexicon;
use crate::clinical::tidying::figures::dates::begins_date;
use crate::clinical::tidying::figures::numbers::is_numberish;
use crate::clinical::tidying::tokens::{Kind, Token};

/// The longest such remark, in words.
const LONGEST: usize = 6;

/// What makes the sounds and how they are called; one is enough to know a remark by, where the
/// rest could stand in one.
const SOUNDS: &[&str] = &[
    "applause",
    "bark",
    "barking",
    "beep",
    "beeping",
    "beeps",
    "bell",
    "blank",
    "blank_audio",
    "bleep",
    "breath",
    "breathes",
    "breathing",
    "buzz",
    "buzzer",
    "buzzes",
    "buzzing",
    "chatter",
    "chattering",
    "chime",
    "chimes",
    "chuckle",
    "chuckles",
    "chuckling",
    "clapping",
    "clatter",
    "clattering",
    "clears",
    "clearing",
    "click",
    "clicking",
    "clicks",
    "cough",
    "coughing",
    "coughs",
    "cries",
    "crosstalk",
    "crying",
    "ding",
    "dings",
    "door",
    "drum",
    "exhales",
    "footsteps",
    "gasp",
    "gasps",
    "groan",
    "groans",
    "gunshot",
    "hiss",
    "hissing",
    "horn",
    "hum",
    "humming",
    "hums",
    "inhales",
    "keyboard",
    "knock",
    "knocking",
    "knocks",
    "laughing",
    "laughs",
    "laughter",
    "microphone",
    "mumbles",
    "mumbling",
    "music",
    "musical",
    "noise",
    "noises",
    "pause",
    "pauses",
    "phone",
    "piano",
    "rain",
    "ringing",
    "rings",
    "ringtone",
    "rumbling",
    "rustle",
    "rustling",
    "scraping",
    "sigh",
    "sighing",
    "sighs",
    "silence",
    "silent",
    "siren",
    "sirens",
    "sneeze",
    "sneezes",
    "sniff",
    "sniffing",
    "sniffs",
    "snoring",
    "sound",
    "sounds",
    "speaking",
    "splash",
    "squeak",
    "squeaking",
    "static",
    "swallows",
    "tapping",
    "telephone",
    "thud",
    "thump",
    "ticking",
    "tone",
    "traffic",
    "typing",
    "vibrating",
    "whirring",
    "whispering",
    "whistle",
    "whistles",
    "whistling",
    "whoosh",
    "wind",
    "yawn",
    "yawns",
];

/// What may stand beside a sound in a remark.
const BESIDE: &[&str] = &[
    "a",
    "alarm",
    "an",
    "and",
    "audio",
    "background",
    "bird",
    "birds",
    "blowing",
    "car",
    "chair",
    "clock",
    "closes",
    "closing",
    "computer",
    "continues",
    "distant",
    "dog",
    "dramatic",
    "end",
    "ends",
    "engine",
    "faint",
    "foreign",
    "from",
    "gentle",
    "heavily",
    "heavy",
    "her",
    "his",
    "in",
    "indistinct",
    "instrumental",
    "keys",
    "language",
    "line",
    "loud",
    "loudly",
    "low",
    "man",
    "no",
    "object",
    "of",
    "on",
    "opens",
    "opening",
    "papers",
    "paper",
    "people",
    "playing",
    "plays",
    "quiet",
    "quietly",
    "recording",
    "room",
    "running",
    "shuffling",
    "slams",
    "soft",
    "softly",
    "speech",
    "starts",
    "stops",
    "table",
    "the",
    "throat",
    "to",
    "upbeat",
    "voice",
    "water",
    "woman",
];

/// Words that make a remark in square brackets the secretary's or the program's own.
const KEPT: &[&str] = &[
    "insert",
    "inaudible",
    "unclear",
    "indistinct",
    "illegible",
    "sic",
];

/// Takes out what a model says of sounds, and marks such as ">>" and "♪".
pub(super) fn drop(tokens: Vec<Token>, lexicon: &Lexicon) -> Vec<Token> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if token.is_word() && token.text.chars().all(|c| ">♪♫♬*".contains(c)) {
            at += 1;
            continue;
        }
        match remark(&tokens[at..], lexicon) {
            Some(taken) => at += taken + own_stop(&tokens[at + taken..], &out),
            None => {
                out.push(tokens[at].clone());
                at += 1;
            }
        }
    }
    out
}

/// The stop after a remark goes with it where a sentence has not begun.
fn own_stop(ahead: &[Token], before: &[Token]) -> usize {
    let begins = before.last().is_none_or(Token::ends_sentence);
    usize::from(begins && ahead.first().is_some_and(Token::is_point))
}

/// How many tokens a remark about sounds takes that begins here.
fn remark(ahead: &[Token], lexicon: &Lexicon) -> Option<usize> {
    let open = ahead.first()?;
    if open.is_word() {
        return starred(&open.lower).then_some(1);
    }
    let closing = match (open.kind, open.text.as_str()) {
        (Kind::Mark { .. }, "[") => "]",
        (Kind::Mark { .. }, "(") => ")",
        _ => return None,
    };
    let reach = ahead.iter().take(2 * LONGEST + 2);
    let end = reach
        .clone()
        .skip(1)
        .position(|token| !token.is_word() && token.text == closing)?
        + 1;
    let words: Vec<&str> = ahead[1..end]
        .iter()
        .filter(|token| token.is_word())
        .map(|token| token.lower.as_str())
        .collect();
    let whole = !ahead[1..end]
        .iter()
        .any(|token| token.is_break() || token.text == open.text);
    let fits = whole && !words.is_empty() && words.len() <= LONGEST;
    let named = fits && names_sound(&words);
    let remarked = fits && closing == "]" && says_nothing(&words, lexicon);
    (named || remarked).then_some(end + 1)
}

/// "*coughs*"
fn starred(word: &str) -> bool {
    let inner = word.trim_matches('*');
    inner.len() + 2 <= word.len() && names_sound(&[inner])
}

fn names_sound(words: &[&str]) -> bool {
    let is_sound = |word: &&str| SOUNDS.contains(word) || is_label(word);
    words.iter().any(is_sound)
        && words
            .iter()
            .all(|word| is_sound(word) || BESIDE.contains(word))
}

/// "blank_audio", "no_speech": words that a model ties together and no person does.
fn is_label(word: &str) -> bool {
    word.contains('_') && word.chars().all(|c| c.is_alphabetic() || c == '_')
}

/// Whether words in square brackets can be nothing of a letter's: no figure, no side or denial,
/// no medical word. Nobody dictates square brackets.
fn says_nothing(words: &[&str], lexicon: &Lexicon) -> bool {
    const MATTERS: &[&str] = &[
        "left",
        "right",
        "both",
        "bilateral",
        "upper",
        "lower",
        "lateral",
        "medial",
        "no",
        "not",
        "none",
        "never",
        "nor",
        "neither",
        "without",
        "denies",
        "cannot",
        "half",
        "quarter",
        "third",
        "double",
    ];
    let kept = |word: &&str| {
        KEPT.contains(word)
            || MATTERS.contains(word)
            || is_numberish(word)
            || begins_date(word)
            || word.len() <= 2 && !BESIDE.contains(word)
            || !word.chars().all(char::is_alphabetic)
            || lexicon.contains(word)
    };
    !words.iter().any(kept)
}
