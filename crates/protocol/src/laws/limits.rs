//! The law of a request's limits: what is documented, said once more and as plainly as it can be.

use serde_json::Value as Theirs;

use super::Cut;
use super::json::beyond_doubles;
use crate::ClusterName;
use crate::wire::{Document, Limits, read_request};

/// The path of requests that are a body alone.
const PLAIN: &str = "/clusters/conformance/assume-role-for-pod-identity";

/// A request of any path and body is read exactly where the documented limits hold: the cluster's name has 1 to 100
/// characters of its alphabet, the token three parts of theirs, and every other input is a string or absent.
///
/// The bytes are taken as [`Cut`] takes them; without a request line they are a body, for a good cluster. The path is
/// cut and its label decoded here, for that is the business of servers: whatever comes out is a name to be parsed.
///
/// # Permitted differences
///
/// A body with a number beyond the range of doubles, which `serde_json` does not read, is not judged here.
///
/// # Panics
///
/// Where that does not hold.
pub fn request_keeps_its_limits(bytes: &[u8]) {
    let message = Cut::of(bytes);
    let target = message.target().unwrap_or(PLAIN);
    let body = if message.target().is_some() { message.body() } else { bytes };
    let Some(name) = cluster(target) else { return };
    let parsed = ClusterName::parse(&name);
    assert_eq!(parsed.is_ok(), name_is_legal(&name), "a cluster name is not taken by its documented limits");
    let parsed = match parsed {
        Ok(cluster) => {
            assert!(cluster.as_str() == name, "a cluster name changed");
            cluster
        }
        // The body counts whatever the path says.
        Err(_) => {
            let Ok(cluster) = ClusterName::parse("conformance") else { panic!("a good name is refused") };
            cluster
        }
    };
    let read = read_request(parsed, body).is_ok();
    match serde_json::from_slice::<Theirs>(body) {
        Ok(theirs) => {
            let legal = body.len() <= Limits::default().bytes && body_is_legal(&theirs);
            assert_eq!(read, legal, "a body is not taken by its documented limits");
        }
        Err(_) if read => {
            let document = Document::parse(body);
            assert!(
                document.is_ok_and(|document| beyond_doubles(document.root())),
                "a body is taken that is not JSON"
            );
        }
        Err(_) => {}
    }
}

/// The label of the operation's path, with its escapes decoded; `None` for the path of something else.
fn cluster(target: &str) -> Option<String> {
    let path = target.split('?').next()?;
    let [_, "clusters", label, "assume-role-for-pod-identity"] = path.split('/').collect::<Vec<_>>()[..]
    else {
        return None;
    };
    let mut decoded = Vec::new();
    let mut rest = label.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        decoded.push(match (byte, after) {
            (b'%', [high, low, after @ ..]) => {
                rest = after;
                let value = |digit: u8| char::from(digit).to_digit(16);
                u8::try_from(value(*high)? * 16 + value(*low)?).ok()?
            }
            (b'%', _) => return None,
            _ => *byte,
        });
    }
    String::from_utf8(decoded).ok()
}

/// The model's `ClusterName`: 1 to 100 characters that match `[0-9A-Za-z][A-Za-z0-9\-_]*`.
fn name_is_legal(name: &str) -> bool {
    let count = name.chars().count();
    (1..=100).contains(&count)
        && name.chars().take(1).all(|first| first.is_ascii_alphanumeric())
        && name.chars().all(|each| each.is_ascii_alphanumeric() || each == '-' || each == '_')
}

/// The model's input: a token that is there, and three strings that may be.
fn body_is_legal(body: &Theirs) -> bool {
    let optional = |name| matches!(body.get(name), None | Some(Theirs::Null | Theirs::String(_)));
    body.is_object()
        && body.get("token").and_then(Theirs::as_str).is_some_and(token_is_legal)
        && ["eksNodeName", "instanceId", "zone"].into_iter().all(optional)
}

/// The model's `JwtToken`: three parts of one character or more that match `[A-Za-z0-9-_=]+`, joined by dots.
fn token_is_legal(token: &str) -> bool {
    let parts: Vec<&str> = token.split('.').collect();
    let legal = |each: char| each.is_ascii_alphanumeric() || matches!(each, '-' | '_' | '=');
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.chars().all(legal))
}
