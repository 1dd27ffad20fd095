//! ARNs of clusters and of pod identity associations.

use super::{Arn, ArnError, Region};
use crate::text::text_traits;
use crate::{AccountId, AssociationId, ClusterName};

/// The ARN of an EKS cluster: `arn:aws:eks:us-west-2:111122223333:cluster/name`.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ClusterArn {
    arn: Arn,
    account: AccountId,
    cluster: ClusterName,
}

impl ClusterArn {
    /// Joins the parts.
    ///
    /// # Errors
    ///
    /// If the partition or the region is no part of an ARN.
    pub fn new(
        partition: &str,
        region: &str,
        account: &AccountId,
        cluster: &ClusterName,
    ) -> Result<Self, ArnError> {
        Self::parse(format!("arn:{partition}:eks:{region}:{account}:cluster/{cluster}"))
    }

    /// Takes a cluster's ARN apart.
    ///
    /// # Errors
    ///
    /// Says which part is missing, wrong, or that of something else than a cluster.
    pub fn parse(text: impl AsRef<str>) -> Result<Self, ArnError> {
        let arn = Arn::parse(text)?;
        let (account, rest) = arn.of_kind("cluster", "eks", Region::Named)?;
        let cluster = ClusterName::parse(rest)?;
        Ok(Self { arn, account, cluster })
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.arn.as_str()
    }

    /// The partition: `aws`, `aws-cn`, `aws-us-gov` and others.
    #[must_use]
    pub fn partition(&self) -> &str {
        self.arn.partition()
    }

    /// The cluster's region.
    #[must_use]
    pub fn region(&self) -> &str {
        self.arn.region()
    }

    /// The account that owns the cluster.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// The cluster's name.
    #[must_use]
    pub fn cluster(&self) -> &ClusterName {
        &self.cluster
    }
}

text_traits!(ClusterArn, ArnError);

/// The ARN of a pod identity association:
/// `arn:aws:eks:us-west-2:111122223333:podidentityassociation/cluster/a-id`.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::AssociationArn;
///
/// let text = "arn:aws:eks:us-west-2:111122223333:podidentityassociation/blue/a-0123456789abcdefg";
/// let association = AssociationArn::parse(text)?;
/// assert_eq!(association.cluster().as_str(), "blue");
/// assert_eq!(association.id().as_str(), "a-0123456789abcdefg");
/// # Ok::<(), eks_auth_protocol::ArnError>(())
/// ```
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AssociationArn {
    arn: Arn,
    account: AccountId,
    cluster: ClusterName,
    id: AssociationId,
}

impl AssociationArn {
    /// Joins the parts.
    ///
    /// # Errors
    ///
    /// If the partition or the region is no part of an ARN, or the whole becomes too long for one.
    pub fn new(
        partition: &str,
        region: &str,
        account: &AccountId,
        cluster: &ClusterName,
        id: &AssociationId,
    ) -> Result<Self, ArnError> {
        Self::parse(format!("arn:{partition}:eks:{region}:{account}:podidentityassociation/{cluster}/{id}"))
    }

    /// Takes an association's ARN apart.
    ///
    /// # Errors
    ///
    /// Says which part is missing, wrong, or that of something else than an association.
    pub fn parse(text: impl AsRef<str>) -> Result<Self, ArnError> {
        let arn = Arn::parse(text)?;
        let kind = "podidentityassociation";
        let (account, rest) = arn.of_kind(kind, "eks", Region::Named)?;
        let (cluster, id) = rest.split_once('/').ok_or(ArnError::Kind { kind, part: "resource" })?;
        let (cluster, id) = (ClusterName::parse(cluster)?, AssociationId::parse(id)?);
        Ok(Self { arn, account, cluster, id })
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.arn.as_str()
    }

    /// The partition: `aws`, `aws-cn`, `aws-us-gov` and others.
    #[must_use]
    pub fn partition(&self) -> &str {
        self.arn.partition()
    }

    /// The cluster's region.
    #[must_use]
    pub fn region(&self) -> &str {
        self.arn.region()
    }

    /// The account that owns the cluster.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// The cluster that the association belongs to.
    #[must_use]
    pub fn cluster(&self) -> &ClusterName {
        &self.cluster
    }

    /// The association's id.
    #[must_use]
    pub fn id(&self) -> &AssociationId {
        &self.id
    }
}

text_traits!(AssociationArn, ArnError);
