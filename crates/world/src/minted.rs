//! A token that has been made, in its compact form.

use std::fmt;

use base64_simd::URL_SAFE_NO_PAD;

/// A token in compact form: header, payload and signature. Whether it is a good one is nobody's business here.
///
/// `Debug` leaves the signature out.
///
/// # Example
///
/// ```
/// use eks_auth_world::{Partition, Scene, World};
///
/// let world = World::standard(Partition::Aws);
/// let token = Scene::first(&world, 1_800_000_000, "0b7e…").draft().sign();
/// let cut = token.with_signature(&token.signature()[..255]);
/// assert_eq!(cut.payload_b64(), token.payload_b64());
/// assert!(token.expose().starts_with(token.header_b64()));
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct MintedToken {
    header: String,
    payload: String,
    signature: Vec<u8>,
    compact: String,
}

impl MintedToken {
    /// The token of these parts; header and payload already encoded.
    pub(crate) fn new(header: String, payload: String, signature: Vec<u8>) -> Self {
        let compact = format!("{header}.{payload}.{}", URL_SAFE_NO_PAD.encode_to_string(&signature));
        Self { header, payload, signature, compact }
    }

    /// The whole token. It is a credential of the fixture world: keep it out of reports and logs.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.compact
    }

    /// The whole token, by value.
    #[must_use]
    pub fn into_string(self) -> String {
        self.compact
    }

    /// The first part.
    #[must_use]
    pub fn header_b64(&self) -> &str {
        &self.header
    }

    /// The second part.
    #[must_use]
    pub fn payload_b64(&self) -> &str {
        &self.payload
    }

    /// The third part, encoded.
    #[must_use]
    pub fn signature_b64(&self) -> String {
        URL_SAFE_NO_PAD.encode_to_string(&self.signature)
    }

    /// What the signature is made over: the first two parts with the dot between them.
    #[must_use]
    pub fn signing_input(&self) -> String {
        format!("{}.{}", self.header, self.payload)
    }

    /// The third part, decoded.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// The same header and payload under another signature.
    #[must_use]
    pub fn with_signature(&self, signature: impl AsRef<[u8]>) -> Self {
        Self::new(self.header.clone(), self.payload.clone(), signature.as_ref().to_vec())
    }
}

impl fmt::Debug for MintedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MintedToken({}.{}.<signature>)", self.header, self.payload)
    }
}
