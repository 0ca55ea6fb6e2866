//! Turns a recording's bytes into a [`Clip`], judging by content and keeping all that can be read.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::downmix::Downmix;
use super::mpeg::Mpeg;
use super::notes::{self, note};
use super::packets::Packets;
use super::piece::{Piece, Reader};
use super::wav::{Wav, WavFile};
use super::{Clip, ClipWriter, Source, refusals};
use crate::problem::{Outcome, Problem, unbroken};
use crate::words::Span;

/// How files that can be opened are called after the dot.
pub const ENDINGS: [&str; 16] = [
    "wav", "mp3", "m4a", "aac", "mp4", "flac", "ogg", "oga", "opus", "webm", "mka", "mov", "mp2",
    "aif", "aiff", "caf",
];

/// And those of hand-held dictation machines, whose format nobody outside may read.
pub const DSS: [&str; 2] = ["dss", "ds2"];

/// Bytes looked at to tell what a file is.
const HEAD: u64 = 8 * 1024;

/// The rest of a recording, still to be decoded.
pub struct Decoding {
    inflow: Inflow,
    writer: ClipWriter,
    /// How it ended, where that came with the first sound.
    end: Option<End>,
}

/// A recording's sound as it comes in.
struct Inflow {
    reader: Box<dyn Reader>,
    sound: Downmix,
    damage: Vec<Span>,
}

#[derive(Clone, Copy)]
enum End {
    Whole,
    CutShort,
}

impl Inflow {
    /// Takes the next piece in; tells when there is no more.
    fn step(&mut self) -> io::Result<Option<End>> {
        let piece = unbroken(|| self.reader.next(&mut self.sound)).unwrap_or(Piece::CutShort);
        let ended = match piece {
            Piece::Sound => return Ok(None),
            Piece::Damage(seconds) => {
                let from = self.sound.seconds();
                self.sound.push_silence(seconds);
                self.damage.push(Span::new(from, self.sound.seconds()));
                return Ok(None);
            }
            Piece::End => Ok(Some(End::Whole)),
            Piece::CutShort => Ok(Some(End::CutShort)),
            Piece::Failed(error) => Err(error),
        };
        self.sound.finish();
        ended
    }
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
    if let Some(refused) = refusals::known(&head) {
        return Err(refused);
    }
    let reader = unbroken(|| reader_for(source, length, &head));
    let mut inflow = Inflow {
        reader: reader
            .unwrap_or_else(|| Err(refusals::unknown().because("the demuxer panicked")))?,
        sound: Downmix::default(),
        damage: Vec::new(),
    };
    let (mut first, mut end) = (Vec::new(), None);
    while first.is_empty() && end.is_none() {
        end = inflow.step().map_err(unreadable)?;
        first = inflow.sound.take();
    }
    if first.is_empty() {
        return Err(refusals::without_sound());
    }
    let expected = inflow.reader.expected().unwrap_or_default();
    let mut writer = ClipWriter::new(inflow.sound.rate(), expected);
    writer.push(&first);
    let clip = writer.clip.clone();
    let decoding = Decoding {
        inflow,
        writer,
        end,
    };
    Ok((clip, decoding))
}

/// Reads a whole file.
///
/// # Errors
/// As for [`open`] and [`Decoding::run`]; a file that is not there is told by its name.
pub fn read_file(path: &Path) -> Outcome<Clip> {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let name = name.to_string_lossy();
    if fs::metadata(path).is_ok_and(|found| found.is_dir()) {
        return Err(Problem::new(
            format!("{name} is a folder and no recording"),
            "Name the recordings in it",
        ));
    }
    let file = File::open(path).map_err(|error| {
        Problem::new(
            format!("{name} could not be read: it is not there, or not yours to read"),
            "Check its name, and that its disk or network drive is connected",
        )
        .because(error)
    })?;
    let (clip, decoding) = open(Box::new(file))?;
    decoding.run(&mut |_| true)?;
    Ok(clip)
}

impl Decoding {
    /// Decodes to the end, telling `keep_going` how many seconds are done; where that answers
    /// no, the clip is completed as it stands. Sound that is damaged or missing is passed over,
    /// and the clip's note says where.
    ///
    /// # Errors
    /// When the disk or network fails; the clip keeps what came before.
    pub fn run(mut self, keep_going: &mut dyn FnMut(f64) -> bool) -> Outcome<()> {
        loop {
            if self.writer.is_full() || !keep_going(self.writer.written()) {
                return Ok(());
            }
            let step = match self.end {
                Some(end) => Ok(Some(end)),
                None => self.inflow.step(),
            };
            self.writer.push(&self.inflow.sound.take());
            match step {
                Ok(None) => {}
                Ok(Some(end)) => {
                    self.finish(end);
                    return Ok(());
                }
                Err(error) => {
                    self.finish(End::CutShort);
                    return Err(unreadable(error));
                }
            }
        }
    }

    fn finish(self, end: End) {
        let told = note(&notes::Read {
            done: self.writer.written(),
            expected: self.inflow.reader.expected(),
            cut: matches!(end, End::CutShort),
            damage: &self.inflow.damage,
        });
        self.writer.finish(told);
    }
}

fn reader_for(source: Box<dyn Source>, length: u64, head: &[u8]) -> Outcome<Box<dyn Reader>> {
    let (source, number) = match Wav::open(source) {
        WavFile::Plain(wav) => return Ok(Box::new(*wav)),
        WavFile::Mpeg(source, sound) => {
            let mpeg = Mpeg::open(source, sound).map_err(unreadable)?;
            return match mpeg {
                Ok(mpeg) => Ok(Box::new(mpeg)),
                Err(_) => Err(refusals::unknown()),
            };
        }
        WavFile::Other(source, number) => (source, Some(number)),
        WavFile::Not(source) => (source, None),
    };
    let source = match number {
        Some(_) => source,
        None => match Mpeg::open(source, 0..length).map_err(unreadable)? {
            Ok(mpeg) => return Ok(Box::new(mpeg)),
            Err(source) => source,
        },
    };
    match (Packets::open(source, length, head), number) {
        (Ok(packets), _) => Ok(Box::new(packets)),
        (Err(_), Some(number)) => Err(refusals::wav_kind(number)),
        (Err(refused), None) => Err(refused),
    }
}

/// How the source begins, and its length in bytes.
fn look(source: &mut Box<dyn Source>) -> io::Result<(Vec<u8>, u64)> {
    let length = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    source.by_ref().take(HEAD).read_to_end(&mut head)?;
    source.seek(SeekFrom::Start(0))?;
    Ok((head, length))
}

fn unreadable(error: io::Error) -> Problem {
    Problem::new(
        "The recording could not be read from where it is stored",
        "Check that the file is there and that its disk or network drive is connected",
    )
    .because(error)
}
