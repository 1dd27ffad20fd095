//! Faults in how the members of a request, and its headers, are taken.

use super::{Fault, Hook, crash};
use crate::Request;
use crate::decide::members::{self, OPTIONAL};
use crate::decide::{Checked, body, media};
use crate::json::{Json, Object};
use crate::refusal::Refusal;

fn unknown(object: &Object) -> usize {
    object.members().filter(|(name, _)| *name != "token" && !OPTIONAL.contains(name)).count()
}

fn refuse(condition: bool) -> Checked {
    if condition {
        Err(Refusal::protocol(400, "ValidationException", "the request is not as expected"))
    } else {
        Ok(())
    }
}

fn crash_if(condition: bool) -> Checked {
    if condition { Err(crash()) } else { Ok(()) }
}

fn header_bytes(request: &Request) -> usize {
    request.headers().iter().map(|(name, value)| name.len() + value.len()).sum()
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "request.unknown-member.refused",
        "REQ-001",
        "a member that the model does not know is refused",
        optional,
        |object| refuse(unknown(object) > 0)
    ),
    stage!(
        "request.many-members.refused",
        "REQ-002",
        "more than sixteen members are refused",
        optional,
        |object| refuse(object.members().count() > 16)
    ),
    stage!("request.zone.refused", "REQ-001", "the newer member zone is refused", optional, |object| refuse(
        object.get("zone").is_some()
    )),
    stage!(
        "request.instance-id.refused",
        "REQ-001",
        "the newer member instanceId is refused",
        optional,
        |object| refuse(object.get("instanceId").is_some())
    ),
    stage!(
        "request.node-name.refused",
        "REQ-001",
        "the newer member eksNodeName is refused",
        optional,
        |object| refuse(object.get("eksNodeName").is_some())
    ),
    stage!(
        "request.newer-members.crash",
        "REQ-001",
        "all three newer members together crash the service",
        optional,
        |object| crash_if(OPTIONAL.into_iter().all(|name| object.get(name).is_some()))
    ),
    stage!(
        "request.unknown-object.crash",
        "REQ-001",
        "an object under an unknown name crashes the service",
        optional,
        |object| crash_if(object.members().any(|(_, value)| value.as_object().is_some()))
    ),
    stage!(
        "request.unknown-null.crash",
        "REQ-001",
        "a null under an unknown name crashes the service",
        optional,
        |object| {
            crash_if(object.members().any(|(name, value)| matches!(value, Json::Null) && name != "token"))
        }
    ),
    stage!(
        "request.empty-name.crash",
        "REQ-001",
        "a member with an empty name crashes the service",
        optional,
        |object| crash_if(object.get("").is_some())
    ),
    stage!(
        "request.ill-typed-option.crash",
        "REQ-012",
        "an optional member of another type crashes the service",
        optional,
        |object| crash_if(members::optional(object).is_err())
    ),
    stage!(
        "request.token-missing.crash",
        "REQ-003",
        "a request without a token crashes the service",
        token,
        |object| { if object.get("token").is_none() { Err(crash()) } else { members::token(object) } }
    ),
    stage!(
        "request.token-null.crash",
        "REQ-003",
        "a token that is null crashes the service",
        token,
        |object| {
            if matches!(object.get("token"), Some(Json::Null)) {
                Err(crash())
            } else {
                members::token(object)
            }
        }
    ),
    stage!("request.token-empty.crash", "REQ-003", "an empty token crashes the service", token, |object| {
        if object.text("token") == Some("") { Err(crash()) } else { members::token(object) }
    }),
    stage!(
        "request.token-ill-typed.crash",
        "REQ-003",
        "a token that is no string crashes the service",
        token,
        |object| {
            let ill_typed =
                object.get("token").is_some_and(|token| !matches!(token, Json::Text(_) | Json::Null));
            if ill_typed { Err(crash()) } else { members::token(object) }
        }
    ),
    stage!(
        "request.token-missing.forbidden",
        "REQ-003",
        "a request without a token is refused with 403",
        token,
        |object| members::token(object).map_err(|refusal| refusal.renamed(403, "AccessDenied"))
    ),
    stage!(
        "request.token-missing.own-name",
        "REQ-004",
        "a request without a token is refused under a name of the service's own",
        token,
        |object| members::token(object).map_err(|refusal| refusal.renamed(400, "MissingToken"))
    ),
    stage!(
        "request.token-in-array.taken",
        "REQ-003",
        "the first string of an array is taken for the token",
        token,
        |object| {
            let first = object.get("token").and_then(Json::as_array).and_then(|array| array.first());
            first.and_then(Json::as_text).map_or_else(|| members::token(object), |token| Ok(token.to_owned()))
        }
    ),
    stage!(
        "request.token-pattern.crash",
        "REQ-003",
        "a token that does not match the pattern crashes the service",
        token,
        |object| {
            let token = members::token(object)?;
            if token.matches('.').count() < 2 { Err(crash()) } else { Ok(token) }
        }
    ),
    stage!(
        "request.long-token.crash",
        "REQ-014",
        "a token over 4 KiB crashes the service",
        token,
        |object| {
            let token = members::token(object)?;
            if token.len() > 4096 { Err(crash()) } else { Ok(token) }
        }
    ),
    stage!("request.long-token.refused", "REQ-015", "a token over 4 KiB is refused", token, |object| {
        let token = members::token(object)?;
        if token.len() > 4096 { Err(crate::decide::jws::malformed()) } else { Ok(token) }
    }),
    stage!(
        "request.content-type.crash",
        "REQ-009",
        "a Content-Type other than JSON crashes the service",
        media,
        |request| media::check(request).map_err(|_| crash())
    ),
    stage!("request.form.crash", "REQ-009", "a form-encoded body crashes the service", media, |request| {
        crash_if(
            request.header("content-type").is_some_and(|value| value.starts_with(b"application/x-www-form")),
        )?;
        media::check(request)
    }),
    stage!("request.content-type.ignored", "REQ-010", "the Content-Type is not looked at", media, |_| Ok(())),
    stage!(
        "request.content-type.parameters-refused",
        "REQ-011",
        "a Content-Type with parameters is refused",
        media,
        |request| {
            refuse(request.header("content-type").is_some_and(|value| value.contains(&b';')))?;
            media::check(request)
        }
    ),
    stage!(
        "request.content-type.charset-refused",
        "REQ-011",
        "a charset in capitals is refused",
        media,
        |request| {
            let named = |value: &[u8]| String::from_utf8_lossy(value).contains("UTF-8");
            refuse(request.header("content-type").is_some_and(named))?;
            media::check(request)
        }
    ),
    stage!(
        "request.content-type.absent-crash",
        "REQ-012",
        "a request without Content-Type crashes the service",
        media,
        |request| {
            crash_if(request.header("content-type").is_none())?;
            media::check(request)
        }
    ),
    stage!(
        "request.accept.any-refused",
        "REQ-019",
        "an Accept that takes everything is refused",
        media,
        |request| {
            refuse(request.header("accept").is_some_and(|value| value == b"*/*"))?;
            media::check(request)
        }
    ),
    stage!(
        "request.headers.sdk-refused",
        "REQ-019",
        "the headers that SDKs add are refused",
        media,
        |request| {
            refuse(request.header("amz-sdk-request").is_some())?;
            media::check(request)
        }
    ),
    stage!(
        "request.accept.crash",
        "REQ-012",
        "an Accept that cannot be met crashes the service",
        media,
        |request| {
            let met = |value: &[u8]| value.is_empty() || value.contains(&b'*') || media::is_json(value);
            crash_if(request.header("accept").is_some_and(|value| !met(value)))?;
            media::check(request)
        }
    ),
    stage!(
        "request.large-header.crash",
        "REQ-013",
        "headers over 4 KiB crash the service",
        media,
        |request| {
            crash_if(header_bytes(request) > 4096)?;
            media::check(request)
        }
    ),
    stage!("request.chunked.refused", "REQ-016", "a chunked body is refused", media, |request| {
        if request.header("transfer-encoding").is_some() {
            return Err(Refusal::protocol(411, "LengthRequired", "the request must give its length"));
        }
        media::check(request)
    }),
    stage!("request.chunked.crash", "HTP-003", "a chunked body crashes the service", media, |request| {
        crash_if(request.header("transfer-encoding").is_some())?;
        media::check(request)
    }),
    stage!(
        "request.expect.refused",
        "REQ-016",
        "a request that expects 100-continue is refused",
        media,
        |request| {
            if request.header("expect").is_some() {
                return Err(Refusal::protocol(417, "ExpectationFailed", "the expectation cannot be met"));
            }
            media::check(request)
        }
    ),
    Fault::new(
        "request.form.accepted",
        "REQ-010",
        "a form-encoded body is taken like JSON",
        Hook::Stages(|stages| {
            stages.media = |_| Ok(());
            stages.object = |bytes| match bytes.strip_prefix(b"token=") {
                Some(token) => {
                    let token = String::from_utf8_lossy(token).into_owned();
                    Ok(Object::from_iter([("token".to_owned(), Json::Text(token))]))
                }
                None => body::object(bytes),
            };
        }),
    ),
];
