//! Verifying: whether all that must not change is still as it was.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::Store;
use super::audit::{Event, Hash};
use super::value::Text;
use super::versions::subject;
use crate::problem::Outcome;
use crate::record::LetterId;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub events: usize,
    pub documents: usize,
    pub recordings: usize,
    /// One sentence each, naming no patient; empty when all is well.
    pub faults: Vec<String>,
}

impl Store {
    /// Checks the database's pages, the chain of events, each signed document against its hash,
    /// and each recording against the one that came in.
    ///
    /// # Errors
    /// When the record cannot be read at all; what can be read and is wrong is a fault.
    pub fn verify(&self) -> Outcome<Verified> {
        let mut found = Verified::default();
        self.verify_pages(&mut found)?;
        verify_events(&self.connection, &mut found)?;
        verify_documents(&self.connection, &mut found)?;
        self.verify_recordings(&mut found)?;
        Ok(found)
    }

    fn verify_pages(&self, found: &mut Verified) -> Outcome<()> {
        // A record in memory has no cipher to check, and gives no rows here.
        let mut statement = self.connection.prepare("PRAGMA cipher_integrity_check")?;
        if statement.query([])?.next()?.is_some() {
            found
                .faults
                .push("Part of the database has been damaged or altered".to_owned());
        }
        Ok(())
    }

    fn verify_recordings(&self, found: &mut Verified) -> Outcome<()> {
        let mut statement = self
            .connection
            .prepare("SELECT min(dictation), name, sha256 FROM recording JOIN source ON recording = recording.id
             GROUP BY recording.id ORDER BY recording.id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, name, came_in): (i64, String, Hash) = (row.get(0)?, row.get(1)?, row.get(2)?);
            found.recordings += 1;
            let what = match self.vault.hash(&name) {
                Ok(hash) if hash == came_in => continue,
                Ok(_) => "The stored recording is not the one that came in".to_owned(),
                Err(problem) => problem.what().to_owned(),
            };
            found.faults.push(format!("Dictation {id}: {what}"));
        }
        Ok(())
    }
}

fn verify_events(connection: &Connection, found: &mut Verified) -> Outcome<()> {
    let mut statement =
        connection.prepare("SELECT id, at, who, action, subject, hash FROM event ORDER BY id")?;
    let mut rows = statement.query([])?;
    let (mut before, mut previous) = (0, Hash::default());
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let event = Event {
            at: row.get::<_, Text<_>>(1)?.0,
            who: row.get(2)?,
            action: row.get(3)?,
            subject: row.get(4)?,
        };
        let hash: Hash = row.get(5)?;
        found.events += 1;
        if id != before + 1 || hash != event.hash(id, previous) {
            found.faults.push(format!(
                "Event {id} of the audit trail does not follow from the one before it"
            ));
        }
        (before, previous) = (id, hash);
    }
    Ok(())
}

fn verify_documents(connection: &Connection, found: &mut Verified) -> Outcome<()> {
    let mut statement = connection
        .prepare("SELECT letter, version, sha256, bytes FROM document ORDER BY letter, version")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (letter, version) = (LetterId(row.get("letter")?), row.get("version")?);
        let (sha256, bytes): (Hash, Vec<u8>) = (row.get("sha256")?, row.get("bytes")?);
        found.documents += 1;
        if Hash::from(Sha256::digest(&bytes)) != sha256 {
            let name = subject(letter, version);
            found.faults.push(format!(
                "The document of {name} is not the one that was signed"
            ));
        }
    }
    Ok(())
}
