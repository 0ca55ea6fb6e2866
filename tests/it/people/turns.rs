//! Taking turns: the desk is locked and taken over, and nothing of anybody's work is lost.

use std::ops::Range;

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Signature};
use dictation_desk::letter::sign::Manner;
use dictation_desk::record::{NewSecret, Secret};
use proptest::prelude::*;

use super::{PIN, Practice, enter, find, kept};
use crate::clinic::{NOW, body, hush, is_signed, problems, say, told, trail, type_on};
use crate::room::{Room, TYPIST};

#[test]
fn who_works_alone_is_asked_nothing() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    assert!(!desk.is_locked());
    say(&mut desk, Command::LockDesk);
    assert!(!desk.is_locked(), "there is nobody to lock it from");
    assert!(told(&desk)[0].contains("nothing to lock"));
    drop(desk);
    let desk = room.desk();
    assert!(!desk.is_locked());
    assert_eq!(desk.person().unwrap().name, TYPIST);
    assert_eq!(desk.lock_in(0.0), None);
}

#[test]
fn each_letter_event_carries_the_name_of_whoever_did_it() {
    let practice = Practice::new();
    let before = trail(&practice.room).len();
    let mut desk = practice.desk_of("Tess Tapper");
    say(&mut desk, Command::Open(practice.letter));
    type_on(&mut desk, "She is well.");
    say(&mut desk, Command::SendForSignature);
    say(&mut desk, Command::LockDesk);
    enter(&mut desk, "Jonathan Sample");
    assert!(
        desk.piece().is_none(),
        "what the one before had open is put away"
    );
    say(&mut desk, Command::Open(practice.letter));
    let own = Command::Sign(Signature {
        identity_checked: true,
        unheard_reason: "I said it".to_owned(),
        manner: Manner::Own,
    });
    say(&mut desk, own);
    assert!(is_signed(&desk), "{:?}", told(&desk));
    say(&mut desk, Command::LockDesk);
    enter(&mut desk, "Tess Tapper");
    say(&mut desk, Command::Open(practice.letter));
    say(&mut desk, Command::Amend);
    type_on(&mut desk, " And cheerful.");
    drop(desk);
    let since = trail(&practice.room).split_off(before);
    let told: Vec<_> = since
        .iter()
        .map(|it| (it[0].as_str(), it[1].as_str()))
        .collect();
    let (tess, sample) = ("Tess Tapper", "Jonathan Sample");
    let wanted = [
        (tess, "handed over to sign"),
        (tess, "locked"),
        (sample, "unlocked"),
        (sample, "signed with audio unheard"),
        (sample, "locked"),
        (tess, "unlocked"),
        (tess, "amended"),
    ];
    let mut left = told.iter();
    for event in wanted {
        assert!(left.any(|it| *it == event), "{event:?} in {told:?}");
    }
}

#[test]
fn whoever_comes_back_finds_the_letter_the_caret_and_the_place() {
    let practice = Practice::new();
    let mut desk = practice.desk_of("Tess Tapper");
    say(&mut desk, Command::Open(practice.letter));
    type_on(&mut desk, "She is well.");
    say(&mut desk, Command::Seek(1.5));
    desk.apply(Command::TogglePlay, NOW);
    desk.apply(Command::Select(4..6), NOW);
    desk.apply(Command::LockDesk, NOW);
    assert!(desk.is_locked() && !desk.is_moving(), "the sound stops");
    desk.apply(
        Command::Type {
            range: 0..0,
            text: "x".to_owned(),
        },
        NOW,
    );
    desk.settle(NOW);
    assert!(!desk.has_unsaved(), "all of it is saved meanwhile");
    enter(&mut desk, "Tess Tapper");
    let piece = desk.piece().unwrap();
    assert_eq!(body(&desk), "She is well.");
    assert_eq!(piece.selection.range, 4..6);
    assert!((piece.transport.position() - 1.5).abs() < 0.6);
}

#[test]
fn another_finds_the_worklist_and_what_was_open_is_saved() {
    let practice = Practice::new();
    let mut desk = practice.desk_of("Tess Tapper");
    say(&mut desk, Command::Open(practice.letter));
    say(&mut desk, Command::Filter("sample".to_owned()));
    type_on(&mut desk, "She is well.");
    desk.apply(Command::LockDesk, NOW);
    let (sue, secret) = (find(&desk, "Sue Overton").id, Secret::new(PIN));
    // At once, before anything has had time to be saved.
    desk.apply(
        Command::TakeOver {
            person: sue,
            secret,
        },
        NOW,
    );
    desk.settle(NOW);
    assert_eq!(desk.person().unwrap().name, "Sue Overton");
    assert!(desk.piece().is_none() && desk.sheet().is_none());
    assert_eq!(desk.filter(), "");
    drop(desk);
    assert_eq!(kept(&practice.room, practice.letter), "She is well.");
}

#[test]
fn while_the_disk_is_full_nobody_else_comes_between_a_letter_and_the_record() {
    let practice = Practice::new();
    let mut desk = practice.desk_of("Tess Tapper");
    say(&mut desk, Command::Open(practice.letter));
    desk.cap_record(1);
    desk.settle(NOW);
    let long = "She is well. ".repeat(4_000);
    type_on(&mut desk, &long);
    say(&mut desk, Command::LockDesk);
    assert!(desk.is_locked() && desk.has_unsaved());
    desk.cap_record(1_000_000);
    desk.settle(NOW);
    enter(&mut desk, "Tess Tapper");
    assert_eq!(body(&desk), long);
    desk.settle(NOW + 10.0);
    assert!(!desk.has_unsaved());
}

#[test]
fn a_desk_that_is_left_locks_itself() {
    let practice = Practice::new();
    let mut desk = practice.desk_of("Tess Tapper");
    assert_eq!(desk.settings().lock_after, 10);
    desk.stir(100.0);
    assert_eq!(desk.lock_in(100.0), Some(600.0));
    desk.tick(699.0);
    assert!(!desk.is_locked());
    desk.stir(699.0);
    desk.tick(701.0);
    assert!(!desk.is_locked(), "somebody was there");
    desk.tick(1300.0);
    assert!(desk.is_locked());
    enter(&mut desk, TYPIST);
    let mut settings = desk.settings().clone();
    settings.lock_after = 0;
    say(&mut desk, Command::ChangeSettings(Box::new(settings)));
    assert_eq!(desk.lock_in(NOW), None);
    desk.tick(1e6);
    assert!(!desk.is_locked(), "never, if they wish so");
}

#[test]
fn with_nobody_to_prove_anything_a_desk_does_not_lock_itself() {
    let practice = Practice::new();
    let mut desk = practice.desk_of(TYPIST);
    for (name, ..) in super::TEAM {
        let person = find(&desk, name).clone();
        say(
            &mut desk,
            Command::SavePerson(Box::new(person), NewSecret::Cleared),
        );
    }
    assert_eq!(problems(&desk), [""; 0]);
    assert_eq!(desk.lock_in(NOW), None);
    say(&mut desk, Command::LockDesk);
    assert!(desk.is_locked(), "but it can be handed on");
    super::give(&mut desk, "Tess Tapper", "");
    assert_eq!(desk.person().unwrap().name, "Tess Tapper");
}

#[test]
fn letters_about_restricted_patients_stay_out_of_the_way_of_a_typist() {
    let practice = Practice::new();
    let mut desk = practice.desk_of(TYPIST);
    say(&mut desk, Command::Open(practice.letter));
    let mut patient = desk.snapshot().patients[&practice.staff.patient].clone();
    patient.details.restricted = true;
    say(&mut desk, Command::SavePatient(Box::new(patient)));
    say(&mut desk, Command::LockDesk);
    enter(&mut desk, "Tess Tapper");
    say(&mut desk, Command::OpenNext);
    assert!(desk.piece().is_none());
    assert_eq!(problems(&desk), [""; 0], "it is not offered");
    say(&mut desk, Command::Open(practice.letter));
    assert!(problems(&desk)[0].contains("restricted patient"));
    hush(&mut desk);
    say(&mut desk, Command::LockDesk);
    enter(&mut desk, "Jonathan Sample");
    say(&mut desk, Command::Open(practice.letter));
    assert!(desk.piece().is_some(), "{:?}", told(&desk));
}

/// What somebody does next.
#[derive(Clone, Debug)]
enum Deed {
    Type(prop::sample::Index, String),
    Delete(prop::sample::Index, prop::sample::Index),
    Select(prop::sample::Index),
    Undo,
    Redo,
    /// Time passes, in seconds.
    Wait(f64),
    /// The record's worker does one thing.
    Turn,
}

fn deed() -> impl Strategy<Value = Deed> {
    let place = any::<prop::sample::Index>;
    prop_oneof![
        4 => (place(), "[a-z ]{1,6}").prop_map(|(at, text)| Deed::Type(at, text)),
        1 => (place(), place()).prop_map(|(from, to)| Deed::Delete(from, to)),
        1 => place().prop_map(Deed::Select),
        1 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
        1 => (0.0..1.0).prop_map(Deed::Wait),
        1 => Just(Deed::Turn),
    ]
}

fn range(desk: &Desk, from: prop::sample::Index, to: prop::sample::Index) -> Range<usize> {
    let end = body(desk).len() + 1;
    let (from, to) = (from.index(end), to.index(end));
    from.min(to)..from.max(to)
}

fn act(desk: &mut Desk, deed: &Deed, now: &mut f64) {
    let command = match deed {
        Deed::Type(at, text) => Command::Type {
            range: range(desk, *at, *at),
            text: text.clone(),
        },
        Deed::Delete(from, to) => Command::Type {
            range: range(desk, *from, *to),
            text: String::new(),
        },
        Deed::Select(at) => Command::Select(range(desk, *at, *at)),
        Deed::Undo => Command::Undo,
        Deed::Redo => Command::Redo,
        Deed::Wait(seconds) => {
            *now += seconds;
            return desk.tick(*now);
        }
        Deed::Turn => {
            desk.turn(*now);
            return;
        }
    };
    desk.apply(command, *now);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    /// Locked at any moments, by the same keys, the letter is what it is without.
    #[test]
    fn locking_loses_no_keystroke(
        deeds in proptest::collection::vec((deed(), proptest::bool::weighted(0.2)), 1..30),
        by_another in any::<bool>(),
    ) {
        let (plain, practice) = (Practice::new(), Practice::new());
        let mut without = plain.desk_of("Tess Tapper");
        let mut desk = practice.desk_of("Tess Tapper");
        say(&mut without, Command::Open(plain.letter));
        say(&mut desk, Command::Open(practice.letter));
        let (mut here, mut there) = (NOW, NOW);
        for (deed, locks) in &deeds {
            act(&mut without, deed, &mut here);
            act(&mut desk, deed, &mut there);
            if *locks {
                desk.apply(Command::LockDesk, there);
                let (range, text) = (0..0, "lost".to_owned());
                desk.apply(Command::Type { range, text }, there);
                enter(&mut desk, "Tess Tapper");
            }
            prop_assert_eq!(body(&without), body(&desk));
            let selections = (&without.piece().unwrap().selection.range, &desk.piece().unwrap().selection.range);
            prop_assert_eq!(selections.0, selections.1);
        }
        desk.apply(Command::LockDesk, there);
        if by_another {
            enter(&mut desk, "Sue Overton");
        }
        desk.settle(there);
        let text = body(&without).to_owned();
        drop(desk);
        prop_assert_eq!(kept(&practice.room, practice.letter), text);
    }
}
