//! A word list line by line, whatever its form, and what is said of a line that cannot be read.

use crate::problem::Problem;

/// The lines of a text with their numbers, a byte order mark left out.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.trim_start_matches('\u{feff}');
    text.lines().enumerate().map(|(at, line)| (at + 1, line))
}

/// What is said of a line that is no term, and what each line needs.
pub(super) fn unreadable(line: usize, next: &str) -> Problem {
    Problem::new(format!("Line {line} of the word list cannot be read"), next)
}
