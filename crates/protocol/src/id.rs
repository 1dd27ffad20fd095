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
    #[must_use]
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
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct AssumeRoleId {
    text: String,
    role_id: RoleId,
    session_name: RoleSessionName,
}

impl AssumeRoleId {
    /// Joins a role's id and a session's name.
    #[must_use]
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
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What stands before the colon.
    #[must_use]
    pub fn role_id(&self) -> &RoleId {
        &self.role_id
    }

    /// What stands after the colon.
    #[must_use]
    pub fn session_name(&self) -> &RoleSessionName {
        &self.session_name
    }
}

text_traits!(AssumeRoleId, NameError);

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether texts of these lengths are accepted, all of one character.
    fn accepted<T>(parse: fn(String) -> Result<T, NameError>, lengths: &[usize]) -> Vec<bool> {
        lengths.iter().map(|&length| parse("1".repeat(length)).is_ok()).collect()
    }

    #[test]
    fn lengths_below_at_and_above_each_limit() {
        assert_eq!(accepted(AccountId::parse, &[0, 11, 12, 13]), [false, false, true, false]);
        assert_eq!(accepted(AssociationId::parse, &[0, 1, 19, 2000]), [false, true, true, true]);
        assert_eq!(accepted(RoleName::parse, &[0, 1, 64, 65]), [false, true, true, false]);
        assert_eq!(accepted(RoleId::parse, &[15, 16, 128, 129]), [false, true, true, false]);
        assert_eq!(accepted(AccessKeyId::parse, &[15, 16, 128, 129]), [false, true, true, false]);
        assert_eq!(accepted(RoleSessionName::parse, &[1, 2, 64, 65]), [false, true, true, false]);
    }

    #[test]
    fn characters_of_each_class() {
        for text in ["az", "AZ", "09", "_+", "=,", ".@", "--"] {
            assert!(RoleName::parse(text).is_ok(), "{text}");
            assert!(RoleSessionName::parse(text).is_ok(), "{text}");
        }
        for text in ["a b", "a/b", "a:b", "a*b", "a;b", "aéb", "a\n"] {
            assert!(RoleName::parse(text).is_err(), "{text}");
            assert!(RoleSessionName::parse(text).is_err(), "{text}");
        }
        for text in ["AROACONFORMANCE00001", "aroa_conformance_0001"] {
            assert!(RoleId::parse(text).is_ok(), "{text}");
            assert!(AccessKeyId::parse(text).is_ok(), "{text}");
        }
        for text in ["AROACONFORMANCE-0001", "AROACONFORMANCE+0001", "AROACONFORMANCÉ0001"] {
            assert!(RoleId::parse(text).is_err(), "{text}");
            assert!(AccessKeyId::parse(text).is_err(), "{text}");
        }
        assert!(AccountId::parse("11112222333a").is_err());
        assert!(AccountId::parse("١١١١٢٢٢٢٣٣٣٣").is_err());
        assert!(AssociationId::parse("a-lfw52xh1ihr1szuwp").is_ok());
        assert!(AssociationId::parse("a/b").is_err());
    }

    #[test]
    fn role_paths() {
        let longest = format!("/{}/", "a".repeat(510));
        for path in ["/", "/a/", "///", "/a/b/", "/!~:*/", &longest] {
            assert_eq!(RolePath::parse(path).unwrap().as_str(), path);
        }
        let too_long = format!("/{}/", "a".repeat(511));
        for path in ["", "a", "//", "/a", "a/", "/a b/", "/é/", "/\u{7f}/", &too_long] {
            assert!(RolePath::parse(path).is_err(), "{path}");
        }
    }

    #[test]
    fn assume_role_id_without_one_of_its_halves() {
        for text in [
            "",
            ":",
            "AROACONFORMANCE00001",
            "AROACONFORMANCE00001:",
            "AROACONFORMANCE00001:a",
            ":ab",
            "A:ab",
        ] {
            assert!(AssumeRoleId::parse(text).is_err(), "{text}");
        }
        assert!(AssumeRoleId::parse("AROACONFORMANCE00001:ab").is_ok());
        assert!(AssumeRoleId::parse("AROACONFORMANCE00001:ab:cd").is_err());
        let longest = format!("{}:{}", "A".repeat(128), "b".repeat(64));
        assert!(AssumeRoleId::parse(&longest).is_ok());
        assert!(AssumeRoleId::parse(longest + "b").is_err());
    }
}
