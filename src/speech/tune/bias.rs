//! Bias: leaning the decoder towards dictionary terms, a phrase at a time.
//!
//! Terms stand in a trie of tokens. Where what has been written so far is the beginning of a term,
//! its continuations are lifted, but only those that were nearly likely enough already: a bias
//! helps to spell what was said and must not put in what was not. A whole phrase is worth the
//! same however many tokens spell it, and its first token gets nothing, since many words begin so.

use std::collections::HashMap;

use crate::speech::hear::logits::likeliest;

/// What a whole phrase is lifted by, in natural logarithms of probability.
const PHRASE: f32 = 2.5;

/// A continuation this much less likely than the likeliest (natural logarithm) is not plausible.
const PLAUSIBLE: f32 = 5.0;

/// A phrase longer than this in tokens is matched by its beginning only.
const LONGEST: usize = 24;

/// Terms as a trie of tokens; the same for every thread that decodes.
#[derive(Debug, Default)]
pub struct Bias {
    /// The next node for a node and a token.
    next: HashMap<(u32, i32), u32>,
    /// What each node's continuations are: tokens and what each gains over the node.
    children: Vec<Vec<(i32, f32)>>,
    /// What has been gained on the way to each node.
    gained: Vec<f32>,
    /// Tokens that begin a word, in order.
    starts: Vec<i32>,
}

/// A lifted continuation: the token and by how much.
pub type Lift = (i32, f32);

impl Bias {
    /// A trie of phrases, each given as its tokens.
    pub fn new(phrases: impl IntoIterator<Item = Vec<i32>>) -> Self {
        let mut bias = Self {
            children: vec![Vec::new()],
            gained: vec![0.0],
            ..Self::default()
        };
        for phrase in phrases {
            bias.add(&phrase[..phrase.len().min(LONGEST)]);
        }
        bias.starts = bias.children[0].iter().map(|(token, _)| *token).collect();
        bias.starts.sort_unstable();
        for node in 0..bias.children.len() {
            for at in 0..bias.children[node].len() {
                let (token, _) = bias.children[node][at];
                if let Some(next) = bias.next.get(&(node as u32, token)) {
                    let gain = bias.gained[*next as usize] - bias.gained[node];
                    bias.children[node][at].1 = gain.max(0.0);
                }
            }
        }
        bias
    }

    fn add(&mut self, phrase: &[i32]) {
        let steps = phrase.len().saturating_sub(1).max(1) as f32;
        let mut node = 0_u32;
        for (depth, token) in phrase.iter().enumerate() {
            let made = self.gained.len() as u32;
            let next = *self.next.entry((node, *token)).or_insert(made);
            if next == made {
                self.children[node as usize].push((*token, 0.0));
                self.children.push(Vec::new());
                self.gained.push(0.0);
            }
            let gained = &mut self.gained[next as usize];
            *gained = gained.max(PHRASE * depth as f32 / steps);
            node = next;
        }
    }

    pub fn is_empty(&self) -> bool {
        self.next.is_empty()
    }

    /// What to lift after these text tokens, given how likely each token is unaided (any
    /// logarithmic measure). Several phrases may go on here; a token gets the most that any gives.
    pub fn lifts(&self, tokens: &[i32], logits: &[f32]) -> Vec<Lift> {
        let mut lifts: Vec<Lift> = Vec::new();
        for start in tokens.len().saturating_sub(LONGEST)..tokens.len() {
            if self.starts.binary_search(&tokens[start]).is_err() {
                continue;
            }
            let Some(node) = self.walk(&tokens[start..]) else {
                continue;
            };
            for (token, gain) in &self.children[node as usize] {
                match lifts.iter_mut().find(|(other, _)| other == token) {
                    Some((_, most)) => *most = most.max(*gain),
                    None => lifts.push((*token, *gain)),
                }
            }
        }
        if lifts.is_empty() {
            return lifts;
        }
        let likeliest = likeliest(logits);
        lifts.retain(|(token, gain)| {
            *gain > 0.0
                && logits
                    .get(*token as usize)
                    .is_some_and(|logit| *logit >= likeliest - PLAUSIBLE)
        });
        lifts
    }

    fn walk(&self, tokens: &[i32]) -> Option<u32> {
        tokens
            .iter()
            .try_fold(0, |node, token| self.next.get(&(node, *token)).copied())
    }
}
