//! A copy of the model that ships, to do harm to. It is changed in place and mended again, because
//! writing its 80 MB anew for each case would take longer than all else.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::clips::MODEL;

/// Bytes before the words: the magic number, eleven sizes, and the filters with their two.
pub const BEFORE_WORDS: usize = 56 + 80 * 201 * 4;

pub struct Damaged {
    _folder: TempDir,
    pub path: PathBuf,
    file: File,
    length: u64,
}

impl Damaged {
    /// A copy that is whole as yet, without its facts: in memory, where the system has that, so that
    /// a thousand changes wear no disk.
    pub fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = match memory.is_dir() {
            true => tempfile::tempdir_in(memory),
            false => tempfile::tempdir(),
        };
        let folder = folder.unwrap();
        let path = folder.path().join("damaged.bin");
        let length = fs::copy(MODEL, &path).unwrap();
        let file = File::options().read(true).write(true).open(&path).unwrap();
        Self {
            _folder: folder,
            path,
            file,
            length,
        }
    }

    pub fn length(&self) -> u64 {
        self.length
    }

    pub fn byte(&self, at: u64) -> u8 {
        let mut byte = [0];
        let mut file = &self.file;
        file.seek(SeekFrom::Start(at)).unwrap();
        file.read_exact(&mut byte).unwrap();
        byte[0]
    }

    /// Does something while these bytes stand at this place, or after the end.
    pub fn with<T>(&self, at: u64, bytes: &[u8], work: impl FnOnce(&Path) -> T) -> T {
        let mut file = &self.file;
        let mut before = Vec::new();
        file.seek(SeekFrom::Start(at)).unwrap();
        file.take(bytes.len() as u64)
            .read_to_end(&mut before)
            .unwrap();
        let write = |bytes: &[u8]| {
            let mut file = &self.file;
            file.seek(SeekFrom::Start(at)).unwrap();
            file.write_all(bytes).unwrap();
        };
        write(bytes);
        let done = work(&self.path);
        write(&before);
        self.file.set_len(self.length).unwrap();
        done
    }

    /// Leaves so many bytes, for good.
    pub fn cut(&mut self, length: u64) {
        self.file.set_len(length).unwrap();
        self.length = length;
    }
}

/// Where a table stands in the file.
pub struct Table {
    /// Dimensions, length of the name, type, sizes, name.
    pub head: Range<usize>,
    /// Where its numbers end.
    pub end: usize,
    pub name: String,
}

/// The tables of a whole model, in order.
pub fn tables(model: &[u8]) -> Vec<Table> {
    let number = |at: usize| {
        let bytes = model[at..at + 4].try_into().unwrap();
        u32::from_le_bytes(bytes) as usize
    };
    let mut at = BEFORE_WORDS + 4;
    for _ in 0..number(BEFORE_WORDS) {
        at += 4 + number(at);
    }
    let mut tables = Vec::new();
    while at < model.len() {
        let (dimensions, name_length, kind) = (number(at), number(at + 4), number(at + 8));
        let name_at = at + 12 + 4 * dimensions;
        let head = at..name_at + name_length;
        let numbers: usize = (0..dimensions).map(|it| number(at + 12 + 4 * it)).product();
        let bytes = match kind {
            0 => numbers * 4,
            1 => numbers * 2,
            8 => numbers / 32 * 34,
            other => panic!("a type the shipped model has not: {other}"),
        };
        let name = String::from_utf8(model[name_at..head.end].to_vec()).unwrap();
        at = head.end + bytes;
        tables.push(Table {
            head,
            end: at,
            name,
        });
    }
    tables
}
