//! Pictures of the signing tray, of a query with its sound, its answer, and a letter that came back.

use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::settings::Look;
use dictation_desk::words::Span;

use super::{DESKTOP, SMALL, take};
use crate::clinic::{hush, say, type_on};
use crate::people::{Practice, enter};
use crate::room::{Screen, TYPIST};
use crate::signing::waiting;

/// A name as long as they come, without a place to break it.
const LONG: &str = "FEATHERSTONEHAUGH-CHOLMONDELEY-RAMSBOTTOM";

/// Letters to sign, one of them of a long name, a query, and one that came back.
fn practice(look: Look) -> Practice {
    let practice = Practice::new();
    let letters = waiting(&practice, 12);
    let mut desk = practice.desk_of(TYPIST);
    let mut settings = desk.settings().clone();
    settings.look = look;
    say(&mut desk, Command::ChangeSettings(Box::new(settings)));
    let mut patient = desk.snapshot().patients[&practice.staff.patient].clone();
    patient.family = LONG.to_owned();
    say(&mut desk, Command::SavePatient(Box::new(patient)));
    say(&mut desk, Command::Open(practice.letter));
    type_on(&mut desk, "The knee is swollen.");
    let question = "Did he say the left knee or the right? It is left in the last letter, and right \
                    in the referral that came with it.";
    let about = Some(Span::new(0.0, 2.0));
    say(&mut desk, Command::Ask(question.to_owned(), about));
    say(&mut desk, Command::Open(letters[2]));
    say(
        &mut desk,
        Command::Reject("It is about her sister, see the hospital number".to_owned()),
    );
    drop(desk);
    practice
}

fn on(screen: &mut Screen, act: impl FnOnce(&mut Desk)) {
    act(screen.harness.state_mut().desk_mut());
    let now = screen.now();
    hush(screen.harness.state_mut().desk_mut());
    screen.harness.state_mut().desk_mut().settle(now);
    screen.settle();
}

#[test]
fn the_author_s_side_in_two_looks_and_sizes() {
    for (size, name) in [(SMALL, "small"), (DESKTOP, "desktop")] {
        for look in [Look::Light, Look::Dark] {
            let practice = practice(look);
            let title = |what: &str| format!("{what}-{name}-{}", look.label().to_lowercase());
            let mut screen = Screen::drawn(practice.desk_of("Jonathan Sample"), size);
            screen.press("Ctrl+G");
            take(
                &mut screen,
                &title("tray"),
                look,
                &["11 to sign, 1 query", "SAMPLE-01"],
            );
            screen.press("Ctrl+Enter");
            take(
                &mut screen,
                &title("tray-signing"),
                look,
                &["Hospital number"],
            );
            screen.press("Escape");
            for _ in 0..4 {
                screen.press("PageDown");
                screen.press("PageDown");
                screen.press("Ctrl+N");
            }
            screen.press("Ctrl+Shift+S");
            take(
                &mut screen,
                &title("tray-several"),
                look,
                &["Of each of them"],
            );
            screen.press("Escape");
            screen.press("Ctrl+Shift+R");
            take(
                &mut screen,
                &title("tray-reject"),
                look,
                &["Send this letter back"],
            );
            screen.press("Escape");
            on(&mut screen, |desk| {
                say(desk, Command::Open(practice.letter))
            });
            take(
                &mut screen,
                &title("tray-query"),
                look,
                &["Play 0:00 to 0:02"],
            );
            screen.press("Ctrl+Shift+Q");
            take(
                &mut screen,
                &title("tray-answer"),
                look,
                &["Answer the query"],
            );
            on(&mut screen, |desk| {
                let query = desk.query().unwrap().id;
                say(
                    desk,
                    Command::Answer(query, "The left. The referral is wrong.".to_owned()),
                );
                say(desk, Command::Show(Sheet::Secret));
            });
            take(&mut screen, &title("own-pin"), look, &["Change my PIN"]);
            on(&mut screen, |desk| {
                say(desk, Command::Dismiss);
                say(desk, Command::LockDesk);
                enter(desk, "Tess Tapper");
                say(desk, Command::Open(practice.letter));
            });
            take(
                &mut screen,
                &title("answered"),
                look,
                &["Jonathan Sample answered"],
            );
            screen.press("Ctrl+Q");
            take(&mut screen, &title("ask"), look, &["Ask the author"]);
            screen.press("Escape");
            screen.click_containing("rejected");
            take(&mut screen, &title("sent-back"), look, &["sent it back on"]);
            drop(screen);
            // A tray in which nothing waits.
            let empty = Practice::new();
            let mut screen = Screen::drawn(empty.desk_of("Jonathan Sample"), size);
            screen.press("Ctrl+G");
            take(
                &mut screen,
                &title("tray-empty"),
                Look::Light,
                &["Nothing waits for you"],
            );
        }
    }
}
