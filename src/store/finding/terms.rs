//! The words of the index that begin as somebody has typed. Asked for each by itself, the newest
//! letters with it come at once; asked for a beginning, the index would gather all letters first.

use rusqlite::{Connection, OptionalExtension};

use crate::problem::Outcome;

/// Beginnings so long are kept in the index as words are.
const KEPT: usize = 3;

/// With more words than these, each is so rare that the index gathers them quickly.
const MOST: usize = 100;

/// Makes the words of the index readable to this connection.
pub(super) fn prepare(connection: &Connection) -> Outcome<()> {
    connection.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.finding_word
         USING fts5vocab ('main', 'finding', 'instance')",
    )?;
    Ok(())
}

/// Every word that begins so; none where the index had better be asked for the beginning.
pub(super) fn beginning(connection: &Connection, with: &str) -> Outcome<Option<Vec<String>>> {
    if with.chars().count() <= KEPT {
        return Ok(None);
    }
    // One after the other, because each is looked up and none of its letters is read.
    let sql = "SELECT term FROM temp.finding_word WHERE term >= ?1 LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let (mut found, mut from) = (Vec::new(), with.to_owned());
    loop {
        let next: Option<String> = statement.query_row([&from], |row| row.get(0)).optional()?;
        let Some(word) = next.filter(|word| word.starts_with(with)) else {
            return Ok(Some(found));
        };
        if found.len() == MOST {
            return Ok(None);
        }
        from = format!("{word}\u{1}");
        found.push(word);
    }
}
