//! `token mint` and `token inspect`, one reading what the other wrote.

use std::io::Write;
use std::process::Stdio;

use eks_auth_protocol::EpochSeconds;
use eks_auth_protocol::token::DecodedToken;
use eks_auth_world::defect;
use serde_json::Value;

use crate::process::{Ended, Reports, command, run};

fn mint(arguments: &[&str]) -> String {
    let ended = run(&[&["token", "mint"], arguments].concat());
    assert_eq!((ended.status, ended.stderr.as_str()), (Some(0), ""), "{arguments:?}");
    ended.stdout.strip_suffix('\n').expect("a line").to_owned()
}

fn inspect(text: &[u8]) -> Ended {
    let mut child = command(&["token", "inspect"]).stdin(Stdio::piped()).spawn().expect("the binary starts");
    // It may have seen enough before everything is written.
    let _ = child.stdin.take().expect("a pipe").write_all(text);
    Ended::of(child.wait_with_output().expect("it ends"))
}

#[test]
fn valid_token_of_the_first_association() {
    let token = DecodedToken::decode(&mint(&[])).expect("a token");
    assert_eq!(token.claims().service_account(), Some(("payments", "ledger")));
    let lifetime = |token: &DecodedToken| {
        let (issued, expires) = (token.claims().issued_at(), token.claims().expires_at());
        expires
            .and_then(EpochSeconds::whole_seconds)
            .zip(issued.and_then(EpochSeconds::whole_seconds))
            .map(|(b, a)| b - a)
    };
    assert_eq!(lifetime(&token), Some(86_400));
    let expired = DecodedToken::decode(&mint(&["--lifetime", "-60"])).expect("a token");
    assert_eq!(lifetime(&expired), Some(-60));
}

#[test]
fn token_of_what_was_named() {
    let token = mint(&[
        "--cluster",
        "k",
        "--namespace",
        "n",
        "--service-account",
        "s",
        "--pod",
        "p",
        "--partition",
        "aws-cn",
    ]);
    let token = DecodedToken::decode(&token).expect("a token");
    assert_eq!(token.claims().service_account(), Some(("n", "s")));
    let pod = token.claims().kubernetes().and_then(|claims| claims.pod()).and_then(|pod| pod.name());
    assert_eq!(pod, Some("p"));
    assert!(token.claims().issuer().is_some_and(|issuer| issuer.contains("cn-north-1")));
}

#[test]
fn moment_and_id_make_the_same_token_each_time() {
    let named = ["--at", "1790000000", "--id", "00000000-0000-4000-8000-000000000001"];
    let token = mint(&named);
    assert_eq!(token, mint(&named));
    let claims = DecodedToken::decode(&token).expect("a token").claims().clone();
    assert_eq!(claims.issued_at().and_then(EpochSeconds::whole_seconds), Some(1_790_000_000));
    assert_eq!(claims.id(), Some(named[3]));
    let expired = mint(&[&named[..], &["--defect", "exp-past"]].concat());
    let claims = DecodedToken::decode(&expired).expect("a token").claims().clone();
    assert_eq!(claims.expires_at().and_then(EpochSeconds::whole_seconds), Some(1_790_000_000 - 3_600));
    assert_eq!(claims.id(), Some(named[3]));
}

#[test]
fn lifetime_and_defect_exclude_each_other() {
    run(&["token", "mint", "--defect", "exp-past", "--lifetime", "5"]).is_usage_error("cannot be used with");
}

#[test]
fn defect_that_the_clusters_keys_do_not_allow() {
    let fits = |cluster: &&eks_auth_world::Cluster| defect::all().all(|defect| defect.applies_to(cluster));
    let world = eks_auth_world::World::standard(eks_auth_world::Partition::Aws);
    let cluster = world.clusters().iter().find(|cluster| !fits(cluster)).expect("a cluster with few keys");
    let defect = defect::all().find(|defect| !defect.applies_to(cluster)).expect("a defect");
    let ended = run(&["token", "mint", "--cluster", cluster.name().as_str(), "--defect", defect.id()]);
    ended.is_usage_error("choose --cluster conformance");
}

#[test]
fn everything_but_the_signature_is_told() {
    let token = mint(&[]);
    let ended = inspect(format!("  {token}\r\n").as_bytes());
    assert_eq!((ended.status, ended.stderr.as_str()), (Some(0), ""));
    let told: Value = serde_json::from_str(&ended.stdout).expect("JSON");
    assert_eq!(told["header"]["alg"], "RS256");
    assert_eq!(told["claims"]["aud"][0], "pods.eks.amazonaws.com");
    assert_eq!(told["signature"], "256 bytes in base64url");
    assert!(told["times"]["exp"].as_str().is_some_and(|time| time.ends_with('Z')));
    let signature = token.rsplit('.').next().expect("a signature");
    assert!(!ended.stdout.contains(signature));
}

#[test]
fn every_defect_is_told_of_without_its_signature() {
    let reports = Reports::new();
    for defect in defect::all() {
        let token = mint(&["--defect", defect.id()]);
        std::fs::write(reports.path("token"), &token).expect("written");
        let ended = run(&["token", "inspect", &reports.path("token")]);
        assert!(matches!(ended.status, Some(0 | 2)), "{}: {ended:?}", defect.id());
        assert_eq!(ended.stderr.lines().count(), usize::from(ended.status == Some(2)), "{}", defect.id());
        let signature = token.trim().splitn(3, '.').nth(2).unwrap_or_default();
        let told = format!("{}{}", ended.stdout, ended.stderr);
        assert!(signature.len() < 12 || !told.contains(signature), "{}: {told}", defect.id());
    }
}

#[test]
fn what_is_no_token() {
    inspect(b"").is_usage_error("3 parts");
    inspect(b"hello").is_usage_error("3 parts joined by dots, this has 1");
    inspect(b"\xff\xfe").is_usage_error("not text in UTF-8");
    inspect(&[b'a'; 2 * 1024 * 1024]).is_usage_error("more than 1048576 bytes");
    inspect("Bearer \u{1b}[31m.b.c".as_bytes()).is_usage_error("not a token");
    run(&["token", "inspect", "no/such/file"]).is_usage_error("name a file that can");
}

#[test]
fn what_can_be_read_of_a_bad_token_is_told() {
    let token = mint(&["--defect", "signature-empty"]);
    let ended = inspect(token.as_bytes());
    assert_eq!(ended.status, Some(2));
    assert!(
        ended.stdout.contains("\"signature\": \"empty\"") && ended.stdout.contains("payments"),
        "{ended:?}"
    );
    assert!(ended.stderr.contains("signature is empty"), "{ended:?}");
}
