//! One example's bytes as JSON can hold them.

use base64_simd::STANDARD;
use serde_json::{Map, Value, json};

/// What a reader is to be given: bytes, or a message in its parts. `None` if a message is none.
pub(crate) fn input(name: &str, content: &[u8]) -> Option<Value> {
    if name.ends_with(".http") { message(content) } else { Some(bytes(content)) }
}

/// As text where the bytes are UTF-8, so that people can read it, else in base64.
fn bytes(content: &[u8]) -> Value {
    match std::str::from_utf8(content) {
        Ok(text) => json!({ "text": text }),
        Err(_) => json!({ "base64": STANDARD.encode_to_string(content) }),
    }
}

fn message(content: &[u8]) -> Option<Value> {
    let end = content.windows(4).position(|window| window == b"\r\n\r\n")?;
    let (head, rest) = content.split_at_checked(end)?;
    let mut lines = std::str::from_utf8(head).ok()?.split("\r\n");
    let start: Vec<_> = lines.next()?.splitn(3, ' ').collect();
    let headers = lines.map(|line| {
        let (name, value) = line.split_once(':')?;
        Some(json!([name, value.trim_matches([' ', '\t'])]))
    });
    let mut parts = Map::new();
    match start[..] {
        [version, status, _] if version.starts_with("HTTP/") => {
            parts.insert("status".into(), json!(status.parse::<u16>().ok()?));
        }
        [method, target, _] => {
            parts.insert("method".into(), method.into());
            parts.insert("target".into(), target.into());
        }
        _ => return None,
    }
    parts.insert("headers".into(), headers.collect::<Option<Vec<_>>>()?.into());
    parts.insert("body".into(), bytes(rest.get(4..)?));
    Some(Value::Object(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text_and_the_rest_is_base64() {
        assert_eq!(input("a-b.json", b"{}"), Some(json!({ "text": "{}" })));
        assert_eq!(input("a-b.json", b"\xff\x00"), Some(json!({ "base64": "/wA=" })));
    }

    #[test]
    fn messages_are_split() {
        assert_eq!(
            input("a-b.http", b"HTTP/1.1 404 Not Found\r\nA: b:c\r\nA:\r\n\r\n{}"),
            Some(json!({ "status": 404, "headers": [["A", "b:c"], ["A", ""]], "body": { "text": "{}" } }))
        );
        assert_eq!(
            input("a-b.http", b"POST /x HTTP/1.1\r\n\r\n"),
            Some(json!({ "method": "POST", "target": "/x", "headers": [], "body": { "text": "" } }))
        );
    }

    #[test]
    fn no_message() {
        assert_eq!(input("a-b.http", b"HTTP/1.1 404 Not Found\r\n"), None);
        assert_eq!(input("a-b.http", b"HTTP/1.1 none Found\r\n\r\n"), None);
        assert_eq!(input("a-b.http", b"POST /x HTTP/1.1\r\nnonsense\r\n\r\n"), None);
    }
}
