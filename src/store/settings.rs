//! The workstation's settings, kept by name.

use rusqlite::OptionalExtension;

use super::Store;
use crate::problem::Outcome;

impl Store {
    /// The setting of that name, where it has been set.
    pub fn setting(&self, name: &str) -> Outcome<Option<String>> {
        Ok(self
            .connection
            .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?)
    }

    /// Sets it, in the place of what it was.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Outcome<()> {
        self.transact("keeping a setting", |tx| {
            tx.execute(
                "INSERT INTO setting (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = ?2",
                (name, value),
            )?;
            Ok(())
        })
    }
}
