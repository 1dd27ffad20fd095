//! Faults in reading the numbers, and other values, that a claim may unexpectedly have.

use super::expiry::{claim, crash_if, seconds};
use super::{Fault, Hook};
use crate::decide::audience::named;
use crate::decide::signature::critical;
use crate::decide::{Checked, Evidence};
use crate::json::{Json, Number};

/// The last second of the year 9999, beyond which many date types end.
const LAST_SECOND: f64 = 253_402_300_799.0;
/// A year in seconds.
const YEAR: f64 = 31_536_000.0;

/// A crash on reading the claims where the condition holds, before anything else is looked at.
fn crashing(evidence: &Evidence<'_>, condition: bool) -> Checked {
    crash_if(condition)?;
    critical(evidence)
}

fn is_ill_typed(evidence: &Evidence<'_>, name: &str) -> bool {
    claim(evidence, name).is_some_and(|value| value.as_number().is_none())
}

fn is_fraction(evidence: &Evidence<'_>, name: &str) -> bool {
    matches!(claim(evidence, name), Some(Json::Number(Number::Fraction(_))))
}

fn is_after(evidence: &Evidence<'_>, name: &str, ahead: f64) -> bool {
    let now = Number::Whole(evidence.moment.seconds().into()).to_f64();
    seconds(evidence, name).is_some_and(|value| value > now + ahead)
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "claims.exp.text-crash",
        "TOK-021",
        "an exp that is a string crashes the service",
        critical,
        |it| { crashing(it, claim(it, "exp").and_then(Json::as_text).is_some()) }
    ),
    stage!(
        "claims.exp.year-ahead-crash",
        "TOK-021",
        "an exp more than a year ahead crashes the service",
        critical,
        |it| crashing(it, is_after(it, "exp", YEAR))
    ),
    stage!(
        "claims.nbf.ill-typed-crash",
        "TOK-021",
        "an nbf that is no number crashes the service",
        critical,
        |it| crashing(it, is_ill_typed(it, "nbf"))
    ),
    stage!(
        "claims.nbf.fraction-crash",
        "TOK-021",
        "an nbf that is no integer of 64 bits crashes the service",
        critical,
        |it| crashing(it, is_fraction(it, "nbf"))
    ),
    stage!(
        "claims.nbf.far-crash",
        "TOK-021",
        "an nbf after the year 9999 crashes the service",
        critical,
        |it| crashing(it, seconds(it, "nbf").is_some_and(|nbf| nbf > LAST_SECOND))
    ),
    stage!(
        "claims.nbf.early-crash",
        "TOK-021",
        "an nbf of 0 or before crashes the service",
        critical,
        |it| crashing(it, seconds(it, "nbf").is_some_and(|nbf| nbf <= 0.0))
    ),
    stage!(
        "claims.iat.ill-typed-crash",
        "TOK-021",
        "an iat that is no number crashes the service",
        critical,
        |it| crashing(it, is_ill_typed(it, "iat"))
    ),
    stage!(
        "claims.iat.fraction-crash",
        "TOK-021",
        "an iat that is no integer of 64 bits crashes the service",
        critical,
        |it| crashing(it, is_fraction(it, "iat"))
    ),
    stage!(
        "claims.iat.ahead-crash",
        "TOK-021",
        "an iat that is not past crashes the service",
        critical,
        |it| crashing(it, is_after(it, "iat", 0.0))
    ),
    stage!(
        "claims.iat.early-crash",
        "TOK-021",
        "an iat of 0 or before crashes the service",
        critical,
        |it| crashing(it, seconds(it, "iat").is_some_and(|iat| iat <= 0.0))
    ),
    stage!("claims.jti.empty-crash", "TOK-021", "an empty jti crashes the service", critical, |it| {
        crashing(it, claim(it, "jti").and_then(Json::as_text) == Some(""))
    }),
    stage!(
        "claims.jti.long-crash",
        "TOK-021",
        "a jti of more than 255 characters crashes the service",
        critical,
        |it| crashing(it, claim(it, "jti").and_then(Json::as_text).is_some_and(|jti| jti.len() > 255))
    ),
    stage!(
        "claims.aud.twice-crash",
        "TOK-021",
        "an audience that is named twice crashes the service",
        critical,
        |it| {
            let mut audiences = named(&it.jws.claims);
            audiences.sort_unstable();
            crashing(it, audiences.windows(2).any(|pair| pair.first() == pair.last()))
        }
    ),
    stage!(
        "claims.aud.mixed-crash",
        "TOK-021",
        "an audience that is no string, among others, crashes the service",
        critical,
        |it| {
            let audiences = claim(it, "aud").and_then(Json::as_array).unwrap_or_default();
            crashing(it, audiences.iter().any(|audience| audience.as_text().is_none()))
        }
    ),
];
