//! Faults of answers that are kept and given again.

use eks_auth_protocol::Exception;

use super::state::{instead, remembers};
use super::{Fault, Seen};
use crate::Answer;
use crate::base64url;
use crate::json::{Json, Object};
use crate::memory::Memory;
use crate::refusal::Refusal;

/// The first answer that was granted under that key, in place of a later one.
pub(super) fn cached(
    memory: &mut Memory,
    seen: &Seen<'_>,
    answer: Answer,
    key: fn(&Seen<'_>) -> Option<String>,
) -> Answer {
    match key(seen).filter(|_| seen.grant().is_some()) {
        Some(key) => memory.keep(key, &answer),
        None => answer,
    }
}

/// Like [`cached`], and what was granted once under that key is granted for ever, whatever the checks say.
fn cached_before_checks(
    memory: &mut Memory,
    seen: &Seen<'_>,
    answer: Answer,
    key: fn(&Seen<'_>) -> Option<String>,
) -> Answer {
    match key(seen) {
        Some(key) if seen.grant().is_some() => memory.keep(key, &answer),
        Some(key) => memory.recall(&key).cloned().unwrap_or(answer),
        None => answer,
    }
}

/// Cluster and `jti`.
fn token_id(seen: &Seen<'_>) -> Option<String> {
    Some(format!("{}/{}", seen.trace.cluster.as_deref()?, claims(seen)?.text("jti")?))
}

/// Cluster and the first characters of the token.
fn beginning(seen: &Seen<'_>, characters: usize) -> Option<String> {
    let (cluster, token) = (seen.trace.cluster.as_deref()?, seen.trace.token.as_deref()?);
    Some(format!("{cluster}/{}", token.get(..characters)?))
}

/// The answer as it is the first time, and with so many seconds left when the token comes again.
fn expiring_again(memory: &mut Memory, seen: &Seen<'_>, answer: Answer, seconds: i64) -> Answer {
    let Some((key, grant)) = part(seen, 2).zip(seen.grant()) else { return answer };
    if memory.recall(&key).is_none() {
        return memory.keep(key, &answer);
    }
    let left = seen.moment.later(seconds).seconds().to_string();
    let body = String::from_utf8_lossy(answer.body()).replace(&grant.expiration, &left);
    answer.with_body(body)
}

/// The token's parts, of three.
fn part(seen: &Seen<'_>, index: usize) -> Option<String> {
    seen.trace.token.as_deref()?.split('.').nth(index).filter(|part| !part.is_empty()).map(str::to_owned)
}

/// The claims of a token, whatever its signature.
pub(super) fn claims(seen: &Seen<'_>) -> Option<Object> {
    Json::read(&base64url::decode(&part(seen, 1)?)?).ok()?.into_object()
}

/// Cluster and subject of a grant.
fn subject(seen: &Seen<'_>) -> Option<String> {
    let identity = seen.trace.identity.as_ref()?;
    let cluster = seen.trace.cluster.as_deref()?;
    Some(format!("{cluster}/{}/{}", identity.namespace, identity.service_account))
}

pub(super) static FAULTS: &[Fault] = &[
    remembers(
        "isolation.second-use-refused",
        "STA-003",
        "a token is refused when it comes again",
        |memory, seen, answer| {
            let Some(key) = part(seen, 2).filter(|_| seen.grant().is_some()) else { return answer };
            if memory.recall(&key).is_some() {
                instead(&answer, &Refusal::invalid_token("the token was used before"))
            } else {
                memory.keep(key, &answer)
            }
        },
    ),
    remembers(
        "isolation.cache.by-subject",
        "STA-003",
        "answers are kept by subject, whatever the pod",
        |memory, seen, answer| cached(memory, seen, answer, subject),
    ),
    remembers(
        "isolation.cache.by-token-id",
        "STA-003",
        "answers are kept by the token's jti",
        |memory, seen, answer| {
            cached(memory, seen, answer, |seen| claims(seen)?.text("jti").map(str::to_owned))
        },
    ),
    remembers(
        "isolation.cache.by-name",
        "RSP-015",
        "answers are kept by namespace and service account, whatever the cluster",
        |memory, seen, answer| {
            cached(memory, seen, answer, |seen| {
                let identity = seen.trace.identity.as_ref()?;
                Some(format!("{}/{}", identity.namespace, identity.service_account))
            })
        },
    ),
    remembers(
        "isolation.cache.by-cluster",
        "RSP-015",
        "answers are kept by cluster, whatever the subject",
        |memory, seen, answer| cached(memory, seen, answer, |seen| seen.trace.cluster.clone()),
    ),
    remembers(
        "isolation.cache.by-pod-name",
        "STA-003",
        "answers are kept by cluster and pod name, whatever the namespace",
        |memory, seen, answer| {
            cached(memory, seen, answer, |seen| {
                let pod = &seen.trace.identity.as_ref()?.pod;
                Some(format!("{}/{pod}", seen.trace.cluster.as_deref()?))
            })
        },
    ),
    remembers(
        "isolation.cache.by-payload",
        "TOK-004",
        "a token whose first parts were granted once is granted with any signature",
        |memory, seen, answer| cached_before_checks(memory, seen, answer, |seen| part(seen, 1)),
    ),
    remembers(
        "isolation.cache.by-signature",
        "TOK-004",
        "a signature that was good once is good for any claims",
        |memory, seen, answer| cached_before_checks(memory, seen, answer, |seen| part(seen, 2)),
    ),
    remembers(
        "isolation.cache.whatever-cluster",
        "TOK-004",
        "a token that was granted once is granted for every cluster",
        |memory, seen, answer| cached_before_checks(memory, seen, answer, |seen| seen.trace.token.clone()),
    ),
    remembers(
        "isolation.cache.subject-before-checks",
        "TOK-004",
        "whoever names a pod's subject after it was granted gets its answer",
        |memory, seen, answer| {
            cached_before_checks(memory, seen, answer, |seen| {
                let cluster = seen.trace.cluster.as_deref()?;
                claims(seen)?.text("sub").map(|sub| format!("{cluster}/{sub}"))
            })
        },
    ),
    remembers(
        "isolation.cache.nearly-expired",
        "STA-003",
        "a token that comes again gets credentials with five seconds left",
        |memory, seen, answer| expiring_again(memory, seen, answer, 5),
    ),
    remembers(
        "isolation.cache.expired",
        "STA-003",
        "a token that comes again gets credentials that have expired",
        |memory, seen, answer| expiring_again(memory, seen, answer, -60),
    ),
    remembers(
        "isolation.cache.token-id-before-checks",
        "TOK-004",
        "whoever brings the jti of a granted token gets its answer",
        |memory, seen, answer| cached_before_checks(memory, seen, answer, token_id),
    ),
    remembers(
        "isolation.cache.beginning-before-checks",
        "TOK-004",
        "a token that begins like a granted one gets its answer: the first 900 characters are compared",
        |memory, seen, answer| cached_before_checks(memory, seen, answer, |seen| beginning(seen, 900)),
    ),
    remembers(
        "isolation.cache.refused-by-token-id",
        "STA-002",
        "once a token was refused, whatever has its jti is refused",
        |memory, seen, answer| {
            let Some(key) = token_id(seen) else { return answer };
            if seen.refusal().is_some() {
                let _ = memory.keep(key, &answer);
                answer
            } else {
                memory.recall(&key).cloned().unwrap_or(answer)
            }
        },
    ),
    remembers(
        "isolation.cache.outlives-token",
        "TOK-008",
        "what was granted for a jti is granted after the token expired",
        |memory, seen, answer| {
            let expired = seen.refusal().is_some_and(|why| why.name == Exception::ExpiredToken.name());
            if expired || seen.grant().is_some() {
                cached_before_checks(memory, seen, answer, token_id)
            } else {
                answer
            }
        },
    ),
    remembers(
        "isolation.cache.subject-whatever-claims",
        "TOK-011",
        "once a subject was granted, its issuer, audience and times are not looked at",
        |memory, seen, answer| {
            cached_before_checks(memory, seen, answer, |seen| {
                let cluster = seen.trace.cluster.as_deref()?;
                claims(seen)?.text("sub").map(|sub| format!("{cluster}/{sub}"))
            })
        },
    ),
    remembers(
        "isolation.cache.token-id-whatever-subject",
        "TOK-014",
        "once a jti was granted, nobody looks at the subject again",
        |memory, seen, answer| cached_before_checks(memory, seen, answer, token_id),
    ),
    remembers(
        "isolation.cache.token-whatever-case",
        "TOK-004",
        "a granted token is known again whatever the case of its letters",
        |memory, seen, answer| {
            cached_before_checks(memory, seen, answer, |seen| {
                let (cluster, token) = (seen.trace.cluster.as_deref()?, seen.trace.token.as_deref()?);
                Some(format!("{cluster}/{}", token.to_ascii_lowercase()))
            })
        },
    ),
    remembers(
        "isolation.cache.granted-for-good",
        "STA-006",
        "a token that was granted once is granted for good",
        |memory, seen, answer| {
            cached_before_checks(memory, seen, answer, |seen| {
                Some(format!("{}/{}", seen.trace.cluster.as_deref()?, seen.trace.token.as_deref()?))
            })
        },
    ),
];
