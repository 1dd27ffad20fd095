//! What comes back.
//!
//! The model gives no limits for any output, so its members are plain strings here: what a service answers stays
//! representable, however odd. Parse one to see more of it, for instance as an
//! [`AssumedRoleArn`](crate::AssumedRoleArn). `Debug` hides credentials, and the signature of any token that a
//! service may have put into another member.

mod credentials;
mod member;

use std::fmt;

use crate::token::Redacted;

pub use credentials::Credentials;
pub use member::{AssumedRoleUser, PodIdentityAssociation, Subject};

/// The answer to a granted request.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::{
///     AssumeRoleForPodIdentityResponse, AssumedRoleArn, AssumedRoleUser, Credentials, EpochSeconds,
///     PodIdentityAssociation, Secret, Subject, operation,
/// };
///
/// let association =
///     "arn:aws:eks:us-west-2:111122223333:podidentityassociation/conformance/a-conformance000001";
/// let response = AssumeRoleForPodIdentityResponse::new(
///     Subject::new("payments", "ledger"),
///     operation::AUDIENCE,
///     PodIdentityAssociation::new(association, "a-conformance000001"),
///     AssumedRoleUser::new(
///         "arn:aws:sts::111122223333:assumed-role/ledger/eks-a-b",
///         "AROACONFORMANCE00001:eks-a-b",
///     ),
///     Credentials::new(
///         Secret::new("session token"),
///         Secret::new("secret access key"),
///         "ASIAIOSFODNN7EXAMPLE",
///         EpochSeconds::from_seconds(1_800_000_000),
///     ),
/// );
/// let session = AssumedRoleArn::parse(response.assumed_role_user().arn())?;
/// assert_eq!(session.role_name().as_str(), "ledger");
/// # Ok::<(), eks_auth_protocol::ArnError>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct AssumeRoleForPodIdentityResponse {
    subject: Subject,
    audience: String,
    pod_identity_association: PodIdentityAssociation,
    assumed_role_user: AssumedRoleUser,
    credentials: Credentials,
    workload_identity_provider_arn: Option<String>,
}

impl AssumeRoleForPodIdentityResponse {
    /// An answer with every required member.
    pub fn new(
        subject: Subject,
        audience: impl Into<String>,
        pod_identity_association: PodIdentityAssociation,
        assumed_role_user: AssumedRoleUser,
        credentials: Credentials,
    ) -> Self {
        Self {
            subject,
            audience: audience.into(),
            pod_identity_association,
            assumed_role_user,
            credentials,
            workload_identity_provider_arn: None,
        }
    }

    /// The same answer for an association with a workload identity.
    #[must_use]
    pub fn with_workload_identity_provider_arn(mut self, arn: impl Into<String>) -> Self {
        self.workload_identity_provider_arn = Some(arn.into());
        self
    }

    /// `subject`: whom the token was issued to.
    #[must_use]
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// `audience`: whom the token was issued for, [`operation::AUDIENCE`](crate::operation::AUDIENCE).
    #[must_use]
    pub fn audience(&self) -> &str {
        &self.audience
    }

    /// `podIdentityAssociation`: the association that was found.
    #[must_use]
    pub fn pod_identity_association(&self) -> &PodIdentityAssociation {
        &self.pod_identity_association
    }

    /// `assumedRoleUser`: the session that was made.
    #[must_use]
    pub fn assumed_role_user(&self) -> &AssumedRoleUser {
        &self.assumed_role_user
    }

    /// `credentials`: what to sign requests with.
    #[must_use]
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// `workloadIdentityProviderArn`: only for associations with a workload identity.
    #[must_use]
    pub fn workload_identity_provider_arn(&self) -> Option<&str> {
        self.workload_identity_provider_arn.as_deref()
    }
}

impl fmt::Debug for AssumeRoleForPodIdentityResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssumeRoleForPodIdentityResponse")
            .field("subject", &self.subject)
            .field("audience", &Redacted(&self.audience))
            .field("pod_identity_association", &self.pod_identity_association)
            .field("assumed_role_user", &self.assumed_role_user)
            .field("credentials", &self.credentials)
            .field("workload_identity_provider_arn", &self.workload_identity_provider_arn().map(Redacted))
            .finish()
    }
}
