//! What must hold for any bytes whatever: plain functions that panic where a law is broken.
//!
//! Property tests, fuzz targets and replays of the corpus all call these, so each law is written once. A message names
//! the law and a place; it never holds the input, which may be a token or credentials.
//!
//! # Example
//!
//! ```
//! use eks_auth_protocol::laws;
//!
//! laws::json_agrees_with_serde_json(br#"{"expiration": 1.7e9}"#);
//! laws::response_survives(br#"{"expiration": 1.7e9}"#);
//! laws::token_survives(b"e30.e30.c2ln");
//! ```

mod cut;
mod draw;
mod error;
mod json;
mod limits;
mod message;
mod token;

pub use cut::Cut;
pub use draw::Draw;
pub use error::{error_round_trips, error_survives};
pub use json::json_agrees_with_serde_json;
pub use limits::request_keeps_its_limits;
pub use message::{
    drawn_response_round_trips, request_round_trips, request_survives, response_round_trips,
    response_survives,
};
pub use token::token_survives;
