//! The readers give every example of the corpus the verdict that a person gave it, as far as form goes.

use eks_auth_corpus::{Entry, Kind, Message, Reach, Verdict, entries};
use eks_auth_protocol::ClusterName;
use eks_auth_protocol::token::{DecodedToken, Token};
use eks_auth_protocol::wire::{Limits, Violation, read_error_into, read_request_into, read_response_into};

/// What stands in a head and is no reader's matter: the method, the media type, and of what was granted all of it.
const HEADS: [&str; 7] = [
    "request/reject/method-get.http",
    "request/reject/method-put.http",
    "response/reject/content-type-absent.http",
    "response/reject/content-type-text.http",
    "response/reject/error-name-in-header.http",
    "response/reject/status-created.http",
    "error/reject/content-type-text.http",
];

/// Why a reader does not take an example; `None` if it takes it.
type Refusal = Option<String>;

fn agrees(kind: Kind, reader: impl Fn(&Entry) -> Refusal) {
    let mut disagreements = Vec::new();
    for entry in entries(kind).expect("a readable corpus") {
        // Read also where either answer is right: reading must end, and without a panic.
        let refusal = reader(&entry);
        let agrees = match entry.verdict() {
            Verdict::Accept => refusal.is_none(),
            // What only a clock or a key can tell is well formed, and so is a good body under a bad head.
            Verdict::Reject if entry.reach() > Reach::Form || in_head(&entry) => refusal.is_none(),
            Verdict::Reject => refusal.is_some(),
            Verdict::Either => true,
        };
        if !agrees {
            disagreements.push(format!("{entry}: {}", refusal.as_deref().unwrap_or("taken")));
        }
    }
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
}

fn in_head(entry: &Entry) -> bool {
    HEADS.contains(&entry.to_string().as_str())
}

#[test]
fn heads_exist() {
    let all: Vec<_> = Kind::ALL.into_iter().flat_map(|kind| entries(kind).expect("readable")).collect();
    assert_eq!(all.iter().filter(|entry| in_head(entry)).count(), HEADS.len());
}

#[test]
fn tokens() {
    agrees(Kind::Token, |entry| {
        let Ok(text) = str::from_utf8(entry.bytes()) else { return Some("not UTF-8".to_owned()) };
        let decoded = Token::parse(text).and_then(|token| DecodedToken::decode(token.expose()));
        decoded.err().map(|error| error.to_string())
    });
}

#[test]
fn requests() {
    agrees(Kind::Request, |entry| {
        let message = entry.message();
        let (cluster, body) = match &message {
            Some(message) => (cluster(message), message.body()),
            None => (Ok(ClusterName::parse("conformance").expect("a good name")), entry.bytes()),
        };
        match cluster {
            Ok(cluster) => {
                let mut violations = Vec::new();
                let read = read_request_into(cluster, body, Limits::default(), &mut violations);
                refusal(read.is_some(), &violations)
            }
            Err(refusal) => Some(refusal),
        }
    });
}

#[test]
fn responses() {
    agrees(Kind::Response, |entry| {
        let message = entry.message();
        let body = message.as_ref().map_or(entry.bytes(), Message::body);
        let mut violations = Vec::new();
        let read = read_response_into(body, Limits::default(), &mut violations);
        refusal(read.is_some(), &violations)
    });
}

#[test]
fn errors() {
    agrees(Kind::Error, |entry| {
        let message = entry.message().expect("errors are whole messages");
        let status = message.status().expect("with a status line");
        let mut violations = Vec::new();
        let headers = message.headers().iter().map(|(name, value)| (name, value));
        let reading = read_error_into(status, headers, message.body(), Limits::default(), &mut violations);
        let Some(code) = reading.error().code() else { return Some("it has no name".to_owned()) };
        if !reading.agrees() {
            return Some("its names disagree".to_owned());
        }
        if let Some(exception) = code.exception().filter(|exception| exception.status() != status) {
            return Some(format!("{} comes with {}", exception.name(), exception.status()));
        }
        refusal(true, &violations)
    });
}

/// A reader that makes a value must still have nothing to report, or it would blame a good document.
fn refusal(made: bool, violations: &[Violation]) -> Refusal {
    assert!(made || !violations.is_empty(), "refused without a reason");
    let reasons: Vec<_> = violations.iter().map(ToString::to_string).collect();
    if reasons.is_empty() { None } else { Some(reasons.join("; ")) }
}

/// The cluster that a request's path names, decoded once as servers do.
fn cluster(message: &Message<'_>) -> Result<ClusterName, String> {
    let target = message.target().expect("requests have a request line");
    let label =
        target.strip_prefix("/clusters/").and_then(|rest| rest.strip_suffix("/assume-role-for-pod-identity"));
    let label = label.ok_or("the path is not the operation's")?;
    let mut name = Vec::new();
    let mut rest = label.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        name.push(match (byte, after) {
            (b'%', [high, low, after @ ..]) => {
                rest = after;
                let digits = String::from_utf8_lossy(&[*high, *low]).into_owned();
                u8::from_str_radix(&digits, 16).map_err(|_| "not percent-encoding")?
            }
            _ => *byte,
        });
    }
    let name = String::from_utf8(name).map_err(|_| "not UTF-8")?;
    ClusterName::parse(name).map_err(|error| error.to_string())
}
