//! How transcripts of several subjects are judged.

use std::collections::{HashMap, HashSet};

use eks_auth_protocol::operation;
use eks_auth_protocol::wire::Document;

use crate::expect::THROTTLED;
use crate::judge::{
    Disposition, Finding, Fingerprint, Ruling, Subject, disposition, fingerprints, grant_ruling,
    serves_a_stranger,
};
use crate::probe::{Part, Transcript, Turn};

/// A session that is left less than this, in seconds, is of no use to a pod: the agent refuses it.
const NEARLY_PAST: f64 = 15.0;

/// STA-001. A service may throttle; whoever is not throttled gets its own.
pub(super) fn own(transcript: &Transcript) -> Ruling {
    for turn in transcript.variants() {
        let outcome = disposition(&turn.exchange);
        match &outcome {
            Disposition::Granted => {
                if let Some(what) = serves_a_stranger(&turn.exchange, &turn.subject) {
                    let message = format!("among others, `{}` got an answer in which {what}", turn.subject);
                    return Ruling::broken(Finding::new(
                        "each subject its own",
                        "another subject's",
                        message,
                    ))
                    .about(&turn.exchange);
                }
            }
            Disposition::Refused(refusal) if refusal.status() == THROTTLED => {}
            Disposition::Refused(_) => {
                return Ruling::Undecided(format!("a good request was refused: {}", outcome.describe()));
            }
            Disposition::Neither(words) => {
                let message = format!("among others, `{}` got no proper answer: {words}", turn.subject);
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
pub(super) fn unshared(transcript: &Transcript) -> Ruling {
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
pub(super) fn new_sessions(transcript: &Transcript) -> Ruling {
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
pub(super) fn new_credentials(transcript: &Transcript) -> Ruling {
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
pub(super) fn new_request_ids(transcript: &Transcript) -> Ruling {
    let mut seen = HashMap::new();
    for turn in transcript.variants() {
        let id = turn.exchange.answer().and_then(|answer| answer.header(operation::REQUEST_ID_HEADER));
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
pub(in crate::cases) fn live(transcript: &Transcript) -> Ruling {
    let mut owners: HashMap<Fingerprint, String> = HashMap::new();
    let mut granted_before: HashSet<&str> = HashSet::new();
    for turn in transcript.variants() {
        let outcome = disposition(&turn.exchange);
        let token = turn.exchange.sent().token().unwrap_or_default();
        if !outcome.is_granted() {
            if granted_before.contains(token)
                && outcome.refusal().is_none_or(|refusal| refusal.status() != THROTTLED)
            {
                let message =
                    format!("a `token` that was granted before is not granted again: {}", outcome.describe());
                return Ruling::broken(Finding::new("granted again", outcome.describe(), message))
                    .about(&turn.exchange);
            }
            return Ruling::Undecided(format!("a good request was not granted: {}", outcome.describe()));
        }
        granted_before.insert(token);
        let stale = nearly_past(turn).or_else(|| grant_ruling("RSP-012", &turn.exchange, &turn.subject));
        if let Some(ruling) = stale.filter(Ruling::is_broken) {
            return ruling.about(&turn.exchange);
        }
        let pod = format!("{} of {}", turn.subject.pod().name(), turn.subject);
        for print in fingerprints(&turn.exchange, &turn.subject) {
            let owner = owners.entry(print).or_insert_with(|| pod.clone());
            if *owner != pod {
                let message = format!("`{}` for pod {pod} is that of pod {owner}", print.0);
                let finding = Finding::new("the pod's own session", "another pod's session", message);
                return Ruling::broken(finding).about(&turn.exchange);
            }
        }
    }
    Ruling::Holds("live credentials of its own pod".to_owned())
}

fn nearly_past(turn: &Turn) -> Option<Ruling> {
    let body = turn.exchange.answer()?.body();
    let document = Document::parse(body).ok()?;
    let expiration = document.root().get("credentials")?.get("expiration")?.as_number()?.to_f64();
    (expiration - turn.exchange.sent().at() < NEARLY_PAST).then(|| {
        Ruling::broken(Finding::new(
            "credentials that last",
            "credentials nearly past their expiry",
            "`credentials.expiration` is less than 15 seconds ahead",
        ))
    })
}

/// STA-002: what follows a refused variant at once.
pub(super) fn carries_on(transcript: &Transcript) -> Ruling {
    let mut ruling = Ruling::NotApplicable("nothing was refused".to_owned());
    for (variant, next) in transcript.turns.iter().zip(transcript.turns.iter().skip(1)) {
        let refused = variant.part == Part::Variant && disposition(&variant.exchange).refusal().is_some();
        if !refused || next.part != Part::Twin {
            continue;
        }
        let outcome = disposition(&next.exchange);
        if !outcome.is_granted() {
            let message =
                format!("the good `token` right after the refusal was not granted: {}", outcome.describe());
            return Ruling::broken(Finding::new("granted at once", outcome.describe(), message))
                .about(&next.exchange);
        }
        ruling = Ruling::Holds("granted".to_owned());
    }
    ruling
}
