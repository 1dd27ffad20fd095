//! Tokens signed by a key that is not the cluster's: one that they bring along, or just claim to have.

use base64_simd::STANDARD;
use serde_json::{Value, json};

use super::Group::Forged;
use super::{Defect, Need, text};
use crate::draft::TokenDraft;
use crate::key::{Algorithm, SigningKey};
use crate::keys::FOREIGN_CERTIFICATE;
use crate::scene::Scene;

pub(super) static ROWS: &[Defect] = &[
    text("key-foreign", Forged, "signed by a key of no set, under the right kid", |s| {
        foreign(s, KEEP, |_| ())
    }),
    text("key-foreign-own-kid", Forged, "signed by a key of no set, under its own kid", |s| {
        foreign(s, OWN, |_| ())
    }),
    text("key-foreign-no-kid", Forged, "signed by a key of no set, without kid", |s| {
        foreign(s, DROP, |_| ())
    }),
    text("key-other-cluster", Forged, "signed by another cluster's key, under the right kid", |s| {
        by(s, other(s), KEEP, |_| ())
    }),
    text("key-other-cluster-own-kid", Forged, "signed by another cluster's key, under that key's kid", |s| {
        by(s, other(s), OWN, |_| ())
    }),
    text("key-other-cluster-no-kid", Forged, "signed by another cluster's key, without kid", |s| {
        by(s, other(s), DROP, |_| ())
    }),
    text("key-other-cluster-token", Forged, "the valid token of another cluster, unchanged", |s| {
        let other = Scene::new(s.world(), s.other_cluster(), s.pod().clone(), s.now(), s.id());
        other.draft().sign().into_string()
    }),
    text("key-jwk", Forged, "jwk brings the key along, under the right kid", |s| {
        foreign(s, KEEP, |d| set(d, "jwk", bare_jwk(attacker(s))))
    }),
    text("key-jwk-own-kid", Forged, "jwk brings the key along, under that key's kid", |s| {
        foreign(s, OWN, |d| set(d, "jwk", attacker(s).jwk()))
    }),
    text("key-jwk-no-kid", Forged, "jwk brings the key along, without kid", |s| {
        foreign(s, DROP, |d| set(d, "jwk", bare_jwk(attacker(s))))
    }),
    text("key-jwk-right-kid-inside", Forged, "jwk brings the key along and gives it the right kid", |s| {
        foreign(s, KEEP, |d| set(d, "jwk", with_kid(attacker(s), s)))
    }),
    text("key-jwk-p256", Forged, "jwk brings a P-256 key along that signed ES256", |s| {
        let key = s.world().foreign_key(Algorithm::Es256);
        by(s, key, OWN, |d| set(d, "jwk", key.jwk()))
    }),
    text(
        "key-jwk-secret",
        Forged,
        "jwk brings along the secret that authenticates the token by HS256",
        |s| {
            let secret = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, b"attacker");
            let mut draft = s.draft();
            draft.header_mut().set("alg", "HS256");
            set(&mut draft, "jwk", json!({ "kty": "oct", "alg": "HS256", "k": "YXR0YWNrZXI" }));
            draft.sign_by(|input| ring::hmac::sign(&secret, input).as_ref().to_vec()).into_string()
        },
    ),
    text("key-jwks", Forged, "jwks brings a key set along, with the right kid in it", |s| {
        foreign(s, KEEP, |d| set(d, "jwks", json!({ "keys": [with_kid(attacker(s), s)] })))
    }),
    text("key-x5c", Forged, "x5c brings a certificate of the key along, under the right kid", |s| {
        foreign(s, KEEP, |d| set(d, "x5c", json!([certificate()])))
    }),
    text("key-x5c-own-kid", Forged, "x5c brings a certificate of the key along, under that key's kid", |s| {
        foreign(s, OWN, |d| set(d, "x5c", json!([certificate()])))
    }),
    text("key-x5c-no-kid", Forged, "x5c brings a certificate of the key along, without kid", |s| {
        foreign(s, DROP, |d| set(d, "x5c", json!([certificate()])))
    }),
    text(
        "key-jku-prefix",
        Forged,
        "jku begins with the issuer's host name and goes on to another one",
        |s| foreign(s, OWN, |d| set(d, "jku", format!("https://{}.invalid/jwks.json", host(s)))),
    ),
    text("key-jku-file", Forged, "jku points to a file", |s| {
        foreign(s, OWN, |d| set(d, "jku", "file:///proc/self/environ"))
    }),
    text("key-jku-metadata", Forged, "jku points to the instance metadata service", |s| {
        foreign(s, OWN, |d| set(d, "jku", "http://169.254.169.254/latest/meta-data/"))
    }),
    text(
        "key-kid-path",
        Forged,
        "kid is the path of an empty file, and the token is HS256 with an empty key",
        |s| {
            let secret = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, b"");
            let mut draft = s.draft();
            set(&mut draft, "alg", "HS256");
            set(&mut draft, "kid", "../../../../../../dev/null");
            draft.sign_by(|input| ring::hmac::sign(&secret, input).as_ref().to_vec()).into_string()
        },
    ),
    text(
        "key-rs256-p256-kid",
        Forged,
        "signed RS256 by a key of no set, under the kid of the P-256 key",
        |s| foreign(s, KEEP, |d| set(d, "kid", s.p256().kid())),
    )
    .needing(Need::P256),
];

/// What becomes of `kid` when a strange key signs.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Kid {
    Keep,
    Own,
    Drop,
}

pub(super) const KEEP: Kid = Kid::Keep;
pub(super) const OWN: Kid = Kid::Own;
pub(super) const DROP: Kid = Kid::Drop;

fn attacker<'w>(scene: &Scene<'w>) -> &'w SigningKey {
    scene.world().foreign_key(Algorithm::Rs256)
}

fn other<'w>(scene: &Scene<'w>) -> &'w SigningKey {
    scene.other_cluster().key(Algorithm::Rs256).unwrap_or(attacker(scene))
}

pub(super) fn foreign(scene: &Scene<'_>, kid: Kid, edit: impl FnOnce(&mut TokenDraft<'_>)) -> String {
    by(scene, attacker(scene), kid, edit)
}

fn by<'w>(
    scene: &Scene<'w>,
    key: &'w SigningKey,
    kid: Kid,
    edit: impl FnOnce(&mut TokenDraft<'w>),
) -> String {
    let mut draft = scene.draft();
    draft.header_mut().set("alg", key.algorithm().name());
    draft.sign_only_with(key);
    match kid {
        Kid::Keep => (),
        Kid::Own => draft.signed_by(key),
        Kid::Drop => draft.header_mut().remove("kid"),
    }
    edit(&mut draft);
    draft.sign().into_string()
}

pub(super) fn set(draft: &mut TokenDraft<'_>, name: &str, value: impl Into<Value>) {
    draft.header_mut().set(name, value);
}

/// The key's numbers alone, as `jwk` members are often written.
fn bare_jwk(key: &SigningKey) -> Value {
    let mut jwk = key.jwk();
    if let Value::Object(members) = &mut jwk {
        members.retain(|name, _| !matches!(name.as_str(), "kid" | "use" | "alg"));
    }
    jwk
}

fn with_kid(key: &SigningKey, scene: &Scene<'_>) -> Value {
    let mut jwk = key.jwk();
    jwk["kid"] = scene.draft().key().kid().into();
    jwk
}

/// Certificates in `x5c` are base64 with padding, not base64url (RFC 7515, section 4.1.6).
fn certificate() -> String {
    STANDARD.encode_to_string(FOREIGN_CERTIFICATE)
}

/// The host of the cluster's issuer.
pub(super) fn host<'s>(scene: &'s Scene<'_>) -> &'s str {
    let rest = scene.cluster().issuer().trim_start_matches("https://");
    rest.split_once('/').map_or(rest, |(host, _)| host)
}
