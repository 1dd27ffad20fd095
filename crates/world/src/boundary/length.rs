//! Lengths, counts and depths.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// A length at which something ends: the greatest that is allowed, or the size of somebody's buffer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limit {
    length: usize,
    whose: &'static str,
}

impl Limit {
    const fn new(length: usize, whose: &'static str) -> Self {
        Self { length, whose }
    }

    /// The length, in characters or bytes.
    #[must_use]
    pub fn length(&self) -> usize {
        self.length
    }

    /// Whose limit it is.
    #[must_use]
    pub fn whose(&self) -> &'static str {
        self.whose
    }
}

/// Every limit on a length, in ascending order: of the API, of STS and Kubernetes, of common buffers, columns and servers.
pub static LIMITS: &[Limit] = &[
    Limit::new(8, "a machine word"),
    Limit::new(10, "the cluster's and the pod's share of a session name"),
    Limit::new(16, "a UUID in bytes, a block of AES"),
    Limit::new(20, "an access key ID"),
    Limit::new(32, "a hash of SHA-256, a UUID without hyphens"),
    Limit::new(36, "a UUID with hyphens"),
    Limit::new(40, "a key ID of EKS, a hash of SHA-1 in hex"),
    Limit::new(43, "a key ID of Kubernetes"),
    Limit::new(48, "a P-384 coordinate"),
    Limit::new(50, "a short database column"),
    Limit::new(63, "a DNS label: a namespace"),
    Limit::new(64, "a session name or a role name, a P-256 signature"),
    Limit::new(72, "what bcrypt reads"),
    Limit::new(80, "a line of a terminal"),
    Limit::new(100, "the name of an EKS cluster"),
    Limit::new(127, "a signed byte"),
    Limit::new(128, "the value of a session tag"),
    Limit::new(193, "an assumed role ID"),
    Limit::new(253, "a DNS subdomain: a service account or a pod"),
    Limit::new(255, "a byte, a database column, a file name"),
    Limit::new(256, "an RSA signature of 2048 bits"),
    Limit::new(512, "the part of a role's path"),
    Limit::new(1_000, "a round number"),
    Limit::new(1_024, "a small buffer"),
    Limit::new(2_048, "an ARN of STS, a URL"),
    Limit::new(4_000, "a long database column"),
    Limit::new(4_096, "a page of memory, a cookie, a path"),
    Limit::new(8_000, "a request line that servers must take"),
    Limit::new(8_190, "a line of a request's head in Apache"),
    Limit::new(8_192, "a request's head in many servers"),
    Limit::new(10_000, "a round number"),
    Limit::new(16_384, "a request's head in Node.js, a TLS record"),
    Limit::new(32_767, "a signed number of 16 bits"),
    Limit::new(32_768, "half of 64 KiB"),
    Limit::new(65_535, "an unsigned number of 16 bits"),
    Limit::new(65_536, "64 KiB"),
];

/// Lengths within a range, in ascending order: 0, 1 and 2, the ends of the range, and each of [`LIMITS`] with its two
/// neighbours.
///
/// # Example
///
/// ```
/// use eks_auth_world::boundary::lengths;
///
/// assert_eq!(lengths(0..=10), [0, 1, 2, 7, 8, 9, 10]);
/// assert_eq!(lengths(99..=101), [99, 100, 101]);
/// ```
pub fn lengths(range: RangeInclusive<usize>) -> Vec<usize> {
    around(LIMITS.iter().map(Limit::length), range)
}

/// Lengths around the powers of two within a range: 0, 1 and 2, the ends of the range, and from 16 on each power with its two
/// neighbours. Fewer than [`lengths`], for what nobody names a limit of.
///
/// # Example
///
/// ```
/// use eks_auth_world::boundary::powers_of_two;
///
/// assert_eq!(powers_of_two(1..=33), [1, 2, 15, 16, 17, 31, 32, 33]);
/// ```
#[must_use]
pub fn powers_of_two(range: RangeInclusive<usize>) -> Vec<usize> {
    around((4..=16).map(|exponent| 1 << exponent), range)
}

/// How many of something: 0 to 3, and what arrays, bytes and common limits on members and headers hold.
///
/// # Example
///
/// ```
/// use eks_auth_world::boundary::counts;
///
/// assert_eq!(counts(5..=17), [5, 7, 8, 9, 10, 11, 15, 16, 17]);
/// ```
#[must_use]
pub fn counts(range: RangeInclusive<usize>) -> Vec<usize> {
    around([8, 10, 16, 20, 32, 50, 64, 100, 128, 256, 500, 512, 1_000, 1_024], range)
}

/// How deep something is nested: 1 to 3, and around the limits of common JSON readers (32, 64, 100, 127 and 128, 500, 512,
/// 1000).
///
/// # Example
///
/// ```
/// use eks_auth_world::boundary::depths;
///
/// assert_eq!(depths(1..=33), [1, 2, 3, 15, 16, 17, 31, 32, 33]);
/// ```
#[must_use]
pub fn depths(range: RangeInclusive<usize>) -> Vec<usize> {
    around([2, 16, 32, 64, 100, 127, 128, 500, 512, 1_000, 1_024], range)
}

/// An empty JSON array inside others: so many brackets open at once.
#[must_use]
pub fn nested_arrays(depth: usize) -> String {
    "[".repeat(depth) + &"]".repeat(depth)
}

/// An empty JSON object inside others, each the member `a` of the next: so many braces open at once.
#[must_use]
pub fn nested_objects(depth: usize) -> String {
    match depth {
        0 => String::new(),
        depth => r#"{"a":"#.repeat(depth - 1) + "{}" + &"}".repeat(depth - 1),
    }
}

fn around(limits: impl IntoIterator<Item = usize>, range: RangeInclusive<usize>) -> Vec<usize> {
    let edges = [*range.start(), *range.end()];
    let around = limits.into_iter().flat_map(|limit| [limit.saturating_sub(1), limit, limit + 1]);
    let all: BTreeSet<usize> = [0, 1, 2].into_iter().chain(edges).chain(around).collect();
    all.into_iter().filter(|length| range.contains(length)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_ascend_and_say_whose_they_are() {
        assert!(LIMITS.is_sorted_by(|left, right| left.length() < right.length()));
        assert!(LIMITS.iter().all(|limit| !limit.whose().is_empty()));
    }

    #[test]
    fn lengths_ascend_within_their_range() {
        for range in [0..=0, 1..=1, 0..=65_537, 50..=70] {
            let lengths = lengths(range.clone());
            assert!(lengths.is_sorted_by(|left, right| left < right), "{range:?}");
            assert_eq!((lengths.first(), lengths.last()), (Some(range.start()), Some(range.end())));
        }
        let (start, end) = (1, 0);
        assert!(lengths(start..=end).is_empty());
    }

    #[test]
    fn nesting_is_json_of_its_depth() {
        assert_eq!(nested_arrays(3), "[[[]]]");
        assert_eq!(nested_objects(3), r#"{"a":{"a":{}}}"#);
        assert_eq!((nested_arrays(0), nested_objects(0)), (String::new(), String::new()));
        assert!(serde_json::from_str::<serde_json::Value>(&nested_objects(100)).is_ok());
    }
}
