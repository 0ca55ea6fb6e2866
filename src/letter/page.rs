//! What stands on a letter's paper, line by line in reading order, whatever it is rendered as.

use super::approval::{Approval, Manner};
use super::papers::Papers;
use jiff::civil::Date;

use super::{BlockKind, Field, dates};
use crate::record::{Author, Patient};

/// What a line of the page is; it chooses the look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    LetterheadName,
    LetterheadDepartment,
    Letterhead,
    Addressee,
    /// A label and its value, a tab between.
    Reference,
    Salutation,
    /// Who the letter is about: "Re:", a tab, and what identifies them, broken into lines.
    Identity,
    /// Which earlier letter it replaces or adds to.
    Follows,
    Heading,
    Paragraph,
    /// The number it carries within its run.
    Numbered(usize),
    Bulleted,
    Closing,
    SignatureName,
    Signature,
    Approval,
    /// Enclosures or copies: a label, a tab, and the items, one a line.
    Distribution,
}

/// One line of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub kind: LineKind,
    pub text: String,
}

/// The page of these papers; approval lines stand only under a signed letter.
pub(super) fn lines(papers: &Papers, approvals: &[Approval]) -> Vec<Line> {
    let mut page = Page::default();
    page.letterhead(papers);
    page.each_line(LineKind::Addressee, papers.letter.field(Field::Addressee));
    page.references(papers);
    page.add(LineKind::Salutation, papers.letter.field(Field::Salutation));
    if let Some(patient) = &papers.patient {
        page.identity(patient);
    }
    if let Some(follows) = papers.follows {
        page.add(LineKind::Follows, follows.line());
    }
    page.body(papers);
    page.add(LineKind::Closing, papers.letter.field(Field::Closing));
    if let Some(author) = &papers.author {
        page.signature(author, approvals);
    }
    let author = papers.author.as_ref();
    let author = author.map_or("its author", |author| author.name.as_str());
    for approval in approvals {
        page.add(LineKind::Approval, approval.line(author));
    }
    for (label, field) in [("Enc:", Field::Enclosures), ("cc:", Field::Copies)] {
        page.labelled(
            LineKind::Distribution,
            label,
            papers.letter.field(field).lines(),
        );
    }
    page.0
}

/// The page as plain text, blank lines between its parts.
pub(super) fn plain_text(lines: &[Line]) -> String {
    let mut text = String::new();
    let mut before = None;
    for line in lines {
        let gap = match (before, line.kind) {
            (None, _) => "",
            (Some(before), kind) if before == kind && kind != LineKind::Paragraph => "\n",
            (Some(LineKind::Numbered(_)), LineKind::Numbered(number)) if number > 1 => "\n",
            (
                Some(before),
                LineKind::LetterheadDepartment | LineKind::Letterhead | LineKind::Signature,
            ) if before != LineKind::Approval => "\n",
            (Some(LineKind::Heading), _) => "\n",
            _ => "\n\n",
        };
        text.push_str(gap);
        match line.kind {
            LineKind::Numbered(number) => text.push_str(&format!("{number}. ")),
            LineKind::Bulleted => text.push_str("\u{2022} "),
            _ => {}
        }
        text.push_str(line.text.replace('\t', " ").trim());
        before = Some(line.kind);
    }
    text.push('\n');
    text
}

/// "Mrs Ada SAMPLE, NHS number 999 000 0018": what every page says about whose letter it is.
pub(super) fn identifier(patient: &Patient) -> String {
    let number = match &patient.nhs_number {
        Some(number) => format!("NHS number {number}"),
        None => format!("Born {}", dates::long(patient.born)),
    };
    format!("{}, {number}", patient.display_name())
}

#[derive(Default)]
struct Page(Vec<Line>);

impl Page {
    /// Adds a line, unless there is nothing to say on it.
    fn add(&mut self, kind: LineKind, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.0.push(Line { kind, text });
        }
    }

    fn each_line(&mut self, kind: LineKind, text: &str) {
        for line in text.lines() {
            self.add(kind, line.trim());
        }
    }

    fn letterhead(&mut self, papers: &Papers) {
        let head = &papers.letterhead;
        self.add(LineKind::LetterheadName, &head.organisation);
        self.add(LineKind::LetterheadDepartment, &head.department);
        for line in &head.lines {
            self.add(LineKind::Letterhead, line);
        }
    }

    fn references(&mut self, papers: &Papers) {
        let author = papers.author.as_ref().map_or("", |author| &author.initials);
        let initials = [author, &papers.typist];
        let initials: Vec<&str> = initials
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect();
        let hospital_number = papers
            .patient
            .as_ref()
            .map_or("", |patient| &patient.hospital_number);
        let day = |day: Option<Date>| day.map_or_else(String::new, dates::long);
        let (dictated, typed) = (day(papers.dictated), day(papers.typed));
        let rows = [
            ("Our ref:", initials.join("/").as_str()),
            ("Hospital no:", hospital_number),
            ("Clinic:", papers.letter.field(Field::Clinic)),
            ("Clinic date:", papers.letter.field(Field::ClinicDate)),
            ("Dictated:", &dictated),
            ("Typed:", &typed),
        ]
        .map(|(label, value)| (label, value.trim().replace('\n', ", ")));
        for (label, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) {
            self.add(LineKind::Reference, format!("{label}\t{value}"));
        }
    }

    fn identity(&mut self, patient: &Patient) {
        let (name, born) = (patient.display_name(), dates::long(patient.born));
        let nhs = patient
            .nhs_number
            .as_ref()
            .map(|number| format!("NHS number: {number}"));
        let hospital = Some(&patient.hospital_number).filter(|number| !number.is_empty());
        let hospital = hospital.map(|number| format!("Hospital number: {number}"));
        let numbers: Vec<String> = nhs.into_iter().chain(hospital).collect();
        // Where a restricted patient lives stands on no paper.
        let address = match patient.details.restricted {
            true => &[],
            false => patient.address.as_slice(),
        };
        let rows = [
            format!("{name}, born {born}"),
            numbers.join("   "),
            address.join(", "),
        ];
        self.labelled(LineKind::Identity, "Re:", rows.iter().map(String::as_str));
    }

    /// Blank lines are a writer's spacing, which the styles give; a numbered one shows its number.
    fn body(&mut self, papers: &Papers) {
        for block in papers.letter.body().blocks() {
            let kind = match (block.kind, block.number) {
                (_, Some(number)) => LineKind::Numbered(number),
                (BlockKind::Heading, _) => LineKind::Heading,
                (BlockKind::Bulleted, _) => LineKind::Bulleted,
                _ => LineKind::Paragraph,
            };
            if matches!(kind, LineKind::Numbered(_)) || !block.is_blank() {
                let text = block.text.trim().to_owned();
                self.0.push(Line { kind, text });
            }
        }
    }

    fn signature(&mut self, author: &Author, approvals: &[Approval]) {
        let is_signed_for = |approval: &Approval| approval.manner == Manner::For;
        let name = match approvals.iter().any(is_signed_for) {
            true => format!("pp {}", author.name),
            false => author.name.clone(),
        };
        self.add(LineKind::SignatureName, name);
        self.add(LineKind::Signature, &author.qualifications);
        self.add(LineKind::Signature, &author.post);
    }

    /// One line with a label, a tab, and what the label stands for broken into lines.
    fn labelled<'a>(&mut self, kind: LineKind, label: &str, rows: impl Iterator<Item = &'a str>) {
        let rows: Vec<&str> = rows.map(str::trim).filter(|row| !row.is_empty()).collect();
        if !rows.is_empty() {
            self.add(kind, format!("{label}\t{}", rows.join("\n")));
        }
    }
}
