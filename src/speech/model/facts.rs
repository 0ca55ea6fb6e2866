//! What is known of a speech model: how good it is and how it wants to be run.

use serde::{Deserialize, Serialize};

/// What is known of a model, from the JSON file of the same name beside it. Other entries of
/// that file are for people and are skipped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// What people call the model; empty where it has only its file's name.
    pub title: String,
    /// For people: what the model is and what it is good for.
    pub about: String,
    /// Checksum of the file in hexadecimal; empty where none is known.
    pub sha256: String,
    pub decode: Decode,
    /// Attention heads that follow the audio, each as its decoder layer and its place in there,
    /// both from 0. Where none are named, those published for an official size are taken.
    pub alignment_heads: Vec<[u32; 2]>,
}

/// How a model wants to be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decode {
    /// How many dictionary terms it is told to expect where it hears a window again; 0 for a model
    /// that this leads astray.
    pub terms: u8,
    /// Whether it helps to lean it towards dictionary terms.
    pub bias: bool,
    /// How many texts are compared where it is unsure of the next token.
    pub readings: u8,
    /// How many seconds of speech it hears at once, on the whole; 24 at most.
    pub window_seconds: u8,
}

impl Default for Facts {
    fn default() -> Self {
        Self {
            title: String::new(),
            about: "A Whisper model this program knows nothing more about".to_owned(),
            sha256: String::new(),
            decode: Decode::default(),
            alignment_heads: Vec::new(),
        }
    }
}

impl Default for Decode {
    fn default() -> Self {
        Self {
            terms: 8,
            bias: false,
            readings: 5,
            window_seconds: 24,
        }
    }
}
