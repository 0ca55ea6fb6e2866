//! What a person types to find a letter, read as words; none of it ever becomes a language of
//! queries.

use rusqlite::Connection;

use super::index::author_word;
use super::terms;
use crate::problem::Outcome;
use crate::record::fold;

/// What is looked for, as the index is asked for it and as it stands in a text.
pub(super) struct Asked {
    /// For the index.
    pub index: String,
    /// Each as the folded words that stand one after the other, the last perhaps cut short.
    pub phrases: Vec<Vec<String>>,
}

/// One thing that must be found: words that stand together, and whether the last may go on.
struct Wanted {
    text: String,
    goes_on: bool,
    is_quoted: bool,
}

/// Reads a query; none where nothing of it can be looked for.
pub(super) fn read(connection: &Connection, query: &str) -> Outcome<Option<Asked>> {
    let wanted = wanted(&fold::searchable(query));
    let is_enough = wanted.iter().any(|wanted| letters(&wanted.text) > 1);
    if !is_enough {
        return Ok(None);
    }
    let authors = match wanted.iter().all(|it| it.is_quoted) {
        true => Vec::new(),
        false => authors(connection)?,
    };
    terms::prepare(connection)?;
    let parts = wanted
        .iter()
        .map(|wanted| wanted.for_index(connection, &authors));
    let parts: Vec<String> = parts.collect::<Outcome<_>>()?;
    Ok(Some(Asked {
        index: parts.join(" AND "),
        phrases: wanted.iter().map(|it| words(&it.text)).collect(),
    }))
}

impl Wanted {
    /// Between quotation marks, in which the index takes everything for words.
    fn for_index(
        &self,
        connection: &Connection,
        authors: &[(i64, Vec<String>)],
    ) -> Outcome<String> {
        let mut either = self.words_for_index(connection)?;
        if !self.is_quoted {
            let theirs = authors.iter().filter(|(_, names)| self.names(names));
            either.extend(theirs.map(|(id, _)| format!("\"{}\"", author_word(*id))));
        }
        Ok(format!("({})", either.join(" OR ")))
    }

    fn words_for_index(&self, connection: &Connection) -> Outcome<Vec<String>> {
        let words = words(&self.text);
        let whole = format!("\"{}\"", words.join(" "));
        // A single letter begins half of all words; by itself it is an initial.
        if !self.goes_on || letters(&self.text) < 2 {
            return Ok(vec![whole]);
        }
        let Some((last, before)) = words.split_last() else {
            return Ok(vec![whole]);
        };
        let Some(ends) = terms::beginning(connection, last)?.filter(|it| !it.is_empty()) else {
            return Ok(vec![format!("{whole}*")]);
        };
        let before = before.join(" ");
        let each = ends.into_iter().map(|end| format!("\"{before} {end}\""));
        Ok(each.collect())
    }

    fn names(&self, names: &[String]) -> bool {
        let wanted = fold::name(&self.text);
        !wanted.is_empty() && names.iter().any(|name| name.starts_with(&wanted))
    }
}

/// Every author by number, with the words of their name, each folded.
fn authors(connection: &Connection) -> Outcome<Vec<(i64, Vec<String>)>> {
    let mut statement = connection.prepare_cached("SELECT id, name FROM author")?;
    let authors = statement.query_map([], |row| {
        let name: String = row.get(1)?;
        let names = name.split_whitespace().map(fold::name);
        Ok((row.get(0)?, names.collect()))
    })?;
    Ok(authors.collect::<Result<_, _>>()?)
}

/// What must be found: what stands in quotation marks as one, and each word.
fn wanted(query: &str) -> Vec<Wanted> {
    let query = query.replace(['\u{201c}', '\u{201d}'], "\"");
    let mut wanted = Vec::new();
    let parts: Vec<&str> = query.split('"').collect();
    for (at, part) in parts.iter().enumerate() {
        if at % 2 == 0 {
            wanted.extend(numbers_joined(part).into_iter().map(|text| Wanted {
                text,
                goes_on: true,
                is_quoted: false,
            }));
        } else {
            wanted.push(Wanted {
                text: (*part).to_owned(),
                // The second mark has not been typed yet.
                goes_on: at + 1 == parts.len(),
                is_quoted: true,
            });
        }
    }
    wanted.retain(|wanted| letters(&wanted.text) > 0);
    wanted
}

/// The words of a text, where figures that are one number by their spaces are one word: all of a
/// text that is nothing else, and three, three and up to four of an NHS number.
fn numbers_joined(text: &str) -> Vec<String> {
    let is_number = |word: &str| word.bytes().all(|c| c.is_ascii_digit() || c == b'-');
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.iter().all(|word| is_number(word)) {
        let number: String = text.chars().filter(char::is_ascii_digit).collect();
        return (!number.is_empty()).then_some(number).into_iter().collect();
    }
    let mut joined = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let run = words[at..].iter().take(3).copied();
        let run: Vec<&str> = run.take_while(|word| is_number(word)).collect();
        let is_parted = run.len() > 1 && run[..2].iter().all(|word| word.len() == 3);
        let count = if is_parted { run.len() } else { 1 };
        joined.push(match run.is_empty() {
            true => as_date(word).unwrap_or_else(|| (*word).to_owned()),
            false => run[..count].concat().replace('-', ""),
        });
        at += count;
    }
    joined
}

/// "3/5/1948" as the index has it, "03051948", with as much of it as has been typed.
fn as_date(word: &str) -> Option<String> {
    let parts: Vec<&str> = word.split(['/', '.']).collect();
    let is_part = |part: &&str| (1..=2).contains(&part.len()) && is_figures(part);
    match parts[..] {
        [day, month] if is_part(&day) && is_part(&month) && word.contains('/') => {
            // A month of one figure may become one of two, but for those that begin none.
            let is_whole = month.len() == 2 || !["0", "1"].contains(&month);
            let nought = if is_whole { 2 } else { 0 };
            Some(format!("{day:0>2}{month:0>nought$}"))
        }
        [day, month, year] if is_part(&day) && is_part(&month) && is_figures(year) => {
            Some(format!("{day:0>2}{month:0>2}{year}"))
        }
        _ => None,
    }
}

fn is_figures(text: &str) -> bool {
    text.bytes().all(|c| c.is_ascii_digit())
}

/// The words of a text as the index parts them.
pub(super) fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}
