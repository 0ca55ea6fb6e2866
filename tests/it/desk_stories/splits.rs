//! Several letters in one recording: each gets a place of its own, once, and two patients never
//! share a letter.

use std::path::Path;

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::Command;
use dictation_desk::desk::crew::Speaker;
use dictation_desk::desk::review::Kind;
use dictation_desk::letter::Manuscript;
use dictation_desk::record::{Dictation, DictationId, Status};
use dictation_desk::speech::{Scripted, Transcriber};
use dictation_desk::store::Record;
use dictation_desk::words::Span;

use crate::clinic::{
    NOW, audit, becomes, body, hush, is_signed, known, say, sign, staff, take_in, told, type_on,
};
use crate::room::{Room, Screen};

/// Half a second a word: the second letter begins at 3.5 seconds, the third at 7.
const SAID: &str = "The left knee is swollen. Next patient. The right hip is sore. Next patient. \
    Jane, please copy this to Dr Smith. He is well.";
const LETTERS: [&str; 3] = [
    "The left knee is swollen.",
    "The right hip is sore.",
    "He is well.",
];

fn desk_hearing(room: &Room, said: &str) -> Desk {
    room.desk_hearing(Scripted::saying(said, 0.5))
}

/// A recording of [`SAID`], of a known patient and author, that nobody has drafted.
fn waiting(room: &Room) -> DictationId {
    drop(room.furnished(false));
    let mut record = room.record();
    let waiting = Dictation {
        status: Status::Waiting,
        clinic: "Knee clinic".to_owned(),
        ..known(staff(&mut record))
    };
    take_in(room, &mut record, &waiting, "clinic.wav", 12.0)
}

/// A desk on which the recording was typed into before any draft came.
fn typed_into(room: &Room, text: &str) -> Desk {
    let id = waiting(room);
    let mut record = room.record();
    becomes(&mut record, id, Status::Typing);
    drop(record);
    let mut desk = desk_hearing(room, SAID);
    say(&mut desk, Command::Open(id));
    type_on(&mut desk, text);
    desk.settle(NOW);
    say(&mut desk, Command::DraftAgain);
    desk
}

/// The texts of all letters, in the order of the recording, as the record has them.
fn texts(room: &Room) -> Vec<String> {
    let record = room.record();
    let mut rows = record.dictations().unwrap();
    rows.sort_by_key(|row| row.part.map_or(0, |part| part.number));
    let text = |row: Dictation| {
        let letter = record.letter_for(row.id).unwrap().unwrap();
        let manuscript = Manuscript::replay(letter.start, letter.entries).unwrap();
        manuscript.letter().body().text().to_owned()
    };
    rows.into_iter().map(text).collect()
}

/// A desk that hears [`SAID`] and has got as far as listing the recording.
fn desk_at_the_start(room: &Room) -> Desk {
    let mut desk = room.desk_unsettled(Speaker::new(|_: &Path| {
        Ok(Box::new(Scripted::saying(SAID, 0.5)) as Box<dyn Transcriber>)
    }));
    while desk.worklist().count() == 0 {
        assert!(desk.turn(NOW));
    }
    desk
}

fn asked(desk: &Desk, kind: Kind) -> usize {
    let questions = desk.piece().unwrap().review.questions().iter();
    questions.filter(|question| question.kind == kind).count()
}

/// Goes to the first question of a kind and settles it.
fn settle(desk: &mut Desk, kind: Kind) {
    let questions = desk.piece().unwrap().review.questions();
    let at = questions.iter().position(|it| it.kind == kind).unwrap();
    say(desk, Command::GoToQuestion(at));
    say(desk, Command::SettleQuestion);
}

#[test]
fn requirement_5_next_patient_gives_each_letter_its_draft_and_its_audio() {
    let room = Room::new();
    let first = waiting(&room);
    let mut desk = desk_hearing(&room, SAID);
    assert!(told(&desk).concat().contains("holds 3 letters"));

    let rows: Vec<Dictation> = desk.worklist().cloned().collect();
    let labels: Vec<String> = rows.iter().map(|row| row.part.unwrap().label()).collect();
    assert_eq!(labels, ["letter 1 of 3", "letter 2 of 3", "letter 3 of 3"]);
    let spans = rows.iter().map(Dictation::span).collect::<Vec<_>>();
    let (second, third) = (Span::new(3.5, 7.0), Span::new(7.0, 12.0));
    assert_eq!(spans, [Span::new(0.0, 3.5), second, third]);
    assert!(rows[0].patient.is_some(), "the patient is the first one's");
    assert!(rows[1..].iter().all(|row| row.patient.is_none()));
    for row in &rows {
        assert_eq!(
            (row.author, row.status),
            (rows[0].author, Status::DraftReady)
        );
        assert_eq!(row.clinic, "Knee clinic");
        assert_eq!(row.dictated_at, rows[0].dictated_at);
    }
    for (row, text) in rows.iter().zip(LETTERS) {
        say(&mut desk, Command::Open(row.id));
        assert_eq!(body(&desk), text);
        let piece = desk.piece().unwrap();
        assert_eq!(piece.transport.position(), row.span().start);
        assert_eq!(
            piece.unheard(),
            [row.span()],
            "and only that is to be heard"
        );
    }
    assert_eq!(asked(&desk, Kind::Note), 1, "the note is the third's");
    assert_eq!(asked(&desk, Kind::NoPatient), 1);
    sign(&mut desk, true, "Dictated twice");
    assert!(!is_signed(&desk), "nobody has said whose letter it is");

    say(&mut desk, Command::Open(first));
    assert_eq!(asked(&desk, Kind::Note), 0);
    drop(desk);
    assert_eq!(room.record().verify().unwrap().faults, [] as [&str; 0]);
    assert_eq!(room.record().verify().unwrap().recordings, 1);
    let split = ("split".to_owned(), "dictation 1 into 3 letters".to_owned());
    assert_eq!(audit(&room), [split]);
}

#[test]
fn a_letter_of_several_is_drafted_again_by_itself() {
    let room = Room::new();
    waiting(&room);
    drop(desk_hearing(&room, SAID));
    let better = SAID.replace("sore", "painful").replace("swollen", "hot");
    let mut desk = desk_hearing(&room, &better);
    let rows: Vec<DictationId> = desk.worklist().map(|row| row.id).collect();
    say(&mut desk, Command::Open(rows[1]));
    say(&mut desk, Command::DraftAgain);
    assert_eq!(body(&desk), LETTERS[1], "nothing is overwritten");
    say(&mut desk, Command::InsertDraft);
    assert_eq!(body(&desk), "The right hip is painful.");
    assert_eq!(desk.worklist().count(), 3);
    assert_eq!(asked(&desk, Kind::NextLetter), 0);

    // The same recording brought in again is known, whichever letter it is.
    hush(&mut desk);
    let file = room.folder.path().join("clinic.wav");
    say(&mut desk, Command::Import(vec![file]));
    assert!(told(&desk).concat().contains("nothing was added twice"));
    drop(desk);
    assert_eq!(
        texts(&room),
        [LETTERS[0], "The right hip is painful.", LETTERS[2]]
    );
}

#[test]
fn letters_on_the_desk_are_parted_as_their_draft_comes() {
    let room = Room::new();
    let first = waiting(&room);
    let mut desk = desk_at_the_start(&room);
    say(&mut desk, Command::Open(first));
    assert_eq!(body(&desk), LETTERS[0]);
    assert_eq!(desk.worklist().count(), 3);
    assert_eq!(desk.dictation(first).unwrap().status, Status::DraftReady);
    say(&mut desk, Command::Undo);
    assert_eq!(body(&desk), "");
    say(&mut desk, Command::Redo);
    type_on(&mut desk, " She walks.");
    desk.settle(NOW);
    drop(desk);
    let typed = "The left knee is swollen. She walks.";
    assert_eq!(texts(&room), [typed, LETTERS[1], LETTERS[2]]);
}

#[test]
fn what_was_typed_before_the_draft_came_is_split_only_when_somebody_says_so() {
    let room = Room::new();
    let mut desk = typed_into(&room, "Typed by ear.");
    assert_eq!(body(&desk), "Typed by ear.");
    assert_eq!(desk.worklist().count(), 1);
    assert!(told(&desk).concat().contains("Split at next patient"));
    assert_eq!(asked(&desk, Kind::NextLetter), 2);
    sign(&mut desk, true, "Dictated twice");
    assert!(!is_signed(&desk), "two patients are not signed as one");
    settle(&mut desk, Kind::NextLetter);
    assert_eq!(asked(&desk, Kind::NextLetter), 0);
    assert_eq!(body(&desk), "Typed by ear.");
    say(&mut desk, Command::SplitLetters);
    assert_eq!(desk.worklist().count(), 3, "nothing is split twice");
    drop(desk);
    assert_eq!(texts(&room), ["Typed by ear.", LETTERS[1], LETTERS[2]]);
}

#[test]
fn what_was_typed_into_a_later_letter_goes_with_it() {
    let room = Room::new();
    let mut desk = typed_into(&room, "Typed by ear.");
    say(&mut desk, Command::InsertDraft);
    assert_eq!(body(&desk), LETTERS.join("\n"));
    let at = body(&desk).find("sore").unwrap();
    let (range, text) = (at..at, "very ".to_owned());
    desk.apply(Command::Type { range, text }, NOW);
    desk.apply(Command::SplitLetters, NOW);
    desk.settle(NOW);
    assert_eq!(body(&desk), LETTERS[0]);

    // Undoing brings back what now stands in two letters, and that is asked about.
    say(&mut desk, Command::Undo);
    assert!(body(&desk).contains("very sore"));
    assert_eq!(asked(&desk, Kind::OtherLetter), 1);
    sign(&mut desk, true, "Dictated twice");
    assert!(!is_signed(&desk));
    say(&mut desk, Command::Redo);
    assert_eq!(asked(&desk, Kind::OtherLetter), 0);
    drop(desk);
    assert_eq!(
        texts(&room),
        [LETTERS[0], "The right hip is very sore.", LETTERS[2]]
    );
}

#[test]
fn what_was_settled_before_a_split_stays_settled_in_the_letter_it_is_about() {
    let room = Room::new();
    let mut desk = typed_into(&room, "Typed by ear.");
    say(&mut desk, Command::InsertDraft);
    settle(&mut desk, Kind::Note);
    say(&mut desk, Command::SplitLetters);
    let rows: Vec<DictationId> = desk.worklist().map(|row| row.id).collect();
    for (id, settled) in rows.into_iter().zip([1, 0, 1]) {
        say(&mut desk, Command::Open(id));
        assert_eq!(asked(&desk, Kind::Note), 0);
        let letter = desk.piece().unwrap().letter();
        assert_eq!(letter.settlements().len(), settled);
    }
}

#[test]
fn a_draft_of_the_whole_that_comes_once_it_is_parted_goes_into_none_of_its_letters() {
    for (is_open, turns) in [(true, 0), (true, 1), (true, 2), (false, 0), (false, 2)] {
        let room = Room::new();
        let mut desk = typed_into(&room, "Typed by ear.");
        say(&mut desk, Command::InsertDraft);
        desk.settle(NOW);
        hush(&mut desk);
        desk.apply(Command::DraftAgain, NOW);
        for _ in 0..turns {
            desk.turn(NOW);
        }
        desk.apply(Command::SplitLetters, NOW);
        if !is_open {
            desk.apply(Command::Close, NOW);
        }
        desk.settle(NOW);
        let case = format!("open: {is_open}, after {turns} turns: {:?}", told(&desk));
        for (id, text) in desk
            .worklist()
            .map(|row| row.id)
            .collect::<Vec<_>>()
            .into_iter()
            .zip(LETTERS)
        {
            say(&mut desk, Command::Open(id));
            assert_eq!(body(&desk), text, "{case}");
            say(&mut desk, Command::InsertDraft);
            assert_eq!(body(&desk), text, "{case}");
        }
    }
}

#[test]
fn a_person_may_say_that_it_is_one_letter() {
    let room = Room::new();
    let mut desk = typed_into(&room, "Typed by ear.");
    say(&mut desk, Command::KeepAsOne);
    assert_eq!(asked(&desk, Kind::NextLetter), 0);
    let id = desk.piece().unwrap().dictation.id;
    say(&mut desk, Command::Close);
    say(&mut desk, Command::Open(id));
    assert_eq!(asked(&desk, Kind::NextLetter), 0);
    assert_eq!(desk.worklist().count(), 1);
}

#[test]
fn a_letter_of_several_may_hold_another_still() {
    let room = Room::new();
    waiting(&room);
    drop(desk_hearing(
        &room,
        &SAID.replace("sore. Next patient.", "sore. So he says."),
    ));
    let mut desk = desk_hearing(&room, SAID);
    let rows: Vec<DictationId> = desk.worklist().map(|row| row.id).collect();
    assert_eq!(rows.len(), 2);
    say(&mut desk, Command::Open(rows[1]));
    say(&mut desk, Command::DraftAgain);
    assert_eq!(desk.worklist().count(), 2, "not split again by itself");
    say(&mut desk, Command::InsertDraft);
    settle(&mut desk, Kind::NextLetter);
    let labels: Vec<String> = desk
        .worklist()
        .map(|row| row.part.unwrap().label())
        .collect();
    assert_eq!(labels, ["letter 1 of 3", "letter 2 of 3", "letter 3 of 3"]);
    drop(desk);
    assert_eq!(texts(&room), LETTERS);
}

/// The program dies after any step; the next start comes to the same letters, each of them once.
#[test]
fn a_power_cut_while_letters_are_parted_neither_doubles_nor_loses_one() {
    for (is_open, steps) in (0..14).flat_map(|steps| [(true, steps), (false, steps)]) {
        let room = Room::new();
        let first = waiting(&room);
        let mut desk = desk_at_the_start(&room);
        if is_open {
            desk.apply(Command::Open(first), NOW);
        }
        for _ in 0..steps {
            desk.turn(NOW);
        }
        drop(desk);
        drop(desk_hearing(&room, SAID));
        assert_eq!(
            texts(&room),
            LETTERS,
            "open: {is_open}, after {steps} steps"
        );
    }
}

#[test]
fn the_screen_says_which_letter_of_the_recording_it_is() {
    let room = Room::new();
    waiting(&room);
    let mut screen = Screen::new(desk_hearing(&room, SAID));
    assert!(screen.shows("letter 3 of 3"));
    screen.click_containing("letter 2 of 3");
    assert!(screen.shows("Recording: letter 2 of 3, from 0:03"));
    screen.close();
}
