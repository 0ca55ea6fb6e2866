//! Splitting: each letter of a recording that holds several becomes an entry of the worklist, with
//! its own text, notes and patient. No word is lost: what is taken out of one letter is in another.

use std::ops::Range;

use crate::clinical::draft::{Draft, starts};
use crate::clinical::lexicon::Lexicon;
use crate::clinical::{self, Section};
use crate::letter::history::Entry;
use crate::letter::{Body, Edit, Letter, Manuscript};
use crate::problem::{Outcome, Problem};
use crate::record::{Dictation, DictationId, Part, Status};
use crate::store::{Further, Split, Store};
use crate::words::Span;

use super::worklist::Snapshot;

/// What a split leaves of the dictation that was split.
#[derive(Debug)]
pub struct Parted {
    pub part: Part,
    pub draft: Draft,
    pub entry: Entry,
    /// Entries that the worklist has more now.
    pub further: usize,
}

/// The status of a dictation once there is a draft: typing is not undone by one.
pub(super) fn drafted(status: Status) -> Status {
    match status {
        Status::Waiting => Status::DraftReady,
        status => status,
    }
}

/// Parts the letters of a recording by its draft. A letter that nobody has begun gets the draft;
/// one that has been typed in is cut where the next letter's words begin, so that whatever was
/// typed there goes with them.
///
/// # Errors
/// When the draft holds one letter only, or the record refuses; nothing has changed then.
pub(super) fn split(
    store: &mut Store,
    id: DictationId,
    people: &Snapshot,
    lexicon: &Lexicon,
) -> Outcome<Parted> {
    let dictation = store.dictation(id)?;
    let draft = store.draft(id)?.unwrap_or_default();
    let sections = clinical::tidy(&draft.words, lexicon).letters();
    let starts = starts(&sections, &draft.words);
    let Some(letter) = store.letter_for(id)?.filter(|_| !starts.is_empty()) else {
        return Err(Problem::new(
            "The draft of this recording holds one letter only",
            "Nothing needs to be done; draft it again if you hear another one begin",
        ));
    };
    let mut manuscript = Manuscript::replay(letter.start, letter.entries)?;
    let spans = spans(dictation.span(), &starts);
    let bodies = bodies(manuscript.letter().body(), &sections, &spans);
    let parts = parts(&dictation, &spans);
    let drafts = drafts(&draft, &sections, &parts);
    let mut letters = parts.into_iter().zip(drafts).zip(bodies);
    let Some(((part, draft), body)) = letters.next() else {
        return Err(Problem::new("There is no letter here", "Draft it again"));
    };
    let entry = put(&mut manuscript, &body)?;
    let further = letters
        .map(|((part, draft), body)| {
            further(&dictation, part, draft, &body, people, manuscript.letter())
        })
        .collect::<Outcome<Vec<_>>>()?;
    let split = Split {
        status: drafted(dictation.status),
        dictation,
        letter: letter.id,
        part,
        draft,
        entry,
        further,
    };
    store.split_dictation(&split)?;
    Ok(Parted {
        part: split.part,
        draft: split.draft,
        entry: split.entry,
        further: split.further.len(),
    })
}

/// The further letter as an entry of its own: nobody knows yet whom it is about.
fn further(
    of: &Dictation,
    part: Part,
    draft: Draft,
    body: &Body,
    people: &Snapshot,
    whole: &Letter,
) -> Outcome<Further> {
    let of_nobody = Dictation {
        patient: None,
        ..of.clone()
    };
    let start = people.first_letter(&of_nobody);
    let start = start.settled_as(whole, |span| part.holds(span));
    let entry = put(&mut Manuscript::new(start.clone()), body)?;
    Ok(Further {
        part,
        draft,
        start,
        entry,
    })
}

fn put(manuscript: &mut Manuscript, body: &Body) -> Outcome<Entry> {
    let edit = Edit::Body(manuscript.letter().body().replace_with(body));
    manuscript.apply(edit, 0.0)
}

/// The stretch of audio each letter has.
fn spans(whole: Span, starts: &[f64]) -> Vec<Span> {
    let from = std::iter::once(whole.start).chain(starts.iter().copied());
    let to = starts.iter().copied().chain([whole.end]);
    from.zip(to).map(|(from, to)| Span::new(from, to)).collect()
}

/// The letters numbered on from the one that is split.
fn parts(dictation: &Dictation, spans: &[Span]) -> Vec<Part> {
    let whole = (dictation.id, 1, 1);
    let (first, number, of) = dictation
        .part
        .map_or(whole, |part| (part.first, part.number, part.of));
    let more = u32::try_from(spans.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let numbered = (number..).zip(spans);
    numbered
        .map(|(number, span)| Part {
            first,
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
