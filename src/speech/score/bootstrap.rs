//! How far a figure can be trusted: the bootstrap, which measures again on redrawn recordings.

/// How many times recordings are drawn anew.
const DRAWS: usize = 1000;

/// Shares of the draws left out below and above: 95 % stay.
const TAIL: f64 = 0.025;

/// The same numbers each time, from a seed (SplitMix64): who measures twice must get one answer.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`, which is not nought.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        // The high half of the product: every number as likely as the next.
        ((u128::from(mixed) * bound as u128) >> 64) as usize
    }
}

/// Where a figure would lie, 95 times in 100, had other recordings of the kind been made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// Drawn with repetition, as many recordings each time as there are. Whatever is measured on
/// one object of this type was measured on the same draws, so differences are paired.
#[derive(Clone, Debug)]
pub struct Resamples(Vec<Vec<usize>>);

impl Resamples {
    /// No draws where there are fewer than two recordings: one alone says nothing of others.
    pub fn new(recordings: usize, seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let draws = if recordings < 2 { 0 } else { DRAWS };
        let draw = |_| (0..recordings).map(|_| dice.below(recordings)).collect();
        Self((0..draws).map(draw).collect())
    }

    /// What the recordings' counts add up to in each draw.
    pub fn sums<T>(&self, counts: &[T]) -> Vec<T>
    where
        T: Copy + Default + std::ops::Add<Output = T>,
    {
        let add = |sum: T, place: &usize| match counts.get(*place) {
            Some(count) => sum + *count,
            None => sum,
        };
        let sum = |draw: &Vec<usize>| draw.iter().fold(T::default(), add);
        self.0.iter().map(sum).collect()
    }
}

/// The middle 95 % of what was measured on the draws; a draw on which the figure does not exist
/// is left out.
pub fn interval(figures: impl IntoIterator<Item = Option<f64>>) -> Option<Interval> {
    let mut figures: Vec<f64> = figures.into_iter().flatten().collect();
    figures.sort_by(f64::total_cmp);
    let last = figures.len().checked_sub(1)?;
    let at = |share: f64| figures[(share * last as f64).round() as usize];
    Some(Interval {
        low: at(TAIL),
        high: at(1.0 - TAIL),
    })
}
