//! Signature Version 4, against requests that AWS's own crate signed.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, SignableBody, SignableRequest, SigningSettings, UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use eks_auth_mock::{Request, Service};
use eks_auth_world::{Caller, Partition, World};

use crate::stage::{NOW, good, moment, service, verdict};

const HOST: &str = "mock.example:8443";

/// Who signs, where and when.
struct Signing<'a> {
    caller: &'a Caller,
    region: &'a str,
    service: &'a str,
    at: i64,
    settings: SigningSettings,
}

impl<'a> Signing<'a> {
    fn right(world: &'a World) -> Self {
        let settings = SigningSettings::default();
        Signing { caller: world.caller(), region: world.region(), service: "eks-auth", at: NOW, settings }
    }

    /// The request with what its signature adds, all of its headers signed.
    fn sign(self, request: &Request) -> Request {
        let (id, secret) = (self.caller.access_key_id(), self.caller.secret_access_key().expose());
        let identity = Credentials::new(id, secret, None, None, "test").into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(self.region)
            .name(self.service)
            .time(SystemTime::UNIX_EPOCH + Duration::from_secs(self.at.unsigned_abs()))
            .settings(self.settings)
            .build()
            .unwrap()
            .into();
        let headers: Vec<(&str, &str)> = request
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str(), std::str::from_utf8(value).unwrap()))
            .collect();
        let signable = SignableRequest::new(
            request.method(),
            format!("http://{HOST}{}", request.target()),
            headers.into_iter(),
            SignableBody::Bytes(request.body()),
        );
        let (instructions, _) = sign(signable.unwrap(), &params).unwrap().into_parts();
        instructions.headers().fold(request.clone(), |signed, (name, value)| signed.with_header(name, value))
    }
}

/// Requests that are signed well, otherwise than most, badly, or not at all.
pub(crate) fn requests(world: &World) -> Vec<Request> {
    let right = || Signing::right(world);
    let plain = plain(world);
    let good = right().sign(&plain);
    let stranger = &world.strangers()[0];
    let mut hashed = right();
    hashed.settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    let mut hostless = right();
    hostless.settings.excluded_headers.get_or_insert_default().push("host".into());
    let moved = |target: &str| at(&good, "POST", target);
    let with = |name: &str, value: &str| good.clone().with_header(name, value);
    let changed = |from: &str, to: &str| replaced(&good, from, to);
    let mut requests = vec![
        good.clone(),
        good.clone().without_header("authorization"),
        good.clone().without_header("authorization").with_header("Authorization", "Bearer a.b.c"),
        good.clone().without_header("x-amz-date").with_header("X-Amz-Date", "today"),
        good.clone().with_body([good.body(), b" "].concat()),
        with("Authorization", "Bearer a.b.c"),
        with("X-Amz-Security-Token", "token"),
        moved(&format!("{}?X-Amz-Signature=0", good.target())),
        hashed.sign(&plain),
        hostless.sign(&plain),
        right().sign(&plain.clone().with_header("amz-sdk-request", "attempt=1")),
        right()
            .sign(&plain.clone().without_header("content-type"))
            .with_header("Content-Type", "application/json"),
        right().sign(&at(&plain, "POST", &plain.target().replacen("conf", "%63onf", 1))),
        right().sign(&plain.clone().with_body("")).with_body(plain.body()),
        at(&right().sign(&at(&plain, "GET", plain.target())), "POST", plain.target()),
        at(&right().sign(&at(&plain, "POST", "/")), "POST", plain.target()),
        changed(world.caller().access_key_id(), "AKIAUNKNOWNEXAMPLE00"),
        Signing { caller: stranger, ..right() }.sign(&plain),
        Signing { region: "sa-east-1", ..right() }.sign(&plain),
        Signing { service: "eks", ..right() }.sign(&plain),
    ];
    let borrowed = Signing { caller: stranger, ..right() }.sign(&plain);
    requests.push(replaced(&borrowed, stranger.access_key_id(), world.caller().access_key_id()));
    requests.extend(
        [-86_400, -960, -240, 240, 960, 86_400]
            .map(|skew| Signing { at: NOW + skew, ..right() }.sign(&plain)),
    );
    requests
}

fn verifying() -> Service {
    service().verifying()
}

/// The good request, to the host that is signed.
fn plain(world: &World) -> Request {
    good(world).1.without_header("host").with_header("Host", HOST)
}

fn at(request: &Request, method: &str, target: &str) -> Request {
    let moved = Request::new(method, target).with_body(request.body());
    request.headers().iter().fold(moved, |moved, (name, value)| moved.with_header(name, value.clone()))
}

fn name(service: &Service, request: &Request) -> String {
    let answer = service.answer(request, moment(1));
    let (status, name) = verdict(&answer);
    format!("{status} {name}")
}

#[test]
fn signed_requests_get_the_answer_of_the_whole_service() {
    let (service, whole) = (verifying(), service());
    let world = service.world();
    let plain = plain(world);
    let path = plain.target().to_owned();
    let mut requests = vec![
        plain.clone(),
        plain.clone().with_body(""),
        plain.clone().with_body([0, 159, 146, 150]),
        plain
            .clone()
            .with_header("X-Amz-User-Agent", "a   b/1.0")
            .with_header("amz-sdk-request", "attempt=1; max=3"),
        plain.clone().with_header("Content-Type", "text/plain"),
        plain.clone().with_body(vec![b' '; 1024 * 1024]),
    ];
    for target in [
        "/",
        "/clusters/a%2Fb/assume-role-for-pod-identity",
        "/clusters/a%252Fb/assume-role-for-pod-identity",
        "/clusters/caf%C3%A9/assume-role-for-pod-identity",
        "/clusters//assume-role-for-pod-identity",
        "/clusters/../assume-role-for-pod-identity",
        "/clusters/./a/.",
        "//clusters/a/..",
        "/clusters/a;b=c/$&+,:@!'()*~",
        "/x?",
        "/x?a",
        "/x?b=2&a=1&a=0&c=%2f%7E+x&%E2%9C%93",
    ] {
        requests.push(at(&plain, "POST", target));
    }
    requests.extend(["GET", "HEAD", "OPTIONS", "XYZ"].map(|method| at(&plain, method, &path)));
    for request in requests {
        let signed = Signing::right(world).sign(&request);
        assert_eq!(name(&service, &signed), name(&whole, &signed), "{}", request.target());
    }
}

#[test]
fn every_setting_of_signers_is_understood() {
    let service = verifying();
    let request = at(&plain(service.world()), "POST", "/clusters/x/..//a/assume-role-for-pod-identity");
    for normalised in [UriPathNormalizationMode::Enabled, UriPathNormalizationMode::Disabled] {
        for checksum in [PayloadChecksumKind::NoHeader, PayloadChecksumKind::XAmzSha256] {
            let mut settings = SigningSettings::default();
            settings.uri_path_normalization_mode = normalised;
            settings.payload_checksum_kind = checksum;
            let signed = Signing { settings, ..Signing::right(service.world()) }.sign(&request);
            assert_eq!(name(&service, &signed), "404 UnknownOperationException");
        }
    }
}

#[test]
fn clocks_may_differ_by_a_quarter_of_an_hour() {
    let service = verifying();
    let world = service.world();
    for (skew, expected) in [
        (0, "200 "),
        (-900, "200 "),
        (900, "200 "),
        (-901, "403 InvalidSignatureException"),
        (901, "403 InvalidSignatureException"),
        (-86_400, "403 InvalidSignatureException"),
    ] {
        let signed = Signing { at: NOW + skew, ..Signing::right(world) }.sign(&plain(world));
        assert_eq!(name(&service, &signed), expected, "{skew}");
    }
}

#[test]
fn strangers_are_known_and_denied_and_others_are_not_known() {
    let service = verifying();
    let world = service.world();
    let by = |caller| Signing { caller, ..Signing::right(world) }.sign(&plain(world));
    assert_eq!(name(&service, &by(&world.strangers()[0])), "400 AccessDeniedException");

    let unknown = replaced(&by(world.caller()), world.caller().access_key_id(), "AKIAUNKNOWNEXAMPLE00");
    assert_eq!(name(&service, &unknown), "403 UnrecognizedClientException");

    // The caller's id, and a secret that is not the caller's.
    let id = world.strangers()[0].access_key_id();
    let forged = replaced(&by(&world.strangers()[0]), id, world.caller().access_key_id());
    assert_eq!(name(&service, &forged), "403 InvalidSignatureException");
}

#[test]
fn scope_is_this_services_alone() {
    let service = verifying();
    let world = service.world();
    let china = World::standard(Partition::AwsCn);
    for signing in [
        Signing { region: china.region(), ..Signing::right(world) },
        Signing { service: "eks", ..Signing::right(world) },
    ] {
        assert_eq!(name(&service, &signing.sign(&plain(world))), "403 InvalidSignatureException");
    }
}

/// The request with a part of its Authorization replaced.
fn replaced(request: &Request, from: &str, to: &str) -> Request {
    let authorization = String::from_utf8(request.header("authorization").unwrap().to_vec()).unwrap();
    let changed = authorization.replacen(from, to, 1);
    assert_ne!(changed, authorization, "{from}");
    request.clone().without_header("authorization").with_header("Authorization", changed)
}

#[test]
fn whatever_was_signed_must_stay() {
    let service = verifying();
    let world = service.world();
    let signed = Signing::right(world).sign(&plain(world).with_header("X-Amz-Meta", "a"));
    let authorization = || signed.header("authorization").unwrap().to_vec();
    let body = [signed.body(), b" "].concat();
    for (what, changed, expected) in [
        ("the body", signed.clone().with_body(body), "403 InvalidSignatureException"),
        ("the method", at(&signed, "PUT", signed.target()), "403 InvalidSignatureException"),
        (
            "the path",
            at(&signed, "POST", &signed.target().replace("conformance", "NorthStar")),
            "403 InvalidSignatureException",
        ),
        (
            "the query",
            at(&signed, "POST", &format!("{}?a", signed.target())),
            "403 InvalidSignatureException",
        ),
        (
            "a header's value",
            signed.clone().without_header("x-amz-meta").with_header("X-Amz-Meta", "b"),
            "403 InvalidSignatureException",
        ),
        ("a header more", signed.clone().with_header("X-Amz-Other", "b"), "403 InvalidSignatureException"),
        ("a header less", signed.clone().without_header("x-amz-meta"), "403 InvalidSignatureException"),
        ("the list of headers", replaced(&signed, "host;", ""), "403 InvalidSignatureException"),
        (
            "no Authorization",
            signed.clone().without_header("authorization"),
            "403 MissingAuthenticationTokenException",
        ),
        (
            "two of them",
            signed.clone().with_header("Authorization", authorization()),
            "400 IncompleteSignatureException",
        ),
        (
            "another scheme",
            replaced(&signed, "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1"),
            "400 IncompleteSignatureException",
        ),
        ("no date", signed.clone().without_header("x-amz-date"), "400 IncompleteSignatureException"),
    ] {
        assert_eq!(name(&service, &changed), expected, "{what}");
    }
    assert_eq!(name(&service, &signed), "200 ");
}
