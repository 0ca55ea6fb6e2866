//! The words numbers are said in.

/// The numbers from one to nineteen.
const UNITS: [&str; 19] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// From twenty on.
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Powers of ten, and how many noughts they have.
const POWERS: [(&str, u32); 13] = [
    ("hundred", 2),
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
    ("quadrillion", 15),
    ("quintillion", 18),
    ("sextillion", 21),
    ("septillion", 24),
    ("octillion", 27),
    ("nonillion", 30),
    ("decillion", 33),
    ("undecillion", 36),
];

/// Ordinals that are no number with an ending.
const IRREGULAR: [(&str, u128, &str); 5] = [
    ("first", 1, "st"),
    ("second", 2, "nd"),
    ("third", 3, "rd"),
    ("fifth", 5, "th"),
    ("twelfth", 12, "th"),
];

/// How a word takes part in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Zero,
    /// From 1 to 19.
    Unit(u128),
    /// From 20 to 90.
    Ten(u128),
    /// A power of ten.
    Power(u32),
}

/// A word of numbers; one with no size only joins them or stands beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    pub size: Option<Size>,
    /// What is written after the figures, which then end: "th" or "s".
    pub ending: &'static str,
}

impl Said {
    /// Whether it may stand after a point.
    pub fn is_digit(&self) -> bool {
        self.ending.is_empty() && !matches!(self.size, None | Some(Size::Power(_)))
    }
}

/// What a word in lower case is in a number; nothing for all others.
pub fn said(word: &str) -> Option<Said> {
    let with = |size, ending| Some(Said { size, ending });
    if let Some(size) = cardinal(word) {
        return with(Some(size), "");
    }
    if let Some((_, unit, ending)) = IRREGULAR.iter().find(|(ordinal, ..)| *ordinal == word) {
        return with(Some(Size::Unit(*unit)), ending);
    }
    if let Some(size) = ordinal(word) {
        return with(Some(size), "th");
    }
    if let Some(size) = plural(word) {
        return with(Some(size), "s");
    }
    let beside = matches!(
        word,
        "and"
            | "double"
            | "triple"
            | "point"
            | "minus"
            | "negative"
            | "plus"
            | "positive"
            | "per"
            | "percent"
    );
    (beside || mark_before(word).is_some()).then_some(Said {
        size: None,
        ending: "",
    })
}

fn cardinal(word: &str) -> Option<Size> {
    if matches!(word, "o" | "oh" | "zero") {
        return Some(Size::Zero);
    }
    let place = |words: &[&str]| words.iter().position(|number| *number == word);
    if let Some(place) = place(&UNITS) {
        return Some(Size::Unit(place as u128 + 1));
    }
    if let Some(place) = place(&TENS) {
        return Some(Size::Ten(place as u128 * 10 + 20));
    }
    let power = POWERS.iter().find(|(power, _)| *power == word);
    power.map(|(_, noughts)| Size::Power(*noughts))
}

/// "Sixth", "twentieth", "hundredth".
fn ordinal(word: &str) -> Option<Size> {
    if let Some(ten) = word.strip_suffix("ieth") {
        return cardinal(&format!("{ten}y"));
    }
    let stem = word.strip_suffix("th")?;
    // "Eighth" has one t; "ninth" is left as it is, as it is elsewhere.
    let size = cardinal(stem).or_else(|| cardinal(&format!("{stem}t")))?;
    let regular = !matches!(
        size,
        Size::Zero | Size::Unit(1 | 2 | 3 | 5 | 12) | Size::Ten(_)
    );
    regular.then_some(size)
}

/// "Sixes", "twenties", "hundreds".
fn plural(word: &str) -> Option<Size> {
    if word == "sixes" {
        return Some(Size::Unit(6));
    }
    if let Some(ten) = word.strip_suffix("ies") {
        return cardinal(&format!("{ten}y"));
    }
    let size = cardinal(word.strip_suffix('s')?)?;
    let regular = !matches!(size, Size::Zero | Size::Unit(1 | 6) | Size::Ten(_));
    regular.then_some(size)
}

/// The currency a word stands for, whose mark is written before the number.
pub fn mark_before(word: &str) -> Option<&'static str> {
    match word {
        "pound" | "pounds" => Some("£"),
        "euro" | "euros" => Some("€"),
        "dollar" | "dollars" => Some("$"),
        "cent" | "cents" => Some("¢"),
        _ => None,
    }
}
