//! `eval`: how well a model hears, over recordings with what was really said beside them.

mod figures;
mod folder;
mod report;
mod trials;

use std::path::PathBuf;

use clap::Args;

use self::figures::{Figure, Measured, Results, Tally};
use self::folder::Item;
use self::trials::{Size, Trial};
use super::hearing::{HearingOptions, Listener, Recording};
use super::{Format, Switch, out};
use crate::clinical;
use crate::problem::{Outcome, Problem};
use crate::speech::score::{Resamples, Terms};
use crate::words;

/// Draws the bootstrap's recordings; any number would do, as long as it stays.
const SEED: u64 = 7;

#[derive(Args)]
pub struct Options {
    /// Folder of NAME.wav (or another kind of recording) with what was said in NAME.txt, which
    /// is empty where nobody speaks
    dir: PathBuf,
    #[command(flatten)]
    hearing: HearingOptions,
    /// Whether to compare the text as tidied, or word for word
    #[arg(long, value_enum, default_value_t = Switch::Off)]
    tidy: Switch,
    /// How many terms the model is given: those that were said, filled up with others at random;
    /// may be given again [default: all]
    #[arg(long, value_enum, value_name = "SIZE")]
    dictionary: Vec<Size>,
    /// Compare dictionaries of every size, and each stage alone and added to those before
    #[arg(long, conflicts_with = "tuning")]
    sweep: bool,
    /// Judge on these terms alone, one a line, instead of those of the dictionary
    #[arg(long, value_name = "FILE")]
    terms_of: Option<PathBuf>,
    /// Show each recording too
    #[arg(long)]
    rows: bool,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Everything that was measured.
struct Measurement {
    model: String,
    items: Vec<Item>,
    trials: Vec<(Trial, Results)>,
}

impl Measurement {
    /// How much more a figure is than with tuning off; nothing for that itself.
    fn against_off(&self, trial: &Trial, results: &Results, figure: Figure) -> Option<Measured> {
        let off = self.trials.iter().find(|(other, _)| other.name == "off");
        let (_, off) = off.filter(|_| trial.name != "off")?;
        results.against(off, figure)
    }
}

/// Listens to every recording in each way and prints how it went.
///
/// # Errors
/// When there is nothing to compare, or a recording cannot be heard.
pub fn run(options: &Options) -> Outcome<()> {
    let items = folder::items(&options.dir)?;
    let judged = options.terms_of.as_deref().map(folder::terms).transpose()?;
    let mut listener = Listener::new(&options.hearing, false)?;
    let terms = match &judged {
        Some(terms) => Terms::new(terms.iter().map(String::as_str)),
        None => Terms::new(trials::scored(&listener.lexicon)),
    };
    let trials = planned(options, &listener, &items);
    let tallies = tallies(options, &mut listener, &items, &trials, &terms);
    out::progress("");
    let tallies = tallies?;
    let resamples = Resamples::new(items.len(), SEED);
    let results = tallies
        .into_iter()
        .map(|tallies| Results::new(tallies, &resamples));
    let measurement = Measurement {
        model: listener.model().name.clone(),
        trials: trials.into_iter().zip(results).collect(),
        items,
    };
    match options.format {
        Format::Text => report::table(&measurement, options.rows),
        Format::Json => report::json(&measurement, options.rows),
    }
}

fn planned(options: &Options, listener: &Listener, items: &[Item]) -> Vec<Trial> {
    let mut sizes = match options.dictionary.as_slice() {
        [] if options.sweep => vec![Size::Hundred, Size::Thousand, Size::All],
        [] => vec![Size::All],
        asked => asked.to_vec(),
    };
    sizes.sort();
    sizes.dedup();
    let said = || items.iter().map(|item| item.said.as_str());
    let dictionaries: Vec<_> = sizes
        .into_iter()
        .map(|size| (size, trials::dictionary(&listener.lexicon, size, said())))
        .collect();
    let facts = &listener.model().facts;
    let mut trials = trials::plan(options.hearing.tuning, facts, &dictionaries);
    if let Some((size, largest)) = dictionaries.last().filter(|_| options.sweep) {
        trials.extend(trials::ablation(*size, largest));
    }
    trials
}

/// The counts by trial and recording. Each recording is read once, and let go before the next.
fn tallies(
    options: &Options,
    listener: &mut Listener,
    items: &[Item],
    trials: &[Trial],
    terms: &Terms,
) -> Outcome<Vec<Vec<Tally>>> {
    let mut tallies: Vec<Vec<Tally>> = trials.iter().map(|_| Vec::new()).collect();
    for (place, item) in items.iter().enumerate() {
        // Reading may have something to tell, which needs a line of its own.
        out::progress("");
        let named = |problem| of_item(item, &problem);
        let recording = Listener::read(&item.path).map_err(named)?;
        let heldout = Terms::new(item.heldout.iter().map(String::as_str));
        for (at, trial) in trials.iter().enumerate() {
            let (done, all) = (place * trials.len() + at, items.len() * trials.len());
            out::progress(format!("{} % {}", done * 100 / all, item.name));
            let twin = trials[..at]
                .iter()
                .position(|other| trial.hears_like(other));
            let tally = match twin.and_then(|twin| tallies[twin].last()) {
                Some(tally) => *tally,
                None => {
                    let heard = transcript(listener, &recording, trial, options.tidy);
                    let (text, work) = heard.map_err(named)?;
                    Tally::new(&item.said, &text, (terms, &heldout), recording.audio, work)
                }
            };
            tallies[at].push(tally);
        }
    }
    Ok(tallies)
}

/// Which of many recordings it was.
fn of_item(item: &Item, problem: &Problem) -> Problem {
    Problem::new(format!("{}: {}", item.name, problem.what()), problem.next())
}

/// What a trial makes of a recording, and how many seconds of work that takes.
fn transcript(
    listener: &mut Listener,
    recording: &Recording,
    trial: &Trial,
    tidy: Switch,
) -> Outcome<(String, f64)> {
    let heard = listener.hear_with(recording, trial.tuning, &trial.lexicon)?;
    let words = &heard.transcript.words;
    let text = match tidy {
        Switch::On => clinical::plain(&clinical::tidy(words, &listener.lexicon).body),
        Switch::Off => words::plain_text(words),
    };
    Ok((text, heard.decode + heard.speech))
}
