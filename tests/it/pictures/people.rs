//! Pictures of who is at the desk: the page that asks, the sheet of people, and an author among them.

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::settings::Look;
use dictation_desk::record::Role;

use super::{DESKTOP, SMALL, take};
use crate::clinic::{hush, say};
use crate::people::{PIN, Practice, QUICK, add, enter, find, give};
use crate::room::{Screen, TYPIST};

/// A name as long as they come, without a place to break it.
const LONG: &str = "Wilhelmina Featherstonehaugh-Cholmondeley-Ramsbottom";

fn desk(practice: &Practice, look: Look) -> Desk {
    let mut desk = practice.room.desk();
    desk.set_effort(QUICK);
    enter(&mut desk, TYPIST);
    let mut settings = desk.settings().clone();
    settings.look = look;
    say(&mut desk, Command::ChangeSettings(Box::new(settings)));
    add(&mut desk, LONG, "WF", Role::Typist, PIN);
    let mut gone = find(&desk, "Sue Overton").clone();
    gone.until = Some(desk.day());
    let kept = dictation_desk::record::NewSecret::Kept;
    say(&mut desk, Command::SavePerson(Box::new(gone), kept));
    hush(&mut desk);
    desk
}

#[test]
fn who_is_at_the_desk_in_two_looks_and_sizes() {
    for (size, name) in [(SMALL, "small"), (DESKTOP, "desktop")] {
        for look in [Look::Light, Look::Dark] {
            let practice = Practice::new();
            let mut desk = desk(&practice, look);
            let title = |what: &str| format!("{what}-{name}-{}", look.label().to_lowercase());
            say(&mut desk, Command::LockDesk);
            for _ in 0..3 {
                give(&mut desk, LONG, "0000");
            }
            let mut screen = Screen::drawn(desk, size);
            screen.type_into("Your name", "wilh");
            take(&mut screen, &title("who-waits"), look, &["in 5 seconds"]);
            let desk = screen.harness.state_mut().desk_mut();
            enter(desk, TYPIST);
            for (sheet, what, reads) in [
                (Sheet::People, "people", "Somebody new"),
                (Sheet::Author, "author", "At this desk"),
                (Sheet::Settings, "settings-mine", "Your initials"),
            ] {
                let now = screen.now();
                let desk = screen.harness.state_mut().desk_mut();
                desk.apply(Command::Show(sheet), now);
                screen.settle();
                if sheet == Sheet::People {
                    screen.click_containing("Wilhelmina");
                }
                take(&mut screen, &title(what), look, &[reads]);
            }
        }
    }
}
