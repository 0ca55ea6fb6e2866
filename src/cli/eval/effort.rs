//! What work costs: seconds by the clock, and seconds of processor, which a busy computer does
//! not stretch.

use std::fs;
use std::ops::Add;
use std::time::Instant;

/// Ticks a second in /proc, whatever the kernel's own clock runs at.
const TICKS: f64 = 100.0;

/// Where the times stand in a process's line in /proc, counted after its name.
const USER: usize = 11;
const SYSTEM: usize = 12;

/// Seconds spent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Effort {
    pub wall: f64,
    /// Of all threads together; nought where the system does not tell.
    pub processor: f64,
}

impl Add for Effort {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            wall: self.wall + other.wall,
            processor: self.processor + other.processor,
        }
    }
}

/// What something takes, by this process alone.
pub fn spent<T>(work: impl FnOnce() -> T) -> (T, Effort) {
    let (began, before) = (Instant::now(), processor());
    let done = work();
    let effort = Effort {
        wall: began.elapsed().as_secs_f64(),
        processor: (processor() - before).max(0.0),
    };
    (done, effort)
}

/// Processor seconds of this process so far, where the system tells (Linux).
fn processor() -> f64 {
    let line = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name, in parentheses, may hold anything.
    let after_name = line.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok());
    [USER, SYSTEM].into_iter().filter_map(ticks).sum::<f64>() / TICKS
}
