//! Requests with two things at once.

use eks_auth_world::{Algorithm, TokenDraft, World};
use serde_json::json;

use super::Symptom::{BadGranted, Crash, GoodRefused, TokenTold};
use super::{Witness, at, forged, padding, token, with_member};
use crate::stage::good;

fn without_node(draft: &mut TokenDraft<'_>) {
    draft.edit_kubernetes(|all| all.remove("node"));
}

pub(super) fn all(world: &World) -> Vec<Witness> {
    let long = forged(world, |draft| padding(draft, 4_000));
    let respelt = forged(world, |draft| {
        let header = draft.header().to_json().replacen("\"alg\":", "\"alg\": ", 1);
        draft.header_raw(header);
    });
    let expired = token(world, |draft| {
        draft.lifetime(-600);
        draft.claims_mut().remove("nbf");
    });
    let critical = token(world, |draft| {
        draft.header_mut().set("typ", "JWT");
        draft.header_mut().set("crit", json!(["x"]));
    });
    let subject = token(world, |draft| {
        without_node(draft);
        draft.claims_mut().set("sub", "system:serviceaccount:orders:ledger");
    });
    let kid = token(world, |draft| {
        let key = world.clusters()[0].key(Algorithm::Es256).expect("a key for ES256");
        draft.signed_by(key);
        draft.header_mut().remove("kid");
    });
    let told = token(world, |draft| {
        draft.lifetime(-600);
        padding(draft, 1);
    });
    let zone = with_member(world, "zone", "usw2-az1").with_header("Transfer-Encoding", "chunked");
    let (_, request) = good(world);
    let query = at(&request, format!("{}?a=b", request.target().replacen("/conf", "/%63onf", 1)));
    vec![
        ("deep.forged.and-long", BadGranted, vec![long]),
        ("deep.forged.and-respelt", BadGranted, vec![respelt]),
        ("deep.expired.and-no-nbf", BadGranted, vec![expired]),
        ("deep.critical.and-typ", BadGranted, vec![critical]),
        ("deep.subject.and-no-node", BadGranted, vec![subject]),
        ("deep.kid.absent-and-es256", Crash, vec![kid]),
        ("deep.label.escaped-and-query", Crash, vec![query]),
        ("deep.zone.and-chunked", GoodRefused, vec![zone]),
        ("deep.expired.and-unknown-claim", TokenTold, vec![told]),
    ]
}
