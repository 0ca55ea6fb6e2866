//! What of the window is shown: the sheet laid over it, and the panels at its sides.

/// A panel laid over the window; at most one is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    Palette,
    Patient,
    Author,
    Dictionary,
    Learnt,
    Signing,
    Settings,
    Pedal,
    Models,
    Keys,
}

/// What a person has opened or put out of sight.
#[derive(Debug, Default)]
pub(super) struct View {
    pub sheet: Option<Sheet>,
    pub hides_worklist: bool,
    pub hides_review: bool,
}

impl View {
    /// Takes this sheet away, if it is the one that is open.
    pub fn leave(&mut self, sheet: Sheet) {
        self.sheet.take_if(|open| *open == sheet);
    }
}
