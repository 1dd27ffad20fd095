//! The answer to a good request, for every association of the world.

use crate::Area::Response;
use crate::case::Case;
use crate::catalogue::{is_must, requirements};
use crate::judge::{Finding, Ruling, disposition, grant_ruling, serves_a_stranger};
use crate::probe::{Plan, Probe, Step, Transcript, Turn};
use crate::stage::Stage;

/// Pods whose names no two services cut alike.
const PODS: [&str; 2] = ["quay-7d4b9c6f5d-x2x9q", "b"];

/// The cases that one answer decides: ID, requirement, title.
const CASES: &[(&str, &str, &str)] = &[
    ("response.shape", "RSP-002", "every required member is there with its JSON type"),
    ("response.subject.value", "RSP-003", "subject is the token's"),
    ("response.audience.value", "RSP-004", "audience is pods.eks.amazonaws.com"),
    ("response.association.value", "RSP-005", "podIdentityAssociation is the world's"),
    ("response.role-arn.value", "RSP-006", "assumedRoleUser.arn is of the associated role"),
    ("response.role-arn.form", "RSP-007", "assumedRoleUser.arn has the STS form without region and path"),
    ("response.session-name.form", "RSP-008", "the session name is eks-, cluster, pod, UUID"),
    ("response.session-name.agreement", "RSP-009", "arn and assumeRoleId carry the same session name"),
    ("response.session-name.hyphens", "RSP-010", "the UUID of the session name has its hyphens"),
    ("response.role-id.value", "RSP-011", "assumeRoleId is the role's ID, a colon, the session name"),
    ("response.expiration.value", "RSP-012", "expiration is a number, in the future, at most 24 hours ahead"),
    ("response.expiration.range", "RSP-013", "expiration is as far ahead as STS sessions last"),
    ("response.credentials.value", "RSP-014", "three different secrets of printable ASCII"),
    ("response.access-key.form", "RSP-016", "accessKeyId is ASIA and 20 characters"),
    ("response.cache-control", "RSP-018", "the answer is not publicly cacheable"),
    ("response.content-type", "RSP-019", "the Content-Type is application/json"),
    ("response.body", "RSP-020", "the answer is complete and one JSON object"),
    ("response.stray-members", "RSP-021", "no member is misspelt, misplaced or there twice"),
    ("response.no-error-name", "RSP-022", "no error name on success"),
    ("response.request-id", "RSP-023", "the answer names its request ID"),
];

/// One probe for each assumable association: two pods of it ask in turn. The first probe is the plain exchange.
pub(super) fn probes(stage: &Stage) -> Vec<Probe> {
    let count = stage.subjects().count();
    (0..count)
        .map(|index| {
            let title = stage.subjects().nth(index).map(|subject| subject.to_string()).unwrap_or_default();
            Probe::new(format!("grant.{index}"), title, move |stage| {
                let Some(subject) = stage.nth_subject(index) else { return Plan::InTurn(Vec::new()) };
                let mut steps = Vec::new();
                for subject in stage.in_pods(&subject, &PODS) {
                    let request = stage.plain(&subject);
                    steps.push(Step::variant(&subject, request));
                }
                Plan::InTurn(steps)
            })
        })
        .collect()
}

/// The cases over those probes; `more` are probes whose grants are judged as well, but need not be granted.
pub(super) fn cases(probes: &[usize], more: &[usize]) -> Vec<Case> {
    let granted = Case::new(
        "exchange.granted",
        "RSP-001",
        "a valid token of an associated service account is granted",
        Response,
        probes.to_vec(),
        all_granted,
    );
    let decided = CASES.iter().map(|(id, requirement, title)| {
        debug_assert!(requirements().any(|known| known.id() == *requirement));
        Case::new(*id, requirement, *title, Response, [probes, more].concat(), move |transcript| {
            every_answer(transcript, requirement)
        })
    });
    [granted].into_iter().chain(decided).collect()
}

fn all_granted(transcript: &Transcript) -> Ruling {
    for turn in transcript.variants() {
        let outcome = disposition(&turn.exchange);
        if !outcome.is_granted() {
            let observed = outcome.describe();
            let message = format!("a valid token for {} was not granted: {observed}", turn.subject);
            return Ruling::broken(Finding::new("200 with credentials", observed, message))
                .about(&turn.exchange);
        }
        if let Some(what) = serves_a_stranger(&turn.exchange, &turn.subject) {
            let finding =
                Finding::new("200 with credentials of the signed subject", "another subject's", what);
            return Ruling::broken(finding).about(&turn.exchange);
        }
    }
    Ruling::Holds("granted".to_owned())
}

fn every_answer(transcript: &Transcript, requirement: &str) -> Ruling {
    let mut last = Ruling::NotApplicable("nothing was granted: see RSP-001".to_owned());
    for turn in transcript.variants().filter(|turn| answers_with_success(turn, requirement)) {
        let Some(ruling) = grant_ruling(requirement, &turn.exchange, &turn.subject) else { continue };
        if ruling.is_broken() {
            return turn.tell(ruling);
        }
        last = ruling;
    }
    last
}

/// Every must on one answer, of every request of a transcript that is good beyond doubt.
pub(super) fn every_must(transcript: &Transcript) -> Ruling {
    let good = || transcript.turns.iter().filter(|turn| turn.is_good);
    let granted = || good().filter(|turn| disposition(&turn.exchange).is_granted());
    for (_, id, _) in CASES.iter().filter(|(_, id, _)| is_must(id)) {
        for turn in granted() {
            if let Some(Ruling::Broken(finding)) = grant_ruling(id, &turn.exchange, &turn.subject) {
                return turn.tell(Ruling::Broken(finding));
            }
        }
    }
    match granted().next() {
        Some(_) => Ruling::Holds("as the first".to_owned()),
        None => Ruling::NotApplicable("nothing was granted: see RSP-001".to_owned()),
    }
}

/// A broken answer is the business of RSP-020 alone.
fn answers_with_success(turn: &Turn, requirement: &str) -> bool {
    match turn.exchange.answer() {
        Some(answer) => (200..300).contains(&answer.status()),
        None => requirement == "RSP-020",
    }
}
