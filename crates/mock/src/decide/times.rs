//! When the token is good.

use eks_auth_protocol::Exception;

use super::{Checked, Evidence};
use crate::refusal::Refusal;

/// How far ahead nbf may lie, in seconds: the issuer's clock and ours differ a little, and Kubernetes allows as much.
///
/// exp has no such leeway, as the service's own error text says that the current time must be before it.
pub(crate) const NOT_BEFORE_LEEWAY: i64 = 60;

/// exp: required, a number, after now.
pub(crate) fn expiry(evidence: &Evidence<'_>) -> Checked {
    let Some(expiry) = evidence.jws.claims.get("exp").and_then(super::super::json::Json::as_number) else {
        return Err(Refusal::invalid_token("the claim exp is missing or not a number"));
    };
    if expiry.is_after(evidence.moment.seconds(), evidence.moment.nanoseconds()) {
        Ok(())
    } else {
        Err(expired())
    }
}

/// nbf: a number, if it is there; not more than the leeway after now.
pub(crate) fn not_before(evidence: &Evidence<'_>) -> Checked {
    let Some(value) = evidence.jws.claims.get("nbf") else { return Ok(()) };
    let latest = evidence.moment.later(NOT_BEFORE_LEEWAY);
    match value.as_number() {
        Some(start) if !start.is_after(latest.seconds(), latest.nanoseconds()) => Ok(()),
        Some(_) => Err(Refusal::invalid_token("the token is not valid yet")),
        None => Err(Refusal::invalid_token("the claim nbf is not a number")),
    }
}

/// iat: a number, if it is there. It decides nothing.
pub(crate) fn issued_at(evidence: &Evidence<'_>) -> Checked {
    match evidence.jws.claims.get("iat") {
        Some(value) if value.as_number().is_none() => {
            Err(Refusal::invalid_token("the claim iat is not a number"))
        }
        _ => Ok(()),
    }
}

pub(crate) fn expired() -> Refusal {
    Refusal::modelled(Exception::ExpiredToken, "the token has expired")
}
