//! Faults in reading a kubernetes.io that lacks something.

use super::expiry::crash_if;
use super::{Fault, Hook};
use crate::decide::Evidence;
use crate::decide::subject::{self, Identity, in_sub, pod, wrong};
use crate::json::{Json, Object};
use crate::refusal::Refusal;

/// Whether kubernetes.io has that reference and it is not one of a name and a uid that are strings and not empty.
fn is_incomplete(evidence: &Evidence<'_>, kind: &str) -> bool {
    let reference = evidence.jws.claims.object("kubernetes.io").and_then(|kubernetes| kubernetes.get(kind));
    let has = |object: &Object, name| object.text(name).is_some_and(|text| !text.is_empty());
    reference.is_some_and(|reference| {
        !reference.as_object().is_some_and(|object| has(object, "name") && has(object, "uid"))
    })
}

/// The whole stage, or a crash where the condition holds.
fn crashing(evidence: &Evidence<'_>, condition: bool) -> Result<Identity, Refusal> {
    crash_if(condition)?;
    subject::identity(evidence)
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "claims.kubernetes.account-incomplete-crash",
        "TOK-029",
        "a service account without name or uid crashes the service",
        identity,
        |evidence| crashing(evidence, is_incomplete(evidence, "serviceaccount"))
    ),
    stage!(
        "claims.kubernetes.pod-incomplete-crash",
        "TOK-029",
        "a pod without name or uid crashes the service",
        identity,
        |evidence| crashing(evidence, is_incomplete(evidence, "pod"))
    ),
    stage!(
        "claims.kubernetes.node-incomplete-crash",
        "TOK-029",
        "a node without name or uid crashes the service",
        identity,
        |evidence| crashing(evidence, is_incomplete(evidence, "node"))
    ),
    stage!(
        "claims.kubernetes.account-incomplete-other",
        "TOK-029",
        "where the service account lacks name or uid, another association of the cluster is taken",
        identity,
        |evidence| {
            let whole = subject::identity(evidence);
            if !is_incomplete(evidence, "serviceaccount") {
                return whole;
            }
            let claims = &evidence.jws.claims;
            let (namespace, account) = in_sub(claims).ok_or_else(wrong)?;
            let is_own = |other: &eks_auth_world::Association| {
                (other.namespace().as_str(), other.service_account().as_str()) == (namespace, account)
            };
            let mut others = evidence.cluster.associations().iter();
            let other = others.find(|other| other.is_assumable() && !is_own(other)).ok_or_else(wrong)?;
            let pod = claims.object("kubernetes.io").and_then(pod).unwrap_or("pod");
            Ok(Identity {
                namespace: other.namespace().to_string(),
                service_account: other.service_account().to_string(),
                pod: pod.to_owned(),
            })
        }
    ),
    stage!(
        "claims.pod.null-crash",
        "TOK-017",
        "a pod that is null crashes the service",
        identity,
        |evidence| {
            let kubernetes = evidence.jws.claims.object("kubernetes.io");
            let pod = kubernetes.and_then(|kubernetes| kubernetes.get("pod"));
            crashing(evidence, matches!(pod, Some(Json::Null)))
        }
    ),
];
