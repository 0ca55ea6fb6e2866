//! Speech with no text and text with no speech, settled by two keys.

use crate::desk_stories::gaps::at_work;
use crate::room::{Room, Screen};

#[test]
fn gaps_are_gone_to_typed_and_settled_by_key() {
    let room = Room::new();
    let (desk, _) = at_work(&room);
    let mut screen = Screen::new(desk);
    assert!(screen.shows("Speech without text") && screen.shows("Text without speech"));

    // What is missing is typed where it was said.
    screen.press("F11");
    assert!(screen.shows("playing"));
    screen.type_into("Letter text", " She sleeps well.");
    let body = |screen: &Screen| {
        let piece = screen.desk().piece().unwrap();
        piece.letter().body().text().to_owned()
    };
    assert_eq!(
        body(&screen),
        "She is well. She sleeps well. Thank you. Goodbye."
    );
    assert!(
        screen.shows("Speech without text"),
        "typing alone does not settle it"
    );
    screen.press("F12");
    assert!(!screen.shows("Speech without text"));

    // F12 went on to the next, and its text is selected.
    let range = screen.desk().piece().unwrap().selection.range.clone();
    assert_eq!(&body(&screen)[range], "Thank you.");
    screen.press("F12");
    assert!(!screen.shows("Text without speech"));
    screen.press("Ctrl+Z");
    assert!(screen.shows("Text without speech"), "undo asks again");
}
