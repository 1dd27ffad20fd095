//! Requests whose headers contradict themselves about where they end or whom they are for.

use crate::Area::Http;
use crate::case::Case;
use crate::client::{Conflict, Framing};
use crate::exchange::{Flaw, Received};
use crate::judge::{Finding, Ruling, disposition};
use crate::probe::{Plan, Probe, Step, Transcript, Turn};

const CONFLICTS: &[(&str, &str, Conflict)] = &[
    (
        "http.framing.length-and-chunked",
        "a chunked body has a `Content-Length` too",
        Conflict::LengthAndChunked,
    ),
    ("http.framing.two-lengths", "there are two `Content-Lengths` of different values", Conflict::TwoLengths),
    ("http.framing.length-no-number", "the `Content-Length` is no number", Conflict::LengthNoNumber),
    ("http.framing.length-negative", "the `Content-Length` is negative", Conflict::LengthNegative),
    (
        "http.framing.unknown-coding",
        "the `Transfer-Encoding` is one that nobody knows",
        Conflict::UnknownCoding,
    ),
    ("http.framing.chunked-twice", "the `Transfer-Encoding` says chunked twice", Conflict::ChunkedTwice),
    ("http.framing.no-host", "there is no `Host`", Conflict::NoHost),
    ("http.framing.two-hosts", "there are two `Hosts`", Conflict::TwoHosts),
];

/// The probes, which begin at `first`, and their cases.
pub(super) fn probes_and_cases(first: usize) -> (Vec<Probe>, Vec<Case>) {
    let mut probes = Vec::new();
    let mut cases = Vec::new();
    for (index, (id, title, conflict)) in CONFLICTS.iter().enumerate() {
        probes.push(Probe::new(*id, *title, |stage| {
            let subject = stage.subject();
            let variant = stage.plain(&subject).framing(Framing::Conflicting(*conflict));
            let twin = stage.plain(&subject);
            Plan::InTurn(vec![Step::variant(&subject, variant), Step::twin(&subject, twin)])
        }));
        let case = |id: String, requirement, what: &str, rule: Rule| {
            Case::new(
                id,
                requirement,
                format!("{title}: {what}"),
                Http,
                vec![first + index],
                move |transcript| judge(transcript, title, *conflict, rule),
            )
        };
        cases.push(case((*id).to_owned(), "HTP-004", "at most one answer, never a server error", one_answer));
        cases.push(case(
            format!("{id}.refused"),
            "HTP-005",
            "status 400, and the connection is closed",
            refused,
        ));
    }
    (probes, cases)
}

/// What an ambiguous request, and the good one after it, say of a requirement.
type Rule = fn(&Turn, &Turn, Conflict) -> Ruling;

fn judge(transcript: &Transcript, title: &str, conflict: Conflict, rule: Rule) -> Ruling {
    let ruling = match (transcript.variants().next(), transcript.twins().last()) {
        (Some(variant), Some(twin)) => rule(variant, twin, conflict).about(&variant.exchange),
        _ => Ruling::Undecided("the probe was not carried out".to_owned()),
    };
    match ruling {
        Ruling::Broken(finding) => Ruling::Broken(Box::new(finding.of_request(title))),
        other => other,
    }
}

/// HTP-004.
fn one_answer(variant: &Turn, twin: &Turn, conflict: Conflict) -> Ruling {
    let expected = "at most one answer, never a server error";
    if is_second_answer(variant) || is_second_answer(twin) {
        let message =
            "the request got more than one answer: the service took a part of it for another request";
        return Ruling::broken(Finding::new(expected, "more than one answer", message));
    }
    if let Some(answer) = variant.exchange.answer() {
        let allowed = answer.status() == 501 && conflict == Conflict::UnknownCoding;
        if answer.status() >= 500 && !allowed {
            let observed = format!("status {}", answer.status());
            return Ruling::broken(Finding::new(expected, &observed, format!("the request got {observed}")));
        }
    }
    let next = disposition(&twin.exchange);
    if next.is_granted() {
        Ruling::Holds(variant.exchange.received().to_string())
    } else {
        Ruling::Undecided(format!("the good request after it was not granted: {}", next.describe()))
    }
}

fn is_second_answer(turn: &Turn) -> bool {
    matches!(turn.exchange.received(), Received::Broken { flaw: Flaw::Trailing, .. })
}

/// HTP-005.
fn refused(variant: &Turn, _: &Turn, conflict: Conflict) -> Ruling {
    let expected = "status 400, and the connection is closed";
    let Some(answer) = variant.exchange.answer() else {
        let observed = variant.exchange.received().to_string();
        return Ruling::broken(Finding::new(expected, &observed, format!("there was no answer: {observed}")));
    };
    let status = answer.status();
    let fitting = status == 400 || (status == 501 && conflict == Conflict::UnknownCoding);
    if !fitting {
        let observed = disposition(&variant.exchange).describe();
        return Ruling::broken(Finding::new(
            expected,
            &observed,
            format!("the request was not refused with 400: {observed}"),
        ));
    }
    let announced = answer.header_values("connection").any(|value| value.eq_ignore_ascii_case("close"));
    if announced || answer.is_closed() {
        return Ruling::Holds(format!("status {status}, closed"));
    }
    let observed = format!("status {status}, kept open");
    Ruling::broken(Finding::new(expected, observed, "the connection was kept open after the refusal"))
}
