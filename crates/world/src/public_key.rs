//! Public keys in the spellings that the world needs: JWK, DER and PEM.

use base64_simd::{STANDARD, URL_SAFE_NO_PAD};

use serde_json::Value;

use crate::der;

/// `AlgorithmIdentifier` of an RSA key: rsaEncryption with NULL parameters (RFC 3279, section 2.3.1).
const RSA_ALGORITHM: &[u8] =
    &[0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

/// `AlgorithmIdentifier` of a P-256 key: id-ecPublicKey with prime256v1 (RFC 5480, section 2.1.1).
const P256_ALGORITHM: &[u8] = &[
    0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
    0x3d, 0x03, 0x01, 0x07,
];

/// The public half of a signing key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PublicKey {
    /// An RSA key; both numbers big-endian, without leading zeros.
    Rsa {
        /// The modulus, 256 bytes for every key of the world.
        modulus: Vec<u8>,
        /// The public exponent.
        exponent: Vec<u8>,
    },
    /// A point on the curve P-256; both coordinates big-endian.
    P256 {
        /// The x coordinate.
        x: [u8; 32],
        /// The y coordinate.
        y: [u8; 32],
    },
}

impl PublicKey {
    /// The RSA key of this name in a JWK Set (RFC 7517); `None` if the text is no such set or has no such key.
    ///
    /// ```
    /// use eks_auth_world::{Partition, PublicKey, World};
    ///
    /// let world = World::standard(Partition::Aws);
    /// let cluster = &world.clusters()[0];
    /// let (key, set) = (&cluster.keys()[0], cluster.jwks().to_string());
    /// assert_eq!(PublicKey::rsa_of_set(&set, key.kid()).as_ref(), Some(key.public_key()));
    /// assert_eq!(PublicKey::rsa_of_set(&set, "another"), None);
    /// ```
    #[must_use]
    pub fn rsa_of_set(jwks: &str, kid: &str) -> Option<Self> {
        let set: Value = serde_json::from_str(jwks).ok()?;
        let mut keys = set.get("keys")?.as_array()?.iter();
        let key = keys.find(|key| key["kid"] == kid && key["kty"] == "RSA")?;
        let number = |name: &str| URL_SAFE_NO_PAD.decode_to_vec(key.get(name)?.as_str()?).ok();
        Some(Self::Rsa { modulus: number("n")?, exponent: number("e")? })
    }

    /// The key as a DER `SubjectPublicKeyInfo` (RFC 5280, section 4.1).
    #[must_use]
    pub fn spki_der(&self) -> Vec<u8> {
        let algorithm = match self {
            Self::Rsa { .. } => RSA_ALGORITHM,
            Self::P256 { .. } => P256_ALGORITHM,
        };
        der::sequence(&[algorithm, &der::bit_string(&self.bare())])
    }

    /// An RSA key as a DER `RSAPublicKey` (RFC 8017, appendix A.1.1); `None` for a P-256 key, which has no such form.
    #[must_use]
    pub fn pkcs1_der(&self) -> Option<Vec<u8>> {
        match self {
            Self::Rsa { .. } => Some(self.bare()),
            Self::P256 { .. } => None,
        }
    }

    /// The `SubjectPublicKeyInfo` as PEM, as OpenSSL writes it: lines of 64 characters, a newline at the end.
    #[must_use]
    pub fn pem(&self) -> String {
        pem("PUBLIC KEY", &self.spki_der())
    }

    /// [`pkcs1_der`](Self::pkcs1_der) as PEM.
    #[must_use]
    pub fn pkcs1_pem(&self) -> Option<String> {
        self.pkcs1_der().map(|der| pem("RSA PUBLIC KEY", &der))
    }

    /// The members that make the key up in a JWK (RFC 7518, section 6), with `kty` first.
    pub(crate) fn jwk_members(&self) -> Vec<(&'static str, String)> {
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode_to_string(bytes);
        match self {
            Self::Rsa { modulus, exponent } => {
                vec![("kty", "RSA".to_owned()), ("n", encode(modulus)), ("e", encode(exponent))]
            }
            Self::P256 { x, y } => {
                vec![
                    ("kty", "EC".to_owned()),
                    ("crv", "P-256".to_owned()),
                    ("x", encode(x)),
                    ("y", encode(y)),
                ]
            }
        }
    }

    /// What the bit string of a `SubjectPublicKeyInfo` holds: `RSAPublicKey`, or the uncompressed point.
    fn bare(&self) -> Vec<u8> {
        match self {
            Self::Rsa { modulus, exponent } => {
                der::sequence(&[&der::unsigned(modulus), &der::unsigned(exponent)])
            }
            Self::P256 { x, y } => [&[4], &x[..], &y[..]].concat(),
        }
    }
}

fn pem(label: &str, der: &[u8]) -> String {
    let mut text = format!("-----BEGIN {label}-----\n");
    for (position, character) in STANDARD.encode_to_string(der).chars().enumerate() {
        if position > 0 && position % 64 == 0 {
            text.push('\n');
        }
        text.push(character);
    }
    text + &format!("\n-----END {label}-----\n")
}

#[cfg(test)]
mod tests {
    use crate::keys;

    #[test]
    fn rsa_spki_holds_pkcs1() {
        let key = keys::CONFORMANCE_RSA.load();
        let (spki, pkcs1) = (key.public_key().spki_der(), key.public_key().pkcs1_der().unwrap());
        assert_eq!(spki.len(), 294);
        assert_eq!(pkcs1.len(), 270);
        assert!(spki.ends_with(&pkcs1));
    }

    #[test]
    fn p256_spki_is_91_bytes_and_has_no_pkcs1() {
        let key = keys::CONFORMANCE_P256.load();
        assert_eq!(key.public_key().spki_der().len(), 91);
        assert_eq!(key.public_key().pkcs1_pem(), None);
    }

    #[test]
    fn pem_is_what_openssl_writes() {
        // openssl pkey -inform DER -in keys/conformance-p256.pkcs8.der -pubout
        assert_eq!(
            keys::CONFORMANCE_P256.load().public_key().pem(),
            include_str!("../keys/conformance-p256.pub.pem")
        );
        // openssl rsa -inform DER -in keys/conformance-rsa.pkcs8.der -RSAPublicKey_out
        assert_eq!(
            keys::CONFORMANCE_RSA.load().public_key().pkcs1_pem().unwrap(),
            include_str!("../keys/conformance-rsa.pub.pem"),
        );
    }
}
