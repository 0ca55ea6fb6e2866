//! Letters in bulk: a text with fields, a line of a list to fill them from, and whether that line is
//! of the patient whose number it has.

use std::ops::Range;

use super::{Patient, fold};

/// A value for a field, by what its column is called.
pub type Value = (String, String);

/// The patient of the record that a line is about: the one with its NHS number, whose name and date
/// of birth must be the line's.
///
/// # Errors
/// Why the line is held.
pub fn identified<'a>(line: &Patient, known: &'a [Patient]) -> Result<&'a Patient, &'static str> {
    let Some(number) = &line.nhs_number else {
        return Err("it has no NHS number, by which the patient would be told");
    };
    let mut holders = known
        .iter()
        .filter(|it| it.nhs_number.as_ref() == Some(number));
    let Some(holder) = holders.next() else {
        return Err("nobody in the record has this NHS number");
    };
    let is_born_then = holder.born == line.born;
    match (is_called_so(line, holder), is_born_then) {
        (true, true) => Ok(holder),
        (false, true) => Err("the NHS number is of somebody with another name"),
        (true, false) => Err("the NHS number is of somebody with another date of birth"),
        (false, false) => Err("the NHS number is another patient’s"),
    }
}

/// Whether two have one family name and one first given name.
fn is_called_so(line: &Patient, holder: &Patient) -> bool {
    let first = |patient: &Patient| {
        let given = patient.given.split_whitespace().next().map(fold::name);
        given.unwrap_or_default()
    };
    fold::name(&line.family) == fold::name(&holder.family) && first(line) == first(holder)
}

/// A patient's name as it is written in a sentence.
pub fn name_in_text(patient: &Patient) -> String {
    let parts = [&patient.title, &patient.given, &patient.family].map(|part| part.trim());
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// The text with its fields filled; one for which there is no value becomes a blank, which holds a
/// letter until somebody has filled it in.
pub fn filled(text: &str, values: &[Value]) -> String {
    let mut filled = String::new();
    let mut from = 0;
    for field in fields(text) {
        let name = text[field.start + 1..field.end - 1].trim();
        filled.push_str(&text[from..field.start]);
        match value(name, values) {
            Some(value) => filled.push_str(value),
            None => filled.push_str(&format!(
                "[INSERT: {}]",
                name.chars().take(50).collect::<String>()
            )),
        }
        from = field.end;
    }
    filled.push_str(&text[from..]);
    filled
}

/// The fields of a text for which a list has no column.
pub fn unknown<'a>(text: &'a str, columns: &[&str]) -> Vec<&'a str> {
    let is_known = |name: &str| columns.iter().any(|it| fold::name(it) == fold::name(name));
    let names = fields(text).map(|field| text[field.start + 1..field.end - 1].trim());
    names.filter(|name| !is_known(name)).collect()
}

fn value<'a>(name: &str, values: &'a [Value]) -> Option<&'a str> {
    let wanted = fold::name(name);
    let mut values = values
        .iter()
        .filter(|(column, _)| fold::name(column) == wanted);
    values
        .next()
        .map(|(_, value)| value.trim())
        .filter(|value| !value.is_empty())
}

/// Where the fields of a text stand, with their braces.
fn fields(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let open = from + text[from..].find('{')?;
        let close = open + text[open..].find('}')?;
        // Another brace in between begins the field anew.
        let open = open + text[open..close].rfind('{')?;
        from = close + 1;
        Some(open..close + 1)
    })
}
