//! ARNs of roles and of their sessions.

use super::{Arn, ArnError, Region};
use crate::text::text_traits;
use crate::{AccountId, RoleName, RolePath, RoleSessionName};

/// The ARN of an IAM role: `arn:aws:iam::111122223333:role/path/name`.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::RoleArn;
///
/// let role = RoleArn::parse("arn:aws:iam::111122223333:role/teams/payments/ledger")?;
/// assert_eq!(role.path().as_str(), "/teams/payments/");
/// assert_eq!(role.name().as_str(), "ledger");
/// # Ok::<(), eks_auth_protocol::ArnError>(())
/// ```
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RoleArn {
    arn: Arn,
    account: AccountId,
    path: RolePath,
    name: RoleName,
}

impl RoleArn {
    /// Joins the parts.
    ///
    /// # Errors
    ///
    /// If the partition is no part of an ARN.
    pub fn new(
        partition: &str,
        account: &AccountId,
        path: &RolePath,
        name: &RoleName,
    ) -> Result<Self, ArnError> {
        Self::parse(format!("arn:{partition}:iam::{account}:role{path}{name}"))
    }

    /// Takes a role's ARN apart.
    ///
    /// # Errors
    ///
    /// Says which part is missing, wrong, or that of something else than a role.
    pub fn parse(text: impl AsRef<str>) -> Result<Self, ArnError> {
        let arn = Arn::parse(text)?;
        let (account, rest) = arn.of_kind("role", "iam", Region::Absent)?;
        let (path, name) = match rest.rsplit_once('/') {
            Some((path, name)) => (RolePath::parse(format!("/{path}/"))?, RoleName::parse(name)?),
            None => (RolePath::root(), RoleName::parse(rest)?),
        };
        Ok(Self { arn, account, path, name })
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

    /// The account that owns the role.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// The role's path; `/` if it was given none.
    #[must_use]
    pub fn path(&self) -> &RolePath {
        &self.path
    }

    /// The role's name, without its path.
    #[must_use]
    pub fn name(&self) -> &RoleName {
        &self.name
    }
}

text_traits!(RoleArn, ArnError);

/// The ARN of a role's session, as STS writes it: `arn:aws:sts::111122223333:assumed-role/name/session`.
///
/// It names the role without its path, and no region. The answer's `assumedRoleUser.arn` has this form in every
/// published sample, although its documentation calls it the role's ARN.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::AssumedRoleArn;
///
/// let session = AssumedRoleArn::parse("arn:aws:sts::111122223333:assumed-role/ledger/eks-a-b")?;
/// assert_eq!(session.role_name().as_str(), "ledger");
/// assert_eq!(session.session_name().as_str(), "eks-a-b");
/// # Ok::<(), eks_auth_protocol::ArnError>(())
/// ```
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AssumedRoleArn {
    arn: Arn,
    account: AccountId,
    role_name: RoleName,
    session_name: RoleSessionName,
}

impl AssumedRoleArn {
    /// Joins the parts.
    ///
    /// # Errors
    ///
    /// If the partition is no part of an ARN.
    pub fn new(
        partition: &str,
        account: &AccountId,
        role_name: &RoleName,
        session_name: &RoleSessionName,
    ) -> Result<Self, ArnError> {
        Self::parse(format!("arn:{partition}:sts::{account}:assumed-role/{role_name}/{session_name}"))
    }

    /// Takes a session's ARN apart.
    ///
    /// # Errors
    ///
    /// Says which part is missing, wrong, or that of something else than a session.
    pub fn parse(text: impl AsRef<str>) -> Result<Self, ArnError> {
        let arn = Arn::parse(text)?;
        let kind = "assumed-role";
        let (account, rest) = arn.of_kind(kind, "sts", Region::Absent)?;
        let (role, session) = rest.split_once('/').ok_or(ArnError::Kind { kind, part: "resource" })?;
        let (role_name, session_name) = (RoleName::parse(role)?, RoleSessionName::parse(session)?);
        Ok(Self { arn, account, role_name, session_name })
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

    /// The account that owns the role.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// The role's name, without its path.
    #[must_use]
    pub fn role_name(&self) -> &RoleName {
        &self.role_name
    }

    /// The session's name.
    #[must_use]
    pub fn session_name(&self) -> &RoleSessionName {
        &self.session_name
    }
}

text_traits!(AssumedRoleArn, ArnError);
