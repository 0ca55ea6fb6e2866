//! Downmix: several channels become one, in such a way that the voice survives.
//!
//! The plain mean loses a voice that one channel has upside down, and drowns it where the other
//! channel hums. So each stretch of a few seconds is judged by itself: a channel in which nothing
//! rises and falls as speech does stays out while another's does, and a channel that runs against
//! the others is turned round. Two people on two channels both stay.

use super::level;
use super::resample::Resampler;

/// Slower or faster than this, in samples a second, is no recording of speech.
const RATES: std::ops::RangeInclusive<u32> = 1_000..=768_000;

/// Samples held back at most, whatever rate and channels a file claims.
const HELD: usize = 8 << 20;

/// Seconds in which one way of mixing passes into the next, so that nothing clicks.
const PASSING: f64 = 0.02;

/// A channel this many times weaker than the loudest voice (30 dB) adds nothing.
const FAINT: f32 = 1000.0;

/// Channels that are this much alike, and opposite, run against each other ...
const AGAINST: f32 = -0.5;
/// ... and one that was turned round stays so until it is no longer opposite.
const NO_LONGER: f32 = 0.2;

/// Interleaved frames on their way to one channel at the rate of the first of them.
#[derive(Default)]
pub(super) struct Downmix {
    /// Samples a second of what comes out; zero before the first sound.
    rate: u32,
    /// Samples a second of what comes in, and what brings it to `rate` where they differ.
    coming: u32,
    resampler: Option<Resampler>,
    /// The stretch that is being gathered, channel by channel.
    channels: Vec<Vec<f32>>,
    /// How much of each channel the stretch before had.
    shares: Vec<f32>,
    mono: Vec<f32>,
    /// Seconds taken in.
    seconds: f64,
}

impl Downmix {
    /// Samples a second of what comes out; zero before the first sound.
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// Seconds taken in so far, whether they have come out or not.
    pub fn seconds(&self) -> f64 {
        self.seconds
    }

    /// Takes frames of so many channels. A file may change its rate and channels on its way.
    /// False, and nothing taken, where such sound cannot be.
    pub fn push(&mut self, rate: u32, channels: usize, interleaved: &[f32]) -> bool {
        if (rate, channels) != (self.coming, self.channels.len()) && !self.change(rate, channels) {
            return false;
        }
        self.seconds += (interleaved.len() / channels) as f64 / f64::from(rate);
        if channels == 1 {
            self.let_out(interleaved);
            return true;
        }
        let stretch = ((level::STRETCH * f64::from(rate)) as usize).min(HELD / channels);
        for frame in interleaved.chunks_exact(channels) {
            for (channel, sample) in self.channels.iter_mut().zip(frame) {
                channel.push(*sample);
            }
            if self.channels[0].len() >= stretch {
                self.mix();
            }
        }
        true
    }

    /// Takes so many seconds of silence, in the channels that there are.
    pub fn push_silence(&mut self, seconds: f64) {
        let channels = self.channels.len();
        let frames = (seconds * f64::from(self.coming)) as usize;
        if channels > 0 {
            self.push(self.coming, channels, &vec![0.0; frames * channels]);
        }
    }

    /// Lets out what is still held back: nothing follows.
    pub fn finish(&mut self) {
        self.mix();
        if let Some(mut resampler) = self.resampler.take() {
            resampler.finish(&mut self.mono);
        }
    }

    /// The mono samples that have come out since this was last asked.
    pub fn take(&mut self) -> Vec<f32> {
        std::mem::take(&mut self.mono)
    }

    fn change(&mut self, rate: u32, channels: usize) -> bool {
        if channels == 0 || !RATES.contains(&rate) {
            return false;
        }
        self.finish();
        if self.rate == 0 {
            self.rate = rate;
        }
        if rate != self.rate {
            let Ok(resampler) = Resampler::new(rate, self.rate) else {
                return false;
            };
            self.resampler = Some(resampler);
        }
        self.coming = rate;
        self.channels = vec![Vec::new(); channels];
        self.shares = vec![1.0 / channels as f32; channels];
        true
    }

    /// Mixes the stretch that has been gathered.
    fn mix(&mut self) {
        let frames = self.channels.first().map_or(0, Vec::len);
        if frames == 0 {
            return;
        }
        let shares = shares(&self.channels, self.coming, &self.shares);
        let passing = (PASSING * f64::from(self.coming)) as usize;
        let mut mixed = vec![0.0; frames];
        for ((channel, share), before) in self.channels.iter().zip(&shares).zip(&self.shares) {
            for (at, (sum, sample)) in mixed.iter_mut().zip(channel).enumerate() {
                let passed = (at as f32 / passing.max(1) as f32).min(1.0);
                *sum += sample * (before + (share - before) * passed);
            }
        }
        self.channels.iter_mut().for_each(Vec::clear);
        self.shares = shares;
        self.let_out(&mixed);
    }

    fn let_out(&mut self, samples: &[f32]) {
        match &mut self.resampler {
            Some(resampler) => resampler.push(samples, &mut self.mono),
            None => self.mono.extend_from_slice(samples),
        }
    }
}

/// How much of each channel goes into the mix of one stretch; below zero where it is turned
/// round. `before` is how the stretch before was mixed, which goes on where nobody speaks.
fn shares(channels: &[Vec<f32>], rate: u32, before: &[f32]) -> Vec<f32> {
    let voices: Vec<Vec<f32>> = channels.iter().map(|it| level::voice(it, rate)).collect();
    let loud: Vec<f32> = voices
        .iter()
        .map(|voice| level::spoken(voice, rate).unwrap_or_default())
        .collect();
    let loudest = loud.iter().copied().fold(0.0, f32::max);
    let is_kept = |at: &usize| match loudest {
        0.0 => before[*at] != 0.0,
        _ => loud[*at] * FAINT >= loudest,
    };
    let kept: Vec<usize> = (0..channels.len()).filter(is_kept).collect();
    let mut shares = vec![0.0; channels.len()];
    for at in &kept {
        let limit = if before[*at] < 0.0 {
            NO_LONGER
        } else {
            AGAINST
        };
        let is_against = likeness(&voices[kept[0]], &voices[*at]) < limit;
        shares[*at] = if is_against { -1.0 } else { 1.0 } / kept.len() as f32;
    }
    // All of them turned round sound the same, and passing through zero would be heard.
    let agreement: f32 = shares.iter().zip(before).map(|(one, two)| one * two).sum();
    if agreement < 0.0 {
        shares.iter_mut().for_each(|share| *share = -*share);
    }
    shares
}

/// How alike two channels are: 1 the same, 0 nothing to do with each other, -1 opposite.
fn likeness(one: &[f32], two: &[f32]) -> f32 {
    let product = |one: &[f32], two: &[f32]| -> f64 {
        let products = one.iter().zip(two);
        products.map(|(one, two)| f64::from(one * two)).sum()
    };
    let scale = (product(one, one) * product(two, two)).sqrt();
    if scale > 0.0 {
        (product(one, two) / scale) as f32
    } else {
        0.0
    }
}
