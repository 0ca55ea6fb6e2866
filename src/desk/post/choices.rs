//! What a department has chosen for its post: printer and trays, what goes around a letter, where files
//! for sending lie and for how long.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What goes around a letter so that it reaches somebody by post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Around {
    /// The address on the letter shows; a copy has a sheet with its own in front.
    #[default]
    Window,
    EnvelopeDl,
    EnvelopeC5,
    /// On sheets of three by seven.
    Labels,
}

impl Around {
    pub const ALL: [Self; 4] = [
        Self::Window,
        Self::EnvelopeDl,
        Self::EnvelopeC5,
        Self::Labels,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Window => "Window envelopes",
            Self::EnvelopeDl => "DL envelopes, printed",
            Self::EnvelopeC5 => "C5 envelopes, printed",
            Self::Labels => "Labels, 21 on a sheet",
        }
    }
}

/// The post's share of the settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PostChoices {
    /// The printer by the name the system has for it; empty where letters are printed by hand.
    pub printer: String,
    /// Where it takes the first page from and where the others, as its driver calls them; empty for
    /// what it does by itself.
    pub first_tray: String,
    pub next_tray: String,
    pub around: Around,
    /// The first label of a sheet that is still there, counted from 1.
    pub first_label: u32,
    /// LibreOffice, where it is not found by itself.
    pub pdf_maker: PathBuf,
    /// Where files for sending are put; empty for a folder of the workspace.
    pub out_folder: PathBuf,
    /// Days after which they are deleted; 0 for never.
    pub keep_days: u32,
    /// Of e-mails; "{number}" stands for the hospital number.
    pub subject: String,
}

impl Default for PostChoices {
    fn default() -> Self {
        Self {
            printer: String::new(),
            first_tray: String::new(),
            next_tray: String::new(),
            around: Around::default(),
            first_label: 1,
            pdf_maker: PathBuf::new(),
            out_folder: PathBuf::new(),
            keep_days: 7,
            subject: "Clinic letter".to_owned(),
        }
    }
}
