//! The ggml file of a Whisper model, walked from the first byte to the last.
//!
//! whisper.cpp trusts its files: a wrong length makes it allocate wildly, a missing tensor or a
//! stray end makes it abort the process. So a file is held against everything the loader will
//! assume before the loader sees it.

mod flaw;
mod tables;

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use flaw::ensure;
use tables::expected;

pub(in crate::speech) use flaw::Flaw;

const MAGIC: u32 = 0x6767_6d6c;

/// Frames a hearing, text positions and frequency bins: the same in every Whisper model.
const AUDIO_CONTEXT: u32 = 1500;
const TEXT_CONTEXT: u32 = 448;
const FREQUENCIES: u32 = 201;

/// Text tokens of the GPT-2 list, without the specials that whisper.cpp adds.
const TEXT_TOKENS: u32 = 50_256;
const LONGEST_TOKEN: u32 = 256;
const LONGEST_NAME: u32 = 64;

/// Types at or above a thousand carry the version of the quantisation.
pub(in crate::speech) const VERSION_FACTOR: u32 = 1000;

pub(in crate::speech) const F32: u32 = 0;
pub(in crate::speech) const F16: u32 = 1;
pub(in crate::speech) const Q8_0: u32 = 8;
pub(in crate::speech) const Q5_1: u32 = 7;

/// How the type of a whole file in eight or five bits is written.
pub(in crate::speech) const FILE_OF_Q8_0: u32 = 7;
pub(in crate::speech) const FILE_OF_Q5_1: u32 = 9;

/// The sizes of a model, as its file states them.
#[derive(Clone, Copy, Debug)]
pub(in crate::speech) struct Header {
    pub vocabulary: u32,
    pub audio_layers: u32,
    pub text_layers: u32,
    pub text_heads: u32,
    pub mels: u32,
    width: u32,
    file_type: u32,
}

impl Header {
    /// Whether it knows English only.
    pub fn is_english(&self) -> bool {
        self.vocabulary == 51_864
    }

    /// Whether its weights are five-bit numbers of the kind q5_1.
    pub fn is_five_bit(&self) -> bool {
        self.file_type % VERSION_FACTOR == FILE_OF_Q5_1
    }
}

/// Reads the sizes alone: enough to tell a speech model from other files.
pub(in crate::speech) fn header(path: &Path) -> Result<Header, Flaw> {
    Walk::open(path)?.header()
}

/// Walks the whole file.
pub(in crate::speech) fn check(path: &Path) -> Result<Header, Flaw> {
    let mut walk = Walk::open(path)?;
    let header = walk.header()?;
    walk.filters(&header)?;
    walk.vocabulary(&header)?;
    walk.tensors(&header)?;
    Ok(header)
}

struct Walk {
    file: BufReader<File>,
    length: u64,
    at: u64,
}

impl Walk {
    fn open(path: &Path) -> Result<Self, Flaw> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        ensure(length > 0, "it is empty")?;
        Ok(Self {
            file: BufReader::new(file),
            length,
            at: 0,
        })
    }

    fn number(&mut self) -> Result<u32, Flaw> {
        let mut bytes = [0; 4];
        self.file.read_exact(&mut bytes)?;
        self.at += 4;
        Ok(u32::from_le_bytes(bytes))
    }

    fn bytes(&mut self, length: u32) -> Result<Vec<u8>, Flaw> {
        let mut bytes = vec![0; length as usize];
        self.file.read_exact(&mut bytes)?;
        self.at += u64::from(length);
        Ok(bytes)
    }

    fn skip(&mut self, length: u64) -> Result<(), Flaw> {
        self.at += length;
        if self.at > self.length {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        self.file.seek(SeekFrom::Start(self.at))?;
        Ok(())
    }

    fn header(&mut self) -> Result<Header, Flaw> {
        ensure(
            self.number()? == MAGIC,
            "it is not in the ggml format that whisper.cpp uses",
        )?;
        let mut sizes = [0; 11];
        for size in &mut sizes {
            *size = self.number()?;
        }
        let [
            vocabulary,
            audio_context,
            audio_width,
            audio_heads,
            audio_layers,
            text_context,
            text_width,
            text_heads,
            text_layers,
            mels,
            file_type,
        ] = sizes;
        let heads_fit = |heads| heads > 0 && heads <= 64 && text_width % heads == 0;
        let sane = (51_864..=51_866).contains(&vocabulary)
            && audio_context == AUDIO_CONTEXT
            && text_context == TEXT_CONTEXT
            && audio_width == text_width
            && (64..=4096).contains(&text_width)
            && heads_fit(audio_heads)
            && heads_fit(text_heads)
            && (1..=64).contains(&audio_layers)
            && (1..=64).contains(&text_layers)
            && (mels == 80 || mels == 128);
        ensure(sane, "its sizes are not those of a Whisper model")?;
        Ok(Header {
            vocabulary,
            audio_layers,
            text_layers,
            text_heads,
            mels,
            width: text_width,
            file_type,
        })
    }

    fn filters(&mut self, header: &Header) -> Result<(), Flaw> {
        let (mels, frequencies) = (self.number()?, self.number()?);
        ensure(
            mels == header.mels && frequencies == FREQUENCIES,
            "its table of sound filters is damaged",
        )?;
        self.skip(u64::from(mels) * u64::from(frequencies) * 4)
    }

    fn vocabulary(&mut self, header: &Header) -> Result<(), Flaw> {
        const DAMAGED: &str = "its word list is damaged";
        let count = self.number()?;
        ensure((TEXT_TOKENS..=header.vocabulary).contains(&count), DAMAGED)?;
        let mut has_space = false;
        for _ in 0..count {
            let length = self.number()?;
            ensure(length <= LONGEST_TOKEN, DAMAGED)?;
            has_space |= self.bytes(length)? == b" ";
        }
        // whisper.cpp looks this token up without asking whether it is there.
        ensure(has_space, DAMAGED)
    }

    fn tensors(&mut self, header: &Header) -> Result<(), Flaw> {
        let mut expected = expected(header)?;
        while self.at < self.length {
            let (dimensions, name_length, kind) = (self.number()?, self.number()?, self.number()?);
            ensure(
                (1..=3).contains(&dimensions) && name_length <= LONGEST_NAME,
                "one of its tables has no proper beginning",
            )?;
            let mut shape = [1; 3];
            for size in shape.iter_mut().take(dimensions as usize) {
                *size = u64::from(self.number()?);
            }
            let name = self.bytes(name_length)?;
            let tensor = expected.remove(name.as_slice()).ok_or(Flaw::Content(
                "it has a table that a Whisper model of its size has not",
            ))?;
            ensure(
                tensor.shape == shape && tensor.kind == kind,
                "one of its tables has the wrong size",
            )?;
            self.skip(tensor.bytes()?)?;
        }
        ensure(expected.is_empty(), "some of its tables are missing")
    }
}
