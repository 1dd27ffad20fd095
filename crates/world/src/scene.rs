//! What a token is made for: the world, the cluster, the pod and the moment.

use crate::cluster::{Association, Cluster};
use crate::draft::TokenDraft;
use crate::fixture::Fixture;
use crate::key::{Algorithm, SigningKey};
use crate::pod::Pod;
use crate::world::World;

/// How old the tokens of a scene are, in seconds: older than any difference between two clocks.
const AGE: i64 = 300;

/// Where keys could be fetched from unless the scene says otherwise: a name that never resolves (RFC 2606).
const NOWHERE: &str = "http://callback.invalid";

/// The situation that a token is minted for.
///
/// # Example
///
/// ```
/// use eks_auth_world::{Partition, Scene, World, defect};
///
/// let world = World::standard(Partition::Aws);
/// let scene = Scene::first(&world, 1_800_000_000, "2c4e4f0e-0c0d-4f5c-8f0a-3f4f8a3c6d51");
/// let valid = scene.draft().sign();
/// let expired = defect::find("exp-past").unwrap().mint(&scene);
/// assert_ne!(valid.expose(), expired);
/// ```
#[derive(Clone, Debug)]
pub struct Scene<'w> {
    world: &'w World,
    cluster: &'w Cluster,
    pod: Pod,
    now: i64,
    id: String,
    callback: String,
}

impl<'w> Scene<'w> {
    /// A scene in this cluster, for this pod, at `now` (Unix seconds). `id` becomes the `jti` of its tokens.
    pub fn new(world: &'w World, cluster: &'w Cluster, pod: Pod, now: i64, id: impl Into<String>) -> Self {
        Self { world, cluster, pod, now, id: id.into(), callback: NOWHERE.to_owned() }
    }

    /// The scene of the world's first association.
    ///
    /// # Panics
    ///
    /// If the world has none that can be granted, as every standard one has.
    pub fn first(world: &'w World, now: i64, id: impl Into<String>) -> Self {
        let (cluster, association) = world.grants().next().expect("the world grants something");
        Self::new(world, cluster, Pod::of(association), now, id)
    }

    /// The scene of the first pod whose token was given, in a world outside.
    ///
    /// # Panics
    ///
    /// If the world is not one of [`Outside`](crate::Outside), which has at least one token.
    #[must_use]
    pub fn outside(world: &'w World, now: i64) -> Self {
        let cluster = world.clusters().first().expect("the world has a cluster");
        Self::new(world, cluster, cluster.pod(0).expect("the cluster has an association"), now, "")
    }

    /// The scene with a URL, without a trailing slash, that key-fetching tokens point to. Whoever listens there sees
    /// whether a service fetches what a token names.
    #[must_use]
    pub fn with_callback(mut self, url: impl Into<String>) -> Self {
        self.callback = url.into();
        self
    }

    /// The world.
    #[must_use]
    pub fn world(&self) -> &'w World {
        self.world
    }

    /// The cluster that the token is for.
    #[must_use]
    pub fn cluster(&self) -> &'w Cluster {
        self.cluster
    }

    /// The pod that the token is for.
    #[must_use]
    pub fn pod(&self) -> &Pod {
        &self.pod
    }

    /// The moment, in Unix seconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.now
    }

    /// The token's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The URL that key-fetching tokens point to.
    #[must_use]
    pub fn callback(&self) -> &str {
        &self.callback
    }

    /// The valid token of the scene, not yet signed. It was issued five minutes ago, so that a clock that is a little
    /// slow takes it too. In a world outside it is the token that was given for the pod, with the times and the id that it has.
    #[must_use]
    pub fn draft(&self) -> TokenDraft<'w> {
        match self.cluster.given(&self.pod) {
            Some(token) => TokenDraft::given(self.cluster, token),
            None => TokenDraft::new(self.cluster, &self.pod, self.ago(AGE), &self.id),
        }
    }

    /// The moment so many seconds before now.
    pub(crate) fn ago(&self, seconds: i64) -> i64 {
        self.now.saturating_sub(seconds)
    }

    /// The moment so many seconds after now.
    pub(crate) fn ahead(&self, seconds: i64) -> i64 {
        self.now.saturating_add(seconds)
    }

    /// A cluster of the world that is not the scene's.
    pub(crate) fn other_cluster(&self) -> &'w Cluster {
        let mut others = self.world.clusters().iter().filter(|other| other.name() != self.cluster.name());
        others.next().expect("the world has two clusters")
    }

    /// A pod of another association of the cluster, or of one of another cluster where this one has no other.
    pub(crate) fn other_pod(&self) -> Pod {
        let here = self.cluster.associations().iter();
        let elsewhere = self.world.grants().map(|(_, association)| association);
        let mut others = here.chain(elsewhere).filter(|other| other.is_assumable() && !self.is_of(other));
        let other = others.next().expect("the world has two associations");
        if other.is_stand_in() {
            self.world.want(Fixture::SecondAssociation);
        }
        Pod::of(other)
    }

    /// The cluster's P-256 key. Where it has none, the one outside every key set: no token of it is genuine.
    pub(crate) fn p256(&self) -> &'w SigningKey {
        self.cluster.key(Algorithm::Es256).unwrap_or(self.world.foreign_key(Algorithm::Es256))
    }

    fn is_of(&self, association: &Association) -> bool {
        association.namespace().as_str() == self.pod.namespace()
            && association.service_account().as_str() == self.pod.service_account()
    }
}
