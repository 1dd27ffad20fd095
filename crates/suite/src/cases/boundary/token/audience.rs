//! `aud`: nearly the right audience, and the right one among many.

use std::collections::BTreeSet;

use eks_auth_protocol::operation::AUDIENCE;
use eks_auth_world::boundary::{JSON, Sample, near};
use serde_json::json;

use super::values::{Values, tokens};
use crate::Area::Claims;
use crate::expect::Expect::{Granted, Refused};
use crate::situation::{Kind, Situation};

/// How many audiences a token names.
const COUNTS: &[usize] = &[2, 3, 5, 8, 9, 10, 11, 16, 17, 32, 33, 64, 65];

/// What is for others.
const OTHERS: &[&str] = &[
    "sts.amazonaws.com",
    "https://kubernetes.default.svc",
    "pods.eks.amazonaws.com.cn",
    "PODS.EKS.AMAZONAWS.COM",
    "eks.amazonaws.com",
    "vault",
    "pods.eks.amazonaws.com/",
    "*",
];

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Claims, "boundary.aud.place", "the right audience is one of many", |values| {
            for &count in COUNTS {
                let drawn = values.draw(count);
                for place in BTreeSet::from([0, count - 1, drawn]) {
                    among(values, count, place);
                }
            }
        })
        .expect("TOK-001", Granted),
        tokens(Claims, "boundary.aud.near", "`aud` is nearly the right one", |values| {
            let places = values.places(AUDIENCE.len());
            let mut samples = values.some_of(near::cut(AUDIENCE), 6);
            samples.extend(near::changed(
                AUDIENCE,
                AUDIENCE.match_indices('.').map(|(at, _)| at).chain(places.iter().copied()),
            ));
            samples.extend(near::without(AUDIENCE, places.iter().copied().step_by(3)));
            samples.extend(near::doubled(AUDIENCE, places.iter().copied().step_by(3)));
            samples.extend(near::exchanged(AUDIENCE, places.iter().copied().step_by(3)));
            samples.extend(values.some_of(near::letter_cases(AUDIENCE), 6));
            samples.extend(values.some_of(near::look_alikes(AUDIENCE), 3));
            send(values, samples);
        })
        .kind(Kind::Claims)
        .expect("TOK-011", Refused),
        tokens(Claims, "boundary.aud.more", "`aud` is the right one and more", |values| {
            let samples = values.with_more(AUDIENCE, 5);
            send(values, samples);
        })
        .kind(Kind::Claims)
        .expect("TOK-011", Refused),
        tokens(Claims, "boundary.aud.value", "`aud` is of every type", |values| {
            for sample in values.some_of(JSON, 4) {
                values.genuine(sample.what(), |draft| draft.claims_mut().set_raw("aud", sample.text()));
            }
            for (what, value) in [
                ("a list in a list in a list", json!([[[AUDIENCE]]])),
                ("an empty list and a list of the right one", json!([[], [AUDIENCE]])),
                ("an object with the right one at 0", json!({ "0": AUDIENCE })),
                ("an object with the right one as `aud`", json!({ "aud": [AUDIENCE] })),
                ("an object with the right one as a name in a list", json!([{ AUDIENCE: AUDIENCE }])),
                ("a string of a list with the right one", json!(format!("[\"{AUDIENCE}\"]"))),
                ("a list of its labels", json!(AUDIENCE.split('.').collect::<Vec<_>>())),
                ("a list of its characters", json!(AUDIENCE.chars().map(String::from).collect::<Vec<_>>())),
            ] {
                values.genuine(what, |draft| draft.claims_mut().set("aud", value));
            }
        })
        .kind(Kind::Claims)
        .expect("TOK-011", Refused),
    ]
}

/// A token for so many, the right audience at this place among them.
fn among(values: &mut Values<'_>, count: usize, place: usize) {
    let others = OTHERS.iter().cycle().enumerate().map(|(number, name)| match number {
        0..8 => (*name).to_owned(),
        number => format!("aud-{number}.example"),
    });
    let mut audiences: Vec<String> = others.take(count - 1).collect();
    audiences.insert(place, AUDIENCE.to_owned());
    values.genuine(format!("number {} of {count}", place + 1), |draft| {
        draft.claims_mut().set("aud", audiences);
    });
}

/// Each in turn alone in a list, among others, and as a bare string.
fn send(values: &mut Values<'_>, samples: Vec<Sample>) {
    for (number, sample) in samples.into_iter().enumerate() {
        let (how, value) = match number % 3 {
            0 => ("in a list", json!([sample.text()])),
            1 => ("among others", json!(["sts.amazonaws.com", sample.text(), "vault"])),
            _ => ("as a string", json!(sample.text())),
        };
        values.genuine(format!("{}, {how}", sample.what()), |draft| draft.claims_mut().set("aud", value));
    }
}
