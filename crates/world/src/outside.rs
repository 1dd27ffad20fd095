//! A world of somebody else's: one cluster, a few tokens of it, and no keys.

use std::fmt::Debug;
use std::str::FromStr;

use eks_auth_protocol::{AccountId, AssociationArn, AssociationId, ClusterArn, ClusterName, RoleArn, RoleId};

use crate::caller::Caller;
use crate::cluster::{Association, Cluster, Knowledge, Known, Trust};
use crate::fixture::{Fixture, Wanting};
use crate::given::GivenToken;
use crate::key::SigningKey;
use crate::partition::Partition;
use crate::public_key::PublicKey;
use crate::world::World;

/// What stands where an id is not known.
const NO_ID: &str = "a-unknown0000000000";
const NO_ROLE_ID: &str = "AROAUNKNOWN0000000000";
const NO_ROLE: &str = "unknown";

/// One association outside: a valid token of one of its pods, and as much as is known of it.
#[derive(Clone, Debug)]
pub struct OutsideAssociation {
    /// The token.
    pub token: GivenToken,
    /// The role that the pod gets.
    pub role_arn: Option<RoleArn>,
    /// That role's id.
    pub role_id: Option<RoleId>,
    /// The association's ARN.
    pub association_arn: Option<AssociationArn>,
    /// The association's id, where only that is known.
    pub association_id: Option<AssociationId>,
}

/// A world that nobody here made. Everything in it can be looked at as in one of ours; what would take its keys is
/// [noted](World::lacking), and whatever was made of it must not be sent.
///
/// # Example
///
/// ```
/// use eks_auth_world::{GivenToken, Outside, OutsideAssociation, Partition, Scene, World, defect};
///
/// let ours = World::standard(Partition::Aws);
/// let token = Scene::first(&ours, 1_800_000_000, "2c4e4f0e-0c0d-4f5c-8f0a-3f4f8a3c6d51").draft().sign();
/// let token = GivenToken::read(token.expose())?;
/// let first = OutsideAssociation { token, role_arn: None, role_id: None, association_arn: None, association_id: None };
/// let outside = Outside::new("conformance".parse()?, "us-west-2", first);
///
/// let world = outside.world(&ours);
/// let scene = Scene::outside(&world, 1_800_000_000);
/// defect::find("signature-flipped-last").unwrap().mint(&scene);
/// assert_eq!(world.lacking(), None);
/// defect::find("exp-past").unwrap().mint(&scene);
/// assert!(world.lacking().is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Outside {
    cluster: ClusterName,
    region: String,
    account_id: Option<AccountId>,
    caller: Option<Caller>,
    public_key: Option<PublicKey>,
    associations: Vec<OutsideAssociation>,
}

impl Outside {
    /// A world of this cluster, in this region, with its first association.
    #[must_use]
    pub fn new(cluster: ClusterName, region: impl Into<String>, first: OutsideAssociation) -> Self {
        Self {
            cluster,
            region: region.into(),
            account_id: None,
            caller: None,
            public_key: None,
            associations: vec![first],
        }
    }

    /// The same with a further association of the cluster.
    #[must_use]
    pub fn with_association(mut self, association: OutsideAssociation) -> Self {
        self.associations.push(association);
        self
    }

    /// The same, known to be of this account.
    #[must_use]
    pub fn in_account(self, account_id: AccountId) -> Self {
        Self { account_id: Some(account_id), ..self }
    }

    /// The same, in which this identity may ask. Without one it is that of our own world.
    #[must_use]
    pub fn with_caller(self, caller: Caller) -> Self {
        Self { caller: Some(caller), ..self }
    }

    /// The same, with the public half of the key that signed its tokens.
    #[must_use]
    pub fn with_public_key(self, key: PublicKey) -> Self {
        Self { public_key: Some(key), ..self }
    }

    /// The world, with nothing noted yet. The clusters and associations of `ours`, a world of the same partition, stand in
    /// for what is not known here.
    #[must_use]
    pub fn world(&self, ours: &World) -> World {
        let wanting = Wanting::default();
        let clusters = [self.own_cluster(ours, &wanting)].into_iter();
        World {
            partition: ours.partition,
            region: self.region.clone(),
            account_id: self.account(),
            caller: self.caller.clone().unwrap_or_else(|| ours.caller.clone()),
            strangers: ours.strangers.clone(),
            clusters: clusters
                .chain(ours.clusters.iter().map(|other| self.stand_in(other, &wanting)))
                .collect(),
            foreign: ours.foreign.clone(),
            wanting,
        }
    }

    fn own_cluster(&self, ours: &World, wanting: &Wanting) -> Cluster {
        let given: Vec<GivenToken> = self.associations.iter().map(|each| each.token.clone()).collect();
        let first = &self.associations[0].token;
        let mut associations: Vec<Association> =
            self.associations.iter().map(|each| self.association(each, ours.partition)).collect();
        for other in ours.clusters[0].associations.iter().map(standing_in) {
            let is_known = |known: &Association| {
                known.namespace == other.namespace && known.service_account == other.service_account
            };
            if !associations.iter().any(is_known) {
                associations.push(other);
            }
        }
        Cluster {
            arn: ClusterArn::new(ours.partition.as_str(), &self.region, &self.account(), &self.cluster)
                .unwrap_or_else(|_| ours.clusters[0].arn.clone()),
            name: self.cluster.clone(),
            issuer: first.issuer().to_owned(),
            keys: vec![SigningKey::absent(
                first.kid(),
                self.public_key.clone(),
                &given,
                Fixture::SignedEdit,
                wanting,
            )],
            associations,
            given,
        }
    }

    /// A cluster that there is not. Its name differs from the known one's.
    fn stand_in(&self, other: &Cluster, wanting: &Wanting) -> Cluster {
        let is_taken = other.name.as_str().eq_ignore_ascii_case(self.cluster.as_str());
        let kid = other.keys.first().map_or("", SigningKey::kid);
        Cluster {
            name: if is_taken {
                known(&format!("other-{}", other.associations.len()))
            } else {
                other.name.clone()
            },
            keys: vec![SigningKey::absent(kid, None, &[], Fixture::SecondCluster, wanting)],
            associations: other.associations.iter().map(standing_in).collect(),
            ..other.clone()
        }
    }

    fn association(&self, known_of: &OutsideAssociation, partition: Partition) -> Association {
        let (partition, account) = (partition.as_str(), self.account());
        let arn = known_of.association_arn.clone();
        let id = known_of.association_id.clone().or_else(|| arn.as_ref().map(|arn| arn.id().clone()));
        let knowledge = Known {
            id: id.is_some(),
            arn: arn.is_some(),
            role: known_of.role_arn.is_some(),
            role_id: known_of.role_id.is_some(),
        };
        let id = id.unwrap_or_else(|| known(NO_ID));
        let pod = known_of.token.pod();
        Association {
            arn: arn.unwrap_or_else(|| {
                let made = AssociationArn::new(partition, &self.region, &account, &self.cluster, &id);
                made.unwrap_or_else(|_| {
                    known(&format!("arn:aws:eks:us-west-2:{account}:podidentityassociation/k/{id}"))
                })
            }),
            id,
            namespace: known(pod.namespace()),
            service_account: known(pod.service_account()),
            role_arn: known_of
                .role_arn
                .clone()
                .unwrap_or_else(|| known(&format!("arn:{partition}:iam::{account}:role/{NO_ROLE}"))),
            role_id: known_of.role_id.clone().unwrap_or_else(|| known(NO_ROLE_ID)),
            trust: Trust::Eks,
            knowledge: Knowledge::Some(knowledge),
        }
    }

    fn account(&self) -> AccountId {
        let of_role =
            || self.associations.iter().find_map(|each| each.role_arn.as_ref()).map(RoleArn::account);
        self.account_id.as_ref().or_else(of_role).cloned().unwrap_or_else(|| known("000000000000"))
    }
}

fn standing_in(association: &Association) -> Association {
    Association { knowledge: Knowledge::Stand, ..association.clone() }
}

/// A name that stands here in the source, or was read from a token that was looked at.
fn known<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().expect("a legal name")
}
