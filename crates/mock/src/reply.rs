//! Answers as bytes, written by hand.
//!
//! Nothing here goes through the protocol crate's wire code: the suite reads with that, and a rule that both sides
//! got from one place could be wrong unseen.

pub(crate) mod granted;
pub(crate) mod node;
pub(crate) mod refused;

use crate::Answer;

/// The header in which a client finds the name of an error.
pub(crate) const ERROR_TYPE: &str = "X-Amzn-Errortype";
/// The header that names the answer, for whoever asks for help about it.
pub(crate) const REQUEST_ID: &str = "x-amzn-RequestId";

/// What every answer with a JSON body has.
fn json(status: u16, request_id: &str, body: String) -> Answer {
    Answer::new(status)
        .with_header("Content-Type", "application/json")
        .with_header(REQUEST_ID, request_id)
        .with_header("Cache-Control", "no-store")
        .with_body(body)
}
