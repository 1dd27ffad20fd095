//! Names of clusters and of Kubernetes objects, and the error that every parsed text shares.

use crate::constraint::{self, Pattern};
use crate::text::text_type;

text_type! {
    /// The name of an EKS cluster: 1 to 100 letters, digits, `-` and `_`, first a letter or digit.
    ///
    /// The whole name must match, although the model's pattern has no anchors and Smithy would then be content
    /// with a match anywhere: the name is one segment of the request's path, and a name such as `a/b` or
    /// `-a` is not what the pattern can have meant. Names that differ in case are different clusters.
    ///
    /// # Example
    ///
    /// ```
    /// use eks_auth_protocol::ClusterName;
    ///
    /// let cluster = ClusterName::parse("Payments_2")?;
    /// assert_eq!(cluster.as_str(), "Payments_2");
    /// assert!(ClusterName::parse("-a").is_err());
    /// assert!(ClusterName::parse("a/b").is_err());
    /// # Ok::<(), eks_auth_protocol::NameError>(())
    /// ```
    ClusterName, constraint::CLUSTER_NAME
}

text_type! {
    /// The name of a Kubernetes namespace: a DNS label of at most 63 characters.
    Namespace, constraint::NAMESPACE
}

text_type! {
    /// The name of a Kubernetes service account: a DNS subdomain of at most 253 characters.
    ServiceAccountName, constraint::SERVICE_ACCOUNT_NAME
}

text_type! {
    /// The name of a Kubernetes pod: a DNS subdomain of at most 253 characters.
    PodName, constraint::POD_NAME
}

/// Why a text is not the name or id that it was taken for.
///
/// It shows lengths and at most one character of the text, never the text: what is mistaken for a name may be
/// a secret.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// The text is shorter than allowed; often it is empty.
    #[error("{noun} has {length} characters and needs at least {shortest}")]
    TooShort {
        /// What the text was taken for.
        noun: &'static str,
        /// The least length, in Unicode scalar values.
        shortest: usize,
        /// The text's length.
        length: usize,
    },
    /// The text is longer than allowed.
    #[error("{noun} has {length} characters and may have at most {longest}")]
    TooLong {
        /// What the text was taken for.
        noun: &'static str,
        /// The greatest length, in Unicode scalar values.
        longest: usize,
        /// The text's length.
        length: usize,
    },
    /// A character stands where it may not.
    #[error("{noun} has {character:?} at byte {offset}; it must be {words}")]
    Character {
        /// What the text was taken for.
        noun: &'static str,
        /// The character that does not fit.
        character: char,
        /// Where it begins, in bytes.
        offset: usize,
        /// What the text must be, in words.
        words: &'static str,
    },
    /// The text ends where more is needed.
    #[error("{noun} is not complete; it must be {words}")]
    Incomplete {
        /// What the text was taken for.
        noun: &'static str,
        /// What the text must be, in words.
        words: &'static str,
    },
    /// The text is not a number of seconds within the bounds.
    #[error("{noun} is not a whole number of seconds from {least} to {most}")]
    Seconds {
        /// What the text was taken for.
        noun: &'static str,
        /// The shortest duration.
        least: u64,
        /// The longest duration.
        most: u64,
    },
}

impl NameError {
    /// What the text was taken for: `cluster name`.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match self {
            Self::TooShort { noun, .. }
            | Self::TooLong { noun, .. }
            | Self::Character { noun, .. }
            | Self::Incomplete { noun, .. }
            | Self::Seconds { noun, .. } => noun,
        }
    }

    pub(crate) fn pattern(noun: &'static str, pattern: Pattern, text: &str, offset: usize) -> Self {
        let words = pattern.words();
        match text.get(offset..).and_then(|rest| rest.chars().next()) {
            Some(character) => Self::Character { noun, character, offset, words },
            None => Self::Incomplete { noun, words },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cluster_name_lengths() {
        assert_eq!(
            ClusterName::parse(""),
            Err(NameError::TooShort { noun: "cluster name", shortest: 1, length: 0 })
        );
        assert!(ClusterName::parse("a").is_ok());
        assert!(ClusterName::parse("a".repeat(99)).is_ok());
        assert!(ClusterName::parse("a".repeat(100)).is_ok());
        assert_eq!(
            ClusterName::parse("a".repeat(101)),
            Err(NameError::TooLong { noun: "cluster name", longest: 100, length: 101 })
        );
    }

    #[test]
    fn cluster_name_characters() {
        for name in ["0", "Z", "a-_-", "0--__", "aA0-_", "z-"] {
            assert_eq!(ClusterName::parse(name).unwrap().as_str(), name);
        }
        for (name, character, offset) in [
            ("-a", '-', 0),
            ("_a", '_', 0),
            ("a b", ' ', 1),
            ("a/b", '/', 1),
            ("a.b", '.', 1),
            ("a%2Fb", '%', 1),
            ("éa", 'é', 0),
            ("aé", 'é', 1),
            ("a\n", '\n', 1),
            ("a\0", '\0', 1),
            ("a٣", '٣', 1),
        ] {
            let words = "letters, digits, `-` and `_`, beginning with a letter or digit";
            let error = NameError::Character { noun: "cluster name", character, offset, words };
            assert_eq!(ClusterName::parse(name), Err(error), "{name:?}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        let error = ClusterName::parse("é".repeat(100)).unwrap_err();
        assert!(matches!(error, NameError::Character { .. }), "{error}");
        let error = ClusterName::parse("é".repeat(101)).unwrap_err();
        assert!(matches!(error, NameError::TooLong { length: 101, .. }), "{error}");
    }

    #[test]
    fn namespace_lengths_and_characters() {
        for name in ["a", "0", "a-b", "0--0", &"a".repeat(62), &"a".repeat(63)] {
            assert!(Namespace::parse(name).is_ok(), "{name}");
        }
        for name in ["", "-", "-a", "a-", "A", "a.b", "a_b", "a b", &"a".repeat(64)] {
            assert!(Namespace::parse(name).is_err(), "{name}");
        }
    }

    #[test]
    fn subdomain_lengths_and_characters() {
        let longest = format!("{}.{}", "a".repeat(126), "b".repeat(126));
        for name in ["a", "0", "a.b", "a-b.c-d.0", &longest, &longest.replace('.', "-"), &longest[..252]] {
            assert!(ServiceAccountName::parse(name).is_ok(), "{name}");
            assert!(PodName::parse(name).is_ok(), "{name}");
        }
        let too_long = format!("{longest}a");
        for name in ["", ".", "a.", ".a", "a..b", "a.-b", "a-.b", "-a", "a-", "A", "a_b", "a:b", &too_long] {
            assert!(ServiceAccountName::parse(name).is_err(), "{name}");
            assert!(PodName::parse(name).is_err(), "{name}");
        }
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let texts = [
            ClusterName::parse("").unwrap_err(),
            ClusterName::parse("a".repeat(101)).unwrap_err(),
            ClusterName::parse("a/b").unwrap_err(),
            ServiceAccountName::parse("a.").unwrap_err(),
        ]
        .map(|error| error.to_string());
        assert_eq!(
            texts,
            [
                "cluster name has 0 characters and needs at least 1",
                "cluster name has 101 characters and may have at most 100",
                "cluster name has '/' at byte 1; it must be letters, digits, `-` and `_`, beginning with a letter or digit",
                "service account name is not complete; it must be lower-case letters, digits, `-` and `.`, each label \
                 beginning and ending with a letter or digit",
            ]
        );
    }
}
