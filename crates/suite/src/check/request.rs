//! A request by itself: its method, its path, its body.

use std::collections::HashMap;

use eks_auth_protocol::wire::{Document as Parsed, Kind, SyntaxErrorKind, Value, request_fields};
use eks_auth_protocol::{ClusterName, operation};

use super::capture::{CaptureError, Captured, Start};
use super::judgement::{Document, Judgement};
use super::lenient::{Leniency, leniency};
use super::notes::Notes;
use super::token::text_form;
use crate::judge::media_type;
use crate::redact::Secrets;

/// Judges a request: the whole message, or its body alone, meant for a cluster that exists.
///
/// # Errors
///
/// If the bytes begin as an HTTP message that cannot be read, or is an answer.
///
/// # Example
///
/// ```
/// use eks_auth_suite::check;
///
/// let message = b"POST /clusters/-a/assume-role-for-pod-identity HTTP/1.1\r\n\r\n{\"token\":\"e30.e30.c2ln\"}";
/// let judgement = check::request(message)?;
/// assert_eq!(judgement.violations()[0].requirement().id(), "CLU-001");
/// # Ok::<(), check::CaptureError>(())
/// ```
pub fn request(bytes: &[u8]) -> Result<Judgement, CaptureError> {
    let captured = Captured::read(bytes)?;
    let document = Parsed::parse(captured.body());
    let token = document.as_ref().ok().and_then(|document| document.root().get("token")?.as_str());
    let mut notes = Notes::hiding(Secrets::of_token(token.as_deref()));
    match captured.start() {
        None => notes.unjudged("method, path and headers", "a body alone was captured"),
        Some(Start::Request { method, target }) => head(method, target, &captured, &mut notes),
        Some(Start::Answer { .. }) => return Err(CaptureError::NotARequest),
    }
    if let Some((announced, found)) = captured.wrong_length() {
        let message = format!("the body has {found} bytes where Content-Length announces {announced}");
        notes.broken("HTP-004", "content-length", message);
    }
    match &document {
        Ok(document) => body(document.root(), &mut notes),
        Err(error) => {
            let message = format!("the body is not JSON: {error}");
            match leniency(captured.body(), *error) {
                Leniency::None if error.kind() == SyntaxErrorKind::TrailingBytes => {
                    notes.broken("REQ-007", "", message);
                }
                Leniency::None => notes.broken("REQ-005", "", message),
                Leniency::Dialect => notes.broken("REQ-008", "", message),
                Leniency::Strain => notes.open("REQ-013", "", message),
            }
            notes.unjudged("the members", "the body is not JSON that every reader takes");
        }
    }
    notes.unjudged("what the token says, and its signature", "`check token` judges that");
    Ok(notes.into_judgement(Document::Request))
}

fn head(method: &str, target: &str, captured: &Captured<'_>, notes: &mut Notes) {
    if method != operation::METHOD {
        let message = format!("the method is {method}, and the operation has {}", operation::METHOD);
        notes.broken("HTP-001", "method", message);
    }
    path(target, notes);
    match captured.header("content-type").map(|value| media_type(&value)) {
        None => notes.open("REQ-012", "content-type", "the request has no Content-Type"),
        Some(media) if media == operation::CONTENT_TYPE => {}
        Some(media) => {
            notes.broken("REQ-010", "content-type", format!("the Content-Type of the request is {media:?}"));
        }
    }
}

/// The path without the query: `/clusters/{clusterName}/assume-role-for-pod-identity`.
fn path(target: &str, notes: &mut Notes) {
    let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
    if query.is_some() {
        notes.open("HTP-001", "path", "the path has a query string, which the operation has not");
    }
    let segments: Vec<&str> = path.split('/').collect();
    let ["", clusters, cluster, operation, rest @ ..] = segments.as_slice() else {
        return notes.broken("HTP-001", "path", "the path is not that of the operation");
    };
    let fixed = [(*clusters, "clusters"), (*operation, "assume-role-for-pod-identity")];
    if !fixed.iter().all(|(word, wanted)| word.eq_ignore_ascii_case(wanted)) {
        return notes.broken("HTP-001", "path", "the path is not that of the operation");
    }
    if fixed.iter().any(|(word, wanted)| word != wanted) {
        notes.open("HTP-001", "path", "the fixed words of the path are in another letter case");
    }
    if !rest.is_empty() {
        notes.open("HTP-001", "path", "something follows the path of the operation");
    }
    let problem = match decoded(cluster) {
        None => Some("it is not percent-encoded UTF-8".to_owned()),
        Some(name) => ClusterName::parse(name).err().map(|error| error.to_string()),
    };
    if let Some(problem) = problem {
        notes.broken("CLU-001", "clusterName", format!("the cluster name in the path is none: {problem}"));
    }
}

/// The segment without its percent-encoding.
fn decoded(segment: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let byte = match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                rest = after;
                let digit =
                    |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                digit(high)? * 16 + digit(low)?
            }
            (b'%', _) => return None,
            _ => *first,
        };
        bytes.push(byte);
    }
    String::from_utf8(bytes).ok()
}

fn body(root: Value<'_, '_>, notes: &mut Notes) {
    if root.kind() != Kind::Object {
        return notes.broken("REQ-005", "", format!("the body is a JSON {}, not an object", root.kind()));
    }
    twice(root, notes);
    match root.get("token") {
        None => notes.broken("REQ-003", "token", "`token` is missing"),
        Some(value) => match value.as_str() {
            Some(text) => {
                text_form(&text, "token", notes);
            }
            None => {
                notes.broken("REQ-003", "token", format!("`token` is of type {}, not string", value.kind()));
            }
        },
    }
    for field in request_fields().filter(|field| field.name() != "token") {
        let kind = root.get(field.name()).map(|value| value.kind());
        if let Some(kind) = kind.filter(|kind| *kind != field.kind() && *kind != Kind::Null) {
            let message = format!("`{}` is of type {kind}, not {}", field.path(), field.kind());
            notes.open("REQ-012", field.path(), message);
        }
    }
}

/// Members that are there more than once.
fn twice(root: Value<'_, '_>, notes: &mut Notes) {
    let mut values: HashMap<String, &str> = HashMap::new();
    for member in root.members() {
        let name = member.name().into_owned();
        let raw = member.value().raw();
        match values.get(&name) {
            None => {
                values.insert(name, raw);
            }
            Some(known) if *known == raw => {
                let message = format!("`{name}` is there more than once, with one value");
                notes.open("REQ-013", name, message);
            }
            Some(_) => {
                let message = format!("`{name}` is there more than once, with different values");
                notes.broken("REQ-018", name, message);
            }
        }
    }
}
