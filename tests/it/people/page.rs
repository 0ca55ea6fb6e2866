//! The page that asks who it is, and the sheet of people, by keyboard and by what they read.
