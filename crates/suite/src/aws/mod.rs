//! Where AWS itself serves this API.
//!
//! The rules are those of the SDKs: <https://github.com/boto/botocore/blob/develop/botocore/data/eks-auth/2023-11-26/endpoint-rule-set-1.json>
//! with the partitions of <https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json>.

mod partition;

use std::fmt;
use std::str::FromStr;

use partition::AwsPartition;
use thiserror::Error;

use crate::client::{Endpoint, EndpointError};

/// A region of AWS, by its name.
///
/// # Example
///
/// ```
/// use eks_auth_suite::aws::Region;
///
/// let region: Region = "cn-north-1".parse()?;
/// assert_eq!(region.partition(), "aws-cn");
/// # Ok::<(), eks_auth_suite::aws::RegionError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Region(String);

/// A text is no name of a region.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("`{0}` is not the name of a region such as us-west-2")]
pub struct RegionError(String);

impl Region {
    /// The longest label of a host name, in bytes (RFC 1035 §2.3.4).
    const LONGEST: usize = 63;

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The partition that it lies in. A region that no partition's names are like is taken for one of `aws`: so the SDKs
    /// know regions that are younger than they are.
    #[must_use]
    pub fn partition(&self) -> &'static str {
        partition::of(self).id()
    }

    /// The partition that its name shows, if it is like those of any.
    pub(crate) fn known_partition(&self) -> Option<&'static str> {
        partition::known(self).map(AwsPartition::id)
    }
}

impl FromStr for Region {
    type Err = RegionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_label = text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        let hangs = text.starts_with('-') || text.ends_with('-');
        if text.is_empty() || text.len() > Self::LONGEST || !is_label || hangs {
            return Err(RegionError(text.to_owned()));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which of a region's endpoints.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Variant {
    /// The usual one.
    #[default]
    Standard,
    /// The one whose cryptography is validated by FIPS 140.
    Fips,
}

/// The endpoint of a region. This API has no other hosts than those for IPv4 and IPv6 at once.
///
/// # Errors
///
/// When the host's name gets too long for a host.
///
/// # Example
///
/// ```
/// use eks_auth_suite::aws::{Variant, endpoint};
///
/// let endpoint = endpoint(&"us-gov-west-1".parse()?, Variant::Fips)?;
/// assert_eq!(endpoint.to_string(), "https://eks-auth-fips.us-gov-west-1.api.aws");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn endpoint(region: &Region, variant: Variant) -> Result<Endpoint, EndpointError> {
    let service = match variant {
        Variant::Standard => "eks-auth",
        Variant::Fips => "eks-auth-fips",
    };
    format!("https://{service}.{region}.{}", partition::of(region).suffix()).parse()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(name: &str) -> Region {
        name.parse().expect("a name")
    }

    #[test]
    fn every_partition_has_its_hosts() {
        for (name, partition, host) in [
            ("us-west-2", "aws", "eks-auth.us-west-2.api.aws"),
            ("mx-central-1", "aws", "eks-auth.mx-central-1.api.aws"),
            ("cn-northwest-1", "aws-cn", "eks-auth.cn-northwest-1.api.amazonwebservices.com.cn"),
            ("us-gov-east-1", "aws-us-gov", "eks-auth.us-gov-east-1.api.aws"),
            ("eusc-de-east-1", "aws-eusc", "eks-auth.eusc-de-east-1.api.amazonwebservices.eu"),
            ("us-iso-east-1", "aws-iso", "eks-auth.us-iso-east-1.api.aws.ic.gov"),
            ("us-isob-east-1", "aws-iso-b", "eks-auth.us-isob-east-1.api.aws.scloud"),
            ("eu-isoe-west-1", "aws-iso-e", "eks-auth.eu-isoe-west-1.api.cloud-aws.adc-e.uk"),
            ("us-isof-south-1", "aws-iso-f", "eks-auth.us-isof-south-1.api.aws.hci.ic.gov"),
        ] {
            let region = region(name);
            let endpoint = endpoint(&region, Variant::Standard).expect("a host");
            assert_eq!((region.partition(), endpoint.authority().as_str()), (partition, host));
        }
    }

    #[test]
    fn region_that_nobody_knows_is_taken_for_one_of_aws() {
        for name in ["xx-west-1", "us-west", "moon", "us-gov-1", "eusc-fr-west-1"] {
            assert_eq!(region(name).partition(), "aws", "{name}");
        }
    }

    #[test]
    fn what_cannot_be_in_a_host_is_no_region() {
        let long = "a".repeat(64);
        for text in
            ["", "-", "us_west_2", "US-WEST-2", "us-west-2.evil.example", "us west", "us-west-2-", &long]
        {
            assert_eq!(text.parse::<Region>(), Err(RegionError(text.to_owned())));
        }
    }
}
