//! A cluster of the world and what is associated in it.

use eks_auth_protocol::{
    AssociationArn, AssociationId, ClusterArn, ClusterName, Namespace, RoleArn, RoleId, ServiceAccountName,
};

use crate::given::GivenToken;
use crate::key::{Algorithm, SigningKey};
use crate::pod::Pod;

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
    /// What somebody else made for pods of the first associations, in their order; none in a world of our own.
    pub(crate) given: Vec<GivenToken>,
}

impl Cluster {
    /// The name, unique in the world even without regard to case.
    #[must_use]
    pub fn name(&self) -> &ClusterName {
        &self.name
    }

    /// The ARN.
    #[must_use]
    pub fn arn(&self) -> &ClusterArn {
        &self.arn
    }

    /// The `iss` claim of the cluster's tokens: an HTTPS URL without a trailing slash.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The issuer's keys in the order of its key set. There is at least one, and the first is an RSA key.
    #[must_use]
    pub fn keys(&self) -> &[SigningKey] {
        &self.keys
    }

    /// The first key that signs in this way, if there is one. Every cluster has one for RS256.
    #[must_use]
    pub fn key(&self, algorithm: Algorithm) -> Option<&SigningKey> {
        self.keys.iter().find(|key| key.algorithm() == algorithm)
    }

    /// The pod identity associations, assumable or not.
    #[must_use]
    pub fn associations(&self) -> &[Association] {
        &self.associations
    }

    /// The association of this service account, if it has one.
    #[must_use]
    pub fn association(&self, namespace: &str, service_account: &str) -> Option<&Association> {
        self.associations.iter().find(|association| {
            association.namespace.as_str() == namespace
                && association.service_account.as_str() == service_account
        })
    }

    /// The pod that asks for the association at this position: the one whose token was given, or one made up.
    pub fn pod(&self, association: usize) -> Option<Pod> {
        match self.given.get(association) {
            Some(token) => Some(token.pod().clone()),
            None => self.associations.get(association).map(Pod::of),
        }
    }

    /// The token that was given for this very pod.
    pub(crate) fn given(&self, pod: &Pod) -> Option<&GivenToken> {
        self.given.iter().find(|token| token.pod() == pod)
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
    pub(crate) knowledge: Knowledge,
}

/// How much is known of an association.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Knowledge {
    /// Everything.
    All,
    /// Of somebody else's, these.
    Some(Known),
    /// It is there in name alone: no service knows it, and no token of it can be had.
    Stand,
}

/// Which of an association's values were told, and are no placeholders.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Known {
    pub(crate) id: bool,
    pub(crate) arn: bool,
    pub(crate) role: bool,
    pub(crate) role_id: bool,
}

/// Whether a role lets EKS assume it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Trust {
    Eks,
    Nobody,
}

impl Association {
    /// Whether it only stands in for what a world outside does not have: no service knows it.
    #[must_use]
    pub fn is_stand_in(&self) -> bool {
        self.knowledge == Knowledge::Stand
    }

    /// Its id, if that is known of an association outside.
    #[must_use]
    pub fn known_id(&self) -> Option<&AssociationId> {
        self.knows(|known| known.id).then_some(&self.id)
    }

    /// Its ARN, if that is known.
    #[must_use]
    pub fn known_arn(&self) -> Option<&AssociationArn> {
        self.knows(|known| known.arn).then_some(&self.arn)
    }

    /// The role that its pods get, if that is known.
    #[must_use]
    pub fn known_role_arn(&self) -> Option<&RoleArn> {
        self.knows(|known| known.role).then_some(&self.role_arn)
    }

    /// The id of that role, if that is known.
    #[must_use]
    pub fn known_role_id(&self) -> Option<&RoleId> {
        self.knows(|known| known.role_id).then_some(&self.role_id)
    }

    fn knows(&self, which: impl Fn(Known) -> bool) -> bool {
        match self.knowledge {
            Knowledge::All | Knowledge::Stand => true,
            Knowledge::Some(known) => which(known),
        }
    }

    /// The id, unique in the world. In a world outside ask [`known_id`](Self::known_id), and so for what follows.
    #[must_use]
    pub fn id(&self) -> &AssociationId {
        &self.id
    }

    /// The ARN.
    #[must_use]
    pub fn arn(&self) -> &AssociationArn {
        &self.arn
    }

    /// The service account's namespace.
    #[must_use]
    pub fn namespace(&self) -> &Namespace {
        &self.namespace
    }

    /// The service account.
    #[must_use]
    pub fn service_account(&self) -> &ServiceAccountName {
        &self.service_account
    }

    /// The role that the pods get, with its path.
    #[must_use]
    pub fn role_arn(&self) -> &RoleArn {
        &self.role_arn
    }

    /// The unique id of that role, the same wherever the role is associated.
    #[must_use]
    pub fn role_id(&self) -> &RoleId {
        &self.role_id
    }

    /// Whether the role trusts EKS. Where it does not, asking for its credentials must be refused.
    #[must_use]
    pub fn is_assumable(&self) -> bool {
        self.trust == Trust::Eks
    }
}
