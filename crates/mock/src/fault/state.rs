//! Faults of memory: what one exchange does to the next.

use eks_auth_protocol::Exception;

use super::{Fault, Hook, Seen, crash};
use crate::Answer;
use crate::memory::Memory;
use crate::refusal::Refusal;
use crate::reply::{REQUEST_ID, refused};

/// A fault that remembers.
pub(super) const fn remembers(
    id: &'static str,
    requirement: &'static str,
    summary: &'static str,
    recall: fn(&mut Memory, &Seen<'_>, Answer) -> Answer,
) -> Fault {
    Fault::new(id, requirement, summary, Hook::Memory(recall))
}

/// Counts the exchange, and the refusals in a row before it.
fn count(memory: &mut Memory, seen: &Seen<'_>) -> u64 {
    let before = memory.refusals;
    memory.requests += 1;
    memory.refusals = if seen.refusal().is_some() { before + 1 } else { 0 };
    before
}

/// The answer replaced by this refusal, under its own request id.
pub(super) fn instead(answer: &Answer, refusal: &Refusal) -> Answer {
    refused::answer(refusal, answer.header(REQUEST_ID).unwrap_or_default())
}

fn throttled() -> Refusal {
    Refusal::modelled(Exception::Throttling, "slow down")
}

pub(super) static FAULTS: &[Fault] = &[
    remembers(
        "isolation.seventh-crashes",
        "STA-001",
        "every seventh request crashes the service",
        |memory, seen, answer| {
            let _ = count(memory, seen);
            if memory.requests.is_multiple_of(7) { instead(&answer, &crash()) } else { answer }
        },
    ),
    remembers(
        "isolation.burst-crashes",
        "STA-001",
        "the service gives up on more than 25 requests in a second",
        |memory, seen, answer| {
            let second = seen.moment.seconds();
            if memory.second != second {
                (memory.second, memory.requests) = (second, 0);
            }
            memory.requests += 1;
            let unavailable = Refusal::modelled(Exception::ServiceUnavailable, "too many at once");
            if memory.requests > 25 { instead(&answer, &unavailable) } else { answer }
        },
    ),
    remembers(
        "isolation.fifth-grant-crossed",
        "STA-001",
        "every fifth grant is the one before it again",
        |memory, seen, answer| {
            if seen.grant().is_none() {
                return answer;
            }
            memory.requests += 1;
            let previous = memory.latest.replace(answer.clone());
            if memory.requests.is_multiple_of(5) { previous.unwrap_or(answer) } else { answer }
        },
    ),
    remembers(
        "isolation.refusal.next-crashes",
        "STA-002",
        "the request after a refusal crashes the service",
        |memory, seen, answer| {
            if count(memory, seen) > 0 && seen.grant().is_some() {
                instead(&answer, &crash())
            } else {
                answer
            }
        },
    ),
    remembers(
        "isolation.refusal.next-refused",
        "STA-002",
        "the good request after a refusal is refused",
        |memory, seen, answer| {
            if count(memory, seen) > 0 && seen.grant().is_some() {
                instead(&answer, &Refusal::invalid_token("the token is invalid"))
            } else {
                answer
            }
        },
    ),
    remembers(
        "isolation.refusal.three-lock",
        "STA-002",
        "after three refusals in a row the next good request is refused",
        |memory, seen, answer| {
            if count(memory, seen) >= 3 && seen.grant().is_some() {
                instead(&answer, &Refusal::modelled(Exception::AccessDenied, "locked out"))
            } else {
                answer
            }
        },
    ),
    remembers(
        "isolation.refusal.answer-repeated",
        "STA-002",
        "the request after a refusal gets the same refusal",
        |memory, seen, answer| {
            if seen.refusal().is_some() {
                memory.latest = Some(answer.clone());
                answer
            } else {
                memory.latest.take().unwrap_or(answer)
            }
        },
    ),
    remembers(
        "isolation.refusals-throttled",
        "STA-004",
        "after three refusals in a row further ones are throttled",
        |memory, seen, answer| {
            if count(memory, seen) >= 3 && seen.refusal().is_some() {
                instead(&answer, &throttled())
            } else {
                answer
            }
        },
    ),
    remembers(
        "isolation.forged-throttled",
        "STA-004",
        "after two refused tokens in a row further ones are throttled",
        |memory, seen, answer| {
            let token = seen.refusal().is_some_and(|refusal| refusal.name == "InvalidTokenException");
            memory.refusals = if token {
                memory.refusals + 1
            } else if seen.grant().is_some() {
                0
            } else {
                memory.refusals
            };
            if token && memory.refusals > 2 { instead(&answer, &throttled()) } else { answer }
        },
    ),
    remembers(
        "isolation.refusal.tells-last-grant",
        "LEK-001",
        "a refusal has the body of the grant before it",
        |memory, seen, answer| {
            if seen.grant().is_some() {
                memory.latest = Some(answer.clone());
                return answer;
            }
            match &memory.latest {
                Some(granted) => answer.with_body(granted.body()),
                None => answer,
            }
        },
    ),
    remembers(
        "isolation.fiftieth-grant-short",
        "STA-005",
        "every fiftieth granted answer lacks the association",
        |memory, seen, answer| {
            memory.requests += u64::from(seen.grant().is_some());
            let short = seen.grant().is_some() && memory.requests.is_multiple_of(50);
            if short { respelt(answer, "\"podIdentityAssociation\"", "\"association\"") } else { answer }
        },
    ),
    remembers(
        "isolation.audience-after-refusal",
        "STA-005",
        "the first answer granted after a refusal names another audience",
        |memory, seen, answer| {
            let before = count(memory, seen);
            let after = seen.grant().is_some() && before > 0;
            if after {
                respelt(answer, "\"pods.eks.amazonaws.com\"", "\"sts.amazonaws.com\"")
            } else {
                answer
            }
        },
    ),
    Fault::new(
        "isolation.large-request-text-expiration",
        "STA-005",
        "the answer to a request of more than two kilobytes writes expiration as text",
        Hook::Answer(|answer, seen| {
            if let Some(grant) = seen.grant().filter(|_| seen.request.body().len() > 2_000) {
                let text = format!("\"{}\"", grant.expiration);
                *answer = respelt(answer.clone(), &grant.expiration, &text);
            }
        }),
    ),
];

/// The answer with one text in its body written otherwise.
fn respelt(answer: Answer, from: &str, to: &str) -> Answer {
    let body = String::from_utf8_lossy(answer.body()).replace(from, to);
    answer.with_body(body)
}
