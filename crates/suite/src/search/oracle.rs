//! The oracles: what in the answer to a request of the search breaks a `must`.
//!
//! Pure, like the judge whose rulings it asks for: no clock, no socket. Only `must` requirements count: a search that reports
//! what is merely unusual would be ignored before long.

use super::build::Built;
use super::meaning::Due;
use crate::cases::{forms_that_must_be, names_that_must_be};
use crate::catalogue::is_must;
use crate::exchange::{Exchange, NoAnswer, Received};
use crate::expect::{Expect, THROTTLED};
use crate::judge::{
    Disposition, Finding, Ruling, disposition, gives_away, grant_rulings, judge_form, serves_a_stranger,
};
use crate::probe::{Step, Turn};
use crate::situation::Kind;

/// A breach that one exchange shows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Breach {
    pub(crate) requirement: &'static str,
    pub(crate) finding: Finding,
    /// Whether a single occurrence proves it: what was answered was answered. A refusal may have had another reason, and a
    /// request may get lost without any fault of the service.
    pub(crate) is_proof: bool,
    /// What sort of breach it is, whichever edit led to it.
    pub(crate) sort: &'static str,
}

/// A good request was refused.
const REFUSED: &str = "refused";

impl Breach {
    /// Whether both are about the same: of two refusals of good requests, whatever they are called.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let alike = self.sort == REFUSED || self.finding.observed() == other.finding.observed();
        self.sort == other.sort && alike
    }

    /// Whether somebody else's answer came back, which may take somebody else to have asked before.
    pub(crate) fn is_of_another(&self) -> bool {
        matches!(self.requirement, OWN | "RSP-015" | "STA-003")
    }

    /// Whether a good request was refused.
    pub(crate) fn is_refusal(&self) -> bool {
        self.sort == REFUSED
    }
}

/// Every complete request gets one complete answer, and never a server error.
const ANSWERED: &str = "HTP-003";
/// Each subject gets its own.
const OWN: &str = "STA-001";
/// No secret outside its member.
const LEAK: &str = "LEK-001";
/// What the session says of the pod, which a token need not name in a form that a session can carry.
const OF_SESSION: [&str; 2] = ["RSP-008", "RSP-009"];
/// What refusals of an unusable token or body must have for a status.
const UNUSABLE: u16 = 400;

/// What an exchange breaks, if anything; `others` are exchanges of other subjects that went before.
pub(crate) fn breach(built: &Built, exchange: &Exchange, others: &[&Exchange]) -> Option<Breach> {
    let outcome = disposition(exchange);
    if outcome.refusal().is_some_and(|refusal| refusal.status() == THROTTLED)
        || (built.is_foreign && outcome.is_granted())
    {
        return None;
    }
    let turn = Step::variant(&built.subject, built.request.clone()).turn(exchange.clone());
    let found =
        of_outcome(built, &turn, &outcome).or_else(|| leak(built, exchange, others)).or_else(
            || match &outcome {
                Disposition::Granted => of_grant(built, exchange),
                Disposition::Refused(refusal) => of_refusal(built, exchange, refusal.status()),
                Disposition::Neither(_) => None,
            },
        );
    found.map(|breach| Breach { finding: breach.finding.redacted(|text| exchange.redact(text)), ..breach })
}

fn of_outcome(built: &Built, turn: &Turn, outcome: &Disposition) -> Option<Breach> {
    let expect = built.meaning.expect();
    let why = expect.breach(turn, outcome)?;
    let requirement = match outcome {
        Disposition::Granted if expect_grant(expect) => OWN,
        Disposition::Neither(words) if !words.contains("with credentials") => ANSWERED,
        _ => built.meaning.requirement(),
    };
    let lost = matches!(turn.exchange.received(), Received::Nothing(NoAnswer::NotConnected(_)));
    if lost {
        return None;
    }
    let observed = match (outcome, serves_a_stranger(&turn.exchange, &turn.subject)) {
        (Disposition::Granted, Some(_)) => "granted for another subject".to_owned(),
        _ => outcome.describe(),
    };
    let is_proof = match outcome {
        Disposition::Granted => true,
        Disposition::Refused(_) => false,
        Disposition::Neither(_) => matches!(turn.exchange.received(), Received::Answer(_)),
    };
    let sort = match outcome {
        Disposition::Granted => "granted",
        Disposition::Refused(_) => REFUSED,
        Disposition::Neither(_) => "failed",
    };
    Some(Breach { requirement, finding: Finding::new(expect.describe(), observed, why), is_proof, sort })
}

fn expect_grant(expect: Expect) -> bool {
    matches!(expect, Expect::Granted | Expect::Either | Expect::NoFailure | Expect::OneSubject)
}

fn leak(built: &Built, exchange: &Exchange, others: &[&Exchange]) -> Option<Breach> {
    broken(LEAK, gives_away(exchange, built.subject.world().caller(), others))
}

/// Everything that a granted answer must be. Of a request that may be refused, what its session is called is left open.
fn of_grant(built: &Built, exchange: &Exchange) -> Option<Breach> {
    let certain = built.meaning.due() == Due::Always;
    grant_rulings(exchange, &built.subject)
        .into_iter()
        .filter(|(id, _)| is_must(id) && (certain || !OF_SESSION.contains(id)))
        .find_map(|(id, ruling)| broken(id, ruling))
}

fn of_refusal(built: &Built, exchange: &Exchange, status: u16) -> Option<Breach> {
    if !built.meaning.reaches_operation() {
        return None;
    }
    let form = forms_that_must_be().find_map(|(id, form)| broken(id, judge_form(exchange, form)));
    let kind = built.meaning.kind();
    let name = || {
        let mut namings = kind.into_iter().flat_map(names_that_must_be);
        namings.find_map(|(id, naming)| broken(id, naming.judge_one(exchange, false)))
    };
    let wrong_status = || {
        let is_unusable = matches!(kind, Some(Kind::TokenMember)) || built.meaning.requirement() == "REQ-005";
        (is_unusable && kind.is_some() && status != UNUSABLE).then(|| Breach {
            requirement: built.meaning.requirement(),
            finding: Finding::new(
                "refused with status 400",
                disposition(exchange).describe(),
                format!("the refusal has status {status}"),
            ),
            is_proof: true,
            sort: "status",
        })
    };
    form.or_else(name).or_else(wrong_status)
}

fn broken(requirement: &'static str, ruling: Ruling) -> Option<Breach> {
    match ruling {
        Ruling::Broken(finding) => {
            Some(Breach { requirement, finding: *finding, is_proof: true, sort: requirement })
        }
        _ => None,
    }
}
