//! What a person hears, judged by its samples: the true player over a device driven by hand.

use assert_no_alloc::assert_no_alloc;
use dictation_desk::audio::output::{ManualSink, SilentSink, open_default};
use dictation_desk::audio::{Clip, Control, Deck, HeardMap, Motion, Player, Transport};

use super::{loudness, pitch, tone};

const RATE: u32 = 48_000;
/// Frames a fade takes, with room to spare.
const FADE: usize = 150;

fn player(rate: u32, clip: Clip) -> (Player, ManualSink) {
    let sink = ManualSink::new(rate);
    let mut player = Player::start(Box::new(sink.clone())).expect("a thread can be started");
    player.load(clip);
    (player, sink)
}

/// A clip whose samples tell their own position: each level is held for a tenth of a second.
fn staircase(rate: u32) -> Clip {
    let tenth = rate as usize / 10;
    let samples: Vec<f32> = (0..50)
        .flat_map(|step| std::iter::repeat_n(step as f32 / 100.0, tenth))
        .collect();
    Clip::from_samples(rate, &samples)
}

#[test]
fn at_normal_speed_it_is_the_recording_itself() {
    let samples = tone(RATE, 300.0, 1.0);
    let (mut player, sink) = player(RATE, Clip::from_samples(RATE, &samples));
    player.play(0.0, 1.0, 0.0);
    let heard = sink.hear(RATE as usize);
    for at in FADE..RATE as usize {
        assert!((heard[at] - samples[at]).abs() < 1e-4, "frame {at}");
    }
    assert!(player.at_end(0.0));
    assert!((player.position(0.0) - 1.0).abs() < 1e-6);
    assert_eq!(loudness(&sink.hear(512)), 0.0, "and then silence");
}

#[test]
fn pitch_stays_and_length_scales_at_every_speed_and_rate() {
    for (clip_rate, device_rate) in [
        (16_000, 48_000),
        (44_100, 48_000),
        (48_000, 44_100),
        (8_000, 8_000),
    ] {
        for speed in [0.5, 0.75, 1.0, 1.25, 1.5, 2.0] {
            let what = format!("{clip_rate} to {device_rate} at {speed}");
            let clip = Clip::from_samples(clip_rate, &tone(clip_rate, 220.0, 3.0));
            let (mut player, sink) = player(device_rate, clip);
            player.play(0.0, speed, 0.0);
            let mut heard = Vec::new();
            while !player.at_end(0.0) && heard.len() < device_rate as usize * 10 {
                heard.extend(sink.hear(256));
            }
            let seconds = heard.len() as f64 / f64::from(device_rate);
            assert!((seconds - 3.0 / speed).abs() < 0.05, "{what}: {seconds} s");
            let middle = &heard[heard.len() / 4..heard.len() * 3 / 4];
            let hertz = pitch(middle, device_rate);
            assert!((hertz - 220.0).abs() < 2.5, "{what}: {hertz} Hz");
            assert!(
                (loudness(middle) - 0.354).abs() < 0.03,
                "{what}: {}",
                loudness(middle)
            );
        }
    }
}

#[test]
fn a_speed_changed_while_playing_leaves_no_seam() {
    let clip = Clip::from_samples(RATE, &tone(RATE, 220.0, 20.0));
    let (mut player, sink) = player(RATE, clip);
    player.play(0.0, 1.0, 0.0);
    let mut heard = Vec::new();
    for speed in [1.0, 1.3, 0.8, 1.0, 1.7] {
        player.set_speed(speed, 0.0);
        heard.extend(sink.hear(RATE as usize));
    }
    // The steepest step of the tone itself, and a little more.
    let steepest = 0.5 * std::f32::consts::TAU * 220.0 / RATE as f32 * 1.6;
    let step = heard[FADE..]
        .windows(2)
        .map(|two| (two[1] - two[0]).abs())
        .fold(0.0, f32::max);
    assert!(
        step < steepest,
        "a step of {step}, where the tone has {steepest}"
    );
}

#[test]
fn letting_go_is_silent_within_one_buffer() {
    let clip = Clip::from_samples(RATE, &tone(RATE, 220.0, 20.0));
    let (mut player, sink) = player(RATE, clip);
    for buffer in [64, 256, 480, 2_048] {
        player.play(1.0, 1.0, 0.0);
        sink.hear(4_800);
        player.silence(0.0);
        let mut after = vec![0.0f32; buffer];
        sink.hear_into(&mut after, 1);
        assert!(
            after[buffer.min(FADE) - 1..]
                .iter()
                .all(|sample| sample.abs() < 1e-3)
        );
        let step = after
            .windows(2)
            .map(|two| (two[1] - two[0]).abs())
            .fold(0.0, f32::max);
        assert!(step < 0.05, "no click: {step}");
        assert_eq!(loudness(&sink.hear(9_600)), 0.0, "and nothing later");
        assert_eq!(player.level(), 0.0);
    }
}

#[test]
fn a_pedal_tapped_fast_sounds_at_every_tap() {
    let clip = Clip::from_samples(44_100, &tone(44_100, 220.0, 120.0));
    let (mut player, sink) = player(RATE, clip);
    for tap in 0..20 {
        player.play(f64::from(tap), 1.5, 0.0);
        assert!(loudness(&sink.hear(960)) > 0.2, "tap {tap}");
        player.silence(0.0);
        sink.hear(64);
    }
}

#[test]
fn a_seek_lands_where_it_was_told_and_nothing_stale_is_heard() {
    for (clip_rate, speed) in [(48_000, 1.0), (16_000, 1.0), (16_000, 1.5)] {
        let (mut player, sink) = player(RATE, staircase(clip_rate));
        player.play(0.0, speed, 0.0);
        sink.hear(4_800);
        for target in [2.05, 4.55, 0.35, 3.15] {
            player.play(target, speed, 0.0);
            let heard = sink.hear(1_200);
            let step = (target * 10.0).floor() / 100.0;
            // Ten milliseconds after the fade: the step of the place asked for and no other.
            for sample in &heard[2 * FADE + 480..] {
                let at = f64::from(*sample);
                assert!(
                    (at - step).abs() < 0.004,
                    "{clip_rate} {speed} {target}: {at}"
                );
            }
            // It began at the target, less what the fade of the sound before took.
            let played = 1_200.0 / f64::from(RATE) * speed;
            let position = player.position(0.0);
            assert!(
                (position - target - played).abs() < 0.01,
                "{target}: {position}"
            );
        }
    }
}

#[test]
fn the_position_is_that_of_the_sound_being_heard() {
    for speed in [0.5, 1.0, 1.7] {
        let (mut player, sink) = player(RATE, staircase(16_000));
        player.play(0.03, speed, 0.0);
        let mut last = 0.0;
        for _ in 0..100 {
            let heard = sink.hear(480);
            let position = player.position(0.0);
            assert!(position >= last, "it only moves on");
            last = position;
            // The last sample heard names the step it belongs to.
            let named = f64::from(heard[479]) * 10.0;
            let off = (position - 0.05 - named).abs();
            assert!(off < 0.05 + 0.02, "{speed}: at {position}, heard {named}");
        }
    }
}

#[test]
fn the_callback_never_allocates() {
    let clip = Clip::from_samples(16_000, &tone(16_000, 220.0, 5.0));
    let (mut player, sink) = player(RATE, clip);
    let mut stereo = [0i16; 960];
    let mut mono = [0.0f32; 700];
    for round in 0..20 {
        player.play(f64::from(round) / 4.0, 0.75 + f64::from(round) / 20.0, 0.0);
        assert_no_alloc(|| {
            for _ in 0..4 {
                sink.hear_into(&mut stereo, 2);
                sink.hear_into(&mut mono, 1);
            }
        });
        assert!(loudness(&mono) > 0.1, "round {round}: it was truly playing");
        assert!(stereo.iter().any(|sample| *sample != 0));
        assert!(stereo.chunks(2).all(|frame| frame[0] == frame[1]));
        player.silence(0.0);
        assert_no_alloc(|| sink.hear_into(&mut stereo, 2));
    }
}

#[test]
fn volume_follows_the_slider_and_never_overloads() {
    let clip = Clip::from_samples(RATE, &[0.9; 480_000]);
    let (mut player, sink) = player(RATE, clip);
    player.play(0.0, 1.0, 0.0);
    for (volume, level) in [(1.0, 0.9), (0.5, 0.45), (1.5, 1.0), (7.0, 1.0), (0.0, 0.0)] {
        player.set_volume(volume);
        let heard = sink.hear(2_048);
        let step = heard
            .windows(2)
            .map(|two| (two[1] - two[0]).abs())
            .fold(0.0, f32::max);
        assert!(step < 0.02, "no zip at {volume}: {step}");
        assert!(
            (heard[2_047] - level).abs() < 1e-3,
            "{volume}: {}",
            heard[2_047]
        );
        assert!((player.level() - level).abs() < 1e-3 || volume != 1.0);
    }
    assert!(!player.is_audible(), "nobody hears volume nought");
}

#[test]
fn a_lost_device_is_replaced_without_losing_the_place() {
    let (mut player, sink) = player(RATE, staircase(16_000));
    player.play(1.0, 1.0, 0.0);
    sink.hear(RATE as usize / 2);
    sink.change(Some(44_100));
    let heard = sink.hear(4_410);
    assert!(
        (player.position(0.0) - 1.6).abs() < 0.02,
        "{}",
        player.position(0.0)
    );
    assert!((heard[2_000] - 0.15).abs() < 0.004, "{}", heard[2_000]);
    assert_eq!(player.trouble(), None);
}

#[test]
fn a_device_pulled_out_is_told_once_and_the_next_press_finds_the_new_one() {
    let (mut player, sink) = player(RATE, staircase(16_000));
    player.play(1.0, 1.0, 0.0);
    sink.hear(4_800);
    sink.change(None);
    let problem = std::iter::repeat_with(|| {
        std::thread::yield_now();
        player.trouble()
    })
    .flatten()
    .next();
    let problem = problem.expect("the feeder notices");
    assert!(problem.message().contains("unplugged"), "{problem}");
    let place = player.position(0.0);
    assert!((place - 1.1).abs() < 0.02, "the place is kept: {place}");
    sink.change(Some(RATE));
    player.play(place, 1.0, 0.0);
    assert!(loudness(&sink.hear(4_800)) > 0.05);
    assert_eq!(player.trouble(), None);
}

#[test]
fn what_is_still_being_decoded_plays_as_far_as_it_goes() {
    let bytes = super::wav(16_000, &tone(16_000, 220.0, 8.0));
    let source = Box::new(std::io::Cursor::new(bytes));
    let (clip, decoding) = dictation_desk::audio::decode::open(source).expect("a plain file");
    let (mut player, sink) = player(RATE, clip);
    player.play(0.0, 1.0, 0.0);
    assert!(loudness(&sink.hear(RATE as usize / 2)[4_800..]) > 0.3);
    decoding.run(&mut |_| true).expect("nothing fails");
    let heard = sink.hear(RATE as usize * 8);
    assert!(player.at_end(0.0), "and on to the end");
    assert!((pitch(&heard[..RATE as usize * 7], RATE) - 220.0).abs() < 1.0);
}

#[test]
fn the_transport_drives_the_player() {
    let (mut player, sink) = player(RATE, staircase(16_000));
    let mut transport = Transport::new();
    transport.load(5.0, 0.0, HeardMap::default());
    transport.press(Control::Play, 0.0);
    transport.tick(&mut player, 0.0);
    sink.hear(RATE as usize * 2);
    transport.tick(&mut player, 2.0);
    transport.release(Control::Play, 2.0);
    transport.tick(&mut player, 2.0);
    assert!((transport.position() - 2.0).abs() < 0.01);
    assert_eq!(sink.hear(4_800)[4_799], 0.0);
    transport.press(Control::Play, 3.0);
    transport.tick(&mut player, 3.0);
    sink.hear(RATE as usize * 5);
    transport.tick(&mut player, 8.0);
    assert_eq!(transport.motion(), Motion::Stopped, "the end was reached");
    assert!((transport.heard().fraction(5.0) - 1.0).abs() < 0.01);
}

#[test]
fn a_computer_without_sound_keeps_time_and_marks_nothing_as_heard() {
    let mut player = Player::start(Box::new(SilentSink::default())).expect("a thread");
    player.load(Clip::from_samples(16_000, &tone(16_000, 220.0, 0.3)));
    let mut transport = Transport::new();
    transport.load(0.3, 0.0, HeardMap::default());
    transport.toggle_play(0.0);
    let began = std::time::Instant::now();
    crate::guard::until("it came to the end", || {
        transport.tick(&mut player, 0.0);
        transport.motion() == Motion::Stopped
    });
    assert!((transport.position() - 0.3).abs() < 1e-6);
    // A slow computer only takes longer.
    assert!(
        began.elapsed().as_secs_f64() >= 0.2,
        "no faster than it was spoken"
    );
    assert_eq!(transport.heard().spans(), [], "for nobody heard it");
}

#[test]
fn the_default_sink_opens_or_says_why_not() {
    let (mut sink, why) = open_default();
    assert!(sink.open().is_ok_and(|rate| rate > 0));
    assert_eq!(sink.is_audible(), why.is_none());
    if let Some(why) = why {
        assert!(why.contains("sound device"), "{why}");
    }
}
