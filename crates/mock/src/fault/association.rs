//! Faults in finding the association and in assuming its role.

use eks_auth_protocol::Exception;
use eks_auth_world::{Association, Cluster};

use super::{Fault, Hook, crash};
use crate::decide::association::{assumable, find};
use crate::decide::subject::{self, Identity};
use crate::refusal::Refusal;

/// The association of the subject, or the first that the condition takes for it.
pub(super) fn or<'w>(
    cluster: &'w Cluster,
    identity: &Identity,
    matches: fn(&Association, &Identity) -> bool,
) -> Result<&'w Association, Refusal> {
    find(cluster, identity).or_else(|refusal| {
        cluster.associations().iter().find(|association| matches(association, identity)).ok_or(refusal)
    })
}

fn namespace_is(association: &Association, identity: &Identity) -> bool {
    association.namespace().as_str() == identity.namespace
}

fn account_is(association: &Association, identity: &Identity) -> bool {
    association.service_account().as_str() == identity.service_account
}

fn joined(namespace: &str, account: &str) -> String {
    format!("{namespace}-{account}")
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "cluster.association.none.first-taken",
        "ASC-001",
        "a subject without an association gets the cluster's first",
        association,
        |cluster, identity| or(cluster, identity, |_, _| true)
    ),
    stage!(
        "cluster.association.only-one-taken",
        "ASC-001",
        "where a cluster has one association, every subject gets it",
        association,
        |cluster, identity| match cluster.associations() {
            [only] => Ok(only),
            _ => find(cluster, identity),
        }
    ),
    stage!(
        "cluster.association.namespace-ignored",
        "ASC-001",
        "an association is found by the service account alone",
        association,
        |cluster, identity| or(cluster, identity, account_is)
    ),
    stage!(
        "cluster.association.account-ignored",
        "ASC-001",
        "an association is found by the namespace alone",
        association,
        |cluster, identity| or(cluster, identity, namespace_is)
    ),
    stage!(
        "cluster.association.account-prefix",
        "ASC-001",
        "an association is found by the beginning of the service account",
        association,
        |cluster, identity| or(cluster, identity, |association, identity| {
            namespace_is(association, identity)
                && association.service_account().as_str().starts_with(&identity.service_account)
        })
    ),
    stage!(
        "cluster.association.account-beginning",
        "ASC-001",
        "what follows an associated name in a service account is ignored",
        association,
        |cluster, identity| or(cluster, identity, |association, identity| {
            namespace_is(association, identity)
                && identity.service_account.starts_with(association.service_account().as_str())
        })
    ),
    stage!(
        "cluster.association.namespace-prefix",
        "ASC-001",
        "an association is found by the beginning of the namespace",
        association,
        |cluster, identity| or(cluster, identity, |association, identity| {
            association.namespace().as_str().starts_with(&identity.namespace)
                && account_is(association, identity)
        })
    ),
    stage!(
        "cluster.association.swapped",
        "ASC-001",
        "namespace and service account may change places",
        association,
        |cluster, identity| or(cluster, identity, |association, identity| {
            association.namespace().as_str() == identity.service_account
                && association.service_account().as_str() == identity.namespace
        })
    ),
    stage!(
        "cluster.association.names-joined",
        "RSP-005",
        "associations are kept under both names joined by a hyphen",
        association,
        |cluster, identity| {
            let wanted = joined(&identity.namespace, &identity.service_account);
            let mut all = cluster.associations().iter();
            let kept =
                all.find(|have| joined(have.namespace().as_str(), have.service_account().as_str()) == wanted);
            kept.map_or_else(|| find(cluster, identity), Ok)
        }
    ),
    stage!(
        "cluster.association.longest-unfound",
        "RSP-001",
        "no association is found for names over 200 characters",
        association,
        |cluster, identity| {
            let service_account = identity.service_account.chars().take(200).collect();
            find(cluster, &Identity { service_account, ..identity.clone() })
        }
    ),
    stage!(
        "cluster.association.none.crash",
        "ASC-001",
        "a subject without an association crashes the service",
        association,
        |cluster, identity| find(cluster, identity).map_err(|_| crash())
    ),
    stage!(
        "cluster.association.none.own-name",
        "ASC-001",
        "no association is a NotFoundException",
        association,
        |cluster, identity| find(cluster, identity)
            .map_err(|refusal| refusal.renamed(404, "NotFoundException"))
    ),
    stage!(
        "cluster.association.none.parameter",
        "ASC-001",
        "no association is an InvalidParameterException",
        association,
        |cluster, identity| find(cluster, identity)
            .map_err(|refusal| refusal.renamed(400, "InvalidParameterException"))
    ),
    stage!(
        "cluster.association.none.status",
        "ASC-001",
        "no association is a ResourceNotFoundException with 400",
        association,
        |cluster, identity| find(cluster, identity)
            .map_err(|refusal| refusal.renamed(400, "ResourceNotFoundException"))
    ),
    stage!(
        "cluster.association.none.throttled",
        "ASC-001",
        "no association is answered with 429",
        association,
        |cluster, identity| find(cluster, identity)
            .map_err(|_| Refusal::modelled(Exception::Throttling, "slow down"))
    ),
    stage!(
        "cluster.association.none.denied",
        "ASC-002",
        "no association is an AccessDeniedException",
        association,
        |cluster, identity| find(cluster, identity)
            .map_err(|refusal| refusal.renamed(400, "AccessDeniedException"))
    ),
    stage!(
        "cluster.association.none.invalid-token",
        "ASC-002",
        "no association is an InvalidTokenException",
        association,
        |cluster, identity| find(cluster, identity)
            .map_err(|refusal| refusal.renamed(400, "InvalidTokenException"))
    ),
    stage!(
        "cluster.association.not-assumable.granted",
        "ASC-003",
        "a role that does not trust EKS is assumed",
        assumable,
        |_| Ok(())
    ),
    stage!(
        "cluster.association.not-assumable.crash",
        "ASC-003",
        "a role that does not trust EKS crashes the service",
        assumable,
        |association| assumable(association).map_err(|_| crash())
    ),
    stage!(
        "cluster.association.not-assumable.forbidden",
        "ASC-003",
        "a role that does not trust EKS is refused with 403",
        assumable,
        |association| assumable(association).map_err(|refusal| refusal.renamed(403, "AccessDeniedException"))
    ),
    stage!(
        "cluster.association.not-assumable.own-name",
        "ASC-003",
        "a role that does not trust EKS is an AccessDenied",
        assumable,
        |association| assumable(association).map_err(|refusal| refusal.renamed(400, "AccessDenied"))
    ),
    stage!(
        "cluster.association.not-assumable.request",
        "ASC-003",
        "a role that does not trust EKS is an InvalidRequestException",
        assumable,
        |association| assumable(association)
            .map_err(|refusal| refusal.renamed(400, "InvalidRequestException"))
    ),
    stage!(
        "cluster.association.not-assumable.not-found",
        "ASC-004",
        "a role that does not trust EKS is a ResourceNotFoundException",
        assumable,
        |association| assumable(association)
            .map_err(|refusal| refusal.renamed(404, "ResourceNotFoundException"))
    ),
    stage!(
        "cluster.association.other-case",
        "ASC-001",
        "capitals in the names of namespace and service account are turned to small letters",
        identity,
        |evidence| {
            let whole = subject::identity(evidence);
            let small = evidence.jws.claims.text("sub").unwrap_or_default().to_ascii_lowercase();
            let names = small.strip_prefix("system:serviceaccount:").and_then(|names| names.split_once(':'));
            whole.or_else(|refusal| {
                let (namespace, account) = names.ok_or(refusal)?;
                let kubernetes = evidence.jws.claims.object("kubernetes.io");
                let pod = kubernetes.and_then(|kubernetes| kubernetes.object("pod")?.text("name"));
                Ok(Identity {
                    namespace: namespace.to_owned(),
                    service_account: account.to_owned(),
                    pod: pod.unwrap_or("pod").to_ascii_lowercase(),
                })
            })
        }
    ),
];
