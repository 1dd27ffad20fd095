//! Faults at one length, one count, one number or one spelling within the token: the deep ones.

pub(super) mod association;
pub(super) mod claims;
pub(super) mod expiry;
pub(super) mod forged;
pub(super) mod form;
pub(super) mod header;
pub(super) mod parties;
pub(super) mod pod;
pub(super) mod signature;
pub(super) mod subject;
pub(super) mod unknown;

use super::expiry::crash_if;
use super::parties::refuse;
use crate::decide::signature::critical;
use crate::decide::{Checked, Evidence, audience};
use crate::json::Json;

/// A crash where the condition holds, before anything of the token is believed.
pub(super) fn crash_first(evidence: &Evidence<'_>, condition: bool) -> Checked {
    crash_if(condition)?;
    critical(evidence)
}

/// A crash where the condition holds, of a token that is good so far.
pub(super) fn crash_late(evidence: &Evidence<'_>, condition: bool) -> Checked {
    crash_if(condition)?;
    audience::check(evidence)
}

/// A refusal where the condition holds, of a token that is good so far.
pub(super) fn refuse_late(evidence: &Evidence<'_>, condition: bool) -> Checked {
    refuse(condition)?;
    audience::check(evidence)
}

/// The claims that the service knows.
pub(super) const CLAIMS: [&str; 8] = ["aud", "exp", "iat", "iss", "jti", "kubernetes.io", "nbf", "sub"];

/// Whether the condition holds of an unknown claim.
pub(super) fn any_unknown_claim(evidence: &Evidence<'_>, condition: impl Fn(&str, &Json) -> bool) -> bool {
    let mut members = evidence.jws.claims.members();
    members.any(|(name, value)| !CLAIMS.contains(&name) && condition(name, value))
}

/// Whether the condition holds of an unknown member of the header.
fn any_unknown_member(evidence: &Evidence<'_>, condition: impl Fn(&str, &Json) -> bool) -> bool {
    let mut members = evidence.jws.header.members();
    members.any(|(name, value)| !["alg", "kid", "typ", "cty"].contains(&name) && condition(name, value))
}

/// Whether the value is a string of which the condition holds.
pub(super) fn is_text(value: Option<&Json>, condition: impl Fn(&str) -> bool) -> bool {
    value.and_then(Json::as_text).is_some_and(condition)
}

/// How deep arrays and objects lie in one another.
fn depth(value: &Json) -> usize {
    let inner = match value {
        Json::Array(elements) => elements.iter().map(depth).max(),
        Json::Object(object) => object.members().map(|(_, value)| depth(value)).max(),
        _ => return 0,
    };
    1 + inner.unwrap_or_default()
}
