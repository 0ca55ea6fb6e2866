//! The state of the whole program: a dozen small machines, each of which owns what it is about.
//!
//! Nothing is done here. What commands and events do with the machines stands in
//! [`handling`](super::handling), and who does it when in [`desk`](super).

use std::path::PathBuf;

use jiff::Timestamp;

use super::checking::Checking;
use super::clips::Clips;
use super::crew::Crew;
use super::dictionary::Dictionary;
use super::logo::Logo;
use super::models::Models;
use super::notice::Notices;
use super::on_desk::OnDesk;
use super::on_duty::OnDuty;
use super::pedals::Pedals;
use super::playback::Playback;
use super::post::room::PostRoom;
use super::queue::Queue;
use super::settings::Settings;
use super::tray::Tray;
use super::view::View;
use super::watching::Watch;
use super::worklist::Worklist;
use super::workspace::{KeySource, Workspace};
use crate::store::Effort;

/// Tells the desk what time it is in the world, for dates on letters and approvals.
pub type Clock = Box<dyn Fn() -> Timestamp + Send>;

/// The whole state of the program.
pub struct Desk {
    pub(super) crew: Crew,
    pub(super) clock: Clock,
    pub(super) workspace: Workspace,
    pub(super) dictionary: Dictionary,
    pub(super) settings: Settings,
    pub(super) worklist: Worklist,
    pub(super) on_desk: OnDesk,
    pub(super) on_duty: OnDuty,
    pub(super) tray: Tray,
    /// How much work it is to try a PIN that is set from now on.
    pub(super) effort: Effort,
    pub(super) clips: Clips,
    pub(super) checking: Checking,
    pub(super) models: Models,
    pub(super) queue: Queue,
    pub(super) watch: Watch,
    pub(super) notices: Notices,
    pub(super) view: View,
    pub(super) playback: Playback,
    pub(super) pedals: Pedals,
    pub(super) logo: Option<Logo>,
    pub(super) post: PostRoom,
}

impl Desk {
    /// A desk before the door of the workspace in `folder`.
    pub(super) fn before(crew: Crew, clock: Clock, folder: PathBuf, key_source: KeySource) -> Self {
        Self {
            crew,
            clock,
            workspace: Workspace::new(folder, key_source),
            dictionary: Dictionary::default(),
            settings: Settings::default(),
            worklist: Worklist::default(),
            on_desk: OnDesk::default(),
            on_duty: OnDuty::default(),
            tray: Tray::default(),
            effort: Effort::default(),
            clips: Clips::default(),
            checking: Checking::default(),
            models: Models::default(),
            queue: Queue::default(),
            watch: Watch::default(),
            notices: Notices::default(),
            view: View::default(),
            playback: Playback::default(),
            pedals: Pedals::default(),
            logo: None,
            post: PostRoom::default(),
        }
    }
}
