//! Dictation Desk: from a consultant's dictation to a filed letter, on one computer.
//!
//! # Floors
//!
//! `ui` and `cli` use `desk`; `desk` uses the services (`audio`, `speech`, `pedal`, `store`);
//! services use the domain (`letter`, `clinical`, `record`, `words`); the domain uses `problem`.
//! Services never name each other: only `desk` joins them. The domain knows no clock, file, thread
//! or widget. `ui` reads `&Desk` and emits commands. `tests/it/shape.rs` reads the source and holds
//! the house to it; what does not keep to it yet stands there in lists that may only grow shorter.
//!
//! # Flow
//!
//! File, [`audio::decode`], [`audio::Clip`], [`speech::Transcriber`], [`words::Word`]s,
//! [`clinical::draft`], [`letter::Letter`], [`letter::sign`], `SignedLetter`, [`letter::docx`],
//! bytes. One function, [`clinical::draft::Writing::draft`], writes every draft: for the screen and
//! the command line alike.
//!
//! The desk is a handful of machines, each of which owns its state: the workspace and its door, the
//! worklist, what is on the desk, the queue of drafts, the models, the watched folder, playback, the
//! view and the notices. [`desk::Desk`] holds them; what commands and events do with them is in
//! `desk/handling`, a file for each kind of work, of which each asks only those below it. What takes
//! time goes to the [`desk::crew`].
//!
//! # What always holds
//!
//! - What is typed is in the journal within half a second, and undo, saving and recovery are one
//!   thing: a letter is opened by replaying its journal.
//! - A letter is open, handed over for signing, handed over to be split, or signed; no two of these.
//!   Whatever puts another letter on the desk waits until the one there is saved, in the order it was
//!   asked for.
//! - Whether a letter may be handed over, signed or sent is decided in [`letter::gate`] and nowhere
//!   else; only [`letter::sign`] makes a `SignedLetter`, and only that becomes a document.
//! - Every question has a key that outlives what is typed elsewhere, and whatever is settled by a
//!   person's word is one edit in the letter's ledger ([`letter::settlement`]): who, when, undoable.
//! - Every change of the record is one intent of [`store::Record`]: whole or not at all, by somebody,
//!   answered with the rows it changed. One asked for on an older sight of a row is refused.
//! - Whoever is at the desk is one of the people of the record, and whatever is done there is theirs.
//!   What a role may do stands in [`record::may`], what a command does of that beside the verbs, and
//!   both are asked in one place, before any command is carried out.
//! - What was heard is kept beside what was written. A rule that is in doubt leaves the words.
//! - No patient is named in a log, a panic's message, a temporary file or a file's name.
//!
//! # Absent on purpose
//!
//! No network code, no generated text, no plug-ins, no settings file beside the record, no second
//! program that writes into it.
//!
//! # Where it still leaks
//!
//! The handlers are methods of the one `Desk`, so each could reach any machine. `eval` measures the
//! recogniser itself and so names it. The sound of a recording is kept for about an hour of it and no
//! more: a longer one is decoded anew for each who wants it. A term of an author or a patient reaches
//! the recogniser twice, in a layer of the dictionary and as what is known beforehand.

pub mod audio;
pub mod cli;
pub mod clinical;
pub mod desk;
pub mod letter;
pub mod pedal;
pub mod problem;
pub mod record;
pub mod speech;
pub mod store;
pub mod ui;
pub mod words;
