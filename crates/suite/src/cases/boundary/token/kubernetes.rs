//! The parts of `kubernetes.io` beside the namespace: each of every JSON type.

use eks_auth_world::boundary::{JSON, Sample};
use serde_json::Value as Json;

use super::values::{Values, tokens};
use crate::Area::Claims;
use crate::expect::Expect::Either;
use crate::situation::Situation;

/// The parts that tell nobody whose token it is: an object, or a member of one.
const PARTS: &[(&str, Option<&str>)] = &[
    ("serviceaccount", None),
    ("serviceaccount", Some("name")),
    ("serviceaccount", Some("uid")),
    ("pod", Some("name")),
    ("pod", Some("uid")),
    ("node", None),
    ("node", Some("name")),
    ("node", Some("uid")),
];

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Claims, "boundary.kubernetes.part", "parts of `kubernetes.io` are of every type", |values| {
            for (object, member) in PARTS {
                for sample in of_each_type() {
                    part(values, object, *member, sample);
                }
            }
        })
        .expect("TOK-029", Either),
        tokens(Claims, "boundary.kubernetes.pod", "the pod in `kubernetes.io` is of every type", |values| {
            let objects = JSON.iter().filter(|sample| sample.text() != "null");
            for sample in values.some_of(objects, 4) {
                part(values, "pod", None, sample);
            }
        })
        .expect("TOK-029", Either),
        tokens(Claims, "boundary.kubernetes.more", "`kubernetes.io` has a further member", |values| {
            for name in ["secret", "warnafter", "Pod"] {
                for sample in of_each_type() {
                    let what = format!("`{name}` is {}", sample.what());
                    values.genuine(what, |draft| {
                        draft.edit_kubernetes(|members| members.set_raw(name, sample.text()));
                    });
                }
            }
        })
        .expect("TOK-021", Either),
    ]
}

/// One of each JSON type. No string with anything in it: that would name somebody else.
fn of_each_type() -> impl Iterator<Item = &'static Sample> {
    let wanted = ["null", "true", "-1", "[]", r#"{"0":"a"}"#];
    JSON.iter().filter(move |sample| wanted.contains(&sample.text()))
}

fn part(values: &mut Values<'_>, object: &str, member: Option<&str>, sample: &Sample) {
    let path = member.map_or_else(|| object.to_owned(), |member| format!("{object}.{member}"));
    values.genuine(format!("`{path}` is {}", sample.what()), |draft| {
        draft.edit_kubernetes(|members| {
            let value: Json = serde_json::from_str(sample.text()).unwrap_or_default();
            let changed = match member {
                None => Some(value),
                Some(member) => members.raw(object).and_then(|raw| {
                    let mut whole: Json = serde_json::from_str(raw).ok()?;
                    whole.as_object_mut()?.insert(member.to_owned(), value);
                    Some(whole)
                }),
            };
            members.set(object, changed);
        });
    });
}
