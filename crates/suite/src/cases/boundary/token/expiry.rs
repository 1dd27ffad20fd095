//! `exp`: past and to come, at the ends of every clock and in every spelling.

use eks_auth_world::TokenDraft;
use eks_auth_world::boundary::{INTEGERS, JSON, not_numbers, spellings};

use super::values::{Values, tokens};
use crate::Area::Claims;
use crate::expect::Expect::{Either, Granted, Refused};
use crate::situation::{Kind, Situation};

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

/// How far ahead `exp` may lie, in seconds, the least first: the service's clock goes on while the values are sent, and within
/// a minute of `exp` it may refuse.
const AHEAD: &[i64] = &[
    120, 121, 180, 240, 299, 301, 599, 600, 601, 899, 901, 1_800, 3_599, 3_601, 7_200, 43_200, 69_120,
    82_800, 86_000,
];

/// How long ago a token may have been issued that is good for two hours more, in seconds.
const AGES: &[i64] =
    &[120, 599, 600, 601, 3_599, 3_600, 3_601, 21_600, 43_199, 43_200, 43_201, 69_120, 79_000];

/// How long ago `exp` was, in seconds.
const AGO: &[i64] = &[
    61,
    62,
    90,
    119,
    121,
    180,
    240,
    299,
    301,
    599,
    601,
    900,
    1_800,
    3_599,
    3_601,
    7_200,
    43_200,
    86_399,
    86_401,
    604_800,
    2_592_000,
    31_536_000,
    315_360_000,
];

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Claims, "boundary.exp.ahead", "a token of many lifetimes and ages", |values| {
            for &ahead in AHEAD {
                // Kubernetes issues no token for less than ten minutes.
                let age = if ahead < 600 { 600 } else { 300 };
                values.lived(format!("good for {ahead} s more"), age, ahead);
            }
            for &age in AGES {
                values.lived(format!("issued {age} s ago"), age, 2 * HOUR);
            }
        })
        .expect("TOK-001", Granted),
        tokens(Claims, "boundary.exp.far", "`exp` is far ahead, or written oddly", far_ahead)
            .expect("TOK-021", Either),
        tokens(Claims, "boundary.exp.past", "`exp` is a whole number long past", past)
            .kind(Kind::Expired)
            .expect("TOK-008", Refused),
        tokens(Claims, "boundary.exp.past-oddly", "`exp` is an odd number long past", past_oddly)
            .kind(Kind::ExpiredOddly)
            .expect("TOK-008", Refused),
        tokens(
            Claims,
            "boundary.exp.unreadable",
            "`exp` is no number, and not to come by any reading",
            |values| {
                let is_number = |text: &str| text.starts_with(['-', '0', '1']);
                let others = JSON.iter().filter(|sample| !is_number(sample.text()));
                for sample in values.some_of(others, 3) {
                    values.exp(sample.what(), sample.text());
                }
                for text in [
                    "1",
                    " 1",
                    "1 ",
                    "-1",
                    "1.5",
                    "1e9",
                    "0x1",
                    "01",
                    "2001-09-09",
                    "2001-09-09T01:46:40Z",
                    "09/09/2001",
                    "Sun, 09 Sep 2001 01:46:40 GMT",
                    "-9223372036854775808",
                ] {
                    values.exp(format!("the string `{text}`"), &format!("\"{text}\""));
                }
            },
        )
        .kind(Kind::Claims)
        .expect("TOK-011", Refused),
    ]
}

fn far_ahead(values: &mut Values<'_>) {
    let now = values.now();
    for integer in INTEGERS.iter().filter(|integer| integer.value() > i128::from(now + DAY)) {
        values.exp(integer.what(), &integer.value().to_string());
    }
    for (what, value) in [
        ("in 2^31 seconds", i128::from(now) + (1 << 31)),
        ("in 2^32 seconds", i128::from(now) + (1 << 32)),
        ("in two hours, in milliseconds", i128::from(now + 2 * HOUR) * 1_000),
        ("in two hours, in microseconds", i128::from(now + 2 * HOUR) * 1_000_000),
        ("in two hours, in nanoseconds", i128::from(now + 2 * HOUR) * 1_000_000_000),
    ] {
        values.exp(what, &value.to_string());
    }
    for _ in 0..2 {
        let years = 2 + values.draw(5_000) as i64;
        values.exp(format!("in {years} years"), &(now + years * 365 * DAY).to_string());
    }
    let written = spellings(now + 2 * HOUR).into_iter().chain(not_numbers(now + 2 * HOUR));
    for sample in values.some_of(written, 3) {
        values.exp(format!("in two hours, {}", sample.what()), sample.text());
    }
}

fn past(values: &mut Values<'_>) {
    let now = values.now();
    for &ago in AGO {
        values.lived(format!("{ago} s ago"), ago + HOUR, -ago);
    }
    for _ in 0..3 {
        let ago = MINUTE + 1 + values.draw(30 * 86_400) as i64;
        values.lived(format!("{ago} s ago"), ago + HOUR, -ago);
    }
    for integer in INTEGERS.iter().filter(|integer| (1..i128::from(now - HOUR)).contains(&integer.value())) {
        values.exp(integer.what(), &integer.value().to_string());
    }
    // What is in two hours to whoever counts from another day, in another unit, or from `iat`.
    let soon = now + 2 * HOUR;
    for (what, value) in [
        ("in two hours, in minutes", soon / MINUTE),
        ("in two hours, in hours", soon / HOUR),
        ("in two hours, in days", soon / DAY + 1),
        ("in two hours, without its last digit", soon / 10),
        ("in two hours, without its first digit", soon % 1_000_000_000),
        ("in two hours, in seconds since 1980", soon - 315_964_800),
        ("in two hours, in seconds since 2000", soon - 946_684_800),
        ("in two hours, in seconds since 2001", soon - 978_307_200),
        ("two hours, a lifetime and no moment", 2 * HOUR),
        ("a day, a lifetime and no moment", DAY),
        ("a week, a lifetime and no moment", 7 * DAY),
    ] {
        values.exp(what, &value.to_string());
    }
}

fn past_oddly(values: &mut Values<'_>) {
    let now = values.now();
    for integer in INTEGERS.iter().filter(|integer| integer.value() <= 0) {
        values.exp(integer.what(), &integer.value().to_string());
    }
    // What is in two hours to whoever has no room for the rest.
    let soon = i128::from(now + 2 * HOUR);
    for bits in [31, 32, 33, 53, 63, 64] {
        let what = format!("in two hours, less 2^{bits}");
        values.exp(what, &(soon - (1 << bits)).to_string());
    }
    values.exp("in two hours, with a minus sign", &(-soon).to_string());
    values.exp("in two hours in milliseconds, with a minus sign", &(-soon * 1_000).to_string());
    for sample in values.some_of(spellings(now - HOUR), 3) {
        values.exp(format!("an hour ago, {}", sample.what()), sample.text());
    }
    for (what, text) in [
        ("61.5 s ago", format!("{}.5", now - 62)),
        ("half a second after the epoch", "0.5".to_owned()),
        ("-0.0", "-0.0".to_owned()),
        ("0e400", "0e400".to_owned()),
        ("1e-400", "1e-400".to_owned()),
        ("-1e300", "-1e300".to_owned()),
        ("15e8", "15e8".to_owned()),
        ("0.0015e12", "0.0015e12".to_owned()),
    ] {
        values.exp(what, &text);
    }
}

impl Values<'_> {
    /// A token issued so many seconds ago that expires in so many.
    fn lived(&mut self, what: impl Into<String>, age: i64, ahead: i64) {
        let now = self.now();
        self.genuine(what, |draft: &mut TokenDraft<'_>| {
            draft.claims_mut().set("iat", now - age);
            draft.claims_mut().set("nbf", now - age);
            draft.claims_mut().set("exp", now + ahead);
        });
    }

    fn exp(&mut self, what: impl Into<String>, raw: &str) {
        self.genuine(what, |draft| draft.claims_mut().set_raw("exp", raw));
    }
}
