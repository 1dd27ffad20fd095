//! Genuine tokens signed, or labelled, with another algorithm than the one their key is for.

use super::Group::OtherAlgorithm;
use super::{Defect, Need, draft, header, text};
use crate::key::OtherPadding;
use crate::scene::Scene;

pub(super) static ROWS: &[Defect] = &[
    text("alg-rs384", OtherAlgorithm, "signed RS384 by a key that is for RS256", |s| {
        otherwise(s, "RS384", OtherPadding::Pkcs1Sha384)
    }),
    text("alg-rs512", OtherAlgorithm, "signed RS512 by a key that is for RS256", |s| {
        otherwise(s, "RS512", OtherPadding::Pkcs1Sha512)
    }),
    text("alg-ps256", OtherAlgorithm, "signed PS256 by a key that is for RS256", |s| {
        otherwise(s, "PS256", OtherPadding::PssSha256)
    }),
    text("alg-rs256-over-sha512", OtherAlgorithm, "alg is RS256 and the signature is RS512", |s| {
        otherwise(s, "RS256", OtherPadding::Pkcs1Sha512)
    }),
    text("alg-rs256-over-pss", OtherAlgorithm, "alg is RS256 and the signature is PS256", |s| {
        otherwise(s, "RS256", OtherPadding::PssSha256)
    }),
    draft("alg-label-rs384", OtherAlgorithm, "alg is RS384 and the signature is RS256", |d, _| {
        d.header_mut().set("alg", "RS384");
    }),
    draft("alg-label-rs512", OtherAlgorithm, "alg is RS512 and the signature is RS256", |d, _| {
        d.header_mut().set("alg", "RS512");
    }),
    draft("alg-label-ps256", OtherAlgorithm, "alg is PS256 and the signature is RS256", |d, _| {
        d.header_mut().set("alg", "PS256");
    }),
    draft("alg-label-es256", OtherAlgorithm, "alg is ES256 and the signature is RS256", |d, _| {
        d.header_mut().set("alg", "ES256");
    }),
    draft("alg-label-es384", OtherAlgorithm, "alg is ES384 and the signature is RS256", |d, _| {
        d.header_mut().set("alg", "ES384");
    }),
    draft("alg-label-eddsa", OtherAlgorithm, "alg is EdDSA and the signature is RS256", |d, _| {
        d.header_mut().set("alg", "EdDSA");
    }),
    draft("alg-label-hs256", OtherAlgorithm, "alg is HS256 and the signature is RS256", |d, _| {
        d.header_mut().set("alg", "HS256");
    }),
    draft(
        "alg-label-rsa-oaep",
        OtherAlgorithm,
        "alg is RSA-OAEP, which encrypts, and the signature is RS256",
        |d, _| {
            d.header_mut().set("alg", "RSA-OAEP");
        },
    ),
    draft(
        "alg-label-unknown",
        OtherAlgorithm,
        "alg is XS256, which nobody knows, and the signature is RS256",
        |d, _| {
            d.header_mut().set("alg", "XS256");
        },
    ),
    draft("alg-label-space", OtherAlgorithm, "alg is RS256 with a space after it", |d, _| {
        d.header_mut().set("alg", "RS256 ");
    }),
    draft("alg-number", OtherAlgorithm, "alg is a number", |d, _| header(d, "alg", "256")),
    draft("alg-array", OtherAlgorithm, "alg is a list with the right one in it", |d, _| {
        header(d, "alg", r#"["RS256"]"#);
    }),
    draft("alg-object", OtherAlgorithm, "alg is an object", |d, _| header(d, "alg", r#"{"name":"RS256"}"#)),
    draft(
        "alg-es256-label-rs256",
        OtherAlgorithm,
        "alg is RS256 and the set's P-256 key signed ES256",
        |d, s| {
            d.signed_by(s.p256());
            d.header_mut().set("alg", "RS256");
        },
    )
    .needing(Need::P256),
    draft(
        "alg-es256-label-es384",
        OtherAlgorithm,
        "alg is ES384 and the set's P-256 key signed ES256",
        |d, s| {
            d.signed_by(s.p256());
            d.header_mut().set("alg", "ES384");
        },
    )
    .needing(Need::P256),
];

/// The valid token with this `alg`, signed in this way.
fn otherwise(scene: &Scene<'_>, name: &str, padding: OtherPadding) -> String {
    let mut draft = scene.draft();
    draft.header_mut().set("alg", name);
    draft.sign_by(|input| draft.key().sign_otherwise(padding, input).unwrap_or_default()).into_string()
}
