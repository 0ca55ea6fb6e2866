//! When letters are due: by what a department is held to, its working days and its bank holidays.

mod holidays;

use dictation_desk::desk::command::Command;
use dictation_desk::desk::settings::Settings;
use dictation_desk::record::holidays::Nation;
use dictation_desk::record::{Dictation, DictationId, Priority, Target, Targets, Within};
use jiff::Timestamp;
use jiff::civil::date;

use crate::clinic::{hush, known, say, staff, take_in};
use crate::room::Room;

fn at(moment: &str) -> Timestamp {
    moment.parse().unwrap()
}

/// Requirement 1: a routine clinic of 2 March 2026 is due on 9 March, and a letter about a suspected
/// cancer, due 48 hours after it was dictated, comes before everything else.
#[test]
fn requirement_1_the_clock_of_a_letter_runs_by_how_urgent_it_is() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let staff = staff(&mut record);
    let mut bring = |priority, moment: &str, name: &str| -> DictationId {
        let dictation = Dictation {
            priority,
            dictated_at: at(moment),
            ..known(staff)
        };
        take_in(&room, &mut record, &dictation, name, 1.0)
    };
    let routine = bring(Priority::Routine, "2026-03-02T10:00:00Z", "routine.wav");
    let urgent = bring(Priority::Urgent, "2026-03-02T09:00:00Z", "urgent one.wav");
    let cancer = bring(Priority::Cancer, "2026-03-04T16:00:00Z", "suspected.wav");
    drop(record);
    let desk = room.desk();
    let order: Vec<DictationId> = desk.worklist().map(|row| row.id).collect();
    assert_eq!(order, [cancer, urgent, routine]);
    let due = |id| desk.line(id).unwrap().due;
    assert_eq!(due(routine).day, date(2026, 3, 9));
    assert!(!due(routine).to_the_hour);
    assert_eq!(due(cancer).at, at("2026-03-06T16:00:00Z"));
    assert!(due(cancer).to_the_hour);
}

#[test]
fn what_is_due_on_a_day_is_late_from_the_next() {
    let rule = |within| Targets {
        rules: vec![Target {
            work_type: String::new(),
            priority: Priority::Routine,
            within,
        }],
        ..Targets::default()
    };
    for (within, dictated, late_from) in [
        (
            Within::Days(7),
            "2026-03-02T10:00:00Z",
            "2026-03-10T00:00:00Z",
        ),
        (
            Within::Days(7),
            "2026-03-02T23:59:00Z",
            "2026-03-10T00:00:00Z",
        ),
        // Clocks go forward on 29 March: midnight there is an hour earlier.
        (
            Within::Days(2),
            "2026-03-28T10:00:00Z",
            "2026-03-30T23:00:00Z",
        ),
        (
            Within::Days(0),
            "2026-07-01T22:30:00Z",
            "2026-07-01T23:00:00Z",
        ),
        (
            Within::Hours(48),
            "2026-03-28T10:00:00Z",
            "2026-03-30T10:00:00Z",
        ),
        // From Thursday over Easter: Friday and Monday are holidays.
        (
            Within::WorkingDays(2),
            "2026-04-02T10:00:00Z",
            "2026-04-08T23:00:00Z",
        ),
        (
            Within::WorkingDays(1),
            "2026-03-07T10:00:00Z",
            "2026-03-10T00:00:00Z",
        ),
    ] {
        let due = rule(within).due("Clinic letter", Priority::Routine, at(dictated));
        assert_eq!(due.at, at(late_from), "{within:?} {dictated}");
    }
}

#[test]
fn a_target_of_a_work_type_goes_before_one_for_all() {
    let mut targets = Targets::default();
    targets.rules.push(Target {
        work_type: "Medico-legal report".to_owned(),
        priority: Priority::Routine,
        within: Within::Days(28),
    });
    for (work, priority, within) in [
        ("Clinic letter", Priority::Routine, Within::Days(7)),
        ("medico-legal report", Priority::Routine, Within::Days(28)),
        ("Medico-legal report", Priority::Urgent, Within::Hours(48)),
        ("Anything else", Priority::Cancer, Within::Hours(48)),
    ] {
        assert_eq!(targets.within(work, priority), within, "{work}");
    }
    targets.rules.clear();
    let routine = targets.within("Clinic letter", Priority::Routine);
    assert_eq!(routine, Within::Days(7), "nothing is without a target");
}

#[test]
fn a_target_that_is_changed_counts_at_once_and_is_never_kept_with_the_letter() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let known = known(staff(&mut record));
    let id = take_in(&room, &mut record, &known, "clinic.wav", 1.0);
    drop(record);
    let mut desk = room.desk();
    assert_eq!(desk.line(id).unwrap().due.day, date(2026, 3, 12));
    let mut settings: Settings = desk.settings().clone();
    settings.targets.nation = Nation::NorthernIreland;
    settings.targets.rules[2].within = Within::WorkingDays(10);
    say(
        &mut desk,
        Command::ChangeSettings(Box::new(settings.clone())),
    );
    hush(&mut desk);
    // A day later than in England: 17 March is St Patrick's Day.
    assert_eq!(desk.line(id).unwrap().due.day, date(2026, 3, 20));
    drop(desk);
    assert_eq!(room.desk().settings().targets, settings.targets);
    assert_eq!(room.desk().line(id).unwrap().due.day, date(2026, 3, 20));
}

/// A priority is read however it was written by an earlier program, or called in a list.
#[test]
fn a_priority_is_read_by_all_its_names() {
    for (written, priority) in [
        ("cancer", Priority::Cancer),
        ("2ww", Priority::Cancer),
        ("2WW", Priority::Cancer),
        ("urgent", Priority::Urgent),
        ("routine", Priority::Routine),
    ] {
        let read: Priority = serde_json::from_str(&format!("{written:?}")).unwrap();
        assert_eq!(read, priority);
    }
    assert!(Priority::Cancer < Priority::Urgent && Priority::Urgent < Priority::Routine);
    assert_eq!(Priority::Cancer.label(), "urgent suspected cancer");
}
