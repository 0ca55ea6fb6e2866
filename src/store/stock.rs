//! Stock: what of the record lies in the vault, and what of it is missing or not as it came in.

use super::Store;
use super::progress::{Progress, Watch};
use super::sealed::Hash;
use super::vault::Kind;
use crate::problem::Outcome;

/// What there is, and what is amiss.
#[derive(Default)]
pub(super) struct Stock {
    pub files: Vec<Held>,
    missing: Named,
    other: Named,
}

/// A file of the vault.
pub(super) struct Held {
    pub kind: Kind,
    pub name: String,
    pub size: u64,
}

/// Recordings and documents as people know them: by number.
#[derive(Default)]
struct Named {
    recordings: Vec<String>,
    documents: Vec<String>,
}

impl Named {
    fn add(&mut self, kind: Kind, name: String) {
        match kind {
            Kind::Recording => self.recordings.push(name),
            Kind::Document => self.documents.push(name),
        }
    }

    /// "1 recording is missing: dictation 12".
    fn tell(&self, one: &str, many: &str) -> Vec<String> {
        let tell = |kind: &str, names: &[String]| match names {
            [] => None,
            [name] => Some(format!("1 {kind} {one}: {name}")),
            names => Some(format!(
                "{} {kind}s {many}: {}",
                names.len(),
                names.join(", ")
            )),
        };
        let recordings = tell("recording", &self.recordings);
        let documents = tell("document", &self.documents);
        recordings.into_iter().chain(documents).collect()
    }
}

impl Stock {
    /// One sentence each, naming no patient; empty when all is well.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = self.missing.tell(
            "is missing and is not in this backup",
            "are missing and are not in this backup",
        );
        faults.extend(self.other.tell(
            "is damaged or not the one that came in, and is in this backup as it is",
            "are damaged or not those that came in, and are in this backup as they are",
        ));
        faults
    }
}

impl Store {
    /// Holds every recording and document to its hash.
    pub(super) fn stock(&self, watch: Watch<'_>) -> Outcome<Stock> {
        let owed = self.owed()?;
        let (mut stock, of) = (Stock::default(), owed.len());
        for (done, (kind, name, came_in, known_as)) in (1..).zip(owed) {
            self.vault.settle(kind, &name)?;
            let path = self.vault.file(kind, &name);
            match path.metadata() {
                Err(_) => stock.missing.add(kind, known_as),
                Ok(found) => {
                    if self.vault.check(kind, &name, &came_in).is_err() {
                        stock.other.add(kind, known_as);
                    }
                    let size = found.len();
                    stock.files.push(Held { kind, name, size });
                }
            }
            let what = "Reading the recordings and documents";
            watch(Progress { what, done, of });
        }
        Ok(stock)
    }

    /// Every file that the record says is there, once, with its hash and what people know it as.
    fn owed(&self) -> Outcome<Vec<(Kind, String, Hash, String)>> {
        let mut owed = Vec::new();
        for (kind, sql) in [
            (
                Kind::Recording,
                "SELECT name, sha256, coalesce('dictation ' || (SELECT min(dictation) FROM source
                     WHERE recording = recording.id), 'recording ' || id)
                 FROM recording ORDER BY id",
            ),
            (
                Kind::Document,
                "SELECT lower(hex(sha256)), sha256, min('letter ' || letter || ' version ' || version)
                 FROM document GROUP BY sha256",
            ),
            (
                Kind::Document,
                "SELECT lower(hex(sha256)), sha256, min('attachment ' || id) FROM attachment
                 WHERE NOT EXISTS (SELECT 1 FROM document WHERE sha256 = attachment.sha256)
                 GROUP BY sha256",
            ),
        ] {
            let mut statement = self.connection.prepare(sql)?;
            let rows =
                statement.query_map([], |row| Ok((kind, row.get(0)?, row.get(1)?, row.get(2)?)))?;
            for row in rows {
                owed.push(row?);
            }
        }
        Ok(owed)
    }
}
