//! UK spelling and the recommended names of drugs, from tables.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::small_letters;
use super::tokens::Token;
use crate::clinical::lexicon::Lexicon;
use crate::clinical::tidying::figures::numbers::is_numberish;
use crate::words::capitalised;

/// American and older spellings: whole words, and stems marked with `*`. A row whose two columns
/// agree is an exception.
const SPELLINGS: &str = include_str!("../../../assets/lexicon/spelling.tsv");
/// Former drug names and those recommended today.
const DRUG_NAMES: &str = include_str!("../../../assets/lexicon/drug-names.tsv");

#[derive(Default)]
struct Table {
    whole: HashMap<&'static str, &'static str>,
    starts: Vec<(&'static str, &'static str)>,
    ends: Vec<(&'static str, &'static str)>,
    within: Vec<(&'static str, &'static str)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for (from, to) in rows(SPELLINGS) {
        let list = match (from.starts_with('*'), from.ends_with('*')) {
            (false, false) => {
                table.whole.insert(from, to);
                continue;
            }
            (false, true) => &mut table.starts,
            (true, false) => &mut table.ends,
            (true, true) => &mut table.within,
        };
        list.push((from.trim_matches('*'), to.trim_matches('*')));
    }
    table
});

/// Whether any stem of the table occurs in a word at all.
static STEMS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let stems = [&TABLE.starts, &TABLE.within, &TABLE.ends];
    AhoCorasick::new(stems.into_iter().flatten().map(|(from, _)| from)).ok()
});

static DRUGS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| rows(DRUG_NAMES).collect());

fn rows(tsv: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    tsv.lines().skip(1).filter_map(|line| line.split_once('\t'))
}

/// Respells the words that stand outside quotations. A capital within a sentence marks a name,
/// which keeps its spelling; a drug's former name does not.
pub(super) fn respell(tokens: &mut [Token], lexicon: &Lexicon) {
    let mut sentence_start = true;
    let mut before = String::new();
    for token in tokens.iter_mut() {
        if !token.is_word() {
            sentence_start |= token.ends_sentence();
            before.clear();
            continue;
        }
        let stays = is_another_word(&before, &token.lower);
        before.clone_from(&token.lower);
        if stays {
            sentence_start = false;
            continue;
        }
        let name = !sentence_start && token.text.starts_with(char::is_uppercase);
        sentence_start = false;
        if !token.quoted
            && let Some(text) = corrected(token, name, lexicon)
        {
            token.respell(text);
        }
    }
    small_letters::settle(tokens, lexicon);
}

/// Words that look American and are others beside their neighbour: "forty gray", "computer program".
fn is_another_word(before: &str, word: &str) -> bool {
    match word {
        "gray" | "grays" => is_numberish(before),
        "program" | "programs" => matches!(before, "computer" | "software"),
        _ => false,
    }
}

fn corrected(token: &Token, name: bool, lexicon: &Lexicon) -> Option<String> {
    if !token.lower.contains('-') {
        return uk(&token.lower, name, lexicon).map(|word| in_case_of(&token.text, word));
    }
    let parts: Vec<String> = token
        .lower
        .split('-')
        .map(|part| uk(part, name, lexicon).unwrap_or_else(|| part.to_owned()))
        .collect();
    let joined = parts.join("-");
    (joined != token.lower).then(|| in_case_of(&token.text, joined))
}

/// The spelling to be used for a word in lower case; nothing where it stands as it is.
fn uk(word: &str, name: bool, lexicon: &Lexicon) -> Option<String> {
    if let Some(drug) = DRUGS.get(word) {
        return Some((*drug).to_owned());
    }
    if name || word.len() < 4 || !word.is_ascii() {
        return None;
    }
    let (stem, possessive) = match word.strip_suffix("'s") {
        Some(stem) => (stem, "'s"),
        None => (word, ""),
    };
    if let Some(to) = TABLE.whole.get(stem) {
        return Some(format!("{to}{possessive}"));
    }
    by_stem(stem)
        .filter(|_| !lexicon.has_term(stem))
        .map(|to| format!("{to}{possessive}"))
}

/// One change at each of the beginning, the middle and the end.
fn by_stem(word: &str) -> Option<String> {
    if !STEMS.as_ref().is_some_and(|stems| stems.is_match(word)) {
        return None;
    }
    let mut changed = word.to_owned();
    if let Some((from, to)) = TABLE
        .starts
        .iter()
        .find(|(from, _)| changed.starts_with(from))
    {
        changed.replace_range(..from.len(), to);
    }
    for (from, to) in &TABLE.within {
        if let Some(at) = changed.find(from).filter(|_| !changed.contains(to)) {
            changed.replace_range(at..at + from.len(), to);
        }
    }
    if let Some((from, to)) = TABLE
        .ends
        .iter()
        .find(|(from, _)| changed.ends_with(from) && changed.len() > from.len() + 1)
    {
        let at = changed.len() - from.len();
        if !changed[..at].ends_with(['a', 'o']) || !from.starts_with('e') {
            changed.replace_range(at.., to);
        }
    }
    (changed != word).then_some(changed)
}

/// The word in the case of the one it replaces.
fn in_case_of(text: &str, word: String) -> String {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        word.to_uppercase()
    } else if text.starts_with(char::is_uppercase) {
        capitalised(&word)
    } else {
        word
    }
}
