//! Verbs at the desk: one that applies does something, and one that does not says why.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::verbs::{self, By, Need, Verb};
use dictation_desk::desk::{Desk, Door};
use dictation_desk::letter::BlockKind;
use dictation_desk::record::{Priority, Role};
use dictation_desk::speech::Scripted;
use dictation_desk::store::Record;

use crate::clinic::{
    NOW, hush, is_signed, known, problems, say, sign, staff, take_in, told, type_on,
};
use crate::people::add;
use crate::room::Room;

/// The sample clinic, drafted: made once, and copied for each story.
static CLINIC: LazyLock<Room> = LazyLock::new(|| {
    let room = Room::new();
    drop(room.furnished(true));
    room
});

/// Makes a room of its own that is furnished like that one.
fn like(room: &Room) -> Room {
    let copy = Room::new();
    copy_folder(&room.workspace(), &copy.workspace());
    fs::copy(room.key_file(), copy.key_file()).unwrap();
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        match path.is_dir() {
            true => copy_folder(&path, &to),
            false => drop(fs::copy(&path, &to).unwrap()),
        }
    }
}

/// What a desk must have come to before a verb does something that can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scene {
    /// Where no workspace has been made, and where its key is gone.
    New,
    Locked,
    /// A workspace without the sample clinic.
    Bare,
    /// In it a letter on the desk that has no draft, and that nobody has changed.
    Blank,
    /// The sample clinic, with nothing on the desk.
    Clinic,
    /// In it, with somebody else who works there.
    Shared,
    /// Its first letter, some way into its sound, with text of the draft in it.
    Letter,
    Urgent,
    Routine,
    Playing,
    Faster,
    Large,
    Heading,
    Emptied,
    /// Typed into since it was saved.
    Unsaved,
    Undone,
    /// The second letter of the worklist.
    Second,
    ToSign,
    /// Set aside with a question to its author.
    Asked,
    /// The signing tray is open, with nothing in it.
    Tray,
    Drafting,
    Timing,
    Checking,
    /// Another patient's letter begins in the recording.
    TwoLetters,
    /// And has been parted from it.
    Parted,
    Signed,
    /// Signed, and the document could not be saved at first.
    Unfiled,
    NoModel,
}

fn desk(room: &Room, scene: Scene) -> Desk {
    let saying = |said| room.desk_hearing(Scripted::saying(said, 0.5));
    let mut desk = match scene {
        Scene::TwoLetters | Scene::Parted => {
            saying("The knee is swollen. Next patient. The right hip is sore.")
        }
        _ => room.desk(),
    };
    if !matches!(
        scene,
        Scene::New | Scene::Locked | Scene::Bare | Scene::Clinic | Scene::Shared | Scene::Timing
    ) {
        say(&mut desk, Command::OpenNext);
        if scene != Scene::Blank {
            say(&mut desk, Command::Seek(12.0));
        }
    }
    match scene {
        Scene::Urgent => say(&mut desk, Command::SetPriority(Priority::Urgent)),
        Scene::Routine => say(&mut desk, Command::SetPriority(Priority::Routine)),
        Scene::Playing => desk.apply(Command::TogglePlay, NOW),
        Scene::Faster => desk.apply(Command::Faster, NOW),
        Scene::Large => say(&mut desk, Command::Larger),
        Scene::Heading => say(&mut desk, Command::Restyle(BlockKind::Heading)),
        Scene::Emptied => say(&mut desk, Command::DiscardDraft),
        Scene::Unsaved => type_on(&mut desk, " More."),
        Scene::Undone => {
            type_on(&mut desk, " More.");
            say(&mut desk, Command::Undo);
        }
        Scene::Second => {
            let second = desk.worklist().nth(1).unwrap().id;
            say(&mut desk, Command::Open(second));
        }
        Scene::ToSign => say(&mut desk, Command::SendForSignature),
        Scene::Asked => say(&mut desk, Command::Ask("Left or right?".to_owned(), None)),
        Scene::Tray => say(&mut desk, Command::ToggleTray),
        Scene::Drafting => desk.apply(Command::DraftAgain, NOW),
        Scene::Checking => {
            desk.apply(Command::CheckRecord, NOW);
            desk.apply(Command::Dismiss, NOW);
        }
        Scene::Timing => {
            desk.apply(Command::TimeModels, NOW);
            desk.apply(Command::Dismiss, NOW);
        }
        Scene::TwoLetters => {
            type_on(&mut desk, " More.");
            say(&mut desk, Command::DraftAgain);
        }
        Scene::Parted => {
            say(&mut desk, Command::DiscardDraft);
            say(&mut desk, Command::DraftAgain);
            say(&mut desk, Command::InsertDraft);
            say(&mut desk, Command::SplitLetters);
        }
        Scene::Signed => typed_and_signed(&mut desk),
        Scene::Unfiled => {
            save_in(&mut desk, PathBuf::new());
            typed_and_signed(&mut desk);
            save_in(&mut desk, room.folder.path().join("letters"));
        }
        Scene::NoModel => desk.look_for_models_in(Vec::new()),
        Scene::Shared => add(&mut desk, "Tess Tapper", "TT", Role::Typist, ""),
        Scene::New | Scene::Locked | Scene::Bare | Scene::Blank | Scene::Clinic | Scene::Letter => {
        }
    }
    hush(&mut desk);
    desk
}

fn room(scene: Scene) -> Room {
    match scene {
        Scene::New => Room::new(),
        Scene::Bare => {
            let room = Room::new();
            drop(room.furnished(false));
            room
        }
        Scene::Blank => {
            let room = room(Scene::Bare);
            let mut record = room.record();
            let known = known(staff(&mut record));
            take_in(&room, &mut record, &known, "clinic.wav", 20.0);
            room
        }
        Scene::Locked => {
            let room = like(&CLINIC);
            fs::remove_file(room.key_file()).unwrap();
            room
        }
        _ => like(&CLINIC),
    }
}

fn typed_and_signed(desk: &mut Desk) {
    say(desk, Command::DiscardDraft);
    type_on(desk, "She is well.");
    sign(desk, true, "Heard in clinic");
    assert!(is_signed(desk), "{:?}", told(desk));
}

fn save_in(desk: &mut Desk, folder: PathBuf) {
    let mut settings = desk.settings().clone();
    settings.letters_folder = folder;
    say(desk, Command::ChangeSettings(Box::new(settings)));
}

/// Where a verb of the desk or the deck can be seen to do something; a new one says where here.
fn scene_of(verb: &Verb) -> Option<Scene> {
    use Command as C;
    Some(match &verb.command {
        C::AddSample => Scene::Bare,
        C::LockDesk => Scene::Shared,
        C::NewLetter | C::ToggleTable | C::GroupByClinic | C::ToggleTray => Scene::Clinic,
        C::OpenPrevious => Scene::Second,
        C::Show(Sheet::Rejecting) => Scene::ToSign,
        C::Show(Sheet::Answering) => Scene::Asked,
        C::Show(Sheet::Several) => Scene::Tray,
        C::OpenNext | C::Show(_) | C::ToggleWorklist | C::ToggleReview | C::TimeModels => {
            match verb.duty.needs {
                needs if needs.contains(&Need::Signed) => Scene::Signed,
                needs if needs.contains(&Need::Letter) => Scene::Letter,
                _ => Scene::Clinic,
            }
        }
        C::SetPriority(Priority::Cancer | Priority::Urgent) => Scene::Routine,
        C::SetPriority(Priority::Routine) => Scene::Urgent,
        C::Stop => Scene::Playing,
        C::NormalSpeed => Scene::Faster,
        C::NormalSize => Scene::Large,
        C::Restyle(BlockKind::Paragraph) => Scene::Heading,
        C::Undo | C::Save => Scene::Unsaved,
        C::Redo => Scene::Undone,
        C::InsertDraft => Scene::Emptied,
        C::StopDraft => Scene::Drafting,
        C::StopTiming => Scene::Timing,
        C::CheckRecord => Scene::Clinic,
        C::StopChecking => Scene::Checking,
        C::SplitLetters | C::KeepAsOne => Scene::TwoLetters,
        C::JoinNext => Scene::Parted,
        C::Amend | C::Addendum => Scene::Signed,
        C::FileAgain => Scene::Unfiled,
        C::Close
        | C::TogglePlay
        | C::PlayHeld
        | C::RewindHeld
        | C::ForwardHeld
        | C::PlayFromCaret
        | C::JumpBack
        | C::JumpForward
        | C::Faster
        | C::Slower
        | C::Larger
        | C::Smaller
        | C::DraftAgain
        | C::DiscardDraft
        | C::Restyle(_)
        | C::NextQuestion
        | C::PreviousQuestion
        | C::SettleQuestion
        | C::SplitHere
        | C::SplitAtMoment
        | C::MarkQuery
        | C::SendForSignature => Scene::Letter,
        _ => return None,
    })
}

/// All that a person could see of a desk, but for what it says.
fn seen(desk: &Desk) -> String {
    let piece = desk.piece().map(|piece| {
        let transport = &piece.transport;
        let deck = (transport.motion(), transport.position(), transport.speed());
        let review = (piece.review.current, piece.review.questions());
        let letter = (piece.letter(), piece.version, &piece.selection);
        format!("{:?} {letter:?} {deck:?} {review:?}", piece.dictation)
    });
    let table = (desk.shows_table(), desk.arranging());
    let tray = (desk.tray().is_open(), desk.query());
    let panels = (
        (tray, table),
        desk.sheet(),
        desk.shows_worklist(),
        desk.shows_review(),
    );
    let checking = desk.checking().told();
    let work = (
        desk.queue().making().is_some(),
        desk.timing().is_some(),
        checking,
    );
    let who = (desk.person(), desk.people());
    let kept = (desk.has_unsaved(), desk.filed_documents(), is_signed(desk));
    let record = (desk.snapshot(), desk.settings(), desk.filter());
    format!("{piece:?} {panels:?} {work:?} {kept:?} {who:?} {record:?}")
}

/// Lets the crew work, without the saving that `settle` does of its own accord.
fn work(desk: &mut Desk) {
    while desk.turn(NOW) {}
}

#[test]
fn every_verb_that_applies_does_something() {
    let mut tried = 0;
    for verb in verbs::all() {
        let Some(scene) = scene_of(verb) else {
            assert_eq!(
                verb.duty.by,
                By::Screen,
                "{}: where is it seen?",
                verb.label
            );
            continue;
        };
        let room = room(scene);
        let mut desk = desk(&room, scene);
        assert_eq!(desk.enabled(&verb.command), Ok(()), "{}", verb.label);
        let before = seen(&desk);
        desk.apply(verb.command.clone(), NOW);
        let at_once = seen(&desk);
        work(&mut desk);
        let does = before != at_once || before != seen(&desk);
        assert!(does, "{} does nothing: {:?}", verb.label, told(&desk));
        assert_eq!(problems(&desk), [""; 0], "{}", verb.label);
        if let Some(released) = &verb.released {
            let held = seen(&desk);
            desk.apply(released.clone(), NOW);
            assert_ne!(held, seen(&desk), "{} is let go", verb.label);
        }
        tried += 1;
    }
    assert!(tried > 40, "{tried}");
}

#[test]
fn every_verb_that_does_not_apply_says_why_and_does_nothing() {
    let mut said = BTreeSet::new();
    for scene in [
        Scene::New,
        Scene::Locked,
        Scene::Blank,
        Scene::Clinic,
        Scene::Letter,
        Scene::Signed,
        Scene::Timing,
        Scene::NoModel,
    ] {
        let room = room(scene);
        let mut desk = desk(&room, scene);
        let is_open = !matches!(scene, Scene::New | Scene::Locked);
        assert_eq!(desk.door() == Door::Open, is_open, "{scene:?}");
        for verb in verbs::all() {
            let Err(why) = desk.enabled(&verb.command) else {
                continue;
            };
            let before = seen(&desk);
            desk.apply(verb.command.clone(), NOW);
            assert_eq!(told(&desk), [why.as_str()], "{scene:?}, {}", verb.label);
            hush(&mut desk);
            if scene != Scene::Timing {
                work(&mut desk);
            }
            let is_same = before == seen(&desk);
            assert!(is_same, "{scene:?}: {} does something", verb.label);
            said.insert(why);
        }
    }
    let needs = verbs::all().flat_map(|verb| verb.duty.needs);
    let refusals: BTreeSet<String> = needs.map(|need| need.refusal().to_owned()).collect();
    assert_eq!(said, refusals, "each has been heard");
}

/// A menu offers nothing that is then refused.
#[test]
fn what_is_offered_on_a_signed_letter_is_not_refused() {
    let signed = room(Scene::Signed);
    drop(desk(&signed, Scene::Signed));
    let id = {
        let record = signed.record();
        let rows = record.dictations().unwrap();
        rows.into_iter()
            .find(|row| !row.status.is_open())
            .unwrap()
            .id
    };
    for verb in verbs::all().filter(|verb| verb.duty.by == By::Desk) {
        let room = like(&signed);
        let mut desk = room.desk();
        say(&mut desk, Command::Open(id));
        assert!(is_signed(&desk));
        if desk.enabled(&verb.command).is_ok() {
            desk.apply(verb.command.clone(), NOW);
            work(&mut desk);
            assert_eq!(problems(&desk), [""; 0], "{}", verb.label);
        }
    }
}
