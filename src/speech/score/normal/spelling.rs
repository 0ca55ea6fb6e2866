//! Spellings that meet: of two ways to write a word one is kept.

use std::collections::HashMap;
use std::sync::LazyLock;

/// American and older spellings with those kept: whole words, and stems marked with `*`. It is
/// the table by which letters are spelt; a row whose columns agree is a word that stays.
const TABLE: &str = include_str!("../../../../assets/lexicon/spelling.tsv");

/// Everyday words the table has no use for, since in a letter each is left as it was said.
const EVERYDAY: [(&str, &str); 25] = [
    ("acknowledgment", "acknowledgement"),
    ("airplanes", "aeroplanes"),
    ("ax", "axe"),
    ("cheque", "check"),
    ("curb", "kerb"),
    ("draft", "draught"),
    ("gray", "grey"),
    ("grays", "greys"),
    ("judgment", "judgement"),
    ("judgments", "judgements"),
    ("mustaches", "moustaches"),
    ("plowed", "ploughed"),
    ("plowing", "ploughing"),
    ("practise", "practice"),
    ("practised", "practiced"),
    ("practises", "practices"),
    ("practising", "practicing"),
    ("rigor", "rigour"),
    ("smolder", "smoulder"),
    ("storey", "story"),
    ("sulfur", "sulphur"),
    ("tire", "tyre"),
    ("tires", "tyres"),
    ("woolen", "woollen"),
    ("yogurt", "yoghurt"),
];

/// Words in -or that the British write with -our, with whatever stands before or after. A word
/// that is written -or by all, as "laboratory", becomes one that nobody writes, on both sides.
const OUR: [&str; 25] = [
    "arbor", "ardor", "armor", "behavior", "candor", "clamor", "color", "demeanor", "endeavor",
    "favor", "fervor", "flavor", "glamor", "harbor", "honor", "humor", "labor", "neighbor", "odor",
    "parlor", "rumor", "savior", "savor", "splendor", "vapor",
];

/// Words whose l the British double before an ending.
const DOUBLED: [&str; 26] = [
    "cancel", "carol", "channel", "chisel", "counsel", "dial", "dishevel", "enamel", "equal",
    "fuel", "initial", "jewel", "label", "level", "marvel", "model", "panel", "pedal", "quarrel",
    "rival", "shovel", "signal", "snivel", "total", "travel", "tunnel",
];
const AFTER_DOUBLED: [&str; 6] = ["ed", "ing", "er", "ers", "or", "ors"];

/// Endings, the first that fits; where the second of a pair is there already nothing is done.
const ENDINGS: [(&str, &str); 14] = [
    ("yze", "yse"),
    ("yzed", "ysed"),
    ("yzes", "yses"),
    ("yzing", "ysing"),
    ("yzer", "yser"),
    ("center", "centre"),
    ("centers", "centres"),
    ("meter", "metre"),
    ("meters", "metres"),
    ("liter", "litre"),
    ("liters", "litres"),
    ("theater", "theatre"),
    ("fiber", "fibre"),
    ("fibers", "fibres"),
];

struct Table {
    whole: HashMap<&'static str, &'static str>,
    /// Stems as they are marked: at the beginning, at the end or anywhere.
    stems: Vec<Stem>,
}

struct Stem {
    from: &'static str,
    to: &'static str,
    before: bool,
    after: bool,
}

impl Stem {
    /// The word with this stem changed; None where it has none, or has it as it should be.
    fn changed(&self, word: &str) -> Option<String> {
        let (from, to) = (self.from, self.to);
        match (self.before, self.after) {
            (false, _) => {
                let rest = word.strip_prefix(from)?;
                (!word.starts_with(to)).then(|| format!("{to}{rest}"))
            }
            (true, false) => {
                let rest = word.strip_suffix(from)?;
                (!word.ends_with(to)).then(|| format!("{rest}{to}"))
            }
            (true, true) => {
                (word.contains(from) && !word.contains(to)).then(|| word.replacen(from, to, 1))
            }
        }
    }
}

static SPELLINGS: LazyLock<Table> = LazyLock::new(|| {
    let rows = TABLE.lines().skip(1).filter_map(|row| row.split_once('\t'));
    let mut whole = HashMap::new();
    let mut stems = Vec::new();
    for (from, to) in rows {
        match from.contains('*') {
            true => stems.push(Stem {
                from: from.trim_matches('*'),
                to: to.trim_matches('*'),
                before: from.starts_with('*'),
                after: from.ends_with('*'),
            }),
            false => drop(whole.insert(from, to)),
        }
    }
    whole.extend(EVERYDAY);
    Table { whole, stems }
});

/// The spelling kept of a word in lower case.
pub fn one_of_two(word: &str) -> String {
    if let Some(to) = SPELLINGS.whole.get(word) {
        return (*to).to_owned();
    }
    let mut word = word.to_owned();
    for stem in &SPELLINGS.stems {
        if let Some(changed) = stem.changed(&word) {
            word = changed;
        }
    }
    for stem in OUR {
        if let Some(at) = word.find(stem) {
            word.insert(at + stem.len() - 1, 'u');
        }
    }
    let ending = ENDINGS.iter().find(|(from, _)| word.ends_with(from));
    if let Some((from, to)) = ending {
        word.truncate(word.len() - from.len());
        word.push_str(to);
    }
    for stem in DOUBLED {
        if let Some((before, after)) = word.split_once(stem)
            && AFTER_DOUBLED.contains(&after)
        {
            return format!("{before}{stem}l{after}");
        }
    }
    word
}
