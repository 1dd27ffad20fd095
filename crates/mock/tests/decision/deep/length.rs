//! Requests at one length.

use eks_auth_world::World;
use serde_json::json;

use super::Symptom::{BadGranted, BrokenOff, Crash, GoodRefused};
use super::{Witness, named, padding, token, with_member};
use crate::stage::good;

pub(super) fn all(world: &World) -> Vec<Witness> {
    let (text, request) = good(world);
    let claims = token(world, |draft| {
        padding(draft, 0);
        let length = draft.payload_bytes().len();
        padding(draft, 2_048 - length);
    });
    let pod = token(world, |draft| named(draft, &"p".repeat(128)));
    let body = request.clone().with_body(format!("{:<3000}", json!({ "token": text }).to_string()));
    let header = request.with_header("User-Agent", "v".repeat(256));
    let audience = token(world, |draft| draft.claims_mut().set("aud", json!(["a".repeat(256)])));
    vec![
        ("deep.claims.whole-kilobytes", Crash, vec![claims]),
        ("deep.pod.length-128", GoodRefused, vec![pod]),
        ("deep.body.whole-packets", BrokenOff, vec![body]),
        ("deep.header.agent-255", Crash, vec![header]),
        ("deep.audience.eight-bits", BadGranted, vec![audience]),
        ("deep.member.name-64", Crash, vec![with_member(world, &"n".repeat(64), "")]),
    ]
}
