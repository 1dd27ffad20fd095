//! Requests in one spelling.

use eks_auth_mock::Request;
use eks_auth_world::World;
use serde_json::json;

use super::Symptom::{BadGranted, Crash, GoodRefused};
use super::{Witness, at, token};
use crate::stage::{NOW, draft, good};

/// The cluster with capitals in its name, its first letter escaped.
fn escaped_capital(world: &World) -> Request {
    let named = |name: &str| name.starts_with('N');
    let (cluster, association) =
        world.grants().find(|(cluster, _)| named(cluster.name().as_str())).expect("a name with an N");
    let request = Request::exchange(cluster.name(), draft(cluster, association).sign().expose());
    at(&request, request.target().replacen("/N", "/%4E", 1))
}

pub(super) fn all(world: &World) -> Vec<Witness> {
    let (text, request) = good(world);
    let nbf = token(world, |draft| draft.claims_mut().set_raw("nbf", format!("{}.5", NOW + 600)));
    let padded = token(world, |draft| draft.claims_mut().set("exp ", 1));
    let body = |body: String| request.clone().with_body(body);
    let between = body(json!({ "a": 1, "token": text, "z": 1 }).to_string());
    let raw = body(format!("{{\"x\":\"\\u0041\u{e9}\",\"token\":\"{text}\"}}"));
    vec![
        ("deep.nbf.fraction", BadGranted, vec![nbf]),
        ("deep.claim.padded-name", Crash, vec![padded]),
        ("deep.token.in-between", GoodRefused, vec![between]),
        ("deep.escape.and-raw", Crash, vec![raw]),
        ("deep.label.escaped-capital", GoodRefused, vec![escaped_capital(world)]),
    ]
}
