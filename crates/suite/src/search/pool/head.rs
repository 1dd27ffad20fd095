//! Header lines, content types, codings and ways of writing the head.

use eks_auth_world::boundary::lengths;

use super::names::odd;
use super::{Raw, many_lengths};
use crate::search::edit::{Coding, Edit, HeadEdit, STYLES};

/// Headers that a service, or what stands before it, may heed.
const LINES: &[(&str, &str)] = &[
    ("Accept", "*/*"),
    ("Accept", "application/json"),
    ("Accept", "text/html"),
    ("Accept", ""),
    ("Accept-Encoding", "identity"),
    ("Accept-Language", "de"),
    ("Accept-Charset", "utf-16"),
    ("amz-sdk-invocation-id", "1158b301-070a-45c6-8d7e-375c1004c1ec"),
    ("amz-sdk-request", "attempt=1"),
    ("amz-sdk-request", "attempt=3; max=3"),
    ("amz-sdk-request", "ttl=20260101T000000Z; attempt=2; max=5"),
    ("x-amz-user-agent", "aws-sdk-js/3.981.0"),
    ("x-amz-user-agent", "aws-sdk-go-v2/1.30.0 os/linux lang/go#1.22 md/GOOS#linux"),
    ("X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1"),
    ("Cache-Control", "no-cache"),
    ("Cookie", "a=b"),
    ("Cookie", "clusterName=another"),
    ("Date", "Thu, 01 Jan 1970 00:00:00 GMT"),
    ("Forwarded", "for=127.0.0.1"),
    ("From", "a"),
    ("If-None-Match", "*"),
    ("Max-Forwards", "0"),
    ("Origin", "https://example.com"),
    ("Origin", "null"),
    ("Pragma", "no-cache"),
    ("Referer", "https://example.com/"),
    ("Via", "1.1 a"),
    ("X-Amz-Target", "EKSAuthFrontend.AssumeRoleForPodIdentity"),
    ("X-Amzn-RequestId", "a"),
    ("X-Request-Id", "a"),
    ("X-Correlation-Id", "1"),
    ("X-Forwarded-For", "127.0.0.1"),
    ("X-Forwarded-For", "10.0.0.1, 127.0.0.1"),
    ("X-Forwarded-Host", "example.com"),
    ("X-Forwarded-Proto", "https"),
    ("X-Forwarded-Prefix", "/a"),
    ("X-Original-URL", "/admin"),
    ("X-Real-IP", "127.0.0.1"),
    ("X-HTTP-Method-Override", "GET"),
    ("X-Debug", "1"),
    ("X-Api-Key", "a"),
    ("X-User", "admin"),
    ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
    ("traceparent", "00"),
    ("baggage", "a=b"),
    ("b3", "0"),
];

/// Headers whose values something reads, keeps or logs.
const STANDARD: &[&str] = &[
    "User-Agent",
    "Accept",
    "Accept-Language",
    "Cookie",
    "Referer",
    "Origin",
    "From",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Request-Id",
    "X-Amzn-RequestId",
    "X-Amz-Target",
    "traceparent",
    "Forwarded",
    "X-Real-IP",
    "Accept-Charset",
    "Cache-Control",
];

const TYPES: &[&str] = &[
    "application/json; charset=utf-8",
    "application/json;charset=utf-8",
    "application/json ; charset=utf-8",
    "application/json; charset=UTF-8",
    "application/json; charset=\"utf-8\"",
    "application/json; Charset=utf-8",
    "application/json; charset=utf-8; v=1",
    "application/json; v=1",
    "application/json; profile=\"a b\"",
    "application/json; odata.metadata=none",
    "application/json;a=b;c=d;e=f",
    "Application/JSON",
    "application/json;",
    "application/json; charset",
    "application/json; charset=utf-16",
    "application/json; charset=latin1",
    "application/json, text/plain",
    "application/x-amz-json-1.0",
    "application/x-amz-json-1.1",
    "application/vnd.api+json",
    "text/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/octet-stream",
    "multipart/form-data; boundary=a",
    "application/cbor",
    "*/*",
    "json",
    "a",
];

pub(super) fn walks() -> Vec<Raw> {
    let of = |weight, edits: Vec<HeadEdit>| (weight, edits.into_iter().map(Edit::Head).collect());
    let line = |name: &str, value: &str| HeadEdit::Line(name.to_owned(), value.to_owned());
    let long = lengths(1..=4_097).into_iter().chain(10..300);
    let agents = many_lengths(200, 200)
        .into_iter()
        .skip(1)
        .map(|length| line("x-amz-user-agent", &"u".repeat(length)));
    let ids = many_lengths(80, 80)
        .into_iter()
        .skip(1)
        .map(|length| line("amz-sdk-invocation-id", &"0".repeat(length)));
    let standard = STANDARD.iter().flat_map(|name| {
        many_lengths(20, 2_049)
            .into_iter()
            .skip(1)
            .chain([30, 50, 100, 150, 200, 300, 500, 700])
            .map(|length| line(name, &"h".repeat(length)))
    });
    let printable = odd().filter(|text| text.bytes().all(|byte| (0x20..0x7f).contains(&byte)));
    let parameters =
        (1..300).map(|length| HeadEdit::ContentType(format!("application/json; v={}", "p".repeat(length))));
    let spaces = (0..20)
        .map(|count| HeadEdit::ContentType(format!("application/json;{}charset=utf-8", " ".repeat(count))));
    let sizes = (1..=130).chain((131..2_500).step_by(3)).chain(lengths(1..=4_096));
    vec![
        of(4, LINES.iter().map(|(name, value)| line(name, value)).collect()),
        of(2, agents.chain(ids).collect()),
        of(1, long.map(|length| line("X-A", &"v".repeat(length))).collect()),
        of(3, standard.collect()),
        of(
            2,
            many_lengths(20, 2_049)
                .into_iter()
                .skip(1)
                .map(|length| line("User-Agent", &"u".repeat(length)))
                .collect(),
        ),
        of(1, printable.map(|text| line("X-A", text)).collect()),
        of(1, (1..80).map(HeadEdit::Lines).collect()),
        of(
            5,
            TYPES
                .iter()
                .map(|value| HeadEdit::ContentType((*value).to_owned()))
                .chain(parameters)
                .chain(spaces)
                .collect(),
        ),
        of(6, sizes.map(|size| HeadEdit::Body(Coding::Chunked(size))).collect()),
        of(1, (0..70).map(|number| HeadEdit::Body(Coding::Ornate(1 + number * 31, number))).collect()),
        of(1, (2..5).map(|count| HeadEdit::Body(Coding::Segmented(count))).collect()),
        of(3, STYLES.map(HeadEdit::Written).into()),
        of(1, vec![HeadEdit::Close]),
    ]
}
