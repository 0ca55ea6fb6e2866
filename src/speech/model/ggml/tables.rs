//! The tables of numbers a Whisper model must have: their names, shapes and types.

use std::collections::BTreeMap;

use super::flaw::{Flaw, ensure};
use super::{
    AUDIO_CONTEXT, F16, F32, FILE_OF_Q5_1, FILE_OF_Q8_0, Header, Q5_1, Q8_0, TEXT_CONTEXT,
    VERSION_FACTOR,
};

/// File type, tensor type, bytes a block, numbers a block.
const TYPES: [(u32, u32, u64, u64); 12] = [
    (0, F32, 4, 1),
    (1, F16, 2, 1),
    (2, 2, 18, 32),
    (3, 3, 20, 32),
    (FILE_OF_Q8_0, Q8_0, 34, 32),
    (8, 6, 22, 32),
    (FILE_OF_Q5_1, Q5_1, 24, 32),
    (10, 10, 84, 256),
    (11, 11, 110, 256),
    (12, 12, 144, 256),
    (13, 13, 176, 256),
    (14, 14, 210, 256),
];

const UNKNOWN_TYPE: &str = "its numbers are stored in a way this program does not know";

/// A tensor the loader will look for.
pub(super) struct Tensor {
    pub shape: [u64; 3],
    pub kind: u32,
}

impl Tensor {
    /// How much of the file it fills.
    pub fn bytes(&self) -> Result<u64, Flaw> {
        let (_, _, block_bytes, block) = TYPES
            .into_iter()
            .find(|(_, kind, ..)| *kind == self.kind)
            .ok_or(Flaw::Content(UNKNOWN_TYPE))?;
        ensure(self.shape[0].is_multiple_of(block), UNKNOWN_TYPE)?;
        Ok(self.shape.iter().product::<u64>() / block * block_bytes)
    }
}

/// The names, shapes and types of all tensors that a model of these sizes has.
pub(super) fn expected(header: &Header) -> Result<BTreeMap<Vec<u8>, Tensor>, Flaw> {
    let file_type = header.file_type % VERSION_FACTOR;
    let (_, weights, ..) = TYPES
        .into_iter()
        .find(|(kind, ..)| *kind == file_type)
        .ok_or(Flaw::Content(UNKNOWN_TYPE))?;
    let convolutions = if weights == F32 { F32 } else { F16 };
    let width = u64::from(header.width);
    let mut all = Expected(BTreeMap::new());

    let audio = [width, u64::from(AUDIO_CONTEXT), 1];
    all.put("encoder.positional_embedding", audio, F32);
    for (index, inputs) in [(1, u64::from(header.mels)), (2, width)] {
        let name = format!("encoder.conv{index}");
        all.put(&format!("{name}.weight"), [3, inputs, width], convolutions);
        all.put(&format!("{name}.bias"), [1, width, 1], F32);
    }
    all.norm("encoder.ln_post", width);
    for layer in 0..header.audio_layers {
        all.block(
            &format!("encoder.blocks.{layer}"),
            &["attn"],
            width,
            weights,
        );
    }

    let text = [width, u64::from(TEXT_CONTEXT), 1];
    all.put("decoder.positional_embedding", text, F32);
    let tokens = [width, u64::from(header.vocabulary), 1];
    all.put("decoder.token_embedding.weight", tokens, weights);
    all.norm("decoder.ln", width);
    for layer in 0..header.text_layers {
        let name = format!("decoder.blocks.{layer}");
        all.block(&name, &["attn", "cross_attn"], width, weights);
    }
    Ok(all.0)
}

/// The tensors as they are gathered.
struct Expected(BTreeMap<Vec<u8>, Tensor>);

impl Expected {
    fn put(&mut self, name: &str, shape: [u64; 3], kind: u32) {
        let tensor = Tensor { shape, kind };
        self.0.insert(name.as_bytes().to_vec(), tensor);
    }

    fn norm(&mut self, name: &str, width: u64) {
        self.put(&format!("{name}.weight"), [width, 1, 1], F32);
        self.put(&format!("{name}.bias"), [width, 1, 1], F32);
    }

    fn linear(&mut self, name: &str, inputs: u64, outputs: u64, weights: u32) {
        self.put(&format!("{name}.weight"), [inputs, outputs, 1], weights);
        self.put(&format!("{name}.bias"), [outputs, 1, 1], F32);
    }

    fn block(&mut self, name: &str, attentions: &[&str], width: u64, weights: u32) {
        self.norm(&format!("{name}.mlp_ln"), width);
        self.linear(&format!("{name}.mlp.0"), width, 4 * width, weights);
        self.linear(&format!("{name}.mlp.2"), 4 * width, width, weights);
        for attention in attentions {
            self.norm(&format!("{name}.{attention}_ln"), width);
            for part in ["query", "value", "out"] {
                self.linear(&format!("{name}.{attention}.{part}"), width, width, weights);
            }
            // Keys have no bias.
            let key = format!("{name}.{attention}.key.weight");
            self.put(&key, [width, width, 1], weights);
        }
    }
}
