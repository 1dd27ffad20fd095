//! Whether a cluster signed a token, by ring and the cluster's public keys and nothing else.

use base64_simd::URL_SAFE_NO_PAD;
use eks_auth_world::{Cluster, PublicKey};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm,
};

/// What the token says, if a key of the cluster signed it as it stands: three parts, each in its only spelling.
pub(super) fn claims(token: &str, cluster: &Cluster) -> Option<Vec<u8>> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    let [_, claims, signature] = [header, claims, signature].map(decode);
    let (claims, signature) = (claims?, signature?);
    let mut keys = cluster.keys().iter().map(eks_auth_world::SigningKey::public_key);
    keys.any(|key| verifies(key, signed.as_bytes(), &signature)).then_some(claims)
}

/// No character of a token is spare: base64url without padding has one spelling for each text (RFC 4648, section 3.5).
fn decode(part: &str) -> Option<Vec<u8>> {
    let decoded = URL_SAFE_NO_PAD.decode_to_vec(part).ok()?;
    (URL_SAFE_NO_PAD.encode_to_string(&decoded) == part).then_some(decoded)
}

/// RS256 or ES256, whichever is the key's.
fn verifies(key: &PublicKey, signed: &[u8], signature: &[u8]) -> bool {
    let (way, bytes): (&'static dyn VerificationAlgorithm, _) = match key.pkcs1_der() {
        Some(der) => (&RSA_PKCS1_2048_8192_SHA256, der),
        None => (&ECDSA_P256_SHA256_FIXED, point(key)),
    };
    UnparsedPublicKey::new(way, bytes).verify(signed, signature).is_ok()
}

/// A point without compression: what a `SubjectPublicKeyInfo` of P-256 ends with (RFC 5480, section 2.2).
fn point(key: &PublicKey) -> Vec<u8> {
    const LENGTH: usize = 65;
    let spki = key.spki_der();
    spki[spki.len() - LENGTH..].to_vec()
}

#[cfg(test)]
mod tests {
    use eks_auth_world::{Algorithm, Partition, Scene, World};

    use super::*;
    use crate::laws::bench::NOW;

    const ID: &str = "5e5e0000-0000-4000-8000-000000000002";

    #[test]
    fn tokens_of_every_key_are_genuine() {
        let world = World::standard(Partition::Aws);
        let scene = Scene::first(&world, NOW, ID);
        for key in scene.cluster().keys() {
            let mut draft = scene.draft();
            draft.signed_by(key);
            let read = claims(draft.sign().expose(), scene.cluster());
            assert_eq!(read, Some(draft.payload_bytes()), "{}", key.kid());
        }
    }

    #[test]
    fn tokens_of_others_and_other_spellings_are_not() {
        let world = World::standard(Partition::Aws);
        let scene = Scene::first(&world, NOW, ID);
        let token = scene.draft().sign().into_string();
        for other in world.clusters().iter().filter(|other| other.name() != scene.cluster().name()) {
            assert_eq!(claims(&token, other), None, "{}", other.name());
        }
        let mut foreign = scene.draft();
        foreign.sign_only_with(world.foreign_key(Algorithm::Es256));
        assert_eq!(claims(foreign.sign().expose(), scene.cluster()), None);
        for altered in [format!("{token}="), format!("x{token}"), format!("{token}."), String::new()] {
            assert_eq!(claims(&altered, scene.cluster()), None);
        }
    }
}
