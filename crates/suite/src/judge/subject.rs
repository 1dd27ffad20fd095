//! For whom a token was signed: the pod, its service account's association, the cluster.

use std::fmt;
use std::sync::Arc;

use eks_auth_protocol::{AssociationArn, AssociationId, RoleArn, RoleId};
use eks_auth_world::{Association, Cluster, Pod, World};

/// A pod whose service account has an association in the world.
#[derive(Clone)]
pub struct Subject {
    world: Arc<World>,
    cluster: usize,
    association: usize,
    pod: Pod,
}

impl Subject {
    /// The pod of one association, by the positions of cluster and association in the world; `None` where there is none.
    #[must_use]
    pub fn new(world: &Arc<World>, cluster: usize, association: usize) -> Option<Self> {
        let pod = world.clusters().get(cluster)?.pod(association)?;
        Some(Self { world: Arc::clone(world), cluster, association, pod })
    }

    /// The same service account in another pod.
    #[must_use]
    pub fn with_pod(mut self, pod: Pod) -> Self {
        self.pod = pod;
        self
    }

    /// The subject of another association of the same world.
    pub(crate) fn sibling(&self, cluster: usize, association: usize) -> Option<Self> {
        Self::new(&self.world, cluster, association)
    }

    /// The world.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The cluster that issued the token and is named in the path.
    #[must_use]
    pub fn cluster(&self) -> &Cluster {
        &self.world.clusters()[self.cluster]
    }

    /// The association of the service account.
    #[must_use]
    pub fn association(&self) -> &Association {
        &self.cluster().associations()[self.association]
    }

    /// The association's id, where it is known: in a world outside it need not be.
    pub(crate) fn association_id(&self) -> Option<&AssociationId> {
        self.association().known_id()
    }

    /// Its ARN, likewise.
    pub(crate) fn association_arn(&self) -> Option<&AssociationArn> {
        self.association().known_arn()
    }

    /// The role that the pod gets, likewise.
    pub(crate) fn role_arn(&self) -> Option<&RoleArn> {
        self.association().known_role_arn()
    }

    /// That role's id, likewise.
    pub(crate) fn role_id(&self) -> Option<&RoleId> {
        self.association().known_role_id()
    }

    /// The pod.
    #[must_use]
    pub fn pod(&self) -> &Pod {
        &self.pod
    }

    /// Whether both name the same association of the same cluster.
    #[must_use]
    pub fn shares_association_with(&self, other: &Self) -> bool {
        (self.cluster, self.association) == (other.cluster, other.association)
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_string())
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let association = self.association();
        write!(
            f,
            "{}/{} in {}",
            association.namespace(),
            association.service_account(),
            self.cluster().name()
        )
    }
}
