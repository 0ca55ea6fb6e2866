//! What goes around a letter, as Word documents: an envelope, labels, and a sheet whose address shows
//! in the window of an envelope.

use docx_rs::{
    Docx, HeightRule, LineSpacing, LineSpacingType, PageMargin, PageOrientationType, Paragraph,
    Table, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};
use jiff::Timestamp;

use super::parts::Properties;
use super::{PAGE, cell, packed, run};
use crate::letter::papers::Letterhead;
use crate::problem::Outcome;

/// How many labels of 63.5 by 38.1 mm a sheet holds, in three columns.
pub const LABELS_ON_A_SHEET: usize = 21;

/// A millimetre in twentieths of a point.
const MM: f32 = 56.693;
/// Half points.
const USUAL: usize = 24;
const SMALL: usize = 18;
/// An address of more lines than these is set small, or it would not fit.
const ROOM: usize = 7;
/// Letters of an address that one line of the window holds.
const WIDEST: usize = 42;

/// An envelope's size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Envelope {
    Dl,
    C5,
}

impl Envelope {
    /// Width and height, and where the address begins from the left and the top, in millimetres.
    fn measures(self) -> [f32; 4] {
        match self {
            Self::Dl => [220.0, 110.0, 95.0, 42.0],
            Self::C5 => [229.0, 162.0, 100.0, 70.0],
        }
    }
}

/// Somebody's name and the lines of where they are, with the letter it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    pub letter: i64,
    pub version: u32,
    /// The name first, the postcode last.
    pub lines: Vec<String>,
}

/// An envelope for this cover.
///
/// # Errors
/// When it cannot be made into a document.
pub fn envelope(size: Envelope, cover: &Cover) -> Outcome<Vec<u8>> {
    let [width, height, left, top] = size.measures();
    let mut docx = Docx::new()
        .page_size(twips(width) as u32, twips(height) as u32)
        .page_orient(PageOrientationType::Landscape)
        .page_margin(margins(left, top - 8.0));
    let private = run("Private and confidential").bold().size(SMALL);
    docx = docx.add_paragraph(line().add_run(private).line_spacing(spaced_after()));
    done(
        address(cover).into_iter().fold(docx, Docx::add_paragraph),
        cover,
    )
}

/// A sheet with nothing but an address where the window of an envelope is: it goes in front of a
/// letter that is addressed to somebody else.
///
/// # Errors
/// When it cannot be made into a document.
pub fn address_sheet(cover: &Cover) -> Outcome<Vec<u8>> {
    let docx = Docx::new()
        .page_size(PAGE.0, PAGE.1)
        // A long name is broken where the window ends.
        .page_margin(margins(22.0, 44.0).right(twips(100.0) as i32));
    done(
        address(cover).into_iter().fold(docx, Docx::add_paragraph),
        cover,
    )
}

/// Whether an address of these lines, in a letter with this letterhead, shows in the window whole.
pub fn shows_in_window(letterhead: &Letterhead, lines: &[String]) -> bool {
    // Millimetres of the styles' lines, measured as they are set.
    let head = 12.5 + 4.1 * letterhead.lines.len() as f32;
    let pushed = (head - 26.0).max(0.0);
    let set = lines
        .iter()
        .map(|line| line.chars().count().div_ceil(WIDEST).max(1));
    let high = 4.55 * set.sum::<usize>() as f32;
    pushed + high <= 33.0
}

/// Labels on sheets of three by seven, the first of them left out up to `start`, counted from 1.
///
/// # Errors
/// When they cannot be made into a document.
pub fn labels(covers: &[Cover], start: usize) -> Outcome<Vec<u8>> {
    let blank = start.clamp(1, LABELS_ON_A_SHEET) - 1;
    let none = std::iter::repeat_n(None, blank);
    let all: Vec<Option<&Cover>> = none.chain(covers.iter().map(Some)).collect();
    let (label, gap) = (twips(63.5), twips(2.54));
    let grid = vec![label, gap, label, gap, label];
    let rows = all.chunks(3).map(|three| {
        let places = (0..5).map(|place| {
            let cover = (place % 2 == 0).then(|| three.get(place / 2).copied().flatten());
            let width = if place % 2 == 0 { label } else { gap };
            cell(on_label(cover.flatten()))
                .width(width, WidthType::Dxa)
                .vertical_align(VAlignType::Center)
        });
        TableRow::new(places.collect())
            .cant_split()
            .row_height(38.1 * MM)
            .height_rule(HeightRule::Exact)
    });
    let table = Table::without_borders(rows.collect())
        .set_grid(grid.clone())
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
        .width(grid.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed);
    let margin = margins(7.2, 15.15).right(0).bottom(twips(10.0) as i32);
    let last = Paragraph::new().line_spacing(hair()).size(2);
    let docx = Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margin)
        .add_table(table)
        .add_paragraph(last);
    let none = Cover {
        letter: 0,
        version: 1,
        lines: Vec::new(),
    };
    done(docx, covers.first().unwrap_or(&none))
}

fn on_label(cover: Option<&Cover>) -> Vec<Paragraph> {
    let lines = cover.map(address).unwrap_or_default();
    if lines.is_empty() {
        return vec![Paragraph::new().line_spacing(hair())];
    }
    let inset = |line: Paragraph| line.indent(Some(twips(4.0) as i32), None, None, None);
    lines.into_iter().map(inset).collect()
}

fn address(cover: &Cover) -> Vec<Paragraph> {
    let size = if cover.lines.len() > ROOM {
        SMALL
    } else {
        USUAL - 2
    };
    let lines = cover.lines.iter();
    lines
        .map(|text| line().add_run(run(text).size(size)))
        .collect()
}

/// A line that takes no more room than its letters need.
fn line() -> Paragraph {
    Paragraph::new().line_spacing(LineSpacing::new().before(0).after(0))
}

fn spaced_after() -> LineSpacing {
    LineSpacing::new().before(0).after(twips(4.0) as u32)
}

/// A paragraph that has to be there and must not be seen.
fn hair() -> LineSpacing {
    let least = LineSpacing::new().before(0).after(0).line(20);
    least.line_rule(LineSpacingType::Exact)
}

fn margins(left: f32, top: f32) -> PageMargin {
    PageMargin::new()
        .left(twips(left) as i32)
        .top(twips(top) as i32)
        .right(twips(10.0) as i32)
        .bottom(twips(5.0) as i32)
        .header(0)
        .footer(0)
}

fn twips(mm: f32) -> usize {
    (mm * MM).round() as usize
}

fn done(docx: Docx, cover: &Cover) -> Outcome<Vec<u8>> {
    let properties = Properties {
        letter_id: cover.letter,
        version: cover.version,
        dictation_id: 0,
        status: "cover",
        made_at: Timestamp::UNIX_EPOCH,
    };
    let mut docx = docx;
    docx.document_rels.has_numberings = true;
    packed(docx, &properties, 0, |_| ())
}
