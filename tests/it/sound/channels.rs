//! Several channels become one in which the voice survives, and quiet recordings are heard.

use std::f64::consts::TAU;
use std::io::Cursor;

use dictation_desk::audio::{Clip, decode};

use super::{between, decode, loudness, tone};

const RATE: u32 = 16_000;

/// Something that rises and falls as speech does: syllables of a low voice, a breath after each
/// five.
fn voice(seconds: f64) -> Vec<f32> {
    let samples = (f64::from(RATE) * seconds) as usize;
    let sample = |at: usize| {
        let time = at as f64 / f64::from(RATE);
        let syllable = (time * 4.0).fract();
        let is_breath = (time * 4.0) as u64 % 6 == 5;
        let swell = if is_breath {
            0.0
        } else {
            (syllable * TAU / 2.0).sin().powi(2)
        };
        let harmonics = (1..12).map(|n| (TAU * 130.0 * f64::from(n) * time).sin() / f64::from(n));
        (0.2 * swell * harmonics.sum::<f64>()) as f32
    };
    (0..samples).map(sample).collect()
}

/// White noise up to a level, always the same.
fn noise(samples: usize, level: f32) -> Vec<f32> {
    let mut state = 7u32;
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        level * (state as i32 as f32 / 2_147_483_648.0)
    };
    (0..samples).map(next).collect()
}

fn hum(samples: usize, hertz: f64) -> Vec<f32> {
    let at = |at: usize| TAU * hertz * at as f64 / f64::from(RATE);
    (0..samples)
        .map(|n| (0.3 * at(n).sin() + 0.1 * (3.0 * at(n)).sin()) as f32)
        .collect()
}

fn scaled(samples: &[f32], by: f32) -> Vec<f32> {
    samples.iter().map(|sample| sample * by).collect()
}

/// A 16-bit WAV file of these channels.
fn wav(channels: &[&[f32]]) -> Vec<u8> {
    let spec = hound::WavSpec {
        channels: channels.len() as u16,
        sample_rate: RATE,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut file = Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut file, spec).expect("a valid layout");
    for at in 0..channels[0].len() {
        for channel in channels {
            let whole = (channel[at].clamp(-1.0, 1.0) * 32_767.0) as i16;
            writer.write_sample(whole).expect("memory takes all");
        }
    }
    writer.finalize().expect("memory takes all");
    file.into_inner()
}

fn mixed(channels: &[&[f32]]) -> Vec<f32> {
    let clip = decode(wav(channels)).expect("a plain file");
    assert_eq!(clip.len(), channels[0].len(), "not a sample is lost");
    assert_eq!(clip.note(), None);
    all(&clip)
}

fn all(clip: &Clip) -> Vec<f32> {
    between(clip, 0.0, clip.duration())
}

/// How much of what is heard is the voice, either way round: 1 is all.
fn likeness(heard: &[f32], voice: &[f32]) -> f32 {
    let product =
        |one: &[f32], two: &[f32]| -> f32 { one.iter().zip(two).map(|(one, two)| one * two).sum() };
    let scale = (product(heard, heard) * product(voice, voice)).sqrt();
    (product(heard, voice) / scale).abs()
}

#[test]
fn the_voice_survives_whatever_the_other_channel_holds() {
    let voice = voice(14.0);
    let samples = voice.len();
    let others = [
        ("the same", voice.clone()),
        ("nothing", vec![0.0; samples]),
        ("the last bit", noise(samples, 0.00004)),
        ("an offset", vec![0.4; samples]),
        ("the voice upside down", scaled(&voice, -1.0)),
        ("the voice upside down and softer", scaled(&voice, -0.5)),
        ("hum at 50 Hz", hum(samples, 50.0)),
        ("hum at 60 Hz", hum(samples, 60.0)),
        ("faint hiss", noise(samples, 0.01)),
        ("hiss", noise(samples, 0.1)),
        ("a roar", noise(samples, 0.3)),
        ("a tone", tone(RATE, 1_000.0, 14.0)),
    ];
    for (what, other) in others {
        for (side, channels) in [("right", [&voice, &other]), ("left", [&other, &voice])] {
            let heard = mixed(&[channels[0], channels[1]]);
            let alike = likeness(&heard, &voice);
            assert!(alike > 0.98, "{what} on the {side}: {alike}");
            let level = loudness(&heard) / loudness(&voice);
            assert!(
                (0.7..1.05).contains(&level),
                "{what} on the {side}: {level}"
            );
        }
    }
}

#[test]
fn hum_in_both_channels_does_not_hide_that_the_voice_is_upside_down_in_one() {
    let voice = voice(10.0);
    let hum = hum(voice.len(), 50.0);
    let with = |by: f32| -> Vec<f32> {
        let both = voice.iter().zip(&hum);
        both.map(|(voice, hum)| by * voice + 0.2 * hum).collect()
    };
    let heard = mixed(&[&with(1.0), &with(-1.0)]);
    assert!(
        likeness(&heard, &voice) > 0.98,
        "{}",
        likeness(&heard, &voice)
    );
}

#[test]
fn two_people_on_two_channels_both_stay() {
    let voice = voice(24.0);
    let room = noise(voice.len(), 0.002);
    let talks = |from: f64, to: f64| -> Vec<f32> {
        let turn = (from * f64::from(RATE)) as usize..(to * f64::from(RATE)) as usize;
        let sample = |at: usize| if turn.contains(&at) { voice[at] } else { 0.0 };
        (0..voice.len()).map(|at| sample(at) + room[at]).collect()
    };
    // One after the other, with a turn in the middle of a stretch, and a short answer.
    for (one, two) in [((0.0, 8.5), (8.5, 24.0)), ((0.0, 24.0), (16.0, 16.9))] {
        let (left, right) = (talks(one.0, one.1), talks(two.0, two.1));
        let heard = mixed(&[&left, &right]);
        for (who, (from, to)) in [("left", one), ("right", two)] {
            let said = (from * f64::from(RATE)) as usize..(to * f64::from(RATE)) as usize;
            let alike = likeness(&heard[said.clone()], &voice[said.clone()]);
            assert!(alike > 0.95, "{who} {from} to {to}: {alike}");
            let level = loudness(&heard[said.clone()]) / loudness(&voice[said]);
            assert!(level > 0.45, "{who} {from} to {to}: {level}");
        }
    }
}

#[test]
fn of_many_channels_those_with_a_voice_are_heard() {
    let voice = voice(8.0);
    let (dead, hum, hiss) = (
        vec![0.0; voice.len()],
        hum(voice.len(), 50.0),
        noise(voice.len(), 0.2),
    );
    let against = scaled(&voice, -0.7);
    let heard = mixed(&[&dead, &hum, &voice, &hiss, &dead, &against, &dead, &dead]);
    assert!(likeness(&heard, &voice) > 0.98);
    assert!(loudness(&heard) / loudness(&voice) > 0.8);
}

#[test]
fn no_click_is_heard_where_the_way_of_mixing_changes() {
    // Hum on the left throughout; the voice comes on the right after seven seconds.
    let hum = hum(20 * RATE as usize, 50.0);
    let mut late = voice(20.0);
    late[..7 * RATE as usize].fill(0.0);
    let step = |samples: &[f32]| {
        let steps = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs());
        steps.fold(0.0, f32::max)
    };
    let heard = mixed(&[&hum, &late]);
    assert!(step(&heard) <= step(&hum) + step(&late), "{}", step(&heard));
    let spoken = 12 * RATE as usize..;
    assert!(likeness(&heard[spoken.clone()], &late[spoken]) > 0.98);
}

#[test]
fn a_moment_of_stereo_is_enough() {
    let voice = &voice(1.0)[..RATE as usize / 4];
    let heard = mixed(&[voice, &scaled(voice, -1.0)]);
    assert!(likeness(&heard, voice) > 0.98);
    assert_eq!(mixed(&[&[0.5], &[0.5]]).len(), 1);
}

#[test]
fn a_stereo_recording_can_be_used_while_it_grows() {
    let voice = voice(60.0);
    let file = Box::new(Cursor::new(wav(&[&voice, &voice])));
    let (clip, decoding) = decode::open(file).expect("a plain file");
    assert!(!clip.is_complete() && clip.len() >= 5 * RATE as usize);
    assert!(clip.len() < voice.len() / 2, "not all of it was waited for");
    decoding.run(&mut |_| true).expect("nothing fails");
    assert_eq!(clip.len(), voice.len());
}

#[test]
fn a_quiet_recording_is_made_loud_enough_to_be_heard() {
    let voice = voice(10.0);
    for by in [0.004, 0.01, 0.05] {
        let quiet = Clip::from_samples(RATE, &scaled(&voice, by));
        let speech = quiet.for_speech().expect("complete");
        assert!(loudness(&speech) > 0.01, "{by}: {}", loudness(&speech));
        assert!(likeness(&speech, &voice) > 0.95, "{by}");
        assert_eq!(all(&quiet).len(), voice.len());
    }
    let loud = Clip::from_samples(RATE, &voice)
        .for_speech()
        .expect("complete");
    assert!(
        (loudness(&loud) / loudness(&voice) - 1.0).abs() < 0.01,
        "left as it is"
    );
}

#[test]
fn silence_and_faint_hiss_are_not_made_loud() {
    for hiss in [0.0, 0.00004, 0.002] {
        let clip = Clip::from_samples(RATE, &noise(10 * RATE as usize, hiss));
        let speech = clip.for_speech().expect("complete");
        assert!(loudness(&speech) < 0.003, "{hiss}: {}", loudness(&speech));
    }
}

#[test]
fn an_offset_is_taken_out_and_clipping_stays_within_bounds() {
    let voice = voice(10.0);
    let shifted: Vec<f32> = voice.iter().map(|sample| sample * 0.5 + 0.3).collect();
    let speech = Clip::from_samples(RATE, &shifted)
        .for_speech()
        .expect("complete");
    assert!(likeness(&speech, &voice) > 0.99);

    let overdriven = scaled(&voice, 20.0);
    let heard = mixed(&[&overdriven, &scaled(&overdriven, -1.0)]);
    assert!(heard.iter().all(|sample| sample.abs() <= 1.0));
    assert!(loudness(&heard) > 0.3, "the voice is there, if rough");
}
