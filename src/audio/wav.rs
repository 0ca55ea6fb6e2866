//! Uncompressed WAV, the commonest recording, read leniently where a recorder left it unfinished.

use std::io::{BufReader, Read, Seek, SeekFrom};

use super::Source;
use super::decode::{Piece, Reader};

/// Bytes read at a time, rounded down to whole frames.
const BLOCK: usize = 32 * 1024;

/// How one sample is written.
#[derive(Clone, Copy)]
enum Sample {
    Unsigned8,
    Signed16,
    Signed24,
    Signed32,
    Float32,
}

impl Sample {
    /// By the format tag (1 whole numbers, 3 floating point) and the bytes a sample takes.
    fn of(tag: u16, bytes: u16) -> Option<Self> {
        match (tag, bytes) {
            (1, 1) => Some(Self::Unsigned8),
            (1, 2) => Some(Self::Signed16),
            (1, 3) => Some(Self::Signed24),
            (1, 4) => Some(Self::Signed32),
            (3, 4) => Some(Self::Float32),
            _ => None,
        }
    }

    fn size(self) -> usize {
        match self {
            Self::Unsigned8 => 1,
            Self::Signed16 => 2,
            Self::Signed24 => 3,
            Self::Signed32 | Self::Float32 => 4,
        }
    }

    fn value(self, bytes: &[u8]) -> f32 {
        match (self, bytes) {
            (Self::Unsigned8, [a]) => (f32::from(*a) - 128.0) / 128.0,
            (Self::Signed16, [a, b]) => f32::from(i16::from_le_bytes([*a, *b])) / 32_768.0,
            (Self::Signed24, [a, b, c]) => whole(i32::from_le_bytes([0, *a, *b, *c])),
            (Self::Signed32, [a, b, c, d]) => whole(i32::from_le_bytes([*a, *b, *c, *d])),
            (Self::Float32, [a, b, c, d]) => f32::from_le_bytes([*a, *b, *c, *d]),
            _ => 0.0,
        }
    }
}

fn whole(sample: i32) -> f32 {
    sample as f32 / 2_147_483_648.0
}

/// How the samples of a file are laid out, from its `fmt ` chunk.
#[derive(Clone, Copy)]
struct Layout {
    sample: Sample,
    channels: usize,
    rate: u32,
}

impl Layout {
    fn read(chunk: &[u8]) -> Option<Self> {
        let short = |at: usize| Some(u16::from_le_bytes(*chunk.get(at..)?.first_chunk()?));
        let rate = u32::from_le_bytes(*chunk.get(4..)?.first_chunk()?);
        let (channels, frame) = (short(2)?, short(12)?);
        // The extensible kind keeps the true tag further on.
        let tag = match short(0)? {
            0xfffe => short(24)?,
            plain => plain,
        };
        let sample = Sample::of(tag, frame.checked_div(channels)?)?;
        (rate > 0).then_some(Self {
            sample,
            channels: usize::from(channels),
            rate,
        })
    }

    fn frame(self) -> usize {
        self.channels * self.sample.size()
    }
}

/// A WAV file of plain samples, positioned at the next one.
pub(super) struct Wav {
    source: BufReader<Box<dyn Source>>,
    layout: Layout,
    /// Bytes of sound still to read, and bytes the header promised but the file lacks.
    left: u64,
    missing: u64,
    expected: f64,
    block: Vec<u8>,
}

impl Wav {
    /// Reads the header; gives the source back where this is not plain WAV.
    pub fn open(source: Box<dyn Source>) -> Result<Self, Box<dyn Source>> {
        let mut source = BufReader::new(source);
        let Some((layout, left, missing)) = header(&mut source) else {
            return Err(source.into_inner());
        };
        let frame = layout.frame();
        let frames = (left + missing) as f64 / frame as f64;
        Ok(Self {
            source,
            layout,
            left,
            missing,
            expected: frames / f64::from(layout.rate),
            block: vec![0; (BLOCK / frame).max(1) * frame],
        })
    }
}

/// Finds the sound in a file: its layout, the bytes that are there and the bytes that are not,
/// both in whole frames. Leaves the source at the first sample.
fn header(source: &mut BufReader<Box<dyn Source>>) -> Option<(Layout, u64, u64)> {
    let (riff, size) = chunk(source)?;
    let mut kind = [0; 4];
    source.read_exact(&mut kind).ok()?;
    if (&riff, &kind) != (b"RIFF", b"WAVE") {
        return None;
    }
    let mut layout = None;
    loop {
        let (name, length) = chunk(source)?;
        match &name {
            b"fmt " if length <= 4096 => {
                let mut bytes = vec![0; length as usize];
                source.read_exact(&mut bytes).ok()?;
                layout = Some(Layout::read(&bytes)?);
                source.seek_relative(i64::from(length % 2)).ok()?;
            }
            b"data" => {
                let layout: Layout = layout?;
                let start = source.stream_position().ok()?;
                let file = source.seek(SeekFrom::End(0)).ok()?;
                source.seek(SeekFrom::Start(start)).ok()?;
                let there = file.saturating_sub(start);
                // A recorder that lost power, or one that streams, never wrote the length.
                let unwritten = length == u32::MAX || length == 0 && u64::from(size) + 8 != file;
                let promised = if unwritten { there } else { u64::from(length) };
                let whole = |bytes: u64| bytes - bytes % layout.frame() as u64;
                let left = whole(promised.min(there));
                return Some((layout, left, whole(promised) - left));
            }
            _ => {
                // Chunks are padded to an even length.
                let next = i64::from(length) + i64::from(length % 2);
                source.seek_relative(next).ok()?;
            }
        }
    }
}

fn chunk(source: &mut impl Read) -> Option<([u8; 4], u32)> {
    let (mut name, mut length) = ([0; 4], [0; 4]);
    source.read_exact(&mut name).ok()?;
    source.read_exact(&mut length).ok()?;
    Some((name, u32::from_le_bytes(length)))
}

impl Reader for Wav {
    fn rate(&self) -> u32 {
        self.layout.rate
    }

    fn expected(&self) -> Option<f64> {
        Some(self.expected)
    }

    fn next(&mut self, mono: &mut Vec<f32>) -> Piece {
        let wanted = self.left.min(self.block.len() as u64) as usize;
        if wanted == 0 {
            return if self.missing > 0 {
                Piece::CutShort
            } else {
                Piece::End
            };
        }
        let block = &mut self.block[..wanted];
        if let Err(error) = self.source.read_exact(block) {
            return Piece::Failed(error);
        }
        self.left -= wanted as u64;
        let Layout {
            sample, channels, ..
        } = self.layout;
        mono.extend(block.chunks_exact(channels * sample.size()).map(|frame| {
            let sum: f32 = frame
                .chunks_exact(sample.size())
                .map(|bytes| sample.value(bytes))
                .sum();
            sum / channels as f32
        }));
        Piece::Sound
    }
}
