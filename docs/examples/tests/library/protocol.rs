//! The API's types and wire forms, without any I/O.

use eks_auth_world::{Partition, Scene, World};

// ANCHOR: request
use eks_auth_protocol::token::Token;
use eks_auth_protocol::{AssumeRoleForPodIdentityRequest, ClusterName, operation, wire};

#[test]
fn request_is_built() {
    let cluster = ClusterName::parse("conformance").expect("a name as EKS allows it");
    let token = Token::parse("eyJhbGciOiJSUzI1NiJ9.e30.c2ln").expect("a compact JWS");
    let request = AssumeRoleForPodIdentityRequest::new(cluster, token);
    assert_eq!(operation::path(request.cluster_name()), "/clusters/conformance/assume-role-for-pod-identity");
    assert_eq!(wire::write_request(&request), br#"{"token":"eyJhbGciOiJSUzI1NiJ9.e30.c2ln"}"#);
}
// ANCHOR_END: request

// ANCHOR: response
#[test]
fn every_violation_of_an_answer_is_named() {
    let body = br#"{"audience":"pods.eks.amazonaws.com","subject":{"namespace":"payments"}}"#;
    let mut violations = Vec::new();
    let answer = wire::read_response_into(body, wire::Limits::default(), &mut violations);
    assert!(answer.is_none());
    assert!(violations.iter().any(|it| it.path() == "subject.serviceAccount"), "{violations:?}");
    assert!(violations.iter().any(|it| it.to_string() == "credentials is missing"), "{violations:?}");
}
// ANCHOR_END: response

// ANCHOR: error
use eks_auth_protocol::Exception;

#[test]
fn error_is_told_by_its_header() {
    let headers = [("x-amzn-ErrorType", "ExpiredTokenException:http://internal.example/")];
    let error = wire::read_error(400, headers, br#"{"message":"the token has expired"}"#);
    assert_eq!(error.exception(), Some(Exception::ExpiredToken));
    assert_eq!(error.to_string(), "ExpiredTokenException (status 400): the token has expired");
}
// ANCHOR_END: error

// ANCHOR: token
/// What the world mints is what the protocol reads, and no output has its signature.
#[test]
fn token_is_looked_into() {
    let world = World::standard(Partition::Aws);
    let minted = Scene::first(&world, 1_800_000_000, "6d7f2c1e-8b0a-4c59-9a53-2f4be1a0c7d8").draft().sign();
    let token = Token::parse(minted.expose()).expect("a compact JWS");
    let decoded = token.decode().expect("JSON in its parts");
    assert_eq!(decoded.claims().service_account(), Some(("payments", "ledger")));
    assert_eq!(decoded.claims().audience(), ["pods.eks.amazonaws.com"]);
    assert!(token.redacted().ends_with("<signature>") && !format!("{token:?}").contains(token.expose()));
}
// ANCHOR_END: token
