//! Signing keys: the two kinds that clusters have, and what each can sign.

use std::fmt;
use std::sync::Arc;

use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::rsa::PublicKeyComponents;
use ring::signature::{self, EcdsaKeyPair, KeyPair, RsaEncoding, RsaKeyPair};
use serde_json::Value;

use crate::fixture::{Fixture, Wanting};
use crate::given::GivenToken;
use crate::memory::Memory;
use crate::p256::with_low_s;
use crate::public_key::PublicKey;

/// How a key of the world signs (RFC 7518, section 3.1).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256, by a key of 2048 bits.
    Rs256,
    /// ECDSA on the curve P-256 with SHA-256, the signature being r and s side by side.
    Es256,
}

impl Algorithm {
    /// The name that the `alg` member has in headers and key sets.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A private key with the name that its key set knows it by. The private half never leaves it: `Debug` shows
/// `kid` and algorithm, and there is no way to read more. Of a key in a [world outside](crate::Outside) there is none.
///
/// # Example
///
/// ```
/// use eks_auth_world::{Algorithm, Partition, World};
///
/// let world = World::standard(Partition::Aws);
/// let key = world.cluster("conformance").and_then(|cluster| cluster.key(Algorithm::Rs256)).unwrap();
/// assert_eq!(key.kid().len(), 40);
/// assert_eq!(key.sign(b"header.payload").len(), 256);
/// ```
#[derive(Clone)]
pub struct SigningKey {
    kid: String,
    public: PublicKey,
    pair: Arc<Pair>,
    memory: Option<Memory>,
}

enum Pair {
    Rsa(RsaKeyPair),
    P256(EcdsaKeyPair),
    Absent(Absent),
}

/// A key that somebody else has: known are the signatures that it made for others.
struct Absent {
    known: Vec<GivenToken>,
    fixture: Fixture,
    wanting: Wanting,
    /// Whether the public half is here.
    is_public: bool,
}

impl Absent {
    /// The signature that the key made over this message. Of any other, note is taken, and bytes of its length returned
    /// that sign nothing.
    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let known = self.known.iter().find(|token| token.signing_input().as_bytes() == message);
        known.map_or_else(|| self.refuse(self.fixture), |token| token.signature().to_vec())
    }

    fn refuse(&self, fixture: Fixture) -> Vec<u8> {
        self.wanting.note(fixture);
        vec![0; 256]
    }
}

/// What else an RSA key can sign: never how a cluster signs, but what a confused verifier might take.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum OtherPadding {
    Pkcs1Sha384,
    Pkcs1Sha512,
    PssSha256,
}

impl SigningKey {
    /// An RSA key from PKCS#8 in DER. The keys are ours and committed, so one that does not load is a bug.
    pub(crate) fn rsa(pkcs8: &[u8]) -> Self {
        let pair = RsaKeyPair::from_pkcs8(pkcs8).expect("a committed RSA key loads");
        let PublicKeyComponents { n: modulus, e: exponent } = pair.public().into();
        Self::named(PublicKey::Rsa { modulus, exponent }, Pair::Rsa(pair))
    }

    /// A P-256 key from PKCS#8 in DER; as [`rsa`](Self::rsa).
    pub(crate) fn p256(pkcs8: &[u8]) -> Self {
        let pair = EcdsaKeyPair::from_pkcs8(
            &signature::ECDSA_P256_SHA256_FIXED_SIGNING,
            pkcs8,
            &SystemRandom::new(),
        )
        .expect("a committed P-256 key loads");
        let (x, y) = match pair.public_key().as_ref() {
            // An uncompressed point: the byte 4, then both coordinates.
            [4, point @ ..] => point.split_at(32),
            _ => unreachable!("ring writes points uncompressed"),
        };
        let coordinate = |bytes: &[u8]| bytes.try_into().expect("a coordinate of P-256 has 32 bytes");
        Self::named(PublicKey::P256 { x: coordinate(x), y: coordinate(y) }, Pair::P256(pair))
    }

    /// A key that is elsewhere, as tokens name it. What else it would have to sign is noted as `fixture`.
    pub(crate) fn absent(
        kid: &str,
        public: Option<PublicKey>,
        known: &[GivenToken],
        fixture: Fixture,
        wanting: &Wanting,
    ) -> Self {
        let is_public = public.is_some();
        let absent = Absent { known: known.to_vec(), fixture, wanting: wanting.clone(), is_public };
        // Nobody sees these numbers: whoever asks for them is noted.
        let public =
            public.unwrap_or_else(|| PublicKey::Rsa { modulus: vec![0xff; 256], exponent: vec![1, 0, 1] });
        Self { kid: kid.to_owned(), public, pair: Arc::new(Pair::Absent(absent)), memory: None }
    }

    fn named(public: PublicKey, pair: Pair) -> Self {
        let hash = digest(&SHA256, &public.spki_der());
        let kid = hash.as_ref().iter().take(20).map(|byte| format!("{byte:02x}")).collect();
        Self { kid, public, pair: Arc::new(pair), memory: None }
    }

    /// The key's name in its set: the first 40 hex digits of the SHA-256 of its DER form (`SubjectPublicKeyInfo`).
    #[must_use]
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// How the key signs.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        match *self.pair {
            // Issuers of clusters sign so unless somebody has set them up otherwise.
            Pair::Rsa(_) | Pair::Absent(_) => Algorithm::Rs256,
            Pair::P256(_) => Algorithm::Es256,
        }
    }

    /// The public half.
    #[must_use]
    pub fn public_key(&self) -> &PublicKey {
        if let Pair::Absent(absent) = &*self.pair
            && !absent.is_public
        {
            absent.wanting.note(Fixture::PublicKey);
        }
        &self.public
    }

    /// The signature over the message: 256 bytes for RS256, the same ones each time; 64 bytes for ES256, other ones
    /// each time, since ECDSA draws a number.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &*self.pair {
            Pair::Rsa(pair) => {
                self.recall("RS256", message, || sign_rsa(pair, &signature::RSA_PKCS1_SHA256, message))
            }
            Pair::P256(pair) => {
                let signature = pair.sign(&SystemRandom::new(), message);
                // Of the two that verify, the one that every verifier takes.
                with_low_s(signature.expect("the system has random numbers").as_ref())
            }
            Pair::Absent(absent) => absent.sign(message),
        }
    }

    /// An RSA signature of a kind that the key is not for; `None` from a P-256 key.
    pub(crate) fn sign_otherwise(&self, padding: OtherPadding, message: &[u8]) -> Option<Vec<u8>> {
        let name = format!("{padding:?}");
        let padding: &dyn RsaEncoding = match padding {
            OtherPadding::Pkcs1Sha384 => &signature::RSA_PKCS1_SHA384,
            OtherPadding::Pkcs1Sha512 => &signature::RSA_PKCS1_SHA512,
            OtherPadding::PssSha256 => &signature::RSA_PSS_SHA256,
        };
        match &*self.pair {
            Pair::Rsa(pair) => Some(self.recall(&name, message, || sign_rsa(pair, padding, message))),
            Pair::P256(_) => None,
            Pair::Absent(absent) => Some(absent.refuse(absent.fixture)),
        }
    }

    /// The same key, which makes each RSA signature once. One of ECDSA is another each time, and stays so.
    pub(crate) fn remembering(&mut self, memory: &Memory) {
        self.memory = Some(memory.clone());
    }

    fn recall(&self, padding: &str, message: &[u8], sign: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
        match &self.memory {
            Some(memory) => memory.recall(&format!("{} {padding}", self.kid), message, sign),
            None => sign(),
        }
    }

    /// The public half as a JWK: `kty`, `kid`, `use`, `alg` and the numbers, base64url without padding.
    #[must_use]
    pub fn jwk(&self) -> Value {
        let mut members = self.public_key().jwk_members().into_iter();
        let named =
            [("kid", self.kid.clone()), ("use", "sig".to_owned()), ("alg", self.algorithm().to_string())];
        let all = members.next().into_iter().chain(named).chain(members);
        Value::Object(all.map(|(name, value)| (name.to_owned(), value.into())).collect())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("kid", &self.kid)
            .field("algorithm", &self.algorithm())
            .finish_non_exhaustive()
    }
}

fn sign_rsa(pair: &RsaKeyPair, padding: &'static dyn RsaEncoding, message: &[u8]) -> Vec<u8> {
    let mut signature = vec![0; pair.public().modulus_len()];
    pair.sign(padding, &SystemRandom::new(), message, &mut signature)
        .expect("a key of 2048 bits fits any padding");
    signature
}

#[cfg(test)]
mod tests {
    use ring::signature::UnparsedPublicKey;

    use super::*;
    use crate::keys;

    #[test]
    fn signatures_verify() {
        let rsa = keys::CONFORMANCE_RSA.load();
        UnparsedPublicKey::new(
            &signature::RSA_PKCS1_2048_8192_SHA256,
            rsa.public_key().pkcs1_der().expect("an RSA key"),
        )
        .verify(b"message", &rsa.sign(b"message"))
        .unwrap();
        let p256 = keys::CONFORMANCE_P256.load();
        let spki = p256.public_key().spki_der();
        UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, &spki[spki.len() - 65..])
            .verify(b"message", &p256.sign(b"message"))
            .unwrap();
    }

    #[test]
    fn rsa_signs_alike_each_time() {
        let key = keys::CONFORMANCE_RSA.load();
        assert_eq!(key.sign(b"message"), key.sign(b"message"));
    }

    #[test]
    fn debug_shows_the_name_and_no_number() {
        for key in [keys::CONFORMANCE_RSA.load(), keys::CONFORMANCE_P256.load()] {
            let expected =
                format!("SigningKey {{ kid: {:?}, algorithm: {:?}, .. }}", key.kid(), key.algorithm());
            assert_eq!(format!("{key:?}"), expected);
        }
    }

    #[test]
    fn jwk_has_the_members_of_the_contract_in_order() {
        let names = |key: &SigningKey| -> Vec<String> {
            key.jwk().as_object().expect("an object").keys().cloned().collect()
        };
        assert_eq!(names(&keys::CONFORMANCE_RSA.load()), ["kty", "kid", "use", "alg", "n", "e"]);
        assert_eq!(names(&keys::CONFORMANCE_P256.load()), ["kty", "kid", "use", "alg", "crv", "x", "y"]);
    }
}
