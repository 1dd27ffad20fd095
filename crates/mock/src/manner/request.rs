//! Requests that a good service may refuse, or take.

use super::{Hook, Manner};
use crate::Request;
use crate::decide::{Checked, body, framing, members};
use crate::json::{Json, Object};
use crate::refusal::Refusal;

/// The longest body, in bytes, of a service that takes 64 KiB.
const BODY: usize = 64 * 1024;
/// The longest header value, in bytes, of a service that bounds it, and the most headers.
const HEADER: usize = 4 * 1024;
const HEADERS: usize = 50;

fn too_large() -> Refusal {
    Refusal::protocol(413, "RequestEntityTooLargeException", "the body is longer than 64 KiB").closing()
}

fn headers_within_bounds(request: &Request) -> Checked {
    framing::check(request)?;
    let long = request.headers().iter().any(|(_, value)| value.len() > HEADER);
    if long || request.headers().len() > HEADERS {
        return Err(Refusal::protocol(
            431,
            "RequestHeaderFieldsTooLargeException",
            "the headers are too large",
        ));
    }
    Ok(())
}

/// Whether the bytes nest deeper than this, wherever brackets stand in them.
fn depth(body: &[u8]) -> usize {
    let mut depth: usize = 0;
    let mut deepest = 0;
    for byte in body {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn null_is_no_string(object: &Object) -> Checked {
    members::optional(object)?;
    if members::OPTIONAL.iter().any(|name| matches!(object.get(name), Some(Json::Null))) {
        return Err(Refusal::protocol(400, "SerializationException", "an optional member is null"));
    }
    Ok(())
}

fn accepts_json(request: &Request) -> bool {
    let types = ["*/*", "application/*", "application/json"];
    request.header("accept").is_none_or(|value| {
        let value = String::from_utf8_lossy(value).to_ascii_lowercase();
        value.split(',').any(|one| types.contains(&one.split(';').next().unwrap_or_default().trim()))
    })
}

pub(super) static MANNERS: &[Manner] = &[
    stage!("request.body.64-kib", &[], "bodies over 64 KiB are refused with 413", object, |bytes| {
        if bytes.len() > BODY { Err(too_large()) } else { body::object(bytes) }
    }),
    stage!("request.body.shallow", &[], "bodies nested deeper than 64 are refused", object, |bytes| {
        if depth(bytes) > 64 { Err(body::not_json()) } else { body::object(bytes) }
    }),
    stage!(
        "request.body.few-members",
        &["REQ-002"],
        "bodies of more than a hundred and fifty members are refused",
        object,
        |bytes| {
            let object = body::object(bytes)?;
            if object.members().count() > 150 { Err(body::not_json()) } else { Ok(object) }
        }
    ),
    stage!(
        "request.headers.bounded",
        &[],
        "a header over 4 KiB, or more than fifty headers, are refused with 431",
        framing,
        headers_within_bounds
    ),
    Manner::new(
        "request.accept.heeded",
        &[],
        "an Accept that cannot be met is refused with 406",
        Hook::Stages(|stages| {
            stages.media = |request| {
                crate::decide::media::check(request)?;
                if accepts_json(request) {
                    Ok(())
                } else {
                    Err(Refusal::protocol(406, "NotAcceptableException", "the answer can only be JSON"))
                }
            };
        }),
    )
    .deciding(&["media"]),
    stage!(
        "request.optional.null-refused",
        &[],
        "an optional member that is null is refused",
        optional,
        null_is_no_string
    ),
    stage!("request.optional.any", &[], "an optional member may be of any type", optional, |_| Ok(())),
];
