//! Bodies of requests that are refused: they are no requests, and they end where they end.

use crate::Area::Http;
use crate::case::Case;
use crate::client::{Framing, Ornament};
use crate::exchange::{Flaw, Received};
use crate::judge::{Finding, Ruling, Subject, disposition, serves_a_stranger};
use crate::probe::{Plan, Probe, Step, Transcript, Turn};
use crate::request::RequestSpec;
use crate::stage::Stage;

/// More than most services read of a body that they refuse, in bytes.
const LARGE: usize = 2 * 1024 * 1024;

/// ID, title, and how a request is refused whatever its body is.
type Row = (&'static str, &'static str, fn(RequestSpec) -> RequestSpec);

const ROWS: &[Row] = &[
    ("http.body.of-unknown-path", "the body of a request for an unknown path", |spec| {
        spec.target("/unknown")
    }),
    ("http.body.of-other-method", "the body of a PUT", |spec| spec.method("PUT")),
    ("http.body.of-unknown-method", "the body of a method that nobody knows", |spec| spec.method("BREW")),
    ("http.body.of-other-type", "a body of another content type", |spec| {
        spec.header("Content-Type", "text/plain")
    }),
    ("http.body.of-unknown-cluster", "the body of a request for an unknown cluster", |spec| {
        spec.cluster_segment("no-such-cluster")
    }),
    ("http.body.no-json", "a body that is not JSON", |spec| spec),
];

/// The probes, which begin at `first`, and their cases.
pub(super) fn probes_and_cases(first: usize) -> (Vec<Probe>, Vec<Case>) {
    let (mut probes, mut cases) = (Vec::new(), Vec::new());
    let mut add = |id: &'static str, title: String, make: Make, rule: Rule| {
        let probe = first + probes.len();
        probes.push(Probe::new(id, title.clone(), move |stage| {
            let subject = stage.subject();
            let variant = make(stage, &subject);
            let twin = |stage: &mut Stage| Step::twin(&subject, stage.plain(&subject));
            Plan::InTurn(vec![twin(stage), Step::variant(&subject, variant), twin(stage)])
        }));
        let case_title = format!("{title}: it is never answered by itself");
        cases.push(Case::new(id, "HTP-011", case_title, Http, vec![probe], move |transcript| {
            judge(transcript, &title, rule)
        }));
    };
    for (id, title, refuse) in ROWS {
        let title = format!("{title} is itself a good request, of another subject");
        let make = move |stage: &mut Stage, subject: &Subject| {
            let other = stage.subject_where(|other| !other.shares_association_with(subject));
            let inner = as_text(&stage.plain(&other));
            refuse(stage.plain(subject).body(inner))
        };
        add(id, title, Box::new(make), not_taken_for_a_request);
    }
    let trailer = |stage: &mut Stage, subject: &Subject| {
        stage.plain(subject).framing(Framing::Ornate(97, Ornament::Trailer))
    };
    let title = "a trailer follows a chunked body".to_owned();
    add("http.body.trailer", title, Box::new(trailer), not_taken_for_a_request);
    let large = |stage: &mut Stage, subject: &Subject| stage.plain(subject).body(vec![b' '; LARGE]);
    let title = "a body has two megabytes".to_owned();
    add("http.body.large", title, Box::new(large), carries_on);
    (probes, cases)
}

type Make = Box<dyn Fn(&mut Stage, &Subject) -> RequestSpec + Send + Sync>;

/// What a request, and the good one after it, say.
type Rule = fn(&Turn, &Turn) -> Ruling;

fn judge(transcript: &Transcript, title: &str, rule: Rule) -> Ruling {
    let mut twins = transcript.twins();
    let (Some(before), Some(variant), Some(after)) =
        (twins.next(), transcript.variants().next(), twins.next())
    else {
        return Ruling::Undecided("the probe was not carried out".to_owned());
    };
    let before = disposition(&before.exchange);
    if !before.is_granted() {
        return Ruling::Undecided(format!(
            "the good request before it was not granted: {}",
            before.describe()
        ));
    }
    match rule(variant, after) {
        Ruling::Broken(finding) => Ruling::Broken(Box::new(finding.of_request(title))),
        other => other,
    }
}

/// A request as bytes, as one would smuggle it: unsigned, since nobody says that signatures are verified.
fn as_text(request: &RequestSpec) -> String {
    let body = String::from_utf8_lossy(request.plain_body()).into_owned();
    format!(
        "POST /clusters/{}/assume-role-for-pod-identity HTTP/1.1\r\nHost: localhost\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        request.cluster(),
        body.len()
    )
}

/// One answer to the whole, and its own to the next.
fn not_taken_for_a_request(variant: &Turn, next: &Turn) -> Ruling {
    let expected = "one answer to the whole, and its own to the next request";
    let broken = |turn: &Turn, observed: &str, what: &str| {
        turn.tell(Ruling::broken(Finding::new(expected, observed, what)))
    };
    let twice =
        |turn: &Turn| matches!(turn.exchange.received(), Received::Broken { flaw: Flaw::Trailing, .. });
    for turn in [variant, next] {
        if twice(turn) {
            return broken(
                turn,
                "more than one answer",
                "a part of the `body` was answered as a request of its own",
            );
        }
        if serves_a_stranger(&turn.exchange, &turn.subject).is_some() {
            return broken(turn, "the body's answer", "credentials of the subject in the `body` were given");
        }
    }
    let outcome = disposition(&next.exchange);
    if outcome.is_granted() {
        return Ruling::Holds(disposition(&variant.exchange).describe());
    }
    broken(next, &outcome.describe(), "the good request after that `body` was not granted")
}

/// The next is granted, whatever became of the first: it may be cut off, and its answer be lost with the rest of it.
fn carries_on(_: &Turn, next: &Turn) -> Ruling {
    let outcome = disposition(&next.exchange);
    if outcome.is_granted() {
        return Ruling::Holds("granted".to_owned());
    }
    let message = format!("the good request after that `body` was not granted: {}", outcome.describe());
    next.tell(Ruling::broken(Finding::new("granted at once", outcome.describe(), message)))
}
