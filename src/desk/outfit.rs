//! The outfit: a desk with the sound, the speech engine and the clock of this computer behind it.

use std::path::PathBuf;

use jiff::Timestamp;

use super::crew::{Crew, Speaker};
use super::state::Desk;
use super::workspace::KeySource;
use crate::audio::{Player, output};
use crate::problem::Outcome;
use crate::speech::model::Paces;

/// A desk at work on the workspace in `folder`; `wake` is called whenever a worker has news.
///
/// # Errors
/// When the computer refuses what the desk needs. That it plays no sound is no such thing.
pub fn desk(
    folder: PathBuf,
    key: KeySource,
    wake: impl Fn() + Send + Sync + 'static,
) -> Outcome<Desk> {
    let (sink, no_sound) = output::open_default();
    let crew = Crew::threads(Speaker::apart(), Box::new(Player::start(sink)?), wake)?;
    let mut desk = Desk::new(crew, Box::new(Timestamp::now), folder, key);
    if let Some(file) = Paces::default_file() {
        desk.keep_paces_in(file);
    }
    if let Some(why) = no_sound {
        desk.set_sound_trouble(why);
    }
    desk.read_pedals();
    Ok(desk)
}
