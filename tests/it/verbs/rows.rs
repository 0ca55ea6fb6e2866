//! The table of verbs itself: every command is in it or says why not, and no two keys clash on any
//! system.

use std::collections::BTreeSet;

use dictation_desk::desk::command::{Command, Sheet};
use dictation_desk::desk::settings::KeySet;
use dictation_desk::desk::verbs::{self, By, Chord, Key, System, verb_for};
use dictation_desk::letter::BlockKind;
use dictation_desk::record::Priority;

/// Why some commands have no row: no menu and no key could say them.
#[rustfmt::skip]
const NO_ROW: [(&str, &[&str]); 8] = [
    ("what is typed or chosen in a form goes with it",
        &["LookFor",
          "CreateWorkspace", "Unlock", "SavePatient", "SaveAuthor", "SaveTerm", "Sign",
          "ChangeSettings", "SearchPatients", "Filter", "Find", "TakeOver", "NameMe", "SavePerson",
          "SaveContact", "Withdraw", "SetDictated", "Ask", "Answer", "Reject", "SignSeveral",
          "ChangeSecret", "SaveTask", "BecomeTask", "WordNotAttended", "WordMailing",
          "ChangeRows", "RemoveRows", "LookAtTurnaround"]),
    ("what is pointed at goes with it",
        &["LookOn",
          "Open", "Seek", "SeekToText", "SetVolume", "GoToQuestion", "ChoosePatient",
          "ChooseAuthor", "SetWorkType", "RemoveTerm", "ChooseWordList", "Decide",
          "ChooseList", "TakeColumn", "SaveList", "MergePatients", "AnotherLetter", "MarkSent",
          "PlayStretch", "PreparePost", "MarkGone", "DeleteReadables", "LookUp", "ReadVersion", "ReadNothing", "RemoveContact", "ChooseCopy", "ChooseExport", "ChooseAttachments",
          "ChooseAttachmentCopy", "ChooseClinicList", "MatchRow", "ConfirmRow", "ConfirmSure",
          "SettleClinic", "ChooseMailList", "ConfirmLine", "MakeLetters", "SetTaskDone",
          "SortBy", "Pick", "RestoreRows", "ChooseTurnaroundCopy"]),
    ("files go with it",
        &["Import", "ImportTerms", "SaveProof", "SetLogo", "BringIn", "SaveCopy", "ExportPatient", "Attach", "SaveAttachment",
          "TakeClinicList", "TakeMailList", "SaveTurnaround"]),
    ("it is the typing itself",
        &["Type", "Select", "SetField"]),
    ("the find bar says it, or Escape",
        &["FindNext", "FindDone"]),
    ("it belongs to what is open, which has its button",
        &["SkipButton", "ForgetPedal"]),
    ("the screen says it of itself",
        &["NoteRead"]),
    ("what lies over the window has its own button, or Escape",
        &["Dismiss", "DismissNotice"]),
];

/// The variants of an enum that is declared in this file of the desk.
fn variants(file: &str, of: &str) -> BTreeSet<String> {
    let path = format!("{}/src/desk/{file}", env!("CARGO_MANIFEST_DIR"));
    let file = syn::parse_file(&std::fs::read_to_string(path).unwrap()).unwrap();
    let found = file.items.into_iter().find_map(|item| match item {
        syn::Item::Enum(item) if item.ident == of => Some(item.variants),
        _ => None,
    });
    let variants = found.expect("it is still declared there").into_iter();
    variants.map(|variant| variant.ident.to_string()).collect()
}

/// The variant a command is: "Show" for `Show(Keys)`.
fn name(command: &Command) -> String {
    let told = format!("{command:?}");
    let end = told.find(|letter: char| !letter.is_alphanumeric());
    told[..end.unwrap_or(told.len())].to_owned()
}

#[test]
fn every_command_has_a_row_or_says_why_not() {
    let rows: BTreeSet<String> = verbs::all()
        .flat_map(|verb| [Some(&verb.command), verb.released.as_ref()])
        .flatten()
        .map(name)
        .collect();
    let excused: BTreeSet<String> = NO_ROW
        .into_iter()
        .flat_map(|(_, names)| names.iter().map(|name| (*name).to_owned()))
        .collect();
    let both: Vec<&String> = rows.intersection(&excused).collect();
    assert!(both.is_empty(), "{both:?} have a row and an excuse");
    let all: BTreeSet<String> = rows.union(&excused).cloned().collect();
    assert_eq!(all, variants("command.rs", "Command"));
}

#[test]
fn a_command_with_a_choice_has_a_row_for_each() {
    for priority in Priority::ALL {
        assert!(verb_for(&Command::SetPriority(priority)).is_some());
    }
    for kind in BlockKind::ALL {
        assert!(verb_for(&Command::Restyle(kind)).is_some());
    }
    let shown: BTreeSet<String> = verbs::all()
        .filter_map(|verb| match verb.command {
            Command::Show(sheet) => Some(format!("{sheet:?}")),
            _ => None,
        })
        .collect();
    assert_eq!(shown, variants("view.rs", "Sheet"));
}

#[test]
fn every_row_says_something_of_its_own() {
    let mut labels = BTreeSet::new();
    for verb in verbs::all() {
        assert!(
            labels.insert(verb.label),
            "{} stands there twice",
            verb.label
        );
        assert!(verb.label.starts_with(char::is_uppercase), "{}", verb.label);
        assert!(verb.hint.starts_with(char::is_uppercase), "{}", verb.label);
        let command = &verb.command;
        assert_eq!(verb_for(command).unwrap().label, verb.label);
        assert_eq!(
            verb.duty.by == By::Deck,
            verb.group == verbs::Group::Playback,
            "{}: what plays is carried out by the deck",
            verb.label
        );
    }
}

/// A key, whose it is, and whether letting it go says something too.
type Assigned = (&'static str, Chord, bool);

fn assigned(set: KeySet, system: System) -> Vec<Assigned> {
    verbs::all()
        .filter_map(|verb| {
            let chord = verb.keys.of(set, system)?;
            Some((verb.label, chord, verb.released.is_some()))
        })
        .collect()
}

/// Which keys say two things. Letting go of a held key is heard whatever else is held down, so
/// such a key is nobody else's at all.
fn clashes(keys: &[Assigned]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, (one, chord, is_held)) in keys.iter().enumerate() {
        for (other, others, other_is_held) in &keys[at + 1..] {
            let is_shared = (*is_held || *other_is_held) && chord.key == others.key;
            if chord == others || is_shared {
                found.push(format!("{chord}: {one}, {other}"));
            }
        }
    }
    found
}

/// Whether a text box needs this key for itself: it types, moves or deletes, or is one of those
/// that every box on the system has.
fn is_for_text(chord: Chord, system: System) -> bool {
    let Chord { command, alt, .. } = chord;
    match chord.key {
        Key::A | Key::C | Key::V | Key::X if command && !alt => true,
        Key::ArrowLeft | Key::ArrowRight => match system {
            System::Mac => !(command && alt),
            System::Linux | System::Windows => !alt,
        },
        Key::Enter => !command,
        key if is_function_key(key) || key == Key::Escape => false,
        // On Windows, Ctrl with Alt is AltGr, which types; on a Mac Option does.
        _ => match system {
            System::Linux => !command && !alt,
            System::Windows => command == alt,
            System::Mac => !command,
        },
    }
}

#[rustfmt::skip]
fn is_function_key(key: Key) -> bool {
    use Key as K;
    matches!(key, K::F1 | K::F2 | K::F3 | K::F4 | K::F5 | K::F6 | K::F7 | K::F8 | K::F9 | K::F10
        | K::F11 | K::F12)
}

/// Whether the system takes this key before any program sees it.
fn is_of_the_system(chord: Chord, system: System) -> bool {
    let Chord {
        command,
        alt,
        shift,
        key,
    } = chord;
    match system {
        System::Mac => match key {
            // Quit and log out, hide, put in the Dock.
            Key::Q | Key::H | Key::M => command,
            Key::D => command && alt,
            // Pictures of the screen; the desktop, slowly with Shift.
            Key::Num3 | Key::Num4 | Key::Num5 => command && shift,
            Key::F11 => !command,
            Key::Escape => command || alt,
            _ => false,
        },
        System::Windows => match key {
            Key::F4 => alt,
            Key::Escape => command || alt,
            _ => false,
        },
        System::Linux => match key {
            // Menus, windows and workspaces; with Ctrl the consoles.
            key if is_function_key(key) => alt,
            Key::ArrowLeft | Key::ArrowRight => command && alt,
            Key::Escape => alt,
            _ => false,
        },
    }
}

#[test]
fn no_two_keys_clash_in_any_set_on_any_system() {
    for system in System::ALL {
        for set in KeySet::ALL {
            let keys = assigned(set, system);
            assert!(keys.len() > 30, "{} keys", keys.len());
            assert_eq!(clashes(&keys), Vec::<String>::new(), "{set:?} {system:?}");
        }
    }
}

#[test]
fn no_verb_takes_a_key_that_text_or_the_system_needs() {
    let mut found = Vec::new();
    for system in System::ALL {
        for set in KeySet::ALL {
            for (label, chord, _) in assigned(set, system) {
                let key = chord.on(system);
                if is_for_text(chord, system) {
                    found.push(format!("{system:?}: {label} takes {key} from text"));
                }
                if is_of_the_system(chord, system) {
                    found.push(format!("{system:?}: {key} never comes to {label}"));
                }
            }
        }
    }
    found.dedup();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_keys_that_zoom_do_nothing_else() {
    let size = [Command::Larger, Command::Smaller, Command::NormalSize];
    let labels = size.map(|command| verb_for(&command).unwrap().label);
    for system in System::ALL {
        for set in KeySet::ALL {
            let zooms: Vec<&str> = assigned(set, system)
                .into_iter()
                .filter(|(_, chord, _)| {
                    let keys = [Key::Plus, Key::Minus, Key::Num0];
                    chord.command && keys.contains(&chord.key)
                })
                .map(|(label, ..)| label)
                .collect();
            assert_eq!(zooms, labels, "{set:?} {system:?}");
        }
    }
}

/// The rules above find what they are there to find.
#[test]
fn a_clash_would_be_found() {
    let chord = |command, alt, shift, key| Chord {
        command,
        alt,
        shift,
        key,
    };
    let save = chord(true, false, false, Key::S);
    let held = chord(false, false, false, Key::F6);
    let shifted = chord(false, false, true, Key::F6);
    assert_eq!(
        clashes(&[("one", save, false), ("two", save, false)]).len(),
        1
    );
    assert_eq!(
        clashes(&[("one", held, true), ("two", shifted, false)]).len(),
        1
    );
    assert_eq!(
        clashes(&[("one", held, false), ("two", shifted, false)]).len(),
        0
    );

    #[rustfmt::skip]
    let rows = [
        (chord(false, false, false, Key::B),     [true, true, true]),
        (chord(false, false, true, Key::Num1),   [true, true, true]),
        (chord(true, false, false, Key::V),      [true, true, true]),
        (chord(true, true, false, Key::E),       [false, true, false]),
        (chord(false, true, false, Key::E),      [false, false, true]),
        (chord(false, true, false, Key::ArrowLeft), [false, false, true]),
        (chord(true, false, false, Key::ArrowLeft), [true, true, true]),
        (chord(true, false, false, Key::B),      [false, false, false]),
        (chord(true, false, false, Key::Enter),  [false, false, false]),
        (chord(false, false, false, Key::F4),    [false, false, false]),
    ];
    for (chord, expected) in rows {
        let found = System::ALL.map(|system| is_for_text(chord, system));
        assert_eq!(found, expected, "{chord}");
    }
}

#[test]
fn a_key_is_called_as_its_system_calls_it() {
    let draft = verb_for(&Command::DiscardDraft).unwrap();
    let back = verb_for(&Command::JumpBack).unwrap();
    let settings = verb_for(&Command::Show(Sheet::Settings)).unwrap();
    let heading = verb_for(&Command::Restyle(BlockKind::Heading)).unwrap();
    let on = |verb: &verbs::Verb, system| verb.keys.of(KeySet::Desk, system).unwrap().on(system);
    for (verb, names) in [
        (draft, ["Ctrl+Shift+D", "Ctrl+Shift+D", "Shift+Cmd+D"]),
        (back, ["Alt+Left", "Alt+Left", "Cmd+["]),
        (settings, ["Ctrl+Comma", "Ctrl+Comma", "Cmd+Comma"]),
        (heading, ["Ctrl+1", "Ctrl+1", "Cmd+1"]),
    ] {
        assert_eq!(System::ALL.map(|system| on(verb, system)), names);
        let here = on(verb, System::HERE);
        assert_eq!(verb.key(KeySet::Desk).unwrap().to_string(), here);
    }
}
