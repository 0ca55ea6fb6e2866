//! Roles: every act tried by every role at the real desk, refused by name or done in that name.

use dictation_desk::clinical::lexicon::{OwnTerm, Term, TermKind};
use dictation_desk::desk::Desk;
use dictation_desk::desk::command::{Command, Signature};
use dictation_desk::desk::settings::Settings;
use dictation_desk::letter::sign::Manner;
use dictation_desk::record::{
    Act, Author, NewSecret, Patient, PatientId, PersonId, Priority, Role, Seen, may,
};

use super::{PIN, Practice, TEAM, add, enter, find, somebody};
use crate::clinic::{hush, problems, say, sign, trail, type_on};
use crate::room::TYPIST;

/// What a role may: typist, author, supervisor, administrator, as the department has agreed it.
const TABLE: &str = "
    Write           yes yes yes yes
    Identify        yes yes yes yes
    HandOver        yes yes yes yes
    SignAsOneself   no  yes no  no
    SignFor         yes no  yes yes
    SendUnsigned    yes no  yes yes
    Dispatch        yes no  yes yes
    Withdraw        no  yes yes yes
    Amend           yes yes yes yes
    Reject          no  yes yes yes
    Answer          yes yes yes yes
    OpenRestricted  no  yes yes yes
    ChangePatients  yes no  yes yes
    MergePatients   no  no  yes yes
    TakeListsIn     yes no  yes yes
    ChangeAuthors   no  no  yes yes
    ManagePeople    no  no  no  yes
    ReadAudit       no  no  yes yes
    ExportPatient   no  no  yes yes
    ChangeSettings  no  no  no  yes
    TeachDictionary yes no  yes yes
";

fn cells() -> impl Iterator<Item = (Act, Role, bool)> {
    let rows: Vec<Vec<&str>> = TABLE
        .trim()
        .lines()
        .map(|row| row.split_whitespace().collect())
        .collect();
    assert_eq!(rows.len(), Act::ALL.len());
    Act::ALL.into_iter().zip(rows).flat_map(|(act, row)| {
        assert_eq!(
            row[0],
            format!("{act:?}"),
            "the table is in the order of acts"
        );
        let cells: Vec<_> = Role::ALL.into_iter().zip(&row[1..]).collect();
        let cells = cells.into_iter();
        let cells: Vec<_> = cells
            .map(|(role, cell)| (act, role, *cell == "yes"))
            .collect();
        cells
    })
}

#[test]
fn the_table_is_the_one_agreed() {
    for (act, role, is_allowed) in cells() {
        assert_eq!(may(role, act), is_allowed, "{role:?} {act:?}");
    }
}

/// How somebody goes about an act; none for what no command does yet.
fn attempt(desk: &Desk, practice: &Practice, act: Act) -> Option<Command> {
    let signature = |manner| {
        Command::Sign(Signature {
            identity_checked: true,
            unheard_reason: "Heard in clinic".to_owned(),
            manner,
        })
    };
    let people = desk.snapshot();
    Some(match act {
        Act::Write => Command::SetPriority(Priority::Urgent),
        Act::Identify => Command::ChoosePatient(practice.staff.patient),
        Act::HandOver => Command::SendForSignature,
        Act::SignAsOneself => signature(Manner::Own),
        Act::SignFor => signature(Manner::For),
        Act::SendUnsigned => signature(Manner::Unsigned {
            reason: "On leave".to_owned(),
        }),
        Act::Dispatch => Command::MarkSent(Vec::new()),
        Act::Withdraw => Command::Withdraw("Another patient".to_owned()),
        Act::Amend => Command::Amend,
        Act::Reject => Command::Reject("The wrong knee".to_owned()),
        Act::Answer => {
            let query = desk.query().expect("something is asked").id;
            Command::Answer(query, "The left".to_owned())
        }
        Act::OpenRestricted => Command::Open(practice.letter),
        Act::ChangePatients => {
            let mut patient = people.patients[&practice.staff.patient].clone();
            patient.given.push_str(" Jane");
            Command::SavePatient(Box::new(patient))
        }
        Act::TakeListsIn => Command::AddSample,
        Act::ChangeAuthors => Command::SaveAuthor(Box::new(Author {
            name: "Dr New".to_owned(),
            initials: "DN".to_owned(),
            ..Author::default()
        })),
        Act::ManagePeople => Command::SavePerson(
            Box::new(somebody("Nora New", "NN", Role::Typist)),
            NewSecret::Kept,
        ),
        Act::ChangeSettings => Command::ChangeSettings(Box::new(Settings {
            lock_after: 3,
            ..desk.settings().clone()
        })),
        Act::TeachDictionary => Command::SaveTerm(Box::new(own_term())),
        Act::MergePatients => Command::MergePatients {
            alias: Seen {
                id: PatientId(practice.staff.patient.0 + 1),
                revision: 1,
            },
            of: Seen {
                id: practice.staff.patient,
                revision: people.patients[&practice.staff.patient].revision,
            },
        },
        Act::ExportPatient => Command::ExportPatient(practice.room.folder.path().to_owned()),
        Act::ReadAudit => return None,
    })
}

fn own_term() -> OwnTerm {
    OwnTerm {
        id: dictation_desk::record::TermId(0),
        author: None,
        term: Term {
            text: "Exampleton".to_owned(),
            kind: TermKind::Person,
            specialties: Vec::new(),
            spoken: Vec::new(),
            look_alikes: Vec::new(),
            expansion: String::new(),
        },
    }
}

/// The letter as it must be before the act makes sense, made so by who may do all of it.
fn prepare(practice: &Practice, act: Act) {
    let mut desk = practice.desk_of(TYPIST);
    say(&mut desk, Command::Open(practice.letter));
    type_on(&mut desk, "She is well.");
    desk.settle(crate::clinic::NOW);
    if matches!(act, Act::Dispatch | Act::Withdraw | Act::Amend) {
        sign(&mut desk, true, "Heard in clinic");
    }
    if act == Act::Reject {
        say(&mut desk, Command::SendForSignature);
    }
    if act == Act::Answer {
        say(&mut desk, Command::Ask("Which knee?".to_owned(), None));
    }
    if act == Act::OpenRestricted {
        let mut patient = desk.snapshot().patients[&practice.staff.patient].clone();
        patient.details.restricted = true;
        say(&mut desk, Command::SavePatient(Box::new(patient)));
    }
    if act == Act::MergePatients {
        let patient = desk.snapshot().patients[&practice.staff.patient].clone();
        let twin = Patient {
            id: PatientId(0),
            given: "Adah".to_owned(),
            nhs_number: None,
            hospital_number: String::new(),
            revision: 0,
            ..patient
        };
        say(&mut desk, Command::SavePatient(Box::new(twin)));
    }
    assert_eq!(problems(&desk), [""; 0], "{act:?}");
}

/// One cell of the table, at the desk.
fn try_cell(act: Act, role: Role, is_allowed: bool) {
    let practice = Practice::new();
    prepare(&practice, act);
    let named = TEAM.iter().find(|(_, _, has)| *has == role);
    let name = named.map_or(TYPIST, |(name, ..)| name);
    let before = trail(&practice.room).len();
    let mut desk = practice.desk_of(name);
    if act != Act::OpenRestricted {
        say(&mut desk, Command::Open(practice.letter));
    }
    if act == Act::ExportPatient {
        say(&mut desk, Command::LookUp(practice.staff.patient));
    }
    let cell = format!("{role:?} {act:?}");
    let Some(command) = attempt(&desk, &practice, act) else {
        assert_eq!(desk.may(act).is_ok(), is_allowed, "{cell}");
        return;
    };
    say(&mut desk, command.clone());
    let told: Vec<String> = problems(&desk).into_iter().map(str::to_owned).collect();
    hush(&mut desk);
    say(&mut desk, command);
    drop(desk);
    let since = trail(&practice.room).split_off(before);
    if is_allowed {
        assert_eq!(told, [""; 0], "{cell}");
        let program = "Dictation Desk";
        let is_theirs = |[who, ..]: &[String; 3]| who == name || who == program;
        assert!(since.iter().all(is_theirs), "{cell}: {since:?}");
        assert!(since.iter().all(|[_, what, _]| what != "refused"), "{cell}");
        let leaves_a_trace = [
            Act::HandOver,
            Act::SignAsOneself,
            Act::SignFor,
            Act::SendUnsigned,
            Act::Dispatch,
            Act::Withdraw,
            Act::Amend,
            Act::Reject,
            Act::Answer,
            Act::ChangePatients,
            Act::ManagePeople,
        ];
        if leaves_a_trace.contains(&act) {
            assert!(
                since.iter().any(|[who, ..]| who == name),
                "{cell}: {since:?}"
            );
        }
        return;
    }
    let [told] = &told[..] else {
        panic!("{cell}: {told:?}");
    };
    assert!(told.starts_with("Only "), "{cell}: {told}");
    assert!(told.contains(act.words()), "{cell}: {told}");
    let able = TEAM.iter().map(|(name, _, role)| (*name, *role));
    let able = able.chain([(TYPIST, Role::Administrator)]);
    let able: Vec<&str> = able
        .filter(|(_, role)| may(*role, act))
        .map(|(name, _)| name)
        .collect();
    assert!(
        able.iter().all(|name| told.contains(name)),
        "{cell}: {told}"
    );
    let about = format!("{}: dictation {}", act.words(), practice.letter.0);
    let refused: Vec<_> = since.iter().filter(|it| it[1] == "refused").collect();
    let wanted = [name, "refused", &about];
    // Once, however often it is tried in a row; a letter that is fetched is refused each time.
    let times = if act == Act::OpenRestricted { 2 } else { 1 };
    assert_eq!(refused.len(), times, "{cell}: {since:?}");
    assert!(refused.iter().all(|it| **it == wanted), "{cell}: {since:?}");
}

#[test]
fn every_act_is_refused_by_name_or_done_in_the_name_of_whoever_does_it() {
    for (act, role, is_allowed) in cells() {
        try_cell(act, role, is_allowed);
    }
}

#[test]
fn an_author_changes_and_signs_no_letter_but_their_own() {
    let practice = Practice::new();
    let mut desk = practice.desk_of(TYPIST);
    add(&mut desk, "Olive Other", "OO", Role::Author, PIN);
    let other = Author {
        name: "Dr Olive Other".to_owned(),
        initials: "OO".to_owned(),
        person: Some(find(&desk, "Olive Other").id),
        ..Author::default()
    };
    say(&mut desk, Command::SaveAuthor(Box::new(other)));
    say(&mut desk, Command::LockDesk);
    enter(&mut desk, "Olive Other");
    say(&mut desk, Command::Open(practice.letter));
    type_on(&mut desk, "x");
    assert_eq!(crate::clinic::body(&desk), "");
    assert!(problems(&desk)[0].contains("another author's letter"));
    hush(&mut desk);
    say(&mut desk, Command::LockDesk);
    enter(&mut desk, "Jonathan Sample");
    say(&mut desk, Command::Open(practice.letter));
    type_on(&mut desk, "Mine.");
    assert_eq!(problems(&desk), [""; 0]);
    assert_eq!(crate::clinic::body(&desk), "Mine.");
}

#[test]
fn who_is_no_author_yet_hears_who_can_say_so() {
    let practice = Practice::new();
    let mut desk = practice.desk_of(TYPIST);
    add(&mut desk, "Olive Other", "OO", Role::Author, PIN);
    say(&mut desk, Command::LockDesk);
    enter(&mut desk, "Olive Other");
    let why = desk.may(Act::SignAsOneself).unwrap_err().message();
    assert!(why.contains("which of the authors you are"), "{why}");
    assert!(why.contains(TYPIST) && why.contains("Sue Overton"), "{why}");
    assert!(desk.own_author().is_none());
    say(&mut desk, Command::LockDesk);
    enter(&mut desk, "Jonathan Sample");
    assert_eq!(
        desk.own_author().map(|author| author.id),
        Some(practice.staff.author)
    );
    assert_eq!(desk.may(Act::SignAsOneself), Ok(()));
}

#[test]
fn somebody_always_stays_who_can_let_others_in() {
    let practice = Practice::new();
    let mut desk = practice.desk_of(TYPIST);
    let own = find(&desk, TYPIST).clone();
    let mut demoted = own.clone();
    demoted.role = Role::Supervisor;
    let mut ended = own.clone();
    ended.until = Some(jiff::civil::date(2030, 1, 1));
    for changed in [demoted.clone(), ended] {
        say(
            &mut desk,
            Command::SavePerson(Box::new(changed), NewSecret::Kept),
        );
        assert!(problems(&desk)[0].contains("last administrator"));
        assert_eq!(find(&desk, TYPIST), &own);
        hush(&mut desk);
    }
    add(&mut desk, "Nora New", "NN", Role::Administrator, PIN);
    say(
        &mut desk,
        Command::SavePerson(Box::new(demoted), NewSecret::Kept),
    );
    assert_eq!(problems(&desk), [""; 0]);
    assert_eq!(find(&desk, TYPIST).role, Role::Supervisor);
}

#[test]
fn two_people_have_no_name_in_common_and_each_has_one() {
    let practice = Practice::new();
    let mut desk = practice.desk_of(TYPIST);
    let rows = [
        ("tess tapper ", "T2", "already"),
        ("", "NN", "needs a name"),
        ("Nora New", " ", "needs a name"),
    ];
    for (name, initials, why) in rows {
        add(&mut desk, name, initials, Role::Typist, "");
        assert!(problems(&desk)[0].contains(why), "{name}");
        hush(&mut desk);
    }
    assert_eq!(desk.people().len(), 4);
}

#[test]
fn what_is_typed_needs_no_name_and_what_goes_out_does() {
    let room = crate::room::Room::new();
    let mut desk = room.desk();
    let create = Command::CreateWorkspace {
        passphrase: String::new(),
        sample: false,
        name: String::new(),
        initials: String::new(),
    };
    say(&mut desk, create);
    drop(desk);
    let mut record = room.record();
    let staff = crate::clinic::staff(&mut record);
    let id = crate::clinic::take_in(
        &room,
        &mut record,
        &crate::clinic::known(staff),
        "a.wav",
        1.0,
    );
    drop(record);
    let mut desk = room.desk();
    say(&mut desk, Command::Open(id));
    type_on(&mut desk, "She is well.");
    assert_eq!(problems(&desk), [""; 0]);
    say(&mut desk, Command::SendForSignature);
    assert!(problems(&desk)[0].contains("View, Settings"));
    hush(&mut desk);
    let named = Command::NameMe {
        name: "Ann Bell".to_owned(),
        initials: "AB".to_owned(),
    };
    say(&mut desk, named);
    say(&mut desk, Command::SendForSignature);
    assert_eq!(problems(&desk), [""; 0]);
    assert_eq!(find(&desk, "Ann Bell").id, PersonId(1));
}
