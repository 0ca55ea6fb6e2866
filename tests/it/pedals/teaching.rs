//! Teaching a pedal: buttons pressed in turn, on whichever device they turn out to be.

use dictation_desk::pedal::{Button, Heard, Make, PedalId, Teaching, decode};

use super::{pressed, stranger};

/// Something else on USB that sends reports of its own accord.
fn joystick() -> Make {
    let id = PedalId {
        vendor: 0x1111,
        product: 0x2222,
    };
    Make::unknown("Joystick", id, None)
}

#[test]
fn the_device_that_is_pressed_is_the_pedal_and_the_others_are_left_alone() {
    let mut teaching = Teaching::default();
    assert_eq!(teaching.wants(), Some(Button::Left));
    // It trembles, and nothing of it ever falls back.
    for report in [[1, 0], [3, 0], [7, 0]] {
        assert_eq!(teaching.hear(&joystick(), &report), Heard::Nothing);
    }
    teaching.hear(&stranger(), &[4, 0]);
    assert_eq!(
        teaching.hear(&stranger(), &[0, 0]),
        Heard::Learnt(Button::Left)
    );
    // From now on nobody else is listened to.
    assert_eq!(teaching.hear(&joystick(), &[0, 0]), Heard::Nothing);
    assert_eq!(teaching.wants(), Some(Button::Middle));
    teaching.skip();
    teaching.hear(&stranger(), &[1, 0]);
    assert_eq!(
        teaching.hear(&stranger(), &[0, 0]),
        Heard::Learnt(Button::Right)
    );
    teaching.skip();
    assert_eq!(teaching.wants(), None);

    let pedal = teaching.finish().expect("two buttons were learnt");
    assert_eq!(
        (pedal.name.as_str(), pedal.id),
        ("Foot Switch", stranger().id)
    );
    let both = pressed(&[Button::Left, Button::Right]);
    assert_eq!(decode(&[5, 0], &pedal), both);
}

#[test]
fn a_button_skipped_before_the_pedal_is_known_stays_skipped() {
    let mut teaching = Teaching::default();
    teaching.skip();
    teaching.hear(&stranger(), &[2, 0]);
    assert_eq!(
        teaching.hear(&stranger(), &[0, 0]),
        Heard::Learnt(Button::Middle)
    );
    let pedal = teaching.finish().expect("one button was learnt");
    assert_eq!(decode(&[2, 0], &pedal), pressed(&[Button::Middle]));

    let mut nothing = Teaching::default();
    Button::ALL.iter().for_each(|_| nothing.skip());
    assert_eq!((nothing.wants(), nothing.finish()), (None, None));
}
