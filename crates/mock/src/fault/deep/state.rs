//! Faults with what one exchange leaves to another.

use super::{Fault, Seen, claims};
use crate::base64url;
use crate::fault::cache::cached;
use crate::fault::state::{instead, remembers};
use crate::json::{Json, Object};
use crate::refusal::Refusal;

/// A key under which this cluster's answers are kept.
fn key(seen: &Seen<'_>, what: &str) -> Option<String> {
    Some(format!("{}/{what}", seen.trace.cluster.as_deref()?))
}

fn body(seen: &Seen<'_>) -> Option<Object> {
    Json::read(seen.request.body()).ok()?.into_object()
}

/// FNV-1a of the text, in 32 bits, of which the lower half is kept.
fn short_hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
        & 0xffff
}

/// Whether the token names a key of its cluster in other letters than the key's own.
fn names_key_in_other_case(seen: &Seen<'_>) -> Option<bool> {
    let header = base64url::decode(seen.trace.token.as_deref()?.split('.').next()?)?;
    let header = Json::read(&header).ok()?.into_object()?;
    let kid = header.text("kid")?;
    let mut keys = seen.world.cluster(seen.trace.cluster.as_deref()?)?.keys().iter();
    Some(keys.any(|key| key.kid() != kid && key.kid().eq_ignore_ascii_case(kid)))
}

pub(super) static FAULTS: &[Fault] = &[
    remembers(
        "deep.cache.by-instance",
        "RSP-015",
        "answers are kept by cluster and instanceId, whatever pod of the instance asks",
        |memory, seen, answer| {
            cached(memory, seen, answer, |seen| {
                key(seen, body(seen)?.text("instanceId").filter(|id| !id.is_empty())?)
            })
        },
    ),
    remembers(
        "deep.cache.by-short-jti",
        "STA-003",
        "answers are kept by cluster and jti, where jti has fewer than sixteen characters",
        |memory, seen, answer| {
            cached(memory, seen, answer, |seen| {
                key(seen, claims(seen)?.text("jti").filter(|jti| jti.len() < 16)?)
            })
        },
    ),
    remembers(
        "deep.cache.by-short-hash",
        "STA-003",
        "answers are kept by cluster and sixteen bits of a hash of the pod's name",
        |memory, seen, answer| {
            cached(memory, seen, answer, |seen| {
                key(seen, &short_hash(&seen.trace.identity.as_ref()?.pod).to_string())
            })
        },
    ),
    remembers(
        "deep.kid.case-remembered",
        "STA-002",
        "a kid that is not known in its letter case is not known the next time in any",
        |memory, seen, answer| {
            if seen.refusal().is_some() && names_key_in_other_case(seen) == Some(true) {
                memory.latest = Some(answer.clone());
            } else if seen.grant().is_some() && memory.latest.take().is_some() {
                return instead(&answer, &Refusal::invalid_token("the key of the token is not known"));
            }
            answer
        },
    ),
];
