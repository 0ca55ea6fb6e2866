//! How long the model that ships takes over the sample dictations: seconds of work for each
//! second of speech.

use std::sync::Arc;
use std::time::Instant;

use dictation_desk::audio::decode;
use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::speech::{Cancel, Context, RATE, SpeechJob, Transcriber, Tuning, Whisper};

use crate::sample;
use crate::table::Row;

pub fn rows() -> Vec<Row> {
    let model = sample::file("models/ggml-base-clinic-q8_0.bin");
    let mut whisper = Whisper::load(&model).expect("the model ships with the program");
    let mut row = |threads: usize| {
        let factors = sample::DICTATIONS.map(|name| factor(&mut whisper, name, threads));
        let plural = if threads == 1 { "" } else { "s" };
        let what = format!("draft, clinic model, sample dictations, {threads} thread{plural}");
        Row::new(what, "real-time factor", factors.to_vec())
    };
    vec![row(1), row(2)]
}

fn factor(whisper: &mut Whisper, name: &str, threads: usize) -> f64 {
    let clip = decode::read_file(&sample::recording(name)).expect("a sample recording");
    let samples = clip.for_speech().expect("a complete clip");
    let length = samples.len() as f64 / f64::from(RATE);
    let job = SpeechJob {
        samples,
        lexicon: Arc::new(Lexicon::built_in()),
        context: Context::default(),
        tuning: Tuning::full(&whisper.model().facts),
        threads,
    };
    let began = Instant::now();
    let heard = whisper.transcribe(&job, &Cancel::default(), &mut |_| {});
    let taken = began.elapsed().as_secs_f64();
    assert!(
        !heard.expect("a draft").words.is_empty(),
        "it heard something"
    );
    taken / length
}
