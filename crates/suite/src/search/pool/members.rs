//! Members of the body: those that nobody knows, the optional ones, and `token` itself.

use eks_auth_world::boundary::{JSON, METACHARACTERS, TEXTS, near};
use serde_json::json;

use super::claims::{SPACES, member, nearly_known, unknown};
use super::names::in_labels;
use super::{Raw, many_lengths};
use crate::search::edit::{Change, Edit, Object};

const NAMES: [&str; 16] = [
    "x",
    "clusterName",
    "cluster",
    "audience",
    "namespace",
    "serviceAccount",
    "podName",
    "tokens",
    "tokenType",
    "jwt",
    "region",
    "accountId",
    "requestId",
    "version",
    "metadata",
    "durationSeconds",
];

/// What the optional members hold on one and the same node.
pub(super) const USUAL: [(&str, &str); 3] = [
    ("eksNodeName", "ip-10-0-0-1.us-west-2.compute.internal"),
    ("instanceId", "i-0123456789abcdef0"),
    ("zone", "usw2-az1"),
];

pub(super) fn walks() -> Vec<Raw> {
    let first = |name: &str, raw: String| member(Object::Body, name, Change::First(raw));
    let last = |name: &str, raw: String| member(Object::Body, name, Change::Last(raw));
    let nodes =
        many_lengths(253, 1_025).into_iter().flat_map(|length| ["n".repeat(length), in_labels(length, 20)]);
    let digits = |count: usize, start: usize| -> String {
        (0..count).map(|at| char::from(b"0123456789abcdef"[(at * 7 + start) % 16])).collect()
    };
    let instances = (0..120).flat_map(|start| {
        [
            format!("i-{}", digits(17, start)),
            format!("mi-{}", digits(17, start)),
            format!("i-{}", digits(8, start)),
        ]
    });
    let regions = [
        "use1",
        "usw2",
        "euc1",
        "eun1",
        "aps1",
        "apne3",
        "cac1",
        "sae1",
        "mec1",
        "afs1",
        "usgw1",
        "cnn1",
        "usw2-lax1",
        "use1-bos1",
        "use1-wl1-bos",
    ];
    let zones = regions.iter().flat_map(|region| (1..=9).map(move |number| format!("{region}-az{number}")));
    let odd = || TEXTS.iter().chain(METACHARACTERS).map(|sample| sample.text().to_owned());
    let text = |name: &'static str, texts: Vec<String>| -> Vec<Edit> {
        texts
            .into_iter()
            .enumerate()
            .map(|(at, text)| {
                let raw = json!(text).to_string();
                if at % 2 == 0 { first(name, raw) } else { last(name, raw) }
            })
            .collect()
    };
    let optional = ["eksNodeName", "instanceId", "zone"];
    vec![
        (8, unknown(Object::Body, &NAMES)),
        (3, nearly_known(Object::Body, &["token", "zone", "eksNodeName", "instanceId"])),
        (
            2,
            SPACES
                .iter()
                .map(|space| member(Object::Body, "", Change::Spaced((*space).to_owned())))
                .collect(),
        ),
        // The same again and again: what is remembered by such a value shows only then.
        (
            4,
            USUAL
                .iter()
                .flat_map(|(name, value)| {
                    let raw = json!(value).to_string();
                    [first(name, raw.clone()), last(name, raw)]
                })
                .collect(),
        ),
        (
            4,
            text(
                "eksNodeName",
                nodes
                    .chain([
                        "ip-10-0-0-1.us-west-2.compute.internal".to_owned(),
                        "i-0123456789abcdef0".to_owned(),
                    ])
                    .collect(),
            ),
        ),
        (3, text("instanceId", instances.collect())),
        (4, text("zone", zones.collect())),
        (
            2,
            optional
                .iter()
                .flat_map(|name| odd().map(|text| first(name, json!(text).to_string())).collect::<Vec<_>>())
                .collect(),
        ),
        (
            2,
            optional
                .iter()
                .flat_map(|name| {
                    JSON.iter().map(|sample| last(name, sample.text().to_owned())).collect::<Vec<_>>()
                })
                .collect(),
        ),
        (
            2,
            optional
                .iter()
                .flat_map(|name| {
                    many_lengths(300, 4_097)
                        .into_iter()
                        .map(|length| last(name, json!("o".repeat(length)).to_string()))
                        .collect::<Vec<_>>()
                })
                .collect(),
        ),
        (
            2,
            JSON.iter()
                .map(|sample| member(Object::Body, "token", Change::Set(sample.text().to_owned())))
                .collect(),
        ),
        (
            1,
            JSON.iter()
                .flat_map(|sample| {
                    [first("token", sample.text().to_owned()), last("token", sample.text().to_owned())]
                })
                .chain([first("token", "\"a.b.c\"".to_owned()), last("token", "\"a.b.c\"".to_owned())])
                .collect(),
        ),
        (
            1,
            near::letter_cases("token")
                .iter()
                .flat_map(|name| {
                    [first(name.text(), "\"a.b.c\"".to_owned()), last(name.text(), "\"a.b.c\"".to_owned())]
                })
                .collect(),
        ),
        (1, vec![member(Object::Body, "token", Change::Remove)]),
        (2, vec![member(Object::Body, "token", Change::Escaped)]),
        (1, (0..6).map(|number| member(Object::Body, "", Change::Order(number))).collect()),
    ]
}
