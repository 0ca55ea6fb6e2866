//! A proof for who reads on paper: every page says that it is not signed, and that it was made is known.

use dictation_desk::desk::command::Command;

use super::one_waiting;
use crate::clinic::{problems, say, trail};
use crate::letters::word;
use crate::people::Practice;

#[test]
fn a_proof_is_marked_on_every_page_and_stands_in_the_trail() {
    let practice = Practice::new();
    let letter = one_waiting(&practice);
    let mut desk = practice.desk_of("Jonathan Sample");
    say(&mut desk, Command::Open(letter));
    let to = practice.room.folder.path().join("proof.docx");
    say(&mut desk, Command::SaveProof(to.clone()));
    assert_eq!(problems(&desk), [""; 0]);
    let head = word::part(&std::fs::read(&to).unwrap(), "word/header1.xml");
    assert!(
        head.contains("string=\"PROOF \u{2013} NOT SIGNED\""),
        "{head}"
    );
    drop(desk);
    let done = trail(&practice.room);
    let about = format!("dictation {}", letter.0);
    let wanted = ["Jonathan Sample", "proof made", &about];
    assert_eq!(done.iter().filter(|it| **it == wanted).count(), 1);
}

#[test]
fn a_proof_that_cannot_be_written_is_no_proof() {
    let practice = Practice::new();
    let letter = one_waiting(&practice);
    let mut desk = practice.desk_of("Jonathan Sample");
    say(&mut desk, Command::Open(letter));
    let nowhere = practice
        .room
        .folder
        .path()
        .join("no such folder/proof.docx");
    say(&mut desk, Command::SaveProof(nowhere));
    assert_eq!(problems(&desk).len(), 1);
    drop(desk);
    assert!(trail(&practice.room).iter().all(|it| it[1] != "proof made"));
}
