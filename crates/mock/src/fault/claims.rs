//! Faults in what a token may have besides, in its claims and its header.

use super::expiry::crash_if;
use super::parties::refuse;
use super::{Fault, Hook};
use crate::decide::audience;
use crate::json::Object;

fn has_other_than(object: &Object, known: &[&str]) -> bool {
    object.members().any(|(name, _)| !known.contains(&name))
}

const CLAIMS: [&str; 8] = ["aud", "exp", "iat", "iss", "jti", "kubernetes.io", "nbf", "sub"];

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "claims.unknown-refused",
        "TOK-001",
        "a claim that the service does not know is refused",
        audience,
        |evidence| {
            refuse(has_other_than(&evidence.jws.claims, &CLAIMS))?;
            audience::check(evidence)
        }
    ),
    stage!(
        "claims.order-fixed",
        "TOK-001",
        "the claims must stand in Kubernetes' order",
        audience,
        |evidence| {
            refuse(evidence.jws.claims.members().next().is_some_and(|(name, _)| name != "aud"))?;
            audience::check(evidence)
        }
    ),
    stage!("claims.many-crash", "TOK-001", "more than 64 claims crash the service", audience, |evidence| {
        crash_if(evidence.jws.claims.members().count() > 64)?;
        audience::check(evidence)
    }),
    stage!(
        "signature.header.unknown-refused",
        "TOK-001",
        "a header member that the service does not know is refused",
        audience,
        |evidence| {
            refuse(has_other_than(
                &evidence.jws.header,
                &["alg", "kid", "typ", "cty", "zip", "jku", "jwk", "x5u", "x5c", "b64"],
            ))?;
            audience::check(evidence)
        }
    ),
    stage!(
        "signature.header.typ-required",
        "RSP-001",
        "a token without typ is refused",
        audience,
        |evidence| {
            refuse(evidence.jws.header.get("typ").is_none())?;
            audience::check(evidence)
        }
    ),
    stage!(
        "signature.header.typ-crash",
        "TOK-021",
        "a typ other than JWT crashes the service",
        audience,
        |evidence| {
            crash_if(evidence.jws.header.get("typ").is_some_and(|typ| typ.as_text() != Some("JWT")))?;
            audience::check(evidence)
        }
    ),
    stage!("signature.header.cty-crash", "TOK-021", "a cty crashes the service", audience, |evidence| {
        crash_if(evidence.jws.header.get("cty").is_some())?;
        audience::check(evidence)
    }),
    stage!("signature.header.zip-crash", "TOK-021", "a zip crashes the service", audience, |evidence| {
        crash_if(evidence.jws.header.get("zip").is_some())?;
        audience::check(evidence)
    }),
    stage!(
        "signature.header.jku-crash",
        "TOK-021",
        "a stray jku crashes the service",
        audience,
        |evidence| {
            crash_if(evidence.jws.header.get("jku").is_some())?;
            audience::check(evidence)
        }
    ),
];
