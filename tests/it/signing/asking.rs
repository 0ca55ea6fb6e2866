//! A query with its seconds of sound and the answer beside it; a letter that came back and why.

use dictation_desk::audio::Motion;
use dictation_desk::desk::command::Command;
use dictation_desk::record::{RemarkKind, Status};
use dictation_desk::store::{Record, Remarks};
use dictation_desk::words::Span;

use super::one_waiting;
use crate::clinic::{NOW, hush, problems, say, trail, type_on};
use crate::people::Practice;
use crate::room::Screen;

#[test]
fn a_query_waits_with_its_sound_and_comes_back_answered() {
    let practice = Practice::new();
    let mut screen = Screen::new(practice.desk_of("Tess Tapper"));
    let now = screen.now();
    let desk = screen.harness.state_mut().desk_mut();
    desk.apply(Command::Open(practice.letter), now);
    screen.settle();
    screen.press("Ctrl+Q");
    screen
        .harness
        .event(egui::Event::Text("Left or right?".to_owned()));
    screen.settle();
    screen.click("\u{2212} two seconds");
    screen.click("\u{2212} two seconds");
    assert!(screen.shows("2 seconds"));
    screen.press("Ctrl+Enter");
    assert!(screen.shows("Tess Tapper asked on"));
    assert!(screen.shows("Left or right?"));
    let piece = screen.desk().piece().unwrap();
    assert_eq!(piece.dictation.status, Status::Query);
    assert_eq!(piece.remarks[0].span, Some(Span::new(0.0, 2.0)));
    screen.close();

    let mut desk = practice.desk_of("Jonathan Sample");
    say(&mut desk, Command::Open(practice.letter));
    let query = desk.query().unwrap().id;
    say(&mut desk, Command::Answer(query, "  ".to_owned()));
    assert!(problems(&desk)[0].contains("Write down the answer"));
    hush(&mut desk);
    say(&mut desk, Command::Answer(query, "Left".to_owned()));
    assert!(desk.query().is_none());
    drop(desk);
    let mut screen = Screen::new(practice.desk_of("Tess Tapper"));
    let now = screen.now();
    let desk = screen.harness.state_mut().desk_mut();
    desk.apply(Command::Open(practice.letter), now);
    screen.settle();
    assert!(screen.shows("Jonathan Sample answered on"));
    assert!(screen.shows("Play 0:00 to 0:02"), "with its sound");
    let piece = screen.desk().piece().unwrap();
    assert_eq!(piece.dictation.status, Status::Typing);
    screen.close();
    let done = trail(&practice.room);
    let did = |who: &str, what: &str| done.iter().any(|it| it[0] == who && it[1] == what);
    assert!(did("Tess Tapper", "set aside with a query"));
    assert!(did("Jonathan Sample", "answered"));
}

#[test]
fn a_query_plays_its_own_seconds_and_no_more() {
    let practice = Practice::new();
    let mut desk = practice.desk_of("Tess Tapper");
    say(&mut desk, Command::Open(practice.letter));
    desk.apply(Command::PlayStretch(Span::new(0.5, 1.0)), NOW);
    let transport = &desk.piece().unwrap().transport;
    assert_eq!(
        (transport.motion(), transport.position()),
        (Motion::Playing, 0.5)
    );
    desk.tick(NOW + 0.4);
    assert_eq!(desk.piece().unwrap().transport.motion(), Motion::Playing);
    desk.tick(NOW + 0.5);
    let transport = &desk.piece().unwrap().transport;
    assert_eq!(transport.motion(), Motion::Stopped);
    assert!(
        (transport.position() - 1.0).abs() < 0.05,
        "{}",
        transport.position()
    );
    // Whoever plays on from there hears the rest.
    desk.apply(Command::TogglePlay, NOW + 1.0);
    desk.tick(NOW + 2.0);
    assert_eq!(desk.piece().unwrap().transport.motion(), Motion::Playing);
}

#[test]
fn a_letter_with_two_queries_waits_for_both_answers() {
    let practice = Practice::new();
    let mut desk = practice.desk_of("Tess Tapper");
    say(&mut desk, Command::Open(practice.letter));
    say(&mut desk, Command::Ask("Which knee?".to_owned(), None));
    say(&mut desk, Command::Ask("Which clinic?".to_owned(), None));
    let status = |desk: &dictation_desk::desk::Desk| desk.piece().unwrap().dictation.status;
    for (answer, after) in [("Left", Status::Query), ("Monday's", Status::Typing)] {
        let query = desk.query().unwrap().id;
        say(&mut desk, Command::Answer(query, answer.to_owned()));
        assert_eq!(problems(&desk), [""; 0]);
        assert_eq!(status(&desk), after);
    }
    let kept = desk.piece().unwrap().remarks.clone();
    let answers = kept
        .iter()
        .map(|it| it.answer.as_ref().unwrap().said.as_str());
    assert_eq!(answers.collect::<Vec<_>>(), ["Left", "Monday's"]);
}

#[test]
fn a_letter_that_came_back_says_why_and_typing_takes_it_up_again() {
    let practice = Practice::new();
    let letter = one_waiting(&practice);
    let mut desk = practice.desk_of("Jonathan Sample");
    say(&mut desk, Command::Open(letter));
    say(&mut desk, Command::Reject(String::new()));
    assert!(problems(&desk)[0].contains("no reason is given"));
    hush(&mut desk);
    say(
        &mut desk,
        Command::Reject("It was the other knee".to_owned()),
    );
    assert_eq!(problems(&desk), [""; 0]);
    drop(desk);
    let mut screen = Screen::new(practice.desk_of("Tess Tapper"));
    assert!(screen.shows("rejected"), "in its row");
    screen.click_containing("rejected");
    assert!(screen.shows("Jonathan Sample sent it back on"));
    assert!(screen.shows("It was the other knee"));
    let now = screen.now();
    let desk = screen.harness.state_mut().desk_mut();
    type_on(desk, " The left knee.");
    desk.settle(now);
    assert_eq!(desk.piece().unwrap().dictation.status, Status::Typing);
    assert!(
        desk.piece().unwrap().typed.is_none(),
        "it is to be made ready again"
    );
    desk.apply(Command::SendForSignature, now);
    desk.settle(now);
    assert_eq!(problems(desk), [""; 0]);
    screen.close();
    let record = practice.room.record();
    assert_eq!(record.dictation(letter).unwrap().status, Status::ToSign);
    assert_eq!(
        record.remarks(letter).unwrap()[0].kind,
        RemarkKind::Rejection
    );
}
