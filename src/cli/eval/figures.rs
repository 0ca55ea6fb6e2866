//! The figures: what is counted on each recording, and what is worked out from the counts.

use crate::speech::score::{
    self, Comparison, Interval, Resamples, TermRecall, Terms, WordErrors, interval,
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
    /// Seconds of audio, and seconds of work on it.
    pub audio: f64,
    work: f64,
}

impl Tally {
    /// Counts a transcript that took `work` seconds for `audio` seconds.
    pub fn new(
        said: &str,
        heard: &str,
        (terms, heldout): (&Terms, &Terms),
        audio: f64,
        work: f64,
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
            work,
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
            work: self.work + other.work,
        }
    }
}

/// What is worked out from a tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    WordErrorRate,
    TermErrorRate,
    OtherErrorRate,
    TermRecall,
    TermPrecision,
    HeldoutRecall,
    Insertions,
    QuietInsertions,
    RealTimeFactor,
}

impl Figure {
    pub const ALL: [Self; 9] = [
        Self::WordErrorRate,
        Self::TermErrorRate,
        Self::OtherErrorRate,
        Self::TermRecall,
        Self::TermPrecision,
        Self::HeldoutRecall,
        Self::Insertions,
        Self::QuietInsertions,
        Self::RealTimeFactor,
    ];

    /// Its name in a table.
    pub fn label(self) -> &'static str {
        match self {
            Self::WordErrorRate => "WER %",
            Self::TermErrorRate => "B-WER %",
            Self::OtherErrorRate => "U-WER %",
            Self::TermRecall => "recall %",
            Self::TermPrecision => "precision %",
            Self::HeldoutRecall => "held-out %",
            Self::Insertions => "ins/h",
            Self::QuietInsertions => "quiet ins/h",
            Self::RealTimeFactor => "RTF",
        }
    }

    /// Its name for scripts, which get rates and shares from 0 to 1.
    pub fn key(self) -> &'static str {
        match self {
            Self::WordErrorRate => "wer",
            Self::TermErrorRate => "b_wer",
            Self::OtherErrorRate => "u_wer",
            Self::TermRecall => "term_recall",
            Self::TermPrecision => "term_precision",
            Self::HeldoutRecall => "heldout_recall",
            Self::Insertions => "insertions_per_hour",
            Self::QuietInsertions => "quiet_insertions_per_hour",
            Self::RealTimeFactor => "real_time_factor",
        }
    }

    /// None where there was nothing to measure it on.
    pub fn of(self, tally: &Tally) -> Option<f64> {
        let per_hour = |words: usize, seconds: f64| {
            (seconds > 0.0).then(|| words as f64 / (seconds / SECONDS_PER_HOUR))
        };
        let compared = &tally.compared;
        match self {
            Self::WordErrorRate => compared.words().rate(),
            Self::TermErrorRate => compared.in_terms.rate(),
            Self::OtherErrorRate => compared.elsewhere.rate(),
            Self::TermRecall => compared.terms.recall.rate(),
            Self::TermPrecision => compared.terms.precision(),
            Self::HeldoutRecall => tally.heldout.rate(),
            Self::Insertions => per_hour(compared.words().insertions, tally.audio),
            Self::QuietInsertions => per_hour(tally.quiet_words, tally.quiet_audio),
            Self::RealTimeFactor => (tally.audio > 0.0).then(|| tally.work / tally.audio),
        }
    }

    /// As a table has it: shares in percent.
    pub fn shown(self, value: f64) -> String {
        match self {
            Self::RealTimeFactor => format!("{value:.3}"),
            Self::Insertions | Self::QuietInsertions => format!("{value:.1}"),
            _ => format!("{:.2}", value * 100.0),
        }
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
