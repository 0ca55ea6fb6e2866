//! The search for patients: every word of a query, anywhere in what they can be found by.

use rusqlite::Connection;

use super::row::read;
use crate::problem::Outcome;
use crate::record::{NhsNumber, Patient, fold};
use crate::store::value::Json;

/// Up to so many are put in order exactly; of more, those of the family name come first.
const SORTED: usize = 400;

/// How far one looks along the family names for whoever has the other words too.
const ALONG: usize = 1000;

/// Stands twice before the beginning of each word, so that a word of one or two letters is found by
/// three like any other.
const BEGINNING: char = '\u{1}';

/// What a patient can be found by, one item a line so that no word matches across two.
pub(super) fn text_of(patient: &Patient) -> String {
    let number = patient.nhs_number.as_ref().map_or("", NhsNumber::digits);
    let born = patient.born.strftime("%d/%m/%Y").to_string();
    let mut items = vec![
        patient.family.clone(),
        patient.given.clone(),
        patient.title.clone(),
        patient.hospital_number.clone(),
        number.to_owned(),
        born,
    ];
    let bare = |text: &String| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    for at in [0, 1, 3] {
        let as_one = bare(&items[at]);
        if as_one != items[at] {
            items.push(as_one);
        }
    }
    let text = fold::searchable(&items.join("\n"));
    let words = text.split(|c: char| !c.is_alphanumeric());
    let beginnings = words.filter(|word| !word.is_empty()).map(beginning);
    let beginnings: String = beginnings.collect();
    format!("{text}\n{beginnings}")
}

/// How a word begins, marked as a beginning.
fn beginning(word: &str) -> String {
    let first_two = word.chars().take(2);
    [BEGINNING; 2].into_iter().chain(first_two).collect()
}

/// At most `limit` patients that hold every word of the query.
pub(in crate::store) fn find(
    connection: &Connection,
    query: &str,
    limit: usize,
) -> Outcome<Vec<Patient>> {
    if query.trim().is_empty() {
        return last(connection, limit);
    }
    let words = words_of(query);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let parts: Vec<String> = words.iter().map(|word| part_of(word)).collect();
    let mut found = holding(connection, &parts)?;
    if found.len() > SORTED {
        let mut first = of_family(connection, &words, &parts, limit)?;
        first.extend(found);
        first.truncate(SORTED.max(limit));
        found = first;
    }
    sorted(connection, &found, &parts, limit)
}

/// Those saved last.
fn last(connection: &Connection, limit: usize) -> Outcome<Vec<Patient>> {
    let sql = concat!(
        include_str!("../sql/patients.sql"),
        include_str!("../sql/patients-last.sql")
    );
    let mut statement = connection.prepare_cached(sql)?;
    let patients = statement.query_map([count(limit)], read)?;
    Ok(patients.collect::<Result<_, _>>()?)
}

/// Who may hold all of the parts: one more than are put in order, at the most.
fn holding(connection: &Connection, parts: &[String]) -> Outcome<Vec<i64>> {
    let phrases: Vec<String> = parts.iter().map(|part| phrase(part)).collect();
    let sql = "SELECT rowid FROM patient_search WHERE patient_search MATCH ?1 LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let found =
        statement.query_map((phrases.join(" AND "), count(SORTED + 1)), |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Whoever's family name begins with one of the words, in its order, and who holds the others.
fn of_family(
    connection: &Connection,
    words: &[String],
    parts: &[String],
    limit: usize,
) -> Outcome<Vec<i64>> {
    let mut statement = connection.prepare_cached(include_str!("../sql/patients-of-family.sql"))?;
    let mut found = Vec::new();
    for name in words.iter().map(|word| fold::name(word)) {
        let range = (format!("who:{name}"), format!("who:{name}\u{10ffff}"));
        let ids = statement.query_map(
            (range.0, range.1, count(ALONG), Json(parts), count(limit)),
            |row| row.get(0),
        )?;
        for id in ids {
            found.push(id?);
        }
    }
    Ok(found)
}

/// Those of them who hold all of the parts, by name; for one who was merged the one who stays.
fn sorted(
    connection: &Connection,
    ids: &[i64],
    parts: &[String],
    limit: usize,
) -> Outcome<Vec<Patient>> {
    let sql = concat!(
        include_str!("../sql/patients.sql"),
        include_str!("../sql/patients-found.sql")
    );
    let mut statement = connection.prepare_cached(sql)?;
    let patients = statement.query_map((Json(ids), Json(parts), count(limit)), read)?;
    Ok(patients.collect::<Result<_, _>>()?)
}

fn count(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

/// The words to look for; digits with spaces or dashes between are one number.
fn words_of(query: &str) -> Vec<String> {
    let query = fold::searchable(query);
    let is_number = query.chars().any(|c| c.is_ascii_digit())
        && query
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '-');
    if is_number {
        return vec![query.chars().filter(char::is_ascii_digit).collect()];
    }
    query
        .split_whitespace()
        .map(|word| as_date(word).unwrap_or_else(|| word.trim_end_matches(',').to_owned()))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .collect()
}

/// "3/5/1948" as the record writes it, "03/05/1948", with as much of it as has been typed.
fn as_date(word: &str) -> Option<String> {
    let parts: Vec<&str> = word.split(['/', '.']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit());
    match parts[..] {
        [day, month, year] if [day, month].iter().all(is_number) => {
            Some(format!("{day:0>2}/{month:0>2}/{year}"))
        }
        // A month of one figure may become one of two, but for those that begin none.
        [day, month] if [day, month].iter().all(is_number) && day.len() <= 2 => {
            let is_whole = month.len() == 1 && !["0", "1"].contains(&month);
            let nought = if is_whole { "0" } else { "" };
            Some(format!("{day:0>2}/{nought}{month}"))
        }
        [day, ""] if is_number(&day) && day.len() <= 2 => Some(format!("{day:0>2}/")),
        _ => None,
    }
}

/// What a word is in the text: a short one begins a word there.
fn part_of(word: &str) -> String {
    let letters = || word.chars().filter(|c| c.is_alphanumeric());
    match word.chars().count() {
        1 | 2 => {
            let marks = [BEGINNING; 2].into_iter().skip(letters().count() - 1);
            marks.chain(letters()).collect()
        }
        _ => word.to_owned(),
    }
}

/// A part as the index is asked for it: its letters in their order, whatever they are.
fn phrase(part: &str) -> String {
    format!("\"{}\"", part.replace('"', "\"\""))
}
