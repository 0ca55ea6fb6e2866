//! Letters parted where a person says, and joined again.

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::Command;
use dictation_desk::record::{Dictation, DictationId, Status};
use dictation_desk::speech::Scripted;
use dictation_desk::store::Record;
use dictation_desk::words::Span;

use crate::clinic::{
    NOW, audit, becomes, body, hush, known, problems, say, sign, staff, take_in, told, type_on,
};
use crate::room::Room;

/// Half a second a word; nobody says that the second letter begins, at 2.5 seconds.
const SAID: &str = "The left knee is swollen. The right hip is sore. He is well.";
const FIRST: &str = "The left knee is swollen.";
const SECOND: &str = "The right hip is sore. He is well.";

/// A recording of twelve seconds that nobody has drafted.
fn waiting(room: &Room, status: Status) -> DictationId {
    drop(room.furnished(false));
    let mut record = room.record();
    let waiting = Dictation {
        status: Status::Waiting,
        ..known(staff(&mut record))
    };
    let id = take_in(room, &mut record, &waiting, "clinic.wav", 12.0);
    if status == Status::Typing {
        becomes(&mut record, id, status);
    }
    id
}

/// A desk with the recording's draft on it, and the caret before these words.
fn at_words(room: &Room, words: &str) -> Desk {
    let id = waiting(room, Status::Waiting);
    let mut desk = room.desk_hearing(Scripted::saying(SAID, 0.5));
    say(&mut desk, Command::Open(id));
    assert_eq!(body(&desk), [FIRST, SECOND].join(" "));
    caret(&mut desk, words);
    hush(&mut desk);
    desk
}

fn caret(desk: &mut Desk, words: &str) {
    let at = body(desk).find(words).unwrap();
    say(desk, Command::Select(at..at));
}

fn rows(desk: &Desk) -> Vec<Dictation> {
    let mut rows: Vec<Dictation> = desk.worklist().cloned().collect();
    rows.sort_by_key(|row| row.part.map_or(0, |part| part.number));
    rows
}

fn texts(desk: &mut Desk) -> Vec<String> {
    let rows = rows(desk);
    let text = |row: &Dictation| {
        say(desk, Command::Open(row.id));
        body(desk).to_owned()
    };
    rows.iter().map(text).collect()
}

#[test]
fn what_stands_below_the_caret_becomes_a_letter_with_its_part_of_the_recording() {
    let room = Room::new();
    // In the middle of a word as well: no word is cut.
    let mut desk = at_words(&room, "he right hip");
    say(&mut desk, Command::SplitHere);
    let both = rows(&desk);
    let spans: Vec<Span> = both.iter().map(Dictation::span).collect();
    assert_eq!(spans, [Span::new(0.0, 2.5), Span::new(2.5, 12.0)]);
    assert_eq!(both[1].patient, None, "nobody has said whose it is");
    assert_eq!(both[1].author, both[0].author);
    assert!(told(&desk).concat().contains("holds 2 letters"));
    assert_eq!(texts(&mut desk), [FIRST, SECOND]);
    let piece = desk.piece().unwrap();
    assert_eq!(piece.transport.position(), 2.5);
    assert_eq!(piece.unheard(), [Span::new(2.5, 12.0)]);
    // Each has its own words of the draft.
    say(&mut desk, Command::DiscardDraft);
    say(&mut desk, Command::InsertDraft);
    assert_eq!(body(&desk), SECOND);

    // A letter of several is split again, and the later ones are numbered on.
    say(&mut desk, Command::Open(both[0].id));
    caret(&mut desk, "knee");
    say(&mut desk, Command::SplitHere);
    let labels: Vec<String> = rows(&desk)
        .iter()
        .map(|row| row.part.unwrap().label())
        .collect();
    assert_eq!(labels, ["letter 1 of 3", "letter 2 of 3", "letter 3 of 3"]);
    assert_eq!(texts(&mut desk), ["The left", "knee is swollen.", SECOND]);
    drop(desk);
    assert_eq!(room.record().verify().unwrap().faults, [] as [&str; 0]);
}

#[test]
fn whoever_types_by_ear_splits_where_the_recording_stands() {
    let room = Room::new();
    let id = waiting(&room, Status::Typing);
    let mut desk = room.desk_hearing(Scripted::new(Vec::new()));
    say(&mut desk, Command::Open(id));
    let refused = desk.enabled(&Command::SplitHere).unwrap_err();
    assert!(refused.contains("Put the caret"), "{refused}");
    type_on(&mut desk, "Typed by ear.");
    say(&mut desk, Command::Seek(5.0));
    say(&mut desk, Command::SplitHere);
    let both = rows(&desk);
    let spans: Vec<Span> = both.iter().map(Dictation::span).collect();
    assert_eq!(spans, [Span::new(0.0, 5.0), Span::new(5.0, 12.0)]);
    assert_eq!(texts(&mut desk), ["Typed by ear.", ""]);
}

#[test]
fn a_letter_is_split_at_a_moment_wherever_the_caret_is() {
    let room = Room::new();
    let mut desk = at_words(&room, "left");
    say(&mut desk, Command::Seek(4.6));
    say(&mut desk, Command::SplitAtMoment);
    assert_eq!(
        texts(&mut desk),
        [
            "The left knee is swollen. The right hip is sore.",
            "He is well."
        ]
    );
}

#[test]
fn what_was_split_is_joined_again_with_nothing_lost() {
    let room = Room::new();
    let mut desk = at_words(&room, "The right hip");
    let first = desk.piece().unwrap().dictation.id;
    say(&mut desk, Command::SplitHere);
    let second = rows(&desk)[1].id;
    say(&mut desk, Command::Open(second));
    type_on(&mut desk, " He walks.");
    say(&mut desk, Command::Open(first));
    say(&mut desk, Command::JoinNext);
    assert_eq!(problems(&desk), [""; 0]);
    let left = rows(&desk);
    assert_eq!((left.len(), left[0].part), (1, None));
    assert_eq!(left[0].span(), Span::new(0.0, 12.0));
    assert_eq!(body(&desk), [FIRST, "\n", SECOND, " He walks."].concat());
    // The words are tied to where they were said.
    let at = body(&desk).find("sore").unwrap();
    assert_eq!(desk.piece().unwrap().letter().body().time_at(at), Some(4.5));
    say(&mut desk, Command::DiscardDraft);
    say(&mut desk, Command::InsertDraft);
    assert_eq!(body(&desk), [FIRST, SECOND].join(" "));
    let refused = desk.enabled(&Command::JoinNext).unwrap_err();
    assert!(refused.contains("No other letter"), "{refused}");
    drop(desk);

    let record = room.record();
    let gone = record.dictation(second).unwrap();
    assert_eq!(gone.removed.unwrap().why, "Joined to letter 1");
    assert_eq!(record.verify().unwrap().faults, [] as [&str; 0]);
    drop(record);
    let done: Vec<String> = audit(&room).into_iter().map(|(did, _)| did).collect();
    assert_eq!(done, ["split", "joined"]);
}

#[test]
fn two_patients_and_a_signed_letter_are_not_joined() {
    let room = Room::new();
    let mut desk = at_words(&room, "The right hip");
    let first = desk.piece().unwrap().dictation.id;
    say(&mut desk, Command::SplitHere);
    let second = rows(&desk)[1].id;
    drop(desk);
    let mut record = room.record();
    let mut other = record.find_patients("", 1).unwrap().remove(0);
    other.id = dictation_desk::record::PatientId(0);
    (other.nhs_number, other.hospital_number) = (None, "SV999999".to_owned());
    let other = record.save_patient(&crate::clinic::by(), &other).unwrap().0;
    drop(record);

    let mut desk = room.desk_hearing(Scripted::saying(SAID, 0.5));
    say(&mut desk, Command::Open(second));
    say(&mut desk, Command::ChoosePatient(other));
    say(&mut desk, Command::Open(first));
    hush(&mut desk);
    say(&mut desk, Command::JoinNext);
    assert!(problems(&desk).concat().contains("about two patients"));
    assert_eq!(rows(&desk).len(), 2);
    type_on(&mut desk, " She walks.");
    assert!(body(&desk).ends_with("She walks."), "it can be typed on");

    say(&mut desk, Command::Open(second));
    sign(&mut desk, true, "Heard in clinic");
    say(&mut desk, Command::Open(first));
    hush(&mut desk);
    desk.apply(Command::JoinNext, NOW);
    desk.settle(NOW);
    assert_eq!(rows(&desk).len(), 2);
}
