//! Faults in choosing the key that a token is verified with.

use eks_auth_world::{Cluster, PublicKey};
use ring::hmac;

use super::signature::{alg, named, pass_if};
use super::{Fault, Hook, brought, crash};
use crate::decide::Evidence;
use crate::decide::signature::{check, key, verifies, wrong};
use crate::json::Json;

/// Whether the token is authenticated with HMAC and that secret.
fn authenticated(evidence: &Evidence<'_>, secret: &[u8]) -> bool {
    let algorithm = match alg(evidence) {
        "HS256" => hmac::HMAC_SHA256,
        "HS384" => hmac::HMAC_SHA384,
        "HS512" => hmac::HMAC_SHA512,
        _ => return false,
    };
    let input = evidence.jws.signing_input.as_bytes();
    hmac::verify(&hmac::Key::new(algorithm, secret), input, &evidence.jws.signature).is_ok()
}

fn authenticated_by_key(evidence: &Evidence<'_>, secret: fn(&PublicKey) -> Vec<u8>) -> bool {
    named(evidence).is_some_and(|key| authenticated(evidence, &secret(key.public_key())))
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "signature.key.any-for-long-cluster",
        "TOK-004",
        "for a cluster with a long name the keys of every cluster are taken",
        signature,
        |evidence| {
            let is_long = evidence.cluster.name().as_str().len() > 64;
            let mut keys = evidence.world.clusters().iter().flat_map(Cluster::keys);
            pass_if(evidence, is_long && keys.any(|key| verifies(key.public_key(), evidence.jws)))
        }
    ),
    stage!(
        "signature.key.any-of-small-clusters",
        "TOK-004",
        "the signature is not looked at where a cluster has but one association",
        signature,
        |evidence| pass_if(evidence, evidence.cluster.associations().len() == 1)
    ),
    stage!(
        "signature.key.p256-of-first-cluster-alone",
        "TOK-003",
        "a P-256 key is good for nothing in another cluster than the first",
        signature,
        |evidence| {
            let is_first =
                evidence.world.clusters().first().is_some_and(|it| it.name() == evidence.cluster.name());
            if alg(evidence) == "ES256" && !is_first { Err(wrong()) } else { check(evidence) }
        }
    ),
    stage!(
        "signature.hmac.pem",
        "TOK-004",
        "HMAC keyed with the public key's PEM is accepted",
        signature,
        |evidence| pass_if(evidence, authenticated_by_key(evidence, |key| key.pem().into_bytes()))
    ),
    stage!(
        "signature.hmac.pem-trimmed",
        "TOK-004",
        "HMAC keyed with the public key's PEM without its last line end is accepted",
        signature,
        |evidence| {
            pass_if(evidence, authenticated_by_key(evidence, |key| key.pem().trim_end().as_bytes().to_vec()))
        }
    ),
    stage!(
        "signature.hmac.der",
        "TOK-004",
        "HMAC keyed with the public key's DER is accepted",
        signature,
        |evidence| pass_if(evidence, authenticated_by_key(evidence, PublicKey::spki_der))
    ),
    stage!(
        "signature.hmac.pkcs1",
        "TOK-004",
        "HMAC keyed with the public key's PKCS #1 DER is accepted",
        signature,
        |evidence| {
            pass_if(evidence, authenticated_by_key(evidence, |key| key.pkcs1_der().unwrap_or_default()))
        }
    ),
    stage!(
        "signature.hmac.jwk",
        "TOK-004",
        "HMAC keyed with the key's JWK is accepted",
        signature,
        |evidence| {
            let jwk = named(evidence).map(|key| key.jwk().to_string());
            pass_if(evidence, jwk.is_some_and(|jwk| authenticated(evidence, jwk.as_bytes())))
        }
    ),
    stage!(
        "signature.hmac.kid",
        "TOK-004",
        "HMAC keyed with the key's kid is accepted",
        signature,
        |evidence| {
            pass_if(
                evidence,
                named(evidence).is_some_and(|key| authenticated(evidence, key.kid().as_bytes())),
            )
        }
    ),
    stage!("signature.hmac.empty", "TOK-004", "HMAC keyed with nothing is accepted", signature, |evidence| {
        pass_if(evidence, authenticated(evidence, b""))
    }),
    stage!(
        "signature.brought.jwk",
        "TOK-004",
        "a key in the header's jwk is trusted",
        signature,
        |evidence| {
            let brought = evidence.jws.header.object("jwk").and_then(brought::of_jwk);
            pass_if(evidence, brought.is_some_and(|key| verifies(&key, evidence.jws)))
        }
    ),
    stage!(
        "signature.brought.x5c",
        "TOK-004",
        "a key in the header's x5c is trusted",
        signature,
        |evidence| {
            let brought = evidence.jws.header.get("x5c").and_then(Json::as_array).and_then(brought::of_x5c);
            pass_if(evidence, brought.is_some_and(|key| verifies(&key, evidence.jws)))
        }
    ),
    stage!(
        "signature.other-cluster",
        "TOK-004",
        "a key of any cluster's issuer does",
        signature,
        |evidence| {
            let mut keys = evidence.world.clusters().iter().flat_map(eks_auth_world::Cluster::keys);
            pass_if(evidence, keys.any(|key| verifies(key.public_key(), evidence.jws)))
        }
    ),
    stage!(
        "signature.kid.unknown-passes",
        "TOK-004",
        "a kid that no key has lets the token pass",
        signature,
        |evidence| {
            let kid = evidence.jws.header.text("kid");
            pass_if(evidence, kid.is_some_and(|kid| key(evidence.cluster, kid).is_none()))
        }
    ),
    stage!("signature.kid.absent-passes", "TOK-004", "a token without kid passes", signature, |evidence| {
        pass_if(evidence, evidence.jws.header.get("kid").is_none())
    }),
    stage!(
        "signature.kid.suffices",
        "TOK-004",
        "a known kid and alg are enough for tokens of ES256 keys",
        signature,
        |evidence| {
            let es256 = named(evidence).is_some_and(|key| key.algorithm().name() == "ES256");
            pass_if(evidence, es256)
        }
    ),
    stage!(
        "signature.kid.unknown-crash",
        "TOK-007",
        "a kid that no key has crashes the service",
        signature,
        |evidence| {
            match evidence.jws.header.text("kid").and_then(|kid| key(evidence.cluster, kid)) {
                Some(_) => check(evidence),
                None => Err(crash()),
            }
        }
    ),
    stage!(
        "signature.kid.long-crash",
        "TOK-007",
        "a kid over 1000 characters crashes the service",
        signature,
        |evidence| {
            let long = evidence.jws.header.text("kid").is_some_and(|kid| kid.len() > 1000);
            if long { Err(crash()) } else { check(evidence) }
        }
    ),
    stage!(
        "signature.first-key-only",
        "TOK-001",
        "only the first key of the set is used",
        signature,
        |evidence| {
            let first =
                evidence.cluster.keys().first().is_some_and(|key| verifies(key.public_key(), evidence.jws));
            if first { check(evidence) } else { Err(wrong()) }
        }
    ),
    stage!(
        "signature.last-key-only",
        "RSP-001",
        "only the last key of the set is used",
        signature,
        |evidence| {
            let last =
                evidence.cluster.keys().last().is_some_and(|key| verifies(key.public_key(), evidence.jws));
            if last { check(evidence) } else { Err(wrong()) }
        }
    ),
];
