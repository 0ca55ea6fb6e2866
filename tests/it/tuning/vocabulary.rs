//! A text in the tokens that the model itself would write it in.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::sync::LazyLock;

use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::speech::hear::vocabulary::Vocabulary;
use proptest::prelude::*;

use crate::clips::MODEL;
use crate::damage::BEFORE_WORDS;

/// The words of the model that ships, by number.
static WORDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut file = BufReader::new(File::open(MODEL).unwrap());
    file.seek(SeekFrom::Start(BEFORE_WORDS as u64)).unwrap();
    let number = |file: &mut BufReader<File>| {
        let mut bytes = [0; 4];
        file.read_exact(&mut bytes).unwrap();
        u32::from_le_bytes(bytes) as usize
    };
    let count = number(&mut file);
    let word = |_| {
        let mut word = vec![0; number(&mut file)];
        file.read_exact(&mut word).unwrap();
        word
    };
    (0..count).map(word).collect()
});

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let words = WORDS.iter().map(Vec::as_slice);
    Vocabulary::new((0..).zip(words))
});

fn joined(tokens: &[i32]) -> Vec<u8> {
    tokens
        .iter()
        .flat_map(|token| WORDS[*token as usize].clone())
        .collect()
}

/// As OpenAI's own tokeniser gives them: the ranks published with Whisper for its multilingual
/// models, read by tiktoken.
const PUBLISHED: [(&str, &[i32]); 19] = [
    ("", &[]),
    (" ", &[220]),
    ("a  b", &[64, 220, 272]),
    ("  two \n lines\t", &[220, 732, 220, 198, 3876, 197]),
    ("...'s", &[42327, 82]),
    (" brivaracetam", &[33713, 8517, 326, 302, 335]),
    (" Brivaracetam", &[32851, 8517, 326, 302, 335]),
    (" luspatercept", &[287, 22490, 771, 1336]),
    (" sulfasalazine", &[22925, 296, 304, 921, 533]),
    (
        " amlodipine, 5 mg.",
        &[669, 75, 378, 647, 533, 11, 1025, 49566, 13],
    ),
    (
        " hydroxychloroquine, methotrexate, adalimumab.",
        &[
            15435, 12876, 339, 6746, 29826, 533, 11, 1131, 12194, 265, 87, 473, 11, 614, 304, 332,
            449, 455, 13,
        ],
    ),
    (
        "It's Mary's; they'll've 2.5mg/L,  (50%)",
        &[
            3522, 311, 6059, 311, 26, 436, 603, 600, 568, 13, 20, 76, 70, 14, 43, 11, 220, 522,
            2803, 4, 8,
        ],
    ),
    (
        " NHS 999 123 4567",
        &[22693, 1722, 8494, 34466, 6905, 22452],
    ),
    (" 25\u{b5}g", &[3552, 126, 113, 70]),
    (
        " Sj\u{f6}gren's syndrome",
        &[318, 73, 973, 45968, 311, 19371],
    ),
    (
        " M\u{e9}ni\u{e8}re's disease",
        &[376, 3516, 10195, 311, 4752],
    ),
    (
        " na\u{ef}ve caf\u{e9} \u{2013} \u{bd}",
        &[1667, 15487, 303, 25118, 1662, 32653],
    ),
    (" \u{2163} \u{bd} \u{b2}", &[672, 227, 96, 32653, 1815, 110]),
    (" don\u{2019}t", &[500, 913, 247, 83]),
];

#[test]
fn a_text_has_the_tokens_that_whisper_was_taught_with() {
    for (text, tokens) in PUBLISHED {
        assert_eq!(VOCABULARY.tokens(text), tokens, "{text:?}");
    }
}

#[test]
fn every_term_can_be_written() {
    for term in Lexicon::built_in().terms() {
        let text = format!(" {}", term.text);
        assert_eq!(joined(&VOCABULARY.tokens(&text)), text.into_bytes());
    }
}

proptest! {
    #[test]
    fn the_tokens_of_a_text_joined_give_it_back(text in r"[\PC\s]{0,80}") {
        prop_assert_eq!(joined(&VOCABULARY.tokens(&text)), text.into_bytes());
    }
}
