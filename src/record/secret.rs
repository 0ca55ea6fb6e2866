//! A secret on its way to where it is checked: shown to nobody, and wiped once it has been.

use std::fmt;

use zeroize::Zeroizing;

/// A PIN or a passphrase as somebody typed it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

/// What becomes of what a person proves themselves with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NewSecret {
    #[default]
    Kept,
    /// They prove themselves with nothing.
    Cleared,
    Set(Secret),
}
