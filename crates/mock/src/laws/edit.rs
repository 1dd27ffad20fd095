//! Good requests with edits that are drawn from bytes.

use base64_simd::URL_SAFE_NO_PAD;
use eks_auth_protocol::laws::Draw;
use eks_auth_world::{Algorithm, TokenDraft};
use serde_json::{Value, json};

use super::bench::{Bench, NOW, moment};
use super::request::{body, plain, to};
use crate::{Moment, Request};

/// A request at a moment.
pub(super) struct Drawn {
    pub(super) request: Request,
    pub(super) moment: Moment,
}

/// Draws which token, what is done to it, and what to the request around it.
pub(super) fn draw(bench: &Bench, bytes: &[u8]) -> Drawn {
    let mut draw = Draw::new(bytes);
    let text = token(bench, &mut draw);
    let seconds = match draw.below(4) {
        0 => NOW,
        1 => NOW.saturating_add(i64::from(draw.byte())),
        2 => NOW.saturating_add(draw.integer() % 100_000),
        _ => draw.integer(),
    };
    let moment = moment(seconds).with_nanoseconds(u32::from(draw.byte()) * 3_921_568);
    Drawn { request: request(bench, &mut draw, &text), moment }
}

/// A token as it will be sent.
fn token(bench: &Bench, draw: &mut Draw<'_>) -> String {
    let pick = |draw: &mut Draw<'_>| &bench.signed()[draw.below(bench.signed().len())];
    let one = pick(draw);
    let assemble = |header: &[u8], claims: &[u8], signature: &[u8]| {
        [header, claims, signature].map(|part| URL_SAFE_NO_PAD.encode_to_string(part)).join(".")
    };
    match draw.below(8) {
        0 => one.token().to_owned(),
        1 => String::from_utf8_lossy(&edited(draw, one.token().as_bytes())).into_owned(),
        2 => assemble(&edited(draw, one.header()), one.claims(), one.signature()),
        3 => assemble(one.header(), &edited(draw, one.claims()), one.signature()),
        4 => assemble(one.header(), one.claims(), &edited(draw, one.signature())),
        5 => {
            let (other, third) = (pick(draw), pick(draw));
            assemble(one.header(), other.claims(), third.signature())
        }
        6 => signed_anew(bench, draw),
        _ => foreign(bench, draw),
    }
}

/// A token that says something else and is signed for it by the cluster.
fn signed_anew(bench: &Bench, draw: &mut Draw<'_>) -> String {
    let mut draft = bench.quick_draft();
    reword(draw, &mut draft);
    draft.sign().into_string()
}

/// A token that somebody else signed, with a key that no cluster has.
fn foreign(bench: &Bench, draw: &mut Draw<'_>) -> String {
    let mut draft = bench.quick_draft();
    draft.sign_only_with(bench.service().world().foreign_key(Algorithm::Es256));
    reword(draw, &mut draft);
    draft.sign().into_string()
}

/// Other claims, another header, or other bytes for either.
fn reword(draw: &mut Draw<'_>, draft: &mut TokenDraft<'_>) {
    const CLAIMS: [&str; 9] = ["aud", "exp", "iat", "iss", "jti", "kubernetes.io", "nbf", "sub", "other"];
    const HEADER: [&str; 6] = ["alg", "kid", "typ", "crit", "jwk", "b64"];
    for _ in 0..draw.below(4) {
        match draw.below(6) {
            0 | 1 => draft.claims_mut().set(CLAIMS[draw.below(CLAIMS.len())], value(draw)),
            2 => draft.header_mut().set(HEADER[draw.below(HEADER.len())], value(draw)),
            3 => {
                let name = ["namespace", "serviceaccount", "pod", "node"][draw.below(4)];
                let value = value(draw);
                draft.edit_kubernetes(|members| members.set(name, value));
            }
            4 => {
                let text = edited(draw, &draft.payload_bytes());
                draft.payload_raw(text);
            }
            _ => {
                let text = edited(draw, &draft.header_bytes());
                draft.header_raw(text);
            }
        }
    }
}

/// A value of any JSON type, or one that other tokens have.
fn value(draw: &mut Draw<'_>) -> Value {
    match draw.below(10) {
        0 => json!(draw.text()),
        1 => json!(draw.integer()),
        2 => json!(NOW.saturating_add(draw.integer() % 1_000)),
        3 => json!(draw.integer() as f64 / 256.0),
        4 => json!([draw.text(), eks_auth_protocol::operation::AUDIENCE]),
        5 => json!([draw.text()]),
        6 => json!({ "name": draw.text(), "uid": draw.text() }),
        7 => json!(draw.below(2) == 1),
        8 => json!(format!("system:serviceaccount:{}:{}", draw.text(), draw.text())),
        _ => Value::Null,
    }
}

/// The bytes with some bytes at one place exchanged for others.
fn edited(draw: &mut Draw<'_>, bytes: &[u8]) -> Vec<u8> {
    let start = draw.below(bytes.len() + 1);
    let end = (start + draw.below(8)).min(bytes.len());
    let mut edited = bytes.to_vec();
    edited.splice(start..end, draw.bytes().iter().copied());
    edited
}

/// The token in a request.
fn request(bench: &Bench, draw: &mut Draw<'_>, token: &str) -> Request {
    let good = plain(bench).with_body(body(token));
    match draw.below(8) {
        1 => {
            let other = &bench.signed()[draw.below(bench.signed().len())];
            to(&format!("/clusters/{}/assume-role-for-pod-identity", other.by())).with_body(body(token))
        }
        2 => to(&String::from_utf8_lossy(&edited(draw, good.target().as_bytes()))).with_body(body(token)),
        3 => {
            let text = edited(draw, body(token).as_bytes());
            good.with_body(text)
        }
        4 => {
            let member = json!({ "token": token, draw.text(): value(draw), "zone": value(draw) });
            good.with_body(member.to_string())
        }
        5 => {
            let (name, value) = (draw.text(), draw.bytes());
            good.with_header(name, value)
        }
        6 => Request::new(draw.text(), good.target())
            .with_header("Content-Type", "application/json")
            .with_body(body(token)),
        7 => good.without_header("content-type").with_header("Content-Type", draw.bytes()),
        _ => good,
    }
}
