//! What the outside contract says of the fixture world and its export.

mod content;
mod corpus;
mod export;
mod secrets;
