//! Faults of subject, audience and association in a granted answer.

use super::{Fault, grant};
use crate::decide::entitlement::Entitlement;
use eks_auth_world::Association;

/// The next association of the same cluster, or of any other where there is no next one.
pub(super) fn another<'a>(entitlement: &Entitlement<'a>) -> &'a Association {
    let ours = entitlement.association;
    let of_cluster = entitlement.cluster.associations().iter();
    let of_world = entitlement.world.clusters().iter().flat_map(eks_auth_world::Cluster::associations);
    of_cluster.chain(of_world).find(|association| association.id() != ours.id()).unwrap_or(ours)
}

/// The association of the same names in another cluster, if there is one.
pub(super) fn namesake<'a>(entitlement: &Entitlement<'a>) -> Option<&'a Association> {
    let ours = entitlement.association;
    let elsewhere =
        entitlement.world.clusters().iter().filter(|other| other.name() != entitlement.cluster.name());
    elsewhere
        .filter_map(|cluster| cluster.association(ours.namespace().as_str(), ours.service_account().as_str()))
        .next()
}

/// The ARN with one of its six fields replaced.
pub(super) fn with_field(arn: &str, field: usize, value: &str) -> String {
    let fields: Vec<&str> = arn
        .splitn(6, ':')
        .enumerate()
        .map(|(index, have)| if index == field { value } else { have })
        .collect();
    fields.join(":")
}

/// A partition that the world is not of.
pub(super) fn other_partition(entitlement: &Entitlement<'_>) -> &'static str {
    if entitlement.world.partition().as_str() == "aws" { "aws-cn" } else { "aws" }
}

pub(super) static FAULTS: &[Fault] = &[
    grant(
        "response.subject.swapped",
        "RSP-003",
        "namespace and service account change places",
        |grant, _| {
            std::mem::swap(&mut grant.namespace, &mut grant.service_account);
        },
    ),
    grant(
        "response.subject.of-another",
        "RSP-003",
        "subject is that of another association",
        |grant, entitlement| {
            let other = another(entitlement);
            grant.namespace = other.namespace().to_string();
            grant.service_account = other.service_account().to_string();
        },
    ),
    grant("response.namespace.default", "RSP-003", "subject.namespace is always default", |grant, _| {
        grant.namespace = "default".to_owned();
    }),
    grant("response.namespace.cut", "RSP-003", "subject.namespace is cut at 32 characters", |grant, _| {
        grant.namespace.truncate(32);
    }),
    grant("response.namespace.upper-case", "RSP-003", "subject.namespace is in capitals", |grant, _| {
        grant.namespace.make_ascii_uppercase();
    }),
    grant(
        "response.service-account.cut",
        "RSP-003",
        "subject.serviceAccount is cut at 63 characters",
        |grant, _| {
            grant.service_account.truncate(63);
        },
    ),
    grant(
        "response.service-account.qualified",
        "RSP-003",
        "subject.serviceAccount has the namespace in it",
        |grant, _| {
            grant.service_account = format!("{}:{}", grant.namespace, grant.service_account);
        },
    ),
    grant(
        "response.service-account.undotted",
        "RSP-003",
        "dots in subject.serviceAccount become hyphens",
        |grant, _| {
            grant.service_account = grant.service_account.replace('.', "-");
        },
    ),
    grant(
        "response.service-account.is-pod",
        "RSP-003",
        "subject.serviceAccount is the pod",
        |grant, entitlement| {
            grant.service_account.clone_from(&entitlement.identity.pod);
        },
    ),
    grant("response.audience.wrong", "RSP-004", "audience is that of another service", |grant, _| {
        grant.audience = "sts.amazonaws.com".to_owned();
    }),
    grant("response.audience.upper-case", "RSP-004", "audience is in capitals", |grant, _| {
        grant.audience.make_ascii_uppercase();
    }),
    grant("response.audience.trailing-dot", "RSP-004", "audience has a dot after it", |grant, _| {
        grant.audience.push('.');
    }),
    grant("response.audience.of-partition", "RSP-004", "audience has the DNS suffix of China", |grant, _| {
        grant.audience.push_str(".cn");
    }),
    grant("response.audience.is-cluster", "RSP-004", "audience is the cluster", |grant, entitlement| {
        grant.audience = entitlement.cluster.name().to_string();
    }),
    grant(
        "response.association.of-another",
        "RSP-005",
        "the association is that of another subject",
        |grant, entitlement| {
            let other = another(entitlement);
            grant.association_arn = other.arn().to_string();
            grant.association_id = other.id().to_string();
        },
    ),
    grant(
        "response.association.of-another-cluster",
        "RSP-005",
        "the association is that of the same names in another cluster",
        |grant, entitlement| {
            if let Some(other) = namesake(entitlement) {
                grant.association_arn = other.arn().to_string();
                grant.association_id = other.id().to_string();
            }
        },
    ),
    grant(
        "response.association-id.of-another",
        "RSP-005",
        "only associationId is another one's",
        |grant, entitlement| {
            grant.association_id = another(entitlement).id().to_string();
        },
    ),
    grant("response.association-id.is-arn", "RSP-005", "associationId is the ARN", |grant, _| {
        grant.association_id.clone_from(&grant.association_arn);
    }),
    grant("response.association-id.upper-case", "RSP-005", "associationId is in capitals", |grant, _| {
        grant.association_id.make_ascii_uppercase();
    }),
    grant("response.association-id.constant", "RSP-005", "associationId is a-1 for everyone", |grant, _| {
        grant.association_id = "a-1".to_owned();
    }),
    grant(
        "response.association-arn.of-another",
        "RSP-005",
        "only associationArn is another one's",
        |grant, entitlement| {
            grant.association_arn = another(entitlement).arn().to_string();
        },
    ),
    grant(
        "response.association-arn.is-role",
        "RSP-005",
        "associationArn is the role's ARN",
        |grant, entitlement| {
            grant.association_arn = entitlement.association.role_arn().to_string();
        },
    ),
    grant(
        "response.association-arn.other-account",
        "RSP-005",
        "associationArn is of another account",
        |grant, _| {
            grant.association_arn = with_field(&grant.association_arn, 4, "444455556666");
        },
    ),
    grant(
        "response.association-arn.other-region",
        "RSP-005",
        "associationArn is of another region",
        |grant, _| {
            grant.association_arn = with_field(&grant.association_arn, 3, "eu-central-1");
        },
    ),
    grant(
        "response.association-arn.other-partition",
        "RSP-005",
        "associationArn is of another partition",
        |grant, entitlement| {
            grant.association_arn = with_field(&grant.association_arn, 1, other_partition(entitlement));
        },
    ),
    grant(
        "response.association-arn.other-service",
        "RSP-005",
        "associationArn is one of eks-auth",
        |grant, _| {
            grant.association_arn = with_field(&grant.association_arn, 2, "eks-auth");
        },
    ),
    grant(
        "response.association-arn.no-cluster",
        "RSP-005",
        "associationArn leaves the cluster out",
        |grant, _| {
            let resource = format!("podidentityassociation/{}", grant.association_id);
            grant.association_arn = with_field(&grant.association_arn, 5, &resource);
        },
    ),
    grant(
        "response.association-arn.cluster-lower-case",
        "RSP-005",
        "associationArn is in small letters",
        |grant, _| {
            grant.association_arn.make_ascii_lowercase();
        },
    ),
];

#[cfg(test)]
mod tests {
    use super::with_field;

    #[test]
    fn fields_of_an_arn_are_replaced_by_number() {
        assert_eq!(with_field("arn:aws:eks:r:1:a/b:c", 5, "x"), "arn:aws:eks:r:1:x");
        assert_eq!(with_field("arn:aws:eks:r:1:a/b:c", 1, "x"), "arn:x:eks:r:1:a/b:c");
    }
}
