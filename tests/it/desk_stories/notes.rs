//! The author's notes to the secretary: done once is done, and nothing else seems done with it.

use dictation_desk::clinical::checks::flags::FlagKind;
use dictation_desk::desk::Desk;
use dictation_desk::desk::command::Command;
use dictation_desk::desk::review::Kind;
use dictation_desk::letter::Letter;
use dictation_desk::letter::history::{Entry, Manuscript};
use dictation_desk::speech::Scripted;
use dictation_desk::store::{Key, Record};

use crate::clinic::{by, letter, say, take_in, unknown, waiting};
use crate::room::Room;

const TWO: &str = "Jane, please copy this to Dr Smith. She is well. Jane, please add his bloods.";
const ONE: &str = "She is well. Jane, please add his bloods.";

/// The notes still to be done.
fn asked(desk: &Desk) -> Vec<String> {
    let questions = desk.piece().unwrap().review.questions().iter();
    questions
        .filter(|question| question.kind == Kind::Note)
        .map(|question| question.message.clone())
        .collect()
}

/// Settles the first note that is asked about.
fn do_first(desk: &mut Desk) {
    let questions = desk.piece().unwrap().review.questions();
    let is_note = |kind| kind == Kind::Note;
    let at = questions.iter().position(|it| is_note(it.kind)).unwrap();
    say(desk, Command::GoToQuestion(at));
    say(desk, Command::SettleQuestion);
}

#[test]
fn another_draft_has_notes_of_its_own() {
    let room = Room::new();
    let id = waiting(&room, 9.0);

    let mut desk = room.desk_hearing(Scripted::saying(TWO, 0.5));
    say(&mut desk, Command::Open(id));
    let first = "Jane, please copy this to Dr Smith";
    let second = "Jane, please add his bloods";
    assert_eq!(asked(&desk), [first, second]);
    do_first(&mut desk);
    assert_eq!(asked(&desk), [second]);
    say(&mut desk, Command::DraftAgain);
    assert_eq!(asked(&desk), [second], "the same words at the same moment");
    drop(desk);

    // Another model hears no first note: its first is what was the second.
    let mut desk = room.desk_hearing(Scripted::saying(ONE, 0.5));
    say(&mut desk, Command::Open(id));
    say(&mut desk, Command::DraftAgain);
    assert_eq!(asked(&desk), [second], "and that has not been done");
    do_first(&mut desk);
    assert_eq!(asked(&desk), [""; 0]);
    drop(desk);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    assert_eq!(asked(&desk), [""; 0], "what is done stays done");
}

/// Has every letter of the record begin as an older program began it.
fn older_start(room: &Room, start: &Letter) {
    let connection = rusqlite::Connection::open(room.workspace().join("record.db")).unwrap();
    let key = Key::read_file(&room.key_file()).unwrap().to_hex();
    let unlock = format!("PRAGMA key = \"x'{}'\"", key.as_str());
    connection.execute_batch(&unlock).unwrap();
    let start = serde_json::to_string(start).unwrap();
    let sql = "UPDATE letter_version SET start = ?1";
    connection.execute(sql, [start]).unwrap();
}

#[test]
fn a_note_ticked_off_by_number_in_an_older_record_is_asked_about_again() {
    let entries = r#"[{"Did": {"edit": {"Note": {"index": 0, "done": true}}, "joins": false}}, "Undid", "Redid"]"#;
    let entries: Vec<Entry> = serde_json::from_str(entries).unwrap();
    let start: Letter =
        serde_json::from_str(r#"{"fields": {}, "done_notes": [1], "settled_gaps": []}"#).unwrap();

    let room = Room::new();
    drop(room.furnished(false));
    let mut record = room.record();
    let id = take_in(&room, &mut record, &unknown(), "clinic.wav", 9.0);
    let begun = record.open(&by(), id).unwrap().0.letter.id;
    drop(record);
    older_start(&room, &start);
    let mut record = room.record();
    record.journal(&by(), begun, &entries).unwrap();
    assert!(Manuscript::replay(start, entries).is_ok());
    drop(record);

    let mut desk = room.desk_hearing(Scripted::saying(TWO, 0.5));
    say(&mut desk, Command::Open(id));
    assert_eq!(letter(&desk).body().text(), "She is well. [INSERT: bloods]");
    assert_eq!(asked(&desk).len(), 2);
}

#[test]
fn a_second_thought_is_settled_like_any_question_and_opens_again_with_undo() {
    let room = Room::new();
    let id = waiting(&room, 9.0);
    let said = "It is the left knee, no sorry, the right knee. She is well.";
    let mut desk = room.desk_hearing(Scripted::saying(said, 0.5));
    say(&mut desk, Command::Open(id));
    let asked = |desk: &Desk| {
        let questions = desk.piece().unwrap().review.questions().iter();
        let second = questions.filter(|it| it.kind == Kind::Flag(FlagKind::Note));
        second.count()
    };
    assert_eq!(asked(&desk), 1);
    let questions = desk.piece().unwrap().review.questions();
    let at = questions
        .iter()
        .position(|it| it.kind == Kind::Flag(FlagKind::Note));
    say(&mut desk, Command::GoToQuestion(at.unwrap()));
    say(&mut desk, Command::SettleQuestion);
    assert_eq!(asked(&desk), 0, "the words stand, and were listened to");
    say(&mut desk, Command::Undo);
    assert_eq!(asked(&desk), 1);
    say(&mut desk, Command::Redo);
    // What is typed before it moves the words and not the moment they were said.
    let (range, text) = (0..0, "Seen today. ".to_owned());
    say(&mut desk, Command::Type { range, text });
    assert_eq!(asked(&desk), 0);
    drop(desk);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    assert_eq!(asked(&desk), 0, "what is settled stays settled");
}
