//! Does the request say that its body is JSON?

use super::Checked;
use crate::Request;
use crate::refusal::Refusal;

/// One Content-Type, `application/json` in any case and with any parameters, and no content coding. A request that
/// does not say is refused too, as restJson1 has it for an operation with a body.
pub(crate) fn check(request: &Request) -> Checked {
    let mut types = request.header_lines("content-type");
    let one = types.next().filter(|_| types.next().is_none());
    if !one.is_some_and(is_json) {
        return Err(unsupported("the body must be sent as application/json"));
    }
    if request.header_lines("content-encoding").any(|coding| !coding.eq_ignore_ascii_case(b"identity")) {
        return Err(unsupported("the body must be sent without a content coding"));
    }
    Ok(())
}

/// Whether a media type is `application/json`, whatever its parameters.
pub(crate) fn is_json(value: &[u8]) -> bool {
    let essence = value.split(|byte| *byte == b';').next().unwrap_or_default();
    essence.trim_ascii().eq_ignore_ascii_case(b"application/json")
}

fn unsupported(message: &'static str) -> Refusal {
    Refusal::protocol(415, "UnsupportedMediaTypeException", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(value: &str) -> bool {
        check(&Request::new("POST", "/").with_header("content-type", value)).is_ok()
    }

    #[test]
    fn json_passes_with_any_parameters() {
        for value in [
            "application/json",
            "Application/JSON",
            "application/json; charset=utf-8",
            " application/json ;x",
        ] {
            assert!(passes(value), "{value}");
        }
    }

    #[test]
    fn anything_else_is_unsupported() {
        for value in [
            "",
            "text/plain",
            "application/x-amz-json-1.1",
            "application/json, text/html",
            "application/jsonp",
        ] {
            assert!(!passes(value), "{value}");
        }
        let none = Request::new("POST", "/");
        assert_eq!(check(&none).unwrap_err().status, 415);
        let one = none.with_header("content-type", "application/json");
        assert!(check(&one.clone().with_header("content-type", "application/json")).is_err());
        assert!(check(&one.clone().with_header("content-encoding", "gzip")).is_err());
        assert!(check(&one.with_header("content-encoding", "Identity")).is_ok());
    }
}
