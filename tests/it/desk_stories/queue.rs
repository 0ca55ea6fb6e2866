//! The queue of drafts: who is next, who jumps it, what fails, and how long it takes.

use std::path::Path;
use std::sync::{Arc, Mutex};

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::Command;
use dictation_desk::desk::crew::Speaker;
use dictation_desk::desk::event::Event;
use dictation_desk::desk::queue::{seconds_left, time_left};
use dictation_desk::problem::{Outcome, Problem};
use dictation_desk::record::{DictationId, Status};
use dictation_desk::speech::{Cancel, RATE, SpeechJob, Transcriber, Transcript};
use dictation_desk::words::{Span, Word};

use crate::clinic::{NOW, say, take_in, told, unknown};
use crate::room::{Room, Screen};

/// Hears in seconds, keeps a list of them, and fails where it is told to.
#[derive(Clone, Default)]
struct Ear {
    heard: Arc<Mutex<Vec<usize>>>,
    fails_at: Arc<Mutex<Option<usize>>>,
}

impl Transcriber for Ear {
    fn transcribe(
        &mut self,
        job: &SpeechJob,
        _: &Cancel,
        _: &mut dyn FnMut(f32),
    ) -> Outcome<Transcript> {
        let seconds = job.samples.len() / RATE as usize;
        self.heard.lock().unwrap().push(seconds);
        match *self.fails_at.lock().unwrap() == Some(seconds) {
            true => Err(Problem::new("The engine stopped", "Draft it again")),
            false => Ok(Transcript {
                words: vec![Word::new("Heard", Span::new(0.1, 0.5), 0.9)],
                ..Transcript::default()
            }),
        }
    }

    fn describe(&self) -> String {
        "An ear".to_owned()
    }
}

/// Three recordings of one, two and three seconds wait; nobody works yet.
fn waiting(room: &Room, ear: &Ear) -> (Desk, Vec<DictationId>) {
    let ids = recorded(room);
    let ear = ear.clone();
    let speaker = Speaker::new(move |_: &Path| Ok(Box::new(ear.clone()) as Box<dyn Transcriber>));
    (room.desk_with(speaker), ids)
}

/// Three recordings of which nothing has been drafted.
fn recorded(room: &Room) -> Vec<DictationId> {
    drop(room.furnished(false));
    let mut record = room.record();
    let names = ["one.wav", "number two.wav", "the number three.wav"];
    names
        .iter()
        .zip([1.0, 2.0, 3.0])
        .map(|(name, seconds)| take_in(room, &mut record, &unknown(), name, seconds))
        .collect()
}

#[test]
fn a_failed_draft_is_marked_and_the_queue_goes_on() {
    let (room, ear) = (Room::new(), Ear::default());
    *ear.fails_at.lock().unwrap() = Some(2);
    let (mut desk, ids) = waiting(&room, &ear);
    assert_eq!(*ear.heard.lock().unwrap(), [1, 2, 3]);
    let words = |desk: &Desk, id| desk.queue().status_words(desk.dictation(id).unwrap());
    assert_eq!(words(&desk, ids[1]), "draft failed");
    assert_eq!(words(&desk, ids[2]), Status::DraftReady.label());
    let why = desk.queue().failure(ids[1]).unwrap().message();
    assert_eq!(why, "The engine stopped. Draft it again.");
    desk.apply(Command::Filter("failed".to_owned()), NOW);
    assert_eq!(desk.worklist().count(), 1);
    desk.apply(Command::Filter(String::new()), NOW);

    // Not by itself, but when it is asked for.
    say(&mut desk, Command::Open(ids[1]));
    assert_eq!(ear.heard.lock().unwrap().len(), 3);
    *ear.fails_at.lock().unwrap() = None;
    say(&mut desk, Command::DraftAgain);
    assert_eq!(ear.heard.lock().unwrap().last(), Some(&2));
    assert!(desk.queue().failure(ids[1]).is_none());
    assert_eq!(desk.piece().unwrap().dictation.status, Status::DraftReady);
}

#[test]
fn drafting_ahead_begins_when_it_is_switched_on() {
    let (room, ear) = (Room::new(), Ear::default());
    let mut desk = room.furnished(false);
    let mut settings = desk.settings().clone();
    settings.draft_ahead = false;
    say(&mut desk, Command::ChangeSettings(Box::new(settings)));
    drop(desk);
    let (mut desk, _) = waiting(&room, &ear);
    assert_eq!(ear.heard.lock().unwrap().len(), 0);
    let mut settings = desk.settings().clone();
    settings.draft_ahead = true;
    say(&mut desk, Command::ChangeSettings(Box::new(settings)));
    assert_eq!(*ear.heard.lock().unwrap(), [1, 2, 3]);
}

#[test]
fn another_model_is_given_what_the_last_one_failed_at() {
    let (room, ear) = (Room::new(), Ear::default());
    *ear.fails_at.lock().unwrap() = Some(2);
    let (mut desk, ids) = waiting(&room, &ear);
    assert!(desk.queue().failure(ids[1]).is_some());
    *ear.fails_at.lock().unwrap() = None;
    let mut settings = desk.settings().clone();
    settings.model = Some(desk.models()[0].path.clone());
    say(&mut desk, Command::ChangeSettings(Box::new(settings)));
    assert!(desk.queue().failure(ids[1]).is_none());
    let status = desk.dictation(ids[1]).unwrap().status;
    assert_eq!(status, Status::DraftReady);
}

/// Breaks over every recording, as a library may over one.
struct Brittle;

impl Transcriber for Brittle {
    fn transcribe(
        &mut self,
        _: &SpeechJob,
        _: &Cancel,
        _: &mut dyn FnMut(f32),
    ) -> Outcome<Transcript> {
        panic!("what a library says when it breaks")
    }

    fn describe(&self) -> String {
        "A brittle ear".to_owned()
    }
}

#[test]
fn a_fault_of_the_program_itself_costs_one_draft_and_is_told() {
    let (room, ear) = (Room::new(), Ear::default());
    drop(room.furnished(false));
    let mut record = room.record();
    let id = take_in(&room, &mut record, &unknown(), "one.wav", 1.0);
    drop(record);
    let brittle = Speaker::new(|_: &Path| Ok(Box::new(Brittle) as Box<dyn Transcriber>));
    let mut desk = room.desk_with(brittle);
    let why = desk.queue().failure(id).unwrap().message();
    assert!(why.contains("a fault in this program"), "{why}");
    assert!(desk.queue().making().is_none());
    say(&mut desk, Command::Open(id));
    crate::clinic::type_on(&mut desk, "Typed by ear.");
    desk.settle(NOW);
    assert!(!desk.has_unsaved());
    drop(desk);
    let engine = ear.clone();
    let speaker =
        Speaker::new(move |_: &Path| Ok(Box::new(engine.clone()) as Box<dyn Transcriber>));
    let mut desk = room.desk_with(speaker);
    say(&mut desk, Command::Open(id));
    assert_eq!(crate::clinic::body(&desk), "Typed by ear.");
}

#[test]
fn a_filter_left_in_the_worklist_keeps_no_recording_from_its_draft() {
    let (room, ear) = (Room::new(), Ear::default());
    let (mut desk, _) = waiting(&room, &ear);
    desk.apply(Command::Filter("nobody".to_owned()), NOW);
    let file = room.recording("four.wav", 4.0);
    say(&mut desk, Command::Import(vec![file]));
    assert_eq!(desk.worklist().count(), 0);
    assert_eq!(ear.heard.lock().unwrap().last(), Some(&4));
}

#[test]
fn a_failed_draft_can_be_seen_on_the_screen() {
    let (room, ear) = (Room::new(), Ear::default());
    *ear.fails_at.lock().unwrap() = Some(2);
    let (desk, ids) = waiting(&room, &ear);
    let mut screen = Screen::new(desk);
    assert!(screen.shows("draft failed"));
    let now = screen.now();
    let desk = screen.harness.state_mut().desk_mut();
    desk.apply(Command::Open(ids[1]), now);
    screen.settle();
    assert!(screen.shows("The draft of this dictation failed"));
}

#[test]
fn the_opened_dictation_jumps_the_queue_and_the_other_is_not_lost() {
    let (room, ear) = (Room::new(), Ear::default());
    let ids = recorded(&room);
    let engine = ear.clone();
    let speaker =
        Speaker::new(move |_: &Path| Ok(Box::new(engine.clone()) as Box<dyn Transcriber>));
    let mut desk = room.desk_unsettled(speaker);
    // Far enough that the first is under way and has not been heard.
    while desk.queue().making().is_none() {
        desk.turn(NOW);
    }
    assert_eq!(desk.queue().making().unwrap().dictation, ids[0]);
    desk.apply(Command::Open(ids[2]), NOW);
    while desk.piece().is_none() {
        desk.turn(NOW);
    }
    desk.settle(NOW);
    let heard = ear.heard.lock().unwrap().clone();
    let place = |seconds| heard.iter().position(|it| *it == seconds).unwrap();
    assert!(place(3) < place(2), "{heard:?}");
    // The one that was stopped has its turn again.
    let again = heard.iter().rposition(|it| *it == 1).unwrap();
    assert!(place(3) < again, "{heard:?}");
    assert!(ids.iter().all(|id| desk.queue().failure(*id).is_none()));
}

#[test]
fn a_stopped_draft_lets_the_next_begin() {
    let (room, ear) = (Room::new(), Ear::default());
    drop(recorded(&room));
    let engine = ear.clone();
    let speaker =
        Speaker::new(move |_: &Path| Ok(Box::new(engine.clone()) as Box<dyn Transcriber>));
    let mut desk = room.desk_unsettled(speaker);
    while desk.queue().making().is_none() {
        desk.turn(NOW);
    }
    desk.apply(Command::StopDraft, NOW);
    desk.settle(NOW);
    assert!(desk.queue().making().is_none());
    assert_eq!(*ear.heard.lock().unwrap(), [2, 3]);
    say(&mut desk, Command::StopDraft);
    assert!(told(&desk).contains(&"Nothing is being drafted"));
}

#[test]
fn a_row_says_how_long_a_draft_will_take() {
    let (room, ear) = (Room::new(), Ear::default());
    let (mut desk, ids) = waiting(&room, &ear);
    say(&mut desk, Command::Open(ids[0]));
    desk.apply(Command::DraftAgain, NOW);
    let words = |desk: &Desk| desk.queue().status_words(desk.dictation(ids[0]).unwrap());
    let mut tell = |share, now| {
        desk.outbox().post(Event::DraftProgress(ids[0], share));
        desk.absorb(now);
        words(&desk)
    };
    assert_eq!(tell(0.0, 100.0), "drafting 0 %");
    assert_eq!(tell(0.2, 101.0), "drafting 20 %", "too soon to tell");
    assert_eq!(tell(0.4, 180.0), "drafting 40 %, 2 min left");
    assert_eq!(tell(0.98, 296.0), "drafting 98 %, a few seconds left");
}

#[test]
fn what_is_left_follows_from_what_is_done() {
    assert_eq!(seconds_left(0.0, 0.5, 60.0), Some(60.0));
    assert_eq!(seconds_left(0.5, 0.75, 60.0), Some(60.0));
    assert_eq!(seconds_left(0.0, 1.0, 60.0), Some(0.0));
    for (from, now, elapsed) in [
        (0.0, 0.01, 60.0),
        (0.0, 0.5, 1.0),
        (0.5, 0.5, 9.0),
        (0.5, 0.4, 9.0),
    ] {
        assert_eq!(
            seconds_left(from, now, elapsed),
            None,
            "{from} {now} {elapsed}"
        );
    }
    let rows = [
        (0.0, "a few seconds left"),
        (45.0, "1 min left"),
        (125.0, "2 min left"),
        (3_000.0, "50 min left"),
        (7_300.0, "2 h left"),
    ];
    for (seconds, says) in rows {
        assert_eq!(time_left(seconds), says);
    }
}

/// Wipes the recordings that the record keeps, so that whoever reads one again is found out.
fn lose_recordings(room: &Room) {
    for shelf in std::fs::read_dir(room.workspace().join("audio")).unwrap() {
        for kept in std::fs::read_dir(shelf.unwrap().path()).unwrap() {
            std::fs::write(kept.unwrap().path(), "gone").unwrap();
        }
    }
}

#[test]
fn a_recording_is_decoded_once_to_bring_it_in_to_draft_it_and_to_play_it() {
    let (room, ear) = (Room::new(), Ear::default());
    drop(room.furnished(false));
    let heard = ear.clone();
    let speaker = Speaker::new(move |_: &Path| Ok(Box::new(heard.clone()) as Box<dyn Transcriber>));
    let mut desk = room.desk_with(speaker);
    let mut settings = desk.settings().clone();
    settings.draft_ahead = false;
    say(&mut desk, Command::ChangeSettings(Box::new(settings)));
    say(
        &mut desk,
        Command::Import(vec![room.recording("clinic.wav", 3.0)]),
    );
    let id = desk.worklist().next().unwrap().id;

    // Whoever would decode it again finds nothing there now.
    lose_recordings(&room);
    say(&mut desk, Command::Open(id));
    let piece = desk.piece().unwrap();
    assert_eq!(piece.clip_trouble, None);
    assert!(piece.clip.as_ref().unwrap().is_complete());
    assert_eq!(desk.queue().failure(id), None);
    say(&mut desk, Command::DraftAgain);
    assert_eq!(*ear.heard.lock().unwrap(), [3]);
    assert!(desk.piece().unwrap().draft.is_some());

    // A program begun anew has to, and says what it found.
    drop(desk);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    assert!(desk.piece().unwrap().clip_trouble.is_some());
}

#[test]
fn what_is_drafted_is_played_from_the_same_reading() {
    let (room, ear) = (Room::new(), Ear::default());
    let (mut desk, ids) = waiting(&room, &ear);
    lose_recordings(&room);
    for id in ids {
        say(&mut desk, Command::Open(id));
        let piece = desk.piece().unwrap();
        assert_eq!(piece.clip_trouble, None);
        assert!(piece.clip.as_ref().unwrap().is_complete());
    }
}
