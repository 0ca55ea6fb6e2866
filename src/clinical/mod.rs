//! The clinical domain: how a dictation becomes the text of a letter, and what in it is to be looked
//! at.
//!
//! A dictation's words are tidied by rule (`tidying`), with the medical dictionary ([`lexicon`]) and
//! what the author's earlier letters taught ([`learning`]); the three together write a [`draft`],
//! which is parted where it holds several letters ([`parting`]) and freed of what was said before and
//! after the letter ([`intro`]); and the [`checks`] tell what a person
//! must see before it is signed.

pub mod checks;
pub mod draft;
pub mod everyday;
pub mod intro;
pub mod learning;
pub mod lexicon;
pub mod parting;
pub mod plain_words;

mod common;
mod tidying;

pub use crate::letter::Note;
pub use tidying::{Section, Start, Tidied, plain, tidy, untidied, words_of};
