//! Sentences that models taught on subtitles write where nobody speaks: "Thank you for watching."

use crate::clinical::lexicon::Lexicon;
use crate::clinical::tidying::tokens::Token;

/// Whole sentences, without their stops.
const SENTENCES: &[&str] = &[
    "thank you for watching",
    "thank you for watching this video",
    "thank you so much for watching",
    "thank you very much for watching",
    "thanks for watching",
    "thanks for watching this video",
    "thank you for watching and i'll see you in the next video",
    "thank you for watching and see you next time",
    "thank you for watching please subscribe",
    "please subscribe",
    "please subscribe to my channel",
    "please subscribe to our channel",
    "please like and subscribe",
    "like and subscribe",
    "don't forget to subscribe",
    "don't forget to like and subscribe",
    "subscribe to my channel",
    "i'll see you in the next video",
    "i'll see you in the next one",
    "see you in the next video",
    "see you next time",
    "see you in the next one",
];

/// How a sentence of credits begins, whatever follows.
const CREDITS: &[&str] = &[
    "subtitles by",
    "subtitled by",
    "subtitles made by",
    "captions by",
    "captioned by",
    "closed captions by",
    "closed captioning by",
    "transcript by",
    "transcription by",
    "transcribed by",
    "translated by",
    "translation by",
    "copyright ©",
    "amara.org",
];

/// The longest sentence of credits, in words.
const LONGEST: usize = 10;

/// Takes out the sentences that nobody dictates.
pub(super) fn drop(tokens: Vec<Token>, _: &Lexicon) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let begins = out.last().is_none_or(Token::ends_sentence);
        let invented = begins.then(|| invention(&tokens[at..])).flatten();
        match invented {
            Some(taken) => at += taken,
            None => {
                out.push(tokens[at].clone());
                at += 1;
            }
        }
    }
    out
}

/// The tokens of an invented sentence and its stop, where one begins here.
fn invention(ahead: &[Token]) -> Option<usize> {
    if !may_begin(&ahead.first()?.lower) {
        return None;
    }
    let end = ahead
        .iter()
        .take(2 * LONGEST)
        .position(Token::ends_sentence)
        .unwrap_or(ahead.len().min(2 * LONGEST));
    let words: Vec<String> = ahead[..end]
        .iter()
        .filter(|token| token.is_word())
        .map(|token| token.lower.replace('’', "'"))
        .collect();
    let said = words.join(" ");
    let credited =
        words.len() <= LONGEST && CREDITS.iter().any(|opening| said.starts_with(opening));
    let stop = ahead.get(end).is_some_and(|stop| stop.is_point());
    (SENTENCES.contains(&said.as_str()) || credited).then_some(end + usize::from(stop))
}

fn may_begin(word: &str) -> bool {
    const FIRST: &[&str] = &[
        "thank",
        "thanks",
        "please",
        "like",
        "don't",
        "don’t",
        "subscribe",
        "i'll",
        "i’ll",
        "see",
        "subtitles",
        "subtitled",
        "captions",
        "captioned",
        "closed",
        "transcript",
        "transcription",
        "transcribed",
        "translated",
        "translation",
        "copyright",
        "amara.org",
    ];
    FIRST.contains(&word)
}
