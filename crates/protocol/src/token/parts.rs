//! The three parts of a compact JWS, borrowed.

use std::fmt;

use super::{Part, TokenError};

/// The parts of a token as they are written, before anything is decoded.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::token::Parts;
///
/// let parts = Parts::split("a.b.c")?;
/// assert_eq!((parts.header(), parts.payload(), parts.signature()), ("a", "b", "c"));
/// assert!(Parts::split("a.b.").is_err());
/// # Ok::<(), eks_auth_protocol::token::TokenError>(())
/// ```
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Parts<'a> {
    header: &'a str,
    payload: &'a str,
    signature: &'a str,
}

impl<'a> Parts<'a> {
    /// Splits a text at its dots into exactly three parts, none of them empty. Their characters are not judged.
    ///
    /// # Errors
    ///
    /// If there are more or fewer parts, or the first empty one.
    pub fn split(text: &'a str) -> Result<Self, TokenError> {
        let wrong_count = || TokenError::Parts { found: text.split('.').count() };
        let (header, rest) = text.split_once('.').ok_or_else(wrong_count)?;
        let (payload, signature) = rest.split_once('.').ok_or_else(wrong_count)?;
        if signature.contains('.') {
            return Err(wrong_count());
        }
        for (part, text) in [(Part::Header, header), (Part::Payload, payload), (Part::Signature, signature)] {
            if text.is_empty() {
                return Err(TokenError::Empty { part });
            }
        }
        Ok(Self { header, payload, signature })
    }

    /// What stands before the first dot.
    #[must_use]
    pub fn header(&self) -> &'a str {
        self.header
    }

    /// What stands between the dots.
    #[must_use]
    pub fn payload(&self) -> &'a str {
        self.payload
    }

    /// What stands after the second dot. Not to be printed.
    #[must_use]
    pub fn signature(&self) -> &'a str {
        self.signature
    }
}

impl fmt::Debug for Parts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parts")
            .field("header", &format_args!("{} bytes", self.header.len()))
            .field("payload", &format_args!("{} bytes", self.payload.len()))
            .field("signature", &format_args!("…"))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_count_but_three() {
        for (text, found) in [("", 1), ("a", 1), ("a.b", 2), ("a.b.c.d", 4), ("....", 5)] {
            assert_eq!(Parts::split(text), Err(TokenError::Parts { found }), "{text}");
        }
        let dots = ".".repeat(100_000);
        assert_eq!(Parts::split(&dots), Err(TokenError::Parts { found: 100_001 }));
    }

    #[test]
    fn each_part_empty() {
        assert_eq!(Parts::split(".b.c"), Err(TokenError::Empty { part: Part::Header }));
        assert_eq!(Parts::split("a..c"), Err(TokenError::Empty { part: Part::Payload }));
        assert_eq!(Parts::split("a.b."), Err(TokenError::Empty { part: Part::Signature }));
        assert_eq!(Parts::split(".."), Err(TokenError::Empty { part: Part::Header }));
    }
}
