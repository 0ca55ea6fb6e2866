//! Guards: text nobody spoke and speech nobody wrote down, found by holding words against sound.

pub mod again;
pub mod omitted;
pub mod repeats;

use std::ops::Range;

use crate::speech::find::witnesses::Speech;
use crate::speech::{Ledger, RATE, Transcript};
use crate::words::{Span, Word};
use omitted::surplus;
use repeats::{FASTEST, circles};

/// Speech of this many seconds without a word is worth a person's time.
const MISSING: f64 = 1.2;

/// A word's time is known this well, in seconds.
const BLUR: f64 = 0.35;

/// Words weighed together for speed.
const PHRASE: usize = 6;

/// Text where nobody surely speaks stays from this confidence on, over a run of words. Of a beep or
/// a slammed door a model makes words it is not sure of: 0.26 to 0.7 in what was measured.
const SURE_ENOUGH: f32 = 0.85;

/// Where there are fewer words a second of sound than this within so many seconds of a word, and the
/// model is less sure of them on the whole than this, nobody spoke: of music, which now and then
/// passes for a voice, a model makes "I'll see you next time", one word now and one then.
const SPARSE: f64 = 0.7;
const COMPANY: f64 = 5.0;
const HARDLY_SURE: f32 = 0.5;

/// The words without those that rest on nothing, and a ledger that tells where they were if anybody
/// may have spoken there.
pub fn transcript(words: &[Word], speech: &Speech) -> Transcript {
    let (words, left_out) = founded(words, speech);
    let mut ledger = ledger(&words, speech);
    let possible = spans(&speech.possible);
    let untold = |span: &Span| is_near(*span, &possible) && !is_near(*span, &ledger.missing);
    let untold: Vec<Span> = left_out.into_iter().filter(untold).collect();
    ledger.missing.extend(untold);
    ledger.missing.sort_by(|a, b| a.start.total_cmp(&b.start));
    Transcript { words, ledger }
}

/// The words that a voice beyond doubt supports or that the model was sure of, without those made of
/// music, and the stretches of the others.
fn founded(words: &[Word], speech: &Speech) -> (Vec<Word>, Vec<Span>) {
    let (certain, possible) = (spans(&speech.certain), spans(&speech.possible));
    let is_spoken =
        |word: &Word| is_near(word.span, &certain) && !is_made_up(word, words, &possible);
    let (mut founded, mut left_out) = (Vec::new(), Vec::new());
    for run in words.chunk_by(|a, b| is_spoken(a) == is_spoken(b)) {
        if run.iter().all(is_spoken) || sureness(run) >= SURE_ENOUGH {
            founded.extend_from_slice(run);
        } else {
            left_out.extend(over(run));
        }
    }
    (founded, left_out)
}

/// Whether a word is one of a few in much sound, of which the model is hardly sure. All the words are
/// in order.
fn is_made_up(word: &Word, all: &[Word], sound: &[Span]) -> bool {
    let around = Span::new(word.span.start - COMPANY, word.span.end + COMPANY);
    let from = all.partition_point(|word| word.span.end < around.start);
    let to = all.partition_point(|word| word.span.start < around.end);
    let near = all.get(from..to).unwrap_or_default();
    let within = |it: &Span| Span::new(it.start.max(around.start), it.end.min(around.end)).length();
    let seconds: f64 = sound.iter().map(within).sum();
    (near.len() as f64) < SPARSE * seconds && sureness(near) < HARDLY_SURE && !is_spelt_out(near)
}

/// Whether letters are among these words, which people say slowly and models are never sure of:
/// "M, C, D" or "M-C-D", but not "I" alone.
fn is_spelt_out(words: &[Word]) -> bool {
    let parts = words.iter().flat_map(|word| word.text.split('-'));
    let letters = parts.map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_letter = |part: &&str| part.len() == 1 && !["I", "a", "A"].contains(part);
    letters.filter(is_letter).count() > 1
}

/// The stretch from the first of the words to the last.
fn over(words: &[Word]) -> Option<Span> {
    words.iter().map(|word| word.span).reduce(Span::join)
}

fn sureness(run: &[Word]) -> f32 {
    let sum: f32 = run.iter().map(|word| word.confidence).sum();
    sum / run.len().max(1) as f32
}

/// Holds the words against where speech was found.
pub fn ledger(words: &[Word], speech: &Speech) -> Ledger {
    let mut unsupported = without_speech(words, &spans(&speech.certain));
    unsupported.extend(
        circles(words)
            .into_iter()
            .filter_map(|run| over(&words[run])),
    );
    unsupported.extend(too_fast(words));
    unsupported.sort_by(|a, b| a.start.total_cmp(&b.start));
    let mut missing = without_words(words, &spans(&speech.possible));
    missing.extend(too_slow(words));
    missing.sort_by(|a, b| a.start.total_cmp(&b.start));
    Ledger {
        missing,
        unsupported: merged(unsupported),
    }
}

fn spans(ranges: &[Range<usize>]) -> Vec<Span> {
    let seconds = |at: usize| at as f64 / f64::from(RATE);
    let span = |range: &Range<usize>| Span::new(seconds(range.start), seconds(range.end));
    ranges.iter().map(span).collect()
}

/// The parts of speech that no word is near to.
fn without_words(words: &[Word], speech: &[Span]) -> Vec<Span> {
    let mut missing = Vec::new();
    for stretch in speech {
        let mut from = stretch.start;
        for word in words {
            let (start, end) = (word.span.start - BLUR, word.span.end + BLUR);
            if end <= from || start >= stretch.end {
                continue;
            }
            if start - from >= MISSING {
                missing.push(Span::new(from, start));
            }
            from = from.max(end);
        }
        if stretch.end - from >= MISSING {
            missing.push(Span::new(from, stretch.end));
        }
    }
    missing
}

fn without_speech(words: &[Word], speech: &[Span]) -> Vec<Span> {
    let spans = words.iter().map(|word| word.span);
    spans.filter(|span| !is_near(*span, speech)).collect()
}

fn is_near(span: Span, speech: &[Span]) -> bool {
    speech
        .iter()
        .any(|stretch| span.start < stretch.end + BLUR && span.end > stretch.start - BLUR)
}

fn too_fast(words: &[Word]) -> Vec<Span> {
    let phrases = words.windows(PHRASE).filter_map(|phrase| {
        let span = phrase[0].span.join(phrase[PHRASE - 1].span);
        let letters: usize = phrase.iter().map(|word| word.text.chars().count()).sum();
        (letters as f64 > span.length() * FASTEST).then_some(span)
    });
    phrases.collect()
}

/// Words that last so long that more must have been said than them.
fn too_slow(words: &[Word]) -> impl Iterator<Item = Span> {
    let slow = words.iter().filter(|word| surplus(word) >= MISSING);
    slow.map(|word| word.span)
}

/// Spans in order with those that touch made one.
fn merged(spans: Vec<Span>) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for span in spans {
        match found.last_mut() {
            Some(last) if span.start <= last.end + BLUR => *last = last.join(span),
            _ => found.push(span),
        }
    }
    found
}
