//! The worklist as a table, by keyboard alone: chosen, changed, removed, opened.

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::Command;
use dictation_desk::record::{Dictation, DictationId};

use egui_kittest::kittest::Queryable;

use crate::clinic::{hush, known, staff, take_in};
use crate::room::{Room, Screen};

fn clinic_of(room: &Room, count: u32) -> (Desk, Vec<DictationId>) {
    drop(room.furnished(false));
    let mut record = room.record();
    let known = known(staff(&mut record));
    let first: jiff::Timestamp = "2026-03-03T08:00:00Z".parse().unwrap();
    let ids = (0..count).map(|at| {
        let dictation = Dictation {
            dictated_at: first + jiff::SignedDuration::from_hours(at.into()),
            clinic: "Pain clinic".to_owned(),
            ..known.clone()
        };
        let name = format!("{}.wav", "a".repeat(at as usize + 1));
        take_in(room, &mut record, &dictation, &name, 1.0)
    });
    let ids = ids.collect();
    drop(record);
    let mut desk = room.desk();
    hush(&mut desk);
    (desk, ids)
}

#[test]
fn several_rows_are_changed_without_the_mouse() {
    let room = Room::new();
    let (desk, ids) = clinic_of(&room, 5);
    let mut screen = Screen::new(desk);
    screen.press("Ctrl+Shift+W");
    assert!(screen.shows("5 rows"));
    assert!(screen.shows("Sort by Hospital no."));
    screen.press("ArrowDown");
    screen.press("ArrowDown");
    screen.press("Shift+ArrowDown");
    screen.press("Shift+ArrowDown");
    assert_eq!(screen.desk().rows_to_change(), ids[1..4]);
    assert!(screen.shows("Change these 3 rows"));
    screen.press("Ctrl+Shift+E");
    // The first field has the focus, and Enter does what the button says.
    screen
        .harness
        .get_by_label("Clinic")
        .type_text("Hand clinic");
    screen.settle();
    screen.press("Enter");
    assert!(screen.desk().sheet().is_none());
    assert!(screen.shows("3 rows changed"));
    let clinic = |id| screen.desk().dictation(id).unwrap().clinic.clone();
    let clinics: Vec<String> = ids.iter().map(|id| clinic(*id)).collect();
    let (pain, hand) = ("Pain clinic", "Hand clinic");
    assert_eq!(clinics, [pain, hand, hand, hand, pain]);

    screen.press("Home");
    screen.press("Space");
    screen.press("Ctrl+Shift+E");
    screen.type_into("Why", "A voice message");
    screen.press("Enter");
    assert!(screen.shows("4 rows"));
    assert!(screen.desk().dictation(ids[0]).is_none());

    screen.press("End");
    screen.press("Enter");
    let piece = screen.desk().piece().expect("opened");
    assert_eq!(piece.dictation.id, ids[4]);
    assert!(!screen.desk().shows_table(), "the letter is in its place");
    screen.press("Ctrl+Shift+W");
    assert!(
        screen.desk().shows_table(),
        "by its key it lies over the letter"
    );
}

#[test]
fn the_keys_reach_all_rows_and_the_table_follows() {
    let room = Room::new();
    let (desk, ids) = clinic_of(&room, 40);
    let mut screen = Screen::new(desk);
    screen.press("Ctrl+Shift+W");
    screen.press("End");
    assert_eq!(screen.desk().chosen().at(), Some(ids[39]));
    let row = screen.harness.get_all_by_role(egui::accesskit::Role::Row);
    assert!(row.count() < 40, "what is out of sight is not drawn");
    screen.press("PageUp");
    assert_eq!(screen.desk().chosen().at(), Some(ids[24]));
    screen.press("Ctrl+A");
    assert_eq!(screen.desk().rows_to_change().len(), 40);
    screen.click("Sort by Age");
    screen.click("Sorted by Age");
    let first = screen.desk().table()[0].0.id;
    assert_eq!(first, ids[39], "the youngest first");
    screen.press("Ctrl+Shift+G");
    screen.press("Home");
    assert!(screen.shows("Pain clinic, 40"));
    let now = screen.now();
    let desk = screen.harness.state_mut().desk_mut();
    desk.apply(Command::Filter("nothing of this".to_owned()), now);
    screen.settle();
    assert!(screen.shows("Nothing in the worklist matches"));
}
