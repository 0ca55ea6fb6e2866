//! Parting the letters of a recording that holds several: what of the draft and of the text each has.
//! No word is lost: what is taken out of one letter is in another.

use std::ops::Range;

use super::draft::{Draft, starts};
use super::lexicon::Lexicon;
use super::{Section, tidy};
use crate::letter::Body;
use crate::record::{Dictation, Part};
use crate::words::Span;

/// What one letter of a recording has of it.
#[derive(Clone, Debug)]
pub struct Share {
    pub part: Part,
    pub draft: Draft,
    pub body: Body,
}

/// The share of each letter of a recording, by its draft, in the order they were spoken; none where
/// it holds one letter only. A letter that nobody has begun gets the draft; one that has been typed
/// in is cut where the next letter's words begin, so that whatever was typed there goes with them.
pub fn shares(dictation: &Dictation, draft: &Draft, body: &Body, lexicon: &Lexicon) -> Vec<Share> {
    let sections = tidy(&draft.words, lexicon).letters();
    let starts = starts(&sections, &draft.words);
    if starts.is_empty() {
        return Vec::new();
    }
    let spans = spans(dictation.span(), &starts);
    let bodies = bodies(body, &sections, &spans);
    let parts = parts(dictation, &spans);
    let drafts = drafts(draft, &sections, &parts);
    let shares = parts.into_iter().zip(drafts).zip(bodies);
    shares
        .map(|((part, draft), body)| Share { part, draft, body })
        .collect()
}

/// The shares of two letters that a person parts at this byte of the text and this moment of the
/// recording, whatever its draft says.
pub fn halves(
    dictation: &Dictation,
    draft: &Draft,
    body: &Body,
    at: usize,
    moment: f64,
) -> [Share; 2] {
    let (whole, text) = (dictation.span(), body.text());
    let (number, of) = dictation
        .part
        .map_or((1, 2), |part| (part.number, part.of + 1));
    // The space or line end that parted the two belongs to neither.
    let before = stretch(text, 0, Some(at));
    let after = text.len() - text[at..].trim_start().len()..text.len();
    let share = |number: u32, span: Span, range: Range<usize>| {
        let part = Part { number, of, span };
        Share {
            part,
            draft: portion(draft, &part),
            body: body.cut(range),
        }
    };
    [
        share(number, Span::new(whole.start, moment), before),
        share(number + 1, Span::new(moment, whole.end), after),
    ]
}

/// What of a draft was said in a part of the recording.
fn portion(draft: &Draft, part: &Part) -> Draft {
    let is_own = |span: Span| part.holds(span);
    let gaps = |gaps: &[Span]| gaps.iter().copied().filter(|gap| is_own(*gap)).collect();
    let within = |start: &&f64| part.span.start < **start && **start < part.span.end;
    Draft {
        model: draft.model.clone(),
        words: (draft.words.iter().filter(|word| is_own(word.span)))
            .cloned()
            .collect(),
        notes: (draft.notes.iter().filter(|note| is_own(note.span)))
            .cloned()
            .collect(),
        missing: gaps(&draft.missing),
        unsupported: gaps(&draft.unsupported),
        starts: draft.starts.iter().filter(within).copied().collect(),
    }
}

/// The stretch of audio each letter has.
fn spans(whole: Span, starts: &[f64]) -> Vec<Span> {
    let from = std::iter::once(whole.start).chain(starts.iter().copied());
    let to = starts.iter().copied().chain([whole.end]);
    from.zip(to).map(|(from, to)| Span::new(from, to)).collect()
}

/// The letters numbered on from the one that is split.
fn parts(dictation: &Dictation, spans: &[Span]) -> Vec<Part> {
    let (number, of) = dictation.part.map_or((1, 1), |part| (part.number, part.of));
    let more = u32::try_from(spans.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let numbered = (number..).zip(spans);
    numbered
        .map(|(number, span)| Part {
            number,
            of: of.saturating_add(more),
            span: *span,
        })
        .collect()
}

/// What of the draft each letter has: its words, notes and gaps.
fn drafts(draft: &Draft, sections: &[Section], parts: &[Part]) -> Vec<Draft> {
    let gaps = |part: &Part, gaps: &[Span]| {
        let own = gaps.iter().copied().filter(|gap| part.holds(*gap));
        own.collect::<Vec<_>>()
    };
    let notes = |part: &Part| {
        let own = draft.notes.iter().filter(|note| part.holds(note.span));
        own.cloned().collect()
    };
    (sections.iter().zip(parts))
        .map(|(section, part)| Draft {
            model: draft.model.clone(),
            words: draft
                .words
                .get(section.words.clone())
                .unwrap_or_default()
                .to_vec(),
            notes: notes(part),
            missing: gaps(part, &draft.missing),
            unsupported: gaps(part, &draft.unsupported),
            starts: Vec::new(),
        })
        .collect()
}

/// The text each letter has: its share of what is there, or the draft where it has none of that.
fn bodies(body: &Body, sections: &[Section], spans: &[Span]) -> Vec<Body> {
    let drafted = sections.iter().map(|section| section.body.clone());
    if body.text().trim().is_empty() {
        return drafted.collect();
    }
    let mut cuts: Vec<Option<usize>> = spans.iter().map(|span| place_of(body, *span)).collect();
    cuts[0] = Some(0);
    let mut furthest = 0;
    for cut in cuts.iter_mut().skip(1) {
        *cut = cut.filter(|at| *at >= furthest);
        furthest = cut.unwrap_or(furthest);
    }
    let after = |at: usize| cuts[at + 1..].iter().flatten().next().copied();
    drafted
        .enumerate()
        .map(|(at, drafted)| match cuts[at] {
            Some(from) => body.cut(stretch(body.text(), from, after(at))),
            None => drafted,
        })
        .collect()
}

/// From here to where the next letter's text begins, or to the end.
fn stretch(text: &str, from: usize, next: Option<usize>) -> Range<usize> {
    match next {
        // The space or line end that parted the two belongs to neither.
        Some(to) => from..text[..to].trim_end().len().max(from),
        None => from..text.len(),
    }
}

/// Where in the text a letter spoken during `span` begins: at its line, or at its first word
/// where something that was said before stands in the same line.
fn place_of(body: &Body, span: Span) -> Option<usize> {
    let first = body.cues().iter().find(|cue| span.holds(cue.span.start))?;
    let at = first.range.start;
    let line = body.text()[..at].rfind('\n').map_or(0, |end| end + 1);
    let is_shared = body
        .cues()
        .iter()
        .any(|cue| (line..at).contains(&cue.range.start));
    Some(if is_shared { at } else { line })
}
