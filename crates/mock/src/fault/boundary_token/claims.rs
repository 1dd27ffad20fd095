//! The order of the claims, their spelling, and the claims that decide nothing.

use super::{crash_first, crash_late, is_text, refuse_late};
use crate::base64url;
use crate::decide::Evidence;
use crate::decide::jws::{self, Jws, parts};
use crate::fault::expiry::{claim, seconds};
use crate::fault::{Fault, Hook, crash};
use crate::json::Json;
use crate::refusal::Refusal;

/// The token taken apart, or a crash where the condition holds of the claims' text.
fn text_crash(token: &str, condition: impl Fn(&str) -> bool) -> Result<Jws, Refusal> {
    let read = jws::read(token)?;
    let text = parts(token).and_then(|(_, claims, _)| base64url::decode(claims)).unwrap_or_default();
    if condition(&String::from_utf8_lossy(&text)) { Err(crash()) } else { Ok(read) }
}

/// Where the claim of that name stands.
fn place(evidence: &Evidence<'_>, name: &str) -> Option<usize> {
    evidence.jws.claims.members().position(|(have, _)| have == name)
}

fn in_kubernetes(evidence: &Evidence<'_>, name: &str, condition: impl Fn(&Json) -> bool) -> bool {
    evidence.jws.claims.object("kubernetes.io").and_then(|all| all.get(name)).is_some_and(condition)
}

pub(in crate::fault) static FAULTS: &[Fault] = &[
    stage!(
        "claims.order.exp-last",
        "TOK-001",
        "a token whose last claim is exp is refused",
        audience,
        |it| {
            let last = it.jws.claims.members().last();
            refuse_late(it, last.is_some_and(|(name, _)| name == "exp"))
        }
    ),
    stage!(
        "claims.order.sub-first",
        "TOK-001",
        "a token whose first claim is sub crashes the service",
        audience,
        |it| { crash_late(it, place(it, "sub") == Some(0)) }
    ),
    stage!(
        "claims.order.within",
        "TOK-001",
        "a token whose kubernetes.io does not begin with the namespace is refused",
        audience,
        |it| {
            let first = it.jws.claims.object("kubernetes.io").and_then(|all| all.members().next());
            refuse_late(it, first.is_some_and(|(name, _)| name != "namespace"))
        }
    ),
    stage!(
        "claims.space.carriage-return",
        "TOK-021",
        "a carriage return in the claims crashes the service",
        jws,
        |token| { text_crash(token, |text| text.contains('\r')) }
    ),
    stage!(
        "claims.space.many",
        "TOK-021",
        "32 spaces in a row in the claims crash the service",
        jws,
        |token| { text_crash(token, |text| text.contains(&" ".repeat(32))) }
    ),
    stage!(
        "claims.escape.slash",
        "TOK-021",
        "an escaped slash in the claims crashes the service",
        jws,
        |token| { text_crash(token, |text| text.contains("\\/")) }
    ),
    stage!("claims.escape.exp", "TOK-021", "exp written in escapes crashes the service", jws, |token| {
        text_crash(token, |text| text.to_ascii_lowercase().contains("\"\\u0065\\u0078\\u0070\""))
    }),
    stage!(
        "claims.jti.buffer",
        "TOK-021",
        "a jti over 1024 characters crashes the service",
        critical,
        |it| { crash_first(it, is_text(claim(it, "jti"), |jti| jti.len() > 1_024)) }
    ),
    stage!("claims.jti.control", "TOK-021", "a NUL in jti crashes the service", critical, |it| {
        crash_first(it, is_text(claim(it, "jti"), |jti| jti.contains('\0')))
    }),
    stage!("claims.jti.array", "TOK-021", "a jti that is an array crashes the service", critical, |it| {
        crash_first(it, claim(it, "jti").is_some_and(|jti| jti.as_array().is_some()))
    }),
    stage!("claims.iat.32-bits", "TOK-021", "an iat of -2^32 or less crashes the service", critical, |it| {
        crash_first(it, seconds(it, "iat").is_some_and(|iat| iat <= -4_294_967_296.0))
    }),
    stage!("claims.iat.64-bits", "TOK-021", "an iat of 2^63 or more crashes the service", critical, |it| {
        crash_first(it, seconds(it, "iat").is_some_and(|iat| iat >= 9.3e18))
    }),
    stage!("claims.nbf.32-bits", "TOK-021", "an nbf of -2^31 or less crashes the service", critical, |it| {
        crash_first(it, seconds(it, "nbf").is_some_and(|nbf| nbf <= -2_147_483_648.0))
    }),
    stage!(
        "claims.kubernetes.pod-array",
        "TOK-029",
        "a pod that is an array crashes the service",
        critical,
        |it| { crash_first(it, in_kubernetes(it, "pod", |pod| pod.as_array().is_some())) }
    ),
    stage!(
        "claims.kubernetes.node-true",
        "TOK-029",
        "a node that is true crashes the service",
        critical,
        |it| { crash_first(it, in_kubernetes(it, "node", |node| *node == Json::Bool(true))) }
    ),
    stage!(
        "claims.kubernetes.secret",
        "TOK-021",
        "a secret beside the pod crashes the service",
        critical,
        |it| { crash_first(it, in_kubernetes(it, "secret", |_| true)) }
    ),
    stage!(
        "claims.kubernetes.warnafter",
        "TOK-021",
        "a warnafter that is no number crashes the service",
        critical,
        |it| { crash_first(it, in_kubernetes(it, "warnafter", |warn| warn.as_number().is_none())) }
    ),
    stage!("claims.size.2048", "TOK-001", "a token of 2048 bytes or more is refused", jws, |token| {
        if token.len() >= 2_048 { Err(jws::malformed()) } else { jws::read(token) }
    }),
    stage!(
        "claims.size.page",
        "TOK-001",
        "a token of exactly 4096 bytes crashes the service",
        jws,
        |token| { if token.len() == 4_096 { Err(crash()) } else { jws::read(token) } }
    ),
    stage!(
        "claims.size.head",
        "REQ-014",
        "a token of more than 8192 bytes crashes the service",
        jws,
        |token| { if token.len() > 8_192 { Err(crash()) } else { jws::read(token) } }
    ),
    stage!("claims.size.record", "REQ-015", "a token of more than 16384 bytes is refused", jws, |token| {
        if token.len() > 16_384 { Err(jws::malformed()) } else { jws::read(token) }
    }),
];
