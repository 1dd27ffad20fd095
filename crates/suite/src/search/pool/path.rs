//! Methods and paths.

use super::names::near;
use super::{Raw, lengths};
use crate::judge::Subject;
use crate::search::edit::{Edit, PathEdit};

const FIRST: &str = "clusters";
const LAST: &str = "assume-role-for-pod-identity";
const METHODS: [&str; 16] = [
    "GET", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY", "PROPFIND", "REPORT", "post", "Post", "POS",
    "POSTS", "XPOST", "INVENTED", "0", "M-SEARCH",
];
const QUERIES: [&str; 18] = [
    "",
    "a",
    "a=b",
    "a=b&c=d",
    "a[]=b",
    "token=a.b.c",
    "clusterName=another",
    "debug=true",
    "x-id=AssumeRoleForPodIdentity",
    "%00",
    "%",
    "%zz",
    "+",
    "Action=AssumeRole",
    "a=%0D%0AX-A:%20b",
    "_method=GET",
    "?",
    "a=b;c=d",
];

pub(super) fn walks(subject: &Subject) -> Vec<Raw> {
    let of = |weight, edits: Vec<PathEdit>| (weight, edits.into_iter().map(Edit::Path).collect());
    let own = subject.cluster().name().as_str();
    let letters =
        (0..own.len().min(64)).map(|at| 1_u64 << at).chain([u64::MAX, 0b101, 0xaaaa_aaaa_aaaa_aaaa, 0x5555]);
    let encoded = letters.flat_map(|letters| {
        [u64::MAX, 0, 0xaaaa_aaaa_aaaa_aaaa].map(|capitals| PathEdit::Encoded { letters, capitals })
    });
    let queries = QUERIES
        .iter()
        .map(|query| (*query).to_owned())
        .chain(lengths(1..=2_049).into_iter().map(|length| "q".repeat(length)));
    vec![
        of(4, encoded.collect()),
        of(5, clusters(subject).into_iter().map(PathEdit::Cluster).collect()),
        of(1, queries.map(PathEdit::Query).collect()),
        of(2, targets(own).into_iter().map(PathEdit::Target).collect()),
        of(1, METHODS.iter().map(|method| PathEdit::Method((*method).to_owned())).collect()),
    ]
}

/// Names of other clusters, known and unknown, legal and not.
fn clusters(subject: &Subject) -> Vec<String> {
    let own = subject.cluster().name().as_str();
    let others = subject.world().clusters().iter().map(|cluster| cluster.name().to_string());
    let long = (1..=130)
        .chain(lengths(130..=4_096))
        .flat_map(|length| ["c".repeat(length), format!("{own}{}", "c".repeat(length))]);
    let odd = [
        "undefined",
        "null",
        "0",
        "-",
        "_",
        "--",
        "conformance-twi",
        "Conformance",
        "CONFORMANCE",
        "default",
        "northstar",
        "K",
        "kk",
        "*",
        "%2A",
        "self",
        "{clusterName}",
        "arn:aws:eks:us-west-2:111122223333:cluster/conformance",
    ];
    let names = near(own).into_iter().chain(others).chain(long).chain(odd.map(str::to_owned));
    names.filter(|name| name != own && !name.is_empty()).collect()
}

/// Paths that are not the operation's.
fn targets(own: &str) -> Vec<String> {
    let path = |first: &str, last: &str| format!("/{first}/{own}/{last}");
    let words = |word: &str| -> Vec<String> {
        let all = eks_auth_world::boundary::near::without(word, 0..word.len());
        let changed = eks_auth_world::boundary::near::changed(word, 0..word.len());
        all.into_iter().chain(changed).map(|sample| sample.text().to_owned()).collect()
    };
    let first = words(FIRST).into_iter().map(|word| path(&word, LAST));
    let last = words(LAST).into_iter().map(|word| path(FIRST, &word));
    let fixed = [
        "/".to_owned(),
        "/favicon.ico".to_owned(),
        "/health".to_owned(),
        format!("/{FIRST}"),
        format!("/{FIRST}/{own}"),
        format!("/{FIRST}/{own}/"),
        format!("/{FIRST}/{own}/assets"),
        format!("/{own}/{LAST}"),
        format!("/{FIRST}//{own}/{LAST}"),
        format!("//{FIRST}/{own}/{LAST}"),
        format!("/{FIRST}/{own}//{LAST}"),
        format!("/{FIRST}%2F{own}/{LAST}"),
        format!("/{FIRST}/{own}%2F{LAST}"),
        format!("/v1/{FIRST}/{own}/{LAST}"),
        path(FIRST, "AssumeRoleForPodIdentity"),
        path(FIRST, "pod-identity-associations"),
    ];
    first.chain(last).chain(fixed).collect()
}
