//! A signed letter as a Word document.

mod covers;
mod large;
mod logo;
mod parts;
mod watermark;

use std::io::Cursor;

use docx_rs::{
    BreakType, Docx, Footer, Header, HeightRule, IndentLevel, NumPages, NumberingId, PageMargin,
    PageNum, Paragraph, Run, Table, TableCell, TableCellMargins, TableLayoutType, TableRow,
    WidthType, XMLDocx,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::approval::Approval;
use super::page::{self, Line, LineKind};
use super::papers::Papers;
use super::sign::SignedLetter;
use crate::problem::{Outcome, Problem};
use parts::Properties;

pub use covers::{
    Cover, Envelope, LABELS_ON_A_SHEET, address_sheet, envelope, labels, shows_in_window,
};
pub use large::large_print;

/// A4, in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
const SIDE_MARGIN: i32 = 1_247;
/// The addressee's column and the references' beside it; together the width between the margins.
const COLUMNS: [usize; 2] = [5_180, 4_232];
/// At least so high is the letterhead, and the addressee below it, in twentieths of a point: 44 mm
/// down from the page's edge begins what the window of an envelope shows, which ends at 77 mm.
const HEAD: f32 = 1_474.0;
const WINDOW: f32 = 1_871.0;

/// The signed letter as DOCX bytes; the same letter always gives the same bytes.
///
/// # Errors
/// When the letterhead's logo cannot be used.
pub fn document(letter: &SignedLetter) -> Outcome<Vec<u8>> {
    render(letter.papers(), letter.approvals())
}

/// A proof of a letter that has not been signed: every page says so, and nobody approves it.
///
/// # Errors
/// As for [`document`].
pub fn proof(papers: &Papers) -> Outcome<Vec<u8>> {
    render(papers, &[])
}

fn render(papers: &Papers, approvals: &[Approval]) -> Outcome<Vec<u8>> {
    let lines = page::lines(papers, approvals);
    let mut paper = Paper::blank(papers, approvals.is_empty());
    paper.logo = papers
        .letterhead
        .logo
        .as_deref()
        .map(logo::run)
        .transpose()?;
    paper.set_lines(&lines);
    let midnight = papers
        .typed
        .and_then(|typed| typed.to_zoned_datetime(TimeZone::UTC).ok());
    let properties = Properties {
        letter_id: papers.letter_id.0,
        version: papers.version,
        dictation_id: papers.dictation_id.0,
        status: match approvals.is_empty() {
            true => "proof",
            false => "signed",
        },
        made_at: approvals
            .last()
            .map(|approval| approval.at)
            .or(midnight.map(|at| at.timestamp()))
            .unwrap_or(Timestamp::UNIX_EPOCH),
    };
    paper.packed(&properties)
}

/// A document being set, line after line.
struct Paper {
    docx: Docx,
    /// Hung on the letterhead; it stands in the page's corner wherever that is.
    logo: Option<Run>,
    numbered_runs: usize,
}

impl Paper {
    fn blank(papers: &Papers, proof: bool) -> Self {
        let margin = PageMargin::new()
            .top(1_020)
            .bottom(1_020)
            .left(SIDE_MARGIN)
            .right(SIDE_MARGIN)
            .header(567)
            .footer(510);
        let mut docx = Docx::new()
            .page_size(PAGE.0, PAGE.1)
            .page_margin(margin)
            .footer(footer(papers));
        if proof {
            let mark = paragraph("ProofMark", watermark::WORDS);
            docx = docx.header(Header::new().add_paragraph(mark));
        }
        // The numbering part is always written, because the list styles name its lists.
        docx.document_rels.has_numberings = true;
        Self {
            docx,
            logo: None,
            numbered_runs: 0,
        }
    }

    fn set(&mut self, paragraph: Paragraph) {
        let docx = std::mem::take(&mut self.docx);
        self.docx = docx.add_paragraph(paragraph);
    }

    fn set_lines(&mut self, lines: &[Line]) {
        self.set_top(lines);
        let closing = lines.iter().position(|line| line.kind == LineKind::Closing);
        for (index, line) in lines.iter().enumerate() {
            if !stands_at_the_top(line.kind) {
                let paragraph = self.paragraph_of(line);
                self.set(paragraph.keep_next(Some(index + 1) == closing));
            }
        }
    }

    /// The letterhead, and below it the addressee with the references beside. The rows are no lower
    /// than what puts the addressee where the window of an envelope is, whatever the letterhead.
    fn set_top(&mut self, lines: &[Line]) {
        let column = |is_in: &dyn Fn(LineKind) -> bool| -> Vec<Paragraph> {
            let lines = lines.iter().filter(|line| is_in(line.kind));
            lines
                .map(|line| paragraph(style(line.kind), &line.text))
                .collect()
        };
        let mut head = column(&is_letterhead);
        if head.is_empty() {
            head.push(paragraph(style(LineKind::Letterhead), ""));
        }
        if let (Some(logo), Some(first)) = (self.logo.take(), head.first_mut()) {
            *first = std::mem::take(first).add_run(logo);
        }
        let cells = [LineKind::Addressee, LineKind::Reference].map(|part| {
            let mut column = column(&|kind| kind == part);
            // A cell is never empty: Word refuses those.
            if column.is_empty() {
                column.push(paragraph(style(part), ""));
            }
            cell(column)
        });
        let cells = cells.into_iter().zip(COLUMNS);
        let cells = cells.map(|(cell, width)| cell.width(width, WidthType::Dxa));
        let width = COLUMNS.iter().sum();
        let head = cell(head).grid_span(2).width(width, WidthType::Dxa);
        let row = |cells, height| {
            let row = TableRow::new(cells).cant_split().row_height(height);
            row.height_rule(HeightRule::AtLeast)
        };
        let rows = vec![row(vec![head], HEAD), row(cells.collect(), WINDOW)];
        let table = Table::without_borders(rows)
            .set_grid(COLUMNS.to_vec())
            .margins(TableCellMargins::new().margin(0, 200, 0, 0))
            .width(width, WidthType::Dxa)
            .layout(TableLayoutType::Fixed);
        let docx = std::mem::take(&mut self.docx);
        self.docx = docx.add_table(table);
    }

    fn paragraph_of(&mut self, line: &Line) -> Paragraph {
        let list = match line.kind {
            LineKind::Numbered(number) => {
                self.numbered_runs += usize::from(number == 1);
                Some(parts::NUMBERS + self.numbered_runs)
            }
            LineKind::Bulleted => Some(parts::BULLETS),
            _ => None,
        };
        let paragraph = paragraph(style(line.kind), &line.text);
        match list {
            Some(list) => paragraph.numbering(NumberingId::new(list), IndentLevel::new(0)),
            None => paragraph,
        }
    }

    fn packed(self, properties: &Properties) -> Outcome<Vec<u8>> {
        packed(self.docx, properties, self.numbered_runs, |package| {
            if properties.status == "proof" {
                watermark::hang(package);
            }
        })
    }
}

/// The document's bytes, once `finish` has been over its parts.
fn packed(
    docx: Docx,
    properties: &Properties,
    numbered_runs: usize,
    finish: impl FnOnce(&mut XMLDocx),
) -> Outcome<Vec<u8>> {
    let mut package = docx.build();
    parts::replace(&mut package, properties, numbered_runs);
    finish(&mut package);
    let mut bytes = Cursor::new(Vec::new());
    package.pack(&mut bytes).map_err(|error| {
        Problem::new(
            "The letter could not be made into a Word document",
            "Nothing was filed; try again",
        )
        .because(error)
    })?;
    Ok(bytes.into_inner())
}

fn cell(paragraphs: Vec<Paragraph>) -> TableCell {
    let cell = TableCell::new();
    paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
}

fn is_letterhead(part: LineKind) -> bool {
    use LineKind as L;
    matches!(
        part,
        L::LetterheadName | L::LetterheadDepartment | L::Letterhead
    )
}

fn stands_at_the_top(part: LineKind) -> bool {
    is_letterhead(part) || matches!(part, LineKind::Addressee | LineKind::Reference)
}

/// The name of a part's style, as the styles part spells it.
fn style(part: LineKind) -> &'static str {
    match part {
        LineKind::LetterheadName => "LetterheadName",
        LineKind::LetterheadDepartment => "LetterheadDepartment",
        LineKind::Letterhead => "Letterhead",
        LineKind::Addressee => "Addressee",
        LineKind::Reference => "Reference",
        LineKind::Salutation => "Salutation",
        LineKind::Identity => "Identity",
        LineKind::Follows => "Follows",
        LineKind::Heading => "Heading1",
        LineKind::Paragraph => "Normal",
        LineKind::Numbered(_) => "ListNumber",
        LineKind::Bulleted => "ListBullet",
        LineKind::Closing => "Closing",
        LineKind::SignatureName => "SignatureName",
        LineKind::Signature => "Signature",
        LineKind::Approval => "Approval",
        LineKind::Distribution => "Distribution",
    }
}

fn paragraph(style: &str, text: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(run(text))
}

/// Text as one run. Characters that XML cannot carry become spaces: a single one, pasted from
/// elsewhere, would make a document that Word will not open.
fn run(text: &str) -> Run {
    let unsound = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    let mut run = Run::new();
    for (line, text) in text.split('\n').enumerate() {
        if line > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        for (column, text) in text.split('\t').enumerate() {
            if column > 0 {
                run = run.add_tab();
            }
            if !text.is_empty() {
                run = run.add_text(text.replace(unsound, " "));
            }
        }
    }
    run
}

/// Whose letter it is and which page this is, at the foot of every page.
fn footer(papers: &Papers) -> Footer {
    let whose = papers.patient.as_ref().map(page::identifier);
    let whose = whose.unwrap_or_else(|| "No patient chosen".to_owned());
    let line = paragraph("Footer", &format!("{whose}\tPage "))
        .add_page_num(PageNum::new())
        .add_run(run(" of "))
        .add_num_pages(NumPages::new());
    Footer::new().add_paragraph(line)
}
