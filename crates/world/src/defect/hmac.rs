//! Tokens authenticated with something public in place of a signature (RFC 8725, section 2.1).

use ring::hmac::{self, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512};

use super::Group::Forged;
use super::{Defect, Need, quoted, text};
use crate::key::SigningKey;
use crate::public_key::PublicKey;
use crate::scene::Scene;

/// For each thing that a verifier may have at hand in place of a secret, one row for each hash.
macro_rules! rows {
    ($($slug:literal $words:literal $secret:expr;)*) => { &[
        $(
            text(concat!("hmac-hs256-", $slug), Forged, concat!("HS256 keyed with ", $words), |s| {
                authenticated(s, HMAC_SHA256, s.draft().key(), $secret)
            }),
            text(concat!("hmac-hs384-", $slug), Forged, concat!("HS384 keyed with ", $words), |s| {
                authenticated(s, HMAC_SHA384, s.draft().key(), $secret)
            }),
            text(concat!("hmac-hs512-", $slug), Forged, concat!("HS512 keyed with ", $words), |s| {
                authenticated(s, HMAC_SHA512, s.draft().key(), $secret)
            }),
        )*
        text("hmac-hs256-p256-pem", Forged, "HS256 keyed with the PEM of the P-256 key", |s| {
            authenticated(s, HMAC_SHA256, s.p256(), |key| key.public_key().pem().into_bytes())
        })
        .needing(Need::P256),
        text("hmac-hs256-p256-der", Forged, "HS256 keyed with the DER of the P-256 key", |s| {
            authenticated(s, HMAC_SHA256, s.p256(), |key| key.public_key().spki_der())
        })
        .needing(Need::P256),
        text("hmac-hs256-p256-jwk", Forged, "HS256 keyed with the JWK of the P-256 key", |s| {
            authenticated(s, HMAC_SHA256, s.p256(), |key| key.jwk().to_string().into_bytes())
        })
        .needing(Need::P256),
        text("hmac-hs256-key-set", Forged, "HS256 keyed with the whole key set as it is exported", |s| {
            let set = serde_json::to_vec_pretty(&s.cluster().jwks()).unwrap_or_default();
            authenticated(s, HMAC_SHA256, s.draft().key(), |_| [set, b"\n".to_vec()].concat())
        }),
        text("hmac-hs256-issuer", Forged, "HS256 keyed with the issuer", |s| {
            authenticated(s, HMAC_SHA256, s.draft().key(), |_| s.cluster().issuer().as_bytes().to_vec())
        }),
    ] };
}

pub(super) static ROWS: &[Defect] = rows! {
    "pem" "the key's PEM" |key| key.public_key().pem().into_bytes();
    "pem-trimmed" "the key's PEM without its last newline" |key| trimmed(key.public_key().pem());
    "pkcs1-pem" "the key's PKCS#1 PEM" |key| key.public_key().pkcs1_pem().unwrap_or_default().into_bytes();
    "pkcs1-pem-trimmed" "the key's PKCS#1 PEM without its last newline" |key| {
        trimmed(key.public_key().pkcs1_pem().unwrap_or_default())
    };
    "der" "the key's DER" |key| key.public_key().spki_der();
    "pkcs1-der" "the key's PKCS#1 DER" |key| key.public_key().pkcs1_der().unwrap_or_default();
    "jwk" "the key's JWK" |key| key.jwk().to_string().into_bytes();
    "modulus" "the bytes of the key's modulus" modulus;
    "modulus-text" "the key's modulus as its JWK writes it" |key| {
        base64_simd::URL_SAFE_NO_PAD.encode_to_string(modulus(key)).into_bytes()
    };
    "kid" "the key's kid" |key| key.kid().as_bytes().to_vec();
    "empty" "nothing" |_| Vec::new();
};

fn authenticated(
    scene: &Scene<'_>,
    hash: hmac::Algorithm,
    key: &SigningKey,
    secret: impl FnOnce(&SigningKey) -> Vec<u8>,
) -> String {
    let name = match hash {
        hash if hash == HMAC_SHA256 => "HS256",
        hash if hash == HMAC_SHA384 => "HS384",
        _ => "HS512",
    };
    let mut draft = scene.draft();
    draft.header_mut().set_raw("alg", quoted(name));
    draft.header_mut().set("kid", key.kid());
    let secret = hmac::Key::new(hash, &secret(key));
    draft.sign_by(|input| hmac::sign(&secret, input).as_ref().to_vec()).into_string()
}

fn trimmed(pem: String) -> Vec<u8> {
    pem.trim_end().as_bytes().to_vec()
}

fn modulus(key: &SigningKey) -> Vec<u8> {
    match key.public_key() {
        PublicKey::Rsa { modulus, .. } => modulus.clone(),
        PublicKey::P256 { .. } => Vec::new(),
    }
}
