//! Blanks: places somebody left to be filled in, which no letter may be signed with.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// "[INSERT: last echo]", "[inaudible 02:14]", "[ ]", "____", "***", "???".
static BLANK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "insert|inaudible|unclear|unsure|query|check|blank|tbc|to follow";
    let bracketed = format!(r"\[\s*(?:{words})\b[^\]\n]{{0,60}}\]?");
    let empty = r"\[[?.\u{2026}_\s]*\]|_{3,}|\*{3,}|\?{2,}";
    Regex::new(&format!("(?i){bracketed}|{empty}")).ok()
});

/// Where a text has blanks, in bytes.
pub fn blanks(text: &str) -> impl Iterator<Item = Range<usize>> {
    BLANK
        .iter()
        .flat_map(move |blank| blank.find_iter(text))
        .map(|found| found.range())
}
