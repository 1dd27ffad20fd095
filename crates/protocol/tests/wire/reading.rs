//! What readers report, case by case.

use eks_auth_protocol::wire::{
    Kind, Limits, Place, SyntaxErrorKind, Violation, ViolationKind, read_error, read_error_into,
    read_request, read_request_into, read_response, read_response_into,
};
use eks_auth_protocol::{ClusterName, Exception};

const GOOD: &str = concat!(
    r#"{"subject":{"namespace":"payments","serviceAccount":"ledger"},"audience":"pods.eks.amazonaws.com","#,
    r#""podIdentityAssociation":{"associationArn":"arn:association","associationId":"a-1"},"#,
    r#""assumedRoleUser":{"arn":"arn:role","assumeRoleId":"AROA:eks"},"#,
    r#""credentials":{"sessionToken":"SESSION","secretAccessKey":"KEY","accessKeyId":"ASIA","expiration":1.7e9}}"#
);

fn response_violations(body: &str) -> (bool, Vec<Violation>) {
    let mut violations = Vec::new();
    let made = read_response_into(body.as_bytes(), Limits::default(), &mut violations).is_some();
    (made, violations)
}

fn lines(violations: &[Violation]) -> Vec<String> {
    violations.iter().map(ToString::to_string).collect()
}

fn cluster() -> ClusterName {
    ClusterName::parse("conformance").unwrap()
}

#[test]
fn every_member_of_a_response_is_read() {
    let response = read_response(GOOD.as_bytes()).unwrap();
    assert_eq!(response.subject().namespace(), "payments");
    assert_eq!(response.subject().service_account(), "ledger");
    assert_eq!(response.audience(), "pods.eks.amazonaws.com");
    assert_eq!(response.pod_identity_association().association_arn(), "arn:association");
    assert_eq!(response.pod_identity_association().association_id(), "a-1");
    assert_eq!(response.assumed_role_user().arn(), "arn:role");
    assert_eq!(response.assumed_role_user().assume_role_id(), "AROA:eks");
    assert_eq!(response.credentials().session_token().expose(), "SESSION");
    assert_eq!(response.credentials().secret_access_key().expose(), "KEY");
    assert_eq!(response.credentials().access_key_id(), "ASIA");
    assert_eq!(response.credentials().expiration().literal(), "1.7e9");
    assert_eq!(response.workload_identity_provider_arn(), None);
}

#[test]
fn empty_object_lacks_every_required_member() {
    let (made, violations) = response_violations("{}");
    assert!(!made);
    let paths: Vec<_> = violations.iter().map(Violation::path).collect();
    assert_eq!(paths, ["subject", "audience", "podIdentityAssociation", "assumedRoleUser", "credentials"]);
    assert!(violations.iter().all(|violation| *violation.kind() == ViolationKind::Missing));
}

#[test]
fn all_violations_come_with_their_paths() {
    let body = GOOD
        .replace(r#""namespace":"payments""#, r#""namespace":null"#)
        .replace("1.7e9", r#""1.7e9""#)
        .replace(r#""accessKeyId":"ASIA","#, "")
        .replace(r#""associationId":"a-1""#, r#""associationId":7,"associationId":8,"associationId":9"#);
    let (made, violations) = response_violations(&body);
    assert!(!made);
    assert_eq!(
        lines(&violations),
        [
            "subject.namespace is null",
            "podIdentityAssociation.associationId is there more than once",
            "podIdentityAssociation.associationId is of type number, not string",
            "credentials.accessKeyId is missing",
            "credentials.expiration is of type string, not number",
        ]
    );
}

#[test]
fn duplicate_is_reported_and_the_last_one_counts() {
    let body = GOOD.replace(r#""audience":"#, r#""audience":0,"aud\u0069ence":"#);
    let (made, violations) = response_violations(&body);
    assert!(made);
    assert_eq!(lines(&violations), ["audience is there more than once"]);
    assert!(!violations[0].is_fatal());
    assert_eq!(read_response(body.as_bytes()).unwrap().audience(), "pods.eks.amazonaws.com");
}

#[test]
fn optional_member_null_counts_as_absent() {
    let body = GOOD.replace(r#"{"subject""#, r#"{"workloadIdentityProviderArn":null,"subject""#);
    assert_eq!(response_violations(&body), (true, Vec::new()));
}

#[test]
fn optional_member_of_another_type() {
    let body = GOOD.replace(r#"{"subject""#, r#"{"workloadIdentityProviderArn":{},"subject""#);
    let (made, violations) = response_violations(&body);
    assert!(!made);
    assert_eq!(
        violations[0].kind(),
        &ViolationKind::WrongType { expected: Kind::String, found: Kind::Object }
    );
}

#[test]
fn unknown_members_are_tolerated_at_every_level() {
    let body = GOOD.replace('{', r#"{"x":[{"subject":null}],"x":1,"#);
    assert_eq!(response_violations(&body), (true, Vec::new()));
}

#[test]
fn document_that_is_no_object() {
    for (body, found) in
        [("[]", Kind::Array), ("null", Kind::Null), ("\"{}\"", Kind::String), ("1", Kind::Number)]
    {
        let violation = read_response(body.as_bytes()).unwrap_err();
        assert_eq!((violation.path(), violation.kind()), ("", &ViolationKind::NotAnObject { found }));
    }
}

#[test]
fn document_that_is_no_json() {
    let violation = read_response(&GOOD.as_bytes()[..GOOD.len() - 1]).unwrap_err();
    let ViolationKind::Syntax(error) = violation.kind() else { panic!("{violation}") };
    assert_eq!((error.kind(), error.offset()), (SyntaxErrorKind::End, GOOD.len() - 1));
    assert_eq!(
        violation.to_string(),
        format!("the document is not readable JSON: the JSON text ends too early at byte {}", GOOD.len() - 1)
    );
}

#[test]
fn limits_hold_for_typed_readers() {
    let deep =
        GOOD.replace(r#"{"subject""#, &format!(r#"{{"x":{}{},"subject""#, "[".repeat(200), "]".repeat(200)));
    assert!(
        matches!(read_response(deep.as_bytes()).unwrap_err().kind(), ViolationKind::Syntax(error) if error.kind() == SyntaxErrorKind::TooDeep)
    );
    let limits = Limits { bytes: GOOD.len() - 1, ..Limits::default() };
    let mut violations = Vec::new();
    assert!(read_response_into(GOOD.as_bytes(), limits, &mut violations).is_none());
    assert!(
        matches!(violations[0].kind(), ViolationKind::Syntax(error) if error.kind() == SyntaxErrorKind::TooLong)
    );
}

#[test]
fn token_that_is_none() {
    let violation = read_request(cluster(), br#"{"token":"CANARY.CANARY"}"#).unwrap_err();
    assert_eq!(violation.path(), "token");
    assert!(matches!(violation.kind(), ViolationKind::Token(_)));
    assert!(!format!("{violation} {violation:?}").contains("CANARY"));
}

#[test]
fn request_with_every_input() {
    let body = br#" { "zone" : "usw2-az1", "instanceId":"i-0", "eksNodeName":"ip-10-0-0-1", "token":"e30\u002ee30.c2ln" } "#;
    let request = read_request(cluster(), body).unwrap();
    assert_eq!(request.cluster_name().as_str(), "conformance");
    assert_eq!(request.token().expose(), "e30.e30.c2ln");
    assert_eq!(request.eks_node_name(), Some("ip-10-0-0-1"));
    assert_eq!(request.instance_id(), Some("i-0"));
    assert_eq!(request.zone(), Some("usw2-az1"));
}

#[test]
fn request_with_several_faults() {
    let mut violations = Vec::new();
    let body = br#"{"zone":1,"instanceId":null,"token":null}"#;
    assert!(read_request_into(cluster(), body, Limits::default(), &mut violations).is_none());
    assert_eq!(lines(&violations), ["token is null", "zone is of type number, not string"]);
}

#[test]
fn error_named_in_every_place() {
    let body = br#"{"__type":"a#ThrottlingException","code":"ExpiredTokenException","Message":"text"}"#;
    let headers = [("x-amzn-errortype", "InvalidTokenException:http://internal.amazon.com/")];
    let mut violations = Vec::new();
    let reading = read_error_into(400, headers, body, Limits::default(), &mut violations);
    assert_eq!(violations, []);
    assert_eq!(reading.error().exception(), Some(Exception::InvalidToken));
    assert_eq!(reading.error().message(), Some("text"));
    let named: Vec<_> =
        reading.identities().iter().map(|identity| (identity.place(), identity.code().name())).collect();
    assert_eq!(
        named,
        [
            (Place::Header, "InvalidTokenException"),
            (Place::Code, "ExpiredTokenException"),
            (Place::Type, "ThrottlingException")
        ]
    );
    assert!(!reading.agrees());
}

#[test]
fn error_named_in_the_body_alone() {
    const NONE: [(&str, &str); 0] = [];
    let error =
        read_error(400, NONE, br#"{"__type":"InvalidTokenException","code":"ExpiredTokenException"}"#);
    assert_eq!(error.exception(), Some(Exception::ExpiredToken));
    let error = read_error(400, NONE, br#"{"__type":"InvalidTokenException","detail":{"code":"x"}}"#);
    assert_eq!(error.exception(), Some(Exception::InvalidToken));
    let error = read_error(400, [("X-Amzn-Errortype", "")], br#"{"__type":"InvalidTokenException"}"#);
    assert_eq!(error.exception(), Some(Exception::InvalidToken));
}

#[test]
fn error_with_an_empty_request_id() {
    let error = read_error(400, [("x-amzn-requestid", ""), ("x-amzn-requestid", "6d5")], b"");
    assert_eq!(error.request_id(), Some("6d5"));
    assert_eq!(read_error(400, [("x-amzn-requestid", "")], b"").request_id(), None);
}

#[test]
fn error_without_body_or_with_another_one() {
    let read = |body: &[u8]| {
        let mut violations = Vec::new();
        let headers = [("x-amzn-errortype", "ThrottlingException"), ("X-AMZN-REQUESTID", "6d5")];
        let error = read_error_into(429, headers, body, Limits::default(), &mut violations).into_error();
        assert_eq!((error.exception(), error.request_id()), (Some(Exception::Throttling), Some("6d5")));
        (error.message().map(str::to_owned), lines(&violations))
    };
    assert_eq!(read(b""), (None, Vec::new()));
    assert_eq!(read(b"{}"), (None, Vec::new()));
    assert_eq!(read(b"[]"), (None, vec!["the document is of type array, not object".to_owned()]));
    assert_eq!(
        read(b"<html>"),
        (None, vec!["the document is not readable JSON: unexpected byte at byte 0".to_owned()])
    );
    assert_eq!(
        read(br#"{"code":1,"message":"still read"}"#),
        (Some("still read".to_owned()), vec!["code is of type number, not string".to_owned()])
    );
}
