//! Several requests written at once on one connection.

use crate::Area::{Http, Isolation};
use crate::case::Case;
use crate::exchange::{Flaw, NoAnswer, Received};
use crate::expect::THROTTLED;
use crate::judge::{Disposition, Finding, Ruling, disposition, serves_a_stranger};
use crate::probe::{Plan, Probe, Step, Transcript, Turn};
use crate::request::RequestSpec;
use crate::stage::Stage;

/// The probe, which is at `first`, and its cases.
pub(super) fn probes_and_cases(first: usize) -> (Vec<Probe>, Vec<Case>) {
    let probe = Probe::new("http.pipelined", "seven requests written at once on one connection", |stage| {
        Plan::Pipelined(requests(stage))
    });
    let own = Case::new(
        "isolation.pipelined",
        "STA-001",
        "of requests written at once, each gets its own answer",
        Isolation,
        vec![first],
        own,
    );
    let in_order = Case::new(
        "http.pipelined.in-order",
        "HTP-012",
        "requests written at once are answered in order",
        Http,
        vec![first],
        in_order,
    );
    (vec![probe], vec![own, in_order])
}

/// Good ones of several subjects, and such as are due a refusal in between.
fn requests(stage: &mut Stage) -> Vec<Step> {
    let subjects = super::mixed::of_different_clusters(stage, 4);
    let mut steps = Vec::new();
    for (index, subject) in subjects.iter().enumerate() {
        steps.push(Step::good(subject, stage.plain(subject)));
        let plain = stage.plain(subject);
        let bad = match index {
            0 => super::crowd::forged(stage, subject),
            1 => plain.target("/"),
            2 => RequestSpec::plain(subject.cluster().name(), "a.b.c"),
            _ => continue,
        };
        steps.push(Step::variant(subject, bad));
    }
    steps
}

/// STA-001: what is granted is granted to whom it is due. The client knows an answer by its place alone.
fn own(transcript: &Transcript) -> Ruling {
    let expected = "each request its own answer";
    let mut granted = false;
    for turn in transcript.variants() {
        if matches!(turn.exchange.received(), Received::Broken { flaw: Flaw::Trailing, .. }) {
            let message = "among requests written at once, one got more than one answer";
            return turn.tell(Ruling::broken(Finding::new(expected, "more than one answer", message)));
        }
        if !disposition(&turn.exchange).is_granted() {
            continue;
        }
        granted |= turn.is_good;
        let stranger = serves_a_stranger(&turn.exchange, &turn.subject);
        let message = match stranger {
            _ if !turn.is_good => "a request that is due a refusal got the answer to another".to_owned(),
            Some(what) => format!("`{}` got an answer in which {what}", turn.subject),
            None => continue,
        };
        let message = format!("among requests written at once, {message}");
        return turn.tell(Ruling::broken(Finding::new(expected, "another's answer", message)));
    }
    if granted {
        Ruling::Holds("each its own".to_owned())
    } else {
        Ruling::Undecided("no good request was granted".to_owned())
    }
}

/// HTP-012: the answers that came, came in order; to close the connection instead of answering all is a service's right.
fn in_order(transcript: &Transcript) -> Ruling {
    let expected = "an answer to each in order, or the connection closed";
    for turn in transcript.variants() {
        let observed = match turn.sent_again {
            Some(NoAnswer::TimedOut) => "no answer, and the connection kept open".to_owned(),
            Some(_) => break,
            None if fits(turn) => continue,
            None => disposition(&turn.exchange).describe(),
        };
        let place = if turn.is_good { "a good request" } else { "a request that is due a refusal" };
        let message =
            format!("among requests written at once, {place} of `{}` got: {observed}", turn.subject);
        return turn.tell(Ruling::broken(Finding::new(expected, observed, message)));
    }
    let closed = transcript.variants().any(|turn| turn.sent_again.is_some());
    let granted = transcript.variants().any(|turn| disposition(&turn.exchange).is_granted());
    match (granted, closed) {
        (false, _) => Ruling::Undecided("no good request was granted".to_owned()),
        (true, false) => Ruling::Holds("answered in order".to_owned()),
        (true, true) => Ruling::Holds("closed before all were answered".to_owned()),
    }
}

fn fits(turn: &Turn) -> bool {
    match disposition(&turn.exchange) {
        Disposition::Granted => turn.is_good && serves_a_stranger(&turn.exchange, &turn.subject).is_none(),
        Disposition::Refused(refusal) => !turn.is_good || refusal.status() == THROTTLED,
        Disposition::Neither(_) => false,
    }
}
