//! What was heard of a letter, beside what is chosen for it.

use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::speech::Scripted;

use super::*;

const SAID: &str = "Dictated by Dr Lowrie, stroke clinic, 4 March 2026, two-week wait. Patient's \
    name Jean Blackburn-Featherstonehaugh, date of birth 1 June 1952, NHS number 999 302 1571. Dear \
    Dr Nunn. She is well. Copy to the patient and to Dr Osei at the pain clinic.";

#[test]
fn what_was_heard_stands_beside_what_is_chosen() {
    for (size, name) in [(SMALL, "small"), (DESKTOP, "desktop")] {
        for look in [Look::Light, Look::Dark] {
            let room = Room::new();
            drop(at_work(&room, look));
            let mut desk = room.desk_hearing(Scripted::saying(SAID, 0.4));
            clinic::say(
                &mut desk,
                Command::Import(vec![room.recording("heard.wav", 60.0)]),
            );
            let of_nobody = desk.worklist().find(|row| row.patient.is_none());
            let id = of_nobody.map(|row| row.id).unwrap();
            clinic::say(&mut desk, Command::Open(id));
            let mut screen = Screen::drawn(desk, size);
            let now = screen.now();
            let desk = screen.harness.state_mut().desk_mut();
            desk.apply(Command::Show(Sheet::Heard), now);
            screen.settle();
            let title = format!("heard-{name}-{}", look.label()).to_lowercase();
            take(
                &mut screen,
                &title,
                look,
                &["Take what was heard", "nothing yet"],
            );
        }
    }
}
