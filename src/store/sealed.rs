//! Sealed files: what is kept encrypted under the identity of one record, written whole and read
//! from any place.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use age::stream::StreamReader;
use age::x25519::Identity;
use age::{Decryptor, Encryptor};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Bytes that are worked on together.
const PIECE: usize = 64 * 1024;

/// SHA-256 of something as it came in.
pub(super) type Hash = [u8; 32];

/// Why a file could not be sealed.
pub(super) enum Broken {
    /// What was to be sealed broke off.
    Source(io::Error),
    /// The file could not be written.
    File(io::Error),
}

/// Encrypts all that is read into a new file, which is on the disk then; gives the hash of what was
/// read, and how much it was.
pub(super) fn seal(
    identity: &Identity,
    source: &mut dyn Read,
    path: &Path,
) -> Result<(Hash, u64), Broken> {
    let recipient = identity.to_public();
    let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as _))
        .map_err(|error| Broken::File(io::Error::other(error)))?;
    let file = BufWriter::new(File::create_new(path).map_err(Broken::File)?);
    let mut output = encryptor.wrap_output(file).map_err(Broken::File)?;
    let (mut digest, mut length) = (Sha256::new(), 0);
    let mut buffer = Zeroizing::new(vec![0; PIECE]);
    loop {
        let read = match source.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Broken::Source(error)),
        };
        digest.update(&buffer[..read]);
        output.write_all(&buffer[..read]).map_err(Broken::File)?;
        length += read as u64;
    }
    finish(output).map_err(Broken::File)?;
    Ok((digest.finalize().into(), length))
}

fn finish(output: age::stream::StreamWriter<BufWriter<File>>) -> io::Result<()> {
    let file = output.finish()?;
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()
}

/// A file being decrypted. Unlike the stream below it, it can be sought past its end, as readers of
/// sound files do.
pub(super) struct Sealed {
    stream: StreamReader<BufReader<File>>,
    length: u64,
    at: u64,
}

impl Sealed {
    /// Opens a sealed file; its length has been checked against its seal.
    pub fn open(identity: &Identity, file: File) -> io::Result<Self> {
        let decryptor = Decryptor::new_buffered(BufReader::new(file)).map_err(io::Error::other)?;
        let mut stream = decryptor
            .decrypt(std::iter::once(identity as &dyn age::Identity))
            .map_err(io::Error::other)?;
        let length = stream.seek(SeekFrom::End(0))?;
        stream.seek(SeekFrom::Start(0))?;
        let at = 0;
        Ok(Self { stream, length, at })
    }

    pub fn length(&self) -> u64 {
        self.length
    }

    /// The hash of all of it; it is at its beginning again afterwards.
    pub fn hash(&mut self) -> io::Result<Hash> {
        self.seek(SeekFrom::Start(0))?;
        let (mut digest, mut buffer) = (Sha256::new(), Zeroizing::new(vec![0; PIECE]));
        loop {
            match self.read(&mut buffer)? {
                0 => break,
                read => digest.update(&buffer[..read]),
            }
        }
        self.seek(SeekFrom::Start(0))?;
        Ok(digest.finalize().into())
    }
}

impl Read for Sealed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.length {
            return Ok(0);
        }
        let read = self.stream.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Sealed {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
        };
        let target = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        if target < self.length {
            self.stream.seek(SeekFrom::Start(target))?;
        }
        self.at = target;
        Ok(target)
    }
}
