//! Faults in what the token's header may have beside alg and kid.

use super::expiry::crash_if;
use super::parties::refuse;
use super::{Fault, Hook};
use crate::decide::signature::critical;
use crate::decide::{Checked, Evidence};
use crate::json::{Json, Object};

/// The members that RFC 7515 and RFC 7797 define themselves, of those that tokens have.
const STANDARD: [&str; 4] = ["alg", "b64", "crit", "kid"];

/// A crash on reading the header where the condition holds of it, before anything else is looked at.
fn crashing(evidence: &Evidence<'_>, condition: fn(&Object) -> bool) -> Checked {
    crash_if(condition(&evidence.jws.header))?;
    critical(evidence)
}

fn has_one_of(header: &Object, names: &[&str]) -> bool {
    names.iter().any(|name| header.get(name).is_some())
}

/// The names in crit, or nothing where crit is no list of names, or an empty one.
fn critical_names(crit: &Json) -> Option<Vec<&str>> {
    let names: Vec<&str> = crit.as_array()?.iter().map(Json::as_text).collect::<Option<_>>()?;
    (!names.is_empty()).then_some(names)
}

pub(super) static FAULTS: &[Fault] = &[
    stage!("signature.header.typ-present-crash", "TOK-021", "any typ crashes the service", critical, |it| {
        crashing(it, |header| has_one_of(header, &["typ"]))
    }),
    stage!("signature.header.b64-crash", "TOK-021", "a b64 crashes the service", critical, |it| crashing(
        it,
        |header| has_one_of(header, &["b64"])
    )),
    stage!(
        "signature.header.encryption-crash",
        "TOK-021",
        "members of encrypted tokens crash the service",
        critical,
        |it| crashing(it, |header| has_one_of(header, &["enc", "p2c", "p2s"]))
    ),
    stage!(
        "signature.header.x509-crash",
        "TOK-021",
        "a stray x5u or x5t crashes the service",
        critical,
        |it| crashing(it, |header| has_one_of(header, &["x5u", "x5t"]))
    ),
    stage!("signature.header.jwk-crash", "TOK-021", "a stray jwk crashes the service", critical, |it| {
        crashing(it, |header| has_one_of(header, &["jwk"]))
    }),
    stage!(
        "signature.header.claims-crash",
        "TOK-021",
        "claims that the header repeats crash the service",
        critical,
        |it| crashing(it, |header| has_one_of(header, &["iss", "sub", "aud"]))
    ),
    stage!("signature.header.order-fixed", "TOK-001", "the header must begin with alg", critical, |it| {
        refuse(it.jws.header.members().next().is_some_and(|(name, _)| name != "alg"))?;
        critical(it)
    }),
    stage!(
        "signature.crit.ill-typed-crash",
        "TOK-021",
        "a crit that is no list of names, or an empty one, crashes the service",
        critical,
        |it| crashing(it, |header| header.get("crit").is_some_and(|crit| critical_names(crit).is_none()))
    ),
    stage!(
        "signature.crit.standard-crash",
        "TOK-021",
        "a crit that names what needs no naming crashes the service",
        critical,
        |it| crashing(it, |header| {
            let names = header.get("crit").and_then(critical_names);
            names.is_some_and(|names| names.iter().all(|name| STANDARD.contains(name)))
        })
    ),
    stage!(
        "signature.crit.in-claims-crash",
        "TOK-021",
        "a crit among the claims crashes the service",
        critical,
        |it| {
            crash_if(it.jws.claims.get("crit").is_some())?;
            critical(it)
        }
    ),
];
