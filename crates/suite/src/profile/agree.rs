//! What the words of a profile say of one another: each may be right by itself, and both cannot be.

use eks_auth_protocol::ClusterName;
use eks_auth_world::Partition;

use super::AssociationProfile;
use super::error::ProfileError;
use super::read::Row;
use crate::aws::Region;

/// A partition that is not that of a region whose name shows in which it lies.
pub(super) fn partition_is_the_regions(
    root: &Row<'_>,
    partition: Partition,
    region: &Region,
) -> Result<(), ProfileError> {
    match region.known_partition().filter(|known| *known != partition.to_string()) {
        Some(known) => {
            let problem =
                format!("`{}` lies in the partition {known}; leave `partition` away", region.as_str());
            Err(root.problem("partition", problem))
        }
        None => Ok(()),
    }
}

/// FIPS endpoints are those of the region; a URL is what it is.
pub(super) fn fips_is_of_the_region(root: &Row<'_>, is_aws: bool) -> Result<(), ProfileError> {
    if root.is_on("fips") && !is_aws {
        let problem = "it chooses among AWS's own endpoints, and `endpoint` is a URL; leave one of them away";
        return Err(root.problem("fips", problem.to_owned()));
    }
    Ok(())
}

/// An association that is said to be another cluster's, or to have two IDs.
pub(super) fn association_is_the_clusters(
    row: &Row<'_>,
    association: &AssociationProfile,
    cluster: &ClusterName,
) -> Result<(), ProfileError> {
    let Some(arn) = &association.association_arn else { return Ok(()) };
    if arn.cluster() != cluster {
        let problem = format!("it is of the cluster `{}`, and `cluster` is `{cluster}`", arn.cluster());
        return Err(row.problem("association_arn", problem));
    }
    match association.association_id.as_ref().filter(|id| *id != arn.id()) {
        Some(id) => {
            Err(row.problem("association_id", format!("it is `{id}`, and in the ARN `{}`", arn.id())))
        }
        None => Ok(()),
    }
}
