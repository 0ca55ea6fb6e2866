//! The post: what leaves the record for the world outside, as paper, as files or as e-mails.
//!
//! What is run is made by pure functions and run by a [`Runner`](running::Runner), away from the
//! screen and from the record; everything it writes is told, so that it can be deleted again.

pub mod choices;
mod email;
mod names;
mod pdf;
mod preparing;
pub mod printing;
pub mod room;
pub mod running;

pub(super) use names::OWN;
pub use preparing::{Made, Parcel};
pub(super) use preparing::{Workplace, prepare};
