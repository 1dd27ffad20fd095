//! What the outside contract says of the fixture world and its export.

mod content;
mod export;
mod secrets;
