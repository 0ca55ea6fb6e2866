//! After a locum has left: who signs for them, and one's own PIN.

use dictation_desk::desk::command::{Command, Signature};
use dictation_desk::letter::sign::Manner;
use dictation_desk::record::{Author, AuthorId, NewSecret, Role, Secret, Status};
use dictation_desk::store::Record;

use super::one_waiting;
use crate::clinic::{hush, is_signed, problems, say, told, trail, type_on};
use crate::people::{PIN, Practice, add, enter, find, give};
use crate::room::TYPIST;

/// Another author works here, who is to sign for the first after their last day.
fn succeeded(practice: &Practice, until: jiff::civil::Date) {
    let mut desk = practice.desk_of(TYPIST);
    add(&mut desk, "Helen Example", "HE", Role::Author, PIN);
    let locum = desk.snapshot().authors[0].clone();
    let successor = Author {
        id: AuthorId(0),
        name: "Dr Helen Example".to_owned(),
        initials: "HE".to_owned(),
        person: Some(find(&desk, "Helen Example").id),
        revision: 0,
        ..locum.clone()
    };
    say(&mut desk, Command::SaveAuthor(Box::new(successor)));
    let helen = desk
        .snapshot()
        .authors
        .iter()
        .find(|it| it.initials == "HE");
    let locum = Author {
        until: Some(until),
        successor: helen.map(|author| author.id),
        ..locum
    };
    say(&mut desk, Command::SaveAuthor(Box::new(locum)));
    assert_eq!(problems(&desk), [""; 0]);
}

#[test]
fn whoever_follows_a_locum_signs_for_them_after_their_last_day() {
    let own = |manner| Signature {
        identity_checked: true,
        unheard_reason: "Heard in clinic".to_owned(),
        manner,
    };
    for (until, may) in [((2026, 3, 4), true), ((2026, 3, 5), false)] {
        let practice = Practice::new();
        let letter = one_waiting(&practice);
        succeeded(&practice, jiff::civil::date(until.0, until.1, until.2));
        let mut desk = practice.desk_of("Helen Example");
        assert_eq!(desk.in_tray().len(), usize::from(may), "{until:?}");
        say(&mut desk, Command::Open(letter));
        type_on(&mut desk, " Truly.");
        desk.settle(crate::clinic::NOW);
        if !may {
            assert!(problems(&desk)[0].contains("another author's letter"));
            continue;
        }
        assert_eq!(problems(&desk), [""; 0]);
        let status = desk.piece().unwrap().dictation.status;
        assert_eq!(
            status,
            Status::ToSign,
            "a word put right is no second typing"
        );
        assert_eq!(desk.usual_manner(), Manner::For);
        say(&mut desk, Command::Sign(own(Manner::Own)));
        assert!(!is_signed(&desk), "nobody signs as somebody else");
        hush(&mut desk);
        say(&mut desk, Command::Sign(own(Manner::For)));
        assert!(is_signed(&desk), "{:?}", told(&desk));
        let approval = desk.piece().unwrap().signed().unwrap().approval.clone();
        assert_eq!(
            (approval.by.as_str(), approval.manner),
            ("Helen Example", Manner::For)
        );
    }
}

#[test]
fn ones_own_pin_is_changed_by_whoever_knows_it() {
    let practice = Practice::new();
    let mut desk = practice.desk_of("Tess Tapper");
    let change = |had: &str, wanted: &str| Command::ChangeSecret {
        had: Secret::new(had),
        wanted: Secret::new(wanted),
    };
    say(&mut desk, change("0000", "1357"));
    assert!(
        problems(&desk)[0].contains("not right"),
        "{:?}",
        told(&desk)
    );
    hush(&mut desk);
    say(&mut desk, change(PIN, "1357"));
    assert_eq!(problems(&desk), [""; 0]);
    say(&mut desk, Command::LockDesk);
    give(&mut desk, "Tess Tapper", PIN);
    assert!(desk.person().is_none(), "the old one is nothing any more");
    give(&mut desk, "Tess Tapper", "1357");
    assert_eq!(desk.person().unwrap().name, "Tess Tapper");
    say(&mut desk, Command::LockDesk);
    enter(&mut desk, "Jonathan Sample");
    let person = find(&desk, "Jonathan Sample").clone();
    say(
        &mut desk,
        Command::SavePerson(Box::new(person), NewSecret::Cleared),
    );
    assert!(
        !problems(&desk).is_empty(),
        "nor may they say who works here"
    );
    drop(desk);
    let changed = trail(&practice.room);
    let by_tess = |it: &&[String; 3]| it[0] == "Tess Tapper" && it[1] == "person changed";
    assert_eq!(changed.iter().filter(by_tess).count(), 1);
}

#[test]
fn a_gone_author_without_a_successor_is_signed_for_by_nobody_new() {
    let practice = Practice::new();
    one_waiting(&practice);
    let record = practice.room.record();
    let author = record.authors().unwrap()[0].clone();
    assert_eq!(author.successor, None);
    drop(record);
    let mut desk = practice.desk_of(TYPIST);
    add(&mut desk, "Olive Other", "OO", Role::Author, PIN);
    let gone = Author {
        until: Some(jiff::civil::date(2026, 3, 1)),
        ..author
    };
    say(&mut desk, Command::SaveAuthor(Box::new(gone)));
    drop(desk);
    let desk = practice.desk_of("Olive Other");
    assert!(desk.in_tray().is_empty());
}
