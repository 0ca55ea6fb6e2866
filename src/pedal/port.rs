//! Where pedals are plugged in and read, and why one that is there cannot be.

use std::time::Duration;

use super::Make;
use crate::problem::Problem;

/// Why a pedal that is there cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    Permission,
    Other(Problem),
}

/// The device has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unplugged;

/// An open device, and what is known of its make.
pub struct Pedal {
    pub make: Make,
    pub port: Box<dyn Port>,
}

/// Where an open device is read.
pub trait Port {
    /// Waits up to `wait` for a report, puts it at the start of `buffer` without its report ID,
    /// and says its length; 0 when none came.
    ///
    /// # Errors
    /// [`Unplugged`] once the device is gone.
    fn read(&mut self, buffer: &mut [u8], wait: Duration) -> Result<usize, Unplugged>;
}

/// Where pedals are plugged in.
pub trait Ports: Send {
    /// Opens a pedal of one of the `known` makes, earlier makes first.
    ///
    /// # Errors
    /// [`Refusal`] when one is there and none can be opened.
    fn open(&mut self, known: &[Make]) -> Result<Option<Pedal>, Refusal>;

    /// Opens whatever might be a pedal, each as a make without buttons; never keyboards or mice,
    /// which are none of our business.
    fn open_all(&mut self) -> Vec<Pedal>;
}
