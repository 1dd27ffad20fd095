//! Requests on several connections, begun before others are finished; and on one, after a rest.

use std::time::Duration;

use crate::Area::{Http, Isolation};
use crate::case::Case;
use crate::expect::{Expect, THROTTLED, TwinRefused, judge_pairs};
use crate::judge::{Disposition, Finding, Ruling, Subject, disposition, serves_a_stranger};
use crate::probe::{Plan, Probe, Step, Transcript, Turn};
use crate::stage::Stage;

/// The rest between two requests on a kept connection: longer than what most services do in the background takes, and
/// shorter than any time after which a service closes an idle connection.
const REST: Duration = Duration::from_millis(300);

/// The probes, which begin at `first`, and their cases.
pub(super) fn probes_and_cases(first: usize) -> (Vec<Probe>, Vec<Case>) {
    let probes = vec![
        Probe::new(
            "isolation.interleaved",
            "requests on several connections, piece by piece in turn",
            |stage| {
                let subjects = of_different_clusters(stage, 3);
                Plan::Interleaved(
                    subjects.iter().cycle().take(6).map(|subject| good(stage, subject)).collect(),
                )
            },
        ),
        Probe::new("isolation.after-rest", "requests on one connection with a rest between them", |stage| {
            let subjects = of_different_clusters(stage, 2);
            Plan::InTurn(
                subjects.iter().cycle().take(4).map(|subject| good(stage, subject).after(REST)).collect(),
            )
        }),
        Probe::new("http.close", "a request with Connection: close", |stage| {
            let subject = stage.subject();
            let closing = stage.plain(&subject).header("Connection", "close");
            Plan::InTurn(vec![Step::variant(&subject, closing), Step::twin(&subject, stage.plain(&subject))])
        }),
    ];
    let cases = vec![
        Case::new(
            "isolation.interleaved",
            "STA-001",
            "every subject gets its own, piece by piece on several connections",
            Isolation,
            vec![first],
            each_its_own,
        ),
        Case::new(
            "isolation.after-rest",
            "STA-001",
            "every subject gets its own on a connection that rested",
            Isolation,
            vec![first + 1],
            each_its_own,
        ),
        Case::new(
            "http.close",
            "HTP-007",
            "a request with Connection: close is granted",
            Http,
            vec![first + 2],
            |transcript| {
                judge_pairs(transcript, Expect::Granted, "it has `Connection: close`", TwinRefused::Undecided)
            },
        ),
        Case::new(
            "http.closed",
            "HTP-010",
            "after the answer to a request with Connection: close the connection is closed",
            Http,
            vec![first + 2],
            closed,
        ),
    ];
    (probes, cases)
}

/// So many subjects, no two of one cluster.
pub(super) fn of_different_clusters(stage: &Stage, count: usize) -> Vec<Subject> {
    let mut subjects: Vec<Subject> = Vec::new();
    for subject in stage.several_subjects() {
        if subjects.iter().all(|known| known.cluster().name() != subject.cluster().name()) {
            subjects.push(subject);
        }
    }
    subjects.truncate(count);
    subjects
}

fn good(stage: &mut Stage, subject: &Subject) -> Step {
    Step::good(subject, stage.plain(subject))
}

/// STA-001, of good requests of subjects that ask more than once: each is granted its own, and again what it was granted
/// once. A service may throttle.
pub(super) fn each_its_own(transcript: &Transcript) -> Ruling {
    let good = || transcript.variants().filter(|turn| turn.is_good);
    let granted_elsewhere = |turn: &Turn| {
        let turns = transcript.turns.iter();
        let mut alike = turns.filter(|other| other.subject.shares_association_with(&turn.subject));
        alike.any(|other| disposition(&other.exchange).is_granted())
    };
    let mut undecided = None;
    for turn in good() {
        let outcome = disposition(&turn.exchange);
        let observed = match &outcome {
            Disposition::Granted => match serves_a_stranger(&turn.exchange, &turn.subject) {
                Some(what) => format!("an answer in which {what}"),
                None => continue,
            },
            Disposition::Refused(refusal) if refusal.status() == THROTTLED => continue,
            Disposition::Refused(_) if granted_elsewhere(turn) => {
                format!("a refusal, beside what it was granted: {}", outcome.describe())
            }
            Disposition::Refused(_) => {
                undecided = Some(format!("a good request was refused: {}", outcome.describe()));
                continue;
            }
            Disposition::Neither(words) => words.clone(),
        };
        let message = format!("among others, `{}` got {observed}", turn.subject);
        return turn.tell(Ruling::broken(Finding::new("each subject its own", observed, message)));
    }
    undecided.map_or_else(|| Ruling::Holds("each its own".to_owned()), Ruling::Undecided)
}

/// HTP-010. Whether the request is granted is another case's business.
fn closed(transcript: &Transcript) -> Ruling {
    let Some(variant) = transcript.variants().next() else {
        return Ruling::Undecided("the probe was not carried out".to_owned());
    };
    match variant.exchange.answer() {
        None => Ruling::NotApplicable("there was no answer: see HTP-003".to_owned()),
        Some(answer) if answer.is_reset() => {
            let message =
                "after the answer to a request with the header `Connection: close` the connection was reset";
            variant.tell(Ruling::broken(Finding::new("the connection closed", "reset", message)))
        }
        Some(answer) if answer.is_closed() => {
            Ruling::Holds(format!("{}, closed", disposition(&variant.exchange).describe()))
        }
        Some(_) => {
            let message = "after a request with the header `Connection: close` the connection was kept open";
            variant.tell(Ruling::broken(Finding::new("the connection closed", "kept open", message)))
        }
    }
}
