//! The clips: sentences by natural voices, the model that ships, and what it hears in them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use dictation_desk::audio::decode;
use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::speech::{
    Cancel, Context, SpeechJob, Transcriber, Transcript, Tuning, Whisper,
};

pub const MODEL: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/models/ggml-base-clinic-q8_0.bin"
);

/// The model in memory, for all who only listen to it: loading takes as long as a short hearing.
static WHISPER: LazyLock<Mutex<Whisper>> =
    LazyLock::new(|| Mutex::new(Whisper::load(Path::new(MODEL)).unwrap()));

fn path(name: &str, ending: &str) -> PathBuf {
    let clips = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clips");
    clips.join(format!("{name}.{ending}"))
}

/// The samples of a clip.
pub fn clip(name: &str) -> Vec<f32> {
    let clip = decode::read_file(&path(name, "flac")).unwrap();
    clip.for_speech().unwrap().to_vec()
}

/// What is said in a clip.
pub fn said(name: &str) -> String {
    std::fs::read_to_string(path(name, "txt")).unwrap()
}

/// These samples to be heard by the model unaided, with no dictionary.
pub fn job(samples: Vec<f32>) -> SpeechJob {
    SpeechJob {
        samples: samples.into(),
        lexicon: Arc::new(Lexicon::default()),
        context: Context::default(),
        tuning: Tuning::OFF,
        // More would wait for each other on a busy machine.
        threads: 1,
    }
}

/// Has the one model in memory do something; one test at a time.
pub fn with_model<T>(work: impl FnOnce(&mut Whisper) -> T) -> T {
    // A test that failed meanwhile has harmed itself only.
    let mut whisper = WHISPER.lock().unwrap_or_else(PoisonError::into_inner);
    work(&mut whisper)
}

/// What the model hears.
pub fn hear(job: &SpeechJob) -> Transcript {
    let heard = with_model(|whisper| whisper.transcribe(job, &Cancel::default(), &mut |_| ()));
    heard.unwrap()
}
