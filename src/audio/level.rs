//! Level: whether somebody speaks in a stretch of sound, and how loudly, with no model.

/// Seconds judged at a time.
pub(super) const STRETCH: f64 = 6.0;

/// Seconds a level is taken over: whole periods of mains hum at 50 and at 60 Hz, which so has one
/// level throughout.
const MOMENT: f64 = 0.05;

/// Speech lies above this many hertz; wind, rumble, most of a hum and any offset below.
const LOWEST: f32 = 200.0;

/// Where somebody speaks, the loud moments have at least this many times the power of the quiet
/// ones (5 dB). Hum, hiss and a dead channel stay below it.
const LIVELY: f32 = 3.2;

/// Power below which a moment counts as empty (-80 dB of full scale), so that the last bit of a
/// silent channel does not look lively.
const EMPTY: f32 = 1e-8;

/// A recording whose loud moments are below this power (-40 dB) is too quiet to be heard well,
const TOO_QUIET: f32 = 1e-4;
/// ... and is made as loud as this (-26 dB).
const LOUD_ENOUGH: f32 = 2.5e-3;

/// The samples without what lies below a voice.
pub(super) fn voice(samples: &[f32], rate: u32) -> Vec<f32> {
    let follows = 1.0 - (-std::f32::consts::TAU * LOWEST / rate.max(1) as f32).exp();
    let mut below = samples.first().copied().unwrap_or_default();
    samples
        .iter()
        .map(|sample| {
            below += (sample - below) * follows;
            sample - below
        })
        .collect()
}

/// The power of the loud moments in a stretch of [`voice`], if it rises and falls as speech does.
pub(super) fn spoken(voice: &[f32], rate: u32) -> Option<f32> {
    let moment = (MOMENT * f64::from(rate)) as usize;
    let mut powers: Vec<f32> = voice.chunks(moment.max(1)).map(power).collect();
    powers.sort_by(f32::total_cmp);
    // A click or a dropout alone makes nothing lively.
    let loud = *powers.get((powers.len() * 39 / 40).checked_sub(1)?)?;
    let quiet = powers.get(powers.len() / 4)?.max(EMPTY);
    (loud >= quiet * LIVELY).then_some(loud)
}

/// Takes a constant offset out of a whole recording, and makes one louder that is too quiet to be
/// heard well. Hiss alone stays as it is.
pub(super) fn make_audible(samples: &mut [f32], rate: u32) {
    let sum: f64 = samples.iter().map(|sample| f64::from(*sample)).sum();
    let offset = (sum / samples.len().max(1) as f64) as f32;
    let stretch = (STRETCH * f64::from(rate)) as usize;
    let loud = samples
        .chunks(stretch.max(1))
        .filter_map(|stretch| spoken(&voice(stretch, rate), rate))
        .fold(0.0, f32::max);
    let gain = match loud {
        0.0 => 1.0,
        loud if loud < TOO_QUIET => (LOUD_ENOUGH / loud).sqrt(),
        _ => 1.0,
    };
    for sample in samples {
        *sample = ((*sample - offset) * gain).clamp(-1.0, 1.0);
    }
}

fn power(samples: &[f32]) -> f32 {
    let squares: f32 = samples.iter().map(|sample| sample * sample).sum();
    squares / samples.len().max(1) as f32
}
