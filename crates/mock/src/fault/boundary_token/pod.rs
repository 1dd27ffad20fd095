//! Names and uids of pods and nodes.

use super::{crash_first, crash_late, refuse_late};
use crate::decide::Evidence;
use crate::decide::entitlement::Entitlement;
use crate::decide::session::cut;
use crate::fault::{Fault, Hook, grant};
use crate::reply::granted::Grant;

/// The text of a member of one of the objects in kubernetes.io.
fn text<'a>(evidence: &Evidence<'a>, object: &str, member: &str) -> &'a str {
    let kubernetes = evidence.jws.claims.object("kubernetes.io");
    kubernetes.and_then(|all| all.object(object)?.text(member)).unwrap_or_default()
}

/// Gives the session a name with this in place of the pod's.
fn rename(grant: &mut Grant, entitlement: &Entitlement<'_>, pod: &str) {
    let (_, session) = grant.assume_role_id.split_once(':').unwrap_or_default();
    let uuid = session.get(session.len().saturating_sub(36)..).unwrap_or_default();
    let name = format!("eks-{}-{pod}-{uuid}", cut(entitlement.cluster.name().as_str()));
    grant.assumed_role_arn = entitlement.session_arn(&name);
    grant.assume_role_id = format!("{}:{name}", entitlement.association.role_id());
}

pub(in crate::fault) static FAULTS: &[Fault] = &[
    stage!(
        "claims.pod.label",
        "TOK-001",
        "a pod's name of more than 63 characters is refused",
        audience,
        |it| { refuse_late(it, text(it, "pod", "name").len() > 63) }
    ),
    stage!(
        "claims.pod.longest",
        "TOK-001",
        "a pod's name of 253 characters crashes the service",
        audience,
        |it| { crash_late(it, text(it, "pod", "name").len() == 253) }
    ),
    stage!("claims.pod.dot", "TOK-001", "a pod's name with a dot is refused", audience, |it| {
        refuse_late(it, text(it, "pod", "name").contains('.'))
    }),
    stage!("claims.pod.digits", "TOK-001", "a pod's name of digits alone is refused", audience, |it| {
        refuse_late(it, text(it, "pod", "name").bytes().all(|byte| byte.is_ascii_digit()))
    }),
    stage!("claims.pod.null", "TOK-001", "a pod named `null` counts as none", audience, |it| {
        refuse_late(it, text(it, "pod", "name") == "null")
    }),
    stage!(
        "claims.node.length",
        "TOK-001",
        "a node's name of more than 128 characters crashes the service",
        audience,
        |it| { crash_late(it, text(it, "node", "name").len() > 128) }
    ),
    stage!(
        "claims.uid.version-1",
        "TOK-001",
        "uids that are UUIDs of version 1 are refused",
        audience,
        |it| { refuse_late(it, text(it, "pod", "uid").as_bytes().get(14) == Some(&b'1')) }
    ),
    stage!(
        "claims.pod.too-long",
        "TOK-021",
        "a pod's name of more than 253 characters crashes the service",
        critical,
        |it| { crash_first(it, text(it, "pod", "name").len() > 253) }
    ),
    stage!(
        "claims.pod.foreign",
        "TOK-021",
        "a pod's name with letters outside ASCII crashes the service",
        critical,
        |it| { crash_first(it, !text(it, "pod", "name").is_ascii()) }
    ),
    stage!(
        "claims.uid.length",
        "TOK-021",
        "a uid of more than 36 characters crashes the service",
        critical,
        |it| { crash_first(it, text(it, "pod", "uid").len() > 36) }
    ),
    stage!("claims.uid.capitals", "TOK-021", "a uid in capitals crashes the service", critical, |it| {
        crash_first(it, text(it, "pod", "uid").bytes().any(|byte| byte.is_ascii_uppercase()))
    }),
    grant(
        "response.session.name.dots-replaced",
        "RSP-008",
        "the dots of a pod's name are hyphens in the session name",
        |grant, entitlement| rename(grant, entitlement, &cut(&entitlement.identity.pod).replace('.', "-")),
    ),
    grant(
        "response.session.name.zeros-dropped",
        "RSP-008",
        "a pod's name of digits is a number in the session name",
        |grant, entitlement| {
            let pod = cut(&entitlement.identity.pod);
            let number = pod.parse::<u64>().map_or(pod, |number| number.to_string());
            rename(grant, entitlement, &number);
        },
    ),
    grant(
        "response.session.name.long-uncut",
        "RSP-008",
        "a pod's name of more than 200 characters is not cut in the session name",
        |grant, entitlement| {
            let pod = &entitlement.identity.pod;
            let shown = if pod.len() > 200 { pod.clone() } else { cut(pod) };
            rename(grant, entitlement, &shown);
        },
    ),
    grant(
        "response.session.name.double-hyphen",
        "RSP-008",
        "two hyphens in a row of a pod's name are one in the session name",
        |grant, entitlement| rename(grant, entitlement, &cut(&entitlement.identity.pod).replace("--", "-")),
    ),
];
