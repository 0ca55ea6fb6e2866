//! The post room on the screen, by keyboard alone, and what it looks like with three hundred rows.

use std::sync::Arc;

use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::settings::Look;
use dictation_desk::record::Status;

use super::{Script, desk, signed_letters};
use crate::clinic::say;
use crate::room::{Room, Screen};

#[test]
fn a_batch_goes_out_by_keyboard_alone() {
    let room = Room::new();
    let (_, ids) = signed_letters(&room, 3);
    let mut screen = Screen::new(desk(&room, &Arc::new(Script::default())));
    screen.press("Ctrl+Shift+O");
    assert!(screen.shows("0 of 6 chosen, 0 held"));
    // One, then another, and one by e-mail, which is held.
    screen.press("Space");
    screen.press("Down");
    screen.press("Space");
    assert!(screen.shows("2 of 6 chosen") && screen.shows("Prepare all 2"));
    screen.press("W");
    assert!(screen.shows("0 of 6 chosen, 2 held"));
    screen.press("W");
    screen.press("W");
    screen.press("Up");
    for _ in 0..2 {
        screen.press("W");
    }
    assert!(screen.shows("0 held"));
    screen.press("Ctrl+A");
    assert!(screen.shows("6 of 6 chosen"));
    screen.press("Enter");
    assert!(screen.shows("in the folder for sending"));
    assert!(screen.shows("Mark all 6 as sent"), "the next thing to do");
    screen.press("Enter");
    assert!(screen.shows("6 letters are marked as sent"));
    assert!(screen.shows("Everything that is signed has gone"));
    for id in ids {
        assert_eq!(screen.desk().dictation(id).unwrap().status, Status::Sent);
    }
    screen.press("Escape");
    assert!(screen.desk().sheet().is_none());
    // What lies readable is deleted by keyboard too.
    let now = screen.now();
    let desk = screen.harness.state_mut().desk_mut();
    desk.apply(Command::Show(Sheet::Readables), now);
    screen.settle();
    screen.press("Ctrl+A");
    screen.press("Enter");
    assert!(screen.shows("There are none."));
}

#[test]
fn three_hundred_rows_and_long_names_in_both_looks_and_sizes() {
    let room = Room::new();
    crowd(&room);
    for (size, name) in [((1366.0, 768.0), "small"), ((1920.0, 1080.0), "desktop")] {
        for look in [Look::Light, Look::Dark] {
            let script = Arc::new(Script {
                bad: vec!["letter-000003"],
                ..Script::default()
            });
            let mut desk = desk(&room, &script);
            let mut settings = desk.settings().clone();
            settings.look = look;
            say(&mut desk, Command::ChangeSettings(Box::new(settings)));
            let place = format!("{name}-{}", look.label().to_lowercase());
            let mut screen = Screen::drawn(desk, size);
            screen.press("Ctrl+Shift+O");
            crate::pictures::take(
                &mut screen,
                &format!("post-room-{place}"),
                look,
                &["of 300 chosen"],
            );
            for _ in 0..12 {
                screen.press("Space");
                screen.press("Down");
            }
            crate::pictures::take(
                &mut screen,
                &format!("post-room-chosen-{place}"),
                look,
                &["Prepare all"],
            );
            screen.press("Enter");
            crate::pictures::take(
                &mut screen,
                &format!("post-room-report-{place}"),
                look,
                &["could not make a PDF"],
            );
            screen.click("Readable copies…");
            crate::pictures::take(
                &mut screen,
                &format!("copies-{place}"),
                look,
                &["altogether"],
            );
        }
    }
}

/// Three hundred recipients of a hundred and fifty letters, straight into the record.
fn crowd(room: &Room) {
    use dictation_desk::record::{Addressee, Delivery, RecipientKind};
    use dictation_desk::store::Record;
    let (staff, _) = signed_letters(room, 1);
    let mut record = room.record();
    for at in 1..150 {
        let mut patient = record.patient(staff.patient).unwrap();
        patient.id = dictation_desk::record::PatientId(0);
        patient.revision = 0;
        patient.nhs_number = None;
        patient.hospital_number = format!("LX{at:06}");
        patient.family = match at {
            1 => "Featherstonehaugh-Cholmondeley-Inventeds".to_owned(),
            _ => format!("Invented-{at}"),
        };
        patient.details.restricted = at % 40 == 5;
        let (id, _) = record.save_patient(&crate::clinic::by(), &patient).unwrap();
        let new = dictation_desk::record::Dictation {
            patient: Some(id),
            ..crate::clinic::known(staff)
        };
        let now = "2026-03-05T08:00:00Z".parse().unwrap();
        let (dictation, _) = record
            .begin_letter(&crate::clinic::by(), &new, now)
            .unwrap();
        let letter = record.letter_for(dictation).unwrap().unwrap();
        let to = |kind, name: &str, address: &[&str], is_copy| {
            dictation_desk::letter::recipients::Recipient {
                to: Addressee {
                    kind,
                    name: name.to_owned(),
                    address: address.iter().map(|it| (*it).to_owned()).collect(),
                    delivery: if at % 7 == 0 {
                        Delivery::Email
                    } else {
                        Delivery::Post
                    },
                    email: if at % 14 == 0 {
                        String::new()
                    } else {
                        "a@example.org".to_owned()
                    },
                    large_print: at % 5 == 0,
                },
                is_copy,
            }
        };
        let none: &[&str] = &[];
        let address: &[&str] = if at % 11 == 0 {
            none
        } else {
            &["12 Invented Row", "SAMPLETON", "SA9 1AA"]
        };
        let recipients = vec![
            to(
                RecipientKind::Practice,
                "Dr A Example",
                &["Invented Lane Surgery", "3 Invented Lane", "SA9 2BB"],
                false,
            ),
            to(
                RecipientKind::Patient,
                &format!("{} {} {}", patient.title, patient.given, patient.family),
                address,
                true,
            ),
        ];
        let row = record.dictation(dictation).unwrap().seen();
        let approval = dictation_desk::letter::sign::Approval {
            at: now,
            by: "Dr Jonathan Sample".to_owned(),
            manner: dictation_desk::letter::sign::Manner::Own,
        };
        let typed = dictation_desk::letter::versions::Typed {
            at: now,
            initials: "AB".to_owned(),
        };
        record
            .sign(
                &crate::clinic::by(),
                &dictation_desk::store::NewVersion {
                    letter: letter.id,
                    version: 1,
                    patient: id,
                    author: staff.author,
                    dictation: row,
                    document: format!("letter {at}").into_bytes(),
                    text: String::new(),
                    approval,
                    typed,
                    recipients,
                    unheard: String::new(),
                },
            )
            .unwrap();
    }
}

/// The post's share of the settings, at the foot of their page.
#[test]
fn the_posts_settings_where_there_is_least_and_most_room() {
    let room = Room::new();
    drop(room.furnished(false));
    for (size, name) in [((1366.0, 768.0), "small"), ((1920.0, 1080.0), "desktop")] {
        for look in [Look::Light, Look::Dark] {
            let mut desk = desk(&room, &Arc::new(Script::default()));
            let mut settings = desk.settings().clone();
            settings.look = look;
            settings.post.around = dictation_desk::desk::post::choices::Around::Labels;
            say(&mut desk, Command::ChangeSettings(Box::new(settings)));
            let mut screen = Screen::drawn(desk, size);
            screen.press("Ctrl+Comma");
            screen.scroll_to("Subject of e-mails");
            let place = format!("{name}-{}", look.label().to_lowercase());
            let reads = ["Tray of other pages", "First label still there"];
            crate::pictures::take(&mut screen, &format!("settings-post-{place}"), look, &reads);
        }
    }
}
