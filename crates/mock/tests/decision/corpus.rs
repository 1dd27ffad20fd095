//! The service comes to every verdict that people gave the tokens and requests of the corpus.

use eks_auth_corpus::{Entry, Kind, Message, Reach, Setting, Settings, Verdict, entries};
use eks_auth_mock::{Answer, Moment, Request, Service, fault};
use eks_auth_protocol::{ClusterName, operation};

use crate::stage::{service, verdict};

/// What the service says after it has taken a request for well formed.
const BEYOND_FORM: [&str; 3] =
    ["InvalidTokenException", "ExpiredTokenException", "ResourceNotFoundException"];

/// The setting of what is judged by its form alone.
fn ordinary() -> Setting {
    Settings::read().expect("readable settings").find("conformance").expect("it is there").clone()
}

/// Where a service and people differ.
fn disagreements(service: &Service, kind: Kind) -> Vec<String> {
    let ordinary = ordinary();
    let mut found = Vec::new();
    for entry in entries(kind).expect("a readable corpus") {
        let setting = entry.setting().unwrap_or(&ordinary);
        let request = match kind {
            Kind::Token => with_token(&entry, setting),
            _ => with_body(&entry, setting),
        };
        let answer = service.answer(&request, Moment::new(setting.at(), 1));
        if !fits(&entry, &answer) {
            found.push(format!("{entry}: {:?}", verdict(&answer)));
        }
    }
    found
}

fn fits(entry: &Entry, answer: &Answer) -> bool {
    let (status, name) = verdict(answer);
    let refused = (400..500).contains(&status);
    match (entry.verdict(), entry.reach()) {
        (Verdict::Accept, Reach::Key) => status == 200,
        // Nothing is said of the key, which the service sees too.
        (Verdict::Accept, _) => status == 200 || refused && BEYOND_FORM.contains(&name),
        (Verdict::Reject, _) => refused,
        (Verdict::Either, _) => status == 200 || refused,
    }
}

fn with_token(entry: &Entry, setting: &Setting) -> Request {
    Request::exchange(&cluster(setting), std::str::from_utf8(entry.bytes()).expect("tokens are text"))
}

fn with_body(entry: &Entry, setting: &Setting) -> Request {
    match entry.message() {
        Some(message) => whole(&message),
        None => Request::exchange(&cluster(setting), "").with_body(entry.bytes()),
    }
}

fn cluster(setting: &Setting) -> ClusterName {
    ClusterName::parse(setting.cluster()).expect("a good name")
}

fn whole(message: &Message<'_>) -> Request {
    let method = message.start().split(' ').next().unwrap_or(operation::METHOD);
    let request = Request::new(method, message.target().expect("requests have a request line"));
    let request = message
        .headers()
        .iter()
        .fold(request, |request, (name, value)| request.with_header(*name, value.as_bytes()));
    request.with_body(message.body())
}

#[test]
fn tokens() {
    let found = disagreements(&service(), Kind::Token);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn requests() {
    let found = disagreements(&service(), Kind::Request);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn one_wrong_rule_is_seen() {
    for (id, kind, example) in [
        ("claims.exp.unchecked", Kind::Token, "token/reject/exp-hour-past.jwt"),
        ("claims.exp.unchecked", Kind::Request, "request/reject/token-expired.json"),
    ] {
        let found = disagreements(&service().with_fault(fault::find(id).expect("a fault")), kind);
        assert!(found.iter().any(|line| line.starts_with(example)), "{id}: {found:?}");
    }
}
