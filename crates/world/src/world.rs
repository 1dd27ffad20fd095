//! The world itself.

use std::fmt::Debug;
use std::str::FromStr;

use eks_auth_protocol::{AccountId, AssociationArn, AssociationId, ClusterArn, ClusterName, RoleArn, Secret};

use crate::caller::Caller;
use crate::cluster::{Association, Cluster, Knowledge};
use crate::fixture::{Fixture, Wanting};
use crate::key::{Algorithm, SigningKey};
use crate::keys;
use crate::memory::Memory;
use crate::partition::Partition;
use crate::plan::{self, ClusterPlan};

/// The clusters, keys, associations and callers that a service under test and the suite both know.
///
/// The same in every run and on every machine; each [`Partition`] has its twin.
///
/// # Example
///
/// ```
/// use eks_auth_world::{Partition, World};
///
/// let world = World::standard(Partition::Aws);
/// assert_eq!(world.clusters()[0].name().as_str(), "conformance");
/// assert!(world.grants().all(|(_, association)| association.is_assumable()));
/// ```
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) partition: Partition,
    pub(crate) region: String,
    pub(crate) account_id: AccountId,
    pub(crate) caller: Caller,
    pub(crate) strangers: Vec<Caller>,
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) foreign: Foreign,
    pub(crate) wanting: Wanting,
}

/// The keys that no cluster has.
#[derive(Clone, Debug)]
pub(crate) struct Foreign {
    rsa: SigningKey,
    p256: SigningKey,
}

impl World {
    /// The world of this partition. It parses a dozen private keys, so make it once and keep it.
    #[must_use]
    pub fn standard(partition: Partition) -> Self {
        let caller = |(id, secret): (&'static str, &'static str)| Caller::new(id, Secret::new(secret));
        Self {
            partition,
            region: partition.region().to_owned(),
            account_id: known(plan::ACCOUNT),
            caller: caller(plan::CALLER),
            strangers: plan::STRANGERS.iter().copied().map(caller).collect(),
            clusters: Builder::new(partition).clusters(),
            foreign: Foreign { rsa: keys::FOREIGN_RSA.load(), p256: keys::FOREIGN_P256.load() },
            wanting: Wanting::default(),
        }
    }

    /// The same world, whose keys remember the RSA signatures that they made: for those who send the same tokens many times.
    ///
    /// ```
    /// use eks_auth_world::{Partition, Scene, World};
    ///
    /// let world = World::standard(Partition::Aws).remembering_signatures();
    /// let token = || Scene::first(&world, 1_790_000_000, "5e5e0000-0000-4000-8000-000000000001").draft().sign();
    /// assert_eq!(token().expose(), token().expose());
    /// ```
    #[must_use]
    pub fn remembering_signatures(mut self) -> Self {
        let memory = Memory::default();
        let keys = self.clusters.iter_mut().flat_map(|cluster| &mut cluster.keys);
        keys.chain([&mut self.foreign.rsa]).for_each(|key| key.remembering(&memory));
        self
    }

    /// The same world, in which this identity may ask.
    #[must_use]
    pub fn with_caller(self, caller: Caller) -> Self {
        Self { caller, ..self }
    }

    /// The partition that the world lies in.
    #[must_use]
    pub fn partition(&self) -> Partition {
        self.partition
    }

    /// The region that every cluster stands in.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// The account that owns clusters and roles.
    #[must_use]
    pub fn account_id(&self) -> &AccountId {
        &self.account_id
    }

    /// The identity that may ask.
    #[must_use]
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// Identities that the service knows and that may not ask.
    #[must_use]
    pub fn strangers(&self) -> &[Caller] {
        &self.strangers
    }

    /// The clusters, the plainest first. There are at least two.
    #[must_use]
    pub fn clusters(&self) -> &[Cluster] {
        &self.clusters
    }

    /// The cluster of this name, letter case included.
    #[must_use]
    pub fn cluster(&self, name: &str) -> Option<&Cluster> {
        self.clusters.iter().find(|cluster| cluster.name.as_str() == name)
    }

    /// Every association whose role can be assumed, with its cluster.
    pub fn grants(&self) -> impl Iterator<Item = (&Cluster, &Association)> {
        self.associations().filter(|(_, association)| association.is_assumable())
    }

    /// An association whose role does not trust EKS, with its cluster.
    ///
    /// # Panics
    ///
    /// Never for a world of this crate's making: each has one, or a stand-in for it.
    #[must_use]
    pub fn not_assumable(&self) -> (&Cluster, &Association) {
        let found = self.associations().find(|(_, association)| !association.is_assumable());
        let (cluster, association) = found.expect("the plan has an association that is not assumable");
        if association.is_stand_in() {
            self.want(Fixture::NotAssumable);
        }
        (cluster, association)
    }

    /// Takes note that something is asked for that a world outside does not have.
    pub fn want(&self, fixture: Fixture) {
        if self.is_outside() {
            self.wanting.note(fixture);
        }
    }

    /// Whether it is somebody else's, of which only a few tokens are here: an [`Outside`](crate::Outside).
    #[must_use]
    pub fn is_outside(&self) -> bool {
        self.clusters.iter().any(|cluster| !cluster.given.is_empty())
    }

    /// The first thing that was asked for and is not there; always `None` in a world of our own, whose keys are here.
    #[must_use]
    pub fn lacking(&self) -> Option<Fixture> {
        self.wanting.first()
    }

    /// Namespaces and service accounts, as legal as any, that no association of any cluster names.
    pub fn unassociated(&self) -> impl Iterator<Item = (&str, &str)> {
        plan::UNASSOCIATED.iter().copied()
    }

    /// A key that is in no cluster's key set: what an attacker would sign with.
    #[must_use]
    pub fn foreign_key(&self, algorithm: Algorithm) -> &SigningKey {
        match algorithm {
            Algorithm::Rs256 => &self.foreign.rsa,
            Algorithm::Es256 => &self.foreign.p256,
        }
    }

    /// A certificate in DER that the foreign RSA key signed for itself.
    #[must_use]
    pub fn foreign_certificate(&self) -> &'static [u8] {
        keys::FOREIGN_CERTIFICATE
    }

    fn associations(&self) -> impl Iterator<Item = (&Cluster, &Association)> {
        self.clusters.iter().flat_map(|cluster| cluster.associations.iter().map(move |each| (cluster, each)))
    }
}

/// Turns the plan into clusters, counting ids through all of them.
struct Builder {
    partition: Partition,
    account: AccountId,
    associations: usize,
    /// The roles met so far; a role's place is its number.
    roles: Vec<&'static str>,
}

impl Builder {
    fn new(partition: Partition) -> Self {
        Self { partition, account: known(plan::ACCOUNT), associations: 0, roles: Vec::new() }
    }

    fn clusters(mut self) -> Vec<Cluster> {
        (1..).zip(plan::CLUSTERS).map(|(number, plan)| self.cluster(number, plan)).collect()
    }

    fn cluster(&mut self, number: usize, plan: &ClusterPlan) -> Cluster {
        let (region, suffix) = (self.partition.region(), self.partition.dns_suffix());
        let name: ClusterName = known(plan.name);
        let arn = ClusterArn::new(self.partition.as_str(), region, &self.account, &name);
        Cluster {
            arn: arn.expect("the plan makes legal ARNs"),
            issuer: format!("https://oidc.eks.{region}.{suffix}/id/{number:032X}"),
            keys: plan.keys.iter().map(keys::KeyFile::load).collect(),
            associations: plan.associations.iter().map(|each| self.association(&name, each)).collect(),
            given: Vec::new(),
            name,
        }
    }

    fn association(&mut self, cluster: &ClusterName, plan: &plan::AssociationPlan) -> Association {
        self.associations += 1;
        let id: AssociationId = known(&format!("a-conformance{:06}", self.associations));
        let (partition, region) = (self.partition.as_str(), self.partition.region());
        let arn = AssociationArn::new(partition, region, &self.account, cluster, &id);
        let role: RoleArn = known(&format!("arn:{partition}:iam::{}:role/{}", self.account, plan.role));
        let role_number = self.role_number(plan.role);
        Association {
            id,
            arn: arn.expect("the plan makes legal ARNs"),
            namespace: known(plan.namespace),
            service_account: known(plan.service_account),
            role_arn: role,
            role_id: known(&format!("AROACONFORMANCE{role_number:05}")),
            trust: plan.trust,
            knowledge: Knowledge::All,
        }
    }

    fn role_number(&mut self, role: &'static str) -> usize {
        let place = self.roles.iter().position(|known| *known == role).unwrap_or_else(|| {
            self.roles.push(role);
            self.roles.len() - 1
        });
        place + 1
    }
}

/// A name that the plan spells out. Tests build every world, so an illegal one cannot be released.
fn known<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().expect("the plan has legal names only")
}
