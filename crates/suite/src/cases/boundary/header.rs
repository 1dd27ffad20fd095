//! Headers of the request: how many, how long, with which names and values, and what they ask for.

use eks_auth_world::boundary::{counts, lengths};

use super::edits;
use crate::Area::{Http, Isolation, Request};
use crate::expect::Expect::{Either, Granted, NoFailure, Refused};
use crate::judge::Subject;
use crate::request::RequestSpec;
use crate::situation::{Situation, Value, sweep};
use crate::stage::Stage;

/// What a value is in words, and header lines.
type Lines = (String, Vec<(String, String)>);

pub(super) fn situations() -> Vec<Situation> {
    let strained = [
        headers("boundary.headers.count", "unknown headers are sent", || {
            let lines = |count| (0..count).map(|number| (format!("X-{number}"), "v".to_owned())).collect();
            counts(1..=90).into_iter().map(|count| (format!("{count} of them"), lines(count))).collect()
        }),
        headers("boundary.headers.length", "an unknown header is sent", || {
            lengths(250..=8_193)
                .into_iter()
                .map(|length| (format!("{length} characters"), one("X-Unknown", &"v".repeat(length))))
                .collect()
        }),
        headers("boundary.headers.name", "a header has an odd name", names),
        headers("boundary.headers.value", "an unknown header has an odd value", values),
    ]
    .map(|row| row.before_operation().expect("REQ-013", Either));
    let tolerated = headers("boundary.headers.client", "a header of official clients is sent", || {
        CLIENTS.iter().map(|(name, value)| (format!("`{name}: {value}`"), one(name, value))).collect()
    })
    .expect("REQ-019", Granted);
    let asking = headers("boundary.headers.request", "a header asks for something", || {
        ASKING.iter().map(|(name, value)| (format!("`{name}: {value}`"), one(name, value))).collect()
    })
    .before_operation()
    .expect("HTP-003", NoFailure);
    strained.into_iter().chain([tolerated, asking, detour()]).collect()
}

fn headers(id: &'static str, title: &'static str, values: fn() -> Vec<Lines>) -> Situation {
    let area = if id == "boundary.headers.request" { Http } else { Request };
    edits(
        area,
        id,
        title,
        move |_, _| values(),
        |spec, lines: Vec<(String, String)>| {
            lines.iter().fold(spec, |spec, (name, value)| spec.another_header(name, value))
        },
    )
}

fn one(name: &str, value: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), value.to_owned())]
}

/// Names of all that a token may have (RFC 9110 §5.1), and names that a careless service takes for others.
fn names() -> Vec<Lines> {
    let signs = "!#$%&'*+-.^_`|~".chars().map(|sign| (format!("`X{sign}A`"), one(&format!("X{sign}A"), "v")));
    let whole = [
        "x",
        "0",
        "-",
        "_",
        "X_Unknown",
        "Content_Type",
        "x-forwarded_for",
        "__proto__",
        "constructor",
        "Http-Proxy",
        "Proxy",
    ]
    .into_iter()
    .map(|name| (format!("`{name}`"), one(name, "v")));
    let long = [64, 128, 255, 256].map(|length| (format!("{length} letters"), one(&"n".repeat(length), "v")));
    signs.chain(whole).chain(long).collect()
}

fn values() -> Vec<Lines> {
    [
        "",
        " ",
        "\t",
        "a\tb",
        "  a  ",
        ",",
        ",,,",
        ";",
        "\"",
        "\"a",
        "\"a\\\"b\"",
        "\\",
        "=",
        "%",
        "%00",
        "%0d%0aX-A: b",
        "a:b",
        "${7*7}",
        "{{7*7}}",
        "$(id)",
        "' OR '1'='1",
        "<a>",
        "() { :; }",
        "../../",
        "\u{e9}",
        "\u{1f600}",
        "\u{a0}",
        "\u{80}",
        "\u{feff}a",
    ]
    .into_iter()
    .map(|value| (format!("`{}`", value.escape_default()), one("X-Unknown", value)))
    .collect()
}

/// As the official clients send them (boto3, aiobotocore, AWS CLI, the SDKs for JavaScript and Rust).
const CLIENTS: &[(&str, &str)] = &[
    ("Accept", "*/*"),
    ("Accept-Encoding", "identity"),
    ("amz-sdk-invocation-id", "1158b301-070a-45c6-8d7e-375c1004c1ec"),
    ("amz-sdk-request", "attempt=1"),
    ("amz-sdk-request", "attempt=3; max=3"),
    ("amz-sdk-request", "ttl=20260101T000000Z; attempt=2; max=5"),
    ("x-amz-user-agent", "aws-sdk-js/3.981.0"),
    ("X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1"),
    ("Connection", "keep-alive"),
];

/// What a service may heed or ignore. `Upgrade` comes without what an upgrade needs; nothing asks for a compressed answer.
const ASKING: &[(&str, &str)] = &[
    ("Accept", ""),
    ("Accept", "application/*"),
    ("Accept", "application/json;q=0"),
    ("Accept", "text/html, application/json;q=0.9, */*;q=0.8"),
    ("Accept", ";q=a"),
    ("Accept-Charset", "utf-16"),
    ("Accept-Encoding", "identity;q=1, *;q=0"),
    ("Accept-Language", "*"),
    ("Cache-Control", "no-store"),
    ("Connection", "close"),
    ("Connection", "X-Unknown"),
    ("Content-Language", "x"),
    ("Content-Location", "/"),
    ("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA=="),
    ("Content-Range", "bytes 0-1/2"),
    ("Cookie", "a=b; c"),
    ("Cookie", "clusterName=another"),
    ("Date", "no date"),
    ("Expect", "200-ok"),
    ("Forwarded", "for=\"[2001:db8::1]\";proto=https;host=example.com"),
    ("From", "a"),
    ("If-Match", "\"a\""),
    ("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
    ("If-None-Match", "*"),
    ("If-Unmodified-Since", "no date"),
    ("Keep-Alive", "timeout=0"),
    ("Max-Forwards", "0"),
    ("Origin", "null"),
    ("Origin", "https://example.com"),
    ("Pragma", "no-cache"),
    ("Prefer", "return=minimal"),
    ("Range", "bytes=0-1"),
    ("Range", "bytes=9-1"),
    ("Referer", "://"),
    ("TE", "trailers"),
    ("Upgrade", "h2c"),
    ("Upgrade", "websocket"),
    ("Via", "1.1 a, 1.1 b"),
    ("X-Amz-Target", "EKSAuthFrontend.AssumeRoleForPodIdentity"),
    ("X-Amzn-RequestId", "a"),
    ("X-Forwarded-For", "127.0.0.1, ::1, unknown"),
    ("X-Forwarded-Host", "example.com"),
    ("X-Forwarded-Port", "a"),
    ("X-Forwarded-Prefix", "/a"),
    ("X-Forwarded-Proto", "https"),
    ("X-HTTP-Method", "DELETE"),
    ("X-HTTP-Method-Override", "GET"),
    ("X-Method-Override", "unknown"),
    ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
    ("traceparent", "00"),
];

/// A token of another cluster, with hints to that cluster: the path alone says whose keys count.
fn detour() -> Situation {
    sweep(
        Isolation,
        "boundary.detour.cluster",
        "another cluster's token comes with a hint to that cluster",
        |stage: &mut Stage, subject: &Subject| {
            let other = stage.subject_where(|other| {
                let (own, others) = (subject.pod(), other.pod());
                other.cluster().name() != subject.cluster().name()
                    && (own.namespace(), own.service_account())
                        == (others.namespace(), others.service_account())
            });
            let name = other.cluster().name().to_string();
            let token = stage.token(&other);
            let path = format!("/clusters/{name}/assume-role-for-pod-identity");
            let plain = RequestSpec::plain(subject.cluster().name(), &token);
            let own_path = format!("/clusters/{}/assume-role-for-pod-identity", subject.cluster().name());
            let by_path = [
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-Original-URI",
                "X-Forwarded-Path",
                "X-Forwarded-Uri",
                "X-Envoy-Original-Path",
                "Content-Location",
                "Referer",
            ];
            let by_name =
                ["X-K8s-Aws-Id", "X-Cluster-Name", "X-Amz-Cluster-Name", "clusterName", "X-Eks-Cluster"];
            let lines = by_path
                .map(|header| (header, path.clone()))
                .into_iter()
                .chain(by_name.map(|header| (header, name.clone())));
            let cookie = ("Cookie", format!("clusterName={name}"));
            let mut values: Vec<Value> = lines
                .chain([cookie])
                .map(|(header, value)| {
                    Value::new(format!("the header `{header}`"), plain.clone().header(header, &value))
                })
                .collect();
            for query in ["clusterName", "cluster", "name"] {
                let target = format!("{own_path}?{query}={name}");
                values.push(Value::new(format!("`{query}` in the query"), plain.clone().target(target)));
            }
            for member in ["clusterName", "cluster", "clusterARN"] {
                let body = format!(r#"{{"{member}":"{name}","token":"{token}"}}"#);
                values.push(Value::new(format!("the member `{member}`"), plain.clone().body(body)));
            }
            values
        },
    )
    .before_operation()
    .expect("TOK-004", Refused)
}
