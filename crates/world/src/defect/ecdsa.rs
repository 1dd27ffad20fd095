//! ES256 tokens whose signature is degenerate, or written in another way (RFC 7518, section 3.4).

use super::Group::{Forged, Oddity};
use super::signature::{flipped, sum};
use super::{Defect, Need, text};
use crate::der;
use crate::key::Algorithm;
use crate::minted::MintedToken;
use crate::scene::Scene;

/// The order n of the base point of P-256 (SEC 2, section 2.4.2), big-endian.
const ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc,
    0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

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
    Defect { id, title, group: Forged, need: Need::P256, make: super::Make::Signature(valid, replace) }
}

fn valid(scene: &Scene<'_>) -> MintedToken {
    let mut draft = scene.draft();
    draft.signed_by(scene.p256());
    draft.sign()
}

fn r(signature: &[u8]) -> &[u8] {
    signature.get(..32).unwrap_or_default()
}

fn s(signature: &[u8]) -> &[u8] {
    signature.get(32..).unwrap_or_default()
}

fn one() -> [u8; 32] {
    let mut one = ZERO;
    one[31] = 1;
    one
}

/// (r, s) and (r, n - s) verify alike; this is the one with the larger s.
fn with_high_s(signature: &[u8]) -> Vec<u8> {
    let low_or_high = s(signature);
    let mirrored = difference(&ORDER, low_or_high);
    [r(signature), low_or_high.max(&mirrored)].concat()
}

/// A big-endian number less a smaller one of the same length.
fn difference(left: &[u8], right: &[u8]) -> Vec<u8> {
    let mut borrow = 0;
    let mut digits: Vec<u8> = left
        .iter()
        .zip(right)
        .rev()
        .map(|(left, right)| {
            let total = i16::from(*left) - i16::from(*right) - borrow;
            borrow = i16::from(total < 0);
            (total & 0xff) as u8
        })
        .collect();
    digits.reverse();
    digits
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn differences_borrow() {
        assert_eq!(difference(&[1, 0, 0], &[0, 0, 1]), [0, 255, 255]);
        assert_eq!(difference(&ORDER, &ORDER), ZERO);
    }

    #[test]
    fn high_s_is_above_half_the_order() {
        let mut half = vec![0x7f];
        half.extend([0xff; 31]);
        for low in 1..=3 {
            let mut signature = vec![1; 63];
            signature.push(low);
            let high = with_high_s(&signature);
            assert!(s(&high) > &half[..]);
            assert_eq!(with_high_s(&high), high);
        }
    }
}
