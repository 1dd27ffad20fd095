//! Situations and what they come to: status and name.

use eks_auth_mock::{Request, Service};
use eks_auth_world::{Pod, Scene, TokenDraft, World};

use crate::stage::{JTI, NOW, draft, good, json, moment, service, verdict};

const GRANTED: (u16, &str) = (200, "");
const INVALID_PARAMETER: (u16, &str) = (400, "InvalidParameterException");
const INVALID_TOKEN: (u16, &str) = (400, "InvalidTokenException");
const EXPIRED: (u16, &str) = (400, "ExpiredTokenException");
const SERIALIZATION: (u16, &str) = (400, "SerializationException");
const MEDIA_TYPE: (u16, &str) = (415, "UnsupportedMediaTypeException");
const NOT_FOUND: (u16, &str) = (404, "ResourceNotFoundException");
const UNKNOWN: (u16, &str) = (404, "UnknownOperationException");
const METHOD: (u16, &str) = (405, "MethodNotAllowedException");

fn of(service: &Service, request: &Request) -> (u16, String) {
    let answer = service.answer(request, moment(1));
    let (status, name) = verdict(&answer);
    if status != 200 {
        assert!(json(&answer)["message"].is_string(), "a refusal says why");
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.header("x-amzn-requestid").map(str::len), Some(36));
        assert!(!String::from_utf8_lossy(answer.body()).contains("eyJ"), "a token in an answer");
    }
    (status, name.to_owned())
}

fn check(service: &Service, situation: &str, request: &Request, expected: (u16, &str)) {
    assert_eq!(of(service, request), (expected.0, expected.1.to_owned()), "{situation}");
}

fn with_body(service: &Service, body: &[u8]) -> Request {
    good(service.world()).1.with_body(body)
}

#[test]
fn bodies() {
    let service = service();
    let token = good(service.world()).0;
    let escaped: String = token.bytes().map(|byte| format!("\\u{byte:04x}")).collect();
    let deep = format!("{{\"token\":\"{token}\",\"x\":{}{}}}", "[".repeat(60), "]".repeat(60));
    for (body, expected) in [
        (format!(r#"{{"token":"{token}"}}"#), GRANTED),
        (format!(" \r\n\t{{ \"token\" : \"{token}\" }} \n"), GRANTED),
        (format!(r#"{{"\u0074oken":"{escaped}"}}"#), GRANTED),
        (format!(r#"{{"zone":"usw2-az1","instanceId":"i","eksNodeName":"n","token":"{token}"}}"#), GRANTED),
        (format!(r#"{{"zone":null,"token":"{token}"}}"#), GRANTED),
        (format!(r#"{{"x":[1,-0,1E+2,{{"y":null}}],"Token":7,"token":"{token}"}}"#), GRANTED),
        (deep, GRANTED),
        (format!(r#"{{"zone":7,"token":"{token}"}}"#), SERIALIZATION),
        ("{}".to_owned(), INVALID_PARAMETER),
        (r#"{"token":null}"#.to_owned(), INVALID_PARAMETER),
        (r#"{"token":""}"#.to_owned(), INVALID_PARAMETER),
        (r#"{"token":1}"#.to_owned(), INVALID_PARAMETER),
        (r#"{"token":{"a":1}}"#.to_owned(), INVALID_PARAMETER),
        (format!(r#"{{"token":["{token}"]}}"#), INVALID_PARAMETER),
        (r#"{"token":"x"}"#.to_owned(), INVALID_TOKEN),
        (format!(r#"{{"token":" {token}"}}"#), INVALID_TOKEN),
        (format!(r#"{{"token":"{token}\n"}}"#), INVALID_TOKEN),
        (format!(r#"{{"token":"Bearer {token}"}}"#), INVALID_TOKEN),
        (format!(r#"{{"token":"{token}.e30"}}"#), INVALID_TOKEN),
        (format!(r#"{{"token":"{token}."}}"#), INVALID_TOKEN),
        (String::new(), SERIALIZATION),
        ("[]".to_owned(), SERIALIZATION),
        ("null".to_owned(), SERIALIZATION),
        (format!(r#""{token}""#), SERIALIZATION),
        (format!(r#"{{"token":"{token}"}}x"#), SERIALIZATION),
        (format!(r#"{{"token":"{token}"}}{{}}"#), SERIALIZATION),
        (format!(r#"{{"token":"{token}",}}"#), SERIALIZATION),
        (format!(r#"{{'token':'{token}'}}"#), SERIALIZATION),
        (format!(r#"/**/{{"token":"{token}"}}"#), SERIALIZATION),
        (format!(r#"{{"token":"{token}","token":"{token}"}}"#), SERIALIZATION),
        (format!(r#"{{"token":"a.b.c","\u0074oken":"{token}"}}"#), SERIALIZATION),
        (format!(r#"{{"token":"{token}","x":"\ud800"}}"#), SERIALIZATION),
        (format!("token={token}"), SERIALIZATION),
    ] {
        check(&service, body.get(..40).unwrap_or(&body), &with_body(&service, body.as_bytes()), expected);
    }
    check(&service, "invalid UTF-8", &with_body(&service, b"{\"token\":\"\xff\"}"), SERIALIZATION);
    let huge = vec![b' '; 1024 * 1024 + 1];
    check(&service, "too large", &with_body(&service, &huge), (413, "RequestEntityTooLargeException"));
}

#[test]
fn headers() {
    let service = service();
    let good = good(service.world()).1;
    let typed = |value: &str| good.clone().without_header("content-type").with_header("CONTENT-TYPE", value);
    check(&service, "parameters", &typed("application/json; charset=UTF-8"), GRANTED);
    check(&service, "capitals", &typed("Application/Json"), GRANTED);
    check(&service, "text", &typed("text/plain"), MEDIA_TYPE);
    check(&service, "other JSON", &typed("application/x-amz-json-1.1"), MEDIA_TYPE);
    check(&service, "form", &typed("application/x-www-form-urlencoded"), MEDIA_TYPE);
    check(&service, "none", &good.clone().without_header("content-type"), MEDIA_TYPE);
    check(&service, "unmeetable Accept", &good.clone().with_header("Accept", "text/html"), GRANTED);
    check(&service, "chunked", &good.clone().with_header("Transfer-Encoding", "chunked"), GRANTED);
    check(&service, "Expect", &good.clone().with_header("Expect", "100-continue"), GRANTED);
    check(&service, "large header", &good.clone().with_header("x", "y".repeat(10_000)), GRANTED);
    let two_hosts = good.clone().with_header("Host", "other");
    check(&service, "two hosts", &two_hosts, (400, "MalformedHttpRequestException"));
}

#[test]
fn paths_and_methods() {
    let service = service();
    let (_, good) = good(service.world());
    let at = |method: &str, target: &str| {
        good.headers()
            .iter()
            .fold(Request::new(method, target), |request, (name, value)| {
                request.with_header(name, value.clone())
            })
            .with_body(good.body())
    };
    let target = good.target();
    let name = target.split('/').nth(2).unwrap();
    let encoded: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let cluster = |label: &str| format!("/clusters/{label}/assume-role-for-pod-identity");
    for (target, expected) in [
        (target.to_owned(), GRANTED),
        (format!("{target}?x=y"), GRANTED),
        (cluster(&encoded), GRANTED),
        (cluster(""), INVALID_PARAMETER),
        (cluster("."), INVALID_PARAMETER),
        (cluster(".."), INVALID_PARAMETER),
        (cluster(&format!("-{name}")), INVALID_PARAMETER),
        (cluster(&format!("{name}%00")), INVALID_PARAMETER),
        (cluster(&format!("{name}%20")), INVALID_PARAMETER),
        (cluster(&format!("{name};x")), INVALID_PARAMETER),
        (cluster(&format!("x%2F..%2F{name}")), INVALID_PARAMETER),
        (cluster(&encoded.replace('%', "%25")), INVALID_PARAMETER),
        (cluster(&"a".repeat(101)), INVALID_PARAMETER),
        (cluster("%zz"), INVALID_PARAMETER),
        (cluster("no-such-cluster"), NOT_FOUND),
        (cluster(&name.to_uppercase()), NOT_FOUND),
        (format!("{target}/"), UNKNOWN),
        (format!("/{target}"), UNKNOWN),
        (format!("/x/..{target}"), UNKNOWN),
        (cluster(&format!("x/../{name}")), UNKNOWN),
        (target.replace("clusters", "Clusters"), UNKNOWN),
        ("/".to_owned(), UNKNOWN),
        (String::new(), UNKNOWN),
    ] {
        check(&service, &target, &at("POST", &target), expected);
    }
    for method in ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "post"] {
        check(&service, method, &at(method, target), METHOD);
    }
    let answer = service.answer(&at("GET", target), moment(1));
    assert_eq!(answer.header("allow"), Some("POST"));
}

#[test]
fn subjects() {
    let service = service();
    let world: &World = service.world();
    let (cluster, association) = world.not_assumable();
    let request = Request::exchange(cluster.name(), draft(cluster, association).sign().expose());
    check(&service, "not assumable", &request, (400, "AccessDeniedException"));

    let pod = Pod::new("nowhere", "nobody");
    let request = Request::exchange(cluster.name(), TokenDraft::new(cluster, &pod, NOW, JTI).sign().expose());
    check(&service, "no association", &request, NOT_FOUND);

    let (ours, association) = world.grants().next().unwrap();
    let other = world.clusters().iter().find(|other| other.name() != ours.name()).unwrap();
    let request = Request::exchange(other.name(), draft(ours, association).sign().expose());
    check(&service, "another cluster's token", &request, INVALID_TOKEN);
}

#[test]
fn times() {
    let service = service();
    let scene = Scene::first(service.world(), NOW, JTI);
    for (claim, value, expected) in [
        ("exp", format!("{}", NOW + 1), GRANTED),
        ("exp", format!("{NOW}"), EXPIRED),
        ("exp", format!("{}", NOW - 3600), EXPIRED),
        ("exp", format!("{NOW}.5"), GRANTED),
        ("exp", format!("{NOW}.1"), EXPIRED),
        ("exp", "1e12".to_owned(), GRANTED),
        ("exp", "-1".to_owned(), EXPIRED),
        ("exp", "null".to_owned(), INVALID_TOKEN),
        ("exp", format!("\"{}\"", NOW + 600), INVALID_TOKEN),
        ("nbf", format!("{}", NOW + 60), GRANTED),
        ("nbf", format!("{}", NOW + 61), INVALID_TOKEN),
        ("nbf", "\"0\"".to_owned(), INVALID_TOKEN),
        ("iat", format!("{}", NOW + 999_999), GRANTED),
        ("iat", "\"0\"".to_owned(), INVALID_TOKEN),
    ] {
        let mut draft = scene.draft();
        draft.claims_mut().set_raw(claim, &value);
        let request = Request::exchange(scene.cluster().name(), draft.sign().expose());
        check(&service, &format!("{claim} {value}"), &request, expected);
    }
    for claim in ["iat", "nbf", "jti"] {
        let mut draft = scene.draft();
        draft.claims_mut().remove(claim);
        let request = Request::exchange(scene.cluster().name(), draft.sign().expose());
        check(&service, &format!("no {claim}"), &request, GRANTED);
    }
}

#[test]
fn signature_is_judged_before_expiry() {
    let service = service();
    let scene = Scene::first(service.world(), NOW, JTI);
    let mut draft = scene.draft();
    draft.lifetime(-86_400);
    let token = draft.sign();
    let request = |token: &str| Request::exchange(scene.cluster().name(), token);
    check(&service, "expired", &request(token.expose()), EXPIRED);
    check(&service, "expired and forged", &request(token.with_signature([1; 256]).expose()), INVALID_TOKEN);
}
