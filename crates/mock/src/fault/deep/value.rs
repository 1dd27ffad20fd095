//! Faults at one value.

use eks_auth_protocol::Exception;

use super::{Fault, Hook, claim, claims, pod_name, reference};
use crate::decide::audience::named;
use crate::decide::times::not_before;
use crate::decide::{Checked, Evidence};
use crate::fault::boundary_token::{crash_first, crash_late, is_text, refuse_late};
use crate::json::{Json, Number};

/// What YAML 1.1 takes for a boolean, and JSON does not.
const BOOLEANS: [&str; 6] = ["yes", "no", "on", "off", "y", "n"];

/// The whole check, with the distance between now and nbf in 32 bits.
fn not_before_in_32_bits(evidence: &Evidence<'_>) -> Checked {
    let whole = match claim(evidence, "nbf") {
        Some(Json::Number(Number::Whole(whole))) => Some(*whole),
        _ => None,
    };
    let ahead = whole.map(|nbf| (nbf - i128::from(evidence.moment.seconds())).rem_euclid(1 << 32));
    if ahead.is_some_and(|ahead| ahead >= 1 << 31) { Ok(()) } else { not_before(evidence) }
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "deep.nbf.wrapped",
        "TOK-011",
        "how far nbf is ahead is kept in 32 bits, and 68 years are far behind",
        not_before,
        not_before_in_32_bits
    ),
    stage!(
        "deep.pod.boolean",
        "TOK-001",
        "a pod whose name is a boolean of YAML, such as `no`, is refused",
        audience,
        |it| refuse_late(it, pod_name(it).is_some_and(|name| BOOLEANS.contains(&name)))
    ),
    stage!(
        "deep.jti.percent",
        "TOK-021",
        "a jti is logged as a format, and a percent sign in it crashes the service",
        critical,
        |it| crash_first(it, is_text(claim(it, "jti"), |jti| jti.contains('%')))
    ),
    stage!(
        "deep.audience.empty-beside",
        "TOK-001",
        "an empty audience beside the right one is refused",
        audience,
        |it| refuse_late(it, named(&it.jws.claims).contains(&""))
    ),
    Fault::new(
        "deep.refusal.quoted-jti",
        "ERR-003",
        "the refusal of an expired token quotes its jti as it is: a quotation mark in it breaks the body",
        Hook::Answer(|answer, seen| {
            let expired =
                seen.refusal().is_some_and(|refusal| refusal.name == Exception::ExpiredToken.name());
            let id = claims(seen).and_then(|claims| claims.text("jti").map(str::to_owned));
            if let Some(id) = id.filter(|_| expired) {
                *answer.body_mut() = format!(r#"{{"message":"the token {id} expired"}}"#).into_bytes();
            }
        }),
    ),
    stage!(
        "deep.reference.third-member",
        "TOK-001",
        "a third member beside name and uid of the pod, the node or the service account crashes the service",
        audience,
        |it| {
            let kinds = ["pod", "node", "serviceaccount"].map(|kind| reference(it, kind));
            crash_late(it, kinds.into_iter().flatten().any(|object| object.members().count() > 2))
        }
    ),
];
