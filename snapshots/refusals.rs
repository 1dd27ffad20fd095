//! What the mock answers when it refuses: each kind in full, and each reason in a line.

use eks_auth_mock::{Answer, Flaw, Request, Service, fault};
use eks_auth_world::{Pod, Scene, World, defect};

use crate::answers::http;
use crate::stage::{JTI, NOW, SERVICE, good, moment, scene};

pages! { "wire":
    refused_access_denied => refused(&not_assumable(), 400, "AccessDeniedException"),
    refused_expired_token => refused(&defective("exp-past"), 400, "ExpiredTokenException"),
    refused_internal_server => http(&crashing().answer(&body("{}"), moment())),
    refused_invalid_parameter => refused(&body("{}"), 400, "InvalidParameterException"),
    refused_invalid_token => refused(&defective("aud-missing"), 400, "InvalidTokenException"),
    refused_malformed_request => refused(
        &good(world()).with_flaw(Flaw::HostMissing),
        400,
        "MalformedHttpRequestException",
    ),
    refused_method_not_allowed => refused(&sent("GET", &path()), 405, "MethodNotAllowedException"),
    refused_request_entity_too_large => refused(
        &body(" ".repeat(1024 * 1024 + 1)),
        413,
        "RequestEntityTooLargeException",
    ),
    refused_resource_not_found => refused(&unassociated(), 404, "ResourceNotFoundException"),
    refused_serialization => refused(&body("[]"), 400, "SerializationException"),
    refused_unknown_operation => refused(&sent("POST", "/"), 404, "UnknownOperationException"),
    refused_unsupported_media_type => refused(
        &good(world()).without_header("content-type"),
        415,
        "UnsupportedMediaTypeException",
    ),
    reasons => all_reasons(),
    defects_answered => defects(),
}

fn world() -> &'static World {
    SERVICE.world()
}

/// The answer in full, which must be of this kind.
fn refused(request: &Request, status: u16, name: &str) -> String {
    let answer = SERVICE.answer(request, moment());
    assert_eq!((answer.status(), answer.header("x-amzn-errortype")), (status, Some(name)));
    http(&answer)
}

/// A service that breaks down where it should refuse: the whole one never does.
fn crashing() -> Service {
    let fault = fault::find("request.token-missing.crash").expect("a fault of that id");
    Service::new(world().clone()).with_fault(fault)
}

/// Every reason that the mock gives, with one situation in which it does.
fn all_reasons() -> String {
    let token = scene(world()).draft().sign().into_string();
    let to = |cluster: &str| sent("POST", &format!("/clusters/{cluster}/assume-role-for-pod-identity"));
    let typed = good(world()).without_header("content-type").with_header("Content-Type", "text/plain");
    let situations: &[(&str, Request)] = &[
        ("no Host", good(world()).with_flaw(Flaw::HostMissing)),
        ("two Hosts", good(world()).with_header("Host", "other")),
        ("length and coding", good(world()).with_flaw(Flaw::LengthAndCoding)),
        ("two lengths", with_header("Content-Length", "5").with_header("Content-Length", "6")),
        ("gzip as a transfer coding", with_header("Transfer-Encoding", "gzip")),
        ("a body cut short", good(world()).with_flaw(Flaw::BodyUnreadable)),
        ("another path", sent("POST", "/health")),
        ("another method", sent("PUT", &path())),
        ("a cluster name with a dot", to("a.b")),
        ("an unknown cluster", to("nowhere")),
        ("another media type", typed),
        ("a content coding", with_header("Content-Encoding", "gzip")),
        ("a body over 1 MiB", body(" ".repeat(1024 * 1024 + 1))),
        ("an empty body", body("")),
        ("an array", body("[]")),
        ("no token", body("{}")),
        ("an empty token", body(r#"{"token":""}"#)),
        ("a number for a token", body(r#"{"token":1}"#)),
        ("an ill-typed optional member", body(format!(r#"{{"token":"{token}","zone":1}}"#))),
        ("a word for a token", body(r#"{"token":"word"}"#)),
        ("an unassociated service account", unassociated()),
        ("a role that does not trust EKS", not_assumable()),
    ];
    situations.iter().map(|(what, request)| line(what, &SERVICE.answer(request, moment()))).collect()
}

/// What becomes of every named token defect.
fn defects() -> String {
    let scene = scene(world());
    let answer = |defect: &defect::Defect| {
        let request = Request::exchange(scene.cluster().name(), &defect.mint(&scene));
        SERVICE.answer(&request, moment())
    };
    defect::all().map(|defect| line(defect.id(), &answer(defect))).collect()
}

fn line(what: &str, answer: &Answer) -> String {
    let Some(name) = answer.header("x-amzn-errortype") else {
        return format!("{what}: {}\n", answer.status());
    };
    let body = String::from_utf8_lossy(answer.body());
    let message = body.strip_prefix(r#"{"message":""#).and_then(|rest| rest.strip_suffix(r#""}"#));
    format!("{what}: {} {name}: {}\n", answer.status(), message.unwrap_or(&body))
}

fn path() -> String {
    good(world()).target().to_owned()
}

/// The good request, sent with another method or to another path.
fn sent(method: &str, target: &str) -> Request {
    let good = good(world());
    let request = Request::new(method, target).with_body(good.body());
    good.headers().iter().fold(request, |request, (name, value)| request.with_header(name, value.clone()))
}

fn body(body: impl Into<Vec<u8>>) -> Request {
    good(world()).with_body(body)
}

fn with_header(name: &str, value: &str) -> Request {
    good(world()).with_header(name, value)
}

fn defective(id: &str) -> Request {
    let scene = scene(world());
    let token = defect::find(id).expect("a defect of that id").mint(&scene);
    Request::exchange(scene.cluster().name(), &token)
}

fn not_assumable() -> Request {
    let (cluster, association) = world().not_assumable();
    let scene = Scene::new(world(), cluster, Pod::of(association), NOW, JTI);
    Request::exchange(cluster.name(), scene.draft().sign().expose())
}

fn unassociated() -> Request {
    let (namespace, account) = world().unassociated().next().expect("the world names some");
    let cluster = scene(world()).cluster();
    let scene = Scene::new(world(), cluster, Pod::new(namespace, account), NOW, JTI);
    Request::exchange(cluster.name(), scene.draft().sign().expose())
}
