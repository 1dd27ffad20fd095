//! The members of an answer that say who got what.

use std::fmt;

use crate::token::Redacted;

/// The service account that a token was issued to.
#[derive(Clone, Eq, PartialEq)]
pub struct Subject {
    namespace: String,
    service_account: String,
}

impl Subject {
    /// A service account of a namespace.
    pub fn new(namespace: impl Into<String>, service_account: impl Into<String>) -> Self {
        Self { namespace: namespace.into(), service_account: service_account.into() }
    }

    /// `namespace`: the service account's namespace.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// `serviceAccount`: the service account's name.
    #[must_use]
    pub fn service_account(&self) -> &str {
        &self.service_account
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subject")
            .field("namespace", &Redacted(&self.namespace))
            .field("service_account", &Redacted(&self.service_account))
            .finish()
    }
}

/// The pod identity association that gave the role.
#[derive(Clone, Eq, PartialEq)]
pub struct PodIdentityAssociation {
    association_arn: String,
    association_id: String,
}

impl PodIdentityAssociation {
    /// An association by its ARN and its id.
    pub fn new(association_arn: impl Into<String>, association_id: impl Into<String>) -> Self {
        Self { association_arn: association_arn.into(), association_id: association_id.into() }
    }

    /// `associationArn`: see [`AssociationArn`](crate::AssociationArn).
    #[must_use]
    pub fn association_arn(&self) -> &str {
        &self.association_arn
    }

    /// `associationId`: see [`AssociationId`](crate::AssociationId).
    #[must_use]
    pub fn association_id(&self) -> &str {
        &self.association_id
    }
}

impl fmt::Debug for PodIdentityAssociation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PodIdentityAssociation")
            .field("association_arn", &Redacted(&self.association_arn))
            .field("association_id", &Redacted(&self.association_id))
            .finish()
    }
}

/// The session of the role.
#[derive(Clone, Eq, PartialEq)]
pub struct AssumedRoleUser {
    arn: String,
    assume_role_id: String,
}

impl AssumedRoleUser {
    /// A session by its ARN and its id.
    pub fn new(arn: impl Into<String>, assume_role_id: impl Into<String>) -> Self {
        Self { arn: arn.into(), assume_role_id: assume_role_id.into() }
    }

    /// `arn`: see [`AssumedRoleArn`](crate::AssumedRoleArn), and [`RoleArn`](crate::RoleArn), which the
    /// documentation calls it.
    #[must_use]
    pub fn arn(&self) -> &str {
        &self.arn
    }

    /// `assumeRoleId`: see [`AssumeRoleId`](crate::AssumeRoleId).
    #[must_use]
    pub fn assume_role_id(&self) -> &str {
        &self.assume_role_id
    }
}

impl fmt::Debug for AssumedRoleUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssumedRoleUser")
            .field("arn", &Redacted(&self.arn))
            .field("assume_role_id", &Redacted(&self.assume_role_id))
            .finish()
    }
}
