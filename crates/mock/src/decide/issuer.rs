//! Who issued the token.

use super::{Checked, Evidence};
use crate::refusal::Refusal;

/// iss: the issuer of the cluster in the path, byte for byte.
pub(crate) fn check(evidence: &Evidence<'_>) -> Checked {
    if evidence.jws.claims.text("iss") == Some(evidence.cluster.issuer()) { Ok(()) } else { Err(wrong()) }
}

pub(crate) fn wrong() -> Refusal {
    Refusal::invalid_token("the token is not from the issuer of this cluster")
}
