//! Stages: what a letter was when the machine had drafted it, when it was typed, approved and sent.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use jiff::Timestamp;

use super::failure::{damaged, readable};
use super::transaction::Work;
use super::value::{Json, Text};
use super::{dictations, letters};
use crate::letter::stages::{Stage, Taken};
use crate::letter::{FORM, Letter, Manuscript};
use crate::problem::Outcome;
use crate::record::{AuthorId, Dictation, DictationId, LetterId, PatientId};

/// What is kept of a letter at a stage.
#[derive(Serialize, Deserialize)]
struct Content {
    format: u32,
    letter: Letter,
    patient: Option<PatientId>,
    author: Option<AuthorId>,
    dictated_at: Timestamp,
    clinic: String,
    work_type: String,
}

/// Keeps the dictation's letter as it is now.
pub(super) fn take(work: &Work<'_>, dictation: DictationId, stage: Stage) -> Outcome<()> {
    let Some(open) = letters::of(work, dictation)? else {
        return Ok(());
    };
    let (id, version) = (open.id, open.version);
    let letter = Manuscript::replay(open.start, open.entries)?;
    let content = content(dictations::at(work, dictation)?, letter.letter().clone());
    let sha256 = keep(work, &content)?;
    work.execute(
        include_str!("sql/snapshot-insert.sql"),
        (
            id.0,
            version,
            Json(stage),
            Text(Timestamp::now()),
            work.person(),
            sha256,
        ),
    )?;
    Ok(())
}

fn content(dictation: Dictation, letter: Letter) -> Content {
    Content {
        format: FORM,
        letter,
        patient: dictation.patient,
        author: dictation.author,
        dictated_at: dictation.dictated_at,
        clinic: dictation.clinic,
        work_type: dictation.work_type,
    }
}

/// Keeps a content once, however often it is the same.
fn keep(work: &Work<'_>, content: &Content) -> Outcome<[u8; 32]> {
    let json = serde_json::to_vec(content).map_err(|error| damaged().because(error))?;
    let sha256 = Sha256::digest(&json).into();
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
    let packed = packed.write_all(&json).and_then(|()| packed.finish());
    let packed = packed.map_err(|error| damaged().because(error))?;
    work.execute(
        "INSERT INTO content (sha256, bytes) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        (sha256, packed),
    )?;
    Ok(sha256)
}

/// What a letter was at each stage of each version, oldest first.
pub(super) fn of(connection: &Connection, letter: LetterId) -> Outcome<Vec<Taken>> {
    let mut statement = connection.prepare_cached(include_str!("sql/snapshots.sql"))?;
    let mut rows = statement.query([letter.0])?;
    let mut taken = Vec::new();
    while let Some(row) = rows.next()? {
        let packed: Vec<u8> = row.get("bytes")?;
        taken.push(Taken {
            version: row.get("version")?,
            stage: row.get::<_, Json<_>>("stage")?.0,
            at: row.get::<_, Text<_>>("at")?.0,
            by: row.get::<_, Option<String>>("name")?.unwrap_or_default(),
            letter: unpack(&packed)?.letter,
        });
    }
    Ok(taken)
}

fn unpack(packed: &[u8]) -> Outcome<Content> {
    let mut json = Vec::new();
    let read = DeflateDecoder::new(packed).read_to_end(&mut json);
    read.map_err(|error| damaged().because(error))?;
    let content: Content =
        serde_json::from_slice(&json).map_err(|error| damaged().because(error))?;
    readable(content.format)?;
    Ok(content)
}
