//! Progress: how far a long piece of work on the record is.

/// How far it is, in words and numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done: "Checking the recordings".
    pub what: &'static str,
    pub done: usize,
    pub of: usize,
}

/// Who is told of it.
pub type Watch<'a> = &'a mut dyn FnMut(Progress);
