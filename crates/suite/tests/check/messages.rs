//! Requests and answers: each requirement broken once, by the smallest change of a document that breaks none.

use eks_auth_suite::check::{self, CaptureError, Judgement, Violation, Weight};

const AT: f64 = 1_800_000_000.0;

const GRANT: &str = r#"HTTP/1.1 200 OK
Content-Type: application/json
X-Amzn-RequestId: 6d5f
Cache-Control: no-store

{"subject":{"namespace":"payments","serviceAccount":"ledger"},"audience":"pods.eks.amazonaws.com",
"podIdentityAssociation":{"associationArn":"arn:aws:eks:us-west-2:111122223333:podidentityassociation/c/a-1","associationId":"a-1"},
"assumedRoleUser":{"arn":"arn:aws:sts::111122223333:assumed-role/ledger/eks-c-ledger-0b1f2c3d-1111-4222-8333-444455556666",
"assumeRoleId":"AROACONFORMANCE00001:eks-c-ledger-0b1f2c3d-1111-4222-8333-444455556666"},
"credentials":{"sessionToken":"IQoJb3JpZ2luX2VjEXAMPLE","secretAccessKey":"wJalrXUtnFEMI","accessKeyId":"ASIAIOSFODNN7EXAMPLE",
"expiration":1800003600}}"#;

const REFUSAL: &str = r#"HTTP/1.1 404 Not Found
Content-Type: application/json
X-Amzn-Errortype: ResourceNotFoundException
X-Amzn-RequestId: 6d5f

{"message":"no such association","code":"ResourceNotFoundException"}"#;

const REQUEST: &str = r#"POST /clusters/conformance/assume-role-for-pod-identity HTTP/1.1
Content-Type: application/json

{"token":"e30.e30.c2ln","eksNodeName":"n"}"#;

type Judge = fn(&[u8]) -> Result<Judgement, CaptureError>;

/// Each row replaces the first text by the second, and names the one requirement that this breaks, at which path and how much
/// that weighs.
fn each_breaks_one(judge: Judge, good: &str, rows: &[(&str, &str, &str, &str, Weight)]) {
    let untouched = judge(good.as_bytes()).expect("readable");
    assert_eq!(untouched.violations(), &[], "the good one");
    for (from, to, id, path, weight) in rows {
        assert!(good.contains(from), "{from}");
        let judgement = judge(good.replacen(from, to, 1).as_bytes()).expect("readable");
        let told = judgement.violations();
        let first = told.first().map(|found| (found.requirement().id(), found.path(), found.weight()));
        assert_eq!(first, Some((*id, *path, *weight)), "{from} -> {to}: {told:?}");
        // What is in the past is not far ahead either: a `must` may take a `should` along, but nothing of another place.
        let follows = |found: &Violation| found.path() == *path && found.weight() > *weight;
        assert!(told.iter().skip(1).all(follows), "{from} -> {to}: {told:?}");
    }
}

#[test]
fn grants() {
    use Weight::{Must, Should};
    let judge: Judge = |bytes| check::response(bytes, Some(AT));
    each_breaks_one(
        judge,
        GRANT,
        &[
            ("200 OK", "201 Created", "RSP-001", "status", Must),
            ("\"associationId\"", "\"id\"", "RSP-002", "podIdentityAssociation.associationId", Must),
            ("\"payments\"", "\"Payments\"", "RSP-003", "subject.namespace", Must),
            ("\"ledger\"", "\"\"", "RSP-003", "subject.serviceAccount", Must),
            (":eks:", ":iam:", "RSP-005", "podIdentityAssociation.associationArn", Must),
            ("\"a-1\"", "\"a-2\"", "RSP-005", "podIdentityAssociation.associationId", Must),
            ("pods.eks", "sts", "RSP-004", "audience", Must),
            ("assumed-role/", "federated-user/", "RSP-006", "assumedRoleUser.arn", Must),
            ("arn:aws:sts::1", "arn:aws:sts:us-west-2:1", "RSP-007", "assumedRoleUser.arn", Should),
            ("00001:eks-c-ledger-0b", "00001:eks-c-ledger-9b", "RSP-009", "assumedRoleUser", Must),
            ("AROACONFORMANCE00001:", ":", "RSP-011", "assumedRoleUser.assumeRoleId", Must),
            ("1800003600", "1799999999", "RSP-012", "credentials.expiration", Must),
            ("1800003600", "1800000060", "RSP-013", "credentials.expiration", Should),
            ("\"wJalrXUtnFEMI\"", "\"wJalr XUtnFEMI\"", "RSP-014", "credentials.secretAccessKey", Must),
            ("\"wJalrXUtnFEMI\"", "\"ASIAIOSFODNN7EXAMPLE\"", "RSP-014", "credentials.accessKeyId", Must),
            ("ASIA", "AKIA", "RSP-016", "credentials.accessKeyId", Should),
            ("no-store", "public", "RSP-018", "cache-control", Should),
            ("application/json", "text/plain", "RSP-019", "content-type", Must),
            ("{\"subject\"", "[1]{\"subject\"", "RSP-020", "", Must),
            (
                "{\"subject\"",
                "{\"audience\":\"pods.eks.amazonaws.com\",\"subject\"",
                "RSP-021",
                "audience",
                Should,
            ),
            ("no-store", "no-store\nX-Amzn-Errortype: Teapot", "RSP-022", "x-amzn-errortype", Must),
            ("X-Amzn-RequestId", "X-Request", "RSP-023", "x-amzn-requestid", Should),
            ("no-store", "no-store\nX-Debug: IQoJb3JpZ2luX2VjEXAMPLE", "LEK-001", "header X-Debug", Must),
            (
                "no-store",
                "no-store\nX-Debug: e30.e30.c2ln eyJhbGciOiJFUzI1NiJ9.e30.c2ln",
                "LEK-001",
                "header X-Debug",
                Must,
            ),
            ("no-store", "no-store\nX-Debug: /var/task", "LEK-002", "header X-Debug", Should),
            ("no-store", "no-store\nContent-Length: 7", "RSP-020", "content-length", Must),
        ],
    );
}

#[test]
fn session_name_of_a_grant() {
    for (from, to, id) in [
        ("eks-c-", "c-", "RSP-008"),
        ("0b1f2c3d-1111-4222-8333-444455556666", "0b1f2c3d-1111-4222-8333-4444555566g6", "RSP-008"),
        ("-1111-4222-8333-", "1111422283330000", "RSP-008"),
        ("0b1f2c3d-1111-4222-8333-444455556666", "0b1f2c3d111142228333444455556666", "RSP-010"),
    ] {
        let judgement = check::response(GRANT.replace(from, to).as_bytes(), Some(AT)).expect("readable");
        assert_eq!(judgement.violations()[0].requirement().id(), id, "{from} -> {to}");
    }
}

#[test]
fn refusals() {
    use Weight::{Must, Should};
    each_breaks_one(
        check::error,
        REFUSAL,
        &[
            ("\"code\":\"R", "\"code\":\"r", "ERR-001", "", Must),
            ("404 Not Found", "400 Bad Request", "ERR-002", "status", Must),
            ("application/json", "text/html", "ERR-003", "content-type", Must),
            ("\"no such association\"", "404", "ERR-004", "message", Must),
            ("{\"message\"", "{\"text\"", "ERR-007", "message", Should),
            ("X-Amzn-RequestId", "X-Request", "ERR-008", "x-amzn-requestid", Should),
            (
                "association\"",
                "association\",\"accessKeyId\":\"ASIAIOSFODNN7EXAMPLE\"",
                "LEK-001",
                "the body of an error",
                Must,
            ),
            ("no such", "a.b.c eyJhbGciOiJFUzI1NiJ9.e30.c2ln no such", "LEK-001", "message", Must),
            ("no such", "panicked at no such", "LEK-002", "message", Should),
            (
                "X-Amzn-RequestId: 6d5f",
                "X-Amzn-RequestId: 6d5f\nContent-Length: 1",
                "ERR-003",
                "content-length",
                Must,
            ),
        ],
    );
}

#[test]
fn statuses_of_no_error() {
    for (status, id) in [("200 OK", "RSP-022"), ("302 Found", "HTP-003")] {
        let judgement = check::error(REFUSAL.replace("404 Not Found", status).as_bytes()).expect("readable");
        let told: Vec<_> = judgement.of(Weight::Must).map(|found| found.requirement().id()).collect();
        assert_eq!(told, [id, "ERR-002"]);
    }
    let nameless = check::error(b"HTTP/1.1 200 OK\nContent-Type: application/json\n\n{}").expect("readable");
    assert_eq!(nameless.violations()[0].requirement().id(), "RSP-002");
    let callers = check::error(b"HTTP/1.1 403 Forbidden\nX-Amzn-Errortype: AccessDeniedException\n\n")
        .expect("readable");
    assert!(callers.is_valid());
}

#[test]
fn requests() {
    use Weight::{Must, Open, Should};
    each_breaks_one(
        check::request,
        REQUEST,
        &[
            ("POST", "PUT", "HTP-001", "method", Must),
            ("/clusters/", "/cluster/", "HTP-001", "path", Must),
            ("/clusters/", "/Clusters/", "HTP-001", "path", Open),
            ("identity HTTP", "identity?x=y HTTP", "HTP-001", "path", Open),
            ("identity HTTP", "identity/x HTTP", "HTP-001", "path", Open),
            ("conformance", "-conformance", "CLU-001", "clusterName", Must),
            ("conformance", "conformance%2f", "CLU-001", "clusterName", Must),
            ("conformance", "conformance%ff", "CLU-001", "clusterName", Must),
            ("conformance", "conformance%4", "CLU-001", "clusterName", Must),
            ("application/json", "application/xml", "REQ-010", "content-type", Should),
            ("Content-Type", "X-Content-Type", "REQ-012", "content-type", Open),
            ("\"token\"", "\"Token\"", "REQ-003", "token", Must),
            ("\"e30.e30.c2ln\"", "null", "REQ-003", "token", Must),
            ("e30.e30.c2ln", "e30.e30", "REQ-003", "token", Must),
            ("e30.e30.c2ln", "e30.e30.c2ln.c2ln", "TOK-027", "token", Must),
            ("e30.e30.c2ln", "Bearer e30.e30.c2ln", "TOK-028", "token", Should),
            ("\"n\"}", "\"n\"", "REQ-005", "", Must),
            ("{\"token\":\"e30.e30.c2ln\",\"eksNodeName\":\"n\"}", "[]", "REQ-005", "", Must),
            ("\"n\"}", "\"n\"}}", "REQ-007", "", Must),
            ("\"n\"}", "\"n\",}", "REQ-008", "", Should),
            ("\"n\"}", "\"\\ud800\"}", "REQ-013", "", Open),
            ("\"n\"}", "\"n\",\"a\":1,\"a\":1}", "REQ-013", "a", Open),
            ("\"n\"}", "\"n\",\"a\":1,\"a\":2}", "REQ-018", "a", Should),
            ("\"n\"}", "7}", "REQ-012", "eksNodeName", Open),
            ("application/json", "application/json\nContent-Length: 7", "HTP-004", "content-length", Must),
        ],
    );
    assert_eq!(check::request(GRANT.as_bytes()).err(), Some(CaptureError::NotARequest));
    assert_eq!(check::error(REQUEST.as_bytes()).err(), Some(CaptureError::NotAnAnswer));
}
