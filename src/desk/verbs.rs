//! The table of verbs: every command that needs no further words, with its label, hint and keys.

use super::command::{Command, Sheet};
pub use super::group::Group;
use super::settings::KeySet;
use crate::letter::BlockKind;
use crate::record::Priority;

/// A verb as menus, palette and key table show it.
pub struct Verb {
    pub command: Command,
    /// What letting the key go does, for verbs that last while held.
    pub released: Option<Command>,
    pub label: &'static str,
    pub hint: &'static str,
    pub group: Group,
    /// The key in the program's own set; empty for none.
    key: &'static str,
    /// The same in the other sets, where they differ: Express Scribe style, Escape style.
    others: Option<[&'static str; 2]>,
}

impl Verb {
    /// The key that does this in a key set; empty for none.
    pub fn key(&self, set: KeySet) -> &'static str {
        match (set, self.others) {
            (KeySet::ExpressScribe, Some([key, _])) | (KeySet::Escape, Some([_, key])) => key,
            _ => self.key,
        }
    }
}

const fn verb(
    group: Group,
    command: Command,
    label: &'static str,
    key: &'static str,
    hint: &'static str,
) -> Verb {
    Verb {
        command,
        released: None,
        label,
        hint,
        group,
        key,
        others: None,
    }
}

const fn transport(
    command: Command,
    released: Option<Command>,
    label: &'static str,
    [key, express_scribe, escape]: [&'static str; 3],
    hint: &'static str,
) -> Verb {
    Verb {
        command,
        released,
        label,
        hint,
        group: Group::Playback,
        key,
        others: Some([express_scribe, escape]),
    }
}

/// Every verb that needs no further words, in menu order.
pub static VERBS: &[Verb] = {
    use Command as C;
    use Group as G;
    &[
        verb(
            G::Worklist,
            C::OpenNext,
            "Next dictation",
            "Ctrl+N",
            "Open the most pressing dictation that is not on the desk",
        ),
        verb(
            G::Worklist,
            C::ChooseFiles,
            "Import recordings…",
            "Ctrl+O",
            "Bring audio files into the worklist",
        ),
        verb(
            G::Worklist,
            C::SetPriority(Priority::Urgent),
            "Mark as urgent",
            "",
            "Due within 48 hours",
        ),
        verb(
            G::Worklist,
            C::SetPriority(Priority::Routine),
            "Mark as routine",
            "",
            "Due within seven days",
        ),
        verb(
            G::Worklist,
            C::Close,
            "Put the letter away",
            "Ctrl+W",
            "Close it; everything is saved",
        ),
        verb(
            G::Worklist,
            C::AddSample,
            "Add the sample clinic",
            "",
            "Three synthetic dictations and four invented patients to try things on",
        ),
        transport(
            C::TogglePlay,
            None,
            "Play or stop",
            ["F4", "F9", "Escape"],
            "Resumes a little before where it stopped",
        ),
        transport(C::Stop, None, "Stop", ["", "F4", ""], "Stop playing"),
        transport(
            C::PlayHeld,
            Some(C::PlayReleased),
            "Play while held",
            ["F6", "F6", "F6"],
            "Like the middle pedal",
        ),
        transport(
            C::RewindHeld,
            Some(C::RewindReleased),
            "Rewind while held",
            ["F3", "F7", "F1"],
            "Faster the longer it is held",
        ),
        transport(
            C::ForwardHeld,
            Some(C::ForwardReleased),
            "Forward while held",
            ["F5", "F8", "F2"],
            "Faster the longer it is held",
        ),
        transport(
            C::JumpBack,
            None,
            "Back five seconds",
            ["Alt+Left", "Alt+Left", "Alt+Left"],
            "Hear it again",
        ),
        transport(
            C::JumpForward,
            None,
            "On five seconds",
            ["Alt+Right", "Alt+Right", "Alt+Right"],
            "Skip ahead",
        ),
        transport(
            C::Slower,
            None,
            "Slower",
            ["F7", "F2", "F3"],
            "The pitch stays as it is",
        ),
        transport(
            C::Faster,
            None,
            "Faster",
            ["F8", "F3", "F4"],
            "The pitch stays as it is",
        ),
        transport(
            C::NormalSpeed,
            None,
            "Normal speed",
            ["Shift+F8", "F10", "Shift+F4"],
            "As it was spoken",
        ),
        verb(
            G::Letter,
            C::Undo,
            "Undo",
            "Ctrl+Z",
            "Take back the last change, back to the empty letter",
        ),
        verb(G::Letter, C::Redo, "Redo", "Ctrl+Y", "Make it again"),
        verb(
            G::Letter,
            C::Restyle(BlockKind::Paragraph),
            "Paragraph",
            "Ctrl+0",
            "Plain paragraph",
        ),
        verb(
            G::Letter,
            C::Restyle(BlockKind::Heading),
            "Heading",
            "Ctrl+1",
            "Heading",
        ),
        verb(
            G::Letter,
            C::Restyle(BlockKind::Numbered),
            "Numbered list",
            "Ctrl+2",
            "Numbered paragraphs",
        ),
        verb(
            G::Letter,
            C::Restyle(BlockKind::Bulleted),
            "Bulleted list",
            "Ctrl+3",
            "Bullet points",
        ),
        verb(
            G::Letter,
            C::Show(Sheet::Patient),
            "Choose the patient…",
            "Ctrl+P",
            "Link this letter to the patient's record",
        ),
        verb(
            G::Letter,
            C::Show(Sheet::Author),
            "New author…",
            "",
            "Add a consultant whose letters are typed here",
        ),
        verb(
            G::Letter,
            C::Show(Sheet::Dictionary),
            "Dictionary…",
            "Ctrl+D",
            "Names and terms of your own that drafts should know",
        ),
        verb(
            G::Letter,
            C::Show(Sheet::Learnt),
            "Proposed corrections…",
            "",
            "What signed letters have taught, for you to accept or decline",
        ),
        verb(
            G::Letter,
            C::DraftAgain,
            "Draft again",
            "",
            "Listen to the recording again with the model in use",
        ),
        verb(
            G::Letter,
            C::StopDraft,
            "Stop the draft",
            "",
            "Stop the draft being made and go on with the next recording",
        ),
        verb(
            G::Letter,
            C::InsertDraft,
            "Put the draft in",
            "",
            "Replace the body with the computer's draft; Undo takes it back",
        ),
        verb(
            G::Letter,
            C::DiscardDraft,
            "Discard the draft",
            "Ctrl+Shift+D",
            "Empty the body and type from scratch; Undo brings it back",
        ),
        verb(
            G::Letter,
            C::Save,
            "Save",
            "Ctrl+S",
            "Everything you type is saved as you type",
        ),
        verb(
            G::Review,
            C::NextQuestion,
            "Next question",
            "F11",
            "Go to the next thing to settle and play it",
        ),
        verb(
            G::Review,
            C::PreviousQuestion,
            "Previous question",
            "Shift+F11",
            "Go back to the one before",
        ),
        verb(
            G::Review,
            C::SettleQuestion,
            "It is right",
            "F12",
            "Settle the question at the cursor and go to the next",
        ),
        verb(
            G::Review,
            C::MarkQuery,
            "Set aside with a query",
            "Ctrl+Q",
            "Something only the author can answer",
        ),
        verb(
            G::Review,
            C::SendForSignature,
            "Ready to sign",
            "Ctrl+R",
            "Typed and checked: waits for the author",
        ),
        verb(
            G::Review,
            C::Show(Sheet::Signing),
            "Sign and file…",
            "Ctrl+Enter",
            "Check who it is, approve, and file the document",
        ),
        verb(
            G::Review,
            C::Amend,
            "Amend the signed letter",
            "",
            "Starts a new version; the signed one is kept",
        ),
        verb(
            G::Review,
            C::FileAgain,
            "Save the document again",
            "",
            "Write signed documents that could not be saved",
        ),
        verb(
            G::View,
            C::Show(Sheet::Palette),
            "Find a command…",
            "Ctrl+K",
            "Type what you want to do",
        ),
        verb(
            G::View,
            C::ToggleWorklist,
            "Worklist",
            "Ctrl+B",
            "Show or hide the worklist",
        ),
        verb(
            G::View,
            C::ToggleReview,
            "Review",
            "Ctrl+J",
            "Show or hide what must be settled",
        ),
        verb(
            G::View,
            C::Show(Sheet::Settings),
            "Settings…",
            "Ctrl+Comma",
            "Keys, pedal, light or dark look, size, folders",
        ),
        verb(
            G::View,
            C::Show(Sheet::Models),
            "Speech models…",
            "",
            "What drafts the letters, and how to get a better one",
        ),
        verb(
            G::View,
            C::Show(Sheet::Keys),
            "Keys and pedal",
            "Ctrl+H",
            "What every key does",
        ),
    ]
};

/// The verb that says this command, where one does.
pub fn verb_for(command: &Command) -> Option<&'static Verb> {
    VERBS.iter().find(|verb| verb.command == *command)
}
