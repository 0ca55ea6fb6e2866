//! The transport as a typist knows it, told as presses, times and where the recording then is.

use dictation_desk::audio::{Clip, Control, HeardMap, Motion, Transport, VirtualDeck};
use dictation_desk::audio::{Deck, Motion::*};
use dictation_desk::words::Span;
use proptest::prelude::*;

/// A desk with a pedal: a transport over a deck that keeps perfect time.
struct Bench {
    transport: Transport,
    deck: VirtualDeck,
    now: f64,
}

impl Bench {
    fn new(length: f64) -> Self {
        let clip = Clip::from_samples(1_000, &vec![0.1; (length * 1_000.0) as usize]);
        let mut bench = Self {
            transport: Transport::new(),
            deck: VirtualDeck::new(),
            now: 100.0,
        };
        bench.deck.load(clip);
        bench.transport.load(length, 0.0, HeardMap::default());
        bench
    }

    fn wait(&mut self, seconds: f64) -> &mut Self {
        let end = self.now + seconds;
        while self.now < end {
            self.now = (self.now + 0.02).min(end);
            self.transport.tick(&mut self.deck, self.now);
        }
        self
    }

    fn press(&mut self, control: Control) -> &mut Self {
        self.transport.press(control, self.now);
        self.transport.tick(&mut self.deck, self.now);
        self
    }

    fn release(&mut self, control: Control) -> &mut Self {
        self.transport.release(control, self.now);
        self.transport.tick(&mut self.deck, self.now);
        self
    }

    fn toggle(&mut self) -> &mut Self {
        self.transport.toggle_play(self.now);
        self.transport.tick(&mut self.deck, self.now);
        self
    }

    fn seek(&mut self, at: f64) -> &mut Self {
        self.transport.seek(at, self.now);
        self.transport.tick(&mut self.deck, self.now);
        self
    }

    fn is(&mut self, motion: Motion, at: f64) -> &mut Self {
        let found = (self.transport.motion(), self.transport.position());
        assert_eq!(found.0, motion, "at {:.2} s", found.1);
        assert!((found.1 - at).abs() < 0.03, "at {:.3}, not {at}", found.1);
        self
    }

    fn heard(&mut self, spans: &[(f64, f64)]) -> &mut Self {
        let found = self.transport.heard().spans();
        assert_eq!(found.len(), spans.len(), "{found:?}");
        for (found, (start, end)) in found.iter().zip(spans) {
            assert!((found.start - start).abs() < 0.03, "{found:?} {start}");
            assert!((found.end - end).abs() < 0.03, "{found:?} {end}");
        }
        self
    }
}

#[test]
fn it_plays_while_the_pedal_is_held_and_steps_back_on_resume() {
    let mut bench = Bench::new(60.0);
    bench.is(Stopped, 0.0).press(Control::Play).is(Playing, 0.0);
    bench.wait(10.0).is(Playing, 10.0);
    bench.release(Control::Play).is(Stopped, 10.0);
    bench.wait(2.0).is(Stopped, 10.0);
    bench.press(Control::Play).is(Playing, 8.5);
    bench.wait(3.0).is(Playing, 11.5).heard(&[(0.0, 11.5)]);
}

#[test]
fn the_longer_the_pause_the_further_back_it_goes() {
    for (back_step, pause, at) in [
        (1.5, 0.5, 18.5),
        (1.5, 29.0, 18.5),
        (1.5, 31.0, 17.0),
        (1.5, 400.0, 15.5),
        (5.0, 400.0, 10.0),
        (0.0, 400.0, 20.0),
        (99.0, 1.0, 10.0),
    ] {
        let mut bench = Bench::new(60.0);
        bench.transport.set_back_step(back_step);
        bench.press(Control::Play).wait(20.0).release(Control::Play);
        bench.now += pause;
        bench.press(Control::Play).is(Playing, at);
    }
}

#[test]
fn it_never_steps_back_past_the_start() {
    let mut bench = Bench::new(60.0);
    bench.press(Control::Play).wait(0.6).release(Control::Play);
    bench.wait(1.0).press(Control::Play).is(Playing, 0.0);
}

#[test]
fn a_recording_opened_again_goes_back_a_good_way() {
    let mut bench = Bench::new(60.0);
    bench.transport.load(60.0, 30.0, HeardMap::default());
    bench
        .is(Stopped, 30.0)
        .press(Control::Play)
        .is(Playing, 25.5);
}

#[test]
fn a_place_chosen_on_purpose_is_where_it_starts() {
    let mut bench = Bench::new(60.0);
    bench.press(Control::Play).wait(20.0).release(Control::Play);
    bench.seek(5.0).press(Control::Play).is(Playing, 5.0);
    bench.wait(2.0).release(Control::Play);
    bench.transport.jump(-3.0, bench.now);
    bench.is(Stopped, 4.0).press(Control::Play).is(Playing, 4.0);
    bench.release(Control::Play);
    bench
        .press(Control::Forward)
        .wait(1.0)
        .release(Control::Forward);
    bench.is(Stopped, 8.0).press(Control::Play).is(Playing, 8.0);
}

#[test]
fn a_bouncing_pedal_steps_back_only_once() {
    let mut bench = Bench::new(60.0);
    bench.press(Control::Play).wait(20.0).release(Control::Play);
    for _ in 0..5 {
        bench.transport.press(Control::Play, bench.now);
        bench.transport.release(Control::Play, bench.now);
    }
    bench.press(Control::Play).is(Playing, 18.5);
}

#[test]
fn key_repeat_is_one_press() {
    let mut bench = Bench::new(60.0);
    bench.press(Control::Play).wait(5.0);
    for _ in 0..10 {
        bench.press(Control::Play).wait(0.1);
    }
    bench
        .is(Playing, 6.0)
        .release(Control::Play)
        .is(Stopped, 6.0);
}

#[test]
fn a_toggle_key_plays_and_stops() {
    let mut bench = Bench::new(60.0);
    bench.toggle().wait(10.0).is(Playing, 10.0);
    bench.toggle().is(Stopped, 10.0);
    bench.toggle().is(Playing, 8.5);
    bench.press(Control::Play).wait(1.0).release(Control::Play);
    bench.is(Stopped, 9.5);
}

#[test]
fn winding_gathers_speed_and_is_not_hearing() {
    let mut bench = Bench::new(120.0);
    bench.press(Control::Forward).wait(1.0).is(Forwarding, 4.0);
    bench.wait(1.0).is(Forwarding, 8.0);
    bench
        .wait(2.0)
        .is(Forwarding, 32.0)
        .release(Control::Forward);
    bench.is(Stopped, 32.0).heard(&[]);
    bench.press(Control::Rewind).wait(1.0).is(Rewinding, 28.0);
    bench.wait(9.0).is(Rewinding, 0.0).release(Control::Rewind);
    bench.is(Stopped, 0.0).heard(&[]);
}

#[test]
fn winding_with_play_held_plays_on_afterwards() {
    let mut bench = Bench::new(60.0);
    bench.press(Control::Play).wait(10.0);
    bench.press(Control::Rewind).wait(1.0).is(Rewinding, 6.0);
    bench.release(Control::Rewind).is(Playing, 6.0);
    bench
        .wait(1.0)
        .is(Playing, 7.0)
        .release(Control::Play)
        .is(Stopped, 7.0);
    bench.heard(&[(0.0, 10.0)]);
}

#[test]
fn of_two_wind_pedals_the_last_pressed_wins_and_gives_way() {
    let mut bench = Bench::new(60.0);
    bench
        .seek(30.0)
        .press(Control::Rewind)
        .wait(1.0)
        .is(Rewinding, 26.0);
    bench.press(Control::Forward).wait(1.0).is(Forwarding, 30.0);
    bench
        .release(Control::Forward)
        .wait(1.0)
        .is(Rewinding, 26.0);
    bench.release(Control::Rewind).is(Stopped, 26.0);
}

#[test]
fn the_end_stops_it_and_play_then_takes_the_last_words_again() {
    let mut bench = Bench::new(10.0);
    bench.press(Control::Play).wait(11.0).is(Stopped, 10.0);
    bench
        .release(Control::Play)
        .press(Control::Play)
        .is(Playing, 8.5);
    bench.wait(5.0).is(Stopped, 10.0).heard(&[(0.0, 10.0)]);
    let mut tiny = Bench::new(0.5);
    tiny.toggle()
        .wait(1.0)
        .is(Stopped, 0.5)
        .toggle()
        .is(Playing, 0.0);
}

#[test]
fn a_jump_while_playing_leaves_the_gap_unheard() {
    let mut bench = Bench::new(60.0);
    bench.toggle().wait(5.0);
    bench.transport.jump(10.0, bench.now);
    bench
        .wait(5.0)
        .is(Playing, 20.0)
        .heard(&[(0.0, 5.0), (15.0, 20.0)]);
    assert_eq!(
        bench.transport.heard().unheard(Span::new(0.0, 60.0)).len(),
        2
    );
}

#[test]
fn speed_changes_at_once_and_stays_within_reason() {
    let mut bench = Bench::new(60.0);
    bench.toggle().wait(4.0);
    bench.transport.set_speed(1.5);
    bench.wait(4.0).is(Playing, 10.0).heard(&[(0.0, 10.0)]);
    for (asked, given) in [(0.1, 0.5), (9.0, 2.0), (1.25, 1.25), (f64::NAN, 1.25)] {
        bench.transport.set_speed(asked);
        assert_eq!(bench.transport.speed(), given);
    }
}

#[test]
fn a_new_recording_starts_clean_while_the_pedal_is_down() {
    let mut bench = Bench::new(60.0);
    bench.press(Control::Play).wait(30.0);
    let heard = HeardMap::from(vec![Span::new(1.0, 2.0)]);
    bench.deck.load(Clip::from_samples(1_000, &[0.1; 20_000]));
    bench.transport.load(20.0, 4.0, heard);
    bench.wait(3.0).is(Stopped, 4.0).heard(&[(1.0, 2.0)]);
    bench.release(Control::Play).press(Control::Play).wait(0.5);
    bench.is(Playing, 0.5);
}

#[test]
fn the_heard_map_survives_storage_and_foreign_order() {
    let map = HeardMap::from(vec![
        Span::new(8.0, 9.0),
        Span::new(0.0, 2.0),
        Span::new(1.0, 3.0),
        Span::new(3.1, 5.0),
        Span::new(7.0, 6.0),
        Span::new(f64::NAN, 6.0),
    ]);
    let spans = [
        Span::new(0.0, 3.0),
        Span::new(3.1, 5.0),
        Span::new(8.0, 9.0),
    ];
    assert_eq!(map.spans(), spans);
    assert_eq!(
        map.unheard(Span::new(0.0, 9.1)),
        [Span::new(5.0, 8.0)],
        "no slivers"
    );
    assert!((map.fraction(10.0) - 0.59).abs() < 1e-9);
    assert_eq!(map.fraction(0.0), 0.0, "nothing is known of no length");
    let stored = serde_json::to_string(&map).expect("spans are plain numbers");
    let loaded: HeardMap = serde_json::from_str(&stored).expect("as it was stored");
    assert_eq!(loaded, map);
}

#[derive(Clone, Debug)]
enum Act {
    Press(Control),
    Release(Control),
    Toggle,
    Stop,
    Seek(f64),
    Jump(f64),
    Speed(f64),
    Wait(f64),
}

fn act() -> impl Strategy<Value = Act> {
    let control = || prop::sample::select(vec![Control::Play, Control::Rewind, Control::Forward]);
    prop_oneof![
        control().prop_map(Act::Press),
        control().prop_map(Act::Release),
        Just(Act::Toggle),
        Just(Act::Stop),
        (-5.0..40.0f64).prop_map(Act::Seek),
        (-9.0..9.0f64).prop_map(Act::Jump),
        (0.0..3.0f64).prop_map(Act::Speed),
        (0.0..4.0f64).prop_map(Act::Wait),
    ]
}

proptest! {
    /// However the pedals are stamped on, the position stays within the recording, no more is
    /// marked as heard than there was time to hear, and letting go of all ends all motion.
    #[test]
    fn no_sequence_of_pedals_confuses_it(acts in prop::collection::vec(act(), 0..60)) {
        let mut bench = Bench::new(30.0);
        let mut hearable = 0.0;
        for act in acts {
            match act {
                Act::Press(control) => drop(bench.press(control)),
                Act::Release(control) => drop(bench.release(control)),
                Act::Toggle => drop(bench.toggle()),
                Act::Stop => bench.transport.stop(bench.now),
                Act::Seek(at) => drop(bench.seek(at)),
                Act::Jump(by) => bench.transport.jump(by, bench.now),
                Act::Speed(speed) => bench.transport.set_speed(speed),
                Act::Wait(seconds) => {
                    hearable += seconds * 2.0;
                    bench.wait(seconds);
                }
            }
            let position = bench.transport.position();
            prop_assert!((0.0..=30.0).contains(&position), "{}", position);
            let heard: f64 = bench.transport.heard().spans().iter().map(Span::length).sum();
            prop_assert!(heard <= hearable + 1e-6, "{} of {}", heard, hearable);
            let apart = bench.transport.heard().spans().windows(2).all(|two| two[0].end < two[1].start);
            prop_assert!(apart);
        }
        for control in [Control::Play, Control::Rewind, Control::Forward] {
            bench.release(control);
        }
        bench.transport.stop(bench.now);
        bench.wait(0.1);
        prop_assert_eq!(bench.transport.motion(), Stopped);
    }
}
