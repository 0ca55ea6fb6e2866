//! Other work on the computer: every core busy and a draft being made, as on a Monday.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::sample;

/// Keeps the computer busy until it is dropped.
pub struct Load {
    over: Arc<AtomicBool>,
    busy: Vec<thread::JoinHandle<()>>,
    draft: Child,
}

impl Load {
    /// One thread a core that never rests, at ordinary priority, and the program drafting the
    /// sample dictations over and over in its own process, as it does beside the window.
    pub fn new() -> Self {
        const TIMES: usize = 40;
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let over = Arc::new(AtomicBool::new(false));
        let spin = || {
            let over = Arc::clone(&over);
            let busy = move || {
                while !over.load(Ordering::Relaxed) {
                    std::hint::spin_loop();
                }
            };
            let thread = thread::Builder::new().name("busy".to_owned());
            thread.spawn(busy).expect("a thread")
        };
        let busy = (0..cores).map(|_| spin()).collect();
        let recordings = sample::DICTATIONS.map(sample::recording);
        let draft = Command::new(env!("CARGO_BIN_EXE_dictation-desk"))
            .arg("draft")
            .args(recordings.iter().cycle().take(TIMES * recordings.len()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program drafts");
        Self { over, busy, draft }
    }

    /// Whether the draft is still being made: otherwise the figure is not what it says.
    pub fn is_on(&mut self) -> bool {
        matches!(self.draft.try_wait(), Ok(None))
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        let _ = self.draft.kill();
        let _ = self.draft.wait();
        for thread in self.busy.drain(..) {
            let _ = thread.join();
        }
    }
}
