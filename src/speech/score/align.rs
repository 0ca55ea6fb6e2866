//! Which word heard stands for which word said: the alignment with the fewest errors.

/// One step from what was said to what was heard; places count words from nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The word was heard as it was said.
    Same { said: usize, heard: usize },
    /// Another word was heard in its place.
    Substituted { said: usize, heard: usize },
    /// It was not heard.
    Deleted { said: usize },
    /// Nobody said it.
    Inserted { heard: usize },
}

/// What an alignment costs: errors first, then substitutions. Of alignments with equally many
/// errors the one with the most right words is taken, so that a word that was heard is not
/// counted among those that were not because of its neighbours.
type Cost = u64;
const ERROR: Cost = 1 << 32;
const SUBSTITUTION: Cost = ERROR + 1;

/// The last step of the cheapest way to somewhere.
#[derive(Clone, Copy)]
enum Last {
    Pair,
    Delete,
    Insert,
}

/// The steps in order. It takes a byte for each pair of words, which is 80 MB for an hour.
pub fn align(said: &[String], heard: &[String]) -> Vec<Step> {
    let width = heard.len() + 1;
    let mut last = vec![Last::Insert; width * (said.len() + 1)];
    // row[j] is the cheapest way from what was said so far to the first j words heard.
    let mut row: Vec<Cost> = (0..width as Cost).map(|count| count * ERROR).collect();
    for (i, word) in said.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] += ERROR;
        last[(i + 1) * width] = Last::Delete;
        for (j, other) in heard.iter().enumerate() {
            let pair = if word == other { 0 } else { SUBSTITUTION };
            let mut best = (diagonal + pair, Last::Pair);
            for way in [
                (row[j + 1] + ERROR, Last::Delete),
                (row[j] + ERROR, Last::Insert),
            ] {
                if way.0 < best.0 {
                    best = way;
                }
            }
            diagonal = row[j + 1];
            row[j + 1] = best.0;
            last[(i + 1) * width + j + 1] = best.1;
        }
    }
    steps_back(said, heard, &last)
}

fn steps_back(said: &[String], heard: &[String], last: &[Last]) -> Vec<Step> {
    let (mut i, mut j) = (said.len(), heard.len());
    let mut steps = Vec::with_capacity(i.max(j));
    while i > 0 || j > 0 {
        steps.push(match last[i * (heard.len() + 1) + j] {
            Last::Pair => {
                (i, j) = (i - 1, j - 1);
                match said[i] == heard[j] {
                    true => Step::Same { said: i, heard: j },
                    false => Step::Substituted { said: i, heard: j },
                }
            }
            Last::Delete => {
                i -= 1;
                Step::Deleted { said: i }
            }
            Last::Insert => {
                j -= 1;
                Step::Inserted { heard: j }
            }
        });
    }
    steps.reverse();
    steps
}
