//! Requests in one spelling.

use eks_auth_mock::Request;
use eks_auth_world::{Scene, World};

use super::Symptom::{BadGranted, Crash, GoodRefused};
use super::{Witness, token};
use crate::stage::{JTI, NOW, good};

pub(super) fn all(world: &World) -> Vec<Witness> {
    let (text, request) = good(world);
    let issuer = Scene::first(world, NOW, JTI).cluster().issuer();
    let nbf = token(world, |draft| draft.claims_mut().set_raw("nbf", format!("{}.5", NOW + 600)));
    let fragment = token(world, |draft| draft.claims_mut().set("iss", format!("{issuer}#x")));
    let space = token(world, |draft| {
        let header = draft.header_bytes();
        draft.header_raw([b"\n", header.as_slice()].concat());
    });
    let typed = request
        .clone()
        .without_header("content-type")
        .with_header("Content-Type", "application/json; charset=utf-8; version=1");
    let escaped: String = text.chars().map(|char| format!("\\u{:04x}", u32::from(char))).collect();
    let escapes = request.clone().with_body(format!(r#"{{"token":"{escaped}"}}"#));
    let query = Request::new("POST", format!("{}?a;b", request.target()))
        .with_header("Host", "localhost")
        .with_header("Content-Type", "application/json")
        .with_body(request.body());
    vec![
        ("deep.nbf.fraction", BadGranted, vec![nbf]),
        ("deep.issuer.fragment", BadGranted, vec![fragment]),
        ("deep.header.leading-space", Crash, vec![space]),
        ("deep.content-type.two-parameters", GoodRefused, vec![typed]),
        ("deep.escape.thousand", Crash, vec![escapes]),
        ("deep.query.semicolon", Crash, vec![query]),
    ]
}
