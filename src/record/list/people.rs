//! From a row of a list to a patient, or why it cannot be one.

use jiff::civil::Date;

use super::cells::Row;
use super::decoding::is_garbled;
use super::headings::Field;
use super::names;
use crate::problem::{Outcome, Problem};
use crate::record::{NhsNumber, Patient, PatientDetails, PatientId, Practice, Sex, born, fold};

/// How totals begin, and footers, of which some could be a name if no more stood there.
const TOTALS: [&str; 6] = ["total", "totals", "grand", "subtotal", "sum", "count"];
const FOOTERS: [&str; 13] = [
    "number",
    "patients",
    "printed",
    "page",
    "end",
    "generated",
    "report",
    "run",
    "confidential",
    "created",
    "produced",
    "records",
    "rows",
];

/// So many cells at the most a total or a footer fills.
const FILLED: usize = 3;

/// What a row says, by column.
struct Cells<'a> {
    row: &'a Row,
    columns: &'a [Option<Field>],
}

impl<'a> Cells<'a> {
    /// Everything that stands in the columns of a field.
    fn all(&self, field: Field) -> impl Iterator<Item = &'a str> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter(move |(_, taken)| **taken == Some(field))
            .map(|(at, _)| self.row.cell(at))
            .filter(|cell| !cell.is_empty())
    }

    fn text(&self, field: Field) -> String {
        fold::kept(unwrapped(self.all(field).next().unwrap_or("")))
    }
}

/// The patient of a row, with what somebody should look at.
pub fn patient(
    row: &Row,
    columns: &[Option<Field>],
    today: Date,
) -> Outcome<(Patient, Vec<&'static str>)> {
    refuse_spilt(row, columns)?;
    let cells = Cells { row, columns };
    let name = name(&cells)?;
    let written = cells.text(Field::Born);
    if written.is_empty() && name == names::Parts::default() {
        return Err(Problem::new(
            "There are no names and no date of birth",
            "Fill them in or take the line away",
        ));
    }
    if written.is_empty() {
        return Err(Problem::new(
            "The date of birth is missing",
            "Write it as day, month and full year: 21/06/1958",
        ));
    }
    let nhs_number = match cells.text(Field::NhsNumber) {
        text if text.is_empty() => None,
        text => Some(NhsNumber::parse(&text)?),
    };
    let patient = with_a_name(Patient {
        id: PatientId(0),
        born: born::read(&written, today)?,
        nhs_number,
        hospital_number: hospital_number(&cells)?,
        address: address(&cells, Field::Address, Field::Postcode),
        practice: Practice {
            doctor: cells.text(Field::Doctor),
            name: cells.text(Field::Practice),
            address: address(&cells, Field::PracticeAddress, Field::PracticePostcode),
        },
        details: PatientDetails {
            sex: sex(&cells.text(Field::Sex)),
            phone: cells.text(Field::Phone),
            email: cells.text(Field::Email),
            ..PatientDetails::default()
        },
        title: name.title,
        given: name.given,
        family: name.family,
        revision: 0,
    })?;
    let doubts = doubts(&patient, today);
    Ok((patient, doubts))
}

/// A patient with at least one name: some have no more.
///
/// # Errors
/// When there is none, or one is too long for a letter or was damaged on its way here.
pub fn with_a_name(patient: Patient) -> Outcome<Patient> {
    if patient.family.is_empty() && patient.given.is_empty() {
        return Err(Problem::new(
            "A patient needs a name",
            "Fill in a family name or a given name; nothing has been saved yet",
        ));
    }
    if is_garbled(&patient.family) || is_garbled(&patient.given) {
        return Err(Problem::new(
            "Letters of the name were damaged before they came here",
            "Save the list once more as CSV UTF-8 where it comes from, or mend the name",
        ));
    }
    Ok(patient)
}

/// Whether a row is a total, a footer or the headings once more.
pub fn is_of_nobody(row: &Row, heading: &Row, columns: &[Option<Field>]) -> bool {
    if row.cells == heading.cells || !row.filled().any(has_letter_or_digit) {
        return true;
    }
    let cells = Cells { row, columns };
    let has = |field| cells.all(field).next().is_some();
    !has(Field::Born)
        && !has(Field::NhsNumber)
        && row.filled().count() <= FILLED
        && is_footer(row.filled().next().unwrap_or(""))
}

fn is_footer(cell: &str) -> bool {
    let folded = fold::searchable(cell);
    let mut words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let first = words.next().unwrap_or("");
    TOTALS.contains(&first) || (FOOTERS.contains(&first) && words.next().is_some())
}

fn has_letter_or_digit(cell: &str) -> bool {
    cell.chars().any(char::is_alphanumeric)
}

/// A cell beyond the last heading has come from the ones before it.
fn refuse_spilt(row: &Row, columns: &[Option<Field>]) -> Outcome<()> {
    let beyond = row.cells.iter().skip(columns.len());
    match beyond.into_iter().any(|cell| !cell.is_empty()) {
        true => Err(Problem::new(
            "There are more cells than headings",
            "An address with commas in it needs quotation marks around it",
        )),
        false => Ok(()),
    }
}

/// Without what keeps a spreadsheet from making a number of it: ="00123" or '00123.
fn unwrapped(cell: &str) -> &str {
    let bare = match cell
        .strip_prefix("=\"")
        .and_then(|cell| cell.strip_suffix('"'))
    {
        Some(within) => within,
        None => cell.strip_prefix('\'').unwrap_or(cell),
    };
    bare.trim()
}

fn name(cells: &Cells<'_>) -> Outcome<names::Parts> {
    let title = names::title(&cells.text(Field::Title));
    let given = [cells.text(Field::Given), cells.text(Field::Middle)].join(" ");
    let (given, family) = (given.trim().to_owned(), cells.text(Field::Family));
    let whole = cells.text(Field::Name);
    if whole.is_empty() || !given.is_empty() && !family.is_empty() {
        return Ok(names::Parts {
            title,
            given,
            family,
        });
    }
    let parts = names::parts(&whole)?;
    let or = |own: String, part: String| if own.is_empty() { part } else { own };
    Ok(names::Parts {
        title: or(title, parts.title),
        given: or(given, parts.given),
        family: or(family, parts.family),
    })
}

fn hospital_number(cells: &Cells<'_>) -> Outcome<String> {
    let number = cells.text(Field::HospitalNumber);
    let is_rounded = number.split_once("E+").is_some_and(|(figure, power)| {
        let is_number = |part: &str| part.chars().all(|c| c.is_ascii_digit() || c == '.');
        is_number(figure) && is_number(power)
    });
    if is_rounded {
        return Err(Problem::new(
            "A spreadsheet has rounded the hospital number, and its last digits are lost",
            "Put the whole number in, as text",
        ));
    }
    // "123456.0" is a number that a spreadsheet took for a quantity.
    let whole = number
        .strip_suffix(".0")
        .filter(|whole| !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit()));
    Ok(whole.unwrap_or(&number).to_owned())
}

/// The lines of an address, the postcode last.
fn address(cells: &Cells<'_>, lines: Field, postcode: Field) -> Vec<String> {
    let parts = cells.all(lines).flat_map(|cell| {
        let by_line: Vec<&str> = cell.split(['|', '\n', '\r']).collect();
        match by_line.len() {
            1 => by_comma(cell),
            _ => by_line,
        }
    });
    let mut address: Vec<String> = parts
        .map(|line| fold::kept(line.trim().trim_end_matches(',')))
        .filter(|line| !line.is_empty())
        .collect();
    let postcode = cells.text(postcode);
    let is_there = |line: &String| fold::name(line) == fold::name(&postcode);
    if !postcode.is_empty() && !address.last().is_some_and(is_there) {
        address.push(postcode);
    }
    address
}

/// The lines of a whole address in one line, which ends with a postcode; of anything else nobody
/// knows whether a comma ends a line.
fn by_comma(cell: &str) -> Vec<&str> {
    let lines: Vec<&str> = cell.split(',').collect();
    let last = fold::name(lines.last().copied().unwrap_or(""));
    let is_postcode = (5..=7).contains(&last.len())
        && last.starts_with(char::is_alphabetic)
        && last
            .bytes()
            .rev()
            .take(2)
            .all(|byte| byte.is_ascii_alphabetic())
        && last
            .bytes()
            .rev()
            .nth(2)
            .is_some_and(|byte| byte.is_ascii_digit());
    match lines.len() > 2 && is_postcode {
        true => lines,
        false => vec![cell],
    }
}

/// A patient's sex as a letter, a digit of the NHS data dictionary or a word.
pub fn sex(text: &str) -> Sex {
    match fold::name(text).as_str() {
        "f" | "female" | "2" | "w" | "woman" | "girl" => Sex::Female,
        "m" | "male" | "1" | "man" | "boy" => Sex::Male,
        "o" | "other" | "9" | "i" | "x" | "indeterminate" | "nonbinary" => Sex::Other,
        _ => Sex::NotKnown,
    }
}

fn doubts(patient: &Patient, today: Date) -> Vec<&'static str> {
    let mut doubts = Vec::new();
    if born::is_doubtful(patient.born, today) {
        doubts.push("the date of birth may stand for “not known”");
    }
    if patient.family.is_empty() || patient.given.is_empty() {
        doubts.push("there is one name only");
    }
    doubts
}
