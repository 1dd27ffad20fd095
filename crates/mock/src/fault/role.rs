//! Faults of the role in assumedRoleUser: its ARN and its id.

use super::values::{another, other_partition, with_field};
use super::{Fault, grant};
use crate::decide::entitlement::Entitlement;
use crate::reply::granted::Grant;

/// The session name in a grant of the whole service.
pub(super) fn session(grant: &Grant) -> String {
    grant.assume_role_id.split_once(':').map_or("", |(_, name)| name).to_owned()
}

fn role_arn(grant: &mut Grant, entitlement: &Entitlement<'_>, resource: &str) {
    let role = entitlement.association.role_arn();
    grant.assumed_role_arn = format!("arn:{}:iam::{}:{resource}", role.partition(), role.account());
}

pub(super) static FAULTS: &[Fault] = &[
    grant(
        "response.role.arn.of-another",
        "RSP-006",
        "arn is a session of another association's role",
        |grant, entitlement| {
            let other = another(entitlement).role_arn().name();
            let resource = format!("assumed-role/{other}/{}", session(grant));
            grant.assumed_role_arn = with_field(&grant.assumed_role_arn, 5, &resource);
        },
    ),
    grant("response.role.arn.other-account", "RSP-006", "arn is of another account", |grant, _| {
        grant.assumed_role_arn = with_field(&grant.assumed_role_arn, 4, "444455556666");
    }),
    grant(
        "response.role.arn.other-partition",
        "RSP-006",
        "arn is of another partition",
        |grant, entitlement| {
            grant.assumed_role_arn = with_field(&grant.assumed_role_arn, 1, other_partition(entitlement));
        },
    ),
    grant(
        "response.role.arn.partition-hard-coded",
        "RSP-006",
        "arn is of the partition aws everywhere but there of aws-us-gov",
        |grant, entitlement| {
            let partition = if other_partition(entitlement) == "aws" { "aws" } else { "aws-us-gov" };
            grant.assumed_role_arn = with_field(&grant.assumed_role_arn, 1, partition);
        },
    ),
    grant("response.role.arn.other-service", "RSP-006", "arn is an assumed role of IAM", |grant, _| {
        grant.assumed_role_arn = with_field(&grant.assumed_role_arn, 2, "iam");
    }),
    grant("response.role.arn.user", "RSP-006", "arn is a user's", |grant, entitlement| {
        let resource = format!("user/{}", entitlement.association.role_arn().name());
        role_arn(grant, entitlement, &resource);
    }),
    grant(
        "response.role.arn.lower-case",
        "RSP-006",
        "the role's name in arn is in small letters",
        |grant, entitlement| {
            let name = entitlement.association.role_arn().name().to_string();
            let resource = format!("assumed-role/{}/{}", name.to_ascii_lowercase(), session(grant));
            grant.assumed_role_arn = with_field(&grant.assumed_role_arn, 5, &resource);
        },
    ),
    grant(
        "response.role.arn.name-cut",
        "RSP-006",
        "the role's name in arn is cut at 32 characters",
        |grant, entitlement| {
            let name: String =
                entitlement.association.role_arn().name().to_string().chars().take(32).collect();
            let resource = format!("assumed-role/{name}/{}", session(grant));
            grant.assumed_role_arn = with_field(&grant.assumed_role_arn, 5, &resource);
        },
    ),
    grant(
        "response.role.arn.path-for-name",
        "RSP-006",
        "arn names the first step of the role's path",
        |grant, entitlement| {
            let arn = entitlement.association.role_arn().to_string();
            let first = arn.split('/').nth(1).unwrap_or_default();
            let resource = format!("assumed-role/{first}/{}", session(grant));
            grant.assumed_role_arn = with_field(&grant.assumed_role_arn, 5, &resource);
        },
    ),
    grant("response.role.arn.no-arn", "RSP-006", "arn is the role's name alone", |grant, entitlement| {
        grant.assumed_role_arn = entitlement.association.role_arn().name().to_string();
    }),
    grant(
        "response.role.arn.no-session",
        "RSP-006",
        "arn is an assumed role without a session",
        |grant, entitlement| {
            let resource = format!("assumed-role/{}", entitlement.association.role_arn().name());
            grant.assumed_role_arn = with_field(&grant.assumed_role_arn, 5, &resource);
        },
    ),
    grant(
        "response.role.arn.is-role",
        "RSP-007",
        "arn is the role's own and no session's",
        |grant, entitlement| {
            grant.assumed_role_arn = entitlement.association.role_arn().to_string();
        },
    ),
    grant("response.role.arn.with-path", "RSP-007", "arn has the role's path in it", |grant, entitlement| {
        let arn = entitlement.association.role_arn().to_string();
        let path_and_name = arn.split_once(":role/").map_or("", |(_, rest)| rest);
        let resource = format!("assumed-role/{path_and_name}/{}", session(grant));
        grant.assumed_role_arn = with_field(&grant.assumed_role_arn, 5, &resource);
    }),
    grant("response.role.arn.with-region", "RSP-007", "arn names a region", |grant, entitlement| {
        grant.assumed_role_arn = with_field(&grant.assumed_role_arn, 3, entitlement.world.region());
    }),
    grant(
        "response.role.id.of-another",
        "RSP-011",
        "assumeRoleId is of another association's role",
        |grant, entitlement| {
            let ours = entitlement.association.role_id();
            let clusters = entitlement.world.clusters().iter();
            let mut roles = clusters
                .flat_map(eks_auth_world::Cluster::associations)
                .map(eks_auth_world::Association::role_id);
            let other = roles.find(|id| *id != ours).unwrap_or(ours);
            grant.assume_role_id = format!("{other}:{}", session(grant));
        },
    ),
    grant(
        "response.role.id.is-name",
        "RSP-011",
        "assumeRoleId begins with the role's name",
        |grant, entitlement| {
            grant.assume_role_id =
                format!("{}:{}", entitlement.association.role_arn().name(), session(grant));
        },
    ),
    grant("response.role.id.slash", "RSP-011", "assumeRoleId has a slash for its colon", |grant, _| {
        grant.assume_role_id = grant.assume_role_id.replacen(':', "/", 1);
    }),
    grant(
        "response.role.id.session-alone",
        "RSP-011",
        "assumeRoleId is the session name alone",
        |grant, _| {
            grant.assume_role_id = session(grant);
        },
    ),
    grant(
        "response.role.id.no-session",
        "RSP-011",
        "assumeRoleId is the role's id alone",
        |grant, entitlement| {
            grant.assume_role_id = entitlement.association.role_id().to_string();
        },
    ),
    grant(
        "response.role.id.lower-case",
        "RSP-011",
        "the role's id is in small letters",
        |grant, entitlement| {
            let id = entitlement.association.role_id().to_string();
            grant.assume_role_id = format!("{}:{}", id.to_ascii_lowercase(), session(grant));
        },
    ),
    grant(
        "response.role.id.names-joined",
        "RSP-011",
        "assumeRoleId is cluster, namespace and service account",
        |grant, _| {
            grant.assume_role_id = format!("ecp.{}.{}", grant.namespace, grant.service_account);
        },
    ),
];
