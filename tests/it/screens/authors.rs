//! The author sheet: one added, one changed, and how far their dictations step back.

use egui_kittest::kittest::Queryable;

use crate::room::{Room, Screen};

fn open(screen: &mut Screen) {
    screen.press("Ctrl+K");
    screen.type_into("What do you want to do?", "authors");
    screen.press("Enter");
}

#[test]
fn an_author_gets_a_back_step_of_their_own_and_gives_it_up() {
    let room = Room::new();
    let mut screen = Screen::new(room.furnished(true));
    open(&mut screen);
    screen.type_into("Name", "Dr Test Invented");
    screen.type_into("Initials", "TI");
    screen.click("Save the author");
    let back_step = |screen: &Screen, name: &str| {
        let authors = &screen.desk().snapshot().authors;
        let author = authors.iter().find(|author| author.name == name);
        author.expect("they are in the record").back_step
    };
    assert_eq!(back_step(&screen, "Dr Test Invented"), None);

    open(&mut screen);
    screen.choose("Author", "Dr Test Invented");
    assert!(screen.harness.query_by_label("Initials").is_some());
    screen.click("Of their own");
    screen.click("Save the author");
    assert_eq!(back_step(&screen, "Dr Test Invented"), Some(1.5));

    open(&mut screen);
    screen.choose("Author", "Dr Jonathan Sample");
    screen.click("Of their own");
    screen.type_into("Post", " and Lead");
    screen.click("Save the author");
    assert_eq!(back_step(&screen, "Dr Jonathan Sample"), None);
    let authors = &screen.desk().snapshot().authors;
    assert_eq!(authors.len(), 3);
    assert!(
        authors
            .iter()
            .any(|author| author.post == "Consultant Rheumatologist and Lead")
    );
}
