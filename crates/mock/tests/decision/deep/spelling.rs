//! Requests in one spelling.

use eks_auth_world::World;
use serde_json::json;

use super::Symptom::{BadGranted, Crash, GoodRefused};
use super::{Witness, at, token};
use crate::stage::{NOW, good};

pub(super) fn all(world: &World) -> Vec<Witness> {
    let (text, request) = good(world);
    let expired = token(world, |draft| {
        draft.claims_mut().remove("iat");
        draft.claims_mut().set_raw("exp", format!("{}.5", NOW - 600));
    });
    let padded = token(world, |draft| draft.claims_mut().set("exp ", 1));
    let body = |body: String| request.clone().with_body(body);
    let between = body(json!({ "zone": "z", "token": text, "instanceId": "i" }).to_string());
    let raw = body(format!("{{\"x\":\"\u{e9}\",\"\\u0074oken\":\"{text}\"}}"));
    let hex = at(&request, request.target().replacen("/conform", "/c%6f%6Eform", 1));
    vec![
        ("deep.exp.fraction-and-no-iat", BadGranted, vec![expired]),
        ("deep.claim.padded-name", Crash, vec![padded]),
        ("deep.token.in-between", GoodRefused, vec![between]),
        ("deep.escape.and-raw", Crash, vec![raw]),
        ("deep.label.mixed-hex", GoodRefused, vec![hex]),
    ]
}
