//! Driving the desk: news and time, whether or not anybody can see the window.
//!
//! A window that is minimised or covered is not drawn, and whoever works in another program still
//! plays by the pedal, has drafts made and expects every keystroke on disk. So nothing of that
//! hangs on a frame: it is done here, before each frame and where there is none.

use std::time::Duration;

use egui::Context;

use crate::desk::{Desk, watching};

/// Tells seconds on a clock that never stands still.
pub type Steady = Box<dyn Fn() -> f64>;

/// Lets in what the workers have to say, and lets time pass.
pub fn turn(ctx: &Context, desk: &mut Desk, now: f64) {
    if desk.absorb(now) {
        // More may be waiting than one turn has time for.
        ctx.request_repaint();
    }
    desk.tick(now);
}

/// Idle costs nothing: another turn is asked for only while something moves or waits, such as a
/// dialogue for its answer.
pub fn ask_for_next(ctx: &Context, desk: &Desk, waits_for_dialogue: bool, now: f64) {
    let after = |seconds: f64| {
        ctx.request_repaint_after(Duration::from_secs_f64(seconds.max(0.0)));
    };
    if let Some(left) = desk.lock_in(now) {
        after(left);
    }
    if desk.is_locked() {
        // Somebody may be told to wait so many seconds.
        after(1.0);
    }
    if desk.is_moving() {
        after(0.033);
    } else if desk.has_unsaved() || waits_for_dialogue {
        after(0.1);
    } else if desk.notices().any_passing() {
        after(1.0);
    } else if desk.watches_a_folder() {
        after(watching::BETWEEN_LOOKS);
    }
}
