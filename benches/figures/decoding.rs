//! How fast recordings are read: seconds of sound for each second spent.

use std::io::Cursor;

use dictation_desk::audio::{Clip, decode};

use crate::sample;
use crate::table::{Row, seconds};

const UNIT: &str = "x real time";

pub fn rows() -> Vec<Row> {
    let fixture = |name: &str| {
        let path = sample::file("tests/fixtures/audio").join(name);
        std::fs::read(path).expect("the fixture is part of the repository")
    };
    let flac = std::fs::read(sample::recording(sample::DICTATIONS[0]));
    vec![
        row("WAV 44.1 kHz stereo", &stereo(60.0)),
        row("FLAC 16 kHz mono", &flac.expect("the sample is there")),
        row("MP3", &fixture("tone.mp3")),
        row("M4A (AAC)", &fixture("tone.m4a")),
        row("Opus", &fixture("tone.opus")),
    ]
}

/// Decodes a whole recording from memory, opening it included, ten times.
fn row(kind: &str, bytes: &[u8]) -> Row {
    let length = read(bytes).duration();
    let runs = seconds(10, || read(bytes));
    let what = format!("decode {kind}, {length:.0} s of sound");
    Row::new(
        what,
        UNIT,
        runs.iter().map(|taken| length / taken).collect(),
    )
}

fn read(bytes: &[u8]) -> Clip {
    let source = Box::new(Cursor::new(bytes.to_vec()));
    let (clip, decoding) = decode::open(source).expect("a sound recording");
    decoding.run(&mut |_| true).expect("memory does not fail");
    clip
}

/// A 16-bit WAV file at 44.1 kHz, the same tone in both channels.
fn stereo(seconds: f64) -> Vec<u8> {
    const RATE: u32 = 44_100;
    let spec = hound::WavSpec {
        channels: 2,
        sample_rate: RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut file = Cursor::new(Vec::new());
    let mut wav = hound::WavWriter::new(&mut file, spec).expect("a valid layout");
    for sample in sample::tone(RATE, seconds) {
        for _ in 0..spec.channels {
            wav.write_sample((sample * 32_767.0) as i16)
                .expect("memory takes all");
        }
    }
    wav.finalize().expect("memory takes all");
    file.into_inner()
}
