//! Faults in judging for whom a token speaks.

use super::{Fault, Hook, crash};
use crate::decide::Evidence;
use crate::decide::subject::{Identity, identity, in_sub, pod, unbound, wrong};
use crate::json::{Json, Object};
use crate::refusal::Refusal;

/// The names in kubernetes.io.
pub(super) fn in_kubernetes(claims: &Object) -> Option<(&str, &str)> {
    let kubernetes = claims.object("kubernetes.io")?;
    Some((kubernetes.text("namespace")?, kubernetes.object("serviceaccount")?.text("name")?))
}

/// An identity of these names and the token's pod.
fn of(names: Option<(&str, &str)>, evidence: &Evidence<'_>) -> Result<Identity, Refusal> {
    let (namespace, service_account) = names.ok_or_else(wrong)?;
    let pod = evidence.jws.claims.object("kubernetes.io").and_then(pod).unwrap_or("pod");
    Ok(Identity {
        namespace: namespace.to_owned(),
        service_account: service_account.to_owned(),
        pod: pod.to_owned(),
    })
}

/// The whole service's identity, or these names'.
pub(super) fn or(names: Option<(&str, &str)>, evidence: &Evidence<'_>) -> Result<Identity, Refusal> {
    identity(evidence).or_else(|refusal| of(names, evidence).map_err(|_| refusal))
}

/// What follows the prefix of a service account in sub, whatever the prefix is.
fn after_two_colons(claims: &Object) -> Option<(&str, &str)> {
    let mut parts = claims.text("sub")?.splitn(4, ':');
    let (namespace, service_account) = (parts.nth(2)?, parts.next()?);
    Some((namespace, service_account))
}

fn member<'a>(evidence: &Evidence<'a>, name: &str) -> Option<&'a Json> {
    evidence.jws.claims.object("kubernetes.io").and_then(|kubernetes| kubernetes.get(name))
}

fn require(evidence: &Evidence<'_>, condition: bool) -> Result<Identity, Refusal> {
    if condition { identity(evidence) } else { Err(wrong()) }
}

fn crash_if(evidence: &Evidence<'_>, condition: bool) -> Result<Identity, Refusal> {
    if condition { Err(crash()) } else { identity(evidence) }
}

/// The refusal of a wrong identity under another name.
fn renamed(evidence: &Evidence<'_>, status: u16, name: &'static str) -> Result<Identity, Refusal> {
    identity(evidence)
        .map_err(|refusal| if refusal == wrong() { refusal.renamed(status, name) } else { refusal })
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "claims.sub.unchecked",
        "TOK-014",
        "sub is not looked at, kubernetes.io alone counts",
        identity,
        |evidence| or(in_kubernetes(&evidence.jws.claims), evidence)
    ),
    stage!(
        "claims.sub.absent-passes",
        "TOK-014",
        "a token without sub passes on kubernetes.io",
        identity,
        |evidence| {
            let names =
                in_kubernetes(&evidence.jws.claims).filter(|_| evidence.jws.claims.get("sub").is_none());
            or(names, evidence)
        }
    ),
    stage!(
        "claims.sub.kind-unchecked",
        "TOK-014",
        "the first two words of sub may be any",
        identity,
        |evidence| or(after_two_colons(&evidence.jws.claims), evidence)
    ),
    stage!("claims.sub.any-case", "TOK-014", "sub passes in any letter case", identity, |evidence| {
        let lower = evidence.jws.claims.text("sub").unwrap_or("").to_ascii_lowercase();
        let claims = Object::from_iter([("sub".to_owned(), Json::Text(lower))]);
        or(in_sub(&claims), evidence)
    }),
    stage!("claims.sub.trimmed", "TOK-014", "white space around sub is ignored", identity, |evidence| {
        let trimmed = evidence.jws.claims.text("sub").unwrap_or("").trim().to_owned();
        let claims = Object::from_iter([("sub".to_owned(), Json::Text(trimmed))]);
        or(in_sub(&claims), evidence)
    }),
    stage!(
        "claims.sub.extra-parts",
        "TOK-014",
        "what follows the service account in sub is ignored",
        identity,
        |evidence| {
            let sub = evidence.jws.claims.text("sub").unwrap_or("");
            let four = sub.split(':').take(4).collect::<Vec<_>>().join(":");
            let claims = Object::from_iter([("sub".to_owned(), Json::Text(four))]);
            or(in_sub(&claims), evidence)
        }
    ),
    stage!(
        "claims.sub.account-alone",
        "TOK-014",
        "of sub only the service account counts",
        identity,
        |evidence| {
            let claims = &evidence.jws.claims;
            let names = in_sub(claims)
                .zip(in_kubernetes(claims))
                .map(|((_, account), (namespace, _))| (namespace, account));
            or(names, evidence)
        }
    ),
    stage!(
        "claims.sub.ill-typed-crash",
        "TOK-014",
        "a sub that is no string crashes the service",
        identity,
        |evidence| {
            crash_if(evidence, evidence.jws.claims.get("sub").is_some_and(|sub| sub.as_text().is_none()))
        }
    ),
    stage!(
        "claims.kubernetes.unchecked",
        "TOK-014",
        "kubernetes.io is not looked at, sub alone counts",
        identity,
        |evidence| or(in_sub(&evidence.jws.claims), evidence)
    ),
    stage!(
        "claims.kubernetes.namespace-unchecked",
        "TOK-014",
        "the namespace in kubernetes.io may be another",
        identity,
        |evidence| {
            let claims = &evidence.jws.claims;
            let names = in_sub(claims)
                .zip(in_kubernetes(claims))
                .filter(|(sub, bound)| sub.1 == bound.1)
                .map(|(sub, _)| sub);
            or(names, evidence)
        }
    ),
    stage!(
        "claims.kubernetes.namespace-absent-passes",
        "TOK-014",
        "kubernetes.io needs no namespace",
        identity,
        |evidence| {
            let names = in_sub(&evidence.jws.claims).filter(|_| member(evidence, "namespace").is_none());
            or(names, evidence)
        }
    ),
    stage!(
        "claims.kubernetes.account-unchecked",
        "TOK-014",
        "the service account in kubernetes.io may be another",
        identity,
        |evidence| {
            let claims = &evidence.jws.claims;
            let names = in_sub(claims)
                .zip(in_kubernetes(claims))
                .filter(|(sub, bound)| sub.0 == bound.0)
                .map(|(sub, _)| sub);
            or(names, evidence)
        }
    ),
    stage!(
        "claims.kubernetes.account-wins",
        "TOK-014",
        "where sub and kubernetes.io disagree, kubernetes.io counts",
        identity,
        |evidence| {
            let names = in_sub(&evidence.jws.claims).and(in_kubernetes(&evidence.jws.claims));
            or(names, evidence)
        }
    ),
    stage!(
        "claims.kubernetes.absent-passes",
        "TOK-014",
        "a token without kubernetes.io passes on sub",
        identity,
        |evidence| {
            let names =
                in_sub(&evidence.jws.claims).filter(|_| evidence.jws.claims.get("kubernetes.io").is_none());
            or(names, evidence)
        }
    ),
    stage!(
        "claims.kubernetes.absent-crash",
        "TOK-014",
        "a token without kubernetes.io crashes the service",
        identity,
        |evidence| crash_if(evidence, evidence.jws.claims.object("kubernetes.io").is_none())
    ),
    stage!(
        "claims.subject.wrong.request",
        "TOK-015",
        "a wrong subject is an InvalidRequestException",
        identity,
        |evidence| renamed(evidence, 400, "InvalidRequestException")
    ),
    stage!(
        "claims.subject.wrong.unauthorised",
        "TOK-015",
        "a wrong subject is refused with 401",
        identity,
        |evidence| renamed(evidence, 401, "InvalidTokenException")
    ),
    stage!(
        "claims.subject.wrong.denied",
        "TOK-016",
        "a wrong subject is an AccessDeniedException",
        identity,
        |evidence| renamed(evidence, 400, "AccessDeniedException")
    ),
    stage!(
        "claims.account.absent-crash",
        "TOK-029",
        "a token whose kubernetes.io names no service account crashes the service",
        identity,
        |evidence| crash_if(evidence, member(evidence, "serviceaccount").is_none())
    ),
    stage!(
        "claims.pod.absent-crash",
        "TOK-017",
        "a token that is bound to no pod crashes the service",
        identity,
        |evidence| crash_if(evidence, member(evidence, "pod").is_none())
    ),
    stage!(
        "claims.pod.absent-passes",
        "TOK-018",
        "a token that is bound to no pod is granted",
        identity,
        |evidence| {
            match identity(evidence) {
                Err(refusal) if refusal == unbound() => of(in_sub(&evidence.jws.claims), evidence),
                other => other,
            }
        }
    ),
    stage!(
        "claims.node.required",
        "TOK-001",
        "a token that names no node is refused",
        identity,
        |evidence| require(evidence, member(evidence, "node").is_some())
    ),
    stage!("claims.node.uid-required", "TOK-001", "a node without uid is refused", identity, |evidence| {
        let node = member(evidence, "node").and_then(Json::as_object);
        require(evidence, node.is_none_or(|node| node.get("uid").is_some()))
    }),
    stage!(
        "claims.kubernetes.unknown-refused",
        "TOK-001",
        "a member of kubernetes.io that the service does not know is refused",
        identity,
        |evidence| {
            let known = ["namespace", "node", "pod", "serviceaccount"];
            let object = evidence.jws.claims.object("kubernetes.io");
            require(
                evidence,
                object.is_none_or(|members| members.members().all(|(name, _)| known.contains(&name))),
            )
        }
    ),
    stage!(
        "claims.subject.long-refused",
        "RSP-001",
        "a service account over 63 characters is refused",
        identity,
        |evidence| {
            require(evidence, in_sub(&evidence.jws.claims).is_none_or(|(_, account)| account.len() <= 63))
        }
    ),
    stage!(
        "claims.subject.dotted-refused",
        "RSP-001",
        "a service account with dots is refused",
        identity,
        |evidence| {
            require(evidence, in_sub(&evidence.jws.claims).is_none_or(|(_, account)| !account.contains('.')))
        }
    ),
];
