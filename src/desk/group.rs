//! The menus that the verbs stand in.

/// The menu a verb stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Worklist,
    Playback,
    Letter,
    Review,
    Post,
    Signing,
    View,
}

impl Group {
    pub const ALL: [Self; 7] = [
        Self::Worklist,
        Self::Playback,
        Self::Letter,
        Self::Review,
        Self::Post,
        Self::Signing,
        Self::View,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Worklist => "Worklist",
            Self::Playback => "Playback",
            Self::Letter => "Letter",
            Self::Review => "Review",
            Self::Post => "Sending",
            Self::Signing => "Signing",
            Self::View => "View",
        }
    }
}
