//! Faults of when the credentials expire.

use super::{Fault, grant};
use crate::base64url;
use crate::decide::entitlement::Entitlement;
use crate::json::Json;
use crate::reply::granted::Grant;

/// Sets expiration to so many seconds from now.
fn expire_in(grant: &mut Grant, entitlement: &Entitlement<'_>, seconds: i64) {
    grant.expiration = entitlement.moment.later(seconds).seconds().to_string();
}

/// Sets expiration to now and so many thousandths, millionths … of it as the unit is short.
fn expire_in_units(grant: &mut Grant, entitlement: &Entitlement<'_>, units: i64) {
    grant.expiration = entitlement.moment.later(6 * 3600).seconds().saturating_mul(units).to_string();
}

/// The claim exp of the token, unverified: it was verified before.
fn token_expiry(token: &str) -> Option<String> {
    let payload = base64url::decode(token.split('.').nth(1)?)?;
    let claims = Json::read(&payload).ok()?.into_object()?;
    claims.get("exp")?.as_number().map(|number| format!("{:.0}", number.to_f64()))
}

pub(super) static FAULTS: &[Fault] = &[
    grant("response.expiration.past", "RSP-012", "expiration was an hour ago", |grant, entitlement| {
        expire_in(grant, entitlement, -3600);
    }),
    grant("response.expiration.now", "RSP-012", "expiration is now", |grant, entitlement| {
        expire_in(grant, entitlement, 0);
    }),
    grant("response.expiration.zero", "RSP-012", "expiration is 0", |grant, _| {
        grant.expiration = "0".to_owned();
    }),
    grant("response.expiration.negative", "RSP-012", "expiration is negative", |grant, entitlement| {
        expire_in(grant, entitlement, 6 * 3600);
        grant.expiration.insert(0, '-');
    }),
    grant(
        "response.expiration.milliseconds",
        "RSP-012",
        "expiration counts milliseconds",
        |grant, entitlement| {
            expire_in_units(grant, entitlement, 1_000);
        },
    ),
    grant(
        "response.expiration.microseconds",
        "RSP-012",
        "expiration counts microseconds",
        |grant, entitlement| {
            expire_in_units(grant, entitlement, 1_000_000);
        },
    ),
    grant(
        "response.expiration.duration",
        "RSP-012",
        "expiration is how long they last, not until when",
        |grant, _| {
            grant.expiration = "21600".to_owned();
        },
    ),
    grant(
        "response.expiration.day-and-a-bit",
        "RSP-012",
        "expiration is 25 hours ahead",
        |grant, entitlement| {
            expire_in(grant, entitlement, 25 * 3600);
        },
    ),
    grant(
        "response.expiration.ten-years",
        "RSP-012",
        "expiration is ten years ahead",
        |grant, entitlement| {
            expire_in(grant, entitlement, 10 * 365 * 86_400);
        },
    ),
    grant("response.expiration.iso-8601", "RSP-012", "expiration is a date in ISO 8601", |grant, _| {
        grant.expiration = "\"2035-01-01T00:00:00Z\"".to_owned();
    }),
    grant(
        "response.expiration.http-date",
        "RSP-012",
        "expiration is a date as in HTTP headers",
        |grant, _| {
            grant.expiration = "\"Mon, 01 Jan 2035 00:00:00 GMT\"".to_owned();
        },
    ),
    grant(
        "response.expiration.numeric-string",
        "RSP-012",
        "expiration is the right number in quotation marks",
        |grant, _| {
            grant.expiration = format!("\"{}\"", grant.expiration);
        },
    ),
    grant(
        "response.expiration.overflow",
        "RSP-012",
        "expiration is a number that no double holds",
        |grant, _| {
            grant.expiration = "1e400".to_owned();
        },
    ),
    grant(
        "response.expiration.five-minutes",
        "RSP-013",
        "expiration is five minutes ahead",
        |grant, entitlement| {
            expire_in(grant, entitlement, 300);
        },
    ),
    grant(
        "response.expiration.thirteen-hours",
        "RSP-013",
        "expiration is thirteen hours ahead",
        |grant, entitlement| {
            expire_in(grant, entitlement, 13 * 3600);
        },
    ),
    grant(
        "response.expiration.of-token",
        "RSP-013",
        "expiration is that of the token",
        |grant, entitlement| {
            if let Some(expiry) = token_expiry(entitlement.token) {
                grant.expiration = expiry;
            }
        },
    ),
];
