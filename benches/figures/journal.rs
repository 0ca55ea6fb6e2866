//! What it takes to have a keystroke safe on the disk.

use dictation_desk::letter::{Edit, Manuscript};
use dictation_desk::record::Actor;
use dictation_desk::store::Record;

use crate::room::Room;
use crate::table::{Row, milliseconds};

pub fn rows() -> Vec<Row> {
    let room = Room::new();
    drop(room.furnished(true));
    let mut store = room.record();
    let dictation = store.dictations().expect("the record answers").remove(0);
    let letter = store.letter_for(dictation.id).expect("the record answers");
    let letter = letter.expect("its draft began a letter");
    let mut manuscript = Manuscript::new(letter.start);
    let runs = milliseconds(200, || {
        let body = manuscript.letter().body();
        let end = body.text().len();
        let splice = body.splice(end..end, "e").expect("the end is in the text");
        let entry = manuscript.apply(Edit::Body(splice), 0.0).expect("it fits");
        store
            .journal(&Actor::program(), letter.id, &[entry])
            .expect("there is room");
    });
    vec![Row::new(
        "journal a keystroke, on the disk when done",
        "ms",
        runs,
    )]
}
