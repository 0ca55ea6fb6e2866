//! Flaws: why a file is not a Whisper model.

use std::io;

/// Why a file is not a model: the end of the sentence "This is not a usable model: …".
#[derive(Debug)]
pub(in crate::speech) enum Flaw {
    /// Something in the file is wrong, in words.
    Content(&'static str),
    Unreadable(io::Error),
}

impl From<io::Error> for Flaw {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            Self::Content("it ends too early, so the copy or download was cut short")
        } else {
            Self::Unreadable(error)
        }
    }
}

/// Names the flaw where something that must hold does not.
pub(super) fn ensure(holds: bool, otherwise: &'static str) -> Result<(), Flaw> {
    if holds {
        Ok(())
    } else {
        Err(Flaw::Content(otherwise))
    }
}
