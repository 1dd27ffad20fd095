//! Identifiers of accounts, associations, roles, sessions and keys.

use crate::NameError;
use crate::constraint;
use crate::text::{text_traits, text_type};

text_type! {
    /// The id of an AWS account: 12 digits.
    AccountId, constraint::ACCOUNT_ID
}

text_type! {
    /// The id of a pod identity association: any word of letters, digits, `-` and `_`.
    ///
    /// Real ones are `a-` and 17 lower-case letters and digits, but no document promises that.
    AssociationId, constraint::ASSOCIATION_ID
}

text_type! {
    /// The name of an IAM role, without its path: 1 to 64 letters, digits and `_+=,.@-`.
    RoleName, constraint::ROLE_NAME
}

text_type! {
    /// The path of an IAM role: `/`, or up to 512 printable characters that begin and end with a slash.
    RolePath, constraint::ROLE_PATH
}

text_type! {
    /// The unique id of an IAM role, `AROA…`: 16 to 128 letters, digits and `_`.
    RoleId, constraint::ROLE_ID
}

text_type! {
    /// The name of a role session: 2 to 64 letters, digits and `_+=,.@-`.
    RoleSessionName, constraint::ROLE_SESSION_NAME
}

text_type! {
    /// The id of an access key: 16 to 128 letters, digits and `_`. Those of sessions begin with `ASIA`.
    AccessKeyId, constraint::ACCESS_KEY_ID
}

impl RolePath {
    /// The path of a role that was given none: `/`.
    pub fn root() -> Self {
        Self("/".to_owned())
    }
}

/// A role's id and the name of a session of it, with a colon between: the answer's `assumeRoleId`.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::AssumeRoleId;
///
/// let id = AssumeRoleId::parse("AROACONFORMANCE00001:eks-conformanc-ledger-0")?;
/// assert_eq!(id.role_id().as_str(), "AROACONFORMANCE00001");
/// assert_eq!(id.session_name().as_str(), "eks-conformanc-ledger-0");
/// # Ok::<(), eks_auth_protocol::NameError>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AssumeRoleId {
    text: String,
    role_id: RoleId,
    session_name: RoleSessionName,
}

impl AssumeRoleId {
    /// Joins a role's id and a session's name.
    pub fn new(role_id: RoleId, session_name: RoleSessionName) -> Self {
        Self { text: format!("{role_id}:{session_name}"), role_id, session_name }
    }

    /// Takes a text apart at its first colon.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the whole, with the role's id or with the session's name.
    pub fn parse(text: impl AsRef<str>) -> Result<Self, NameError> {
        let text = text.as_ref();
        constraint::ASSUME_ROLE_ID.check(text)?;
        let Some((role_id, session_name)) = text.split_once(':') else {
            return Err(constraint::ASSUME_ROLE_ID.incomplete());
        };
        Ok(Self::new(RoleId::parse(role_id)?, RoleSessionName::parse(session_name)?))
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands before the colon.
    pub fn role_id(&self) -> &RoleId {
        &self.role_id
    }

    /// What stands after the colon.
    pub fn session_name(&self) -> &RoleSessionName {
        &self.session_name
    }
}

text_traits!(AssumeRoleId, NameError);
