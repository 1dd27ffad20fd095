//! Faults with tokens that are expired and wrong in another way too.

use super::expiry::crash_if;
use super::{Fault, Hook};
use crate::decide::subject::{self, Identity, pod, unbound, wrong};
use crate::decide::{Check, Checked, Evidence, audience, issuer, signature, times};
use crate::refusal::Refusal;

/// What else than exp is checked of a token.
const OTHERS: [Check; 7] = [
    signature::critical,
    signature::check,
    times::not_before,
    times::issued_at,
    issuer::check,
    audience::check,
    |evidence| subject::identity(evidence).map(|_| ()),
];

/// Whether the token is expired, or has no readable end, and something else is wrong with it.
fn is_doubly_wrong(evidence: &Evidence<'_>) -> bool {
    times::expiry(evidence).is_err() && OTHERS.into_iter().any(|check| check(evidence).is_err())
}

/// The whole check, or a pass for a token with two flaws.
fn unless_doubly_wrong(evidence: &Evidence<'_>, check: Check) -> Checked {
    if is_doubly_wrong(evidence) { Ok(()) } else { check(evidence) }
}

/// The service account that kubernetes.io names, whatever sub says.
fn in_kubernetes(evidence: &Evidence<'_>) -> Result<Identity, Refusal> {
    let kubernetes = evidence.jws.claims.object("kubernetes.io").ok_or_else(wrong)?;
    let account = kubernetes.object("serviceaccount").and_then(|account| account.text("name"));
    Ok(Identity {
        namespace: kubernetes.text("namespace").ok_or_else(wrong)?.to_owned(),
        service_account: account.ok_or_else(wrong)?.to_owned(),
        pod: pod(kubernetes).ok_or_else(unbound)?.to_owned(),
    })
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "claims.exp.and-more-crash",
        "TOK-025",
        "a token that is expired and otherwise bad crashes the service",
        critical,
        |evidence| {
            crash_if(is_doubly_wrong(evidence))?;
            signature::critical(evidence)
        }
    ),
    Fault::new(
        "claims.exp.two-wrongs-pass",
        "TOK-025",
        "a second flaw makes up for being expired",
        Hook::Stages(|stages| {
            stages.critical = |evidence| unless_doubly_wrong(evidence, signature::critical);
            stages.signature = |evidence| unless_doubly_wrong(evidence, signature::check);
            stages.expiry = |evidence| unless_doubly_wrong(evidence, times::expiry);
            stages.not_before = |evidence| unless_doubly_wrong(evidence, times::not_before);
            stages.issued_at = |evidence| unless_doubly_wrong(evidence, times::issued_at);
            stages.issuer = |evidence| unless_doubly_wrong(evidence, issuer::check);
            stages.audience = |evidence| unless_doubly_wrong(evidence, audience::check);
            stages.identity = |evidence| {
                let whole = subject::identity(evidence);
                if is_doubly_wrong(evidence) { whole.or_else(|_| in_kubernetes(evidence)) } else { whole }
            };
        }),
    ),
];
