//! `check`: documents as files and on standard input, and what the program ends with.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use eks_auth_world::{Partition, World};
use serde_json::Value;

use crate::process::{Ended, Reports, command, run};

const GRANT: &str = r#"{"subject":{"namespace":"payments","serviceAccount":"ledger"},"audience":"pods.eks.amazonaws.com",
"podIdentityAssociation":{"associationArn":"arn:aws:eks:us-west-2:111122223333:podidentityassociation/c/a-1","associationId":"a-1"},
"assumedRoleUser":{"arn":"arn:aws:sts::111122223333:assumed-role/ledger/eks-c-ledger-0b1f2c3d-1111-4222-8333-444455556666",
"assumeRoleId":"AROACONFORMANCE00001:eks-c-ledger-0b1f2c3d-1111-4222-8333-444455556666"},
"credentials":{"sessionToken":"c2Vzc2lvbg","secretAccessKey":"c2VjcmV0","accessKeyId":"ASIAIOSFODNN7EXAMPLE","expiration":1800003600}}"#;

fn piped(arguments: &[&str], input: &[u8]) -> Ended {
    let mut child = command(arguments).stdin(Stdio::piped()).spawn().expect("the binary starts");
    child.stdin.take().expect("a pipe").write_all(input).expect("it reads");
    Ended::of(child.wait_with_output().expect("it ends"))
}

fn json(arguments: &[&str], input: &str) -> (Option<i32>, Value) {
    let ended = piped(&[arguments, &["--json"]].concat(), input.as_bytes());
    assert_eq!(ended.stderr, "");
    (ended.status, serde_json::from_str(&ended.stdout).expect("JSON"))
}

fn ids(judgement: &Value, list: &str) -> Vec<String> {
    let rows = judgement[list].as_array().expect("a list");
    rows.iter().map(|row| row["requirement"].as_str().expect("an ID").to_owned()).collect()
}

#[test]
fn minted_token_without_keys_and_with_them() {
    let reports = Reports::new();
    let (exported, token) = (reports.path("world"), run(&["token", "mint"]).stdout);
    assert_eq!(run(&["world", "export", "--out", &exported]).status, Some(0));
    let form = piped(&["check", "token"], token.as_bytes());
    assert_eq!(form.status, Some(0), "{form:?}");
    assert!(form.stdout.contains("not judged: the signature: no keys were given"), "{form:?}");
    assert!(form.stdout.ends_with("\nvalid\n"), "{form:?}");

    let world = World::standard(Partition::Aws);
    let issuer = world.cluster("conformance").expect("a cluster").issuer();
    let jwks = |cluster: &str| format!("{exported}/jwks/{cluster}.json");
    let now = run(&["token", "mint", "--lifetime", "0"]).stdout;
    let at = eks_auth_protocol::token::DecodedToken::decode(now.trim_end()).expect("a token");
    let at = at.claims().expires_at().expect("an expiry").literal().to_owned();
    let full = |cluster: &str, issuer: &str, at: &str| {
        let jwks = jwks(cluster);
        let arguments = ["check", "token", "--jwks", &jwks, "--issuer", issuer, "--at", at];
        json(&arguments, &token)
    };
    let (status, judgement) = full("conformance", issuer, &at);
    assert_eq!((status, &judgement["verdict"]), (Some(0), &"valid".into()), "{judgement}");
    assert_eq!(judgement["not_judged"], serde_json::json!([]));
    let (status, judgement) = full("k", "https://other", "2100-01-01T00:00:00Z");
    assert_eq!(status, Some(1));
    assert_eq!(ids(&judgement, "violations"), ["TOK-004", "TOK-011", "TOK-008"], "{judgement}");
    assert_eq!(judgement["schema"], "eks-auth-conformance/check/v1");
    assert_eq!(judgement["violations"][2]["path"], "claims.exp");
    assert!(
        judgement["violations"][2]["sources"][0]["reference"].as_str().is_some_and(|url| url.contains("://"))
    );
}

#[test]
fn request_as_body_and_as_message() {
    let (status, judgement) = json(&["check", "request"], r#"{"token":"e30.e30"}"#);
    assert_eq!((status, ids(&judgement, "violations")), (Some(1), vec!["REQ-003".to_owned()]));
    let message = "POST /clusters/a%2Fb/assume-role-for-pod-identity HTTP/1.1\r\nContent-Type: text/plain\r\n\r\n\
                   {\"token\":\"e30.e30.c2ln\"}";
    let (status, judgement) = json(&["check", "request"], message);
    assert_eq!((status, ids(&judgement, "violations")), (Some(1), vec!["CLU-001".to_owned()]));
    assert_eq!(ids(&judgement, "warnings"), ["REQ-010"]);
}

#[test]
fn response_as_body_and_as_message() {
    let good = json(&["check", "response", "--at", "1800000000"], GRANT);
    assert_eq!((good.0, &good.1["totals"]["warnings"]), (Some(0), &0.into()), "{}", good.1);
    let (status, judgement) = json(&["check", "response", "--at", "2030-01-01T00:00:00Z"], GRANT);
    assert_eq!((status, ids(&judgement, "violations")), (Some(1), vec!["RSP-012".to_owned()]));
    let message = format!("HTTP/1.1 200 OK\nContent-Type: text/html\nX-Amzn-RequestId: 1\n\n{GRANT}\n");
    let (status, judgement) = json(&["check", "response"], &message);
    assert_eq!((status, ids(&judgement, "violations")), (Some(1), vec!["RSP-019".to_owned()]));
    let (_, judgement) = json(&["check", "response"], &GRANT.replace("c2VjcmV0", "c2Vzc2lvbg"));
    assert_eq!(ids(&judgement, "violations"), ["RSP-014"]);
}

#[test]
fn error_as_message_and_as_body() {
    let message = "HTTP/1.1 404 Not Found\r\nX-Amzn-Errortype: InvalidTokenException\r\nContent-Type: application/json\r\n\r\n\
                   {\"message\":\"panicked at src/main.rs:1\",\"code\":\"Other\"}";
    let (status, judgement) = json(&["check", "error"], message);
    assert_eq!(status, Some(1));
    assert_eq!(ids(&judgement, "violations"), ["ERR-001", "ERR-002"], "{judgement}");
    assert_eq!(ids(&judgement, "warnings"), ["LEK-002", "ERR-008"]);
    let ended = piped(&["check", "error"], br#"{"message":"no"}"#);
    assert_eq!(ended.status, Some(0), "{ended:?}");
    assert!(ended.stdout.contains("a body alone was captured"), "{ended:?}");
}

#[test]
fn violation_is_told_with_its_source() {
    let ended = piped(&["check", "request"], br#"{"token":5}"#);
    assert_eq!(ended.status, Some(1));
    assert!(
        ended.stdout.starts_with("  token [must REQ-003]\n    `token` is of type number, not string\n"),
        "{ended:?}"
    );
    assert!(ended.stdout.contains("EKS Auth service model: https://"), "{ended:?}");
    assert!(ended.stdout.ends_with("\ninvalid: 1 violation\n"), "{ended:?}");
}

#[test]
fn wrong_files_and_options() {
    let reports = Reports::new();
    fs::write(reports.path("answer"), "HTTP/1.1 200 OK\r\n\r\n{}").expect("written");
    fs::write(reports.path("head"), "HTTP/1.1 200 OK\r\nno header\r\n\r\n{}").expect("written");
    run(&["check", "request", &reports.path("answer")]).is_usage_error("it is an HTTP answer, not a request");
    run(&["check", "response", &reports.path("head")]).is_usage_error("its head cannot be read");
    run(&["check", "token", &reports.path("none")]).is_usage_error("cannot be read");
    run(&["check", "token", "--jwks", &reports.path("answer")]).is_usage_error("is no set of keys");
    run(&["check", "token", "--at", "yesterday"]).is_usage_error("neither a number of seconds");
    run(&["check", "error", "--jwks", "keys.json"]).is_usage_error("--jwks");
}

#[test]
fn any_bytes_end_in_a_verdict() {
    let deep = [b"[".repeat(500_000), b"]".repeat(500_000)].concat();
    let same = [&b"{"[..], &br#""token":"0123456789ab","#.repeat(40_000), br#""token":1}"#].concat();
    let dots = b".".repeat(1_000_000);
    for input in [&b""[..], b"\0\xff\xfe", b"HTTP/9 000 \n\n", &deep, &same, &dots] {
        for document in ["token", "request", "response", "error"] {
            let ended = piped(&["check", document], input);
            let is_other_kind = document == "request" && input.starts_with(b"HTTP");
            let expected: &[i32] = if is_other_kind { &[2] } else { &[0, 1] };
            assert!(ended.status.is_some_and(|status| expected.contains(&status)), "{document}: {ended:?}");
            assert!(ended.stdout.len() < 100_000 && !ended.stderr.contains("panicked"), "{document}");
        }
    }
}
