//! What the wire reader says of documents that are not as the model has them: first, and in all.

use std::fmt::Write as _;

use eks_auth_protocol::ClusterName;
use eks_auth_protocol::wire::{
    Document, Limits, Violation, read_error_into, read_request, read_request_into, read_response,
    read_response_into,
};

pages! { "errors":
    syntax => SYNTAX.iter().map(|text| broken(text, Limits::default())).collect(),
    syntax_beyond_the_limits => [
        broken(b"[[[]]]", Limits { depth: 2, ..Limits::default() }),
        broken(b"[      ]", Limits { bytes: 4, ..Limits::default() }),
    ]
    .concat(),
    violations_of_requests => REQUESTS.iter().map(|body| request(body)).collect(),
    violations_of_responses => RESPONSES.iter().map(|body| response(body)).collect(),
    violations_of_errors => ERRORS.iter().map(|body| error(body)).collect(),
}

const SYNTAX: &[&[u8]] = &[
    b"",
    b"{\"a\":",
    b"{} {}",
    b"{'a':1}",
    b"[1,]",
    b"[01]",
    b"[1.]",
    b"[\"\\x\"]",
    b"[\"\\ud800\"]",
    b"[\"a\nb\"]",
    b"[\"\xff\"]",
    b"\xef\xbb\xbf{}",
];

const REQUESTS: &[&str] = &[
    "",
    "[]",
    "{}",
    r#"{"token":null}"#,
    r#"{"token":""}"#,
    r#"{"token":"a.b"}"#,
    r#"{"token":"a.b.c d"}"#,
    r#"{"token":7,"zone":[],"instanceId":{},"eksNodeName":true}"#,
    r#"{"zone":1,"token":"a.b.c","token":"a.b.c"}"#,
];

const RESPONSES: &[&str] = &[
    "",
    "7",
    "{}",
    r#"{"subject":null,"audience":null,"podIdentityAssociation":[],"assumedRoleUser":"","credentials":1}"#,
    r#"{"subject":{},"audience":{},"podIdentityAssociation":{},"assumedRoleUser":{},"credentials":{}}"#,
    concat!(
        r#"{"subject":{"namespace":1,"serviceAccount":null},"audience":"","audience":"","#,
        r#""podIdentityAssociation":{"associationArn":true,"associationId":[]},"#,
        r#""assumedRoleUser":{"arn":{},"assumeRoleId":0},"#,
        r#""credentials":{"sessionToken":"","secretAccessKey":"","secretAccessKey":"","#,
        r#""accessKeyId":"","expiration":"2026-11-23"},"workloadIdentityProviderArn":0}"#,
    ),
];

const ERRORS: &[&str] = &["{", "[]", r#"{"message":1,"Message":[],"code":{},"__type":false}"#];

fn broken(text: &[u8], limits: Limits) -> String {
    let error = Document::parse_with(text, limits).expect_err("only texts that are refused");
    format!("b\"{}\"\n  {error}\n", text.escape_ascii())
}

fn request(body: &str) -> String {
    let cluster = || ClusterName::parse("conformance").expect("a legal name");
    let mut all = Vec::new();
    let _ = read_request_into(cluster(), body.as_bytes(), Limits::default(), &mut all);
    listed(body, read_request(cluster(), body.as_bytes()).err(), &all)
}

fn response(body: &str) -> String {
    let mut all = Vec::new();
    let _ = read_response_into(body.as_bytes(), Limits::default(), &mut all);
    listed(body, read_response(body.as_bytes()).err(), &all)
}

fn error(body: &str) -> String {
    let mut all = Vec::new();
    let headers: [(&str, &str); 0] = [];
    let _ = read_error_into(400, headers, body.as_bytes(), Limits::default(), &mut all);
    listed(body, None, &all)
}

fn listed(body: &str, first: Option<Violation>, all: &[Violation]) -> String {
    let mut out = format!("{}\n", if body.is_empty() { "<empty>" } else { body });
    if let Some(first) = first {
        let _ = writeln!(out, "  first: {first}");
    }
    for violation in all {
        let _ = writeln!(out, "  - {violation}");
    }
    out
}
