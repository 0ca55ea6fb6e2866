//! The ggml file of a Whisper model, walked from the first byte to the last.
//!
//! whisper.cpp trusts its files: a wrong length makes it allocate wildly, a missing tensor or a
//! stray end makes it abort the process. So a file is held against everything the loader will
//! assume before the loader sees it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

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
pub(super) const VERSION_FACTOR: u32 = 1000;

pub(super) const F32: u32 = 0;
pub(super) const F16: u32 = 1;
pub(super) const Q8_0: u32 = 8;
pub(super) const Q5_1: u32 = 7;

/// How the type of a whole file in eight or five bits is written.
pub(super) const FILE_OF_Q8_0: u32 = 7;
pub(super) const FILE_OF_Q5_1: u32 = 9;

/// File type, tensor type, bytes a block, numbers a block.
const TYPES: [(u32, u32, u64, u64); 12] = [
    (0, F32, 4, 1),
    (1, F16, 2, 1),
    (2, 2, 18, 32),
    (3, 3, 20, 32),
    (FILE_OF_Q8_0, Q8_0, 34, 32),
    (8, 6, 22, 32),
    (FILE_OF_Q5_1, Q5_1, 24, 32),
    (10, 10, 84, 256),
    (11, 11, 110, 256),
    (12, 12, 144, 256),
    (13, 13, 176, 256),
    (14, 14, 210, 256),
];

/// Why a file is not a model: the end of the sentence "This is not a usable model: …".
#[derive(Debug)]
pub(super) enum Flaw {
    /// Something in the file is wrong, in words.
    Content(&'static str),
    Unreadable(io::Error),
}

impl From<io::Error> for Flaw {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            Self::Content("it ends too early, so the copy or download was cut short")
        } else {
            Self::Unreadable(error)
        }
    }
}

/// The sizes of a model, as its file states them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
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
pub(super) fn header(path: &Path) -> Result<Header, Flaw> {
    Walk::open(path)?.header()
}

/// Walks the whole file.
pub(super) fn check(path: &Path) -> Result<Header, Flaw> {
    let mut walk = Walk::open(path)?;
    let header = walk.header()?;
    walk.filters(&header)?;
    walk.vocabulary(&header)?;
    walk.tensors(&header)?;
    Ok(header)
}

fn ensure(holds: bool, otherwise: &'static str) -> Result<(), Flaw> {
    if holds {
        Ok(())
    } else {
        Err(Flaw::Content(otherwise))
    }
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
        let mut expected = Expected::of(header)?.0;
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

/// A tensor the loader will look for.
struct Tensor {
    shape: [u64; 3],
    kind: u32,
}

impl Tensor {
    fn bytes(&self) -> Result<u64, Flaw> {
        let (_, _, block_bytes, block) = TYPES
            .into_iter()
            .find(|(_, kind, ..)| *kind == self.kind)
            .ok_or(Flaw::Content(UNKNOWN_TYPE))?;
        ensure(self.shape[0].is_multiple_of(block), UNKNOWN_TYPE)?;
        Ok(self.shape.iter().product::<u64>() / block * block_bytes)
    }
}

const UNKNOWN_TYPE: &str = "its numbers are stored in a way this program does not know";

/// The names, shapes and types of all tensors a model of these sizes has.
struct Expected(BTreeMap<Vec<u8>, Tensor>);

impl Expected {
    fn of(header: &Header) -> Result<Self, Flaw> {
        let file_type = header.file_type % VERSION_FACTOR;
        let (_, weights, ..) = TYPES
            .into_iter()
            .find(|(kind, ..)| *kind == file_type)
            .ok_or(Flaw::Content(UNKNOWN_TYPE))?;
        let convolutions = if weights == F32 { F32 } else { F16 };
        let width = u64::from(header.width);
        let mut all = Self(BTreeMap::new());

        let audio = [width, u64::from(AUDIO_CONTEXT), 1];
        all.put("encoder.positional_embedding", audio, F32);
        for (index, inputs) in [(1, u64::from(header.mels)), (2, width)] {
            let name = format!("encoder.conv{index}");
            all.put(&format!("{name}.weight"), [3, inputs, width], convolutions);
            all.put(&format!("{name}.bias"), [1, width, 1], F32);
        }
        all.norm("encoder.ln_post", width);
        for layer in 0..header.audio_layers {
            all.block(
                &format!("encoder.blocks.{layer}"),
                &["attn"],
                width,
                weights,
            );
        }

        let text = [width, u64::from(TEXT_CONTEXT), 1];
        all.put("decoder.positional_embedding", text, F32);
        let tokens = [width, u64::from(header.vocabulary), 1];
        all.put("decoder.token_embedding.weight", tokens, weights);
        all.norm("decoder.ln", width);
        for layer in 0..header.text_layers {
            let name = format!("decoder.blocks.{layer}");
            all.block(&name, &["attn", "cross_attn"], width, weights);
        }
        Ok(all)
    }

    fn put(&mut self, name: &str, shape: [u64; 3], kind: u32) {
        let tensor = Tensor { shape, kind };
        self.0.insert(name.as_bytes().to_vec(), tensor);
    }

    fn norm(&mut self, name: &str, width: u64) {
        self.put(&format!("{name}.weight"), [width, 1, 1], F32);
        self.put(&format!("{name}.bias"), [width, 1, 1], F32);
    }

    fn linear(&mut self, name: &str, inputs: u64, outputs: u64, weights: u32) {
        self.put(&format!("{name}.weight"), [inputs, outputs, 1], weights);
        self.put(&format!("{name}.bias"), [outputs, 1, 1], F32);
    }

    fn block(&mut self, name: &str, attentions: &[&str], width: u64, weights: u32) {
        self.norm(&format!("{name}.mlp_ln"), width);
        self.linear(&format!("{name}.mlp.0"), width, 4 * width, weights);
        self.linear(&format!("{name}.mlp.2"), 4 * width, width, weights);
        for attention in attentions {
            self.norm(&format!("{name}.{attention}_ln"), width);
            for part in ["query", "value", "out"] {
                self.linear(&format!("{name}.{attention}.{part}"), width, width, weights);
            }
            // Keys have no bias.
            let key = format!("{name}.{attention}.key.weight");
            self.put(&key, [width, width, 1], weights);
        }
    }
}
