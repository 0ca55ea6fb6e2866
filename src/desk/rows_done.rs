//! What came of something that was done to many rows, in one sentence that names those that were left
//! as they were.

use super::lines::Line;
use crate::problem::Problem;
use crate::record::{Dictation, DictationId};
use crate::store::BatchDone;

/// What was done to rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Changed,
    Removed,
    BroughtBack,
}

/// That it was done, and to which rows it was not.
pub struct RowsDone {
    pub done: Done,
    pub batch: BatchDone,
}

/// How many bad rows are named; of more it is said how many they are.
const NAMED: usize = 3;

impl Done {
    fn words(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::BroughtBack => "brought back",
        }
    }
}

impl RowsDone {
    /// What a person is told; a problem where any was left as it was.
    pub fn told<'a>(
        &self,
        row: impl Fn(DictationId) -> Option<(&'a Dictation, &'a Line)>,
    ) -> Result<String, Problem> {
        let words = self.done.words();
        let told = match self.batch.done {
            0 => format!("No row was {words}"),
            1 => format!("1 row {words}"),
            count => format!("{count} rows {words}"),
        };
        let bad = &self.batch.refused;
        let Some((_, first)) = bad.first() else {
            return Ok(told);
        };
        let named = bad.iter().take(NAMED).map(|(id, why)| {
            let which = row(*id).map_or_else(|| format!("dictation {}", id.0), which);
            format!("{which}: {}", why.what())
        });
        let mut named: Vec<String> = named.collect();
        if bad.len() > NAMED {
            named.push(format!("and {} more", bad.len() - NAMED));
        }
        let what = format!("{told}. Not {words}: {}", named.join("; "));
        Err(Problem::new(what, first.next()))
    }
}

/// A row by what tells it apart on the screen without its patient's name, for it may be kept as text:
/// its hospital number, or its author and length.
fn which((row, line): (&Dictation, &Line)) -> String {
    match line.hospital_number.as_str() {
        "" => format!("dictation {}", row.id.0),
        number => number.to_owned(),
    }
}
