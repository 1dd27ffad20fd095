//! When credentials expire, and how that is written.

use super::{Hook, Manner};
use crate::decide::entitlement::Entitlement;
use crate::reply::granted::Grant;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

fn expires_in(grant: &mut Grant, entitlement: &Entitlement<'_>, seconds: i64) {
    grant.expiration = entitlement.moment.later(seconds).seconds().to_string();
}

pub(super) static MANNERS: &[Manner] = &[
    Manner::new(
        "response.expiration.quarter-hour",
        &[],
        "credentials last 15 minutes, the least that STS gives",
        Hook::Grant(|grant, entitlement| expires_in(grant, entitlement, 15 * MINUTE)),
    ),
    Manner::new(
        "response.expiration.hour",
        &[],
        "credentials last an hour, as a chained role's",
        Hook::Grant(|grant, entitlement| expires_in(grant, entitlement, HOUR)),
    ),
    Manner::new(
        "response.expiration.half-day",
        &[],
        "credentials last 12 hours, the most that STS gives",
        Hook::Grant(|grant, entitlement| expires_in(grant, entitlement, 12 * HOUR)),
    ),
    Manner::new(
        "response.expiration.day",
        &["RSP-013"],
        "credentials last 24 hours, which no session of STS does",
        Hook::Grant(|grant, entitlement| expires_in(grant, entitlement, 24 * HOUR)),
    ),
    Manner::new(
        "response.expiration.five-minutes",
        &["RSP-013"],
        "credentials last five minutes, which no session of STS does",
        Hook::Grant(|grant, entitlement| expires_in(grant, entitlement, 5 * MINUTE)),
    ),
    Manner::new(
        "response.expiration.fraction",
        &[],
        "the expiration has milliseconds",
        Hook::Grant(|grant, entitlement| {
            let milliseconds = entitlement.moment.nanoseconds() / 1_000_000;
            grant.expiration = format!("{}.{milliseconds:03}", grant.expiration);
        }),
    ),
    Manner::new(
        "response.expiration.point-zero",
        &[],
        "the expiration has a fraction of zero",
        Hook::Grant(|grant, _| grant.expiration.push_str(".0")),
    ),
    Manner::new(
        "response.expiration.exponent",
        &[],
        "the expiration is written with an exponent",
        Hook::Grant(|grant, _| {
            if let Some((first, rest)) = grant.expiration.split_at_checked(1) {
                grant.expiration = format!("{first}.{rest}E{}", rest.len());
            }
        }),
    ),
    Manner::new(
        "response.expiration.small-exponent",
        &[],
        "the expiration is a larger number with a negative exponent",
        Hook::Grant(|grant, _| grant.expiration.push_str("000e-3")),
    ),
];
