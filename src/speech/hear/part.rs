//! A part: what came of a window, and what of it is heard once more.

use std::ops::Range;

use crate::speech::find::loudness::Loudness;
use crate::speech::find::pack::Window;
use crate::speech::guard::again;
use crate::words::Word;

/// What came of a window.
#[derive(Clone, Debug, Default)]
pub(super) struct HeardWindow {
    /// At their times in the dictation, in seconds.
    pub words: Vec<Word>,
    /// Stretches of the dictation that the model left out, in samples.
    pub rest: Vec<Range<usize>>,
}

/// What of a window went wrong and is heard again by itself.
pub(super) struct Again {
    /// In samples of the dictation.
    around: Range<usize>,
    pub windows: Vec<Window>,
}

impl HeardWindow {
    /// Where the model seems to have passed speech over, or to have written what nobody can have
    /// said.
    pub fn again(&self, window: &Window, loudness: &Loudness) -> Option<Again> {
        let cuts = again::cuts(&self.words, loudness);
        let around = again::around(&cuts, loudness)?;
        let windows = window.within(&around).parted(&cuts);
        Some(Again { around, windows })
    }

    /// Takes what came of hearing that again, if it is the better for it.
    pub fn weigh(&mut self, again: &Again, parts: impl Iterator<Item = Self>) {
        let mut heard = Self::default();
        for part in parts {
            heard.words.extend(part.words);
            heard.rest.extend(part.rest);
        }
        let before = again::within(&self.words, &again.around);
        if again::is_better(&heard.words, &self.words[before.clone()]) {
            self.words.splice(before, heard.words);
            self.rest = without(&self.rest, &again.around);
            self.rest.extend(heard.rest);
        }
    }
}

/// Stretches of the dictation, in samples, without what of them lies within a range.
fn without(stretches: &[Range<usize>], range: &Range<usize>) -> Vec<Range<usize>> {
    let sides = |stretch: &Range<usize>| {
        let before = stretch.start..stretch.end.min(range.start);
        [before, stretch.start.max(range.end)..stretch.end]
    };
    let left = stretches.iter().flat_map(sides);
    left.filter(|stretch| !stretch.is_empty()).collect()
}
