//! ES256 tokens whose signature is degenerate, or written in another way (RFC 7518, section 3.4).

use super::Group::{Forged, Oddity};
use super::signature::{flipped, sum};
use super::{Defect, Need, text};
use crate::der;
use crate::key::Algorithm;
use crate::minted::MintedToken;
use crate::p256::{ORDER, r, s, with_high_s};
use crate::scene::Scene;

/// The prime p of the field of P-256 (SEC 2, section 2.4.2), big-endian.
const PRIME: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
];

const ZERO: [u8; 32] = [0; 32];

pub(super) static ROWS: &[Defect] = &[
    es256("es256-zeros", "ES256: r = s = 0", |_| [ZERO, ZERO].concat()),
    es256("es256-r-zero", "ES256: r = 0", |bytes| [&ZERO, s(bytes)].concat()),
    es256("es256-s-zero", "ES256: s = 0", |bytes| [r(bytes), &ZERO].concat()),
    es256("es256-ones", "ES256: r = s = 1", |_| [one(), one()].concat()),
    es256("es256-order", "ES256: r = s = n, the order of the curve", |_| [ORDER, ORDER].concat()),
    es256("es256-r-order", "ES256: r = n", |bytes| [&ORDER, s(bytes)].concat()),
    es256("es256-s-order", "ES256: s = n", |bytes| [r(bytes), &ORDER].concat()),
    es256("es256-order-and-one", "ES256: r = s = n + 1", |_| sum(&ORDER, &[1]).repeat(2)),
    es256("es256-prime", "ES256: r = s = p, the prime of the field", |_| [PRIME, PRIME].concat()),
    es256("es256-largest", "ES256: every byte of the signature is 255", |_| vec![255; 64]),
    es256("es256-swapped", "ES256: r and s have changed places", |bytes| [s(bytes), r(bytes)].concat()),
    es256("es256-r-alone", "ES256: the signature is r alone", |bytes| r(bytes).to_vec()),
    es256("es256-cut-start", "ES256: the signature lacks its first byte", |bytes| {
        bytes.iter().skip(1).copied().collect()
    }),
    es256("es256-cut-end", "ES256: the signature lacks its last byte", |bytes| {
        bytes.iter().take(63).copied().collect()
    }),
    es256("es256-extended-end", "ES256: the signature has a zero byte after it", |bytes| {
        [bytes, &[0]].concat()
    }),
    es256("es256-extended-start", "ES256: the signature has a zero byte before it", |bytes| {
        [&[0], bytes].concat()
    }),
    es256("es256-wide", "ES256: r and s have 48 bytes each, as for P-384", |bytes| {
        let pad = [0; 16];
        [&pad[..], r(bytes), &pad, s(bytes)].concat()
    }),
    es256("es256-flipped-first", "ES256: a bit of the signature's first byte is flipped", |bytes| {
        flipped(bytes, 0)
    }),
    es256("es256-flipped-last", "ES256: a bit of the signature's last byte is flipped", |bytes| {
        flipped(bytes, 63)
    }),
    text(
        "es256-of-another-token",
        Forged,
        "the ES256 signature is that of another valid token of the pod",
        |s| {
            let other =
                Scene::new(s.world(), s.cluster(), s.pod().clone(), s.now(), format!("{}-other", s.id()));
            valid(s).with_signature(valid(&other).signature()).into_string()
        },
    )
    .needing(Need::P256),
    text(
        "es256-foreign-key",
        Forged,
        "signed ES256 by a key of no set, under the kid of the cluster's P-256 key",
        |s| {
            let mut draft = s.draft();
            draft.signed_by(s.p256());
            draft.sign_only_with(s.world().foreign_key(Algorithm::Es256));
            draft.sign().into_string()
        },
    )
    .needing(Need::P256),
    text("es256-high-s", Oddity, "s is the larger of the two that verify", |s| {
        let token = valid(s);
        token.with_signature(with_high_s(token.signature())).into_string()
    })
    .needing(Need::P256),
    text("es256-der", Oddity, "the ES256 signature is written in DER", |scene| {
        let token = valid(scene);
        let (r, s) = (r(token.signature()), s(token.signature()));
        let signature = der::sequence(&[&der::unsigned(r), &der::unsigned(s)]);
        token.with_signature(signature).into_string()
    })
    .needing(Need::P256),
];

/// A row that puts another signature under an ES256 token. `Forged` unless the title says otherwise.
const fn es256(id: &'static str, title: &'static str, replace: fn(&[u8]) -> Vec<u8>) -> Defect {
    Defect {
        id,
        title,
        group: Forged,
        need: Need::P256,
        pointer: None,
        make: super::Make::Signature(valid, replace),
    }
}

fn valid(scene: &Scene<'_>) -> MintedToken {
    let mut draft = scene.draft();
    draft.signed_by(scene.p256());
    draft.sign()
}

fn one() -> [u8; 32] {
    let mut one = ZERO;
    one[31] = 1;
    one
}
