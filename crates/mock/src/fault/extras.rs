//! Faults in what a request may unexpectedly bring along: headers, members, numbers, pieces.

use super::{Fault, Hook, crash};
use crate::Request;
use crate::decide::members::{self, OPTIONAL};
use crate::decide::{Checked, body, framing, media};
use crate::json::{Json, Object};

/// The least exponent of ten that no double reaches.
const BEYOND_DOUBLES: u32 = 309;

/// The whole check of the headers, or a crash where the condition holds of the request.
fn headers(request: &Request, condition: bool) -> Checked {
    if condition { Err(crash()) } else { media::check(request) }
}

fn has_a_header_twice(request: &Request) -> bool {
    let mut names: Vec<String> =
        request.headers().iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    names.sort_unstable();
    names.windows(2).any(|pair| pair.first() == pair.last())
}

/// Whether some number in the text has an exponent beyond any double.
fn has_huge_exponent(text: &[u8]) -> bool {
    text.split(|byte| *byte == b'e').skip(1).any(|after| {
        let digits: Vec<u8> = after.iter().copied().take_while(u8::is_ascii_digit).take(9).collect();
        String::from_utf8_lossy(&digits).parse::<u32>().is_ok_and(|exponent| exponent >= BEYOND_DOUBLES)
    })
}

/// The whole check of the optional members, or a crash where the condition holds.
fn optional(object: &Object, condition: bool) -> Checked {
    if condition { Err(crash()) } else { members::optional(object) }
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "request.header.many-crash",
        "REQ-013",
        "more than fifty headers crash the service",
        media,
        |request| headers(request, request.headers().len() > 50)
    ),
    stage!(
        "request.header.too-many-crash",
        "REQ-013",
        "more headers than the service takes crash it",
        framing,
        |request| framing::check(request).map_err(|refusal| if refusal.status == 431 {
            crash()
        } else {
            refusal
        })
    ),
    stage!(
        "request.header.empty-crash",
        "REQ-013",
        "a header without a value crashes the service",
        media,
        |request| headers(request, request.headers().iter().any(|(_, value)| value.is_empty()))
    ),
    stage!(
        "request.header.foreign-crash",
        "REQ-013",
        "a header with letters that are not ASCII crashes the service",
        media,
        |request| headers(request, request.headers().iter().any(|(_, value)| !value.is_ascii()))
    ),
    stage!(
        "request.header.twice-crash",
        "REQ-013",
        "a header that stands there twice crashes the service",
        media,
        |request| headers(request, has_a_header_twice(request))
    ),
    stage!(
        "request.body.exponent.crash",
        "REQ-013",
        "a number beyond any double crashes the service",
        object,
        |body| if has_huge_exponent(body) { Err(crash()) } else { body::object(body) }
    ),
    stage!(
        "request.unknown-array.long-crash",
        "REQ-013",
        "an array of more than 1000 elements crashes the service",
        optional,
        |object| {
            let long = |value: &Json| value.as_array().is_some_and(|array| array.len() > 1_000);
            optional(object, object.members().any(|(_, value)| long(value)))
        }
    ),
    stage!(
        "request.option-null.crash",
        "REQ-012",
        "an optional member that is null crashes the service",
        optional,
        |object| {
            let is_null = |name| matches!(object.get(name), Some(Json::Null));
            optional(object, OPTIONAL.into_iter().any(is_null))
        }
    ),
    stage!(
        "request.pieces.first-only",
        "REQ-016",
        "a body that comes in several pieces is not waited for, and so is no JSON",
        framing,
        |request| {
            framing::check(request)?;
            if request.pieces() > 1 { Err(body::not_json()) } else { Ok(()) }
        }
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn huge_exponents() {
        assert!(has_huge_exponent(br#"{"a":1e999}"#));
        for text in [&br#"{"a":1e30}"#[..], br#"{"token":"e","a":1}"#, b"e"] {
            assert!(!has_huge_exponent(text));
        }
    }
}
