//! Claims and header members that nobody knows: a good service passes over them, whatever they are like.

use eks_auth_world::boundary::{
    INTEGERS, JSON, METACHARACTERS, Sample, TEXTS, counts, depths, nested_arrays, nested_objects,
    powers_of_two,
};

use super::values::{Values, tokens};
use crate::Area::Claims;
use crate::expect::Expect::{Either, Granted};
use crate::situation::Situation;

/// JSON deeper than this a reader may refuse.
const DEEPEST: usize = 64;

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Claims, "boundary.claims.unknown-length", "unknown members are of many lengths", |values| {
            for length in values.some_of(powers_of_two(0..=1_025), 2) {
                let text = "v".repeat(length);
                let what = format!("the name and the value of a claim have {length} characters");
                values.genuine(what, |draft| draft.claims_mut().set(&"n".repeat(length), text.as_str()));
                let what = format!("the name and the value of a header member have {length} characters");
                values.genuine(what, |draft| draft.header_mut().set(&"n".repeat(length), text.as_str()));
            }
        })
        .expect("TOK-001", Granted),
        tokens(Claims, "boundary.claims.unknown-count", "there are many unknown members", |values| {
            for count in values.some_of(counts(1..=129), 2).into_iter().chain([65, 129]) {
                values.genuine(format!("{count} claims and as many header members"), |draft| {
                    for number in 0..count {
                        draft.claims_mut().set(&format!("x{number}"), 1);
                        draft.header_mut().set(&format!("x{number}"), 1);
                    }
                });
            }
        })
        .expect("TOK-001", Granted),
        tokens(Claims, "boundary.claims.unknown-text", "unknown members hold odd text", |values| {
            texts(values, |sample| !is_refusable(sample));
        })
        .expect("TOK-001", Granted),
        tokens(
            Claims,
            "boundary.claims.unknown-noncharacter",
            "unknown members hold what is no character",
            |values| {
                texts(values, is_refusable);
            },
        )
        .expect("TOK-021", Either),
        tokens(
            Claims,
            "boundary.claims.unknown-value",
            "unknown members are of every type and size",
            |values| {
                // A reader that is on its guard against such names may refuse them.
                let types = JSON.iter().filter(|sample| !sample.text().contains("__proto__")).cycle();
                let large =
                    INTEGERS.iter().filter(|integer| integer.value().unsigned_abs() > u128::from(u32::MAX));
                for (integer, json) in large.zip(types) {
                    let what =
                        format!("a claim is {}, claim and header member are {}", integer.what(), json.what());
                    values.genuine(what, |draft| {
                        draft.claims_mut().set_raw("x", integer.value().to_string());
                        draft.claims_mut().set_raw("y", json.text());
                        draft.header_mut().set_raw("y", json.text());
                    });
                }
            },
        )
        .expect("TOK-001", Granted),
        tokens(Claims, "boundary.claims.unknown-depth", "unknown members are nested deeply", |values| {
            // The object of the claims is a level of its own.
            nested(values, &depths(1..=DEEPEST - 1));
        })
        .expect("TOK-001", Granted),
        tokens(
            Claims,
            "boundary.claims.unknown-deeper",
            "unknown members are nested very deeply",
            |values| {
                nested(values, &depths(DEEPEST..=129));
                nested(values, &[512]);
            },
        )
        .expect("TOK-021", Either),
    ]
}

/// In turn each odd text in a claim, and in a header member a text that some interpreter would take for more.
fn texts(values: &mut Values<'_>, wanted: impl Fn(&Sample) -> bool) {
    for (odd, meta) in TEXTS.iter().filter(|sample| wanted(sample)).zip(METACHARACTERS.iter().cycle()) {
        let what = format!("a claim has {}, a header member {}", odd.what(), meta.what());
        values.genuine(what, |draft| {
            draft.claims_mut().set(&format!("x{}", odd.text()), odd.text());
            draft.header_mut().set(&format!("x{}", meta.text()), meta.text());
        });
    }
}

/// RFC 7493 keeps noncharacters out of what is exchanged, and many a database has no room for a NUL.
fn is_refusable(sample: &Sample) -> bool {
    sample.text().chars().any(|char| char == '\0' || u32::from(char) & 0xfffe == 0xfffe)
}

fn nested(values: &mut Values<'_>, depths: &[usize]) {
    for &depth in depths {
        values.genuine(format!("arrays in a claim, objects in a header member, {depth} levels"), |draft| {
            draft.claims_mut().set_raw("x", nested_arrays(depth));
            draft.header_mut().set_raw("x", nested_objects(depth));
        });
    }
    for &depth in depths.iter().rev().take(2) {
        values.genuine(format!("objects in a claim, arrays in a header member, {depth} levels"), |draft| {
            draft.claims_mut().set_raw("x", nested_objects(depth));
            draft.header_mut().set_raw("x", nested_arrays(depth));
        });
    }
}
