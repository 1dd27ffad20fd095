//! Faults at one byte, one spelling or one length of the request's body.

use super::{Fault, Hook, crash};
use crate::decide::body::{not_an_object, not_json, object, within_limit};
use crate::json::{Json, Object};
use crate::refusal::Refusal;

type Read = Result<Object, Refusal>;

/// The whole service's reading, unless these bytes have what crashes it.
fn unless(body: &[u8], crashes: bool) -> Read {
    if crashes { Err(crash()) } else { object(body) }
}

/// The whole service's reading, unless these bytes have what it refuses.
fn refuse_if(body: &[u8], refused: bool) -> Read {
    if refused { Err(not_json()) } else { object(body) }
}

/// The whole service's reading, and where it reads nothing, that of other bytes.
fn or_as(body: &[u8], other: impl FnOnce(&[u8]) -> Vec<u8>) -> Read {
    object(body).or_else(|refusal| object(&other(body)).map_err(|_| refusal))
}

fn contains(body: &[u8], part: &[u8]) -> bool {
    body.windows(part.len()).any(|window| window == part)
}

fn replaced(body: &[u8], from: &str, to: &str) -> Vec<u8> {
    String::from_utf8_lossy(body).replace(from, to).into_bytes()
}

fn without(body: &[u8], dropped: impl Fn(u8) -> bool) -> Vec<u8> {
    body.iter().copied().filter(|byte| !dropped(*byte)).collect()
}

fn end_cut(body: &[u8], cut: &[u8]) -> Vec<u8> {
    body.strip_suffix(cut).unwrap_or(body).to_vec()
}

/// Members with duplicates kept.
fn kept(body: &[u8]) -> Read {
    within_limit(body)?;
    Json::read_with_duplicates(body).map_err(|_| not_json())?.into_object().ok_or_else(not_an_object)
}

/// How often the body names a token.
fn tokens(body: &[u8]) -> usize {
    kept(body).map_or(0, |object| object.members().filter(|(name, _)| *name == "token").count())
}

pub(super) static FAULTS: &[Fault] = &[
    stage!("request.cut.closed", "REQ-005", "a brace that lacks at the end is added", object, |body| {
        or_as(body, |body| [body, b"}"].concat())
    }),
    stage!("request.cut.string-closed", "REQ-005", "a string that does not end is ended", object, |body| {
        or_as(body, |body| [body, b"\"}"].concat())
    }),
    stage!(
        "request.cut.one-byte-crash",
        "REQ-005",
        "a body of one byte crashes the service",
        object,
        |body| { unless(body, body.len() == 1) }
    ),
    stage!(
        "request.value.true-crash",
        "REQ-005",
        "a body that is true crashes the service",
        object,
        |body| { unless(body, body == b"true") }
    ),
    stage!(
        "request.value.nested-array",
        "REQ-005",
        "an object two arrays deep is taken for the body",
        object,
        |body| { or_as(body, |body| end_cut(body.strip_prefix(b"[[").unwrap_or(body), b"]]")) }
    ),
    stage!("request.structure.no-comma", "REQ-005", "members need no comma between them", object, |body| {
        or_as(body, |body| replaced(body, "\" \"", "\",\""))
    }),
    stage!(
        "request.structure.first-comma",
        "REQ-005",
        "a comma before the first member is ignored",
        object,
        |body| { or_as(body, |body| replaced(body, "{,", "{")) }
    ),
    stage!("request.structure.bare", "REQ-005", "the braces of the body may be missing", object, |body| {
        or_as(body, |body| [b"{", body, b"}"].concat())
    }),
    stage!(
        "request.leading.guard",
        "REQ-005",
        "a guard against scripts before the object is cut off",
        object,
        |body| { or_as(body, |body| body.strip_prefix(b")]}',\n").unwrap_or(body).to_vec()) }
    ),
    stage!("request.leading.empty-object", "REQ-005", "of two objects the last is read", object, |body| {
        or_as(body, |body| body.strip_prefix(b"{}").unwrap_or(body).to_vec())
    }),
    stage!(
        "request.leading.field",
        "REQ-005",
        "the name of a form's field before the object is cut off",
        object,
        |body| { or_as(body, |body| body.strip_prefix(b"payload=").unwrap_or(body).to_vec()) }
    ),
    stage!(
        "request.leading.record-crash",
        "REQ-005",
        "a record separator before the object crashes the service",
        object,
        |body| { unless(body, body.starts_with(b"\x1e")) }
    ),
    stage!(
        "request.token-bytes.controls-dropped",
        "REQ-005",
        "control characters in the body are left out",
        object,
        |body| { or_as(body, |body| without(body, |byte| byte < 0x20)) }
    ),
    stage!(
        "request.token-bytes.invalid-dropped",
        "REQ-005",
        "bytes that are not UTF-8 are left out",
        object,
        |body| { or_as(body, |body| String::from_utf8_lossy(body).replace('\u{fffd}', "").into_bytes()) }
    ),
    stage!(
        "request.token-bytes.escape-crash",
        "REQ-005",
        "half an escape in the token crashes the service",
        object,
        |body| { unless(body, contains(body, b"\\u004-")) }
    ),
    stage!(
        "request.trailing.semicolon",
        "REQ-007",
        "a semicolon after the object is ignored",
        object,
        |body| { or_as(body, |body| end_cut(body, b";")) }
    ),
    stage!(
        "request.trailing.end-of-file",
        "REQ-007",
        "a sign for the end of a file after the object is ignored",
        object,
        |body| { or_as(body, |body| end_cut(body, b"\x1a")) }
    ),
    stage!(
        "request.trailing.high-bytes",
        "REQ-007",
        "bytes beyond ASCII after the object are ignored",
        object,
        |body| { or_as(body, |body| without(body, |byte| byte > 0x7f)) }
    ),
    stage!("request.trailing.lines", "REQ-007", "only the first line of a body is read", object, |body| {
        or_as(body, |body| body.split(|byte| *byte == b'\n').next().unwrap_or_default().to_vec())
    }),
    stage!(
        "request.trailing.quote-crash",
        "REQ-007",
        "a quote after the object crashes the service",
        object,
        |body| { unless(body, body.ends_with(b"}\"")) }
    ),
    stage!("request.dialect.not-a-number", "REQ-008", "NaN is taken for a number", object, |body| {
        or_as(body, |body| replaced(body, ":NaN", ":0"))
    }),
    stage!("request.dialect.leading-zero", "REQ-008", "a number may begin with a zero", object, |body| {
        or_as(body, |body| replaced(body, ":017", ":17"))
    }),
    stage!("request.dialect.bare-names", "REQ-008", "names need no quotes", object, |body| {
        or_as(body, |body| replaced(body, "{token:", "{\"token\":"))
    }),
    stage!("request.dialect.no-break-space", "REQ-008", "a no-break space is white space", object, |body| {
        or_as(body, |body| replaced(body, "\u{a0}", " "))
    }),
    stage!("request.dialect.hash-comment", "REQ-008", "comments after a hash are ignored", object, |body| {
        or_as(body, |body| replaced(body, "# comment", ""))
    }),
    stage!(
        "request.dialect.any-escape",
        "REQ-008",
        "an escape that JSON lacks stands for its letter",
        object,
        |body| { or_as(body, |body| replaced(body, "\\a", "a")) }
    ),
    stage!("request.space.tab-refused", "REQ-016", "a tab after a colon is refused", object, |body| {
        refuse_if(body, contains(body, b":\t"))
    }),
    stage!(
        "request.space.return-refused",
        "REQ-016",
        "a carriage return is no white space",
        object,
        |body| { refuse_if(body, body.contains(&b'\r')) }
    ),
    stage!(
        "request.space.before-comma-refused",
        "REQ-016",
        "white space before a comma is refused",
        object,
        |body| { refuse_if(body, contains(body, b" ,") || contains(body, b"\n,")) }
    ),
    stage!(
        "request.space.long-refused",
        "REQ-016",
        "more than 512 bytes of white space in a row are refused",
        object,
        |body| {
            refuse_if(
                body,
                body.chunk_by(|one, next| one.is_ascii_whitespace() == next.is_ascii_whitespace())
                    .any(|run| run.len() > 512 && run.first().is_some_and(u8::is_ascii_whitespace)),
            )
        }
    ),
    stage!(
        "request.length.4096-refused",
        "REQ-016",
        "a body of exactly 4096 bytes is refused",
        object,
        |body| { refuse_if(body, body.len() == 4096) }
    ),
    stage!(
        "request.escape.capital-refused",
        "REQ-016",
        "capital digits in an escape are refused",
        object,
        |body| { refuse_if(body, contains(body, b"\\u006F") || contains(body, b"\\u004A")) }
    ),
    stage!("request.escape.slash-refused", "REQ-016", "an escaped slash is refused", object, |body| {
        refuse_if(body, contains(body, b"\\/"))
    }),
    stage!("request.escape.dot-refused", "REQ-016", "an escaped dot is refused", object, |body| {
        refuse_if(body, contains(body, b"\\u002e"))
    }),
    stage!(
        "request.escape.last-letter-refused",
        "REQ-016",
        "an escape as the last letter of a name is refused",
        object,
        |body| { refuse_if(body, contains(body, b"toke\\u006e")) }
    ),
    stage!(
        "request.escape.pair-refused",
        "REQ-016",
        "an escaped surrogate pair in capital digits is refused",
        object,
        |body| { refuse_if(body, contains(body, b"\\uD83D")) }
    ),
    stage!("request.length.8k-crash", "REQ-013", "a body over 8 KiB crashes the service", object, |body| {
        unless(body, body.len() > 8_192)
    }),
    stage!(
        "request.length.65535-crash",
        "REQ-013",
        "a body of exactly 65535 bytes crashes the service",
        object,
        |body| { unless(body, body.len() == 65_535) }
    ),
    stage!(
        "request.depth.512-crash",
        "REQ-013",
        "a body nested deeper than 512 crashes the service",
        object,
        |body| { unless(body, contains(body, &[b'['; 512])) }
    ),
    stage!(
        "request.number.digits-crash",
        "REQ-013",
        "a number of more than 4300 digits crashes the service",
        object,
        |body| { unless(body, body.split(|byte| !byte.is_ascii_digit()).any(|run| run.len() > 4_300)) }
    ),
    stage!(
        "request.number.exponent-crash",
        "REQ-013",
        "an exponent beyond 32 bits crashes the service",
        object,
        |body| { unless(body, contains(body, b"e2147483648")) }
    ),
    stage!(
        "request.surrogate.low-crash",
        "REQ-013",
        "the second half of a surrogate pair alone crashes the service",
        object,
        |body| { unless(body, contains(body, b"\"\\udc00") || contains(body, b"\"\\udfff")) }
    ),
    stage!(
        "request.bytes.overlong-crash",
        "REQ-013",
        "an overlong NUL crashes the service",
        object,
        |body| { unless(body, contains(body, b"\xc0\x80")) }
    ),
    stage!("request.encoding.crash", "REQ-013", "a body in UTF-16 crashes the service", object, |body| {
        unless(body, body.starts_with(b"{\0") || body.starts_with(b"\xff\xfe{"))
    }),
    stage!(
        "request.dialect.infinity-crash",
        "REQ-013",
        "an infinite number crashes the service",
        object,
        |body| unless(body, contains(body, b":Infinity"))
    ),
    stage!(
        "request.dialect.comment-crash",
        "REQ-013",
        "a comment within the object crashes the service",
        object,
        |body| unless(body, contains(body, b"{/*"))
    ),
    stage!(
        "request.dialect.escape-crash",
        "REQ-013",
        "an escape of a byte in an unknown string crashes the service",
        object,
        |body| unless(body, contains(body, b"\"\\x41"))
    ),
    stage!(
        "request.duplicates.many-crash",
        "REQ-013",
        "a token that is there sixteen times crashes the service",
        object,
        |body| { unless(body, tokens(body) > 8) }
    ),
    stage!(
        "request.duplicates.null-crash",
        "REQ-017",
        "a token beside one that is null crashes the service",
        object,
        |body| {
            let has_null = kept(body).is_ok_and(|object| {
                object.members().any(|(name, value)| name == "token" && *value == Json::Null)
            });
            unless(body, tokens(body) > 1 && has_null)
        }
    ),
    stage!(
        "request.duplicates.null-ignored",
        "REQ-018",
        "a token that is null beside another is ignored",
        object,
        |body| {
            let object = kept(body)?;
            let rest: Object = object
                .members()
                .filter(|(name, value)| *name != "token" || **value != Json::Null)
                .map(|(name, value)| (name.to_owned(), value.clone()))
                .collect();
            if tokens(body) > 1 && rest.first_of_duplicates() == rest {
                Ok(rest)
            } else {
                crate::decide::body::object(body)
            }
        }
    ),
];
