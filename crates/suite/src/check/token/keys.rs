//! The keys of a token issuer, as a JWK Set has them, and what they signed.

use std::fmt;

use base64_simd::URL_SAFE_NO_PAD;
use ring::signature::{
    self, RsaParameters, RsaPublicKeyComponents, UnparsedPublicKey, VerificationAlgorithm,
};
use serde_json::Value;
use thiserror::Error;

/// Why a text is no set of keys.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum KeySetError {
    /// It is not JSON.
    #[error("it is not JSON")]
    Json(#[source] serde_json::Error),
    /// It has no list of keys.
    #[error("it has no list `keys`, as a JWK Set of RFC 7517 has one")]
    NoList,
    /// It has no key by which tokens are signed.
    #[error("it has no RSA key and no P-256 key")]
    NoKey,
}

/// The RSA and P-256 keys of a JWK Set (RFC 7517). Keys of other kinds sign no service account tokens and are passed over.
///
/// # Example
///
/// ```
/// use eks_auth_suite::check::{KeySet, KeySetError};
///
/// assert!(matches!(KeySet::parse(br#"{"keys":[]}"#), Err(KeySetError::NoKey)));
/// ```
pub struct KeySet(Vec<Key>);

struct Key {
    kid: Option<String>,
    numbers: Numbers,
}

enum Numbers {
    Rsa {
        modulus: Vec<u8>,
        exponent: Vec<u8>,
    },
    /// The uncompressed point: the byte 4 and both coordinates.
    P256(Vec<u8>),
}

/// How an RSA key signs, first as it should.
const RSA: &[(&str, &RsaParameters)] = &[
    ("RS256", &signature::RSA_PKCS1_2048_8192_SHA256),
    ("RS384", &signature::RSA_PKCS1_2048_8192_SHA384),
    ("RS512", &signature::RSA_PKCS1_2048_8192_SHA512),
    ("PS256", &signature::RSA_PSS_2048_8192_SHA256),
    ("PS384", &signature::RSA_PSS_2048_8192_SHA384),
    ("PS512", &signature::RSA_PSS_2048_8192_SHA512),
];

/// The same for a P-256 key.
const P256: &[(&str, &dyn VerificationAlgorithm)] =
    &[("ES256", &signature::ECDSA_P256_SHA256_FIXED), ("ES256 in DER", &signature::ECDSA_P256_SHA256_ASN1)];

impl KeySet {
    /// How service account tokens are signed, of all the ways in which a key could.
    pub(super) const WAYS: [&str; 2] = [RSA[0].0, P256[0].0];

    /// Reads a JWK Set.
    ///
    /// # Errors
    ///
    /// If it is none, or has no key that tokens are signed by.
    pub fn parse(bytes: &[u8]) -> Result<Self, KeySetError> {
        let set: Value = serde_json::from_slice(bytes).map_err(KeySetError::Json)?;
        let keys = set.get("keys").and_then(Value::as_array).ok_or(KeySetError::NoList)?;
        let keys: Vec<Key> = keys.iter().filter_map(Key::read).collect();
        if keys.is_empty() { Err(KeySetError::NoKey) } else { Ok(Self(keys)) }
    }

    /// Whether a key has this name.
    pub(super) fn has(&self, kid: &str) -> bool {
        self.0.iter().any(|key| key.kid.as_deref() == Some(kid))
    }

    /// In which way a key of the set made the signature; nothing if none did. Which key the token names does not matter.
    pub(super) fn verify(&self, message: &str, signature: &[u8]) -> Option<&'static str> {
        self.0.iter().find_map(|key| key.verify(message.as_bytes(), signature))
    }
}

impl fmt::Debug for KeySet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|key| &key.kid)).finish()
    }
}

impl Key {
    fn read(jwk: &Value) -> Option<Self> {
        let text = |name: &str| jwk.get(name)?.as_str();
        let bytes = |name: &str| URL_SAFE_NO_PAD.decode_to_vec(text(name)?).ok();
        let numbers = match (text("kty")?, text("crv")) {
            ("RSA", _) => Numbers::Rsa { modulus: bytes("n")?, exponent: bytes("e")? },
            ("EC", Some("P-256")) => Numbers::P256([vec![4], bytes("x")?, bytes("y")?].concat()),
            _ => return None,
        };
        Some(Self { kid: text("kid").map(str::to_owned), numbers })
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> Option<&'static str> {
        match &self.numbers {
            Numbers::Rsa { modulus, exponent } => RSA.iter().find_map(|(name, way)| {
                let key = RsaPublicKeyComponents { n: modulus, e: exponent };
                key.verify(way, message, signature).is_ok().then_some(*name)
            }),
            Numbers::P256(point) => P256.iter().find_map(|(name, way)| {
                let key = UnparsedPublicKey::new(*way, point);
                key.verify(message, signature).is_ok().then_some(*name)
            }),
        }
    }
}
