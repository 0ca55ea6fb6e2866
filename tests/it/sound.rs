//! Sound: recordings come in whole, the transport does what typists expect, and playback is
//! judged by its samples.

mod bad_recordings;
mod channels;
mod decoding;
mod odd_files;
mod playing;
mod stamps;
mod transport;

use std::f64::consts::TAU;

/// A steady tone of `hertz`, at half of full scale.
fn tone(rate: u32, hertz: f64, seconds: f64) -> Vec<f32> {
    let samples = (f64::from(rate) * seconds).round() as usize;
    (0..samples)
        .map(|at| (0.5 * (TAU * hertz * at as f64 / f64::from(rate)).sin()) as f32)
        .collect()
}

/// The pitch of a steady tone in hertz, from where it rises through zero.
fn pitch(samples: &[f32], rate: u32) -> f64 {
    let rises: Vec<f64> = samples
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| pair[0] < 0.0 && pair[1] >= 0.0)
        .map(|(at, pair)| at as f64 + f64::from(pair[0] / (pair[0] - pair[1])))
        .collect();
    match rises.as_slice() {
        [first, .., last] => (rises.len() - 1) as f64 * f64::from(rate) / (last - first),
        _ => 0.0,
    }
}

/// How loud, as a root mean square; a full-scale sine is 0.707.
fn loudness(samples: &[f32]) -> f32 {
    let power: f32 = samples.iter().map(|sample| sample * sample).sum();
    (power / samples.len().max(1) as f32).sqrt()
}

/// A clip's samples from one second to another.
fn between(clip: &dictation_desk::audio::Clip, from: f64, to: f64) -> Vec<f32> {
    let rate = f64::from(clip.rate());
    let mut samples = vec![0.0; ((to - from) * rate) as usize];
    let count = clip.read((from * rate) as usize, &mut samples);
    samples.truncate(count);
    samples
}

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/audio/");
    std::fs::read(format!("{folder}{name}")).expect("the fixture is part of the repository")
}

fn decode(bytes: Vec<u8>) -> dictation_desk::problem::Outcome<dictation_desk::audio::Clip> {
    let source = Box::new(std::io::Cursor::new(bytes));
    let (clip, decoding) = dictation_desk::audio::decode::open(source)?;
    decoding.run(&mut |_| true)?;
    Ok(clip)
}

/// A 16-bit mono WAV file of these samples.
fn wav(rate: u32, samples: &[f32]) -> Vec<u8> {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: rate,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut file = std::io::Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut file, spec).expect("a valid layout");
    for sample in samples {
        let whole = (sample * 32_767.0) as i16;
        writer.write_sample(whole).expect("memory takes all");
    }
    writer.finalize().expect("memory takes all");
    file.into_inner()
}
