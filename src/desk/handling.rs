//! What commands and events do with the machines of the desk: a file for each kind of work.
//!
//! Each may ask those below it and none above: reading, rows, then writing and playing, then what a
//! letter goes through, and at the top carrying out, which knows them all.

mod about;
mod allowing;
mod attending;
mod beginning;
mod bringing;
mod carrying;
mod checking;
mod clinics;
mod dictionary;
mod drafting;
mod enabled;
mod filing;
mod importing;
mod landing;
mod learning;
mod letterhead;
mod linking;
mod listing;
mod looking;
mod mailing;
mod opening;
mod partition;
mod pedals;
mod playing;
mod posting;
mod queueing;
mod reading;
mod remarking;
mod reviewing;
mod rounds;
mod rows;
mod sending;
mod settling;
mod sound;
mod splitting;
mod steps;
mod tasks;
mod timing;
mod traying;
mod watching;
mod workspace;
mod writing;

pub(super) use carrying::leaves_the_letter;
