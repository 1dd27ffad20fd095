//! Amazon Resource Names: the general form, and the four kinds that this operation speaks of.

mod eks;
mod iam;
#[cfg(test)]
mod tests;

use crate::constraint;
use crate::text::text_traits;
use crate::{AccountId, NameError};

pub use eks::{AssociationArn, ClusterArn};
pub use iam::{AssumedRoleArn, RoleArn};

/// Any ARN: `arn:partition:service:region:account:resource`.
///
/// The region and the account may be empty; the resource may hold further colons and slashes.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::Arn;
///
/// let arn = Arn::parse("arn:aws:sts::111122223333:assumed-role/ledger/eks-a-b")?;
/// assert_eq!((arn.partition(), arn.service(), arn.region()), ("aws", "sts", ""));
/// assert_eq!(arn.resource(), "assumed-role/ledger/eks-a-b");
/// # Ok::<(), eks_auth_protocol::ArnError>(())
/// ```
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Arn {
    text: String,
    partition: Part,
    service: Part,
    region: Part,
    account: Part,
    resource: Part,
}

/// Where one part stands in the text, in bytes.
type Part = (usize, usize);

impl Arn {
    /// Joins five parts. `region` and `account` may be empty.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    pub fn new(
        partition: &str,
        service: &str,
        region: &str,
        account: &str,
        resource: &str,
    ) -> Result<Self, ArnError> {
        Self::parse(format!("arn:{partition}:{service}:{region}:{account}:{resource}"))
    }

    /// Takes an ARN apart: the whole 20 to 2048 printable characters; partition and service not empty;
    /// partition, service, region and account of lower-case letters, digits and `-`.
    ///
    /// # Errors
    ///
    /// Says which part is missing or wrong.
    pub fn parse(text: impl AsRef<str>) -> Result<Self, ArnError> {
        let text = text.as_ref();
        constraint::ARN.check(text)?;
        let mut cursor = text.strip_prefix("arn:").map(|_| 4).ok_or(ArnError::Prefix)?;
        let mut next = |part: &'static str| {
            let rest = text.get(cursor..).unwrap_or_default();
            let length = rest.find(':').ok_or(ArnError::Missing { part })?;
            let found = (cursor, cursor + length);
            cursor += length + 1;
            let value = rest.get(..length).unwrap_or_default();
            if !value.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')) {
                return Err(ArnError::Illegal { part });
            }
            if value.is_empty() && matches!(part, "partition" | "service") {
                return Err(ArnError::Missing { part });
            }
            Ok(found)
        };
        let partition = next("partition")?;
        let service = next("service")?;
        let region = next("region")?;
        let account = next("account")?;
        let resource = (cursor, text.len());
        if cursor == text.len() {
            return Err(ArnError::Missing { part: "resource" });
        }
        Ok(Self { text: text.to_owned(), partition, service, region, account, resource })
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The partition: `aws`, `aws-cn`, `aws-us-gov` and others.
    #[must_use]
    pub fn partition(&self) -> &str {
        self.part(self.partition)
    }

    /// The service: `iam`, `sts`, `eks`.
    #[must_use]
    pub fn service(&self) -> &str {
        self.part(self.service)
    }

    /// The region. Empty for global resources such as roles.
    #[must_use]
    pub fn region(&self) -> &str {
        self.part(self.region)
    }

    /// The account. Empty, or a word such as `aws`, for resources that belong to no customer.
    #[must_use]
    pub fn account(&self) -> &str {
        self.part(self.account)
    }

    /// Everything after the fifth colon.
    #[must_use]
    pub fn resource(&self) -> &str {
        self.part(self.resource)
    }

    fn part(&self, (start, end): Part) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The account as an id, and the resource after `kind` and a slash, if service and region are as they must be.
    fn of_kind(
        &self,
        kind: &'static str,
        service: &str,
        region: Region,
    ) -> Result<(AccountId, &str), ArnError> {
        let wrong = |part| ArnError::Kind { kind, part };
        if self.service() != service {
            return Err(wrong("service"));
        }
        if (region == Region::Absent) != self.region().is_empty() {
            return Err(wrong("region"));
        }
        let account = AccountId::parse(self.account())?;
        let rest = self.resource().strip_prefix(kind).and_then(|rest| rest.strip_prefix('/'));
        Ok((account, rest.ok_or(wrong("resource"))?))
    }
}

text_traits!(Arn, ArnError);

/// Whether a kind of ARN names a region.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Region {
    Absent,
    Named,
}

/// Why a text is not an ARN, or not of the wanted kind.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ArnError {
    /// It does not begin with `arn:`.
    #[error("an ARN begins with `arn:`")]
    Prefix,
    /// A part that may not be empty is empty, or the text ends before it.
    #[error("the ARN has no {part}")]
    Missing {
        /// The part.
        part: &'static str,
    },
    /// A part has a character that it may not have.
    #[error("the ARN's {part} may have lower-case letters, digits and `-` only")]
    Illegal {
        /// The part.
        part: &'static str,
    },
    /// It is an ARN of something else.
    #[error("the ARN's {part} is not that of `{kind}`")]
    Kind {
        /// The wanted kind of resource: `role`, `assumed-role`, `cluster`, `podidentityassociation`.
        kind: &'static str,
        /// The part that differs.
        part: &'static str,
    },
    /// A name or id in it, or its length, breaks a limit.
    #[error(transparent)]
    Name(#[from] NameError),
}
