//! Every example of the corpus, whatever its verdict, keeps the laws.

use eks_auth_corpus::{Kind, entries};
use eks_auth_protocol::laws;

fn replay(kind: Kind, law: fn(&[u8])) {
    let entries = entries(kind).expect("a readable corpus");
    assert!(!entries.is_empty());
    for entry in entries {
        law(entry.bytes());
        let message = entry.message();
        let body = message.as_ref().map_or(entry.bytes(), |message| message.body());
        law(body);
        laws::json_agrees_with_serde_json(body);
    }
}

#[test]
fn errors() {
    replay(Kind::Error, laws::error_survives);
}

#[test]
fn requests() {
    replay(Kind::Request, laws::request_survives);
    replay(Kind::Request, laws::request_keeps_its_limits);
}

#[test]
fn responses() {
    replay(Kind::Response, laws::response_survives);
    replay(Kind::Response, laws::drawn_response_round_trips);
}

#[test]
fn tokens() {
    replay(Kind::Token, laws::token_survives);
}
