//! The figures: how fast the program is where a person would notice, as one table.
//!
//! No benchmark harness: the figures are of mixed kinds (a key press through real threads, a
//! model over a whole dictation, a whole process under a display), and each takes its own runs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a figure that cannot be taken must stop the table, and the table is printed"
)]

mod clinic;
mod decoding;
mod documents;
mod drafting;
mod frame;
mod journal;
mod load;
mod long;
mod press;
mod sample;
mod search;
mod start;
mod stretch;
mod table;
mod tidying;
mod years;

/// The tests' room: its desk with an inline crew, in a folder that goes.
#[path = "../../tests/it/room.rs"]
#[allow(dead_code, reason = "the screens in it are for the tests")]
mod room;

use table::Row;

/// Measures one thing; its rows of the table.
type Figure = fn() -> Vec<Row>;

/// Every figure by the name it is asked for.
const FIGURES: [(&str, Figure); 13] = [
    ("decode", decoding::rows),
    ("press", press::rows),
    ("stretch", stretch::rows),
    ("tidy", tidying::rows),
    ("frame", frame::rows),
    ("docx", documents::rows),
    ("draft", drafting::rows),
    ("search", search::rows),
    ("journal", journal::rows),
    ("start", start::rows),
    ("long", long::rows),
    ("years", years::rows),
    ("clinic", clinic::rows),
];

/// Prints the figures named on the command line, or all.
fn main() {
    // Cargo adds options of its own, such as `--bench`.
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    for name in &wanted {
        let known = FIGURES.map(|(name, _)| name);
        assert!(known.contains(&name.as_str()), "figures are: {known:?}");
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let build = if cfg!(debug_assertions) {
        "unoptimised: no measure of the program"
    } else {
        "optimised"
    };
    println!("{cores} cores; build {build}\n{}", table::head());
    for (name, rows) in FIGURES {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            rows().iter().for_each(|row| println!("{row}"));
        }
    }
}
