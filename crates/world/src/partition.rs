//! The AWS partitions that the world has a twin in.

use std::fmt;
use std::str::FromStr;

/// An AWS partition: a group of regions with its own accounts, ARNs and host names.
///
/// # Example
///
/// ```
/// use eks_auth_world::Partition;
///
/// let partition: Partition = "aws-cn".parse()?;
/// assert_eq!(partition.region(), "cn-north-1");
/// assert_eq!(Partition::default(), Partition::Aws);
/// # Ok::<(), eks_auth_world::PartitionError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Partition {
    /// The commercial regions, `aws`.
    #[default]
    Aws,
    /// The regions in China, `aws-cn`.
    AwsCn,
    /// The GovCloud regions in the United States, `aws-us-gov`.
    AwsUsGov,
}

impl Partition {
    /// Every partition the world exists in, the default one first.
    pub const ALL: &'static [Self] = &[Self::Aws, Self::AwsCn, Self::AwsUsGov];

    /// The partition as ARNs write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::AwsCn => "aws-cn",
            Self::AwsUsGov => "aws-us-gov",
        }
    }

    /// The region that the world's clusters stand in.
    #[must_use]
    pub const fn region(self) -> &'static str {
        match self {
            Self::Aws => "us-west-2",
            Self::AwsCn => "cn-north-1",
            Self::AwsUsGov => "us-gov-west-1",
        }
    }

    /// A second region of the partition, where the world has nothing.
    #[must_use]
    pub const fn other_region(self) -> &'static str {
        match self {
            Self::Aws => "eu-central-1",
            Self::AwsCn => "cn-northwest-1",
            Self::AwsUsGov => "us-gov-east-1",
        }
    }

    /// What the host names of token issuers end in.
    #[must_use]
    pub const fn dns_suffix(self) -> &'static str {
        match self {
            Self::Aws | Self::AwsUsGov => "amazonaws.com",
            Self::AwsCn => "amazonaws.com.cn",
        }
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Partition {
    type Err = PartitionError;

    fn from_str(text: &str) -> Result<Self, PartitionError> {
        Self::ALL.iter().copied().find(|partition| partition.as_str() == text).ok_or(PartitionError(()))
    }
}

/// The text names none of the partitions that the world exists in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("unknown partition: the world exists in `aws`, `aws-cn` and `aws-us-gov`")]
pub struct PartitionError(());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back() {
        for &partition in Partition::ALL {
            assert_eq!(partition.to_string().parse(), Ok(partition));
        }
    }

    #[test]
    fn the_error_names_every_partition() {
        let text = "AWS".parse::<Partition>().unwrap_err().to_string();
        for partition in Partition::ALL {
            assert!(text.contains(&format!("`{partition}`")), "{text}");
        }
    }
}
