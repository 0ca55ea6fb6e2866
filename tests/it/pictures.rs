//! Pictures of the real screens, in both looks and two sizes, for people to look at; each is also
//! checked to be drawn in its look and to hold what it is a picture of. A few are compared with how
//! they are kept.
//!
//! They are written to the folder that `DESK_PICTURES` names, `target/pictures` where it is unset.

mod clinics;
mod everything;
mod kept;
mod listing;
mod people;
mod sheets;
mod small;
mod tray;

use std::path::PathBuf;

use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::settings::Look;
use dictation_desk::record::{Actor, Dictation, Priority, Status};
use dictation_desk::speech::Scripted;
use dictation_desk::speech::model::SHIPPED;
use dictation_desk::store::Record;
use dictation_desk::ui::theme;
use egui::Color32;

use crate::clinic;
use crate::room::{PASSPHRASE, Room, Screen};
use small::Small;

const LAPTOP: (f32, f32) = (1280.0, 800.0);
const SMALL: (f32, f32) = (1366.0, 768.0);
const DESKTOP: (f32, f32) = (1920.0, 1080.0);

#[test]
fn the_first_run_page() {
    let room = Room::new();
    let mut screen = Screen::drawn(room.desk(), LAPTOP);
    take(
        &mut screen,
        "first-run",
        Look::Light,
        &["Make your workspace"],
    );
    screen.type_into("Recovery passphrase", PASSPHRASE);
    take(
        &mut screen,
        "first-run-typing",
        Look::Light,
        &["At least 12 characters"],
    );
}

#[test]
fn the_worklist_and_the_letter_in_every_look_and_size() {
    for (size, name) in [(LAPTOP, "laptop"), (DESKTOP, "desktop")] {
        for look in Look::ALL {
            let room = Room::new();
            let mut screen = Screen::drawn(at_work(&room, look), size);
            screen.press("F11");
            screen.wait(1.0);
            screen.press("F4");
            let title = format!(
                "letter-{name}-{}",
                look.label().to_lowercase().replace(' ', "-")
            );
            take(&mut screen, &title, look, &["SAMPLE-", "Review", "Born"]);
        }
    }
}

#[test]
fn every_sheet() {
    for (sheet, name, reads) in [
        (Sheet::Patient, "patient", "Choose the patient"),
        (Sheet::Patients, "patients", "Patients"),
        (Sheet::BringIn, "bring-in", "Choose a file"),
        (Sheet::Author, "author", "Qualifications"),
        (
            Sheet::Dictionary,
            "dictionary-empty",
            "No words of your own yet",
        ),
        (Sheet::Learnt, "corrections-empty", "Nothing to decide"),
        (Sheet::Signing, "signing", "Sign this letter"),
        (Sheet::Settings, "settings", "Your initials"),
        (Sheet::Models, "models", "Clinic model"),
        (Sheet::Checking, "checking", "Check the record"),
        (Sheet::Palette, "palette", "Find a command"),
        (Sheet::Keys, "keys", "Play while held"),
    ] {
        let room = Room::new();
        let look = if name == "signing" {
            Look::Dark
        } else {
            Look::Light
        };
        let mut screen = Screen::drawn(at_work(&room, look), LAPTOP);
        let now = screen.now();
        screen
            .harness
            .state_mut()
            .desk_mut()
            .apply(Command::Show(sheet), now);
        screen.settle();
        take(&mut screen, name, look, &[reads]);
    }
}

/// A list of patients looked over and two patients side by side, where there is least and most room.
#[test]
fn patients_brought_in_changed_and_merged() {
    for (size, name) in [((1366.0, 768.0), "small"), (DESKTOP, "desktop")] {
        for look in [Look::Light, Look::Dark] {
            let room = Room::new();
            let mut desk = at_work(&room, look);
            let list = room
                .folder
                .path()
                .join("Rheumatology clinic list of Monday.csv");
            std::fs::write(&list, long_list()).unwrap();
            clinic::say(&mut desk, Command::BringIn(list));
            clinic::hush(&mut desk);
            let mut screen = Screen::drawn(desk, size);
            let place = format!("{name}-{}", look.label().to_lowercase());
            let reads = ["3 to mend", "Columns: 9 of 10 used", "Save all"];
            take(&mut screen, &format!("bring-in-{place}"), look, &reads);
            screen.click_containing("Columns: 9 of 10");
            take(
                &mut screen,
                &format!("bring-in-columns-{place}"),
                look,
                &["Address 2"],
            );
            let now = screen.now();
            let desk = screen.harness.state_mut().desk_mut();
            desk.apply(Command::Show(Sheet::Patients), now);
            screen.settle();
            screen.click("Edit Mrs Margaret SAMPLE-TURNER");
            take(
                &mut screen,
                &format!("patient-edit-{place}"),
                look,
                &["Telephone"],
            );
            screen.click("Back to the search");
            screen.click("Merge… Mrs Margaret SAMPLE-TURNER");
            screen.type_into("Find a patient", "hughes");
            take(
                &mut screen,
                &format!("patient-merge-search-{place}"),
                look,
                &["in truth"],
            );
        }
    }
}

/// Three hundred lines, with what can be wrong and a very long name among them.
fn long_list() -> String {
    let mut list = "Title,Forename,Surname,DOB,NHS No,MRN,Address 1,Address 2,Postcode,Clinic\n\
        Mrs,Margaret,Sample-Turner,14/03/1958,9990001006,SV100001,99 New Street,SAMPLETON,SA9 9ZZ,C\n\
        Mr,Cy,Specimen,31/02/1970,,SV7,,,,C\n\
        Mr,Cy,Specimen,01/02/1970,9990001022,SV8,,,,C\n\
        Ms,Dee,Specimen,01/02/70,,SV9,,,,C\n\
        Mr,David Alexander,Sample-Married,09/06/1949,9990001014,SV100002,,,,C\n\
        Dr,Maximiliane,Featherstonehaugh-Cholmondeley-Inventeds,01/02/1933,,SV10,,,,C\n"
        .to_owned();
    for at in 0..294 {
        list += &format!(
            "Mx,Ada,Invented-{at},01/02/19{:02},,LX{at},,,,C\n",
            at % 90 + 10
        );
    }
    list
}

/// The sheets with the most to set, on the smallest and the largest usual screen.
#[test]
fn settings_and_authors() {
    for (size, name) in [((1366.0, 768.0), "small"), (DESKTOP, "desktop")] {
        for look in [Look::Light, Look::Dark] {
            let room = Room::new();
            let mut desk = at_work(&room, look);
            let logo = room.folder.path().join("logo.png");
            std::fs::write(&logo, include_bytes!("../../assets/icon.png")).unwrap();
            clinic::say(&mut desk, Command::SetLogo(Some(logo)));
            crate::pedals::desk::teach(&mut desk);
            clinic::hush(&mut desk);
            let mut screen = Screen::drawn(desk, size);
            let place = format!("{name}-{}", look.label().to_lowercase());
            screen.press("Ctrl+Comma");
            take(
                &mut screen,
                &format!("settings-{place}"),
                look,
                &["Your initials"],
            );
            screen.scroll_to("Address and contact");
            take(
                &mut screen,
                &format!("settings-letterhead-{place}"),
                look,
                &["The logo"],
            );
            screen.scroll_to("Forget Foot Switch");
            take(
                &mut screen,
                &format!("settings-pedal-{place}"),
                look,
                &["Taught"],
            );
            screen.scroll_to("Teach a foot pedal…");
            screen.click("Teach a foot pedal…");
            take(
                &mut screen,
                &format!("teach-{place}"),
                look,
                &["Press the left pedal"],
            );
            screen.press("Escape");
            for keys in ["authors", "keys and pedal"] {
                screen.press("Ctrl+K");
                screen.type_into("What do you want to do?", keys);
                screen.press("Enter");
                take(&mut screen, &format!("{keys}-{place}"), look, &[]);
                screen.press("Escape");
            }
        }
    }
}

#[test]
fn three_hundred_rows_and_a_forty_letter_surname() {
    let room = Room::new();
    let desk = room.furnished(true);
    drop(desk);
    fill(&room, 300);
    let mut screen = Screen::drawn(room.desk(), LAPTOP);
    take(
        &mut screen,
        "three-hundred-rows",
        Look::Light,
        &["303 to do", "late"],
    );
    screen.press("Ctrl+L");
    screen.type_into("Filter the worklist", "featherstonehaugh");
    screen.press("Enter");
    take(
        &mut screen,
        "forty-letters",
        Look::Light,
        &["FEATHERSTONEHAUGH", "Born"],
    );
    screen.press("Ctrl+Enter");
    take(
        &mut screen,
        "forty-letters-signing",
        Look::Light,
        &["FEATHERSTONEHAUGH"],
    );
}

#[test]
fn a_recording_that_cannot_be_opened_and_a_document_that_is_saved_already() {
    for (size, name, look) in [
        (LAPTOP, "laptop", Look::Light),
        (LAPTOP, "laptop", Look::Dark),
        (DESKTOP, "desktop", Look::Light),
        (DESKTOP, "desktop", Look::Dark),
    ] {
        let room = Room::new();
        drop(at_work(&room, look));
        fill(&room, 12);
        let mut screen = Screen::drawn(room.desk(), size);
        screen.press("Ctrl+L");
        screen.type_into("Filter the worklist", "featherstonehaugh");
        screen.press("Enter");
        let now = screen.now();
        let desk = screen.harness.state_mut().desk_mut();
        desk.apply(Command::FileAgain, now);
        screen.settle();
        let title = format!("trouble-{name}-{}", look.label().to_lowercase());
        let trouble = "This file is not a recording that can be opened";
        take(&mut screen, &title, look, &[trouble, "saved already"]);
    }
}

#[test]
fn a_signed_letter_and_what_can_be_done_with_it() {
    for (size, name) in [(SMALL, "small"), (DESKTOP, "desktop")] {
        for look in [Look::Light, Look::Dark] {
            let room = Room::new();
            let mut desk = at_work(&room, look);
            clinic::say(&mut desk, Command::DiscardDraft);
            clinic::type_on(&mut desk, "She is well.");
            clinic::sign(&mut desk, true, "Heard in clinic");
            let mut screen = Screen::drawn(desk, size);
            let title = format!("signed-{name}-{}", look.label().to_lowercase());
            take(
                &mut screen,
                &title,
                look,
                &["Signed for its author by", "Send"],
            );
            for (sheet, reads) in [
                (Sheet::Sending, "Mark all"),
                (Sheet::Withdrawing, "nobody has had it yet"),
                (Sheet::Comparing, "taken out"),
                (Sheet::About, "About this patient"),
                (Sheet::Another, "Joint statement of experts"),
            ] {
                let now = screen.now();
                let desk = screen.harness.state_mut().desk_mut();
                desk.apply(Command::Show(sheet), now);
                screen.settle();
                let title = format!("{sheet:?}-{name}-{}", look.label()).to_lowercase();
                take(&mut screen, &title, look, &[reads]);
            }
        }
    }
}

#[test]
fn an_empty_worklist_and_a_problem() {
    let room = Room::new();
    let mut screen = Screen::drawn(room.furnished(false), LAPTOP);
    let bad = room.folder.path().join("letter.m4a");
    std::fs::write(&bad, "This is a text, not a recording.").unwrap();
    screen.drop_files(&[bad]);
    take(
        &mut screen,
        "empty-and-problem",
        Look::Light,
        &["No dictations yet", "letter.m4a"],
    );
}

#[test]
fn gaps_between_speech_and_text() {
    let room = Room::new();
    let (desk, _) = crate::desk_stories::gaps::at_work(&room);
    let mut screen = Screen::drawn(desk, LAPTOP);
    screen.press("F11");
    screen.press("F11");
    let reads = ["Speech without text", "Text without speech"];
    take(&mut screen, "gaps", Look::Light, &reads);
}

#[test]
fn a_sentence_that_was_passed_over() {
    for (size, look, name) in [
        (LAPTOP, Look::Light, "omission-laptop-light"),
        (DESKTOP, Look::Dark, "omission-desktop-dark"),
    ] {
        let room = Room::new();
        let mut desk = crate::desk_stories::gaps::at_work_with_an_omission(&room);
        let mut settings = desk.settings().clone();
        settings.look = look;
        desk.apply(Command::ChangeSettings(Box::new(settings)), 0.0);
        desk.settle(0.0);
        let mut screen = Screen::drawn(desk, size);
        screen.press("F11");
        take(&mut screen, name, look, &["more is said here than"]);
    }
}

#[test]
fn the_speech_models() {
    use crate::screens::models::{desk_with_models, open};
    let one = [(SHIPPED, 81_768_602)];
    let many = [
        one[0],
        ("ggml-small.en", 487_614_201),
        ("ggml-large-v3-turbo-q5_0", 574_041_195),
        ("ggml-large-v3", 3_095_033_483),
        (
            "ggml-whisper-medium-of-the-featherstonehaugh-trust-tuned-on-invented-letters-2026-03-q5_1",
            539_000_000,
        ),
        ("mine", 700),
    ];
    let timed = [
        (SHIPPED, 7.2),
        ("ggml-small.en", 24.0),
        ("ggml-large-v3", 310.0),
    ];
    let cases = [
        ("one", &one[..], &timed[..1]),
        ("one-not-timed", &one[..], &[][..]),
        ("six", &many[..], &timed[..]),
    ];
    for (size, look, place) in [
        (LAPTOP, Look::Light, "laptop-light"),
        (DESKTOP, Look::Dark, "desktop-dark"),
    ] {
        for (name, here, timed) in cases {
            let room = Room::new();
            let mut desk = desk_with_models(&room, here, timed);
            let mut settings = desk.settings().clone();
            settings.look = look;
            desk.apply(Command::ChangeSettings(Box::new(settings)), 0.0);
            desk.settle(0.0);
            clinic::hush(&mut desk);
            let mut screen = Screen::drawn(desk, size);
            open(&mut screen);
            let reads = ["Clinic model", "Time the models here"];
            take(&mut screen, &format!("models-{name}-{place}"), look, &reads);
            if name == "six" {
                let now = screen.now();
                let desk = screen.harness.state_mut().desk_mut();
                desk.apply(Command::TimeModels, now);
                desk.turn(now);
                screen.harness.run_steps(2);
                let reads = ["Timing", "Stop timing the models"];
                take(&mut screen, &format!("models-timing-{place}"), look, &reads);
            }
        }
    }
}

#[test]
fn proposed_corrections() {
    use crate::desk_stories::learning::{correct_and_sign, drafted};
    for (size, look, name) in [
        (LAPTOP, Look::Light, "laptop-light"),
        (DESKTOP, Look::Dark, "desktop-dark"),
    ] {
        let room = Room::new();
        let (mut desk, clinic) = drafted(&room);
        for id in &clinic.letters[..2] {
            correct_and_sign(&mut desk, *id);
        }
        let mut settings = desk.settings().clone();
        settings.look = look;
        desk.apply(Command::ChangeSettings(Box::new(settings)), 0.0);
        desk.settle(0.0);
        let mut screen = Screen::drawn(desk, size);
        let now = screen.now();
        let show = Command::Show(Sheet::Learnt);
        screen.harness.state_mut().desk_mut().apply(show, now);
        screen.settle();
        screen.click("Always write it so vasculitis");
        let title = format!("corrections-{name}");
        take(
            &mut screen,
            &title,
            look,
            &["zefirine", "2 places", "In use"],
        );
    }
}

#[test]
fn a_dictionary_of_many_and_long_terms() {
    for (size, look, name) in [
        (LAPTOP, Look::Light, "laptop-light"),
        (DESKTOP, Look::Dark, "desktop-dark"),
    ] {
        let room = Room::new();
        drop(at_work(&room, look));
        let list = room.folder.path().join("wards.tsv");
        let long = "The Featherstonehaugh-Cholmondeley-Invented Unit for Placeholder Medicine and Everything Else";
        let rows = (1..60).map(|ward| format!("Ward {ward}\tplace\t\tward number {ward}\n"));
        std::fs::write(
            &list,
            format!("{long}\tplace\t\tthe unit|feather stone haw\n") + &rows.collect::<String>(),
        )
        .unwrap();
        let mut desk = room.desk();
        desk.apply(Command::ImportTerms(None, list.clone()), 0.0);
        desk.settle(0.0);
        let mut screen = Screen::drawn(desk, size);
        screen.press("Ctrl+N");
        screen.press("Ctrl+D");
        screen.click("Everyone here");
        take(
            &mut screen,
            &format!("dictionary-{name}"),
            look,
            &["60 terms", "Ward 1"],
        );
        screen.click("Change Ward 1");
        take(
            &mut screen,
            &format!("dictionary-term-{name}"),
            look,
            &["Change the term", "Said as"],
        );
        screen.click("Back to the list");
        std::fs::write(&list, "\tno term\n").unwrap();
        screen.drop_files(&[list]);
        take(
            &mut screen,
            &format!("dictionary-error-{name}"),
            look,
            &["Line 1 of the word list"],
        );
    }
}

#[test]
fn several_letters_in_one_recording() {
    const SAID: &str = "Thank you for seeing this lady. The left knee is swollen. Next patient. \
        The right hip is sore and she walks with a stick. Next patient. He is well.";
    for look in [Look::Light, Look::Dark] {
        let room = Room::new();
        drop(at_work(&room, look));
        let mut record = room.record();
        let author = record.authors().unwrap().first().map(|author| author.id);
        let untyped = Dictation {
            author,
            priority: Priority::Urgent,
            clinic: "Knee clinic".to_owned(),
            ..clinic::unknown()
        };
        let typed = Dictation {
            status: Status::Typing,
            ..untyped.clone()
        };
        clinic::take_in(&room, &mut record, &untyped, "untyped.wav", 16.0);
        let typed = clinic::take_in(&room, &mut record, &typed, "begun before.wav", 16.0);
        drop(record);
        let mut desk = room.desk_hearing(Scripted::saying(SAID, 0.5));
        clinic::say(&mut desk, Command::Open(typed));
        clinic::type_on(&mut desk, "Typed by ear.");
        clinic::say(&mut desk, Command::DraftAgain);
        clinic::say(&mut desk, Command::InsertDraft);
        clinic::hush(&mut desk);
        let name = |what: &str| format!("several-{what}-{}", look.label().to_lowercase());
        let mut screen = Screen::drawn(desk, LAPTOP);
        take(&mut screen, &name("asked"), look, &["Another letter"]);
        screen.click_containing("letter 2 of 3");
        let reads = ["letter 3 of 3", "Recording: letter 2 of 3"];
        take(&mut screen, &name("parted"), look, &reads);
    }
}

#[test]
fn the_head_of_a_letter_of_nobody_yet() {
    for (size, name, look) in [
        (LAPTOP, "laptop", Look::Light),
        (DESKTOP, "desktop", Look::Dark),
    ] {
        let room = Room::new();
        let (id, _) = clinic::of_nobody(&room);
        let mut desk = room.desk();
        let mut settings = desk.settings().clone();
        settings.look = look;
        clinic::say(&mut desk, Command::ChangeSettings(Box::new(settings)));
        clinic::say(&mut desk, Command::Open(id));
        let mut screen = Screen::drawn(desk, size);
        screen.click("Work type");
        let title = format!("head-{name}-{}", look.label().to_lowercase());
        take(
            &mut screen,
            &title,
            look,
            &["Work type", "Medico-legal report"],
        );
    }
}

/// A desk in a look, with the sample clinic and its first dictation opened.
fn at_work(room: &Room, look: Look) -> dictation_desk::desk::Desk {
    let mut desk = room.furnished(true);
    let mut settings = desk.settings().clone();
    settings.look = look;
    desk.apply(Command::ChangeSettings(Box::new(settings)), 0.0);
    desk.settle(0.0);
    desk.apply(Command::OpenNext, 0.0);
    desk.settle(0.0);
    desk
}

/// Adds rows of every state and age, and a patient with a very long name.
fn fill(room: &Room, rows: i64) {
    let mut record = room.record();
    let mut patients = record.find_patients("", 10).unwrap();
    let mut long = patients[0].clone();
    long.id = dictation_desk::record::PatientId(0);
    long.family = "Featherstonehaugh-Cholmondeley-Invented".to_owned() + "s";
    long.nhs_number = None;
    long.hospital_number = "SV999999".to_owned();
    let id = record.save_patient(&Actor::program(), &long).unwrap().0;
    patients.push(record.patient(id).unwrap());
    let authors = record.authors().unwrap();
    for row in 0..rows {
        let at: jiff::Timestamp = "2026-03-05T08:00:00Z".parse().unwrap();
        let dictation = Dictation {
            id: dictation_desk::record::DictationId(0),
            author: Some(authors[row as usize % authors.len()].id),
            patient: Some(patients[row as usize % patients.len()].id),
            clinic: "General medicine clinic".to_owned(),
            work_type: "Clinic letter".to_owned(),
            priority: if row % 7 == 0 {
                Priority::Urgent
            } else {
                Priority::Routine
            },
            status: [
                Status::DraftReady,
                Status::Typing,
                Status::Query,
                Status::ToSign,
            ][row as usize % 4],
            length: 30.0 + row as f64,
            recording: None,
            dated_by: dictation_desk::record::DatedBy::File,
            dictated_at: at - jiff::SignedDuration::from_hours(row),
            position: 0.0,
            part: None,
            assignee: None,
            bring_forward: None,
            removed: None,
            revision: 0,
        };
        let audio = format!("not audio, but row {row} of a picture");
        record
            .take_in(
                &Actor::program(),
                &dictation,
                &mut audio.as_bytes(),
                "wav",
                at,
            )
            .unwrap();
    }
}

/// Where pictures are written to.
fn folder() -> PathBuf {
    let folder = std::env::var_os("DESK_PICTURES")
        .map_or_else(|| PathBuf::from("target/pictures"), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Takes a picture and checks that it is drawn in its look and shows what it should.
pub fn take(screen: &mut Screen, name: &str, look: Look, reads: &[&str]) -> Small {
    for words in reads {
        assert!(screen.shows(words), "{name} does not show {words:?}");
    }
    let picture = screen.harness.render().unwrap();
    picture.save(folder().join(format!("{name}.png"))).unwrap();
    let colours = theme::palette(look);
    let share = |wanted: Color32| {
        let [r, g, b, _] = wanted.to_array();
        let same = picture
            .pixels()
            .filter(|pixel| pixel.0[..3] == [r, g, b])
            .count();
        same as f64 / f64::from(picture.width() * picture.height())
    };
    let ground = share(colours.panel) + share(colours.page) + share(colours.window);
    // A sheet dims what is behind it, so only a part of the ground keeps its colour.
    assert!(ground > 0.03, "{name} is not drawn in its look: {ground}");
    assert!(
        share(colours.text) > 0.000_1,
        "{name} has no text in its ink"
    );
    Small::of(picture.width(), picture.as_raw())
}
