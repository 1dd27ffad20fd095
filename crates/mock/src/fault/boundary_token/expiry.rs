//! Times: compared in too few bits, in another unit, or as text.

use super::{crash_first, refuse_late};
use crate::decide::times::{expired, expiry, not_before};
use crate::decide::{Checked, Evidence};
use crate::fault::expiry::{claim, pass_if, seconds};
use crate::fault::{Fault, Hook};
use crate::json::{Json, Number};

/// A pass where the condition holds of exp and of now.
fn exp_pass(evidence: &Evidence<'_>, condition: fn(i128, i128) -> bool) -> Checked {
    let now = i128::from(evidence.moment.seconds());
    let whole = match claim(evidence, "exp") {
        Some(Json::Number(Number::Whole(whole))) => Some(*whole),
        _ => None,
    };
    pass_if(evidence, whole.is_some_and(|exp| condition(exp, now)))
}

/// A pass where the condition holds of how far nbf is ahead, in seconds.
fn nbf_pass(evidence: &Evidence<'_>, condition: fn(f64) -> bool) -> Checked {
    let now = Number::Whole(evidence.moment.seconds().into()).to_f64();
    let ahead = seconds(evidence, "nbf").map(|nbf| nbf - now);
    if ahead.is_some_and(|ahead| ahead > 60.0 && condition(ahead)) { Ok(()) } else { not_before(evidence) }
}

/// How many seconds lie between two claims, or between one and now.
fn span(evidence: &Evidence<'_>, from: Option<&str>, to: Option<&str>) -> f64 {
    let now = Number::Whole(evidence.moment.seconds().into()).to_f64();
    let of = |name: Option<&str>| name.map_or(Some(now), |name| seconds(evidence, name));
    of(to).zip(of(from)).map_or(f64::MAX, |(to, from)| to - from)
}

/// The refusal of the expired under another name where the condition holds of exp.
fn renamed(evidence: &Evidence<'_>, condition: fn(f64) -> bool) -> Checked {
    let hit = seconds(evidence, "exp").is_some_and(condition);
    expiry(evidence).map_err(|refusal| {
        if hit && refusal == expired() { refusal.renamed(400, "InvalidTokenException") } else { refusal }
    })
}

pub(in crate::fault) static FAULTS: &[Fault] = &[
    stage!(
        "claims.exp.five-minutes-left",
        "TOK-001",
        "a token with less than five minutes left is refused",
        audience,
        |it| { refuse_late(it, span(it, None, Some("exp")) < 298.0) }
    ),
    stage!(
        "claims.exp.lifetime-least",
        "TOK-001",
        "a token that lives less than fifteen minutes is refused",
        audience,
        |it| { refuse_late(it, span(it, Some("iat"), Some("exp")) < 900.0) }
    ),
    stage!(
        "claims.iat.twenty-hours",
        "TOK-001",
        "a token issued more than twenty hours ago is refused",
        audience,
        |it| { refuse_late(it, span(it, Some("iat"), None) > 72_000.0) }
    ),
    stage!(
        "claims.exp.year-10000",
        "TOK-021",
        "an exp after the year 9999 crashes the service",
        critical,
        |it| { crash_first(it, seconds(it, "exp").is_some_and(|exp| exp > 253_402_300_799.0)) }
    ),
    stage!(
        "claims.exp.64-bits",
        "TOK-021",
        "an exp that 64 bits do not hold in nanoseconds crashes the service",
        critical,
        |it| { crash_first(it, seconds(it, "exp").is_some_and(|exp| exp > 9_223_372_036.0)) }
    ),
    stage!("claims.exp.2106", "TOK-021", "an exp of exactly 2^32 crashes the service", critical, |it| {
        crash_first(it, seconds(it, "exp") == Some(4_294_967_296.0))
    }),
    stage!("claims.exp.32-bits", "TOK-008", "only the last 32 bits of exp are compared", expiry, |it| {
        exp_pass(it, |exp, now| exp & 0xffff_ffff > now)
    }),
    stage!("claims.exp.31-bits", "TOK-008", "only the last 31 bits of exp are compared", expiry, |it| {
        exp_pass(it, |exp, now| exp & 0x7fff_ffff > now)
    }),
    stage!(
        "claims.exp.64-bits-wrapped",
        "TOK-008",
        "an exp below the integers of 64 bits is as good as none",
        expiry,
        |it| { pass_if(it, seconds(it, "exp").is_some_and(|exp| exp < -9.3e18)) }
    ),
    stage!("claims.exp.as-text", "TOK-008", "exp and now are compared as text", expiry, |it| {
        exp_pass(it, |exp, now| exp > 0 && exp.to_string() > now.to_string())
    }),
    stage!("claims.exp.sign-dropped", "TOK-008", "the sign of exp is dropped", expiry, |it| {
        exp_pass(it, |exp, now| exp < 0 && -exp > now && -exp < 2 * now)
    }),
    stage!("claims.exp.from-iat", "TOK-008", "an exp below a million counts from now", expiry, |it| {
        exp_pass(it, |exp, _| (1..1_000_000).contains(&exp))
    }),
    stage!("claims.exp.minutes", "TOK-008", "a small exp is taken for minutes", expiry, |it| {
        exp_pass(it, |exp, now| exp * 60 > now && exp * 60 < now * 2)
    }),
    stage!("claims.exp.days", "TOK-008", "a small exp is taken for days", expiry, |it| {
        exp_pass(it, |exp, now| exp * 86_400 > now && exp * 86_400 < now * 2)
    }),
    stage!("claims.exp.since-2001", "TOK-008", "an exp that has passed is counted from 2001", expiry, |it| {
        exp_pass(it, |exp, now| exp > 0 && exp + 978_307_200 > now && exp < 1_000_000_000)
    }),
    stage!(
        "claims.exp.year-zero",
        "TOK-008",
        "an exp that is the first second of the year 1 is none",
        expiry,
        |it| { exp_pass(it, |exp, _| exp == -62_135_596_800) }
    ),
    stage!(
        "claims.exp.exponent-dropped",
        "TOK-008",
        "an exp with an exponent counts as not compared",
        expiry,
        |it| {
            let fraction = match claim(it, "exp") {
                Some(Json::Number(Number::Fraction(exp))) => *exp > 1e9 && exp.fract() == 0.0,
                _ => false,
            };
            pass_if(it, fraction)
        }
    ),
    stage!("claims.exp.leeway-two-minutes", "TOK-008", "a token lives two minutes longer", expiry, |it| {
        expiry(&Evidence { moment: it.moment.later(-120), ..*it })
    }),
    stage!(
        "claims.exp.long-past-name",
        "TOK-009",
        "a token that expired years ago is an InvalidTokenException",
        expiry,
        |it| { renamed(it, |exp| exp < 1_500_000_000.0) }
    ),
    stage!(
        "claims.exp.epoch-name",
        "TOK-009",
        "a token whose exp has few digits is an InvalidTokenException",
        expiry,
        |it| { renamed(it, |exp| (1.0..100_000.0).contains(&exp)) }
    ),
    stage!(
        "claims.exp.date-passes",
        "TOK-011",
        "an exp that is a date as text is not compared",
        expiry,
        |it| { pass_if(it, claim(it, "exp").and_then(Json::as_text).is_some_and(|exp| exp.contains("GMT"))) }
    ),
    stage!(
        "claims.exp.object-passes",
        "TOK-011",
        "an exp that is an object counts as absent",
        expiry,
        |it| { pass_if(it, claim(it, "exp").is_some_and(|exp| exp.as_object().is_some())) }
    ),
    stage!(
        "claims.nbf.leeway-five-minutes",
        "TOK-011",
        "a token is good five minutes too early",
        not_before,
        |it| { nbf_pass(it, |ahead| ahead <= 300.0) }
    ),
    stage!(
        "claims.nbf.far-ignored",
        "TOK-011",
        "an nbf more than a week ahead is not believed",
        not_before,
        |it| { nbf_pass(it, |ahead| ahead > 604_000.0) }
    ),
    stage!(
        "claims.nbf.within-hours",
        "TOK-011",
        "an nbf half a day ahead counts as another time zone's",
        not_before,
        |it| { nbf_pass(it, |ahead| (43_000.0..43_300.0).contains(&ahead)) }
    ),
];
