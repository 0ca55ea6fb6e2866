//! Out of the door: the papers a letter goes out with, the post room, and the readable files it leaves.

mod address;
mod paper;
