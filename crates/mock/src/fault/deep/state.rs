//! Faults with what one exchange leaves to another.

use super::{Fault, Seen, claims, is_chunked};
use crate::decide::body::not_json;
use crate::fault::cache::cached;
use crate::fault::state::{instead, remembers};
use crate::json::{Json, Object};

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

/// The key under which the pod's answer is kept, and that of the pod itself, whose own answer is never an old one.
fn hashed(seen: &Seen<'_>) -> Option<(String, String)> {
    let identity = seen.trace.identity.as_ref()?;
    let subject = key(seen, &format!("{}/{}", identity.namespace, identity.service_account))?;
    Some((format!("{subject}/{}", short_hash(&identity.pod)), format!("{subject}:{}", identity.pod)))
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
        "answers are kept by subject and sixteen bits of a hash of the pod's name",
        |memory, seen, answer| {
            let Some((key, pod)) = hashed(seen).filter(|_| seen.grant().is_some()) else { return answer };
            if memory.recall(&pod).is_some() {
                return answer;
            }
            let _ = memory.keep(pod, &answer);
            memory.keep(key, &answer)
        },
    ),
    remembers(
        "deep.refusal.of-chunks",
        "STA-002",
        "the last chunk of a request whose token was refused is left for the next good one, which is refused for it",
        |memory, seen, answer| {
            if seen.refusal().is_some() && seen.trace.cluster.is_some() && is_chunked(seen) {
                memory.latest = Some(answer.clone());
            } else if seen.grant().is_some() && memory.latest.take().is_some() {
                return instead(&answer, &not_json());
            }
            answer
        },
    ),
];
