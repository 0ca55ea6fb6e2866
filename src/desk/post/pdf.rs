//! Documents as PDF, by LibreOffice: where it is looked for, what it is told, and what it made.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::running::{Call, Ended, Runner};
use crate::problem::Problem;

/// The folder of its profile, beside the documents.
pub(super) const PROFILE: &str = "profile";

/// How long its start may take, and each document after that.
const START: Duration = Duration::from_secs(60);
const EACH: Duration = Duration::from_secs(15);

/// Where it usually is; a bare name is looked for where the system looks for programs.
const PLACES: [&str; 8] = [
    "soffice",
    "libreoffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
];

/// Why there are no PDFs at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoPdf {
    /// Nothing that makes them.
    NoMaker,
    TookTooLong,
}

impl NoPdf {
    pub fn problem(self) -> Problem {
        match self {
            Self::NoMaker => no_maker(),
            Self::TookTooLong => Problem::new(
                "LibreOffice took too long to make the PDF and was ended",
                "Try it again with fewer letters at a time",
            ),
        }
    }
}

pub(super) fn no_maker() -> Problem {
    Problem::new(
        "LibreOffice, which makes the PDFs, was not found on this computer",
        "Install it, or say under View, Settings, where it is",
    )
}

/// One document of which there is no PDF.
pub(super) fn failed() -> Problem {
    Problem::new(
        "LibreOffice could not make a PDF of it",
        "Save a copy of the letter from its patient's page and print it from Word",
    )
}

/// The places to look in, in order: the one that was chosen, or the usual ones.
pub(super) fn places(chosen: &Path) -> Vec<PathBuf> {
    match chosen.as_os_str().is_empty() {
        true => PLACES.iter().map(PathBuf::from).collect(),
        false => vec![chosen.to_owned()],
    }
}

/// What it is told: to make PDFs of these and put them into `out`, with a profile of its own, so that
/// it starts where somebody has it open.
pub(super) fn call(program: PathBuf, profile: &Path, out: &Path, documents: &[PathBuf]) -> Call {
    let mut arguments = vec![in_profile(profile)];
    let plain = [
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nofirststartwizard",
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
    ];
    arguments.extend(plain.map(OsString::from));
    arguments.push(out.as_os_str().to_owned());
    arguments.extend(documents.iter().map(|it| it.as_os_str().to_owned()));
    let many = u32::try_from(documents.len()).unwrap_or(u32::MAX);
    Call {
        program,
        arguments,
        limit: START.saturating_add(EACH.saturating_mul(many)),
    }
}

/// Its profile: one of its own, or it would not start beside one that somebody has open.
pub(super) fn in_profile(profile: &Path) -> OsString {
    OsString::from(format!("-env:UserInstallation={}", as_address(profile)))
}

/// Settings of that profile: it asks nobody for a newer version and reports no crash.
const QUIET: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments"><prop oor:name="AutoCheckEnabled" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="CrashReport" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"#;

fn quiet(profile: &Path) {
    let user = profile.join("user");
    // Without it LibreOffice does what it does by itself; the letter is made either way.
    let _ = fs::create_dir_all(&user);
    let _ = fs::write(user.join("registrymodifications.xcu"), QUIET);
}

/// A folder as LibreOffice wants it named.
fn as_address(folder: &Path) -> String {
    let path = folder.to_string_lossy().replace('\\', "/");
    let mut address = String::from(if path.starts_with('/') {
        "file://"
    } else {
        "file:///"
    });
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b':' => {
                address.push(char::from(byte));
            }
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address
}

/// Makes PDFs of these documents beside them. Of one that could not be made there is none; it is
/// tried once more alone, in case another one took it down.
pub(super) fn make(
    runner: &dyn Runner,
    chosen: &Path,
    folder: &Path,
    documents: &[PathBuf],
) -> Result<(), NoPdf> {
    if documents.is_empty() {
        return Ok(());
    }
    let profile = folder.join(PROFILE);
    quiet(&profile);
    let run = |documents: &[PathBuf]| {
        let ended = places(chosen)
            .into_iter()
            .map(|place| runner.run(&call(place, &profile, folder, documents)))
            .find(|ended| *ended != Ended::NotThere);
        match ended {
            None => Err(NoPdf::NoMaker),
            Some(Ended::TookTooLong) => Err(NoPdf::TookTooLong),
            Some(_) => Ok(()),
        }
    };
    run(documents)?;
    let missing: Vec<PathBuf> = documents
        .iter()
        .filter(|document| documents.len() > 1 && !is_made(document))
        .cloned()
        .collect();
    missing
        .iter()
        .try_for_each(|document| run(std::slice::from_ref(document)))
}

/// Whether its PDF is there, and one.
pub(super) fn is_made(document: &Path) -> bool {
    let made = fs::read(document.with_extension("pdf")).unwrap_or_default();
    made.starts_with(b"%PDF-") && made.len() > 8
}

/// How many pages a PDF of LibreOffice's has; none where that cannot be told.
pub(super) fn pages(pdf: &[u8]) -> Option<usize> {
    let text = String::from_utf8_lossy(pdf);
    let kinds = text
        .match_indices("/Type/Page")
        .chain(text.match_indices("/Type /Page"));
    let pages = kinds.filter(|(at, found)| !text[at + found.len()..].starts_with('s'));
    Some(pages.count()).filter(|count| *count > 0)
}
