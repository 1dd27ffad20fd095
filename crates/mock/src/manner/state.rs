//! What a service may keep between requests.

use eks_auth_protocol::Exception;

use super::{Hook, Manner};
use crate::refusal::Refusal;
use crate::reply::{REQUEST_ID, refused};

/// One request in so many is throttled.
const THROTTLED: u128 = 40;

pub(super) static MANNERS: &[Manner] = &[
    Manner::new(
        "response.session.kept",
        &["RSP-010"],
        "a token that comes again gets the session that it got before, for as long as that is good",
        Hook::Memory(|memory, seen, answer| {
            let (Some(_), Some(token), Some(cluster)) =
                (seen.grant(), &seen.trace.token, &seen.trace.cluster)
            else {
                return answer;
            };
            // Sessions last for hours and a mock does not, so none of those kept is ever past.
            let mut kept = memory.keep(format!("{cluster}/{token}"), &answer);
            kept.set_header(REQUEST_ID, answer.header(REQUEST_ID).unwrap_or_default());
            kept
        }),
    )
    .deciding(&["response.session", "response.request-id"]),
    Manner::new(
        "http.throttled",
        &[],
        "one request in forty, good or bad, is throttled with 429 and Retry-After",
        Hook::Answer(|answer, seen| {
            // Whoever comes again a second later comes with another number.
            if seen.moment.nonce() % THROTTLED == 1 {
                let refusal = Refusal::modelled(Exception::Throttling, "too many requests")
                    .with_header("Retry-After", "1");
                *answer = refused::answer(&refusal, answer.header(REQUEST_ID).unwrap_or_default());
            }
        }),
    ),
];
