//! Faults in judging when a token ends.

use super::{Fault, Hook, crash};
use crate::decide::times::{expired, expiry};
use crate::decide::{Checked, Evidence, signature};
use crate::json::{Json, Number};

/// The claim of that name.
pub(super) fn claim<'a>(evidence: &Evidence<'a>, name: &str) -> Option<&'a Json> {
    evidence.jws.claims.get(name)
}

/// The claim of that name as a number.
pub(super) fn seconds(evidence: &Evidence<'_>, name: &str) -> Option<f64> {
    claim(evidence, name).and_then(Json::as_number).map(Number::to_f64)
}

/// A crash where the condition holds.
pub(super) fn crash_if(condition: bool) -> Checked {
    if condition { Err(crash()) } else { Ok(()) }
}

/// The whole check, as if it were so many seconds earlier.
fn expiry_with_leeway(evidence: &Evidence<'_>, leeway: i64) -> Checked {
    expiry(&Evidence { moment: evidence.moment.later(-leeway), ..*evidence })
}

/// The whole check, or a pass where the condition holds.
pub(super) fn pass_if(evidence: &Evidence<'_>, condition: bool) -> Checked {
    if condition { Ok(()) } else { expiry(evidence) }
}

/// A refusal of the expired under another name.
fn renamed(evidence: &Evidence<'_>, status: u16, name: &'static str) -> Checked {
    expiry(evidence)
        .map_err(|refusal| if refusal == expired() { refusal.renamed(status, name) } else { refusal })
}

pub(super) static FAULTS: &[Fault] = &[
    stage!("claims.exp.unchecked", "TOK-008", "exp is not looked at", expiry, |_| Ok(())),
    stage!(
        "claims.exp.leeway-five-minutes",
        "TOK-008",
        "a token lives five minutes longer",
        expiry,
        |evidence| expiry_with_leeway(evidence, 300)
    ),
    stage!("claims.exp.leeway-hour", "TOK-008", "a token lives an hour longer", expiry, |evidence| {
        expiry_with_leeway(evidence, 3_600)
    }),
    stage!("claims.exp.leeway-day", "TOK-008", "a token lives a day longer", expiry, |evidence| {
        expiry_with_leeway(evidence, 86_400)
    }),
    stage!(
        "claims.exp.unchecked-for-es256",
        "TOK-008",
        "exp is not looked at in tokens that a P-256 key signed",
        expiry,
        |evidence| pass_if(evidence, evidence.jws.header.text("alg") == Some("ES256"))
    ),
    stage!(
        "claims.exp.milliseconds",
        "TOK-008",
        "exp is turned to milliseconds and the time is not",
        expiry,
        |evidence| {
            let now = evidence.moment.seconds();
            pass_if(
                evidence,
                seconds(evidence, "exp").is_some_and(|exp| Number::Fraction(exp * 1_000.0).is_after(now, 0)),
            )
        }
    ),
    stage!(
        "claims.exp.fraction-unchecked",
        "TOK-008",
        "exp is compared only where it is written as an integer",
        expiry,
        |evidence| {
            pass_if(evidence, matches!(claim(evidence, "exp"), Some(Json::Number(Number::Fraction(_)))))
        }
    ),
    stage!("claims.exp.negative-unchecked", "TOK-008", "a negative exp is a large one", expiry, |evidence| {
        pass_if(evidence, seconds(evidence, "exp").is_some_and(|exp| exp < 0.0))
    }),
    stage!("claims.exp.zero-unchecked", "TOK-008", "an exp of 0 means for ever", expiry, |evidence| pass_if(
        evidence,
        seconds(evidence, "exp") == Some(0.0)
    )),
    stage!(
        "claims.exp.absent-passes",
        "TOK-011",
        "a token without exp is good for ever",
        expiry,
        |evidence| pass_if(evidence, claim(evidence, "exp").is_none())
    ),
    stage!(
        "claims.exp.null-passes",
        "TOK-011",
        "a token whose exp is null is good for ever",
        expiry,
        |evidence| pass_if(evidence, matches!(claim(evidence, "exp"), Some(Json::Null)))
    ),
    stage!(
        "claims.exp.ill-typed-passes",
        "TOK-011",
        "an exp that is no number counts as absent, and that is good for ever",
        expiry,
        |evidence| { pass_if(evidence, claim(evidence, "exp").is_some_and(|exp| exp.as_number().is_none())) }
    ),
    stage!("claims.exp.true-passes", "TOK-011", "an exp that is true is good for ever", expiry, |evidence| {
        pass_if(evidence, matches!(claim(evidence, "exp"), Some(Json::Bool(true))))
    }),
    stage!("claims.exp.string-accepted", "TOK-022", "exp may be a string of digits", expiry, |evidence| {
        let digits = claim(evidence, "exp").and_then(Json::as_text).and_then(|text| text.parse::<i64>().ok());
        pass_if(evidence, digits.is_some_and(|exp| exp > evidence.moment.seconds()))
    }),
    stage!(
        "claims.exp.string-unchecked",
        "TOK-011",
        "an exp that is a string is not compared",
        expiry,
        |evidence| pass_if(evidence, claim(evidence, "exp").and_then(Json::as_text).is_some())
    ),
    stage!(
        "claims.exp.absent-crash",
        "TOK-011",
        "a token without exp crashes the service",
        expiry,
        |evidence| {
            crash_if(claim(evidence, "exp").is_none())?;
            expiry(evidence)
        }
    ),
    stage!(
        "claims.exp.ill-typed-crash",
        "TOK-011",
        "an exp that is no number crashes the service",
        expiry,
        |evidence| {
            crash_if(claim(evidence, "exp").is_some_and(|exp| exp.as_number().is_none()))?;
            expiry(evidence)
        }
    ),
    stage!(
        "claims.exp.fraction-crash",
        "TOK-021",
        "an exp with a fraction crashes the service",
        expiry,
        |evidence| {
            crash_if(matches!(claim(evidence, "exp"), Some(Json::Number(Number::Fraction(_)))))?;
            expiry(evidence)
        }
    ),
    stage!(
        "claims.exp.far-crash",
        "TOK-021",
        "an exp after the year 9999 crashes the service",
        expiry,
        |evidence| {
            crash_if(seconds(evidence, "exp").is_some_and(|exp| exp > 253_402_300_799.0))?;
            expiry(evidence)
        }
    ),
    stage!(
        "claims.exp.soon-refused",
        "TOK-001",
        "a token is refused in its last ten minutes",
        expiry,
        |evidence| expiry_with_leeway(evidence, -600)
    ),
    stage!("claims.exp.late-crash", "TOK-008", "an expired token crashes the service", expiry, |evidence| {
        expiry(evidence).map_err(|refusal| if refusal == expired() { crash() } else { refusal })
    }),
    stage!(
        "claims.exp.invalid-token",
        "TOK-009",
        "an expired token is an InvalidTokenException",
        expiry,
        |evidence| renamed(evidence, 400, "InvalidTokenException")
    ),
    stage!(
        "claims.exp.own-name",
        "TOK-009",
        "an expired token is a TokenExpiredException",
        expiry,
        |evidence| renamed(evidence, 400, "TokenExpiredException")
    ),
    stage!(
        "claims.exp.parameter",
        "TOK-009",
        "an expired token is an InvalidParameterException",
        expiry,
        |evidence| renamed(evidence, 400, "InvalidParameterException")
    ),
    stage!(
        "claims.exp.forbidden",
        "ERR-002",
        "an expired token is an ExpiredTokenException with 403",
        expiry,
        |evidence| renamed(evidence, 403, "ExpiredTokenException")
    ),
    stage!(
        "claims.exp.unauthorised",
        "ERR-002",
        "an expired token is an ExpiredTokenException with 401",
        expiry,
        |evidence| renamed(evidence, 401, "ExpiredTokenException")
    ),
    stage!(
        "claims.exp.unreadable-expired",
        "TOK-013",
        "a token without exp is an ExpiredTokenException",
        expiry,
        |evidence| expiry(evidence).map_err(|_| expired())
    ),
    Fault::new(
        "claims.exp.before-signature",
        "TOK-026",
        "exp is judged before the signature",
        Hook::Stages(|stages| {
            stages.signature = |evidence| {
                expiry(evidence)?;
                signature::check(evidence)
            };
        }),
    ),
    Fault::new(
        "claims.exp.and-forged",
        "TOK-025",
        "a token that is expired and forged is a SignatureException",
        Hook::Stages(|stages| {
            stages.signature = |evidence| {
                let expired = expiry(evidence).is_err();
                signature::check(evidence).map_err(|refusal| {
                    if expired { refusal.renamed(400, "SignatureException") } else { refusal }
                })
            };
        }),
    ),
];
