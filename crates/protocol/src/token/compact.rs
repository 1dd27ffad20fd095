//! A token in the form in which it is sent.

use std::fmt;

use super::{DecodedToken, Parts, TokenError, redact};
use crate::constraint;

/// A service account token in compact form, as the API's pattern allows it.
///
/// That is less than a token that decodes: the pattern allows padding, which RFC 7515 forbids, and says nothing
/// of what the parts hold. A token is a credential, so it has no `Display`, and `Debug` shows lengths.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::token::Token;
///
/// let token = Token::parse("eyJhbGciOiJSUzI1NiJ9.e30.c2ln")?;
/// assert_eq!(token.expose(), "eyJhbGciOiJSUzI1NiJ9.e30.c2ln");
/// assert_eq!(token.redacted(), "eyJhbGciOiJSUzI1NiJ9.e30.<signature>");
/// assert!(Token::parse("Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln").is_err());
/// # Ok::<(), eks_auth_protocol::token::TokenError>(())
/// ```
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct Token(String);

impl Token {
    /// Takes a text that matches the API's pattern as a whole.
    ///
    /// # Errors
    ///
    /// If there are not three parts, one is empty, or a character is none of the pattern's.
    pub fn parse(text: impl AsRef<str>) -> Result<Self, TokenError> {
        let text = text.as_ref();
        // First what names the part at fault, then the row of the table, which decides.
        Parts::split(text)?;
        constraint::TOKEN.check(text)?;
        Ok(Self(text.to_owned()))
    }

    /// The token itself, signature and all. What is done with it is up to the caller.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The token with `<signature>` in the place of its signature, fit for logs.
    #[must_use]
    pub fn redacted(&self) -> String {
        match self.0.rsplit_once('.') {
            Some((signing_input, _)) => format!("{signing_input}.<signature>"),
            None => redact(&self.0),
        }
    }

    /// Decodes the three parts, strictly as RFC 7515 has them.
    ///
    /// # Errors
    ///
    /// As [`DecodedToken::decode`].
    pub fn decode(&self) -> Result<DecodedToken, TokenError> {
        DecodedToken::decode(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Parts::split(&self.0) {
            Ok(parts) => {
                write!(f, "Token({} + {} bytes + …)", parts.header().len(), parts.payload().len())
            }
            Err(_) => f.write_str("Token(…)"),
        }
    }
}

impl std::str::FromStr for Token {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_pattern_allows() {
        for text in ["a.b.c", "a=.b=.c=", "=.=.=", "-_.A0.z9"] {
            assert_eq!(Token::parse(text).unwrap().expose(), text);
        }
    }

    #[test]
    fn what_merely_contains_a_match() {
        for text in [
            " a.b.c",
            "a.b.c ",
            "a.b.c\n",
            "Bearer a.b.c",
            "{\"x\":\"a.b.c\"}",
            "a.b.c+",
            "a.b/.c",
            "a.bé.c",
            "a.b\0.c",
        ] {
            assert!(matches!(Token::parse(text), Err(TokenError::Limit(_))), "{text}");
        }
        assert_eq!(Token::parse("a.b.c.d"), Err(TokenError::Parts { found: 4 }));
    }

    #[test]
    fn debug_hides_the_signature() {
        let token = Token::parse("aaaa.bbbbb.cccccc").unwrap();
        assert_eq!(format!("{token:?}"), "Token(4 + 5 bytes + …)");
    }
}
