//! Upkeep: a record of an earlier version of the program opens with everything in it.

use super::*;

/// A copy of the workspace that the program of version 5 left; see its README.
pub fn of_version_5() -> Workspace {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy_folder(&fixture(), folder.path());
    let key = Key::read_file(&folder.path().join("key")).expect("its key");
    Workspace { folder, key }
}

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workspace-5")
}

/// What that program read in it.
pub fn manifest() -> serde_json::Value {
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
