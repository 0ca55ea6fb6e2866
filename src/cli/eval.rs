//! `eval`: how well a model hears, over recordings with what was really said beside them.

mod effort;
mod figures;
mod folder;
mod json;
mod letters;
mod listening;
mod peers;
mod report;
mod trials;

use std::path::PathBuf;

use clap::Args;

use self::figures::{Figure, Measured, Results};
use self::folder::Item;
use self::listening::Judge;
use self::trials::{Size, Trial};
use super::hearing::HearingOptions;
use super::{Format, Place, Switch, out};
use crate::desk::listener::Listener;
use crate::problem::Outcome;
use crate::speech::score::{Resamples, Terms};

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
    /// Tell how many words a secretary changes to get to the letter, which is in NAME.letter.txt
    #[arg(long)]
    letters: bool,
    /// The same, with those letters that are not beside their recordings in this folder
    #[arg(long, value_name = "DIR")]
    letters_in: Option<PathBuf>,
    /// Judge what other programs made of the same recordings too; ./desk eval --against fills
    /// this folder
    #[arg(long, value_name = "DIR", hide = true)]
    beside: Option<PathBuf>,
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
    /// Other programs by name.
    peers: Vec<(String, Results)>,
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
pub fn run(options: &Options, place: &Place) -> Outcome<()> {
    let with_letters = options.letters || options.letters_in.is_some();
    let mut items = folder::items(&options.dir)?;
    if with_letters {
        items = folder::with_letters(items, options.letters_in.as_deref())?;
    }
    let peers = match &options.beside {
        Some(folder) => peers::read(folder, &items)?,
        None => Vec::new(),
    };
    let judged = options.terms_of.as_deref().map(folder::terms).transpose()?;
    let mut listener = options.hearing.listener(place, false)?;
    let lexicon = listener.lexicon.clone();
    let terms = match &judged {
        Some(terms) => Terms::new(terms.iter().map(String::as_str)),
        None => Terms::new(trials::scored(&lexicon)),
    };
    let judge = Judge {
        terms: &terms,
        lexicon: &lexicon,
        tidy: options.tidy,
    };
    let trials = planned(options, &listener, &items);
    let tallies = judge.listen(&mut listener, &items, &trials);
    out::progress("");
    let tallies = tallies?;
    let audio = tallies.first().map_or(&[][..], Vec::as_slice);
    let lengths: Vec<f64> = audio.iter().map(|tally| tally.audio).collect();
    let resamples = Resamples::new(items.len(), SEED);
    let peers = peers.into_iter().map(|peer| {
        let tallies = judge.peer(&peer, &items, &lengths);
        (peer.name, Results::new(tallies, &resamples))
    });
    let measurement = Measurement {
        model: listener.model().name.clone(),
        peers: peers.collect(),
        trials: trials
            .into_iter()
            .zip(tallies)
            .map(|(trial, tallies)| (trial, Results::new(tallies, &resamples)))
            .collect(),
        items,
    };
    match options.format {
        Format::Json => json::print(&measurement, options.rows),
        Format::Text if with_letters => letters::table(&measurement, options.rows),
        Format::Text => report::table(&measurement, options.rows),
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
