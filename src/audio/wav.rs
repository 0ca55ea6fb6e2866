//! Plain WAV, the commonest recording, read by hound, also where a recorder left it unfinished.
//!
//! A recorder that lost power, or one that streams, never wrote the lengths in the header, and
//! hound rightly refuses that. So the sound is found first, and hound is given the same format
//! under a header that tells the truth.

use std::io::{BufReader, Chain, Cursor, Read, Seek, SeekFrom, Take};

use hound::{SampleFormat, WavIntoSamples, WavReader};

use super::Source;
use super::decode::{Piece, Reader};

/// Frames read at a time.
const BLOCK: usize = 16 * 1024;

/// A true header and, behind it, the sound that is there.
type Mended = Chain<Cursor<Vec<u8>>, Take<BufReader<Box<dyn Source>>>>;

/// Samples as hound gives them, whole numbers with the value that is full scale.
enum Samples {
    Whole(WavIntoSamples<Mended, i32>, f32),
    Float(WavIntoSamples<Mended, f32>),
}

impl Samples {
    fn next(&mut self) -> Option<hound::Result<f32>> {
        match self {
            Self::Whole(samples, full) => {
                let sample = samples.next()?;
                Some(sample.map(|sample| sample as f32 / *full))
            }
            Self::Float(samples) => samples.next(),
        }
    }
}

/// A WAV file of plain samples, positioned at the next one.
pub(super) struct Wav {
    samples: Samples,
    channels: usize,
    rate: u32,
    expected: f64,
    /// Whether the header promised more sound than the file has.
    is_short: bool,
}

impl Wav {
    /// Reads the header; gives the source back where this is not plain WAV.
    pub fn open(source: Box<dyn Source>) -> Result<Self, Box<dyn Source>> {
        let mut source = BufReader::new(source);
        let Some(found) = find(&mut source) else {
            return Err(source.into_inner());
        };
        let header = found.header();
        // The header alone tells whether hound knows the format, while the source can still be
        // given back.
        let Ok(reader) = WavReader::new(Cursor::new(header.clone())) else {
            return Err(source.into_inner());
        };
        let spec = reader.spec();
        let mended = Cursor::new(header).chain(source.take(found.there));
        let samples = match (WavReader::new(mended), spec.sample_format) {
            (Ok(reader), SampleFormat::Float) => Samples::Float(reader.into_samples()),
            (Ok(reader), SampleFormat::Int) => {
                let full = (1_u64 << (spec.bits_per_sample.clamp(1, 32) - 1)) as f32;
                Samples::Whole(reader.into_samples(), full)
            }
            // Not reached: hound has just read this very header.
            (Err(_), _) => return Err(Box::new(std::io::empty())),
        };
        Ok(Self {
            samples,
            channels: usize::from(spec.channels),
            rate: spec.sample_rate,
            expected: found.promised as f64 / f64::from(found.frame) / f64::from(spec.sample_rate),
            is_short: found.promised > found.there,
        })
    }

    /// The next frame as one sample; none at the end.
    fn frame(&mut self) -> Option<hound::Result<f32>> {
        let mut sum = self.samples.next()?;
        for _ in 1..self.channels {
            sum = match (sum, self.samples.next()?) {
                (Ok(sum), Ok(sample)) => Ok(sum + sample),
                (Err(error), _) | (_, Err(error)) => return Some(Err(error)),
            };
        }
        Some(sum.map(|sum| sum / self.channels as f32))
    }
}

/// Where the sound of a file is, in bytes, and how it is laid out.
struct Found {
    /// The `fmt ` chunk as it stands in the file.
    format: Vec<u8>,
    /// Bytes a frame takes.
    frame: u16,
    /// Whole frames that are in the file, and that its header promised.
    there: u64,
    promised: u64,
}

impl Found {
    /// A header for the sound that is there, in the file's own format.
    fn header(&self) -> Vec<u8> {
        let there = self.there as u32;
        let format = self.format.len() as u32;
        let mut header = b"RIFF".to_vec();
        header.extend((there.saturating_add(format + 20)).to_le_bytes());
        header.extend(b"WAVEfmt ");
        header.extend(format.to_le_bytes());
        header.extend(&self.format);
        header.extend(b"data");
        header.extend(there.to_le_bytes());
        header
    }
}

/// Finds the sound in a file and leaves the source at its first sample.
fn find(source: &mut BufReader<Box<dyn Source>>) -> Option<Found> {
    let (riff, size) = chunk(source)?;
    let mut kind = [0; 4];
    source.read_exact(&mut kind).ok()?;
    if (&riff, &kind) != (b"RIFF", b"WAVE") {
        return None;
    }
    let mut format = Vec::new();
    loop {
        let (name, length) = chunk(source)?;
        // Chunks are padded to an even length.
        let padding = i64::from(length % 2);
        match &name {
            b"fmt " if length <= 4096 => {
                format = vec![0; length as usize];
                source.read_exact(&mut format).ok()?;
                source.seek_relative(padding).ok()?;
            }
            b"data" => return measure(source, format, u64::from(size), length),
            _ => source.seek_relative(i64::from(length) + padding).ok()?,
        }
    }
}

/// How much of the sound behind a `data` chunk's header is there.
fn measure(
    source: &mut BufReader<Box<dyn Source>>,
    format: Vec<u8>,
    size: u64,
    length: u32,
) -> Option<Found> {
    let frame = u16::from_le_bytes(*format.get(12..)?.first_chunk()?);
    let start = source.stream_position().ok()?;
    let file = source.seek(SeekFrom::End(0)).ok()?;
    source.seek(SeekFrom::Start(start)).ok()?;
    let there = file.saturating_sub(start).min(u64::from(u32::MAX));
    let unwritten = length == u32::MAX || length == 0 && size + 8 != file;
    let promised = if unwritten { there } else { u64::from(length) };
    let whole = |bytes: u64| Some(bytes - bytes.checked_rem(u64::from(frame))?);
    Some(Found {
        there: whole(promised.min(there))?,
        promised: whole(promised)?,
        frame,
        format,
    })
}

fn chunk(source: &mut impl Read) -> Option<([u8; 4], u32)> {
    let (mut name, mut length) = ([0; 4], [0; 4]);
    source.read_exact(&mut name).ok()?;
    source.read_exact(&mut length).ok()?;
    Some((name, u32::from_le_bytes(length)))
}

impl Reader for Wav {
    fn rate(&self) -> u32 {
        self.rate
    }

    fn expected(&self) -> Option<f64> {
        Some(self.expected)
    }

    fn next(&mut self, mono: &mut Vec<f32>) -> Piece {
        for read in 0..BLOCK {
            match self.frame() {
                Some(Ok(sample)) => mono.push(sample),
                Some(Err(hound::Error::IoError(error))) => return Piece::Failed(error),
                Some(Err(error)) => return Piece::Failed(std::io::Error::other(error)),
                None if read > 0 => break,
                None if self.is_short => return Piece::CutShort,
                None => return Piece::End,
            }
        }
        Piece::Sound
    }
}
