//! The dictionary sheet, by keyboard and by what people read.

use dictation_desk::desk::command::Command;

use crate::room::{Room, Screen};

/// A screen with the first letter of the sample clinic open.
fn at_work(room: &Room) -> Screen {
    let mut screen = Screen::new(room.furnished(true));
    screen.press("Ctrl+N");
    screen
}

fn texts(screen: &Screen) -> Vec<String> {
    let desk = screen.desk();
    let author = desk.piece().and_then(|piece| piece.dictation.author);
    let terms = desk.dictionary().terms(author);
    terms.map(|own| own.term.text.clone()).collect()
}

#[test]
fn a_term_is_added_found_changed_and_removed() {
    let room = Room::new();
    let mut screen = at_work(&room);
    screen.press("Ctrl+D");
    assert!(screen.shows("No words of your own yet"));

    // What was looked for and not found is offered as the new term.
    screen.type_into("Find a term", "Dr Zephyrine");
    screen.click("Add a term…");
    assert!(screen.shows("New term"));
    screen.click("Keep this term");
    assert_eq!(texts(&screen), ["Dr Zephyrine"]);
    assert!(screen.shows("Dr Zephyrine") && screen.shows("person"));

    // The same again is refused where it is typed.
    screen.click("Add a term…");
    screen.click("Keep this term");
    assert!(screen.shows("already has a term of this spelling"));
    screen.click("Back to the list");

    screen.click("Change Dr Zephyrine");
    screen.type_into("Said as", "doctor zephyr, the professor");
    screen.press("Enter");
    assert!(screen.shows("said: doctor zephyr; the professor"));

    screen.type_into("Find a term", " and nobody else");
    assert!(screen.shows("No term matches"));
    screen.press("Escape");
    screen.press("Ctrl+D");
    screen.click("Remove Dr Zephyrine");
    screen.click("Keep it");
    assert_eq!(texts(&screen).len(), 1);
    screen.click("Remove Dr Zephyrine");
    screen.click("Remove for good Dr Zephyrine");
    assert_eq!(texts(&screen), [] as [&str; 0]);
    assert!(screen.shows("No words of your own yet"));
}

#[test]
fn a_word_list_dropped_on_the_sheet_goes_to_whose_words_are_shown() {
    let room = Room::new();
    let mut screen = at_work(&room);
    let list = room.folder.path().join("wards.tsv");
    std::fs::write(&list, "Ward 9\tplace\nWard 10\tplace\n").unwrap();
    screen.press("Ctrl+D");
    screen.click("Everyone here");
    screen.drop_files(std::slice::from_ref(&list));
    assert!(screen.shows("2 terms added to the dictionary"));
    assert!(screen.shows("Ward 10"));
    assert_eq!(screen.desk().dictionary().terms(None).count(), 2);
    assert_eq!(texts(&screen), [] as [&str; 0]);

    std::fs::write(&list, "Ward 11\tplace\n\tplace\n").unwrap();
    screen.drop_files(&[list]);
    assert!(screen.shows("Line 2 of the word list cannot be read"));
    assert_eq!(screen.desk().dictionary().terms(None).count(), 2);

    // With no letter on the desk there is only everyone's.
    screen.press("Escape");
    let now = screen.now();
    screen
        .harness
        .state_mut()
        .desk_mut()
        .apply(Command::Close, now);
    screen.settle();
    screen.press("Ctrl+D");
    assert!(screen.shows("Ward 9") && !screen.shows("Everyone here"));
}
