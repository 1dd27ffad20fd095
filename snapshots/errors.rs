//! What the errors of names, ids, ARNs, times, tokens and endpoints say, a line each.

use std::fmt::Display;
use std::str::FromStr;

use eks_auth_protocol::token::{DecodedToken, Token};
use eks_auth_protocol::{
    AccessKeyId, AccountId, Arn, AssociationArn, AssociationId, AssumeRoleId, AssumedRoleArn, ClusterArn,
    ClusterName, EpochSeconds, ErrorCode, Exception, Namespace, PodName, RoleArn, RoleId, RoleName, RolePath,
    RoleSessionName, ServiceAccountName, ServiceError, constraint,
};
use eks_auth_suite::client::Endpoint;
use eks_auth_suite::{FilterError, Options, Selection};
use eks_auth_world::Partition;

use crate::stage::TOKEN;

pages! { "errors":
    names => [
        refused::<ClusterName>(&["", &"a".repeat(101), "a/b", "-a", "é"]),
        refused::<Namespace>(&["", &"a".repeat(64), "A", "a-"]),
        refused::<ServiceAccountName>(&["", &"a".repeat(254), "a_b", "a."]),
        refused::<PodName>(&["", &"a".repeat(254), "a\n", "a-"]),
        refused::<AccountId>(&["", "1111222233334", "11112222333a"]),
        refused::<AssociationId>(&["", "a/b"]),
        refused::<RoleName>(&["", &"a".repeat(65), "a b"]),
        refused::<RolePath>(&["", &"/".repeat(513), "a", "/a"]),
        refused::<RoleId>(&["AROA", &"A".repeat(129), "AROA-CONFORMANCE-001"]),
        refused::<RoleSessionName>(&["a", &"a".repeat(65), "a:b"]),
        refused::<AccessKeyId>(&["ASIA", &"A".repeat(129), "ASIA CONFORMANCE 001"]),
        refused::<AssumeRoleId>(&["a", "AROACONFORMANCE00001", "AROA:ab", "a b:c"]),
    ]
    .concat(),
    durations => [constraint::TOKEN_LIFETIME, constraint::SESSION_DURATION]
        .map(|limit| lines(limit.member(), &["", "599", "1e9"], |text| told(limit.check(text))))
        .concat(),
    arns => [
        refused::<Arn>(ARNS),
        refused::<RoleArn>(ROLE_ARNS),
        refused::<AssumedRoleArn>(SESSION_ARNS),
        refused::<ClusterArn>(CLUSTER_ARNS),
        refused::<AssociationArn>(ASSOCIATION_ARNS),
    ]
    .concat(),
    times => lines("EpochSeconds", &["", "01", "1.", "NaN"], |text| told(EpochSeconds::parse(text))),
    tokens => refused::<Token>(&["", "a.b", "a.b.c.d", ".b.c", "a..c", "a.b.", "a.b.c d"]),
    decoded_tokens => lines("DecodedToken", TOKENS, |text| told(DecodedToken::decode(text))),
    services => [
        ServiceError::new(503),
        ServiceError::from(Exception::AccessDenied).with_message("the role does not trust EKS"),
        ServiceError::new(418).with_code(ErrorCode::from_wire("Teapot")),
        ServiceError::new(400).with_message(format!("cannot read {TOKEN}")),
    ]
    .map(|error| format!("{error}\n"))
    .concat(),
    partitions => refused::<Partition>(&["AWS", ""]),
    endpoints => refused::<Endpoint>(ENDPOINTS),
    filters => lines("Options", &["response.[", "no-such-case"], |only| told(selection(only))),
}

const ARNS: &[&str] = &[
    "arn",
    "urn:aws:iam::111122223333:role/ledger",
    "arn:aws:iam::111122223333",
    "arn:aws:iam::111122223333:",
    "arn::iam::111122223333:role/ledger",
    "arn:AWS:iam::111122223333:role/ledger",
    "arn:aws:iam::111122223333:role/é",
];

const ROLE_ARNS: &[&str] = &[
    "arn:aws:sts::111122223333:role/ledger",
    "arn:aws:iam:us-west-2:111122223333:role/ledger",
    "arn:aws:iam::111122223333:user/ledger",
    "arn:aws:iam::1111:role/ledger",
    "arn:aws:iam::111122223333:role/a*b",
];

const SESSION_ARNS: &[&str] =
    &["arn:aws:sts::111122223333:assumed-role/ledger", "arn:aws:sts::111122223333:assumed-role/ledger/a"];

const CLUSTER_ARNS: &[&str] =
    &["arn:aws:eks::111122223333:cluster/conformance", "arn:aws:eks:us-west-2:111122223333:cluster/-a"];

const ASSOCIATION_ARNS: &[&str] = &[
    "arn:aws:eks:us-west-2:111122223333:podidentityassociation/conformance",
    "arn:aws:eks:us-west-2:111122223333:podidentityassociation/conformance/a/b",
];

const TOKENS: &[&str] = &[
    "a.b",
    "a=.e30.c2ln",
    "e31.e30.c2ln",
    "bm8.e30.c2ln",
    "_w.e30.c2ln",
    "W10.e30.c2ln",
    "e30.e30.c2ln",
    // {"alg":1}, then {"alg":"RS256"} with {"exp":"x"}, {"aud":[1]} and {"kubernetes.io":{"pod":{"uid":1}}}.
    "eyJhbGciOjF9.e30.c2ln",
    "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOiJ4In0.c2ln",
    "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOlsxXX0.c2ln",
    "eyJhbGciOiJSUzI1NiJ9.eyJrdWJlcm5ldGVzLmlvIjp7InBvZCI6eyJ1aWQiOjF9fX0.c2ln",
    "eyJhbGciOiJSUzI1NiJ9.e30.c2lnb",
];

const ENDPOINTS: &[&str] = &[
    "",
    "127.0.0.1:8080",
    "http://127.0.0.1:99999",
    "ftp://example.com",
    "http://a@example.com",
    "http://example.com/?a=b",
];

/// What a type says to each of these texts.
fn refused<T: FromStr<Err: Display>>(texts: &[&str]) -> String {
    let path = std::any::type_name::<T>();
    lines(path.rsplit("::").next().unwrap_or(path), texts, |text| told(text.parse::<T>()))
}

/// What the error says; a page of errors has no place for a text that is taken.
fn told<T, E: Display>(result: Result<T, E>) -> String {
    match result {
        Ok(_) => panic!("only texts that are refused"),
        Err(error) => error.to_string(),
    }
}

fn lines(name: &str, texts: &[&str], error: impl Fn(&str) -> String) -> String {
    texts.iter().map(|text| format!("{name} {}\n  {}\n", shown(text), error(text))).collect()
}

/// A text as the page shows it: long ones by their beginning and their length.
fn shown(text: &str) -> String {
    let length = text.chars().count();
    let start: String = text.chars().take(8).collect();
    if length > 90 { format!("{start:?}… ({length} characters)") } else { format!("{text:?}") }
}

fn selection(only: &str) -> Result<Selection, FilterError> {
    Selection::of(&Options { only: vec![only.to_owned()], ..Options::default() })
}
