//! Phrases written twice: the same words again right after themselves, where they were said once.

use std::collections::HashMap;

/// Fewer words than this said twice may be meant: "very, very", "no, no".
const SHORTEST: usize = 3;

/// How many words were written again, right after the same words, more often than they were said
/// again. Both texts are normalised.
pub fn doubled(said: &[String], heard: &[String]) -> usize {
    let mut meant: HashMap<&[String], usize> = HashMap::new();
    for phrase in repeats(said) {
        *meant.entry(phrase).or_default() += 1;
    }
    let unmeant = repeats(heard)
        .into_iter()
        .filter(|phrase| match meant.get_mut(phrase) {
            Some(times) if *times > 0 => {
                *times -= 1;
                false
            }
            _ => true,
        });
    unmeant.map(<[String]>::len).sum()
}

/// Each phrase that stands right after itself, once for each time it is there again.
fn repeats(words: &[String]) -> Vec<&[String]> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        let length =
            (SHORTEST..=rest.len() / 2).find(|&length| rest[..length] == rest[length..2 * length]);
        if let Some(length) = length {
            found.push(&rest[..length]);
        }
        at += length.unwrap_or(1);
    }
    found
}
