//! Strings that nobody may print.

use std::fmt;

/// A secret: a session token or a secret access key.
///
/// It has no `Display`, and `Debug` shows a placeholder without so much as its length, so that it cannot reach a
/// log by accident. [`expose`](Self::expose) is the one way to read it, easy to search for. Comparing two secrets
/// takes no constant time: this type is for those who hold a secret, not for those who check one.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::Secret;
///
/// let secret = Secret::new("wJalrXUtnFEMI");
/// assert_eq!(secret.expose(), "wJalrXUtnFEMI");
/// assert_eq!(format!("{secret:?}"), "Secret(…)");
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct Secret(String);

impl Secret {
    /// Takes a string into custody.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself. What is done with it is up to the caller.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Its length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it is empty, which no real secret is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
