//! What the book shows of our crates in somebody else's tests, as one test program: its pages include parts of these files.

mod mock;
mod protocol;
mod suite;
