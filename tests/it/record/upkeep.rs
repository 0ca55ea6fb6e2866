//! Upkeep: a record of an earlier version of the program opens with everything in it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use super::*;
use crate::recovery::mix;

/// A copy of the workspace that the program of version 5 left; see its README.
pub(super) fn of_version_5() -> Workspace {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy_folder(&fixture(), folder.path());
    let key = Key::read_file(&folder.path().join("key")).expect("its key");
    Workspace { folder, key }
}

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workspace-5")
}

/// What that program read in it.
pub(super) fn manifest() -> serde_json::Value {
    let text = fs::read_to_string(fixture().join("manifest.json")).expect("read");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn a_record_of_version_5_opens_with_everything_in_it() {
    let workspace = of_version_5();
    let store = workspace.open();
    assert_eq!(facts(&store), manifest());
    assert_eq!(store.verify().expect("checked").faults, [] as [&str; 0]);
}

#[test]
fn letters_that_were_filed_before_are_known_to_lie_readable() {
    use dictation_desk::store::Posting;
    let store = of_version_5().open();
    let patients = store.find_patients("", 100).expect("found").into_iter();
    let versions = patients.flat_map(|patient| store.versions(patient.id).expect("read"));
    let names: Vec<String> = versions.map(|version| version.file_name).collect();
    let copies = store.readables().expect("read");
    assert!(copies.all > 0, "some had been filed");
    for copy in &copies.files {
        let name = copy.file.path.rsplit('/').next().unwrap_or_default();
        assert!(names.iter().any(|it| it == name), "{name}");
        assert_eq!(
            (copy.file.what.as_str(), copy.file.until),
            ("signed letter", None)
        );
    }
}

/// What version 7 has and version 6 did not.
const VERSION_6: &str = "
    DROP TABLE remark; DROP TABLE task; DROP TABLE readable;
    DROP TRIGGER finding_of_new; DROP TRIGGER finding_of_row; DROP TRIGGER finding_of_patient;
    DROP TRIGGER finding_of_version; DROP TRIGGER finding_of_document;
    DROP TRIGGER finding_of_typing;
    DROP TABLE finding; DROP TABLE finding_due; DROP TABLE finding_late;
    DROP TRIGGER signed_is_not_emptied;
    DROP TRIGGER journal_holds;
    CREATE TRIGGER journal_holds BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    DROP TRIGGER snapshot_holds;
    CREATE TRIGGER snapshot_holds BEFORE DELETE ON snapshot
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    DROP TRIGGER content_holds;
    CREATE TRIGGER content_holds BEFORE DELETE ON content
    BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    DROP INDEX snapshot_content; DROP INDEX dictation_dictated;
    DROP INDEX dictation_owed;
    CREATE INDEX dictation_owed ON dictation (id) WHERE done_at IS NULL;
    DROP INDEX dictation_removed; DROP INDEX dictation_to_send; DROP INDEX withdrawal_at;
    ALTER TABLE dictation DROP COLUMN assignee;
    ALTER TABLE dictation DROP COLUMN bring_forward;
    ALTER TABLE dictation DROP COLUMN introduced;
    ALTER TABLE dictation DROP COLUMN removed_at;
    ALTER TABLE dictation DROP COLUMN removed_by;
    ALTER TABLE dictation DROP COLUMN removed_why;
    ALTER TABLE dictation DROP COLUMN emptied_at;
    PRAGMA user_version = 6;";

#[test]
fn a_record_of_version_6_opens_with_everything_in_it_and_a_whole_copy_beside_it() {
    let workspace = of_version_5();
    drop(workspace.open());
    fs::remove_dir_all(before(&workspace)).expect("the copy of version 5 goes");
    workspace.tamper(VERSION_6);
    let was = image(&workspace.path());
    let store = workspace.open();
    assert_eq!(facts(&store), manifest());
    assert_eq!(store.verify().expect("checked").faults, [] as [&str; 0]);
    drop(store);
    let kept = image(&before(&workspace));
    for (name, bytes) in was.iter().filter(|(name, _)| !name.ends_with("record.db")) {
        assert_eq!(kept.get(name), Some(bytes), "{name:?}");
    }
    assert!(kept.keys().any(|name| name.starts_with("documents")));
}

/// Where the copy of the record as it was lies.
fn before(workspace: &Workspace) -> PathBuf {
    workspace.path().join("before-7")
}

/// Names and contents of all files in a folder, but for the lock.
fn image(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = files_below(folder).into_iter();
    files
        .filter(|file| !file.ends_with(".lock"))
        .map(|file| {
            let name = file.strip_prefix(folder).expect("below it").to_owned();
            (name, fs::read(&file).expect("read"))
        })
        .collect()
}

#[test]
fn the_record_as_it_was_stays_beside_it_and_opens_with_its_key() {
    let workspace = of_version_5();
    let was = image(&workspace.path());
    drop(workspace.open());
    let kept = image(&before(&workspace));
    for (name, bytes) in was.iter().filter(|(name, _)| !name.ends_with("record.db")) {
        assert_eq!(kept.get(name), Some(bytes), "{name:?}");
    }
    let copy = Workspace {
        folder: tempfile::tempdir().expect("a temporary folder"),
        key: workspace.key.clone(),
    };
    copy_folder(&before(&workspace), &copy.path());
    let version: i64 = copy
        .database()
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .expect("read");
    assert_eq!(version, 5);
    assert_eq!(facts(&copy.open()), manifest());
    Key::unseal(&before(&workspace), crate::room::PASSPHRASE).expect("the passphrase opens it");
}

#[test]
fn a_copy_of_another_day_or_a_half_one_is_made_anew() {
    let workspace = of_version_5();
    let half = workspace.path().join("before-7.new");
    fs::create_dir_all(half.join("audio")).expect("made");
    fs::write(half.join("record.db"), b"half").expect("written");
    fs::create_dir_all(before(&workspace)).expect("made");
    fs::write(before(&workspace).join("made-of"), "00".repeat(32)).expect("written");
    fs::write(before(&workspace).join("record.db"), b"of an earlier day").expect("written");
    drop(workspace.open());
    assert!(!half.exists());
    let database = fs::read(before(&workspace).join("record.db")).expect("read");
    assert!(database.len() > 100_000);
}

#[test]
fn a_damaged_record_is_left_as_it_is() {
    let workspace = of_version_5();
    let file = workspace.path().join("record.db");
    let mut bytes = fs::read(&file).expect("read");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, &bytes).expect("a bit flipped");
    let was = image(&workspace.path());
    let refused = Store::open(&workspace.path(), &workspace.key);
    assert_eq!(what(refused), "The record is damaged");
    assert!(image(&workspace.path()) == was, "something was touched");
}

/// Set in the copy of this test that runs with a limit on the size of files.
#[cfg(unix)]
const SMALL_DRIVE: &str = "DICTATION_DESK_TEST_SMALL_DRIVE";

#[cfg(unix)]
#[test]
fn a_drive_with_no_room_for_the_copy_leaves_the_record_as_it_is() {
    if let Some(folder) = std::env::var_os(SMALL_DRIVE) {
        let folder = PathBuf::from(folder);
        let key = Key::read_file(&folder.join("key")).expect("its key");
        let refused = what(Store::open(&folder.join("workspace"), &key));
        return assert_eq!(
            refused,
            "The record could not be brought up to date, because there is no room beside it"
        );
    }
    let workspace = of_version_5();
    let was = image(&workspace.path());
    // The signal for too large a file would end the process, where a full drive only says no.
    let limited = "trap '' XFSZ; ulimit -f 300; exec \"$0\" --exact \"$1\"";
    let child = Command::new("sh")
        .args(["-c", limited])
        .arg(std::env::current_exe().expect("this program"))
        .arg("record::upkeep::a_drive_with_no_room_for_the_copy_leaves_the_record_as_it_is")
        .env(SMALL_DRIVE, workspace.folder.path())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(
        child.status.success() && said.contains("1 passed"),
        "{said}"
    );
    assert!(image(&workspace.path()) == was, "something was touched");
    assert_eq!(facts(&workspace.open()), manifest());
}

/// The environment variable that makes a process bring a record up to date until it dies: at which
/// of the points that it tells of, by whose hand, and the folder of its record.
const ORDERS: &str = "DICTATION_DESK_TEST_UPKEEP";

/// Processes that die, each at another point.
const DEATHS: u64 = 50;

#[test]
#[ignore = "no test by itself: the one below starts it as a process that dies"]
fn brings_a_record_up_to_date_until_it_dies() {
    let Ok(orders) = std::env::var(ORDERS) else {
        return;
    };
    let mut orders = orders.splitn(3, ' ');
    let mut next = || orders.next().expect("the orders have three parts");
    let last: u64 = next().parse().expect("a number");
    let by_its_own_hand = next() == "own";
    let folder = PathBuf::from(next());
    let key = Key::read_file(&folder.join("key")).expect("its key");
    let mut point = 0;
    let opened = Store::open_watched(&folder.join("workspace"), &key, &mut |_| {
        point += 1;
        if point == last && by_its_own_hand {
            std::process::abort();
        }
        tell(&format!("point {point}"));
    });
    drop(opened.expect("it opens"));
    tell(&format!("points {point}"));
}

fn tell(line: &str) {
    // A parent that has gone will have killed this process, or is about to.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Starts such a process on a record.
fn upkeep(folder: &Path, last: u64, whose: &str) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args([
            "--exact",
            "record::upkeep::brings_a_record_up_to_date_until_it_dies",
        ])
        .args(["--ignored", "--nocapture"])
        .env(ORDERS, format!("{last} {whose} {}", folder.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts")
}

/// Lets a process work on a record until it dies at a point: by its own hand at that very point, or
/// by ours once it has told of it, and so somewhere behind it.
fn die_at(folder: &Path, point: u64, by_its_own_hand: bool) {
    let whose = if by_its_own_hand { "own" } else { "ours" };
    let mut child = upkeep(folder, point, whose);
    let output = BufReader::new(child.stdout.take().expect("an output"));
    let reached = format!("point {point}");
    let lines = output.lines().map_while(Result::ok);
    for line in lines {
        if line == reached && !by_its_own_hand {
            child.kill().expect("it can be killed");
        }
    }
    child.wait().expect("it ends");
}

#[test]
fn killed_at_any_point_the_upkeep_loses_nothing() {
    let whole = of_version_5();
    let child = upkeep(whole.folder.path(), u64::MAX, "own");
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stdout);
    let points = said.lines().find_map(|line| line.strip_prefix("points "));
    let points: u64 = points.expect("it counted").parse().expect("a number");
    assert!(points > 60, "{points}");

    for seed in 0..DEATHS {
        let workspace = of_version_5();
        // Some die more than once before they get to the end.
        for death in 0..=seed % 3 {
            let point = 1 + mix(seed * 3 + death) % points;
            die_at(
                workspace.folder.path(),
                point,
                (seed + death).is_multiple_of(2),
            );
        }
        let store = workspace.open();
        assert_eq!(facts(&store), manifest(), "seed {seed}");
        assert_eq!(store.trouble(), None, "seed {seed}");
        let found = store.verify().expect("checked");
        assert_eq!(found.faults, [] as [&str; 0], "seed {seed}");
        assert!(!workspace.path().join("before-7.new").exists());
        assert!(before(&workspace).join("made-of").exists());
        assert_eq!(workspace.files("incoming"), [] as [PathBuf; 0]);
    }
}
