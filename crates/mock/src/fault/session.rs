//! Faults of the session's name, in assumedRoleUser's two members.

use super::role::session;
use super::{Fault, grant};
use crate::decide::chance::Chance;
use crate::decide::entitlement::Entitlement;
use crate::decide::session::cut;
use crate::reply::granted::Grant;

/// The UUID at the end of the session name.
fn uuid(grant: &Grant) -> String {
    let name = session(grant);
    name.get(name.len().saturating_sub(36)..).unwrap_or_default().to_owned()
}

/// Gives the session another name, in both members.
fn rename(grant: &mut Grant, entitlement: &Entitlement<'_>, name: &str) {
    grant.assumed_role_arn = entitlement.session_arn(name);
    grant.assume_role_id = format!("{}:{name}", entitlement.association.role_id());
}

/// `eks-`, then what is left of the two names, then the UUID.
fn compose(grant: &mut Grant, entitlement: &Entitlement<'_>, cluster: &str, pod: &str, uuid: &str) {
    rename(grant, entitlement, &format!("eks-{cluster}-{pod}-{uuid}"));
}

fn names(entitlement: &Entitlement<'_>) -> (String, String) {
    (cut(entitlement.cluster.name().as_str()), cut(&entitlement.identity.pod))
}

pub(super) static FAULTS: &[Fault] = &[
    grant(
        "response.session.name.no-prefix",
        "RSP-008",
        "the session name does not begin with eks-",
        |grant, entitlement| {
            let name = session(grant);
            rename(grant, entitlement, name.trim_start_matches("eks-"));
        },
    ),
    grant(
        "response.session.name.prefix-capitals",
        "RSP-008",
        "the session name begins with EKS-",
        |grant, entitlement| {
            let name = session(grant).replacen("eks", "EKS", 1);
            rename(grant, entitlement, &name);
        },
    ),
    grant(
        "response.session.name.order",
        "RSP-008",
        "the pod stands before the cluster",
        |grant, entitlement| {
            let (cluster, pod) = names(entitlement);
            let uuid = uuid(grant);
            compose(grant, entitlement, &pod, &cluster, &uuid);
        },
    ),
    grant(
        "response.session.name.uuid-first",
        "RSP-008",
        "the UUID stands before the names",
        |grant, entitlement| {
            let (cluster, pod) = names(entitlement);
            let uuid = uuid(grant);
            rename(grant, entitlement, &format!("eks-{uuid}-{cluster}-{pod}"));
        },
    ),
    grant(
        "response.session.name.no-uuid",
        "RSP-008",
        "the session name ends with the pod",
        |grant, entitlement| {
            let (cluster, pod) = names(entitlement);
            rename(grant, entitlement, &format!("eks-{cluster}-{pod}"));
        },
    ),
    grant(
        "response.session.name.uuid-cut",
        "RSP-008",
        "the UUID is cut to its first 12 characters",
        |grant, entitlement| {
            let (cluster, pod) = names(entitlement);
            let uuid: String = uuid(grant).chars().take(12).collect();
            compose(grant, entitlement, &cluster, &pod, &uuid);
        },
    ),
    grant(
        "response.session.name.random",
        "RSP-008",
        "the session name is a UUID alone",
        |grant, entitlement| {
            let uuid = uuid(grant);
            rename(grant, entitlement, &uuid);
        },
    ),
    grant(
        "response.session.name.underscores",
        "RSP-008",
        "the parts are joined by underscores",
        |grant, entitlement| {
            let (cluster, pod) = names(entitlement);
            let uuid = uuid(grant);
            rename(grant, entitlement, &format!("eks_{cluster}_{pod}_{uuid}"));
        },
    ),
    grant(
        "response.session.name.other-cluster",
        "RSP-008",
        "the session name has another cluster's name",
        |grant, entitlement| {
            let pod = names(entitlement).1;
            let ours = entitlement.cluster.name();
            let mut others = entitlement.world.clusters().iter().map(|cluster| cut(cluster.name().as_str()));
            let other = others.find(|other| !ours.as_str().starts_with(other.as_str())).unwrap_or_default();
            let uuid = uuid(grant);
            compose(grant, entitlement, &other, &pod, &uuid);
        },
    ),
    grant(
        "response.session.name.namespace",
        "RSP-008",
        "the session name has the namespace for its cluster",
        |grant, entitlement| {
            let pod = names(entitlement).1;
            let (namespace, uuid) = (cut(&entitlement.identity.namespace), uuid(grant));
            compose(grant, entitlement, &namespace, &pod, &uuid);
        },
    ),
    grant(
        "response.session.name.other-pod",
        "RSP-008",
        "the session name has a pod that is not the token's",
        |grant, entitlement| {
            let cluster = names(entitlement).0;
            let uuid = uuid(grant);
            compose(grant, entitlement, &cluster, "pod-0", &uuid);
        },
    ),
    grant("response.session.name.uncut", "RSP-008", "cluster and pod are never cut", |grant, entitlement| {
        let (cluster, pod) = (entitlement.cluster.name().to_string(), entitlement.identity.pod.clone());
        let uuid = uuid(grant);
        compose(grant, entitlement, &cluster, &pod, &uuid);
    }),
    grant(
        "response.session.name.too-long",
        "RSP-008",
        "the session name has 65 characters",
        |grant, entitlement| {
            let (cluster, uuid) = (names(entitlement).0, uuid(grant));
            let pod = "x".repeat(65_usize.saturating_sub(cluster.len() + 42));
            compose(grant, entitlement, &cluster, &pod, &uuid);
        },
    ),
    grant(
        "response.session.name.colon",
        "RSP-008",
        "the session name has a colon, which STS does not allow",
        |grant, entitlement| {
            let (cluster, pod) = names(entitlement);
            let uuid = uuid(grant);
            rename(grant, entitlement, &format!("eks-{cluster}:{pod}-{uuid}"));
        },
    ),
    grant(
        "response.session.name.differs",
        "RSP-009",
        "arn and assumeRoleId have different session names",
        |grant, entitlement| {
            let other = Chance::new(1, &session(grant)).uuid("other");
            let (cluster, pod) = names(entitlement);
            let name = format!("eks-{cluster}-{pod}-{other}");
            grant.assume_role_id = format!("{}:{name}", entitlement.association.role_id());
        },
    ),
    grant(
        "response.session.uuid.constant",
        "RSP-010",
        "the UUID is the same for every exchange of a pod",
        |grant, entitlement| {
            let (cluster, pod) = names(entitlement);
            let uuid = Chance::new(0, &entitlement.identity.pod).uuid("session");
            compose(grant, entitlement, &cluster, &pod, &uuid);
        },
    ),
    grant("response.session.uuid.nil", "RSP-010", "the UUID is always the nil one", |grant, entitlement| {
        let (cluster, pod) = names(entitlement);
        compose(grant, entitlement, &cluster, &pod, "00000000-0000-0000-0000-000000000000");
    }),
    grant(
        "response.session.uuid.no-hyphens",
        "RSP-010",
        "the UUID is written without its hyphens",
        |grant, entitlement| {
            let (cluster, pod) = names(entitlement);
            let uuid = uuid(grant).replace('-', "");
            compose(grant, entitlement, &cluster, &pod, &uuid);
        },
    ),
];
