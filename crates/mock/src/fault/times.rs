//! Faults in judging when a token begins, and what it must have.

use super::expiry::{claim, crash_if, seconds};
use super::{Fault, Hook};
use crate::decide::times::{issued_at, not_before};
use crate::decide::{Checked, Evidence};
use crate::json::{Json, Number};
use crate::refusal::Refusal;

fn require(evidence: &Evidence<'_>, name: &str) -> Checked {
    match claim(evidence, name) {
        Some(_) => issued_at(evidence),
        None => Err(Refusal::invalid_token("the token lacks a claim")),
    }
}

pub(super) static FAULTS: &[Fault] = &[
    stage!("claims.nbf.unchecked", "TOK-011", "nbf is not looked at", not_before, |_| Ok(())),
    stage!(
        "claims.nbf.leeway-hour",
        "TOK-011",
        "a token is good an hour too early",
        not_before,
        |evidence| { not_before(&Evidence { moment: evidence.moment.later(3_600), ..*evidence }) }
    ),
    stage!(
        "claims.nbf.string-accepted",
        "TOK-022",
        "nbf may be a string of digits",
        not_before,
        |evidence| {
            let text =
                claim(evidence, "nbf").and_then(Json::as_text).and_then(|text| text.parse::<i64>().ok());
            if text.is_some_and(|nbf| nbf <= evidence.moment.seconds()) {
                Ok(())
            } else {
                not_before(evidence)
            }
        }
    ),
    stage!(
        "claims.nbf.expired",
        "TOK-013",
        "a token that is not good yet is an ExpiredTokenException",
        not_before,
        |evidence| { not_before(evidence).map_err(|refusal| refusal.renamed(400, "ExpiredTokenException")) }
    ),
    stage!(
        "claims.nbf.request",
        "TOK-012",
        "a token that is not good yet is an InvalidRequestException",
        not_before,
        |evidence| {
            not_before(evidence).map_err(|refusal| refusal.renamed(400, "InvalidRequestException"))
        }
    ),
    stage!(
        "claims.nbf.unauthorised",
        "TOK-012",
        "a token that is not good yet is refused with 401",
        not_before,
        |evidence| { not_before(evidence).map_err(|refusal| refusal.renamed(401, "InvalidTokenException")) }
    ),
    stage!(
        "claims.nbf.absent-crash",
        "TOK-002",
        "a token without nbf crashes the service",
        not_before,
        |evidence| {
            crash_if(claim(evidence, "nbf").is_none())?;
            not_before(evidence)
        }
    ),
    stage!(
        "claims.iat.absent-crash",
        "TOK-002",
        "a token without iat crashes the service",
        issued_at,
        |evidence| {
            crash_if(claim(evidence, "iat").is_none())?;
            issued_at(evidence)
        }
    ),
    stage!(
        "claims.jti.absent-crash",
        "TOK-002",
        "a token without jti crashes the service",
        issued_at,
        |evidence| {
            crash_if(claim(evidence, "jti").is_none())?;
            issued_at(evidence)
        }
    ),
    stage!("claims.iat.required", "TOK-003", "a token without iat is refused", issued_at, |evidence| {
        require(evidence, "iat")
    }),
    stage!("claims.nbf.required", "TOK-003", "a token without nbf is refused", issued_at, |evidence| {
        require(evidence, "nbf")
    }),
    stage!("claims.jti.required", "TOK-003", "a token without jti is refused", issued_at, |evidence| {
        require(evidence, "jti")
    }),
    stage!(
        "claims.jti.ill-typed-crash",
        "TOK-021",
        "a jti that is no string crashes the service",
        issued_at,
        |evidence| {
            crash_if(claim(evidence, "jti").is_some_and(|jti| jti.as_text().is_none()))?;
            issued_at(evidence)
        }
    ),
    stage!("claims.iat.string-accepted", "TOK-022", "iat may be a string", issued_at, |_| Ok(())),
    stage!(
        "claims.iat.old-refused",
        "TOK-001",
        "a token issued more than twelve hours ago is refused",
        issued_at,
        |evidence| {
            let issued = seconds(evidence, "iat").unwrap_or(f64::MAX);
            if Number::Fraction(issued + 43_200.0).is_after(evidence.moment.seconds(), 0) {
                issued_at(evidence)
            } else {
                Err(Refusal::invalid_token("the token is too old"))
            }
        }
    ),
];
