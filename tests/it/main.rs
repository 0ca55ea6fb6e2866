//! The tests, through the public surface; one module a story.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "in a test, a panic is how a failure is told; clippy.toml sees only #[test] functions"
)]

mod clinic;
mod clinic_lists;
mod clips;
mod damage;
mod desk_stories;
mod finding;
mod flags;
mod guard;
mod guarding;
mod hearing;
mod introductions;
mod learning;
mod letters;
mod lexicon;
mod measuring;
mod out;
mod packing;
mod patients;
mod pedals;
mod people;
mod pictures;
mod record;
mod recovery;
mod refusals;
mod room;
mod sample;
mod screens;
mod shape;
mod signing;
mod sound;
mod speech;
mod targets;
mod tasks;
mod tidying;
mod tuning;
mod turnaround;
mod verbs;
mod worker;
mod writing;

/// Lets a test forbid allocation where sound must not wait for it.
#[global_allocator]
static ALLOCATOR: assert_no_alloc::AllocDisabler = assert_no_alloc::AllocDisabler;
