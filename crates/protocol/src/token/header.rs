//! The JOSE header of a token.

use super::member::Object;
use super::{Part, TokenError};
use crate::wire::Value;

/// The header members that bear on a service account token. Others stay in
/// [`DecodedToken::header_json`](super::DecodedToken::header_json).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    critical: Vec<String>,
}

impl Header {
    pub(super) fn read(root: Value<'_, '_>) -> Result<Self, TokenError> {
        let object = Object::whole(Part::Header, root)?;
        Ok(Self {
            alg: object.required_string("alg")?,
            kid: object.string("kid")?,
            typ: object.string("typ")?,
            critical: object.strings("crit")?,
        })
    }

    /// The algorithm, as written: `RS256`. Required by RFC 7515, section 4.1.1.
    #[must_use]
    pub fn alg(&self) -> &str {
        &self.alg
    }

    /// The id of the signing key. On EKS 40 lower-case hexadecimal digits.
    #[must_use]
    pub fn kid(&self) -> Option<&str> {
        self.kid.as_deref()
    }

    /// The media type. Kubernetes sets none.
    #[must_use]
    pub fn typ(&self) -> Option<&str> {
        self.typ.as_deref()
    }

    /// The extensions of `crit`. A verifier must refuse a token that lists one which it does not know, and one
    /// with an empty list (RFC 7515, section 4.1.11); an empty list reads like none here.
    #[must_use]
    pub fn critical(&self) -> &[String] {
        &self.critical
    }
}
