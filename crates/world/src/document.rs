//! `world.json` as a document: what it says, in the order it says it.

use serde::{Deserialize, Serialize};

use crate::cluster::{Association, Cluster};
use crate::world::World;

/// What `world.json` holds. It reads its own writing back and refuses members that it does not know, and any
/// other version of itself.
///
/// # Example
///
/// ```
/// use eks_auth_world::{Partition, World, WorldDocument};
///
/// let world = World::standard(Partition::Aws);
/// let text = serde_json::to_string(&world.json())?;
/// let read: WorldDocument = serde_json::from_str(&text)?;
/// assert_eq!(read, world.json());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WorldDocument {
    schema: Schema,
    partition: String,
    region: String,
    account_id: String,
    caller: CallerEntry,
    strangers: Vec<CallerEntry>,
    clusters: Vec<ClusterEntry>,
}

/// The versions of the document that this crate reads: the one that it writes.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
enum Schema {
    #[serde(rename = "eks-auth-conformance/world/v1")]
    V1,
}

#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct CallerEntry {
    access_key_id: String,
    secret_access_key: String,
}

#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct ClusterEntry {
    name: String,
    arn: String,
    issuer: String,
    jwks: String,
    associations: Vec<AssociationEntry>,
}

#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct AssociationEntry {
    association_id: String,
    association_arn: String,
    namespace: String,
    service_account: String,
    role_arn: String,
    role_id: String,
    assumable: bool,
}

impl World {
    /// The world as the document that `world.json` is. It holds the callers' secrets, which are public examples.
    pub fn json(&self) -> WorldDocument {
        WorldDocument {
            schema: Schema::V1,
            partition: self.partition().to_string(),
            region: self.region().to_owned(),
            account_id: self.account_id().to_string(),
            caller: CallerEntry::of(self.caller()),
            strangers: self.strangers().iter().map(CallerEntry::of).collect(),
            clusters: self.clusters().iter().map(ClusterEntry::of).collect(),
        }
    }
}

impl CallerEntry {
    fn of(caller: &crate::Caller) -> Self {
        Self {
            access_key_id: caller.access_key_id().to_owned(),
            secret_access_key: caller.secret_access_key().expose().to_owned(),
        }
    }
}

/// Written by hand, for the secret.
impl std::fmt::Debug for CallerEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallerEntry").field("access_key_id", &self.access_key_id).finish_non_exhaustive()
    }
}

impl ClusterEntry {
    fn of(cluster: &Cluster) -> Self {
        Self {
            name: cluster.name().to_string(),
            arn: cluster.arn().to_string(),
            issuer: cluster.issuer().to_owned(),
            jwks: crate::export::jwks_path(cluster),
            associations: cluster.associations().iter().map(AssociationEntry::of).collect(),
        }
    }
}

impl AssociationEntry {
    fn of(association: &Association) -> Self {
        Self {
            association_id: association.id().to_string(),
            association_arn: association.arn().to_string(),
            namespace: association.namespace().to_string(),
            service_account: association.service_account().to_string(),
            role_arn: association.role_arn().to_string(),
            role_id: association.role_id().to_string(),
            assumable: association.is_assumable(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Partition;

    fn with_member(name: &str, value: &str) -> Result<WorldDocument, serde_json::Error> {
        let mut document = serde_json::to_value(World::standard(Partition::Aws).json()).unwrap();
        document[name] = value.into();
        serde_json::from_value(document)
    }

    #[test]
    fn unknown_member_is_refused() {
        assert!(with_member("owner", "nobody").unwrap_err().to_string().contains("owner"));
    }

    #[test]
    fn other_version_is_refused() {
        assert!(with_member("schema", "eks-auth-conformance/world/v1").is_ok());
        assert!(with_member("schema", "eks-auth-conformance/world/v2").is_err());
    }

    #[test]
    fn debug_hides_the_secrets() {
        let world = World::standard(Partition::Aws);
        let text = format!("{:?}", world.json());
        assert!(text.contains(world.caller().access_key_id()));
        assert!(!text.contains(world.caller().secret_access_key().expose()));
    }
}
