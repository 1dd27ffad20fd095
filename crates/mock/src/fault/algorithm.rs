//! Faults in how an unexpected algorithm, or an unexpected key, is met.

use eks_auth_world::{PublicKey, SigningKey};
use ring::signature::{
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256, RsaPublicKeyComponents,
};

use super::expiry::crash_if;
use super::signature::{alg, named};
use super::{Fault, Hook};
use crate::decide::Evidence;
use crate::decide::signature::{check, key, verifies};

const KNOWN: [&str; 2] = ["RS256", "ES256"];

/// Whether the token's RSA signature is its key's, made in another way than RS256.
fn is_signed_otherwise(evidence: &Evidence<'_>) -> bool {
    let Some(PublicKey::Rsa { modulus, exponent }) = named(evidence).map(SigningKey::public_key) else {
        return false;
    };
    let (input, signature) = (evidence.jws.signing_input.as_bytes(), &evidence.jws.signature);
    [&RSA_PKCS1_2048_8192_SHA384, &RSA_PKCS1_2048_8192_SHA512, &RSA_PSS_2048_8192_SHA256]
        .into_iter()
        .any(|way| RsaPublicKeyComponents { n: modulus, e: exponent }.verify(way, input, signature).is_ok())
}

/// Whether kid names a key of the set while another key of the set made the signature.
fn is_signed_by_another(evidence: &Evidence<'_>) -> bool {
    let named = evidence.jws.header.text("kid").and_then(|kid| key(evidence.cluster, kid));
    let verifies = |key: &SigningKey| verifies(key.public_key(), evidence.jws);
    named.is_some_and(|key| !verifies(key)) && evidence.cluster.keys().iter().any(verifies)
}

/// Whether the second half of an ES256 signature is in the upper half of its range, as half of all signatures are.
fn has_high_s(signature: &[u8]) -> bool {
    signature.len() == 64 && signature.get(32).is_some_and(|byte| *byte >= 0x80)
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "signature.alg.unknown-crash",
        "TOK-021",
        "an alg that the service does not know crashes it",
        signature,
        |evidence| {
            crash_if(!KNOWN.contains(&alg(evidence)))?;
            check(evidence)
        }
    ),
    stage!(
        "signature.alg.other-than-the-keys-crash",
        "TOK-021",
        "an alg that is known and not that of the key crashes the service",
        signature,
        |evidence| {
            let other = named(evidence).is_some_and(|key| key.algorithm().name() != alg(evidence));
            crash_if(other && KNOWN.contains(&alg(evidence)))?;
            check(evidence)
        }
    ),
    stage!(
        "signature.alg.other-padding-crash",
        "TOK-021",
        "an RSA signature made with another hash or padding crashes the service",
        signature,
        |evidence| {
            crash_if(is_signed_otherwise(evidence))?;
            check(evidence)
        }
    ),
    stage!(
        "signature.alg.other-case-crash",
        "TOK-007",
        "an alg in another letter case crashes the service",
        signature,
        |evidence| {
            let alg = alg(evidence);
            crash_if(!KNOWN.contains(&alg) && KNOWN.contains(&alg.to_ascii_uppercase().as_str()))?;
            check(evidence)
        }
    ),
    stage!(
        "signature.kid.of-another-key-crash",
        "TOK-007",
        "a kid that names another key of the set than the signer's crashes the service",
        signature,
        |evidence| {
            crash_if(is_signed_by_another(evidence))?;
            check(evidence)
        }
    ),
    stage!(
        "signature.es256.length-crash",
        "TOK-021",
        "an ES256 signature of another length than 64 bytes crashes the service",
        signature,
        |evidence| {
            crash_if(alg(evidence) == "ES256" && evidence.jws.signature.len() != 64)?;
            check(evidence)
        }
    ),
    stage!(
        "signature.es256.high-s-crash",
        "TOK-021",
        "an ES256 signature with a high s crashes the service",
        signature,
        |evidence| {
            crash_if(alg(evidence) == "ES256" && has_high_s(&evidence.jws.signature))?;
            check(evidence)
        }
    ),
];
