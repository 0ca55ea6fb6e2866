//! Authors at the desk: how far resuming steps back is as each of them likes it.

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::Command;
use dictation_desk::record::{Author, AuthorId};
use dictation_desk::store::Record;

use crate::clinic::{self, NOW, by, say};
use crate::room::Room;

/// Stops at half a minute and resumes at once: how far that stepped back.
fn steps_back(desk: &mut Desk) -> f64 {
    desk.apply(Command::Seek(20.0), NOW);
    desk.apply(Command::TogglePlay, NOW);
    desk.tick(NOW + 10.0);
    desk.apply(Command::TogglePlay, NOW + 10.0);
    let at = |desk: &Desk| desk.piece().unwrap().transport.position();
    let stopped = at(desk);
    desk.apply(Command::TogglePlay, NOW + 10.0);
    let resumed = at(desk);
    desk.apply(Command::Stop, NOW + 10.0);
    ((stopped - resumed) * 10.0).round() / 10.0
}

fn author(name: &str, back_step: Option<f64>) -> Author {
    Author {
        id: AuthorId(0),
        name: name.to_owned(),
        post: String::new(),
        qualifications: String::new(),
        initials: "XY".to_owned(),
        department: String::new(),
        back_step,
        ..Author::default()
    }
}

fn set_for_everyone(desk: &mut Desk, back_step: f64) {
    let mut settings = desk.settings().clone();
    settings.back_step = back_step;
    say(desk, Command::ChangeSettings(Box::new(settings)));
}

#[test]
fn resuming_steps_back_as_the_author_has_it_or_as_everyone() {
    let room = Room::new();
    let id = clinic::waiting(&room, 60.0);
    let mut record = room.record();
    let mut add = |author: Author| record.save_author(&by(), &author).unwrap().0;
    let hasty = add(author("Dr Hasty", Some(0.5)));
    let plain = add(author("Dr Plain", None));
    drop(record);
    let mut desk = room.desk();
    set_for_everyone(&mut desk, 3.0);
    say(&mut desk, Command::Open(id));
    // The sample's first author has one second.
    assert_eq!(steps_back(&mut desk), 1.0);
    say(&mut desk, Command::ChooseAuthor(hasty));
    assert_eq!(steps_back(&mut desk), 0.5);
    say(&mut desk, Command::ChooseAuthor(plain));
    assert_eq!(steps_back(&mut desk), 3.0);
    set_for_everyone(&mut desk, 2.0);
    assert_eq!(steps_back(&mut desk), 2.0);

    // Changed while the dictation is on the desk, it counts there too.
    let changed = Author {
        id: plain,
        revision: 1,
        ..author("Dr Plain", Some(4.0))
    };
    say(&mut desk, Command::SaveAuthor(Box::new(changed)));
    assert_eq!(steps_back(&mut desk), 4.0);
    set_for_everyone(&mut desk, 1.0);
    assert_eq!(steps_back(&mut desk), 4.0);
}
