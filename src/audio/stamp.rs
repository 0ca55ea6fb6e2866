//! When a recorder says that a recording was made, where its file says so.
//!
//! Broadcast WAV files carry the day and the time on the recorder's own clock, MP4 files (as
//! telephones record) the moment. Nothing else in daily use says more than its file's own date.

use std::io::{self, SeekFrom};

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};

use super::Source;

/// Most parts of a file that are looked at in search of the one that says when.
const PARTS: usize = 64;

/// Where the day stands in a `bext` part, after its description, originator and their reference.
const DAY_IN_BEXT: i64 = 256 + 32 + 32;

/// When it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// On the clock of wherever the recorder was.
    There(DateTime),
    Moment(Timestamp),
}

/// What the file says; nothing where it does not, or cannot be read. The source is left where it
/// then is.
pub fn stamp(source: &mut dyn Source) -> Option<Stamp> {
    let mut head = [0; 12];
    source.seek(SeekFrom::Start(0)).ok()?;
    source.read_exact(&mut head).ok()?;
    match (&head[..4], &head[4..8], &head[8..]) {
        (b"RIFF", _, b"WAVE") => in_wav(source),
        (_, b"ftyp", _) => in_mp4(source),
        _ => None,
    }
}

fn in_wav(source: &mut dyn Source) -> Option<Stamp> {
    for _ in 0..PARTS {
        let mut head = [0; 8];
        source.read_exact(&mut head).ok()?;
        let [a, b, c, d] = [head[4], head[5], head[6], head[7]];
        let size = i64::from(u32::from_le_bytes([a, b, c, d]));
        if &head[..4] == b"bext" {
            source.seek(SeekFrom::Current(DAY_IN_BEXT)).ok()?;
            let mut said = [0; 18];
            source.read_exact(&mut said).ok()?;
            return of_bext(&said);
        }
        // Parts begin at even places.
        source.seek(SeekFrom::Current(size + size % 2)).ok()?;
    }
    None
}

/// "2026-03-04" and "09:15:30", with any sign between the figures.
fn of_bext(said: &[u8; 18]) -> Option<Stamp> {
    let figures = |at: std::ops::Range<usize>| -> Option<i16> {
        std::str::from_utf8(&said[at]).ok()?.parse().ok()
    };
    let part = |at| i8::try_from(figures(at)?).ok();
    let day = Date::new(figures(0..4)?, part(5..7)?, part(8..10)?).ok()?;
    let time = jiff::civil::Time::new(part(10..12)?, part(13..15)?, part(16..18)?, 0).ok()?;
    Some(Stamp::There(day.to_datetime(time)))
}

fn in_mp4(source: &mut dyn Source) -> Option<Stamp> {
    let length = source.seek(SeekFrom::End(0)).ok()?;
    let movie = find(source, 0..length, *b"moov").ok()??;
    let header = find(source, movie, *b"mvhd").ok()??;
    source.seek(SeekFrom::Start(header.start)).ok()?;
    let mut said = [0; 12];
    source.read_exact(&mut said).ok()?;
    // The first byte is the version: with 1, moments take eight bytes and not four.
    let seconds = match said[0] {
        0 => u64::from(u32::from_be_bytes([said[4], said[5], said[6], said[7]])),
        _ => u64::from_be_bytes([
            said[4], said[5], said[6], said[7], said[8], said[9], said[10], said[11],
        ]),
    };
    if seconds == 0 {
        return None;
    }
    let began: Timestamp = "1904-01-01T00:00:00Z".parse().ok()?;
    let since = SignedDuration::from_secs(i64::try_from(seconds).ok()?);
    began.checked_add(since).ok().map(Stamp::Moment)
}

/// Where the content of the first box of that kind is, among those in this stretch of the file.
fn find(
    source: &mut dyn Source,
    within: std::ops::Range<u64>,
    kind: [u8; 4],
) -> io::Result<Option<std::ops::Range<u64>>> {
    let mut at = within.start;
    for _ in 0..PARTS {
        if at + 8 > within.end {
            break;
        }
        source.seek(SeekFrom::Start(at))?;
        let mut head = [0; 8];
        source.read_exact(&mut head)?;
        let mut size = u64::from(u32::from_be_bytes([head[0], head[1], head[2], head[3]]));
        let mut content = at + 8;
        if size == 1 {
            let mut long = [0; 8];
            source.read_exact(&mut long)?;
            size = u64::from_be_bytes(long);
            content += 8;
        }
        let end = match size {
            0 => within.end,
            size => at.saturating_add(size).min(within.end),
        };
        if head[4..] == kind {
            return Ok(Some(content..end));
        }
        if end <= at {
            break;
        }
        at = end;
    }
    Ok(None)
}
