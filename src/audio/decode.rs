//! Turns a recording's bytes into a [`Clip`], judging by content and keeping all that can be read.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::packets::Packets;
use super::wav::Wav;
use super::{Clip, ClipWriter, Source};
use crate::problem::{Outcome, Problem, unbroken};

/// How files that can be opened are called after the dot.
pub const ENDINGS: [&str; 9] = [
    "wav", "mp3", "m4a", "aac", "mp4", "flac", "ogg", "oga", "opus",
];

/// And those of hand-held dictation machines, whose format nobody outside may read.
pub const DSS: [&str; 2] = ["dss", "ds2"];

/// Bytes looked at to tell what a file is.
const HEAD: u64 = 8 * 1024;

/// Seconds a recording may fall short of its header before that is worth a word.
const SHORTFALL: f64 = 0.5;

/// Slower or faster than this, in samples a second, is no recording of speech.
const RATES: std::ops::RangeInclusive<u32> = 1_000..=768_000;

/// What the next piece of a recording turned out to be.
pub(super) enum Piece {
    Sound,
    /// Unreadable; silence stands in for it.
    Damage,
    End,
    CutShort,
    Failed(std::io::Error),
}

/// One way of reading a recording.
pub(super) trait Reader: Send {
    /// Samples a second; known once there was sound.
    fn rate(&self) -> u32;
    /// Seconds promised by the header, where it can be trusted.
    fn expected(&self) -> Option<f64>;
    /// Appends the next mono samples.
    fn next(&mut self, mono: &mut Vec<f32>) -> Piece;
}

/// The rest of a recording, still to be decoded.
pub struct Decoding {
    reader: Box<dyn Reader>,
    writer: ClipWriter,
    mono: Vec<f32>,
    damaged: bool,
}

/// Reads a recording's headers and first sound. The clip grows as [`Decoding::run`] goes on;
/// dropping the `Decoding` instead leaves the clip complete, with a note that it is not whole.
///
/// # Errors
/// When the source is empty, holds no sound, or is no recording that can be read here.
pub fn open(mut source: Box<dyn Source>) -> Outcome<(Clip, Decoding)> {
    let (head, length) = look(&mut source).map_err(unreadable)?;
    if length == 0 {
        return Err(Problem::new(
            "The recording is empty: the file has no content",
            "Copy it from the recorder again",
        ));
    }
    if is_dss(&head) {
        return Err(Problem::new(
            "This is an Olympus or Philips DSS recording, which cannot be opened here",
            "Export it from ODMS or SpeechExec as WAV or MP3, and bring that in",
        ));
    }
    let mut reader = unbroken(|| reader_for(source, length, &head))
        .unwrap_or_else(|| Err(not_a_recording().because("the demuxer panicked")))?;
    let (mut mono, mut damaged) = (Vec::new(), false);
    while mono.is_empty() {
        match step(reader.as_mut(), &mut mono) {
            Piece::Sound => {}
            Piece::Damage => damaged = true,
            Piece::End | Piece::CutShort => return Err(silent_file()),
            Piece::Failed(error) => return Err(unreadable(error)),
        }
    }
    if !RATES.contains(&reader.rate()) {
        return Err(not_a_recording().because(format!("{} Hz", reader.rate())));
    }
    let mut writer = ClipWriter::new(reader.rate(), reader.expected().unwrap_or_default());
    writer.push(&mono);
    let clip = writer.clip.clone();
    let decoding = Decoding {
        reader,
        writer,
        mono,
        damaged,
    };
    Ok((clip, decoding))
}

/// Reads a whole file.
///
/// # Errors
/// As for [`open`] and [`Decoding::run`].
pub fn read_file(path: &Path) -> Outcome<Clip> {
    let file = File::open(path).map_err(unreadable)?;
    let (clip, decoding) = open(Box::new(file))?;
    decoding.run(&mut |_| true)?;
    Ok(clip)
}

impl Decoding {
    /// Decodes to the end, telling `keep_going` how many seconds are done; where that answers
    /// no, the clip is completed as it stands. Sound that is damaged or missing is passed over,
    /// and the clip's note says so.
    ///
    /// # Errors
    /// When the disk or network fails; the clip keeps what came before.
    pub fn run(mut self, keep_going: &mut dyn FnMut(f64) -> bool) -> Outcome<()> {
        let cut = loop {
            if self.writer.is_full() || !keep_going(self.writer.written()) {
                return Ok(());
            }
            self.mono.clear();
            let piece = step(self.reader.as_mut(), &mut self.mono);
            self.writer.push(&self.mono);
            match piece {
                Piece::Sound => {}
                Piece::Damage => self.damaged = true,
                Piece::End => break false,
                Piece::CutShort => break true,
                Piece::Failed(error) => {
                    self.finish(true);
                    return Err(unreadable(error));
                }
            }
        };
        self.finish(cut);
        Ok(())
    }

    fn finish(self, cut: bool) {
        let (done, expected) = (self.writer.written(), self.reader.expected());
        let short = match expected {
            Some(expected) => done + SHORTFALL < expected,
            None => cut,
        };
        let mut note = String::new();
        if short {
            note.push_str("The recording ends early: ");
            note.push_str(&match expected {
                Some(expected) => format!("{} of {} is there.", clock(done), clock(expected)),
                None => format!("only {} could be read.", clock(done)),
            });
        }
        if self.damaged {
            let gap = if short { " " } else { "" };
            note.push_str(gap);
            note.push_str("Part of the recording is damaged and was left silent.");
        }
        self.writer.finish((!note.is_empty()).then_some(note));
    }
}

fn reader_for(source: Box<dyn Source>, length: u64, head: &[u8]) -> Outcome<Box<dyn Reader>> {
    let mut source = match Wav::open(source) {
        Ok(wav) => return Ok(Box::new(wav)),
        Err(source) => source,
    };
    source.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    let packets = Packets::open(source, length, head);
    Ok(Box::new(
        packets.map_err(|error| not_a_recording().because(error))?,
    ))
}

/// How the source begins, and its length in bytes.
fn look(source: &mut Box<dyn Source>) -> std::io::Result<(Vec<u8>, u64)> {
    let length = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    source.by_ref().take(HEAD).read_to_end(&mut head)?;
    source.seek(SeekFrom::Start(0))?;
    Ok((head, length))
}

/// DSS and DS2 begin with a version number and their name; `enc` marks an encrypted DS2.
fn is_dss(head: &[u8]) -> bool {
    matches!(head, [0..=0x1f, name @ ..]
        if [b"dss", b"ds2", b"enc"].iter().any(|dss| name.starts_with(*dss)))
}

fn step(reader: &mut dyn Reader, mono: &mut Vec<f32>) -> Piece {
    unbroken(|| reader.next(mono)).unwrap_or(Piece::CutShort)
}

fn clock(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    format!("{}:{:02}", whole / 60, whole % 60)
}

fn not_a_recording() -> Problem {
    Problem::new(
        "This file is not a recording that can be opened, or it is damaged at its start",
        "Choose a WAV, MP3, M4A, FLAC, OGG or Opus file",
    )
}

fn silent_file() -> Problem {
    Problem::new(
        "The recording has a header but no sound in it",
        "Copy it from the recorder again",
    )
}

fn unreadable(error: std::io::Error) -> Problem {
    Problem::new(
        "The recording could not be read from where it is stored",
        "Check that the file is there and that its disk or network drive is connected",
    )
    .because(error)
}
