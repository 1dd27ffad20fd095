//! The one text that a signature is over, made from a request.

use ring::digest::{SHA256, digest};

use super::Authorization;
use crate::Request;

/// The canonical request, with this path and of this body.
pub(super) fn request(request: &Request, path: &str, authorization: &Authorization, body: &[u8]) -> String {
    let headers: String =
        authorization.signed_headers().map(|name| format!("{name}:{}\n", header(request, name))).collect();
    let names: Vec<&str> = authorization.signed_headers().collect();
    format!(
        "{}\n{path}\n{}\n{headers}\n{}\n{}",
        request.method(),
        query(request.target()),
        names.join(";"),
        hash(body)
    )
}

/// What is signed: the algorithm, the time, the scope and the hash of the canonical request.
pub(super) fn string_to_sign(authorization: &Authorization, canonical: &str) -> String {
    let (time, scope) = (authorization.time(), authorization.scope().join("/"));
    format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", hash(canonical.as_bytes()))
}

/// The canonical paths that signers make of a target: percent-encoded once more than it was sent, with dot segments and
/// empty segments resolved before that, and as it stands.
pub(super) fn paths(target: &str) -> Vec<String> {
    let path = target.split('?').next().unwrap_or_default();
    let mut paths = vec![encoded(&resolved(path), b'/'), encoded(path, b'/')];
    paths.dedup();
    paths
}

/// The path without dot segments and empty ones; a slash at its end stays.
fn resolved(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    let end =
        if path.ends_with(['/', '.']) && ends_in_folder(path) && !segments.is_empty() { "/" } else { "" };
    format!("/{}{end}", segments.join("/"))
}

/// Whether the last segment is empty or made of dots alone.
fn ends_in_folder(path: &str) -> bool {
    matches!(path.rsplit('/').next(), Some("" | "." | ".."))
}

/// Every byte that RFC 3986 reserves as a percent sign and two capital digits, but for `but`.
fn encoded(text: &str, but: u8) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || byte == but {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Names and values decoded, encoded anew, and sorted.
fn query(target: &str) -> String {
    let Some((_, query)) = target.split_once('?') else { return String::new() };
    let parts = query.split('&').filter(|part| !part.is_empty());
    let mut pairs: Vec<(String, String)> = parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (again(name), again(value))
        })
        .collect();
    pairs.sort();
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join("&")
}

/// Decoded and encoded anew, so that every text is written in one way.
fn again(text: &str) -> String {
    let plain = text.replace('+', " ");
    let decoded = crate::decide::cluster::percent_decoded(&plain).unwrap_or(plain);
    // Nothing but the unreserved characters stands for itself in a query.
    encoded(&decoded, b'-')
}

/// The values of a header without spare white space, joined by commas.
fn header(request: &Request, name: &str) -> String {
    let values: Vec<String> = request
        .header_lines(name)
        .map(|value| {
            let text = String::from_utf8_lossy(value);
            text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        })
        .collect();
    values.join(",")
}

/// SHA-256 in hexadecimal digits.
fn hash(bytes: &[u8]) -> String {
    digest(&SHA256, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded_once_more_resolved_or_not() {
        assert_eq!(paths("/clusters/a%2Fb/x?y"), ["/clusters/a%252Fb/x"]);
        assert_eq!(paths("/a/../b//c/."), ["/b/c/", "/a/../b//c/."]);
        assert_eq!(paths("/.."), ["/", "/.."]);
        assert_eq!(paths("/*~é"), ["/%2A~%C3%A9"]);
    }

    #[test]
    fn queries_are_sorted_and_written_in_one_way() {
        assert_eq!(query("/"), "");
        assert_eq!(query("/?b=2&a=%7E&a=1+%2F&c"), "a=1%20%2F&a=~&b=2&c=");
    }

    #[test]
    fn header_values_are_trimmed_and_joined() {
        let request = Request::new("GET", "/").with_header("A", "  x   y ").with_header("a", "z");
        assert_eq!(header(&request, "a"), "x y,z");
    }
}
