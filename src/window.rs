//! Opening the workstation's window, with sound, pedal and speech behind it.

use std::path::PathBuf;
use std::sync::Arc;

use dictation_desk::audio::{Player, output};
use dictation_desk::cli::Place;
use dictation_desk::desk::crew::{Crew, Speaker};
use dictation_desk::desk::{Desk, KeySource};
use dictation_desk::problem::{Outcome, Problem};
use dictation_desk::speech::model::Paces;
use dictation_desk::ui::Workstation;
use eframe::egui::{Context, IconData, ViewportBuilder};

const TITLE: &str = "Dictation Desk";

/// Opens the window on the workspace and stays until it is closed.
///
/// # Errors
/// When there is no display, or the computer refuses what the window needs.
pub fn open(place: &Place, quit_after_first_frame: bool) -> Outcome<()> {
    let (folder, key) = (place.folder()?, place.key_source());
    let build = |context: &eframe::CreationContext<'_>| -> Outcome<Workstation> {
        let mut desk = desk(&context.egui_ctx, folder, key)?;
        desk.read_pedals();
        let workstation = Workstation::new(desk);
        Ok(match quit_after_first_frame {
            true => workstation.quit_after_first_frame(),
            false => workstation,
        })
    };
    eframe::run_native(
        TITLE,
        options(),
        Box::new(|context| Ok(Box::new(build(context)?))),
    )
    .map_err(no_window)
}

fn options() -> eframe::NativeOptions {
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../assets/icon.png"));
    eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title(TITLE)
            .with_app_id("dictation-desk")
            .with_icon(Arc::new(icon.unwrap_or_else(|_| IconData::default())))
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([900.0, 600.0]),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    }
}

fn desk(ctx: &Context, folder: PathBuf, key: KeySource) -> Outcome<Desk> {
    let (sink, no_sound) = output::open_default();
    let deck = Box::new(Player::start(sink)?);
    let wake = ctx.clone();
    let crew = Crew::threads(Speaker::apart(), deck, move || wake.request_repaint())?;
    let mut desk = Desk::new(crew, Box::new(jiff::Timestamp::now), folder, key);
    if let Some(file) = Paces::default_file() {
        desk.keep_paces_in(file);
    }
    if let Some(why) = no_sound {
        desk.set_sound_trouble(why);
    }
    Ok(desk)
}

fn no_window(error: eframe::Error) -> Problem {
    if let eframe::Error::AppCreation(cause) = &error
        && let Some(problem) = cause.downcast_ref::<Problem>()
    {
        return problem.clone();
    }
    Problem::new(
        "The window could not be opened on this display",
        "Start it where there is a screen, or do a job without one: dictation-desk --help lists them",
    )
    .because(error)
}
