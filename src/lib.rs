//! Dictation Desk: from a consultant's dictation to a filed letter, on one computer.
//!
//! **Dependency rule.** `ui` and `cli` use `desk`; `desk` uses the services (`audio`, `speech`,
//! `pedal`, `store`); services use the domain (`letter`, `clinical`, `record`, `words`); the
//! domain uses `problem`. Services never name each other: only `desk` joins them. The domain
//! knows no clock, file, thread or widget. `ui` reads `&Desk` and emits commands.
//!
//! **Flow.** File, [`audio::decode`], [`audio::Clip`], [`speech::Transcriber`],
//! [`words::Word`]s, [`clinical::tidy`], [`letter::Letter`], [`letter::sign`],
//! `SignedLetter`, [`letter::docx`], bytes.

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
