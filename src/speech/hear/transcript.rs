//! One job on its thread: speech found, packed, heard window by window, and put together.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use whisper_rs::WhisperError;

use super::lane::Lane;
use super::merge;
use super::needs::{ALIGNMENT_MEMORY, STACK, failed};
use super::part::{Again, HeardWindow};
use super::run::Run;
use crate::problem::{Outcome, Problem};
use crate::speech::find::loudness::Loudness;
use crate::speech::find::pack::{self, Window};
use crate::speech::find::{loudness, witnesses};
use crate::speech::guard::{self, repeats};
use crate::speech::{RATE, Transcript, cancelled};

/// What the scratch of all lanes together may take, in bytes: half of what a modest computer can
/// spare beside the model.
const SCRATCH: usize = 2 << 30;

/// What is heard in the whole of a job.
pub(super) fn transcript(run: &Run) -> Outcome<Transcript> {
    let samples = &run.job.samples;
    let speech = witnesses::speech(samples, &run.model.path, run.job.threads, &run.cancel);
    let loudness = Loudness::of(loudness::levels(samples), &speech.heard);
    let typical = usize::from(run.model.facts.decode.window_seconds) * RATE as usize;
    let all = samples_in(speech.heard.iter().cloned());
    run.progress.speech.store(all, Ordering::Relaxed);
    let mut words = Vec::new();
    let mut left = speech.heard.clone();
    // What the model leaves out of a window is packed anew, once the others have been heard.
    while !left.is_empty() {
        let windows = pack::windows(&std::mem::take(&mut left), typical, &loudness);
        for part in hear_well(run, &windows, &loudness)? {
            words.extend(part.words);
            left.extend(part.rest);
        }
    }
    words.sort_by(|a, b| a.span.start.total_cmp(&b.span.start));
    let length = samples.len() as f64 / f64::from(RATE);
    merge::even_out(&mut words);
    merge::settle(&mut words, length);
    Ok(guard::transcript(&words, &speech))
}

/// Hears all windows, and what went wrong in them once more.
fn hear_well(run: &Run, windows: &[Window], loudness: &Loudness) -> Outcome<Vec<HeardWindow>> {
    let mut parts = hear_all(run, windows, loudness)?;
    let wrong = parts.iter().zip(windows);
    let wrong = wrong.map(|(part, window)| part.again(window, loudness));
    let wrong: Vec<Option<Again>> = wrong.collect();
    let again = wrong.iter().flatten();
    let again: Vec<Window> = again.flat_map(|again| again.windows.clone()).collect();
    let more = again.iter().flat_map(Window::sources);
    run.progress
        .speech
        .fetch_add(samples_in(more), Ordering::Relaxed);
    let mut again = hear_all(run, &again, loudness)?.into_iter();
    for (part, wrong) in parts.iter_mut().zip(&wrong) {
        if let Some(wrong) = wrong {
            part.weigh(wrong, again.by_ref().take(wrong.windows.len()));
        }
        repeats::leave_out(&mut part.words);
    }
    Ok(parts)
}

/// Hears all windows, each lane one at a time. What is heard does not depend on how many lanes
/// there are. The parts come in the windows' order.
fn hear_all(run: &Run, windows: &[Window], loudness: &Loudness) -> Outcome<Vec<HeardWindow>> {
    if windows.is_empty() {
        return Ok(Vec::new());
    }
    let mut lanes = lanes(run, windows.len(), loudness)?;
    let next = AtomicUsize::new(0);
    let work = |lane: &mut Lane<'_>| hear_some(run, lane, windows, &next);
    let mut parts = thread::scope(|scope| {
        let (own, others) = lanes.split_first_mut().unzip();
        let others: Vec<_> = others
            .unwrap_or_default()
            .iter_mut()
            .filter_map(|lane| {
                let thread = thread::Builder::new().name("whisper".to_owned());
                // Without it the other lanes have more to hear.
                let thread = thread.stack_size(STACK);
                thread.spawn_scoped(scope, move || work(lane)).ok()
            })
            .collect();
        let own = own.map_or_else(|| Ok(Vec::new()), work);
        let others = others.into_iter().map(|other| {
            let ended = || Err(WhisperError::GenericError(-1));
            other.join().unwrap_or_else(|_| ended())
        });
        let parts = std::iter::once(own).chain(others.collect::<Vec<_>>());
        parts.collect::<Result<Vec<_>, _>>()
    })
    .map_err(|error| stopped(run, &error))?
    .concat();
    parts.sort_by_key(|(at, _)| *at);
    Ok(parts.into_iter().map(|(_, part)| part).collect())
}

/// As many lanes as there are threads, windows and memory for, one at least.
fn lanes<'a>(run: &'a Run, windows: usize, loudness: &'a Loudness) -> Outcome<Vec<Lane<'a>>> {
    let threads = run.job.threads.clamp(1, 64);
    let wanted = threads.min(windows).min(room(run)).max(1);
    // A fresh state for each: what was heard before must not colour what comes.
    let lane = || Lane::new(run, loudness, threads / wanted);
    let first = lane().map_err(|error| stopped(run, &error))?;
    let others = (1..wanted).map_while(|_| lane().ok());
    Ok(std::iter::once(first).chain(others).collect())
}

/// Hears windows that no other lane has begun, each with its place, until there is none.
fn hear_some(
    run: &Run,
    lane: &mut Lane<'_>,
    windows: &[Window],
    next: &AtomicUsize,
) -> Result<Vec<(usize, HeardWindow)>, WhisperError> {
    let mut parts = Vec::new();
    loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let window = windows.get(at).filter(|_| !run.cancel.is_cancelled());
        let Some(window) = window else {
            return Ok(parts);
        };
        let part = lane.hear(window).inspect_err(|_| {
            // What the others would hear is lost in any case.
            next.store(windows.len(), Ordering::Relaxed);
        })?;
        let left = samples_in(part.rest.iter().cloned());
        let behind = samples_in(window.sources()).saturating_sub(left);
        run.progress.behind.fetch_add(behind, Ordering::Relaxed);
        parts.push((at, part));
    }
}

/// How many lanes there is room for in [`SCRATCH`], as whisper.cpp lays out a state.
fn room(run: &Run) -> usize {
    let sizes = |size: i32| usize::try_from(size).unwrap_or_default();
    let context = &run.context;
    let heard = sizes(context.model_n_audio_ctx());
    let attention = heard * heard * sizes(context.model_n_audio_head());
    let in_mind = sizes(context.model_n_text_layer()) * sizes(context.model_n_text_state());
    let remembered = in_mind * (heard + sizes(context.model_n_text_ctx()));
    let expected = 2 * sizes(context.model_n_text_ctx()) * sizes(context.n_vocab());
    let numbers = attention + remembered + expected;
    SCRATCH / (size_of::<f32>() * numbers + ALIGNMENT_MEMORY)
}

fn stopped(run: &Run, error: &WhisperError) -> Problem {
    if run.cancel.is_cancelled() {
        cancelled()
    } else {
        failed(error)
    }
}

fn samples_in(stretches: impl Iterator<Item = Range<usize>>) -> usize {
    stretches.map(|stretch| stretch.len()).sum()
}
