//! What must hold for any bytes whatever: plain functions that panic where a law is broken.
//!
//! Property tests, fuzz targets and replays of the corpus all call these, so each law is written once. A message names
//! the law and a place; it never holds the input, which may be a token or credentials.

mod json;

pub use json::json_agrees_with_serde_json;
