//! A cluster of the world and what is associated in it.

use eks_auth_protocol::{
    AssociationArn, AssociationId, ClusterArn, ClusterName, Namespace, RoleArn, RoleId, ServiceAccountName,
};

use crate::key::{Algorithm, SigningKey};

/// A cluster: its token issuer, the keys of that issuer, and its associations.
///
/// # Example
///
/// ```
/// use eks_auth_world::{Partition, World};
///
/// let world = World::standard(Partition::Aws);
/// let cluster = world.cluster("conformance").unwrap();
/// let association = cluster.association("payments", "ledger").unwrap();
/// assert_eq!(association.role_arn().as_str(), "arn:aws:iam::111122223333:role/ledger");
/// ```
#[derive(Clone, Debug)]
pub struct Cluster {
    pub(crate) name: ClusterName,
    pub(crate) arn: ClusterArn,
    pub(crate) issuer: String,
    pub(crate) keys: Vec<SigningKey>,
    pub(crate) associations: Vec<Association>,
}

impl Cluster {
    /// The name, unique in the world even without regard to case.
    pub fn name(&self) -> &ClusterName {
        &self.name
    }

    /// The ARN.
    pub fn arn(&self) -> &ClusterArn {
        &self.arn
    }

    /// The `iss` claim of the cluster's tokens: an HTTPS URL without a trailing slash.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The issuer's keys in the order of its key set. There is at least one, and the first is an RSA key.
    pub fn keys(&self) -> &[SigningKey] {
        &self.keys
    }

    /// The first key that signs in this way, if there is one. Every cluster has one for RS256.
    pub fn key(&self, algorithm: Algorithm) -> Option<&SigningKey> {
        self.keys.iter().find(|key| key.algorithm() == algorithm)
    }

    /// The pod identity associations, assumable or not.
    pub fn associations(&self) -> &[Association] {
        &self.associations
    }

    /// The association of this service account, if it has one.
    pub fn association(&self, namespace: &str, service_account: &str) -> Option<&Association> {
        self.associations.iter().find(|association| {
            association.namespace.as_str() == namespace
                && association.service_account.as_str() == service_account
        })
    }
}

/// A pod identity association: which role the pods of a service account get.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Association {
    pub(crate) id: AssociationId,
    pub(crate) arn: AssociationArn,
    pub(crate) namespace: Namespace,
    pub(crate) service_account: ServiceAccountName,
    pub(crate) role_arn: RoleArn,
    pub(crate) role_id: RoleId,
    pub(crate) trust: Trust,
}

/// Whether a role lets EKS assume it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Trust {
    Eks,
    Nobody,
}

impl Association {
    /// The id, unique in the world.
    pub fn id(&self) -> &AssociationId {
        &self.id
    }

    /// The ARN.
    pub fn arn(&self) -> &AssociationArn {
        &self.arn
    }

    /// The service account's namespace.
    pub fn namespace(&self) -> &Namespace {
        &self.namespace
    }

    /// The service account.
    pub fn service_account(&self) -> &ServiceAccountName {
        &self.service_account
    }

    /// The role that the pods get, with its path.
    pub fn role_arn(&self) -> &RoleArn {
        &self.role_arn
    }

    /// The unique id of that role, the same wherever the role is associated.
    pub fn role_id(&self) -> &RoleId {
        &self.role_id
    }

    /// Whether the role trusts EKS. Where it does not, asking for its credentials must be refused.
    pub fn is_assumable(&self) -> bool {
        self.trust == Trust::Eks
    }
}
