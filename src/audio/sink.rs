//! A sink: whatever calls a voice for sound and gives it to somebody to hear, or to nobody.

use super::voice::Voice;
use crate::problem::Outcome;

/// Something that calls a [`Voice`] for sound, at its own pace.
pub trait AudioSink: Send {
    /// Chooses a device, dropping any earlier one, and says how many frames a second it wants.
    ///
    /// # Errors
    /// When there is no device or it cannot be used.
    fn open(&mut self) -> Outcome<u32>;

    /// Begins to call the voice.
    ///
    /// # Errors
    /// When the device refuses; or when nothing was opened.
    fn start(&mut self, voice: Voice) -> Outcome<()>;

    /// Stops calling until woken; what a device cannot do, it need not.
    fn rest(&mut self);

    /// Goes on calling after a rest.
    fn wake(&mut self);

    /// Whether the device has gone or changed, so that the sink must be opened again.
    fn is_lost(&self) -> bool {
        false
    }

    /// Whether the person has made another device the default since this was opened.
    fn has_moved(&self) -> bool {
        false
    }

    /// Whether a person could hear it.
    fn is_audible(&self) -> bool {
        true
    }
}
