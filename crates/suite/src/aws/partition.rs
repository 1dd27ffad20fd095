//! The partitions of AWS: what their regions are called, and what their hosts end in.

use super::Region;

/// A group of regions with host names of its own.
#[derive(Debug)]
pub(super) struct AwsPartition {
    id: &'static str,
    /// What a region's name has in front of a word and a number.
    prefixes: &'static [&'static str],
    /// What hosts for both IPv4 and IPv6 end in.
    suffix: &'static str,
}

const fn row(id: &'static str, prefixes: &'static [&'static str], suffix: &'static str) -> AwsPartition {
    AwsPartition { id, prefixes, suffix }
}

/// The first is the one that regions are taken for which no other has.
const PARTITIONS: [AwsPartition; 8] = [
    row("aws", &["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"], "api.aws"),
    row("aws-cn", &["cn"], "api.amazonwebservices.com.cn"),
    row("aws-eusc", &["eusc-de"], "api.amazonwebservices.eu"),
    row("aws-iso", &["us-iso"], "api.aws.ic.gov"),
    row("aws-iso-b", &["us-isob"], "api.aws.scloud"),
    row("aws-iso-e", &["eu-isoe"], "api.cloud-aws.adc-e.uk"),
    row("aws-iso-f", &["us-isof"], "api.aws.hci.ic.gov"),
    row("aws-us-gov", &["us-gov"], "api.aws"),
];

impl AwsPartition {
    pub(super) fn id(&self) -> &'static str {
        self.id
    }

    pub(super) fn suffix(&self) -> &'static str {
        self.suffix
    }

    fn has(&self, name: &str) -> bool {
        let is_its_own = |prefix: &&str| {
            name.strip_prefix(*prefix).and_then(|rest| rest.strip_prefix('-')).is_some_and(is_word_and_number)
        };
        self.prefixes.iter().any(is_its_own) || name.strip_prefix(self.id) == Some("-global")
    }
}

/// The partition of a region.
pub(super) fn of(region: &Region) -> &'static AwsPartition {
    known(region).unwrap_or(&PARTITIONS[0])
}

/// The partition whose regions are called so.
pub(super) fn known(region: &Region) -> Option<&'static AwsPartition> {
    PARTITIONS.iter().find(|partition| partition.has(region.as_str()))
}

/// `east-1`, and nothing with a hyphen more or less.
fn is_word_and_number(text: &str) -> bool {
    text.split_once('-').is_some_and(|(word, number)| {
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        !word.is_empty() && is_number
    })
}
