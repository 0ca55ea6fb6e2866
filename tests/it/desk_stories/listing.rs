//! Several rows of the worklist: chosen, changed, put off, given to somebody, removed and brought back.

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Heading, Pick, RowChange, Sheet};
use dictation_desk::record::{AuthorId, Dictation, DictationId, PersonId, Priority};
use dictation_desk::store::Record;
use jiff::civil::date;

use crate::clinic::{self, audit, hush, known, problems, say, staff, take_in, told, type_on};
use crate::room::Room;

/// A clinic of so many that are being typed, each dictated an hour after the one before.
fn clinic_of(room: &Room, count: u32) -> Vec<DictationId> {
    drop(room.furnished(false));
    let mut record = room.record();
    let known = known(staff(&mut record));
    let first: jiff::Timestamp = "2026-03-03T08:00:00Z".parse().unwrap();
    let ids = (0..count).map(|at| {
        let dictation = Dictation {
            dictated_at: first + jiff::SignedDuration::from_hours(at.into()),
            clinic: ["Pain clinic", "Hand clinic"][at as usize % 2].to_owned(),
            ..known.clone()
        };
        let name = format!("{}.wav", "a".repeat(at as usize + 1));
        take_in(room, &mut record, &dictation, &name, 1.0 + f64::from(at))
    });
    ids.collect()
}

fn order(desk: &Desk) -> Vec<DictationId> {
    desk.worklist().map(|row| row.id).collect()
}

fn table(desk: &Desk) -> Vec<DictationId> {
    desk.table().iter().map(|(row, _)| row.id).collect()
}

#[test]
fn several_rows_are_changed_together_and_each_is_put_down() {
    let room = Room::new();
    let ids = clinic_of(&room, 4);
    let mut desk = room.desk();
    say(&mut desk, Command::ToggleTable);
    say(&mut desk, Command::Pick(Pick::At(ids[0])));
    say(&mut desk, Command::Pick(Pick::Through(ids[2])));
    assert_eq!(desk.rows_to_change(), ids[..3]);
    let changes = vec![
        RowChange::Clinic("Back clinic".to_owned()),
        RowChange::Priority(Priority::Urgent),
        RowChange::Assign(Some(PersonId(1))),
    ];
    say(&mut desk, Command::ChangeRows(changes));
    assert_eq!(told(&desk), ["3 rows changed"]);
    for id in &ids[..3] {
        let row = desk.dictation(*id).unwrap();
        assert_eq!(
            (row.clinic.as_str(), row.priority),
            ("Back clinic", Priority::Urgent)
        );
        assert_eq!(desk.line(*id).unwrap().assignee, "Ann Bell");
    }
    assert_eq!(desk.dictation(ids[3]).unwrap().priority, Priority::Routine);
    say(&mut desk, Command::Filter("bell back".to_owned()));
    assert_eq!(
        order(&desk),
        ids[..3],
        "what is found is what a row reads now"
    );
    drop(desk);
    let events = audit(&room);
    let of_row = |id: DictationId| {
        let subject = format!("dictation {}: ", id.0);
        events
            .iter()
            .filter(|(_, what)| what.starts_with(&subject))
            .count()
    };
    assert_eq!(
        ids.iter().map(|id| of_row(*id)).collect::<Vec<_>>(),
        [3, 3, 3, 0]
    );
}

#[test]
fn a_batch_with_one_bad_row_says_which_and_does_the_rest() {
    let room = Room::new();
    let ids = clinic_of(&room, 3);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(ids[1]));
    say(&mut desk, Command::DiscardDraft);
    type_on(&mut desk, "She is well.");
    clinic::sign(&mut desk, true, "Heard in clinic");
    assert!(clinic::is_signed(&desk), "{:?}", told(&desk));
    say(&mut desk, Command::Close);
    say(&mut desk, Command::ToggleTable);
    hush(&mut desk);
    say(&mut desk, Command::Pick(Pick::All));
    say(&mut desk, Command::RemoveRows("Not ours".to_owned()));
    let told = problems(&desk);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("2 rows removed. Not removed: SV100001: it has been signed"),
        "{told:?}"
    );
    assert_eq!(order(&desk), [ids[1]]);
}

#[test]
fn a_row_that_is_filtered_away_is_not_changed_unseen() {
    let room = Room::new();
    let ids = clinic_of(&room, 4);
    let mut desk = room.desk();
    say(&mut desk, Command::ToggleTable);
    say(&mut desk, Command::Pick(Pick::All));
    say(&mut desk, Command::Filter("hand".to_owned()));
    assert_eq!(desk.rows_to_change(), [ids[1], ids[3]]);
}

#[test]
fn a_letter_that_is_put_off_comes_up_on_its_day() {
    let room = Room::new();
    let ids = clinic_of(&room, 3);
    let mut desk = room.desk();
    say(&mut desk, Command::ToggleTable);
    say(&mut desk, Command::Pick(Pick::At(ids[0])));
    let on = |day| Command::ChangeRows(vec![RowChange::BringForward(Some(day))]);
    say(&mut desk, on(date(2026, 3, 6)));
    assert_eq!(order(&desk), [ids[1], ids[2], ids[0]]);
    say(&mut desk, Command::OpenNext);
    assert_eq!(desk.piece().unwrap().dictation.id, ids[1]);
    drop(desk);
    // The sixth has come: it stands before those that are due later.
    let desk = room.desk_at("2026-03-06T08:00:00Z");
    assert_eq!(order(&desk), [ids[0], ids[1], ids[2]]);
}

#[test]
fn an_author_that_is_said_of_the_letter_on_the_desk_fills_it() {
    let room = Room::new();
    let (id, staff) = clinic::of_nobody(&room);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    say(&mut desk, Command::Show(Sheet::Rows));
    assert_eq!(desk.rows_to_change(), [id]);
    let changes = vec![
        RowChange::Author(staff.author),
        RowChange::Clinic("Pain clinic".to_owned()),
    ];
    say(&mut desk, Command::ChangeRows(changes));
    assert_eq!(problems(&desk), [""; 0]);
    let piece = desk.piece().unwrap();
    assert_eq!(piece.dictation.author, Some(staff.author));
    let clinic = dictation_desk::letter::Field::Clinic;
    assert_eq!(piece.letter().field(clinic), "Pain clinic");
    type_on(&mut desk, "More.");
    desk.settle(clinic::NOW);
    assert_eq!(problems(&desk), [""; 0], "the desk and the record agree");
}

#[test]
fn a_removed_letter_leaves_the_desk_and_can_be_brought_back_from_the_bin() {
    let room = Room::new();
    let ids = clinic_of(&room, 2);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(ids[0]));
    type_on(&mut desk, "Half a letter.");
    say(&mut desk, Command::RemoveRows("  ".to_owned()));
    assert!(problems(&desk)[0].contains("no reason is given"));
    hush(&mut desk);
    say(&mut desk, Command::RemoveRows("A voice message".to_owned()));
    assert!(desk.piece().is_none());
    assert_eq!(order(&desk), [ids[1]]);
    say(&mut desk, Command::Show(Sheet::Bin));
    let row = desk.bin().unwrap().dictations[0].clone();
    assert_eq!(row.removed.as_ref().unwrap().why, "A voice message");
    say(&mut desk, Command::RestoreRows(vec![row.seen()]));
    assert_eq!(order(&desk).len(), 2);
    assert!(desk.bin().unwrap().dictations.is_empty());
    say(&mut desk, Command::Dismiss);
    say(&mut desk, Command::Open(ids[0]));
    assert!(clinic::body(&desk).ends_with("Half a letter."));
}

/// The bin is emptied when the record is opened, by the days that the settings say.
#[test]
fn the_bin_is_emptied_by_rule() {
    let room = Room::new();
    let ids = clinic_of(&room, 2);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(ids[0]));
    say(&mut desk, Command::RemoveRows("A voice message".to_owned()));
    drop(desk);
    drop(room.desk_at("2026-04-04T08:59:00Z"));
    let is_emptied = || {
        let row = room.record().dictation(ids[0]).unwrap();
        row.removed.unwrap().is_emptied
    };
    assert!(!is_emptied(), "thirty days are not over");
    drop(room.desk_at("2026-04-04T09:01:00Z"));
    assert!(is_emptied());
}

#[test]
fn the_table_is_sorted_by_any_column_and_grouped_by_clinic() {
    let room = Room::new();
    let ids = clinic_of(&room, 4);
    let [one, two, three, four] = ids[..] else {
        panic!("four");
    };
    let mut desk = room.desk();
    assert_eq!(table(&desk), ids);
    for heading in Heading::ALL {
        say(&mut desk, Command::SortBy(heading));
        assert_eq!(desk.arranging().by, Some(heading));
        assert_eq!(table(&desk).len(), 4);
    }
    say(&mut desk, Command::SortBy(Heading::Length));
    assert_eq!(table(&desk), ids);
    say(&mut desk, Command::SortBy(Heading::Length));
    assert_eq!(table(&desk), [four, three, two, one]);
    say(&mut desk, Command::GroupByClinic);
    assert_eq!(table(&desk), [four, two, three, one], "within each clinic");
    say(&mut desk, Command::SortBy(Heading::Length));
    assert_eq!(
        desk.arranging().by,
        None,
        "and then as they are to be typed"
    );
    assert_eq!(table(&desk), [two, four, one, three]);
}

#[test]
fn rows_are_chosen_as_in_any_list() {
    let room = Room::new();
    let ids = clinic_of(&room, 5);
    let mut desk = room.desk();
    say(&mut desk, Command::ToggleTable);
    let step = |rows, extends| Pick::Step { rows, extends };
    for (pick, chosen) in [
        (step(1, false), &ids[..1]),
        (step(1, false), &ids[1..2]),
        (step(1, true), &ids[1..3]),
        (step(1, true), &ids[1..4]),
        (step(-1, true), &ids[1..3]),
        (step(isize::MIN, true), &ids[..2]),
        (step(isize::MAX, false), &ids[4..]),
        (step(1, false), &ids[4..]),
        (Pick::At(ids[3]), &ids[3..4]),
        (Pick::Toggle(ids[3]), &ids[3..4]),
        (Pick::Toggle(ids[4]), &ids[3..]),
        (Pick::All, &ids[..]),
        (Pick::Nothing, &ids[4..]),
    ] {
        say(&mut desk, Command::Pick(pick));
        assert_eq!(desk.rows_to_change(), chosen, "{pick:?}");
    }
}

/// An author of nobody's invention: nothing is changed where the record refuses a part of it.
#[test]
fn a_batch_that_cannot_be_done_at_all_changes_nothing() {
    let room = Room::new();
    let ids = clinic_of(&room, 2);
    let mut desk = room.desk();
    say(&mut desk, Command::ToggleTable);
    say(&mut desk, Command::Pick(Pick::All));
    let changes = vec![
        RowChange::Clinic("Back clinic".to_owned()),
        RowChange::Author(AuthorId(999)),
    ];
    say(&mut desk, Command::ChangeRows(changes));
    assert_eq!(problems(&desk).len(), 1);
    drop(desk);
    let record = room.record();
    let clinics = ids.iter().map(|id| record.dictation(*id).unwrap().clinic);
    assert_eq!(clinics.collect::<Vec<_>>(), ["Pain clinic", "Hand clinic"]);
}
