//! Files from outside: dropped on the window, or chosen in the system's dialogue.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::desk::Desk;
use crate::desk::command::{Command, Print, Sheet};
use crate::desk::importing::ENDINGS;
use crate::problem::{Outcome, Problem};
use crate::record::{AttachmentId, AuthorId, LetterId};

/// What files are wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Recordings,
    /// A word list for an author's dictionary, or with none for the organisation's.
    WordList(Option<AuthorId>),
    /// A picture for the head of each letter.
    Logo,
    /// Where a copy of a signed document is to be saved.
    Copy(LetterId, u32, Print),
    /// Papers about a patient.
    Attachments,
    /// Where a copy of such a paper is to be saved.
    AttachmentCopy(AttachmentId),
    /// Where a proof of the letter on the desk is to be saved.
    Proof,
    /// The folder in which everything about a patient is to be gathered.
    Export,
    /// A list of patients.
    Patients,
    /// Where the figures of a turnaround page are to be saved.
    Turnaround,
}

impl Purpose {
    /// What a command asks files for, where it asks for any.
    pub fn of(command: &Command) -> Option<Self> {
        match command {
            Command::ChooseFiles => Some(Self::Recordings),
            Command::ChooseWordList(author) => Some(Self::WordList(*author)),
            Command::ChooseLogo => Some(Self::Logo),
            Command::ChooseCopy(letter, version, print) => {
                Some(Self::Copy(*letter, *version, *print))
            }
            Command::ChooseProof => Some(Self::Proof),
            Command::ChooseExport => Some(Self::Export),
            Command::ChooseAttachments => Some(Self::Attachments),
            Command::ChooseAttachmentCopy(id) => Some(Self::AttachmentCopy(*id)),
            Command::ChooseTurnaroundCopy => Some(Self::Turnaround),
            Command::ChooseList => Some(Self::Patients),
            _ => None,
        }
    }

    /// The commands that do something with the files.
    fn with(self, files: Vec<PathBuf>) -> Vec<Command> {
        match self {
            _ if files.is_empty() => Vec::new(),
            Self::Recordings => vec![Command::Import(files)],
            Self::WordList(author) => files
                .into_iter()
                .map(|file| Command::ImportTerms(author, file))
                .collect(),
            Self::Copy(letter, version, print) => {
                let save = |to| Command::SaveCopy(letter, version, print, to);
                files.into_iter().take(1).map(save).collect()
            }
            Self::Attachments => vec![Command::Attach(files)],
            Self::AttachmentCopy(id) => {
                let save = |to| Command::SaveAttachment(id, to);
                files.into_iter().take(1).map(save).collect()
            }
            Self::Proof => files.into_iter().take(1).map(Command::SaveProof).collect(),
            Self::Export => files
                .into_iter()
                .take(1)
                .map(Command::ExportPatient)
                .collect(),
            Self::Turnaround => {
                let files = files.into_iter().take(1);
                files.map(Command::SaveTurnaround).collect()
            }
            Self::Patients => files.into_iter().take(1).map(Command::BringIn).collect(),
            Self::Logo => files
                .into_iter()
                .take(1)
                .map(|file| Command::SetLogo(Some(file)))
                .collect(),
        }
    }
}

/// Opens a dialogue for files; they come when it is closed, and none where it was cancelled.
pub type Dialogue = Box<dyn FnMut(Purpose) -> Outcome<Receiver<Vec<PathBuf>>>>;

/// A dialogue that may be open now, and how one is opened.
pub struct Files {
    asked: Option<(Purpose, Receiver<Vec<PathBuf>>)>,
    dialogue: Dialogue,
}

impl Default for Files {
    fn default() -> Self {
        Self::with(Box::new(ask_the_system))
    }
}

impl Files {
    pub fn with(dialogue: Dialogue) -> Self {
        Self {
            asked: None,
            dialogue,
        }
    }

    pub fn is_asking(&self) -> bool {
        self.asked.is_some()
    }

    /// Opens the dialogue.
    ///
    /// # Errors
    /// When the system refuses it.
    pub fn ask(&mut self, purpose: Purpose) -> Outcome<()> {
        self.asked = Some((purpose, (self.dialogue)(purpose)?));
        Ok(())
    }

    /// What follows from files that have been chosen.
    pub fn chosen(&mut self) -> Vec<Command> {
        let Some((purpose, answer)) = &self.asked else {
            return Vec::new();
        };
        let commands = match answer.try_recv() {
            Ok(files) => purpose.with(files),
            Err(TryRecvError::Empty) => return Vec::new(),
            // Whoever asked is gone, and nothing more will come.
            Err(TryRecvError::Disconnected) => Vec::new(),
        };
        self.asked = None;
        commands
    }
}

/// What follows from files that were dropped on the window now, which are for `purpose`.
pub fn dropped(ctx: &egui::Context, purpose: Purpose) -> Vec<Command> {
    let dropped: Vec<PathBuf> = ctx.input(|input| {
        let files = input.raw.dropped_files.iter();
        files
            .map(|file| file.path().to_owned())
            .filter(|path| !path.as_os_str().is_empty())
            .collect()
    });
    purpose.with(dropped)
}

/// What files dropped on the window now are for.
pub fn dropped_for(desk: &Desk, author: Option<AuthorId>) -> Purpose {
    match desk.sheet() {
        Some(Sheet::Dictionary) => Purpose::WordList(author),
        Some(Sheet::BringIn) => Purpose::Patients,
        _ => Purpose::Recordings,
    }
}

/// Asks on a thread of its own: a dialogue may stay open for minutes.
fn ask_the_system(purpose: Purpose) -> Outcome<Receiver<Vec<PathBuf>>> {
    let (sender, receiver) = channel();
    let dialogue = std::thread::Builder::new().name("file-dialogue".to_owned());
    let asked = dialogue.spawn(move || {
        // The window may have been closed meanwhile.
        let _ = sender.send(chosen(purpose));
    });
    match asked {
        Ok(_) => Ok(receiver),
        Err(error) => Err(Problem::new(
            "The file dialogue could not be opened",
            "Drag the files onto the window instead",
        )
        .because(error)),
    }
}

fn chosen(purpose: Purpose) -> Vec<PathBuf> {
    let dialogue = rfd::FileDialog::new();
    let dialogue = match purpose {
        Purpose::Recordings => dialogue.add_filter("Recordings", &ENDINGS),
        Purpose::WordList(_) => dialogue.add_filter("Word lists", &["tsv", "txt", "dic"]),
        Purpose::Logo => dialogue.add_filter("PNG pictures", &["png"]),
        Purpose::Copy(letter, version, print) => {
            let large = match print {
                Print::AsSigned => "",
                Print::Large => "-large",
            };
            let name = format!("letter-{:06}-v{version}{large}.docx", letter.0);
            let dialogue = dialogue.set_file_name(name);
            return dialogue.save_file().into_iter().collect();
        }
        Purpose::Proof => {
            let dialogue = dialogue.set_file_name("proof-not-signed.docx");
            return dialogue.save_file().into_iter().collect();
        }
        Purpose::Attachments => dialogue.add_filter("Papers", &["pdf"]),
        Purpose::AttachmentCopy(_) => return dialogue.save_file().into_iter().collect(),
        Purpose::Turnaround => {
            let dialogue = dialogue.set_file_name("turnaround.csv");
            return dialogue.save_file().into_iter().collect();
        }
        Purpose::Export => return dialogue.pick_folder().into_iter().collect(),
        Purpose::Patients => {
            dialogue.add_filter("Lists of patients", &["csv", "txt", "tsv", "hl7", "adt"])
        }
    };
    let dialogue = dialogue.add_filter("All files", &["*"]);
    dialogue.pick_files().unwrap_or_default()
}
