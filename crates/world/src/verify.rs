//! What a token really is, by ring: for tests of the mint alone.

use base64_simd::URL_SAFE_NO_PAD;
use eks_auth_protocol::operation::AUDIENCE;
use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use serde_json::Value;

use crate::key::{Algorithm, SigningKey};
use crate::public_key::PublicKey;
use crate::scene::Scene;

/// Everything that an RSA key can have signed in a token.
const RSA: &[&'static dyn VerificationAlgorithm] = &[
    &signature::RSA_PKCS1_2048_8192_SHA256,
    &signature::RSA_PKCS1_2048_8192_SHA384,
    &signature::RSA_PKCS1_2048_8192_SHA512,
    &signature::RSA_PSS_2048_8192_SHA256,
];

/// The same for a P-256 key: r and s side by side, or in DER.
const P256: &[&'static dyn VerificationAlgorithm] =
    &[&signature::ECDSA_P256_SHA256_FIXED, &signature::ECDSA_P256_SHA256_ASN1];

/// Whether some key of the cluster made the third part, in whatever way, over the first two as they stand.
pub(crate) fn is_genuine(scene: &Scene<'_>, token: &str) -> bool {
    let Some((input, signature)) = token.rsplit_once('.') else { return false };
    // Padding and loose bits are about the spelling of the signature, not about who made it.
    let Some(signature) = decode_loosely(signature) else { return false };
    scene.cluster().keys().iter().any(|key| {
        let ways = if key.algorithm() == Algorithm::Rs256 { RSA } else { P256 };
        ways.iter().any(|way| verifies(key, *way, input, &signature))
    })
}

/// Why a careful service would refuse the token, or `Ok`: the plain path only, nothing unusual is taken.
pub(crate) fn strictly(scene: &Scene<'_>, token: &str) -> Result<(), &'static str> {
    let parts: Vec<&str> = token.split('.').collect();
    let [header, payload, signature] = parts.as_slice() else { return Err("parts") };
    let (header, claims) = (json(header).ok_or("header")?, json(payload).ok_or("payload")?);
    let keys = scene.cluster().keys().iter();
    let key = keys.clone().find(|key| header["kid"] == key.kid()).ok_or("kid")?;
    let way: &'static dyn VerificationAlgorithm = match key.algorithm() {
        Algorithm::Rs256 => &signature::RSA_PKCS1_2048_8192_SHA256,
        Algorithm::Es256 => &signature::ECDSA_P256_SHA256_FIXED,
    };
    check(header["alg"] == key.algorithm().name(), "alg")?;
    check(header.get("crit").is_none(), "crit")?;
    let signature = URL_SAFE_NO_PAD.decode_to_vec(signature).map_err(|_| "signature encoding")?;
    check(verifies(key, way, &format!("{}.{}", parts[0], parts[1]), &signature), "signature")?;
    entitles(scene, &claims)
}

/// Why a careful service would refuse these claims, whoever signed them.
pub(crate) fn entitles(scene: &Scene<'_>, claims: &Value) -> Result<(), &'static str> {
    check(claims["exp"].as_i64().is_some_and(|exp| exp > scene.now()), "exp")?;
    check(claims.get("nbf").is_none_or(|nbf| nbf.as_i64().is_some_and(|nbf| nbf <= scene.now())), "nbf")?;
    check(claims["iss"] == scene.cluster().issuer(), "iss")?;
    check(claims["aud"].as_array().is_some_and(|all| all.contains(&AUDIENCE.into())), "aud")?;
    check(claims["sub"] == scene.pod().subject(), "sub")?;
    let kubernetes = &claims["kubernetes.io"];
    check(kubernetes["namespace"] == scene.pod().namespace(), "namespace")?;
    check(kubernetes["serviceaccount"]["name"] == scene.pod().service_account(), "serviceaccount")?;
    check(kubernetes["pod"]["name"] == scene.pod().name(), "pod")
}

/// The JSON object that the part of a token encodes.
pub(crate) fn json(part: &str) -> Option<Value> {
    let bytes = URL_SAFE_NO_PAD.decode_to_vec(part).ok()?;
    serde_json::from_slice(&bytes).ok().filter(Value::is_object)
}

fn check(holds: bool, what: &'static str) -> Result<(), &'static str> {
    if holds { Ok(()) } else { Err(what) }
}

fn verifies(
    key: &SigningKey,
    way: &'static dyn VerificationAlgorithm,
    input: &str,
    signature: &[u8],
) -> bool {
    let bytes = match key.public_key() {
        PublicKey::Rsa { .. } => key.public_key().pkcs1_der().expect("an RSA key"),
        PublicKey::P256 { x, y } => [&[4], &x[..], &y[..]].concat(),
    };
    UnparsedPublicKey::new(way, bytes).verify(input.as_bytes(), signature).is_ok()
}

fn decode_loosely(part: &str) -> Option<Vec<u8>> {
    base64_simd::forgiving_decode_to_vec(
        part.trim_end_matches('=').replace('-', "+").replace('_', "/").as_bytes(),
    )
    .ok()
}
