//! Did the cluster's issuer sign exactly these bytes?

use eks_auth_world::{Cluster, PublicKey, SigningKey};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};

use super::jws::Jws;
use super::{Checked, Evidence};
use crate::refusal::Refusal;

/// crit: any is refused, since no extension is understood here (RFC 7515, section 4.1.11).
pub(crate) fn critical(evidence: &Evidence<'_>) -> Checked {
    match evidence.jws.header.get("crit") {
        None => Ok(()),
        Some(_) => Err(Refusal::invalid_token("the token demands an extension that is not understood")),
    }
}

/// The key that kid names in the cluster's own set, used with that key's algorithm and no other. Nothing that the
/// token brings or points to is looked at.
pub(crate) fn check(evidence: &Evidence<'_>) -> Checked {
    let header = &evidence.jws.header;
    let key = header.text("kid").and_then(|kid| key(evidence.cluster, kid)).ok_or_else(wrong)?;
    if header.text("alg") != Some(key.algorithm().name()) {
        return Err(wrong());
    }
    if verifies(key.public_key(), evidence.jws) { Ok(()) } else { Err(wrong()) }
}

/// The cluster's key of that id.
pub(crate) fn key<'w>(cluster: &'w Cluster, kid: &str) -> Option<&'w SigningKey> {
    cluster.keys().iter().find(|key| key.kid() == kid)
}

/// Whether the signature is that key's over the token's first two parts.
pub(crate) fn verifies(key: &PublicKey, jws: &Jws) -> bool {
    verifies_bytes(key, jws.signing_input.as_bytes(), &jws.signature)
}

/// Whether the signature is that key's over these bytes: RS256 or ES256, as the key says.
pub(crate) fn verifies_bytes(key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
    match key {
        PublicKey::Rsa { modulus, exponent } => RsaPublicKeyComponents { n: modulus, e: exponent }
            .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            .is_ok(),
        PublicKey::P256 { x, y } => {
            // An uncompressed point: SEC 1, section 2.3.3.
            let point = [&[4][..], x, y].concat();
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature).is_ok()
        }
    }
}

pub(crate) fn wrong() -> Refusal {
    Refusal::invalid_token("the token is not signed by a key of this cluster's issuer")
}
