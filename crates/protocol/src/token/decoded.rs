//! A token taken apart, strictly as RFC 7515 has it.

use std::fmt;

use base64_simd::URL_SAFE_NO_PAD;

use super::{Claims, Header, Part, Parts, TokenError};
use crate::wire::{Document, SyntaxError, SyntaxErrorKind};

/// A decoded token. Nothing in it is verified.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::token::DecodedToken;
///
/// let token = DecodedToken::decode("eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjEuN2U5fQ.c2ln")?;
/// assert_eq!(token.header().alg(), "RS256");
/// assert_eq!(token.claims().expires_at().unwrap().whole_seconds(), Some(1_700_000_000));
/// assert_eq!(token.signing_input(), "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjEuN2U5fQ");
/// assert_eq!(token.signature(), b"sig");
/// # Ok::<(), eks_auth_protocol::token::TokenError>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct DecodedToken {
    signing_input: String,
    header_json: String,
    payload_json: String,
    signature: Vec<u8>,
    header: Header,
    claims: Claims,
}

impl DecodedToken {
    /// Decodes a token: three parts of canonical base64url without padding, the first two of them JSON objects,
    /// with `alg` in the header and every known member and claim of its type.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong, in that order, with the member's or claim's path.
    pub fn decode(token: &str) -> Result<Self, TokenError> {
        let parts = Parts::split(token)?;
        let header_json = decode_text(Part::Header, parts.header())?;
        let payload_json = decode_text(Part::Payload, parts.payload())?;
        let signature = decode_bytes(Part::Signature, parts.signature())?;
        let header = Header::read(document(Part::Header, &header_json)?.root())?;
        let claims = Claims::read(document(Part::Payload, &payload_json)?.root())?;
        let signing_input = format!("{}.{}", parts.header(), parts.payload());
        Ok(Self { signing_input, header_json, payload_json, signature, header, claims })
    }

    /// The known members of the header.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The known claims.
    #[must_use]
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// What the signature is made over: header and payload as sent, with the dot between.
    #[must_use]
    pub fn signing_input(&self) -> &str {
        &self.signing_input
    }

    /// The signature's bytes. Not to be printed.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// The header's JSON, for a [`Document`] that shows unknown and duplicate members.
    #[must_use]
    pub fn header_json(&self) -> &str {
        &self.header_json
    }

    /// The payload's JSON, for a [`Document`] that shows unknown and duplicate claims.
    #[must_use]
    pub fn payload_json(&self) -> &str {
        &self.payload_json
    }
}

impl fmt::Debug for DecodedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodedToken")
            .field("header", &self.header)
            .field("claims", &self.claims)
            .finish_non_exhaustive()
    }
}

fn decode_bytes(part: Part, text: &str) -> Result<Vec<u8>, TokenError> {
    URL_SAFE_NO_PAD.decode_to_vec(text).map_err(|_| TokenError::Base64 { part })
}

fn decode_text(part: Part, text: &str) -> Result<String, TokenError> {
    String::from_utf8(decode_bytes(part, text)?).map_err(|error| {
        let source = SyntaxError::new(SyntaxErrorKind::Encoding, error.utf8_error().valid_up_to());
        TokenError::Json { part, source }
    })
}

fn document(part: Part, json: &str) -> Result<Document<'_>, TokenError> {
    Document::parse(json.as_bytes()).map_err(|source| TokenError::Json { part, source })
}
