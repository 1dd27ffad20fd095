//! Faults in how the body of a request is read as JSON.

use super::lenient::{first_object, without_comments, without_trailing_commas};
use super::{Fault, Hook, crash};
use crate::decide::body::{not_an_object, not_json, object, within_limit};
use crate::decide::{jws, members, subject};
use crate::json::{Json, Object};
use crate::refusal::Refusal;

/// The whole service's reading, unless these bytes have what crashes it.
fn unless(body: &[u8], crashes: bool) -> Result<Object, Refusal> {
    if crashes { Err(crash()) } else { object(body) }
}

fn contains(body: &[u8], part: &[u8]) -> bool {
    body.windows(part.len()).any(|window| window == part)
}

/// How deep brackets nest, strings and all: a scanner that crashes is no better.
fn depth(body: &[u8]) -> usize {
    let mut deepest = 0_usize;
    let mut depth = 0_usize;
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

/// The longest run of digits.
fn digits(body: &[u8]) -> usize {
    body.split(|byte| !byte.is_ascii_digit()).map(<[u8]>::len).max().unwrap_or_default()
}

fn kept(body: &[u8]) -> Result<Object, Refusal> {
    within_limit(body)?;
    Json::read_with_duplicates(body).map_err(|_| not_json())?.into_object().ok_or_else(not_an_object)
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "request.body.not-json.crash",
        "REQ-005",
        "a body that is no JSON crashes the service",
        object,
        |body| { object(body).map_err(|refusal| if refusal == not_json() { crash() } else { refusal }) }
    ),
    stage!(
        "request.body.not-object.crash",
        "REQ-005",
        "a body that is JSON and no object crashes the service",
        object,
        |body| { object(body).map_err(|refusal| if refusal == not_an_object() { crash() } else { refusal }) }
    ),
    stage!(
        "request.body.empty.crash",
        "REQ-005",
        "an empty body crashes the service",
        object,
        |body| unless(body, body.is_empty())
    ),
    stage!(
        "request.body.array.taken",
        "REQ-005",
        "the first element of an array is taken for the body",
        object,
        |body| {
            match Json::read(body) {
                Ok(Json::Array(elements)) => {
                    elements.into_iter().next().and_then(Json::into_object).ok_or_else(not_an_object)
                }
                _ => object(body),
            }
        }
    ),
    stage!(
        "request.body.string.taken",
        "REQ-005",
        "a string that holds JSON is taken for the body",
        object,
        |body| {
            match Json::read(body) {
                Ok(Json::Text(text)) => object(text.as_bytes()),
                _ => object(body),
            }
        }
    ),
    stage!(
        "request.body.not-json.unprocessable",
        "REQ-005",
        "a body that is no JSON is refused with 422",
        object,
        |body| object(body).map_err(|refusal| refusal.renamed(422, "SerializationException"))
    ),
    stage!(
        "request.body.not-json.own-name",
        "REQ-006",
        "a body that is no JSON is refused under a name of the service's own",
        object,
        |body| object(body).map_err(|refusal| refusal.renamed(400, "BadJsonError"))
    ),
    stage!(
        "request.body.trailing-bytes.ignored",
        "REQ-007",
        "what follows the object is ignored",
        object,
        first_object
    ),
    stage!(
        "request.body.second-object.ignored",
        "REQ-007",
        "a second object after the first is ignored",
        object,
        |body| {
            let (_, taken) = Json::read_first(body).map_err(|_| not_json())?;
            let rest = body.get(taken..).unwrap_or_default().trim_ascii();
            if rest.starts_with(b"{") { first_object(body) } else { object(body) }
        }
    ),
    stage!(
        "request.body.trailing-comma.accepted",
        "REQ-008",
        "a comma after the last member is accepted",
        object,
        |body| object(&without_trailing_commas(body))
    ),
    stage!("request.body.comments.accepted", "REQ-008", "comments are accepted", object, |body| object(
        &without_comments(body)
    )),
    stage!(
        "request.body.single-quotes.accepted",
        "REQ-008",
        "strings in single quotation marks are accepted",
        object,
        |body| {
            object(body).or_else(|refusal| {
                let quoted: Vec<u8> =
                    body.iter().map(|byte| if *byte == b'\'' { b'"' } else { *byte }).collect();
                object(&quoted).map_err(|_| refusal)
            })
        }
    ),
    stage!(
        "request.body.byte-order-mark.crash",
        "REQ-013",
        "a byte order mark crashes the service",
        object,
        |body| unless(body, body.starts_with(b"\xef\xbb\xbf"))
    ),
    stage!(
        "request.body.lone-surrogate.crash",
        "REQ-013",
        "the escape of a lone surrogate crashes the service",
        object,
        |body| unless(body, contains(&body.to_ascii_lowercase(), b"\\ud8") && object(body).is_err())
    ),
    stage!(
        "request.body.invalid-utf-8.crash",
        "REQ-013",
        "a body that is not UTF-8 crashes the service",
        object,
        |body| unless(body, std::str::from_utf8(body).is_err())
    ),
    stage!(
        "request.body.huge-number.crash",
        "REQ-013",
        "a number of more than 308 digits crashes the service",
        object,
        |body| unless(body, digits(body) > 308 || contains(body, b"e400") || contains(body, b"E400"))
    ),
    stage!(
        "request.body.large-integer.crash",
        "REQ-001",
        "an unknown number beyond 64 bits crashes the service",
        object,
        |body| unless(body, (20..100).contains(&digits(body)))
    ),
    stage!(
        "request.body.depth.crash",
        "REQ-013",
        "a body nested deeper than 64 crashes the service",
        object,
        |body| unless(body, depth(body) > 64)
    ),
    stage!("request.body.size.crash", "REQ-013", "a body over 64 KiB crashes the service", object, |body| {
        unless(body, body.len() > 65_536)
    }),
    stage!(
        "request.body.nul-escape.crash",
        "REQ-001",
        "an escaped NUL in an unknown member crashes the service",
        object,
        |body| unless(body, contains(body, b"\\u0000"))
    ),
    stage!(
        "request.body.duplicates.crash",
        "REQ-013",
        "a member named twice crashes the service",
        object,
        |body| unless(body, object(body).is_err() && kept(body).is_ok())
    ),
    stage!(
        "request.body.white-space.refused",
        "REQ-016",
        "white space before the object is refused",
        object,
        |body| { if body.starts_with(b"{") { object(body) } else { Err(not_json()) } }
    ),
    stage!(
        "request.body.trailing-newline.refused",
        "REQ-016",
        "a line end after the object is refused",
        object,
        |body| { if body.ends_with(b"\n") { Err(not_json()) } else { object(body) } }
    ),
    stage!("request.body.escapes.refused", "REQ-016", "an escape in a string is refused", object, |body| {
        if contains(body, b"\\u") { Err(not_json()) } else { object(body) }
    }),
    stage!(
        "request.body.escaped-name.unseen",
        "REQ-016",
        "a member whose name is written with escapes is not seen",
        object,
        |body| {
            let object = object(body)?;
            if contains(body, b"\"token\"") { Ok(object) } else { Ok(object.without("token")) }
        }
    ),
    stage!("request.body.duplicates.last-wins", "REQ-018", "of two tokens the last is used", object, kept),
    stage!(
        "request.body.duplicates.first-wins",
        "REQ-018",
        "of two tokens the first is used",
        object,
        |body| kept(body).map(|object| object.first_of_duplicates())
    ),
    Fault::new(
        "request.body.duplicates.checked-and-used",
        "REQ-017",
        "of two tokens the first is verified, and the last says whose credentials are given",
        Hook::Stages(|stages| {
            stages.object = kept;
            stages.token = |object| members::token(&object.first_of_duplicates());
            stages.identity = |evidence| {
                let whole = subject::identity(evidence);
                let last = kept(evidence.request.body()).and_then(|object| members::token(&object));
                match last.and_then(|token| jws::read(&token)) {
                    Ok(last) => {
                        subject::identity(&crate::decide::Evidence { jws: &last, ..*evidence }).or(whole)
                    }
                    Err(_) => whole,
                }
            };
        }),
    ),
    Fault::new(
        "request.body.duplicates.used-and-checked",
        "REQ-017",
        "of two tokens the last is verified, and the first says whose credentials are given",
        Hook::Stages(|stages| {
            stages.object = kept;
            stages.identity = |evidence| {
                let whole = subject::identity(evidence);
                let first = kept(evidence.request.body())
                    .and_then(|object| members::token(&object.first_of_duplicates()));
                match first.and_then(|token| jws::read(&token)) {
                    Ok(first) => {
                        subject::identity(&crate::decide::Evidence { jws: &first, ..*evidence }).or(whole)
                    }
                    Err(_) => whole,
                }
            };
        }),
    ),
    stage!(
        "request.body.duplicates.token-crash",
        "REQ-017",
        "two tokens crash the service",
        object,
        |body| {
            let tokens = |object: Object| object.members().filter(|(name, _)| *name == "token").count();
            unless(body, kept(body).is_ok_and(|object| tokens(object) > 1))
        }
    ),
];
