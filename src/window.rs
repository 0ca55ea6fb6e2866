//! Opening the workstation's window, with sound, pedal and speech behind it.

use std::sync::Arc;
use std::time::Instant;

use dictation_desk::cli::Place;
use dictation_desk::desk::outfit;
use dictation_desk::problem::{Outcome, Problem};
use dictation_desk::ui::Workstation;
use eframe::egui::{IconData, ViewportBuilder};

const TITLE: &str = "Dictation Desk";

/// Opens the window on the workspace and stays until it is closed.
///
/// # Errors
/// When there is no display, or the computer refuses what the window needs.
pub fn open(place: &Place, quit_after_first_frame: bool) -> Outcome<()> {
    let (folder, key) = (place.folder()?, place.key_source());
    let build = |context: &eframe::CreationContext<'_>| -> Outcome<Workstation> {
        let wake = context.egui_ctx.clone();
        let desk = outfit::desk(folder, key, move || wake.request_repaint())?;
        let begun = Instant::now();
        let steady = Box::new(move || begun.elapsed().as_secs_f64());
        let workstation = Workstation::new(desk).keeping_time(steady);
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
