//! Verifying: whether all that must not change is still as it was, in pieces between which others can
//! work and a person can stop it.

use std::fs;
use std::path::Path;

use super::audit::{Action, Link};
use super::progress::Progress;
use super::sealed::Hash;
use super::vault::{Kind, Vault};
use super::{Home, Store, pages};
use crate::problem::Outcome;

/// How much is done in one piece: some hundredths of a second's worth, save for a long recording.
const PAGES: u64 = 256;
const EVENTS: u32 = 256;
const DOCUMENTS: u32 = 16;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub pages: usize,
    pub events: usize,
    pub documents: usize,
    pub recordings: usize,
    /// One sentence each, naming no patient; empty when all is well.
    pub faults: Vec<String>,
}

/// A check under way.
#[derive(Debug, Default)]
pub struct Check {
    stage: Stage,
    /// How much of the stage has been done, and how much there is.
    done: usize,
    of: usize,
    /// What the next piece goes on from: the last id of the stage.
    after: i64,
    /// The hash that the next event must follow from.
    previous: Hash,
    found: Verified,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Pages,
    Events,
    Recordings,
    Documents,
    Attachments,
    Strays,
    Done,
}

impl Stage {
    fn next(self) -> Self {
        match self {
            Self::Pages => Self::Events,
            Self::Events => Self::Recordings,
            Self::Recordings => Self::Documents,
            Self::Documents => Self::Attachments,
            Self::Attachments => Self::Strays,
            Self::Strays | Self::Done => Self::Done,
        }
    }

    fn what(self) -> &'static str {
        match self {
            Self::Pages => "Checking the database",
            Self::Events => "Checking the audit trail",
            Self::Recordings => "Checking the recordings",
            Self::Documents => "Checking the signed documents",
            Self::Attachments => "Checking the attachments",
            Self::Strays | Self::Done => "Looking for files that do not belong here",
        }
    }
}

impl Check {
    pub fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    pub fn progress(&self) -> Progress {
        Progress {
            what: self.stage.what(),
            done: self.done,
            of: self.of,
        }
    }

    /// What has been found so far.
    pub fn found(&self) -> &Verified {
        &self.found
    }

    fn fault(&mut self, fault: String) {
        self.found.faults.push(fault);
    }

    fn leave(&mut self) {
        *self = Self {
            stage: self.stage.next(),
            found: std::mem::take(&mut self.found),
            ..Self::default()
        };
    }
}

impl Store {
    /// Checks the database's pages, the chain of events, each signed document and attachment against
    /// its hash, each recording against the one that came in, and that nothing else lies with them.
    ///
    /// # Errors
    /// When the record cannot be read at all; what can be read and is wrong is a fault.
    pub fn verify(&self) -> Outcome<Verified> {
        let mut check = Check::default();
        while !check.is_done() {
            self.check_on(&mut check)?;
        }
        Ok(check.found)
    }

    /// One piece more of a check.
    pub(super) fn check_on(&self, check: &mut Check) -> Outcome<()> {
        let is_more = match check.stage {
            Stage::Pages => self.check_pages(check),
            Stage::Events => self.check_events(check)?,
            Stage::Recordings => self.check_recordings(check)?,
            Stage::Documents => self.check_documents(check)?,
            Stage::Attachments => self.check_attachments(check)?,
            Stage::Strays => self.check_strays(check)?,
            Stage::Done => false,
        };
        if !is_more {
            check.leave();
        }
        Ok(())
    }

    fn check_pages(&self, check: &mut Check) -> bool {
        // A record in memory has no cipher to check.
        let Some(Home { database, key, .. }) = &self.home else {
            return false;
        };
        let read = (|| {
            let of = pages::count(database)?;
            let many = PAGES.min(of.saturating_sub(check.done as u64));
            let broken = pages::broken(database, key, check.done as u64 + 1, many)?;
            Ok::<_, std::io::Error>((of, many, broken))
        })();
        let Ok((of, many, broken)) = read else {
            check.fault("The database could not be read to its end".to_owned());
            return false;
        };
        for page in broken {
            check.fault(format!("Page {page} of the database is damaged or altered"));
        }
        check.of = of as usize;
        check.done += many as usize;
        check.found.pages = check.done;
        check.done < check.of
    }

    fn check_events(&self, check: &mut Check) -> Outcome<bool> {
        check.of = self.total(check, "SELECT count(*) FROM event")?;
        let sql = format!(
            "SELECT {} FROM event WHERE id > ?1 ORDER BY id LIMIT ?2",
            Link::COLUMNS
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query((check.after, EVENTS))?;
        let before = check.done;
        while let Some(row) = rows.next()? {
            let (id, hash): (i64, Hash) = (row.get("id")?, row.get("hash")?);
            check_event(check, id, hash, &Link::read(row)?);
            (check.after, check.previous) = (id, hash);
            check.done += 1;
        }
        check.found.events = check.done;
        Ok(check.done > before)
    }

    fn check_recordings(&self, check: &mut Check) -> Outcome<bool> {
        check.of = self.total(check, "SELECT count(*) FROM recording")?;
        let sql = "SELECT id, name, sha256, (SELECT min(dictation) FROM source
                 WHERE recording = recording.id) AS dictation
             FROM recording WHERE id > ?1 ORDER BY id LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([check.after])?;
        let Some(row) = rows.next()? else {
            return Ok(false);
        };
        let (id, dictation): (i64, Option<i64>) = (row.get("id")?, row.get("dictation")?);
        let (name, came_in): (String, Hash) = (row.get("name")?, row.get("sha256")?);
        if let Err(problem) = self.vault.check(Kind::Recording, &name, &came_in) {
            let whose = match dictation {
                Some(dictation) => format!("Dictation {dictation}"),
                None => format!("Recording {id}"),
            };
            check.fault(format!("{whose}: {}", problem.what()));
        }
        (check.after, check.done) = (id, check.done + 1);
        check.found.recordings = check.done;
        Ok(true)
    }

    fn check_documents(&self, check: &mut Check) -> Outcome<bool> {
        check.of = self.total(check, "SELECT count(*) FROM document")?;
        let sql = "SELECT rowid, letter, version, sha256 FROM document
             WHERE rowid > ?1 ORDER BY rowid LIMIT ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query((check.after, DOCUMENTS))?;
        let before = check.done;
        while let Some(row) = rows.next()? {
            let (letter, version): (i64, u32) = (row.get("letter")?, row.get("version")?);
            let signed: Hash = row.get("sha256")?;
            let name = hex::encode(signed);
            if let Err(problem) = self.vault.check(Kind::Document, &name, &signed) {
                let what = problem.what();
                check.fault(format!("Letter {letter} version {version}: {what}"));
            }
            (check.after, check.done) = (row.get("rowid")?, check.done + 1);
        }
        check.found.documents = check.done;
        Ok(check.done > before)
    }

    fn check_attachments(&self, check: &mut Check) -> Outcome<bool> {
        check.of = self.total(check, "SELECT count(*) FROM attachment")?;
        let sql = "SELECT id, sha256 FROM attachment WHERE id > ?1 ORDER BY id LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([check.after])?;
        let Some(row) = rows.next()? else {
            return Ok(false);
        };
        let (id, came_in): (i64, Hash) = (row.get("id")?, row.get("sha256")?);
        let name = hex::encode(came_in);
        if let Err(problem) = self.vault.check(Kind::Document, &name, &came_in) {
            check.fault(format!("Attachment {id}: {}", problem.what()));
        }
        (check.after, check.done) = (id, check.done + 1);
        Ok(true)
    }

    /// Looks into one shelf of one kind: its folder of files with names that begin alike.
    fn check_strays(&self, check: &mut Check) -> Outcome<bool> {
        let kinds = Kind::ALL.map(|kind| self.vault.shelves(kind));
        let [recordings, documents] = &kinds;
        check.of = recordings.len() + documents.len();
        let shelves = recordings.iter().map(|shelf| (Kind::Recording, shelf));
        let mut shelves = shelves.chain(documents.iter().map(|shelf| (Kind::Document, shelf)));
        let Some((kind, shelf)) = shelves.nth(check.done) else {
            return Ok(false);
        };
        let entries = fs::read_dir(shelf).into_iter().flatten().flatten();
        for file in entries.filter(|entry| entry.file_type().is_ok_and(|it| !it.is_dir())) {
            let name = file.file_name().to_string_lossy().into_owned();
            let stem = name.strip_suffix(".age").unwrap_or_default();
            if Vault::is_name(stem) && kind.is_known(&self.connection, stem)? {
                continue;
            }
            // A name that the program did not give may be a person's.
            let which = match Vault::is_name(stem) {
                true => format!("{name} in"),
                false => "A file in".to_owned(),
            };
            let place = shelf_name(kind, shelf);
            check.fault(format!("{which} {place} does not belong to the record"));
        }
        check.done += 1;
        Ok(true)
    }

    /// How much the stage has, counted once.
    fn total(&self, check: &Check, sql: &str) -> Outcome<usize> {
        if check.of > 0 {
            return Ok(check.of);
        }
        let total: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
        Ok(usize::try_from(total).unwrap_or_default())
    }
}

fn check_event(check: &mut Check, id: i64, hash: Hash, link: &Link) {
    let due = check.after + 1;
    match id - due {
        0 => {}
        1 => check.fault(format!("Event {due} of the audit trail is missing")),
        _ => {
            let last = id - 1;
            check.fault(format!(
                "Events {due} to {last} of the audit trail are missing"
            ));
        }
    }
    // Behind a gap there is nothing to follow from.
    if id == due && hash != link.hash(id, check.previous) {
        check.fault(format!(
            "Event {id} of the audit trail does not follow from the one before it"
        ));
    }
    if link.action == Action::FoundCut.words() {
        let why = &link.subject;
        check.fault(format!(
            "The audit trail had been cut, or an older database put back, before event {id}: {why}"
        ));
    }
}

fn shelf_name(kind: Kind, shelf: &Path) -> String {
    let name = shelf.file_name().unwrap_or_default().to_string_lossy();
    match name == kind.folder() {
        true => name.into_owned(),
        false => format!("{}/{name}", kind.folder()),
    }
}
