//! Foot pedals: every make's reports, worn switches, learning, and a cable pulled mid-sentence.

pub mod desk;
mod teaching;

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use dictation_desk::pedal::{
    BOUNCE, Button, Debounce, Deed, Heard, Learner, Make, Mode, Pedal, PedalAction, PedalEvent,
    PedalId, PedalMap, PedalReader, Port, Ports, Pressed, Reading, Refusal, Stroke, Unplugged,
    decode, known_makes, udev_rules,
};
use proptest::prelude::*;

fn make(vendor: u16, product: u16) -> Make {
    let id = PedalId { vendor, product };
    known_makes()
        .into_iter()
        .find(|make| make.id == id)
        .unwrap_or_else(|| panic!("{vendor:04x}:{product:04x} is not in the table"))
}

fn pressed(buttons: &[Button]) -> Pressed {
    buttons.iter().copied().collect()
}

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

#[test]
fn every_make_reads_its_recorded_reports() {
    use Button::{Fourth, Left, Middle, Right};
    #[rustfmt::skip]
    let rows: &[(u16, u16, &[u8], &[Button])] = &[
        // VEC Infinity: two bytes; some systems put a report ID of 0 before them.
        (0x05F3, 0x00FF, &[0, 0],          &[]),
        (0x05F3, 0x00FF, &[1, 0],          &[Left]),
        (0x05F3, 0x00FF, &[2, 0],          &[Middle]),
        (0x05F3, 0x00FF, &[4, 0],          &[Right]),
        (0x05F3, 0x00FF, &[3, 0],          &[Left, Middle]),
        (0x05F3, 0x00FF, &[7, 0],          &[Left, Middle, Right]),
        (0x05F3, 0x00FF, &[0, 2, 0],       &[Middle]),
        (0x05F3, 0x00FF, &[0, 0, 0],       &[]),
        // Olympus: the third byte, and left and right change places between models.
        (0x07B4, 0x0218, &[0, 0, 1],       &[Left]),
        (0x07B4, 0x0218, &[0, 0, 4],       &[Middle]),
        (0x07B4, 0x0218, &[0, 0, 2],       &[Right]),
        (0x07B4, 0x0218, &[1, 1, 0],       &[]),
        (0x07B4, 0x025F, &[0, 0, 4, 0],    &[Left]),
        (0x07B4, 0x025F, &[0, 0, 2, 0],    &[Middle]),
        (0x07B4, 0x025F, &[0, 0, 1, 0],    &[Right]),
        // Philips with four switches: rewind, play, forward, end of letter.
        (0x0911, 0x1844, &[0],             &[]),
        (0x0911, 0x1844, &[1],             &[Left]),
        (0x0911, 0x1844, &[2],             &[Middle]),
        (0x0911, 0x1844, &[4],             &[Right]),
        (0x0911, 0x1844, &[8],             &[Fourth]),
        (0x0911, 0x1844, &[10],            &[Middle, Fourth]),
        (0x0911, 0x091A, &[2],             &[Middle]),
        (0x0911, 0x091A, &[8],             &[Fourth]),
        (0x0911, 0x184C, &[4],             &[Middle]),
        (0x15D8, 0x0024, &[4],             &[Left]),
        (0x15D8, 0x0024, &[1],             &[Middle]),
        (0x15D8, 0x0024, &[2],             &[Right]),
        (0x04B4, 0x0100, &[1],             &[Left]),
        (0x04B4, 0x0100, &[4],             &[Middle]),
        (0x04B4, 0x0100, &[8],             &[]),
    ];
    for (vendor, product, report, down) in rows {
        let make = make(*vendor, *product);
        assert_eq!(
            decode(report, &make),
            pressed(down),
            "{} sent {report:?}",
            make.name
        );
    }
}

#[test]
fn the_table_holds_no_make_twice_and_gives_every_pedal_a_play_button() {
    let makes = known_makes();
    for (row, make) in makes.iter().enumerate() {
        assert!(
            makes.iter().skip(row + 1).all(|other| other.id != make.id),
            "{} is in the table twice",
            make.name
        );
        let masks = make.bits.map(|bit| bit.mask);
        let all = masks.iter().fold(0, |sum, mask| sum | mask);
        let ones: u32 = masks.iter().map(|mask| mask.count_ones()).sum();
        assert_eq!(
            all.count_ones(),
            ones,
            "{}: two buttons share a bit",
            make.name
        );
        assert_ne!(masks[Button::Middle as usize], 0, "{}", make.name);
    }
}

#[test]
fn linux_is_asked_for_these_pedals_only() {
    let rules = udev_rules(&known_makes());
    assert_eq!(rules.lines().count(), known_makes().len());
    let vec = "KERNEL==\"hidraw*\", ATTRS{idVendor}==\"05f3\", ATTRS{idProduct}==\"00ff\", TAG+=\"uaccess\"";
    assert_eq!(rules.lines().next(), Some(vec));
}

/// A switch changing: when, in milliseconds, and whether it is down from then on.
type Change = (u64, bool);

/// Runs a switch through the filter as the reader would, looking again whenever the filter asks
/// to, and tells the strokes with the time of each.
fn strokes_of(changes: &[Change]) -> Vec<Change> {
    let mut filter = Debounce::default();
    let mut told = Vec::new();
    let mut changes: VecDeque<_> = changes.iter().copied().collect();
    loop {
        let next = changes.front().map(|(at, _)| ms(*at));
        let (now, strokes) = match (filter.due(), next) {
            (Some(due), next) if next.is_none_or(|at| due <= at) => (due, filter.catch_up(due)),
            (_, Some(at)) => {
                let down = changes.pop_front().is_some_and(|(_, down)| down);
                let raw = Pressed::NONE.with(Button::Middle, down);
                (at, filter.read(raw, at))
            }
            (_, None) => return told,
        };
        told.extend(strokes.iter().map(|stroke| {
            let at = u64::try_from(now.as_millis()).expect("a short test");
            (at, stroke.down)
        }));
    }
}

#[test]
fn a_worn_switch_chatters_and_the_player_does_not() {
    #[rustfmt::skip]
    let rows: &[(&str, &[Change], &[Change])] = &[
        ("a clean press",          &[(100, true), (400, false)],
                                   &[(100, true), (400, false)]),
        ("chatter going down",     &[(100, true), (103, false), (106, true), (400, false)],
                                   &[(100, true), (400, false)]),
        ("chatter coming up",      &[(100, true), (400, false), (404, true), (409, false)],
                                   &[(100, true), (400, false)]),
        ("a tap within the time",  &[(100, true), (108, false)],
                                   &[(100, true), (115, false)]),
        ("up and at once down",    &[(100, true), (400, false), (405, true), (700, false)],
                                   &[(100, true), (400, false), (415, true), (700, false)]),
        ("the same said twice",    &[(100, true), (200, true), (400, false), (500, false)],
                                   &[(100, true), (400, false)]),
    ];
    for (name, changes, expected) in rows {
        assert_eq!(strokes_of(changes), *expected, "{name}");
    }
}

#[test]
fn buttons_do_not_wait_for_each_other() {
    let mut filter = Debounce::default();
    let left = Stroke {
        button: Button::Left,
        down: true,
    };
    let right = Stroke {
        button: Button::Right,
        down: true,
    };
    assert_eq!(filter.read(pressed(&[Button::Left]), ms(0)), [left]);
    let both = pressed(&[Button::Left, Button::Right]);
    assert_eq!(filter.read(both, ms(1)), [right]);
}

proptest! {
    /// However a switch chatters, strokes alternate, keep [`BOUNCE`] apart, and end where the
    /// switch ends: a lifted foot is never left playing.
    #[test]
    fn strokes_alternate_and_end_as_the_switch_ends(
        steps in prop::collection::vec((0_u64..40, any::<bool>()), 1..60)
    ) {
        let mut at = 0;
        let changes: Vec<Change> = steps
            .iter()
            .map(|(gap, down)| { at += gap; (at, *down) })
            .collect();
        let strokes = strokes_of(&changes);
        let mut down = false;
        for stroke in &strokes {
            prop_assert_ne!(stroke.1, down);
            down = stroke.1;
        }
        prop_assert_eq!(Some(down), changes.last().map(|(_, down)| *down));
        for pair in strokes.windows(2) {
            prop_assert!(ms(pair[1].0 - pair[0].0) >= BOUNCE);
        }
    }

    /// No report, whole or broken, upsets the reading of it.
    #[test]
    fn any_bytes_can_be_read(report in prop::collection::vec(any::<u8>(), 0..70)) {
        for make in known_makes() {
            let down = decode(&report, &make);
            if report.iter().all(|byte| *byte == 0) {
                prop_assert_eq!(down, Pressed::NONE);
            }
        }
    }
}

#[test]
fn each_style_gives_the_pedals_its_own_tasks() {
    use Button::{Fourth, Left, Middle, Right};
    use PedalAction::{BackStep, Forward, Play, Rewind};
    #[rustfmt::skip]
    let rows: &[(PedalMap, Button, bool, Option<Deed>)] = &[
        (PedalMap::OURS,    Left,   true,  Some(Deed::Begin(Rewind))),
        (PedalMap::OURS,    Left,   false, Some(Deed::End(Rewind))),
        (PedalMap::OURS,    Middle, true,  Some(Deed::Begin(Play))),
        (PedalMap::OURS,    Right,  true,  Some(Deed::Begin(Forward))),
        (PedalMap::OURS,    Fourth, true,  Some(Deed::Begin(BackStep))),
        (PedalMap::OURS,    Fourth, false, None),
        (PedalMap::LEXACOM, Left,   true,  Some(Deed::Begin(Rewind))),
        (PedalMap::LEXACOM, Middle, true,  Some(Deed::Begin(Forward))),
        (PedalMap::LEXACOM, Right,  true,  Some(Deed::Begin(Play))),
        (PedalMap::LEXACOM, Right,  false, Some(Deed::End(Play))),
    ];
    for (map, button, down, expected) in rows {
        let stroke = Stroke {
            button: *button,
            down: *down,
        };
        assert_eq!(map.deed(stroke), *expected, "{stroke:?}");
    }
}

#[test]
fn a_toggling_pedal_acts_on_the_press_alone() {
    let mut map = PedalMap::OURS;
    if let Some(play) = &mut map.middle {
        play.mode = Mode::Toggle;
    }
    map.left = None;
    let deed = |button, down| map.deed(Stroke { button, down });
    assert_eq!(
        deed(Button::Middle, true),
        Some(Deed::Toggle(PedalAction::Play))
    );
    assert_eq!(deed(Button::Middle, false), None);
    assert_eq!(deed(Button::Left, true), None);
}

#[test]
fn a_map_survives_the_settings_file() {
    let mut map = PedalMap::LEXACOM;
    map.fourth = None;
    let text = serde_json::to_string(&map).expect("a map can be written");
    let back: PedalMap = serde_json::from_str(&text).expect("a map can be read");
    assert_eq!(back, map);
    let older: PedalMap = serde_json::from_str("{}").expect("an older file can be read");
    assert_eq!(older, PedalMap::OURS);
}

fn stranger() -> Make {
    let id = PedalId {
        vendor: 0x1234,
        product: 0x5678,
    };
    Make::unknown("Foot Switch", id, Some((0x0C, 1)))
}

#[test]
fn pressing_each_pedal_teaches_an_unknown_make() {
    let mut learner = Learner::new(stranger());
    let lesson: &[(&[u8], Heard)] = &[
        (&[0x80, 0, 0x10], Heard::Nothing),
        (&[0x80, 0, 0x00], Heard::Learnt(Button::Left)),
        // The switch chatters, and then the left one is pressed again by mistake.
        (&[0x80, 0, 0x10], Heard::Nothing),
        (&[0x80, 0, 0x00], Heard::Again(Button::Left)),
        (&[0x80, 0, 0x02], Heard::Nothing),
        (&[0x80, 0, 0x00], Heard::Learnt(Button::Middle)),
        (&[0x80, 4, 0x00], Heard::Nothing),
        (&[0x80, 0, 0x00], Heard::Learnt(Button::Right)),
    ];
    for (report, expected) in lesson {
        assert_eq!(learner.hear(report), *expected, "{report:?}");
    }
    assert_eq!(learner.wants(), Some(Button::Fourth));
    learner.skip();
    assert_eq!(learner.wants(), None);

    let make = learner.finish().expect("three buttons were learnt");
    assert_eq!(make.usage, stranger().usage);
    assert_eq!(
        decode(&[0x80, 0, 0x12], &make),
        pressed(&[Button::Left, Button::Middle])
    );
    assert_eq!(decode(&[0x80, 4, 0], &make), pressed(&[Button::Right]));
    assert_eq!(decode(&[0x80, 0, 0], &make), Pressed::NONE);
    assert_eq!(
        decode(&[5, 0x80, 4, 0], &make),
        pressed(&[Button::Right]),
        "with a report ID"
    );
}

#[test]
fn a_pedal_that_cannot_be_told_apart_is_not_half_learnt() {
    let mut learner = Learner::new(stranger());
    learner.hear(&[1, 1]);
    assert_eq!(
        learner.hear(&[0, 0]),
        Heard::Unclear,
        "two bytes fell at once"
    );
    learner.hear(&[1, 0]);
    assert_eq!(learner.hear(&[0, 0]), Heard::Learnt(Button::Left));
    learner.hear(&[3, 0]);
    assert_eq!(
        learner.hear(&[0, 0]),
        Heard::Unclear,
        "it shares a bit with the left one"
    );
    assert_eq!(learner.wants(), Some(Button::Middle));
    assert_eq!(Learner::new(stranger()).finish(), None);
}

proptest! {
    /// Every make in the table can be learnt anew by pressing its buttons, and then reads alike.
    #[test]
    fn learning_agrees_with_the_table(row in 0..known_makes().len(), report in any::<[u8; 4]>()) {
        let make = known_makes().remove(row);
        let mut learner = Learner::new(Make::unknown("anew", make.id, make.usage));
        for bit in make.bits {
            if bit.mask == 0 {
                learner.skip();
                continue;
            }
            let mut down = [0; 4];
            down[usize::from(bit.byte)] = bit.mask;
            learner.hear(&down);
            learner.hear(&[0; 4]);
        }
        let learnt = learner.finish().expect("every button was pressed");
        prop_assert_eq!(decode(&report, &learnt), decode(&report, &make));
    }
}

/// What one look at the ports finds: nothing, a refusal, or a pedal that sends these reports
/// and is then unplugged.
type Look = Result<Option<Vec<[u8; 2]>>, Refusal>;

struct Script(VecDeque<Look>);

struct Plugged(VecDeque<[u8; 2]>);

fn plugged(make: Make, reports: Vec<[u8; 2]>) -> Pedal {
    let port = Box::new(Plugged(reports.into()));
    Pedal { make, port }
}

impl Ports for Script {
    fn open(&mut self, known: &[Make]) -> Result<Option<Pedal>, Refusal> {
        let reports = self.0.pop_front().unwrap_or(Ok(None))?;
        Ok(reports
            .zip(known.first().cloned())
            .map(|(reports, make)| plugged(make, reports)))
    }

    fn open_all(&mut self) -> Vec<Pedal> {
        vec![plugged(stranger(), vec![[4, 0], [0, 0]])]
    }
}

impl Port for Plugged {
    fn read(&mut self, buffer: &mut [u8], _wait: Duration) -> Result<usize, Unplugged> {
        let report = self.0.pop_front().ok_or(Unplugged)?;
        buffer[..2].copy_from_slice(&report);
        Ok(2)
    }
}

fn read_from(script: Vec<Look>) -> (PedalReader, Receiver<PedalEvent>) {
    let (sender, events) = channel();
    let vec = vec![make(0x05F3, 0x00FF)];
    let reader = PedalReader::start_on(Script(script.into()), ms(1), vec, move |event| {
        // The test may have heard enough.
        let _ = sender.send(event);
    });
    (reader.expect("a thread can be started"), events)
}

fn next(events: &Receiver<PedalEvent>) -> PedalEvent {
    crate::guard::next("what the reader has to say", events)
}

#[test]
fn a_cable_pulled_while_playing_lets_go_and_comes_back_by_itself() {
    let stroke = |down| {
        PedalEvent::Stroke(Stroke {
            button: Button::Middle,
            down,
        })
    };
    let name = || PedalEvent::Attached("VEC Infinity".to_owned());
    let (_reader, events) = read_from(vec![
        Ok(None),
        Ok(Some(vec![[2, 0]])),
        Ok(None),
        Ok(Some(vec![[2, 0]])),
    ]);
    let expected = [name(), stroke(true), stroke(false), PedalEvent::Detached];
    for event in expected.iter().chain(&expected) {
        assert_eq!(next(&events), *event);
    }
}

#[test]
fn a_refusal_is_told_once_and_again_only_after_a_change() {
    let denied = || Err(Refusal::Permission);
    let (_reader, events) = read_from(vec![
        denied(),
        denied(),
        denied(),
        Ok(Some(vec![])),
        denied(),
    ]);
    assert_eq!(next(&events), PedalEvent::NeedsPermission);
    assert!(matches!(next(&events), PedalEvent::Attached(_)));
    assert_eq!(next(&events), PedalEvent::Detached);
    assert_eq!(next(&events), PedalEvent::NeedsPermission);
}

#[test]
fn while_learning_the_reports_themselves_are_told() {
    let (reader, events) = read_from(vec![]);
    reader.learn();
    for bytes in [vec![4, 0], vec![0, 0]] {
        let device = stranger();
        assert_eq!(next(&events), PedalEvent::Report { device, bytes });
    }
    drop(reader);
    while let Ok(event) = events.recv() {
        assert!(matches!(event, PedalEvent::Report { .. }), "{event:?}");
    }
}

#[test]
fn the_computer_s_own_ports_can_be_watched_and_let_go() {
    let (sender, events) = channel();
    let nothing_known = Vec::new();
    let reader = PedalReader::start(nothing_known, move |event| {
        let _ = sender.send(event);
    });
    drop(reader.expect("a thread can be started"));
    assert_eq!(
        events.iter().collect::<Vec<_>>(),
        [],
        "no make known, nothing to say"
    );
}
