//! Requests after others.

use eks_auth_mock::Request;
use eks_auth_world::{Scene, TokenDraft, World};
use serde_json::json;

use super::Symptom::{GoodRefused, OthersAnswer};
use super::{Witness, named, token};
use crate::stage::{JTI, NOW, good};

/// Two pods on one instance.
fn on_one_instance(world: &World) -> Vec<Request> {
    let scene = Scene::first(world, NOW, JTI);
    ["web-0", "web-1"]
        .map(|pod| {
            let mut draft = scene.draft();
            named(&mut draft, pod);
            let body = json!({ "token": draft.sign().expose(), "instanceId": "i-0123456789abcdef0" });
            Request::exchange(scene.cluster().name(), "").with_body(body.to_string())
        })
        .into()
}

pub(super) fn all(world: &World) -> Vec<Witness> {
    let pods = |names: [&str; 2], edit: fn(&mut TokenDraft<'_>)| {
        let of = |pod: &str| {
            token(world, |draft| {
                named(draft, pod);
                edit(draft);
            })
        };
        names.map(of).to_vec()
    };
    let (_, request) = good(world);
    let refused =
        request.clone().with_header("Transfer-Encoding", "chunked").with_body(r#"{"token":"e30.e30.AAAA"}"#);
    let jti = pods(["web-0", "web-1"], |draft| draft.claims_mut().set("jti", "1"));
    vec![
        ("deep.cache.by-instance", OthersAnswer, on_one_instance(world)),
        ("deep.cache.by-short-jti", OthersAnswer, jti),
        // Both names have the same sixteen bits in FNV-1a.
        ("deep.cache.by-short-hash", OthersAnswer, pods(["web-19", "web-640"], |_| {})),
        ("deep.refusal.of-chunks", GoodRefused, vec![refused, request]),
    ]
}
