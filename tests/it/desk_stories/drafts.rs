//! Drafts and what comes in: a draft goes into its own letter, once, and never over typing.

use std::path::Path;
use std::sync::{Arc, Mutex};

use dictation_desk::clinical::draft::{Draft, Drafted};
use dictation_desk::desk::command::Command;
use dictation_desk::desk::crew::Speaker;
use dictation_desk::desk::event::Event;
use dictation_desk::desk::{Desk, people};
use dictation_desk::letter::{Body, Field};
use dictation_desk::problem::{Outcome, Problem};
use dictation_desk::record::{Dictation, Priority};
use dictation_desk::speech::{Cancel, Scripted, SpeechJob, Transcriber, Transcript};

use crate::clinic::{
    NOW, body, known, letter, of_nobody, problems, say, staff, take_in, told, type_on, unknown,
    waiting,
};
use crate::room::Room;

const DRAFT: &str = "She is well.";

/// A desk with one dictation on it that is drafted as [`DRAFT`] once the crew gets to work.
fn drafted_at_once(room: &Room) -> Desk {
    let id = waiting(room, 2.0);
    let mut desk = room.desk_hearing(Scripted::saying("she is well full stop", 0.4));
    say(&mut desk, Command::Open(id));
    desk
}

#[test]
fn a_draft_never_takes_the_place_of_typing() {
    let room = Room::new();
    let id = waiting(&room, 2.0);
    // The draft fails at first, so that there is time to type.
    let mut desk = room.desk_hearing(Scripted::failing(Problem::new("No model", "Wait")));
    say(&mut desk, Command::Open(id));
    type_on(&mut desk, "Typed by hand.");
    desk.settle(10.0);
    drop(desk);

    let mut desk = room.desk_hearing(Scripted::saying("she is well full stop", 0.4));
    say(&mut desk, Command::Open(id));
    say(&mut desk, Command::DraftAgain);
    assert_eq!(body(&desk), "Typed by hand.");
    assert!(
        told(&desk)
            .concat()
            .contains("what you typed was left as it is")
    );
    say(&mut desk, Command::InsertDraft);
    assert_eq!(body(&desk), DRAFT);
    say(&mut desk, Command::Undo);
    assert_eq!(body(&desk), "Typed by hand.");
}

#[test]
fn a_recording_without_speech_is_told_and_gives_no_empty_draft() {
    let room = Room::new();
    let id = waiting(&room, 2.0);
    let mut desk = room.desk_hearing(Scripted::new(Vec::new()));
    say(&mut desk, Command::Open(id));
    let told = problems(&desk).concat();
    assert!(told.contains("No speech was found"), "{told}");
    assert!(told.contains("choose another model"), "what to do: {told}");
    assert_eq!(body(&desk), "");
    let trouble = desk
        .queue()
        .failure(id)
        .expect("the row says so later as well");
    assert!(trouble.what().contains("No speech"));
}

#[test]
fn a_discarded_draft_comes_back_with_undo() {
    let room = Room::new();
    let mut desk = drafted_at_once(&room);
    assert_eq!(body(&desk), DRAFT);
    say(&mut desk, Command::DiscardDraft);
    assert_eq!(body(&desk), "");
    let cues = |desk: &Desk| letter(desk).body().cues().len();
    assert_eq!(cues(&desk), 0);
    say(&mut desk, Command::Undo);
    assert_eq!(body(&desk), DRAFT);
    assert!(
        cues(&desk) > 0,
        "its words still know their place in the sound"
    );
}

/// A draft of one sentence that has just been made.
fn drafted(text: &str) -> Box<Drafted> {
    Box::new(Drafted {
        draft: Draft::default(),
        body: Body::plain(text),
        length: 2.0,
        part: None,
    })
}

#[test]
fn a_draft_that_comes_while_letters_change_goes_into_its_own() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let known = known(staff(&mut record));
    let first = take_in(&room, &mut record, &known, "first.wav", 2.0);
    let second = take_in(&room, &mut record, &known, "the-second.wav", 2.0);
    drop(record);
    let mut desk = room.desk();
    // The first letter is asked for, its draft comes, and somebody thinks better of it.
    desk.apply(Command::Open(first), NOW);
    let of_the_first = Event::Drafted(first, Ok(drafted("Of the first patient.")));
    desk.outbox().post(of_the_first);
    desk.absorb(NOW);
    desk.apply(Command::Open(second), NOW);
    desk.settle(NOW);
    assert_eq!(desk.piece().unwrap().dictation.id, second);
    assert_eq!(body(&desk), "");
    say(&mut desk, Command::Open(first));
    assert_eq!(body(&desk), "Of the first patient.");
}

#[test]
fn a_recording_comes_in_once() {
    let room = Room::new();
    let mut desk = room.furnished(false);
    let recording = room.recording("clinic.wav", 1.0);
    let copy = room.folder.path().join("the same again.wav");
    std::fs::copy(&recording, &copy).unwrap();
    say(&mut desk, Command::Import(vec![recording]));
    say(&mut desk, Command::Import(vec![copy]));
    assert_eq!(desk.worklist().count(), 1);
    let says = "1 recording already in the worklist; nothing was added twice";
    assert!(told(&desk).contains(&says), "{:?}", told(&desk));
}

/// Notes the length of each recording it is given.
struct Listener(Arc<Mutex<Vec<usize>>>);

impl Transcriber for Listener {
    fn transcribe(
        &mut self,
        job: &SpeechJob,
        _: &Cancel,
        _: &mut dyn FnMut(f32),
    ) -> Outcome<Transcript> {
        let seconds = job.samples.len() / dictation_desk::speech::RATE as usize;
        self.0.lock().unwrap().push(seconds);
        Ok(Transcript::default())
    }

    fn describe(&self) -> String {
        "A listener".to_owned()
    }
}

#[test]
fn the_most_pressing_recording_is_drafted_first() {
    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let rows = [
        (
            "routine, later.wav",
            Priority::Routine,
            "2026-03-04T08:00:00Z",
            4.0,
        ),
        (
            "routine, first.wav",
            Priority::Routine,
            "2026-03-02T08:00:00Z",
            3.0,
        ),
        (
            "urgent, the later.wav",
            Priority::Urgent,
            "2026-03-05T08:00:00Z",
            2.0,
        ),
        (
            "urgent, and the first.wav",
            Priority::Urgent,
            "2026-03-03T08:00:00Z",
            1.0,
        ),
    ];
    for (name, priority, at, seconds) in rows {
        let dictated_at = at.parse().unwrap();
        let dictation = Dictation {
            priority,
            dictated_at,
            ..unknown()
        };
        take_in(&room, &mut record, &dictation, name, seconds);
    }
    drop(record);
    let heard = Arc::new(Mutex::new(Vec::new()));
    let listener = heard.clone();
    let speaker = Speaker::new(move |_: &Path| {
        Ok(Box::new(Listener(listener.clone())) as Box<dyn Transcriber>)
    });
    let _desk = room.desk_with(speaker);
    assert_eq!(*heard.lock().unwrap(), [1, 2, 3, 4]);
}

#[test]
fn a_patient_chosen_later_fills_what_nobody_has_typed_in() {
    let room = Room::new();
    let (id, staff) = of_nobody(&room);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    let own = "Dear Alan".to_owned();
    desk.apply(Command::SetField(Field::Salutation, own.clone()), NOW);
    say(&mut desk, Command::ChoosePatient(staff.patient));
    assert_eq!(letter(&desk).field(Field::Salutation), own);
    assert!(
        letter(&desk)
            .field(Field::Addressee)
            .starts_with("Dr A Example")
    );
    assert_eq!(letter(&desk).field(Field::Closing), "Yours sincerely");

    // Another patient changes what the first one filled, and still not what was typed.
    say(
        &mut desk,
        Command::SetField(Field::Copies, "The district nurse".to_owned()),
    );
    let csv = include_str!("../../../assets/sample/patients.csv");
    let other = people::read_patients(csv).unwrap().remove(1);
    say(&mut desk, Command::SavePatient(Box::new(other)));
    say(&mut desk, Command::SearchPatients("Hughes".to_owned()));
    let other = desk.patients_found()[0].id;
    say(&mut desk, Command::ChoosePatient(other));
    assert!(
        letter(&desk)
            .field(Field::Addressee)
            .starts_with("Dr B Placeholder")
    );
    assert_eq!(letter(&desk).field(Field::Salutation), own);
    assert_eq!(letter(&desk).field(Field::Copies), "The district nurse");
}
