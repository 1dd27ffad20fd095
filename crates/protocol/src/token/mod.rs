//! The service account token: its compact form, its header and its claims.
//!
//! Everything here reads; nothing verifies. A [`DecodedToken`] says what a token claims, and hands out what a
//! verifier needs: the [signing input](DecodedToken::signing_input) and the
//! [signature](DecodedToken::signature).
//!
//! # Example
//!
//! ```
//! use eks_auth_protocol::token::Token;
//!
//! let token = Token::parse("eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOlsicG9kcy5la3MuYW1hem9uYXdzLmNvbSJdfQ.c2ln")?;
//! let decoded = token.decode()?;
//! assert_eq!(decoded.header().alg(), "RS256");
//! assert_eq!(decoded.claims().audience(), ["pods.eks.amazonaws.com"]);
//! # Ok::<(), eks_auth_protocol::token::TokenError>(())
//! ```

mod claims;
mod compact;
mod decoded;
mod error;
mod header;
mod member;
mod parts;
mod redact;
#[cfg(test)]
mod tests;

pub use claims::{Claims, KubernetesClaims, KubernetesObject};
pub use compact::Token;
pub use decoded::DecodedToken;
pub use error::{Part, TokenError};
pub use header::Header;
pub use parts::Parts;
pub(crate) use redact::Redacted;
pub use redact::redact;
