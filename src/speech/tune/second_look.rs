//! The second look: unsure stretches that sound like a dictionary term are listened to again for
//! just those terms.

use std::ops::Range;

use super::candidates::Candidates;
use super::doubt::{bare, joined, stretches, unknown};
use super::sound::{likeness, sounds};
use crate::speech::SpeechJob;
use crate::words::{Word, capitalised};

/// A window that can be listened to again.
pub trait HearAgain {
    /// How much likelier (natural logarithm) each text is than what was written in a span of
    /// tokens; None where it is less than what is asked of that text.
    fn compare(&mut self, span: Range<usize>, texts: &[(String, f32)]) -> Vec<Option<f32>>;
}

/// A term less alike than this to what was heard is not put in its place, ...
const LEAST_ALIKE: f32 = 0.85;

/// ... nor one less alike than this in place of words that are all in use.
const IN_USE_ALIKE: f32 = 0.93;

/// A term as alike as this is what was heard in another spelling, ...
const SAME: f32 = 0.97;

/// ... and where it is less alike, nobody may be surer of it than this, however sure the model was
/// of what it heard: a person is to look at it.
const REPLACED: f32 = 0.5;

/// A term as alike as this must be as likely as what was written ...
const ALIKE: f32 = 0.7;

/// ... and one more or less alike may be less or must be more likely by this times as much.
const WEIGHT: f32 = 30.0;

/// What is no word at all was misheard for sure, which is worth this much.
const NO_WORD: f32 = 3.0;

/// Words that are all in use make sense as they are, which is worth as much against a change.
const ALL_WORDS: f32 = -3.0;

/// The best term must be worth this much more than the next, or they are not told apart.
const APART: f32 = 1.0;

/// Terms tried for a stretch.
const TRIED: usize = 4;

/// A term that may stand in place of some words.
#[derive(Debug)]
struct Proposal {
    words: Range<usize>,
    term: String,
    /// From what the ear and the sound of it say together; above 0 it is taken.
    worth: f32,
}

/// The words, with terms in place of what was misheard. What was heard is kept in each.
pub fn look_again(
    spelled: &[(Word, Range<usize>)],
    candidates: &Candidates,
    job: &SpeechJob,
    ear: &mut dyn HearAgain,
) -> Vec<Word> {
    let words: Vec<&Word> = spelled.iter().map(|(word, _)| word).collect();
    let mut proposals = Vec::new();
    for stretch in stretches(&words, &job.lexicon) {
        proposals.extend(best_for(spelled, stretch, candidates, job, ear));
    }
    proposals.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    replaced(&words, &proposals)
}

fn best_for(
    spelled: &[(Word, Range<usize>)],
    stretch: Range<usize>,
    candidates: &Candidates,
    job: &SpeechJob,
    ear: &mut dyn HearAgain,
) -> Option<Proposal> {
    let words: Vec<&Word> = spelled[stretch.clone()]
        .iter()
        .map(|(word, _)| word)
        .collect();
    let heard = joined(&words);
    let unknown = unknown(&words, &job.lexicon);
    let least = match unknown {
        0 => IN_USE_ALIKE,
        _ => LEAST_ALIKE,
    };
    let found = candidates.like(&heard, least, TRIED);
    if found.is_empty() {
        return None;
    }
    let bonus = match unknown {
        0 => ALL_WORDS,
        _ => NO_WORD * unknown as f32 / words.len() as f32,
    };
    let head_start = |likeness: f32| WEIGHT * (likeness - ALIKE) + bonus;
    let texts: Vec<(String, f32)> = found
        .iter()
        .map(|candidate| {
            let text = in_case_of(&words[0].text, candidate.term);
            (text, -head_start(candidate.likeness))
        })
        .collect();
    let tokens = spelled[stretch.start].1.start..spelled[stretch.end - 1].1.end;
    let likelier = ear.compare(tokens, &texts);
    let mut worth: Vec<(String, f32)> = texts
        .into_iter()
        .zip(likelier)
        .filter_map(|((term, least), likelier)| Some((term, likelier? - least)))
        .collect();
    worth.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let next = worth.get(1).map_or(f32::NEG_INFINITY, |(_, worth)| *worth);
    let (term, worth) = worth.into_iter().next()?;
    (worth >= next + APART).then_some(Proposal {
        words: stretch,
        term,
        worth,
    })
}

/// The term with a capital where the heard word has one.
pub(super) fn in_case_of(heard: &str, term: &str) -> String {
    if bare(heard).starts_with(char::is_uppercase) {
        capitalised(term)
    } else {
        term.to_owned()
    }
}

/// The words with the proposals carried out, the best of those that overlap.
fn replaced(words: &[&Word], proposals: &[Proposal]) -> Vec<Word> {
    let mut by_word: Vec<Option<usize>> = vec![None; words.len()];
    for (number, proposal) in proposals.iter().enumerate() {
        if by_word[proposal.words.clone()].iter().all(Option::is_none) {
            by_word[proposal.words.clone()].fill(Some(number));
        }
    }
    let mut done = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        match by_word[at].map(|number| &proposals[number]) {
            Some(proposal) => {
                done.push(replacement(&words[proposal.words.clone()], &proposal.term));
                at = proposal.words.end;
            }
            None => {
                done.push(words[at].clone());
                at += 1;
            }
        }
    }
    done
}

pub(super) fn replacement(words: &[&Word], term: &str) -> Word {
    let heard: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let heard = heard.join(" ");
    let is_spelling = likeness(&sounds(&heard), &sounds(term)) >= SAME;
    let most = if is_spelling { 1.0 } else { REPLACED };
    let first = words.first().map_or("", |word| &word.text);
    let last = words.last().map_or("", |word| &word.text);
    let opening = &first[..first.len()
        - first
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .len()];
    let closing = &last[last.trim_end_matches(|c: char| !c.is_alphanumeric()).len()..];
    let span = words.iter().map(|word| word.span);
    Word {
        text: format!("{opening}{term}{closing}"),
        span: span.reduce(crate::words::Span::join).unwrap_or_default(),
        confidence: words
            .iter()
            .map(|word| word.confidence)
            .fold(most, f32::min),
        heard: Some(heard),
    }
}
