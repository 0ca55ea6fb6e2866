//! From a text to its rows of cells, each with the line it begins on.

use csv::{ReaderBuilder, StringRecord};

use super::headings::Field;
use crate::problem::{Outcome, Problem};

/// What stands between cells, the likeliest first.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// A row no file has, by which one sees that the last one has ended.
const END: &str = "\u{1}end\u{1}";

/// How far down the headings may stand, in rows: some systems put a title above them.
const TITLES: usize = 40;

/// A row as it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The line it begins on, counted from 1.
    pub line: usize,
    pub cells: Vec<String>,
}

impl Row {
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }

    /// The cells in which something stands.
    pub fn filled(&self) -> impl Iterator<Item = &str> {
        let cells = self.cells.iter().map(String::as_str);
        cells.filter(|cell| !cell.is_empty())
    }
}

/// All rows in which something stands, with what parts their cells found out, and which of them has
/// the headings.
///
/// # Errors
/// When a quotation mark is never closed.
pub fn rows(text: &str) -> Outcome<(Vec<Row>, usize)> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (text, said) = without_separator_line(&text);
    let separators = match said {
        Some(separator) => vec![separator],
        None => SEPARATORS.to_vec(),
    };
    let mut best: Option<(usize, usize, Vec<Row>)> = None;
    let mut stopped = None;
    for separator in separators {
        let rows = match parted(&text, separator) {
            Ok(rows) => rows,
            Err(problem) => {
                stopped.get_or_insert(problem);
                continue;
            }
        };
        let (at, known) = headings(&rows);
        if best.as_ref().is_none_or(|(_, most, _)| known > *most) {
            best = Some((at, known, rows));
        }
    }
    match (best, stopped) {
        // With another separator nothing may be quoted, and nothing understood either.
        (Some((_, 0, _)), Some(problem)) | (None, Some(problem)) => Err(problem),
        (Some((at, _, rows)), _) => Ok((rows, at)),
        (None, None) => Ok((Vec::new(), 0)),
    }
}

/// The row that names most columns that are known, and how many; where none does, the first with
/// several cells.
fn headings(rows: &[Row]) -> (usize, usize) {
    let known = |row: &Row| {
        let mut fields: Vec<Field> = row.filled().filter_map(Field::of_heading).collect();
        fields.sort_unstable();
        fields.dedup();
        fields.len()
    };
    let rated = rows.iter().take(TITLES).map(known).enumerate();
    let best = rated.max_by_key(|(at, known)| (*known, std::cmp::Reverse(*at)));
    match best {
        Some((at, known)) if known > 1 => (at, known),
        _ => {
            let wide = rows.iter().position(|row| row.filled().count() > 1);
            (wide.unwrap_or(0), 0)
        }
    }
}

/// The text without a first line "sep=;", and what that says; lines are counted with it.
fn without_separator_line(text: &str) -> (String, Option<char>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let bare = first.trim_matches(|c| c == '"' || c == ' ');
    let lower = bare.to_ascii_lowercase();
    let Some(said) = lower.strip_prefix("sep=") else {
        return (text.to_owned(), None);
    };
    let separator = said.chars().next().filter(char::is_ascii);
    (format!("\n{rest}"), separator)
}

fn parted(text: &str, separator: char) -> Outcome<Vec<Row>> {
    let ended = format!("{text}\n{END}\n");
    let mut reader = ReaderBuilder::new()
        .delimiter(u8::try_from(separator).unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .from_reader(ended.as_bytes());
    let mut lines = Lines::of(&ended);
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    let mut is_ended = false;
    while reader.read_record(&mut record).unwrap_or(false) {
        let from = record.position().map_or(0, csv::Position::byte);
        let line = lines.at(usize::try_from(from).unwrap_or(0));
        is_ended = record.len() == 1 && record.get(0) == Some(END);
        if !is_ended {
            let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
            rows.push(Row { line, cells });
        }
    }
    if !is_ended {
        let line = rows.last().map_or(1, |row: &Row| row.line);
        return Err(Problem::new(
            format!("Line {line}: a quotation mark is opened there and never closed"),
            "Close it or take it away; no patient has been added or changed",
        ));
    }
    rows.retain(|row| row.filled().next().is_some());
    Ok(rows)
}

/// Counts lines as one goes on through a text.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// The line of the first thing that stands at or after a place.
    fn at(&mut self, place: usize) -> usize {
        while let Some(byte) = self.text.get(self.at)
            && (self.at < place || *byte == b'\n')
        {
            self.line += usize::from(*byte == b'\n');
            self.at += 1;
        }
        self.line
    }
}
