//! The program: reads the command line, then does the verb or opens the workstation.

mod window;

use std::panic;
use std::process::ExitCode;

use clap::Parser;
use dictation_desk::cli::{self, Cli};
use dictation_desk::problem::{Problem, unbroken};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // Asking for help or the version ends here too, with status 0.
        Err(answer) => {
            let _ = answer.print();
            return ExitCode::from(u8::try_from(answer.exit_code()).unwrap_or(2));
        }
    };
    if !cfg!(debug_assertions) {
        // What a panic says may quote a patient, and a decoder's panic is handled where it is.
        panic::set_hook(Box::new(|_| ()));
    }
    let done = unbroken(|| match cli.verb {
        Some(verb) => cli::run(verb, &cli.place),
        None => window::open(&cli.place, cli.quit_after_first_frame),
    });
    cli::exit_code(done.unwrap_or_else(|| {
        Err(Problem::new(
            "Dictation Desk met a fault of its own and stopped",
            "Start it again; what was saved is safe",
        ))
    }))
}
