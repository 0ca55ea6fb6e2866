//! Secrets: what people prove themselves with, hashed, and how long whoever is wrong has to wait.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use jiff::{SignedDuration, Timestamp};

use super::failure::damaged;
use super::given::Effort;
use super::key::fill_random;
use super::one_row;
use super::transaction::Work;
use crate::problem::{Outcome, Problem};
use crate::record::{NewSecret, PersonId, Secret};

/// Shorter ones are guessed by whoever watches once.
const SHORTEST: usize = 4;

/// How many may be wrong before one waits: two slips of the finger are nobody's attack.
const FREE: u32 = 2;

/// Seconds to wait after the first that is one too many, and the most.
const FIRST_WAIT: i64 = 5;
const LONGEST_WAIT: i64 = 15 * 60;

/// Keeps what a person proves themselves with from now on; says whether that is another.
pub(super) fn keep(
    work: &Work<'_>,
    id: PersonId,
    secret: &NewSecret,
    effort: Effort,
) -> Outcome<bool> {
    let hash = match secret {
        NewSecret::Kept => return Ok(false),
        NewSecret::Cleared => None,
        NewSecret::Set(secret) => Some(hash(secret, effort)?),
    };
    // Whoever has been wrong so far was wrong about another secret.
    let sql = "UPDATE person SET secret = ?2, wrong = 0, wrong_at = NULL WHERE id = ?1";
    one_row(work.execute(sql, (id.0, hash))?)?;
    Ok(true)
}

/// The argon2 hash with its salt and its parameters, as one text.
fn hash(secret: &Secret, effort: Effort) -> Outcome<String> {
    if secret.as_str().trim().chars().count() < SHORTEST {
        return Err(Problem::new(
            "That is too short to prove who somebody is",
            format!("Use at least {SHORTEST} digits or letters; nothing has been changed"),
        ));
    }
    let mut salt = [0; 16];
    fill_random(&mut salt)?;
    let params = Params::new(effort.memory_kib, effort.passes, 1, None).map_err(not_hashed)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon2.hash_password_with_salt(secret.as_str().as_bytes(), &salt);
    Ok(hash.map_err(not_hashed)?.to_string())
}

fn not_hashed(error: impl std::fmt::Display) -> Problem {
    Problem::new(
        "This computer could not keep that safely",
        "Close some programs and try again; nothing has been changed",
    )
    .because(error)
}

/// Whether it is the secret that the hash was made of.
pub(super) fn is_right(secret: &Secret, hash: &str) -> Outcome<bool> {
    use argon2::password_hash::Error;
    match Argon2::default().verify_password(secret.as_str().as_bytes(), hash) {
        Ok(()) => Ok(true),
        Err(Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(damaged().because(error)),
    }
}

/// Until when somebody waits who has been wrong so often, the last time at that moment.
pub(super) fn waits_until(wrong: u32, at: Timestamp) -> Option<Timestamp> {
    let too_many = wrong.checked_sub(FREE + 1)?;
    let doubled = FIRST_WAIT
        .checked_shl(too_many.min(30))
        .unwrap_or(LONGEST_WAIT);
    let wait = SignedDuration::from_secs(doubled.min(LONGEST_WAIT));
    Some(at.checked_add(wait).unwrap_or(Timestamp::MAX))
}
