//! Arithmetic over what a model expects next: a logit, the natural logarithm of a likelihood up to
//! a constant, for each token of its vocabulary.

/// A token this much less likely than the likeliest is out of the question: all of a vocabulary's
/// together come to less than one in a million.
const REMOTE: f32 = 25.0;

/// The most of any of a vocabulary's measures. They are gone through at each token, so several are
/// compared at a time.
pub(in crate::speech) fn likeliest(logits: &[f32]) -> f32 {
    const AT_ONCE: usize = 16;
    let (rows, rest) = logits.as_chunks::<AT_ONCE>();
    let mut most = [f32::NEG_INFINITY; AT_ONCE];
    for row in rows {
        for (most, logit) in most.iter_mut().zip(row) {
            *most = most.max(*logit);
        }
    }
    most.iter()
        .chain(rest)
        .copied()
        .fold(f32::NEG_INFINITY, f32::max)
}

/// What is taken off each logit to make it a probability's logarithm.
pub(in crate::speech) fn log_sum(logits: &[f32]) -> f32 {
    let most = likeliest(logits);
    if most == f32::NEG_INFINITY {
        return most;
    }
    let within_reach = logits.iter().filter(|logit| **logit > most - REMOTE);
    let sum: f32 = within_reach.map(|logit| (logit - most).exp()).sum();
    most + sum.ln()
}

/// Rules out the text that is not even remotely likely among the text there is. It makes no
/// difference to what is written, but whisper.cpp takes no time over what is ruled out.
pub(in crate::speech) fn rule_out(text: &mut [f32]) {
    let least = likeliest(text) - REMOTE;
    for logit in text {
        if *logit < least {
            *logit = f32::NEG_INFINITY;
        }
    }
}
