//! Requantising: a model of five-bit numbers is loaded with eight bits each. It grows by four
//! tenths in memory and is heard faster, because whisper.cpp has fast kernels for eight bits and
//! none for five.

use half::f16;

use super::ggml::{F16, F32, FILE_OF_Q5_1, FILE_OF_Q8_0, Q5_1, Q8_0, VERSION_FACTOR};

/// Numbers in a block, of either kind.
const BLOCK: usize = 32;

/// The magic number and eleven sizes, of which the last is the type of the file.
const HEADER: usize = 4 + 11 * 4;

/// Bytes of a block of five-bit numbers: step, least, a fifth bit each, four bits each.
const FIVE_BYTES: usize = 24;

/// A model file with its five-bit tables (q5_1) widened to eight (q8_0); None where it has other
/// numbers or is not laid out as a checked model is.
pub(in crate::speech) fn widened(model: &[u8]) -> Option<Vec<u8>> {
    let mut from = Reader(model);
    let mut into = Vec::with_capacity(model.len() / FIVE_BYTES * 34 + HEADER);
    let header = from.take(HEADER)?;
    let kind = u32::from_le_bytes(header.last_chunk().copied()?);
    if kind % VERSION_FACTOR != FILE_OF_Q5_1 {
        return None;
    }
    into.extend_from_slice(&header[..HEADER - 4]);
    into.extend((kind - FILE_OF_Q5_1 + FILE_OF_Q8_0).to_le_bytes());
    copy_filters_and_words(&mut from, &mut into)?;
    while !from.0.is_empty() {
        widen_table(&mut from, &mut into)?;
    }
    Some(into)
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        let bytes = self.take(4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }
}

fn copy_filters_and_words(from: &mut Reader, into: &mut Vec<u8>) -> Option<()> {
    let whole = from.0;
    let (mels, frequencies) = (from.number()? as usize, from.number()? as usize);
    from.take(mels.checked_mul(frequencies)?.checked_mul(4)?)?;
    for _ in 0..from.number()? {
        let length = from.number()? as usize;
        from.take(length)?;
    }
    into.extend_from_slice(&whole[..whole.len() - from.0.len()]);
    Some(())
}

fn widen_table(from: &mut Reader, into: &mut Vec<u8>) -> Option<()> {
    let (dimensions, name_length, kind) = (from.number()?, from.number()?, from.number()?);
    let mut shape = Vec::new();
    for _ in 0..dimensions {
        shape.push(from.number()?);
    }
    let name = from.take(name_length as usize)?;
    let count = shape
        .iter()
        .try_fold(1_usize, |all, size| all.checked_mul(*size as usize))?;
    let written = if kind == Q5_1 { Q8_0 } else { kind };
    for number in [dimensions, name_length, written].iter().chain(&shape) {
        into.extend(number.to_le_bytes());
    }
    into.extend_from_slice(name);
    match kind {
        Q5_1 => {
            let blocks = from.take((count / BLOCK).checked_mul(FIVE_BYTES)?)?;
            for block in blocks.chunks_exact(FIVE_BYTES) {
                put_eight(&numbers(block)?, into);
            }
        }
        F32 => into.extend_from_slice(from.take(count.checked_mul(4)?)?),
        F16 => into.extend_from_slice(from.take(count.checked_mul(2)?)?),
        _ => return None,
    }
    Some(())
}

/// The numbers of a block of five bits.
fn numbers(block: &[u8]) -> Option<[f32; BLOCK]> {
    let half = |at: usize| {
        let bytes = block.get(at..at + 2)?.try_into().ok()?;
        Some(f16::from_le_bytes(bytes).to_f32())
    };
    let (step, least) = (half(0)?, half(2)?);
    let fifth = u32::from_le_bytes(block.get(4..8)?.try_into().ok()?);
    let low = block.get(8..FIVE_BYTES)?;
    let mut numbers = [0.0; BLOCK];
    for (at, number) in numbers.iter_mut().enumerate() {
        let pair = low[at % (BLOCK / 2)];
        let four = if at < BLOCK / 2 { pair & 15 } else { pair >> 4 };
        let five = u32::from(four) | (((fifth >> at) & 1) << 4);
        *number = five as f32 * step + least;
    }
    Some(numbers)
}

fn put_eight(numbers: &[f32; BLOCK], into: &mut Vec<u8>) {
    const MOST: f32 = 127.0;
    let most = numbers
        .iter()
        .fold(0.0_f32, |most, number| most.max(number.abs()));
    let step = most / MOST;
    into.extend(f16::from_f32(step).to_le_bytes());
    let inverse = if step > 0.0 { 1.0 / step } else { 0.0 };
    // To the nearest, by what `as` cuts off: `round` is a call for each of a model's numbers.
    let nearest = |number: f32| number * inverse + 0.5_f32.copysign(number);
    into.extend_from_slice(&numbers.map(|number| (nearest(number) as i8) as u8));
}
