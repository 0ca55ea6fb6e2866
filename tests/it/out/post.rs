//! The post room at the desk: prepared as paper, as files and as e-mails, and marked as gone.

use std::sync::Arc;

use dictation_desk::desk::command::Command;
use dictation_desk::desk::post::choices::Around;
use dictation_desk::record::{Delivery, Status};
use dictation_desk::store::{Keeping, Record};

use super::{Script, as_wanted, choose, desk, report, rows, sent_files, signed_letters, words};
use crate::clinic::{NOW, problems, say};
use crate::room::Room;

#[test]
fn what_is_prepared_without_a_printer_lies_in_the_folder_and_names_no_patient() {
    let room = Room::new();
    let (_, ids) = signed_letters(&room, 2);
    let script = Arc::new(Script::default());
    let mut desk = desk(&room, &script);
    let all = rows(&mut desk);
    assert_eq!(all.len(), 4, "a GP and a patient for each");
    say(&mut desk, Command::PreparePost(as_wanted(&all)));
    assert_eq!(problems(&desk), [""; 0]);
    let report = report(&desk);
    assert_eq!(report.told, ["4 letters are in the folder for sending"]);
    assert_eq!(report.missed, []);
    // The GP's own address shows in the window; the patient's copy has a sheet in front.
    let names = [
        "letter-000001-v1-to-2-address.pdf",
        "letter-000001-v1.pdf",
        "letter-000002-v1-to-2-address.pdf",
        "letter-000002-v1.pdf",
    ];
    assert_eq!(sent_files(&room), names);
    // All of it in one start of LibreOffice, with nothing left in the workspace.
    assert_eq!(script.calls.lock().unwrap().len(), 1);
    let left = std::fs::read_dir(room.workspace()).unwrap().flatten();
    let left = left.filter(|it| it.file_name().to_string_lossy().starts_with("post-"));
    assert_eq!(left.count(), 0);
    assert!(
        all.iter()
            .all(|row| desk.post_room().prepared(&row.stop).is_some())
    );
    say(&mut desk, Command::MarkGone(as_wanted(&all)));
    assert_eq!(desk.post_room().rows.as_deref(), Some(&[][..]));
    for id in ids {
        assert_eq!(desk.dictation(id).unwrap().status, Status::Sent);
    }
}

#[test]
fn some_are_marked_and_the_letter_stays_until_it_has_gone_to_all() {
    let room = Room::new();
    let (_, ids) = signed_letters(&room, 1);
    let mut desk = desk(&room, &Arc::new(Script::default()));
    let all = rows(&mut desk);
    say(&mut desk, Command::MarkGone(as_wanted(&all[..1])));
    assert_eq!(super::report(&desk).told, ["1 letter is marked as sent"]);
    let left = desk.post_room().rows.clone().unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].recipient.to.name, all[1].recipient.to.name);
    assert_eq!(desk.dictation(ids[0]).unwrap().status, Status::Signed);
    say(&mut desk, Command::MarkGone(as_wanted(&left)));
    assert_eq!(desk.dictation(ids[0]).unwrap().status, Status::Sent);
    drop(desk);
    let record = room.record();
    let letter = all[0].stop.letter;
    let sent = record.recipients(letter, 1).unwrap();
    assert!(
        sent.iter()
            .all(|to| to.sent.len() == 1 && to.sent[0].how == Delivery::Post)
    );
}

#[test]
fn a_printer_takes_the_first_page_and_the_others_from_their_trays() {
    let room = Room::new();
    signed_letters(&room, 1);
    let script = Arc::new(Script::default());
    let mut desk = desk(&room, &script);
    choose(&mut desk, |post| {
        post.printer = "Secretaries".to_owned();
        post.first_tray = "Letterhead".to_owned();
        post.next_tray = "Plain".to_owned();
        post.around = Around::EnvelopeDl;
    });
    let all = rows(&mut desk);
    say(&mut desk, Command::PreparePost(as_wanted(&all[..1])));
    assert_eq!(report(&desk).told, ["1 letter is printed"]);
    let printed = script.printed();
    assert_eq!(
        printed.len(),
        4,
        "the envelope and the letter, in two jobs each"
    );
    let lines: Vec<String> = printed.iter().map(|call| words(call).join(" ")).collect();
    assert!(
        lines[0].contains("InputSlot=Letterhead -P 1 ") && lines[0].contains("-to-1-address.pdf")
    );
    assert!(
        lines[2].contains("InputSlot=Letterhead -P 1 ")
            && lines[2].ends_with("letter-000001-v1.pdf")
    );
    assert!(
        lines[3].contains("InputSlot=Plain -P 2-9999 "),
        "{}",
        lines[3]
    );
    assert!(
        lines
            .iter()
            .all(|line| line.contains("-d Secretaries -t Letter"))
    );
    assert_eq!(sent_files(&room), [""; 0], "nothing readable is left");
}

#[test]
fn labels_are_one_sheet_for_all_that_go_by_post() {
    let room = Room::new();
    signed_letters(&room, 2);
    let mut desk = desk(&room, &Arc::new(Script::default()));
    choose(&mut desk, |post| post.around = Around::Labels);
    let all = rows(&mut desk);
    say(&mut desk, Command::PreparePost(as_wanted(&all)));
    let names = [
        "labels-2026-03-05-090000.pdf",
        "letter-000001-v1.pdf",
        "letter-000002-v1.pdf",
    ];
    assert_eq!(sent_files(&room), names);
}

#[test]
fn an_e_mail_is_a_draft_with_the_signed_letter_attached_and_no_header_of_anybodys_making() {
    let room = Room::new();
    let (staff, _) = signed_letters(&room, 0);
    let mut record = room.record();
    let mut patient = record.patient(staff.patient).unwrap();
    patient.given = "Łucja".to_owned();
    patient.details.delivery = Delivery::Email;
    patient.details.email = "ada@example.org".to_owned();
    record.save_patient(&crate::clinic::by(), &patient).unwrap();
    let id = crate::clinic::take_in(
        &room,
        &mut record,
        &crate::clinic::known(staff),
        "r.wav",
        1.0,
    );
    drop(record);
    let script = Arc::new(Script {
        absent: vec!["office"],
        ..Script::default()
    });
    let mut desk = desk(&room, &script);
    super::sign_one(&mut desk, id);
    choose(&mut desk, |post| {
        post.subject = "Letter {number}\r\nBcc: somebody@example.org".to_owned();
    });
    let all = rows(&mut desk);
    let copy: Vec<_> = all
        .iter()
        .filter(|it| it.recipient.is_copy)
        .cloned()
        .collect();
    assert_eq!(copy[0].recipient.to.delivery, Delivery::Email);
    say(&mut desk, Command::PreparePost(as_wanted(&copy)));
    assert_eq!(
        report(&desk).told[0],
        "1 letter is as the draft of an e-mail",
        "{:?}",
        report(&desk)
    );
    assert_eq!(sent_files(&room), ["letter-000001-v1-to-2.eml"]);
    let draft = std::fs::read(room.workspace().join("out/letter-000001-v1-to-2.eml")).unwrap();
    let draft = String::from_utf8(draft).unwrap();
    let (headers, _) = draft.split_once("\r\n\r\n").unwrap();
    let names: Vec<&str> = headers
        .lines()
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split(':').next().unwrap())
        .collect();
    assert!(names.contains(&"X-Unsent") && names.contains(&"To") && names.contains(&"Subject"));
    assert!(
        !names.contains(&"Bcc") && !names.contains(&"From"),
        "{names:?}"
    );
    assert!(headers.contains("X-Unsent: 1"));
    assert!(headers.contains("ada@example.org"));
    assert!(headers.is_ascii() && !headers.contains("Turner\r\nX"));
    let subject = headers
        .lines()
        .find(|line| line.starts_with("Subject:"))
        .unwrap();
    assert!(
        subject.contains("SV100001") && !subject.contains("Sample-Turner"),
        "{subject}"
    );
    // What is attached is the signed document, byte for byte.
    let record_of = |desk| {
        drop::<dictation_desk::desk::Desk>(desk);
        room.record()
    };
    let signed = record_of(desk).document(copy[0].stop.letter, 1).unwrap();
    let packed: String = draft.split_whitespace().collect();
    assert!(packed.contains(&base64(&signed)), "the document itself");
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let whole = three
            .iter()
            .fold(0_u32, |whole, byte| whole << 8 | u32::from(*byte));
        let whole = whole << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = LETTERS[(whole >> (18 - 6 * at) & 63) as usize];
            text.push(if at > three.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    text
}

#[test]
fn an_address_that_the_window_would_cut_has_a_sheet_in_front() {
    use dictation_desk::letter::docx::shows_in_window;
    use dictation_desk::letter::sign::Letterhead;
    // Lines of the letterhead, lines of the address, how long the longest is.
    for (head, lines, longest, shows) in [
        (1, 4, 20, true),
        (3, 7, 30, true),
        (3, 8, 30, false),
        (3, 7, 60, false),
        (6, 4, 20, true),
        (6, 6, 20, false),
    ] {
        let letterhead = Letterhead {
            lines: vec!["A line".to_owned(); head],
            ..Letterhead::default()
        };
        let mut address = vec!["A line".to_owned(); lines];
        address[1] = "x".repeat(longest);
        assert_eq!(
            shows_in_window(&letterhead, &address),
            shows,
            "{head} {lines} {longest}"
        );
    }
}

#[test]
fn whoever_has_closed_the_page_hears_what_came_of_it() {
    let room = Room::new();
    signed_letters(&room, 1);
    let script = Arc::new(Script {
        bad: vec!["-to-2-address"],
        ..Script::default()
    });
    let mut desk = desk(&room, &script);
    let all = rows(&mut desk);
    desk.apply(Command::PreparePost(as_wanted(&all)), NOW);
    assert!(desk.post_room().is_busy);
    desk.apply(Command::Dismiss, NOW);
    desk.settle(NOW);
    assert!(problems(&desk)[0].starts_with("1 of the letters for sending could not be prepared"));
    let _ = rows(&mut desk);
    assert_eq!(
        report(&desk).missed.len(),
        1,
        "it is still there to be read"
    );
    let _ = rows(&mut desk);
    assert_eq!(desk.post_room().report, None);
}
