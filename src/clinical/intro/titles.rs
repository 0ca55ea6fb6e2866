//! The titles by which people are called in letters.

/// By these one speaks of somebody who writes letters.
const OF_AUTHORS: &[&str] = &[
    "dr",
    "doctor",
    "prof",
    "professor",
    "sister",
    "matron",
    "nurse",
];

/// By these one speaks of anybody, and a surgeon too.
const OF_ANYBODY: &[&str] = &[
    "mr", "mister", "mrs", "miss", "ms", "master", "mx", "lady", "sir", "dame", "reverend", "rev",
];

/// Whether a word is a title.
pub(super) fn is_title(word: &str) -> bool {
    OF_AUTHORS.contains(&word) || OF_ANYBODY.contains(&word)
}

/// Whether a title is one of those who write letters, more often than of those they write about.
pub(super) fn is_author(title: &str) -> bool {
    OF_AUTHORS.contains(&title)
}
