//! Names, ids and ARNs.

use proptest::prelude::*;
use proptest::sample::select;

use super::text::text;
use crate::constraint::{self, Constraint};
use crate::{
    AccessKeyId, AccountId, Arn, AssociationArn, AssociationId, AssumeRoleId, AssumedRoleArn, ClusterArn,
    ClusterName, Namespace, PodName, RoleArn, RoleId, RoleName, RolePath, RoleSessionName,
    ServiceAccountName,
};

macro_rules! parsed {
    ($($(#[$attribute:meta])* $function:ident -> $name:ident, $row:path;)*) => {
        $(
            $(#[$attribute])*
            pub fn $function() -> impl Strategy<Value = $name> + Clone {
                parsed(&$row, |text| $name::parse(text).ok())
            }
        )*
    };
}

parsed! {
    /// Names of clusters.
    cluster_name -> ClusterName, constraint::CLUSTER_NAME;
    /// Names of namespaces.
    namespace -> Namespace, constraint::NAMESPACE;
    /// Names of service accounts.
    service_account_name -> ServiceAccountName, constraint::SERVICE_ACCOUNT_NAME;
    /// Names of pods.
    pod_name -> PodName, constraint::POD_NAME;
    /// Ids of accounts.
    account_id -> AccountId, constraint::ACCOUNT_ID;
    /// Ids of associations.
    association_id -> AssociationId, constraint::ASSOCIATION_ID;
    /// Names of roles.
    role_name -> RoleName, constraint::ROLE_NAME;
    /// Paths of roles.
    role_path -> RolePath, constraint::ROLE_PATH;
    /// Ids of roles.
    role_id -> RoleId, constraint::ROLE_ID;
    /// Names of role sessions.
    role_session_name -> RoleSessionName, constraint::ROLE_SESSION_NAME;
    /// Ids of access keys.
    access_key_id -> AccessKeyId, constraint::ACCESS_KEY_ID;
}

/// A role's id and a session's name, joined.
pub fn assume_role_id() -> impl Strategy<Value = AssumeRoleId> + Clone {
    (role_id(), role_session_name()).prop_map(|(role, session)| AssumeRoleId::new(role, session))
}

/// Names of partitions.
pub fn partition() -> impl Strategy<Value = &'static str> + Clone {
    select(vec!["aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso"])
}

/// Names of regions.
pub fn region() -> impl Strategy<Value = &'static str> + Clone {
    select(vec!["us-west-2", "cn-north-1", "us-gov-west-1", "eusc-de-east-1", "ap-southeast-7"])
}

/// ARNs of roles.
pub fn role_arn() -> impl Strategy<Value = RoleArn> + Clone {
    (partition(), account_id(), role_path(), role_name())
        .prop_filter_map("an ARN of a role", |(partition, account, path, name)| {
            RoleArn::new(partition, &account, &path, &name).ok()
        })
        .boxed()
}

/// ARNs of role sessions.
pub fn assumed_role_arn() -> impl Strategy<Value = AssumedRoleArn> + Clone {
    (partition(), account_id(), role_name(), role_session_name())
        .prop_filter_map("an ARN of a session", |(partition, account, role, session)| {
            AssumedRoleArn::new(partition, &account, &role, &session).ok()
        })
        .boxed()
}

/// ARNs of clusters.
pub fn cluster_arn() -> impl Strategy<Value = ClusterArn> + Clone {
    (partition(), region(), account_id(), cluster_name())
        .prop_filter_map("an ARN of a cluster", |(partition, region, account, cluster)| {
            ClusterArn::new(partition, region, &account, &cluster).ok()
        })
        .boxed()
}

/// ARNs of associations.
pub fn association_arn() -> impl Strategy<Value = AssociationArn> + Clone {
    (partition(), region(), account_id(), cluster_name(), association_id())
        .prop_filter_map("an ARN of an association", |(partition, region, account, cluster, id)| {
            AssociationArn::new(partition, region, &account, &cluster, &id).ok()
        })
        .boxed()
}

/// ARNs of any kind that this operation speaks of.
pub fn arn() -> impl Strategy<Value = Arn> + Clone {
    prop_oneof![
        role_arn().prop_map(String::from),
        assumed_role_arn().prop_map(String::from),
        cluster_arn().prop_map(String::from),
        association_arn().prop_map(String::from),
    ]
    .prop_filter_map("an ARN", |text| Arn::parse(text).ok())
    .boxed()
}

/// The filter takes nothing away as long as a type accepts what its row of the table allows, which a test checks.
fn parsed<T: std::fmt::Debug + 'static>(
    row: &'static Constraint,
    parse: fn(&str) -> Option<T>,
) -> impl Strategy<Value = T> + Clone {
    text(row).prop_filter_map(row.noun(), move |text| parse(&text)).boxed()
}
