//! How the key is found that a token is verified with.

use eks_auth_world::{PublicKey, SigningKey};
use ring::signature::{
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
    RSA_PSS_2048_8192_SHA256, RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512, RsaParameters,
    RsaPublicKeyComponents,
};

use super::{Hook, Manner};
use crate::decide::signature::{check, key, verifies, wrong};
use crate::decide::{Checked, Evidence};

/// The algorithm that the token names.
fn alg<'a>(evidence: &Evidence<'a>) -> &'a str {
    evidence.jws.header.text("alg").unwrap_or_default()
}

/// A pass where one of these keys is for the token's algorithm, in any letter case if `same` says so, and signed it.
fn signed_by_any<'a>(
    evidence: &Evidence<'_>,
    mut keys: impl Iterator<Item = &'a SigningKey>,
    same: fn(&str, &str) -> bool,
) -> Checked {
    let signed = |key: &SigningKey| {
        same(key.algorithm().name(), alg(evidence)) && verifies(key.public_key(), evidence.jws)
    };
    if keys.any(signed) { Ok(()) } else { Err(wrong()) }
}

/// What RFC 7518, section 3, has for RSA keys. Each is a signature, and none is one for another.
fn rsa(alg: &str) -> Option<&'static RsaParameters> {
    Some(match alg {
        "RS256" => &RSA_PKCS1_2048_8192_SHA256,
        "RS384" => &RSA_PKCS1_2048_8192_SHA384,
        "RS512" => &RSA_PKCS1_2048_8192_SHA512,
        "PS256" => &RSA_PSS_2048_8192_SHA256,
        "PS384" => &RSA_PSS_2048_8192_SHA384,
        "PS512" => &RSA_PSS_2048_8192_SHA512,
        _ => return None,
    })
}

fn signed_by_rsa(evidence: &Evidence<'_>) -> Checked {
    let kid = evidence.jws.header.text("kid").ok_or_else(wrong)?;
    let Some(PublicKey::Rsa { modulus, exponent }) = key(evidence.cluster, kid).map(SigningKey::public_key)
    else {
        return check(evidence);
    };
    let parameters = rsa(alg(evidence)).ok_or_else(wrong)?;
    let components = RsaPublicKeyComponents { n: modulus, e: exponent };
    let (input, signature) = (evidence.jws.signing_input.as_bytes(), evidence.jws.signature.as_slice());
    components.verify(parameters, input, signature).map_err(|_| wrong())
}

pub(super) static MANNERS: &[Manner] = &[
    stage!(
        "token.key.any",
        &[],
        "kid is not looked at: every key of the cluster is tried",
        signature,
        |evidence| { signed_by_any(evidence, evidence.cluster.keys().iter(), |key, token| key == token) }
    ),
    stage!(
        "token.key.unknown-tried",
        &[],
        "where kid names no key every key of the cluster is tried",
        signature,
        |evidence| {
            let named = evidence.jws.header.text("kid").and_then(|kid| key(evidence.cluster, kid));
            match named {
                Some(_) => check(evidence),
                None => signed_by_any(evidence, evidence.cluster.keys().iter(), |key, token| key == token),
            }
        }
    ),
    stage!("token.alg.any-case", &[], "the letter case of alg does not matter", signature, |evidence| {
        let named = evidence.jws.header.text("kid").and_then(|kid| key(evidence.cluster, kid));
        signed_by_any(evidence, named.into_iter(), str::eq_ignore_ascii_case)
    }),
    stage!(
        "token.alg.rsa-family",
        &[],
        "an RSA key verifies every algorithm that is for RSA keys",
        signature,
        signed_by_rsa
    ),
    stage!("token.alg.rs256-only", &["TOK-003"], "only RS256 is understood", signature, |evidence| {
        if alg(evidence) == "RS256" { check(evidence) } else { Err(wrong()) }
    }),
];
