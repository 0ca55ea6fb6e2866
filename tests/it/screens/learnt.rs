//! The proposed corrections on the screen.

use crate::desk_stories::learning::{correct_and_sign, drafted};
use crate::room::{Room, Screen};

#[test]
fn a_correction_is_looked_at_and_decided() {
    let room = Room::new();
    let (mut desk, clinic) = drafted(&room);
    correct_and_sign(&mut desk, clinic.letters[0]);
    let mut screen = Screen::new(desk);
    open(&mut screen);
    assert!(screen.shows("“vasculytis” was heard, “vasculitis” was written"));
    assert!(screen.shows("corrected in 1 letter"));
    assert!(screen.shows("It would have changed 2 places in drafts so far"));
    assert!(screen.shows("she was seen in the zephirton clinic full stop"));

    screen.click("Always write it so vasculitis");
    assert!(screen.shows("In use") && screen.shows("Stop using it vasculitis"));
    screen.click("Add to Dr Jonathan Sample’s words Zephyrton");
    let own = screen.desk().dictionary().terms(Some(clinic.author));
    assert_eq!(own.count(), 1);
    screen.click("Stop using it vasculitis");
    assert!(screen.shows("Nothing to decide"));
}

fn open(screen: &mut Screen) {
    screen.press("Ctrl+K");
    screen.type_into("What do you want to do?", "proposed");
    screen.press("Enter");
}
