//! The wire between the program and its speech engine: frames of a JSON message and raw samples.
//!
//! A frame is `DDSE`, the length of the message in bytes, the number of samples (both 32-bit,
//! little end first), the message, the samples. Both ends treat what arrives as anybody's bytes:
//! lengths are held against limits, and memory is taken only for what has really come.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::clinical::lexicon::{Layer, Term};
use crate::speech::{Context, RATE, Transcript, Tuning};

const MAGIC: [u8; 4] = *b"DDSE";

/// The longest message: the words of a day, or a dictionary of a million terms.
const LONGEST_MESSAGE: u32 = 128 << 20;

/// The most samples of one recording: a day, which no dictation reaches.
pub const MOST_SAMPLES: u32 = 24 * 3600 * RATE;

const SAMPLE: usize = size_of::<f32>();

/// Samples turned into bytes, or back, at a time.
const CHUNK: usize = 16 << 10;

/// What the program asks of the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    Load {
        model: PathBuf,
    },
    /// The samples follow the message.
    Draft {
        job: u64,
        /// The dictionary, layer by layer from the lowest up; none where it is the one of the job
        /// before.
        dictionary: Option<Vec<(Layer, Vec<Term>)>>,
        context: Context,
        tuning: Tuning,
        threads: usize,
    },
    Cancel {
        job: u64,
    },
}

/// What the engine answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    Loaded,
    Progress {
        job: u64,
        share: f32,
    },
    Done {
        job: u64,
        transcript: Transcript,
    },
    /// Loading failed, or the job did; sentences for people, as a Problem has them.
    Problem {
        job: Option<u64>,
        what: String,
        next: String,
    },
}

/// Why bytes are no frame.
#[derive(Debug)]
pub enum Fault {
    Io(io::Error),
    /// It begins like nothing this program sends.
    Foreign,
    TooLong,
    /// The message is not one of those there are.
    Unreadable(serde_json::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io(error) => write!(f, "the pipe failed: {error}"),
            Self::Foreign => f.write_str("a frame does not begin as frames do"),
            Self::TooLong => f.write_str("a frame says it is longer than any may be"),
            // serde_json's own words may quote the message, and the message a patient.
            Self::Unreadable(error) => write!(f, "unreadable at column {}", error.column()),
        }
    }
}

/// Writes one frame.
///
/// # Errors
/// When the pipe is broken or the message is longer than a frame may be.
pub fn write(output: &mut impl Write, message: &impl Serialize, samples: &[f32]) -> io::Result<()> {
    let message = serde_json::to_vec(message)?;
    let length = u32::try_from(message.len()).ok();
    let length = length.filter(|length| *length <= LONGEST_MESSAGE);
    let count = u32::try_from(samples.len()).ok();
    let count = count.filter(|count| *count <= MOST_SAMPLES);
    let (Some(length), Some(count)) = (length, count) else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let mut start = Vec::with_capacity(12 + message.len());
    start.extend(MAGIC);
    start.extend(length.to_le_bytes());
    start.extend(count.to_le_bytes());
    start.extend(message);
    output.write_all(&start)?;
    let mut bytes = Vec::with_capacity(CHUNK.min(samples.len()) * SAMPLE);
    for chunk in samples.chunks(CHUNK) {
        bytes.clear();
        bytes.extend(chunk.iter().flat_map(|sample| sample.to_le_bytes()));
        output.write_all(&bytes)?;
    }
    output.flush()
}

/// Reads one frame with at most `most_samples`; none where the other end has closed the pipe
/// between two frames.
///
/// # Errors
/// When the bytes are no frame, or end in the middle of one.
pub fn read<T: DeserializeOwned>(
    input: &mut impl Read,
    most_samples: u32,
) -> Result<Option<(T, Vec<f32>)>, Fault> {
    let start = up_to(input, MAGIC.len() as u64)?;
    if start.is_empty() {
        return Ok(None);
    }
    if start.len() == MAGIC.len() && start != MAGIC {
        // Told before anything more is waited for: who is not understood may say no more.
        return Err(Fault::Foreign);
    }
    let (length, count) = (number(input)?, number(input)?);
    if length > LONGEST_MESSAGE || count > most_samples {
        return Err(Fault::TooLong);
    }
    let message = up_to(input, u64::from(length))?;
    if message.len() < length as usize {
        return Err(ended());
    }
    let message = serde_json::from_slice(&message).map_err(Fault::Unreadable)?;
    Ok(Some((message, samples(input, count as usize)?)))
}

fn samples(input: &mut impl Read, count: usize) -> Result<Vec<f32>, Fault> {
    let mut samples = Vec::new();
    while samples.len() < count {
        let wanted = (count - samples.len()).min(CHUNK) * SAMPLE;
        let bytes = up_to(input, wanted as u64)?;
        if bytes.len() < wanted {
            return Err(ended());
        }
        let (whole, _) = bytes.as_chunks::<SAMPLE>();
        samples.extend(whole.iter().map(|bytes| f32::from_le_bytes(*bytes)));
    }
    Ok(samples)
}

/// So many bytes, or as many as there are; memory grows with what comes, not with what was said.
fn up_to(input: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn number(input: &mut impl Read) -> Result<u32, Fault> {
    let mut bytes = [0; 4];
    input.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

fn ended() -> Fault {
    Fault::Io(io::ErrorKind::UnexpectedEof.into())
}
