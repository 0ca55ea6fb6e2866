//! A recording piece by piece: what a reader of any format hands over, and how it ends.

use std::io;

use super::downmix::Downmix;

/// What the next piece of a recording turned out to be.
pub(super) enum Piece {
    Sound,
    /// So many seconds that cannot be read; silence stands in for them.
    Damage(f64),
    End,
    CutShort,
    Failed(io::Error),
}

/// One way of reading a recording.
pub(super) trait Reader: Send {
    /// Seconds promised by the header, where it can be trusted.
    fn expected(&self) -> Option<f64>;
    /// Adds the next sound.
    fn next(&mut self, sound: &mut Downmix) -> Piece;
}
