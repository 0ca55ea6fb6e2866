//! Finding text in a letter's body.

use std::ops::Range;

use regex::RegexBuilder;

use super::Body;

impl Body {
    /// Where `needle` stands in the text, in bytes, in order and never overlapping; capitals and
    /// small letters count as the same. Nothing for an empty needle.
    pub fn find(&self, needle: &str) -> Vec<Range<usize>> {
        if needle.is_empty() {
            return Vec::new();
        }
        // Only a needle of absurd length fails to compile, and that is in no letter.
        RegexBuilder::new(&regex::escape(needle))
            .case_insensitive(true)
            .build()
            .map(|pattern| {
                let found = pattern.find_iter(self.text());
                found.map(|hit| hit.range()).collect()
            })
            .unwrap_or_default()
    }
}
