//! Subjects and clusters apart from each other, and what one request may do to the next.

pub(crate) mod aging;
mod rules;
mod warm;

use crate::Area::Isolation;
use crate::case::Case;
use crate::expect::Expect::Refused;
use crate::judge::{Ruling, Subject};
use crate::probe::{Plan, Probe, Step, Transcript};
use crate::request::RequestSpec;
use crate::situation::{Kind, Situation, staged};
use crate::stage::Stage;

pub(super) use rules::live;
pub(super) use warm::probes_and_cases as warm;

/// How many requests go out at once.
const BURST: usize = 50;

/// The probes, in the order that [`cases`] expects.
pub(super) fn probes() -> Vec<Probe> {
    let probes = vec![
        Probe::new("isolation.in-turn", "every subject of the world twice, on one connection", |stage| {
            let mut steps = every_subject(stage);
            steps.extend(every_subject(stage));
            Plan::InTurn(steps)
        }),
        Probe::new("isolation.at-once", "fifty requests at once, of every subject of the world", |stage| {
            let mut steps = Vec::new();
            while steps.len() < BURST {
                steps.extend(every_subject(stage));
            }
            steps.truncate(BURST);
            Plan::AtOnce(steps.into_iter().map(Step::fresh).collect())
        }),
        Probe::new(
            "isolation.repeated-token",
            "the tokens of two pods of one service account, in turn and again",
            |stage| {
                let subject = stage.subject();
                let pods = ["alder-0", "birch-0"]
                    .map(|name| subject.clone().with_pod(subject.pod().clone().with_name(name)));
                let requests = [stage.plain(&pods[0]), stage.plain(&pods[1])];
                let order = [0, 1, 0, 1, 1, 0];
                Plan::InTurn(order.map(|pod| Step::variant(&pods[pod], requests[pod].clone())).into())
            },
        ),
        Probe::new(
            "isolation.alike-tokens",
            "tokens of different pods that share jti and times, and most the pod's name",
            |stage| {
                let mut subjects: Vec<Subject> =
                    stage.several_subjects().iter().map(|subject| in_pod(subject, "alike-0")).collect();
                subjects.insert(1, in_pod(&stage.subject(), "alike-1"));
                Plan::InTurn(
                    subjects
                        .iter()
                        .map(|subject| Step::variant(subject, stage.plain_with_id(subject, ALIKE)))
                        .collect(),
                )
            },
        ),
        Probe::new("isolation.refusals-in-a-row", "five forged tokens in a row", |stage| {
            let subject = stage.subject();
            let mut steps: Vec<Step> = (0..5)
                .map(|_| {
                    let token = stage.token(&subject);
                    let (unsigned, _) = token.rsplit_once('.').unwrap_or_default();
                    let forged = format!("{unsigned}.{}", "A".repeat(342));
                    Step::variant(&subject, RequestSpec::plain(subject.cluster().name(), &forged))
                })
                .collect();
            steps.push(Step::twin(&subject, stage.plain(&subject)));
            Plan::InTurn(steps)
        }),
    ];
    // What a service remembers of others would blur what these show; the burst makes its own company.
    probes.into_iter().map(Probe::alone).collect()
}

/// The `jti` that tokens share which are alike.
const ALIKE: &str = "a11ce000-0000-4000-8000-000000000001";

fn in_pod(subject: &Subject, name: &str) -> Subject {
    subject.clone().with_pod(subject.pod().clone().with_name(name))
}

fn every_subject(stage: &mut Stage) -> Vec<Step> {
    let subjects = stage.several_subjects();
    subjects.iter().map(|subject| Step::variant(subject, stage.plain(subject))).collect()
}

/// The cases over those probes, the grants and the situations; `refusals` are the probes with a certain twin.
pub(super) fn cases(first: usize, refusals: Vec<usize>) -> Vec<Case> {
    let [in_turn, at_once, repeated, alike, in_a_row] = [0, 1, 2, 3, 4].map(|position| first + position);
    let tours = vec![in_turn, at_once];
    let all = vec![in_turn, at_once, repeated];
    vec![
        case(
            "isolation.in-turn",
            "STA-001",
            "every subject gets its own, one after the other",
            vec![in_turn],
            rules::own,
        ),
        case(
            "isolation.at-once",
            "STA-001",
            "every subject gets its own, fifty at once",
            vec![at_once],
            rules::own,
        ),
        case(
            "isolation.credentials",
            "RSP-015",
            "no two subjects share a credential or a session",
            tours,
            rules::unshared,
        ),
        case(
            "isolation.session-names",
            "RSP-010",
            "each exchange has a session name of its own",
            all.clone(),
            rules::new_sessions,
        ),
        case(
            "isolation.new-credentials",
            "RSP-017",
            "a new session has new credentials",
            all.clone(),
            rules::new_credentials,
        ),
        case(
            "isolation.request-ids",
            "RSP-023",
            "each answer has a request ID of its own",
            all,
            rules::new_request_ids,
        ),
        case(
            "isolation.repeated-token",
            "STA-003",
            "a repeated token gives live credentials of its own pod",
            vec![repeated],
            rules::live,
        ),
        case(
            "isolation.alike-tokens",
            "STA-003",
            "tokens that are alike give each pod its own session",
            vec![alike],
            rules::live,
        ),
        case(
            "isolation.throttling",
            "STA-004",
            "forged tokens in a row are not throttled where a good one is granted",
            vec![in_a_row],
            super::error::is_not_throttled,
        ),
        case(
            "isolation.after-refusals-in-a-row",
            "STA-002",
            "after several refusals in a row the next good request is granted",
            vec![in_a_row],
            rules::carries_on,
        ),
        case(
            "isolation.after-refusal",
            "STA-002",
            "after a refusal the next good request is granted",
            refusals,
            rules::carries_on,
        ),
    ]
}

/// The case over everything that is sent.
pub(super) fn throughout(probes: Vec<usize>) -> Case {
    let title = "every answer to a good request is as good as the first";
    case("isolation.every-grant", "STA-005", title, probes, super::response::every_must)
}

fn case(
    id: &str,
    requirement: &str,
    title: &str,
    probes: Vec<usize>,
    rule: impl Fn(&Transcript) -> Ruling + Send + Sync + 'static,
) -> Case {
    Case::new(id, requirement, title, Isolation, probes, rule)
}

/// Tokens where they do not belong, and tokens after a good one was seen: what a cache or a shared key gets wrong.
pub(super) fn situations() -> Vec<Situation> {
    let of_other_cluster: fn(&mut Stage, &Subject) -> RequestSpec = |stage, subject| {
        let token = stage.foreign_token(|stage| namesake_elsewhere(stage, subject));
        RequestSpec::plain(subject.cluster().name(), &token)
    };
    vec![
        staged(
            Isolation,
            "isolation.token-of-another-cluster",
            "the token of another cluster's namesake is sent",
            of_other_cluster,
        )
        .kind(Kind::Forged)
        .expect("TOK-004", Refused),
        staged(
            Isolation,
            "isolation.token-of-this-cluster-sent-to-another",
            "the token is sent to a cluster that has a namesake",
            |stage, subject| {
                let namesake = namesake_elsewhere(stage, subject);
                let token = stage.token(subject);
                RequestSpec::plain(namesake.cluster().name(), &token)
            },
        )
        .kind(Kind::Forged)
        .expect("TOK-004", Refused),
    ]
}

/// The subject of the same namespace and service account in another cluster.
fn namesake_elsewhere(stage: &Stage, subject: &Subject) -> Subject {
    stage.subject_where(|other| {
        other.cluster().name() != subject.cluster().name()
            && other.association().namespace() == subject.association().namespace()
            && other.association().service_account() == subject.association().service_account()
    })
}
