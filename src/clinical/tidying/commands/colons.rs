//! "Colon", which is a mark or the bowel.

use crate::clinical::tidying::figures::numbers::is_numberish;
use crate::clinical::tidying::punctuation::FUNCTION_WORDS;
use crate::clinical::tidying::rules::{Rewrite, View};
use crate::clinical::tidying::tokens::{Kind, Token, is_title};

/// What a colon follows wherever it stands.
const LEADS: &[&str] = &[
    "diagnosis",
    "diagnoses",
    "medication",
    "medications",
    "allergies",
    "allergy",
    "plan",
    "impression",
    "history",
    "examination",
    "investigations",
    "investigation",
    "results",
    "problems",
    "problem",
    "management",
    "findings",
    "follow-up",
    "follows",
    "following",
    "re",
    "cc",
    "including",
    "namely",
    "indication",
    "procedure",
    "procedures",
    "summary",
    "recommendations",
    "recommendation",
    "actions",
    "conclusion",
    "opinion",
    "observations",
    "date",
    "clinic",
    "complaint",
    "outcome",
    "treatment",
    "operation",
    "weight",
    "height",
    "number",
    "birth",
    "address",
    "drugs",
    "comment",
    "assessment",
    "reason",
    "admission",
    "discharge",
    "background",
    "questions",
    "options",
    "dictated",
    "typed",
    "telephone",
    "consultant",
    "bloods",
    "seen",
    "born",
    "hospital",
    "speciality",
    "specialty",
    "ref",
    "reference",
    "fax",
    "email",
    "ward",
    "occupation",
    "smoking",
    "alcohol",
    "copies",
    "enclosures",
    "signed",
    "reviewed",
    "diagnosed",
    "referred",
];

/// What follows the bowel.
const ORGAN: &[&str] = &[
    "cancer",
    "cancers",
    "carcinoma",
    "polyp",
    "polyps",
    "was",
    "is",
    "were",
    "resection",
    "showed",
    "appeared",
    "tumour",
    "tumor",
    "adenocarcinoma",
    "screening",
    "biopsy",
    "biopsies",
    "and",
    "or",
    "wall",
    "surgery",
    "capsule",
    "had",
    "has",
    "looked",
    "with",
    "transit",
    "mucosa",
    "perforation",
    "obstruction",
    "ischaemia",
    "to",
    "from",
    "at",
    "in",
    "mass",
    "lesion",
    "anastomosis",
    "lining",
    "cleansing",
    "prep",
    "preparation",
    "disease",
    "did",
    "does",
    "appears",
    "contains",
    "can",
    "may",
    "will",
    "should",
    "which",
    "that",
    "for",
    "of",
    "cleansed",
    "problems",
    "trouble",
    "segment",
];

/// What names a part of the bowel, or the bowel in its state; a scan of the colon is one too.
const BOWEL: &[&str] = &[
    "ascending",
    "barium",
    "ct",
    "defunctioned",
    "descending",
    "dilated",
    "distal",
    "entire",
    "hepatic",
    "irritable",
    "large",
    "left",
    "loaded",
    "lower",
    "mid",
    "native",
    "normal",
    "pelvic",
    "proximal",
    "redundant",
    "remaining",
    "right",
    "sigmoid",
    "spastic",
    "splenic",
    "total",
    "transverse",
    "upper",
    "virtual",
    "whole",
];

/// What a sentence has and the name of a heading has not.
const VERBS: &[&str] = &[
    "am", "are", "be", "been", "can", "did", "do", "does", "had", "has", "have", "may", "might",
    "must", "shall", "should", "will", "would", "my", "our", "your", "all", "any", "some", "i",
    "you",
];

/// As many words as a heading before a colon has at most.
const LONGEST: usize = 3;

/// Whether the word is a title, or the last of one, by itself.
pub(super) fn is_title_word(word: &str) -> bool {
    LEADS.contains(&word)
}

/// "diagnosis colon", "chest X-ray colon clear": the mark where a list or what a line is about goes
/// before; elsewhere the organ.
pub(super) fn colon(view: &View) -> Option<Rewrite> {
    if view.word(0)? != "colon" {
        return None;
    }
    let lead = view
        .before
        .iter()
        .rev()
        .find(|token| !token.is_point())
        .filter(|token| token.is_word())?;
    let organ = !matches!(lead.lower.as_str(), "follows" | "following")
        && view.word(1).is_some_and(|word| ORGAN.contains(&word));
    let named = LEADS.contains(&lead.lower.as_str()) || is_heading(view);
    (named && !organ).then(|| view.write_token(1, Kind::Mark { spoken: true }, ":"))?
}

/// Whether the sentence so far is what a line may be about: a few words that say nothing of
/// anybody, and no part of the bowel.
fn is_heading(view: &View) -> bool {
    let so_far: Vec<&Token> = view
        .before
        .iter()
        .rev()
        .take_while(|token| !token.ends_sentence())
        .take(LONGEST + 1)
        .collect();
    let is_name = |token: &&Token| {
        let word = token.lower.as_str();
        token.is_word()
            && !FUNCTION_WORDS.contains(&word)
            && !VERBS.contains(&word)
            && !BOWEL.contains(&word)
            && !is_title(word)
            && !is_numberish(word)
            && !word.contains(|c: char| c.is_ascii_digit())
    };
    let followed = view
        .ahead
        .get(1)
        .is_some_and(|next| next.is_word() || next.is_point());
    let fits = (1..=LONGEST).contains(&so_far.len());
    fits && followed && so_far.iter().all(is_name)
}
