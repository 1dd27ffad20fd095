//! Subjects and clusters apart from each other, and what one request may do to the next.

use std::collections::HashMap;

use crate::Area::Isolation;
use crate::case::Case;
use crate::expect::Expect::Refused;
use crate::judge::{
    Disposition, Finding, Fingerprint, Ruling, Subject, disposition, fingerprints, grant_ruling,
    serves_a_stranger,
};
use crate::probe::{Plan, Probe, Step, Transcript, Turn};
use crate::request::RequestSpec;
use crate::situation::{Kind, Situation, staged};
use crate::stage::Stage;

/// How many requests go out at once.
const BURST: usize = 50;

/// A session that is left less than this, in seconds, is of no use to a pod: the agent refuses it.
const NEARLY_PAST: f64 = 15.0;

/// ID, title, and how a granted token is misused.
type MisuseRow = (&'static str, &'static str, fn(&mut Stage, &Subject, &str) -> RequestSpec);

/// The probes, in the order that [`cases`] expects.
pub(super) fn probes() -> Vec<Probe> {
    vec![
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
    ]
}

fn every_subject(stage: &mut Stage) -> Vec<Step> {
    let subjects: Vec<Subject> = stage.subjects().collect();
    subjects.iter().map(|subject| Step::variant(subject, stage.plain(subject))).collect()
}

/// The cases over those probes, the grants and the situations; `refusals` are the probes with a certain twin.
pub(super) fn cases(first: usize, refusals: Vec<usize>) -> Vec<Case> {
    let (in_turn, at_once, repeated) = (first, first + 1, first + 2);
    let tours = vec![in_turn, at_once];
    let all = vec![in_turn, at_once, repeated];
    vec![
        case(
            "isolation.in-turn",
            "STA-001",
            "every subject gets its own, one after the other",
            vec![in_turn],
            own,
        ),
        case("isolation.at-once", "STA-001", "every subject gets its own, fifty at once", vec![at_once], own),
        case(
            "isolation.credentials",
            "RSP-015",
            "no two subjects share a credential or a session",
            tours,
            unshared,
        ),
        case(
            "isolation.session-names",
            "RSP-010",
            "each exchange has a session name of its own",
            all.clone(),
            new_sessions,
        ),
        case(
            "isolation.new-credentials",
            "RSP-017",
            "a new session has new credentials",
            all.clone(),
            new_credentials,
        ),
        case(
            "isolation.request-ids",
            "RSP-023",
            "each answer has a request ID of its own",
            all,
            new_request_ids,
        ),
        case(
            "isolation.repeated-token",
            "STA-003",
            "a repeated token gives live credentials of its own pod",
            vec![repeated],
            live,
        ),
        case(
            "isolation.after-refusal",
            "STA-002",
            "after a refusal the next good request is granted",
            refusals,
            carries_on,
        ),
    ]
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
        let namesake = namesake_elsewhere(stage, subject);
        let token = stage.token(&namesake);
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

/// Probes that warm a cache with a granted token before they misuse it, and their cases.
pub(super) fn warm(first: usize) -> (Vec<Probe>, Vec<Case>) {
    let rows: [MisuseRow; 3] = [
        (
            "isolation.warm.altered-signature",
            "a granted token comes again with another signature",
            |stage, subject, token| {
                let other = stage.token(subject);
                let (head, _) = token.rsplit_once('.').unwrap_or_default();
                let (_, signature) = other.rsplit_once('.').unwrap_or_default();
                RequestSpec::plain(subject.cluster().name(), &format!("{head}.{signature}"))
            },
        ),
        (
            "isolation.warm.other-cluster",
            "a granted token comes again for another cluster",
            |stage, subject, token| {
                RequestSpec::plain(namesake_elsewhere(stage, subject).cluster().name(), token)
            },
        ),
        (
            "isolation.warm.cut-signature",
            "a granted token comes again with half its signature",
            |_, subject, token| {
                let (head, signature) = token.rsplit_once('.').unwrap_or_default();
                let half = &signature[..signature.len() / 2];
                RequestSpec::plain(subject.cluster().name(), &format!("{head}.{half}"))
            },
        ),
    ];
    let mut probes = Vec::new();
    let mut cases = Vec::new();
    for (index, (id, title, misuse)) in rows.into_iter().enumerate() {
        probes.push(Probe::new(id, title, move |stage| {
            let subject = stage.subject();
            let good = stage.plain(&subject);
            let bad = misuse(stage, &subject, good.token());
            Plan::InTurn(vec![
                Step::twin(&subject, good.clone()),
                Step::variant(&subject, bad),
                Step::twin(&subject, good),
            ])
        }));
        cases.push(case(
            id,
            "TOK-004",
            &format!("{title}: refused"),
            vec![first + index],
            move |transcript| {
                crate::expect::judge_pair(transcript, Refused, title, crate::expect::TwinRefused::Undecided)
            },
        ));
    }
    (probes, cases)
}

/// STA-001. A service may throttle; whoever is not throttled gets its own.
fn own(transcript: &Transcript) -> Ruling {
    for turn in transcript.variants() {
        let outcome = disposition(&turn.exchange);
        match &outcome {
            Disposition::Granted => {
                if let Some(what) = serves_a_stranger(&turn.exchange, &turn.subject) {
                    let message = format!("among others, {} got an answer in which {what}", turn.subject);
                    return Ruling::broken(Finding::new(
                        "each subject its own",
                        "another subject's",
                        message,
                    ))
                    .about(&turn.exchange);
                }
            }
            Disposition::Refused(refusal) if refusal.status() == 429 => {}
            Disposition::Refused(_) => {
                return Ruling::Undecided(format!("a good request was refused: {}", outcome.describe()));
            }
            Disposition::Neither(words) => {
                let message = format!("among others, {} got no proper answer: {words}", turn.subject);
                return Ruling::broken(Finding::new(
                    "each subject its own, never a server error",
                    words,
                    message,
                ))
                .about(&turn.exchange);
            }
        }
    }
    Ruling::Holds("each its own".to_owned())
}

fn granted(transcript: &Transcript) -> impl Iterator<Item = &Turn> {
    transcript.variants().filter(|turn| disposition(&turn.exchange).is_granted())
}

/// RSP-015.
fn unshared(transcript: &Transcript) -> Ruling {
    let mut owners: HashMap<Fingerprint, &Subject> = HashMap::new();
    for turn in granted(transcript) {
        for print in fingerprints(&turn.exchange, &turn.subject) {
            let owner = *owners.entry(print).or_insert(&turn.subject);
            if !owner.shares_association_with(&turn.subject) {
                let message = format!("`{}` of {} is also that of {owner}", print.0, turn.subject);
                return Ruling::broken(Finding::new(
                    "nothing shared",
                    format!("{} shared", print.0),
                    message,
                ))
                .about(&turn.exchange);
            }
        }
    }
    nothing_or(owners.is_empty(), "nothing shared")
}

fn nothing_or(nothing: bool, observed: &str) -> Ruling {
    if nothing {
        Ruling::NotApplicable("nothing was granted: see RSP-001".to_owned())
    } else {
        Ruling::Holds(observed.to_owned())
    }
}

/// The session of a granted turn, told apart by its fingerprint.
fn session(turn: &Turn) -> Option<Fingerprint> {
    fingerprints(&turn.exchange, &turn.subject).into_iter().find(|print| print.0 == "the session name")
}

/// RSP-010.
fn new_sessions(transcript: &Transcript) -> Ruling {
    let mut seen = HashMap::new();
    for turn in granted(transcript) {
        let Some(session) = session(turn) else { continue };
        if seen.insert(session, ()).is_some() {
            let message =
                format!("the session name of {} was already that of an earlier exchange", turn.subject);
            return Ruling::broken(Finding::new(
                "a new UUID for each exchange",
                "a session name twice",
                message,
            ))
            .about(&turn.exchange);
        }
    }
    nothing_or(seen.is_empty(), "a new session name each time")
}

/// RSP-017.
fn new_credentials(transcript: &Transcript) -> Ruling {
    let mut sessions: HashMap<Fingerprint, Fingerprint> = HashMap::new();
    for turn in granted(transcript) {
        let Some(session) = session(turn) else { continue };
        for print in fingerprints(&turn.exchange, &turn.subject).into_iter().filter(|print| *print != session)
        {
            if *sessions.entry(print).or_insert(session) != session {
                let message = format!("`{}` of {} is that of another session", print.0, turn.subject);
                return Ruling::broken(Finding::new(
                    "new credentials for a new session",
                    format!("{} again", print.0),
                    message,
                ))
                .about(&turn.exchange);
            }
        }
    }
    nothing_or(sessions.is_empty(), "new credentials each time")
}

/// RSP-023, the part that one answer cannot show.
fn new_request_ids(transcript: &Transcript) -> Ruling {
    let mut seen = HashMap::new();
    for turn in transcript.variants() {
        let id = turn
            .exchange
            .answer()
            .and_then(|answer| answer.header(eks_auth_protocol::operation::REQUEST_ID_HEADER));
        let Some(id) = id.filter(|id| !id.is_empty()) else { continue };
        if seen.insert(id, ()).is_some() {
            let message = "the header X-Amzn-RequestId of one answer is that of an earlier one";
            return Ruling::broken(Finding::new(
                "a request ID for each answer",
                "a request ID twice",
                message,
            ))
            .about(&turn.exchange);
        }
    }
    if seen.is_empty() {
        Ruling::NotApplicable("no answer names a request ID".to_owned())
    } else {
        Ruling::Holds("a new one each time".to_owned())
    }
}

/// STA-003.
fn live(transcript: &Transcript) -> Ruling {
    let mut pods: HashMap<Fingerprint, String> = HashMap::new();
    for turn in transcript.variants() {
        let pod = turn.subject.pod().name().to_owned();
        let outcome = disposition(&turn.exchange);
        if !outcome.is_granted() {
            return Ruling::Undecided(format!("a good request was not granted: {}", outcome.describe()));
        }
        if let Some(Ruling::Broken(finding)) = grant_ruling("RSP-012", &turn.exchange, &turn.subject) {
            return Ruling::Broken(finding);
        }
        for print in fingerprints(&turn.exchange, &turn.subject) {
            let owner = pods.entry(print).or_insert_with(|| pod.clone());
            if *owner != pod {
                let message = format!("`{}` for pod {pod} is that of pod {owner}", print.0);
                return Ruling::broken(Finding::new(
                    "the pod's own session",
                    "another pod's session",
                    message,
                ))
                .about(&turn.exchange);
            }
        }
        if let Some(ruling) = nearly_past(turn) {
            return ruling;
        }
    }
    Ruling::Holds("live credentials of its own pod".to_owned())
}

fn nearly_past(turn: &Turn) -> Option<Ruling> {
    let body = turn.exchange.answer()?.body();
    let document = eks_auth_protocol::wire::Document::parse(body).ok()?;
    let expiration = document.root().get("credentials")?.get("expiration")?.as_number()?.to_f64();
    (expiration - turn.exchange.sent().at() < NEARLY_PAST).then(|| {
        Ruling::broken(Finding::new(
            "credentials that last",
            "credentials nearly past their expiry",
            "`credentials.expiration` is less than 15 seconds ahead",
        ))
    })
}

/// STA-002: the twin of every refused variant.
fn carries_on(transcript: &Transcript) -> Ruling {
    let (Some(variant), Some(twin)) = (transcript.variants().last(), transcript.twins().last()) else {
        return Ruling::NotApplicable("nothing was refused".to_owned());
    };
    if disposition(&variant.exchange).refusal().is_none() {
        return Ruling::NotApplicable("it was not refused".to_owned());
    }
    let outcome = disposition(&twin.exchange);
    if outcome.is_granted() {
        return Ruling::Holds("granted".to_owned());
    }
    let message = format!("the good request right after the refusal was not granted: {}", outcome.describe());
    Ruling::broken(Finding::new("granted at once", outcome.describe(), message)).about(&twin.exchange)
}
