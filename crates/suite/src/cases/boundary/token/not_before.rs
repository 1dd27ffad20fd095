//! `nbf`: ahead, past and odd.

use eks_auth_world::boundary::{INTEGERS, JSON, not_numbers, spellings};

use super::values::tokens;
use crate::Area::Claims;
use crate::expect::Expect::{Either, Refused};
use crate::situation::{Kind, Situation};

/// How far ahead `nbf` is, in seconds, the least first: the service's clock goes on while the values are sent, and within a
/// minute of `nbf` it may grant.
const AHEAD: &[i64] = &[
    120, 121, 180, 240, 299, 301, 330, 601, 660, 901, 1_800, 3_601, 3_660, 7_200, 43_200, 82_800, 86_400,
    604_800, 2_592_000,
];

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Claims, "boundary.nbf.ahead", "`nbf` is ahead by many spans", |values| {
            let now = values.now();
            let drawn: Vec<i64> = (0..2).map(|_| 600 + values.draw(86_400) as i64).collect();
            for ahead in AHEAD.iter().copied().chain(drawn) {
                values.genuine(format!("{ahead} s"), |draft| {
                    draft.claims_mut().set("nbf", now + ahead);
                    draft.claims_mut().set("exp", now + ahead + 7_200);
                });
            }
        })
        .kind(Kind::Claims)
        .expect("TOK-011", Refused),
        tokens(Claims, "boundary.nbf.value", "`nbf` is of many sizes and types", |values| {
            let now = values.now();
            let integers =
                INTEGERS.iter().map(|integer| (integer.what().to_owned(), integer.value().to_string()));
            let types = JSON.iter().map(|sample| (sample.what().to_owned(), sample.text().to_owned()));
            let odd = spellings(now - 300).into_iter().chain(not_numbers(now - 300));
            let odd =
                odd.map(|sample| (format!("five minutes ago, {}", sample.what()), sample.text().to_owned()));
            for (what, raw) in values.some_of(integers.chain(types).chain(odd), 4) {
                values.genuine(what, |draft| draft.claims_mut().set_raw("nbf", raw));
            }
        })
        .expect("TOK-021", Either),
    ]
}
