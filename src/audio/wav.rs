//! Plain WAV, the commonest recording, also where a recorder left it unfinished.
//!
//! A recorder that lost power, or one that streams, never wrote the lengths in the header. So the
//! sound is found first, and as much of it is read as the file has.

use std::io::{BufReader, Read, Seek, SeekFrom, Take};
use std::ops::Range;

use super::Source;
use super::downmix::Downmix;
use super::piece::{Piece, Reader};

/// Frames read at a time.
const BLOCK: usize = 16 * 1024;

/// The kinds of sound that are read here, by their number in the header; the last names another
/// one further on.
const WHOLE: u16 = 1;
const FLOAT: u16 = 3;
const EXTENSIBLE: u16 = 0xfffe;

/// And those that are MP3 or MP2 under a WAV header.
const MPEG: [u16; 2] = [0x50, 0x55];

/// What a file turned out to be, with its source at the start where it is not read here.
pub(super) enum WavFile {
    Plain(Box<Wav>),
    /// MP3 or MP2 within this range of bytes.
    Mpeg(Box<dyn Source>, Range<u64>),
    /// Sound of a kind that is known by its number.
    Other(Box<dyn Source>, u16),
    Not(Box<dyn Source>),
}

/// A WAV file of plain samples, positioned at the next one.
pub(super) struct Wav {
    sound: Take<BufReader<Box<dyn Source>>>,
    format: Format,
    expected: f64,
    /// Whether the header promised more sound than the file has.
    is_short: bool,
    bytes: Vec<u8>,
    samples: Vec<f32>,
}

/// What a `fmt ` chunk says.
#[derive(Clone, Copy)]
struct Format {
    /// The number of its kind of sound.
    kind: u16,
    channels: usize,
    rate: u32,
    /// Bytes that a frame and a sample take.
    frame: usize,
    width: usize,
}

impl Wav {
    /// Reads the header.
    pub fn open(source: Box<dyn Source>) -> WavFile {
        let mut source = BufReader::new(source);
        let found = find(&mut source);
        let start = source.stream_position().unwrap_or_default();
        let Some(found) = found else {
            return back(source, WavFile::Not);
        };
        let format = found.format;
        if MPEG.contains(&format.kind) {
            return WavFile::Mpeg(source.into_inner(), start..start + found.there);
        }
        if !format.is_plain() {
            return back(source, |source| WavFile::Other(source, format.kind));
        }
        let whole = |bytes: u64| bytes - bytes % format.frame as u64;
        let (there, promised) = (whole(found.there), whole(found.promised));
        WavFile::Plain(Box::new(Self {
            sound: source.take(there),
            expected: promised as f64 / format.frame as f64 / f64::from(format.rate),
            is_short: promised > there,
            format,
            bytes: Vec::new(),
            samples: Vec::new(),
        }))
    }
}

fn back(source: BufReader<Box<dyn Source>>, what: impl Fn(Box<dyn Source>) -> WavFile) -> WavFile {
    let mut source = source.into_inner();
    match source.seek(SeekFrom::Start(0)) {
        Ok(_) => what(source),
        // What cannot be read tells so where it is read next.
        Err(_) => WavFile::Not(source),
    }
}

impl Format {
    fn read(chunk: &[u8]) -> Option<Self> {
        let two = |at: usize| Some(u16::from_le_bytes(*chunk.get(at..)?.first_chunk()?));
        let kind = match two(0)? {
            EXTENSIBLE => two(24)?,
            kind => kind,
        };
        let (channels, frame) = (usize::from(two(2)?), usize::from(two(12)?));
        Some(Self {
            kind,
            channels,
            rate: u32::from_le_bytes(*chunk.get(4..)?.first_chunk()?),
            frame,
            // Odd numbers of bits fill the upper ones of a whole number of bytes.
            width: frame.checked_div(channels)?,
        })
    }

    fn is_plain(&self) -> bool {
        let width = match self.kind {
            WHOLE => (1..=4).contains(&self.width),
            FLOAT => [4, 8].contains(&self.width),
            _ => false,
        };
        width && self.frame == self.width * self.channels && self.rate > 0
    }

    /// One sample from its bytes, full scale being 1.
    fn sample(&self, bytes: &[u8]) -> f32 {
        match (self.kind, bytes) {
            (FLOAT, [a, b, c, d]) => f32::from_le_bytes([*a, *b, *c, *d]),
            (FLOAT, bytes) => bytes
                .first_chunk()
                .map_or(0.0, |bytes| f64::from_le_bytes(*bytes) as f32),
            (_, [a]) => (f32::from(*a) - 128.0) / 128.0,
            (_, [a, b]) => f32::from(i16::from_le_bytes([*a, *b])) / 32_768.0,
            (_, [a, b, c]) => i32::from_le_bytes([0, *a, *b, *c]) as f32 / 2_147_483_648.0,
            (_, bytes) => bytes.first_chunk().map_or(0.0, |bytes| {
                i32::from_le_bytes(*bytes) as f32 / 2_147_483_648.0
            }),
        }
    }
}

/// Where the sound of a file is, in bytes from where the source stands, and how it is laid out.
struct Found {
    format: Format,
    /// What is in the file, and what its header promised.
    there: u64,
    promised: u64,
}

/// Finds the sound in a file and leaves the source at its first sample.
fn find(source: &mut BufReader<Box<dyn Source>>) -> Option<Found> {
    let (riff, size) = chunk(source)?;
    let mut kind = [0; 4];
    source.read_exact(&mut kind).ok()?;
    if !matches!(&riff, b"RIFF" | b"RF64" | b"BW64") || &kind != b"WAVE" {
        return None;
    }
    let (mut format, mut long) = (None, None);
    loop {
        let (name, length) = chunk(source)?;
        // Chunks are padded to an even length.
        let padding = i64::from(length % 2);
        match &name {
            b"fmt " | b"ds64" if length <= 4096 => {
                let mut bytes = vec![0; length as usize];
                source.read_exact(&mut bytes).ok()?;
                source.seek_relative(padding).ok()?;
                if &name == b"ds64" {
                    // Lengths beyond four gigabytes: of the file, then of the sound.
                    long = Some(u64::from_le_bytes(*bytes.get(8..)?.first_chunk()?));
                } else {
                    format = Format::read(&bytes);
                }
            }
            b"data" => return measure(source, format?, u64::from(size), length, long),
            _ => source.seek_relative(i64::from(length) + padding).ok()?,
        }
    }
}

/// How much of the sound behind a `data` chunk's header is there.
fn measure(
    source: &mut BufReader<Box<dyn Source>>,
    format: Format,
    size: u64,
    length: u32,
    long: Option<u64>,
) -> Option<Found> {
    let start = source.stream_position().ok()?;
    let file = source.seek(SeekFrom::End(0)).ok()?;
    source.seek(SeekFrom::Start(start)).ok()?;
    let there = file.saturating_sub(start);
    let unwritten = length == u32::MAX || length == 0 && size + 8 != file;
    let promised = match long.filter(|long| length == u32::MAX && *long > 0) {
        Some(long) => long,
        None if unwritten => there,
        None => u64::from(length),
    };
    Some(Found {
        format,
        there: promised.min(there),
        promised,
    })
}

fn chunk(source: &mut impl Read) -> Option<([u8; 4], u32)> {
    let (mut name, mut length) = ([0; 4], [0; 4]);
    source.read_exact(&mut name).ok()?;
    source.read_exact(&mut length).ok()?;
    Some((name, u32::from_le_bytes(length)))
}

impl Reader for Wav {
    fn expected(&self) -> Option<f64> {
        Some(self.expected)
    }

    fn next(&mut self, sound: &mut Downmix) -> Piece {
        let format = self.format;
        self.bytes.clear();
        let block = (BLOCK * format.frame) as u64;
        if let Err(error) = self.sound.by_ref().take(block).read_to_end(&mut self.bytes) {
            return Piece::Failed(error);
        }
        if self.bytes.is_empty() {
            return if self.is_short {
                Piece::CutShort
            } else {
                Piece::End
            };
        }
        self.samples.clear();
        let samples = self.bytes.chunks_exact(format.width);
        self.samples
            .extend(samples.map(|bytes| format.sample(bytes)));
        if sound.push(format.rate, format.channels, &self.samples) {
            Piece::Sound
        } else {
            Piece::CutShort
        }
    }
}
