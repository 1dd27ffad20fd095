//! How a cluster name is refused that the model does not allow.

use eks_auth_protocol::Exception;

use super::{Hook, Manner};
use crate::decide::cluster;

pub(super) static MANNERS: &[Manner] = &[
    stage!(
        "cluster.illegal.not-found",
        &["CLU-002"],
        "an illegal cluster name is looked up like any other, and there is no such cluster",
        cluster_name,
        |label| {
            let not_found = Exception::ResourceNotFound;
            cluster::name(label).map_err(|refusal| refusal.renamed(not_found.status(), not_found.name()))
        }
    ),
    stage!(
        "cluster.illegal.forbidden",
        &["CLU-002"],
        "an illegal cluster name is refused by a firewall, with 403",
        cluster_name,
        |label| cluster::name(label).map_err(|refusal| refusal.renamed(403, "ForbiddenException"))
    ),
    stage!(
        "cluster.illegal.request",
        &[],
        "an illegal cluster name is an InvalidRequestException",
        cluster_name,
        |label| {
            cluster::name(label).map_err(|refusal| refusal.renamed(400, Exception::InvalidRequest.name()))
        }
    ),
];
