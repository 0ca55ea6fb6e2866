//! Files from outside: dropped on the window, or chosen in the system's dialogue.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use egui::Ui;

use super::choosing::{self, Own, Wanted};
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
    /// A clinic list.
    ClinicList,
    /// A list to make letters from.
    MailList,
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
            Command::ChooseClinicList => Some(Self::ClinicList),
            Command::ChooseMailList => Some(Self::MailList),
            _ => None,
        }
    }

    /// What is to be chosen.
    fn wanted(self) -> Wanted {
        let (called, endings): (_, &[_]) = match self {
            Self::Recordings => ("Recordings", &ENDINGS),
            Self::WordList(_) => ("Word lists", &["tsv", "txt", "dic"]),
            Self::Logo => ("PNG pictures", &["png"]),
            Self::Attachments => ("Papers", &["pdf"]),
            Self::Patients => ("Lists of patients", &["csv", "txt", "tsv", "hl7", "adt"]),
            Self::ClinicList | Self::MailList => ("Lists", &["csv", "txt", "tsv"]),
            Self::Export => return Wanted::Folder,
            Self::Turnaround => return Wanted::Name("turnaround.csv".to_owned()),
            Self::Proof => return Wanted::Name("proof-not-signed.docx".to_owned()),
            Self::AttachmentCopy(_) => return Wanted::Name(String::new()),
            Self::Copy(letter, version, print) => {
                let large = match print {
                    Print::AsSigned => "",
                    Print::Large => "-large",
                };
                let name = format!("letter-{:06}-v{version}{large}.docx", letter.0);
                return Wanted::Name(name);
            }
        };
        Wanted::Files { called, endings }
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
            Self::ClinicList => files
                .into_iter()
                .take(1)
                .map(Command::TakeClinicList)
                .collect(),
            Self::MailList => files
                .into_iter()
                .take(1)
                .map(Command::TakeMailList)
                .collect(),
            Self::Logo => files
                .into_iter()
                .take(1)
                .map(|file| Command::SetLogo(Some(file)))
                .collect(),
        }
    }
}

/// Opens a dialogue for files; they come when it is closed, and none where it was cancelled. Where
/// there is none to be had, whoever would send them is gone.
pub type Dialogue = Box<dyn FnMut(Purpose) -> Outcome<Receiver<Vec<PathBuf>>>>;

/// A dialogue that may be open now, and how one is opened.
pub struct Files {
    asked: Option<(Purpose, Receiver<Vec<PathBuf>>)>,
    dialogue: Dialogue,
    /// The program's own, where the system has none.
    own: Option<(Purpose, Own)>,
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
            own: None,
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

    /// Shows the program's own dialogue, where that is open; says whether it is.
    pub fn show_own(&mut self, ui: &mut Ui, desk: &Desk, commands: &mut Vec<Command>) -> bool {
        let Some((purpose, own)) = &mut self.own else {
            return false;
        };
        if let Some(files) = choosing::show(ui, desk, own) {
            commands.extend(purpose.with(files));
            self.own = None;
        }
        true
    }

    pub fn leave_own(&mut self) {
        self.own = None;
    }

    /// Whether the program's own dialogue is open, which is over everything else.
    pub fn has_own(&self) -> bool {
        self.own.is_some()
    }

    /// What follows from files that have been chosen.
    pub fn chosen(&mut self) -> Vec<Command> {
        let Some((purpose, answer)) = &self.asked else {
            return Vec::new();
        };
        let commands = match answer.try_recv() {
            Ok(files) => purpose.with(files),
            Err(TryRecvError::Empty) => return Vec::new(),
            Err(TryRecvError::Disconnected) => {
                self.own = Some((*purpose, Own::of(purpose.wanted())));
                Vec::new()
            }
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
        Some(Sheet::Clinic) => Purpose::ClinicList,
        Some(Sheet::MailMerge) => Purpose::MailList,
        _ => Purpose::Recordings,
    }
}

/// A dialogue that nobody can have seen and left so soon was none.
const AT_LEAST: Duration = Duration::from_millis(300);

/// Whether this system has a dialogue for files at all. On Linux that is a service of the desktop, or
/// a program beside it; to ask for a service that is not there may take half a minute.
fn is_offered() -> bool {
    let has = |folders: Option<OsString>, file: &str| {
        let folders = folders.unwrap_or_default();
        env::split_paths(&folders).any(|folder| folder.join(file).exists())
    };
    let shared = env::var_os("XDG_DATA_DIRS").unwrap_or("/usr/local/share:/usr/share".into());
    let portal = "dbus-1/services/org.freedesktop.portal.Desktop.service";
    !cfg!(target_os = "linux")
        || Path::new("/.flatpak-info").exists()
        || has(env::var_os("PATH"), "zenity")
        || has(Some(shared), portal)
}

/// Asks on a thread of its own: a dialogue may stay open for minutes.
fn ask_the_system(purpose: Purpose) -> Outcome<Receiver<Vec<PathBuf>>> {
    let (sender, receiver) = channel();
    let dialogue = std::thread::Builder::new().name("file-dialogue".to_owned());
    let asked = dialogue.spawn(move || {
        if !is_offered() {
            return;
        }
        let begun = Instant::now();
        let chosen = chosen(purpose);
        if chosen.is_some() || begun.elapsed() > AT_LEAST {
            // The window may have been closed meanwhile.
            let _ = sender.send(chosen.unwrap_or_default());
        }
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

fn chosen(purpose: Purpose) -> Option<Vec<PathBuf>> {
    let dialogue = rfd::FileDialog::new();
    match purpose.wanted() {
        Wanted::Folder => dialogue.pick_folder().map(|folder| vec![folder]),
        Wanted::Name(name) => {
            let dialogue = dialogue.set_file_name(name);
            dialogue.save_file().map(|file| vec![file])
        }
        Wanted::Files { called, endings } => {
            let dialogue = dialogue.add_filter(called, endings);
            dialogue.add_filter("All files", &["*"]).pick_files()
        }
    }
}
