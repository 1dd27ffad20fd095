//! Readings of JSON that take more than JSON.

use crate::decide::body::{not_an_object, not_json, within_limit};
use crate::json::{Json, Object};
use crate::refusal::Refusal;

/// The first value, whatever follows it.
pub(super) fn first_object(body: &[u8]) -> Result<Object, Refusal> {
    within_limit(body)?;
    let (first, _) = Json::read_first(body).map_err(|_| not_json())?;
    first.into_object().ok_or_else(not_an_object)
}

/// The text without the commas before closing brackets.
pub(crate) fn without_trailing_commas(body: &[u8]) -> Vec<u8> {
    outside_strings(body, |rest| {
        let after = rest.strip_prefix(b",")?;
        after.trim_ascii_start().first().filter(|byte| matches!(byte, b'}' | b']')).map(|_| 1)
    })
}

/// The text without comments of either form.
pub(crate) fn without_comments(body: &[u8]) -> Vec<u8> {
    outside_strings(body, |rest| {
        if rest.starts_with(b"//") {
            Some(rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len()))
        } else if rest.starts_with(b"/*") {
            let end = rest.windows(2).skip(2).position(|window| window == b"*/");
            end.map(|position| position + 4)
        } else {
            None
        }
    })
}

/// Leaves out what `skip` says, in bytes, wherever no string is open.
fn outside_strings(body: &[u8], skip: impl Fn(&[u8]) -> Option<usize>) -> Vec<u8> {
    let mut kept = Vec::with_capacity(body.len());
    let (mut in_string, mut escaped) = (false, false);
    let mut rest = body;
    while let Some((byte, after)) = rest.split_first() {
        if !in_string && let Some(count) = skip(rest) {
            rest = rest.get(count.max(1)..).unwrap_or_default();
            continue;
        }
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ => {}
        }
        kept.push(*byte);
        rest = after;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailing_commas_are_left_out_and_others_not() {
        assert_eq!(without_trailing_commas(br#"{"a":[1,2, ],"b":",}",}"#), br#"{"a":[1,2 ],"b":",}"}"#);
    }

    #[test]
    fn comments_are_left_out_and_strings_not() {
        assert_eq!(
            without_comments(b"/**/{\"a\":\"/*x*/ // \\\" //\"/* b */}// c"),
            b"{\"a\":\"/*x*/ // \\\" //\"}"
        );
        assert_eq!(without_comments(b"{}/*"), b"{}/*");
    }
}
