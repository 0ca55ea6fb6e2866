//! Waiting in tests: for what happens, and never for a time to pass. The limit only guards against
//! hanging, so that what a test finds does not depend on how fast the computer is.

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Many times what anything here takes on the slowest computer.
const LIMIT: Duration = Duration::from_secs(300);

/// Between two looks at what nobody tells of.
const LOOK: Duration = Duration::from_millis(2);

/// Waits until it is so.
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < LIMIT, "still not: {what}");
        std::thread::park_timeout(LOOK);
    }
}

/// The next thing to come.
pub fn next<T>(what: &str, from: &Receiver<T>) -> T {
    from.recv_timeout(LIMIT)
        .unwrap_or_else(|error| panic!("{what} never came: {error}"))
}

/// The next thing to come, or none where whoever sends has ended.
pub fn next_if_any<T>(what: &str, from: &Receiver<T>) -> Option<T> {
    match from.recv_timeout(LIMIT) {
        Ok(thing) => Some(thing),
        Err(RecvTimeoutError::Disconnected) => None,
        Err(RecvTimeoutError::Timeout) => panic!("{what} never came"),
    }
}

/// What comes of work that might hang.
pub fn answer<T: Send + 'static>(what: &str, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, answer) = channel();
    let worker = std::thread::Builder::new().name(what.to_owned());
    let worker = worker.spawn(move || {
        // Nobody waits for it any more where it took too long.
        let _ = sender.send(work());
    });
    let answer = answer.recv_timeout(LIMIT);
    match answer {
        Ok(answer) => answer,
        // It has failed, and its own words say how.
        Err(RecvTimeoutError::Disconnected) => match worker.unwrap().join() {
            Err(panic) => std::panic::resume_unwind(panic),
            Ok(()) => panic!("{what} gave no answer"),
        },
        Err(RecvTimeoutError::Timeout) => panic!("{what} hangs"),
    }
}
