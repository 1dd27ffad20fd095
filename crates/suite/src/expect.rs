//! What may happen to the variant of a pair, and how a pair is judged.

use crate::exchange::{NoAnswer, Received};
use crate::judge::{Disposition, Finding, Ruling, disposition, serves_a_stranger};
use crate::probe::{Transcript, Turn};

/// The status of a throttled request.
pub(crate) const THROTTLED: u16 = 429;

/// What a service may do with a variant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Expect {
    /// Credentials for the signed subject.
    Granted,
    /// A client error of any status, no credentials.
    Refused,
    /// A client error of one of these statuses, no credentials.
    RefusedWith(&'static [u16]),
    /// Granted for the signed subject, or refused.
    Either,
    /// No credentials and no server error.
    NeverGranted,
    /// No server error, and credentials only for the signed subject.
    NoFailure,
    /// Refused, or granted for one subject alone.
    OneSubject,
}

impl Expect {
    /// The expectation in words.
    pub(crate) fn describe(self) -> String {
        match self {
            Self::Granted => "granted".to_owned(),
            Self::Refused => "refused with a client error".to_owned(),
            Self::RefusedWith(statuses) => {
                let list: Vec<String> = statuses.iter().map(u16::to_string).collect();
                format!("refused with status {}", list.join(" or "))
            }
            Self::Either => "granted for the signed subject, or refused".to_owned(),
            Self::NeverGranted => "no credentials, and no server error".to_owned(),
            Self::NoFailure => "no server error".to_owned(),
            Self::OneSubject => "refused, or one value decides everything".to_owned(),
        }
    }

    /// Why this outcome is a breach; `None` if it is none.
    pub(crate) fn breach(self, turn: &Turn, outcome: &Disposition) -> Option<String> {
        let stranger =
            || outcome.is_granted().then(|| serves_a_stranger(&turn.exchange, &turn.subject)).flatten();
        let expected = match (self, outcome) {
            (Self::Granted | Self::Either | Self::NoFailure, Disposition::Granted) => return stranger(),
            (Self::OneSubject, Disposition::Granted) => return stranger_within(turn),
            (Self::Refused | Self::Either | Self::OneSubject, Disposition::Refused(_)) => true,
            (Self::RefusedWith(statuses), Disposition::Refused(refusal)) => {
                // A throttled request is refused; that it alone is throttled is STA-004's business.
                statuses.contains(&refusal.status()) || refusal.status() == THROTTLED
            }
            (Self::NeverGranted | Self::NoFailure, Disposition::Refused(_)) => true,
            (Self::NeverGranted | Self::NoFailure, Disposition::Neither(_)) => is_harmless(turn),
            (Self::Either, Disposition::Neither(_)) => is_other_version(turn),
            _ => false,
        };
        (!expected).then(|| match outcome {
            Disposition::Granted => "credentials were granted".to_owned(),
            other => format!("the answer was {}", other.describe()),
        })
    }
}

/// 501 for a method that the service does not know is what RFC 9110 §15.6.2 asks for, and 505 for another version than
/// its own what §15.6.6 allows.
pub(crate) fn is_proper_server_error(turn: &Turn, status: u16) -> bool {
    let sent = turn.exchange.sent();
    match status {
        501 => sent.method() != eks_auth_protocol::operation::METHOD,
        505 => sent.version() != "HTTP/1.1",
        _ => false,
    }
}

/// The answer that a service gives which does not speak the version of the request.
fn is_other_version(turn: &Turn) -> bool {
    turn.exchange.answer().is_some_and(|answer| answer.status() == 505 && is_proper_server_error(turn, 505))
}

/// A complete answer below 500 without credentials.
fn is_harmless(turn: &Turn) -> bool {
    turn.exchange
        .answer()
        .is_some_and(|answer| answer.status() < 500 || is_proper_server_error(turn, answer.status()))
        && matches!(disposition(&turn.exchange), Disposition::Neither(words) if !words.contains("with credentials"))
}

/// For a request that names two subjects: whether the answer mixes them.
fn stranger_within(turn: &Turn) -> Option<String> {
    let world = turn.subject.world();
    let mut mixed = None;
    for (cluster, known) in world.clusters().iter().enumerate() {
        for association in 0..known.associations().len() {
            let Some(subject) = turn.subject.sibling(cluster, association) else { continue };
            if subject.association().is_stand_in() {
                continue;
            }
            match serves_a_stranger(&turn.exchange, &subject) {
                None => return None,
                Some(what) => mixed = Some(what),
            }
        }
    }
    mixed.map(|_| "the answer mixes what belongs to two subjects".to_owned())
}

/// What the twin of a variant shows when it was refused.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum TwinRefused {
    /// The service grants nothing here, so a refusal of the variant proves nothing.
    #[default]
    Undecided,
    /// The twin itself is a choice that the sources leave open: then there is nothing to test.
    NotApplicable,
}

/// How many values of a sweep a message names, and how many different outcomes an observation.
const NAMED: usize = 6;

/// Judges every variant against the expectation, a refusal only beside its granted twin.
pub(crate) fn judge_pairs(
    transcript: &Transcript,
    expect: Expect,
    what: &str,
    refused: TwinRefused,
) -> Ruling {
    let mut breaches: Vec<(&Turn, String, String)> = Vec::new();
    let mut undecided = None;
    let mut seen: Vec<String> = Vec::new();
    for (variant, twin) in transcript.pairs() {
        let outcome = disposition(&variant.exchange);
        let twin_outcome = disposition(&twin.exchange);
        let breach = expect.breach(variant, &outcome);
        match breach {
            Some(why) if twin_outcome.is_granted() || is_wrong_by_itself(variant, expect, &outcome) => {
                breaches.push((variant, outcome.describe(), why));
            }
            _ if twin_outcome.is_granted() => {
                let observed = outcome.describe();
                if !seen.contains(&observed) {
                    seen.push(observed);
                }
            }
            _ => {
                undecided.get_or_insert_with(|| twin_outcome.describe());
            }
        }
    }
    if let Some((variant, observed, why)) = breaches.first() {
        let message = format!("{what}{}: {why}{}", value_of(variant), further(&breaches));
        return Ruling::broken(Finding::new(expect.describe(), observed, message)).about(&variant.exchange);
    }
    match undecided {
        Some(twin) => {
            let why = format!("the same request without that was not granted either ({twin})");
            match refused {
                TwinRefused::Undecided => Ruling::Undecided(why),
                TwinRefused::NotApplicable => Ruling::NotApplicable(why),
            }
        }
        None if seen.is_empty() => Ruling::Undecided("the probe was not carried out".to_owned()),
        None => Ruling::Holds(seen.into_iter().take(NAMED).collect::<Vec<_>>().join("; ")),
    }
}

fn value_of(turn: &Turn) -> String {
    turn.what.as_ref().map_or_else(String::new, |what| format!(" ({what})"))
}

/// Which further values of a sweep are in breach.
fn further(breaches: &[(&Turn, String, String)]) -> String {
    let others: Vec<&str> =
        breaches.iter().skip(1).filter_map(|(turn, ..)| turn.what.as_deref()).take(NAMED).collect();
    let more = breaches.len().saturating_sub(1 + NAMED);
    match (others.is_empty(), more) {
        (true, _) => String::new(),
        (false, 0) => format!("; also with: {}", others.join("; ")),
        (false, more) => format!("; also with: {}; and with {more} more", others.join("; ")),
    }
}

/// A breach that needs no twin to be one: credentials where none are due, a server error, no answer.
fn is_wrong_by_itself(variant: &Turn, expect: Expect, outcome: &Disposition) -> bool {
    match outcome {
        Disposition::Granted => {
            expect != Expect::Granted || serves_a_stranger(&variant.exchange, &variant.subject).is_some()
        }
        Disposition::Refused(_) => false,
        Disposition::Neither(_) => {
            !matches!(variant.exchange.received(), Received::Nothing(NoAnswer::NotConnected(_)))
        }
    }
}
