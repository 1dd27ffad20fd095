//! What the subject is entitled to.

use eks_auth_protocol::Exception;
use eks_auth_world::{Association, Cluster};

use super::Checked;
use super::subject::Identity;
use crate::refusal::Refusal;

/// The association of exactly this namespace and service account in this cluster.
pub(crate) fn find<'w>(cluster: &'w Cluster, identity: &Identity) -> Result<&'w Association, Refusal> {
    cluster.association(&identity.namespace, &identity.service_account).ok_or_else(none)
}

/// Whether the association's role lets EKS assume it.
pub(crate) fn assumable(association: &Association) -> Checked {
    if association.is_assumable() { Ok(()) } else { Err(not_assumable()) }
}

pub(crate) fn none() -> Refusal {
    Refusal::modelled(
        Exception::ResourceNotFound,
        "no role is associated with the service account of the token",
    )
}

pub(crate) fn not_assumable() -> Refusal {
    Refusal::modelled(Exception::AccessDenied, "the associated role does not allow EKS to assume it")
}
