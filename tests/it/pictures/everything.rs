//! Pictures of the sheet that looks for letters: empty, with three hundred of them, with nothing
//! found.

use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::settings::Look;
use dictation_desk::letter::{Edit, Manuscript};
use dictation_desk::record::{Actor, DictationId};
use dictation_desk::store::Record;

use super::{DESKTOP, SMALL, fill, take};
use crate::clinic::say;
use crate::room::{Room, Screen};

/// Three hundred letters, each with a page of text, of patients one of whom has a name as long as
/// they come.
fn many(room: &Room) {
    drop(room.furnished(true));
    fill(room, 300);
    let by = Actor::program();
    let mut record = room.record();
    for id in 4..=303 {
        let (fetched, _) = record.open(&by, DictationId(id)).unwrap();
        let mut manuscript =
            Manuscript::replay(fetched.letter.start, fetched.letter.entries).unwrap();
        let text = "Thank you for referring this patient, whom I saw in clinic with their daughter. \
            The left knee has been swollen for six weeks and is painful on the stairs; methotrexate \
            15 mg once a week is well tolerated. I have asked for an X-ray of both knees.";
        let splice = manuscript.letter().body().splice(0..0, text).unwrap();
        let entry = manuscript.apply(Edit::Body(splice), 0.0).unwrap();
        record.journal(&by, fetched.letter.id, &[entry]).unwrap();
    }
}

#[test]
fn letters_looked_for_in_two_looks_and_sizes() {
    let room = Room::new();
    many(&room);
    for (size, name) in [(SMALL, "small"), (DESKTOP, "desktop")] {
        for look in [Look::Light, Look::Dark] {
            let mut desk = room.desk();
            let mut settings = desk.settings().clone();
            settings.look = look;
            say(&mut desk, Command::ChangeSettings(Box::new(settings)));
            say(&mut desk, Command::Show(Sheet::Everything));
            let mut screen = Screen::drawn(desk, size);
            let title =
                |what: &str| format!("everything-{what}-{name}-{}", look.label().to_lowercase());
            take(
                &mut screen,
                &title("empty"),
                look,
                &["Type two letters or more"],
            );
            screen.type_into("Search every letter", "knee methotr");
            screen.press("PageDown");
            take(
                &mut screen,
                &title("found"),
                look,
                &["The newest 50 letters", "Born".to_lowercase().as_str()],
            );
            for _ in 0..10 {
                screen.press("PageDown");
            }
            take(
                &mut screen,
                &title("further"),
                look,
                &["The newest 100 letters"],
            );
            screen.type_into("Search every letter", "zzz");
            take(
                &mut screen,
                &title("nothing"),
                look,
                &["No letter has all of these words"],
            );
        }
    }
}
