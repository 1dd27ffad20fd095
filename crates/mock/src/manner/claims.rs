//! The claims: how strictly times are read, and what a token must have.

use super::{Hook, Manner};
use crate::decide::subject::{self, Identity, in_sub};
use crate::decide::{Checked, Evidence, times};
use crate::json::{Json, Number};
use crate::refusal::Refusal;

/// How far the clocks of issuer and service may differ, in seconds.
const LEEWAY: i64 = 60;
/// The longest life of a token, in seconds: what the webhook asks for, and an hour.
const LONGEST: i64 = 25 * 60 * 60;

/// The evidence at another moment.
fn later<'a>(evidence: &Evidence<'a>, seconds: i64) -> Evidence<'a> {
    Evidence { moment: evidence.moment.later(seconds), ..*evidence }
}

fn invalid(message: &'static str) -> Refusal {
    Refusal::invalid_token(message)
}

/// A time that may be written as text.
fn time(evidence: &Evidence<'_>, name: &str) -> Option<Number> {
    match evidence.jws.claims.get(name)? {
        Json::Text(text) => text.parse().ok().map(|whole: i64| Number::Whole(whole.into())),
        other => other.as_number(),
    }
}

fn expiry_as_text(evidence: &Evidence<'_>) -> Checked {
    let Some(expiry) = time(evidence, "exp") else { return times::expiry(evidence) };
    let (seconds, nanoseconds) = (evidence.moment.seconds(), evidence.moment.nanoseconds());
    if expiry.is_after(seconds, nanoseconds) { Ok(()) } else { Err(times::expired()) }
}

fn not_before_as_text(evidence: &Evidence<'_>) -> Checked {
    let Some(start) = time(evidence, "nbf") else { return times::not_before(evidence) };
    let latest = evidence.moment.later(LEEWAY);
    if start.is_after(latest.seconds(), 0) { Err(invalid("the token is not valid yet")) } else { Ok(()) }
}

/// A check that these claims are there.
fn has(evidence: &Evidence<'_>, names: &[&str]) -> Checked {
    let missing = names.iter().any(|name| evidence.jws.claims.get(name).is_none());
    if missing { Err(invalid("the token lacks a claim")) } else { Ok(()) }
}

fn lives_shortly(evidence: &Evidence<'_>) -> Checked {
    times::expiry(evidence)?;
    let latest = evidence.moment.later(LONGEST);
    let beyond = |expiry: Number| expiry.is_after(latest.seconds(), 0);
    if evidence.jws.claims.get("exp").and_then(Json::as_number).is_some_and(beyond) {
        return Err(invalid("the token lives too long"));
    }
    Ok(())
}

fn whole_times(evidence: &Evidence<'_>) -> Checked {
    let whole = |name: &str| match evidence.jws.claims.get(name).map(Json::as_number) {
        None => true,
        Some(Some(Number::Whole(seconds))) => (0..=253_402_300_799).contains(&seconds),
        Some(_) => false,
    };
    // A time long past is a time that has passed, however it is written.
    times::expiry(evidence)?;
    if ["exp", "iat", "nbf"].into_iter().all(whole) {
        Ok(())
    } else {
        Err(invalid("a time of the token is not a whole number of seconds"))
    }
}

/// The namespace and service account of sub, where kubernetes.io contradicts neither; what it lacks does not matter.
fn of_sub(evidence: &Evidence<'_>) -> Result<Identity, Refusal> {
    let claims = &evidence.jws.claims;
    let (namespace, service_account) = in_sub(claims).ok_or_else(subject::wrong)?;
    let kubernetes = claims.object("kubernetes.io").ok_or_else(subject::wrong)?;
    let named = kubernetes.object("serviceaccount").and_then(|account| account.get("name"));
    let agrees =
        matches!(named, None | Some(Json::Null)) || named.and_then(Json::as_text) == Some(service_account);
    if kubernetes.text("namespace") != Some(namespace) || !agrees {
        return Err(subject::wrong());
    }
    Ok(Identity {
        namespace: namespace.to_owned(),
        service_account: service_account.to_owned(),
        pod: subject::pod(kubernetes).unwrap_or_default().to_owned(),
    })
}

pub(super) static MANNERS: &[Manner] = &[
    Manner::new(
        "token.leeway.minute",
        &[],
        "exp and nbf have a leeway of a minute, as in Kubernetes",
        Hook::Stages(|stages| stages.expiry = |evidence| times::expiry(&later(evidence, -LEEWAY))),
    )
    .deciding(&["expiry"]),
    Manner::new(
        "token.leeway.none",
        &[],
        "nbf has no leeway, and a token that expires within half a minute is taken for expired",
        Hook::Stages(|stages| {
            stages.expiry = |evidence| times::expiry(&later(evidence, LEEWAY / 2));
            stages.not_before = |evidence| times::not_before(&later(evidence, -LEEWAY));
        }),
    )
    .deciding(&["expiry", "not_before"]),
    Manner::new(
        "token.times.text",
        &["TOK-013", "TOK-022"],
        "times may be numeric strings",
        Hook::Stages(|stages| {
            stages.expiry = expiry_as_text;
            stages.not_before = not_before_as_text;
            stages.issued_at = |evidence| {
                if time(evidence, "iat").is_some() { Ok(()) } else { times::issued_at(evidence) }
            };
        }),
    )
    .deciding(&["expiry", "not_before", "issued_at"]),
    stage!(
        "token.times.whole",
        &[],
        "times must be whole numbers of years that people know",
        expiry,
        whole_times
    ),
    stage!("token.times.iat-ignored", &["TOK-022"], "iat is not looked at", issued_at, |_| Ok(())),
    stage!(
        "token.times.iat-past",
        &[],
        "iat must not lie ahead by more than a minute",
        issued_at,
        |evidence| {
            times::issued_at(evidence)?;
            let latest = evidence.moment.later(LEEWAY);
            let ahead = |issued: Number| issued.is_after(latest.seconds(), 0);
            let issued = evidence.jws.claims.get("iat").and_then(Json::as_number);
            if issued.is_some_and(ahead) {
                Err(invalid("the token was issued in the future"))
            } else {
                Ok(())
            }
        }
    ),
    stage!("token.times.short-lived", &[], "a token may live for 25 hours at most", expiry, lives_shortly),
    stage!("token.claims.jti-required", &["TOK-003"], "a token without jti is refused", issuer, |evidence| {
        crate::decide::issuer::check(evidence)?;
        has(evidence, &["jti"])
    }),
    stage!(
        "token.claims.times-required",
        &["TOK-003"],
        "a token without iat or nbf is refused",
        issuer,
        |evidence| {
            crate::decide::issuer::check(evidence)?;
            has(evidence, &["iat", "nbf"])
        }
    ),
    stage!("token.claims.jti-text", &[], "jti must be a UUID, if it is there", issuer, |evidence| {
        crate::decide::issuer::check(evidence)?;
        match evidence.jws.claims.get("jti") {
            None => Ok(()),
            Some(value) if value.as_text().is_some_and(|text| text.len() == 36) => Ok(()),
            Some(_) => Err(invalid("the claim jti is no UUID")),
        }
    }),
    stage!(
        "token.claims.audience-list",
        &[],
        "aud must be a list, as Kubernetes writes it",
        audience,
        |evidence| {
            crate::decide::audience::check(evidence)?;
            match evidence.jws.claims.get("aud") {
                Some(Json::Array(_)) => Ok(()),
                _ => Err(crate::decide::audience::wrong()),
            }
        }
    ),
    stage!(
        "token.claims.sub-suffices",
        &["TOK-018"],
        "kubernetes.io must not contradict sub, and need not name account or pod",
        identity,
        of_sub
    ),
];
