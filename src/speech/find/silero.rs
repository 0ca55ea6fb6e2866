//! Silero: a small published model that tells a voice from any other sound, run by whisper.cpp.
//!
//! whisper.cpp takes the file's word for every length in it, so a damaged one could end the
//! process. Only the published bytes are given to it; any other file is as if it were not there.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;

use sha2::{Digest, Sha256};
use whisper_rs::{WhisperVadContext, WhisperVadContextParams};

use crate::problem::{Outcome, Problem};
use crate::speech::Cancel;

/// The file that is known, version 6.2.0 as whisper.cpp's makers publish it.
pub const NAME: &str = "ggml-silero-v6.2.0.bin";
pub const ADDRESS: &str =
    "https://huggingface.co/ggml-org/whisper-vad/resolve/main/ggml-silero-v6.2.0.bin";
const BYTES: u64 = 885_098;
const SHA256: &str = "2aa269b785eeb53a82983a20501ddf7c1d9c48e33ab63a41391ac6c9f7fb6987";

/// Samples that get one probability between them.
pub const STEP: usize = 512;

/// Samples judged in one call, about half a minute: a cancel is noticed between two.
const BLOCK: usize = 1_000 * STEP;

/// Each call begins knowing nothing of the sound before, so it starts a second early.
const RUN_UP: usize = 32 * STEP;

/// Whether the file is the one that is known, to the byte.
pub fn is_genuine(file: &Path) -> bool {
    // The size comes first: a pipe would keep a reader waiting, and a disk image fill the memory.
    let has_size = fs::metadata(file).is_ok_and(|found| found.is_file() && found.len() == BYTES);
    let read = || {
        let mut bytes = Vec::new();
        File::open(file)?.take(BYTES).read_to_end(&mut bytes)?;
        io::Result::Ok(bytes)
    };
    has_size && read().is_ok_and(|bytes| hex::encode(Sha256::digest(bytes)) == SHA256)
}

/// The file beside a speech model, where a genuine one lies there.
pub fn beside(model: &Path) -> Option<PathBuf> {
    let file = model.with_file_name(NAME);
    is_genuine(&file).then_some(file)
}

/// Copies the genuine `file` into a folder of models, whole or not at all.
///
/// # Errors
/// When it cannot be copied.
pub fn add(file: &Path, into: &Path) -> Outcome<PathBuf> {
    let copied = || {
        fs::create_dir_all(into)?;
        let mut copy = tempfile::NamedTempFile::new_in(into)?;
        copy.write_all(&fs::read(file)?)?;
        copy.as_file().sync_all()?;
        let target = into.join(NAME);
        copy.persist(&target)?;
        io::Result::Ok(target)
    };
    copied().map_err(|error| {
        Problem::new(
            "The voice detector Silero could not be copied to the models folder",
            "Check that the folder can be written to and has room, then add it again",
        )
        .because(error)
    })
}

/// How likely it is that somebody speaks, from 0 to 1, for each [`STEP`] samples.
///
/// `file` must be [genuine](is_genuine). None where memory does not suffice or the job was
/// cancelled: a dictation can be drafted without.
pub fn probabilities(
    file: &Path,
    samples: &[f32],
    threads: usize,
    cancel: &Cancel,
) -> Option<Vec<f32>> {
    // Without this whisper.cpp writes to standard error.
    whisper_rs::install_logging_hooks();
    let file = file.to_str()?;
    let blocks = samples.len().div_ceil(BLOCK);
    let a_thread = blocks.div_ceil(threads.clamp(1, 64)).max(1);
    let starts: Vec<usize> = (0..samples.len()).step_by(BLOCK).collect();
    let found = thread::scope(|scope| {
        let start = |starts| {
            let judge = move || judged(file, samples, starts, cancel);
            let thread = thread::Builder::new().name("silero".to_owned());
            thread.spawn_scoped(scope, judge).ok()
        };
        let threads = starts.chunks(a_thread).map(start);
        let threads = threads.collect::<Option<Vec<_>>>()?;
        let found = threads.into_iter().map(|thread| thread.join().ok()?);
        found.collect::<Option<Vec<_>>>()
    });
    found.map(|found| found.concat())
}

/// The probabilities of the blocks that start at these samples.
fn judged(file: &str, samples: &[f32], starts: &[usize], cancel: &Cancel) -> Option<Vec<f32>> {
    let mut parameters = WhisperVadContextParams::new();
    // However many the job may use: whisper.cpp starts threads anew for every step, which takes
    // many times longer than the step itself.
    parameters.set_n_threads(1);
    let mut silero = WhisperVadContext::new(file, parameters).ok()?;
    let mut found = Vec::with_capacity(starts.len() * BLOCK / STEP);
    for start in starts {
        if cancel.is_cancelled() {
            return None;
        }
        let from = start.saturating_sub(RUN_UP);
        let block = &samples[from..samples.len().min(start + BLOCK)];
        silero.detect_speech(block).ok()?;
        found.extend(silero.probabilities().get((start - from) / STEP..)?);
    }
    Some(found)
}
