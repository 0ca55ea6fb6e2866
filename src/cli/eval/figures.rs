//! The figures: what is counted on each recording, and what is worked out from the counts.

use super::effort::Effort;
use crate::speech::score::{
    self, Comparison, Interval, Resamples, TermRecall, Terms, Typing, WordErrors, interval,
};

const SECONDS_PER_HOUR: f64 = 3600.0;

/// The counts of one recording, or of several together.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    pub compared: Comparison,
    pub heldout: TermRecall,
    /// Words written where nobody speaks at all, and the seconds of such recordings.
    quiet_words: usize,
    quiet_audio: f64,
    /// Seconds of audio, and what the work on it took.
    pub audio: f64,
    pub effort: Effort,
    /// From the text as heard, and as tidied, to the letter; nought where there is none.
    pub untidied: Typing,
    pub tidied: Typing,
}

impl Tally {
    /// Counts a transcript of `audio` seconds.
    pub fn new(
        said: &str,
        heard: &str,
        (terms, heldout): (&Terms, &Terms),
        audio: f64,
        effort: Effort,
    ) -> Self {
        let compared = score::compare(said, heard, terms);
        let words = compared.words();
        let is_quiet = words.reference == 0;
        Self {
            compared,
            heldout: score::compare(said, heard, heldout).terms.recall,
            quiet_words: if is_quiet { words.insertions } else { 0 },
            quiet_audio: if is_quiet { audio } else { 0.0 },
            audio,
            effort,
            ..Self::default()
        }
    }

    /// The same with what is left to type from each of these texts to the letter.
    pub fn with_letter(self, letter: &str, untidied: &str, tidied: &str) -> Self {
        Self {
            untidied: score::typing(letter, untidied),
            tidied: score::typing(letter, tidied),
            ..self
        }
    }
}

impl std::ops::Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            compared: self.compared + other.compared,
            heldout: self.heldout + other.heldout,
            quiet_words: self.quiet_words + other.quiet_words,
            quiet_audio: self.quiet_audio + other.quiet_audio,
            audio: self.audio + other.audio,
            effort: self.effort + other.effort,
            untidied: self.untidied + other.untidied,
            tidied: self.tidied + other.tidied,
        }
    }
}

/// What is worked out from a tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Words wrong, of all that were said.
    WordErrorRate,
    /// Terms not found whole, of those that were said.
    TermsMissed,
    /// Words wrong outside the terms.
    OtherErrorRate,
    /// Words written again right after themselves.
    Doubled,
    RealTimeFactor,
    /// Words wrong in the terms.
    TermErrorRate,
    TermRecall,
    TermPrecision,
    HeldoutRecall,
    Insertions,
    QuietInsertions,
    /// Words to change from what was heard to the letter, of the letter's.
    Untidied,
    /// The same with capitals, marks and breaks left aside.
    UntidiedWords,
    /// Words to change from the tidied text to the letter, of the letter's.
    Tidied,
    /// The same with capitals, marks and breaks left aside.
    TidiedWords,
}

impl Figure {
    pub const ALL: [Self; 15] = [
        Self::WordErrorRate,
        Self::TermsMissed,
        Self::OtherErrorRate,
        Self::Doubled,
        Self::RealTimeFactor,
        Self::TermErrorRate,
        Self::TermRecall,
        Self::TermPrecision,
        Self::HeldoutRecall,
        Self::Insertions,
        Self::QuietInsertions,
        Self::Untidied,
        Self::UntidiedWords,
        Self::Tidied,
        Self::TidiedWords,
    ];

    /// Its name in a table.
    pub fn label(self) -> &'static str {
        match self {
            Self::WordErrorRate => "all wrong %",
            Self::TermsMissed => "terms missed %",
            Self::OtherErrorRate => "others wrong %",
            Self::Doubled => "doubled",
            Self::RealTimeFactor => "RTF",
            Self::TermErrorRate => "term words wrong %",
            Self::TermRecall => "recall %",
            Self::TermPrecision => "precision %",
            Self::HeldoutRecall => "held-out recall %",
            Self::Insertions => "ins/h",
            Self::QuietInsertions => "quiet ins/h",
            Self::Untidied => "before, strict",
            Self::UntidiedWords => "before, words",
            Self::Tidied => "after, strict",
            Self::TidiedWords => "after, words",
        }
    }

    /// Its name for scripts, which get rates and shares from 0 to 1.
    pub fn key(self) -> &'static str {
        match self {
            Self::WordErrorRate => "wer",
            Self::TermsMissed => "terms_missed",
            Self::OtherErrorRate => "u_wer",
            Self::Doubled => "doubled_words",
            Self::RealTimeFactor => "real_time_factor",
            Self::TermErrorRate => "b_wer",
            Self::TermRecall => "term_recall",
            Self::TermPrecision => "term_precision",
            Self::HeldoutRecall => "heldout_recall",
            Self::Insertions => "insertions_per_hour",
            Self::QuietInsertions => "quiet_insertions_per_hour",
            Self::Untidied => "untidied",
            Self::UntidiedWords => "untidied_words",
            Self::Tidied => "tidied",
            Self::TidiedWords => "tidied_words",
        }
    }

    /// None where there was nothing to measure it on.
    pub fn of(self, tally: &Tally) -> Option<f64> {
        let per = |part: f64, seconds: f64| (seconds > 0.0).then(|| part / seconds);
        let per_hour = |words: usize, seconds: f64| per(words as f64 * SECONDS_PER_HOUR, seconds);
        let compared = &tally.compared;
        match self {
            Self::WordErrorRate => compared.words().rate(),
            Self::TermsMissed => compared.terms.recall.missed(),
            Self::OtherErrorRate => compared.elsewhere.rate(),
            Self::Doubled => Some(compared.doubled as f64),
            Self::RealTimeFactor => per(tally.effort.wall, tally.audio),
            Self::TermErrorRate => compared.in_terms.rate(),
            Self::TermRecall => compared.terms.recall.rate(),
            Self::TermPrecision => compared.terms.precision(),
            Self::HeldoutRecall => tally.heldout.rate(),
            Self::Insertions => per_hour(compared.words().insertions, tally.audio),
            Self::QuietInsertions => per_hour(tally.quiet_words, tally.quiet_audio),
            Self::Untidied => tally.untidied.strict.rate(),
            Self::UntidiedWords => tally.untidied.words.rate(),
            Self::Tidied => tally.tidied.strict.rate(),
            Self::TidiedWords => tally.tidied.words.rate(),
        }
    }

    /// As a table has it: shares in percent.
    pub fn shown(self, value: f64) -> String {
        match self {
            Self::RealTimeFactor => fixed(value, 3),
            Self::Insertions | Self::QuietInsertions => fixed(value, 1),
            Self::Doubled => fixed(value, 0),
            _ => fixed(value * 100.0, 2),
        }
    }

    /// The same a digit shorter: the ends of an interval are no more certain than that.
    pub fn roughly(self, value: f64) -> String {
        match self {
            Self::RealTimeFactor => fixed(value, 2),
            Self::Insertions | Self::QuietInsertions | Self::Doubled => fixed(value, 0),
            _ => fixed(value * 100.0, 1),
        }
    }
}

/// With so many decimals, and no sign before nought.
fn fixed(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(nought) if !nought.contains(|c: char| ('1'..='9').contains(&c)) => nought.to_owned(),
        _ => text,
    }
}

/// A figure on all recordings, and where it would lie on others of the kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    pub value: f64,
    pub interval: Option<Interval>,
}

/// What came of one way of listening.
pub struct Results {
    /// By recording.
    pub tallies: Vec<Tally>,
    total: Tally,
    /// The totals on the draws of the bootstrap.
    draws: Vec<Tally>,
}

impl Results {
    pub fn new(tallies: Vec<Tally>, resamples: &Resamples) -> Self {
        Self {
            total: tallies.iter().fold(Tally::default(), |sum, one| sum + *one),
            draws: resamples.sums(&tallies),
            tallies,
        }
    }

    pub fn total(&self) -> &Tally {
        &self.total
    }

    /// All word errors together.
    pub fn words(&self) -> WordErrors {
        self.total.compared.words()
    }

    pub fn figure(&self, figure: Figure) -> Option<Measured> {
        Some(Measured {
            value: figure.of(&self.total)?,
            interval: interval(self.draws.iter().map(|draw| figure.of(draw))),
        })
    }

    /// How much more than `base` it is; paired, for both were measured on the same draws.
    pub fn against(&self, base: &Self, figure: Figure) -> Option<Measured> {
        let minus = |own: &Tally, other: &Tally| Some(figure.of(own)? - figure.of(other)?);
        let draws = self.draws.iter().zip(&base.draws);
        Some(Measured {
            value: minus(&self.total, &base.total)?,
            interval: interval(draws.map(|(own, other)| minus(own, other))),
        })
    }
}
