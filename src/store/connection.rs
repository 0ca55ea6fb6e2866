//! Opening the database: the key, the settings that make it durable, and why it would not open.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};
use zeroize::Zeroizing;

use super::failure::damaged;
use super::{Key, schema};
use crate::problem::{Outcome, Problem};

const PLAIN_SQLITE: &[u8; 16] = b"SQLite format 3\0";

/// A database under `key` in a new file.
pub(super) fn create(path: &Path, key: &Key) -> Outcome<Connection> {
    connect(path, key, OpenFlags::SQLITE_OPEN_CREATE)
}

/// The database under `key` in a file that is there, set up so that what is committed stays.
pub(super) fn open(path: &Path, key: &Key) -> Outcome<Connection> {
    let connection = connect(path, key, OpenFlags::empty())?;
    schema::must_be_begun(&connection)?;
    connection.execute_batch("PRAGMA journal_mode = WAL;")?;
    Ok(connection)
}

pub(super) fn in_memory() -> Outcome<Connection> {
    settled(Connection::open_in_memory()?)
}

fn connect(path: &Path, key: &Key, create: OpenFlags) -> Outcome<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let connection = Connection::open_with_flags(path, flags)?;
    // The cipher writes to standard error otherwise, and its first act on a wrong key is to do so.
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    unlock(&connection, key)?;
    // Exclusive before the first look: the log then needs no shared memory, which network drives
    // lack.
    connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE;")?;
    connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        .map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                refusal(path, key).because(error)
            }
            _ => Problem::from(error),
        })?;
    settled(connection)
}

/// Hands over the key with the salt that goes with it, so the file says whose key it wants.
fn unlock(connection: &Connection, key: &Key) -> Outcome<()> {
    let secret = key.to_hex();
    let salt = hex::encode(key.salt());
    let pragma = Zeroizing::new(format!("PRAGMA key = \"x'{}{salt}'\";", secret.as_str()));
    connection.execute_batch(&pragma)?;
    Ok(())
}

fn settled(connection: Connection) -> Outcome<Connection> {
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Why a file did not open: the salt at its head tells another record's key from damage.
fn refusal(path: &Path, key: &Key) -> Problem {
    let mut head = [0; 16];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    if read.is_err() || head == key.salt() || &head == PLAIN_SQLITE {
        return damaged();
    }
    Problem::new(
        "This key does not open the record",
        "Use the key or passphrase that belongs to this folder; nothing has been changed",
    )
}
