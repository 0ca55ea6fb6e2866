//! A letter to the patient begun from the GP's: short forms written out, and taken back by one undo.

use dictation_desk::desk::command::Command;

use super::{Script, desk};
use crate::clinic::{self, body, problems, say, type_on};
use crate::room::Room;

const GPS: &str =
    "Amoxicillin 500 mg tds and paracetamol 1 g qds prn. She said \u{201c}bd\u{201d}.";
const PATIENTS: &str = "Amoxicillin 500 mg three times a day and paracetamol 1 g four times a day \
    when needed. She said \u{201c}bd\u{201d}.";

#[test]
fn requirement_15_another_letter_to_the_patient_is_in_plain_words_and_one_to_the_gp_is_not() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let staff = clinic::staff(&mut record);
    let id = clinic::take_in(&room, &mut record, &clinic::known(staff), "r.wav", 1.0);
    drop(record);
    let mut desk = desk(&room, &std::sync::Arc::new(Script::default()));
    say(&mut desk, Command::Open(id));
    type_on(&mut desk, GPS);
    say(&mut desk, Command::Save);
    say(
        &mut desk,
        Command::AnotherLetter("Letter to patient".to_owned()),
    );
    assert_eq!(body(&desk), PATIENTS);
    say(&mut desk, Command::Undo);
    assert_eq!(body(&desk), GPS, "all of it in one step");
    say(&mut desk, Command::Redo);
    assert_eq!(body(&desk), PATIENTS);
    say(&mut desk, Command::Open(id));
    assert_eq!(body(&desk), GPS, "the GP's letter keeps them");
    say(
        &mut desk,
        Command::AnotherLetter("Clinic letter".to_owned()),
    );
    assert_eq!(body(&desk), GPS);
    assert_eq!(problems(&desk), [""; 0]);
}
