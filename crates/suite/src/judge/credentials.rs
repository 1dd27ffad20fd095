//! `credentials`: the three strings and their expiry.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use eks_auth_protocol::wire::Kind;
use eks_auth_world::Caller;

use super::member::View;
use super::role::session_names;
use super::subject::Subject;
use super::{Finding, Ruling};
use crate::exchange::Exchange;

const LEAVES: [&str; 3] =
    ["credentials.sessionToken", "credentials.secretAccessKey", "credentials.accessKeyId"];
const EXPIRATION: &str = "credentials.expiration";

/// Seconds that the clocks of suite and service may differ where only a bound is judged.
const SKEW: f64 = 300.0;
const DAY: f64 = 86_400.0;
const STS_SHORTEST: f64 = 14.0 * 60.0;
const STS_LONGEST: f64 = 12.0 * 3600.0 + 5.0 * 60.0;

/// RSP-012.
pub(super) fn expiration_is_ahead(view: &View<'_>) -> Ruling {
    let problem = match seconds_ahead(view) {
        Err(ruling) => return ruling,
        Ok(None) => return Ruling::Holds("a number of epoch seconds".to_owned()),
        Ok(Some(ahead)) if ahead <= 0.0 => "in the past",
        Ok(Some(ahead)) if ahead > DAY + SKEW => "more than 24 hours ahead",
        Ok(_) => return Ruling::Holds("a number of epoch seconds, at most 24 hours ahead".to_owned()),
    };
    Ruling::broken(Finding::new(
        "epoch seconds in the future, at most 24 hours ahead",
        format!("an expiration {problem}"),
        format!("`{EXPIRATION}` is {problem}: {}", literal(view)),
    ))
}

/// RSP-013.
pub(super) fn expiration_is_as_of_sts(view: &View<'_>) -> Ruling {
    match seconds_ahead(view) {
        Err(_) => Ruling::NotApplicable(format!("`{EXPIRATION}` is no number of epoch seconds: see RSP-012")),
        Ok(None) => Ruling::Lacking("the time of the answer".to_owned()),
        Ok(Some(ahead)) if (STS_SHORTEST..=STS_LONGEST).contains(&ahead) => {
            Ruling::Holds("14 minutes to 12 hours and 5 minutes ahead".to_owned())
        }
        Ok(Some(ahead)) => Ruling::broken(Finding::new(
            "14 minutes to 12 hours and 5 minutes ahead",
            if ahead < STS_SHORTEST { "sooner than 14 minutes" } else { "later than 12 hours and 5 minutes" },
            format!("`{EXPIRATION}` is {ahead:.0} seconds ahead, which no STS session is"),
        )),
    }
}

/// How far ahead it is; nothing where nobody knows when the answer was given.
fn seconds_ahead(view: &View<'_>) -> Result<Option<f64>, Ruling> {
    let Some(value) = view.value(EXPIRATION) else {
        return Err(Ruling::NotApplicable(format!("`{EXPIRATION}` is absent: see RSP-002")));
    };
    match value.as_number() {
        Some(number) => Ok(view.known.at.map(|at| number.to_f64() - at)),
        None => Err(Ruling::broken(Finding::new(
            "a JSON number of epoch seconds",
            format!("{EXPIRATION} of type {}", value.kind()),
            format!("`{EXPIRATION}` is of type {}, not a number", value.kind()),
        ))),
    }
}

fn literal(view: &View<'_>) -> String {
    let raw = view.value(EXPIRATION).map_or("", |value| value.raw());
    raw.chars().take(40).collect()
}

/// RSP-014.
pub(super) fn are_three_secrets(view: &View<'_>) -> Ruling {
    if let Some(finding) = unfit_credentials(view).into_iter().next() {
        return Ruling::broken(finding);
    }
    let absent = LEAVES.into_iter().find_map(|path| view.text(path).err());
    absent.unwrap_or_else(|| Ruling::Holds("three different strings of printable ASCII".to_owned()))
}

/// Everything that RSP-014 has against those credentials that are strings.
pub(crate) fn unfit_credentials(view: &View<'_>) -> Vec<Finding> {
    let mut values: Vec<(&str, String)> = Vec::new();
    let mut findings = Vec::new();
    for path in LEAVES {
        let Ok(text) = view.text(path) else { continue };
        let same = || values.iter().find(|(_, known)| *known == text);
        if let Some(problem) = unfit(&text, view) {
            findings.push(breach(path, problem));
        } else if let Some((other, _)) = same() {
            findings.push(breach(path, &format!("the same as `{other}`")));
        }
        values.push((path, text));
    }
    findings
}

fn unfit(text: &str, view: &View<'_>) -> Option<&'static str> {
    let caller = view.known.subject.map(|subject| subject.world().caller());
    let is_callers = |caller: &Caller| {
        let secrets = [Some(caller.secret_access_key()), caller.session_token()];
        text == caller.access_key_id() || secrets.into_iter().flatten().any(|secret| text == secret.expose())
    };
    if text.is_empty() {
        Some("empty")
    } else if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        Some("not of printable ASCII without spaces")
    } else if caller.is_some_and(is_callers) {
        Some("the caller's")
    } else if view.known.token == Some(text) {
        Some("the service account token")
    } else {
        None
    }
}

fn breach(path: &str, problem: &str) -> Finding {
    Finding::new(
        "three different non-empty strings of printable ASCII, none the caller's, none the token",
        format!("{path} is {problem}"),
        format!("`{path}` is {problem}"),
    )
    .at(path)
}

/// RSP-016.
pub(super) fn access_key_looks_like_sts(view: &View<'_>) -> Ruling {
    match view.text("credentials.accessKeyId") {
        Err(absent) => absent,
        Ok(text) if text.starts_with("ASIA") && text.len() == 20 => {
            Ruling::Holds("ASIA and 20 characters".to_owned())
        }
        Ok(text) => Ruling::broken(Finding::new(
            "ASIA and 20 characters",
            if text.starts_with("ASIA") { "another length" } else { "another prefix" },
            format!(
                "`credentials.accessKeyId` begins {:?} and has {} characters",
                head(&text),
                text.chars().count()
            ),
        )),
    }
}

fn head(text: &str) -> String {
    text.chars().take(4).collect()
}

/// What tells one set of credentials from another without holding them.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct Fingerprint(pub(crate) &'static str, u64);

/// The fingerprints of a granted answer: its credentials and its session.
pub(crate) fn fingerprints(exchange: &Exchange, subject: &Subject) -> Vec<Fingerprint> {
    let Some(view) = super::grant::view(exchange, subject) else { return Vec::new() };
    let mut prints: Vec<Fingerprint> = LEAVES
        .into_iter()
        .filter(|path| view.value(path).is_some_and(|value| value.kind() == Kind::String))
        .filter_map(|path| Some(Fingerprint(path, hash(&view.text(path).ok()?))))
        .collect();
    if let Some((_, name)) = session_names(&view).pop() {
        prints.push(Fingerprint("the session name", hash(&name)));
    }
    prints
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
