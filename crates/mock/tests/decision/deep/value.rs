//! Requests with one value.

use eks_auth_protocol::operation::AUDIENCE;
use eks_auth_world::World;
use serde_json::{Value, json};

use super::Symptom::{BadGranted, Crash, GoodRefused, Unreadable};
use super::{Witness, named, token};
use crate::stage::{JTI, NOW};

pub(super) fn all(world: &World) -> Vec<Witness> {
    let claim = |name: &str, value: Value| token(world, |draft| draft.claims_mut().set(name, value));
    let node = json!({ "name": "n", "uid": JTI, "x": 1 });
    let reference = token(world, |draft| draft.edit_kubernetes(|all| all.set("node", node)));
    let quoted = token(world, |draft| {
        draft.claims_mut().set("jti", "a\"b");
        draft.claims_mut().set("exp", NOW - 600);
    });
    vec![
        ("deep.nbf.wrapped", BadGranted, vec![claim("nbf", json!(1_i64 << 32))]),
        ("deep.pod.boolean", GoodRefused, vec![token(world, |draft| named(draft, "no"))]),
        ("deep.jti.percent", Crash, vec![claim("jti", json!("100%"))]),
        ("deep.audience.empty-beside", GoodRefused, vec![claim("aud", json!([AUDIENCE, ""]))]),
        ("deep.refusal.quoted-jti", Unreadable, vec![quoted]),
        ("deep.reference.third-member", Crash, vec![reference]),
    ]
}
