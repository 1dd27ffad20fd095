//! Faults at one header, one value or one number of headers.

use super::{Fault, Hook, crash};
use crate::Request;
use crate::decide::{Checked, framing, media, route};
use crate::json::Json;
use crate::refusal::Refusal;

/// The whole service's look at the media type, unless a header crashes it.
fn media_unless(request: &Request, crashes: bool) -> Checked {
    if crashes { Err(crash()) } else { media::check(request) }
}

fn media_refused_if(request: &Request, refused: bool) -> Checked {
    if refused {
        return Err(Refusal::protocol(
            415,
            "UnsupportedMediaTypeException",
            "the headers are not as expected",
        ));
    }
    media::check(request)
}

fn framing_unless(request: &Request, crashes: bool) -> Checked {
    if crashes { Err(crash()) } else { framing::check(request) }
}

/// Whether a line of that header is so.
fn has(request: &Request, name: &str, wanted: impl Fn(&str) -> bool) -> bool {
    request.header_lines(name).any(|value| wanted(&String::from_utf8_lossy(value)))
}

/// The headers that no client sends by itself.
fn unknown(request: &Request) -> impl Iterator<Item = &(String, Vec<u8>)> {
    request.headers().iter().filter(|(name, _)| name.to_ascii_lowercase().starts_with("x-"))
}

/// The whole service's routing, with another cluster where there is a hint to one.
fn hinted(request: &Request, hint: Option<String>) -> Result<String, Refusal> {
    let label = route::label(request)?;
    Ok(hint.unwrap_or(label))
}

fn header_text(request: &Request, name: &str) -> Option<String> {
    request.header(name).map(|value| String::from_utf8_lossy(value).into_owned())
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "request.content-type.tab-refused",
        "REQ-011",
        "a tab in a Content-Type is refused",
        media,
        |request| { media_refused_if(request, has(request, "content-type", |value| value.contains('\t'))) }
    ),
    stage!(
        "request.content-type.name-case-refused",
        "REQ-011",
        "the name of a parameter in capitals is refused",
        media,
        |request| {
            media_refused_if(request, has(request, "content-type", |value| value.contains("Charset")))
        }
    ),
    stage!(
        "request.content-type.quoted-refused",
        "REQ-011",
        "a quoted parameter with a space is refused",
        media,
        |request| {
            media_refused_if(request, has(request, "content-type", |value| value.contains("\"a b\"")))
        }
    ),
    stage!(
        "request.content-type.charset-crash",
        "REQ-012",
        "a charset that the service does not know crashes it",
        media,
        |request| {
            media_unless(request, has(request, "content-type", |value| value.contains("charset=utf-16")))
        }
    ),
    stage!(
        "request.content-type.open-quote-crash",
        "REQ-012",
        "a quote that does not end in a Content-Type crashes the service",
        media,
        |request| {
            media_unless(request, has(request, "content-type", |value| value.matches('"').count() % 2 == 1))
        }
    ),
    stage!(
        "request.content-type.no-slash-crash",
        "REQ-009",
        "a Content-Type without a slash crashes the service",
        media,
        |request| { media_unless(request, has(request, "content-type", |value| value == "application")) }
    ),
    stage!(
        "request.content-type.multipart-crash",
        "REQ-009",
        "a body in parts without a boundary crashes the service",
        media,
        |request| {
            media_unless(request, has(request, "content-type", |value| value == "multipart/form-data"))
        }
    ),
    stage!(
        "request.content-type.x-json-taken",
        "REQ-010",
        "application/x-amz-json-1.1 is taken for JSON",
        media,
        |request| {
            if has(request, "content-type", |value| value == "application/x-amz-json-1.1") {
                Ok(())
            } else {
                media::check(request)
            }
        }
    ),
    stage!(
        "request.content-encoding.br-crash",
        "REQ-012",
        "a body called compressed that is not crashes the service",
        media,
        |request| { media_unless(request, has(request, "content-encoding", |value| value == "br")) }
    ),
    stage!(
        "request.headers.64-crash",
        "REQ-013",
        "exactly 64 unknown headers crash the service",
        media,
        |request| {
            media_unless(request, unknown(request).filter(|(_, value)| value == b"v").count() == 64)
        }
    ),
    stage!(
        "request.headers.1024-crash",
        "REQ-013",
        "a header of exactly 1024 characters crashes the service",
        media,
        |request| { media_unless(request, unknown(request).any(|(_, value)| value.len() == 1024)) }
    ),
    stage!(
        "request.headers.sign-crash",
        "REQ-013",
        "a bar in a header's name crashes the service",
        media,
        |request| { media_unless(request, request.headers().iter().any(|(name, _)| name.contains('|'))) }
    ),
    stage!(
        "request.headers.quote-crash",
        "REQ-013",
        "a quote that does not end in a header crashes the service",
        media,
        |request| { media_unless(request, has(request, "x-unknown", |value| value == "\"a")) }
    ),
    stage!(
        "request.headers.ttl-refused",
        "REQ-019",
        "what an SDK says of its patience is refused",
        media,
        |request| {
            media_refused_if(request, has(request, "amz-sdk-request", |value| value.contains("ttl=")))
        }
    ),
    stage!("request.headers.trace-refused", "REQ-019", "a trace ID is refused", media, |request| {
        media_refused_if(request, request.header("x-amzn-trace-id").is_some())
    }),
    stage!(
        "http.header.range-crash",
        "HTP-003",
        "a range that ends before it begins crashes the service",
        framing,
        |request| { framing_unless(request, has(request, "range", |value| value == "bytes=9-1")) }
    ),
    stage!(
        "http.header.cookie-crash",
        "HTP-003",
        "a cookie without a value crashes the service",
        framing,
        |request| {
            framing_unless(
                request,
                has(request, "cookie", |value| value.split(';').any(|pair| !pair.contains('='))),
            )
        }
    ),
    stage!(
        "http.header.trace-crash",
        "HTP-003",
        "a trace parent that is too short crashes the service",
        framing,
        |request| { framing_unless(request, has(request, "traceparent", |value| value.len() < 55)) }
    ),
    stage!(
        "http.header.date-crash",
        "HTP-003",
        "a date that is none crashes the service",
        framing,
        |request| {
            framing_unless(request, has(request, "if-unmodified-since", |value| !value.contains("GMT")))
        }
    ),
    stage!(
        "isolation.detour.original-url",
        "TOK-004",
        "X-Original-URL names the cluster instead of the path",
        label,
        |request| {
            let path = header_text(request, "x-original-url");
            hinted(request, path.and_then(|path| route::in_path(&path).map(str::to_owned)))
        }
    ),
    stage!(
        "isolation.detour.header",
        "TOK-004",
        "X-K8s-Aws-Id names the cluster instead of the path",
        label,
        |request| { hinted(request, header_text(request, "x-k8s-aws-id")) }
    ),
    stage!(
        "isolation.detour.query",
        "TOK-004",
        "clusterName in the query names the cluster instead of the path",
        label,
        |request| {
            let query = request.target().split_once('?').map_or("", |(_, query)| query);
            hinted(
                request,
                query.split('&').find_map(|pair| pair.strip_prefix("clusterName=")).map(str::to_owned),
            )
        }
    ),
    stage!(
        "isolation.detour.body",
        "TOK-004",
        "clusterName in the body names the cluster instead of the path",
        label,
        |request| {
            let object = Json::read(request.body()).ok().and_then(Json::into_object);
            hinted(request, object.and_then(|object| object.text("clusterName").map(str::to_owned)))
        }
    ),
];
