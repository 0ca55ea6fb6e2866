//! Tidying: from words as spoken to a letter's body, by rule.
//!
//! The passes, in order: words as recognisers write them; dictionary terms; spoken commands, "next
//! patient" among them, and what they take back ("scratch that"); punctuation; instructions to the
//! secretary; spelling; numbers; layout. Each is a table or a list of rules over tokens, and each
//! leaves tokens that reading the written text afresh would give, so that tidying what has been
//! tidied changes nothing.

pub mod figures;
pub mod tokens;

mod commands;
mod layout;
mod letters;
mod plain;
mod punctuation;
mod rules;
mod small_letters;
mod spelling;
mod spelt_names;
mod terms;
mod words;

use super::lexicon::Lexicon;
use crate::letter::{BlockKind, Body, Cue, Note};
use crate::words::{Span, Word};
use rules::{rewrite, rewritten};
use tokens::Token;

pub use letters::{Section, Start};
pub use plain::{plain, words_of};

/// How often what one pass left is given to the same pass again.
const ROUNDS: usize = 4;

/// What tidying makes of a transcript.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tidied {
    /// Text, block kinds and cues; a cue whose words were changed says what was heard.
    pub body: Body,
    pub notes: Vec<Note>,
    /// Where another letter begins: where "next patient" was said.
    pub starts: Vec<Start>,
    /// How many words it was made of.
    pub words: usize,
}

impl Tidied {
    /// The letters one by one; one where nobody said "next patient".
    pub fn letters(&self) -> Vec<Section> {
        letters::split(&self.body, &self.starts, self.words)
    }
}

/// Turns words as recognised into a letter's body: spoken punctuation and layout, numbers and
/// units, spelling; the passes run in a fixed order and running it on its own output changes
/// nothing.
///
/// A command that writes a mark or a break lends its time to the cue of the word before it.
pub fn tidy(words: &[Word], lexicon: &Lexicon) -> Tidied {
    let mut notes = Vec::new();
    let tokens = rewrite(words::level(words, lexicon), terms::RULES, lexicon);
    let mut tokens = carry_out(tokens, words, lexicon, &mut notes);
    loop {
        tokens = complete_terms(tokens, words, lexicon, &mut notes);
        let (left, lifted) = commands::instructions::lift(tokens, lexicon);
        if lifted.is_empty() {
            tokens = left;
            break;
        }
        let told = lifted
            .into_iter()
            .map(|note_of| note(note_of, words, lexicon));
        notes.extend(told);
        // What stood apart is now side by side, and may be a command, or a word to the secretary.
        tokens = carry_out(left, words, lexicon, &mut notes);
    }
    notes.sort_by(|a, b| a.span.start.total_cmp(&b.span.start));
    let tokens = in_house_style(tokens, lexicon);
    let (body, starts) = layout::compose(&tokens, words);
    Tidied {
        body,
        notes,
        starts,
        words: words.len(),
    }
}

/// Writes the terms that what a command wrote completes, "d s capital n", and carries out what
/// then stands as a command: the stop after "d s capital a full stop".
fn complete_terms(
    mut tokens: Vec<Token>,
    words: &[Word],
    lexicon: &Lexicon,
    notes: &mut Vec<Note>,
) -> Vec<Token> {
    for _ in 0..ROUNDS {
        let (found, any) = rewritten(tokens, terms::RULES, lexicon);
        if !any {
            return found;
        }
        tokens = carry_out(found, words, lexicon, notes);
    }
    tokens
}

/// Carries out the spoken commands. What one leaves may stand differently to the next, so they
/// are gone through again until none is found.
fn carry_out(
    tokens: Vec<Token>,
    words: &[Word],
    lexicon: &Lexicon,
    notes: &mut Vec<Note>,
) -> Vec<Token> {
    let mut tokens = punctuation::settle(tokens);
    for _ in 0..ROUNDS {
        let (found, any) = rewritten(tokens, commands::RULES, lexicon);
        if !any {
            return found;
        }
        tokens = punctuation::settle(commands::corrections::strike(found, words, lexicon, notes));
    }
    tokens
}

/// The passes over what is said, once it is settled which words stand in the letter.
fn in_house_style(mut tokens: Vec<Token>, lexicon: &Lexicon) -> Vec<Token> {
    punctuation::mark_quotations(&mut tokens);
    spelling::respell(&mut tokens, lexicon);
    rewrite(tokens, figures::RULES, lexicon)
}

/// A note, tidied as the letter is. Where the author took something back it says what was heard:
/// no one but the secretary can tell which was meant.
fn note(tokens: Vec<Token>, words: &[Word], lexicon: &Lexicon) -> Note {
    let (body, _) = layout::compose(&in_house_style(tokens, lexicon), words);
    let mut text = body.text().to_owned();
    for cue in body.cues().iter().rev() {
        let heard = cue.heard.as_deref().unwrap_or_default();
        if commands::corrections::takes_back(heard) {
            text.replace_range(cue.range.clone(), heard);
        }
    }
    let spans = body.cues().iter().map(|cue| cue.span);
    Note {
        text: text.replace('\n', " "),
        span: spans.reduce(Span::join).unwrap_or_default(),
    }
}

/// The words with no tidying at all, as one paragraph with a cue a word, which says what was heard
/// where the dictionary put another text in its place.
pub fn untidied(words: &[Word]) -> Body {
    let (mut text, mut cues) = (String::new(), Vec::with_capacity(words.len()));
    for word in words {
        let said = word.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if said.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(&said);
        cues.push(Cue {
            range: start..text.len(),
            span: word.span,
            confidence: word.confidence,
            heard: word.heard.clone(),
        });
    }
    Body::new([(BlockKind::Paragraph, text)], cues)
}
