//! What a world of somebody else's cannot make, and how that is noticed.

use std::sync::{Arc, Mutex, PoisonError};

/// Something that takes a key, a cluster or a token which nobody here has.
///
/// # Example
///
/// ```
/// use eks_auth_world::Fixture;
///
/// assert_eq!(Fixture::SecondCluster.describe(), "a token of a second cluster, and that cluster");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Fixture {
    /// A token that the cluster's issuer did not make as it is.
    SignedEdit,
    /// Another token of the same pod.
    SecondToken,
    /// Another key of the same issuer.
    SecondKey,
    /// The public half of the issuer's key.
    PublicKey,
    /// Another cluster with its tokens.
    SecondCluster,
    /// Another association of the cluster.
    SecondAssociation,
    /// An association whose role cannot be assumed.
    NotAssumable,
    /// A token of a service account without an association.
    Unassociated,
    /// A token that another cluster issued.
    Foreign,
}

impl Fixture {
    /// What it is, in words that follow "this needs".
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::SignedEdit => "a token made for this case and signed by the cluster's key",
            Self::SecondToken => "a second token of the same pod",
            Self::SecondKey => "a second key of the cluster's issuer",
            Self::PublicKey => "the public key of the cluster's issuer",
            Self::SecondCluster => "a token of a second cluster, and that cluster",
            Self::SecondAssociation => "a token of a second association of the cluster",
            Self::NotAssumable => "an association whose role cannot be assumed",
            Self::Unassociated => "a token of a service account that has no association",
            Self::Foreign => "a token that another cluster issued",
        }
    }
}

/// The first fixture that was asked for and is not there. Clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanting(Arc<Mutex<Option<Fixture>>>);

impl Wanting {
    pub(crate) fn note(&self, fixture: Fixture) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fixture);
    }

    pub(crate) fn first(&self) -> Option<Fixture> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
